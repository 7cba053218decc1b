/** What people say of themselves: who reads it, who is told, who finds them by it, and what an import leaves alone. */
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  Confirmation,
  ExpertPage,
  FieldAudience,
  OwnProfile,
  PeoplePage,
  Person,
  Post,
  SkillSuggestions,
  Surroundings,
} from '@parvis/contracts';
import { type ProfileField, profileFields } from '@parvis/contracts/tables';
import { resolveSkills } from '../../server/src/skills/index.ts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { type Heard, type Listening, listen } from '../support/listening.ts';
import { expectProblem } from '../support/problem.ts';
import { addCommunities, addPeople } from '../support/seed.ts';

let app: TestApp;
let people: Record<string, string>;
let communities: Record<string, string>;
let welding: string;

beforeAll(async () => {
  app = await startTestApp({
    config: { directory: { name: { en: 'HR', fr: 'RH' }, address: 'https://hr.test/correct' } },
  });
  people = await addPeople(app.database, [
    { userName: 'boss', name: 'Anna Boss', unit: 'works/welding', site: 'Lyon' },
    {
      userName: 'ada',
      name: 'Ada Author',
      manager: 'boss',
      unit: 'works/welding',
      site: 'Lyon',
      bio: 'I know torches.',
      phone: '+33 1',
      languages: ['fr'],
      skills: [{ label: { en: 'Welding', fr: 'Soudage' }, level: 'expert' }],
    },
    { userName: 'peer', name: 'Élodie Peer', manager: 'boss', unit: 'works/welding/tig', site: 'Lyon' },
    { userName: 'far', name: 'Zoe Far', unit: 'worksite', site: 'Lyons' },
    { userName: 'club', name: 'Club Member' },
    { userName: 'left', name: 'Leo Left', site: 'Lyon', departedAt: new Date('2026-06-30T00:00:00.000Z') },
    { userName: 'ghost', name: 'Gus Ghost', site: 'Lyon', hidden: true, manager: 'boss' },
    { userName: 'root', name: 'Rita Root', roles: ['admin'] },
    { userName: 'carl', name: 'Carl Client', circle: 'client', site: 'Lyon' },
    { userName: 'cora', name: 'Cora Client', circle: 'client' },
    { userName: 'sam', name: 'Sam Supplier', circle: 'supplier' },
  ]);
  communities = await addCommunities(app.database, people, [
    { slug: 'torch-club', visibility: 'secret', joinRule: 'invite', members: { ada: 'steward', club: 'member' } },
    { slug: 'open-house', members: { ada: 'member', peer: 'member' } },
  ]);
  welding = (await card('boss', 'ada')).skills[0]!.id;
  await app.upkeep.settle();
});
afterAll(() => app.close());

const read = async <Body>(who: string, path: string): Promise<Body> => {
  const response = await app.as(who)('GET', path);
  expect(response.status, `${path} as ${who}`).toBe(200);
  return (await response.json()) as Body;
};
const card = (who: string, person: string) => read<Person>(who, `/v1/people/${person}`);
const own = (who: string) => read<OwnProfile>(who, '/v1/me/profile');
const around = (who: string, person: string) => read<Surroundings>(who, `/v1/people/${person}/surroundings`);
const field = async (who: string, name: ProfileField) => (await own(who)).fields.find((one) => one.field === name)!;

const profile: FieldAudience = { kind: 'profile', community: null };
const self: FieldAudience = { kind: 'self', community: null };
const club = (): FieldAudience => ({ kind: 'community', community: communities['torch-club']! });

const put = (who: string, name: ProfileField, value: unknown, readers = profile, version?: number) =>
  app.as(who)(
    'PUT',
    `/v1/me/profile/${name}`,
    { value, readers },
    version === undefined ? {} : { 'If-Match': `"${version}"` },
  );
