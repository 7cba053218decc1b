import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Charter, type Comment, type Post, type Problem, writingOperations } from '@parvis/contracts';
import { readStarterCharter } from '../../server/src/charter/starter/index.ts';
import { installCharter } from '../../server/src/charter/index.ts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { addCommunities, addPeople } from '../support/seed.ts';

let app: TestApp;
let people: Record<string, string>;
let communities: Record<string, string>;
beforeAll(async () => {
  app = await startTestApp();
  people = await addPeople(app.database, [
    { userName: 'ada' },
    { userName: 'newt', accepted: false },
    { userName: 'nora', accepted: false },
    { userName: 'nils', accepted: false },
    { userName: 'root', accepted: false, roles: ['admin'] },
  ]);
  communities = await addCommunities(app.database, people, [
    { slug: 'it-help', members: { ada: 'member', newt: 'member', nora: 'member', nils: 'steward', root: 'steward' } },
  ]);
});
afterAll(() => app.close());

const charter = async (language: string): Promise<Charter> =>
  (await (await app.as('ada')('GET', `/v1/charter?language=${language}`)).json()) as Charter;

it('a starter charter is in force in both languages, with the same articles', async () => {
  const [english, french] = [await charter('en'), await charter('fr')];
  expect(english.version).toBe(1);
  expect(english.articles.map(({ title }) => title)).toEqual([
    'Professional content',
    'Respect',
    'Confidentiality',
    'No rumours',
    'Clients and suppliers',
    'Working hours',
    'How moderation works',
    'How to appeal',
  ]);
  expect(french.articles.map(({ title }) => title)).toEqual([
    'Contenu professionnel',
    'Respect',
    'Confidentialité',
    'Pas de rumeur',
    'Clients et fournisseurs',
    'Temps de travail',
    'Comment fonctionne la modération',
    'Comment contester',
  ]);
  for (const { articles } of [english, french]) {
    const text = (number: number) => JSON.stringify(articles.find((one) => one.number === number)!.body);
    for (const degree of ['C0', 'C1', 'C2', 'C3']) expect(text(3)).toContain(degree);
    expect(text(4)).toContain('source');
  }
  expect(french.articles.map(({ id, number, subjects }) => ({ id, number, subjects }))).toEqual(
    english.articles.map(({ id, number, subjects }) => ({ id, number, subjects })),
  );
  for (const { body, title } of [...english.articles, ...french.articles])
    expect(body[0], `${title} begins with one sentence that sums it up`).toMatchObject({ type: 'paragraph' });
});

it('articles that explain are cited against nothing', async () => {
  const { articles } = await charter('en');
  expect(articles.filter(({ subjects }) => subjects.length === 0).map(({ number }) => number)).toEqual([7, 8]);
});

it('the starter charter never replaces one that is there', async () => {
  const changed = { en: '## 1. Other\n\nText.', fr: '## 1. Autre\n\nTexte.' };
  await installCharter(app.database, changed, app.clock.now);
  expect((await charter('en')).articles).toHaveLength(8);
});

it('a charter that lacks an article in one language is refused with its number', async () => {
  const { en, fr } = readStarterCharter();
  const { readArticles } = await import('../../server/src/charter/articles.ts');
  expect(() => readArticles({ en, fr: fr.replace('## 4.', '### 4.') })).toThrow("no article 4 in 'fr'");
});

