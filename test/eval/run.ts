/**
 * Measures the search for people on a data folder: converts it, imports it, asks the ordinary API for each topic with
 * the topic's text and nothing else, and writes a TREC run.
 *   npm run eval -- --data DIR --out RUN.txt [--kind KIND] [--database FOLDER] [--lately RUN.txt]
 * DIR has people.jsonl, posts.jsonl and topics.jsonl. Where a topic names its pool (`candidates: "declared"`: people with
 * `judged: true`), the run keeps only the people of that pool, as its judgments were made; the API is not told of it.
 * With --database the imported folder is kept, and used again as it is. --lately writes a second run to compare with:
 * for every topic the same list, whoever gave most answers lately.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { v7 } from 'uuid';
import { type ExpertPage, type ExpertPurpose, limits } from '@parvis/contracts';
import { createApp } from '../../server/src/app.ts';
import { importSource, openSource } from '../../server/src/imports/index.ts';
import { idFor } from '../../server/src/imports/ids.ts';
import { parseConfig } from '../../server/src/kernel/config.ts';
import { lockFolder } from '../../server/src/kernel/database/lock.ts';
import { openEmbedded } from '../../server/src/kernel/database/open.ts';
import { convert, evaluator, readJsonl, writeFolder } from './convert.ts';

type Topic = {
  id: string;
  kind: string;
  query: string;
  description?: string | null;
  asof?: string | null;
  exclude?: string[];
  candidates?: string;
};

/**
 * Which question each kind of topic is: who answers now, who has been working on it, or who says they know. Kinds that
 * are not listed ask `know`.
 */
const purposes: Record<string, ExpertPurpose> = { route: 'route', tag: 'route', theme: 'route', competence: 'know' };

/** Rankings are scored to this depth. */
const depth = 100;

const tell = (message: string) => void process.stderr.write(`${message}\n`);

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string' },
    kind: { type: 'string' },
    for: { type: 'string' },
    database: { type: 'string' },
    lately: { type: 'string' },
  },
});
if (!values.data || !values.out) {
  tell(
    'Usage: npm run eval -- --data DIR --out RUN.txt [--kind KIND] [--for know|route] [--database FOLDER] [--lately RUN.txt]',
  );
  process.exit(2);
}
const { data, out, kind, database: kept } = values;
const seconds = (since: number): string => `${((performance.now() - since) / 1_000).toFixed(1)} s`;

const topicsFile = join(data, 'topics.jsonl');
if (!existsSync(topicsFile)) {
  tell(`There is no ${topicsFile}: give a folder that has people.jsonl, posts.jsonl and topics.jsonl.`);
  process.exit(2);
}
const topics: Topic[] = [];
for await (const topic of readJsonl<Topic>(topicsFile)) if (!kind || topic.kind === kind) topics.push(topic);

const sourceOf = new Map<string, string>();
const judged = new Set<string>();
let newest = '';
for await (const { id, judged: isJudged } of readJsonl<{ id: string; judged?: boolean }>(join(data, 'people.jsonl'))) {
  sourceOf.set(idFor('person', id), id);
  if (isJudged) judged.add(id);
}
const utc = (text: string): Date =>
  new Date(/T.*(Z|[+-]\d\d:\d\d)$/.test(text) || !text.includes('T') ? text : `${text}Z`);

const answers: { author: string; at: number }[] = [];
for await (const post of readJsonl<{ type: string; author?: string; created: string }>(join(data, 'posts.jsonl'))) {
  if (post.created > newest) newest = post.created;
  if (post.type === 'answer' && post.author) answers.push({ author: post.author, at: utc(post.created).getTime() });
}

const lateDays = 30;
/** Whoever gave most answers lately: an answer counts half as much after three weeks. */
function mostAnswersLately(topic: Topic, now: Date): string[] {
  const counts = new Map<string, number>();
  for (const { author, at } of answers) {
    const days = (now.getTime() - at) / 86_400_000;
    if (days >= 0) counts.set(author, (counts.get(author) ?? 0) + Math.exp(-days / lateDays));
  }
  for (const person of topic.exclude ?? []) counts.delete(person);
  return [...counts].sort(([, one], [, other]) => other - one).map(([person]) => person);
}

