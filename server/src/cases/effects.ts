/** What a decision does to the thing of its case, and how that is undone. As the system, all of it. */
import type { CaseDecision, Statement } from '@parvis/contracts';
import { labelComment } from '../comments/index.ts';
import type { CaseEffect, Transaction } from '../kernel/database/index.ts';
import { Failure } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { labelPost } from '../posts/index.ts';
import { lockFor, moveBack } from '../stewarding/index.ts';
import { giveBack, take } from './moves.ts';
import type { CaseRow } from './store.ts';

/** `people`: whose audiences changed. */
export type Done = { effect: CaseEffect | null; people: readonly string[] };

const label = (tx: Transaction, { subject_kind, subject_id }: CaseRow, statement: Statement | null, now: Date) =>
  (subject_kind === 'comment' ? labelComment : labelPost)(tx, subject_id!, statement, now);

/** What readers are told of a thing: not what was decided about its author. */
export const onThing = (statement: Statement, removed: boolean): Statement =>
  statement.decision === 'warn' || statement.decision === 'suspend'
    ? { ...statement, decision: removed ? 'remove' : 'uphold' }
    : statement;

/** All decisions but `move`, which its steward takes with their own rights. What flags held is held no longer. */
export async function carryOut(
  tx: Transaction,
  row: CaseRow,
  { decision, alsoRemove }: Pick<CaseDecision, 'decision' | 'alsoRemove'>,
  statement: Statement,
  now: Date,
): Promise<Done> {
  const removes = decision === 'remove' || alsoRemove;
  if (removes || decision === 'hold') {
    if (row.subject_kind !== 'post' && row.subject_kind !== 'comment') return { effect: null, people: [] };
    const state = removes ? 'removed' : 'held';
    const people = await take(tx, row, { state, statement: onThing(statement, removes), now });
    return { effect: people ? { taken: true } : null, people: people ?? [] };
  }
  if (row.held_at) await giveBack(tx, row, now);
  if (decision === 'unverified' && (await label(tx, row, statement, now)))
    return { effect: { labelled: true }, people: [] };
  if (decision === 'lock' && (await lockFor(tx, row.subject_id!, true, now)))
    return { effect: { locked: true }, people: [] };
  return { effect: null, people: [] };
}

/** Answers what to do once the transaction is through, if anything. */
export async function undo(
  kernel: Pick<Kernel, 'screening'>,
  tx: Transaction,
  row: CaseRow,
  now: Date,
): Promise<(() => void) | undefined> {
  const { effect } = row;
  if (!effect) return undefined;
  if ('taken' in effect) await giveBack(tx, row, now);
  else if ('labelled' in effect) await label(tx, row, null, now);
  else if ('locked' in effect) await lockFor(tx, row.subject_id!, false, now);
  else {
    const after = await moveBack(kernel, tx, row.subject_id!, effect.moved, { since: row.decided_at!, at: now });
    if (after) return after;
    throw new Failure('conflict', 'This post was moved again or taken away since: move it from where it is now.');
  }
  return undefined;
}
