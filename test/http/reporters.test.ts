/** Who flagged is known to nobody but themselves: one reporter's names are searched for in all that leaves the server. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Flag, Post, Screening, StatementPage } from '@parvis/contracts';
import { type Company, read, startCompany } from '../support/moderation.ts';
import { addPeople } from '../support/seed.ts';

const canary = { userName: 'canary.7f3a', name: 'Canary Zwitscher' };
const others = ['claire', 'sam', 'mary', 'paul', 'rita', 'ada', 'bob', 'cleo', 'mona', 'max'];

let company: Company;
let canaryId: string;
/** Everything that anybody but the reporter was sent: answers and events. */
const sent: { to: string; what: string; text: string }[] = [];
/** All that the reporter's own flags are called; nobody else may be told these either. */
const flagIds: string[] = [];

async function listen(who: string): Promise<() => void> {
  const response = await company.app.as(who)('GET', '/v1/stream');
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  void (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      sent.push({ to: who, what: 'stream', text: value });
    }
  })();
  return () => void reader.cancel();
}

/** Asks every operation that reads, as everybody else. */
async function askAll(post: string, comment: string, cases: readonly string[]): Promise<void> {
  const paths = [
    '/v1/me',
    '/v1/me/contributions',
    '/v1/me/reading',
    '/v1/posts',
    '/v1/posts?scope=community&for=it-help',
    `/v1/posts/${post}`,
    `/v1/posts/${post}/comments`,
    `/v1/people/${company.people['paul']}`,
    '/v1/communities',
    '/v1/communities/it-help',
    '/v1/charter',
    '/v1/flags',
    `/v1/flags?kind=post&id=${post}`,
    `/v1/flags?kind=comment&id=${comment}`,
    `/v1/flags?kind=person&id=${company.people['paul']}`,
    ...flagIds.map((id) => `/v1/flags/${id}`),
    ...['', '?state=open', '?state=claimed', '?state=decided'].map((query) => `/v1/cases${query}`),
    '/v1/cases?several=true',
    '/v1/cases?order=weight',
    '/v1/case-figures',
    `/v1/case-figures?community=${company.communities['it-help']}`,
    '/v1/statements',
    `/v1/statements?subject=${post}`,
    ...cases.flatMap((id) => ['', '/file', '/record'].map((part) => `/v1/cases/${id}${part}`)),
  ];
  for (const who of others)
    for (const path of paths) {
      const response = await company.app.as(who)('GET', path);
      sent.push({ to: who, what: path, text: JSON.stringify([...response.headers]) + (await response.text()) });
    }
}

