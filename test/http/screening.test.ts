/** What the stewards of a community look at before it is published. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Case, CasePage, Comment, CommentPage, Post, PostPage, Problem, Screening } from '@parvis/contracts';
import { sign } from '../../server/src/screening/outside.ts';
import { type Company, read, startCompany } from '../support/moderation.ts';

let company: Company;
/** What the check outside was asked, and what it answers. */
let asked: { url: string; init: RequestInit }[] = [];
let answers: () => Promise<Response> | Response;
const secret = 'a secret of the installation, long enough';

beforeAll(async () => {
  company = await startCompany({
    config: { screening: { url: 'https://check.test/words', secret, milliseconds: 500 } },
    check: async (url, init) => {
      asked.push({ url: String(url), init: init! });
      return answers();
    },
  });
});
afterAll(() => company.app.close());

const calm = {
  words: { refuse: [], hold: [], nudge: [] },
  newcomers: 0,
  everything: false,
  people: [],
  external: false,
};
const where = (community = 'it-help') => `/v1/communities/${company.communities[community]}/screening`;
const set = async (change: object, who = 'claire'): Promise<Screening> => {
  const { tag } = await read<Screening>(await company.app.as(who)('GET', where()));
  const response = await company.app.as(who)('PUT', where(), { ...calm, ...change, tag });
  if (response.status !== 200) throw new Error(await response.text());
  return read<Screening>(response);
};
const words = (change: object) => set({ words: { ...calm.words, ...change } });

beforeEach(async () => {
  asked = [];
  answers = () => Response.json({ verdict: 'allow' });
  await set({});
  // A day on: one person flags twenty things a day at most.
  company.app.clock.now = new Date(company.app.clock.now.getTime() + 25 * 60 * 60_000);
});

const write = (who: string, text: string, more: object = {}, headers?: Record<string, string>) =>
  company.app.as(who)(
    'POST',
    '/v1/posts',
    { text, audience: { community: company.communities['it-help'] }, ...more },
    headers,
  );
const sees = async (who: string, id: string): Promise<number> =>
  (await company.app.as(who)('GET', `/v1/posts/${id}`)).status;
const feed = async (who: string): Promise<Post[]> =>
  (await read<PostPage>(await company.app.as(who)('GET', '/v1/posts?scope=community&for=it-help'))).items;
const caseOf = async (id: string, who = 'claire'): Promise<Case> =>
  (await read<CasePage>(await company.app.as(who)('GET', '/v1/cases?limit=100'))).items.find(
    ({ copy }) => copy.id === id,
  )!;
const eventsOn = (id: string) =>
  company.app.database.system((tx) =>
    tx
      .selectFrom('event')
      .innerJoin('audience', 'audience.id', 'event.audience_id')
      .where('subject_id', '=', id)
      .select(['type', 'audience.kind'])
      .orderBy('event.id')
      .execute(),
  );

describe('words that are refused', () => {
  it('are not published, in a post, its title, a poll, a comment or an edit, and are named to who wrote them', async () => {
    const fine = await read<Post>(await write('paul', 'Fine.'));
    const comment = await company.answer('paul', fine.id, 'Fine too.');
    await words({ refuse: ['idiot'] });
    const attempts: [string, string, object][] = [
      ['POST', '/v1/posts', { text: 'You 1d10t', audience: { community: company.communities['it-help'] } }],
      [
        'POST',
        '/v1/posts',
        { kind: 'question', title: 'IDIÖT?', text: 'x y', audience: { community: company.communities['it-help'] } },
      ],
      [
        'POST',
        '/v1/posts',
        {
          kind: 'poll',
          title: 'Who?',
          text: 'Who?',
          poll: {
            options: ['Nobody', 'The idiot'],
            closesAt: new Date(company.app.clock.now.getTime() + 9e7).toISOString(),
          },
          audience: { community: company.communities['it-help'] },
        },
      ],
      ['POST', `/v1/posts/${fine.id}/comments`, { text: 'i d i o t' }],
      ['PATCH', `/v1/posts/${fine.id}`, { text: 'idi**o**t' }],
      ['PATCH', `/v1/comments/${comment.id}`, { text: 'іdіоt' }],
    ];
    for (const [method, path, body] of attempts) {
      const response = await company.app.as('paul')(method, path, body);
      expect(await read<Problem>(response), JSON.stringify(body)).toMatchObject({
        code: 'refused-words',
        status: 422,
        errors: [{ path: 'text', message: 'idiot' }],
      });
    }
    expect((await read<Post>(await company.app.as('ada')('GET', `/v1/posts/${fine.id}`))).commentCount).toBe(1);
  });

  it('are for everybody, stewards too, and for no other community', async () => {
    await words({ refuse: ['idiot'] });
    expect((await write('claire', 'An idiot')).status).toBe(422);
    const elsewhere = { audience: { community: company.communities['crew'] } };
    expect((await write('paul', 'An idiot', elsewhere)).status).toBe(201);
  });

  it('tell nobody of a community who may not write there', async () => {
    await company.app.as('claire')('PUT', where('board'), {
      ...calm,
      words: { ...calm.words, refuse: ['idiot'] },
      tag: 'none',
    });
    const unknown = '019c0000-0000-7000-8000-000000000000';
    const [secret, none] = await Promise.all(
      [company.communities['board'], unknown].map(async (community) => {
        const response = await write('paul', 'An idiot', { audience: { community } });
        return { status: response.status, body: { ...(await read<object>(response)), requestId: '' } };
      }),
    );
    expect(secret).toEqual(none);
    expect(secret!.status).toBe(404);
  });
});

