/** Whether somebody may write at all: not while a warning waits to be read, nor while they are suspended. */
import type { Transaction } from '../kernel/database/index.ts';
import { Failure } from '../kernel/http/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { findInTheWay } from './store.ts';

/** `community`: where they write; null: to everyone, or on a page. */
export async function requireGoodStanding(
  tx: Transaction,
  viewer: Viewer,
  community: string | null,
  now: Date,
): Promise<void> {
  if (!viewer.bars.sanctioned) return;
  const found = await findInTheWay(tx, viewer.person, community, now);
  if (found?.until)
    throw new Failure(
      'suspended',
      `You are suspended from writing ${found.community_id ? 'in this community ' : ''}until ${found.until.toISOString()}. Read why, and appeal if you disagree.`,
      { until: found.until },
    );
  if (found)
    throw new Failure(
      'warning-unacknowledged',
      'You were warned. Read the warning and confirm that you have, then write.',
    );
}