beforeAll(async () => {
  company = await startCompany({
    config: {
      screening: {
        url: 'https://check.test/',
        secret: 'a secret of the installation, long enough',
        milliseconds: 5_000,
      },
    },
    check: async (url, init) => {
      const { headers, body } = init!;
      sent.push({ to: 'the check outside', what: String(url), text: JSON.stringify(headers) + String(body) });
      return Response.json({ verdict: 'allow' });
    },
  });
  const { app } = company;
  const settings = { newcomers: 0, everything: false, people: [], external: true };
  const set = await app.as('claire')('PUT', '/v1/communities/it-help/screening', {
    ...{ ...settings, tag: 'none', words: { refuse: [], hold: [], nudge: [] } },
  });
  expect(await read<Screening>(set)).toMatchObject({ external: true });
  const added = await addPeople(app.database, [canary]);
  canaryId = added[canary.userName]!;
  await app.database.system(async (tx) => {
    await tx
      .insertInto('membership')
      .values({ community_id: company.communities['it-help']!, person_id: canaryId, since: app.clock.now })
      .execute();
  });
  const stops = await Promise.all(others.map(listen));

  const post = await company.write('paul');
  const comment = await company.answer('paul', post.id);
  const subjects = [
    { kind: 'post', id: post.id },
    { kind: 'comment', id: comment.id },
    { kind: 'person', id: company.people['paul'] },
  ];
  const flags: Flag[] = [];
  for (const subject of subjects) flags.push(await company.flagged(canary.userName, subject));
  flagIds.push(...flags.map(({ id }) => id));
  const cases = [...(await company.queue('claire')), ...(await company.queue('mona'))].map(({ id }) => id);
  expect(cases).toHaveLength(3);
  await askAll(post.id, comment.id, cases);

  // Two more people make three: the post is held. Then everything is examined and decided, and once withdrawn.
  for (const who of ['ada', 'bob']) await company.flagged(who, subjects[0]!);
  await app.as('paul')('PATCH', `/v1/posts/${post.id}`, { text: 'The old pumps are slow.' });
  await app.as(canary.userName)('DELETE', `/v1/flags/${flags[1]!.id}`);
  await askAll(post.id, comment.id, cases);
  for (const [at, id] of cases.entries()) {
    const steward = at < 2 ? 'claire' : 'mona';
    for (const response of [
      await app.as(steward)('PUT', `/v1/cases/${id}/claim`),
      await app.as('sam')('PUT', `/v1/cases/${id}/claim`),
      await company.decide(steward, id, steward === 'mona' ? { decision: 'keep', article: null } : {}),
      await company.decide('sam', id),
    ])
      sent.push({ to: steward, what: `case ${id}`, text: await response.text() });
  }
  // The author appeals, a steward writes a note, and a decision is undone: all that is answered and told of it.
  const { items: statements } = await read<StatementPage>(await app.as('paul')('GET', '/v1/statements'));
  for (const [who, method, path, body] of [
    ['claire', 'POST', `/v1/cases/${cases[0]}/notes`, { text: 'Paul was upset.' }],
    ...statements.map(({ id }) => ['paul', 'PUT', `/v1/statements/${id}/appeal`, { text: 'Who said so?' }] as const),
    ['sam', 'PUT', `/v1/cases/${cases[0]}/appeal`, { outcome: 'rejected', publicNote: 'It stands.' }],
    ['claire', 'DELETE', `/v1/cases/${cases[1]}/decision`, undefined],
  ] as const) {
    const response = await app.as(who)(method, path, body);
    sent.push({ to: who, what: `${method} ${path}`, text: await response.text() });
  }
  await askAll(post.id, comment.id, cases);
  // Every stream has told what it had to once it tells of something later.
  const last = await company.write('ada', { text: 'The last word.' });
  for (const who of ['claire', 'paul', 'bob'])
    await vi.waitFor(
      () => expect(sent.some(({ to, text }) => to === who && text.includes(last.id))).toBe(true),
      10_000,
    );
  for (const stop of stops) stop();
});
afterAll(() => company.app.close());

const traces = () => [canary.userName, canary.name, canaryId, ...flagIds];
const found = (texts: readonly { what: string; text: string; to?: string }[]) =>
  texts
    .filter(({ text }) => traces().some((trace) => text.includes(trace)))
    .map(({ to, what, text }) => `${to ?? ''} ${what}: ${text.slice(0, 300)}`);

