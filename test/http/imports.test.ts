import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { type CommentPage, type Community, type Me, type Person, type PostPage, limits } from '@parvis/contracts';
import { type Line, readLines } from '../../server/src/imports/lines.ts';
import { ImportRefused, type Report, importSource, openSource } from '../../server/src/imports/index.ts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { expectProblem } from '../support/problem.ts';
import { acceptCharter, addPeople } from '../support/seed.ts';
import { jpeg, pdf } from '../support/uploads.ts';

let app: TestApp;
let work: string;
let folders = 0;

beforeAll(async () => {
  app = await startTestApp();
  work = mkdtempSync(join(tmpdir(), 'parvis-import-'));
});
afterAll(async () => {
  await app.close();
  rmSync(work, { recursive: true });
});

type Files = Record<string, readonly (object | string)[] | string | Uint8Array>;

/** A file is rows, each an object or a line as it stands; or the whole text. */
function folder(files: Files): string {
  const path = join(work, String(folders++));
  mkdirSync(path);
  for (const [name, content] of Object.entries(files)) {
    const text = Array.isArray(content)
      ? content.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join('')
      : (content as string | Uint8Array);
    writeFileSync(join(path, name), text);
  }
  return path;
}

const run = async (path: string): Promise<Report> =>
  importSource({ database: app.database, now: () => app.clock.now, newId: v7 }, await openSource(path));
/** Whoever was imported has accepted nothing yet. */
const acceptAll = () => app.database.system((tx) => acceptCharter(tx));

async function refusal(path: string): Promise<string[]> {
  const error = await run(path).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ImportRefused);
  return (error as ImportRefused).message.split('\n').slice(1);
}

const rowsOf = (table: string): Promise<unknown[]> =>
  app.database.system(async (tx) => {
    const { rows } = await sql<{
      row: unknown;
    }>`select to_jsonb(t) as row from ${sql.table(table)} t order by to_jsonb(t)::text`.execute(tx);
    return rows;
  });

const tables = [
  'person',
  'profile',
  'community',
  'membership',
  'project',
  'project_member',
  'skill',
  'person_skill',
  'post',
  'comment',
  'reaction',
  'audience',
  'imported',
];
const everything = async () => JSON.stringify(await Promise.all(tables.map(rowsOf)));
const totalOf = (report: Report, what: 'added' | 'changed' | 'unchanged' | 'leftOut') =>
  Object.values(report).reduce((sum, count) => sum + count[what], 0);

const at = '2026-03-02T09:30:00Z';
const company: Files = {
  'skills.jsonl': [{ id: 'welding', label: { en: 'welding', fr: 'soudure' }, synonyms: { fr: ['soudage'] } }],
  'people.jsonl': [
    {
      id: 'p1',
      userName: 'anna.roy',
      name: 'Anna Roy',
      title: 'Welder',
      unit: 'works/hall-2',
      site: 'Lyon',
      circle: 'employee',
      clearance: 'C1',
      manager: 'p2',
      mail: 'anna.roy@example.com',
      skills: [
        { skill: 'welding', level: 'expert' },
        { skill: 'Soudage', tags: ['can-mentor'] },
        { skill: 'Juggling' },
      ],
    },
    { id: 'p2', userName: 'boris.lang', name: 'Boris Lang', clearance: 'C1', joinedAt: '2019-09-01' },
    { id: 'p3', name: 'Carla Supplier', circle: 'supplier' },
  ],
  'communities.jsonl': [
    { id: 'hall', name: 'Hall 2', members: [{ person: 'p1' }, { person: 'p2', role: 'steward' }] },
    {
      id: 'plans',
      name: 'Plans',
      visibility: 'secret',
      joinRule: 'invite',
      members: [{ person: 'p2', role: 'steward' }],
    },
  ],
  'projects.jsonl': [
    {
      id: 'j1',
      title: 'New furnace',
      text: 'A furnace.',
      startedAt: '2025-01-01',
      members: [{ person: 'p1', days: 40 }],
    },
  ],
  'posts.jsonl': [
    {
      id: 'q1',
      kind: 'question',
      author: 'p1',
      community: 'hall',
      title: 'Which gas?',
      text: 'For **steel**, @boris.lang? #argon',
      tags: ['Gas'],
      accepted: 'c2',
      createdAt: at,
    },
    { id: 'u1', author: 'p2', community: 'plans', text: 'Only for us.', createdAt: '2026-03-03 10:00' },
  ],
  'comments.jsonl': [
    { id: 'c3', post: 'q1', parent: 'c2', author: 'p1', text: 'Thanks', createdAt: '2026-03-02T12:00:00+01:00' },
    { id: 'c2', post: 'q1', author: 'p2', text: 'Argon.', language: 'de', createdAt: '2026-03-02T10:30:00' },
  ],
  'reactions.jsonl': [
    { person: 'p1', comment: 'c2', kind: 'thanks' },
    { person: 'p2', post: 'q1' },
  ],
};

