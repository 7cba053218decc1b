import {
  type Case,
  type CaseDecision,
  type CasePage,
  type CaseState,
  type RichText,
  type Statement,
  type SubjectKind,
} from '@parvis/contracts';
import { findOrAddPersonal } from '../audiences/index.ts';
import { type ArticleRow, findArticles, presentArticleReference, requireArticle } from '../charter/index.ts';
import { returnComment, takeComment } from '../comments/index.ts';
import { type Transaction, elevated } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { Failure, TimePlace, notFound, readCursor, writeCursor } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { findBylines } from '../people/index.ts';
import { movePost } from '../posts/index.ts';
import { tellDecided, tellExamined } from '../receipts/index.ts';
import { type Entry, type Head, appendRecord, logHead } from '../record/index.ts';
import { abilities, isHeldBy, isOthers } from './policy.ts';
import { presentCase } from './present.ts';
import {
  type CaseRow,
  type OpenCase,
  addCase,
  addCaseFlag,
  addCopy,
  archiveOlder,
  countFlags,
  findCase,
  findHoldRule,
  findOpenCase,
  findOrAddDesk,
  isOnDesk,
  listCaseFlags,
  listCases,
  listCopies,
  listDesk,
  lockCase,
  lockSubject,
  removeCaseFlag,
  setClaim,
  setDecision,
  setLeft,
  setReturned,
  setWithdrawn,
  weigh,
} from './store.ts';

/** Milliseconds that a claim holds. */
const claimTime = 30 * 60_000;
/** Milliseconds that a decided case stays on its desk. */
const deskTime = 90 * 24 * 60 * 60_000;
/** What a thing's flags must weigh together, where its community does not say. */
const usualThreshold = 3;
/** Decided flags of one person before their share of upheld ones counts. */
const enoughDecided = 6;

export const queue = (
  { database, now }: Kernel,
  viewer: Viewer,
  { state, community, cursor, limit }: { state?: CaseState; community?: string; cursor?: string; limit: number },
): Promise<CasePage> =>
  database.transaction(viewer, async (tx) => {
    const at = now();
    const from = cursor === undefined ? undefined : readCursor(cursor, TimePlace);
    const rows = await listCases(tx, {
      state,
      community,
      now: at,
      after: from && { at: from[0], id: from[1] },
      limit: limit + 1,
    });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const order = last && (state === 'decided' ? last.decided_at : last.opened_at);
    return {
      items: await present(tx, viewer, shown, at),
      next: rows.length > limit && last && order ? writeCursor([order.toISOString(), last.id]) : null,
    };
  });

export const showCase = ({ database, now }: Kernel, viewer: Viewer, id: string): Promise<Case> =>
  database.transaction(viewer, (tx) => show(tx, viewer, id, now()));

async function show(tx: Transaction, viewer: Viewer, id: string, now: Date): Promise<Case> {
  const [shown] = await present(tx, viewer, [await requireCase(tx, id)], now);
  return shown!;
}

async function requireCase(tx: Transaction, id: string): Promise<CaseRow> {
  const row = await findCase(tx, id);
  if (!row) throw notFound('case');
  return row;
}

async function present(tx: Transaction, viewer: Viewer, rows: readonly CaseRow[], now: Date): Promise<Case[]> {
  const ids = rows.map(({ id }) => id);
  const copies = await listCopies(tx, ids);
  const flags = await listCaseFlags(tx, ids);
  const named = (values: readonly (string | null)[]) => [...new Set(values.filter((value) => value !== null))];
  const people = await findBylines(
    tx,
    named(rows.flatMap(({ author_id, claimed_by, decided_by }) => [author_id, claimed_by, decided_by])),
  );
  const cited = await findArticles(tx, named([...flags, ...rows].map(({ article_id }) => article_id)));
  const articles = new Map(cited.map((article) => [article.id, article]));
  return rows.map((row) => presentCase(viewer, row, { copies, flags, people, articles }, now));
}

/** The case, kept from changing, for somebody who is on its desk at this moment. */
async function requireForChange(tx: Transaction, viewer: Viewer, id: string): Promise<CaseRow> {
  if (!(await lockCase(tx, id))) throw notFound('case');
  // Rule: those concerned handle nothing. What the viewer held when the request came in may be of before they were.
  if (!(await elevated(tx, () => isOnDesk(tx, id, viewer.person)))) throw notFound('case');
  const row = await requireCase(tx, id);
  if (row.decided_at) throw await tooLate(tx, row.decided_by, 'decided this case. Read the outcome');
  return row;
}

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

