/** What the application asks of a database. PGlite and PostgreSQL each answer it in a file of this folder. */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** On whose behalf statements run: row-level security reads these two. */
export type Standing = {
  person: string;
  /** Ids of the audiences held. */
  audiences: readonly number[];
};

/** A statement that is prepared once per connection under its name. */
export type Statement = { name: string; text: string; values: unknown[] };

export type Transaction = Kysely<Tables>;
export type Row = Record<string, unknown>;

export type Database = {
  /** Runs `work` in one transaction as the viewer. */
  transaction<Result>(standing: Standing, work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /**
   * Runs the statements in order, in one transaction as the viewer, in a single round trip. For hot reads: it skips the
   * query builder. Answers the rows of each.
   */
  read(standing: Standing, ...statements: Statement[]): Promise<Row[][]>;
  /** Runs `work` in one transaction beyond any viewer's rights: the relay of events, imports, sign-in. */
  system<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /**
   * Calls `heard` for each notification on the channels. `gap` is called whenever notifications may have been missed:
   * once the subscription stands, and again after each lost connection.
   */
  listen(
    channels: readonly string[],
    heard: (channel: string, payload: string) => void,
    gap: () => void,
  ): Promise<() => Promise<void>>;
  close(): Promise<void>;
};

/** The database cannot be reached. Answered with 503 and Retry-After; the next request tries again. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable';
}
