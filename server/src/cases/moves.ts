/** How the thing of a case is taken from its readers, and given back. */
import type { Statement } from '@parvis/contracts';
import { returnComment, takeComment } from '../comments/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { movePost } from '../posts/index.ts';
import { findScreening, setPublished } from './review/index.ts';
import { type CaseRow, findOrAddDesk, setLeft, setReturned } from './store.ts';

type Taken = Pick<CaseRow, 'id' | 'subject_kind' | 'subject_id' | 'author_id' | 'held_at'>;

/**
 * As the system: leaves the thing to its author and the desk. What its author deleted stays deleted. Answers who holds
 * an audience more by it; undefined when there was nothing to take.
 */
export async function take(
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
export async function giveBack(
  tx: Transaction,
  row: Pick<CaseRow, 'id' | 'subject_kind' | 'subject_id' | 'left_audience_id' | 'left_accepted'>,
  now: Date,
): Promise<void> {
  const fresh = (await findScreening(tx, row.id))?.new === true;
  if (fresh && (row.subject_kind === 'post' || row.subject_kind === 'comment'))
    await setPublished(tx, row.subject_kind, row.subject_id!, now);
  if (row.subject_kind === 'comment') await returnComment(tx, row.subject_id!, row.left_accepted, now);
  else if (row.left_audience_id !== null)
    await movePost(
      tx,
      row.subject_id!,
      { audience: row.left_audience_id, state: 'published', statement: null },
      now,
      fresh ? 'post.created' : 'post.updated',
    );
  await setReturned(tx, row.id);
}
