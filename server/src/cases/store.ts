import { sql } from 'kysely';
import type { AppealOutcome, DecisionKind, RichText, ScreeningReason, SubjectKind } from '@parvis/contracts';
import type { AttachmentFacts } from '../attachments/index.ts';
import type { CaseEffect, Transaction } from '../kernel/database/index.ts';

export type CaseRow = {
  id: string;
  audience_id: number;
  community_id: string | null;
  community_slug: string | null;
  community_name: string | null;
  subject_kind: SubjectKind;
  subject_id: string | null;
  subject_url: string | null;
  opened_at: Date;
  claimed_until: Date | null;
  held_at: Date | null;
  left_audience_id: number | null;
  left_accepted: boolean;
  decision: DecisionKind | null;
  decided_at: Date | null;
  article_id: string | null;
  public_note: string;
  internal_note: string;
  author_id: string | null;
  claimed_by: string | null;
  decided_by: string | null;
  flags: number;
  also_removed: boolean;
  hours: number | null;
  law: string | null;
  screening: { reasons: readonly ScreeningReason[]; words: readonly string[] } | null;
  effect: CaseEffect | null;
  response: string | null;
  responded_at: Date | null;
  /** Its author did what the decision asks for: it can be decided again in that light. */
  answered: boolean;
  appeal: string | null;
  appealed_at: Date | null;
  appeal_outcome: AppealOutcome | null;
  appeal_decided_at: Date | null;
  appeal_decided_by: string | null;
  appeal_note: string;
  appeal_internal_note: string;
  erased_at: Date | null;
};

/** Who left the desk of a case examines it no longer, whatever they claimed. */
export const claimStands = sql<boolean>`"case".claimed_by is not null and claim_stands("case".id, "case".claimed_by)`;

/** Its author did what they were asked for: named a source, or changed what is held. */
const responded = sql<boolean>`"case".decision in ('unverified', 'hold') and "case".appeal_decided_at is null
  and ("case".responded_at is not null or exists (select from case_copy k
    where k.case_id = "case".id and k.reason = 'edited' and k.at > "case".decided_at))`;

export const cases = (tx: Transaction) =>
  tx
    .selectFrom('case')
    .leftJoin('community', 'community.id', 'case.community_id')
    .select([
      'case.id',
      'case.audience_id',
      'case.community_id',
      'community.slug as community_slug',
      'community.name as community_name',
      'case.subject_kind',
      'case.subject_id',
      'case.subject_url',
      'case.opened_at',
      'case.held_at',
      'case.left_audience_id',
      'case.left_accepted',
      'case.decision',
      'case.decided_at',
      'case.article_id',
      'case.public_note',
      'case.internal_note',
      'case.author_id',
      'case.decided_by',
      'case.flags',
      'case.also_removed',
      'case.hours',
      'case.law',
      'case.screening',
      'case.effect',
      'case.response',
      'case.responded_at',
      'case.appeal',
      'case.appealed_at',
      'case.appeal_outcome',
      'case.appeal_decided_at',
      'case.appeal_decided_by',
      'case.appeal_note',
      'case.appeal_internal_note',
      'case.erased_at',
    ])
    .select([
      sql<string | null>`case when ${claimStands} then "case".claimed_by end`.as('claimed_by'),
      sql<Date | null>`case when ${claimStands} then "case".claimed_until end`.as('claimed_until'),
      sql<boolean>`coalesce(${responded}, false)`.as('answered'),
    ])
    .where('case.withdrawn_at', 'is', null);

export const findCase = (tx: Transaction, id: string): Promise<CaseRow | undefined> =>
  cases(tx).where('case.id', '=', id).executeTakeFirst();

/** Nobody else changes the case until the transaction ends. Answers whether the viewer can see it. */
export const lockCase = async (tx: Transaction, id: string): Promise<boolean> => {
  const found = await tx.selectFrom('case').where('id', '=', id).select('id').forNoKeyUpdate().executeTakeFirst();
  return found !== undefined;
};

