import type { Transaction } from '../kernel/database/index.ts';
import { Failure, notFound } from '../kernel/http/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { endInvitation } from './invitations/store.ts';
import { canManage, canModerate } from './policy.ts';
import { endRequests } from './requests/store.ts';
import { type CommunityRow, findCommunity, findRole, holdCommunity, lockCommunity } from './store.ts';

/** A community the viewer can see, or a failure that says that there is none. */
export async function requireCommunity(tx: Transaction, viewer: Viewer, idOrSlug: string): Promise<CommunityRow> {
  const community = await findCommunity(tx, viewer.person, idOrSlug);
  if (!community) throw notFound('community');
  return community;
}

/** Finds a community for those who `may` do something there; others are told `who` can. */
const requireFor =
  (may: (viewer: Viewer, community: CommunityRow) => boolean, who: (name: string) => string) =>
  async (tx: Transaction, viewer: Viewer, idOrSlug: string): Promise<CommunityRow> => {
    const community = await requireCommunity(tx, viewer, idOrSlug);
    if (!may(viewer, community)) throw new Failure('forbidden', `Only ${who(community.name)} can do this.`);
    return community;
  };

/** One that the viewer is a steward of, at this moment. */
export const requireManaged = requireFor(
  (_, community) => canManage(community),
  (name) => `stewards of ${name}`,
);

/** One where the viewer sets what is looked at before it is published. */
export const requireModerated = requireFor(
  canModerate,
  (name) => `stewards of ${name}, and moderators who read there,`,
);

/** Told to whoever was a steward, or a member, when their request came in and is none when its turn comes. */
const nothingMore = (name: string) =>
  new Failure('forbidden', `You can no longer do this in ${name}: what you are there has just changed.`);

/**
 * As the system: what is decided about a community or its members is decided one after the other. Gives the community
 * back as it is when its turn comes, to a viewer who still may.
 */
export async function lockFor(
  tx: Transaction,
  viewer: Viewer,
  { id, name }: Pick<CommunityRow, 'id' | 'name'>,
  may: (community: CommunityRow) => boolean = canManage,
): Promise<CommunityRow> {
  await lockCommunity(tx, id);
  const now = await findCommunity(tx, viewer.person, id);
  if (!now || !may(now)) throw nothingMore(name);
  return now;
}

/**
 * As the system: until the transaction ends nobody ends what the viewer is here, and they are a steward. For deeds on
 * what is written in a community, of which many go on at once.
 */
export async function holdSteward(tx: Transaction, viewer: Viewer, community: string): Promise<void> {
  await holdCommunity(tx, community);
  if ((await findRole(tx, community, viewer.person)) !== 'steward') throw nothingMore('this community');
}

/** As the system: whoever is a member waits for nothing. */
export async function settleWaiting(tx: Transaction, community: string, person: string, at: Date): Promise<void> {
  await endRequests(tx, { community, person }, 'approved', at);
  await endInvitation(tx, { community, person }, 'accepted', at);
}
