/** The configuration file and the environment, checked once at the start. Every option has a default that is safe. */
import { z } from 'zod';
import { Slug, circles, degrees, fewestCounted, founders, profileFields, reactionKinds } from '@parvis/contracts';

const Issuer = z.strictObject({
  issuer: z.string().min(1),
  audience: z.string().min(1).default('parvis'),
  claim: z.string().min(1).default('sub'),
  /** Whom this issuer may speak for. Absent: everybody; name the circles where several issuers sign people in. */
  circles: z.array(z.enum(circles)).min(1).optional(),
  jwksUrl: z.url({ protocol: /^https?$/ }).optional(),
  jwks: z.object({ keys: z.array(z.looseObject({ kty: z.string() })) }).optional(),
});

const Origin = z
  .url({ protocol: /^https?$/ })
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    'an origin has no path: https://intranet.example',
  );

const AddressOrNetwork = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

const DegreeNames = z.record(z.enum(degrees), z.string().min(1).max(60));

export const Config = z.strictObject({
  /** Where the API listens. */
  host: z.string().default('127.0.0.1'),
  port: z.coerce.number().int().min(0).max(65_535).default(4100),
  /** The folder of the embedded database; not used with `databaseUrl`. */
  data: z.string().default('./parvis-data'),
  databaseUrl: z.string().optional(),
  /**
   * Folder in which the bundle of each release is kept, so that pages that pin one (`/embed/1.4.2/`) go on after an
   * upgrade. Default: `releases` in the data folder; with PostgreSQL none, and only the installed release answers.
   */
  releases: z.string().optional(),
  /**
   * Shows Storybook at `/docs`: `true`, the one that `npm run build:storybook` left in this installation, or the folder
   * of another. Whoever reaches the API reads it; it runs on data of its own. Absent: there is none.
   */
  docs: z.union([z.boolean(), z.string().min(1)]).default(false),
  /** Beside a pooler, for notifications. Default: `databaseUrl`. */
  databaseDirectUrl: z.string().optional(),
  databasePool: z.number().int().min(1).max(200).default(10),
  /** Origins of the intranet pages that may call the API from a browser. */
  origins: z.array(Origin).default([]),
  issuers: z.array(Issuer).default([]),
  degreeNames: z.record(z.string(), DegreeNames).default({
    en: { C0: 'Public inside', C1: 'Internal', C2: 'Restricted', C3: 'Confidential' },
    fr: { C0: 'Public interne', C1: 'Interne', C2: 'Restreint', C3: 'Confidentiel' },
  }),
  chatTemplate: z.string().optional(),
  /** Address of the intranet page that shows a post, with `{id}` in the place of its id: where feeds for readers' own tools lead. */
  postTemplate: z
    .url({ protocol: /^https?$/ })
    .refine((text) => text.includes('{id}'), 'has no {id} in the place of the id of the post')
    .optional(),
  /** The same of a post in a community, where each has a page of its own: `{slug}` is its short name. */
  communityPostTemplate: z
    .url({ protocol: /^https?$/ })
    .refine(
      (text) => text.includes('{id}') && text.includes('{slug}'),
      'has not both {slug} and {id}, the short name of the community and the id of the post',
    )
    .optional(),
  /**
   * Pages of the intranet that can be discussed and flagged, by address prefix, with who reads them. The longest prefix
   * counts. Without a degree it is the lowest, which everybody is cleared for.
   */
  pages: z
    .array(
      z.strictObject({
        prefix: z.url({ protocol: /^https?$/ }),
        circles: z.array(z.enum(circles)).min(1).default(['employee']),
        degree: z.enum(degrees).default('C0'),
        community: Slug.optional(),
        /**
         * Parameters of the query that make it another page (`id` in `/news?id=42&from=mail`). The others are left out.
         * `*`: the page says which (attribute `params`); without it all count but those that are known to track readers.
         */
        query: z.array(z.string().min(1)).default([]),
      }),
    )
    .default([]),
  /** What people write of themselves on their profile; the rest is left to the directory. */
  editableFields: z.array(z.enum(profileFields)).default([...profileFields]),
  /** What the directory is called, by language tag, and the address of the page where people have it corrected. */
  directory: z
    .strictObject({
      name: z.record(z.string(), z.string().min(1).max(80)).default({
        en: 'the company directory',
        fr: 'l’annuaire de l’entreprise',
      }),
      address: z.url({ protocol: /^https?$/ }).optional(),
    })
    .prefault({}),
  /** Who may found communities: administrators, or every employee. */
  founders: z.enum(founders).default('admins'),
  /**
   * Reactions that are offered, in this order. One that was offered before stays where it was given, and can be taken
   * back.
   */
  reactions: z
    .array(z.enum(reactionKinds))
    .min(1)
    .refine((kinds) => new Set(kinds).size === kinds.length, 'names a reaction twice')
    .default(['thanks', 'like', 'insightful', 'celebrate']),
  /**
   * How many people a figure is made of at least (answers to a poll, readers who acknowledged), and by how many it
   * changes. It can be raised, never lowered.
   */
  fewestCounted: z.number().int().min(fewestCounted).default(fewestCounted),
  /**
   * Days that events are kept for pages that were away; who was away for longer reads everything anew. The moderation
   * record is kept apart, for good.
   */
  eventDays: z.number().int().min(1).default(30),
  /** Days that what a desk removed is kept, for its author and the desk alone, before it is erased. */
  removedDays: z.coerce.number().int().min(1).max(3_650).default(180),
  /** What somebody who reported something as illegal can do about the outcome, by language. */
  redress: z.record(z.string(), z.string().min(1).max(1_000)).default({
    en: 'If you disagree with the outcome, name this number to your human resources department, your works council or your alert officer. You can also turn to the authority or the court in charge.',
    fr: 'Si vous contestez cette décision, adressez-vous avec ce numéro à votre service des ressources humaines, à vos représentants du personnel ou à votre référent alerte. Vous pouvez aussi saisir l’autorité ou le tribunal compétent.',
  }),
  /**
   * Whether the server looks at what links in posts lead to, and shows their title, text and image. Only addresses of
   * the open internet are asked, on these ports; of hosts inside, those that are named here exactly.
   */
  linkPreviews: z
    .strictObject({
      enabled: z.boolean().default(true),
      ports: z.array(z.number().int().min(1).max(65_535)).default([80, 443]),
      internalHosts: z.array(z.string().min(1)).default([]),
    })
    .prefault({}),
  /**
   * A check outside that stewards can ask of what is written in their community (C0 and C1 only). It is sent a POST with
   * `community`, `kind`, `title` and `text`, signed with `secret`: `Parvis-Signature: v1=` and the HMAC-SHA-256 of
   * `Parvis-Timestamp`, a point and the body. It answers `{ "verdict": "allow" | "hold" | "nudge" | "refuse",
   * "words": [] }`. What takes longer than `milliseconds`, or is anything else, changes nothing. It is connected to on the
   * open internet, or in one of `networks` (addresses and networks inside, as `10.20.0.0/16`).
   */
  screening: z
    .strictObject({
      url: z.url({ protocol: /^https$/ }),
      secret: z.string().min(32),
      milliseconds: z.number().int().min(100).max(10_000).default(2_000),
      networks: z.array(AddressOrNetwork).default([]),
    })
    .optional(),
  /**
   * Addresses or networks (`10.0.0.0/8`) of the reverse proxies before the API: only what they say in X-Forwarded-For
   * of where a request comes from is believed.
   */
  proxies: z.array(AddressOrNetwork).default([]),
  /**
   * Requests a minute, per person; without a valid token, per address that they come from. A write and a search for people
   * count as five, a preview as ten.
   */
  requestsPerMinute: z.number().int().min(5).default(1_200),
  /** Megabytes of memory for pages of posts as they were read last, given again while they are right. 0: none. */
  pageMemory: z.coerce.number().int().min(0).max(16_384).default(64),
  /** The same for posts as all their readers see them, so that little of a page is read from the database. */
  postMemory: z.coerce.number().int().min(0).max(16_384).default(32),
  /** Seconds between two posts of one person, and posts of one person within an hour; 0 bounds nothing. */
  secondsBetweenPosts: z.coerce.number().min(0).max(3_600).default(5),
  postsPerHour: z.coerce.number().int().min(0).max(10_000).default(30),
  /** The same for comments, which are written quicker. */
  secondsBetweenComments: z.coerce.number().min(0).max(3_600).default(1),
  commentsPerHour: z.coerce.number().int().min(0).max(10_000).default(120),
});
export type Config = z.output<typeof Config>;

