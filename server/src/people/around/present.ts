import type { Confirmation, PersonSummary, Surroundings } from '@parvis/contracts';
import { plainText } from '../../kernel/richtext/index.ts';
import { presentReference } from '../present.ts';
import type { ColleagueRow, ConfirmationRow, RecentRow, SummaryRow } from './store.ts';

export const presentSummary = (row: SummaryRow): PersonSummary => ({
  ...presentReference(row),
  title: row.title,
  unit: row.unit,
  site: row.site,
});

export const presentColleague = (row: ColleagueRow): Surroundings['colleagues'][number] => ({
  person: presentReference(row),
  project: row.project,
});

export const presentConfirmation = (
  skill: string,
  row: ConfirmationRow | undefined,
  confirm: boolean,
): Confirmation => ({
  skill,
  people: row?.people.map(presentReference) ?? [],
  more: row?.more ?? false,
  confirmed: row?.confirmed ?? false,
  abilities: { confirm },
});

/** Characters of what was written. */
const length = 140;
const begin = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return [...line].length <= length ? line : `${[...line].slice(0, length).join('').trimEnd()}…`;
};

export const presentRecent = (row: RecentRow): Surroundings['contributions'][number] => ({
  id: row.id,
  kind: row.kind,
  post: row.post_id,
  page: row.page,
  title: row.title,
  text: begin(plainText(row.body)),
  at: row.created_at.toISOString(),
});
