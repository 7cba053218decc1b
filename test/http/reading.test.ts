/** Bookmarks, follows, mutes and markers: what they do for one person, and that nobody else learns of them. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Comment, Community, Marker, Person, Post, PostPage, Reading } from '@parvis/contracts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { expectProblem } from '../support/problem.ts';
import { addCommunities, addPeople } from '../support/seed.ts';

let app: TestApp;
let people: Record<string, string>;
let communities: Record<string, string>;
const unknown = '019c0000-0000-7000-8000-000000000000';
const minute = 60_000;

beforeAll(async () => {
  app = await startTestApp();
  people = await addPeople(app.database, [
    { userName: 'claire' },
    { userName: 'david' },
    { userName: 'lena' },
    { userName: 'sofia', circle: 'supplier' },
    { userName: 'hugo', hidden: true },
  ]);
  const members = { claire: 'steward', david: 'member' } as const;
  communities = await addCommunities(app.database, people, [
    { slug: 'it-help', members },
    { slug: 'canteen', members },
    { slug: 'board', visibility: 'secret', joinRule: 'invite', members: { claire: 'steward' } },
    { slug: 'mobile', visibility: 'listed', joinRule: 'free', members: { claire: 'steward', david: 'member' } },
  ]);
});
afterAll(() => app.close());

const answer = async <Body>(who: string, method: string, path: string, body?: object): Promise<Body> => {
  const response = await app.as(who)(method, path, body);
  if (!response.ok) throw new Error(`${method} ${path} as ${who}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
};
/** Each is written a minute after the one before. */
const write = async (who: string, community: string | null, more: object = {}): Promise<Post> => {
  app.clock.now = new Date(app.clock.now.getTime() + minute);
  const audience = { community: community && communities[community]! };
  return answer<Post>(who, 'POST', '/v1/posts', { text: 'Hello all', audience, ...more });
};
const comment = (who: string, post: Post, text = 'Me too.'): Promise<Comment> => {
  app.clock.now = new Date(app.clock.now.getTime() + minute);
  return answer<Comment>(who, 'POST', `/v1/posts/${post.id}/comments`, { text });
};
const list = async (who: string, query: string): Promise<string[]> =>
  (await answer<PostPage>(who, 'GET', `/v1/posts?limit=100&${query}`)).items.map(({ id }) => id);
const reading = (who: string): Promise<Reading> => answer(who, 'GET', '/v1/me/reading');
const soon = (ms = 60 * minute): { until: string } => ({ until: new Date(app.clock.now.getTime() + ms).toISOString() });
const events = async (type: RegExp): Promise<{ type: string; person: string | null }[]> => {
  const rows = await app.database.system((tx) =>
    tx
      .selectFrom('event')
      .innerJoin('audience', 'audience.id', 'event.audience_id')
      .select(['event.type', 'audience.person_id as person'])
      .execute(),
  );
  return rows.filter((row) => type.test(row.type));
};
/** The document but for its number. */
const problemOf = async (response: Response) => {
  const { requestId: _, ...problem } = (await response.json()) as Record<string, unknown>;
  return problem;
};

