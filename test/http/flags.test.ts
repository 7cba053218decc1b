import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Comment, Flag, FlagPage, Person, Post, Problem } from '@parvis/contracts';
import { type Company, read, startCompany } from '../support/moderation.ts';

const unknown = '019c0000-0000-7000-8000-000000000000';
const pages = [
  { prefix: 'https://intranet.test/finance/', circles: ['employee'], community: 'board' },
  { prefix: 'https://intranet.test/', circles: ['employee'] },
  { prefix: 'https://intranet.test/show', circles: ['employee'], query: ['part', 'id'] },
];

let company: Company;
beforeAll(async () => {
  company = await startCompany({ config: { pages } });
});
afterAll(() => company.app.close());

const problemOf = async (response: Response) => {
  const { requestId: _, ...problem } = await read<Problem>(response);
  return problem;
};
/** All that an answer says, but for the number of the request and how much of the minute is used up. */
const wholeOf = async (response: Response) => {
  const headers = Object.fromEntries(response.headers);
  const requestId = headers['x-request-id'] ?? '';
  for (const name of Object.keys(headers)) if (/^(x-request-id|ratelimit)/.test(name)) delete headers[name];
  const text = await response.text();
  const { requestId: said = requestId } = JSON.parse(text) as Problem;
  return { status: response.status, headers, text: text.replaceAll(said, '') };
};
const own = async (who: string, query: string): Promise<FlagPage> =>
  read<FlagPage>(await company.app.as(who)('GET', `/v1/flags?${query}`));

