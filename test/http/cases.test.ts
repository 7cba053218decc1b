import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Case, Comment, Flag, FlagPage, Post, PostPage, Problem, StreamEvent } from '@parvis/contracts';
import { listen } from '../support/listening.ts';
import { type Company, read, startCompany } from '../support/moderation.ts';

let company: Company;
beforeAll(async () => {
  company = await startCompany({ config: { pages: [{ prefix: 'https://intranet.test/', circles: ['employee'] }] } });
});
afterAll(() => company.app.close());
// A day later for each: nobody reaches the limit of a day.
beforeEach(() => {
  company.app.clock.now = new Date(company.app.clock.now.getTime() + 24 * 60 * 60_000);
});

const postAs = async (who: string, id: string): Promise<Response> => company.app.as(who)('GET', `/v1/posts/${id}`);
const caseOf = async (who: string, subject: string): Promise<Case | undefined> =>
  (await company.queue(who, '?limit=100')).find(({ copy }) => copy.id === subject);
const claim = (who: string, id: string) => company.app.as(who)('PUT', `/v1/cases/${id}/claim`);
const detail = async (response: Response): Promise<string> => (await read<Problem>(response)).detail;

/** What a steward can decide about a post of their community. */
const everyDecision = ['keep', 'unverified', 'hold', 'remove', 'lock', 'move', 'warn', 'suspend'];

/** A post by `author`, flagged by ada, as it lies on the desk of `steward`. */
async function flaggedPost(steward = 'claire', author = 'paul', community = 'it-help') {
  const post = await company.write(author, { audience: { community: company.communities[community] } });
  const flag = await company.flagged('ada', { kind: 'post', id: post.id });
  const found = await caseOf(steward, post.id);
  if (!found) throw new Error(`The case is not on the desk of ${steward}.`);
  return { post, flag, found };
}

