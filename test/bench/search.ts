/**
 * People found among 100,000 by what somebody types, on PostgreSQL and among 10,000 on the embedded database, beside
 * MiniSearch in memory on the same people. "In the database" is the time on the processor of the connection that
 * answers: the machine's other work is not in it. On PGlite, which runs in this process, it is the time of the reads.
 * PARVIS_BENCH_PEOPLE=10000 takes fewer people on PostgreSQL, with five contributions each as well.
 */
import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import MiniSearch, { type SearchOptions } from 'minisearch';
import pg from 'pg';
import { v7 } from 'uuid';
import type { ExpertPage } from '@parvis/contracts';
import { createApp } from '../../server/src/app.ts';
import { fold } from '../../server/src/evidence/index.ts';
import { parseConfig } from '../../server/src/kernel/config.ts';
import type { Database } from '../../server/src/kernel/database/index.ts';
import { migratePostgres, openEmbedded, openServer } from '../../server/src/kernel/database/open.ts';
import { createCluster, findBinaries } from '../support/cluster.ts';
import { type Directory, type Draw, type Size, draws, makeDirectory } from './directory.ts';
import { loadEmbedded, loadPostgres } from './directory-load.ts';
import { type Result, tell } from './report.ts';
import { benchHidden } from './search-hidden.ts';

const sizeOf = (people: number): Size => ({ people, evidence: 5 * people, communities: 20 });
export const large = sizeOf(Number(process.env['PARVIS_BENCH_PEOPLE'] ?? 100_000));
export const small = sizeOf(10_000);
/** Queries of a kind: of so few, p99 is the slowest. */
const each = 40;
const shown = 20;

type Query = {
  kind: string;
  q: string;
  /** The same with its accents: what is found must be the same. */
  accented?: string;
  /** Whether somebody is whom a word with a slip was meant for. */
  isMeant?: (person: number) => boolean;
};

const any = <One>(draw: Draw, from: readonly One[]): One => from[Math.floor(draw() * from.length)]!;

/** One slip of the finger: a letter left out, doubled, wrong, or two exchanged. */
function slip(draw: Draw, word: string): string {
  const at = 1 + Math.floor(draw() * (word.length - 2));
  const [before, letter, after] = [word.slice(0, at), word[at]!, word.slice(at + 1)];
  const made = [
    before + after,
    before + letter + letter + after,
    before + any(draw, [...'aeirstnlou']) + after,
    before + after[0]! + letter + after.slice(1),
  ][Math.floor(draw() * 4)]!;
  return made === word ? before + after : made;
}

export function makeQueries({ skills, people, writings }: Directory, most = each): Query[] {
  const draw = draws(7);
  const queries: Query[] = [];
  const plain = (text: string) => fold(text);
  for (let i = 0; i < most; i++) {
    const person = any(draw, people);
    const other = any(draw, people);
    // As often asked for as held: half by people, half by the vocabulary.
    const skill = draw() < 0.5 ? skills[any(draw, person.skills).skill]! : skills[any(draw, people).skills[7]!.skill]!;
    const label = draw() < 0.5 ? skill.label.fr : skill.label.en;
    const last = person.name.split(' ').slice(1).join(' ');
    queries.push(
      { kind: 'skill, exact', q: label },
      { kind: 'skill, accentless', q: plain(skill.label.fr), accented: skill.label.fr },
      { kind: 'name, exact', q: draw() < 0.5 ? person.name : last },
      { kind: 'name, accentless', q: plain(other.name), accented: other.name },
      { kind: 'prefix', q: beginningOf(draw, draw() < 0.5 ? last.split(/[ -]/).at(-1)! : label.split(' ').at(-1)!) },
      {
        kind: 'several words',
        q: `${
          any(
            draw,
            person.skills.map(({ skill: one }) => skills[one]!),
          ).label.en
        } ${any(draw, person.bio.slice(0, -1).split(' '))}`,
      },
      { kind: 'sentence', q: `${any(draw, writings).text} ${label} ${any(draw, writings).text}`.slice(0, 300) },
    );
    const wordy = label.split(' ').filter((word) => word.length > 4);
    if (wordy.length > 0) {
      const word = any(draw, wordy);
      queries.push({
        kind: 'skill, one slip',
        q: label.replace(word, slip(draw, word)),
        isMeant: (found) => people[found]!.skills.some(({ skill: one }) => skills[one] === skill),
      });
    }
    const surname = other.name.split(' ').at(-1)!;
    const whole = draw() < 0.5;
    const written = slip(draw, surname);
    queries.push({
      kind: 'name, one slip',
      q: whole ? other.name.replace(surname, written) : written,
      isMeant: (found) =>
        whole ? people[found]!.name === other.name : people[found]!.name.split(' ').at(-1) === surname,
    });
  }
  return queries;
}

