import { z } from 'zod';
import { Id, Name, Timestamp } from './common.ts';
import { PersonReference } from './people.ts';
import { ideaStatuses, limits } from './tables.ts';

/** Of kind `poll`. */
export const Poll = z.object({
  /** `count`: how many chose it, of `answers`; null while that is not told. */
  options: z.array(z.object({ id: z.string(), label: z.string(), count: z.number().int().nullable() })),
  multiple: z.boolean(),
  /** Nobody learns who chose what: nobody at all, and the counts come at closing. */
  secret: z.boolean(),
  closesAt: Timestamp,
  closed: z.boolean(),
  /** Whether the viewer answered. */
  answered: z.boolean(),
  /** What the viewer chose; nothing of a secret poll, which does not know. */
  mine: z.array(z.string()),
  /** How many answers the counts are made of; null before there are counts. */
  answers: z.number().int().nullable(),
  /** Counts are told from so many answers on, and again after so many more. */
  step: z.number().int(),
});
export type Poll = z.infer<typeof Poll>;

/** Of kind `idea`: where it stands now. */
export const Idea = z.object({ status: z.enum(ideaStatuses), reason: z.string().nullable(), at: Timestamp });
export type Idea = z.infer<typeof Idea>;

/** One step of an idea. */
export const IdeaStep = Idea.extend({ by: PersonReference.nullable() });
/** All steps of an idea, oldest first. */
export const IdeaHistory = z.object({ items: z.array(IdeaStep) });
export type IdeaHistory = z.infer<typeof IdeaHistory>;

/** Of kind `kudos`: who is thanked, for what. */
export const Kudos = z.object({
  to: z.array(PersonReference),
  skill: z.object({ id: Id, label: z.record(z.string(), z.string()) }).nullable(),
});
export type Kudos = z.infer<typeof Kudos>;

/** Of kind `announcement`. */
export const Announcement = z.object({
  /** The viewer said that they have read it. */
  acknowledged: z.boolean(),
  /** For the author: which part of its readers said so, at least; null for others, and while too few did. */
  share: z.number().min(0).max(1).nullable(),
});
export type Announcement = z.infer<typeof Announcement>;

const Label = Name.trim().min(1).max(limits.pollOption);

export const PollCreate = z.strictObject({
  options: z
    .array(Label)
    .min(2)
    .max(limits.pollOptions)
    .refine(
      (labels) => new Set(labels.map((label) => label.toLowerCase())).size === labels.length,
      'are not all different',
    ),
  multiple: z.boolean().default(false),
  secret: z.boolean().default(false),
  closesAt: Timestamp,
});

export const KudosCreate = z.strictObject({
  to: z.array(Id).min(1).max(limits.kudos),
  /** An entry of the vocabulary. */
  skill: Id.optional(),
});

/** The ids of the options that are chosen. */
export const PollAnswer = z.strictObject({
  options: z.array(z.string().min(1).max(10)).min(1).max(limits.pollOptions),
});
export type PollAnswer = z.infer<typeof PollAnswer>;

/** `declined` needs a reason. */
export const IdeaChange = z.strictObject({
  status: z.enum(ideaStatuses),
  reason: Name.trim().max(limits.ideaReason).optional(),
});
export type IdeaChange = z.infer<typeof IdeaChange>;