describe('a bookmark', () => {
  it('is set once however often it is sent, is listed, and is taken back', async () => {
    const [post, other] = [await write('claire', 'it-help'), await write('claire', 'it-help')];
    const answers = await Promise.all(
      [1, 2, 3].map(() => answer<Post>('david', 'PUT', `/v1/posts/${post.id}/bookmark`)),
    );
    expect(answers.map(({ bookmarked }) => bookmarked)).toEqual([true, true, true]);
    expect(await list('david', 'scope=bookmarks')).toEqual([post.id]);
    const { items } = await answer<PostPage>('david', 'GET', '/v1/posts?scope=community&for=it-help');
    expect(items.map(({ id, bookmarked }) => [id, bookmarked])).toEqual(items.map(({ id }) => [id, id === post.id]));
    expect(items.map(({ id }) => id)).toContain(other.id);
    expect(await events(/^bookmark.added$/)).toHaveLength(1);
    expect(await answer<Post>('david', 'DELETE', `/v1/posts/${post.id}/bookmark`)).toMatchObject({ bookmarked: false });
    expect(await list('david', 'scope=bookmarks')).toEqual([]);
  });

  it('stays when the post is also followed and muted, and each ends alone', async () => {
    const post = await write('claire', 'it-help');
    const at = `/v1/posts/${post.id}`;
    for (const mark of ['bookmark', 'follow']) await answer('david', 'PUT', `${at}/${mark}`);
    const marked = await answer<Post>('david', 'PUT', `${at}/mute`, soon());
    const { items } = await answer<PostPage>('david', 'GET', '/v1/posts?scope=community&for=it-help');
    expect(items.find(({ id }) => id === post.id)).toEqual(marked);
    expect(await answer<Post>('david', 'DELETE', `${at}/follow`)).toMatchObject({ bookmarked: true, followed: false });
    const left = await answer<Post>('david', 'DELETE', `${at}/mute`);
    expect(left.bookmarked).toBe(true);
    expect(left.mutedUntil).toBeUndefined();
    await answer('david', 'DELETE', `${at}/bookmark`);
    const rows = await app.database.system((tx) =>
      tx.selectFrom('post_mark').where('post_id', '=', post.id).selectAll().execute(),
    );
    expect(rows).toEqual([]);
  });

  it('is seen by nobody else, and told to nobody else', async () => {
    const post = await write('claire', 'it-help');
    await answer('david', 'PUT', `/v1/posts/${post.id}/bookmark`);
    expect(await answer<Post>('claire', 'GET', `/v1/posts/${post.id}`)).toMatchObject({
      bookmarked: false,
      followed: false,
    });
    expect(await list('claire', 'scope=bookmarks')).toEqual([]);
    const told = await events(/^(bookmark|follow|mute|marker)/);
    expect(new Set(told.map(({ person }) => person))).toEqual(new Set([people['david']]));
  });

  it('is gone from the list with the right to read the post, and back with it', async () => {
    const post = await write('claire', 'mobile');
    await answer('david', 'PUT', `/v1/posts/${post.id}/bookmark`);
    await answer('david', 'DELETE', '/v1/communities/mobile/membership');
    expect(await list('david', 'scope=bookmarks')).not.toContain(post.id);
    await answer('david', 'PUT', '/v1/communities/mobile/membership');
    expect(await list('david', 'scope=bookmarks')).toContain(post.id);
  });
});

describe('what one cannot read', () => {
  it.each([
    ['PUT', 'bookmark'],
    ['DELETE', 'bookmark'],
    ['PUT', 'follow'],
    ['DELETE', 'follow'],
    ['PUT', 'mute'],
    ['DELETE', 'mute'],
  ])('%s %s of such a post answers as for a post that never was, and leaves nothing behind', async (method, path) => {
    const post = await write('claire', 'board');
    const body = method === 'PUT' && path === 'mute' ? soon() : undefined;
    const [there, nowhere] = [
      await app.as('david')(method, `/v1/posts/${post.id}/${path}`, body),
      await app.as('david')(method, `/v1/posts/${unknown}/${path}`, body),
    ];
    expect(there.status).toBe(404);
    expect(await problemOf(there)).toEqual(await problemOf(nowhere));
    const rows = await app.database.system((tx) =>
      tx.selectFrom('post_mark').where('post_id', '=', post.id).selectAll().execute(),
    );
    expect(rows).toEqual([]);
  });

  it('a person who cannot be opened is followed as little as one that never was', async () => {
    for (const [who, person] of [
      ['david', 'hugo'],
      ['sofia', 'claire'],
    ] as const) {
      const [there, nowhere] = [
        await app.as(who)('PUT', `/v1/people/${people[person]}/follow`),
        await app.as(who)('PUT', `/v1/people/${unknown}/follow`),
      ];
      expect(there.status).toBe(404);
      expect(await problemOf(there)).toEqual(await problemOf(nowhere));
    }
  });

  it('a secret community is muted and marked as little as one that never was', async () => {
    for (const [path, body] of [
      ['/v1/communities/{}/mute', soon()],
      ['/v1/me/markers/{}', { at: app.clock.now.toISOString() }],
    ] as const) {
      const there = await app.as('david')('PUT', path.replace('{}', 'board'), body);
      const nowhere = await app.as('david')('PUT', path.replace('{}', 'nothing'), body);
      expect(there.status).toBe(404);
      expect(await problemOf(there)).toEqual(await problemOf(nowhere));
    }
  });

  it('is named no more among what one follows and mutes, and brings no news', async () => {
    const post = await write('claire', 'mobile', { title: 'Only for mobile' });
    await answer('david', 'PUT', `/v1/posts/${post.id}/follow`);
    await answer('david', 'PUT', '/v1/communities/mobile/mute', soon());
    await comment('claire', post);
    expect(JSON.stringify(await reading('david'))).toContain('Only for mobile');
    await answer('david', 'DELETE', '/v1/communities/mobile/membership');
    const { news, posts } = await reading('david');
    expect(JSON.stringify([news, posts])).not.toContain(post.id);
    await answer('david', 'PUT', '/v1/communities/mobile/membership');
    await answer('david', 'DELETE', '/v1/communities/mobile/mute');
    await answer('david', 'DELETE', `/v1/posts/${post.id}/follow`);
  });
});

