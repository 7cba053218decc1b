import { sql } from 'kysely';
import type { RequestState } from '@parvis/contracts';
import type { TimePlace, Transaction } from '../../kernel/database/index.ts';

export type RequestRow = {
  id: string;
  community_id: string;
  slug: string;
  name: string;
  person_id: string;
  note: string;
  state: RequestState;
  reason: string;
  created_at: Date;
  decided_at: Date | null;
};

const requests = (tx: Transaction) =>
  tx
    .selectFrom('join_request')
    .innerJoin('community', 'community.id', 'join_request.community_id')
    .select([
      'join_request.id',
      'join_request.community_id',
      'community.slug',
      'community.name',
      'join_request.person_id',
      'join_request.note',
      'join_request.state',
      'join_request.reason',
      'join_request.created_at',
      'join_request.decided_at',
    ]);

/** Those of one community that wait, or those of one person; newest first. */
export const listRequests = (
  tx: Transaction,
  of: { community: string } | { person: string },
  { before, limit }: { before: TimePlace | undefined; limit: number },
): Promise<RequestRow[]> => {
  let query =
    'community' in of
      ? requests(tx).where('join_request.community_id', '=', of.community).where('join_request.state', '=', 'open')
      : requests(tx).where('join_request.person_id', '=', of.person).where('join_request.state', '!=', 'withdrawn');
  if (before)
    query = query.where(
      sql<boolean>`(join_request.created_at, join_request.id) < (${before.at}::timestamptz, ${before.id}::uuid)`,
    );
  return query.orderBy('join_request.created_at', 'desc').orderBy('join_request.id', 'desc').limit(limit).execute();
};

export const findRequest = (tx: Transaction, id: string): Promise<RequestRow | undefined> =>
  requests(tx).where('join_request.id', '=', id).executeTakeFirst();

const day = 24 * 60 * 60_000;

/**
 * As the system: undefined where one waits already, otherwise whether the stewards are to be told of it, which they are
 * once a day of one person. What was taken back before is gone.
 */
export async function addRequest(
  tx: Transaction,
  { id, community, person, audience, note, at }: NewRequest,
): Promise<{ tell: boolean } | undefined> {
  const added = await tx
    .insertInto('join_request')
    .values({
      ...{ id, note, community_id: community, person_id: person, audience_id: audience },
      ...{ created_at: at, decided_at: null, told_at: null },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (!added.numInsertedOrUpdatedRows) return undefined;
  // From here on nobody else asks for the same person: what is read now is all that there was.
  const last = await tx
    .selectFrom('join_request')
    .select(({ fn }) => fn.max('told_at').as('told'))
    .where('community_id', '=', community)
    .where('person_id', '=', person)
    .executeTakeFirst();
  const told = last?.told ?? null;
  const tell = told === null || told.getTime() <= at.getTime() - day;
  await tx
    .updateTable('join_request')
    .set({ told_at: tell ? at : told })
    .where('id', '=', id)
    .execute();
  await tx
    .deleteFrom('join_request')
    .where('community_id', '=', community)
    .where('person_id', '=', person)
    .where('state', '=', 'withdrawn')
    .execute();
  return { tell };
}

type NewRequest = { id: string; community: string; person: string; audience: number; note: string; at: Date };

/** Whether the stewards were told of the one that waits: they are told that it was taken back, too. */
export async function isTold(tx: Transaction, community: string, person: string): Promise<boolean> {
  const found = await tx
    .selectFrom('join_request')
    .select('id')
    .where('community_id', '=', community)
    .where('person_id', '=', person)
    .where('state', '=', 'open')
    .whereRef('told_at', '=', 'created_at')
    .executeTakeFirst();
  return found !== undefined;
}

/** As the system: ends what waits; answers who had asked. `person`: theirs alone. */
export const endRequests = async (
  tx: Transaction,
  of: { id: string } | { community: string; person?: string },
  state: Exclude<RequestState, 'open'>,
  at: Date,
  reason = '',
): Promise<string[]> => {
  let query = tx
    .updateTable('join_request')
    .set({ state, reason, decided_at: at })
    .where('state', '=', 'open')
    .returning('person_id');
  if ('id' in of) query = query.where('id', '=', of.id);
  else {
    query = query.where('community_id', '=', of.community);
    if (of.person !== undefined) query = query.where('person_id', '=', of.person);
  }
  return (await query.execute()).map(({ person_id }) => person_id);
};
