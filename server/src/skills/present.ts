import type { SkillName } from '@parvis/contracts';
import type { NamedRow } from './store.ts';

export const presentName = ({ id, label, name, free, retired }: NamedRow): SkillName => ({
  id,
  label,
  matched: Object.values(label).includes(name) ? null : name,
  free,
  retired,
});
