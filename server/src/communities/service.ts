import { z } from 'zod';
import { type Community, type CommunityCreate, type CommunityPage, type CommunityUpdate, Id } from '@parvis/contracts';
import { type Addressed, findOrAddShared, holdsShared } from '../audiences/index.ts';
import { elevated } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { Failure, createOnce, pageOf, readCursor } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { requireGoodStanding } from '../statements/index.ts';
import { lockFor, requireCommunity, requireManaged, settleWaiting } from './access.ts';
import { canBecome, canFound, canJoin } from './policy.ts';
import { presentCommunity } from './present.ts';
import { endRequests } from './requests/store.ts';
import {
  type CommunityRow,
  addCommunity,
  addMember,
  addSteward,
  changeCommunity,
  countOtherStewards,
  listCommunities,
  removeMember as endMembership,
  sortedBy,
} from './store.ts';
import { tellMembership } from './tell.ts';

export {
  answer as answerInvitation,
  invite,
  listOwn as listInvitations,
  listWaiting as listCommunityInvitations,
  withdraw as withdrawInvitation,
} from './invitations/service.ts';
export { name as nameMember, remove as removeMember, showMembers } from './members.ts';
export {
  decide as decideRequest,
  listOwn as listRequests,
  listWaiting as listCommunityRequests,
  request as requestMembership,
  withdraw as withdrawRequest,
} from './requests/service.ts';

const Position = z.object({ name: z.string(), id: Id });
/** Words of a search that count; more make it no clearer. */
const mostWords = 8;

export const showCommunity = ({ database }: Kernel, viewer: Viewer, idOrSlug: string): Promise<Community> =>
  database.transaction(viewer, async (tx) => presentCommunity(viewer, await requireCommunity(tx, viewer, idOrSlug)));

export const discover = (
  { database }: Kernel,
  viewer: Viewer,
  { member, q = '', cursor, limit }: { member?: 'true' | 'false'; q?: string; cursor?: string; limit: number },
): Promise<CommunityPage> =>
  database.transaction(viewer, async (tx) => {
    const rows = await listCommunities(tx, viewer.person, {
      member: member && member === 'true',
      words: q.split(/\s+/).filter(Boolean).slice(0, mostWords),
      after: cursor === undefined ? undefined : readCursor(cursor, Position),
      limit: limit + 1,
    });
    const { shown, next } = pageOf(rows, limit, ({ name, id }) => ({
      name: [...name].slice(0, sortedBy).join(''),
      id,
    }));
    return { items: shown.map((row) => presentCommunity(viewer, row)), next };
  });

export async function join(kernel: Kernel, viewer: Viewer, idOrSlug: string): Promise<Community> {
  const community = await kernel.database.transaction(viewer, async (tx) => {
    const community = await requireCommunity(tx, viewer, idOrSlug);
    if (community.role !== null) return community;
    if (!canJoin(viewer, community))
      throw new Failure('forbidden', `${community.name} is not joined freely: ask one of its stewards to let you in.`);
    const at = kernel.now();
    if (await addMember(tx, community.id, viewer.person, at))
      // Rule: whoever joins is told in their own audience, and the stewards in theirs; what they waited for is over.
      await elevated(tx, async () => {
        await settleWaiting(tx, community.id, viewer.person, at);
        await tellMembership(tx, {
          ...{ type: 'membership.started', community: community.id, at },
          ...{ person: viewer.person, actor: viewer.person },
        });
      });
    return requireCommunity(tx, viewer, community.id);
  });
  kernel.standings.forget(viewer.person);
  return presentCommunity(viewer, community);
}

export async function leave(kernel: Kernel, viewer: Viewer, idOrSlug: string): Promise<Community> {
  const community = await kernel.database.transaction(viewer, async (tx) => {
    const community = await requireCommunity(tx, viewer, idOrSlug);
    if (community.role === null) return community;
    // A steward may leave only when another stays: whether there is one is not the viewer's to read, only to be told.
    if (
      community.role === 'steward' &&
      (await elevated(tx, () => countOtherStewards(tx, community.id, viewer.person))) === 0
    )
      throw new Failure(
        'conflict',
        `You are the only steward of ${community.name}: name another one before you leave.`,
      );
    const at = kernel.now();
    if (await endMembership(tx, community.id, viewer.person))
      // Rule: whoever leaves is told in their own audience, and the stewards in theirs.
      await elevated(tx, () =>
        tellMembership(tx, {
          ...{ type: 'membership.ended', community: community.id, at },
          ...{ person: viewer.person, actor: viewer.person },
        }),
      );
    // Shown as it looks from outside; a secret one can no longer be asked for.
    return { ...community, role: null, since: null, member_count: community.member_count - 1 };
  });
  kernel.standings.forget(viewer.person);
  return presentCommunity(viewer, community);
}

/** Characters of a slug that say the name; what comes after them says nothing of other communities. */
const slugLength = 60;
const suffixLength = 4;