describe('whoever has not accepted the charter', () => {
  const ask = async (who: string, method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
    const response = await app.as(who)(method, path, body, headers);
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const text = 'Good morning.';
  const written = async (): Promise<Post> =>
    (await ask('ada', 'POST', '/v1/posts', { text, audience: { community: communities['it-help'] } })).body as Post;
  const unaccepted = { status: 403, body: expect.objectContaining({ code: 'charter-not-accepted' }) as Problem };

  it('reads everything, reacts, flags, and writes nothing, wherever that would be', async () => {
    const post = await written();
    const flagged = await written();
    const { id } = (await ask('ada', 'POST', `/v1/posts/${post.id}/comments`, { text })).body as Comment;
    const attempts: Record<(typeof writingOperations)[number], [method: string, path: string, body: object]> = {
      createPost: ['POST', '/v1/posts', { text, audience: { community: communities['it-help'] } }],
      updatePost: ['PATCH', `/v1/posts/${post.id}`, { text }],
      createComment: ['POST', `/v1/posts/${post.id}/comments`, { text }],
      updateComment: ['PATCH', `/v1/comments/${id}`, { text }],
      createDiscussion: ['POST', '/v1/discussions', { address: 'https://intranet.test/', title: 'x', text }],
      createCommunity: ['POST', '/v1/communities', { name: 'Chess' }],
      updateCommunity: ['PATCH', '/v1/communities/it-help', { purpose: 'x' }],
      setIdeaStatus: ['PUT', `/v1/posts/${post.id}/status`, { status: 'heard', reason: 'x' }],
      updateProfileField: ['PUT', '/v1/me/profile/bio', { value: text, readers: { kind: 'profile' } }],
      declareSkill: ['PUT', '/v1/me/skills/Chess', { readers: { kind: 'profile' } }],
    };
    for (const name of writingOperations) expect(await ask('newt', ...attempts[name]), name).toEqual(unaccepted);
    expect((await ask('newt', 'GET', `/v1/posts/${post.id}`)).status).toBe(200);
    expect((await ask('newt', 'GET', '/v1/posts')).status).toBe(200);
    expect((await ask('newt', 'PUT', `/v1/posts/${post.id}/reactions/like`)).status).toBe(200);
    const { articles } = (await ask('newt', 'GET', '/v1/charter')).body as Charter;
    const flag = { subject: { kind: 'post', id: flagged.id }, article: articles[1]!.id };
    expect((await ask('newt', 'POST', '/v1/flags', flag)).status).toBe(201);
  });

  it('is told the same of what they may not see and of what does not exist', async () => {
    const unknown = '019c0000-0000-7000-8000-000000000000';
    expect(await ask('newt', 'POST', `/v1/posts/${unknown}/comments`, { text })).toEqual(unaccepted);
  });

  it('completes the very same write, with the same key, once they accepted', async () => {
    const write = () =>
      ask(
        'nora',
        'POST',
        '/v1/posts',
        { text: 'Interrupted', audience: { community: communities['it-help'] } },
        { 'Idempotency-Key': 'the-same' },
      );
    expect(await write()).toEqual(unaccepted);
    const before = (await ask('nora', 'GET', '/v1/charter')).body as Charter;
    expect(before).toMatchObject({ accepted: null, abilities: { accept: true } });
    const accepted = await ask('nora', 'PUT', '/v1/me/charter', { version: 1, language: 'fr' });
    expect(accepted.body).toMatchObject({
      language: 'fr',
      accepted: { version: 1, acceptedAt: app.clock.now.toISOString(), language: 'fr' },
      abilities: { accept: false },
    });
    const first = await write();
    expect(first.status).toBe(201);
    expect(((await write()).body as Post).id).toBe((first.body as Post).id);
    const { count } = await app.database.system((tx) =>
      tx
        .selectFrom('post')
        .where('author_id', '=', people['nora']!)
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow(),
    );
    expect(Number(count)).toBe(1);
  });

  it('accepts once: again changes neither the proof nor its time, and tells of it in their own audience alone', async () => {
    const accept = async () =>
      ((await ask('nils', 'PUT', '/v1/me/charter', { version: 1, language: 'en' })).body as Charter).accepted;
    const first = await accept();
    expect(first?.digest).toMatch(/^[0-9a-f]{64}$/);
    app.clock.now = new Date(app.clock.now.getTime() + 60_000);
    expect(await accept()).toEqual(first);
    const events = await app.database.system((tx) =>
      tx
        .selectFrom('event')
        .innerJoin('audience', 'audience.id', 'event.audience_id')
        .where('type', '=', 'charter.accepted')
        .where('actor_id', '=', people['nils']!)
        .select(['audience.kind', 'audience.person_id'])
        .execute(),
    );
    expect(events).toEqual([{ kind: 'person', person_id: people['nils'] }]);
  });

  it('cannot accept a version that is not in force', async () => {
    const answer = await ask('newt', 'PUT', '/v1/me/charter', { version: 2, language: 'en' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  it('is no exception because of a role', async () => {
    expect(await ask('root', 'POST', '/v1/posts', { text, audience: { community: communities['it-help'] } })).toEqual(
      unaccepted,
    );
  });

  it('is asked of the database, where another process has heard of the acceptance before this one', async () => {
    const newt = await app.kernel.standings.find('newt');
    await app.database.system((tx) =>
      tx
        .insertInto('charter_acceptance')
        .values({
          person_id: people['newt']!,
          version: 1,
          audience_id: newt!.audiences.at(-1)!,
          language: 'en',
          digest: '',
          accepted_at: app.clock.now,
        })
        .execute(),
    );
    const { status } = await ask('newt', 'POST', '/v1/posts', {
      text,
      audience: { community: communities['it-help'] },
    });
    expect(status).toBe(201);
  });
});
