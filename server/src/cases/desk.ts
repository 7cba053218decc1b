/** A case as those on its desk see it, keep it from changing, and are told of it. */
import type { Case, EventType } from '@parvis/contracts';
import { findArticles } from '../charter/index.ts';
import { findPlaces } from '../communities/index.ts';
import { type Transaction, elevated } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { Failure, notFound } from '../kernel/http/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { findBylines } from '../people/index.ts';
import { type Head, appendRecord } from '../record/index.ts';
import { goneTo, isOthers, isPending } from './policy.ts';
import { presentCase } from './present.ts';
import { type CaseRow, findCase, isOnDesk, listCaseFlags, listCopies, lockCase } from './store.ts';

export async function show(tx: Transaction, viewer: Viewer, id: string, now: Date): Promise<Case> {
  const [shown] = await present(tx, viewer, [await requireCase(tx, id)], now);
  return shown!;
}

export async function requireCase(tx: Transaction, id: string): Promise<CaseRow> {
  const row = await findCase(tx, id);
  if (!row) throw notFound('case');
  return row;
}

export async function present(tx: Transaction, viewer: Viewer, rows: readonly CaseRow[], now: Date): Promise<Case[]> {
  const ids = rows.map(({ id }) => id);
  const copies = await listCopies(tx, ids);
  const flags = await listCaseFlags(tx, ids);
  const named = (values: readonly (string | null)[]) => [...new Set(values.filter((value) => value !== null))];
  const people = await findBylines(
    tx,
    named(
      rows.flatMap(({ author_id, claimed_by, decided_by, appeal_decided_by }) => [
        ...[author_id, claimed_by, decided_by, appeal_decided_by],
      ]),
    ),
  );
  const cited = await findArticles(tx, named([...flags, ...rows].map(({ article_id }) => article_id)));
  const articles = new Map(cited.map((article) => [article.id, article]));
  const places = await findPlaces(tx, named(rows.map(({ effect }) => goneTo(effect).movedTo ?? null)));
  return rows.map((row) => presentCase(viewer, row, { copies, flags, people, articles, places }, now));
}

/** The case, kept from changing, for somebody who is on its desk at this moment. */
export async function requireForChange(tx: Transaction, viewer: Viewer, id: string): Promise<CaseRow> {
  if (!(await lockCase(tx, id))) throw notFound('case');
  // Rule: those concerned handle nothing. What the viewer held when the request came in may be of before they were.
  if (!(await elevated(tx, () => isOnDesk(tx, id, viewer.person)))) throw notFound('case');
  return requireCase(tx, id);
}

/** The same where there is something to examine, and nobody else does. */
export async function requirePending(tx: Transaction, viewer: Viewer, id: string, now: Date): Promise<CaseRow> {
  const row = await requireForChange(tx, viewer, id);
  if (!isPending(row)) throw await decidedAlready(tx, row);
  if (isOthers(viewer, row, now)) throw await busy(tx, row);
  return row;
}

export const decidedAlready = (tx: Transaction, row: CaseRow): Promise<Failure> =>
  tooLate(tx, row.appeal_decided_by ?? row.decided_by, 'decided this case. Read the outcome');

async function tooLate(tx: Transaction, person: string | null, deed: string): Promise<Failure> {
  const who = person && (await findBylines(tx, [person])).get(person)?.name;
  return new Failure('conflict', `${who ?? 'Somebody else'} ${deed}.`);
}

const busy = (tx: Transaction, row: CaseRow): Promise<Failure> =>
  tooLate(
    tx,
    row.claimed_by,
    `is examining this case until ${row.claimed_until!.toISOString()}. Wait for the decision, or for the claim to end`,
  );

/** As the system: tells the desk and writes the record of one step. */
export async function write(
  tx: Transaction,
  row: Pick<CaseRow, 'id' | 'audience_id' | 'community_id'>,
  actor: string,
  type: 'case.claimed' | 'case.released' | 'case.decided' | 'case.undone' | 'case.noted' | 'appeal.decided',
  content: Record<string, unknown>,
  now: Date,
): Promise<Head> {
  await tellDesk(tx, row, type === 'appeal.decided' ? 'case.decided' : type, now, actor);
  return appendRecord(tx, row.community_id, now, [{ type, case: row.id, subject: row.id, actor, content }]);
}

export const tellDesk = (
  tx: Transaction,
  { id, audience_id, community_id }: Pick<CaseRow, 'id' | 'audience_id' | 'community_id'>,
  type: Extract<EventType, `case.${string}`>,
  at: Date,
  actor: string | null = null,
  /** Of news of its flags, how many there are now: whoever is told of one case is told once, with the count. */
  flags?: number,
): Promise<void> =>
  recordEvent(tx, {
    ...{ type, at, actor, audience: audience_id, subject: { kind: 'case', id }, community: community_id },
    ...(flags !== undefined && { data: { flags } }),
  });