describe('a flag', () => {
  it('gives its reporter a receipt, beside the post too', async () => {
    const post = await company.write('paul');
    expect(post.flag).toBeNull();
    const flag = await company.flagged('ada', { kind: 'post', id: post.id });
    expect(flag).toMatchObject({
      state: 'received',
      subject: { kind: 'post', id: post.id },
      article: { number: 2, title: { en: 'Respect', fr: 'Respect' } },
      note: 'Please look.',
      statement: null,
      abilities: { withdraw: true },
    });
    const seen = await read<Post>(await company.app.as('ada')('GET', `/v1/posts/${post.id}`));
    expect(seen.flag).toMatchObject({ id: flag.id, state: 'received', abilities: { withdraw: true } });
    expect(seen.abilities.flag).toBe(false);
    const others = await read<Post>(await company.app.as('bob')('GET', `/v1/posts/${post.id}`));
    expect(others.flag).toBeNull();
    expect(others.abilities.flag).toBe(true);
  });

  it('tells its reporter when nobody else could examine it, and nothing by that of who else flagged it', async () => {
    const mine = async (who: string, id: string) => (await own(who, `kind=post&id=${id}`)).items[0]!.unattended;
    const post = await company.write('mona', { audience: { community: null } });
    const first = await company.flagged('ada', { kind: 'post', id: post.id });
    expect(first.unattended).toBe(false);
    const last = await company.flagged('max', { kind: 'post', id: post.id });
    expect(last.unattended).toBe(true);
    expect(await mine('ada', post.id)).toBe(false);
    await company.app.as('ada')('DELETE', `/v1/flags/${first.id}`);
    expect(await mine('ada', post.id)).toBe(false);
  });

  it('can be on a comment and on a person', async () => {
    const post = await company.write('ada');
    const comment = await company.answer('paul', post.id);
    await company.flagged('bob', { kind: 'comment', id: comment.id });
    const seen = await read<{ items: Comment[] }>(await company.app.as('bob')('GET', `/v1/posts/${post.id}/comments`));
    expect(seen.items[0]!.flag).toMatchObject({ state: 'received' });

    await company.flagged('bob', { kind: 'person', id: company.people['paul'] });
    const card = await read<Person>(await company.app.as('bob')('GET', `/v1/people/${company.people['paul']}`));
    expect(card.flag).toMatchObject({ state: 'received' });
    expect(card.abilities.flag).toBe(false);
  });

  it('on something unreadable answers exactly as on something unknown, in every byte and header', async () => {
    const secret = await company.write('claire', { audience: { community: company.communities['board'] } });
    const comment = await company.answer('claire', secret.id);
    for (const [kind, id] of [
      ['post', secret.id],
      ['comment', comment.id],
    ] as const) {
      const unreadable = await company.flag('ada', { kind, id });
      const absent = await company.flag('ada', { kind, id: unknown });
      expect(unreadable.status).toBe(404);
      expect(await wholeOf(unreadable)).toEqual(await wholeOf(absent));
      const listed = await company.app.as('ada')('GET', `/v1/flags?kind=${kind}&id=${id}`);
      const unlisted = await company.app.as('ada')('GET', `/v1/flags?kind=${kind}&id=${unknown}`);
      expect(listed.status).toBe(404);
      expect(await wholeOf(listed)).toEqual(await wholeOf(unlisted));
    }
    // To a supplier an employee’s profile is none.
    const person = (id: string) => company.flag('sofia', { kind: 'person', id });
    expect(await wholeOf(await person(company.people['paul']!))).toEqual(await wholeOf(await person(unknown)));
    expect((await person(unknown)).status).toBe(404);
  });

  it('on something of one’s own is refused in words', async () => {
    const post = await company.write('paul');
    const answer = await company.flag('paul', { kind: 'post', id: post.id });
    expect(answer.status).toBe(403);
    expect((await problemOf(answer)).detail).toContain('your own');
    expect(await own('paul', `kind=post&id=${post.id}`)).toMatchObject({
      subject: { flaggable: false, reason: 'own' },
    });
  });

  it('is one per person until it is decided', async () => {
    const post = await company.write('paul');
    await company.flagged('ada', { kind: 'post', id: post.id });
    expect((await company.flag('ada', { kind: 'post', id: post.id })).status).toBe(409);
    expect(await own('ada', `kind=post&id=${post.id}`)).toMatchObject({
      items: [{ state: 'received' }],
      subject: { flaggable: false, reason: 'flagged' },
    });
    expect(await own('bob', `kind=post&id=${post.id}`)).toEqual({
      items: [],
      next: null,
      subject: { flaggable: true, reason: null },
    });
  });

  it('is made once however often the same key is sent', async () => {
    const post = await company.write('paul');
    const body = { subject: { kind: 'post', id: post.id }, article: company.articles[0]!.id };
    const sent = await Promise.all(
      [1, 2, 3].map(() => company.app.as('cleo')('POST', '/v1/flags', body, { 'Idempotency-Key': 'flag-once' })),
    );
    expect(sent.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(await Promise.all(sent.map(async (one) => (await read<Flag>(one)).id))).size).toBe(1);
  });

  it('rests on an article in force that is about such a thing', async () => {
    const person = { kind: 'person', id: company.people['paul'] };
    const hours = company.articles.find(({ number }) => number === 6)!;
    const wrong = await company.flag('cleo', person, { article: hours.id });
    expect(wrong.status).toBe(422);
    expect((await problemOf(wrong)).errors).toEqual([{ path: 'article', message: 'article 6 is not about a person' }]);
    expect((await company.flag('cleo', person, { article: unknown })).status).toBe(422);
  });

  it('as illegal names a law, needs a note and has no article', async () => {
    const post = await company.write('paul');
    const subject = { kind: 'post', id: post.id };
    const illegal = { article: 'illegal', note: 'Public insult.', illegal: { law: 'Press act, article 29' } };
    for (const lacking of [{ note: ' ' }, { illegal: undefined }, { illegal: { law: ' ' } }])
      expect((await company.flag('cleo', subject, { ...illegal, ...lacking })).status).toBe(422);
    const flag = await company.flagged('cleo', subject, illegal);
    expect(flag).toMatchObject({ article: null, law: 'Press act, article 29', note: 'Public insult.' });
    expect(flag.reference).toMatch(/^\d{4}-[0-9A-F]{5}-[0-9A-F]{5}$/);
    expect(flag.redress).toMatchObject({
      en: expect.stringContaining('authority'),
      fr: expect.stringContaining('autorité'),
    });
    const [seen] = (await own('cleo', `kind=post&id=${post.id}`)).items;
    expect(seen).toEqual(flag);
    const usual = await company.flagged('bob', subject);
    expect(usual).toMatchObject({ law: null, reference: null, redress: null });
  });

  it('has a note of 500 characters at most', async () => {
    const post = await company.write('paul');
    expect((await company.flag('cleo', { kind: 'post', id: post.id }, { note: 'x'.repeat(501) })).status).toBe(422);
  });
});

