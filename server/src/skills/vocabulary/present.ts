import type { Skill, Vocabulary } from '@parvis/contracts';
import type { ImportRow, SkillRow } from './store.ts';

export const presentSkill = ({ id, label, synonyms, free, retired_at, version }: SkillRow, manage: boolean): Skill => ({
  id,
  label,
  synonyms,
  free,
  retired: retired_at !== null,
  version,
  abilities: { manage },
});

/** In steps, rounded down; null for fewer than one step, which may be nobody. */
export const inSteps = (count: number, fewest: number): number | null =>
  count < fewest ? null : count - (count % fewest);

export const presentImport = ({ at, counts }: ImportRow): Vocabulary['imported'] => {
  const { added = 0, changed = 0, unchanged = 0, retired = 0, restored = 0 } = counts;
  return { at: at.toISOString(), added, changed, unchanged, retired, restored };
};
