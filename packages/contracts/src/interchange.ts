/**
 * The interchange folder that `parvis import` reads: JSON Lines, one file per noun, every
 * file optional. Ids are the source's own strings; they stay the same from one import to the next, which is what makes
 * an import repeatable.
 */
import { z } from 'zod';
import { Name, Slug, WebAddress, isHarmless } from './common.ts';
import { CommunityName, Purpose, Tone } from './communities.ts';
import { WorkingHours } from './people.ts';
import { Tag } from './posts.ts';
import {
  circles,
  commenters,
  degrees,
  ideaStatuses,
  joinRules,
  limits,
  membershipRoles,
  postKinds,
  reactionKinds,
  siteRoles,
  skillLevels,
  skillTags,
  visibilities,
} from './tables.ts';

/** `Date.parse` takes 30 February for the second of March. */
function exists(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  const sameDay = new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
  return sameDay && !Number.isNaN(Date.parse(text.replace(' ', 'T')));
}

const SourceId = z.string().min(1).max(200);
/** ISO 8601; a date alone is its midnight in UTC, a time without zone is UTC. */
const SourceTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/)
  .refine(exists, 'not a date that exists');
const Line = Name.max(limits.title);
const Prose = z.string().max(50_000);
const Labels = z.record(z.string().min(2).max(35), z.string().min(1).max(500));

export const SkillRow = z.strictObject({
  id: SourceId,
  label: Labels,
  synonyms: z.record(z.string().min(2).max(35), z.array(z.string().min(1).max(500))).default({}),
});

export const PersonRow = z.strictObject({
  id: SourceId,
  /** The name in the directory; what a token's subject is matched with. Default: the id. */
  userName: z.string().min(1).max(200).optional(),
  name: Line,
  title: Line.optional(),
  unit: z.string().max(500).optional(),
  site: Line.optional(),
  circle: z.enum(circles).default('employee'),
  clearance: z.enum(degrees).default('C0'),
  roles: z.array(z.enum(siteRoles)).default([]),
  manager: SourceId.optional(),
  mail: z.email().optional(),
  phone: Line.optional(),
  chat: z.string().max(limits.url).refine(isHarmless, 'is no address that opens a chat').optional(),
  photo: WebAddress.optional(),
  bio: Prose.optional(),
  timeZone: Line.optional(),
  languages: z.array(z.string().min(2).max(35)).default([]),
  workingHours: WorkingHours.optional(),
  /** First and last day away, and who stands in. */
  absence: z.strictObject({ from: z.iso.date(), until: z.iso.date(), deputy: SourceId.optional() }).optional(),
  pronouns: Line.max(limits.pronouns).optional(),
  pronunciation: Line.max(limits.pronunciation).optional(),
  /** What they may speak for the company on. */
  mandates: z.array(Line.min(1).max(limits.mandate)).max(limits.mandates).optional(),
  skills: z
    .array(
      z.strictObject({
        /** A skill's id in skills.jsonl, or a label: then it is matched with the vocabulary, or added to it. */
        skill: SourceId,
        level: z.enum(skillLevels).optional(),
        tags: z.array(z.enum(skillTags)).default([]),
      }),
    )
    .max(200)
    .default([]),
  joinedAt: SourceTime.optional(),
  departedAt: SourceTime.optional(),
  deputy: SourceId.optional(),
  /** Test accounts and the like: nobody finds or opens them. */
  hidden: z.boolean().default(false),
});

export const CommunityRow = z.strictObject({
  id: Slug,
  name: CommunityName,
  purpose: Purpose.default(''),
  tone: Tone.default(''),
  visibility: z.enum(visibilities).default('open'),
  joinRule: z.enum(joinRules).default('free'),
  circles: z.array(z.enum(circles)).min(1).default(['employee']),
  defaultDegree: z.enum(degrees).default('C1'),
  members: z.array(z.strictObject({ person: SourceId, role: z.enum(membershipRoles).default('member') })).default([]),
});

export const ProjectRow = z.strictObject({
  id: SourceId,
  title: Name.min(1).max(500),
  text: z.string().max(200_000).default(''),
  startedAt: SourceTime.optional(),
  endedAt: SourceTime.optional(),
  members: z
    .array(
      z.strictObject({
        person: SourceId,
        /** Days that the person was on it, where it is known. */
        days: z.number().int().min(0).optional(),
      }),
    )
    .default([]),
});

