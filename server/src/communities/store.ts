import { sql } from 'kysely';
import type { Circle, Commenters, Degree, JoinRule, MembershipRole, Visibility } from '@parvis/contracts';
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
  default_commenters: Commenters;
  member_invites: boolean;
  member_count: number;
  audience_id: number;
  role: MembershipRole | null;
  since: Date | null;
  /** Of the person who asks: what waits for the stewards, and for themselves. */
  request_id: string | null;
  requested_at: Date | null;
  invitation_id: string | null;
};

const seen = (tx: Transaction, person: string) =>
  tx
    .selectFrom('community')
    .leftJoin('membership', (join) =>
      join.onRef('membership.community_id', '=', 'community.id').on('membership.person_id', '=', person),
    )
    .leftJoin('join_request', (join) =>
      join
        .onRef('join_request.community_id', '=', 'community.id')
        .on('join_request.person_id', '=', person)
        .on('join_request.state', '=', 'open'),
    )
    .leftJoin('invitation', (join) =>
      join
        .onRef('invitation.community_id', '=', 'community.id')
        .on('invitation.person_id', '=', person)
        .on('invitation.state', '=', 'open'),
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
      'community.default_commenters',
      'community.member_invites',
      'community.member_count',
      'community.audience_id',
      'membership.role',
      'membership.since',
      'join_request.id as request_id',
      'join_request.created_at as requested_at',
      'invitation.id as invitation_id',
    ]);

/** By id or slug. */
export const findCommunity = (tx: Transaction, person: string, idOrSlug: string): Promise<CommunityRow | undefined> =>
  seen(tx, person)
    .where(isUuid(idOrSlug) ? 'community.id' : 'community.slug', '=', idOrSlug)
    .executeTakeFirst();

/** Of these communities, those that the viewer may know of, as they are named. */
export const findPlaces = async (
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, { id: string; slug: string; name: string }>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('community')
    .where('id', 'in', [...ids])
    .select(['id', 'slug', 'name'])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
};

/** Characters of a name that put it in its place in the list; ids do the rest. They keep cursors short. */
export const sortedBy = 40;

/** By name, after `after`; with words, those that have each of them in their name or purpose. */
export const listCommunities = (
  tx: Transaction,
  person: string,
  {
    member,
    words = [],
    after,
    limit,
  }: { member?: boolean; words?: readonly string[]; after?: { name: string; id: string }; limit: number },
): Promise<CommunityRow[]> => {
  const place = sql`left(lower(community.name), ${sql.lit(sortedBy)})`;
  let query = seen(tx, person);
  if (member !== undefined) query = query.where('membership.person_id', member ? 'is not' : 'is', null);
  for (const word of words)
    query = query.where(sql<boolean>`strpos(plain(community.name || ' ' || community.purpose), plain(${word})) > 0`);
  if (after)
    query = query.where(
      sql<boolean>`(${place}, community.id) > (left(lower(${after.name}), ${sql.lit(sortedBy)}), ${after.id}::uuid)`,
    );
  return query.orderBy(place).orderBy('community.id').limit(limit).execute();
};

