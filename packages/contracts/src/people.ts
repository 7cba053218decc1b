import { z } from 'zod';
import { CommunityReference, Id, Timestamp } from './common.ts';
import {
  circles,
  commenters,
  degrees,
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
  /** IANA name: `Europe/Paris`. */
  timeZone: z.string().nullable(),
  languages: z.array(z.string()),
  /** Highest level first. */
  skills: z.array(PersonSkill),
  joinedAt: Timestamp.nullable(),
  departedAt: Timestamp.nullable(),
  /** Who to ask instead of somebody who left. */
  deputy: PersonReference.nullable(),
  flag: FlagReceipt.nullable(),
  /** Whether the viewer follows them: nobody else is told. */
  followed: z.boolean(),
  abilities: z.object({ open: z.boolean(), flag: z.boolean(), follow: z.boolean() }),
});
export type Person = z.infer<typeof Person>;

/** A person is named by their id or their user name. */
export const PersonParams = z.object({ id: z.string().min(1).max(200) });

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