export const PostRow = z.strictObject({
  id: SourceId,
  kind: z.enum(postKinds).default('update'),
  author: SourceId,
  /** A community's id, or null for everyone. */
  community: Slug.nullable(),
  circles: z.array(z.enum(circles)).min(1).optional(),
  degree: z.enum(degrees).optional(),
  title: Name.max(500).optional(),
  /** Markdown. */
  text: z.string().max(200_000),
  link: WebAddress.optional(),
  tags: z.array(Tag).max(20).default([]),
  language: z.string().max(35).optional(),
  commenters: z.enum(commenters).default('readers'),
  /** Of kind `poll`. Its time may be over. */
  poll: z
    .strictObject({
      options: z.array(Name.trim().min(1).max(limits.pollOption)).min(2).max(limits.pollOptions),
      multiple: z.boolean().default(false),
      secret: z.boolean().default(false),
      closesAt: SourceTime,
    })
    .optional(),
  /** Of kind `kudos`: who is thanked, for an entry of skills.jsonl. */
  kudos: z.strictObject({ to: z.array(SourceId).min(1).max(limits.kudos), skill: SourceId.optional() }).optional(),
  /** Of kind `idea`: where it stood, oldest first. */
  statuses: z
    .array(
      z.strictObject({
        status: z.enum(ideaStatuses),
        reason: Line.max(limits.ideaReason).optional(),
        by: SourceId.optional(),
        movedAt: SourceTime,
      }),
    )
    .default([]),
  /** Of kind `announcement`: who said to have read it. */
  acknowledgedBy: z.array(SourceId).default([]),
  /** The post that it re-shares, of an earlier line. */
  original: SourceId.optional(),
  reshareable: z.boolean().default(true),
  /** The comment that answers the question. */
  accepted: SourceId.optional(),
  /** Images and files that it has, in this order: each a file in the folder `files` beside these. */
  attachments: z
    .array(
      z.strictObject({
        /** A plain name: nothing above or beside that folder can be meant. */
        file: z
          .string()
          .max(200)
          .regex(/^[\p{L}\p{N}_][\p{L}\p{N} ._-]*$/u),
        /** What an image shows; empty where it only decorates. An image needs one of the two. */
        alt: z.string().trim().max(limits.alternativeText).optional(),
      }),
    )
    .max(limits.attachments)
    .optional(),
  createdAt: SourceTime,
  editedAt: SourceTime.optional(),
});

export const CommentRow = z.strictObject({
  id: SourceId,
  post: SourceId,
  /** The comment this one replies to: one level, so that comment has no parent itself. */
  parent: SourceId.optional(),
  author: SourceId,
  text: z.string().max(200_000),
  language: z.string().max(35).optional(),
  createdAt: SourceTime,
  editedAt: SourceTime.optional(),
});

/** One person's answer to an open poll, by the places of its options, from 1. Of a secret one nobody knows. */
export const AnswerRow = z.strictObject({
  person: SourceId,
  post: SourceId,
  options: z.array(z.number().int().min(1).max(limits.pollOptions)).min(1),
});

export const ReactionRow = z.strictObject({
  person: SourceId,
  post: SourceId.optional(),
  comment: SourceId.optional(),
  kind: z.enum(reactionKinds).default('like'),
});

/** File name → the shape of its lines, in the order in which they refer to one another. */
export const interchange = {
  'skills.jsonl': SkillRow,
  'people.jsonl': PersonRow,
  'communities.jsonl': CommunityRow,
  'projects.jsonl': ProjectRow,
  'posts.jsonl': PostRow,
  'comments.jsonl': CommentRow,
  'reactions.jsonl': ReactionRow,
  'answers.jsonl': AnswerRow,
} as const;

export type SkillRow = z.output<typeof SkillRow>;
export type PersonRow = z.output<typeof PersonRow>;
export type CommunityRow = z.output<typeof CommunityRow>;
export type PostRow = z.output<typeof PostRow>;
export type CommentRow = z.output<typeof CommentRow>;