const say = async (who: string, name: ProfileField, value: unknown, readers = profile): Promise<OwnProfile> => {
  const response = await put(who, name, value, readers);
  expect(response.status, await response.clone().text()).toBe(200);
  return (await response.json()) as OwnProfile;
};
/** Opens streams that have told already what happened until now: a process may hear of it a moment later. */
const listening = async (...listeners: string[]): Promise<Listening[]> => {
  const streams = await Promise.all(listeners.map((one) => listen(app, one)));
  await say('root', 'pronouns', v7());
  await Promise.all(streams.map((stream) => stream.until(people['root']!)));
  return streams;
};
const declare = async (who: string, skill: string, body: object = {}): Promise<OwnProfile> => {
  const response = await app.as(who)('PUT', `/v1/me/skills/${encodeURIComponent(skill)}`, {
    readers: profile,
    ...body,
  });
  expect(response.status, await response.clone().text()).toBe(200);
  return (await response.json()) as OwnProfile;
};
const found = async (who: string, q: string): Promise<string[]> => {
  await app.upkeep.settle();
  const page = await read<ExpertPage>(who, `/v1/experts?q=${encodeURIComponent(q)}`);
  return page.items.map(({ person }) => person.name);
};

const values: Record<ProfileField, unknown> = {
  bio: 'Ask me about plasma.',
  pronouns: 'she/her',
  pronunciation: 'AY-da',
  phone: '+33 2',
  languages: ['fr', 'en'],
  timeZone: 'Europe/Paris',
  workingHours: { days: [1, 2, 3], from: '09:00', until: '17:30' },
  absence: { from: '2026-11-01', until: '2027-01-05', deputy: null },
};
const shown = (person: Person, name: ProfileField): unknown => person[name];

