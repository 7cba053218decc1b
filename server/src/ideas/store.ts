import type { IdeaStatus } from '@parvis/contracts';
import type { IdeaDetails, Transaction } from '../kernel/database/index.ts';

export type StepRow = { status: IdeaStatus; reason: string | null; person_id: string | null; at: Date };

/** Oldest first. */
export const findSteps = (tx: Transaction, post: string): Promise<StepRow[]> =>
  tx
    .selectFrom('idea_status')
    .where('post_id', '=', post)
    .select(['status', 'reason', 'person_id', 'at'])
    .orderBy('at')
    .orderBy('id')
    .execute();

/** As the system: whoever may say so need not be the author whom the post belongs to. */
export async function addStep(
  tx: Transaction,
  post: { id: string; audience_id: number },
  { id, person, ...step }: IdeaDetails & { id: string; person: string },
): Promise<void> {
  await tx
    .updateTable('post')
    .set({ details: JSON.stringify(step) })
    .where('id', '=', post.id)
    .execute();
  await tx
    .insertInto('idea_status')
    .values({ id, post_id: post.id, audience_id: post.audience_id, person_id: person, ...step })
    .execute();
}
