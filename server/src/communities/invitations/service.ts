import type { Invitation, InvitationCreate, InvitationPage } from '@parvis/contracts';
import { type Transaction, elevated } from '../../kernel/database/index.ts';
import { Failure, createOnce, notFound, pageOf, readTimePlace, timePosition } from '../../kernel/http/index.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Viewer } from '../../kernel/viewer/index.ts';
import { findBylines, requireProfile } from '../../people/index.ts';
import { requireGoodStanding } from '../../statements/index.ts';
import { canInvite, canManage } from '../policy.ts';
import { presentInvitation } from '../present.ts';
import { lockFor, requireCommunity, requireManaged, settleWaiting } from '../access.ts';
import { addMember, findCommunity, findDesk, findRole, isLetIn, lockCommunity } from '../store.ts';
import { tellMembership } from '../tell.ts';
import {
  type InvitationRow,
  addInvitation,
  endInvitation,
  findDeclined,
  findInvitation,
  findWaiting,
  listInvitationsTo,
  listOwnInvitations,
} from './store.ts';

type Paged = { cursor?: string; limit: number };

async function present(
  tx: Transaction,
  viewer: Viewer,
  rows: readonly InvitationRow[],
  manages: boolean,
): Promise<Invitation[]> {
  const people = await findBylines(tx, [
    ...new Set(rows.flatMap(({ person_id, invited_by }) => (invited_by ? [person_id, invited_by] : [person_id]))),
  ]);
  return rows.map((row) => presentInvitation(viewer, row, people, { manages }));
}

async function page(
  tx: Transaction,
  viewer: Viewer,
  rows: readonly InvitationRow[],
  limit: number,
  manages: boolean,
): Promise<InvitationPage> {
  const { shown, next } = pageOf(rows, limit, (last) => timePosition(last.created_at, last.id));
  return { items: await present(tx, viewer, shown, manages), next };
}

const paging = ({ cursor, limit }: Paged) => ({ before: readTimePlace(cursor), limit: limit + 1 });

export const listOwn = ({ database }: Kernel, viewer: Viewer, paged: Paged): Promise<InvitationPage> =>
  database.transaction(viewer, async (tx) =>
    page(tx, viewer, await listOwnInvitations(tx, viewer.person, paging(paged)), paged.limit, false),
  );

export const listWaiting = (
  { database }: Kernel,
  viewer: Viewer,
  idOrSlug: string,
  paged: Paged,
): Promise<InvitationPage> =>
  database.transaction(viewer, async (tx) => {
    const { id } = await requireManaged(tx, viewer, idOrSlug);
    return page(tx, viewer, await listInvitationsTo(tx, id, paging(paged)), paged.limit, true);
  });

/** Days after which somebody who declined may be asked once more; who declines twice is asked no more. */
const again = 30;

function refuseAgain(
  { times, last }: { times: number; last: Date | null },
  guest: string,
  community: string,
  at: Date,
) {
  if (!last) return;
  if (times > 1)
    throw new Failure(
      'conflict',
      `${guest} has declined twice to come to ${community}: it is for them to join or to ask now.`,
      { errors: [{ path: 'person', message: 'has declined twice' }] },
    );
  const from = new Date(last.getTime() + again * 24 * 60 * 60_000);
  if (at < from)
    throw new Failure(
      'conflict',
      `${guest} has declined to come to ${community}: they can be invited once more from ${from.toISOString().slice(0, 10)}.`,
      { errors: [{ path: 'person', message: 'has declined' }] },
    );
}