export async function claim(kernel: Kernel, viewer: Viewer, id: string): Promise<Case> {
  const { shown, head } = await kernel.database.transaction(viewer, async (tx) => {
    const now = kernel.now();
    const row = await requireForChange(tx, viewer, id);
    if (isOthers(viewer, row, now)) throw await busy(tx, row);
    await setClaim(tx, id, viewer.person, new Date(now.getTime() + claimTime));
    // Rule: each reporter is told that their flag is examined, not by whom; the record is the system's to write.
    const head = await elevated(tx, async () => {
      await tellExamined(tx, id, now);
      return write(tx, row, viewer.person, 'case.claimed', {}, now);
    });
    return { shown: await show(tx, viewer, id, now), head };
  });
  logHead(kernel.log, head);
  return shown;
}

export async function release(kernel: Kernel, viewer: Viewer, id: string): Promise<Case> {
  const { shown, head } = await kernel.database.transaction(viewer, async (tx) => {
    const now = kernel.now();
    const row = await requireForChange(tx, viewer, id);
    if (isOthers(viewer, row, now)) throw await busy(tx, row);
    if (!abilities(viewer, row, now).release) return { shown: await show(tx, viewer, id, now), head: undefined };
    await setClaim(tx, id, null, null);
    // Rule: the record is the system's to write.
    const head = await elevated(tx, () => write(tx, row, viewer.person, 'case.released', {}, now));
    return { shown: await show(tx, viewer, id, now), head };
  });
  if (head) logHead(kernel.log, head);
  return shown;
}

export async function decide(kernel: Kernel, viewer: Viewer, id: string, input: CaseDecision): Promise<Case> {
  const { shown, head, moved } = await kernel.database.transaction(viewer, async (tx) => {
    const now = kernel.now();
    const row = await requireForChange(tx, viewer, id);
    if (isOthers(viewer, row, now)) throw await busy(tx, row);
    const article = await requireGrounds(tx, viewer, row, input, now);
    await setDecision(tx, id, { ...input, by: viewer.person, at: now });
    const statement: Statement = {
      decision: input.decision,
      article: article && presentArticleReference(article),
      note: input.publicNote,
      decidedAt: now.toISOString(),
    };
    // Rule: what the desk decides is carried out on a thing that is its author's, told to each reporter in their own
    // audience, and written to the record.
    const { head, moved } = await elevated(tx, async () => {
      const moved = await carryOut(tx, row, statement, now);
      await tellDecided(tx, id, statement, now);
      await archiveOlder(tx, row.community_id, new Date(now.getTime() - deskTime), now);
      const content = { ...input, article: input.article };
      return { moved, head: await write(tx, row, viewer.person, 'case.decided', content, now) };
    });
    return { shown: await show(tx, viewer, id, now), head, moved };
  });
  logHead(kernel.log, head);
  // Who decided reads, from now on, what was taken; the others on the desk hear of it.
  for (const person of [viewer.person, ...moved]) kernel.standings.forget(person);
  return shown;
}

/** What is taken from people names the article it rests on. */
async function requireGrounds(
  tx: Transaction,
  viewer: Viewer,
  row: CaseRow,
  { decision, article }: CaseDecision,
  now: Date,
): Promise<ArticleRow | null> {
  const refuse = (path: string, message: string) =>
    new Failure('invalid-request', `This cannot be decided: ${message}.`, { errors: [{ path, message }] });
  const { decisions } = abilities(viewer, row, now);
  if (!decisions.includes(decision))
    throw refuse('decision', `'${decision}' is not for a ${row.subject_kind}; choose ${decisions.join(' or ')}`);
  if (article === null) {
    if (decision !== 'keep') throw refuse('article', `to ${decision}, name the article it rests on`);
    return null;
  }
  return requireArticle(tx, article, row.subject_kind, now);
}

