import { sql } from 'kysely';
import type { AppealOutcome, DecisionKind, SubjectKind } from '@parvis/contracts';
import type { TimePlace, Transaction } from '../kernel/database/index.ts';

export type StatementRow = {
  id: string;
  case_id: string;
  community_id: string | null;
  community_slug: string | null;
  community_name: string | null;
  /** Where it was moved, as far as the viewer may know of that place. */
  to_id: string | null;
  to_slug: string | null;
  to_name: string | null;
  subject_kind: SubjectKind;
  subject_id: string;
  excerpt: string;
  decision: Exclude<DecisionKind, 'keep'>;
  also_removed: boolean;
  article_id: string | null;
  law: string | null;
  note: string;
  until: Date | null;
  decided_at: Date;
  undone_at: Date | null;
  acknowledged_at: Date | null;
  answer: string | null;
  answered_at: Date | null;
  appeal: string | null;
  appealed_at: Date | null;
  appeal_outcome: AppealOutcome | null;
  appeal_note: string | null;
  appeal_decided_at: Date | null;
  /** The thing was kept long enough, and is erased: its excerpt is empty. */
  erased_at: Date | null;
};

const statements = (tx: Transaction, person: string) =>
  tx
    .selectFrom('statement as s')
    .leftJoin('community as c', 'c.id', 's.community_id')
    .leftJoin('community as t', 't.id', 's.moved_to')
    .where('s.person_id', '=', person)
    .select([
      's.id',
      's.case_id',
      's.community_id',
      'c.slug as community_slug',
      'c.name as community_name',
      't.id as to_id',
      't.slug as to_slug',
      't.name as to_name',
      's.subject_kind',
      's.subject_id',
      's.excerpt',
      's.decision',
      's.also_removed',
      's.article_id',
      's.law',
      's.note',
      's.until',
      's.decided_at',
      's.undone_at',
      's.acknowledged_at',
      's.answer',
      's.answered_at',
      's.appeal',
      's.appealed_at',
      's.appeal_outcome',
      's.appeal_note',
      's.appeal_decided_at',
      's.erased_at',
    ]);

export const findStatement = (tx: Transaction, person: string, id: string): Promise<StatementRow | undefined> =>
  statements(tx, person).where('s.id', '=', id).executeTakeFirst();

/** Newest first. */
export function listStatements(
  tx: Transaction,
  person: string,
  {
    subject,
    standing,
    now,
    before,
    limit,
  }: {
    subject: string | undefined;
    standing: boolean;
    now: Date;
    before: TimePlace | undefined;
    limit: number;
  },
): Promise<StatementRow[]> {
  let query = statements(tx, person);
  if (subject) query = query.where('s.subject_id', '=', subject);
  if (standing)
    query = query
      .where('s.undone_at', 'is', null)
      .where(
        sql<boolean>`(s.decision = 'warn' and s.acknowledged_at is null or s.decision = 'suspend' and s.until > ${now})`,
      );
  if (before) query = query.where(sql<boolean>`(s.decided_at, s.id) < (${before.at}::timestamptz, ${before.id}::uuid)`);
  return query.orderBy('s.decided_at', 'desc').orderBy('s.id', 'desc').limit(limit).execute();
}

/** What keeps the viewer from writing there: a suspension before a warning. */
export const findInTheWay = (
  tx: Transaction,
  person: string,
  community: string | null,
  now: Date,
): Promise<{ until: Date | null; community_id: string | null } | undefined> =>
  tx
    .selectFrom('statement')
    .where('person_id', '=', person)
    .where('undone_at', 'is', null)
    .where(sql<boolean>`(decision = 'suspend' or decision = 'warn' and acknowledged_at is null)`)
    .where(
      sql<boolean>`(decision = 'warn' or until > ${now} and (community_id is null or community_id = ${community}::uuid))`,
    )
    .select(['until', 'community_id'])
    .orderBy(sql`until desc nulls last`)
    .limit(1)
    .executeTakeFirst();

// From here on as the system: the desk tells, the author answers to it.

export type NewStatement = Pick<
  StatementRow,
  | 'id'
  | 'case_id'
  | 'subject_kind'
  | 'subject_id'
  | 'excerpt'
  | 'decision'
  | 'also_removed'
  | 'article_id'
  | 'law'
  | 'note'
