/**
 * What one may not see leaves no trace: in no list, count, rank or stream, and every question about it is answered word
 * for word as for what does not exist. A refusal changes nothing.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Comment, CommunityPage, ExpertPage, Post, PostPage } from '@parvis/contracts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { listen } from '../support/listening.ts';
import { addCommunities, addPeople } from '../support/seed.ts';

let app: TestApp;
let people: Record<string, string>;
let communities: Record<string, string>;
const unknown = '019c0000-0000-7000-8000-000000000000';

beforeAll(async () => {
  app = await startTestApp();
  people = await addPeople(app.database, [
    { userName: 'author', clearance: 'C3', name: 'Ada Author' },
    { userName: 'member' },
    { userName: 'low', clearance: 'C0' },
    { userName: 'stranger' },
    { userName: 'supplier', circle: 'supplier' },
    { userName: 'ghost', hidden: true, name: 'Gus Ghost', bio: 'turbine maintenance' },
  ]);
  communities = await addCommunities(app.database, people, [
    { slug: 'open', members: { author: 'steward', member: 'member', low: 'member' } },
    { slug: 'secret', visibility: 'secret', members: { author: 'steward', member: 'member', low: 'member' } },
    { slug: 'partners', circles: ['employee', 'supplier'], members: { author: 'steward', supplier: 'member' } },
  ]);
});
afterAll(() => app.close());

const audiences = {
  'everyone C0': () => ({ community: null, degree: 'C0' }),
  'everyone C1': () => ({ community: null, degree: 'C1' }),
  'everyone C2': () => ({ community: null, degree: 'C2' }),
  'everyone C3': () => ({ community: null, degree: 'C3' }),
  'open C1': () => ({ community: communities['open'], degree: 'C1' }),
  'secret C0': () => ({ community: communities['secret'], degree: 'C0' }),
  'secret C1': () => ({ community: communities['secret'], degree: 'C1' }),
  'partners C1': () => ({ community: communities['partners'], degree: 'C1' }),
};
type AudienceName = keyof typeof audiences;
const names = Object.keys(audiences) as AudienceName[];

/** Who sees what was written for whom: by hand. */
const sees: Record<string, AudienceName[]> = {
  author: [
    'everyone C0',
    'everyone C1',
    'everyone C2',
    'everyone C3',
    'open C1',
    'secret C0',
    'secret C1',
    'partners C1',
  ],
  member: ['everyone C0', 'everyone C1', 'open C1', 'secret C0', 'secret C1', 'partners C1'],
  low: ['everyone C0', 'secret C0'],
  stranger: ['everyone C0', 'everyone C1', 'open C1', 'partners C1'],
  supplier: ['partners C1'],
};
const viewers = Object.keys(sees);

const posts = {} as Record<AudienceName, Post>;
const comments = {} as Record<AudienceName, Comment>;
const make = async <Made>(method: string, path: string, body?: object): Promise<Made> => {
  const answer = await app.as('author')(method, path, body);
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Made;
};
beforeAll(async () => {
  for (const [index, name] of names.entries()) {
    posts[name] = await make<Post>('POST', '/v1/posts', {
      kind: 'question',
      title: 'Zirconium',
      text: `The zirconium valve number ${index} leaks. #zirconium`,
      audience: audiences[name](),
    });
    comments[name] = await make<Comment>('POST', `/v1/posts/${posts[name].id}/comments`, {
      text: 'Close the zirconium valve.',
    });
  }
});

const namesOf = ({ items }: PostPage): AudienceName[] =>
  names.filter((name) => items.some(({ id }) => id === posts[name].id));
const read = async <Body>(who: string, path: string): Promise<Body> =>
  (await (await app.as(who)('GET', path)).json()) as Body;