describe('a whole folder', () => {
  let first: Report;
  beforeAll(async () => {
    first = await run(folder(company));
    await acceptAll();
  });

  it('is read by the people it makes, through the ordinary API', async () => {
    expect(totalOf(first, 'added')).toBe(13);
    const feed = (await (await app.as('anna.roy')('GET', '/v1/posts?scope=community&for=hall')).json()) as PostPage;
    const question = feed.items[0]!;
    expect(question).toMatchObject({
      kind: 'question',
      title: 'Which gas?',
      tags: ['gas', 'argon'],
      createdAt: '2026-03-02T09:30:00.000Z',
      author: { name: 'Anna Roy', abilities: { open: true } },
      audience: { community: { slug: 'hall' }, circles: ['employee'], degree: 'C1' },
      commentCount: 2,
      reactions: [{ kind: 'like', count: 1, mine: false }],
    });
    expect(JSON.stringify(question.body)).toContain('"name":"Boris Lang"');

    const { items } = (await (
      await app.as('boris.lang')('GET', `/v1/posts/${question.id}/comments`)
    ).json()) as CommentPage;
    expect(
      items.map(({ accepted, parent, language, createdAt }) => ({ accepted, parent, language, createdAt })),
    ).toEqual([
      { accepted: true, parent: null, language: 'de', createdAt: '2026-03-02T10:30:00.000Z' },
      { accepted: false, parent: items[0]!.id, language: null, createdAt: '2026-03-02T11:00:00.000Z' },
    ]);
    expect(items[0]!.reactions).toEqual([{ kind: 'thanks', count: 1, mine: false }]);

    const card = (await (await app.as('boris.lang')('GET', `/v1/people/${question.author.id}`)).json()) as Person;
    expect(card).toMatchObject({
      userName: 'anna.roy',
      unit: 'works/hall-2',
      manager: { name: 'Boris Lang' },
      mail: 'anna.roy@example.com',
    });
    // Two names for one skill are one skill; an unknown one joins the vocabulary.
    expect(card.skills.map(({ label }) => Object.values(label)[0]).sort()).toEqual(['Juggling', 'welding']);
    const hall = (await (await app.as('anna.roy')('GET', '/v1/communities/hall')).json()) as Community;
    expect(hall).toMatchObject({ members: 2, membership: { role: 'member' } });
  });

  it('keeps what is secret to its members, and employees’ cards from suppliers', async () => {
    expect((await app.as('boris.lang')('GET', '/v1/communities/plans')).status).toBe(200);
    expect((await app.as('anna.roy')('GET', '/v1/communities/plans')).status).toBe(404);
    const people = await app.database.system((tx) => tx.selectFrom('person').select(['id', 'user_name']).execute());
    const anna = people.find(({ user_name }) => user_name === 'anna.roy')!;
    expect((await app.as('p3')('GET', `/v1/people/${anna.id}`)).status).toBe(404);
  });

  it('notifies nobody: one event, in nobody’s stream', async () => {
    const events = await app.database.system((tx) =>
      tx.selectFrom('event').select(['type', 'audience_id', 'actor_id']).execute(),
    );
    expect(events).toEqual([{ type: 'import.completed', audience_id: null, actor_id: null }]);
  });

  it('changes nothing the second time', async () => {
    const before = await everything();
    const events = await rowsOf('event');
    app.clock.now = new Date('2026-11-21T09:00:00.000Z');
    const second = await run(folder(company));
    expect(totalOf(second, 'unchanged')).toBe(13);
    expect(totalOf(second, 'added') + totalOf(second, 'changed') + totalOf(second, 'leftOut')).toBe(0);
    expect(await everything()).toBe(before);
    expect(await rowsOf('event')).toEqual(events);
  });

  it('gives the same ids in another database', async () => {
    const other = await startTestApp();
    await importSource(
      { database: other.database, now: () => other.clock.now, newId: v7 },
      await openSource(folder(company)),
    );
    const ids = (database: TestApp['database']) =>
      database.system((tx) => tx.selectFrom('post').select('id').orderBy('id').execute());
    expect(await ids(other.database)).toEqual(await ids(app.database));
    await other.close();
  });

  it('brings what changed in the source, and leaves alone what people changed or deleted here', async () => {
    const feed = (await (await app.as('boris.lang')('GET', '/v1/posts?scope=community&for=plans')).json()) as PostPage;
    expect((await app.as('boris.lang')('DELETE', `/v1/posts/${feed.items[0]!.id}`)).status).toBe(204);
    const question = (
      (await (await app.as('anna.roy')('GET', '/v1/posts?scope=community&for=hall')).json()) as PostPage
    ).items[0]!;
    await app.as('anna.roy')('PATCH', `/v1/posts/${question.id}`, { text: 'For copper?' });

    const people = company['people.jsonl'] as object[];
    const posts = company['posts.jsonl'] as object[];
    const report = await run(
      folder({
        ...company,
        'people.jsonl': [{ ...people[0], title: 'Foreman' }, ...people.slice(1)],
        'posts.jsonl': [posts[0]!, { ...posts[1], text: 'Changed at the source.' }],
        'comments.jsonl': [
          ...(company['comments.jsonl'] as object[]),
          { id: 'c9', post: 'u1', author: 'p2', text: 'On what is gone', createdAt: at },
        ],
      }),
    );
    expect(report['people.jsonl']).toEqual({ added: 0, changed: 1, unchanged: 2, leftOut: 0 });
    expect(report['posts.jsonl']).toEqual({ added: 0, changed: 0, unchanged: 1, leftOut: 1 });
    expect(report['comments.jsonl']).toEqual({ added: 0, changed: 0, unchanged: 2, leftOut: 1 });
    const card = (await (await app.as('boris.lang')('GET', `/v1/people/${question.author.id}`)).json()) as Person;
    expect(card.title).toBe('Foreman');
    const after = (await (await app.as('anna.roy')('GET', `/v1/posts/${question.id}`)).json()) as { source: string };
    expect(after.source).toBe('For copper?');
    expect(
      ((await (await app.as('boris.lang')('GET', '/v1/posts?scope=community&for=plans')).json()) as PostPage).items,
    ).toEqual([]);
  });

  it('does not bring back the text of a comment that was deleted here after others replied', async () => {
    const files = (text: string): Files => ({
      'posts.jsonl': [
        {
          id: 'dq',
          kind: 'question',
          title: 'Which rod?',
          author: 'p1',
          community: 'hall',
          text: `Rod, ${text}`,
          createdAt: at,
          accepted: 'd1',
        },
      ],
      'comments.jsonl': [
        { id: 'd1', post: 'dq', author: 'p2', text, createdAt: at },
        { id: 'd2', post: 'dq', parent: 'd1', author: 'p1', text: 'Thanks', createdAt: at },
      ],
      'reactions.jsonl': [{ person: 'p1', comment: 'd1', kind: text.startsWith('Thin') ? 'thanks' : 'like' }],
    });
    await run(folder(files('Thin ones')));
    const imported = await app.database.system((tx) =>
      tx.selectFrom('comment').select(['id', 'post_id']).where('source', '=', 'Thin ones').executeTakeFirstOrThrow(),
    );
    expect((await app.as('boris.lang')('DELETE', `/v1/comments/${imported.id}`)).status).toBe(204);
    const report = await run(folder(files('Thick ones')));
    expect(report['comments.jsonl']).toEqual({ added: 0, changed: 0, unchanged: 1, leftOut: 1 });
    const page = (await (
      await app.as('anna.roy')('GET', `/v1/posts/${imported.post_id}/comments`)
    ).json()) as CommentPage;
    expect(page.items[0]).toMatchObject({ id: imported.id, body: [], accepted: false, reactions: [] });
  });

  it('accepts no answer that is held or removed here', async () => {
    const files = (text: string): Files => ({
      'posts.jsonl': [
        {
          id: 'hq',
          kind: 'question',
          title: 'Which gas?',
          author: 'p1',
          community: 'hall',
          text,
          createdAt: at,
          accepted: 'h1',
        },
      ],
      'comments.jsonl': [{ id: 'h1', post: 'hq', author: 'p2', text: 'Helium', createdAt: at }],
    });
    await run(folder(files('First')));
    await app.database.system((tx) =>
      tx.updateTable('comment').set({ state: 'held' }).where('source', '=', 'Helium').execute(),
    );
    await run(folder(files('Changed at the source')));
    const question = await app.database.system((tx) =>
      tx.selectFrom('post').select('accepted_id').where('source', '=', 'Changed at the source').executeTakeFirst(),
    );
    expect(question).toEqual({ accepted_id: null });
  });

  it('brings people who have accepted no charter: they do so themselves before they write', async () => {
    await run(folder({ 'people.jsonl': [{ id: 'fresh', userName: 'fresh', name: 'Frederic Fresh' }] }));
    const body = { text: 'Hello.', audience: { community: null } };
    await expectProblem(await app.as('fresh')('POST', '/v1/posts', body), 'charter-not-accepted');
  });

  it('brings people who can be mentioned in any case', async () => {
    await run(folder({ 'people.jsonl': [{ id: 'cap', userName: 'Ada.Capital', name: 'Ada Capital' }] }));
    const { communities } = (await (await app.as('anna.roy')('GET', '/v1/me')).json()) as Me;
    const written = await app.as('anna.roy')('POST', '/v1/posts', {
      text: 'Ask @ada.capital',
      audience: { community: communities[0]!.id },
    });
    expect(JSON.stringify(await written.json())).toContain('"name":"Ada Capital"');
  });

  it('is seen by pages that were read before it', async () => {
    const address = '/v1/posts?scope=community&for=hall';
    const tag = await vi.waitFor(async () => {
      const found = (await app.as('anna.roy')('GET', address)).headers.get('ETag')!;
      expect((await app.as('anna.roy')('GET', address, undefined, { 'If-None-Match': found })).status).toBe(304);
      return found;
    });
    await run(folder({ 'posts.jsonl': [{ id: 'seen', author: 'p1', community: 'hall', text: 'New', createdAt: at }] }));
    const after = await app.as('anna.roy')('GET', address, undefined, { 'If-None-Match': tag });
    expect(after.status).toBe(200);
    expect(JSON.stringify(await after.json())).toContain('"New"');
  });

  it('can refer to what earlier imports brought', async () => {
    const report = await run(
      folder({
        'posts.jsonl': [{ id: 'late', author: 'p1', community: 'hall', text: 'Later', createdAt: at }],
        'comments.jsonl': [
          { id: 'late-c', post: 'q1', parent: 'c2', author: 'boris.lang', text: 'By user name', createdAt: at },
        ],
      }),
    );
    expect(totalOf(report, 'added')).toBe(2);
  });

  it('takes somebody who was here before as the same person', async () => {
    const { dora } = await addPeople(app.database, [{ userName: 'dora', clearance: 'C2' }]);
    await run(folder({ 'people.jsonl': [{ id: 'hr-7', userName: 'dora', name: 'Dora Known', clearance: 'C2' }] }));
    const card = (await (await app.as('dora')('GET', `/v1/people/${dora}`)).json()) as Person;
    expect(card.name).toBe('Dora Known');
  });
});

