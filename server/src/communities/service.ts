import { z } from 'zod';
import { type Community, type CommunityPage, Id } from '@parvis/contracts';
import { ownAudience } from '../audiences/index.ts';
import { type Transaction, elevated } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { Failure, notFound, readCursor, writeCursor } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { canJoin } from './policy.ts';
import { presentCommunity } from './present.ts';
import {
  type CommunityRow,
  addMember,
  countOtherStewards,
  findCommunity,
  listCommunities,
  removeMember,
  sortedBy,
} from './store.ts';

const Position = z.object({ name: z.string(), id: Id });

/** A community the viewer can see, or a failure that says that there is none. */
export async function requireCommunity(tx: Transaction, viewer: Viewer, idOrSlug: string): Promise<CommunityRow> {
  const community = await findCommunity(tx, viewer.person, idOrSlug);
  if (!community) throw notFound('community');
  return community;
}

export const showCommunity = ({ database }: Kernel, viewer: Viewer, idOrSlug: string): Promise<Community> =>
  database.transaction(viewer, async (tx) => presentCommunity(viewer, await requireCommunity(tx, viewer, idOrSlug)));

export const discover = (
  { database }: Kernel,
  viewer: Viewer,
  { member, cursor, limit }: { member?: 'true' | 'false'; cursor?: string; limit: number },
): Promise<CommunityPage> =>
  database.transaction(viewer, async (tx) => {
    const rows = await listCommunities(tx, viewer.person, {
      member: member && member === 'true',
      after: cursor === undefined ? undefined : readCursor(cursor, Position),
      limit: limit + 1,
    });
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map((row) => presentCommunity(viewer, row)),
      next:
        rows.length > limit && last
          ? writeCursor({ name: [...last.name].slice(0, sortedBy).join(''), id: last.id })
          : null,
    };
  });

export async function join(kernel: Kernel, viewer: Viewer, idOrSlug: string): Promise<Community> {
  const community = await kernel.database.transaction(viewer, async (tx) => {
    const community = await requireCommunity(tx, viewer, idOrSlug);
    if (community.role !== null) return community;
    if (!canJoin(viewer, community))
      throw new Failure('forbidden', `${community.name} is not joined freely: ask one of its stewards to let you in.`);
    const since = kernel.now();
    if (await addMember(tx, community.id, viewer.person, since))
      await record(kernel, tx, viewer, community, 'membership.started');
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
    await removeMember(tx, community.id, viewer.person);
    await record(kernel, tx, viewer, community, 'membership.ended');
    // Shown as it looks from outside; a secret one can no longer be asked for.
    return { ...community, role: null, since: null, member_count: community.member_count - 1 };
  });
  kernel.standings.forget(viewer.person);
  return presentCommunity(viewer, community);
}

/** Told to the person alone: who joins and leaves is nobody else's news. */
async function record(
  kernel: Kernel,
  tx: Transaction,
  viewer: Viewer,
  community: CommunityRow,
  type: 'membership.started' | 'membership.ended',
): Promise<void> {
  await recordEvent(tx, {
    type,
    at: kernel.now(),
    actor: viewer.person,
    audience: await ownAudience(kernel, tx, viewer),
    subject: { kind: 'community', id: community.id },
    community: community.id,
  });
}