describe('a field of one’s own profile', () => {
  it.each(profileFields)('%s is shown to whoever may open the card', async (name) => {
    await say('ada', name, values[name]);
    expect(shown(await card('far', 'ada'), name)).toEqual(values[name]);
    expect(shown(await card('ada', 'ada'), name)).toEqual(values[name]);
  });

  it.each(profileFields)('%s is shown to the members of one community alone, where that is chosen', async (name) => {
    await say('ada', name, values[name], club());
    expect(shown(await card('club', 'ada'), name)).toEqual(values[name]);
    expect(shown(await card('ada', 'ada'), name)).toEqual(values[name]);
    const empty = name === 'languages' ? [] : null;
    for (const other of ['far', 'boss', 'root']) expect(shown(await card(other, 'ada'), name)).toEqual(empty);
  });

  it.each(profileFields)('%s is nobody else’s where that is chosen', async (name) => {
    await say('ada', name, values[name], self);
    expect(shown(await card('ada', 'ada'), name)).toEqual(values[name]);
    const empty = name === 'languages' ? [] : null;
    for (const other of ['club', 'boss', 'root']) expect(shown(await card(other, 'ada'), name)).toEqual(empty);
  });

  it('says which language a bio is written in, to those alone who read it', async () => {
    await say('ada', 'bio', 'Je connais les chalumeaux et leurs réglages.', club());
    expect((await card('club', 'ada')).bioLanguage).toBe('fr');
    expect((await card('far', 'ada')).bioLanguage).toBeNull();
    await say('ada', 'bio', 'I know torches, and how they are set.');
    expect((await card('far', 'ada')).bioLanguage).toBe('en');
  });

  it('says to oneself who reads it, where it comes from and what else can be chosen', async () => {
    expect(await field('peer', 'bio')).toMatchObject({ value: null, source: 'directory', editable: true, version: 0 });
    await say('ada', 'bio', 'x', club());
    expect(await field('ada', 'bio')).toMatchObject({ value: 'x', source: 'self', readers: club() });
    const { readers, directory } = await own('ada');
    expect(readers.map(({ kind, community }) => community?.slug ?? kind)).toEqual(['profile', 'torch-club', 'self']);
    expect((await own('carl')).readers.map(({ kind }) => kind)).toEqual(['profile', 'employees', 'self']);
    expect(directory).toEqual({ name: { en: 'HR', fr: 'RH' }, address: 'https://hr.test/correct' });
  });

  it('of a client is for employees alone where they say so', async () => {
    await say('carl', 'phone', '+44', { kind: 'employees', community: null });
    expect((await card('boss', 'carl')).phone).toBe('+44');
    expect((await card('carl', 'carl')).phone).toBe('+44');
    expect((await card('cora', 'carl')).phone).toBeNull();
    await expectProblem(await put('ada', 'phone', '1', { kind: 'employees', community: null }), 'invalid-request');
  });

  it.each([
    ['of an open community', () => communities['open-house']!],
    ['of one that one is not in', () => communities['torch-club']!],
    ['of one that is not there', () => '019c0000-0000-7000-8000-000000000000'],
  ])('cannot be for the members %s', async (_, community) => {
    const problem = await expectProblem(
      await put('peer', 'bio', 'x', { kind: 'community', community: community() }),
      'invalid-request',
    );
    expect(problem.errors).toEqual([expect.objectContaining({ path: 'readers' })]);
  });

  it('becomes one’s own alone again when one leaves the community that reads it', async () => {
    await say('club', 'phone', '+7', club());
    expect((await card('ada', 'club')).phone).toBe('+7');
    await app.database.system((tx) =>
      sql`delete from membership where person_id = ${people['club']} and community_id = ${communities['torch-club']}`.execute(
        tx,
      ),
    );
    app.kernel.standings.forgetAll();
    expect((await card('ada', 'club')).phone).toBeNull();
    expect(await field('club', 'phone')).toMatchObject({ value: '+7', readers: self });
    await app.database.system((tx) =>
      tx
        .insertInto('membership')
        .values({ community_id: communities['torch-club']!, person_id: people['club']!, since: app.clock.now })
        .execute(),
    );
    app.kernel.standings.forgetAll();
  });

  it.each([
    ['bio', ' '],
    ['bio', 'x'.repeat(2_001)],
    ['pronouns', ['x']],
    ['languages', []],
    ['languages', ['not a language']],
    ['timeZone', 'Middle/Earth'],
    ['workingHours', { days: [1, 1], from: '09:00', until: '17:00' }],
    ['workingHours', { days: [8], from: '09:00', until: '17:00' }],
    ['workingHours', { days: [1], from: '9', until: '17:00' }],
    ['absence', { from: '2026-12-02', until: '2026-12-01' }],
    ['absence', { from: '2026-02-30', until: '2026-12-01' }],
  ] as const)('%s is not %j', async (name, value) => {
    await expectProblem(await put('ada', name, value), 'invalid-request');
  });

  it('is not written over by a tab that saw an earlier one, and each field is by itself', async () => {
    const { version } = (await say('peer', 'bio', 'one')).fields.find((one) => one.field === 'bio')!;
    expect((await put('peer', 'bio', 'two', profile, version)).status).toBe(200);
    await expectProblem(await put('peer', 'bio', 'three', profile, version), 'precondition-failed');
    expect((await put('peer', 'pronouns', 'they', profile, 0)).status).toBe(200);
    expect(await field('peer', 'bio')).toMatchObject({ value: 'two', version: version + 1 });
    await expectProblem(
      await app.as('peer')('PUT', '/v1/me/profile/bio', { value: null, readers: profile }, { 'If-Match': 'x' }),
      'invalid-request',
    );
  });

  it('that is emptied stays empty, also where the directory has something', async () => {
    await say('ada', 'phone', null);
    expect((await card('boss', 'ada')).phone).toBeNull();
  });
});