describe('following', () => {
  it('a person brings what they write home, until it ends', async () => {
    const post = await write('claire', null);
    expect(await list('lena', 'scope=home')).not.toContain(post.id);
    expect(await answer<Person>('lena', 'PUT', '/v1/people/claire/follow')).toMatchObject({ followed: true });
    await answer('lena', 'PUT', '/v1/people/claire/follow');
    expect(await list('lena', 'scope=home')).toContain(post.id);
    expect((await reading('lena')).people.map(({ id }) => id)).toEqual([people['claire']]);
    expect((await answer<Person>('david', 'GET', '/v1/people/claire')).followed).toBe(false);
    expect(await answer<Person>('lena', 'DELETE', '/v1/people/claire/follow')).toMatchObject({ followed: false });
    expect(await list('lena', 'scope=home')).not.toContain(post.id);
  });

  it('oneself is refused in words', async () => {
    await expectProblem(await app.as('lena')('PUT', '/v1/people/lena/follow'), 'forbidden');
    expect((await answer<Person>('lena', 'GET', '/v1/people/lena')).abilities.follow).toBe(false);
  });

  it('a tag brings what is tagged with it home, however it is written', async () => {
    const post = await write('claire', null, { text: 'About #C++ again' });
    await answer('lena', 'PUT', '/v1/tags/C%2B%2B/follow');
    await answer('lena', 'PUT', '/v1/tags/c%2B%2B/follow');
    expect((await reading('lena')).tags).toEqual(['c++']);
    expect(await list('lena', 'scope=home')).toContain(post.id);
    await answer('lena', 'DELETE', '/v1/tags/c%2B%2B/follow');
    expect(await list('lena', 'scope=home')).not.toContain(post.id);
  });

  it('a post tells of comments by others since one looked, and no more once one has', async () => {
    const post = await write('claire', 'it-help', { title: 'The coffee machine' });
    await comment('claire', post, 'Before anybody followed.');
    expect(await answer<Post>('david', 'PUT', `/v1/posts/${post.id}/follow`)).toMatchObject({ followed: true });
    expect((await reading('david')).news).toEqual([]);
    await comment('claire', post);
    await comment('claire', post);
    await comment('david', post);
    const news = { id: post.id, title: 'The coffee machine', author: 'claire Test', comments: 2 };
    expect((await reading('david')).news).toEqual([news]);
    expect((await reading('claire')).news).toEqual([]);
    await answer('david', 'PUT', `/v1/posts/${post.id}/follow`);
    expect((await reading('david')).news).toEqual([]);
    await comment('claire', post);
    await answer('david', 'PUT', `/v1/posts/${post.id}/mute`, soon());
    expect((await reading('david')).news).toEqual([]);
    await answer('david', 'DELETE', `/v1/posts/${post.id}/mute`);
    await answer('david', 'DELETE', `/v1/posts/${post.id}/follow`);
    expect((await reading('david')).news).toEqual([]);
  });
});