describe.each(viewers)('%s', (viewer) => {
  it('finds in every feed what they may see and nothing else', async () => {
    expect(namesOf(await read(viewer, `/v1/posts?scope=person&for=${people['author']}`))).toEqual(sees[viewer]);
    expect(namesOf(await read(viewer, '/v1/posts?scope=tag&for=zirconium'))).toEqual(sees[viewer]);
    for (const community of ['open', 'secret', 'partners']) {
      const answer = await app.as(viewer)('GET', `/v1/posts?scope=community&for=${community}`);
      const inside = names.filter((name) => name.startsWith(community) && sees[viewer]!.includes(name));
      if (answer.ok) expect(namesOf((await answer.json()) as PostPage)).toEqual(inside);
      else expect([answer.status, inside]).toEqual([404, []]);
    }
    const home = namesOf(await read(viewer, '/v1/posts?limit=100'));
    expect(home.filter((name) => !sees[viewer]!.includes(name))).toEqual([]);
  });

  it('pages through them without a gap where others are', async () => {
    const found: AudienceName[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: PostPage = await read(
        viewer,
        `/v1/posts?scope=tag&for=zirconium&limit=1${next && `&cursor=${next}`}`,
      );
      found.push(...namesOf(page));
      expect(page.items).toHaveLength(1);
      next = page.next;
    }
    expect(found).toEqual(sees[viewer]!.toReversed());
  });

  it('is listed the communities that they may know of', async () => {
    const { items } = await read<CommunityPage>(viewer, '/v1/communities?limit=100');
    const known = {
      author: ['open', 'partners', 'secret'],
      member: ['open', 'partners', 'secret'],
      low: ['open', 'partners', 'secret'],
      stranger: ['open', 'partners'],
      supplier: ['partners'],
    };
    expect(items.map(({ slug }) => slug).sort()).toEqual(known[viewer as keyof typeof known]);
  });

  it('is told reasons for an expert from what they may read alone', async () => {
    const { items } = await read<ExpertPage>(viewer, '/v1/experts?q=zirconium%20valve');
    const allowed = new Set(sees[viewer]!.map((name) => posts[name].id));
    for (const { reasons } of items)
      for (const { post, more } of reasons) {
        if (post) expect(allowed).toContain(post);
        expect(more).toBeLessThan(Math.max(1, 2 * allowed.size));
      }
    expect(JSON.stringify(await read(viewer, '/v1/experts?q=turbine%20maintenance'))).not.toContain('Ghost');
  });

  it('is told live of what they may see and nothing else', async () => {
    const stream = await listen(app, viewer);
    for (const name of names) await make('PUT', `/v1/posts/${posts[name].id}/reactions/like`);
    for (const name of names) await make('DELETE', `/v1/posts/${posts[name].id}/reactions/like`);
    // For both circles, so that everybody here hears it and nothing is left before it.
    const last = await make<Post>('POST', '/v1/posts', {
      text: 'The last word.',
      audience: audiences['partners C1'](),
    });
    // Whoever is not cleared for it is told nothing: they are asked by what follows instead.
    const heard = sees[viewer]!.includes('partners C1')
      ? await stream.until(last.id)
      : await stream.until(
          (await make<Post>('POST', '/v1/posts', { text: 'The last word.', audience: audiences['everyone C0']() })).id,
        );
    await stream.close();
    const told = new Set(heard.map(({ event }) => event.post));
    expect(names.filter((name) => told.has(posts[name].id))).toEqual(sees[viewer]);
  });

  it('is answered about the rest word for word as about nothing, and changes nothing by asking', async () => {
    const asks: [string, (post: string, comment: string) => string, object?][] = [
      ['GET', (post) => `/v1/posts/${post}`],
      ['PATCH', (post) => `/v1/posts/${post}`, { text: 'Mine now.' }],
      ['DELETE', (post) => `/v1/posts/${post}`],
      ['PUT', (post) => `/v1/posts/${post}/reactions/like`],
      ['DELETE', (post) => `/v1/posts/${post}/reactions/like`],
      ['PUT', (post, comment) => `/v1/posts/${post}/accepted/${comment}`],
      ['DELETE', (post, comment) => `/v1/posts/${post}/accepted/${comment}`],
      ['GET', (post) => `/v1/posts/${post}/comments`],
      ['POST', (post) => `/v1/posts/${post}/comments`, { text: 'Hello?' }],

      ['PATCH', (_, comment) => `/v1/comments/${comment}`, { text: 'Mine now.' }],
      ['DELETE', (_, comment) => `/v1/comments/${comment}`],
      ['PUT', (_, comment) => `/v1/comments/${comment}/reactions/like`],
      ['DELETE', (_, comment) => `/v1/comments/${comment}/reactions/like`],
      ['GET', (post) => `/v1/flags?kind=post&id=${post}`],
      ['GET', (_, comment) => `/v1/flags?kind=comment&id=${comment}`],
    ];
    /** All that is told, but for the number of the request. */
    const told = async ([method, path, body]: (typeof asks)[number], post: string, comment: string) => {
      const answer = await app.as(viewer)(method, path(post, comment), body);
      const { requestId: _, ...problem } = (await answer.json()) as { requestId: string };
      const headers = [...answer.headers].filter(([name]) => name !== 'x-request-id');
      return { status: answer.status, problem, headers };
    };
    const state = () =>
      app.database.system(async (tx) => ({
        posts: await tx.selectFrom('post').selectAll().orderBy('id').execute(),
        comments: await tx.selectFrom('comment').selectAll().orderBy('id').execute(),
        reactions: await tx.selectFrom('reaction').selectAll().orderBy('subject_id').execute(),
        events: await tx
          .selectFrom('event')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .execute(),
      }));

    const before = await state();
    for (const name of names.filter((name) => !sees[viewer]!.includes(name)))
      for (const ask of asks) {
        const unseen = await told(ask, posts[name].id, comments[name].id);
        expect(unseen.status, `${ask[0]} ${ask[1]('post', 'comment')} ${name}`).toBe(404);
        expect(unseen).toEqual(await told(ask, unknown, unknown));
      }
    expect(await state()).toEqual(before);
  });
});

