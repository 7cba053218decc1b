import { z } from 'zod';
import { CommunityReference, Cursor, Id, Limit, Name, Timestamp, pageOf, shows } from './common.ts';
import {
  circles,
  commenters,
  degrees,
  fieldReaders,
  limits,
  profileFields,
  reactionKinds,
  siteRoles,
  skillLevels,
  skillTags,
  writablePostKinds,
} from './tables.ts';
import { FlagReceipt } from './flags.ts';

/**
 * What a byline shows of somebody, and all that reading a post gives of its author. `abilities.open` says whether the
 * viewer may open their card.
 */
export const PersonReference = z.object({
  id: Id,
  name: z.string(),
  /** Address of a picture, or null: elements then draw initials. */
  photo: z.string().nullable(),
  circle: z.enum(circles),
  departed: z.boolean(),
  abilities: z.object({ open: z.boolean() }),
});
export type PersonReference = z.infer<typeof PersonReference>;

/** Times of the day where the person is. */
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'no time of the day: 09:00');
/** Days as ISO 8601 counts them: 1 is Monday. Hours that end before they begin go on after midnight. */
export const WorkingHours = z.strictObject({
  days: z
    .array(z.number().int().min(1).max(7))
    .min(1)
    .max(7)
    .refine((days) => new Set(days).size === days.length, 'names a day twice'),
  from: Clock,
  until: Clock,
});
export type WorkingHours = z.infer<typeof WorkingHours>;

/** First and last day that somebody is away. */
const Away = z.strictObject({ from: z.iso.date(), until: z.iso.date() });
export const Absence = Away.extend({ deputy: PersonReference.nullable() });
export type Absence = z.infer<typeof Absence>;

export const PersonSkill = z.object({
  id: Id,
  /** By language tag; at least one. */
  label: z.record(z.string(), z.string()),
  level: z.enum(skillLevels).nullable(),
  tags: z.array(z.enum(skillTags)),
});
export type PersonSkill = z.infer<typeof PersonSkill>;

/** A person's card as the viewer may see it. Whatever is unknown is null or empty. */
export const Person = PersonReference.extend({
  /** The name the person has in the directory; also how they are mentioned: `@claire.martin`. */
  userName: z.string(),
  title: z.string().nullable(),
  /** A path: `finance/treasury`. */
  unit: z.string().nullable(),
  site: z.string().nullable(),
  manager: PersonReference.nullable(),
  /** Somebody who left has no mail, telephone or chat any more. */
  mail: z.string().nullable(),
  phone: z.string().nullable(),
  /** Address that opens a chat with them, from the configured template. */
  chat: z.string().nullable(),
  bio: z.string().nullable(),
  /** The language that the bio is written in, where that could be told. */
  bioLanguage: z.string().nullable(),
  /** IANA name: `Europe/Paris`. */
  timeZone: z.string().nullable(),
  workingHours: WorkingHours.nullable(),
  /** Present or to come; what is over is not told. */
  absence: Absence.nullable(),
  languages: z.array(z.string()),
  pronouns: z.string().nullable(),
  /** How the name is said, in the person's own words: `shi-VAWN`. */
  pronunciation: z.string().nullable(),
  /** What they may speak for the company on, as administrators said. */
  mandates: z.array(z.string()),
  /** Highest level first. */
  skills: z.array(PersonSkill),
  joinedAt: Timestamp.nullable(),
  departedAt: Timestamp.nullable(),
  /** Who to ask instead of somebody who left. */
  deputy: PersonReference.nullable(),
  flag: FlagReceipt.nullable(),
  /** Whether the viewer follows them: nobody else is told. */
  followed: z.boolean(),
  /** `edit`: it is the viewer. `mandate`: the viewer says what they may speak for the company on. */
  abilities: z.object({
    open: z.boolean(),
    flag: z.boolean(),
    follow: z.boolean(),
    edit: z.boolean(),
    mandate: z.boolean(),
  }),
});
export type Person = z.infer<typeof Person>;