describe('whoever may not read a field', () => {
  it('finds nobody by it, from the moment it is narrowed, and whoever reads it does', async () => {
    await say('ada', 'bio', 'I restore harpsichords.');
    expect(await found('far', 'harpsichords')).toEqual(['Ada Author']);
    await say('ada', 'bio', 'I restore harpsichords.', club());
    // Before the index was made anew.
    const page = await read<ExpertPage>('far', '/v1/experts?q=harpsichords');
    expect(page).toMatchObject({ items: [], facets: { unit: [], site: [] }, corrected: null });
    expect(await found('far', 'harpsichords')).toEqual([]);
    expect(await found('far', 'harpsichord')).toEqual([]);
    expect((await read<ExpertPage>('far', '/v1/experts?q=harpsicords')).corrected).toBeNull();
    expect(await found('club', 'harpsichords')).toEqual(['Ada Author']);
    await say('ada', 'bio', 'I restore harpsichords.', self);
    expect(await found('club', 'harpsichords')).toEqual([]);
    await say('ada', 'bio', 'I restore harpsichords.');
    expect(await found('far', 'harpsichords')).toEqual(['Ada Author']);
  });

  it('is told nothing of its changes, and has the same tag of the card before and after', async () => {
    await say('ada', 'pronouns', 'she', club());
    const tag = async () => (await app.as('far')('GET', '/v1/people/ada')).headers.get('ETag');
    const before = await tag();
    const [outside, inside] = (await listening('far', 'club')) as [Listening, Listening];
    await say('ada', 'pronouns', 'they', club());
    await say('ada', 'pronouns', 'she/they', club());
    await say('peer', 'pronouns', 'he');
    const [far, members] = [await outside.until(people['peer']!), await inside.until(people['peer']!)];
    const subjects = (told: readonly Heard[]) => told.map(({ type, event }) => `${type} ${event.subject.id}`);
    const [of, own] = [`person.updated ${people['ada']}`, `person.updated ${people['peer']}`];
    expect(subjects(far)).toEqual([own]);
    expect(subjects(members)).toEqual([of, of, own]);
    await Promise.all([outside.close(), inside.close()]);
    expect(await tag()).toBe(before);
  });

  it('reads no row of it in the database either', async () => {
    await say('ada', 'pronouns', 'she', club());
    const rows = (who: string) =>
      app.database.transaction({ person: people[who]!, audiences: standings.get(who)! }, (tx) =>
        tx
          .selectFrom('profile_field')
          .where('field', '=', 'pronouns')
          .where('person_id', '=', people['ada']!)
          .select('value')
          .execute(),
      );
    const standings = new Map<string, number[]>();
    for (const who of ['far', 'club', 'root']) {
      const { rows: held } = await app.database.system((tx) =>
        sql<{ audiences: number[] }>`select audiences from viewer_standing(${who})`.execute(tx),
      );
      standings.set(who, held[0]!.audiences);
    }
    expect(await rows('far')).toEqual([]);
    expect(await rows('root')).toEqual([]);
    expect(await rows('club')).toEqual([{ value: 'she' }]);
  });
});

describe('a declared skill', () => {
  it('is of the vocabulary, or a word of one’s own that others can take', async () => {
    const mine = await declare('peer', 'Soudage', { level: 'learning', tags: ['want-to-learn'] });
    expect(mine.skills.map(({ id }) => id)).toContain(welding);
    const first = await declare('peer', 'CI/CD');
    const word = first.skills.find(({ label }) => label['und'] === 'CI/CD')!;
    const second = await declare('far', 'ci/cd');
    expect(second.skills.map(({ id }) => id)).toEqual([word.id]);
  });

  it('has readers of its own: others neither see it, nor find anybody by it', async () => {
    await declare('club', 'Falconry', { level: 'expert', tags: ['ask-me-about'], readers: club() });
    expect((await card('ada', 'club')).skills.map(({ label }) => label['und'])).toEqual(['Falconry']);
    expect((await card('far', 'club')).skills).toEqual([]);
    const { id } = (await own('club')).skills[0]!;
    const sharing = (who: string) => read<PeoplePage>(who, `/v1/people?skill=${id}`);
    expect((await sharing('ada')).items.map(({ name }) => name)).toEqual(['Club Member']);
    expect((await sharing('far')).items).toEqual([]);
    expect(await found('ada', 'falconry')).toEqual(['Club Member']);
    expect(await found('far', 'falconry')).toEqual([]);
    await expectProblem(await app.as('far')('PUT', `/v1/people/club/skills/${id}/confirmation`), 'not-found');
    await declare('club', id, { readers: self });
    expect((await card('ada', 'club')).skills).toEqual([]);
    expect(await found('ada', 'falconry')).toEqual([]);
  });

  it('is changed by the tab that saw it last, and taken away', async () => {
    const before = (await declare('peer', welding, { level: 'practising' })).skills.find(({ id }) => id === welding)!;
    const put = (version: number) =>
      app.as('peer')(
        'PUT',
        `/v1/me/skills/${welding}`,
        { level: 'expert', readers: profile },
        { 'If-Match': `"${version}"` },
      );
    expect((await put(before.version)).status).toBe(200);
    await expectProblem(await put(before.version), 'precondition-failed');
    const response = await app.as('peer')('DELETE', `/v1/me/skills/${welding}`);
    expect(((await response.json()) as OwnProfile).skills.map(({ id }) => id)).not.toContain(welding);
    await expectProblem(await app.as('peer')('DELETE', `/v1/me/skills/${welding}`), 'not-found');
  });
});

