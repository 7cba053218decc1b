/**
 * Deletes events that no stream asks for any more, a bounded batch at a time, so that nobody waits behind it. What else
 * is kept of what happened (the moderation record) is kept apart.
 */
import { type Job, startJob } from '../jobs/index.ts';
import type { Kernel } from '../kernel.ts';
import { type Position, prune } from './store.ts';

const interval = 60 * 60_000;
/** Events looked at in one transaction. */
const batchSize = 1_000;
const day = 24 * 60 * 60_000;

const beginning: Position = { tx: '0', id: 0 };

export function startPruning(kernel: Pick<Kernel, 'database' | 'now' | 'log' | 'settings'>): Job {
  const { database, now, settings } = kernel;
  let after = beginning;
  return startJob(kernel, {
    failure: 'Old events could not be pruned',
    interval,
    async step() {
      const cutoff = new Date(now().getTime() - settings.eventDays * day);
      const reached = await prune(database, { after, cutoff, most: batchSize });
      after = reached ?? beginning;
      return reached !== undefined;
    },
  });
}
