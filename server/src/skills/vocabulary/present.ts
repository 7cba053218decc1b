import type { Skill } from '@parvis/contracts';
import type { SkillRow } from './store.ts';

export const presentSkill = ({ id, label, synonyms, free, retired_at }: SkillRow, manage: boolean): Skill => ({
  id,
  label,
  synonyms,
  free,
  retired: retired_at !== null,
  abilities: { manage },
});

/** In steps, rounded down; null for fewer than one step, which may be nobody. */
export const inSteps = (count: number, fewest: number): number | null =>
  count < fewest ? null : count - (count % fewest);