describe('words to think over', () => {
  it('are asked about, and go through with the same key when they are meant', async () => {
    await words({ nudge: ['frankly'] });
    const key = { 'Idempotency-Key': 'nudged' };
    const first = await write('paul', 'Frankly, no.', {}, key);
    expect(await read<Problem>(first)).toMatchObject({ code: 'rephrase', errors: [{ message: 'frankly' }] });
    const sent = await write('paul', 'Frankly, no.', { confirmed: true }, key);
    expect(sent.status).toBe(201);
    const { id } = await read<Post>(sent);
    // The answer was lost on its way, and it is sent again from the start.
    const again = await write('paul', 'Frankly, no.', {}, key);
    expect((await read<Post>(again)).id).toBe(id);
    expect(await sees('ada', id)).toBe(200);
  });
});

describe('what waits for a steward', () => {
  const held = async (who = 'paul', text = 'About the merger', more: object = {}): Promise<Post> => {
    const response = await write(who, text, more);
    expect(response.status).toBe(201);
    return read<Post>(response);
  };

  it('is its author’s and the desk’s alone, and says so; nobody else hears that there is something', async () => {
    await words({ hold: ['merger'] });
    const post = await held();
    expect(post).toMatchObject({ state: 'held', review: true });
    expect(await Promise.all(['paul', 'ada', 'mary', 'claire', 'sam'].map((who) => sees(who, post.id)))).toEqual([
      200, 404, 404, 200, 200,
    ]);
    expect((await feed('ada')).map(({ id }) => id)).not.toContain(post.id);
    const mine = await read<PostPage>(await company.app.as('paul')('GET', '/v1/posts?scope=mine'));
    expect(mine.items[0]).toMatchObject({ id: post.id, state: 'held', review: true });
    expect((await eventsOn(post.id)).filter(({ kind }) => kind === 'shared')).toEqual([]);
    const found = await caseOf(post.id);
    expect(found).toMatchObject({ flags: [], publication: 'held' });
    expect(JSON.stringify(found.copy.body)).toContain('About the merger');
  });

  it('tells the desk why it waits, and stands in its queue by itself', async () => {
    await words({ hold: ['merger'] });
    const post = await held();
    const plain = await company.write('paul', { text: 'Harmless' });
    await company.flagged('ada', { kind: 'post', id: plain.id });
    expect((await caseOf(post.id)).screening).toEqual({ reasons: ['words'], words: ['merger'] });
    expect((await caseOf(plain.id)).screening).toBeNull();
    const queue = (await company.queue('claire', '?screened=true&limit=100')).map(({ copy }) => copy.id);
    expect(queue).toContain(post.id);
    expect(queue).not.toContain(plain.id);
  });

  it('is published when it is approved: new at that moment, and told to its readers', async () => {
    await words({ hold: ['merger'] });
    const post = await held();
    company.app.clock.now = new Date(company.app.clock.now.getTime() + 3_600_000);
    const { id } = await caseOf(post.id);
    expect((await company.decide('claire', id, { decision: 'keep', article: null })).status).toBe(200);
    const [first] = await feed('ada');
    expect(first).toMatchObject({ id: post.id, state: 'published', createdAt: company.app.clock.now.toISOString() });
    expect(first).not.toHaveProperty('review');
    expect(await eventsOn(post.id)).toContainEqual({ type: 'post.created', kind: 'shared' });
  });

  it('is declined with an article, which its author is told', async () => {
    await words({ hold: ['merger'] });
    const post = await held();
    const { id } = await caseOf(post.id);
    expect((await company.decide('claire', id)).status).toBe(200);
    const seen = await read<Post>(await company.app.as('paul')('GET', `/v1/posts/${post.id}`));
    expect(seen).toMatchObject({ state: 'removed', statement: { decision: 'remove', article: { number: 2 } } });
    expect(seen).not.toHaveProperty('review');
    expect(await sees('ada', post.id)).toBe(404);
  });

  it('is a comment as well: not counted, not listed, and counted when it is approved', async () => {
    const post = await held();
    await words({ hold: ['merger'] });
    const response = await company.app.as('paul')('POST', `/v1/posts/${post.id}/comments`, { text: 'The merger!' });
    const comment = await read<Comment>(response);
    expect(comment).toMatchObject({ state: 'held', review: true });
    const shown = async (who: string) =>
      (await read<CommentPage>(await company.app.as(who)('GET', `/v1/posts/${post.id}/comments`))).items.length;
    const count = async () =>
      (await read<Post>(await company.app.as('ada')('GET', `/v1/posts/${post.id}`))).commentCount;
    expect([await shown('ada'), await shown('paul'), await count()]).toEqual([0, 1, 0]);
    expect((await eventsOn(comment.id)).filter(({ kind }) => kind === 'shared')).toEqual([]);
    await company.decide('claire', (await caseOf(comment.id)).id, { decision: 'keep', article: null });
    expect([await shown('ada'), await count()]).toEqual([1, 1]);
  });

  it('is what was published, once it is edited so; readers see it again when that is approved, in its old place', async () => {
    const post = await held('paul', 'Harmless');
    await words({ hold: ['merger'] });
    const edited = await company.app.as('paul')('PATCH', `/v1/posts/${post.id}`, { text: 'The merger' });
    expect(await read<Post>(edited)).toMatchObject({ state: 'held', review: true });
    expect(await sees('ada', post.id)).toBe(404);
    await company.decide('claire', (await caseOf(post.id)).id, { decision: 'keep', article: null });
    expect(await read<Post>(await company.app.as('ada')('GET', `/v1/posts/${post.id}`))).toMatchObject({
      state: 'published',
      createdAt: post.createdAt,
    });
  });

  it('is everything, or all of one person, but nothing of those who moderate there', async () => {
    await set({ everything: true });
    expect((await held('ada', 'Good morning')).state).toBe('held');
    expect((await held('sam', 'Good morning')).state).toBe('published');
    await set({ people: [company.people['paul']] });
    expect((await held('paul', 'Good morning')).state).toBe('held');
    expect((await held('ada', 'Good morning')).state).toBe('published');
  });

  it('is the first few of a newcomer: what waits or was declined does not make anybody known', async () => {
    await set({ newcomers: 2 });
    const first = await held('cleo', 'First');
    const second = await held('cleo', 'Second');
    expect([first.state, second.state]).toEqual(['held', 'held']);
    await company.decide('claire', (await caseOf(first.id)).id, { decision: 'keep', article: null });
    expect((await held('cleo', 'Third')).state).toBe('held');
    await company.decide('claire', (await caseOf(second.id)).id, { decision: 'keep', article: null });
    expect((await held('cleo', 'Fourth')).state).toBe('published');
  });

  it('is what is brought from elsewhere too: nobody writes there and moves it in unseen', async () => {
    const move = (id: string, more: object = {}) =>
      company.app.as('paul')('PUT', `/v1/posts/${id}/community`, {
        ...{ community: company.communities['it-help'], wider: true },
        ...more,
      });
    const elsewhere = async (text: string) => {
      const response = await write('paul', text, { audience: { community: company.communities['crew'] } });
      expect(response.status).toBe(201);
      return (await read<Post>(response)).id;
    };
    await words({ refuse: ['idiot'], nudge: ['asap'], hold: ['rumour'] });
    const refused = await move(await elsewhere('You 1d10t'));
    expect([refused.status, (await read<Problem>(refused)).code]).toEqual([422, 'refused-words']);
    const pressed = await elsewhere('This ASAP please');
    expect((await read<Problem>(await move(pressed))).code).toBe('rephrase');
    expect((await move(pressed, { confirmed: true })).status).toBe(200);
    const told = await elsewhere('A rumour has it');
    await company.answer('ada', told, 'Who says so?');
    const moved = await read<Post>(await move(told));
    expect(moved).toMatchObject({ id: told, state: 'held', review: true });
    expect([await sees('paul', told), await sees('ada', told), await sees('bob', told)]).toEqual([200, 404, 404]);
    expect((await feed('bob')).map(({ id }) => id)).not.toContain(told);
    const there = await company.app.database.system((tx) =>
      tx
        .selectFrom('event')
        .innerJoin('audience', 'audience.id', 'event.audience_id')
        .where('subject_id', '=', told)
        .where('audience.community_id', '=', company.communities['it-help']!)
        .where('audience.kind', '=', 'shared')
        .select('type')
        .execute(),
    );
    expect(there).toEqual([]);
    const found = await caseOf(told);
    await company.app.as('claire')('PUT', `/v1/cases/${found.id}/claim`);
    const decided = await company.app.as('claire')('PUT', `/v1/cases/${found.id}/decision`, {
      ...{ decision: 'keep', article: null, publicNote: '' },
    });
    expect(decided.status).toBe(200);
    expect([await sees('ada', told), await sees('bob', told)]).toEqual([200, 200]);
    const comments = await read<CommentPage>(await company.app.as('bob')('GET', `/v1/posts/${told}/comments`));
    expect(comments.items).toHaveLength(1);
  });

  it('is no comment of others that arrives with a post: where one has words that are held there, the post stays where it is', async () => {
    const response = await write('paul', 'Lunch?', { audience: { community: company.communities['crew'] } });
    const { id } = await read<Post>(response);
    const move = (who = 'paul') =>
      company.app.as(who)('PUT', `/v1/posts/${id}/community`, {
        community: company.communities['it-help'],
        wider: true,
      });
    await company.answer('ada', id, 'A rumour has it');
    for (const list of [{ hold: ['rumour'] }, { refuse: ['rumour'] }]) {
      await words(list);
      const stays = await move();
      expect(stays.status).toBe(422);
      expect(await read<Problem>(stays)).toMatchObject({
        code: 'refused-words',
        errors: [{ path: 'comments', message: 'rumour' }],
      });
      const stayed = await read<Post>(await company.app.as('ada')('GET', `/v1/posts/${id}`));
      expect(stayed.audience.community?.slug).toBe('crew');
    }
    await words({ nudge: ['rumour'], hold: ['lunch'] });
    expect(await read<Post>(await move())).toMatchObject({ id, state: 'held' });
  });

  it('is looked at when it is published, where it was written for later', async () => {
    const scheduledFor = new Date(company.app.clock.now.getTime() + 3_600_000).toISOString();
    const plan = (text: string) => held('paul', text, { scheduledFor });
    const posts = [await plan('A merger'), await plan('An idiot'), await plan('Frankly'), await plan('Fine')];
    await words({ hold: ['merger'], refuse: ['idiot'], nudge: ['frankly'] });
    company.app.clock.now = new Date(company.app.clock.now.getTime() + 2 * 3_600_000);
    await company.app.jobs.publishing.run();
    const states = await Promise.all(
      posts.map(async ({ id }) => {
        const { state, notPublished } = await read<Post>(await company.app.as('paul')('GET', `/v1/posts/${id}`));
        return [state, notPublished];
      }),
    );
    expect(states).toEqual([
      ['held', undefined],
      ['scheduled', 'refused-words'],
      ['published', undefined],
      ['published', undefined],
    ]);
    expect(await caseOf(posts[0]!.id)).toBeDefined();
  });
});