const beginningOf = (draw: Draw, word: string): string =>
  word.slice(0, Math.max(3, Math.ceil(word.length * (0.4 + draw() * 0.4))));

function makeMiniSearch({ skills, people }: Directory) {
  const index = new MiniSearch<{ id: number; name: string; title: string; bio: string; skills: string }>({
    fields: ['name', 'title', 'bio', 'skills'],
    processTerm: (term) => fold(term),
  });
  index.addAll(
    people.map(({ name, title, bio, skills: held }, id) => ({
      id,
      name,
      title,
      bio,
      skills: held.map(({ skill }) => Object.values(skills[skill]!.label).join(' ')).join(' '),
    })),
  );
  const search = (q: string, options: SearchOptions): number[] =>
    index
      .search(q, { boost: { name: 3, skills: 2 }, ...options })
      .slice(0, shown)
      .map(({ id }) => id as number);
  return {
    /** Told what kind of query it is: it then does no more than that kind needs. */
    told: (kind: string, q: string) =>
      search(q, { ...(kind === 'prefix' && { prefix: true }), ...(kind.endsWith('one slip') && { fuzzy: 0.2 }) }),
    /** As one box asks it, which does not know whether a word is whole or right: the last may be a beginning, all may be wrong. */
    untold: (q: string) => search(q, { prefix: (_term, place, terms) => place === terms.length - 1, fuzzy: 0.2 }),
  };
}

type Measured = {
  kind: string;
  database: number;
  api: number;
  /** Of `api`, what was not waiting for the database: the application itself. */
  outside: number;
  mini: number;
  untold: number;
  statements: number;
  right: boolean;
  miniRight: boolean;
  same: boolean;
};

const at = (share: number, values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
};

/** On the processor so far, in milliseconds; Linux only. */
export const processorTime = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;