/** No two are the same by chance, so that none tells that another, which may be secret, exists. */
function slugOf(name: string, id: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, slugLength)
    .replace(/^-+|-+$/g, '');
  return [plain, id.replaceAll('-', '').slice(-suffixLength)].filter(Boolean).join('-');
}

/** Who knows of a community: for a secret one its members, otherwise everybody whom it may let in. */
const knownBy = ({
  id,
  visibility,
  circles,
}: Pick<CommunityRow, 'id' | 'visibility' | 'circles'>): Addressed & { degree: 'C0' } => ({
  community: visibility === 'secret' ? id : null,
  circles,
  degree: 'C0',
});

export async function found(
  kernel: Kernel,
  viewer: Viewer,
  input: CommunityCreate,
  key: string | undefined,
): Promise<Community> {
  const community = await kernel.database.transaction(viewer, async (tx) => {
    if (!canFound(viewer, kernel.settings.founders))
      throw new Failure(
        'forbidden',
        kernel.settings.founders === 'admins'
          ? 'Communities are founded by administrators: tell one of them what is missing.'
          : 'Only employees found communities.',
      );
    if (!input.circles.includes(viewer.circle))
      throw new Failure('invalid-request', `Your own circle, '${viewer.circle}', must be among those let in.`, {
        errors: [{ path: 'circles', message: 'without your own' }],
      });
    const at = kernel.now();
    const creation = { key, request: { operation: 'createCommunity', input }, now: at };
    const { id, replayed } = await createOnce(tx, viewer, creation, kernel.newId(), async (id) => {
      const row = {
        ...{ id, slug: slugOf(input.name, id), name: input.name, purpose: input.purpose, tone: input.tone },
        ...{ visibility: input.visibility, join_rule: input.joinRule, circles: [...new Set(input.circles)].sort() },
        ...{ default_degree: input.defaultDegree, default_commenters: input.defaultCommenters },
        member_invites: input.memberInvites,
      };
      // Rule: whoever the settings let found a community is its first steward.
      await elevated(tx, async () => {
        await addCommunity(tx, row, at);
        await addSteward(tx, id, viewer.person, at);
        const audience = await findOrAddShared(tx, knownBy(row));
        await changeCommunity(tx, id, { audience_id: audience });
        await recordEvent(tx, {
          ...{ type: 'community.created', at, actor: viewer.person, audience, community: id },
          subject: { kind: 'community', id },
        });
      });
      // Held from now on, in this transaction too.
      await holdsShared(tx, viewer, { community: id, circles: row.circles, degree: 'C0' });
    });
    const shown = await requireCommunity(tx, viewer, id);
    return { shown, replayed };
  });
  if (!community.replayed) kernel.standings.forgetAll();
  return presentCommunity(viewer, community.shown);
}

export async function change(
  kernel: Kernel,
  viewer: Viewer,
  idOrSlug: string,
  input: CommunityUpdate,
): Promise<Community> {
  const community = await kernel.database.transaction(viewer, async (tx) => {
    const { id, circles, name } = await requireManaged(tx, viewer, idOrSlug);
    const at = kernel.now();
    await requireGoodStanding(tx, viewer, id, at);
    // Rule: stewards say what their community is; whoever may know of it, before or now, is told that it changed.
    await elevated(tx, async () => {
      // As it is by now: another steward may have closed it meanwhile.
      const before = await lockFor(tx, viewer, { id, name });
      if (input.visibility && !canBecome(before.visibility, input.visibility))
        throw new Failure(
          'conflict',
          `What was written in ${before.name} is for its members: it cannot be opened. Found an open community instead.`,
        );
      const visibility = input.visibility ?? before.visibility;
      const audience = await findOrAddShared(tx, knownBy({ ...before, visibility }));
      await changeCommunity(tx, id, {
        ...(input.name !== undefined && { name: input.name }),
        ...(input.purpose !== undefined && { purpose: input.purpose }),
        ...(input.tone !== undefined && { tone: input.tone }),
        ...(input.joinRule !== undefined && { join_rule: input.joinRule }),
        ...(input.defaultDegree !== undefined && { default_degree: input.defaultDegree }),
        ...(input.defaultCommenters !== undefined && { default_commenters: input.defaultCommenters }),
        ...(input.memberInvites !== undefined && { member_invites: input.memberInvites }),
        ...{ visibility, audience_id: audience },
      });
      for (const told of new Set([before.audience_id, audience]))
        await recordEvent(tx, {
          ...{ type: 'community.updated', at, actor: viewer.person, audience: told, community: id },
          subject: { kind: 'community', id },
        });
      // Those who asked cannot know of it any longer.
      if (visibility === 'secret' && before.visibility !== 'secret')
        for (const person of await endRequests(tx, { community: id }, 'withdrawn', at))
          await tellMembership(tx, { type: 'request.withdrawn', community: id, person, actor: viewer.person, at });
    });
    await holdsShared(tx, viewer, { community: id, circles, degree: 'C0' });
    return requireCommunity(tx, viewer, id);
  });
  kernel.standings.forgetAll();
  return presentCommunity(viewer, community);
}
