/** What admins do to the vocabulary, and what an imported classification does: whatever points at a skill moves along. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExpertPage, Person, Skill, SkillList, SkillMergePreview, Vocabulary } from '@parvis/contracts';
import { findOrAddPersonal, findOrAddShared } from '../../server/src/audiences/index.ts';
import { importSource, openClassification } from '../../server/src/imports/index.ts';
import { resolveSkills } from '../../server/src/skills/index.ts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { expectProblem } from '../support/problem.ts';
import { addPeople } from '../support/seed.ts';

let app: TestApp;
let people: Record<string, string>;
let work: string;

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'parvis-skills-'));
  app = await startTestApp();
  people = await addPeople(app.database, [
    { userName: 'viewer' },
    { userName: 'admin', roles: ['admin'] },
    ...['ada', 'ben', 'cleo', 'dora', 'eli', 'fay', 'gus'].map((userName) => ({ userName })),
    { userName: 'ghost', hidden: true },
  ]);
}, 240_000);
afterAll(async () => {
  rmSync(work, { recursive: true, force: true });
  await app?.close();
});

const send = async <Body>(who: string, method: string, path: string, body?: object): Promise<Body> => {
  const response = await app.as(who)(method, path, body);
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
};
const status = async (who: string, method: string, path: string, body?: object): Promise<number> =>
  (await app.as(who)(method, path, body)).status;
const create = (en: string, more: object = {}): Promise<Skill> =>
  send('admin', 'POST', '/v1/skills', { label: { en }, ...more });
const find = async (q: string, more = ''): Promise<string[]> =>
  (await send<SkillList>('admin', 'GET', `/v1/skills?q=${encodeURIComponent(q)}${more}`)).items.map(({ id }) => id);

type Declared = { level?: string | null; tags?: string[]; alone?: boolean };
const declare = (who: string, skill: string, { level = null, tags = [], alone = false }: Declared = {}) =>
  app.database.system(async (tx) => {
    const { audience_id } = await tx
      .selectFrom('profile')
      .where('person_id', '=', people[who]!)
      .select('audience_id')
      .executeTakeFirstOrThrow();
    const audience = alone ? await findOrAddPersonal(tx, people[who]!) : audience_id;
    await sql`insert into person_skill (person_id, skill_id, audience_id, level, tags)
      values (${people[who]}, ${skill}, ${audience}, ${level}, ${`{${tags.join(',')}}`}::text[])`.execute(tx);
  });
const declaredBy = async (who: string, reader = 'viewer') =>
  (await send<Person>(reader, 'GET', `/v1/people/${people[who]}`)).skills.map(({ id, level, tags }) => ({
    id,
    level,
    tags,
  }));
const free = async (who: string, name: string, more?: Declared): Promise<string> => {
  const id = (await app.database.system((tx) => resolveSkills(tx, [name]))).get(name)!;
  await declare(who, id, more);
  return id;
};
const eventsOf = (id: string) =>
  app.database.system(async (tx) => {
    const { rows } = await sql<{ type: string; audience_id: number | null }>`
      select type, audience_id from event where subject_id = ${id}::uuid order by id`.execute(tx);
    return rows;
  });

describe('admins', () => {
  it('add, rename and give synonyms; the record has it, and everybody completes it at once', async () => {
    const skill = await create('React', { synonyms: { en: ['ReactJS'], fr: ['React.js'] } });
    expect(await find('reactjs')).toEqual([skill.id]);
    const renamed = await send<Skill>('admin', 'PATCH', `/v1/skills/${skill.id}`, {
      label: { en: 'React', fr: 'Réact' },
    });
    expect(renamed).toMatchObject({ label: { fr: 'Réact' }, synonyms: { en: ['ReactJS'], fr: ['React.js'] } });
    expect((await eventsOf(skill.id)).map(({ type }) => type)).toEqual(['skill.created', 'skill.updated']);
    expect(await status('admin', 'POST', '/v1/skills', { label: { en: 'REACT' } })).toBe(409);
    for (const label of [{}, { en: '' }, { en: '!!!' }, { EN: 'x' }, { en: 'x'.repeat(101) }])
      expect(await status('admin', 'POST', '/v1/skills', { label }), JSON.stringify(label)).toBe(422);
  });

  it('rename: the former name goes on leading there, until it is taken away', async () => {
    const { id } = await create('Stannage', { synonyms: { en: ['tinning'] } });
    await declare('fay', id);
    const renamed = await send<Skill>('admin', 'PATCH', `/v1/skills/${id}`, {
      label: { en: 'Soldering', fr: 'Brasage tendre' },
      synonyms: { en: ['TINNING'], fr: ['soudure à l’étain'] },
    });
    expect(renamed.synonyms).toEqual({ en: ['TINNING', 'Stannage'], fr: ['soudure à l’étain'] });
    expect(await find('stannage')).toEqual([id]);
    await app.upkeep.settle();
    const { items } = await send<ExpertPage>('viewer', 'GET', '/v1/experts?q=stannage');
    expect(items.map(({ person }) => person.id)).toContain(people['fay']);
    const again = await send<Skill>('admin', 'PATCH', `/v1/skills/${id}`, { synonyms: { en: ['tinning'] } });
    expect(again.synonyms).toEqual({ en: ['tinning'] });
    expect(await find('stannage')).toEqual([]);
    const word = await free('fay', 'Reballing');
    expect(
      await send<Skill>('admin', 'PATCH', `/v1/skills/${word}`, { label: { en: 'Reflow soldering' } }),
    ).toMatchObject({ synonyms: { und: ['Reballing'] }, free: false });
  });

  it('read a version that changes with what a skill is called, and with nothing else that is written', async () => {
    const { id, version } = await create('Hobbing');
    const now = async () => (await send<Skill>('viewer', 'GET', `/v1/skills/${id}`)).version;
    await app.database.system((tx) => tx.updateTable('skill').set({ dropped: false }).where('id', '=', id).execute());
    expect(await now()).toBe(version);
    await send<Skill>('admin', 'PATCH', `/v1/skills/${id}`, { synonyms: { en: ['gear hobbing'] } });
    expect(await now()).not.toBe(version);
  });

  it('write over nothing that another of them changed meanwhile, and are told which name is taken', async () => {
    const { id, version } = await create('Etching', { synonyms: { en: ['acid etching'] } });
    await create('Engraving', { label: { en: 'Engraving', fr: 'Gravure' } });
    const change = (body: object, of?: number) =>
      app.as('admin')('PATCH', `/v1/skills/${id}`, body, of === undefined ? {} : { 'if-match': `"${of}"` });
    expect((await change({ synonyms: { en: ['acid etching', 'etch'] } }, version)).status).toBe(200);
    await expectProblem(await change({ label: { en: 'Etch' } }, version), 'precondition-failed');
    const read = await send<Skill>('admin', 'GET', `/v1/skills/${id}`);
    expect(read.label).toEqual({ en: 'Etching' });
    expect((await change({ label: { en: 'Etch' } }, read.version)).status).toBe(200);
    expect(await expectProblem(await change({ label: { en: 'Etch', fr: 'gravure' } }), 'conflict')).toMatchObject({
      errors: [{ path: 'label.fr' }],
    });
  });

  it('keep C, C++, C#, .NET and R apart', async () => {
    const ids = [];
    for (const name of ['C', 'C++', 'C#', '.NET', 'R']) ids.push((await create(name)).id);
    expect(new Set(ids).size).toBe(5);
    const named = await app.database.system((tx) => resolveSkills(tx, ['c', 'c++', 'C#', '.net', 'r', 'R&D', 'NET']));
    expect(['c', 'c++', 'C#', '.net', 'r'].map((name) => named.get(name))).toEqual(ids);
    expect(new Set(named.values()).size).toBe(7);
    await declare('ada', ids[1]!);
    await declare('ben', ids[2]!);
    await declare('cleo', ids[3]!);
    await declare('dora', ids[4]!);
    await app.upkeep.settle();
    for (const [q, who] of [
      ['C++', 'ada'],
      ['C#', 'ben'],
      ['.NET', 'cleo'],
      ['R', 'dora'],
    ] as const) {
      const { items } = await send<ExpertPage>('viewer', 'GET', `/v1/experts?q=${encodeURIComponent(q)}`);
      expect(
        items.map(({ person }) => person.id),
        q,
      ).toEqual([people[who]]);
    }
  });

  it('retire: nobody finds it to declare any more, who has it keeps it, and it can be restored', async () => {
    const { id } = await create('Telex');
    await declare('eli', id);
    expect(await send<Skill>('admin', 'PUT', `/v1/skills/${id}/retirement`)).toMatchObject({ retired: true });
    expect(await find('telex')).toEqual([]);
    expect(await find('telex', '&retired=true')).toEqual([id]);
    expect(await status('viewer', 'GET', '/v1/skills?q=telex&retired=true')).toBe(403);
    expect((await declaredBy('eli')).map((one) => one.id)).toContain(id);
    await send('admin', 'DELETE', `/v1/skills/${id}/retirement`);
    await send('admin', 'DELETE', `/v1/skills/${id}/retirement`);
    expect(await find('telex')).toEqual([id]);
    expect((await eventsOf(id)).map(({ type }) => type)).toEqual(['skill.created', 'skill.retired', 'skill.restored']);
  });

  it('are shown what there is, and words of people that they may read, and nobody else is', async () => {
    await free('ada', 'Zymurgy');
    await free('ben', 'Zugzwang', { alone: true });
    const seen = await send<Vocabulary>('admin', 'GET', '/v1/vocabulary');
    expect(seen.own.map(({ label }) => label['und'])).toContain('Zymurgy');
    expect(JSON.stringify(seen)).not.toContain('Zugzwang');
    expect(await status('viewer', 'GET', '/v1/vocabulary')).toBe(403);
  });

  it('see no figure about fewer than five, and never who', async () => {
    const { id } = await create('Falconry');
    const { id: into } = await create('Bird keeping');
    for (const who of ['ada', 'ben', 'cleo', 'dora']) await declare(who, id);
    await declare('ghost', id, { alone: true });
    const preview = () => send<SkillMergePreview>('admin', 'GET', `/v1/skills/${id}/merge?into=${into}`);
    expect(await preview()).toMatchObject({ fewest: 5, people: null, thanks: null });
    await declare('eli', id);
    await declare('fay', id);
    const seen = await preview();
    expect(seen).toMatchObject({ people: 5, thanks: null });
    for (const person of Object.values(people)) expect(JSON.stringify(seen)).not.toContain(person);
    expect(await status('viewer', 'GET', `/v1/skills/${id}/merge?into=${into}`)).toBe(403);
  });
});

describe('a merge', () => {
  it('takes along who declares it: the higher level stays, nobody has it twice, names go on being found', async () => {
    const { id: into } = await create('Kubernetes', { synonyms: { en: ['k8s'] } });
    const from = await free('ada', 'Kube', { level: 'expert', tags: ['can-mentor'] });
    await declare('ada', into, { level: 'practising', tags: ['ask-me-about'] });
    await declare('ben', from, { level: 'learning', tags: ['want-to-learn'] });
    await declare('ben', into, { level: 'proficient' });
    await declare('cleo', from, { level: 'proficient' });
    const merged = await send<Skill>('admin', 'PUT', `/v1/skills/${from}/merge`, { into });
    expect(merged).toMatchObject({ id: into, synonyms: { en: ['k8s'], und: ['Kube'] } });
    const of = async (who: string) => (await declaredBy(who)).filter(({ id }) => id === into || id === from);
    expect(await of('ada')).toEqual([{ id: into, level: 'expert', tags: ['can-mentor', 'ask-me-about'] }]);
    expect(await of('ben')).toEqual([{ id: into, level: 'proficient', tags: ['want-to-learn'] }]);
    expect(await of('cleo')).toEqual([{ id: into, level: 'proficient', tags: [] }]);
    expect(await find('kube')).toEqual([into]);
    await app.upkeep.settle();
    const { items } = await send<ExpertPage>('viewer', 'GET', '/v1/experts?q=kube');
    expect(items.map(({ person }) => person.id).toSorted()).toEqual(
      [people['ada'], people['ben'], people['cleo']].toSorted(),
    );
    // Asked again it changes nothing; its old address leads on.
    expect(await status('admin', 'PUT', `/v1/skills/${from}/merge`, { into })).toBe(200);
    expect((await eventsOf(from)).filter(({ type }) => type === 'skill.merged')).toHaveLength(1);
    expect((await send<Skill>('viewer', 'GET', `/v1/skills/${from}`)).id).toBe(into);
  });

  it('shows nobody more than before: of two declarations with different readers one stays as it is', async () => {
    const { id: into } = await create('Mediation');
    const { id: from } = await create('Conflict talks');
    await declare('dora', into, { level: 'learning', tags: ['want-to-learn'] });
    await declare('dora', from, { level: 'expert', tags: ['can-mentor'], alone: true });
    await declare('eli', into, { level: 'expert' });
    await declare('eli', from, { level: 'learning', tags: ['want-to-learn'], alone: true });
    await send('admin', 'PUT', `/v1/skills/${from}/merge`, { into });
    const of = async (who: string, reader: string) => (await declaredBy(who, reader)).filter(({ id }) => id === into);
    expect(await of('dora', 'viewer')).toEqual([]);
    expect(await of('dora', 'dora')).toEqual([{ id: into, level: 'expert', tags: ['can-mentor'] }]);
    expect(await of('eli', 'viewer')).toEqual([{ id: into, level: 'expert', tags: [] }]);
  });

  it('of a merged skill leads on: chains are resolved, circles refused', async () => {
    const [a, b, c] = [(await create('Alpha')).id, (await create('Beta')).id, (await create('Gamma')).id];
    await declare('fay', a);
    await send('admin', 'PUT', `/v1/skills/${a}/merge`, { into: b });
    await send('admin', 'PUT', `/v1/skills/${b}/merge`, { into: c });
    expect((await send<Skill>('viewer', 'GET', `/v1/skills/${a}`)).id).toBe(c);
    expect((await declaredBy('fay')).map(({ id }) => id)).toContain(c);
    expect(await status('admin', 'PUT', `/v1/skills/${c}/merge`, { into: a })).toBe(409);
    expect(await status('admin', 'PUT', `/v1/skills/${c}/merge`, { into: c })).toBe(409);
    const { id: retired } = await create('Old');
    await send('admin', 'PUT', `/v1/skills/${retired}/retirement`);
    expect(await status('admin', 'PUT', `/v1/skills/${c}/merge`, { into: retired })).toBe(409);
    // Whoever declares what was merged declares what it became.
    await declare('gus', a);
    expect((await declaredBy('gus')).map(({ id }) => id)).toEqual([c]);
  });

  it('takes kudos along, and tells those who read them', async () => {
    const { id: into } = await create('Juggling');
    const { id: from } = await create('Ball play');
    const post = v7();
    const audience = await app.database.system(async (tx) => {
      const audience_id = await findOrAddShared(tx, { community: null, circles: ['employee'], degree: 'C0' });
      await sql`insert into post (id, audience_id, author_id, kind, body, source, tags, created_at, details)
        values (${post}, ${audience_id}, ${people['ada']}, 'kudos', '[]', 'x', '{}', now(), ${JSON.stringify({ skill: from })}::jsonb)`.execute(
        tx,
      );
      return audience_id;
    });
    await send('admin', 'PUT', `/v1/skills/${from}/merge`, { into });
    const { rows } = await app.database.system((tx) =>
      sql<{ skill: string }>`select details ->> 'skill' as skill from post where id = ${post}`.execute(tx),
    );
    expect(rows).toEqual([{ skill: into }]);
    expect((await eventsOf(from)).filter(({ type }) => type === 'skill.merged')).toEqual([
      { type: 'skill.merged', audience_id: null },
      { type: 'skill.merged', audience_id: audience },
    ]);
  });

  it('is done once however many ask, and nobody’s declaration falls between', async () => {
    const [a, b] = [(await create('Ebb')).id, (await create('Flow')).id];
    const outcomes = await Promise.all([
      status('admin', 'PUT', `/v1/skills/${a}/merge`, { into: b }),
      status('admin', 'PUT', `/v1/skills/${b}/merge`, { into: a }),
      declare('gus', a, { level: 'expert' }).then(() => 0),
      declare('fay', b, { level: 'learning' }).then(() => 0),
      status('admin', 'PATCH', `/v1/skills/${a}`, { label: { en: 'Ebbing' } }),
    ]);
    expect(outcomes.slice(0, 2).toSorted()[0]).toBe(200);
    const kept = (await send<Skill>('viewer', 'GET', `/v1/skills/${a}`)).id;
    expect((await send<Skill>('viewer', 'GET', `/v1/skills/${b}`)).id).toBe(kept);
    for (const who of ['gus', 'fay'])
      expect((await declaredBy(who)).filter(({ id }) => id === a || id === b).map(({ id }) => id)).toEqual([kept]);
  });
});

describe('who is no admin', () => {
  it('changes nothing, and learns nothing of what only others may read', async () => {
    const { id } = await create('Sailing');
    const secret = await free('ada', 'Night sailing', { alone: true });
    for (const [method, path, body] of [
      ['POST', '/v1/skills', { label: { en: 'x' } }],
      ['PATCH', `/v1/skills/${id}`, { label: { en: 'x' } }],
      ['PUT', `/v1/skills/${id}/merge`, { into: id }],
      ['PUT', `/v1/skills/${id}/retirement`, undefined],
      ['DELETE', `/v1/skills/${id}/retirement`, undefined],
    ] as const)
      expect(await status('viewer', method, path, body), `${method} ${path}`).toBe(403);
    for (const who of ['viewer', 'admin']) {
      expect(await status(who, 'GET', `/v1/skills/${secret}`)).toBe(404);
      expect(await status(who, 'PUT', `/v1/skills/${secret}/merge`, { into: id })).toBe(404);
      expect(await status(who, 'PUT', `/v1/skills/${id}/merge`, { into: secret })).toBe(who === 'admin' ? 404 : 403);
    }
    expect((await send<Skill>('ada', 'GET', `/v1/skills/${secret}`)).label).toEqual({ und: 'Night sailing' });
  });
});

describe('an imported classification', () => {
  const file = () => join(work, 'classification.jsonl');
  const write = (...rows: unknown[]) =>
    writeFileSync(file(), rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join(''));
  const load = async () => (await importSource(app.kernel, await openClassification(file())))['skills.jsonl']!;

  it('comes in both shapes, is repeatable, updates labels, and retires what it has no more', async () => {
    write(
      {
        uri: 'u1',
        type: 'skill/competence',
        en: 'glass blowing',
        en_alt: ['blow glass'],
        fr: 'souffler le verre',
        fr_alt: [],
      },
      { id: 'u2', label: { en: 'glass cutting' }, synonyms: { en: ['cut glass'] } },
      { uri: 'u3', en: 'glass staining', fr: 'vitrail' },
    );
    expect(await load()).toMatchObject({ added: 3, changed: 0, unchanged: 0, retired: 0 });
    expect((await send<Vocabulary>('admin', 'GET', '/v1/vocabulary')).imported).toMatchObject({ added: 3, retired: 0 });
    expect(await load()).toMatchObject({ added: 0, changed: 0, unchanged: 3, retired: 0 });
    const [staining] = await find('vitrail');
    expect(await find('souffler verre')).toHaveLength(1);
    write(
      { uri: 'u1', en: 'glass blowing', en_alt: ['blow glass'], fr: 'soufflage du verre', fr_alt: [] },
      { id: 'u2', label: { en: 'glass cutting' }, synonyms: { en: ['cut glass'] } },
    );
    expect(await load()).toMatchObject({ added: 0, changed: 1, unchanged: 1, retired: 1 });
    expect(await find('soufflage')).toHaveLength(1);
    expect(await find('vitrail')).toEqual([]);
    expect(await send<Skill>('viewer', 'GET', `/v1/skills/${staining}`)).toMatchObject({ retired: true });
    write({ uri: 'u3', en: 'glass staining', fr: 'vitrail' });
    expect(await load()).toMatchObject({ unchanged: 1, retired: 2, restored: 1 });
    expect(await find('vitrail')).toEqual([staining]);
    // What is not of the classification is not its to retire.
    expect(await find('sailing')).toHaveLength(1);
  });

  it('leaves as it is what an admin named, and adds what it is called now', async () => {
    write({ uri: 'u9', en: 'basketry', fr: 'vannerie' });
    await load();
    const [id] = await find('vannerie');
    await send('admin', 'PATCH', `/v1/skills/${id}`, { label: { en: 'Basket weaving', fr: 'Vannerie' } });
    write({ uri: 'u9', en: 'wickerwork', fr: 'vannerie', en_alt: ['weave baskets'] });
    expect(await load()).toMatchObject({ changed: 1 });
    expect(await send<Skill>('admin', 'GET', `/v1/skills/${id}`)).toMatchObject({
      label: { en: 'Basket weaving', fr: 'Vannerie' },
      synonyms: { en: ['basketry', 'wickerwork', 'weave baskets'] },
    });
  });

  it('beside what was there before: admins are shown what is called the same, until they merge it', async () => {
    const own = await create('Stone carving', { label: { en: 'Stone carving', fr: 'Taille de pierre' } });
    await create('Taille');
    const twins = async () => {
      const { twins } = await send<Vocabulary>('admin', 'GET', '/v1/vocabulary');
      return twins.filter(({ label }) => label['en']?.toLowerCase() === 'stone carving').map(({ id }) => id);
    };
    expect(await twins()).toEqual([]);
    write({ uri: 'w1', en: 'stone carving', fr: 'taille de pierre' }, { uri: 'w2', en: 'pruning', fr: 'taille' });
    await load();
    const both = await twins();
    expect(both).toHaveLength(2);
    const [imported] = both.filter((id) => id !== own.id);
    const all = (await send<Vocabulary>('admin', 'GET', '/v1/vocabulary')).twins.map(({ label }) => label['en']);
    expect(all).not.toContain('pruning');
    await send('admin', 'PUT', `/v1/skills/${own.id}/merge`, { into: imported });
    expect(await twins()).toEqual([]);
  });

  it('is taken whole or not at all, with every mistake told by its line', async () => {
    write(
      { uri: 'v1', en: 'whittling' },
      'no json',
      { uri: 'v2' },
      { en: 'x' },
      { uri: 'v3', en: 'y', colour: 'red' },
      {
        uri: 'v1',
        en: 'again',
      },
    );
    const failed = await load().catch((error: Error) => error.message);
    expect(failed).toContain('Nothing was imported.');
    for (const line of [2, 3, 4, 5, 6]) expect(failed).toContain(`classification.jsonl:${line}:`);
    expect(await find('whittling')).toEqual([]);
  });
});
