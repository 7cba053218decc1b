/** What the scribes of all nouns have in common. */
import type { RichText } from '@parvis/contracts';
import type { Addressed } from '../audiences/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import type { Settings } from '../kernel/kernel.ts';
import { timeOf } from './check.ts';
import type { KnownCommunity } from './communities/store.ts';
import type { Files } from './files.ts';
import type { Place, Problems } from './problems.ts';
import type { FileName, RowOf } from './source.ts';

/** A row to be written: new here, or other than at the last import. */
export type Fresh<Row> = { row: Row; source: string; digest: string; id: string; place: Place };

export type Scribe<Row> = {
  /** What the row is known by; default: its id. */
  source?: (row: Row) => string;
  /** Which rows are written first, then second, …; default: all at once. */
  passes?: ((row: Row) => boolean)[];
  /** Answers source → id of what was written. `fields`: all that the file speaks of, where it does not speak of everything. */
  write(rows: readonly Fresh<Row>[], fields?: ReadonlySet<string>): Promise<Map<string, string>>;
};
export type Scribes = { [Name in FileName]: Scribe<RowOf<Name>> };

/** What every scribe writes with. */
export type Writing = {
  tx: Transaction;
  at: Date;
  problems: Problems;
  pages: Settings['pages'];
  /** Below so many nothing is counted for anybody. */
  fewestCounted: number;
  files: Files;
  /** Finds or makes the audience of these readers. */
  audienceOf(readers: Addressed): Promise<number>;
  /** Parses what people wrote, with its mentions, tags and the language it seems to be in. */
  readTexts(texts: readonly string[]): Promise<{ body: RichText; tags: string[]; language: string | null }[]>;
  /** All communities by their short names, read once. */
  communities(): Promise<Map<string, KnownCommunity>>;
  /** They have changed. */
  forgetCommunities(): void;
};

export const iso = (time: string | undefined): string | null =>
  time === undefined ? null : timeOf(time).toISOString();
export const byId = (rows: readonly Fresh<unknown>[]) => new Map(rows.map(({ source, id }) => [source, id]));

const linksAtOnce = 1_000;

export function* slices<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let start = 0; start < items.length; start += linksAtOnce) yield items.slice(start, start + linksAtOnce);
}
