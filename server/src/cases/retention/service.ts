/**
 * What a desk removed is kept for its author and the desk for as long as is configured, then erased wherever it was copied
 * to. That it was, and what it was by its hash, stays in the record.
 */
import { recordEvent } from '../../kernel/events/index.ts';
import { type Job, startJob } from '../../kernel/jobs/index.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { appendRecord, logHead } from '../../record/index.ts';
import { eraseNext } from './store.ts';

const interval = 60 * 60_000;
const day = 24 * 60 * 60_000;

type World = Pick<Kernel, 'database' | 'now' | 'log' | 'settings'>;

export const startErasingRemoved = (world: World): Job =>
  startJob(world, {
    failure: 'What was removed long ago could not be erased',
    interval,
    atStart: true,
    async step() {
      const head = await world.database.system(async (tx) => {
        const now = world.now();
        const erased = await eraseNext(tx, new Date(now.getTime() - world.settings.removedDays * day), now);
        if (!erased) return undefined;
        const { case_id: id, audience_id: audience, community_id: community } = erased;
        await recordEvent(tx, {
          ...{ type: 'case.erased', at: now, actor: null, audience, community },
          subject: { kind: 'case', id },
        });
        return appendRecord(tx, community, now, [
          { type: 'case.erased', case: id, subject: id, actor: null, content: {} },
        ]);
      });
      if (head) logHead(world.log, head);
      return head !== undefined;
    },
  });
