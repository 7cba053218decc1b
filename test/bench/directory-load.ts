/**
 * Loads a directory into the tables that an import fills, and its index as the indexer would make it, both by COPY:
 * the analysis is the application's own, only the statements that write are for large amounts.
 */
import { closeSync, mkdtempSync, openSync, chmodSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import {
  commentDocument,
  nameDocument,
  postDocument,
  profileDocument,
  projectDocument,
  skillDocuments,
} from '../../server/src/evidence/documents.ts';
import { type Document, listOf } from '../../server/src/evidence/store.ts';
import { openEmbedded } from '../../server/src/kernel/database/open.ts';
import { openPGlite } from '../../server/src/kernel/database/pglite.ts';
import { type Directory, openingOfTime, uuidOf } from './directory.ts';
import { tell } from './report.ts';

type Field = string | number | null;
type Loader = {
  run(sql: string): Promise<unknown>;
  copy(table: string, rows: Iterable<readonly Field[]>): Promise<void>;
};

const line = (row: readonly Field[]): string =>
  `${row.map((field) => (field === null ? '\\N' : typeof field === 'number' ? field : field.replace(/[\\\t\n\r]/g, (char) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[char]!))).join('\t')}\n`;
const list = (values: readonly string[]): string => `{${values.map((value) => JSON.stringify(value)).join(',')}}`;
const bodyOf = (text: string) => [{ type: 'paragraph' as const, children: [{ type: 'text' as const, text }] }];
const since = new Date(openingOfTime).toISOString();

/** Ids of audiences: everyone C0, everyone C1, then one for each community. */
const everyone = 2;
const audienceOf = (community: number | null): number => (community === null ? everyone : 3 + community);

function* documentsOf({ skills, people, writings, projects }: Directory): Generator<Document> {
  const held = new Set(people.flatMap((person) => person.skills.map(({ skill }) => skill)));
  for (const person of people) {
    const text = { ...person, audience_id: everyone };
    yield nameDocument(text);
    yield profileDocument(text);
  }
  for (const [i, skill] of skills.entries()) if (held.has(i)) yield* skillDocuments(skill);
  for (const project of projects) yield projectDocument({ ...project, source: project.text, audience_id: everyone });
  for (const writing of writings) {
    const root = writing.thread === null ? undefined : writings[writing.thread]!;
    const common = {
      id: writing.id,
      title: writing.title ?? root?.title ?? null,
      tags: root?.tags ?? writing.tags,
      body: bodyOf(writing.text),
      audience_id: audienceOf(writing.community),
      author_id: people[writing.author]!.id,
      created_at: writing.at,
    };
    yield root
      ? commentDocument({ ...common, parent_id: null, asker_id: people[root.author]!.id })
      : postDocument({ ...common, kind: 'question' });
  }
}

async function load({ run, copy }: Loader, directory: Directory, communities: number): Promise<void> {
  const { skills, people, writings, projects } = directory;
  await run(
    `insert into audience (kind, community_id, circles, degree) values ('shared', null, '{employee}', 'C0'), ('shared', null, '{employee}', 'C1')`,
  );
  await copy(
    'community (id, slug, name, visibility, join_rule, circles, default_degree, created_at, audience_id)',
    Array.from({ length: communities }, (_, i) => [
      uuidOf.community(i),
      `community-${i}`,
      `Community ${i}`,
      'listed',
      'free',
      '{employee}',
      'C1',
      since,
      everyone,
    ]),
  );
  for (let i = 0; i < communities; i++)
    await run(
      `insert into audience (kind, community_id, circles, degree) values ('shared', '${uuidOf.community(i)}', '{employee}', 'C1')`,
    );
  await run('update community set audience_id = a.id from audience a where a.community_id = community.id');
  await copy(
    'person (id, user_name, name, circle, clearance, profile_audience_id)',
    people.map(({ id, name }, i) => [id, `p${i}`, name, 'employee', 'C1', everyone]),
  );
  await copy(
    'profile (person_id, audience_id, title, unit, site, bio, languages)',
    people.map((person) => [
      person.id,
      everyone,
      person.title,
      person.unit,
      person.site,
      person.bio,
      list(person.languages),
    ]),
  );
  await copy(
    'skill (id, label, synonyms)',
    skills.map(({ id, label, synonyms }) => [id, JSON.stringify(label), JSON.stringify(synonyms)]),
  );
  await copy(
    'person_skill (person_id, skill_id, audience_id, level, tags)',
    (function* () {
      for (const person of people)
        for (const { skill, level, asks, open } of person.skills)
          yield [person.id, skills[skill]!.id, open ? everyone : 1, level, asks ? '{ask-me-about}' : '{}'] as const;
    })(),
  );
  await copy(
    'project (id, audience_id, title, source)',
    projects.map(({ id, title, text }) => [id, everyone, title, text]),
  );
  await copy(
    'project_member (project_id, person_id, days)',
    projects.flatMap(({ id, members }) => members.map(({ person, days }) => [id, people[person]!.id, days])),
  );
  const posts = function* () {
    for (const { id, author, thread, title, text, tags, at, community } of writings)
      if (thread === null)
        yield [
          id,
          audienceOf(community),
          community === null ? null : uuidOf.community(community),
          people[author]!.id,
          'question',
          title,
          JSON.stringify(bodyOf(text)),
          text,
          list(tags),
          at.toISOString(),
        ] as const;
  };
  await copy('post (id, audience_id, community_id, author_id, kind, title, body, source, tags, created_at)', posts());
  const comments = function* () {
    for (const { id, author, thread, text, at, community } of writings)
      if (thread !== null)
        yield [
          id,
          writings[thread]!.id,
          audienceOf(community),
          people[author]!.id,
          JSON.stringify(bodyOf(text)),
          text,
          at.toISOString(),
        ] as const;
  };
  await copy('comment (id, post_id, audience_id, author_id, body, source, created_at)', comments());
}

/** The index: every list of it, with its frequencies, as after `indexDue`. */
async function loadIndex({ run, copy }: Loader, directory: Directory): Promise<void> {
  let id = 0;
  // What was analysed for its postings is listed after them, not analysed again.
  const documents: Field[][] = [];
  const postings = function* () {
    for (const { kind, subject, part, person, audience, worth, at, terms } of documentsOf(directory)) {
      id += 1;
      documents.push([id, kind, subject, part, audience, person, worth, at?.toISOString() ?? null]);
      const place = { name: 1, profile: 2, skill: 3, project: 4, contribution: 5, archive: 5 }[listOf(kind, person)];
      for (const [term, weight] of terms)
        yield [
          term,
          place,
          at === null ? weight : at.getTime() / 1_000,
          id,
          audience,
          Math.round(weight * 1_000) / 1_000,
        ] as const;
    }
  };
  const { rows } = (await run(`select indexname, indexdef from pg_indexes where tablename = 'search_posting'`)) as {
    rows: { indexname: string; indexdef: string }[];
  };
  for (const { indexname } of rows) await run(`drop index ${indexname}`);
  await copy('search_posting (term, list, place, document_id, audience_id, weight)', postings());
  await copy('search_document (id, kind, subject_id, part, audience_id, person_id, worth, at)', documents);
  for (const { indexname, indexdef } of rows) {
    await run(indexdef);
    tell(`made ${indexname}`);
  }
  await run(`select setval(pg_get_serial_sequence('search_document', 'id'), ${id})`);
  await run(`insert into search_frequency (term, audience_id, documents, folded)
    select term, audience_id, count(*), true from search_posting where search_counts(list) group by 1, 2`);
  await run(`insert into search_frequency (term, audience_id, documents, folded)
    select '', audience_id, count(*), true from search_document where kind in ('profile', 'project', 'post', 'comment') group by 2`);
}

export async function loadPostgres(url: string, directory: Directory, communities: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const folder = mkdtempSync(join(tmpdir(), 'parvis-load-'));
  chmodSync(folder, 0o755);
  const loader: Loader = {
    run: (sql) => client.query(sql),
    // Through a file: the server is on this machine, and reads it as fast as it can.
    async copy(table, rows) {
      const name = join(folder, 'rows');
      const file = openSync(name, 'w', 0o644);
      let waiting: string[] = [];
      for (const row of rows)
        if (waiting.push(line(row)) === 20_000) {
          writeSync(file, waiting.join(''));
          waiting = [];
        }
      writeSync(file, waiting.join(''));
      closeSync(file);
      await client.query(`copy ${table} from '${name}'`);
      rmSync(name);
      tell(`filled ${table.split(' ')[0]}`);
    },
  };
  try {
    await client.query(`set session_replication_role = replica`);
    await client.query(`set maintenance_work_mem = '512MB'; set synchronous_commit = off`);
    await load(loader, directory, communities);
    await loadIndex(loader, directory);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function loadEmbedded(folder: string, directory: Directory, communities: number): Promise<void> {
  await (await openEmbedded(folder)).close();
  const engine = await openPGlite({ dataDir: folder });
  const loader: Loader = {
    run: (sql) => engine.query(sql),
    async copy(table, rows) {
      const parts: string[] = [];
      let waiting: string[] = [];
      for (const row of rows)
        if (waiting.push(line(row)) === 20_000) {
          parts.push(waiting.join(''));
          waiting = [];
        }
      await engine.query(`copy ${table} from '/dev/blob'`, [], { blob: new Blob([...parts, waiting.join('')]) });
    },
  };
  await engine.exec('set session_replication_role = replica');
  await load(loader, directory, communities);
  await loadIndex(loader, directory);
  await engine.exec('vacuum analyze');
  await engine.close();
}
