/** Whatever is sent, to every operation: the right refusal in words, never a failure of ours. */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { type Comment, type OperationName, type Post, operations, schemas } from '@parvis/contracts';
import { postgres, startTestApp, tokenFor } from '../support/app.ts';
import { expectProblem } from '../support/problem.ts';
import { addCommunities, addPeople } from '../support/seed.ts';

const origin = 'https://intranet.test';
const app = await startTestApp({
  origins: [origin],
  config: { pages: [{ prefix: 'https://intranet.test/', circles: ['employee'] }], founders: 'employees' },
});
const people = await addPeople(app.database, [
  { userName: 'claire', name: 'Claire Test' },
  { userName: 'david', name: 'David Test' },
  { userName: 'emma', name: 'Emma Test', roles: ['admin'] },
]);
const communities = await addCommunities(app.database, people, [
  { slug: 'it-help', members: { claire: 'steward', david: 'member' } },
]);
const as = app.as('claire');
const make = async <Made>(path: string, body: object): Promise<Made> =>
  (await (await as('POST', path, body)).json()) as Made;
const post = await make<Post>('/v1/posts', {
  kind: 'question',
  title: 'Why?',
  text: 'x',
  audience: { community: null },
});
const comment = await make<Comment>(`/v1/posts/${post.id}/comments`, { text: 'x' });
afterAll(() => app.close());

type Shapes = { params?: z.ZodObject; query?: z.ZodObject; body?: z.ZodObject };
const unknown = '019c0000-0000-7000-8000-000000000000';

/** A body that each operation takes, by hand. */
const bodies: { [Name in OperationName as (typeof schemas)[Name] extends { body: unknown } ? Name : never]: object } = {
  createPost: {
    kind: 'link',
    title: 'x',
    text: 'x',
    link: 'https://a.test',
    audience: { community: communities['it-help'], circles: ['employee'], degree: 'C0' },
    tags: ['x'],
    commenters: 'readers',
  },
  updatePost: { title: 'x', text: 'x', tags: ['x'], commenters: 'readers' },
  renderText: { text: 'Good **morning**' },
  answerPoll: { options: ['1'] },
  setIdeaStatus: { status: 'declined', reason: 'x' },
  updateAttachment: { alt: 'x' },
  createComment: { text: 'x', parent: comment.id },
  updateComment: { text: 'x' },
  createCommunity: { name: 'x', purpose: 'x', tone: 'x' },
  updateCommunity: { name: 'x', purpose: 'x', tone: 'x', joinRule: 'free' },
  setMemberRole: { role: 'member' },
  requestMembership: { note: 'x' },
  decideRequest: { decision: 'refuse', reason: 'x' },
  createInvitation: { person: 'david', note: 'x' },
  answerInvitation: { accept: true },
  movePost: { community: communities['it-help'] },
  createDiscussion: { address: 'https://intranet.test/news', title: 'x', text: 'x' },
  lockDiscussion: { address: 'https://intranet.test/news', locked: true, title: 'x' },
  countComments: { addresses: ['https://intranet.test/news'], posts: [post.id] },
  saveSearch: { q: 'x' },
  createFeedKey: { name: 'x', days: 1 },
  saveScreening: {
    tag: 'none',
    words: { refuse: ['x1'], hold: [], nudge: [] },
    newcomers: 1,
    everything: false,
    people: [],
    external: false,
  },
  saveCharterDraft: {
    tag: 'x',
    major: true,
    summary: { en: 'x', fr: 'x' },
    articles: [{ subjects: ['post'], title: { en: 'x', fr: 'x' }, source: { en: 'x', fr: 'x' } }],
    publishAt: '2027-01-01T00:00:00.000Z',
  },
  discardCharterDraft: { tag: 'x' },
  publishCharter: { tag: 'x' },
  acceptCharter: { version: 1, language: 'en' },
  createFlag: { subject: { kind: 'post', id: post.id }, article: 'illegal', note: 'x', illegal: { law: 'x' } },
  moveMarker: { at: '2026-11-20T08:00:00.000Z' },
  mutePost: { until: '2026-11-21T08:00:00.000Z' },
  muteCommunity: { until: '2026-11-21T08:00:00.000Z' },
  updateProfileField: { value: 'x', readers: { kind: 'profile', community: null } },
  declareSkill: { level: 'expert', tags: [], readers: { kind: 'profile', community: null } },
  setMandates: { topics: ['x'] },
  createSkill: { label: { en: 'Glazing' } },
  updateSkill: { label: { en: 'Glazing' } },
  mergeSkill: { into: unknown },
  decideCase: { decision: 'remove', article: unknown, publicNote: 'x', internalNote: 'x' },
  decideAppeal: { outcome: 'granted', publicNote: 'x', internalNote: 'x' },
  createCaseNote: { text: 'x' },
  answerStatement: { text: 'x' },
  appealStatement: { text: 'x' },
};
const targets: Record<string, string> = {
  '/v1/posts/{id}': post.id,
  '/v1/comments/{id}': comment.id,
  '/v1/people/{id}': people['claire']!,
  '/v1/communities/{id}': 'it-help',
};