/** A person is named by their id or their user name. */
export const PersonParams = z.object({ id: z.string().min(1).max(200) });

/** Who reads one thing of a profile. `community`: which, where it is the members of one. */
export const FieldAudience = z.strictObject({
  kind: z.enum(fieldReaders),
  community: Id.nullable().default(null),
});
export type FieldAudience = z.infer<typeof FieldAudience>;

const line = (length: number) =>
  Name.trim().min(1).max(length).refine(shows, 'shows nothing: write words, or leave it empty (null)');
/** A tag of BCP 47: `fr`, `pt-BR`. */
const LanguageTag = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);
function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** What each field holds. */
export const profileValues = {
  bio: z.string().trim().min(1).max(limits.bio).refine(shows, 'shows nothing: write words, or leave it empty (null)'),
  pronouns: line(limits.pronouns),
  pronunciation: line(limits.pronunciation),
  phone: line(limits.phone),
  languages: z.array(LanguageTag).min(1).max(limits.languagesPerPerson),
  timeZone: z.string().max(60).refine(isTimeZone, 'no time zone: Europe/Paris'),
  workingHours: WorkingHours,
  absence: Away.extend({ deputy: Id.nullable().default(null) }).refine(
    ({ from, until }) => from <= until,
    'ends before it begins',
  ),
} as const;
const AnyValue = z.union([z.string().max(limits.bio), profileValues.languages, WorkingHours, profileValues.absence]);

/** One field of one's own profile. `value` null: nothing, whatever the directory says. */
export const ProfileFieldUpdate = z.strictObject({ value: AnyValue.nullable(), readers: FieldAudience });
export type ProfileFieldUpdate = z.infer<typeof ProfileFieldUpdate>;

export const ProfileFieldParams = z.object({ field: z.enum(profileFields) });

/** `version`: sent back as `If-Match`, so that two tabs do not write over each other; 0 for what nobody wrote yet. */
const Version = z.number().int().min(0);
export const OwnField = z.object({
  field: z.enum(profileFields),
  value: AnyValue.nullable(),
  readers: FieldAudience,
  /** Who wrote it last. */
  source: z.enum(['directory', 'self']),
  /** Otherwise the installation leaves it to the directory. */
  editable: z.boolean(),
  version: Version,
});
export type OwnField = z.infer<typeof OwnField>;

export const OwnSkill = PersonSkill.extend({ readers: FieldAudience, version: Version });
export type OwnSkill = z.infer<typeof OwnSkill>;

/** One's own profile, as one edits it. */
export const OwnProfile = z.object({
  person: PersonReference,
  fields: z.array(OwnField),
  skills: z.array(OwnSkill),
  /** Who can be chosen to read one thing, widest first. */
  readers: z.array(z.object({ kind: z.enum(fieldReaders), community: CommunityReference.nullable() })),
  /** Who stands in during the absence. */
  deputy: PersonReference.nullable(),
  /** What the directory is called, by language tag, and where it is corrected. */
  directory: z.object({ name: z.record(z.string(), z.string()), address: z.string().nullable() }),
});
export type OwnProfile = z.infer<typeof OwnProfile>;

/** By its id, or by what it is called: an unknown name joins the vocabulary. */
export const SkillParams = z.object({
  skill: Name.trim().min(1).max(limits.skillName).refine(shows, 'shows nothing: write words'),
});
export const SkillUpdate = z.strictObject({
  level: z.enum(skillLevels).nullable().default(null),
  tags: z
    .array(z.enum(skillTags))
    .max(skillTags.length)
    .refine((tags) => new Set(tags).size === tags.length, 'names a tag twice')
    .default([]),
  readers: FieldAudience,
});
export type SkillUpdate = z.infer<typeof SkillUpdate>;

const Label = z.record(z.string(), z.string());
/** What the viewer's own writing says they may know; `evidence` is some of it, newest first. */
export const SkillSuggestions = z.object({
  items: z.array(
    z.object({
      skill: z.object({ id: Id, label: Label }),
      evidence: z.array(
        z.object({ post: Id, page: z.string().nullable(), title: z.string().nullable(), at: Timestamp }),
      ),
    }),
  ),
});
export type SkillSuggestions = z.infer<typeof SkillSuggestions>;
export const SkillIdParams = z.object({ skill: Id });