/** As the system: removes the thing, or gives back what was held. Answers whose audiences that changed. */
async function carryOut(tx: Transaction, row: CaseRow, statement: Statement, now: Date): Promise<readonly string[]> {
  if (statement.decision === 'remove') return (await take(tx, row, { state: 'removed', statement, now })) ?? [];
  if (row.held_at) await giveBack(tx, row, now);
  return [];
}

type Taken = Pick<CaseRow, 'id' | 'subject_kind' | 'subject_id' | 'author_id' | 'held_at'>;

/**
 * As the system: leaves the thing to its author and the desk. What its author deleted stays deleted. Answers who holds
 * an audience more by it; undefined when there was nothing to take.
 */
async function take(
  tx: Transaction,
  { id, subject_kind, subject_id, author_id, held_at }: Taken,
  { state, statement, now }: { state: 'held' | 'removed'; statement: Statement | null; now: Date },
): Promise<readonly string[] | undefined> {
  const move = { audience: await findOrAddDesk(tx, id, author_id), state, statement };
  const taken =
    subject_kind === 'comment'
      ? await takeComment(tx, subject_id!, { ...move, desk: id }, now)
      : await movePost(tx, subject_id!, move, now).then((left) => left && { left, accepted: false, repliers: [] });
  if (!taken) return undefined;
  // A thing that was held already left its readers then.
  if (!held_at)
    await setLeft(tx, id, {
      left: taken.left,
      kept: move.audience,
      accepted: taken.accepted,
      heldAt: state === 'held' ? now : null,
    });
  return author_id === null ? taken.repliers : [author_id, ...taken.repliers];
}

/** As the system: the thing goes back to those who read it before. */
async function giveBack(
  tx: Transaction,
  row: Pick<CaseRow, 'id' | 'subject_kind' | 'subject_id' | 'left_audience_id' | 'left_accepted'>,
  now: Date,
): Promise<void> {
  if (row.subject_kind === 'comment') await returnComment(tx, row.subject_id!, row.left_accepted, now);
  else if (row.left_audience_id !== null)
    await movePost(tx, row.subject_id!, { audience: row.left_audience_id, state: 'published', statement: null }, now);
  await setReturned(tx, row.id);
}

/** As the system: tells the desk and writes the record of one step. */
async function write(
  tx: Transaction,
  row: Pick<CaseRow, 'id' | 'audience_id' | 'community_id'>,
  actor: string,
  type: 'case.claimed' | 'case.released' | 'case.decided',
  content: Record<string, unknown>,
  now: Date,
): Promise<Head> {
  await tellDesk(tx, row, type, now, actor);
  return appendRecord(tx, row.community_id, now, [{ type, case: row.id, subject: row.id, actor, content }]);
}

const tellDesk = (
  tx: Transaction,
  { id, audience_id, community_id }: Pick<CaseRow, 'id' | 'audience_id' | 'community_id'>,
  type: 'case.opened' | 'case.updated' | 'case.claimed' | 'case.released' | 'case.decided',
  at: Date,
  actor: string | null = null,
): Promise<void> =>
  recordEvent(tx, { type, at, actor, audience: audience_id, subject: { kind: 'case', id }, community: community_id });

/** Something to flag, as the person who flags it reads it. */
export type Flaggable = {
  kind: SubjectKind;
  /** Its id; the address of a page. */
  subject: string;
  community: string | null;
  author: string | null;
  title: string | null;
  body: RichText;
  language: string | null;
  createdAt: Date | null;
};

export type Received = { case: OpenCase; opened: boolean; caseFlag: string };

/**
 * As the system: puts what a flag says, without who says it, on the desk of the thing's case, with a copy of the thing
 * when it is the first.
 */
export async function receive(
  { newId }: Kernel,
  tx: Transaction,
  thing: Flaggable,
  { article, note }: { article: string | null; note: string },
  now: Date,
): Promise<Received> {
  await lockSubject(tx, thing.kind, thing.subject);
  const caseFlag = newId();
  const known = await findOpenCase(tx, thing.kind, thing.subject);
  const found = known ?? (await open(tx, newId(), thing, now));
  await addCaseFlag(tx, found, { id: caseFlag, article, note, at: now });
  return { case: found, opened: !known, caseFlag };
}

