import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/index.ts';
import { toExamine } from '../store.ts';

export type FigureRow = {
  author_id: string | null;
  decided_by: string | null;
  opened_at: Date;
  looked_at: Date | null;
  decided_at: Date;
  /** That most of its flags name; the first of them. */
  article_id: string | null;
  upheld: boolean;
  appeal_outcome: 'granted' | 'rejected' | null;
};

/** As the system: what was decided since then, in the order in which it was; of one community, of none (null), or of all. */
export async function listFigures(
  tx: Transaction,
  community: string | null | undefined,
  since: Date,
): Promise<FigureRow[]> {
  const { rows } = await sql<FigureRow>`
    select c.author_id, c.decided_by, c.opened_at, c.looked_at, c.decided_at, c.appeal_outcome,
      c.decision <> 'keep' and c.appeal_outcome is distinct from 'granted' as upheld,
      (select f.article_id from case_flag f where f.case_id = c.id and f.article_id is not null
        group by f.article_id order by count(*) desc, min(f.created_at) limit 1) as article_id
    from "case" c
    where c.decided_at > ${since} and (${community === undefined} or c.community_id is not distinct from ${community ?? null}::uuid)
    order by c.decided_at, c.id`.execute(tx);
  return rows;
}

/** Cases to examine on the viewer's own desk. */
export async function countPending(tx: Transaction, community: string | undefined): Promise<number> {
  const { pending } = await tx
    .selectFrom('case')
    .where('withdrawn_at', 'is', null)
    .where(toExamine)
    .$if(community !== undefined, (query) => query.where('community_id', '=', community!))
    .select(({ fn }) => fn.countAll<number>().as('pending'))
    .executeTakeFirstOrThrow();
  return Number(pending);
}