describe('a folder that is not as it should be', () => {
  const person = { id: 'x1', name: 'Xavier' };
  const post = { id: 'y1', author: 'x1', community: null, text: 'a', createdAt: at };
  const comment = { id: 'z1', post: 'y1', author: 'x1', text: 'a', createdAt: at };
  const withPost = { 'people.jsonl': [person], 'posts.jsonl': [post] };

  it.each<[string, Files, string]>([
    [
      'no JSON',
      { 'people.jsonl': [person, '{"id": '] },
      'people.jsonl:2: the line is not JSON: each line is one object, { "id": … }',
    ],
    [
      'JSON that is no object',
      { 'people.jsonl': ['[1]'] },
      'people.jsonl:1: the line is [1]: each line is one object, { "id": … }',
    ],
    ['a missing field', { 'people.jsonl': [{ id: 'x1' }] }, 'people.jsonl:1: "name" is missing'],
    [
      'an unknown field',
      { 'people.jsonl': [{ ...person, nmae: 'x' }] },
      'people.jsonl:1: "nmae", which is no field of this format: leave it out',
    ],
    [
      'an unknown value',
      { 'people.jsonl': [{ ...person, circle: 'staff' }] },
      'people.jsonl:1: "circle" is "staff": it must be one of employee, client, supplier',
    ],
    [
      'another type',
      { 'people.jsonl': [{ ...person, hidden: 'no' }] },
      'people.jsonl:1: "hidden" is "no": it must be boolean',
    ],
    [
      'a value inside',
      { 'people.jsonl': [{ ...person, skills: [{ skill: 'a', level: 'guru' }] }] },
      'people.jsonl:1: "skills.0.level" is "guru": it must be one of learning, practising, proficient, expert',
    ],
    [
      'a date that does not exist',
      { 'people.jsonl': [{ ...person, joinedAt: '2025-02-30' }] },
      'people.jsonl:1: "joinedAt" is "2025-02-30", which is not as it should be (not a date that exists)',
    ],
    [
      'too long a name',
      { 'people.jsonl': [{ ...person, name: 'x'.repeat(201) }] },
      'people.jsonl:1: "name" is too long: at most 200',
    ],
    [
      'bytes that are no UTF-8',
      { 'people.jsonl': Uint8Array.from([0x7b, 0xe9, 0x7d, 0x0a]) },
      'people.jsonl:1: the line is not UTF-8 text: save the file as UTF-8',
    ],
    [
      'the same id twice',
      { 'people.jsonl': [person, '', person] },
      'people.jsonl:3: the id "x1" stands on line 1 already: keep one of the two',
    ],
    [
      'a user name twice',
      { 'people.jsonl': [person, { id: 'x2', userName: 'X1', name: 'Y' }] },
      'people.jsonl:2: the user name "X1" stands on line 1 already: keep one of the two',
    ],
    [
      'an unknown manager',
      { 'people.jsonl': [{ ...person, manager: 'x9' }] },
      'people.jsonl:1: "manager" is "x9", and nobody of that id is in these files or here already',
    ],
    [
      'an unknown author',
      { ...withPost, 'posts.jsonl': [post, { ...post, id: 'y2', author: 'x9' }] },
      'posts.jsonl:2: "author" is "x9", and nobody of that id is in these files or here already',
    ],
    [
      'an unknown community',
      { ...withPost, 'posts.jsonl': [{ ...post, community: 'nowhere' }] },
      'posts.jsonl:1: the community "nowhere" is neither in communities.jsonl nor here already',
    ],
    [
      'a circle that the community does not admit',
      {
        ...withPost,
        'communities.jsonl': [{ id: 'in', name: 'In' }],
        'posts.jsonl': [{ ...post, community: 'in', circles: ['client'] }],
      },
      'posts.jsonl:1: "circles" has client, which the community "in" does not admit (employee)',
    ],
    [
      'a link without its address',
      { ...withPost, 'posts.jsonl': [{ ...post, kind: 'link' }] },
      'posts.jsonl:1: "link" is missing: a post of kind link leads somewhere',
    ],
    [
      'a question without a title',
      { ...withPost, 'posts.jsonl': [{ ...post, kind: 'question' }] },
      'posts.jsonl:1: "title" is missing: a question has one that asks it',
    ],
    [
      'a time to come',
      { ...withPost, 'posts.jsonl': [{ ...post, createdAt: '2999-01-01' }] },
      'posts.jsonl:1: "createdAt" is 2999-01-01, which is in the future',
    ],
    [
      'an address that leads nowhere safe',
      { ...withPost, 'posts.jsonl': [{ ...post, kind: 'link', link: 'javascript:alert(1)' }] },
      'posts.jsonl:1: "link" is "javascript:alert(1)", which is not as it should be (url)',
    ],
    [
      'a comment on nothing',
      { ...withPost, 'comments.jsonl': [{ ...comment, post: 'y9' }] },
      'comments.jsonl:1: "post" is "y9", and no post of that id is in these files or here already',
    ],
    [
      'an answer from another post',
      {
        ...withPost,
        'posts.jsonl': [post, { ...post, id: 'y2', kind: 'question', title: 'Q', accepted: 'z1' }],
        'comments.jsonl': [comment],
      },
      'posts.jsonl:2: "accepted" is "z1", which is a comment on another post',
    ],
    [
      'a reply to a reply',
      {
        ...withPost,
        'comments.jsonl': [comment, { ...comment, id: 'z2', parent: 'z1' }, { ...comment, id: 'z3', parent: 'z2' }],
      },
      'comments.jsonl:3: "parent" is "z2", which is a reply itself: replies go one level deep, name the comment above it',
    ],
    [
      'a reply under another post',
      {
        ...withPost,
        'posts.jsonl': [post, { ...post, id: 'y2' }],
        'comments.jsonl': [comment, { ...comment, id: 'z2', post: 'y2', parent: 'z1' }],
      },
      'comments.jsonl:2: "parent" is "z1", which is a comment on another post',
    ],
    [
      'a reaction to nothing',
      { ...withPost, 'reactions.jsonl': [{ person: 'x1' }] },
      'reactions.jsonl:1: a reaction is on a post or on a comment: give one of "post" and "comment"',
    ],
    [
      'an answer to a secret poll',
      {
        'people.jsonl': [person],
        'posts.jsonl': [{ ...post, kind: 'poll', poll: { options: ['a', 'b'], secret: true, closesAt: at } }],
        'answers.jsonl': [{ person: 'x1', post: 'y1', options: [1] }],
      },
      'answers.jsonl:1: "post" is "y1", which is secret: nobody may say who chose what',
    ],
    [
      'an answer that is no option',
      {
        'people.jsonl': [person],
        'posts.jsonl': [{ ...post, kind: 'poll', poll: { options: ['a', 'b'], closesAt: at } }],
        'answers.jsonl': [{ person: 'x1', post: 'y1', options: [3] }],
      },
      'answers.jsonl:1: "options" has 3, and the poll has 2 options',
    ],
    [
      'a purpose that no steward could save again',
      { 'communities.jsonl': [{ id: 'in', name: 'In', purpose: 'x'.repeat(limits.purpose + 1) }] },
      `communities.jsonl:1: "purpose" is too long: at most ${limits.purpose}`,
    ],
    [
      'an idea that is declined without a reason',
      {
        'people.jsonl': [person],
        'posts.jsonl': [{ ...post, kind: 'idea', statuses: [{ status: 'declined', movedAt: at }] }],
      },
      'posts.jsonl:1: "reason" is missing: an idea is declined with one',
    ],
    [
      'the steps of something that is no idea',
      { 'people.jsonl': [person], 'posts.jsonl': [{ ...post, statuses: [{ status: 'heard', movedAt: at }] }] },
      'posts.jsonl:1: "statuses" is only for posts of kind idea: this one is update',
    ],
    [
      'a file that does not belong',
      { 'people.jsonl': [person], 'peoples.jsonl': [] },
      'peoples.jsonl: no such file belongs to this format: rename it to one of skills.jsonl, people.jsonl, communities.jsonl, projects.jsonl, posts.jsonl, comments.jsonl, reactions.jsonl, answers.jsonl',
    ],
  ])('names file and line of %s', async (_, files, message) => {
    expect(await refusal(folder(files))).toEqual([message]);
  });

  it('names what is no file, and waits for none that has no end', async () => {
    const path = folder({});
    mkdirSync(join(path, 'people.jsonl'));
    expect(await refusal(path)).toEqual(['people.jsonl: it is no file: put one of JSON Lines in its place']);
    const device = folder({});
    symlinkSync('/dev/zero', join(device, 'people.jsonl'));
    expect(await refusal(device)).toEqual(['people.jsonl: it is no file: put one of JSON Lines in its place']);
    const alone = join(device, 'people.jsonl');
    expect(await refusal(alone)).toEqual([`${alone}: it is neither a folder nor a file`]);
    const pipe = join(folder({}), 'people.csv');
    execFileSync('mkfifo', [pipe]);
    expect(await refusal(pipe)).toEqual([`${pipe}: it is neither a folder nor a file`]);
  });

  it('reads no further than a line that is too long', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) yield given++ === 0 ? Buffer.from('a\n') : new Uint8Array(10);
    }
    const lines: Line[] = [];
    for await (const line of readLines(endless(), 100)) lines.push(line);
    expect(lines).toEqual([
      { line: 1, text: 'a' },
      { line: 2, problem: 'the line has more than 100 bytes: shorten it; nothing after it was read' },
    ]);
    expect(given).toBe(12);
    for await (const line of readLines(endless(), 9)) lines.push(line);
    expect(lines.at(-1)).toHaveProperty('problem');
  });

  it('takes names and titles without what turns text around or has no width', async () => {
    await run(folder({ 'people.jsonl': [{ ...person, name: '\u202eAda\u200b L.\u2069' }] }));
    const { name } = await app.database.system((tx) =>
      tx.selectFrom('person').select('name').where('user_name', '=', 'x1').executeTakeFirstOrThrow(),
    );
    expect(name).toBe('Ada L.');
  });

  it('changes nothing, however much of it is right', async () => {
    const before = await everything();
    await refusal(folder({ ...withPost, 'comments.jsonl': [comment, '{'] }));
    expect(await everything()).toBe(before);
  });

  it('changes nothing when the mistake is only found on writing', async () => {
    await run(folder({ 'people.jsonl': [{ id: 'w1', userName: 'walter', name: 'Walter' }] }));
    const before = await everything();
    const lines = await refusal(
      folder({
        'people.jsonl': [
          { id: 'w0', name: 'New' },
          { id: 'w2', userName: 'walter', name: 'Other' },
        ],
      }),
    );
    expect(lines).toEqual([
      'people.jsonl:2: the user name "walter" belongs to "w1" of an earlier import: give the person another one, or that id',
    ]);
    expect(await everything()).toBe(before);
  });

  it('is told all its mistakes at once, twenty at most', async () => {
    const lines = await refusal(folder({ 'people.jsonl': Array.from({ length: 40 }, () => ({ id: 'x1' })) }));
    expect(lines).toHaveLength(21);
    expect(lines[19]).toBe('people.jsonl:20: "name" is missing');
    expect(lines[20]).toContain('only the first 20 are listed');
  });

  it('is told what there is to import when there is nothing', async () => {
    expect((await refusal(join(work, 'absent')))[0]).toContain('there is no such folder or file');
    expect((await refusal(folder({})))[0]).toContain('the folder has none of skills.jsonl, people.jsonl');
  });

  it('may hold what a database cannot: it is left out of the text', async () => {
    await run(folder({ 'people.jsonl': ['{"id":"n1","name":"N\\u0000ul \\ud800 half"}'] }));
    const { name } = await app.database.system((tx) =>
      tx.selectFrom('person').select('name').where('user_name', '=', 'n1').executeTakeFirstOrThrow(),
    );
    expect(name).toBe('Nul \ufffd half');
  });
});

