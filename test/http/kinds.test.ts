/** Announcements, kudos, ideas and polls: what they promise, also to whoever tries to get around it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Charter, ContributionPage, IdeaHistory, Me, Post, PostPage } from '@parvis/contracts';
import { importSource, openSource } from '../../server/src/imports/index.ts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { expectProblem } from '../support/problem.ts';
import { addCommunities, addPeople } from '../support/seed.ts';

let app: TestApp;
let people: Record<string, string>;
let communities: Record<string, string>;
/** Twelve people who read what is in the team, and nobody else. */
const team = Array.from({ length: 12 }, (_, index) => `r${index + 1}`);

beforeAll(async () => {
  app = await startTestApp();
  people = await addPeople(app.database, [
    { userName: 'claire' },
    { userName: 'adam', roles: ['admin'] },
    { userName: 'outsider' },
    { userName: 'sofia', circle: 'supplier' },
    ...team.map((userName) => ({ userName })),
  ]);
  communities = await addCommunities(app.database, people, [
    {
      slug: 'team',
      visibility: 'listed',
      members: { claire: 'steward', ...Object.fromEntries(team.map((name) => [name, 'member' as const])) },
    },
    { slug: 'small', visibility: 'secret', members: { claire: 'steward', r1: 'member', r2: 'member', r3: 'member' } },
    { slug: 'other', visibility: 'listed', members: { claire: 'member', outsider: 'member' } },
  ]);
});
afterAll(() => app.close());

const read = async <Body>(response: Response): Promise<Body> => (await response.json()) as Body;
const send = (who: string, body: object, community: string | null = 'team'): Promise<Response> =>
  app.as(who)('POST', '/v1/posts', {
    text: 'What it is about.',
    audience: { community: community && communities[community] },
    ...body,
  });
const write = async (who: string, body: object, community: string | null = 'team'): Promise<Post> => {
  const response = await send(who, body, community);
  expect(response.status, await response.clone().text()).toBe(201);
  return read(response);
};
const show = async (who: string, id: string): Promise<Post> => read(await app.as(who)('GET', `/v1/posts/${id}`));
const feed = async (who: string, query = ''): Promise<PostPage> => read(await app.as(who)('GET', `/v1/posts?${query}`));
const inHours = (hours: number): string => new Date(app.clock.now.getTime() + hours * 3_600_000).toISOString();
/** Everything that the streams of these readers would be told from now on, whoever they are. */
const eventsOf = async (post: string) => {
  const rows = await app.database.system((tx) =>
    tx
      .selectFrom('event')
      .innerJoin('audience', 'audience.id', 'event.audience_id')
      .where('subject_id', '=', post)
      .select(['event.type', 'event.actor_id', 'audience.kind', 'audience.person_id', 'event.data'])
      .orderBy('event.id')
      .execute(),
  );
  return rows;
};

