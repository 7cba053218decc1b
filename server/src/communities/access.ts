import type { Transaction } from '../kernel/database/index.ts';
import { Failure, notFound } from '../kernel/http/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { endInvitation } from './invitations/store.ts';
import { canManage } from './policy.ts';
import { endRequests } from './requests/store.ts';
import { type CommunityRow, findCommunity } from './store.ts';

/** A community the viewer can see, or a failure that says that there is none. */
export async function requireCommunity(tx: Transaction, viewer: Viewer, idOrSlug: string): Promise<CommunityRow> {
  const community = await findCommunity(tx, viewer.person, idOrSlug);
  if (!community) throw notFound('community');
  return community;
}

/** One that the viewer is a steward of, at this moment. */
export async function requireManaged(tx: Transaction, viewer: Viewer, idOrSlug: string): Promise<CommunityRow> {
  const community = await requireCommunity(tx, viewer, idOrSlug);
  if (!canManage(community)) throw new Failure('forbidden', `Only stewards of ${community.name} can do this.`);
  return community;
}

/** As the system: whoever is a member waits for nothing. */
export async function settleWaiting(tx: Transaction, community: string, person: string, at: Date): Promise<void> {
  await endRequests(tx, { community, person }, 'approved', at);
  await endInvitation(tx, { community, person }, 'accepted', at);
}
