import { sql } from 'kysely';
import type { DraftArticle, Language } from '@parvis/contracts';
import type { TimePlace, Transaction } from '../../kernel/database/index.ts';
import type { Compared } from '../policy.ts';

export type ListedVersion = { version: number; major: boolean; published_at: Date; summary: Record<Language, string> };

/** Newest first. */
export function listVersions(
  tx: Transaction,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<ListedVersion[]> {
  let query = tx.selectFrom('charter_version').select(['version', 'major', 'published_at', 'summary']);
  if (before !== undefined) query = query.where('version', '<', before);
  return query.orderBy('version', 'desc').limit(limit).execute();
}

export const findVersion = (tx: Transaction, version: number): Promise<ListedVersion | undefined> =>
  tx
    .selectFrom('charter_version')
    .where('version', '=', version)
    .select(['version', 'major', 'published_at', 'summary'])
    .executeTakeFirst();

export const listCompared = (
  tx: Transaction,
  versions: readonly number[],
): Promise<(Compared & { version: number })[]> =>
  tx
    .selectFrom('charter_article')
    .where('version', 'in', [...versions])
    .select(['version', 'number', 'title', 'source'])
    .orderBy('version')
    .orderBy('number')
    .execute();

export const listTexts = (tx: Transaction, version: number): Promise<DraftArticle[]> =>
  tx
    .selectFrom('charter_article')
    .where('version', '=', version)
    .select(['subjects', 'title', 'source'])
    .orderBy('number')
    .execute();

export type DraftRow = {
  tag: string;
  major: boolean;
  summary: Record<Language, string>;
  articles: DraftArticle[];
  publish_at: Date | null;
  edited_by: string | null;
  edited_at: Date;
};

const draft = (tx: Transaction) =>
  tx
    .selectFrom('charter_draft')
    .select(['tag', 'major', 'summary', 'articles', 'publish_at', 'edited_by', 'edited_at']);

/** As the system. */
export const findDraft = (tx: Transaction): Promise<DraftRow | undefined> => draft(tx).executeTakeFirst();

/** As the system: nobody else changes or publishes it until the transaction ends. */
export const lockDraft = async (tx: Transaction): Promise<DraftRow | undefined> => {
  await sql`select pg_advisory_xact_lock(51)`.execute(tx);
  return findDraft(tx);
};

/** As the system: the one whose time has come, where nobody is at it at this moment. */
export const isDraftDue = async (tx: Transaction, at: Date): Promise<boolean> =>
  (await draft(tx).where('publish_at', '<=', at).executeTakeFirst()) !== undefined;

/** As the system. */
export const putDraft = async (
  tx: Transaction,
  { summary, articles, ...rest }: DraftRow & { edited_by: string },
): Promise<void> => {
  const values = { ...rest, summary: JSON.stringify(summary), articles: JSON.stringify(articles) };
  await tx
    .insertInto('charter_draft')
    .values(values)
    .onConflict((conflict) => conflict.column('one').doUpdateSet(values))
    .execute();
};

/** As the system. */
export const dropDraft = async (tx: Transaction): Promise<void> => {
  await tx.deleteFrom('charter_draft').execute();
};

export type SignedRow = {
  person_id: string;
  user_name: string;
  name: string;
  accepted_at: Date;
  language: Language;
  digest: string;
};

/** As the system: who accepted a version, the first one first. */
export function listSigned(
  tx: Transaction,
  version: number,
  { after, limit }: { after: TimePlace | undefined; limit: number },
): Promise<SignedRow[]> {
  let query = tx
    .selectFrom('charter_acceptance as a')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .where('a.version', '=', version)
    .select(['a.person_id', 'p.user_name', 'p.name', 'a.accepted_at', 'a.language', 'a.digest']);
  if (after)
    query = query.where(sql<boolean>`(a.accepted_at, a.person_id) > (${after.at}::timestamptz, ${after.id}::uuid)`);
  return query.orderBy('a.accepted_at').orderBy('a.person_id').limit(limit).execute();
}