describe('a community that is secret', () => {
  it.each([
    ['GET', (id: string) => `/v1/communities/${id}`, undefined],
    ['PUT', (id: string) => `/v1/communities/${id}/membership`, undefined],
    ['DELETE', (id: string) => `/v1/communities/${id}/membership`, undefined],
    ['GET', (id: string) => `/v1/posts?scope=community&for=${id}`, undefined],
    ['POST', () => '/v1/posts', (community: string) => ({ text: 'x', audience: { community } })],
  ] as const)('does not exist for %s %s', async (method, path, body) => {
    const told = async (id: string) => {
      const answer = await app.as('stranger')(method, path(id), body?.(id));
      const { requestId: _, ...problem } = (await answer.json()) as { requestId: string };
      return [answer.status, problem];
    };
    expect(await told(communities['secret']!)).toEqual(await told(unknown));
    if (!body) expect(await told('secret')).toEqual(await told('nowhere'));
    expect((await told(communities['secret']!))[0]).toBe(404);
  });
});

describe('somebody hidden', () => {
  it('is found by nobody and mentioned by nobody, and sees their own card', async () => {
    const ids = [people['ghost']!, 'ghost'];
    for (const id of ids) {
      expect((await app.as('member')('GET', `/v1/people/${id}`)).status).toBe(404);
      expect((await app.as('ghost')('GET', `/v1/people/${id}`)).status).toBe(200);
    }
    const post = await make<Post>('POST', '/v1/posts', {
      text: 'Ask @ghost or @member.',
      audience: audiences['everyone C1'](),
    });
    const mentions = JSON.stringify(post.body);
    expect(mentions).not.toContain(people['ghost']);
    expect(mentions).toContain(people['member']);
  });

  it('has a byline that opens nothing where they write', async () => {
    const answer = await app.as('ghost')('POST', '/v1/posts', { text: 'Boo', audience: { community: null } });
    const { id, author } = (await answer.json()) as Post;
    expect(author).toMatchObject({ name: 'Gus Ghost', abilities: { open: true } });
    const seen = await read<Post>('member', `/v1/posts/${id}`);
    expect(seen.author).toMatchObject({ name: 'Gus Ghost', abilities: { open: false } });
  });
});
