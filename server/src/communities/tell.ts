/** Who hears of what happens to a community's members: the person concerned and the stewards, each in their audience. */
import type { EventType } from '@parvis/contracts';
import { findOrAddPersonal } from '../audiences/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { findDesk } from './store.ts';

type News = {
  type: Extract<EventType, `membership.${string}` | `request.${string}` | `invitation.${string}`>;
  community: string;
  /** Whom it is about. */
  person: string;
  /** Whose deed it was: the stewards are told, and the person where it was their own. */
  actor: string;
  at: Date;
  /** False: they heard as much from the same person already. */
  stewards?: boolean;
};

/** As the system. */
export async function tellMembership(
  tx: Transaction,
  { type, community, person, actor, at, stewards = true }: News,
): Promise<void> {
  const event = { type, at, subject: { kind: 'community', id: community } as const, community };
  const own = await findOrAddPersonal(tx, person);
  await recordEvent(tx, { ...event, actor: actor === person ? actor : null, audience: own });
  if (stewards) await recordEvent(tx, { ...event, actor, audience: await findDesk(tx, community) });
}