const runLines = (topic: Topic, people: readonly string[], tag: string): string[] =>
  people.slice(0, depth).map((person, at) => `${topic.id} Q0 ${person} ${at + 1} ${depth - at} ${tag}`);
const written = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

const folder = mkdtempSync(join(tmpdir(), 'parvis-eval-'));
const clock = { now: new Date() };
const known = kept !== undefined && existsSync(join(kept, 'PG_VERSION'));
const lock = kept === undefined ? undefined : lockFolder(kept, new Date());
const database = await openEmbedded(kept);
const app = await createApp({
  database,
  tokens: { verify: async (token) => ({ issuer: 'eval', userName: token, expires: new Date(8.64e15) }) },
  settings: parseConfig({}, {}),
  origins: [],
  log: {
    info: () => {},
    warn: (message, fields) => tell(`${message} ${JSON.stringify(fields)}`),
    error: (message, fields) => tell(`${message} ${JSON.stringify(fields)}`),
  },
  now: () => clock.now,
  newId: v7,
});

try {
  if (!known) {
    const start = performance.now();
    await writeFolder(await convert(data), folder);
    tell(`Converted in ${seconds(start)}`);
    const importing = performance.now();
    let last = '';
    const report = await importSource(app.kernel, await openSource(folder), ({ doing, file, done, total }) => {
      const step = `${doing} ${file}`;
      if (step !== last) tell(`  ${seconds(importing)} ${step}${total === undefined ? '' : ` (${total})`}`);
      else if (process.stderr.isTTY) process.stderr.write(`  ${done}\r`);
      last = step;
    });
    for (const [name, count] of Object.entries(report))
      tell(`  ${name}: ${count.added} added, ${count.leftOut} left out`);
    tell(`Imported in ${seconds(importing)}`);
  }
  await app.upkeep.settle();

  const run: string[] = [];
  const lately: string[] = [];
  const asking = performance.now();
  const times: number[] = [];
  for (const [i, topic] of topics.entries()) {
    clock.now = utc(topic.asof || newest || new Date().toISOString());
    const pooled = topic.candidates === 'declared';
    const excluded = new Set(topic.exclude);
    const people: string[] = [];
    let cursor: string | null = null;
    do {
      const query = new URLSearchParams({
        q: [topic.query, topic.description].filter(Boolean).join('\n').slice(0, limits.query).toWellFormed(),
        for: (values.for as ExpertPurpose | undefined) ?? purposes[topic.kind] ?? 'know',
        limit: String(limits.page),
        ...(cursor && { cursor }),
      });
      const asked = performance.now();
      const response = await app.request(`/v1/experts?${query}`, { headers: { Authorization: `Bearer ${evaluator}` } });
      if (cursor === null) times.push(performance.now() - asked);
      if (response.status !== 200)
        throw new Error(`Topic ${topic.id} was answered ${response.status}: ${await response.text()}`);
      const page = (await response.json()) as ExpertPage;
      for (const { person } of page.items) {
        const source = sourceOf.get(person.id);
        if (source && !excluded.has(source) && (!pooled || judged.has(source))) people.push(source);
      }
      cursor = page.next;
    } while (cursor !== null && people.length < depth);
    run.push(...runLines(topic, people, 'parvis'));
    lately.push(...runLines(topic, mostAnswersLately(topic, clock.now), 'lately'));
    if ((i + 1) % 20 === 0) tell(`  ${i + 1} of ${topics.length} topics, ${seconds(asking)}`);
  }
  await writeFile(out, written(run));
  if (values.lately) await writeFile(values.lately, written(lately));
  times.sort((one, other) => one - other);
  const at = (share: number) => (times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0).toFixed(0);
  tell(
    `Asked ${topics.length} topics in ${seconds(asking)}: first page p50 ${at(0.5)} ms, p99 ${at(0.99)} ms. Written to ${out}`,
  );
} finally {
  await app.close();
  lock?.release();
  rmSync(folder, { recursive: true, force: true });
}
