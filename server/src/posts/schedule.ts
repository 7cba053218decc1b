import { limits } from '@parvis/contracts';
import type { KindDetails, Transaction } from '../kernel/database/index.ts';
import { Failure } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { countScheduled } from './store.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Undefined: now. */
export function readSchedule({ now }: Kernel, given: string | undefined): Date | undefined {
  if (given === undefined) return undefined;
  const { scheduleMinutes: earliest, scheduleDays: latest } = limits;
  const at = new Date(given);
  const ahead = at.getTime() - now().getTime();
  if (ahead >= earliest * minute && ahead <= latest * day) return at;
  throw new Failure(
    'invalid-request',
    `A post is published at least ${earliest} minute and at most ${latest} days from now, not at ${given}.`,
    { errors: [{ path: 'scheduledFor', message: 'too soon or too late' }] },
  );
}

/** Posts of one person that wait at once: what comes on one day may not be more than may be published by hand in an hour. */
const mostWaiting = 30;

export async function requirePlace(tx: Transaction, viewer: Viewer): Promise<void> {
  const waiting = await countScheduled(tx, viewer.person);
  if (waiting >= mostWaiting)
    throw new Failure(
      'conflict',
      `${waiting} posts of yours wait to be published, which is the most. Publish or delete one of them first.`,
    );
}

/** A poll that is closed before it is published asks nobody. */
export function requireOpenThen(details: KindDetails | null, at: Date): void {
  if (!details || !('closesAt' in details) || new Date(details.closesAt) > at) return;
  throw new Failure('invalid-request', `This poll closes at ${details.closesAt}, before it is published.`, {
    errors: [{ path: 'scheduledFor', message: 'after the poll closes' }],
  });
}