/** What a query cannot do without. */
const needed: Partial<Record<OperationName, string>> = {
  searchExperts: 'q=x&',
  suggestExperts: 'q=x&',
  proposeCommunities: 'q=x&',
  listSkills: 'q=x&',
  previewSkillMerge: `into=${unknown}&`,
  suggest: 'kind=people&q=x&',
  listPeople: 'site=x&',
  getDiscussion: 'address=https://intranet.test/news&',
};

/** The address of an operation on things that exist, with these parts of it replaced. */
function address(name: OperationName, parts: Record<string, string> = {}): string {
  const { path } = operations[name];
  const target = Object.entries(targets).find(([start]) => path.startsWith(start))?.[1] ?? unknown;
  const filled: Record<string, string> = {
    id: target,
    kind: 'like',
    comment: comment.id,
    place: 'home',
    tag: 'x',
    version: '1',
    person: people['david']!,
    field: 'bio',
    skill: unknown,
    ...parts,
  };
  return path.replace(/\{(\w+)\}/g, (_, part: string) => filled[part]!);
}

/** The operations that are mounted: they ask for a token before anything else. */
const names: OperationName[] = [];
for (const name of Object.keys(operations) as OperationName[]) {
  // Tools ask for feeds, and sign in another way: feeds.test.ts.
  if ('scheme' in operations[name]) continue;
  if ((await app.as(undefined)(operations[name].method, address(name))).status === 401) names.push(name);
}
const shapesOf = (name: OperationName): Shapes => schemas[name] as Shapes;
const withParams = names.filter((name) => shapesOf(name).params);
const withQuery = names.filter((name) => shapesOf(name).query);
const withBody = names.filter((name) => shapesOf(name).body) as (keyof typeof bodies)[];
const withCursor = withQuery.filter((name) => 'cursor' in shapesOf(name).query!.shape);

/** What anybody else is refused before they are read. */
const administrators: OperationName[] = ['listAcceptances'];
const call = (name: OperationName, path = address(name), body?: unknown, headers?: Record<string, string>) =>
  (administrators.includes(name) ? app.as('emma') : as)(operations[name].method, path, body, headers);

describe('without a token', () => {
  it.each(names)('%s answers 401', async (name) => {
    const answer = await app.as(undefined)(operations[name].method, address(name));
    expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer realm="parvis"');
    await expectProblem(answer, 'unauthenticated');
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Basic YTpi',
    'Bearer a b',
    'bearer x',
    'Bearer \u00e9',
    `Bearer ${'x'.repeat(20_000)}`,
    'Bearer ..',
    'Bearer a.b.c',
  ])('a header %j is no token', async (Authorization) => {
    await expectProblem(await app.request('/v1/me', { headers: { Authorization } }), 'unauthenticated');
  });
});

