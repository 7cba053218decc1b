/**
 * Publishes what was written for later, when its time has come: at the start what was missed, then every few seconds.
 * Each post in a transaction of its own, locked, so that of several processes one publishes it.
 */
import { recordEvent } from '../kernel/events/index.ts';
import { type Job, startJob } from '../kernel/jobs/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { findDue, publish, setProblem } from './store.ts';

const interval = 5_000;

type World = Pick<Kernel, 'database' | 'relay' | 'now' | 'log'>;

export const startPublishing = (world: World): Job =>
  startJob(world, {
    failure: 'What is due could not be published',
    interval,
    atStart: true,
    async step() {
      const published = await publishNext(world);
      if (published) world.relay.wrote();
      return published;
    },
  });

/** Answers false when nothing is due. */
const publishNext = ({ database, now }: World): Promise<boolean> =>
  database.system(async (tx) => {
    const at = now();
    const due = await findDue(tx, at);
    if (!due) return false;
    const { id, kind, tags, community_id: community } = due;
    const event = { at, subject: { kind: 'post', id } as const, post: id, community, data: { kind, tags } };
    if (due.member && due.cleared) {
      await publish(tx, due, at);
      const audience = due.planned_audience_id;
      await recordEvent(tx, { ...event, type: 'post.created', actor: due.author_id, audience });
    } else {
      const audience = await setProblem(tx, id, due.member ? 'not-cleared' : 'not-member');
      await recordEvent(tx, { ...event, type: 'post.updated', actor: null, audience });
    }
    return true;
  });
