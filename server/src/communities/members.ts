import { z } from 'zod';
import { type Community, Id, type MemberPage, type MembershipRole } from '@parvis/contracts';
import { type Transaction, elevated } from '../kernel/database/index.ts';
import { Failure, notFound, pageOf, readCursor } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { type Head, appendRecord, logHead } from '../record/index.ts';
import { canSeeMembers } from './policy.ts';
import { presentCommunity, presentMember } from './present.ts';
import { lockFor, requireCommunity, requireManaged } from './access.ts';
import { type CommunityRow, countOtherStewards, findRole, listMembers, removeMember, setRole } from './store.ts';
import { tellMembership } from './tell.ts';

const Position = z.tuple([z.number().int().min(0).max(1), z.string(), Id]);

export const showMembers = (
  { database }: Kernel,
  viewer: Viewer,
  idOrSlug: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<MemberPage> =>
  database.transaction(viewer, async (tx) => {
    const community = await requireCommunity(tx, viewer, idOrSlug);
    if (!canSeeMembers(community))
      throw new Failure('forbidden', `Who belongs to ${community.name} is for its members to see.`);
    const from = cursor === undefined ? undefined : readCursor(cursor, Position);
    const rows = await listMembers(tx, community.id, {
      after: from && { rank: from[0], name: from[1], id: from[2] },
      limit: limit + 1,
    });
    const { shown, next } = pageOf(rows, limit, (last) => [last.rank, last.place, last.person_id]);
    return { items: shown.map((row) => presentMember(viewer, community, row)), next };
  });

/** What stewards do to a membership is in the record: it ends what somebody may read, or gives power over others. */
async function decideOn(
  kernel: Kernel,
  viewer: Viewer,
  { idOrSlug, person }: { idOrSlug: string; person: string },
  deed: (tx: Transaction, community: CommunityRow, role: MembershipRole, at: Date) => Promise<Head | undefined>,
): Promise<Community> {
  const { community, head } = await kernel.database.transaction(viewer, async (tx) => {
    const community = await requireManaged(tx, viewer, idOrSlug);
    // Rule: its stewards decide who belongs to a community, and as what, but never leave it without one of them.
    const head = await elevated(tx, async () => {
      await lockFor(tx, viewer, community);
      const others = await countOtherStewards(tx, community.id, person);
      const role = await findRole(tx, community.id, person);
      if (!role) throw notFound('member');
      if (role === 'steward' && others === 0)
        throw new Failure('conflict', `${community.name} has no other steward: name one before this one goes.`);
      return deed(tx, community, role, kernel.now());
    });
    return { community: await requireCommunity(tx, viewer, community.id), head };
  });
  if (head) {
    logHead(kernel.log, head);
    kernel.standings.forget(person);
  }
  return presentCommunity(viewer, community);
}

export const remove = (kernel: Kernel, viewer: Viewer, idOrSlug: string, person: string): Promise<Community> =>
  decideOn(kernel, viewer, { idOrSlug, person }, async (tx, { id }, role, at) => {
    if (person === viewer.person)
      throw new Failure('conflict', 'You do not remove yourself: leave the community instead.');
    await removeMember(tx, id, person);
    await tellMembership(tx, { type: 'membership.ended', community: id, person, actor: viewer.person, at });
    return appendRecord(tx, id, at, [
      { type: 'membership.ended', case: id, subject: person, actor: viewer.person, content: { role } },
    ]);
  });

export const name = (
  kernel: Kernel,
  viewer: Viewer,
  idOrSlug: string,
  person: string,
  wanted: MembershipRole,
): Promise<Community> =>
  decideOn(kernel, viewer, { idOrSlug, person }, async (tx, { id }, role, at) => {
    if (role === wanted) return undefined;
    await setRole(tx, id, person, wanted);
    await tellMembership(tx, { type: 'membership.changed', community: id, person, actor: viewer.person, at });
    return appendRecord(tx, id, at, [
      { type: 'membership.changed', case: id, subject: person, actor: viewer.person, content: { role: wanted } },
    ]);
  });
