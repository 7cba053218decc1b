/**
 * Work beside the requests: what has become due with time is looked for every so often, and what an event made due as soon
 * as there is one. One look at a time in this process; that of several processes one does each thing is for the rows that
 * it locks to say.
 */
import type { Kernel } from '../kernel.ts';

export type Job = {
  /** Does what is due now, and answers when nothing is left. */
  run(): Promise<void>;
  /** Begins nothing more, and waits for what was begun. */
  end(): Promise<void>;
};

export type Work = {
  /** For the log, where it fails: “Polls could not be closed”. It is tried again with the next look. */
  failure: string;
  /** Milliseconds between two looks. */
  interval: number;
  /** What was missed is done at once, not with the first interval. */
  atStart?: boolean;
  /** Events make it due as well. */
  relay?: Pick<Kernel['relay'], 'subscribe'>;
  /** A part, small enough for nobody to wait behind it; answers whether there may be more. */
  step(isEnding: () => boolean): Promise<boolean>;
};

export function startJob({ log }: Pick<Kernel, 'log'>, { failure, interval, atStart = false, relay, step }: Work): Job {
  let ending = false;
  let due = false;
  let working: Promise<void> | undefined;

  const isEnding = (): boolean => ending;
  const work = async (): Promise<void> => {
    // What becomes due behind the last part is not left to the next look.
    while (due && !ending) {
      due = false;
      while (!ending && (await step(isEnding)));
    }
  };
  const run = (): Promise<void> => {
    due = true;
    return (working ??= work().finally(() => (working = undefined)));
  };
  const look = (): void => {
    run().catch((error: unknown) => {
      if (!ending) log.warn(`${failure}; that is tried again`, { error: String(error) });
    });
  };
  const unsubscribe = relay?.subscribe(look);
  const timer = setInterval(look, interval);
  if (atStart) look();

  return {
    run,
    async end() {
      ending = true;
      unsubscribe?.();
      clearInterval(timer);
      await working?.catch(() => {});
    },
  };
}