describe('who flagged', () => {
  it('is in no answer that anybody else can get', () => {
    const answers = sent.filter(({ what }) => what !== 'stream');
    expect(answers.length).toBeGreaterThan(500);
    // The desk did read the cases, so that there was something to leak.
    expect(answers.some(({ to, text }) => to === 'claire' && text.includes('Please look.'))).toBe(true);
    expect(found(answers.filter(({ what }) => !what.startsWith('/v1/flags/')))).toEqual([]);
  });

  it('is in no event that anybody else is told', () => {
    const events = sent.filter(({ what }) => what === 'stream');
    expect(events.some(({ text, to }) => to === 'claire' && text.includes('case.decided'))).toBe(true);
    expect(events.some(({ text, to }) => to === 'paul' && text.includes('post.updated'))).toBe(true);
    expect(found(events)).toEqual([]);
    expect(events.filter(({ text, to }) => to === 'paul' && /event: (case|flag)\./.test(text))).toEqual([]);
  });

  it('is in nothing that leaves the company, nor in what is exported with a case or taken along by its author', () => {
    const outside = sent.filter(({ to }) => to === 'the check outside');
    expect(outside.map(({ text }) => text).join()).toContain('The old pumps');
    const taken = sent.filter(({ what }) => what.endsWith('/record') || what.endsWith('/contributions'));
    expect(taken.some(({ to, text }) => to === 'claire' && text.includes('case.decided'))).toBe(true);
    expect(taken.some(({ to, text }) => to === 'paul' && text.includes('The old pumps'))).toBe(true);
    expect(found([...outside, ...taken])).toEqual([]);
  });

  it('is in no row of an event but those in the reporter’s own audience', async () => {
    const rows = await company.app.database.system(async (tx) => {
      const result = await sql<{ text: string; own: boolean }>`
        select row_to_json(e)::text as text, coalesce(a.person_id = ${canaryId}::uuid and a.kind = 'person', false) as own
        from event e left join audience a on a.id = e.audience_id`.execute(tx);
      return result.rows;
    });
    expect(rows.some(({ own }) => own)).toBe(true);
    expect(found(rows.filter(({ own }) => !own).map(({ text }) => ({ what: 'event', text })))).toEqual([]);
    expect(rows.filter(({ text }) => text.includes(`"actor_id":"${canaryId}"`))).toEqual([]);
  });

  it('is in no line of the log', () => {
    const lines = company.app.logged.map((line) => ({ what: 'log', text: JSON.stringify(line) }));
    expect(lines.length).toBeGreaterThan(0);
    expect(found(lines)).toEqual([]);
  });

  it('is in no entry of the moderation record', async () => {
    const rows = await company.app.database.system(async (tx) => {
      const entries = await sql<{ text: string }>`select row_to_json(e)::text as text from record_entry e`.execute(tx);
      const contents = await sql<{ text: string }>`select row_to_json(c)::text as text from record_content c`.execute(
        tx,
      );
      return [...entries.rows, ...contents.rows];
    });
    expect(rows.length).toBeGreaterThan(10);
    expect(found(rows.map(({ text }) => ({ what: 'record', text })))).toEqual([]);
  });

  it('cannot be read from the database by a steward, whatever the service asks', async () => {
    const viewer = (await company.app.kernel.standings.find('claire'))!;
    const rows = await company.app.database.transaction(viewer, async (tx) => ({
      flags: await tx.selectFrom('flag').selectAll().execute(),
      told: await tx.selectFrom('case_flag').selectAll().execute(),
    }));
    expect(rows.flags).toEqual([]);
    expect(rows.told.length).toBeGreaterThan(0);
    await expect(
      company.app.database.transaction(viewer, (tx) => tx.selectFrom('desk').selectAll().execute()),
    ).rejects.toThrow(/permission denied/);
  });

  it('does not show by the reporter’s own reading: the author’s answers are the same with and without a flag', async () => {
    const plain = await company.write('paul');
    const flaggedOne = await company.write('paul');
    await company.flagged(canary.userName, { kind: 'post', id: flaggedOne.id });
    const as = async (id: string): Promise<Post> => read<Post>(await company.app.as('paul')('GET', `/v1/posts/${id}`));
    const neutral = (post: Post) => ({ ...post, id: '', createdAt: '' });
    expect(neutral(await as(flaggedOne.id))).toEqual(neutral(await as(plain.id)));
    // Nor by a page that changed: what they had is still what there is.
    const tags = async () => {
      const paths = [`/v1/posts/${plain.id}`, '/v1/posts', '/v1/posts?scope=community&for=it-help', '/v1/me'];
      const answers = await Promise.all(paths.map((path) => company.app.as('paul')('GET', path)));
      return answers.map(({ headers }) => headers.get('etag'));
    };
    const before = await tags();
    expect(before).not.toContain(null);
    await company.flagged(canary.userName, { kind: 'post', id: plain.id });
    expect(await tags()).toEqual(before);
  });
});