describe('the check outside', () => {
  it('is asked where stewards want it, signed, without who wrote it, and not of what is restricted', async () => {
    expect((await write('paul', 'Unasked')).status).toBe(201);
    await set({ external: true });
    await company.app.database.system((tx) => tx.updateTable('person').set({ clearance: 'C2' }).execute());
    company.app.kernel.standings.forgetAll();
    const restricted = { audience: { community: company.communities['it-help'], degree: 'C2' } };
    expect((await write('paul', 'Restricted', restricted)).status).toBe(201);
    expect(asked).toEqual([]);
    expect((await write('paul', 'Asked', { title: 'A title', kind: 'question' })).status).toBe(201);
    const [{ url, init }] = asked as [(typeof asked)[number]];
    expect(url).toBe('https://check.test/words');
    expect(init.redirect).toBe('error');
    const body = init.body as string;
    expect(JSON.parse(body)).toEqual({
      community: 'it-help',
      kind: 'post',
      title: 'A title',
      text: expect.any(String) as string,
    });
    const headers = new Headers(init.headers);
    const time = Number(headers.get('parvis-timestamp'));
    expect(time).toBe(Math.floor(company.app.clock.now.getTime() / 1_000));
    expect(headers.get('parvis-signature')).toBe(await sign(secret, time, body));
    expect(body).not.toContain(company.people['paul']);
  });

  it('is asked of what is the first that its readers are addressed with, too', async () => {
    await set({ external: true });
    const first = { audience: { community: company.communities['it-help'], degree: 'C0' } };
    expect((await write('paul', 'For these readers', first)).status).toBe(201);
    expect(asked.map(({ init }) => init.body)).toEqual([expect.stringContaining('For these readers')]);
  });

  it.each([
    ['hold', 201, 'held'],
    ['nudge', 422, 'rephrase'],
    ['refuse', 422, 'refused-words'],
    ['allow', 201, 'published'],
  ])('may say %s', async (verdict, status, outcome) => {
    await set({ external: true });
    answers = () => Response.json({ verdict, words: ['this'] });
    const response = await write('paul', `Something for ${verdict}`);
    const body = await read<Post & Problem>(response);
    expect([response.status, body.state ?? body.code]).toEqual([status, outcome]);
  });

  it.each<[string, () => Promise<Response> | Response]>([
    ['no answer', () => Promise.reject(new TypeError('fetch failed'))],
    ['an answer that comes too late', () => new Promise((_, late) => setTimeout(() => late(new Error('aborted')), 10))],
    ['an error', () => new Response('no', { status: 500 })],
    ['a redirect', () => new Response(null, { status: 302 })],
    ['no JSON', () => new Response('allow')],
    ['another verdict', () => Response.json({ verdict: 'burn' })],
    ['a flood', () => new Response('x'.repeat(1_000_000))],
  ])('%s changes nothing', async (_, answer) => {
    await set({ external: true });
    answers = answer;
    const response = await write('paul', 'Whatever');
    expect((await read<Post>(response)).state).toBe('published');
    expect(asked).toHaveLength(1);
  });
});

