/** What flags make of a case: opened by the first, held when they weigh enough, closed with the last that is withdrawn. */
import type { RichText, SubjectKind } from '@parvis/contracts';
import { findOrAddPersonal } from '../../audiences/index.ts';
import type { Transaction } from '../../kernel/database/index.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { type Entry, type Head, appendRecord } from '../../record/index.ts';
import { requireCase, tellDesk } from '../desk.ts';
import { giveBack, take } from '../moves.ts';
import { isHeldBy } from '../policy.ts';
import { findScreening } from '../review/index.ts';
import { type CaseRow, findOrAddDesk, listDesk } from '../store.ts';
import {
  type OpenCase,
  type Said,
  addCase,
  addCaseFlag,
  addCopy,
  countFlags,
  findHoldRule,
  findOpenCase,
  lockSubject,
  removeCaseFlag,
  setWithdrawn,
  weigh,
} from './store.ts';

/** What a thing's flags must weigh together, where its community does not say. */
const usualThreshold = 3;
/** Decided flags of one person before their share of upheld ones counts. */
const enoughDecided = 6;

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
  said: Said,
  now: Date,
): Promise<Received> {
  await lockSubject(tx, thing.kind, thing.subject);
  const caseFlag = newId();
  const known = await findOpenCase(tx, thing.kind, thing.subject);
  const found = known ?? (await openCase(tx, newId(), thing, now));
  await addCaseFlag(tx, found, { id: caseFlag, ...said, at: now });
  return { case: found, opened: !known, caseFlag };
}

/** As the system, with the thing locked: a case on it, with a copy of it. */
export async function openCase(tx: Transaction, id: string, thing: Flaggable, now: Date): Promise<OpenCase> {
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
  flag: Said,
  now: Date,
): Promise<Settled> {
  const entries: Entry[] = [];
  const entry = (type: string, subject: string, content: Record<string, unknown>) =>
    entries.push({ type, case: found.id, subject, actor: null, content });
  // What was flagged is committed to: when it is erased one day, that it was this stays provable to whoever kept it.
  const { kind, subject, title, body } = thing;
  if (opened) entry('case.opened', found.id, { kind, subject, title, body });
  entry('flag.created', caseFlag, { ...flag });
  const held = await hold(tx, found, thing, now);
  if (held) entry('case.held', found.id, {});
  const count = await countFlags(tx, found.id);
  await tellDesk(tx, found, opened ? 'case.opened' : 'case.updated', now, null, count);
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
  await removeCaseFlag(tx, caseId, caseFlag);
  const entries: Entry[] = [{ type: 'flag.withdrawn', case: caseId, subject: caseFlag, actor: null, content: {} }];
  // What also waits for a steward goes on waiting, whatever becomes of its flags.
  const waits = (await findScreening(tx, caseId)) !== null;
  if (row.held_at && !waits) {
    const weight = await weigh(tx, caseId, enoughDecided);
    const { threshold, exempt } = await findHoldRule(tx, row.community_id, row.author_id);
    if (!isHeldBy(weight, { threshold: threshold ?? usualThreshold, exempt })) {
      await giveBack(tx, row, now);
      entries.push({ type: 'case.freed', case: caseId, subject: caseId, actor: null, content: {} });
    }
  }
  const count = await countFlags(tx, caseId);
  if (waits || count > 0) await tellDesk(tx, row, 'case.updated', now, null, count);
  else await close(tx, row, now);
  return appendRecord(tx, row.community_id, now, entries);
}
