/** What becomes due while nobody asks, in a process that is killed in the middle of it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Post } from '@parvis/contracts';
import { openEmbedded } from '../../server/src/kernel/database/open.ts';
import { startTestApp } from '../support/app.ts';
import { addPeople } from '../support/seed.ts';
import { pdf, uploaded } from '../support/uploads.ts';

const script = fileURLToPath(new URL('../support/due.ts', import.meta.url));
const writers = ['ada', 'bob', 'cleo'];
const perWriter = { posts: 12, polls: 6, uploads: 12 };
const minute = 60_000;

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'parvis-due-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

/** Everything that is due a day and a minute later, and one upload of each that is used. */
async function fill(): Promise<{ after: string }> {
  const database = await openEmbedded(data);
  const app = await startTestApp({ database });
  await addPeople(
    database,
    writers.map((userName) => ({ userName })),
  );
  const start = app.clock.now.getTime();
  const later = (ms: number) => new Date(start + ms).toISOString();
  const write = async (who: string, body: object): Promise<Post> => {
    const answer = await app.as(who)('POST', '/v1/posts', { text: 'x', audience: { community: null }, ...body });
    if (answer.status !== 201) throw new Error(await answer.text());
    return (await answer.json()) as Post;
  };
  for (const who of writers) {
    for (let n = 0; n < perWriter.posts; n++)
      await write(who, { text: `later ${n}`, scheduledFor: later(10 * minute) });
    for (let n = 0; n < perWriter.polls; n++)
      await write(who, {
        kind: 'poll',
        title: 'Which?',
        poll: { options: ['a', 'b'], multiple: false, secret: n % 2 === 0, closesAt: later(61 * minute) },
      });
    for (let n = 0; n < perWriter.uploads; n++) await uploaded(app, who, pdf, `${n}.pdf`);
    const used = await uploaded(app, who, pdf, 'used.pdf');
    await write(who, { attachments: [used.id] });
  }
  await app.close();
  await database.close();
  return { after: later(25 * 60 * minute) };
}

/** Lets a process do what is due; kills it after so many steps. Answers whether it came to its end. */
async function run(after: string, steps = Infinity): Promise<boolean> {
  const child = spawn(process.execPath, ['--conditions=source', script, data, after], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  let done = false;
  let count = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    done ||= line === 'done';
    count += Number(line === 'step');
    if (count >= steps && !child.killed) child.kill('SIGKILL');
  }
  await ended;
  return done;
}

async function look() {
  const database = await openEmbedded(data);
  const counts = await database.system(async (tx) => {
    const { rows } = await sql<Record<string, number>>`
      select
        (select count(*)::int from post where state = 'scheduled') as waiting,
        (select count(*)::int from post where body::text like '%later%' and state = 'published') as published,
        (select count(*)::int from event e join post p on p.id = e.post_id
          where e.type = 'post.created' and p.body::text like '%later%') as told,
        (select count(*)::int from post where kind = 'poll' and not details ? 'closed') as open,
        (select count(*)::int from post where kind = 'poll' and details ? 'closed') as closed,
        (select count(*)::int from event where type = 'poll.closed') as closings,
        (select count(*)::int from attachment) as files,
        (select count(*)::int from attachment_content) as contents`.execute(tx);
    return rows[0]!;
  });
  await database.close();
  return counts;
}

describe('what becomes due, in a process that is killed again and again', () => {
  const people = writers.length;

  it('is done once each after the last start: posts published, polls closed, uploads erased; nothing is lost', async () => {
    const { after } = await fill();
    const begun = await look();
    expect(begun).toMatchObject({
      waiting: people * perWriter.posts,
      open: people * perWriter.polls,
      files: people * (perWriter.uploads + 1),
    });
    let between = 0;
    for (const steps of [2, 9, 17]) {
      expect(await run(after, steps)).toBe(false);
      const { waiting, published, told, closed, closings, files, contents } = await look();
      // Each thing is done whole or not at all.
      expect(waiting! + published!).toBe(people * perWriter.posts);
      expect(told).toBe(published);
      expect(closings).toBe(closed);
      expect(contents).toBe(files);
      between += Number(waiting! > 0 && published! > 0);
    }
    // At least one of them was in the middle.
    expect(between).toBeGreaterThan(0);
    expect(await run(after)).toBe(true);
    const all = {
      ...{ waiting: 0, published: people * perWriter.posts, told: people * perWriter.posts },
      ...{ open: 0, closed: people * perWriter.polls, closings: people * perWriter.polls },
      ...{ files: people, contents: people },
    };
    expect(await look()).toEqual(all);
    // Nothing is left for another start to do again.
    expect(await run(after)).toBe(true);
    expect(await look()).toEqual(all);
  });
});
