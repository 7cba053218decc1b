import { sql } from 'kysely';
import type { InvitationState, Visibility } from '@parvis/contracts';
import type { TimePlace, Transaction } from '../../kernel/database/index.ts';

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

/** As the system: how often this person declined to come here, and when last. */
export async function findDeclined(
  tx: Transaction,
  community: string,
  person: string,
): Promise<{ times: number; last: Date | null }> {
  const { rows } = await sql<{ times: number; last: Date | null }>`
    select count(*)::int as times, max(answered_at) as last from invitation
    where community_id = ${community}::uuid and person_id = ${person}::uuid and state = 'declined'`.execute(tx);
  return rows[0]!;
}

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