describe('a word of one’s own', () => {
  const remove = async (who: string, id: string) =>
    expect((await app.as(who)('DELETE', `/v1/me/skills/${id}`)).status).toBe(200);
  const stored = async (id: string): Promise<boolean> =>
    (await app.database.system((tx) => tx.selectFrom('skill').where('id', '=', id).select('id').execute())).length > 0;
  const idOf = async (who: string, name: string): Promise<string> =>
    (await declare(who, name)).skills.find(({ label }) => label['und'] === name)!.id;
  const day = 24 * 60 * 60_000;

  it('is gone from the vocabulary with the last who declares it', async () => {
    const id = await idOf('ada', 'Basketry');
    await declare('far', id);
    await remove('ada', id);
    expect(await stored(id)).toBe(true);
    await remove('far', id);
    expect(await stored(id)).toBe(false);
    expect((await app.as('far')('GET', `/v1/skills/${id}`)).status).toBe(404);
    const anew = await idOf('ada', 'Basketry');
    expect(anew).not.toBe(id);
    await remove('ada', anew);
  });

  it('stays while a thank-you, a kept search or what was merged into it points at it, or an import named it', async () => {
    const [thanked, sought, into, from, brought] = [
      await idOf('ada', 'Weaving'),
      await idOf('ada', 'Spinning'),
      await idOf('ada', 'Felting'),
      await idOf('ada', 'Felt making'),
      await idOf('ada', 'Dyeing'),
    ];
    const thanks = {
      kind: 'kudos',
      text: 'x',
      audience: { community: null },
      kudos: { to: [people['ada']], skill: thanked },
    };
    expect((await app.as('far')('POST', '/v1/posts', thanks)).status).toBe(201);
    await app.database.system(async (tx) => {
      const audience = sql`(select id from audience where kind = 'person' and person_id = ${people['far']} limit 1)`;
      await sql`insert into saved_search (id, person_id, audience_id, query, created_at, checked_at, seen_at)
        values (${v7()}::uuid, ${people['far']}::uuid, ${audience}, ${JSON.stringify({ skill: sought })}::jsonb,
          ${app.clock.now}, ${app.clock.now}, ${app.clock.now})`.execute(tx);
      await resolveSkills(tx, ['Dyeing']);
    });
    expect((await app.as('root')('PUT', `/v1/skills/${from}/merge`, { into })).status).toBe(200);
    for (const id of [thanked, sought, into, brought]) {
      await remove('ada', id);
      expect(await stored(id)).toBe(true);
    }
  });

  it('is not taken from whoever declares it at the same moment', async () => {
    for (let turn = 0; turn < 3; turn++) {
      const id = await idOf('ada', `Bookbinding ${turn}`);
      const [, declared] = await Promise.all([
        remove('ada', id),
        app.as('far')('PUT', `/v1/me/skills/${id}`, { readers: profile }),
      ]);
      const has = (await own('far')).skills.some((skill) => skill.id === id);
      expect(has).toBe(declared.status === 200);
      expect(await stored(id)).toBe(has);
      if (!has) expect([404, 409, 422]).toContain(declared.status);
    }
  });

  it('is one of thirty that a person adds within a day: choosing what there is goes on', async () => {
    app.clock.now = new Date(app.clock.now.getTime() + day);
    let id = '';
    for (let count = 0; count < 30; count++) {
      id = await idOf('club', `Word ${count}`);
      await remove('club', id);
    }
    const refused = await app.as('club')('PUT', '/v1/me/skills/Word%2030', { readers: profile });
    expect(refused.headers.get('Retry-After')).toBe(String(day / 1_000));
    await expectProblem(refused, 'rate-limited');
    await declare('club', welding);
    await remove('club', welding);
    await remove('ada', await idOf('ada', 'Word 30'));
    app.clock.now = new Date(app.clock.now.getTime() + day);
    await remove('club', await idOf('club', 'Word 31'));
  });
});

