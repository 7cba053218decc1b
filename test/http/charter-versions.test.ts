/** How the charter changes, and who can prove what. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  AcceptancePage,
  Charter,
  CharterDraft,
  CharterExport,
  CharterVersion,
  CharterVersionPage,
  OwnAcceptancePage,
  Problem,
} from '@parvis/contracts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { addPeople } from '../support/seed.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await addPeople(app.database, [
    { userName: 'ada', name: '=HYPERLINK("x")' },
    { userName: 'bob' },
    { userName: 'root', roles: ['admin'] },
    { userName: 'toor', roles: ['admin'] },
  ]);
});
afterAll(() => app.close());

const ask = async <Body>(who: string, method: string, path: string, body?: unknown) => {
  const response = await app.as(who)(method, path, body);
  return { status: response.status, body: (await response.json()) as Body };
};
const draft = async (who = 'root') => (await ask<CharterDraft>(who, 'GET', '/v1/charter/draft')).body;
const texts = (articles: readonly Omit<CharterDraft['articles'][number], 'body'>[]) =>
  articles.map(({ subjects, title, source }) => ({ subjects, title, source }));
const save = (who: string, change: Partial<CharterDraft>, from: CharterDraft) => {
  const { tag, major, summary, articles, publishAt } = { ...from, ...change };
  const body = { tag, major, summary, articles: texts(articles), publishAt };
  return ask<CharterDraft & Problem>(who, 'PUT', '/v1/charter/draft', body);
};
const publish = (who: string, tag: string) =>
  ask<CharterVersion & Problem>(who, 'PUT', '/v1/charter/draft/published', { tag });
const charter = async (who = 'ada') => (await ask<Charter>(who, 'GET', '/v1/charter?language=fr')).body;
const write = async (who: string) =>
  (await app.as(who)('POST', '/v1/posts', { text: 'Hello', audience: { community: null } })).status;
const changed = (from: CharterDraft, text: string) =>
  from.articles.map((article, index) =>
    index === 1 ? { ...article, source: { en: `${text}.`, fr: `${text} en français.` } } : article,
  );

describe('a new version', () => {
  it('is read by nobody before it is published, and is not asked of anybody until then', async () => {
    const from = await draft();
    expect(from).toMatchObject({ version: 2, edited: null });
    const saved = await save('root', { major: true, articles: changed(from, 'Secret') }, from);
    expect(saved.status).toBe(200);
    for (const path of ['/v1/charter', '/v1/charter/versions', '/v1/charter/versions/1'])
      expect(JSON.stringify((await ask('ada', 'GET', path)).body)).not.toContain('Secret');
    expect((await ask('ada', 'GET', '/v1/charter/versions/2')).status).toBe(404);
    expect(await write('ada')).toBe(201);
  });

  it('that changes the wording only is not accepted again', async () => {
    const from = await draft();
    const saved = await save('root', { major: false, summary: { en: 'Clearer', fr: 'Plus clair' } }, from);
    expect((await publish('root', saved.body.tag)).body).toMatchObject({
      version: 2,
      major: false,
      changes: [{ number: 2, change: 'changed' }],
    });
    expect(await charter()).toMatchObject({ version: 2, accepted: { version: 1 }, abilities: { accept: false } });
    expect(await write('ada')).toBe(201);
  });

  it('that is major is accepted again before the next write', async () => {
    const from = await draft();
    const saved = await save('root', { major: true, articles: from.articles.slice(0, 7) }, from);
    expect((await publish('root', saved.body.tag)).status).toBe(200);
    expect(await charter()).toMatchObject({ version: 3, accepted: { version: 1 }, abilities: { accept: true } });
    expect(await write('ada')).toBe(403);
    expect((await ask('ada', 'PUT', '/v1/me/charter', { version: 2, language: 'fr' })).status).toBe(409);
    expect((await ask('ada', 'PUT', '/v1/me/charter', { version: 3, language: 'fr' })).status).toBe(200);
    expect(await write('ada')).toBe(201);
    expect(await write('bob')).toBe(403);
  });

  it('comes into force by itself at its time, not before, and everybody is told', async () => {
    const from = await draft();
    const publishAt = new Date(app.clock.now.getTime() + 3_600_000).toISOString();
    expect((await save('root', { major: true, publishAt, articles: changed(from, 'Later') }, from)).status).toBe(200);
    await app.jobs.enforcing.run();
    expect((await charter()).version).toBe(3);
    app.clock.now = new Date(app.clock.now.getTime() + 2 * 3_600_000);
    await app.jobs.enforcing.run();
    expect(await charter()).toMatchObject({ version: 4, abilities: { accept: true } });
    expect(await write('ada')).toBe(403);
    const events = await app.database.system((tx) =>
      tx
        .selectFrom('event')
        .innerJoin('audience', 'audience.id', 'event.audience_id')
        .where('type', '=', 'charter.published')
        .select(['audience.kind', 'audience.degree'])
        .execute(),
    );
    expect(events.at(-1)).toEqual({ kind: 'shared', degree: 'C0' });
  });

  it('is of one administrator when two change or publish it at once', async () => {
    const from = await draft();
    const saves = await Promise.all(['root', 'toor'].map((who) => save(who, { articles: changed(from, who) }, from)));
    expect(saves.map(({ status }) => status).sort()).toEqual([200, 412]);
    const { tag } = await draft();
    const published = await Promise.all(['root', 'toor'].map((who) => publish(who, tag)));
    expect(published.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await charter()).version).toBe(5);
    expect((await publish('toor', tag)).status).toBe(412);
  });

  it('needs a text that shows something, in every language, and a time that is to come', async () => {
    const from = await draft();
    const articles = from.articles.map((article) => ({
      ...article,
      source: { ...article.source, fr: '\u200b' },
    }));
    expect((await save('root', { articles }, from)).body.errors?.[0]?.path).toBe('articles.0.source.fr');
    expect((await save('root', { publishAt: '2020-01-01T00:00:00.000Z' }, from)).status).toBe(422);
  });

  it('can be thrown away', async () => {
    const from = await draft();
    const { body } = await save('root', { articles: changed(from, 'Thrown away') }, from);
    const { body: after } = await ask<CharterDraft>('root', 'PUT', '/v1/charter/draft/discarded', { tag: body.tag });
    expect(after.edited).toBeNull();
    expect(JSON.stringify(after)).not.toContain('Thrown away');
  });
});

describe('the history', () => {
  it('says of each version what became of its articles, newest first, page by page', async () => {
    const { body } = await ask<CharterVersionPage>('bob', 'GET', '/v1/charter/versions?limit=3');
    expect(body.items.map(({ version, major }) => [version, major])).toEqual([
      [5, expect.any(Boolean)],
      [4, true],
      [3, true],
    ]);
    expect(body.items[2]!.changes).toEqual([{ number: 8, change: 'removed' }]);
    const rest = await ask<CharterVersionPage>('bob', 'GET', `/v1/charter/versions?limit=3&before=${body.next}`);
    expect(rest.body.items.map(({ version }) => version)).toEqual([2, 1]);
    expect(rest.body.next).toBeNull();
    const first = await ask<CharterVersion>('bob', 'GET', '/v1/charter/versions/1?language=fr');
    expect(first.body.articles).toHaveLength(8);
    expect(first.body.articles[0]!.source).toContain('Écrivez sur notre travail');
  });
});

describe('who accepted', () => {
  it('is each person’s own to show, with version, time, language and digest', async () => {
    const { body } = await ask<OwnAcceptancePage>('ada', 'GET', '/v1/me/charter');
    expect(body.items.map(({ version, language }) => [version, language])).toEqual([
      [3, 'fr'],
      [1, 'en'],
    ]);
  });

  it('is listed and exported for administrators, a name is no formula, and taking it along is an event of theirs', async () => {
    const { body } = await ask<AcceptancePage>('root', 'GET', '/v1/charter/versions/1/acceptances?limit=3');
    expect(body.items).toHaveLength(3);
    const rest = await ask<AcceptancePage>('root', 'GET', `/v1/charter/versions/1/acceptances?cursor=${body.next}`);
    expect([...body.items, ...rest.body.items].map(({ person }) => person.userName).sort()).toEqual([
      'ada',
      'bob',
      'root',
      'toor',
    ]);
    const { body: file } = await ask<CharterExport>('root', 'PUT', '/v1/charter/versions/3/export');
    expect(file).toMatchObject({ name: 'charter-3.csv', count: 1 });
    expect(file.csv).toContain('ada,"\'=HYPERLINK(""x"")",3,');
    const event = await app.database.system((tx) =>
      tx
        .selectFrom('event')
        .innerJoin('audience', 'audience.id', 'event.audience_id')
        .where('type', '=', 'charter.exported')
        .select(['audience.kind', 'data'])
        .executeTakeFirst(),
    );
    expect(event).toEqual({ kind: 'person', data: { version: 3 } });
  });
});
