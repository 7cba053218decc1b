/**
 * Publishes what was written for later, when its time has come: at the start what was missed, then every few seconds.
 * Each post in a transaction of its own, locked, so that of several processes one publishes it.
 */
import type { PublishingProblem } from '@parvis/contracts';
import { wordsOf } from '../attachments/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { Failure } from '../kernel/http/index.ts';
import { type Job, startJob } from '../kernel/jobs/index.ts';
import type { Hold, Kernel } from '../kernel/kernel.ts';
import { saidIn } from '../kernel/richtext/index.ts';
import { flaggedBody } from '../posts/index.ts';
import { type DueRow, type DueText, findDue, findText, publish, setProblem } from './store.ts';

const interval = 5_000;

type World = Pick<Kernel, 'database' | 'relay' | 'screening' | 'now' | 'log'>;

export const startPublishing = (world: World): Job =>
  startJob(world, {
    failure: 'What is due could not be published',
    interval,
    atStart: true,
    async step() {
      const after = await publishNext(world);
      if (!after) return false;
      after();
      world.relay.wrote();
      return true;
    },
  });

/** Answers what to do once it is through; nothing when nothing is due. */
const publishNext = ({ database, screening, now }: World): Promise<(() => void) | undefined> =>
  screening.through((opinion) =>
    database.system(async (tx) => {
      const at = now();
      const due = await findDue(tx, at);
      if (!due) return undefined;
      const { id, kind, tags, community_id: community } = due;
      const event = { at, subject: { kind: 'post', id } as const, post: id, community, data: { kind, tags } };
      const refuse = async (problem: PublishingProblem) => {
        const audience = await setProblem(tx, id, problem);
        await recordEvent(tx, { ...event, type: 'post.updated', actor: null, audience });
        return () => {};
      };
      if (!due.member) return refuse('not-member');
      if (!due.cleared) return refuse('not-cleared');
      if (due.barred) return refuse('barred');
      const text = await findText(tx, id);
      const held = await look({ screening }, tx, due, text, opinion);
      if (held === 'refused') return refuse('refused-words');
      await publish(tx, due, at);
      if (held) {
        const { title, language } = text;
        const thing = { kind: 'post', subject: id, community: community!, author: due.author_id, title } as const;
        const rest = { body: flaggedBody({ ...text, kind }), language, createdAt: at };
        return screening.hold(tx, { ...thing, ...rest }, { ...held, new: true, unattended: true }, at);
      }
      const audience = due.planned_audience_id;
      await recordEvent(tx, { ...event, type: 'post.created', actor: due.author_id, audience });
      return () => {};
    }),
  );

/** What its community looks at before it is published; there is nobody to be asked to rephrase it. */
async function look(
  { screening }: Pick<Kernel, 'screening'>,
  tx: Transaction,
  { community_id, author_id: author, tags }: DueRow,
  { community_slug, degree, title, body, kind_text, link, attachments }: DueText,
  opinion: unknown,
): Promise<Hold | 'refused' | undefined> {
  if (community_id === null) return undefined;
  const written = {
    community: { id: community_id, slug: community_slug ?? '' },
    ...({ degree, author, kind: 'post', title, confirmed: false, unattended: true } as const),
    parts: [saidIn(body), ...kind_text, link ?? '', tags.join(' '), ...wordsOf(attachments)],
  };
  return screening.screen(tx, written, opinion).catch((error: unknown) => {
    if (error instanceof Failure && error.code === 'refused-words') return 'refused' as const;
    throw error;
  });
}
