import { isUnaccepted } from '../charter/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { Failure } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { requireGoodStanding } from '../statements/index.ts';

/**
 * Whether somebody may write at all, wherever that is: asked before every operation that writes. Their standing says so
 * at no cost where nothing bars them; where it does, the database is asked, because they may have settled it elsewhere.
 */
export async function requireWriting(kernel: Kernel, viewer: Viewer): Promise<void> {
  const now = kernel.now();
  // Where somebody is suspended in one community alone, whatever writes there asks again.
  if (isBarred(viewer, now)) await kernel.database.transaction(viewer, (tx) => requireWritingIn(tx, viewer, null, now));
}

/** The same of one community, for what only sometimes is writing there. */
export async function requireWritingIn(
  tx: Transaction,
  viewer: Viewer,
  community: string | null,
  now: Date,
): Promise<void> {
  if (!isBarred(viewer, now)) return;
  if (await isUnaccepted(tx, viewer, now))
    throw new Failure(
      'charter-not-accepted',
      'You have not accepted the charter that is in force. Read it at /v1/charter, accept it with PUT /v1/me/charter, then send this again.',
    );
  await requireGoodStanding(tx, viewer, community, now);
}

const isBarred = ({ bars: { charterDue, sanctioned } }: Viewer, now: Date): boolean =>
  sanctioned || (charterDue !== null && charterDue <= now);
