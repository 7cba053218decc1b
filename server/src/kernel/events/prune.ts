/**
 * Deletes events that no stream asks for any more, a bounded batch at a time, so that nobody waits behind it. What else
 * is kept of what happened (the moderation record) is kept apart.
 */
import type { Kernel } from '../kernel.ts';
import { type Position, prune } from './store.ts';

/** Milliseconds between two looks for what is old enough. */
const interval = 60 * 60_000;
/** Events looked at in one transaction. */
const batchSize = 1_000;
const day = 24 * 60 * 60_000;

export type Pruning = {
  /** Deletes what is old enough, and answers when none is left. */
  prune(): Promise<void>;
  close(): Promise<void>;
};

export function startPruning({
  database,
  now,
  log,
  settings,
}: Pick<Kernel, 'database' | 'now' | 'log' | 'settings'>): Pruning {
  let closed = false;
  let working: Promise<void> | undefined;

  const work = async (): Promise<void> => {
    const cutoff = new Date(now().getTime() - settings.eventDays * day);
    let after: Position | undefined = { tx: '0', id: 0 };
    while (after && !closed) after = await prune(database, { after, cutoff, most: batchSize });
  };
  const start = (): Promise<void> => (working ??= work().finally(() => (working = undefined)));
  const timer = setInterval(() => {
    start().catch((error: unknown) => {
      if (!closed) log.warn('Old events could not be pruned; that is tried again in an hour', { error: String(error) });
    });
  }, interval);

  return {
    prune: start,
    async close() {
      closed = true;
      clearInterval(timer);
      await working?.catch(() => {});
    },
  };
}
