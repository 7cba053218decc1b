/**
 * Whether the time of an answer tells of people who are hidden. The same directory twice on one server: as it is, and
 * with two thousand hidden people beside, who are called, say and know what others do. Both are asked the same in turn,
 * for what the hidden ones would be found by; what counts is the time on the processor of the connection that answers.
 */
import pg from 'pg';
import { indexDue } from '../../server/src/evidence/index.ts';
import { openServer } from '../../server/src/kernel/database/open.ts';
import { type Directory, draws } from './directory.ts';
import { type Result, tell } from './report.ts';
import { backendOf, processorTime, startAsking } from './search.ts';

const hidden = 2_000;
const each = 20;

/** Copies of people with all they are found by, hidden. */
const hide = [
  `create temporary table twin as select id as seen, gen_random_uuid() as id from person where user_name = any ($1)`,
  `insert into person (id, user_name, name, circle, clearance, profile_audience_id, hidden)
    select twin.id, 'hidden-' || user_name, name, circle, clearance, profile_audience_id, true from person join twin on seen = person.id`,
  `insert into profile (person_id, audience_id, title, unit, site, bio, languages)
    select twin.id, audience_id, title, unit, site, bio, languages from profile join twin on seen = person_id`,
  `insert into person_skill (person_id, skill_id, audience_id, level, tags)
    select twin.id, skill_id, audience_id, level, tags from person_skill join twin on seen = person_id`,
  `insert into post (id, audience_id, community_id, author_id, kind, title, body, source, tags, created_at)
    select gen_random_uuid(), audience_id, community_id, twin.id, kind, title, body, source, tags, created_at from post join twin on seen = author_id`,
  `insert into comment (id, post_id, audience_id, author_id, body, source, created_at)
    select gen_random_uuid(), post_id, audience_id, twin.id, body, source, created_at from comment join twin on seen = author_id`,
];

export async function benchHidden(address: (database: string) => string, directory: Directory): Promise<Result[]> {
  const draw = draws(11);
  const { people, skills, writings } = directory;
  const twins = Array.from({ length: hidden }, () => Math.floor(draw() * people.length));
  const client = new pg.Client({ connectionString: address('postgres') });
  await client.connect();
  await client.query('create database hidden template bench');
  await client.end();
  tell('copied it for those who are hidden');
  const writer = new pg.Client({ connectionString: address('hidden') });
  await writer.connect();
  await writer.query(`${hide[0]}`, [twins.map((twin) => `p${twin}`)]);
  for (const statement of hide.slice(1)) await writer.query(statement);
  tell('hid people');
  const filling = await openServer({ url: address('hidden'), poolSize: 1 });
  await indexDue({ database: filling }, (done, total) => done % 2_000 === 0 && tell(`indexed ${done} of ${total}`));
  await filling.close();
  await writer.query('vacuum analyze');
  await writer.end();

  const sides = await Promise.all(
    ['bench', 'hidden'].map(async (name) => {
      const database = await openServer({ url: address(name), poolSize: 1 });
      return { ...(await startAsking(database, directory)), backend: await backendOf(database) };
    }),
  );
  try {
    const queries: { kind: string; q: string }[] = twins.slice(0, each).flatMap((twin) => [
      { kind: 'a name', q: people[twin]!.name },
      { kind: 'a skill', q: skills[people[twin]!.skills[0]!.skill]!.label.en },
      { kind: 'what they say of themselves', q: people[twin]!.bio },
      { kind: 'what they wrote', q: (writings.find(({ author }) => author === twin) ?? writings[twin]!).text },
    ]);
    const times = new Map<string, [number[], number[]]>();
    for (const [i, { kind, q }] of queries.entries()) {
      const kept: [number[], number[]] = times.get(kind) ?? [[], []];
      times.set(kind, kept);
      // The first answer of each reads pages that the others find in memory.
      for (const side of sides) await side.ask(q);
      const turns = i % 2 === 0 ? [0, 1, 1, 0] : [1, 0, 0, 1];
      const least: [number, number] = [Infinity, Infinity];
      for (const turn of turns) {
        const { ask, backend } = sides[turn]!;
        const before = processorTime(backend);
        await ask(q);
        least[turn as 0 | 1] = Math.min(least[turn as 0 | 1], processorTime(backend) - before);
      }
      kept[0].push(least[0]);
      kept[1].push(least[1]);
    }
    const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
    return [...times].map(([kind, [without, beside]]) => ({
      what: `${people.length.toLocaleString('en')} people, ${hidden} more hidden, ${kind}: median with them, less the median without (${median(without).toFixed(1)} ms)`,
      value: median(beside) - median(without),
      unit: 'ms',
      wanted: '≤ 2 ms',
    }));
  } finally {
    for (const { close } of sides) await close();
  }
}