/** Whom the inviter cannot see is nobody; who is of another circle is let in nowhere else. Inviting twice is inviting once. */
export const invite = (
  kernel: Kernel,
  viewer: Viewer,
  idOrSlug: string,
  input: InvitationCreate,
  key: string | undefined,
): Promise<Invitation> =>
  kernel.database.transaction(viewer, async (tx) => {
    const community = await requireCommunity(tx, viewer, idOrSlug);
    if (!canInvite(community))
      throw new Failure(
        'forbidden',
        community.role === null
          ? `Only those who belong to ${community.name} invite to it.`
          : `In ${community.name} the stewards invite: tell one of them whom you think of.`,
      );
    const at = kernel.now();
    // A word to whom one invites is read as any other; an invitation without one is a mark.
    if (input.note !== '') await requireGoodStanding(tx, viewer, community.id, at);
    const guest = await requireProfile(tx, input.person);
    const refuse = (message: string) =>
      new Failure('invalid-request', `${guest.name} cannot be invited to ${community.name}: ${message}.`, {
        errors: [{ path: 'person', message }],
      });
    if (guest.departed_at) throw refuse('they have left the company');
    if (!community.circles.includes(guest.circle)) throw refuse(`it lets nobody in of the circle '${guest.circle}'`);
    const creation = { key, request: { operation: 'createInvitation', community: community.id, input }, now: at };
    const { id } = await createOnce(tx, viewer, creation, kernel.newId(), async (id) => {
      // Rule: whoever may invite makes the community known to whom they invite, and to nobody else.
      await elevated(tx, async () => {
        await lockFor(tx, viewer, community, canInvite);
        if (await findRole(tx, community.id, guest.id))
          throw new Failure('conflict', `${guest.name} is a member of ${community.name} already.`);
        if (await findWaiting(tx, community.id, guest.id))
          throw new Failure('conflict', `${guest.name} is invited to ${community.name} already.`);
        refuseAgain(await findDeclined(tx, community.id, guest.id), guest.name, community.name, at);
        const audience = await findDesk(tx, community.id);
        await addInvitation(tx, {
          ...{ id, community: community.id, person: guest.id, by: viewer.person },
          ...{ audience, note: input.note, at },
        });
        await tellMembership(tx, {
          ...{ type: 'invitation.created', community: community.id, at },
          ...{ person: guest.id, actor: viewer.person },
        });
      });
    });
    const row = await findInvitation(tx, id);
    if (!row) throw notFound('invitation');
    const [shown] = await present(tx, viewer, [row], canManage(community));
    return shown!;
  });

/** The answer is the invitee's alone to give. */
export async function answer(kernel: Kernel, viewer: Viewer, id: string, accept: boolean): Promise<Invitation> {
  const shown = await kernel.database.transaction(viewer, async (tx) => {
    const row = await findInvitation(tx, id);
    if (!row) throw notFound('invitation');
    if (row.person_id !== viewer.person)
      throw new Failure('forbidden', 'Only whoever is invited answers an invitation.');
    const at = kernel.now();
    const wanted = accept ? 'accepted' : 'declined';
    const { community_id: community, person_id: person } = row;
    // Rule: an invitation that waits lets in whoever it is for.
    const settled = await elevated(tx, async () => {
      await lockCommunity(tx, community);
      if (accept && row.state === 'open' && !(await isLetIn(tx, community, person)))
        throw new Failure('conflict', `${row.name} lets nobody in of your circle: decline the invitation.`);
      if (!(await endInvitation(tx, { id }, wanted, at))) return false;
      await tellMembership(tx, { type: `invitation.${wanted}`, community, person, actor: person, at });
      if (!accept) return true;
      if (await addMember(tx, community, person, at))
        await tellMembership(tx, { type: 'membership.started', community, person, actor: person, at });
      await settleWaiting(tx, community, person, at);
      return true;
    });
    if (!settled && row.state !== wanted)
      throw new Failure('conflict', `This invitation is no longer open: it was ${row.state}.`);
    // As it was read: a community that is secret is not seen by whoever declined.
    const [shown] = await present(tx, viewer, [{ ...row, state: wanted, answered_at: row.answered_at ?? at }], false);
    return shown!;
  });
  kernel.standings.forget(viewer.person);
  return shown;
}

/** By whoever invited, and by the stewards. */
export const withdraw = (kernel: Kernel, viewer: Viewer, id: string): Promise<Invitation> =>
  kernel.database.transaction(viewer, async (tx) => {
    const row = await findInvitation(tx, id);
    if (!row) throw notFound('invitation');
    const community = await findCommunity(tx, viewer.person, row.community_id);
    const manages = community !== undefined && canManage(community);
    if (!manages && row.invited_by !== viewer.person)
      throw new Failure('forbidden', 'Whoever invited, or a steward, takes an invitation back. You can decline it.');
    if (row.state !== 'open' && row.state !== 'withdrawn')
      throw new Failure('conflict', `This invitation is no longer open: it was ${row.state}.`);
    const at = kernel.now();
    // Rule: what was offered and not answered can be taken back.
    await elevated(tx, async () => {
      await lockCommunity(tx, row.community_id);
      if (await endInvitation(tx, { id }, 'withdrawn', at))
        await tellMembership(tx, {
          ...{ type: 'invitation.withdrawn', community: row.community_id, at },
          ...{ person: row.person_id, actor: viewer.person },
        });
    });
    const [shown] = await present(
      tx,
      viewer,
      [{ ...row, state: 'withdrawn', answered_at: row.answered_at ?? at }],
      manages,
    );
    return shown!;
  });
