import { sql } from 'kysely';
import type { PostKind, PublishingProblem } from '@parvis/contracts';
import type { Transaction } from '../kernel/database/index.ts';

export type DueRow = {
  id: string;
  author_id: string;
  community_id: string | null;
  planned_audience_id: number;
  kind: PostKind;
  tags: string[];
  /** Whether its author may write there, and may read what they write. */
  member: boolean;
  cleared: boolean;
};

/** As the system: the next post whose time has come, locked. */
export async function findDue(tx: Transaction, at: Date): Promise<DueRow | undefined> {
  const { rows } = await sql<DueRow>`select * from due_post(${at}::timestamptz)`.execute(tx);
  return rows[0];
}

/** As the system: new from now on, whenever it was written. */
export async function publish(tx: Transaction, { id, planned_audience_id }: DueRow, at: Date): Promise<void> {
  await tx
    .updateTable('post')
    .set({
      state: 'published',
      audience_id: planned_audience_id,
      created_at: at,
      edited_at: null,
      scheduled_for: null,
      planned_audience_id: null,
    })
    .where('id', '=', id)
    .execute();
}

/** As the system: it stays its author's. Answers the audience that is. */
export async function setProblem(tx: Transaction, id: string, problem: PublishingProblem): Promise<number> {
  const { audience_id } = await tx
    .updateTable('post')
    .set({ scheduled_for: null, not_published: problem })
    .where('id', '=', id)
    .returning('audience_id')
    .executeTakeFirstOrThrow();
  return audience_id;
}