describe('a mute', () => {
  it('of a community leaves its posts out of the home for its time, and nowhere else', async () => {
    const [lunch, printer] = [await write('claire', 'canteen'), await write('claire', 'it-help')];
    const before = (await app.as('david')('GET', '/v1/posts')).headers.get('etag');
    const muted = await answer<Community>('david', 'PUT', '/v1/communities/canteen/mute', soon());
    expect(muted.mutedUntil).toBe(soon().until);
    expect((await answer<Community>('david', 'GET', '/v1/communities/canteen')).mutedUntil).toBe(soon().until);
    const home = await list('david', 'scope=home');
    expect(home).toContain(printer.id);
    expect(home).not.toContain(lunch.id);
    expect(await list('david', 'scope=community&for=canteen')).toContain(lunch.id);
    expect(await list('claire', 'scope=home')).toContain(lunch.id);
    expect((await answer<Community>('claire', 'GET', '/v1/communities/canteen')).mutedUntil).toBeUndefined();
    expect((await reading('david')).mutes).toMatchObject([{ community: { slug: 'canteen' }, post: null }]);
    const during = (await app.as('david')('GET', '/v1/posts')).headers.get('etag')!;
    expect(during).not.toBe(before);

    app.clock.now = new Date(app.clock.now.getTime() + 61 * minute);
    expect((await app.as('david')('GET', '/v1/posts', undefined, { 'If-None-Match': during })).status).toBe(200);
    expect(await list('david', 'scope=home')).toContain(lunch.id);
    expect((await reading('david')).mutes).toEqual([]);
  });

  it('of a community also holds for what its people and tags would bring home', async () => {
    const post = await write('claire', 'canteen', { text: 'Soup #menu' });
    await answer('david', 'PUT', '/v1/people/claire/follow');
    await answer('david', 'PUT', '/v1/tags/menu/follow');
    expect(await list('david', 'scope=home')).toContain(post.id);
    await answer('david', 'PUT', '/v1/communities/canteen/mute', soon());
    expect(await list('david', 'scope=home')).not.toContain(post.id);
    expect(await list('david', 'scope=home&q=soup')).toEqual([]);
    await answer('david', 'DELETE', '/v1/communities/canteen/mute');
    expect(await list('david', 'scope=home')).toContain(post.id);
    await answer('david', 'DELETE', '/v1/people/claire/follow');
    await answer('david', 'DELETE', '/v1/tags/menu/follow');
  });

  it('of one post leaves that out, and ends when asked', async () => {
    const [loud, calm] = [await write('claire', 'it-help'), await write('claire', 'it-help')];
    expect(await answer<Post>('david', 'PUT', `/v1/posts/${loud.id}/mute`, soon())).toMatchObject({
      mutedUntil: soon().until,
    });
    const home = await list('david', 'scope=home');
    expect([home.includes(loud.id), home.includes(calm.id)]).toEqual([false, true]);
    expect((await reading('david')).mutes).toMatchObject([{ community: null, post: { id: loud.id } }]);
    expect((await answer<Post>('claire', 'GET', `/v1/posts/${loud.id}`)).mutedUntil).toBeUndefined();
    await answer('david', 'DELETE', `/v1/posts/${loud.id}/mute`);
    expect(await list('david', 'scope=home')).toContain(loud.id);
  });

  it.each([
    ['that is past', -1],
    ['in more than a month', 32 * 24 * 60 * minute],
  ])('until a time %s is refused with the field named', async (_, ms) => {
    const problem = await expectProblem(
      await app.as('david')('PUT', '/v1/communities/canteen/mute', soon(ms)),
      'invalid-request',
    );
    expect(problem.errors).toMatchObject([{ path: 'until' }]);
  });
});

