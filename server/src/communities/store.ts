import { sql } from 'kysely';
import type { Circle, Degree, JoinRule, MembershipRole, Visibility } from '@parvis/contracts';
import { type Transaction, isUuid } from '../kernel/database/index.ts';

export type CommunityRow = {
  id: string;
  slug: string;
  name: string;
  purpose: string;
  tone: string;
  visibility: Visibility;
  join_rule: JoinRule;
  circles: Circle[];
  default_degree: Degree;
  member_count: number;
  audience_id: number;
  role: MembershipRole | null;
  since: Date | null;
};

const seen = (tx: Transaction, person: string) =>
  tx
    .selectFrom('community')
    .leftJoin('membership', (join) =>
      join.onRef('membership.community_id', '=', 'community.id').on('membership.person_id', '=', person),
    )
    .select([
      'community.id',
      'community.slug',
      'community.name',
      'community.purpose',
      'community.tone',
      'community.visibility',
      'community.join_rule',
      'community.circles',
      'community.default_degree',
      'community.member_count',
      'community.audience_id',
      'membership.role',
      'membership.since',
    ]);

/** By id or slug. */
export const findCommunity = (tx: Transaction, person: string, idOrSlug: string): Promise<CommunityRow | undefined> =>
  seen(tx, person)
    .where(isUuid(idOrSlug) ? 'community.id' : 'community.slug', '=', idOrSlug)
    .executeTakeFirst();

/** Characters of a name that put it in its place in the list; ids do the rest. They keep cursors short. */
export const sortedBy = 40;

/** By name, after `after`. */
export const listCommunities = (
  tx: Transaction,
  person: string,
  { member, after, limit }: { member?: boolean; after?: { name: string; id: string }; limit: number },
): Promise<CommunityRow[]> => {
  const place = sql`left(lower(community.name), ${sql.lit(sortedBy)})`;
  let query = seen(tx, person);
  if (member !== undefined) query = query.where('membership.person_id', member ? 'is not' : 'is', null);
  if (after)
    query = query.where(
      sql<boolean>`(${place}, community.id) > (left(lower(${after.name}), ${sql.lit(sortedBy)}), ${after.id}::uuid)`,
    );
  return query.orderBy(place).orderBy('community.id').limit(limit).execute();
};

/** Answers false when the person was a member already. */
export const addMember = async (tx: Transaction, community: string, person: string, since: Date): Promise<boolean> => {
  const added = await tx
    .insertInto('membership')
    .values({ community_id: community, person_id: person, since })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
};

export const removeMember = async (tx: Transaction, community: string, person: string): Promise<void> => {
  await tx.deleteFrom('membership').where('community_id', '=', community).where('person_id', '=', person).execute();
};

/**
 * Stewards beside this person; beyond what the person may read, so the caller asks as the system. Whoever asks next waits
 * for the end of this transaction, so that two stewards do not leave to each other.
 */
export const countOtherStewards = async (tx: Transaction, community: string, person: string): Promise<number> => {
  await tx.selectFrom('community').where('id', '=', community).select('id').forUpdate().execute();
  const { others } = await tx
    .selectFrom('membership')
    .where('community_id', '=', community)
    .where('role', '=', 'steward')
    .where('person_id', '!=', person)
    .select((eb) => eb.fn.countAll<number>().as('others'))
    .executeTakeFirstOrThrow();
  return Number(others);
};