describe('an announcement', () => {
  const acknowledge = (who: string, id: string) => app.as(who)('PUT', `/v1/posts/${id}/acknowledgement`);

  it('is made by stewards in their community and by administrators to everyone, and by nobody else', async () => {
    const body = { kind: 'announcement', title: 'New badge readers' };
    expect((await send('claire', body)).status).toBe(201);
    expect((await send('adam', body, null)).status).toBe(201);
    await expectProblem(await send('r1', body), 'forbidden');
    await expectProblem(await send('claire', body, null), 'forbidden');
    await expectProblem(await send('claire', body, 'other'), 'forbidden');
    const offered = async (who: string) => (await read<Me>(await app.as(who)('GET', '/v1/me'))).abilities.announce;
    expect([await offered('adam'), await offered('claire')]).toEqual([true, false]);
  });

  it('is acknowledged once however often and however quickly it is pressed, and told to the reader alone', async () => {
    const { id } = await write('claire', { kind: 'announcement' });
    expect(await show('r1', id)).toMatchObject({
      announcement: { acknowledged: false, share: null },
      abilities: { acknowledge: true },
    });
    const answers = await Promise.all([1, 2, 3].map(() => acknowledge('r1', id)));
    for (const answer of answers) expect(answer.status).toBe(200);
    expect(await show('r1', id)).toMatchObject({
      announcement: { acknowledged: true, share: null },
      abilities: { acknowledge: false },
    });
    const told = (await eventsOf(id)).filter(({ type }) => type !== 'post.created');
    expect(told).toEqual([
      { type: 'announcement.acknowledged', actor_id: people['r1'], kind: 'person', person_id: people['r1'], data: {} },
    ]);
    expect(await show('r2', id)).toMatchObject({ announcement: { acknowledged: false, share: null } });
  });

  it('cannot be acknowledged by its author, by who does not see it, or when it is none', async () => {
    const { id } = await write('claire', { kind: 'announcement' });
    await expectProblem(await acknowledge('claire', id), 'forbidden');
    await expectProblem(await acknowledge('outsider', id), 'not-found');
    const update = await write('claire', {});
    await expectProblem(await acknowledge('r1', update.id), 'forbidden');
  });

  it('tells its author a share in steps of five, never so that fewer than five remain, and nobody else', async () => {
    const { id } = await write('claire', { kind: 'announcement' });
    const shares: (number | null)[] = [];
    for (const reader of team) {
      await acknowledge(reader, id);
      shares.push((await show('claire', id)).announcement!.share);
      expect((await show(reader, id)).announcement!.share).toBeNull();
    }
    // Twelve readers: five can be told; ten would leave two, who would then be known.
    expect(shares).toEqual([null, null, null, null, ...Array.from({ length: 8 }, () => 5 / 12)]);
    const counted = (await eventsOf(id)).filter(({ type }) => type === 'announcement.counted');
    expect(counted).toEqual([
      { type: 'announcement.counted', actor_id: null, kind: 'person', person_id: people['claire'], data: {} },
    ]);
  });

  it('tells nothing where there are too few readers for a figure', async () => {
    const { id } = await write('claire', { kind: 'announcement' }, 'small');
    for (const reader of ['r1', 'r2', 'r3']) await acknowledge(reader, id);
    expect((await show('claire', id)).announcement).toEqual({ acknowledged: false, share: null });
  });

  it('gives its author the same bytes and the same tag before and after somebody acknowledges between two steps', async () => {
    const { id } = await write('claire', { kind: 'announcement' });
    for (const reader of team.slice(0, 5)) await acknowledge(reader, id);
    const before = await app.as('claire')('GET', `/v1/posts/${id}`);
    await acknowledge('r6', id);
    const after = await app.as('claire')('GET', `/v1/posts/${id}`);
    expect(after.headers.get('ETag')).toBe(before.headers.get('ETag'));
    expect(await after.text()).toBe(await before.text());
  });

  it('keeps what was told when a reader leaves: nobody is found out by being taken away', async () => {
    const { id } = await write('claire', { kind: 'announcement' });
    for (const reader of team.slice(0, 5)) await acknowledge(reader, id);
    const before = (await show('claire', id)).announcement!.share;
    await app.as('r12')('DELETE', '/v1/communities/team/membership');
    await app.as('r5')('DELETE', '/v1/communities/team/membership');
    expect((await show('claire', id)).announcement!.share).toBe(before);
    for (const name of ['r5', 'r12'])
      expect((await app.as(name)('PUT', '/v1/communities/team/membership')).status).toBe(200);
  });
});