describe('a marker', () => {
  it('is kept per place on the server, and moves forward only', async () => {
    const post = await write('claire', 'it-help');
    const at = post.createdAt;
    const moved = await answer<Marker>('david', 'PUT', '/v1/me/markers/it-help', { at });
    expect(moved).toEqual({ place: communities['it-help'], at, movedAt: app.clock.now.toISOString() });
    const events1 = await events(/^marker/);
    app.clock.now = new Date(app.clock.now.getTime() + minute);
    const back = { at: new Date(Date.parse(at) - minute).toISOString() };
    expect(await answer<Marker>('david', 'PUT', '/v1/me/markers/it-help', back)).toEqual(moved);
    expect(await events(/^marker/)).toHaveLength(events1.length);
    expect((await reading('david')).markers).toEqual([moved]);
    expect((await reading('claire')).markers).toEqual([]);
  });

  it('never goes beyond the present', async () => {
    const { at } = await answer<Marker>('lena', 'PUT', '/v1/me/markers/home', { at: '2099-01-01T00:00:00.000Z' });
    expect(at).toBe(app.clock.now.toISOString());
  });

  it('divides what is unread from what is not, one’s own left out', async () => {
    const old = await write('claire', 'it-help');
    await answer('david', 'PUT', '/v1/me/markers/home', { at: old.createdAt });
    const [fresh, mine] = [await write('claire', 'it-help'), await write('david', 'it-help')];
    expect(await list('david', 'scope=home&unread=true')).toEqual([fresh.id]);
    // Who read it at home has read it.
    expect(await list('david', 'scope=community&for=it-help&unread=true')).toEqual([fresh.id]);
    await answer('david', 'PUT', '/v1/me/markers/home', { at: mine.createdAt });
    expect(await list('david', 'scope=home&unread=true')).toEqual([]);
    expect(await list('david', 'scope=community&for=it-help&unread=true')).toEqual([]);
  });

  it('is not known of other scopes', async () => {
    const answered = await app.as('david')('GET', '/v1/posts?scope=person&for=claire&unread=true');
    expect((await expectProblem(answered, 'invalid-request')).errors).toMatchObject([{ path: 'unread' }]);
  });
});

describe('scopes and filters', () => {
  it('everyone shows what is addressed to no community, and mine all that one wrote', async () => {
    const [all, some] = [await write('lena', null), await write('david', 'it-help')];
    expect(await list('david', 'scope=everyone')).toContain(all.id);
    expect(await list('david', 'scope=everyone')).not.toContain(some.id);
    expect(await list('sofia', 'scope=everyone')).not.toContain(all.id);
    expect(await list('lena', 'scope=mine')).toEqual([all.id]);
    expect(await list('david', 'scope=drafts')).toEqual([]);
  });

  it.each(['home', 'community&for=it-help', 'person&for=claire', 'tag&for=sap', 'everyone', 'mine'])(
    'unanswered shows the questions without an accepted answer: %s',
    async (scope) => {
      const author = scope === 'mine' ? 'david' : 'claire';
      const place = scope === 'everyone' ? null : 'it-help';
      const question = { kind: 'question', title: 'How?', text: 'Who knows #sap' };
      const [open, closed] = [await write(author, place, question), await write(author, place, question)];
      const update = await write(author, place, { text: 'An update #sap' });
      const reply = await comment(author, closed);
      await comment(author, open);
      await answer(author, 'PUT', `/v1/posts/${closed.id}/accepted/${reply.id}`);
      const found = await list(scope === 'everyone' ? author : 'david', `scope=${scope}&unanswered=true`);
      expect([open.id, closed.id, update.id].map((id) => found.includes(id))).toEqual([true, false, false]);
    },
  );

  it('pages through bookmarks with a cursor', async () => {
    const posts = [
      await write('claire', 'it-help'),
      await write('claire', 'it-help'),
      await write('claire', 'it-help'),
    ];
    for (const { id } of posts) await answer('lena', 'PUT', `/v1/posts/${id}/bookmark`);
    const first = await answer<PostPage>('lena', 'GET', '/v1/posts?scope=bookmarks&limit=2');
    const rest = await answer<PostPage>('lena', 'GET', `/v1/posts?scope=bookmarks&limit=2&cursor=${first.next}`);
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(posts.map(({ id }) => id).reverse());
    expect(rest.next).toBeNull();
  });
});

