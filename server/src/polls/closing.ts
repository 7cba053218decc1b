/** Closes polls whose time has come, so that their readers are told. */
import { type Job, startJob } from '../kernel/jobs/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { closePolls } from './store.ts';

/** Who answers after the time is refused at once, whenever it is looked. */
const interval = 15_000;

export const startClosing = (kernel: Pick<Kernel, 'database' | 'now' | 'log'>): Job =>
  startJob(kernel, {
    failure: 'Polls could not be closed',
    interval,
    step: async () => (await closePolls(kernel.database, kernel.now())) > 0,
  });
