import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Charter } from '@parvis/contracts';
import { readStarterCharter } from '../../server/src/charter/starter/index.ts';
import { installCharter } from '../../server/src/charter/index.ts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { addPeople } from '../support/seed.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await addPeople(app.database, [{ userName: 'ada' }]);
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
