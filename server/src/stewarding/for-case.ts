/** What a decision about a case does to where a post stands, and what undoing that brings back. As the system, all of it. */
import type { EventType } from '@parvis/contracts';
import { wordsOf } from '../attachments/index.ts';
import { listSaidBelow } from '../comments/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { saidIn } from '../kernel/richtext/index.ts';
import type { Spot } from './service.ts';
import { findPlace, setLocked, setPlace } from './store.ts';

/** Ends the comments on a post, or allows them again. Answers whether that changed anything. */
export async function lockFor(tx: Transaction, id: string, on: boolean, at: Date): Promise<boolean> {
  const post = await findPlace(tx, id);
  if (!post || !(await setLocked(tx, id, on ? at : null))) return false;
  await tellFor(tx, id, on ? 'post.locked' : 'post.unlocked', at, post);
  return true;
}

/**
 * Back to where it was moved from, `since` when it had been elsewhere. Answers what to do once the transaction is
 * through; undefined when it went elsewhere since.
 */
export async function moveBack(
  kernel: Pick<Kernel, 'screening'>,
  tx: Transaction,
  id: string,
  { from, to }: { from: Spot; to: Spot },
  { since, at }: { since: Date; at: Date },
): Promise<(() => void) | undefined> {
  if (!(await setPlace(tx, id, to.audience, from))) return undefined;
  await tellFor(tx, id, 'post.moved', at, { audience_id: to.audience, community_id: to.community });
  await tellFor(tx, id, 'post.moved', at, { audience_id: from.audience, community_id: from.community });
  return from.community === null ? () => {} : holdUnseen(kernel, tx, id, { community: from.community, since, at });
}

/**
 * What was said below it elsewhere was looked at by the rules of there. What would not have been published here unseen
 * waits for the stewards of here, each by itself: an undoing, or an appeal that was granted, must not depend on others.
 */
async function holdUnseen(
  { screening }: Pick<Kernel, 'screening'>,
  tx: Transaction,
  id: string,
  { community, since, at }: { community: string; since: Date; at: Date },
): Promise<() => void> {
  const ends: (() => void)[] = [];
  for (const { id: subject, author_id: author, body, language, created_at, attachments } of await listSaidBelow(
    tx,
    id,
    since,
  )) {
    const words = await screening.unseen(tx, { community, author, parts: [saidIn(body), ...wordsOf(attachments)] });
    if (words.length === 0) continue;
    const thing = { kind: 'comment', subject, community, author, title: null, body, language } as const;
    const facts = { reasons: ['words'], words, new: false, unattended: true } as const;
    ends.push(await screening.hold(tx, { ...thing, createdAt: created_at }, facts, at));
  }
  return () => ends.forEach((end) => end());
}

const tellFor = (
  tx: Transaction,
  id: string,
  type: Extract<EventType, `post.${string}`>,
  at: Date,
  { audience_id, community_id }: { audience_id: number; community_id: string | null },
): Promise<void> =>
  recordEvent(tx, {
    ...{ type, at, actor: null, audience: audience_id, community: community_id, post: id },
    subject: { kind: 'post', id },
  });