describe('kudos', () => {
  it('thank people who read them, in order, and for a skill of the vocabulary', async () => {
    const skill = '019c0000-0000-7000-8000-00000000aaaa';
    await app.database.system((tx) =>
      tx.insertInto('skill').values({ id: skill, label: '{"en":"Welding","fr":"Soudure"}', synonyms: '{}' }).execute(),
    );
    const { id } = await write('r1', { kind: 'kudos', kudos: { to: [people['r3'], people['r2']], skill } });
    const { kudos } = await show('r4', id);
    expect(kudos!.to.map(({ name, abilities }) => [name, abilities.open])).toEqual([
      ['r3 Test', true],
      ['r2 Test', true],
    ]);
    expect(kudos!.skill).toEqual({ id: skill, label: { en: 'Welding', fr: 'Soudure' } });
    expect(JSON.stringify(await show('r4', id))).not.toMatch(/"(count|total|received)"/);
  });

  it.each([
    ['oneself', () => [people['r1']!], 'kudos.to.0'],
    ['somebody who does not read it', () => [people['r2']!, people['outsider']!], 'kudos.to.1'],
    ['nobody', () => ['019c0000-0000-7000-8000-000000000000'], 'kudos.to.0'],
    ['somebody twice', () => [people['r2']!, people['r2']!], 'kudos.to'],
  ])('are refused for %s', async (_, to, path) => {
    const { errors } = await expectProblem(await send('r1', { kind: 'kudos', kudos: { to: to() } }), 'invalid-request');
    expect(errors![0]!.path).toBe(path);
  });

  it('say of somebody unknown what they say of somebody who may not read them', async () => {
    const answers = await Promise.all(
      [people['outsider'], '019c0000-0000-7000-8000-000000000000'].map(async (person) => {
        const { requestId: _, ...problem } = await expectProblem(
          await send('r1', { kind: 'kudos', kudos: { to: [person] } }),
          'invalid-request',
        );
        return problem;
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
  });

  it('need somebody to thank, and no other kind has somebody', async () => {
    await expectProblem(await send('r1', { kind: 'kudos' }), 'invalid-request');
    await expectProblem(await send('r1', { kudos: { to: [people['r2']] } }), 'invalid-request');
  });
});

describe('an idea', () => {
  const move = (who: string, id: string, body: object) => app.as(who)('PUT', `/v1/posts/${id}/status`, body);

  it('is moved by the stewards of its community, with its history for every reader', async () => {
    const { id } = await write('r1', { kind: 'idea', title: 'Bicycle racks' });
    expect((await show('r2', id)).idea).toMatchObject({ status: 'new', reason: null });
    expect((await show('claire', id)).abilities.setStatus).toBe(true);
    expect((await show('r1', id)).abilities.setStatus).toBe(false);
    await expectProblem(await move('r1', id, { status: 'done' }), 'forbidden');
    await expectProblem(await move('adam', id, { status: 'done' }), 'not-found');
    expect((await move('claire', id, { status: 'heard' })).status).toBe(200);
    await expectProblem(await move('claire', id, { status: 'declined' }), 'invalid-request');
    await expectProblem(await move('claire', id, { status: 'declined', reason: ' ' }), 'invalid-request');
    expect((await move('claire', id, { status: 'declined', reason: 'The yard is rented.' })).status).toBe(200);
    expect((await show('r1', id)).idea).toMatchObject({ status: 'declined', reason: 'The yard is rented.' });
    const { items } = await read<IdeaHistory>(await app.as('r2')('GET', `/v1/posts/${id}/status`));
    expect(items.map(({ status, reason, by }) => [status, reason, by?.name ?? null])).toEqual([
      ['new', null, null],
      ['heard', null, 'claire Test'],
      ['declined', 'The yard is rented.', 'claire Test'],
    ]);
    const moved = (await eventsOf(id)).filter(({ type }) => type === 'idea.moved');
    expect(moved).toHaveLength(2);
    expect(moved[0]).toMatchObject({ actor_id: people['claire'], kind: 'shared' });
    await expectProblem(await app.as('outsider')('GET', `/v1/posts/${id}/status`), 'not-found');
  });

  it('to everyone is moved by administrators', async () => {
    const { id } = await write('r1', { kind: 'idea' }, null);
    await expectProblem(await move('claire', id, { status: 'planned' }), 'forbidden');
    expect((await move('adam', id, { status: 'planned' })).status).toBe(200);
  });

  it('keeps one step for each of two stewards who say different things at once, and none for the same thing twice', async () => {
    const { id } = await write('r1', { kind: 'idea' });
    await Promise.all([move('claire', id, { status: 'heard' }), move('claire', id, { status: 'planned' })]);
    await move('claire', id, { status: (await show('r1', id)).idea!.status });
    const { items } = await read<IdeaHistory>(await app.as('r1')('GET', `/v1/posts/${id}/status`));
    expect(items).toHaveLength(3);
    expect(items.at(-1)!.status).toBe((await show('r1', id)).idea!.status);
  });
});

describe('a poll', () => {
  const poll = (more: object = {}) => ({ options: ['Tuesday', 'Thursday', 'Friday'], closesAt: inHours(24), ...more });
  const ask = async (more: object = {}, community = 'team') =>
    (await write('claire', { kind: 'poll', title: 'When?', poll: poll(more) }, community)).id;
  const answer = (who: string, id: string, ...options: string[]) =>
    app.as(who)('PUT', `/v1/posts/${id}/answer`, { options });

  it('hides its counts below five answers and then refreshes them by five more', async () => {
    const id = await ask();
    const told: (number | null)[] = [];
    for (const reader of team) {
      expect((await answer(reader, id, '1')).status).toBe(200);
      const { poll } = await show('r1', id);
      told.push(poll!.answers);
      expect(poll!.options.map(({ count }) => count)).toEqual(
        poll!.answers === null ? [null, null, null] : [poll!.answers, 0, 0],
      );
    }
    expect(told).toEqual([null, null, null, null, 5, 5, 5, 5, 5, 10, 10, 10]);
  });

  it('answers the same bytes and tags to everybody else between two steps', async () => {
    const id = await ask();
    for (const reader of team.slice(0, 5)) await answer(reader, id, '1');
    const look = async () =>
      Promise.all(
        [`/v1/posts/${id}`, '/v1/posts?scope=community&for=team'].map(async (path) => {
          const response = await app.as('r9')('GET', path);
          return [response.headers.get('ETag')?.replace(/\..*/, ''), await response.text()];
        }),
      );
    const before = await look();
    await answer('r6', id, '2');
    await answer('r1', id, '3');
    expect(await look()).toEqual(before);
    const told = (await eventsOf(id)).filter(({ kind }) => kind === 'shared').map(({ type }) => type);
    expect(told).toEqual(['post.created', 'poll.counted']);
  });

  it('counts one answer of a person who answers many times at once', async () => {
    const id = await ask();
    await Promise.all(['1', '2', '3', '1', '2'].map((option) => answer('r1', id, option)));
    for (const reader of team.slice(1, 5)) await answer(reader, id, '2');
    const { poll } = await show('r9', id);
    expect(poll!.answers).toBe(5);
    expect(poll!.options.reduce((sum, { count }) => sum + count!, 0)).toBe(5);
  });

  it('lets an answer be changed while it is open, and shows it to nobody but whoever gave it', async () => {
    const id = await ask({ multiple: true });
    await answer('r1', id, '1');
    expect((await read<Post>(await answer('r1', id, '2', '3'))).poll).toMatchObject({
      answered: true,
      mine: ['2', '3'],
    });
    for (const other of ['claire', 'r2'])
      expect((await show(other, id)).poll).toMatchObject({ answered: false, mine: [] });
    const rows = await eventsOf(id);
    expect(rows.filter(({ type }) => type === 'poll.answered').every(({ kind }) => kind === 'person')).toBe(true);
    expect(JSON.stringify(rows.map(({ data }) => data))).not.toContain('option');
  });

  it('does not exist for who cannot see it, is closed in time, and takes only its own options', async () => {
    const id = await ask({ closesAt: inHours(2) });
    await expectProblem(await answer('outsider', id, '1'), 'not-found');
    await expectProblem(await answer('r1', id, '9'), 'invalid-request');
    await expectProblem(await answer('r1', id, '1', '2'), 'invalid-request');
    const before = app.clock.now;
    app.clock.now = new Date(before.getTime() + 2 * 3_600_000);
    // Also before anything has closed it.
    await expectProblem(await answer('r1', id, '1'), 'conflict');
    await app.jobs.closing.run();
    await expectProblem(await answer('r1', id, '1'), 'conflict');
    expect(await show('r1', id)).toMatchObject({ poll: { closed: true, answers: null }, abilities: { answer: false } });
    expect((await eventsOf(id)).at(-1)).toMatchObject({ type: 'poll.closed', actor_id: null, kind: 'shared' });
    app.clock.now = before;
  });

  it.each([
    ['one option', { options: ['Only'] }],
    ['two options of the same words', { options: ['Tea', 'tea'] }],
    ['an end in the past', { closesAt: '2026-01-01T00:00:00.000Z' }],
    ['an end in many years', { closesAt: '2036-01-01T00:00:00.000Z' }],
  ])('is refused with %s', async (_, more) => {
    await expectProblem(await send('claire', { kind: 'poll', poll: poll(more) }), 'invalid-request');
  });

  it('needs no text beside its title, as a question needs none; nothing else is without one', async () => {
    const { id, body } = await write('claire', { kind: 'poll', title: 'Tea?', text: '', poll: poll() });
    expect(body).toEqual([]);
    const edit = (change: object) => app.as('claire')('PATCH', `/v1/posts/${id}`, change);
    expect((await edit({ title: 'Tea or coffee?', text: '' })).status).toBe(200);
    await write('claire', { kind: 'question', title: 'Where are the keys?', text: undefined });
    const refused = [
      await edit({ title: null }),
      await send('claire', { kind: 'poll', text: '', poll: poll() }),
      await send('claire', { kind: 'idea', title: 'Keys for all', text: '' }),
      await send('claire', { text: undefined }),
    ];
    for (const answer of refused)
      expect((await expectProblem(answer, 'invalid-request')).errors).toEqual([
        { path: 'text', message: 'shows nothing' },
      ]);
  });

  it('is hidden with its post, and its answers go with it', async () => {
    const id = await ask();
    await answer('r1', id, '1');
    await app.database.system((tx) => tx.updateTable('post').set({ state: 'held' }).where('id', '=', id).execute());
    await expectProblem(await answer('r2', id, '1'), 'forbidden');
    await app.database.system((tx) =>
      tx.updateTable('post').set({ state: 'published' }).where('id', '=', id).execute(),
    );
    expect((await app.as('claire')('DELETE', `/v1/posts/${id}`)).status).toBe(204);
    const left = await app.database.system((tx) =>
      tx.selectFrom('poll_answer').where('post_id', '=', id).selectAll().execute(),
    );
    expect(left).toEqual([]);
  });

  it('is examined with what it offers to choose from, when it is flagged', async () => {
    const id = await ask({ options: ['Polite', 'Improper'] });
    const { articles } = await read<Charter>(await app.as('r2')('GET', '/v1/charter'));
    const subject = { kind: 'post', id };
    expect((await app.as('r2')('POST', '/v1/flags', { subject, article: articles[0]!.id })).status).toBe(201);
    const copies = await app.database.system((tx) => tx.selectFrom('case_copy').select('body').execute());
    expect(JSON.stringify(copies)).toContain('Improper');
  });

  describe('that is secret', () => {
    it('tells nothing before it closes, then everything, and cannot be answered twice', async () => {
      const id = await ask({ secret: true, closesAt: inHours(3) });
      for (const reader of team.slice(0, 7)) await answer(reader, id, reader === 'r1' ? '2' : '1');
      expect((await show('r1', id)).poll).toMatchObject({ answered: true, mine: [], answers: null });
      await expectProblem(await answer('r1', id, '1'), 'conflict');
      const before = app.clock.now;
      app.clock.now = new Date(before.getTime() + 3 * 3_600_000);
      await app.jobs.closing.run();
      const { poll } = await show('r9', id);
      expect(poll).toMatchObject({ closed: true, answers: 7 });
      expect(poll!.options.map(({ count }) => count)).toEqual([6, 1, 0]);
      app.clock.now = before;
    });

    it('tells nothing at all where too few answered', async () => {
      const id = await ask({ secret: true, closesAt: inHours(3) });
      for (const reader of team.slice(0, 4)) await answer(reader, id, '1');
      const before = app.clock.now;
      app.clock.now = new Date(before.getTime() + 3 * 3_600_000);
      await app.jobs.closing.run();
      expect((await show('r9', id)).poll).toMatchObject({ closed: true, answers: null });
      app.clock.now = before;
    });

    it('takes one of many answers sent at once', async () => {
      const id = await ask({ secret: true });
      const answers = await Promise.all(['1', '2', '3'].map((option) => answer('r1', id, option)));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
      for (const reader of team.slice(1, 5)) await answer(reader, id, '1');
      const before = app.clock.now;
      app.clock.now = new Date(before.getTime() + 25 * 3_600_000);
      await app.jobs.closing.run();
      const { poll } = await show('r9', id);
      expect([poll!.answers, poll!.options.reduce((sum, { count }) => sum + count!, 0)]).toEqual([5, 5]);
      app.clock.now = before;
    });

    it('keeps no choice beside a person: not in the ballot, the events, the log or the keys of repeated calls', async () => {
      const id = await ask({ secret: true });
      const headers = { 'Idempotency-Key': 'ballot' };
      await app.as('r1')('PUT', `/v1/posts/${id}/answer`, { options: ['2'] }, headers);
      const { ballot, keys } = await app.database.system(async (tx) => ({
        ballot: await tx.selectFrom('poll_answer').where('post_id', '=', id).selectAll().execute(),
        keys: await tx.selectFrom('idempotency').where('key', '=', 'ballot').selectAll().execute(),
      }));
      expect(ballot).toHaveLength(1);
      expect(Object.keys(ballot[0]!).toSorted()).toEqual(['audience_id', 'id', 'options', 'person_id', 'post_id']);
      expect(ballot[0]!.options).toBeNull();
      // Random, so neither when nor in which order.
      expect(ballot[0]!.id[14]).toBe('4');
      expect(keys).toEqual([]);
      expect((await eventsOf(id)).map(({ data }) => data)).not.toContainEqual(
        expect.objectContaining({ options: expect.anything() }),
      );
      expect(JSON.stringify(app.logged)).not.toContain(id);
    });

    it('keeps its box closed to both roles that act at run time', async () => {
      for (const table of ['poll_box', 'poll'])
        await expect(app.database.system((tx) => sql`select * from ${sql.table(table)}`.execute(tx))).rejects.toThrow();
    });
  });
});

describe('reactions', () => {
  it('are those that the installation offers; others that were given stay and can be taken back', async () => {
    const { id } = await write('claire', {});
    await expectProblem(await app.as('r1')('PUT', `/v1/posts/${id}/reactions/curious`), 'forbidden');
    await app.database.system((tx) =>
      tx
        .insertInto('reaction')
        .columns(['person_id', 'subject_id', 'kind', 'post_id', 'comment_id', 'audience_id', 'at'])
        .expression(
          sql`select ${people['r1']}::uuid, id, 'curious', id, null, audience_id, created_at from post where id = ${id}`,
        )
        .execute(),
    );
    expect((await show('r1', id)).reactions).toEqual([{ kind: 'curious', count: 1, mine: true }]);
    expect((await read<Post>(await app.as('r1')('DELETE', `/v1/posts/${id}/reactions/curious`))).reactions).toEqual([]);
    expect((await read<Me>(await app.as('r1')('GET', '/v1/me'))).reactions).toEqual([
      'thanks',
      'like',
      'insightful',
      'celebrate',
    ]);
  });
});

describe('what one wrote, answered and acknowledged', () => {
  it('is one’s own to take along, without what a secret poll does not know', async () => {
    app.clock.now = new Date(app.clock.now.getTime() + 1_000);
    const [open, secret] = [
      await write('claire', { kind: 'poll', poll: { options: ['Yes', 'No'], closesAt: inHours(24) } }),
      await write('claire', { kind: 'poll', poll: { options: ['Yes', 'No'], secret: true, closesAt: inHours(24) } }),
    ];
    const announced = await write('claire', { kind: 'announcement' });
    for (const { id } of [open, secret]) await app.as('r8')('PUT', `/v1/posts/${id}/answer`, { options: ['2'] });
    await app.as('r8')('PUT', `/v1/posts/${announced.id}/acknowledgement`);
    const { items } = await read<ContributionPage>(await app.as('r8')('GET', '/v1/me/contributions?limit=3'));
    expect(items.map(({ kind, post, options }) => ({ kind, post, options }))).toEqual(
      expect.arrayContaining([
        { kind: 'answer', post: open.id, options: ['No'] },
        { kind: 'answer', post: secret.id, options: [] },
        { kind: 'acknowledgement', post: announced.id, options: [] },
      ]),
    );
  });
});

describe('what is imported of the kinds', () => {
  it('is there as if it had been written here, with the same steps and the same silence', async () => {
    const own = await startTestApp();
    const path = mkdtempSync(join(tmpdir(), 'parvis-kinds-'));
    const rows = (name: string, content: object[]) =>
      writeFileSync(join(path, name), content.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const names = Array.from({ length: 13 }, (_, index) => `i${index + 1}`);
    const day = '2026-11-02T08:00:00Z';
    rows(
      'people.jsonl',
      names.map((id) => ({ id, name: `${id} Test`, clearance: 'C1' })),
    );
    rows('posts.jsonl', [
      {
        id: 'poll',
        kind: 'poll',
        author: 'i1',
        community: null,
        text: 'x',
        createdAt: day,
        poll: { options: ['a', 'b'], closesAt: '2026-12-20T08:00:00Z' },
      },
      {
        id: 'idea',
        kind: 'idea',
        author: 'i1',
        community: null,
        text: 'x',
        createdAt: day,
        statuses: [
          { status: 'heard', by: 'i2', movedAt: day },
          { status: 'done', movedAt: day },
        ],
      },
      {
        id: 'kudos',
        kind: 'kudos',
        author: 'i1',
        community: null,
        text: 'x',
        createdAt: day,
        kudos: { to: ['i3', 'i2'] },
      },
      {
        id: 'read',
        kind: 'announcement',
        author: 'i1',
        community: null,
        text: 'x',
        createdAt: day,
        acknowledgedBy: names.slice(1, 8),
      },
      { id: 'again', author: 'i2', community: null, text: 'x', createdAt: day, original: 'idea' },
    ]);
    rows(
      'answers.jsonl',
      names.slice(0, 7).map((person) => ({ person, post: 'poll', options: [2] })),
    );
    const load = async () => importSource(own.kernel, await openSource(path));
    await load();
    const posts = async (who: string) =>
      Object.fromEntries(
        (await read<PostPage>(await own.as(who)('GET', '/v1/posts?scope=person&for=i1'))).items.map((post) => [
          post.kind,
          post,
        ]),
      );
    const seen = await posts('i1');
    expect(seen['poll']!.poll).toMatchObject({ answers: 7, mine: ['2'], closed: false });
    expect(seen['poll']!.poll!.options.map(({ count }) => count)).toEqual([0, 7]);
    expect(seen['idea']!.idea!.status).toBe('done');
    expect(seen['kudos']!.kudos!.to.map(({ name }) => name)).toEqual(['i3 Test', 'i2 Test']);
    expect(seen['announcement']!.announcement!.share).toBeCloseTo(5 / 12);
    const again = (await read<PostPage>(await own.as('i1')('GET', '/v1/posts?scope=person&for=i2'))).items[0]!;
    expect(again.original!.post!.id).toBe(seen['idea']!.id);
    // What people answer here afterwards goes on from there.
    for (const name of names.slice(7, 12))
      await own.as(name)('PUT', `/v1/posts/${seen['poll']!.id}/answer`, { options: ['1'] });
    expect((await posts('i13'))['poll']!.poll).toMatchObject({ answers: 12, mine: [] });
    const { 'posts.jsonl': repeated } = await load();
    expect(repeated).toMatchObject({ added: 0, changed: 0 });
    await own.close();
    rmSync(path, { recursive: true });
  });
});

describe('a re-share', () => {
  const share = (who: string, original: string, community: string | null, more: object = {}) =>
    send(who, { text: 'Look at this.', original, ...more }, community);

  it('shows the original to its readers alone, by every way to read it', async () => {
    const original = await write('claire', { title: 'Onlyteam', text: 'Only for the team: heliotrope.' });
    const again = await read<Post>(await share('claire', original.id, 'other'));
    expect(again.original!.post).toMatchObject({ id: original.id, title: 'Onlyteam' });
    for (const path of [
      `/v1/posts/${again.id}`,
      '/v1/posts',
      '/v1/posts?scope=community&for=other',
      `/v1/posts?scope=person&for=claire`,
      '/v1/me/contributions',
      `/v1/posts/${again.id}/comments`,
    ]) {
      const text = await (await app.as('outsider')('GET', path)).text();
      expect(text).not.toContain('heliotrope');
      expect(text).not.toContain('Onlyteam');
      expect(text).not.toContain(original.id);
    }
    expect((await show('outsider', again.id)).original).toEqual({ post: null });
    expect((await feed('outsider')).items.find(({ id }) => id === again.id)!.original).toEqual({ post: null });
    expect((await feed('claire')).items.find(({ id }) => id === again.id)!.original!.post!.id).toBe(original.id);
    const told = await eventsOf(again.id);
    expect(JSON.stringify(told)).not.toContain(original.id);
  });

  it('is told of in no stream of those who do not read the original, whatever becomes of that', async () => {
    const original = await write('claire', { text: 'Only for the team.' });
    const again = await read<Post>(await share('claire', original.id, 'other'));
    const told = async () =>
      (
        await app.database.system((tx) =>
          tx
            .selectFrom('event')
            .where('audience_id', 'in', (held) =>
              held
                .selectFrom(
                  sql<{ id: number }>`unnest(held_audiences(${people['outsider']}::uuid))`.as<'held'>(sql`held(id)`),
                )
                .select('held.id'),
            )
            .select('id')
            .execute(),
        )
      ).length;
    const [before, tag] = [
      await told(),
      (await app.as('outsider')('GET', `/v1/posts/${again.id}`)).headers.get('ETag'),
    ];
    await app.as('claire')('PATCH', `/v1/posts/${original.id}`, { text: 'Other words.' });
    await app.as('r1')('PUT', `/v1/posts/${original.id}/reactions/thanks`);
    await app.as('claire')('DELETE', `/v1/posts/${original.id}`);
    expect(await told()).toBe(before);
    expect((await app.as('outsider')('GET', `/v1/posts/${again.id}`)).headers.get('ETag')).toBe(tag);
  });

  it('says the same of an original that is out of reach, held, withdrawn from sharing and deleted', async () => {
    const seen: unknown[] = [];
    for (const change of ['reach', 'held', 'withdrawn', 'deleted']) {
      const original = await write('claire', {}, change === 'reach' ? 'team' : 'other');
      const again = await read<Post>(await share('claire', original.id, 'other'));
      if (change === 'held')
        await app.database.system((tx) =>
          tx.updateTable('post').set({ state: 'held' }).where('id', '=', original.id).execute(),
        );
      if (change === 'withdrawn') await app.as('claire')('PATCH', `/v1/posts/${original.id}`, { reshareable: false });
      if (change === 'deleted') await app.as('claire')('DELETE', `/v1/posts/${original.id}`);
      seen.push((await show('outsider', again.id)).original);
    }
    expect(seen).toEqual([{ post: null }, { post: null }, { post: null }, { post: null }]);
  });

  it('of what one cannot see is a 404, and of what its author keeps to its readers a 403', async () => {
    const secret = await write('claire', {}, 'small');
    await expectProblem(await share('outsider', secret.id, 'other'), 'not-found');
    const kept = await write('claire', { reshareable: false });
    expect((await show('r1', kept.id)).abilities.reshare).toBe(false);
    await expectProblem(await share('r1', kept.id, 'team'), 'forbidden');
  });

  it('of a re-share points to the first post, and is a 404 for whoever does not see that one', async () => {
    const original = await write('claire', {});
    const first = await read<Post>(await share('claire', original.id, 'other'));
    const second = await read<Post>(await share('claire', first.id, 'team'));
    expect(second.original!.post!.id).toBe(original.id);
    expect((await show('outsider', first.id)).abilities.reshare).toBe(false);
    await expectProblem(await share('outsider', first.id, 'other'), 'not-found');
  });

  it('in a home changes its tag when an original from elsewhere does', async () => {
    // Open to every employee, and no community of the reader's.
    const open = await addCommunities(app.database, people, [{ slug: 'plaza', members: { claire: 'steward' } }]);
    communities['plaza'] = open['plaza']!;
    app.kernel.standings.forgetAll();
    const original = await write('claire', { text: 'First words.' }, 'plaza');
    await share('claire', original.id, 'other');
    const first = await app.as('outsider')('GET', '/v1/posts');
    expect(await first.text()).toContain('First words.');
    expect((await app.as('claire')('PATCH', `/v1/posts/${original.id}`, { text: 'Second words.' })).status).toBe(200);
    const again = await app.as('outsider')('GET', '/v1/posts', undefined, {
      'If-None-Match': first.headers.get('ETag')!,
    });
    expect(again.status).toBe(200);
    expect(await again.text()).toContain('Second words.');
  });

  it('is presented the same alone and in a feed, as is every kind', async () => {
    for (const { id, ...inFeed } of (await feed('claire', 'scope=community&for=team&limit=100')).items)
      expect({ id, ...inFeed }).toEqual(await show('claire', id));
  });
});
