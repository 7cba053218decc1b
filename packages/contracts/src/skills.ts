import { z } from 'zod';
import { Id, Name, Timestamp } from './common.ts';
import { limits } from './tables.ts';

/**
 * What completes the name of a skill: any label or synonym, in any language, whatever its accents. Words may be begun
 * only, in any order.
 */
export const SkillQuery = z.object({
  q: z.string().trim().min(1).max(limits.skill),
  limit: z.coerce.number().int().min(1).max(limits.skills).default(limits.suggestions),
  /** Also those that are retired; only admins may ask. */
  retired: z.literal('true').optional(),
});
export type SkillQuery = z.infer<typeof SkillQuery>;

export const SkillName = z.object({
  id: Id,
  /** By language tag; `und` where it is not known. At least one. */
  label: z.record(z.string(), z.string()),
  /** The name that was found, where it is none of the labels. */
  matched: z.string().nullable(),
  /** Somebody's own word, not of the vocabulary. */
  free: z.boolean(),
  retired: z.boolean(),
});
export type SkillName = z.infer<typeof SkillName>;

/** Best first. */
export const SkillList = z.object({ items: z.array(SkillName) });
export type SkillList = z.infer<typeof SkillList>;

const Language = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/);
const Called = Name.trim().min(1).max(limits.skill).refine(names, 'names nothing: write letters or digits');

/** Whether there is anything to tell it from other names by. */
function names(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** A skill with all that it is called. */
export const Skill = z.object({
  id: Id,
  label: z.record(z.string(), z.string()),
  /** By language tag. */
  synonyms: z.record(z.string(), z.array(z.string())),
  free: z.boolean(),
  retired: z.boolean(),
  /** What it is like now: `If-Match` with it changes nothing that was changed meanwhile. */
  version: z.number().int(),
  abilities: z.object({ manage: z.boolean() }),
});
export type Skill = z.infer<typeof Skill>;

const Label = z
  .record(Language, Called)
  .refine((label) => Object.keys(label).length > 0, 'is empty: name it in one language at least')
  .refine((label) => Object.keys(label).length <= limits.skillLanguages, 'has more languages than are kept');
const Synonyms = z
  .record(Language, z.array(Called).max(limits.skillSynonyms))
  .refine((synonyms) => Object.keys(synonyms).length <= limits.skillLanguages, 'has more languages than are kept');

export const SkillCreate = z.strictObject({ label: Label, synonyms: Synonyms.default({}) });
export type SkillCreate = z.infer<typeof SkillCreate>;
/**
 * What is given replaces all that there was, but that a label which is no name of it any more stays as a synonym: whoever
 * knows the skill by it, a kept search too, goes on finding it. A free skill belongs to the vocabulary from then on.
 */
export const SkillUpdateNames = z.strictObject({ label: Label.optional(), synonyms: Synonyms.optional() });
export type SkillUpdateNames = z.infer<typeof SkillUpdateNames>;

export const SkillMerge = z.strictObject({ into: Id });
export const SkillMergeQuery = z.object({ into: Id });

/** A figure in steps of `fewest`, rounded down; null: fewer than that, or none. */
const Figure = z.number().int().nullable();

/** What would move, as far as the admin may read it; never who. */
export const SkillMergePreview = z.object({
  from: Skill,
  into: Skill,
  fewest: z.number().int().min(5),
  /** People who declare it. */
  people: Figure,
  /** Posts that thank for it. */
  thanks: Figure,
});
export type SkillMergePreview = z.infer<typeof SkillMergePreview>;

/** What the installation knows of skills, for those who look after it. */
export const Vocabulary = z.object({
  /** How many the vocabulary has, and how many of it are retired. */
  skills: z.number().int(),
  retired: z.number().int(),
  /** What the last import of skills changed, and how many it left as they were. */
  imported: z
    .object({
      at: Timestamp,
      added: z.number().int(),
      changed: z.number().int(),
      unchanged: z.number().int(),
      retired: z.number().int(),
      restored: z.number().int(),
    })
    .nullable(),
  /** People's own words that the admin may read and that the vocabulary does not have, by name. */
  own: z.array(SkillName),
  moreOwn: z.boolean(),
  /** Skills of the vocabulary that are called the same in one language, side by side: a classification beside own ones. */
  twins: z.array(SkillName),
});
export type Vocabulary = z.infer<typeof Vocabulary>;