> & {
  audience: number;
  person: string;
  community: string | null;
  hours: number | null;
  until: Date | null;
  movedTo: string | null;
  at: Date;
};

export const addStatement = async (
  tx: Transaction,
  { audience, person, community, movedTo, at, ...rest }: NewStatement,
): Promise<void> => {
  await tx
    .insertInto('statement')
    .values({
      ...rest,
      audience_id: audience,
      person_id: person,
      community_id: community,
      moved_to: movedTo,
      decided_at: at,
    })
    .execute();
};

export type Told = { id: string; audience_id: number; person_id: string };

/** What was decided holds no longer. */
export const setUndone = (tx: Transaction, caseId: string, at: Date): Promise<Told | undefined> =>
  tx
    .updateTable('statement')
    .set({ undone_at: at })
    .where('case_id', '=', caseId)
    .where('undone_at', 'is', null)
    .returning(['id', 'audience_id', 'person_id'])
    .executeTakeFirst();

export const setAppealDecided = (
  tx: Transaction,
  caseId: string,
  { outcome, note, at }: { outcome: AppealOutcome; note: string; at: Date },
): Promise<Told | undefined> =>
  tx
    .updateTable('statement')
    .set({
      appeal_outcome: outcome,
      appeal_note: note,
      appeal_decided_at: at,
      ...(outcome === 'granted' && { undone_at: at }),
    })
    .where('case_id', '=', caseId)
    .where('undone_at', 'is', null)
    .returning(['id', 'audience_id', 'person_id'])
    .executeTakeFirst();

/** Answers false when it was undone, or done already, meanwhile. */
export const setAcknowledged = async (tx: Transaction, id: string, at: Date): Promise<boolean> => {
  const changed = await tx
    .updateTable('statement')
    .set({ acknowledged_at: at })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .where('acknowledged_at', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
};

export const setAnswer = async (tx: Transaction, id: string, text: string, at: Date): Promise<boolean> => {
  const changed = await tx
    .updateTable('statement')
    .set({ answer: text, answered_at: at })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
};

export const setAppeal = async (tx: Transaction, id: string, text: string, at: Date): Promise<boolean> => {
  const changed = await tx
    .updateTable('statement')
    .set({ appeal: text, appealed_at: at })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .where('appealed_at', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
};

export type CaseOf = { id: string; audience_id: number; community_id: string | null; decided_by: string | null };

/** The case that was decided, kept from changing. Cases come before statements. */
export const lockCaseOf = (tx: Transaction, statement: string): Promise<CaseOf | undefined> =>
  tx
    .selectFrom('case')
    .where('id', '=', ({ selectFrom }) => selectFrom('statement').where('id', '=', statement).select('case_id'))
    .select(['id', 'audience_id', 'community_id', 'decided_by'])
    .forNoKeyUpdate()
    .executeTakeFirst();

/** It lies on its desk again, whenever that was left. */
export const setCaseResponse = async (tx: Transaction, id: string, text: string, at: Date): Promise<void> => {
  await tx
    .updateTable('case')
    .set({ response: text, responded_at: at, archived_at: null })
    .where('id', '=', id)
    .execute();
};

export const setCaseAppeal = async (tx: Transaction, id: string, text: string, at: Date): Promise<void> => {
  await tx
    .updateTable('case')
    .set({ appeal: text, appealed_at: at, archived_at: null, claimed_by: null, claimed_until: null })
    .where('id', '=', id)
    .execute();
};

/** As the system: those of these cases that nobody could examine. Who keeps away for having flagged it counts as able. */
export const findUnattended = async (tx: Transaction, ids: readonly string[]): Promise<Set<string>> => {
  const rows = await tx
    .selectFrom('case')
    .where('id', 'in', ids)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('able').whereRef('able.case_id', '=', 'case.id').select('able.case_id'))),
    )
    .select('id')
    .execute();
  return new Set(rows.map(({ id }) => id));
};

export const listDesk = async (tx: Transaction, id: string): Promise<string[]> => {
  const rows = await tx.selectFrom('desk').where('case_id', '=', id).select('person_id').execute();
  return rows.map(({ person_id }) => person_id);
};