describe('a people CSV', () => {
  const csv = (content: string | Uint8Array) => join(folder({ 'staff.csv': content }), 'staff.csv');
  const byUserName = async (userName: string) => {
    const { id } = await app.database.system((tx) =>
      tx.selectFrom('person').select('id').where('user_name', '=', userName).executeTakeFirstOrThrow(),
    );
    return (await (await app.as(userName)('GET', `/v1/people/${id}`)).json()) as Person;
  };

  it('has French headers, semicolons, dates and managers by name', async () => {
    const report = await run(
      csv(
        'Matricule;Nom;Prénom;Courriel;Fonction;Service;Site;Responsable;Compétences;Date d’arrivée;Langues;Taille\r\n' +
          '0042;Brun;Élodie;Elodie.Brun@example.com;"Cheffe; de projet";achats;Nantes;Hugo Noir;"soudage; tableur";01/09/2020;fr;168\r\n' +
          '0043;Noir;Hugo;hugo.noir@example.com;Directeur;achats;Nantes;;;;;\r\n',
      ),
    );
    expect(report['people.jsonl']).toEqual({ added: 2, changed: 0, unchanged: 0, leftOut: 0 });
    const card = await byUserName('elodie.brun@example.com');
    expect(card).toMatchObject({
      name: 'Élodie Brun',
      title: 'Cheffe; de projet',
      unit: 'achats',
      site: 'Nantes',
      manager: { name: 'Hugo Noir' },
      languages: ['fr'],
      joinedAt: '2020-09-01T00:00:00.000Z',
    });
    expect(card.skills.map(({ label }) => label['fr'] ?? label['und']).sort()).toEqual(['soudure', 'tableur']);
  });

  it('has English headers, commas and a byte order mark', async () => {
    await run(csv('\ufeffID,Full Name,E-mail,Job title,Population\nb-1,Bea Stone,bea@example.com,Buyer,prestataire\n'));
    expect(await byUserName('bea@example.com')).toMatchObject({
      name: 'Bea Stone',
      title: 'Buyer',
      circle: 'supplier',
    });
  });

  it('may be in the encoding of spreadsheets on Windows', async () => {
    const bytes = Buffer.from('login;nom;métier\nzoe;Zoé ?uvrard;Ingénieure\n', 'latin1');
    bytes[bytes.indexOf('?')] = 0x8c;
    await run(csv(bytes));
    expect(await byUserName('zoe')).toMatchObject({ name: 'Zoé Œuvrard', title: 'Ingénieure' });
  });

  it('leaves alone what it has no column for', async () => {
    await run(
      folder({
        'people.jsonl': [
          {
            id: 'k1',
            userName: 'kim',
            name: 'Kim',
            clearance: 'C2',
            title: 'Clerk',
            site: 'Oslo',
            roles: ['moderator'],
          },
        ],
      }),
    );
    await run(csv('id;nom;fonction\nk1;Kim Berg;Buyer\n'));
    expect(await byUserName('kim')).toMatchObject({ name: 'Kim Berg', title: 'Buyer', site: 'Oslo' });
    const { clearance, roles } = await app.database.system((tx) =>
      tx.selectFrom('person').select(['clearance', 'roles']).where('user_name', '=', 'kim').executeTakeFirstOrThrow(),
    );
    expect({ clearance, roles }).toEqual({ clearance: 'C2', roles: ['moderator'] });
  });

  it.each([
    [
      'no name',
      'id;mail\n1;a@example.com\n',
      'staff.csv:1: no column holds the name (found: id, mail): call one of them name or nom',
    ],
    [
      'nothing that lasts',
      'nom;site\nA;B\n',
      'staff.csv:1: no column tells people apart lastingly: add one called id or matricule, user name or login, mail or courriel',
    ],
    [
      'a column twice',
      'id;nom;service;department\n',
      'staff.csv:1: the columns "service" and "department" both mean unit: keep one of them',
    ],
    [
      'a person without anything that lasts',
      'id;nom\n1;A\n;B\n',
      'staff.csv:3: the person has neither id nor user name nor mail: fill in one of them',
    ],
    [
      'a wrong address',
      'id;nom;courriel\n1;A;nobody\n',
      'staff.csv:2: "mail" is "nobody", which is not as it should be (email)',
    ],
    [
      'a manager who is several',
      'id;nom;responsable\n1;A;\n2;B;\n3;B;\n4;C;b\n',
      'staff.csv:5: several people are called "b": name the manager by id or mail',
    ],
    [
      'a manager who is nobody',
      'id;nom;responsable\n1;A;Z\n',
      'staff.csv:2: "manager" is "Z", and nobody of that id is in these files or here already',
    ],
    ['an open quote', 'id;nom\n1;"A\n', 'staff.csv:2: this is no CSV from here on'],
    ['nothing', '', 'staff.csv:1: the file is empty: its first line names the columns'],
  ])('names file and line of %s', async (_, content, message) => {
    const lines = await refusal(csv(content));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(message);
  });
});

