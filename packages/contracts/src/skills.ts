import { z } from 'zod';
import { Id } from './common.ts';
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