describe('an id of nothing', () => {
  const ids = [
    'x',
    '0',
    '-1',
    '..',
    '%2e%2e',
    '%00',
    '%',
    '%E0%A4%A',
    '%F0%9F%A6%8A',
    'a'.repeat(2_000),
    unknown,
    unknown.toUpperCase(),
    `${unknown}'--`,
    '1;drop table post',
    'null',
    '__proto__',
    'constructor',
  ];
  it.each(withParams.filter((name) => operations[name].path.includes('{id}')))(
    '%s answers 404, the same for all',
    async (name) => {
      const documents = new Set<string>();
      for (const id of ids) {
        const sent = name in bodies ? bodies[name as keyof typeof bodies] : undefined;
        const asked = needed[name]?.replace(/&$/, '');
        const answer = await call(name, address(name, { id }) + (asked ? `?${asked}` : ''), sent);
        // Two dots are taken out of an address before it is sent: it then is another one, which may answer.
        if (/^(\.\.|%2e%2e)$/.test(id)) {
          if (!answer.ok) await expectProblem(answer, 'not-found', 'method-not-allowed');
          continue;
        }
        const { requestId: _, ...problem } = await expectProblem(answer, 'not-found');
        documents.add(problem.title);
      }
      expect(documents.size).toBe(1);
    },
  );

  it.each(withParams.filter((name) => operations[name].path.includes('{kind}')))(
    '%s knows no other reactions',
    async (name) => {
      await expectProblem(await call(name, address(name, { kind: 'hate' })), 'not-found');
    },
  );
});