/** As the system: whether somebody, who may have changed since they were asked or asked, is of a circle that it lets in. */
export const isLetIn = async (tx: Transaction, community: string, person: string): Promise<boolean> => {
  const { rows } = await sql`
    select from community c join person p on p.id = ${person}::uuid
    where c.id = ${community}::uuid and p.circle = any (c.circles) and p.departed_at is null`.execute(tx);
  return rows.length > 0;
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

/** Answers false when they were none. */
export const removeMember = async (tx: Transaction, community: string, person: string): Promise<boolean> => {
  const removed = await tx
    .deleteFrom('membership')
    .where('community_id', '=', community)
    .where('person_id', '=', person)
    .executeTakeFirst();
  return removed.numDeletedRows > 0n;
};

/**
 * Stewards beside this person; beyond what the person may read, so the caller asks as the system. Whoever asks next waits
 * for the end of this transaction, so that two stewards do not leave to each other.
 */
export const countOtherStewards = async (tx: Transaction, community: string, person: string): Promise<number> => {
  await lockCommunity(tx, community);
  const { others } = await tx
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .where('person.departed_at', 'is', null)
    .where('membership.community_id', '=', community)
    .where('membership.role', '=', 'steward')
    .where('membership.person_id', '!=', person)
    .select((eb) => eb.fn.countAll<number>().as('others'))
    .executeTakeFirstOrThrow();
  return Number(others);
};

/** As the system: what is decided about members of a community, or about itself, is decided one after the other. */
export const lockCommunity = async (tx: Transaction, id: string): Promise<void> => {
  await tx.selectFrom('community').where('id', '=', id).select('id').forNoKeyUpdate().execute();
};

/** As the system: nothing is decided about its members until this transaction ends; others may hold it too. */
export const holdCommunity = async (tx: Transaction, id: string): Promise<void> => {
  await tx.selectFrom('community').where('id', '=', id).select('id').forShare().execute();
};

/** As the system: the role that somebody has at this moment; undefined for those outside. */
export const findRole = async (
  tx: Transaction,
  community: string,
  person: string,
): Promise<MembershipRole | undefined> => {
  const found = await tx
    .selectFrom('membership')
    .where('community_id', '=', community)
    .where('person_id', '=', person)
    .select('role')
    .executeTakeFirst();
  return found?.role;
};

export const setRole = async (
  tx: Transaction,
  community: string,
  person: string,
  role: MembershipRole,
): Promise<void> => {
  await tx
    .updateTable('membership')
    .set({ role })
    .where('community_id', '=', community)
    .where('person_id', '=', person)
    .execute();
};

/** As the system: the audience of its stewards. */
export const findDesk = async (tx: Transaction, community: string): Promise<number> => {
  const { id } = await tx
    .selectFrom('audience')
    .where('kind', '=', 'desk')
    .where('community_id', '=', community)
    .select('id')
    .executeTakeFirstOrThrow();
  return id;
};

export type MemberRow = {
  person_id: string;
  name: string;
  photo: string | null;
  circle: Circle;
  departed_at: Date | null;
  open: boolean;
  role: MembershipRole;
  since: Date;
  rank: number;
  place: string;
};

export type MemberPlace = { rank: number; name: string; id: string };

export async function listMembers(
  tx: Transaction,
  community: string,
  { after, limit }: { after: MemberPlace | undefined; limit: number },
): Promise<MemberRow[]> {
  const from = after ?? { rank: -1, name: '', id: '00000000-0000-0000-0000-000000000000' };
  const { rows } = await sql<MemberRow>`
    select * from community_members(${community}::uuid, ${from.rank}::int, ${from.name}, ${from.id}::uuid, ${limit}::int)`.execute(
    tx,
  );
  return rows;
}

export type NewCommunity = Pick<
  CommunityRow,
  | 'id'
  | 'slug'
  | 'name'
  | 'purpose'
  | 'tone'
  | 'visibility'
  | 'join_rule'
  | 'circles'
  | 'default_degree'
  | 'default_commenters'
  | 'member_invites'
>;

/** As the system. The reference to its audience, which may name the community itself, is checked at the end. */
export const addCommunity = async (tx: Transaction, community: NewCommunity, at: Date): Promise<void> => {
  await tx
    .insertInto('community')
    .values({ ...community, created_at: at, audience_id: 0 })
    .execute();
};

export type CommunityChange = Partial<Omit<NewCommunity, 'id' | 'slug' | 'circles'> & { audience_id: number }>;

export const changeCommunity = async (tx: Transaction, id: string, change: CommunityChange): Promise<void> => {
  await tx.updateTable('community').set(change).where('id', '=', id).execute();
};

/** As the system. */
export const addSteward = async (tx: Transaction, community: string, person: string, since: Date): Promise<void> => {
  await tx
    .insertInto('membership')
    .values({ community_id: community, person_id: person, role: 'steward', since })
    .execute();
};