describe('a flag on a page', () => {
  it('finds one case, however the address of the page is written', async () => {
    const written = [
      'https://intranet.test/menu',
      'https://intranet.test/menu?utm_source=mail',
      'https://INTRANET.test:443/%6Denu?x=1&y=%00',
      'https://intranet.test/a/../menu?id=7#dessert',
    ];
    for (const [index, who] of (['ada', 'bob', 'cleo', 'rita'] as const).entries()) {
      const flag = await company.flagged(who, { kind: 'page', url: written[index]! });
      expect(flag.subject).toEqual({ kind: 'page', url: 'https://intranet.test/menu' });
    }
    for (const url of written) expect((await company.flag('ada', { kind: 'page', url })).status).toBe(409);
    const cases = (await company.queue('mona', '?limit=100')).filter(({ copy }) => copy.url?.includes('menu'));
    expect(cases).toMatchObject([{ flags: [{}, {}, {}, {}] }]);
  });

  it('tells pages apart by the parameters that their rule names, whatever their order, and by no other', async () => {
    const flag = await company.flagged('bob', {
      kind: 'page',
      url: 'https://intranet.test/show?part=b&from=mail&id=4',
    });
    expect(flag.subject).toEqual({ kind: 'page', url: 'https://intranet.test/show?id=4&part=b' });
    const again = (url: string) => company.flag('bob', { kind: 'page', url });
    expect((await again('https://intranet.test/show?id=4&part=b&page=2')).status).toBe(409);
    expect((await again('https://intranet.test/show?id=4&id=4&part=b')).status).toBe(409);
    expect((await again('https://intranet.test/show?id=5&part=b')).status).toBe(201);
    const asked = await own('bob', `kind=page&url=${encodeURIComponent('https://intranet.test/show?x=1&part=b&id=4')}`);
    expect(asked).toMatchObject({ items: [{ id: flag.id }], subject: { flaggable: false, reason: 'flagged' } });
  });

  it('is taken below a configured prefix, whatever the place in the page', async () => {
    const flag = await company.flagged('bob', { kind: 'page', url: 'https://intranet.test/news/42#top' });
    expect(flag.subject).toEqual({ kind: 'page', url: 'https://intranet.test/news/42' });
    expect((await company.flag('bob', { kind: 'page', url: 'https://intranet.test/news/42' })).status).toBe(409);
  });

  it('elsewhere is refused in words, and the button is told why', async () => {
    const answer = await company.flag('bob', { kind: 'page', url: 'https://elsewhere.test/news' });
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).detail).toContain('Whoever runs the server adds its prefix');
    const asked = await own('bob', `kind=page&url=${encodeURIComponent('https://elsewhere.test/news')}`);
    expect(asked.subject).toEqual({ flaggable: false, reason: 'not-configured' });
  });

  it('that is not for the viewer answers as on one that nobody configured', async () => {
    const url = 'https://intranet.test/finance/plan';
    const refused = await company.flag('ada', { kind: 'page', url });
    const elsewhere = await company.flag('ada', { kind: 'page', url: 'https://elsewhere.test/plan' });
    expect(refused.status).toBe(422);
    expect(await problemOf(refused)).toEqual(await problemOf(elsewhere));
    expect((await company.flag('sofia', { kind: 'page', url: 'https://intranet.test/news/1' })).status).toBe(422);
    expect((await company.flag('claire', { kind: 'page', url })).status).toBe(201);
  });
});

