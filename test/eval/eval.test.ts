import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convert, readJsonl, writeFolder } from './convert.ts';
import { importSource, openSource } from '../../server/src/imports/index.ts';
import { startTestApp } from '../support/app.ts';

const run = promisify(execFile);
let folder: string;
const file = (name: string) => join(folder, name);
const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parvis-eval-test-'));
  writeFileSync(
    file('people.jsonl'),
    lines([
      {
        id: 'u1',
        name: 'Ada',
        about: 'Asks\u2028a lot',
        location: 'Lyon',
        joined: '2021-01-01T00:00:00.000',
        candidate: true,
      },
      { id: 'u2', name: 'Ben', about: null, location: null, joined: '2021-01-01T00:00:00.000', candidate: true },
      {
        id: 'u3',
        name: 'Cam',
        role: 'Soudeuse',
        domain: 'Atelier',
        departments: ['usine'],
        bio: 'TIG',
        start: '2020-01-01',
        judged: true,
      },
      {
        id: 'u4',
        name: 'Dan',
        role: 'Soudeur',
        domain: 'Atelier',
        departments: [],
        bio: null,
        start: '2020-01-01',
        judged: false,
      },
    ]),
  );
  writeFileSync(
    file('posts.jsonl'),
    lines([
      {
        id: 'p1',
        type: 'question',
        thread: 'p1',
        parent: null,
        author: 'u1',
        created: '2021-05-01T10:00:00.000',
        title: 'Node stops',
        text: 'My node stops at night.',
        tags: ['node', 'c#', 'not a tag'],
        score: 9,
        accepted: 'p2',
      },
      {
        id: 'p2',
        type: 'answer',
        thread: 'p1',
        parent: 'p1',
        author: 'u2',
        created: '2021-05-02T10:00:00.000',
        title: null,
        text: 'Give the node more memory.',
        tags: [],
        score: -3,
      },
      {
        id: 'c1',
        type: 'comment',
        thread: 'p1',
        parent: 'p2',
        author: 'u1',
        created: '2021-05-03T10:00:00.000',
        title: null,
        text: 'Thanks.',
        tags: [],
      },
      {
        id: 'c2',
        type: 'comment',
        thread: 'p1',
        parent: 'p1',
        author: 'nobody',
        created: '2021-05-03T10:00:00.000',
        title: null,
        text: 'Lost.',
        tags: [],
      },
      {
        id: 's1',
        type: 'project',
        authors: ['u3', 'nobody'],
        author_days: { u3: 40 },
        created: '2021-02-01',
        title: 'Portique',
        text: 'Soudage du portique.',
      },
    ]),
  );
  writeFileSync(
    file('topics.jsonl'),
    lines([
      {
        id: 't1',
        kind: 'route',
        query: 'node stops',
        description: 'It stopped again',
        asof: '2021-06-01T00:00:00.000',
        exclude: ['u1'],
      },
      { id: 't2', kind: 'competence', query: 'Soudure', description: null, candidates: 'declared' },
    ]),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a data folder', () => {
  it('becomes an interchange folder, without scores and without what leads nowhere', async () => {
    const rows = await convert(folder);
    expect(rows['people.jsonl']).toHaveLength(5);
    expect(rows['people.jsonl']?.[2]).toMatchObject({ id: 'u3', title: 'Soudeuse', unit: 'usine/Atelier' });
    expect(rows['posts.jsonl']).toEqual([
      expect.objectContaining({ id: 'p1', kind: 'question', tags: ['node', 'c#'], accepted: 'p2' }),
    ]);
    expect(rows['comments.jsonl']?.map(({ id, parent }) => [id, parent])).toEqual([
      ['p2', undefined],
      ['c1', 'p2'],
    ]);
    expect(rows['projects.jsonl']?.[0]?.members).toEqual([{ person: 'u3', days: 40 }]);
    expect(JSON.stringify(rows)).not.toMatch(/score|judged|candidate/);
  });

  it('is imported through the ordinary import, and a second time changes nothing in the index', async () => {
    const app = await startTestApp();
    try {
      const converted = file('converted');
      await writeFolder(await convert(folder), converted);
      const index = () =>
        app.database.system(async (tx) => {
          const { rows } = await tx.executeQuery<{ kind: string; id: number }>({
            sql: 'select kind, id from search_document order by id',
            parameters: [],
            query: { kind: 'RawNode', sqlFragments: [], parameters: [] },
            queryId: { queryId: 'documents' },
          });
          return rows;
        });
      await importSource(app.kernel, await openSource(converted));
      const before = await index();
      expect(new Set(before.map(({ kind }) => kind))).toEqual(
        new Set(['name', 'profile', 'project', 'post', 'comment']),
      );
      await importSource(app.kernel, await openSource(converted));
      expect(await index()).toEqual(before);
    } finally {
      await app.close();
    }
  });

  it('is read whole where its texts hold separators of lines', async () => {
    const people = [];
    for await (const person of readJsonl<{ id: string }>(file('people.jsonl'))) people.push(person.id);
    expect(people).toEqual(['u1', 'u2', 'u3', 'u4']);
  });

  it('that lacks a file is refused with the name of the file', async () => {
    await expect(convert(join(folder, 'nowhere'))).rejects.toThrow(/nowhere.*people\.jsonl/);
  });
});

describe('npm run eval', () => {
  it('writes a run with the ids of the source: the asker left out, and only the pool where a topic names one', async () => {
    await run(process.execPath, [
      '--conditions=source',
      'test/eval/run.ts',
      '--data',
      folder,
      '--out',
      file('run.txt'),
      '--lately',
      file('lately.txt'),
    ]);
    const [route, ...others] = readFileSync(file('run.txt'), 'utf8').trim().split('\n');
    expect(route).toBe('t1 Q0 u2 1 100 parvis');
    expect(others).toEqual(['t2 Q0 u3 1 100 parvis']);
    expect(readFileSync(file('lately.txt'), 'utf8')).toBe('t1 Q0 u2 1 100 lately\nt2 Q0 u2 1 100 lately\n');
  });
});
