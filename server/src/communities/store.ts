import { sql } from 'kysely';
import type {
  Circle,
  Commenters,
  Degree,
  InvitationState,
  JoinRule,
  MembershipRole,
  RequestState,
  Visibility,
} from '@parvis/contracts';
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

type TimePlace = { at: string; id: string };

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

/** As the system: answers false where one waits already. What was taken back before is gone. */
export const addRequest = async (
  tx: Transaction,
  request: { id: string; community: string; person: string; audience: number; note: string; at: Date },
): Promise<boolean> => {
  await tx
    .deleteFrom('join_request')
    .where('community_id', '=', request.community)
    .where('person_id', '=', request.person)
    .where('state', '=', 'withdrawn')
    .execute();
  const added = await tx
    .insertInto('join_request')
    .values({
      id: request.id,
      community_id: request.community,
      person_id: request.person,
      audience_id: request.audience,
      note: request.note,
      created_at: request.at,
      decided_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
};

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

export type InvitationRow = {
  id: string;
  community_id: string;
  slug: string;
  name: string;
  purpose: string;
  visibility: Visibility;
  person_id: string;
  invited_by: string | null;
  note: string;
  state: InvitationState;
  created_at: Date;
  answered_at: Date | null;
};

const invitationColumns = sql`i.id, i.community_id, c.slug, c.name, c.purpose, c.visibility, i.person_id, i.invited_by, i.note,
  i.state, i.created_at, i.answered_at`;
const beforePlace = (before: TimePlace | undefined) =>
  before ? sql`(i.created_at, i.id) < (${before.at}::timestamptz, ${before.id}::uuid)` : sql`true`;

/** What waits for this person's answer, also to communities that they do not see. Newest first. */
export async function listOwnInvitations(
  tx: Transaction,
  person: string,
  { before, limit }: { before: TimePlace | undefined; limit: number },
): Promise<InvitationRow[]> {
  const { rows } = await sql<InvitationRow>`
    select ${invitationColumns} from invitation i join inviting_communities() c on c.id = i.community_id
    where i.person_id = ${person} and i.state = 'open' and ${beforePlace(before)}
    order by i.created_at desc, i.id desc limit ${limit}`.execute(tx);
  return rows;
}

/** What waits for an answer of those who were invited to a community that the viewer sees. Newest first. */
export async function listInvitationsTo(
  tx: Transaction,
  community: string,
  { before, limit }: { before: TimePlace | undefined; limit: number },
): Promise<InvitationRow[]> {
  const { rows } = await sql<InvitationRow>`
    select ${invitationColumns} from invitation i join community c on c.id = i.community_id
    where i.community_id = ${community} and i.state = 'open' and ${beforePlace(before)}
    order by i.created_at desc, i.id desc limit ${limit}`.execute(tx);
  return rows;
}

/** An invitation that the viewer may read, whatever became of it; of a community that they see, or are invited to. */
export async function findInvitation(tx: Transaction, id: string): Promise<InvitationRow | undefined> {
  const { rows } = await sql<InvitationRow>`
    select ${invitationColumns} from invitation i
    join (select id, slug, name, purpose, visibility from community
      union select id, slug, name, purpose, visibility from inviting_communities()) c on c.id = i.community_id
    where i.id = ${id}`.execute(tx);
  return rows[0];
}

/** As the system: the one that waits for this person, if any. */
export const findWaiting = async (tx: Transaction, community: string, person: string): Promise<string | undefined> => {
  const found = await tx
    .selectFrom('invitation')
    .where('community_id', '=', community)
    .where('person_id', '=', person)
    .where('state', '=', 'open')
    .select('id')
    .executeTakeFirst();
  return found?.id;
};

/** As the system. What was taken back before is gone. */
export const addInvitation = async (
  tx: Transaction,
  invitation: {
    id: string;
    community: string;
    person: string;
    by: string;
    audience: number;
    note: string;
    at: Date;
  },
): Promise<void> => {
  await tx
    .deleteFrom('invitation')
    .where('community_id', '=', invitation.community)
    .where('person_id', '=', invitation.person)
    .where('state', '=', 'withdrawn')
    .execute();
  await tx
    .insertInto('invitation')
    .values({
      id: invitation.id,
      community_id: invitation.community,
      person_id: invitation.person,
      invited_by: invitation.by,
      audience_id: invitation.audience,
      note: invitation.note,
      created_at: invitation.at,
      answered_at: null,
    })
    .execute();
};

/** As the system: ends what waits. Answers whether there was something. */
export const endInvitation = async (
  tx: Transaction,
  of: { id: string } | { community: string; person: string },
  state: Exclude<InvitationState, 'open'>,
  at: Date,
): Promise<boolean> => {
  let query = tx.updateTable('invitation').set({ state, answered_at: at }).where('state', '=', 'open');
  query =
    'id' in of
      ? query.where('id', '=', of.id)
      : query.where('community_id', '=', of.community).where('person_id', '=', of.person);
  return (await query.executeTakeFirst()).numUpdatedRows > 0n;
};