export const PersonSkillParams = PersonParams.extend({ skill: Id });
/** Who confirmed a skill: some of them, the viewer first. No figure is told, only whether there are others. */
export const Confirmation = z.object({
  skill: Id,
  people: z.array(PersonReference),
  more: z.boolean(),
  /** By the viewer. */
  confirmed: z.boolean(),
  abilities: z.object({ confirm: z.boolean() }),
});
export type Confirmation = z.infer<typeof Confirmation>;

export const SurroundingsQuery = z.object({
  /** `org,skills,communities,activity`; without it all of them. */
  parts: z.string().max(60).optional(),
});
/** What is around somebody and the viewer may read. What was not asked for is empty. */
export const Surroundings = z.object({
  /** Whom they lead, by name; `moreReports`: see `GET /v1/people?manager=`. */
  reports: z.array(PersonReference),
  moreReports: z.boolean(),
  /** Whom they share projects with, the latest first, then who has the same manager. */
  colleagues: z.array(z.object({ person: PersonReference, project: z.string().nullable() })),
  confirmations: z.array(Confirmation),
  /** Of which both are members. */
  communities: z.array(CommunityReference),
  /** What they wrote last. */
  contributions: z.array(
    z.object({
      id: Id,
      kind: z.enum(['post', 'comment']),
      post: Id,
      /** Where it stands on a page of the intranet: its address. */
      page: z.string().nullable(),
      title: z.string().nullable(),
      text: z.string(),
      at: Timestamp,
    }),
  ),
});
export type Surroundings = z.infer<typeof Surroundings>;

export const PersonSummary = PersonReference.extend({
  title: z.string().nullable(),
  unit: z.string().nullable(),
  site: z.string().nullable(),
});
export type PersonSummary = z.infer<typeof PersonSummary>;

export const PeoplePage = pageOf(PersonSummary);
export type PeoplePage = z.infer<typeof PeoplePage>;

/** Who shares a property; several narrow each other. At least one is needed. */
export const PeopleQuery = z.object({
  site: z.string().min(1).max(limits.title).optional(),
  /** With what is below it. */
  unit: z.string().min(1).max(500).optional(),
  skill: Id.optional(),
  /** By id or user name. */
  manager: z.string().min(1).max(200).optional(),
  cursor: Cursor.optional(),
  limit: Limit,
});
export type PeopleQuery = z.infer<typeof PeopleQuery>;

export const MandateUpdate = z.strictObject({
  topics: z.array(line(limits.mandate)).max(limits.mandates),
});

/** The viewer themselves: who they are and where they may write. */
export const Me = z.object({
  person: PersonReference,
  clearance: z.enum(degrees),
  roles: z.array(z.enum(siteRoles)),
  /** Communities where the viewer may write, with what the composer needs to choose an audience. */
  communities: z.array(
    CommunityReference.extend({
      circles: z.array(z.enum(circles)),
      defaultDegree: z.enum(degrees),
      defaultCommenters: z.enum(commenters),
      purpose: z.string(),
      tone: z.string(),
      steward: z.boolean(),
    }),
  ),
  /** Names that people see for the degrees, by language tag. */
  degreeNames: z.record(z.string(), z.record(z.enum(degrees), z.string())),
  /** The reactions that are offered, in order. Others that were given before are still shown. */
  reactions: z.array(z.enum(reactionKinds)),
  abilities: z.object({
    moderate: z.boolean(),
    write: z.array(z.enum(writablePostKinds)),
    /** May announce to everyone; in a community its stewards do. */
    announce: z.boolean(),
    /** May address everyone, beside their communities. */
    everyone: z.boolean(),
    /** May found communities. */
    found: z.boolean(),
  }),
});
export type Me = z.infer<typeof Me>;