describe('a query', () => {
  it.each(withQuery)('of %s that says a thing twice is refused', async (name) => {
    for (const part of Object.keys(shapesOf(name).query!.shape)) {
      const problem = await expectProblem(
        await call(name, `${address(name)}?${part === 'q' ? '' : (needed[name] ?? '')}${part}=1&${part}=1`),
        'invalid-request',
      );
      expect(problem.errors).toContainEqual({ path: part, message: 'is given more than once' });
    }
  });

  it.each(withCursor)('of %s counts from 1 to 100', async (name) => {
    for (const limit of ['0', '-1', '101', '1e9', '1.5', 'NaN', 'Infinity', '', 'ten', '1e400', '9'.repeat(400)])
      await expectProblem(await call(name, `${address(name)}?${needed[name] ?? ''}limit=${limit}`), 'invalid-request');
  });

  const encode = (value: unknown) =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
  const cursors: [string, string][] = [
    ['that is no base64', 'a*b'],
    ['that is empty', ''],
    ['that is too long', 'a'.repeat(401)],
    ['of one character', 'a'],
    ['of no JSON', encode('{')],
    ['of no UTF-8', Buffer.from([0xff, 0xfe]).toString('base64url')],
    ...[
      null,
      1,
      'x',
      [],
      {},
      [1, 2],
      ['x', 'y'],
      ['2026-01-01T00:00:00.000Z'],
      ['2026-01-01T00:00:00.000Z', 'x'],
      ['0000-01-01T00:00:00.000Z', unknown],
      ['infinity', unknown],
      ['2026-02-30T00:00:00.000Z', unknown],
      ['2026-01-01T00:00:00.000+99:99', unknown],
      { name: 1, id: unknown },
      { name: 'a\0b', id: unknown },
      { name: '\ud800', id: unknown },
      { name: 'a', id: 'x' },
      { id: unknown },
    ].map((value): [string, string] => [`of ${JSON.stringify(value)}`, encode(value)]),
  ];
  it.each(withCursor.flatMap((name) => cursors.map(([what, cursor]) => [name, what, cursor] as const)))(
    'of %s has no cursor %s',
    async (name, _, cursor) => {
      const positions = 'since' in shapesOf(name).query!.shape ? ['cursor', 'since'] : ['cursor'];
      for (const part of positions) {
        const answer = await call(name, `${address(name)}?${needed[name] ?? ''}${part}=${encodeURIComponent(cursor)}`);
        await expectProblem(answer, 'invalid-cursor', 'invalid-request');
      }
    },
  );

  it('of a feed names what it is for', async () => {
    for (const scope of ['community', 'person', 'tag'])
      for (const target of ['', '?', '%00', '%ED%A0%80', 'a'.repeat(81)])
        await expectProblem(
          await as('GET', `/v1/posts?scope=${scope}&for=${target}`),
          'invalid-request',
          ...(scope === 'person' ? (['not-found'] as const) : []),
        );
    await expectProblem(await as('GET', '/v1/posts?scope=community'), 'invalid-request');
    await expectProblem(await as('GET', '/v1/posts?scope=everything'), 'invalid-request');
    await expectProblem(await as('GET', '/v1/posts?kind=rumour'), 'invalid-request');
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', unknown, 'nowhere'])(
    'of a feed for %j finds no such community',
    async (target) => {
      await expectProblem(await as('GET', `/v1/posts?scope=community&for=${target}`), 'not-found', 'invalid-request');
    },
  );

  it('of a feed goes one way at a time', async () => {
    const { newest } = (await (await as('GET', '/v1/posts?limit=1')).json()) as { newest: string };
    await expectProblem(await as('GET', `/v1/posts?cursor=${newest}&since=${newest}`), 'invalid-request');
  });
});

describe('a body', () => {
  const invalid: [string, string | Uint8Array<ArrayBuffer>][] = [
    ['that is empty', ''],
    ['that is cut off', '{"text": "x"'],
    ['of words', 'hello'],
    ['of JavaScript', `{text: 'x'}`],
    ['of no UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
    ['of UTF-16', new Uint8Array(Buffer.from('{"text":"x"}', 'utf16le'))],
    ['of NaN', '{"text": NaN}'],
  ];
  const token = tokenFor('claire');
  const send = async (
    name: OperationName,
    body: string | Uint8Array<ArrayBuffer> | ReadableStream,
    headers: Record<string, string> = { 'Content-Type': 'application/json' },
  ) =>
    app.request(
      new Request(`http://api.test${address(name)}`, {
        method: operations[name].method,
        headers: { Authorization: `Bearer ${await token}`, ...headers },
        body,
        ...({ duplex: 'half' } as object),
      }),
    );
  const json = (name: OperationName, body: unknown) => send(name, JSON.stringify(body));

  it.each(withBody)('of %s that is no JSON is refused', async (name) => {
    for (const [, body] of invalid) await expectProblem(await send(name, body), 'invalid-json');
  });

  it.each(withBody)('of %s that is not said to be JSON is refused', async (name) => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/jsonp',
      'text/json',
      '',
    ])
      await expectProblem(
        await send(name, JSON.stringify(bodies[name]), { 'Content-Type': type }),
        'unsupported-media-type',
      );
  });

  it.each(withBody)('of %s that is larger than allowed is refused, whether its length is told or not', async (name) => {
    const large = JSON.stringify({ ...bodies[name], text: 'x'.repeat(300_000) });
    await expectProblem(await send(name, large), 'too-large');
    const untold = new Blob([large]).stream();
    await expectProblem(await send(name, untold), 'too-large');
  });

  it.each(withBody)('of %s that is no object is refused', async (name) => {
    for (const body of [null, true, 0, 'text', [], [bodies[name]]])
      await expectProblem(await json(name, body), 'invalid-request');
  });

  it.each(withBody)('of %s with more than it takes is refused, and told what', async (name) => {
    const problem = await expectProblem(await json(name, { ...bodies[name], author: unknown }), 'invalid-request');
    expect(problem.detail).toContain('author');
    await expectProblem(await json(name, { ...bodies[name], ['x'.repeat(100_000)]: 1 }), 'invalid-request');
    await expectProblem(
      await send(name, `{"__proto__": {"admin": true}, ${JSON.stringify(bodies[name]).slice(1)}`),
      'invalid-request',
    );
    await expectProblem(
      await json(name, {
        ...bodies[name],
        ...Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, i])),
      }),
      'invalid-request',
    );
  });

  it.each(withBody.flatMap((name) => Object.keys(bodies[name]).map((field) => [name, field] as const)))(
    'of %s with a wrong %s is refused',
    async (name, field) => {
      const wrong: unknown[] = [
        0,
        -1,
        1e400,
        true,
        [],
        {},
        [[]],
        '',
        ' ',
        '\u0000',
        'a\u0000b',
        '\ud800',
        'a\udc00',
        'x'.repeat(30_000),
        [null],
        ['\u0000'],
        { a: 1 },
        deep(1_000),
      ];
      // What some fields take: nothing written, nothing chosen, or text of any kind.
      const takes: Record<string, unknown[]> = {
        tags: [[]],
        value: [null],
        level: [null],
        topics: [[]],
        addresses: [[]],
        posts: [[]],
        parent: [null],
        article: name === 'decideCase' ? [null] : [],
        title: name === 'updatePost' ? [null] : [],
        text: name === 'updatePost' ? ['', ' '] : [],
        alt: ['', ' '],
        accept: [true],
        locked: [true],
        purpose: ['', ' '],
        tone: ['', ' '],
        note: ['', ' '],
        reason: ['', ' '],
        newcomers: [0],
        everything: [true],
        external: [true],
        people: [[]],
        major: [true],
        publishAt: [null],
        publicNote: ['', ' '],
        internalNote: ['', ' '],
      };
      for (const value of wrong) {
        if (takes[field]?.some((taken) => JSON.stringify(taken) === JSON.stringify(value))) continue;
        const answer = await json(name, { ...bodies[name], [field]: value });
        expect(answer.status, `${field} = ${JSON.stringify(value)?.slice(0, 60)}: ${await answer.clone().text()}`).toBe(
          422,
        );
        const problem = await expectProblem(answer, 'invalid-request');
        expect(problem.errors!.some(({ path }) => path.split('.')[0] === field || path === '')).toBe(true);
      }
    },
  );

  const deep = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

  it.each(withBody)('of %s that goes deeper than anybody writes is refused', async (name) => {
    const levels = 100_000;
    await expectProblem(await send(name, '['.repeat(levels) + ']'.repeat(levels)), 'invalid-request', 'invalid-json');
    await expectProblem(
      await send(name, `{"text":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`),
      'invalid-request',
      'invalid-json',
    );
  });

  it('of a post keeps every text that a person can write', async () => {
    const text = '🦊 e\u0301 \u200d \u202e \ufffe \uffff \u0001 \u007f \u0085 "quoted" \\ ? $1 %s {x} <b>';
    const written = await make<Post>('/v1/posts', { text, audience: { community: null } });
    expect(written.source).toBe(text);
  });

  it('of a post for somebody that one cannot address is refused', async () => {
    const choices: object[] = [
      { community: unknown },
      { community: communities['it-help'], circles: ['supplier'] },
      { community: null, circles: ['supplier'] },
      { community: null, degree: 'C3' },
      { community: null, circles: [] },
      { community: null, circles: ['employee', 'employee', 'employee', 'employee'] },
      { community: 'it-help' },
      {},
    ];
    for (const audience of choices)
      await expectProblem(await as('POST', '/v1/posts', { text: 'x', audience }), 'invalid-request', 'not-found');
  });

  it('of a post has what its kind needs, and no more', async () => {
    const audience = { community: null };
    for (const more of [
      { kind: 'question' },
      { kind: 'link' },
      { kind: 'update', link: 'https://a.test' },
      { kind: 'poll' },
      { kind: 'kudos' },
      { poll: { options: ['a', 'b'], closesAt: '2026-12-20T09:00:00.000Z' } },
    ])
      await expectProblem(await as('POST', '/v1/posts', { text: 'x', audience, ...more }), 'invalid-request');
    for (const link of [
      'javascript:alert(1)',
      'data:text/html,x',
      'ftp://a.test',
      'file:///etc/passwd',
      '//a.test',
      'a.test',
      'http://',
      `https://a.test/${'x'.repeat(3_000)}`,
    ])
      await expectProblem(
        await as('POST', '/v1/posts', { kind: 'link', text: 'x', audience, link }),
        'invalid-request',
      );
    await expectProblem(await as('PATCH', `/v1/posts/${post.id}`, { title: null }), 'invalid-request');
  });

  it('of a reply answers a comment of the same post, one level deep', async () => {
    const reply = await make<Comment>(`/v1/posts/${post.id}/comments`, { text: 'x', parent: comment.id });
    await expectProblem(
      await as('POST', `/v1/posts/${post.id}/comments`, { text: 'x', parent: reply.id }),
      'invalid-request',
    );
    await expectProblem(await as('POST', `/v1/posts/${post.id}/comments`, { text: 'x', parent: unknown }), 'not-found');
    const other = await make<Post>('/v1/posts', { text: 'x', audience: { community: null } });
    await expectProblem(
      await as('POST', `/v1/posts/${other.id}/comments`, { text: 'x', parent: comment.id }),
      'not-found',
    );
  });
});

