/** Closes polls whose time has come, so that their readers are told. */
import type { Kernel } from '../kernel/kernel.ts';
import { closePolls } from './store.ts';

/** Milliseconds between two looks. Who answers after the time is refused at once, whenever it is looked. */
const interval = 15_000;

export type Closing = {
  /** Closes all that is over. */
  close(): Promise<void>;
  end(): Promise<void>;
};

export function startClosing({ database, now, log }: Pick<Kernel, 'database' | 'now' | 'log'>): Closing {
  let over = false;
  let working: Promise<void> | undefined;

  const work = async (): Promise<void> => {
    while (!over && (await closePolls(database, now())) > 0);
  };
  const start = (): Promise<void> => (working ??= work().finally(() => (working = undefined)));
  const timer = setInterval(() => {
    start().catch((error: unknown) => {
      if (!over) log.warn('Polls could not be closed; that is tried again in a moment', { error: String(error) });
    });
  }, interval);

  return {
    close: start,
    async end() {
      over = true;
      clearInterval(timer);
      await working?.catch(() => {});
    },
  };
}