describe('a case', () => {
  it('says that the comment was deleted, also where its place is kept for the replies', async () => {
    const post = await company.write('claire');
    const comment = await company.answer('paul', post.id);
    await company.app.as('bob')('POST', `/v1/posts/${post.id}/comments`, { text: 'Hear, hear', parent: comment.id });
    await company.flagged('ada', { kind: 'comment', id: comment.id });
    await company.app.as('paul')('DELETE', `/v1/comments/${comment.id}`);
    expect(await caseOf('sam', comment.id)).toMatchObject({ publication: 'deleted', revision: null });
  });

  it('shows its desk a copy of the thing, each flag’s article and note, and nothing else', async () => {
    const { post, found } = await flaggedPost();
    expect(found).toMatchObject({
      state: 'open',
      community: { slug: 'it-help' },
      copy: { kind: 'post', id: post.id, url: null, author: { name: 'paul Test' }, createdAt: post.createdAt },
      revision: null,
      publication: 'published',
      claim: null,
      decision: null,
      abilities: { claim: true, release: false, decisions: everyDecision },
    });
    expect(found.copy.body).toEqual(post.body);
    expect(found.flags).toMatchObject([{ article: { number: 2 }, note: 'Please look.' }]);
    expect(Object.keys(found.flags[0]!).sort()).toEqual(['article', 'createdAt', 'law', 'note', 'reference']);
  });

  it('gathers the flags of several people', async () => {
    const { post } = await flaggedPost();
    await company.flagged('bob', { kind: 'post', id: post.id }, { note: 'Again.' });
    expect((await caseOf('sam', post.id))!.flags.map(({ note }) => note)).toEqual(['Please look.', 'Again.']);
  });

  it('is told to its stewards as one thing, with how many flagged it by then, and without who they are', async () => {
    const stream = await listen(company.app, 'claire');
    const post = await company.write('paul');
    for (const who of ['ada', 'bob']) await company.flagged(who, { kind: 'post', id: post.id });
    const last = await company.flagged('rita', { kind: 'post', id: post.id });
    await company.app.as('rita')('DELETE', `/v1/flags/${last.id}`);
    const news: StreamEvent[] = [];
    while (news.length < 4) {
      const { type, event } = (await stream.next())!;
      if (type.startsWith('case.')) news.push(event);
    }
    await stream.close();
    expect(news.map(({ type, flags }) => [type, flags])).toEqual([
      ['case.opened', 1],
      ['case.updated', 2],
      ['case.updated', 3],
      ['case.updated', 2],
    ]);
    expect(new Set(news.map(({ subject }) => subject.id)).size).toBe(1);
    for (const one of news) expect(one).not.toHaveProperty('actor');
  });

  it('keeps what was flagged when its author changes or deletes it, and shows that they did', async () => {
    const { post, found } = await flaggedPost();
    await company.app.as('paul')('PATCH', `/v1/posts/${post.id}`, { text: 'The old pumps are slow.' });
    const edited = (await caseOf('claire', post.id))!;
    expect(edited.copy.body).toEqual(post.body);
    expect(edited.revision!.body).toEqual([
      { type: 'paragraph', children: [{ type: 'text', text: 'The old pumps are slow.' }] },
    ]);
    await company.app.as('paul')('DELETE', `/v1/posts/${post.id}`);
    const gone = (await caseOf('claire', post.id))!;
    expect(gone).toMatchObject({ publication: 'deleted', copy: { body: post.body } });
    expect((await company.decide('claire', found.id)).status).toBe(200);
  });

  it('tells its open desk, and nobody else, when the thing is changed or deleted, also with the post above it', async () => {
    const told = (id: string) =>
      company.app.database.system((tx) =>
        tx
          .selectFrom('event')
          .innerJoin('audience', 'audience.id', 'event.audience_id')
          .where('subject_id', '=', id)
          .where('type', '=', 'case.updated')
          .select(['event.at', 'event.actor_id', 'audience.kind', 'audience.case_id', 'audience.person_id'])
          .execute(),
      );
    const toDesk = (id: string) => ({
      at: company.app.clock.now,
      ...{ actor_id: null, kind: 'desk', case_id: id, person_id: null },
    });
    const { post, found } = await flaggedPost();
    const comment = await company.answer('paul', post.id);
    await company.flagged('bob', { kind: 'comment', id: comment.id });
    const below = (await caseOf('claire', comment.id))!;
    await company.app.as('paul')('PATCH', `/v1/posts/${post.id}`, { text: 'The old pumps are slow.' });
    expect(await told(found.id)).toEqual([toDesk(found.id)]);
    await company.app.as('paul')('PATCH', `/v1/posts/${post.id}`, { commenters: 'members' });
    await company.app.as('paul')('PATCH', `/v1/comments/${comment.id}`, { text: 'Sorry.' });
    expect(await told(below.id)).toEqual([toDesk(below.id)]);
    company.app.clock.now = new Date(company.app.clock.now.getTime() + 60_000);
    await company.app.as('paul')('DELETE', `/v1/posts/${post.id}`);
    expect(await told(found.id)).toHaveLength(2);
    expect((await told(found.id))[1]).toEqual(toDesk(found.id));
    expect((await told(below.id))[1]).toEqual(toDesk(below.id));
  });

  it('is off every desk with its last flag: nobody reads its copies, those who had it are told, a new flag opens another', async () => {
    const { post, flag, found } = await flaggedPost();
    const second = await company.flagged('bob', { kind: 'post', id: post.id });
    await company.app.as('bob')('DELETE', `/v1/flags/${second.id}`);
    expect(await caseOf('claire', post.id)).toMatchObject({ id: found.id, flags: [{}] });
    await company.app.as('ada')('DELETE', `/v1/flags/${flag.id}`);

    expect(await caseOf('claire', post.id)).toBeUndefined();
    expect((await company.app.as('claire')('GET', `/v1/cases/${found.id}`)).status).toBe(404);
    const { held, told } = await company.app.database.system(async (tx) => {
      const { rows } = await sql<{ held: number[] }>`
        select held_audiences(${company.people['claire']}::uuid) as held`.execute(tx);
      const told = await tx
        .selectFrom('event')
        .innerJoin('audience', 'audience.id', 'event.audience_id')
        .where('subject_id', '=', found.id)
        .where('audience.kind', '=', 'person')
        .select(['event.type', 'event.actor_id', 'audience.person_id'])
        .execute();
      return { held: rows[0]!.held, told };
    });
    const desk = await company.app.database.system((tx) =>
      tx.selectFrom('audience').where('case_id', '=', found.id).select('id').execute(),
    );
    expect(desk.length).toBeGreaterThan(0);
    for (const { id } of desk) expect(held).not.toContain(id);
    expect(told.map(({ person_id }) => person_id).sort()).toEqual(
      [company.people['claire'], company.people['sam']].sort(),
    );
    expect(told.every(({ type, actor_id }) => type === 'case.updated' && actor_id === null)).toBe(true);

    await company.flagged('cleo', { kind: 'post', id: post.id });
    expect((await caseOf('claire', post.id))!.id).not.toBe(found.id);
  });

  it('is listed oldest first until it is decided, then newest decision first', async () => {
    const first = await flaggedPost();
    const second = await flaggedPost();
    const open = (await company.queue('claire', '?limit=100')).map(({ id }) => id);
    expect(open.indexOf(first.found.id)).toBeLessThan(open.indexOf(second.found.id));
    await company.decide('claire', first.found.id);
    company.app.clock.now = new Date(company.app.clock.now.getTime() + 1_000);
    await company.decide('claire', second.found.id, { decision: 'keep', article: null });
    const decided = (await company.queue('claire', '?state=decided')).map(({ id }) => id);
    expect(decided.slice(0, 2)).toEqual([second.found.id, first.found.id]);
    const page = await read<{ next: string }>(await company.app.as('claire')('GET', '/v1/cases?state=decided&limit=1'));
    expect((await company.queue('claire', `?state=decided&limit=1&cursor=${page.next}`))[0]!.id).toBe(first.found.id);
  });
});

