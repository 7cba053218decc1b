import { sql } from 'kysely';
import type { FlagState, SubjectKind } from '@parvis/contracts';
import type { FlagStatement, TimePlace, Transaction } from '../kernel/database/index.ts';

export type FlagRow = {
  id: string;
  subject_kind: SubjectKind;
  subject_id: string | null;
  subject_url: string | null;
  article_id: string | null;
  note: string;
  state: FlagState;
  statement: FlagStatement | null;
  created_at: Date;
  law: string | null;
  reference: string | null;
};

/** A thing by its kind and its id, or the address of a page. */
export type SubjectKey = { kind: SubjectKind; subject: string };

const flags = (tx: Transaction, reporter: string) =>
  tx
    .selectFrom('flag')
    .where('reporter_id', '=', reporter)
    .select([
      'id',
      'subject_kind',
      'subject_id',
      'subject_url',
      'article_id',
      'note',
      'state',
      'statement',
      'created_at',
      'law',
      'reference',
    ]);

export const findFlag = (tx: Transaction, reporter: string, id: string): Promise<FlagRow | undefined> =>
  flags(tx, reporter).where('id', '=', id).executeTakeFirst();

/** Newest first. */
export function listFlags(
  tx: Transaction,
  reporter: string,
  { on, before, limit }: { on: SubjectKey | undefined; before: TimePlace | undefined; limit: number },
): Promise<FlagRow[]> {
  let query = flags(tx, reporter);
  if (on?.kind === 'page') query = query.where('subject_url', '=', on.subject);
  else if (on) query = query.where('subject_id', '=', on.subject).where('subject_kind', '=', on.kind);
  if (before) query = query.where(sql<boolean>`(created_at, id) < (${before.at}::timestamptz, ${before.id}::uuid)`);
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

/** One person's flags take turns, so that a day's limit holds. */
export const lockReporter = async (tx: Transaction, reporter: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${reporter}, 21))`.execute(tx);
};

/** How many the person sent since then, and when the first of them was. */
export const countSince = async (
  tx: Transaction,
  reporter: string,
  since: Date,
): Promise<{ count: number; first: Date | null }> => {
  const { count, first } = await tx
    .selectFrom('flag')
    .where('reporter_id', '=', reporter)
    .where('created_at', '>', since)
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('created_at').as('first')])
    .executeTakeFirstOrThrow();
  return { count: Number(count), first };
};

export type NewFlag = SubjectKey & {
  id: string;
  audience: number;
  reporter: string;
  caseId: string;
  caseFlag: string;
  article: string | null;
  note: string;
  law: string | null;
  reference: string | null;
  at: Date;
};

/** As the system: the reporter does not hold the case that their flag goes to. */
export const addFlag = async (tx: Transaction, flag: NewFlag): Promise<void> => {
  await tx
    .insertInto('flag')
    .values({
      id: flag.id,
      audience_id: flag.audience,
      reporter_id: flag.reporter,
      case_id: flag.caseId,
      case_flag_id: flag.caseFlag,
      subject_kind: flag.kind,
      subject_id: flag.kind === 'page' ? null : flag.subject,
      subject_url: flag.kind === 'page' ? flag.subject : null,
      article_id: flag.article,
      note: flag.note,
      law: flag.law,
      reference: flag.reference,
      created_at: flag.at,
    })
    .execute();
};

/** As the system: where a flag went. */
export const findCaseOf = (
  tx: Transaction,
  id: string,
): Promise<{ case_id: string; case_flag_id: string | null } | undefined> =>
  tx.selectFrom('flag').where('id', '=', id).select(['case_id', 'case_flag_id']).executeTakeFirst();

/**
 * As the system: those of these flags whose case nobody but who flagged it could examine. Who else flagged it, and keeps
 * away for that, counts as if they had not: otherwise two reporters of whom one is known would tell of the other.
 */
export const findUnattended = async (tx: Transaction, ids: readonly string[]): Promise<Set<string>> => {
  const rows = await tx
    .selectFrom('flag')
    .where('id', 'in', ids)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('able')
            .whereRef('able.case_id', '=', 'flag.case_id')
            .whereRef('able.person_id', '!=', 'flag.reporter_id')
            .select('able.case_id'),
        ),
      ),
    )
    .select('id')
    .execute();
  return new Set(rows.map(({ id }) => id));
};

/** As the system. Answers false when it was examined meanwhile. */
export const setWithdrawn = async (tx: Transaction, id: string): Promise<boolean> => {
  const changed = await tx
    .updateTable('flag')
    .set({ state: 'withdrawn' })
    .where('id', '=', id)
    .where('state', '=', 'received')
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
};