describe('withdrawing a flag', () => {
  it('is possible until it is examined, and takes it off the desk', async () => {
    const post = await company.write('paul');
    const flag = await company.flagged('ada', { kind: 'post', id: post.id });
    expect((await company.queue('claire')).some(({ copy }) => copy.id === post.id)).toBe(true);
    const withdrawn = await company.app.as('ada')('DELETE', `/v1/flags/${flag.id}`);
    expect(withdrawn.status).toBe(200);
    expect(await read<Flag>(withdrawn)).toMatchObject({ state: 'withdrawn', abilities: { withdraw: false } });
    expect((await company.queue('claire')).some(({ copy }) => copy.id === post.id)).toBe(false);
    expect((await company.app.as('ada')('DELETE', `/v1/flags/${flag.id}`)).status).toBe(200);
    const seen = await read<Post>(await company.app.as('ada')('GET', `/v1/posts/${post.id}`));
    expect(seen).toMatchObject({ flag: null, abilities: { flag: true } });
    expect((await company.flag('ada', { kind: 'post', id: post.id })).status).toBe(201);
  });

  it('is refused once somebody examines it, and possible again after the thing was edited', async () => {
    const post = await company.write('paul');
    const flag = await company.flagged('bob', { kind: 'post', id: post.id });
    const found = (await company.queue('sam')).find(({ copy }) => copy.id === post.id)!;
    await company.app.as('sam')('PUT', `/v1/cases/${found.id}/claim`);
    const refused = await company.app.as('bob')('DELETE', `/v1/flags/${flag.id}`);
    expect(refused.status).toBe(409);
    const examined = await own('bob', `kind=post&id=${post.id}`);
    expect(examined.items[0]).toMatchObject({ state: 'examined', abilities: { withdraw: false } });

    await company.app.as('paul')('PATCH', `/v1/posts/${post.id}`, { text: 'The old pumps are slow.' });
    const edited = await own('bob', `kind=post&id=${post.id}`);
    expect(edited.items[0]).toMatchObject({ state: 'received', abilities: { withdraw: true } });
    expect((await company.app.as('bob')('DELETE', `/v1/flags/${flag.id}`)).status).toBe(200);
  });

  it('is nobody else’s to do: the flag does not exist for them', async () => {
    const post = await company.write('paul');
    const flag = await company.flagged('cleo', { kind: 'post', id: post.id });
    for (const who of ['paul', 'claire', 'mona', 'bob'])
      expect((await company.app.as(who)('DELETE', `/v1/flags/${flag.id}`)).status).toBe(404);
  });
});

describe('the limit of a day', () => {
  it('is 20 flags, then 429 with the time to wait', async () => {
    const posts = await Promise.all(Array.from({ length: 21 }, () => company.write('paul')));
    for (const post of posts.slice(0, 20)) await company.flagged('mary', { kind: 'post', id: post.id });
    const refused = await company.flag('mary', { kind: 'post', id: posts[20]!.id });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBe(24 * 60 * 60);
    const asked = async () => (await own('mary', `kind=post&id=${posts[20]!.id}`)).subject;
    expect(await asked()).toEqual({ flaggable: false, reason: 'limit' });
    expect((await own('mary', `kind=post&id=${posts[0]!.id}`)).subject).toMatchObject({ reason: 'flagged' });
    company.app.clock.now = new Date(company.app.clock.now.getTime() + 24 * 60 * 60_000);
    expect(await asked()).toEqual({ flaggable: true, reason: null });
    expect((await company.flag('mary', { kind: 'post', id: posts[20]!.id })).status).toBe(201);
  });
});