describe('what stewards set', () => {
  it('is theirs to read and to change, and that of moderators where they see who belongs there', async () => {
    const { words: kept } = await set({ words: { ...calm.words, hold: ['ham'] } }, 'mona');
    expect(kept.hold).toEqual(['ham']);
    const change = { ...calm, tag: 'none' };
    for (const [who, community, status] of [
      ['ada', 'it-help', 403],
      ['mona', 'board', 404],
      ['paul', 'board', 404],
      ['sofia', 'it-help', 404],
    ] as const) {
      expect((await company.app.as(who)('GET', where(community))).status, who).toBe(status);
      expect((await company.app.as(who)('PUT', where(community), change)).status, who).toBe(status);
    }
  });

  it('is not overwritten by another steward who read it before', async () => {
    const { tag } = await set({ newcomers: 1 });
    const both = await Promise.all(
      ['claire', 'sam'].map((who, index) =>
        company.app.as(who)('PUT', where(), { ...calm, newcomers: index + 2, tag }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('holds each word once, and no word that would find everything', async () => {
    const { words: kept } = await words({ refuse: ['Spam'], hold: ['spam', 'ham'], nudge: ['HAM'] });
    expect(kept).toEqual({ refuse: ['Spam'], hold: ['ham'], nudge: [] });
    const { tag } = await read<Screening>(await company.app.as('claire')('GET', where()));
    const short = await company.app.as('claire')('PUT', where(), {
      ...calm,
      words: { ...calm.words, hold: ['a'] },
      tag,
    });
    expect(await read<Problem>(short)).toMatchObject({ code: 'invalid-request', errors: [{ path: 'words.hold.0' }] });
  });

  it('names members only', async () => {
    const { tag } = await read<Screening>(await company.app.as('claire')('GET', where()));
    const response = await company.app.as('claire')('PUT', where(), {
      ...calm,
      people: [company.people['sofia']],
      tag,
    });
    expect(response.status).toBe(422);
  });
});

describe('what flags hold', () => {
  it('comes back ten minutes after its author changed it, once, and its flags stay to be examined', async () => {
    const { app } = company;
    const later = async (minutes: number) => {
      app.clock.now = new Date(app.clock.now.getTime() + minutes * 60_000);
      await app.jobs.releasing.run();
    };
    const post = await read<Post>(await write('paul', 'You are all lazy'));
    for (const who of ['ada', 'bob', 'cleo']) await company.flagged(who, { kind: 'post', id: post.id });
    expect(await sees('mary', post.id)).toBe(404);
    await later(60);
    expect(await sees('mary', post.id)).toBe(404);
    expect((await app.as('paul')('PATCH', `/v1/posts/${post.id}`, { text: 'I disagree' })).status).toBe(200);
    await later(9);
    expect(await sees('mary', post.id)).toBe(404);
    await later(2);
    expect(await sees('mary', post.id)).toBe(200);
    expect((await caseOf(post.id)).flags).toHaveLength(3);
    // One more alone does not hold it again: those of before were about what it was.
    await company.flagged('mary', { kind: 'post', id: post.id });
    expect(await sees('rita', post.id)).toBe(200);
  });
});