describe('confirming a skill', () => {
  const path = () => `/v1/people/ada/skills/${welding}/confirmation`;
  const confirmations = async (who: string) =>
    (await around(who, 'ada')).confirmations.find(({ skill }) => skill === welding)!;

  it('is done once, names who did, can be taken back, and tells those who read the skill', async () => {
    const [stream] = (await listening('far')) as [Listening];
    for (let turn = 0; turn < 2; turn++) expect((await app.as('peer')('PUT', path())).status).toBe(200);
    const confirmed = (await (await app.as('boss')('PUT', path())).json()) as Confirmation;
    expect(confirmed).toMatchObject({
      confirmed: true,
      more: false,
      people: [{ name: 'Anna Boss' }, { name: 'Élodie Peer' }],
    });
    expect(await confirmations('peer')).toMatchObject({
      confirmed: true,
      people: [{ name: 'Élodie Peer' }, { name: 'Anna Boss' }],
    });
    expect((await app.as('peer')('DELETE', path())).status).toBe(200);
    expect((await confirmations('far')).people.map(({ name }) => name)).toEqual(['Anna Boss']);
    await say('far', 'pronouns', 'he');
    const told = (await stream.until(people['far']!)).map(({ type }) => type);
    expect(told).toEqual(['skill.confirmed', 'skill.confirmed', 'skill.unconfirmed', 'person.updated']);
    await stream.close();
  });

  it('is not for oneself, nor of somebody who left', async () => {
    await expectProblem(await app.as('ada')('PUT', path()), 'forbidden');
    expect((await confirmations('ada')).abilities.confirm).toBe(false);
    expect((await confirmations('far')).abilities.confirm).toBe(true);
  });

  it('tells no figure, and nobody is told who did not', async () => {
    const text = JSON.stringify(await around('boss', 'ada'));
    expect(text).not.toMatch(/"(count|total|score|missing|confirmations?Count)"/i);
    expect(JSON.stringify(await card('boss', 'ada'))).not.toMatch(/confirm/i);
  });

  it('changes the order of no search', async () => {
    await declare('peer', welding, { level: 'expert' });
    const before = await found('far', 'welding');
    for (const who of ['boss', 'far', 'club', 'root'])
      await app.as(who)('PUT', `/v1/people/peer/skills/${welding}/confirmation`);
    expect(await found('far', 'welding')).toEqual(before);
  });

  it('is read by those who read the skill', async () => {
    await declare('ada', welding, { level: 'expert', readers: club() });
    expect((await around('far', 'ada')).confirmations).toEqual([]);
    expect((await confirmations('club')).people.map(({ name }) => name)).toEqual(['Anna Boss']);
    await declare('ada', welding, { level: 'expert' });
    expect((await confirmations('far')).people.map(({ name }) => name)).toEqual(['Anna Boss']);
  });

  it('names nobody who is hidden from the viewer', async () => {
    expect((await app.as('ghost')('PUT', path())).status).toBe(200);
    for (const who of ['far', 'ada', 'ghost'])
      expect((await confirmations(who)).people.map(({ name }) => name)).not.toContain('Gus Ghost');
  });
});