describe('search', () => {
  const search = async (who: string, scope: string, q: string): Promise<string[]> => {
    await app.upkeep.settle();
    return list(who, `scope=${scope}&q=${encodeURIComponent(q)}`);
  };

  it('finds words without their accents, endings and case, in both languages, and symbols as they are', async () => {
    const french = await write('claire', 'it-help', { text: 'Les imprimantes de l’étage sont réparées.' });
    const cpp = await write('claire', 'it-help', { title: 'Compiler', text: 'Which C++ compiler?', kind: 'question' });
    const c = await write('claire', 'it-help', { text: 'A compiler for C only.' });
    const scope = 'community&for=it-help';
    expect(await search('david', scope, 'imprimante etage')).toEqual([french.id]);
    expect(await search('david', scope, 'REPAREE')).toEqual([french.id]);
    expect(await search('david', scope, 'c++')).toContain(cpp.id);
    expect(await search('david', scope, 'c++ compilers')).toEqual([cpp.id]);
    expect(await search('david', scope, 'compilers')).toEqual([c.id, cpp.id]);
    expect(await search('david', scope, 'imprimante compiler')).toEqual([]);
    expect(await search('david', scope, 'the')).toEqual([]);
  });

  it('finds a post by a comment on it, once', async () => {
    const post = await write('claire', 'it-help', { title: 'Badge', text: 'Mine opens nothing.', kind: 'question' });
    await comment('david', post, 'Ask at the quokka desk.');
    await comment('claire', post, 'The quokka desk it is.');
    expect(await search('david', 'home', 'quokka')).toEqual([post.id]);
    expect(await search('david', 'home', 'quokka badge')).toEqual([post.id]);
    expect(await search('lena', 'home', 'quokka')).toEqual([]);
    expect(await search('lena', 'community&for=it-help', 'quokka')).toEqual([post.id]);
  });

  it('keeps to its scope and its filters', async () => {
    const [here, there] = [
      await write('claire', 'it-help', { text: 'Wombat one' }),
      await write('claire', 'canteen', { text: 'Wombat two #zoo' }),
    ];
    const all = await write('david', null, { text: 'Wombat three' });
    expect(await search('claire', 'community&for=it-help', 'wombat')).toEqual([here.id]);
    expect(await search('claire', 'tag&for=zoo', 'wombat')).toEqual([there.id]);
    expect(await search('claire', 'person&for=david', 'wombat')).toEqual([all.id]);
    expect(await search('claire', 'mine', 'wombat')).toEqual([there.id, here.id]);
    expect(await search('claire', 'everyone', 'wombat')).toEqual([all.id]);
    expect(await search('claire', 'bookmarks', 'wombat')).toEqual([]);
    await answer('claire', 'PUT', `/v1/posts/${all.id}/bookmark`);
    expect(await search('claire', 'bookmarks', 'wombat')).toEqual([all.id]);
    expect(await search('claire', 'home&unanswered=true', 'wombat')).toEqual([]);
    expect(await search('claire', 'home&unread=true', 'wombat')).toEqual([]);
    expect(await search('claire', 'home&kind=update', 'wombat')).toEqual([there.id, here.id]);
  });

  it('for a word of an unreadable post alone answers exactly as for one that stands nowhere', async () => {
    await write('claire', 'board', { text: 'The okapi merger, also about the printer' });
    const ask = async (q: string) => {
      await app.upkeep.settle();
      const response = await app.as('david')('GET', `/v1/posts?scope=home&q=${q}`);
      expect(response.headers.get('cache-control')).toBe('no-store');
      return response.json();
    };
    expect(await ask('okapi')).toEqual(await ask('nothingatall'));
    expect(await ask('okapi%20printer')).toEqual(await ask('nothingatall%20printer'));
    expect(await search('claire', 'home', 'okapi')).toHaveLength(1);
  });

  it('looks at what the viewer may read only, however much else has the word', async () => {
    const seen = await write('claire', 'it-help', { text: 'tamarin' });
    for (let i = 0; i < 5; i++) await write('claire', 'board', { text: 'tamarin' });
    await app.upkeep.settle();
    const viewer = (await app.kernel.standings.find('david'))!;
    const [rows] = await app.database.read(viewer, {
      name: 'test_contributions',
      text: `select * from search_contributions('tamarin', (select array_agg(id) from generate_series(1, 1000) id), 100)`,
      values: [],
    });
    expect(rows).toHaveLength(1);
    expect(await search('david', 'home', 'tamarin')).toEqual([seen.id]);
  });

  it('forgets what is deleted and what is edited away', async () => {
    const post = await write('claire', 'it-help', { text: 'numbat' });
    expect(await search('david', 'home', 'numbat')).toEqual([post.id]);
    await answer('claire', 'PATCH', `/v1/posts/${post.id}`, { text: 'something else' });
    expect(await search('david', 'home', 'numbat')).toEqual([]);
    const other = await write('claire', 'it-help', { text: 'numbat' });
    await app.as('claire')('DELETE', `/v1/posts/${other.id}`);
    expect(await search('david', 'home', 'numbat')).toEqual([]);
  });

  it('still finds what somebody wrote who has left since', async () => {
    const post = await write('lena', null, { text: 'How the axolotl is fed' });
    await app.upkeep.settle();
    await app.database.system((tx) =>
      tx.updateTable('person').set({ departed_at: app.clock.now }).where('id', '=', people['lena']!).execute(),
    );
    expect(await search('david', 'everyone', 'axolotl')).toEqual([post.id]);
    const { items } = await answer<{ items: unknown[] }>('david', 'GET', '/v1/experts?q=axolotl');
    expect(items).toEqual([]);
  });
});