describe('the desk of a case', () => {
  const onDesk = async (subject: string): Promise<string[]> => {
    const found: string[] = [];
    for (const who of Object.keys(company.people)) if (await caseOf(who, subject)) found.push(who);
    return found;
  };

  it('is the stewards of its community and nobody else', async () => {
    const { post } = await flaggedPost();
    expect(await onDesk(post.id)).toEqual(['claire', 'sam']);
  });

  it('leaves out a steward who is the author, who flagged, or who is the author’s manager or report', async () => {
    const own = await company.write('claire');
    await company.flagged('ada', { kind: 'post', id: own.id });
    expect(await onDesk(own.id)).toEqual(['sam']);
    const reported = await company.write('bob');
    await company.flagged('sam', { kind: 'post', id: reported.id });
    expect(await onDesk(reported.id)).toEqual(['claire']);
    // paul keeps the crew: mary is his manager, rita reports to him.
    const managed = await company.write('mary', { audience: { community: company.communities['crew'] } });
    await company.flagged('ada', { kind: 'post', id: managed.id });
    expect(await onDesk(managed.id)).toEqual(['mona', 'max']);
    await company.app.database.system(async (tx) => {
      await tx
        .insertInto('membership')
        .values({
          community_id: company.communities['crew']!,
          person_id: company.people['rita']!,
          since: company.app.clock.now,
        })
        .execute();
    });
    const report = await company.write('rita', { audience: { community: company.communities['crew'] } });
    await company.flagged('ada', { kind: 'post', id: report.id });
    expect(await onDesk(report.id)).toEqual(['mona', 'max']);
  });

  it('passes to the moderators when no steward is left, and leaves out a moderator who is concerned', async () => {
    const post = await company.write('bob');
    await company.flagged('claire', { kind: 'post', id: post.id });
    expect(await onDesk(post.id)).toEqual(['sam']);
    await company.flagged('sam', { kind: 'post', id: post.id });
    expect(await onDesk(post.id)).toEqual(['mona', 'max']);
  });

  it('is the moderators for what belongs to no community', async () => {
    await company.flagged('ada', { kind: 'person', id: company.people['paul'] });
    expect(await onDesk(company.people['paul']!)).toEqual(['mona', 'max']);
    await company.flagged('ada', { kind: 'person', id: company.people['mona'] });
    expect(await onDesk(company.people['mona']!)).toEqual(['max']);
  });

  it('is left at once by somebody who is steward no longer', async () => {
    const { found } = await flaggedPost('sam');
    const membership = (role: 'member' | 'steward') =>
      company.app.database.system(async (tx) => {
        await tx
          .updateTable('membership')
          .set({ role })
          .where('person_id', '=', company.people['sam']!)
          .where('community_id', '=', company.communities['it-help']!)
          .execute();
      });
    await membership('member');
    const answer = await company.decide('sam', found.id);
    await membership('steward');
    expect(answer.status).toBe(404);
  });

  it('cannot be reached by those concerned: the case answers like one that does not exist', async () => {
    const { found } = await flaggedPost();
    for (const who of ['paul', 'ada', 'bob', 'mary', 'mona', 'sofia']) {
      expect((await company.app.as(who)('GET', `/v1/cases/${found.id}`)).status).toBe(404);
      expect((await claim(who, found.id)).status).toBe(404);
      expect((await company.decide(who, found.id)).status).toBe(404);
    }
  });

  it('reads the copy of what it may not read itself, and only that', async () => {
    const secret = await company.write('claire', { audience: { community: company.communities['board'] } });
    await company.app.database.system(async (tx) => {
      await tx
        .insertInto('membership')
        .values({
          community_id: company.communities['board']!,
          person_id: company.people['cleo']!,
          since: company.app.clock.now,
        })
        .execute();
    });
    await company.flagged('cleo', { kind: 'post', id: secret.id });
    const found = (await caseOf('mona', secret.id))!;
    expect(found).toMatchObject({ community: null, copy: { body: secret.body } });
    expect((await postAs('mona', secret.id)).status).toBe(404);
  });
});