describe('who shares a property', () => {
  const names = async (who: string, query: string) =>
    (await read<PeoplePage>(who, `/v1/people?${query}`)).items.map(({ name }) => name);

  it('is listed by name, without those who are hidden, have left, or are not the viewer’s to see', async () => {
    expect(await names('far', 'site=Lyon')).toEqual(['Ada Author', 'Anna Boss', 'Carl Client', 'Élodie Peer']);
    expect(await names('cora', 'site=Lyon')).toEqual(['Carl Client']);
    expect(await names('sam', 'site=Lyon')).toEqual([]);
    expect(await names('far', 'unit=works')).toEqual(['Ada Author', 'Anna Boss', 'Élodie Peer']);
    expect(await names('far', 'unit=works/welding/tig')).toEqual(['Élodie Peer']);
    expect(await names('far', 'manager=boss')).toEqual(['Ada Author', 'Élodie Peer']);
    expect(await names('far', `manager=boss&unit=works/welding/tig`)).toEqual(['Élodie Peer']);
  });

  it('comes in pages that join without gap or repetition', async () => {
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: PeoplePage = await read('far', `/v1/people?site=Lyon&limit=1${next && `&cursor=${next}`}`);
      seen.push(...page.items.map(({ name }) => name));
      next = page.next;
    }
    expect(seen).toEqual(['Ada Author', 'Anna Boss', 'Carl Client', 'Élodie Peer']);
  });

  it('is asked for by a property, of somebody whom one sees', async () => {
    await expectProblem(await app.as('far')('GET', '/v1/people'), 'invalid-request');
    await expectProblem(await app.as('far')('GET', '/v1/people?manager=ghost'), 'not-found');
  });
});

describe('what is around somebody', () => {
  it('is whom they lead, who works with them and the communities in common, nobody hidden among them', async () => {
    expect((await around('far', 'boss')).reports.map(({ name }) => name)).toEqual(['Ada Author', 'Élodie Peer']);
    expect((await around('far', 'ada')).colleagues).toMatchObject([{ person: { name: 'Élodie Peer' }, project: null }]);
    expect((await around('peer', 'ada')).communities.map(({ slug }) => slug)).toEqual(['open-house']);
    expect((await around('club', 'ada')).communities.map(({ slug }) => slug)).toEqual(['torch-club']);
    expect((await around('far', 'ada')).communities).toEqual([]);
  });

  it('is what they wrote, of what the viewer may read', async () => {
    const write = async (text: string, audience: object) =>
      (await (await app.as('ada')('POST', '/v1/posts', { text, audience })).json()) as Post;
    app.clock.now = new Date(app.clock.now.getTime() + 60_000);
    await write('Everybody reads **this**', { community: null, degree: 'C0' });
    app.clock.now = new Date(app.clock.now.getTime() + 60_000);
    await write('The club reads this', { community: communities['torch-club'], degree: 'C0' });
    const texts = async (who: string) => (await around(who, 'ada')).contributions.map(({ text }) => text);
    expect(await texts('far')).toEqual(['Everybody reads this']);
    expect(await texts('club')).toEqual(['The club reads this', 'Everybody reads this']);
    expect((await read<Surroundings>('club', '/v1/people/ada/surroundings?parts=org')).contributions).toEqual([]);
    await expectProblem(await app.as('far')('GET', '/v1/people/ada/surroundings?parts=salary'), 'invalid-request');
  });

  it('does not exist for somebody hidden, or of another circle', async () => {
    await expectProblem(await app.as('far')('GET', '/v1/people/ghost/surroundings'), 'not-found');
    await expectProblem(await app.as('sam')('GET', '/v1/people/ada/surroundings'), 'not-found');
  });
});

