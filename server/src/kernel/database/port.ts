/** What the application asks of a database. PGlite and PostgreSQL each answer it in a file of this folder. */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** On whose behalf statements run: row-level security reads these two. */
export type Standing = {
  person: string;
  /** Ids of the audiences held. */
  audiences: readonly number[];
};

/** Lists go as JSON, or as PostgreSQL writes an array; times as ISO 8601. */
export type Value = string | number | boolean | null;

/** A statement that is prepared once per connection under its name. */
export type Statement = {
  name: string;
  text: string;
  values: Value[];
  /** Columns of type json (jsonb aside) are not parsed but handed on as the text that they are. */
  jsonAsText?: true;
};

export type Transaction = Kysely<Tables>;
export type Row = Record<string, unknown>;

export type Ears = {
  /** In the order of commits. */
  heard(channel: string, payload: string): void;
  /** From now on everything is heard; what was said before may have been missed. Called again after each loss. */
  hearing(): void;
  /** The connection was lost: until `hearing` is called again, nothing is heard. */
  deaf(): void;
};

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
  /** Hears the notifications on these channels until the answer is called. */
  listen(channels: readonly string[], ears: Ears): Promise<() => Promise<void>>;
  close(): Promise<void>;
};

/** The database cannot be reached. Answered with 503 and Retry-After; the next request tries again. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable';
}

/**
 * The database said no to what a service had allowed: meanwhile somebody lost a right (`rights`), or what was referred to
 * is gone (`reference`).
 */
export class DatabaseRefused extends Error {
  override name = 'DatabaseRefused';
  readonly reason: 'rights' | 'reference';

  constructor(reason: 'rights' | 'reference', cause: unknown) {
    super(`The database refused it: ${(cause as Error).message}`, { cause });
    this.reason = reason;
  }
}

/** Errors as the rest of the server knows them, by their SQLSTATE: insufficient_privilege, foreign_key_violation. */
export function translate(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === '42501') return new DatabaseRefused('rights', error);
  if (code === '23503') return new DatabaseRefused('reference', error);
  return error;
}