export const appealPending = sql<boolean>`"case".appealed_at is not null and "case".appeal_decided_at is null`;
/** What waits for somebody of its desk. */
export const toExamine = sql<boolean>`("case".decided_at is null or (${appealPending}) or (${responded}))`;

export type CopyRow = {
  case_id: string;
  reason: 'flagged' | 'edited' | 'deleted';
  at: Date | null;
  title: string | null;
  body: RichText;
  language: string | null;
  attachments: AttachmentFacts[] | null;
};

/** The thing as it was flagged and as it was changed since, oldest first. */
export const listCopies = async (tx: Transaction, ids: readonly string[]): Promise<CopyRow[]> =>
  ids.length === 0
    ? []
    : tx
        .selectFrom('case_copy')
        .where('case_id', 'in', [...ids])
        .select(['case_id', 'reason', 'at', 'title', 'body', 'language', 'attachments'])
        .orderBy('case_id')
        .orderBy('id')
        .execute();

export type CaseFlagRow = {
  case_id: string;
  article_id: string | null;
  law: string | null;
  reference: string | null;
  note: string;
  created_at: Date;
};

export const listCaseFlags = async (tx: Transaction, ids: readonly string[]): Promise<CaseFlagRow[]> =>
  ids.length === 0
    ? []
    : tx
        .selectFrom('case_flag')
        .where('case_id', 'in', [...ids])
        .select(['case_id', 'article_id', 'law', 'reference', 'note', 'created_at'])
        .orderBy('created_at')
        .orderBy('id')
        .execute();

export const setClaim = async (tx: Transaction, id: string, by: string | null, until: Date | null): Promise<void> => {
  await tx.updateTable('case').set({ claimed_by: by, claimed_until: until }).where('id', '=', id).execute();
};

/** Somebody looks at it; what counts is the first time. */
export const setLooked = async (tx: Transaction, id: string, at: Date): Promise<void> => {
  await tx.updateTable('case').set({ looked_at: at }).where('id', '=', id).where('looked_at', 'is', null).execute();
};

export type Decided = {
  decision: DecisionKind;
  article: string | null;
  publicNote: string;
  internalNote: string;
  law: string | null;
  alsoRemoved: boolean;
  hours: number | null;
  by: string;
  at: Date;
};

export const setDecision = async (tx: Transaction, id: string, decided: Decided): Promise<void> => {
  await tx
    .updateTable('case')
    .set({
      decision: decided.decision,
      article_id: decided.article,
      public_note: decided.publicNote,
      internal_note: decided.internalNote,
      law: decided.law,
      also_removed: decided.alsoRemoved,
      hours: decided.hours,
      decided_by: decided.by,
      decided_at: decided.at,
      claimed_by: null,
      claimed_until: null,
    })
    .where('id', '=', id)
    .execute();
};

export type NoteRow = { id: string; author_id: string | null; text: string; created_at: Date };

const noteColumns = ['id', 'author_id', 'text', 'created_at'] as const;

export const addNote = async (
  tx: Transaction,
  { id: case_id, audience_id }: Pick<CaseRow, 'id' | 'audience_id'>,
  { id, by, text, at }: { id: string; by: string; text: string; at: Date },
): Promise<void> => {
  await tx.insertInto('case_note').values({ id, case_id, audience_id, author_id: by, text, created_at: at }).execute();
};

export const findNote = (tx: Transaction, id: string): Promise<NoteRow | undefined> =>
  tx.selectFrom('case_note').where('id', '=', id).select(noteColumns).executeTakeFirst();

/** What the desk said, oldest first, as far as one case can be talked about. */
export const listNotes = (tx: Transaction, id: string, most: number): Promise<NoteRow[]> =>
  tx
    .selectFrom('case_note')
    .where('case_id', '=', id)
    .select(noteColumns)
    .orderBy('created_at')
    .orderBy('id')
    .limit(most)
    .execute();

export type AppealDecided = { outcome: AppealOutcome; publicNote: string; internalNote: string; by: string; at: Date };