describe('a header', () => {
  const creating = names.filter((name) => operations[name].method === 'POST') as (keyof typeof bodies)[];
  it.each(creating)('with a key that is not usable is refused by %s', async (name) => {
    for (const key of ['', ' ', 'a b', 'a, b', 'é', 'x'.repeat(201)])
      await expectProblem(await call(name, address(name), bodies[name], { 'Idempotency-Key': key }), 'invalid-request');
  });

  it.each(names)('that is strange does %s no harm', async (name) => {
    const strange = ['"', '*', 'W/', ',', ', ,', 'x'.repeat(5_000), '\u00ff', '-1', '0', 'null', "' or 1=1 --"];
    for (const value of strange)
      for (const header of [
        'If-None-Match',
        'Last-Event-ID',
        'X-Request-Id',
        'Accept',
        'Accept-Language',
        'Content-Length',
        'Range',
        'X-Forwarded-For',
      ]) {
        const sent = name in bodies ? bodies[name as keyof typeof bodies] : undefined;
        const answer = await call(name, address(name), header === 'Content-Length' ? sent : undefined, {
          [header]: value,
        });
        await answer.body?.cancel();
        expect(answer.status, `${header}: ${value.slice(0, 40)}`).toBeLessThan(500);
        expect(answer.headers.get('X-Request-Id')).toMatch(/^[\w-]{1,255}$/);
      }
  });
});