/** Throws one sentence that names every option that is wrong. */
export function parseConfig(file: unknown, environment: Record<string, string | undefined>): Config {
  if (typeof file !== 'object' || file === null || Array.isArray(file))
    throw new Error('The configuration is not usable: the file is no object. Write { } around its options.');
  const { DATABASE_URL, PARVIS_DATA, PARVIS_HOST, PORT } = environment;
  const { PARVIS_POSTS_PER_HOUR, PARVIS_REACTIONS, PARVIS_SECONDS_BETWEEN_POSTS } = environment;
  const { PARVIS_COMMENTS_PER_HOUR, PARVIS_SECONDS_BETWEEN_COMMENTS } = environment;
  const given = {
    ...file,
    ...(DATABASE_URL && { databaseUrl: DATABASE_URL }),
    ...(PARVIS_DATA && { data: PARVIS_DATA }),
    ...(PARVIS_HOST && { host: PARVIS_HOST }),
    ...(PARVIS_POSTS_PER_HOUR && { postsPerHour: PARVIS_POSTS_PER_HOUR }),
    ...(PARVIS_SECONDS_BETWEEN_POSTS && { secondsBetweenPosts: PARVIS_SECONDS_BETWEEN_POSTS }),
    ...(PARVIS_COMMENTS_PER_HOUR && { commentsPerHour: PARVIS_COMMENTS_PER_HOUR }),
    ...(PARVIS_SECONDS_BETWEEN_COMMENTS && { secondsBetweenComments: PARVIS_SECONDS_BETWEEN_COMMENTS }),
    ...(PARVIS_REACTIONS !== undefined && {
      reactions: PARVIS_REACTIONS.split(',').flatMap((kind) => kind.trim() || []),
    }),
    ...(PORT && { port: PORT }),
  };
  const parsed = Config.safeParse(given);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues
    .map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`)
    .join('; ');
  throw new Error(`The configuration is not usable: ${wrong}.`);
}

/** The settings of an installation that configures nothing. */
export const defaultSettings = (): Config => parseConfig({}, {});