describe('claiming', () => {
  it('tells the other stewards who examines, and refuses them until it ends', async () => {
    const { found } = await flaggedPost();
    const mine = await read<Case>(await claim('claire', found.id));
    expect(mine).toMatchObject({ state: 'claimed', claim: { by: { name: 'claire Test' }, mine: true } });
    expect(mine.abilities).toMatchObject({ claim: false, release: true, decisions: everyDecision });

    const refused = await claim('sam', found.id);
    expect(refused.status).toBe(409);
    expect(await detail(refused)).toContain('claire Test');
    expect((await company.decide('sam', found.id)).status).toBe(409);
    const seen = await read<Case>(await company.app.as('sam')('GET', `/v1/cases/${found.id}`));
    expect(seen).toMatchObject({
      claim: { by: { name: 'claire Test' }, mine: false },
      abilities: { claim: false, release: false, decisions: [] },
    });

    company.app.clock.now = new Date(company.app.clock.now.getTime() + 30 * 60_000);
    expect(await caseOf('sam', seen.copy.id!)).toMatchObject({ state: 'open', claim: null });
    expect((await claim('sam', found.id)).status).toBe(200);
  });

  it('ends when it is released', async () => {
    const { found } = await flaggedPost();
    await claim('claire', found.id);
    const released = await read<Case>(await company.app.as('claire')('DELETE', `/v1/cases/${found.id}/claim`));
    expect(released).toMatchObject({ state: 'open', claim: null, abilities: { claim: true } });
    expect((await claim('sam', found.id)).status).toBe(200);
  });
});

