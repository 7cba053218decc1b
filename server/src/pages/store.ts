import type { Transaction } from '../kernel/database/index.ts';

export const findSlug = async (tx: Transaction, slug: string): Promise<string | undefined> =>
  (await tx.selectFrom('community').where('slug', '=', slug).select('id').executeTakeFirst())?.id;

type Discussed = { id: string; page: string; audience_id: number; community_id: string | null };

export const listDiscussed = (tx: Transaction): Promise<Discussed[]> =>
  tx
    .selectFrom('post')
    .where('kind', '=', 'page')
    .where('page', 'is not', null)
    .select(['id', 'page', 'audience_id', 'community_id'])
    .$narrowType<{ page: string }>()
    .execute();

export async function moveDiscussed(
  tx: Transaction,
  id: string,
  audience: number,
  community: string | null,
): Promise<void> {
  await tx.updateTable('post').set({ audience_id: audience, community_id: community }).where('id', '=', id).execute();
}
