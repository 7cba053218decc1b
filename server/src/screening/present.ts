import type { Screening } from '@parvis/contracts';
import { type ReferenceRow, presentReference } from '../people/index.ts';
import type { ScreeningRow } from './store.ts';

export const presentScreening = (
  row: ScreeningRow | undefined,
  people: ReadonlyMap<string, ReferenceRow>,
  { untouched, external }: { untouched: string; external: boolean },
): Screening => ({
  tag: row?.tag ?? untouched,
  words: row?.words ?? { refuse: [], hold: [], nudge: [] },
  newcomers: row?.newcomers ?? 0,
  everything: row?.everything ?? false,
  people: (row?.people ?? []).flatMap((id) => {
    const person = people.get(id);
    return person ? [presentReference(person)] : [];
  }),
  external: row?.external ?? false,
  editedAt: row?.edited_at.toISOString() ?? null,
  abilities: { external },
});