async function open(tx: Transaction, id: string, thing: Flaggable, now: Date): Promise<OpenCase> {
  const audience = await findOrAddDesk(tx, id, null);
  await addCase(tx, {
    id,
    audience,
    community: thing.community,
    kind: thing.kind,
    subject: thing.kind === 'page' ? { url: thing.subject } : { id: thing.subject },
    author: thing.author,
    openedAt: now,
  });
  const opened = { id, audience_id: audience, community_id: thing.community, held_at: null };
  await addCopy(tx, opened, { ...thing, at: thing.createdAt });
  return opened;
}

/** `moved`: whose audiences are no longer what they were, for `standings.forget` once the transaction is through. */
export type Settled = { head: Head; moved: readonly string[] };

/** As the system, once the flag stands: tells the desk, holds the thing where its flags weigh enough, writes the record. */
export async function settle(
  { log }: Kernel,
  tx: Transaction,
  { case: found, opened, caseFlag }: Received,
  thing: Flaggable,
  flag: { article: string | null; note: string },
  now: Date,
): Promise<Settled> {
  const entries: Entry[] = [];
  const entry = (type: string, subject: string, content: Record<string, unknown>) =>
    entries.push({ type, case: found.id, subject, actor: null, content });
  if (opened) entry('case.opened', found.id, { kind: thing.kind, subject: thing.subject });
  entry('flag.created', caseFlag, flag);
  const held = await hold(tx, found, thing, now);
  if (held) entry('case.held', found.id, {});
  await tellDesk(tx, found, opened ? 'case.opened' : 'case.updated', now);
  const desk = await listDesk(tx, found.id);
  if (desk.length === 0)
    log.warn('Nobody can examine a case: everybody on its desk is concerned. Name another steward or a moderator.', {
      case: found.id,
    });
  const head = await appendRecord(tx, found.community_id, now, entries);
  return { head, moved: [...desk, ...(held ?? [])] };
}

/**
 * As the system: holds a post or comment until it is examined, when enough different people flagged it. Answers whose
 * audiences that changed; undefined when it is not held by it.
 */
async function hold(
  tx: Transaction,
  found: OpenCase,
  thing: Flaggable,
  now: Date,
): Promise<readonly string[] | undefined> {
  if (found.held_at || (thing.kind !== 'post' && thing.kind !== 'comment')) return undefined;
  const weight = await weigh(tx, found.id, enoughDecided);
  const { threshold, exempt } = await findHoldRule(tx, found.community_id, thing.author);
  if (!isHeldBy(weight, { threshold: threshold ?? usualThreshold, exempt })) return undefined;
  const taken = { ...found, subject_kind: thing.kind, subject_id: thing.subject, author_id: thing.author };
  return take(tx, taken, { state: 'held', statement: null, now });
}

/**
 * As the system: nothing is left to examine. Who had the case on their desk no longer holds its audience: each is told in
 * their own.
 */
async function close(tx: Transaction, { id, community_id }: CaseRow, now: Date): Promise<void> {
  const desk = await listDesk(tx, id);
  await setWithdrawn(tx, id, now);
  for (const person of desk)
    await tellDesk(tx, { id, community_id, audience_id: await findOrAddPersonal(tx, person) }, 'case.updated', now);
}

/**
 * As the system, with the case locked and the flag withdrawn: takes what it said off the desk. What was held goes back
 * when the flags left no longer weigh enough; a case without flags is closed.
 */
export async function takeBack(
  tx: Transaction,
  { caseId, caseFlag }: { caseId: string; caseFlag: string },
  now: Date,
): Promise<Head> {
  const row = await requireCase(tx, caseId);
  await removeCaseFlag(tx, caseFlag);
  const entries: Entry[] = [{ type: 'flag.withdrawn', case: caseId, subject: caseFlag, actor: null, content: {} }];
  if (row.held_at) {
    const weight = await weigh(tx, caseId, enoughDecided);
    const { threshold, exempt } = await findHoldRule(tx, row.community_id, row.author_id);
    if (!isHeldBy(weight, { threshold: threshold ?? usualThreshold, exempt })) {
      await giveBack(tx, row, now);
      entries.push({ type: 'case.freed', case: caseId, subject: caseId, actor: null, content: {} });
    }
  }
  if ((await countFlags(tx, caseId)) > 0) await tellDesk(tx, row, 'case.updated', now);
  else await close(tx, row, now);
  return appendRecord(tx, row.community_id, now, entries);
}
