/** The vocabulary: what completes a skill, and who may see which of its words. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import type { SkillList, SkillName } from '@parvis/contracts';
import { findOrAddPersonal } from '../../server/src/audiences/index.ts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { addPeople } from '../support/seed.ts';

let app: TestApp;
let people: Record<string, string>;

const vocabulary: { en: string; fr: string; synonyms?: { en?: string[]; fr?: string[] } }[] = [
  { en: 'C', fr: 'C', synonyms: { en: ['ANSI C'] } },
  { en: 'C++', fr: 'C++', synonyms: { en: ['cpp'] } },
  { en: 'C#', fr: 'C#', synonyms: { en: ['csharp'] } },
  { en: '.NET', fr: '.NET', synonyms: { en: ['dotnet'] } },
  { en: 'R', fr: 'R' },
  { en: 'cost accounting', fr: 'comptabilité analytique', synonyms: { en: ['management accounting'] } },
  { en: 'accounting', fr: 'comptabilité' },
  { en: 'accounting entries', fr: 'écritures comptables' },
  { en: 'TIG welding', fr: 'soudage TIG', synonyms: { fr: ['soudure à l’arc'] } },
];

const find = async (q: string, who = 'viewer', more = ''): Promise<SkillName[]> => {
  const response = await app.as(who)('GET', `/v1/skills?q=${encodeURIComponent(q)}${more}`);
  expect(response.status).toBe(200);
  return ((await response.json()) as SkillList).items;
};
const labels = async (q: string, who?: string): Promise<string[]> =>
  (await find(q, who)).map(({ label }) => label['en'] ?? label['und']!);

beforeAll(async () => {
  app = await startTestApp();
  people = await addPeople(app.database, [
    { userName: 'viewer' },
    { userName: 'admin', roles: ['admin'] },
    { userName: 'rita', skills: [] },
    { userName: 'ghost', hidden: true },
    { userName: 'sofia', circle: 'supplier' },
    { userName: 'gone', departedAt: new Date('2026-10-01') },
  ]);
  await app.database.system(async (tx) => {
    for (const { en, fr, synonyms = {} } of vocabulary)
      await tx
        .insertInto('skill')
        .values({ id: v7(), label: JSON.stringify({ en, fr }), synonyms: JSON.stringify(synonyms) })
        .execute();
  });
}, 240_000);
afterAll(() => app?.close());

/** Somebody's own word, as an import writes it; in their own audience when `alone`. */
const declareFree = (who: string, name: string, alone = false): Promise<string> =>
  app.database.system(async (tx) => {
    const id = v7();
    await tx
      .insertInto('skill')
      .values({ id, label: JSON.stringify({ und: name }), synonyms: '{}', free: true })
      .execute();
    const { audience_id } = await tx
      .selectFrom('profile')
      .where('person_id', '=', people[who]!)
      .select('audience_id')
      .executeTakeFirstOrThrow();
    const audience = alone ? await findOrAddPersonal(tx, people[who]!) : audience_id;
    await tx
      .insertInto('person_skill')
      .values({ person_id: people[who]!, skill_id: id, audience_id: audience, level: null })
      .execute();
    return id;
  });

describe('completing a skill', () => {
  it.each([
    ['comptabilite analytique', 'cost accounting'],
    ['COMPTABILITÉ ANALYTIQUE', 'cost accounting'],
    ['management acc', 'cost accounting'],
    ['soudure a l arc', 'TIG welding'],
    ['dotnet', '.NET'],
  ])('finds it by any label or synonym, in any language: %s', async (q, label) => {
    expect((await labels(q))[0]).toBe(label);
  });

  it('says by which name it was found where that is no label', async () => {
    expect((await find('csharp'))[0]).toMatchObject({ label: { en: 'C#' }, matched: 'csharp', free: false });
    expect((await find('c#'))[0]).toMatchObject({ label: { en: 'C#' }, matched: null });
  });

  it('puts the whole name first, then what begins so, then what has a word that does', async () => {
    expect(await labels('accounting')).toEqual(['accounting', 'accounting entries', 'cost accounting']);
    expect(await labels('account')).toEqual(['accounting', 'accounting entries', 'cost accounting']);
  });

  it('takes words in any order, each begun only', async () => {
    expect(await labels('ana compt')).toEqual(['cost accounting']);
  });

  it.each([
    ['comptabilte analytique', 'cost accounting'],
    ['analytiqeu', 'cost accounting'],
    ['weldnig', 'TIG welding'],
    ['acounting', 'accounting'],
  ])('forgives a slip of the finger: %s', async (q, label) => {
    expect(await labels(q)).toContain(label);
  });

  it.each([
    ['C', 'C'],
    ['c++', 'C++'],
    ['c#', 'C#'],
    ['.net', '.NET'],
    ['r', 'R'],
    ['cpp', 'C++'],
  ])('keeps C, C++, C#, .NET and R apart: %s', async (q, label) => {
    const found = await labels(q);
    expect(found[0]).toBe(label);
    if (/[+#.]/.test(q)) expect(found).toEqual([label]);
  });

  it('answers what was not changed with 304, is bounded, and refuses what is no query', async () => {
    const first = await app.as('viewer')('GET', '/v1/skills?q=c');
    const again = await app.as('viewer')('GET', '/v1/skills?q=c', undefined, {
      'If-None-Match': first.headers.get('ETag')!,
    });
    expect(again.status).toBe(304);
    expect(await find('c', 'viewer', '&limit=2')).toHaveLength(2);
    for (const query of ['', '?q=', `?q=${'x'.repeat(101)}`, '?q=a&limit=51'])
      expect((await app.as('viewer')('GET', `/v1/skills${query}`)).status, query).toBe(422);
    for (const odd of ['%25', '_', '+++', "'", '"', '\\', '🙂', '((', '*']) await find(odd);
  });

  it('tells nobody a figure about anybody', async () => {
    for (const item of await find('c'))
      expect(Object.keys(item).toSorted()).toEqual(['free', 'id', 'label', 'matched', 'retired']);
  });
});

describe('free skills', () => {
  it('are completed for those who may read that somebody declares them', async () => {
    await declareFree('rita', 'Kubernetes');
    expect(await labels('kube')).toEqual(['Kubernetes']);
    expect(await labels('kubernets')).toEqual(['Kubernetes']);
    expect(await labels('kube', 'sofia')).toEqual([]);
  });

  it('of one person alone, of somebody hidden and of somebody who left are nobody else’s', async () => {
    await declareFree('rita', 'Zumba', true);
    await declareFree('ghost', 'Zither');
    const id = await declareFree('gone', 'Zoology');
    for (const q of ['zumba', 'zumbq', 'zither', 'zoology', 'zoologu', 'z']) expect(await labels(q), q).toEqual([]);
    expect(await labels('zum', 'rita')).toEqual(['Zumba']);
    expect(await labels('zum', 'admin')).toEqual([]);
    expect(id).toBeDefined();
  });

  it('appear with the first who declares them and go with the last', async () => {
    const skill_id = await declareFree('rita', 'Terraform');
    expect(await labels('terraform')).toEqual(['Terraform']);
    const setHidden = (hidden: boolean) =>
      app.database.system((tx) => tx.updateTable('person').set({ hidden }).where('id', '=', people['rita']!).execute());
    await setHidden(true);
    expect(await labels('terraform')).toEqual([]);
    await setHidden(false);
    expect(await labels('terraform')).toEqual(['Terraform']);
    await app.database.system((tx) => tx.deleteFrom('person_skill').where('skill_id', '=', skill_id).execute());
    expect(await labels('terraform')).toEqual([]);
  });
});
