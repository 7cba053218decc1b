import type { ExpertSuggestions } from '@parvis/contracts';
import { presentReference } from '../people/index.ts';
import type { FoundPerson } from './store.ts';

export const presentFound = ({ title, unit, ...person }: FoundPerson): ExpertSuggestions['people'][number] => ({
  person: presentReference({ ...person, departed_at: null, open: true }),
  title,
  unit,
});