describe('a method', () => {
  const paths = [...new Set(names.map((name) => operations[name].path))];
  it.each(paths)('that %s does not answer is told which ones it does', async (path) => {
    const name = names.find((candidate) => operations[candidate].path === path)!;
    const own: string[] = names
      .filter((candidate) => operations[candidate].path === path)
      .map((candidate) => operations[candidate].method);
    const allowed = own.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'QUERY', 'PROPFIND', 'FOO', 'get']) {
      // The platform itself writes these in capitals.
      if (own.includes(method.toUpperCase())) continue;
      const answer = await as(method, address(name));
      await expectProblem(answer, 'method-not-allowed');
      expect(answer.headers.get('Allow')).toBe(allowed.join(', '));
    }
  });

  it.each(names.filter((name) => operations[name].method === 'GET' && name !== 'openStream'))(
    'HEAD is answered by %s as GET, without a body',
    async (name) => {
      const path = `${address(name)}?${needed[name] ?? ''}`;
      const [head, get] = [await as('HEAD', path), await as('GET', path)];
      expect(head.status).toBe(get.status);
      expect(await head.text()).toBe('');
      expect(head.headers.get('ETag')).toBe(get.headers.get('ETag'));
    },
  );

  it('is of no use where nothing is', async () => {
    for (const path of [
      '/',
      '/v1',
      '/v1/',
      '/v1/postss',
      '/v1/posts/',
      '/v2/posts',
      '/v1//posts',
      '/V1/posts',
      '/v1/posts%2f',
      '/favicon.ico',
      '/.env',
      '/v1/../health/x',
      '/embed',
      `/${'x'.repeat(10_000)}`,
    ])
      for (const method of ['GET', 'POST', 'DELETE']) await expectProblem(await as(method, path), 'not-found');
  });
});