describe('how much one person sets', () => {
  it('is bounded for each mark, and what is set already can be set again', async () => {
    const { nora } = await addPeople(app.database, [{ userName: 'nora' }]);
    const last = await write('claire', 'it-help');
    await app.database.system((tx) =>
      sql`with filler as (
          insert into post (id, audience_id, community_id, author_id, kind, body, source, created_at)
          select gen_random_uuid(), audience_id, community_id, author_id, 'update', '[]', 'x', created_at - interval '1 year'
            from post, generate_series(1, 2000) where id = ${last.id}::uuid returning id)
        insert into post_mark (person_id, post_id, bookmarked_at, followed_at, looked_at, muted_until)
          select ${nora}::uuid, id, now(), case when n <= 500 then now() end, case when n <= 500 then now() end,
            case when n <= 200 then timestamptz '2100-01-01' end from (select id, row_number() over () as n from filler) f`.execute(
        tx,
      ),
    );
    const one = await app.database.system((tx) =>
      tx
        .selectFrom('post_mark')
        .where('muted_until', 'is not', null)
        .where('person_id', '=', nora!)
        .select('post_id')
        .limit(1)
        .executeTakeFirstOrThrow(),
    );
    for (const [mark, body] of [['bookmark'], ['follow'], ['mute', soon()]] as const) {
      await expectProblem(await app.as('nora')('PUT', `/v1/posts/${last.id}/${mark}`, body), 'forbidden');
      expect((await app.as('nora')('PUT', `/v1/posts/${one.post_id}/${mark}`, body)).status).toBe(200);
    }
  });

  it('is bounded for people too', async () => {
    const { olga } = await addPeople(app.database, [{ userName: 'olga' }]);
    const many = await addPeople(
      app.database,
      Array.from({ length: 500 }, (_, i) => ({ userName: `filler${i}` })),
    );
    await app.database.system((tx) =>
      tx
        .insertInto('follow')
        .values(
          Object.values(many).map((id) => ({
            ...{ person_id: olga!, followed_person_id: id, followed_tag: null, since: app.clock.now },
          })),
        )
        .execute(),
    );
    await expectProblem(await app.as('olga')('PUT', '/v1/people/claire/follow'), 'forbidden');
    expect((await app.as('olga')('PUT', '/v1/people/filler7/follow')).status).toBe(200);
  });
});
