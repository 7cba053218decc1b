import { sql } from 'kysely';
import type { ReactionKind } from '@parvis/contracts';
import type { Transaction } from '../kernel/database/index.ts';

export type Reacted = { post: string; comment: string | null; audience: number };

const subject = ({ post, comment }: Reacted): string => comment ?? post;

/** Answers false when it stood already. */
export async function addReaction(
  tx: Transaction,
  person: string,
  to: Reacted,
  kind: ReactionKind,
  at: Date,
): Promise<boolean> {
  const added = await tx
    .insertInto('reaction')
    .values({
      person_id: person,
      subject_id: subject(to),
      kind,
      post_id: to.post,
      comment_id: to.comment,
      audience_id: to.audience,
      at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Answers false when there was none. */
export async function removeReaction(
  tx: Transaction,
  person: string,
  to: Reacted,
  kind: ReactionKind,
): Promise<boolean> {
  // The post first: what counts its reactions locks it.
  const locked = sql`select lock_post(${to.post}::uuid)`.execute(tx);
  const removing = tx
    .deleteFrom('reaction')
    .where('subject_id', '=', subject(to))
    .where('person_id', '=', person)
    .where('kind', '=', kind)
    .executeTakeFirst();
  const [, removed] = await Promise.all([locked, removing]);
  return removed.numDeletedRows > 0n;
}