describe('a page of another origin', () => {
  const from = (path: string, headers: Record<string, string>, method = 'GET') => as(method, path, undefined, headers);

  it('is answered when its origin is one of those configured, exactly', async () => {
    const answer = await from('/v1/me', { Origin: origin });
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(origin);
    expect(answer.headers.get('Access-Control-Expose-Headers')).toContain('ETag');
    expect(answer.headers.get('Access-Control-Allow-Credentials')).toBeNull();
    for (const other of [
      'https://evil.test',
      'http://intranet.test',
      `${origin}.evil.test`,
      `${origin}:8443`,
      'https://x.intranet.test',
      'null',
      `${origin}/`,
    ])
      expect((await from('/v1/me', { Origin: other })).headers.get('Access-Control-Allow-Origin'), other).toBeNull();
  });

  it('is told so with every answer, also an error, and the one that nothing changed', async () => {
    const tag = (await as('GET', '/v1/posts')).headers.get('ETag')!;
    const answers = [
      await from('/v1/posts', { Origin: origin, 'If-None-Match': tag }),
      await from('/v1/people/x', { Origin: origin }),
      await app.request('/v1/me', { headers: { Origin: origin } }),
      await from('/v1/nothing', { Origin: origin }),
      await from('/v1/posts', { Origin: origin }, 'DELETE'),
      await app.request('/v1/posts', {
        method: 'POST',
        headers: { Origin: origin, 'Content-Length': '999999' },
        body: 'x',
      }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([304, 404, 401, 404, 405, 413]);
    for (const { status, headers } of answers)
      expect([status, headers.get('Access-Control-Allow-Origin')]).toEqual([status, origin]);
    expect(answers[0]!.headers.get('Access-Control-Expose-Headers')).toContain('ETag');
  });

  it('shares no cached answer with another origin or another person', async () => {
    for (const path of ['/v1/me', '/v1/posts', '/v1/people/x', '/v1/nothing']) {
      const vary = (await from(path, { Origin: origin })).headers
        .get('Vary')!
        .split(',')
        .map((name) => name.trim());
      expect(vary, path).toEqual(expect.arrayContaining(['Authorization', 'Origin']));
    }
  });

  it('is told before it asks what it may send', async () => {
    const asked = await app.request('/v1/posts', {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization, content-type, idempotency-key',
      },
    });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('Access-Control-Allow-Methods')).toContain('POST');
    expect(asked.headers.get('Access-Control-Allow-Headers')).toMatch(/Authorization.*Idempotency-Key/);
    expect(Number(asked.headers.get('Access-Control-Max-Age'))).toBeGreaterThan(3_600);
    const other = await app.request('/v1/posts', {
      method: 'OPTIONS',
      headers: { Origin: 'https://evil.test', 'Access-Control-Request-Method': 'POST' },
    });
    expect(other.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });
});

describe('anything at all', () => {
  const char = fc
    .oneof({ weight: 5, arbitrary: fc.nat(0x7f) }, fc.nat(0xffff))
    .map((code) => String.fromCharCode(code));
  const text = fc.oneof(
    fc.string({ unit: char, maxLength: 30 }),
    fc.constantFrom(
      '',
      '\0',
      '\ud800',
      '%',
      '%00',
      '../',
      "'",
      '{}',
      '{',
      'null',
      unknown,
      post.id,
      comment.id,
      'it-help',
      '2026-01-01T00:00:00.000Z',
      '@david',
      '@@',
      '#',
      '[x](javascript:1)',
      '![',
      '|a|\n|-|',
      '> '.repeat(50),
    ),
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      text,
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(text, tie('any'), { maxKeys: 4 }),
    ),
  })).any;
  const header = text.map((given) => given.replace(/[^\x20-\x7e]/g, '').trim());
  // The same tries each time; another seed finds others: FAST_CHECK_SEED=7 npm test -- bad-input
  const settings = { seed: Number(process.env['FAST_CHECK_SEED'] ?? 1), numRuns: postgres ? 150 : 100 };

  it.each(names)('sent to %s is answered or refused in words', async (name) => {
    const shapes = shapesOf(name);
    const part = (sample: object) =>
      fc.record(
        Object.fromEntries(
          Object.entries(sample).map(([key, good]) => [
            key,
            fc.oneof({ weight: 2, arbitrary: fc.constant(good as unknown) }, value),
          ]),
        ),
        { requiredKeys: [] },
      );
    const sample = name in bodies ? bodies[name as keyof typeof bodies] : undefined;
    await fc.assert(
      fc.asyncProperty(
        fc.record(
          { id: fc.oneof(fc.constant(''), text), kind: fc.oneof(fc.constant('like'), text), comment: text },
          { requiredKeys: [] },
        ),
        shapes.query
          ? fc.array(fc.tuple(fc.constantFrom(...Object.keys(shapes.query.shape)), text), { maxLength: 3 })
          : fc.constant([]),
        sample ? fc.oneof({ weight: 4, arbitrary: part(sample) }, value) : fc.constant(undefined),
        fc.record(
          { 'If-None-Match': header, 'Idempotency-Key': header, 'Last-Event-ID': header, Range: header },
          { requiredKeys: [] },
        ),
        async (params, query, body, headers) => {
          const chosen = Object.fromEntries(
            Object.entries(params).flatMap(([key, given]) =>
              given ? [[key, encodeURIComponent(given.toWellFormed())]] : [],
            ),
          );
          const search = query.map(([key, given]) => `${key}=${encodeURIComponent(given.toWellFormed())}`).join('&');
          const answer = await call(name, `${address(name, chosen)}?${search}`, body, headers);
          expect(answer.status).toBeLessThan(500);
          if (answer.status >= 400) await expectProblem(answer);
          else await answer.body?.cancel();
        },
      ),
      settings,
    );
  });
});

it('nothing above was a failure of ours', () => {
  expect(app.logged.filter(({ level }) => level === 'error')).toEqual([]);
});