describe('what comes with posts', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startTestApp();
  });
  afterEach(() => app.close());
  const acceptAll = () => app.database.system((tx) => acceptCharter(tx));

  const files = (rows: object[], given: Record<string, Uint8Array>): string => {
    const path = folder({
      'people.jsonl': [
        { id: 'ann', name: 'Ann' },
        { id: 'ben', name: 'Ben' },
      ],
      'posts.jsonl': rows,
    });
    mkdirSync(join(path, 'files'));
    for (const [name, bytes] of Object.entries(given)) writeFileSync(join(path, 'files', name), bytes);
    return path;
  };
  const row = (more: object) => ({
    ...{ id: 'p', author: 'ann', community: null, degree: 'C0', text: 'Look.', createdAt: '2026-11-01' },
    ...more,
  });
  const kernel = () => ({
    ...{ database: app.database, now: () => app.clock.now, newId: v7, images: app.kernel.images! },
    settings: {
      ...app.kernel.settings,
      pages: [{ prefix: 'https://intranet.test/', circles: ['employee' as const], degree: 'C0' as const, query: [] }],
    },
  });
  const load = async (path: string) => importSource(kernel(), await openSource(path));
  const refused = async (path: string): Promise<string> =>
    load(path).then(
      () => '',
      (error: Error) => error.message,
    );
  const shown = async () => {
    await acceptAll();
    const answer = await app.as('ben')('GET', '/v1/posts?scope=everyone');
    return ((await answer.json()) as PostPage).items;
  };

  it('is drawn anew or recognised as an upload is, once, and read by who reads the post', async () => {
    const attachments = [{ file: 'plan.jpg', alt: 'The plan' }, { file: 'How to.pdf' }];
    const path = files([row({ attachments })], { 'plan.jpg': await jpeg({ width: 900 }), 'How to.pdf': pdf });
    await load(path);
    const [post] = await shown();
    expect(post!.attachments).toMatchObject([
      { kind: 'image', type: 'image/webp', alt: 'The plan', width: 900 },
      { kind: 'file', type: 'application/pdf', name: 'How to.pdf', alt: null },
    ]);
    const bytes = await app.request(post!.attachments![0]!.url);
    expect(bytes.status).toBe(200);
    expect(bytes.headers.get('Content-Type')).toBe('image/webp');
    expect((await load(path))['posts.jsonl']).toMatchObject({ added: 0, changed: 0 });
    await load(
      files([row({ text: 'Look again.', attachments: attachments.slice(0, 1) })], { 'plan.jpg': await jpeg() }),
    );
    const [changed] = await shown();
    expect(changed!.attachments).toHaveLength(1);
    const contents = await app.database.system((tx) => tx.selectFrom('attachment_content').select('id').execute());
    expect(contents).toHaveLength(1);
  });

  it('is refused in words, and nothing is written', async () => {
    const attached = (file: string, more: object = {}) => row({ attachments: [{ file, ...more }] });
    const picture = await jpeg();
    for (const [name, given, words] of [
      [attached('gone.jpg', { alt: 'x' }), {}, 'gone.jpg: there is no such file in the folder `files`'],
      [attached('a.jpg'), { 'a.jpg': picture }, 'a.jpg: say in "alt" what the image shows'],
      [
        attached('a.svg', { alt: '' }),
        { 'a.svg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') },
        'a.svg: ',
      ],
      [attached('empty.pdf'), { 'empty.pdf': Buffer.alloc(0) }, 'empty.pdf: it is empty'],
      [attached('../posts.jsonl'), {}, '"attachments.0.file" is "../posts.jsonl"'],
    ] as const) {
      const path = files([name], given);
      expect(await refused(path)).toContain(words);
    }
    const path = files([attached('link.pdf')], { 'real.pdf': pdf });
    symlinkSync(join(path, 'files', 'real.pdf'), join(path, 'files', 'link.pdf'));
    expect(await refused(path)).toContain('link.pdf: there is no such file');
    for (const table of ['post', 'attachment', 'attachment_content'] as const)
      expect(await app.database.system((tx) => tx.selectFrom(table).select('id').execute())).toEqual([]);
  });

  it('counts for nobody below as many as are configured', async () => {
    const people = ['ann', 'ben', 'cleo', 'dora', 'eli', 'fay'];
    const path = folder({
      'people.jsonl': people.map((id) => ({ id, name: id })),
      'posts.jsonl': [
        row({ kind: 'poll', poll: { options: ['a', 'b'], closesAt: '2026-12-01' } }),
        row({ id: 'q', kind: 'announcement', acknowledgedBy: people.slice(1) }),
      ],
      'answers.jsonl': people.map((person) => ({ person, post: 'p', options: [1] })),
    });
    const { settings, ...rest } = kernel();
    await importSource({ ...rest, settings: { ...settings, fewestCounted: 8 } }, await openSource(path));
    const told = await shown();
    expect(told.find(({ kind }) => kind === 'poll')!.poll).toMatchObject({ step: 8, answers: null });
    await app.database.system((tx) =>
      sql`select acknowledged, share from announcement`
        .execute(tx)
        .then(({ rows }) => expect(rows).toEqual([{ acknowledged: 5, share: null }])),
    );
  });

  it('leads to the page of the intranet that its link names, whatever way it is written', async () => {
    await load(files([row({ kind: 'link', link: 'https://INTRANET.test/news/?utm_source=mail#top' })], {}));
    await acceptAll();
    const address = encodeURIComponent('https://intranet.test/news');
    const { rows } = await app.database.system((tx) => sql<{ page: string }>`select page from post`.execute(tx));
    expect(rows).toEqual([{ page: 'https://intranet.test/news' }]);
    expect((await app.as('ben')('GET', `/v1/posts?scope=page&for=${address}`)).status).toBe(200);
  });
});
