import { sql } from 'kysely';
import type { Transaction } from '../kernel/database/index.ts';

export const findDiscussion = async (tx: Transaction, address: string): Promise<string | undefined> =>
  (await tx.selectFrom('post').where('kind', '=', 'page').where('page', '=', address).select('id').executeTakeFirst())
    ?.id;

export type NewDiscussion = {
  id: string;
  audience: number;
  community: string | null;
  address: string;
  /** Where it leads: never as somebody opened it, which may say who that was. */
  link: string;
  title: string | null;
  at: Date;
};

/** Answers false where somebody was quicker; waits for whoever is about to be. */
export async function addDiscussion(
  tx: Transaction,
  { id, audience, community, address, link, title, at }: NewDiscussion,
): Promise<boolean> {
  const added = await tx
    .insertInto('post')
    .values({
      id,
      audience_id: audience,
      community_id: community,
      author_id: null,
      kind: 'page',
      title,
      body: '[]',
      source: '',
      link,
      page: address,
      language: null,
      created_at: at,
    })
    // Written out: what stands in a parameter is not known to be what the index is limited to, once a plan is kept.
    .onConflict((conflict) => conflict.column('page').where('kind', '=', sql.lit('page')).doNothing())
    .executeTakeFirst();
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export type CountRow = { id: string; page: string | null; count: number };

/** Of the discussions of these pages, and of these posts. */
export async function countComments(
  tx: Transaction,
  addresses: readonly string[],
  posts: readonly string[],
): Promise<CountRow[]> {
  const { rows } = await sql<CountRow>`
    select id, page, comment_count as count from post
      where kind = 'page' and page = any (array(select jsonb_array_elements_text(${JSON.stringify(addresses)}::jsonb)))
    union
    select id, case when kind = 'page' then page end, comment_count from post
      where id = any (array(select jsonb_array_elements_text(${JSON.stringify(posts)}::jsonb)::uuid))`.execute(tx);
  return rows;
}