/** The application over a database, which it closes, asked as somebody of the directory; answers whom it finds, by their places in it. */
export async function startAsking(database: Database, directory: Directory) {
  const app = await createApp({
    database,
    tokens: { verify: async (token) => ({ issuer: 'bench', userName: token, expires: new Date(8.64e15) }) },
    settings: parseConfig({ eventDays: 3_650 }, {}),
    origins: [],
    log: {
      info: () => {},
      warn: () => {},
      error: (message, fields) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`),
    },
    now: () => new Date('2026-11-20T09:00:00Z'),
    newId: v7,
  });
  for (let waited = 0; waited < 30_000 && !app.relay.isSettled(); waited += 100)
    await new Promise((resolve) => setTimeout(resolve, 100));
  const place = new Map(directory.people.map(({ id }, i) => [id, i]));
  const ask = async (q: string): Promise<number[]> => {
    const answer = await app.request(`/v1/experts?${new URLSearchParams({ q, limit: `${shown}` })}`, {
      headers: { Authorization: 'Bearer p3' },
    });
    if (answer.status !== 200) throw new Error(`The search for ${q} was answered ${answer.status}.`);
    const page = (await answer.json()) as ExpertPage;
    return page.items.map(({ person }) => place.get(person.id)!);
  };
  return { ask, close: () => app.close() };
}

export async function measure(
  database: Database,
  directory: Directory,
  backend?: number,
  most = each,
): Promise<Measured[]> {
  let [reading, statements] = [0, 0];
  // Some reads wait side by side.
  let [waiting, since] = [0, 0];
  const { ask, close } = await startAsking(
    {
      ...database,
      async read(standing, ...asked) {
        if (waiting === 0) since = performance.now();
        waiting += 1;
        statements += 1;
        try {
          return await database.read(standing, ...asked);
        } finally {
          waiting -= 1;
          if (waiting === 0) reading += performance.now() - since;
        }
      },
    },
    directory,
  );
  try {
    const search = makeMiniSearch(directory);
    tell('made the index of MiniSearch');
    const queries = makeQueries(directory, most);
    // As a server is after its first minutes: statements are planned, pages are in memory.
    for (const { q, kind } of queries.slice(0, Math.ceil(queries.length / 4))) {
      await ask(q);
      search.told(kind, q);
    }
    tell('asked a quarter, to warm up');
    const measured: Measured[] = [];
    for (const [i, { kind, q, accented, isMeant = () => true }] of queries.entries()) {
      if (i % 60 === 0) tell(`asked ${i} of ${queries.length}`);
      const before = backend === undefined ? 0 : processorTime(backend);
      [reading, statements] = [0, 0];
      const from = performance.now();
      const found = await ask(q);
      const api = performance.now() - from;
      const [read, asked] = [reading, statements];
      const inDatabase = backend === undefined ? read : processorTime(backend) - before;
      const started = performance.now();
      const others = search.told(kind, q);
      const mini = performance.now() - started;
      const again = performance.now();
      search.untold(q);
      const untold = performance.now() - again;
      measured.push({
        kind,
        database: inDatabase,
        api,
        outside: api - read,
        mini,
        untold,
        statements: asked,
        right: found.some(isMeant),
        miniRight: others.some(isMeant),
        same: accented === undefined || (await ask(accented)).join() === found.join(),
      });
    }
    return measured;
  } finally {
    await close();
  }
}

const wanted: Record<string, [p50: number, p99: number]> = {
  'several words': [Infinity, 60],
  sentence: [Infinity, 60],
};

export function summarise(measured: readonly Measured[], where: string): Result[] {
  return [...Map.groupBy(measured, ({ kind }) => kind)].flatMap(([kind, rows]): Result[] => {
    const [p50, p99] = wanted[kind] ?? [5, 20];
    const of = (key: 'database' | 'api' | 'outside' | 'mini' | 'untold') => rows.map((row) => row[key]);
    const ratio = (mini: 'mini' | 'untold') => at(0.5, of('api')) / at(0.5, of(mini));
    const share = (key: 'right' | 'miniRight' | 'same') => (100 * rows.filter((row) => row[key]).length) / rows.length;
    return [
      {
        what: `${where}, ${kind}: p50`,
        value: at(0.5, of('database')),
        unit: 'ms',
        ...(p50 < Infinity && { wanted: `≤ ${p50} ms` }),
      },
      { what: `${where}, ${kind}: p99`, value: at(0.99, of('database')), unit: 'ms', wanted: `≤ ${p99} ms` },
      {
        what: `${where}, ${kind}: through the API, p50 (${at(0.5, of('outside')).toFixed(1)} ms of it in the application, ${at(
          0.5,
          rows.map(({ statements }) => statements),
        )} reads)`,
        value: at(0.5, of('api')),
        unit: 'ms',
      },
      {
        what: `${where}, ${kind}: p50 through the API ÷ MiniSearch's as one box asks it (${at(0.5, of('untold')).toFixed(1)} ms)`,
        value: ratio('untold'),
        unit: '×',
        wanted: '≤ 0.2',
      },
      {
        what: `${where}, ${kind}: p50 through the API ÷ MiniSearch's told the kind (${at(0.5, of('mini')).toFixed(2)} ms)`,
        value: ratio('mini'),
        unit: '×',
      },
      ...(kind.endsWith('one slip')
        ? [
            {
              what: `${where}, ${kind}: right one among ${shown} (MiniSearch ${share('miniRight').toFixed(0)} %)`,
              value: share('right'),
              unit: '%',
              wanted: kind.startsWith('skill') ? '≥ 90 %' : '≥ 85 %',
            },
          ]
        : []),
      ...(kind.endsWith('accentless')
        ? [{ what: `${where}, ${kind}: finds what accents find`, value: share('same'), unit: '%', wanted: '100 %' }]
        : []),
    ];
  });
}

/** The backend of a pool of one connection. */
export async function backendOf(database: Database): Promise<number> {
  const [[row]] = (await database.read(
    { person: '00000000-0000-7000-8000-000000000000', audiences: [] },
    { name: 'bench_backend', text: 'select pg_backend_pid() as pid', values: [] },
  )) as [[{ pid: number }]];
  return row.pid;
}

async function benchSearchPostgres(): Promise<Result[]> {
  const binaries = findBinaries();
  if (!binaries)
    throw new Error('No PostgreSQL binaries were found: install them (Debian: postgresql) to measure on them.');
  const cluster = await createCluster(binaries, { durable: true, memory: '1GB' });
  try {
    const client = new pg.Client({ connectionString: cluster.url });
    await client.connect();
    await client.query('create database bench');
    await client.end();
    const address = (name: string) => cluster.url.replace(/\/[^/?]*(\?|$)/, `/${name}$1`);
    const url = address('bench');
    await migratePostgres(url);
    const directory = makeDirectory(large);
    tell('made the directory');
    await loadPostgres(url, directory, large.communities);
    tell('loaded it');
    const database = await openServer({ url, poolSize: 1 });
    const measured = await measure(database, directory, await backendOf(database));
    tell('asked it');
    return [
      ...summarise(measured, `${large.people.toLocaleString('en')} people`),
      ...(await benchHidden(address, directory)),
    ];
  } finally {
    cluster.remove();
  }
}

async function benchSearchEmbedded(): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-bench-'));
  try {
    const directory = makeDirectory(small);
    await loadEmbedded(folder, directory, small.communities);
    const database = await openEmbedded(folder);
    const measured = await measure(database, directory);
    return summarise(measured, 'PGlite, 10,000 people');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const benchSearch = [benchSearchPostgres, benchSearchEmbedded];