describe('a suggested skill', () => {
  const suggested = async (who: string) =>
    (await read<SkillSuggestions>(who, '/v1/me/skill-suggestions')).items.map(
      ({ skill }) => skill.label['en'] ?? skill.label['und'],
    );

  it('comes from one’s own writing, is shown to oneself alone, and becomes a skill only when one says so', async () => {
    for (const text of ['Welding thin sheets is slow.', 'Ask before welding near paper.']) {
      app.clock.now = new Date(app.clock.now.getTime() + 60_000);
      expect(
        (await app.as('far')('POST', '/v1/posts', { text, audience: { community: null, degree: 'C0' } })).status,
      ).toBe(201);
    }
    await app.upkeep.settle();
    expect(await suggested('far')).toEqual(['Welding']);
    const { items } = await read<SkillSuggestions>('far', '/v1/me/skill-suggestions');
    expect(items[0]!.evidence).toHaveLength(2);
    for (const other of ['boss', 'root', 'ghost']) expect(await suggested(other)).toEqual([]);
    expect((await card('boss', 'far')).skills.map(({ id }) => id)).not.toContain(welding);
    expect(JSON.stringify(await card('boss', 'far'))).not.toContain('Welding');
    await declare('far', welding);
    expect(await suggested('far')).toEqual([]);
  });

  it('is dismissed for good, as is a skill that one took away', async () => {
    expect((await app.as('far')('DELETE', `/v1/me/skills/${welding}`)).status).toBe(200);
    expect(await suggested('far')).toEqual([]);
    await declare('far', welding);
    expect((await app.as('far')('DELETE', `/v1/me/skill-suggestions/${welding}`)).status).toBe(204);
    expect(await suggested('far')).toEqual([]);
    const events = await app.database.system((tx) =>
      tx.selectFrom('event').where('type', '=', 'suggestion.dismissed').select('audience_id').execute(),
    );
    const { rows } = await app.database.system((tx) =>
      sql<{ id: number }>`select id from audience where kind = 'person' and person_id = ${people['far']}`.execute(tx),
    );
    expect(events).toEqual([{ audience_id: rows[0]!.id }]);
  });
});

describe('speaking for the company', () => {
  it('is given by administrators and shown on the card', async () => {
    const put = (who: string, topics: string[]) => app.as(who)('PUT', '/v1/people/ada/mandates', { topics });
    await expectProblem(await put('boss', ['Welding']), 'forbidden');
    await expectProblem(await put('ada', ['Welding']), 'forbidden');
    const [stream] = (await listening('far')) as [Listening];
    expect((await put('root', ['Welding', 'Welding'])).status).toBe(200);
    expect((await stream.until(people['ada']!)).map(({ type }) => type)).toEqual(['person.updated']);
    await stream.close();
    expect(await card('far', 'ada')).toMatchObject({
      mandates: ['Welding'],
      abilities: { mandate: false, edit: false },
    });
    expect((await card('root', 'ada')).abilities.mandate).toBe(true);
    expect((await card('ada', 'ada')).abilities.edit).toBe(true);
  });
});

describe('an absence', () => {
  it('names who stands in, and is over after its last day', async () => {
    const now = app.clock.now;
    const day = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
    await say('boss', 'absence', { from: day(-1), until: day(1), deputy: people['ada'] });
    expect((await card('far', 'boss')).absence).toMatchObject({ until: day(1), deputy: { name: 'Ada Author' } });
    app.clock.now = new Date(now.getTime() + 2 * 86_400_000);
    expect((await card('far', 'boss')).absence).toBeNull();
    app.clock.now = now;
  });

  it.each(['boss', 'ghost'])('has no deputy whom nobody could ask: %s', async (deputy) => {
    await expectProblem(
      await put('boss', 'absence', { from: '2026-12-01', until: '2026-12-02', deputy: people[deputy] }),
      'invalid-request',
    );
  });
});