export const setAppealOutcome = async (tx: Transaction, id: string, decided: AppealDecided): Promise<void> => {
  await tx
    .updateTable('case')
    .set({
      appeal_outcome: decided.outcome,
      appeal_note: decided.publicNote,
      appeal_internal_note: decided.internalNote,
      appeal_decided_by: decided.by,
      appeal_decided_at: decided.at,
      claimed_by: null,
      claimed_until: null,
    })
    .where('id', '=', id)
    .execute();
};

// From here on: beyond what any one person may read or write. Services take these steps as the system.

/** The audience of a case's desk; with a person, of the desk and that person. */
export const findOrAddDesk = async (tx: Transaction, id: string, person: string | null): Promise<number> => {
  const { rows } = await sql<{ id: number }>`select desk_audience(${id}::uuid, ${person}::uuid) as id`.execute(tx);
  return rows[0]!.id;
};

export const setEffect = async (tx: Transaction, id: string, effect: CaseEffect | null): Promise<void> => {
  await tx
    .updateTable('case')
    .set({ effect: effect && JSON.stringify(effect) })
    .where('id', '=', id)
    .execute();
};

/** As if it had not been decided, and examined by whoever undid that. */
export const setUndone = async (tx: Transaction, id: string, by: string, until: Date): Promise<void> => {
  await tx
    .updateTable('case')
    .set({
      ...{ decision: null, decided_at: null, decided_by: null, article_id: null, public_note: '', internal_note: '' },
      ...{ law: null, also_removed: false, hours: null, effect: null, response: null, responded_at: null },
      ...{ appeal: null, appealed_at: null, appeal_outcome: null, appeal_decided_at: null, appeal_decided_by: null },
      ...{ appeal_note: '', appeal_internal_note: '', claimed_by: by, claimed_until: until },
    })
    .where('id', '=', id)
    .execute();
};

/** Whether the thing of this decided case was flagged again, and that is not decided. */
export const isFlaggedAgain = async (tx: Transaction, { id }: Pick<CaseRow, 'id'>): Promise<boolean> => {
  const { rows } = await sql<{ again: boolean }>`
    select exists (select from "case" c join "case" other on other.subject_kind = c.subject_kind
        and coalesce(other.subject_id::text, other.subject_url) = coalesce(c.subject_id::text, c.subject_url)
      where c.id = ${id}::uuid and other.id <> c.id and other.decided_at is null and other.withdrawn_at is null) as again`.execute(
    tx,
  );
  return rows[0]!.again;
};

export const isOnDesk = async (tx: Transaction, id: string, person: string): Promise<boolean> => {
  const found = await tx
    .selectFrom('desk')
    .where('case_id', '=', id)
    .where('person_id', '=', person)
    .select('case_id')
    .executeTakeFirst();
  return found !== undefined;
};

/** Who handles a case at this moment. */
export const listDesk = async (tx: Transaction, id: string): Promise<string[]> => {
  const rows = await tx.selectFrom('desk').where('case_id', '=', id).select('person_id').execute();
  return rows.map(({ person_id }) => person_id);
};

/** The thing left its readers: who they were, who reads it now, and since when it is held (null: it is removed). */
export const setLeft = async (
  tx: Transaction,
  id: string,
  { left, kept, accepted, heldAt }: { left: number; kept: number; accepted: boolean; heldAt: Date | null },
): Promise<void> => {
  await tx
    .updateTable('case')
    .set({ left_audience_id: left, kept_audience_id: kept, left_accepted: accepted, held_at: heldAt })
    .where('id', '=', id)
    .execute();
};

/** The thing went back to its readers. */
export const setReturned = async (tx: Transaction, id: string): Promise<void> => {
  await tx.updateTable('case').set({ held_at: null }).where('id', '=', id).execute();
};

/** Takes what was decided before then off its desk, so that what a desk holds stays small. */
export const archiveOlder = async (
  tx: Transaction,
  community: string | null,
  before: Date,
  at: Date,
): Promise<void> => {
  await tx
    .updateTable('case')
    .set({ archived_at: at })
    .where('archived_at', 'is', null)
    .where('community_id', 'is not distinct from', community)
    .where('decided_at', '<', before)
    .where(sql<boolean>`(appealed_at is null or appeal_decided_at < ${before})`)
    .execute();
};
