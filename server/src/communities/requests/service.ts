import type { Community, MembershipRequest, MembershipRequestPage, RequestDecision } from '@parvis/contracts';
import { type Transaction, elevated } from '../../kernel/database/index.ts';
import { Failure, notFound, pageOf, readTimePlace, timePosition } from '../../kernel/http/index.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Viewer } from '../../kernel/viewer/index.ts';
import { findBylines } from '../../people/index.ts';
import { canManage, canRequest } from '../policy.ts';
import { presentCommunity, presentRequest } from '../present.ts';
import { lockFor, requireCommunity, requireManaged, settleWaiting } from '../access.ts';
import { addMember, findCommunity, findDesk, isLetIn } from '../store.ts';
import { tellMembership } from '../tell.ts';
import { type RequestRow, addRequest, endRequests, findRequest, isTold, listRequests } from './store.ts';

type Paged = { cursor?: string; limit: number };

/** Asking twice is asking once. */
export const request = (kernel: Kernel, viewer: Viewer, idOrSlug: string, note: string): Promise<Community> =>
  kernel.database.transaction(viewer, async (tx) => {
    const community = await requireCommunity(tx, viewer, idOrSlug);
    if (community.role !== null)
      throw new Failure('conflict', `You are a member of ${community.name} already: there is nothing to ask for.`);
    if (community.request_id !== null) return presentCommunity(viewer, community);
    if (!canRequest(viewer, community))
      throw new Failure(
        'forbidden',
        community.join_rule === 'free'
          ? `${community.name} is joined freely: join it.`
          : `${community.name} lets in only those whom it invites.`,
      );
    const at = kernel.now();
    // Rule: what somebody asks is read by themselves and by the stewards.
    await elevated(tx, async () => {
      const asked = {
        ...{ id: kernel.newId(), community: community.id, person: viewer.person, note, at },
        audience: await findDesk(tx, community.id),
      };
      const added = await addRequest(tx, asked);
      if (added)
        await tellMembership(tx, {
          ...{ type: 'request.created', community: community.id, at },
          ...{ person: viewer.person, actor: viewer.person, stewards: added.tell },
        });
    });
    return presentCommunity(viewer, await requireCommunity(tx, viewer, community.id));
  });

export const withdraw = (kernel: Kernel, viewer: Viewer, idOrSlug: string): Promise<Community> =>
  kernel.database.transaction(viewer, async (tx) => {
    const community = await requireCommunity(tx, viewer, idOrSlug);
    if (community.request_id === null) return presentCommunity(viewer, community);
    const at = kernel.now();
    // Rule: one's own wish is one's own to take back.
    await elevated(tx, async () => {
      const stewards = await isTold(tx, community.id, viewer.person);
      const [person] = await endRequests(tx, { community: community.id, person: viewer.person }, 'withdrawn', at);
      if (person)
        await tellMembership(tx, {
          ...{ type: 'request.withdrawn', community: community.id, at },
          ...{ person, actor: person, stewards },
        });
    });
    return presentCommunity(viewer, await requireCommunity(tx, viewer, community.id));
  });

async function page(
  tx: Transaction,
  viewer: Viewer,
  of: { community: string } | { person: string },
  { cursor, limit }: Paged,
): Promise<MembershipRequestPage> {
  const rows = await listRequests(tx, of, { before: readTimePlace(cursor), limit: limit + 1 });
  const { shown, next } = pageOf(rows, limit, (last) => timePosition(last.created_at, last.id));
  const people = await findBylines(
    tx,
    shown.map(({ person_id }) => person_id),
  );
  return {
    items: shown.map((row) => presentRequest(viewer, row, people, { decides: 'community' in of })),
    next,
  };
}

export const listOwn = ({ database }: Kernel, viewer: Viewer, paged: Paged): Promise<MembershipRequestPage> =>
  database.transaction(viewer, (tx) => page(tx, viewer, { person: viewer.person }, paged));

export const listWaiting = (
  { database }: Kernel,
  viewer: Viewer,
  idOrSlug: string,
  paged: Paged,
): Promise<MembershipRequestPage> =>
  database.transaction(viewer, async (tx) => {
    const { id } = await requireManaged(tx, viewer, idOrSlug);
    return page(tx, viewer, { community: id }, paged);
  });

async function present(tx: Transaction, viewer: Viewer, row: RequestRow): Promise<MembershipRequest> {
  return presentRequest(viewer, row, await findBylines(tx, [row.person_id]), { decides: true });
}

export async function decide(
  kernel: Kernel,
  viewer: Viewer,
  id: string,
  input: RequestDecision,
): Promise<MembershipRequest> {
  const { shown, person } = await kernel.database.transaction(viewer, async (tx) => {
    const asked = await findRequest(tx, id);
    const community = asked && (await findCommunity(tx, viewer.person, asked.community_id));
    if (!asked || !community) throw notFound('request');
    if (!canManage(community)) throw new Failure('forbidden', `Only stewards of ${community.name} decide this.`);
    if (input.decision === 'refuse' && input.reason === '')
      throw new Failure('invalid-request', 'Whoever is refused is told why: write a reason.', {
        errors: [{ path: 'reason', message: 'missing' }],
      });
    const at = kernel.now();
    const person = asked.person_id;
    const wanted = input.decision === 'approve' ? 'approved' : 'refused';
    // Rule: a steward decides what was asked of their community, once; the first decision stands.
    await elevated(tx, async () => {
      await lockFor(tx, viewer, community);
      const now = await findRequest(tx, id);
      if (now?.state === wanted) return;
      if (now?.state !== 'open')
        throw new Failure('conflict', `This request is no longer open: it was ${now?.state ?? 'deleted'}.`);
      if (wanted === 'approved' && !(await isLetIn(tx, community.id, person)))
        throw new Failure('conflict', `${community.name} lets in nobody who is what they are now: refuse the request.`);
      await endRequests(tx, { id }, wanted, at, wanted === 'refused' ? input.reason : '');
      await tellMembership(tx, {
        ...{ type: `request.${wanted}`, community: community.id, at },
        ...{ person, actor: viewer.person },
      } as const);
      if (wanted === 'refused') return;
      if (await addMember(tx, community.id, person, at))
        await tellMembership(tx, {
          ...{ type: 'membership.started', community: community.id, at },
          ...{ person, actor: viewer.person },
        });
      await settleWaiting(tx, community.id, person, at);
    });
    const decided = await findRequest(tx, id);
    if (!decided) throw notFound('request');
    return { shown: await present(tx, viewer, decided), person };
  });
  kernel.standings.forget(person);
  return shown;
}
