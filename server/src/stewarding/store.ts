import { sql } from 'kysely';
import type { Transaction } from '../kernel/database/index.ts';

/** As the system: how many are pinned in a community; whoever pins next waits for the end of this transaction. */
export async function countPinned(tx: Transaction, community: string): Promise<number> {
  await tx.selectFrom('community').where('id', '=', community).select('id').forNoKeyUpdate().execute();
  const { pinned } = await tx
    .selectFrom('post')
    .where('community_id', '=', community)
    .where('pinned_at', 'is not', null)
    .select(({ fn }) => fn.countAll<number>().as('pinned'))
    .executeTakeFirstOrThrow();
  return Number(pinned);
}

/** As the system. Answers whether it changed anything: a post that is not published stays as it is. */
export async function setPinned(tx: Transaction, id: string, at: Date | null): Promise<boolean> {
  const changed = await tx
    .updateTable('post')
    .set({ pinned_at: at })
    .where('id', '=', id)
    .where('state', '=', 'published')
    .where('pinned_at', at ? 'is' : 'is not', null)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

export async function setLocked(tx: Transaction, id: string, at: Date | null): Promise<boolean> {
  const changed = await tx
    .updateTable('post')
    .set({ locked_at: at })
    .where('id', '=', id)
    .where('state', '=', 'published')
    .where('locked_at', at ? 'is' : 'is not', null)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

/** As the system: cases come before what they are about. */
export const lockCases = async (tx: Transaction, post: string): Promise<void> => {
  await sql`select lock_cases(${post}::uuid)`.execute(tx);
};

/** As the system: undecided cases go to the desk of the community that their post is in now. */
export async function moveCases(
  tx: Transaction,
  post: string,
  community: string,
): Promise<{ case_id: string; audience_id: number }[]> {
  const { rows } = await sql<{ case_id: string; audience_id: number }>`
    select * from move_cases(${post}::uuid, ${community}::uuid)`.execute(tx);
  return rows;
}

/** As the system: whether somebody reads what is in this audience; true for those who left and read nothing. */
export async function readsThere(tx: Transaction, person: string, audience: number): Promise<boolean> {
  const { rows } = await sql<{ reads: boolean }>`
    select departed_at is not null or ${audience} = any (held_audiences(id)) as reads from person where id = ${person}`.execute(
    tx,
  );
  return rows[0]?.reads ?? false;
}

/** As the system: puts a post where it was not; answers false when it is elsewhere by now, or no longer published. */
export async function setPlace(
  tx: Transaction,
  id: string,
  from: number,
  to: { audience: number; community: string | null },
): Promise<boolean> {
  const moved = await tx
    .updateTable('post')
    .set({ audience_id: to.audience, community_id: to.community })
    .where('id', '=', id)
    .where('audience_id', '=', from)
    .where('state', '=', 'published')
    .executeTakeFirst();
  return moved.numUpdatedRows > 0n;
}

/** As the system. */
export const findPlace = (
  tx: Transaction,
  id: string,
): Promise<{ audience_id: number; community_id: string | null } | undefined> =>
  tx.selectFrom('post').where('id', '=', id).select(['audience_id', 'community_id']).executeTakeFirst();