describe('deciding', () => {
  it('to remove takes a post from everybody but its author, who reads why', async () => {
    const { post, flag, found } = await flaggedPost();
    await company.answer('bob', post.id);
    await company.app.as('cleo')('PUT', `/v1/posts/${post.id}/reactions/like`);
    const answer = await company.decide('claire', found.id);
    expect(answer.status).toBe(200);
    expect(await read<Case>(answer)).toMatchObject({
      state: 'decided',
      publication: 'removed',
      decision: {
        decision: 'remove',
        article: { number: 2 },
        note: 'Discuss ideas, not people.',
        internalNote: 'Second time this month.',
        by: { name: 'claire Test' },
      },
      abilities: { claim: false, release: false, decisions: [] },
    });

    for (const who of ['bob', 'cleo', 'ada', 'mary', 'sofia']) {
      expect((await postAs(who, post.id)).status).toBe(404);
      expect((await company.app.as(who)('GET', `/v1/posts/${post.id}/comments`)).status).toBe(404);
      const feed = await read<PostPage>(await company.app.as(who)('GET', '/v1/posts?scope=home&limit=100'));
      expect(feed.items.some(({ id }) => id === post.id)).toBe(false);
    }
    const seen = await read<Post>(await postAs('paul', post.id));
    expect(seen).toMatchObject({
      state: 'removed',
      statement: { decision: 'remove', article: { number: 2 }, note: 'Discuss ideas, not people.' },
      abilities: { edit: false, comment: false, react: false },
      commentCount: 1,
    });
    expect(JSON.stringify(seen)).not.toContain('Second time');
    expect(JSON.stringify(seen)).not.toContain('claire');
    const feed = await read<PostPage>(await company.app.as('paul')('GET', '/v1/posts?scope=person&for=paul'));
    expect(feed.items.find(({ id }) => id === post.id)).toMatchObject({ state: 'removed' });

    const receipt = await read<FlagPage>(await company.app.as('ada')('GET', `/v1/flags?kind=post&id=${post.id}`));
    expect(receipt).toMatchObject({
      items: [
        {
          id: flag.id,
          state: 'decided',
          statement: { decision: 'remove', article: { number: 2 }, note: 'Discuss ideas, not people.' },
          abilities: { withdraw: false },
        },
      ],
      subject: { flaggable: false, reason: 'gone' },
    });
    expect(JSON.stringify(receipt)).not.toContain('Second time');
  });

  it('is not repeated in the feed of the steward who removed it', async () => {
    const { post, found } = await flaggedPost();
    await company.decide('claire', found.id);
    const feed = await read<PostPage>(
      await company.app.as('claire')('GET', '/v1/posts?scope=community&for=it-help&limit=100'),
    );
    expect(feed.items.some(({ id }) => id === post.id)).toBe(false);
  });

  it('to remove a comment leaves its post, without the comment, its replies and its acceptance', async () => {
    const post = await company.write('ada', { kind: 'question', title: 'Which pump?' });
    const comment = await company.answer('paul', post.id);
    await company.app.as('bob')('POST', `/v1/posts/${post.id}/comments`, { text: 'No.', parent: comment.id });
    await company.app.as('ada')('PUT', `/v1/posts/${post.id}/accepted/${comment.id}`);
    await company.flagged('bob', { kind: 'comment', id: comment.id });
    const found = (await caseOf('sam', comment.id))!;
    expect((await company.decide('sam', found.id)).status).toBe(200);

    expect(await read<Post>(await postAs('cleo', post.id))).toMatchObject({ commentCount: 0, accepted: null });
    const seen = await read<{ items: Comment[] }>(await company.app.as('cleo')('GET', `/v1/posts/${post.id}/comments`));
    expect(seen.items).toEqual([]);
    const own = await read<{ items: Comment[] }>(await company.app.as('paul')('GET', `/v1/posts/${post.id}/comments`));
    expect(own.items.find(({ id }) => id === comment.id)).toMatchObject({
      state: 'removed',
      statement: { decision: 'remove' },
    });
  });

  it('to keep leaves the thing as it was and tells the reporter', async () => {
    const { post, found } = await flaggedPost();
    const answer = await company.decide('claire', found.id, {
      decision: 'keep',
      article: null,
      publicNote: 'Harsh, fair.',
    });
    expect(await read<Case>(answer)).toMatchObject({ state: 'decided', publication: 'published' });
    expect(await read<Post>(await postAs('bob', post.id))).toMatchObject({ state: 'published', statement: null });
    const seen = await read<Post>(await postAs('ada', post.id));
    expect(seen.flag).toMatchObject({ state: 'decided', statement: { decision: 'keep', note: 'Harsh, fair.' } });
    expect(seen.abilities.flag).toBe(true);
    expect((await company.flag('ada', { kind: 'post', id: post.id })).status).toBe(201);
  });

  it('about a person or a page is to keep or to uphold: there is nothing to remove', async () => {
    await company.flagged('bob', { kind: 'page', url: 'https://intranet.test/canteen' });
    const found = (await company.queue('mona', '?limit=100')).find(({ copy }) => copy.url?.endsWith('/canteen'))!;
    expect(found.abilities.decisions).toEqual(['keep', 'uphold']);
    expect((await company.decide('mona', found.id, { decision: 'remove' })).status).toBe(422);
    expect((await company.decide('mona', found.id, { decision: 'uphold' })).status).toBe(200);
    const receipt = await read<FlagPage>(
      await company.app.as('bob')(
        'GET',
        `/v1/flags?kind=page&url=${encodeURIComponent('https://intranet.test/canteen')}`,
      ),
    );
    expect(receipt.items[0]!.statement).toMatchObject({ decision: 'uphold', article: { number: 2 } });
  });

  it('to remove names an article', async () => {
    const { found } = await flaggedPost();
    const refused = await company.decide('claire', found.id, { article: null });
    expect(refused.status).toBe(422);
    expect((await read<Problem>(refused)).errors![0]!.path).toBe('article');
  });

  it('is done once: who comes later is told and sees the outcome', async () => {
    const { found } = await flaggedPost();
    await company.decide('claire', found.id);
    const late = await company.decide('sam', found.id, { decision: 'keep', article: null });
    expect(late.status).toBe(409);
    expect(await detail(late)).toContain('claire Test');
    expect(await read<Case>(await company.app.as('sam')('GET', `/v1/cases/${found.id}`))).toMatchObject({
      decision: { decision: 'remove' },
    });
  });
});

