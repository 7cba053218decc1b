/** Rows of what is flagged: its case, its copy, what each flag says and weighs. As the system, all of it. */
import { sql } from 'kysely';
import type { RichText, SubjectKind } from '@parvis/contracts';
import type { Transaction } from '../../kernel/database/index.ts';

/** Flags on one thing take turns, so that its case is opened once. */
export const lockSubject = async (tx: Transaction, kind: SubjectKind, subject: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${kind} ${subject}`}, 20))`.execute(tx);
};

export type OpenCase = { id: string; audience_id: number; community_id: string | null; held_at: Date | null };

/** The case of a thing that is not decided yet, kept from being decided meanwhile. */
export const findOpenCase = (tx: Transaction, kind: SubjectKind, subject: string): Promise<OpenCase | undefined> =>
  tx
    .selectFrom('case')
    .where('subject_kind', '=', kind)
    .where(sql<boolean>`coalesce(subject_id::text, subject_url) = ${subject}`)
    .where('decided_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .select(['id', 'audience_id', 'community_id', 'held_at'])
    .forNoKeyUpdate()
    .executeTakeFirst();

export type NewCase = {
  id: string;
  audience: number;
  community: string | null;
  kind: SubjectKind;
  subject: { id: string } | { url: string };
  author: string | null;
  openedAt: Date;
};

export const addCase = async (tx: Transaction, added: NewCase): Promise<void> => {
  await tx
    .insertInto('case')
    .values({
      id: added.id,
      audience_id: added.audience,
      community_id: added.community,
      subject_kind: added.kind,
      subject_id: 'id' in added.subject ? added.subject.id : null,
      subject_url: 'url' in added.subject ? added.subject.url : null,
      author_id: added.author,
      opened_at: added.openedAt,
    })
    .execute();
};

export const addCopy = async (
  tx: Transaction,
  { id, audience_id }: Pick<OpenCase, 'id' | 'audience_id'>,
  copy: { at: Date | null; title: string | null; body: RichText; language: string | null },
): Promise<void> => {
  await tx
    .insertInto('case_copy')
    .values({
      case_id: id,
      audience_id,
      reason: 'flagged',
      at: copy.at,
      title: copy.title,
      body: JSON.stringify(copy.body),
      language: copy.language,
    })
    .execute();
};

export const addCaseFlag = async (
  tx: Transaction,
  { id: case_id, audience_id }: Pick<OpenCase, 'id' | 'audience_id'>,
  flag: Said & { id: string; at: Date },
): Promise<void> => {
  const { id, article, note, law, reference, at } = flag;
  await tx
    .insertInto('case_flag')
    .values({ id, case_id, audience_id, article_id: article, note, law, reference, created_at: at })
    .execute();
  await countFlag(tx, case_id, 1);
};

/** What a flag says; `law` and `reference` only where it is as illegal. */
export type Said = { article: string | null; note: string; law: string | null; reference: string | null };

export const removeCaseFlag = async (tx: Transaction, caseId: string, id: string): Promise<void> => {
  await tx.deleteFrom('case_flag').where('id', '=', id).execute();
  await countFlag(tx, caseId, -1);
};

const countFlag = async (tx: Transaction, id: string, more: 1 | -1): Promise<void> => {
  await tx
    .updateTable('case')
    .set(({ eb }) => ({ flags: eb('flags', '+', more) }))
    .where('id', '=', id)
    .execute();
};

/**
 * The weight of the flags on a case: 1 each, more or less by half at most from how many of the reporter's decided flags
 * were upheld, once there are `enough`. Flags as illegal have no automatic effect, and none that were sent before their
 * author's change released the thing.
 */
export const weigh = async (
  tx: Transaction,
  id: string,
  enough: number,
): Promise<{ people: number; weight: number }> => {
  const { rows } = await sql<{ people: number; weight: number }>`
    select count(distinct f.reporter_id)::int as people,
      coalesce(sum(1 + case when past.decided >= ${enough}::int then past.upheld::float8 / past.decided - 0.5 else 0 end), 0)::float8 as weight
    from flag f
    cross join lateral (
      select count(*) as decided, count(*) filter (where p.statement ->> 'decision' <> 'keep') as upheld
      from flag p where p.reporter_id = f.reporter_id and p.state = 'decided') past
    join "case" c on c.id = f.case_id
    where f.case_id = ${id}::uuid and f.state in ('received', 'examined') and f.article_id is not null
      and (c.released_at is null or f.created_at > c.released_at)`.execute(tx);
  return rows[0]!;
};

/** What of a thing's surroundings decides whether it can be held without anybody having examined it. */
export const findHoldRule = async (
  tx: Transaction,
  community: string | null,
  author: string | null,
): Promise<{ threshold: number | null; exempt: boolean }> => {
  const { rows } = await sql<{ threshold: number | null; exempt: boolean }>`
    select (select hold_threshold::float8 from community where id = ${community}::uuid) as threshold,
      exists (select from membership m where m.person_id = ${author}::uuid and m.role = 'steward'
          and (m.community_id = ${community}::uuid or ${community}::uuid is null))
        or exists (select from person p where p.id = ${author}::uuid and p.roles && '{moderator,admin}') as exempt`.execute(
    tx,
  );
  return rows[0]!;
};

export const countFlags = async (tx: Transaction, id: string): Promise<number> => {
  const { count } = await tx
    .selectFrom('case_flag')
    .where('case_id', '=', id)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
};

/** Nothing is left to decide: it is on no desk any more. */
export const setWithdrawn = async (tx: Transaction, id: string, at: Date): Promise<void> => {
  await tx.updateTable('case').set({ withdrawn_at: at, archived_at: at }).where('id', '=', id).execute();
};
