/** What a case does to a comment: takes it from its readers, gives it back, says of it what was decided. As the system, all of it. */
import type { Statement } from '@parvis/contracts';
import type { Transaction } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import type { Move } from '../posts/index.ts';
import {
  type CommentPlace,
  type Moved,
  giveAcceptance,
  lockPlace,
  returnReplies,
  sendAfterParent,
  setLabel,
  setPlace,
  takeAcceptance,
  takeReplies,
} from './store.ts';

/**
 * Takes a comment, with its replies, from the readers of its post. Answers the audience it
 * left, whether it was the accepted answer, and whose replies went with it; undefined when it is gone.
 */
export async function takeComment(
  tx: Transaction,
  id: string,
  move: Move & { desk: string; state: 'held' | 'removed' },
  at: Date,
): Promise<{ left: number; accepted: boolean; repliers: string[] } | undefined> {
  const before = await lockPlace(tx, id);
  if (!before || before.emptied) return undefined;
  await setPlace(tx, id, move);
  const accepted = await takeAcceptance(tx, before.post_id, id);
  const replies = await takeReplies(tx, id, move);
  await recordMoves(tx, before, [{ id, left: before.audience_id, audience: move.audience }, ...replies], at);
  return { left: before.audience_id, accepted, repliers: replies.map(({ author_id }) => author_id) };
}

/**
 * Gives a comment, with the replies that went with it, back to the readers that its post has
 * now. A reply to something that is itself held or removed stays away with it.
 */
export async function returnComment(tx: Transaction, id: string, accepted: boolean, at: Date): Promise<void> {
  const before = await lockPlace(tx, id);
  if (!before) return;
  if (before.parent_state) return recordMoves(tx, before, await sendAfterParent(tx, id), at);
  const audience = before.post_audience_id;
  await setPlace(tx, id, { audience, state: 'published', statement: null });
  if (accepted) await giveAcceptance(tx, before.post_id, id);
  const replies = await returnReplies(tx, id, audience);
  await recordMoves(tx, before, [{ id, left: before.audience_id, audience }, ...replies], at);
}

/** The same for a comment as `labelPost` for a post. */
export async function labelComment(
  tx: Transaction,
  id: string,
  statement: Statement | null,
  at: Date,
): Promise<boolean> {
  const place = await lockPlace(tx, id);
  if (!place || place.emptied || !(await setLabel(tx, id, statement))) return false;
  await recordEvent(tx, {
    ...{ type: 'comment.updated', at, actor: null, audience: place.audience_id, community: place.community_id },
    ...{ subject: { kind: 'comment', id }, post: place.post_id },
  });
  return true;
}

async function recordMoves(
  tx: Transaction,
  { post_id, community_id }: CommentPlace,
  moves: readonly Omit<Moved, 'author_id'>[],
  at: Date,
): Promise<void> {
  for (const { id, left, audience } of moves)
    for (const told of new Set([left, audience]))
      await recordEvent(tx, {
        type: 'comment.updated',
        at,
        actor: null,
        audience: told,
        subject: { kind: 'comment', id },
        post: post_id,
        community: community_id,
      });
}