describe('a thing flagged by several people', () => {
  const flagAll = async (post: Post, who: readonly string[], more: object = {}): Promise<Flag[]> => {
    const flags: Flag[] = [];
    for (const one of who) flags.push(await company.flagged(one, { kind: 'post', id: post.id }, more));
    return flags;
  };

  it('is held at the third distinct person, for its author and the desk alone, until it is decided', async () => {
    const post = await company.write('paul');
    const answer = await company.answer('bob', post.id);
    await flagAll(post, ['ada', 'bob']);
    expect((await postAs('cleo', post.id)).status).toBe(200);
    await flagAll(post, ['cleo']);
    for (const who of ['ada', 'bob', 'cleo', 'mary']) expect((await postAs(who, post.id)).status).toBe(404);
    expect(await read<Post>(await postAs('paul', post.id))).toMatchObject({ state: 'held', statement: null });
    // Where its author left it, home and community, it is still found, by nobody else.
    const listed = async (who: string) =>
      Promise.all(
        ['', `?scope=community&for=${post.audience.community!.slug}`].map(async (query) =>
          (await read<PostPage>(await company.app.as(who)('GET', `/v1/posts${query}`))).items.flatMap(
            ({ id, state }) => (id === post.id ? state : []),
          ),
        ),
      );
    expect([await listed('paul'), await listed('cleo')]).toEqual([
      [['held'], ['held']],
      [[], []],
    ]);
    const found = (await caseOf('claire', post.id))!;
    expect(found).toMatchObject({ publication: 'held', flags: [{}, {}, {}] });

    expect((await company.decide('claire', found.id, { decision: 'keep', article: null })).status).toBe(200);
    expect(await read<Post>(await postAs('cleo', post.id))).toMatchObject({ state: 'published', statement: null });
    const comments = await read<{ items: Comment[] }>(
      await company.app.as('cleo')('GET', `/v1/posts/${post.id}/comments`),
    );
    expect(comments.items.map(({ id }) => id)).toEqual([answer.id]);
  });

  it('is never held by one person’s flags, however often withdrawn and sent again', async () => {
    const post = await company.write('paul');
    for (let round = 0; round < 4; round += 1) {
      const [flag] = await flagAll(post, ['ada']);
      await company.app.as('ada')('DELETE', `/v1/flags/${flag!.id}`);
    }
    await flagAll(post, ['ada', 'bob']);
    expect((await postAs('cleo', post.id)).status).toBe(200);
  });

  it('is never held by two people, whatever the weight of their flags', async () => {
    // Twenty upheld flags each make a flag of theirs weigh one and a half: two of them reach three.
    const reporters = ['bob', 'cleo'];
    for (let round = 0; round < 7; round += 1) {
      const post = await company.write('paul');
      await flagAll(post, reporters);
      await company.decide('claire', (await caseOf('claire', post.id))!.id);
    }
    const post = await company.write('paul');
    await flagAll(post, reporters);
    expect((await postAs('mary', post.id)).status).toBe(200);
    await flagAll(post, ['ada']);
    expect((await postAs('mary', post.id)).status).toBe(404);
  });

  it('goes back to its readers when a flag that held it is withdrawn', async () => {
    const post = await company.write('paul');
    const flags = await flagAll(post, ['ada', 'bob', 'cleo']);
    expect((await postAs('mary', post.id)).status).toBe(404);
    expect((await company.app.as('ada')('DELETE', `/v1/flags/${flags[0]!.id}`)).status).toBe(200);
    expect((await postAs('mary', post.id)).status).toBe(200);
  });

  it('is not held when it is a steward’s, when its community turned that off, or when it was flagged as illegal', async () => {
    const stewards = await company.write('claire');
    await flagAll(stewards, ['ada', 'bob', 'cleo', 'mary']);
    expect((await postAs('rita', stewards.id)).status).toBe(200);

    const illegal = await company.write('paul');
    await flagAll(illegal, ['ada', 'bob', 'cleo', 'mary'], {
      ...{ article: 'illegal', note: 'Insult.', illegal: { law: 'Press act' } },
    });
    expect((await postAs('rita', illegal.id)).status).toBe(200);

    const setThreshold = (hold_threshold: number) =>
      company.app.database.system(async (tx) => {
        await tx.updateTable('community').set({ hold_threshold }).where('slug', '=', 'it-help').execute();
      });
    await setThreshold(0);
    const open = await company.write('paul');
    await flagAll(open, ['ada', 'bob', 'cleo', 'mary']);
    expect((await postAs('rita', open.id)).status).toBe(200);
    await setThreshold(3);
  });

  it('that is a comment returns to the readers its post has by then', async () => {
    const post = await company.write('ada');
    const comment = await company.answer('paul', post.id);
    for (const who of ['bob', 'cleo', 'mary']) await company.flagged(who, { kind: 'comment', id: comment.id });
    const shown = async (who: string) =>
      (await read<{ items: Comment[] }>(await company.app.as(who)('GET', `/v1/posts/${post.id}/comments`))).items;
    expect(await shown('bob')).toEqual([]);
    expect(await shown('paul')).toMatchObject([{ state: 'held' }]);
    const found = (await caseOf('claire', comment.id))!;
    await company.decide('claire', found.id, { decision: 'keep', article: null });
    expect(await shown('bob')).toMatchObject([{ id: comment.id, state: 'published' }]);
  });
});
