/**
 * Publishes what was written for later, when its time has come: at the start what was missed, then every few seconds.
 * Each post in a transaction of its own, locked, so that of several processes one publishes it.
 */
import { recordEvent } from '../kernel/events/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { findDue, publish, setProblem } from './store.ts';

/** Milliseconds between two looks for what is due. */
const interval = 5_000;

export type Publishing = {
  /** Publishes what is due now, and answers when none is left. */
  publish(): Promise<void>;
  close(): Promise<void>;
};

type World = Pick<Kernel, 'database' | 'relay' | 'now' | 'log'>;

export function startPublishing(world: World): Publishing {
  const { relay, log } = world;
  let closed = false;
  let working: Promise<void> | undefined;

  const work = async (): Promise<void> => {
    while (!closed && (await publishNext(world))) relay.wrote();
  };
  const start = (): Promise<void> => (working ??= work().finally(() => (working = undefined)));
  const look = (): void => {
    start().catch((error: unknown) => {
      if (!closed)
        log.warn('What is due could not be published; that is tried again in a few seconds', { error: String(error) });
    });
  };
  const timer = setInterval(look, interval);
  look();

  return {
    publish: start,
    async close() {
      closed = true;
      clearInterval(timer);
      await working?.catch(() => {});
    },
  };
}

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
