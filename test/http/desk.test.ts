/** What a desk decides, what becomes of it, and what those concerned are told and can do. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  Case,
  CaseFigures,
  CaseFile,
  CasePage,
  CaseRecord,
  Comment,
  CommentPage,
  Flag,
  FlagPage,
  Post,
  PostPage,
  Problem,
  StatementOfReasons,
  StatementPage,
} from '@parvis/contracts';
import { editComment, writeComment } from '../../server/src/comments/service.ts';
import { editPost } from '../../server/src/posts/service.ts';
import { writePost } from '../../server/src/posts/write.ts';
import { requireGoodStanding } from '../../server/src/statements/index.ts';
import { verifyExport, verifyRecord } from '../../server/src/record/index.ts';
import { type Company, read, startCompany } from '../support/moderation.ts';

const day = 24 * 60 * 60_000;
let company: Company;
beforeAll(async () => {
  company = await startCompany({ config: { pages: [{ prefix: 'https://intranet.test/', circles: ['employee'] }] } });
});
afterAll(() => company.app.close());
const later = (milliseconds: number): void => {
  company.app.clock.now = new Date(company.app.clock.now.getTime() + milliseconds);
};
// A day later for each: nobody reaches the limit of a day.
beforeEach(() => later(day));

const get = async <Body>(who: string, path: string): Promise<Body> =>
  read<Body>(await company.app.as(who)('GET', path));
const seesPost = async (who: string, id: string): Promise<number> =>
  (await company.app.as(who)('GET', `/v1/posts/${id}`)).status;
const caseOf = async (who: string, subject: string, query = ''): Promise<Case | undefined> =>
  (await company.queue(who, `?limit=100${query}`)).find(({ copy }) => copy.id === subject || copy.url === subject);

async function flaggedPost({ steward = 'claire', author = 'paul', more = {} as object, body = {} as object } = {}) {
  const post = await company.write(author, body);
  await company.flagged('ada', { kind: 'post', id: post.id }, more);
  return { post, found: (await caseOf(steward, post.id))! };
}
const decide = async (who: string, id: string, body: object): Promise<Case> => {
  const response = await company.decide(who, id, body);
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return read<Case>(response);
};
const joinCrew = async (who: string): Promise<void> => {
  const { app, communities, people } = company;
  const membership = { community_id: communities['crew']!, person_id: people[who]!, since: app.clock.now };
  await app.database.system((tx) =>
    tx
      .insertInto('membership')
      .values(membership)
      .onConflict((already) => already.doNothing())
      .execute(),
  );
  app.kernel.standings.forget(people[who]!);
};
const undo = (who: string, id: string) => company.app.as(who)('DELETE', `/v1/cases/${id}/decision`);
const statementsOf = async (who: string, query = ''): Promise<StatementOfReasons[]> =>
  (await get<StatementPage>(who, `/v1/statements${query}`)).items;
const appeal = (who: string, id: string, text = 'It was a quotation.') =>
  company.app.as(who)('PUT', `/v1/statements/${id}/appeal`, { text });
const decideAppeal = (who: string, id: string, outcome: string) =>
  company.app.as(who)('PUT', `/v1/cases/${id}/appeal`, { outcome, publicNote: 'Looked at again.' });
const receiptOf = async (who: string, post: string): Promise<Flag> =>
  (await get<FlagPage>(who, `/v1/flags?kind=post&id=${post}`)).items[0]!;
const types = async (id: string): Promise<string[]> =>
  (await get<CaseFile>('claire', `/v1/cases/${id}/file`)).history.map(({ type }) => type);
/** What stands in the way of this person's writing there, as the gate of writing asks. */
async function inTheWay(who: string, community: string | null): Promise<string | undefined> {
  const viewer = (await company.app.kernel.standings.find(who))!;
  try {
    await company.app.database.transaction(viewer, (tx) =>
      requireGoodStanding(tx, viewer, community, company.app.clock.now),
    );
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('a decision', () => {
  it('sends its author a statement of reasons with the way to appeal, and each reporter the outcome', async () => {
    const { post, found } = await flaggedPost();
    await company.flagged('bob', { kind: 'post', id: post.id });
    await decide('claire', found.id, { decision: 'remove' });
    const [statement] = await statementsOf('paul', `?subject=${post.id}`);
    expect(statement).toMatchObject({
      decision: 'remove',
      subject: { kind: 'post', id: post.id },
      excerpt: 'The old pumps are for idiots.',
      article: { number: 2 },
      note: 'Discuss ideas, not people.',
      abilities: { appeal: true, acknowledge: false, answer: false },
    });
    for (const who of ['ada', 'bob'])
      expect((await receiptOf(who, post.id)).statement).toMatchObject({ decision: 'remove', article: { number: 2 } });
    // Nobody else is told, and of the internal note not even they.
    expect(JSON.stringify(statement)).not.toContain('Second time');
    expect(JSON.stringify(statement)).not.toContain('claire');
    for (const who of ['ada', 'claire', 'sam', 'mary'])
      expect((await statementsOf(who)).some(({ id }) => id === statement!.id)).toBe(false);
  });

  it('cites an article, whichever it is, but to keep', async () => {
    const { found } = await flaggedPost();
    for (const decision of ['unverified', 'hold', 'remove', 'lock', 'warn'])
      expect((await company.decide('claire', found.id, { decision, article: null })).status).toBe(422);
    expect((await company.decide('claire', found.id, { decision: 'keep', article: null })).status).toBe(200);
    expect(await statementsOf('paul', `?subject=${found.copy.id}`)).toEqual([]);
  });

  it('of unverified labels the post for all who read it, and asks its author for a source', async () => {
    const { post, found } = await flaggedPost();
    await decide('claire', found.id, { decision: 'unverified', publicNote: 'Who says so?' });
    expect(await get<Post>('bob', `/v1/posts/${post.id}`)).toMatchObject({
      state: 'published',
      statement: { decision: 'unverified', note: 'Who says so?' },
    });
    const feed = await get<PostPage>('bob', '/v1/posts?scope=community&for=it-help&limit=5');
    expect(feed.items.find(({ id }) => id === post.id)!.statement).toMatchObject({ decision: 'unverified' });
    expect(await caseOf('claire', post.id)).toBeUndefined();

    const [statement] = await statementsOf('paul', `?subject=${post.id}`);
    expect(statement!.abilities).toEqual({ acknowledge: false, answer: true, appeal: true });
    const path = `/v1/statements/${statement!.id}/answer`;
    expect((await company.app.as('ada')('PUT', path, { text: 'Me.' })).status).toBe(404);
    const answered = await company.app.as('paul')('PUT', path, { text: 'The minutes of 12 May.' });
    expect(await read<StatementOfReasons>(answered)).toMatchObject({ answer: { text: 'The minutes of 12 May.' } });
    // The desk is told of one answer a minute.
    const hasty = await company.app.as('paul')('PUT', path, { text: 'And the agenda.' });
    expect([hasty.status, hasty.headers.get('retry-after')]).toEqual([429, '60']);
    // It lies on the desk again, with the answer, for whoever looks first.
    const back = (await caseOf('sam', post.id))!;
    expect(back).toMatchObject({ id: found.id, response: { text: 'The minutes of 12 May.' } });
    expect(back.state).toBe('open');
    expect(back.abilities).toMatchObject({ claim: true, decisions: found.abilities.decisions });

    // Asked again, it is answered again; then the label goes. Each decision takes the place of the one before.
    await decide('sam', found.id, { decision: 'unverified', publicNote: 'Of which year?' });
    expect(await caseOf('claire', post.id)).toBeUndefined();
    expect((await get<Post>('bob', `/v1/posts/${post.id}`)).statement).toMatchObject({ note: 'Of which year?' });
    const [again, first] = await statementsOf('paul', `?subject=${post.id}`);
    expect(first!.undoneAt).not.toBeNull();
    await company.app.as('paul')('PUT', `/v1/statements/${again!.id}/answer`, { text: 'This one.' });
    await decide('claire', found.id, { decision: 'keep', article: null, publicNote: 'It is in the minutes.' });
    expect((await get<Post>('bob', `/v1/posts/${post.id}`)).statement).toBeNull();
    expect(await caseOf('claire', post.id)).toBeUndefined();
    expect((await receiptOf('ada', post.id)).statement).toMatchObject({ decision: 'keep' });
    const decidings = (await types(found.id)).filter((type) => type === 'case.decided' || type === 'case.undone');
    expect(decidings).toEqual(['case.decided', 'case.undone', 'case.decided', 'case.undone', 'case.decided']);
  });

  it('is made again once its author did what it asks for, and not while nobody answered or somebody appealed', async () => {
    const { post, found } = await flaggedPost();
    await decide('claire', found.id, { decision: 'unverified' });
    expect((await company.decide('sam', found.id)).status).toBe(409);
    const [statement] = await statementsOf('paul', `?subject=${post.id}`);
    await company.app.as('paul')('PUT', `/v1/statements/${statement!.id}/answer`, { text: 'I saw it.' });
    await appeal('paul', statement!.id);
    const asked = await caseOf('sam', post.id);
    expect(asked!.abilities).toMatchObject({ decisions: [], appeal: true });
    expect((await company.decide('sam', found.id)).status).toBe(409);
  });

  it('of unverified labels a comment likewise', async () => {
    const post = await company.write('ada');
    const comment = await company.answer('paul', post.id);
    await company.flagged('bob', { kind: 'comment', id: comment.id });
    const found = (await caseOf('sam', comment.id))!;
    expect(found.abilities.decisions).toEqual(['keep', 'unverified', 'hold', 'remove', 'warn', 'suspend']);
    await decide('sam', found.id, { decision: 'unverified' });
    const seen = async () => (await get<{ items: Comment[] }>('cleo', `/v1/posts/${post.id}/comments`)).items[0]!;
    expect(await seen()).toMatchObject({ state: 'published', statement: { decision: 'unverified' } });
    await undo('sam', found.id);
    expect((await seen()).statement).toBeNull();
  });

  it('to hold leaves it to author and desk, which sees when its author changes it', async () => {
    const { post, found } = await flaggedPost();
    await decide('claire', found.id, { decision: 'hold' });
    expect(await seesPost('bob', post.id)).toBe(404);
    expect(await get<Post>('paul', `/v1/posts/${post.id}`)).toMatchObject({
      state: 'held',
      statement: { decision: 'hold' },
    });
    expect(await caseOf('claire', post.id)).toBeUndefined();
    later(60_000);
    await company.app.as('paul')('PATCH', `/v1/posts/${post.id}`, { text: 'The old pumps are slow.' });
    expect(await caseOf('claire', post.id)).toMatchObject({ id: found.id, revision: { title: null } });
    await decide('claire', found.id, { decision: 'keep', article: null });
    expect(await seesPost('bob', post.id)).toBe(200);
    expect(await caseOf('claire', post.id)).toBeUndefined();
  });

  it('to lock ends the comments, and undone allows them again', async () => {
    const { post, found } = await flaggedPost();
    await decide('claire', found.id, { decision: 'lock' });
    expect((await get<Post>('bob', `/v1/posts/${post.id}`)).locked).toBe(true);
    const comment = () => company.app.as('bob')('POST', `/v1/posts/${post.id}/comments`, { text: 'But…' });
    expect((await comment()).status).toBe(403);
    await undo('claire', found.id);
    expect((await comment()).status).toBe(201);
  });

  it('to move takes a post to another community of the steward, never to people it was kept from, and undone brings it back', async () => {
    const { post, found } = await flaggedPost();
    const { communities } = company;
    const crew = { decision: 'move', community: communities['crew'] };
    // The steward is no member there, then would show it to others than its readers.
    expect((await company.decide('claire', found.id, crew)).status).toBe(403);
    expect((await company.decide('claire', found.id, { decision: 'move' })).status).toBe(422);
    await joinCrew('claire');
    await decide('claire', found.id, crew);
    expect((await get<Post>('bob', `/v1/posts/${post.id}`)).audience.community!.slug).toBe('crew');
    expect((await statementsOf('paul', `?subject=${post.id}`))[0]).toMatchObject({ decision: 'move' });
    expect((await undo('claire', found.id)).status).toBe(200);
    expect((await get<Post>('bob', `/v1/posts/${post.id}`)).audience.community!.slug).toBe('it-help');
  });

  it('to move says where to, to those who may know that place and to nobody else', async () => {
    const { app, communities, people } = company;
    const join = async (who: string, slug: string): Promise<void> => {
      const row = { community_id: communities[slug]!, person_id: people[who]!, since: app.clock.now };
      await app.database.system((tx) =>
        tx
          .insertInto('membership')
          .values(row)
          .onConflict((already) => already.doNothing())
          .execute(),
      );
      app.kernel.standings.forget(people[who]!);
    };
    await join('claire', 'crew');
    const told = async (id: string) => (await get<FlagPage>('ada', `/v1/flags?kind=post&id=${id}`)).items[0]!.statement;
    const { post, found } = await flaggedPost();
    await decide('claire', found.id, { decision: 'move', community: communities['crew'] });
    const to = { id: communities['crew'], slug: 'crew', name: expect.any(String) as string };
    expect((await statementsOf('paul', `?subject=${post.id}`))[0]).toMatchObject({ decision: 'move', to });
    expect(await told(post.id)).toMatchObject({ decision: 'move', to });
    expect(await get<Case>('sam', `/v1/cases/${found.id}`)).toMatchObject({ decision: { decision: 'move', to } });
    await undo('claire', found.id);
    expect(await told(post.id)).toBeNull();

    // To a secret one, where its author is: others learn that it was moved.
    await join('paul', 'board');
    await decide('claire', found.id, { decision: 'move', community: communities['board'] });
    const board = { to: { slug: 'board' } };
    expect((await statementsOf('paul', `?subject=${post.id}`))[0]).toMatchObject(board);
    expect((await get<Case>('claire', `/v1/cases/${found.id}`)).decision).toMatchObject(board);
    for (const [who, path] of [
      ['ada', `/v1/flags?kind=post&id=${post.id}`],
      ['sam', `/v1/cases/${found.id}`],
    ] as const) {
      const text = JSON.stringify(await get(who, path));
      expect(text).toContain('"decision":"move"');
      expect(text).not.toMatch(new RegExp(`"to":|${communities['board']}`));
    }
    await undo('claire', found.id);
    const left = await app.as('paul')('DELETE', `/v1/communities/${communities['board']}/membership`);
    expect(left.status).toBe(200);
  });

  it('to move brings nothing in unseen: what the other community refuses stays, what it looks at first waits there', async () => {
    const { app, communities } = company;
    await joinCrew('claire');
    const set = async (words: object) => {
      const { tag } = await get<{ tag: string }>('paul', `/v1/communities/${communities['crew']}/screening`);
      const rest = { newcomers: 0, everything: false, people: [], external: false };
      const body = { tag, words: { refuse: [], hold: [], nudge: [], ...words }, ...rest };
      const response = await app.as('paul')('PUT', `/v1/communities/${communities['crew']}/screening`, body);
      if (response.status !== 200) throw new Error(await response.text());
    };
    const { post, found } = await flaggedPost({ author: 'cleo' });
    const crew = { decision: 'move', community: communities['crew'] };
    await set({ refuse: ['idiots'] });
    expect((await company.decide('claire', found.id, crew)).status).toBe(422);
    expect((await get<Post>('bob', `/v1/posts/${post.id}`)).audience.community!.slug).toBe('it-help');
    expect(await caseOf('claire', post.id)).toMatchObject({ state: 'open', decision: null });

    await set({ hold: ['idiots'] });
    await decide('claire', found.id, crew);
    expect(await seesPost('bob', post.id)).toBe(404);
    expect(await get<Post>('cleo', `/v1/posts/${post.id}`)).toMatchObject({ state: 'held' });
    const waiting = await caseOf('paul', post.id, '&screened=true');
    expect(waiting).toMatchObject({ screening: { reasons: ['words'], words: ['idiots'] } });
    await decide('paul', waiting!.id, { decision: 'keep', article: null });
    expect((await get<Post>('bob', `/v1/posts/${post.id}`)).audience.community!.slug).toBe('crew');
    await set({});
  });

  it('to move, undone, brings back no comment unseen that was written elsewhere meanwhile: it waits, and the post does not', async () => {
    const { app, communities } = company;
    await joinCrew('claire');
    const { post, found } = await flaggedPost({ author: 'cleo' });
    const comment = async (text: string) => {
      later(60_000);
      return (await company.answer('bob', post.id, text)).id;
    };
    const before = await comment('Only idiots queue.');
    later(60_000);
    await decide('claire', found.id, { decision: 'move', community: communities['crew'] });
    const [kind, rude] = [await comment('Queue with me.'), await comment('You idiots.')];
    const address = `/v1/communities/${communities['it-help']}/screening`;
    const { tag } = await get<{ tag: string }>('claire', address);
    const words = { refuse: ['idiots'], hold: [], nudge: [] };
    const rest = { newcomers: 0, everything: false, people: [], external: false };
    expect((await app.as('claire')('PUT', address, { tag, words, ...rest })).status).toBe(200);

    expect((await undo('claire', found.id)).status).toBe(200);
    expect((await get<Post>('ada', `/v1/posts/${post.id}`)).audience.community!.slug).toBe('it-help');
    const { items } = await get<CommentPage>('ada', `/v1/posts/${post.id}/comments`);
    expect(items.map(({ id }) => id)).toEqual([before, kind]);
    expect(await caseOf('claire', rude, '&screened=true')).toMatchObject({
      screening: { reasons: ['words'], words: ['idiots'] },
    });
    const now = await get<{ tag: string }>('claire', address);
    const none = { refuse: [], hold: [], nudge: [] };
    expect((await app.as('claire')('PUT', address, { tag: now.tag, words: none, ...rest })).status).toBe(200);
  });

  it('to warn keeps its author from writing until they confirmed that they read it', async () => {
    const { post, found } = await flaggedPost();
    await decide('claire', found.id, { decision: 'warn' });
    expect(await seesPost('bob', post.id)).toBe(200);
    expect(await inTheWay('paul', null)).toBe('warning-unacknowledged');
    expect(await inTheWay('ada', null)).toBeUndefined();
    const [warning] = await statementsOf('paul', '?standing=true');
    expect(warning!.abilities.acknowledge).toBe(true);
    const confirm = () => company.app.as('paul')('PUT', `/v1/statements/${warning!.id}/acknowledgement`);
    expect((await confirm()).status).toBe(200);
    expect((await confirm()).status).toBe(409);
    expect(await inTheWay('paul', null)).toBeUndefined();
    expect(await statementsOf('paul', '?standing=true')).toEqual([]);
  });

  it('to warn or suspend stops every write of its author, with a code of its own and when it ends, and nobody else’s', async () => {
    const thread = await company.write('ada');
    const { found } = await flaggedPost();
    const own = await company.write('paul');
    const writes = async (who: string, community = company.communities['it-help']!) => {
      const { app } = company;
      const audience = { community };
      const answers = [
        await app.as(who)('POST', '/v1/posts', { text: 'Something new.', audience }),
        await app.as(who)('POST', `/v1/posts/${thread.id}/comments`, { text: 'And this.' }),
        await app.as(who)('PATCH', `/v1/posts/${own.id}`, { text: 'Changed.' }),
      ];
      return Promise.all(answers.map(async (answer) => (answer.ok ? 'ok' : await read<Problem>(answer))));
    };
    await decide('claire', found.id, { decision: 'warn' });
    expect(await writes('paul')).toMatchObject(Array(3).fill({ code: 'warning-unacknowledged', status: 403 }));
    expect((await writes('bob')).slice(0, 2)).toEqual(['ok', 'ok']);
    await undo('claire', found.id);
    await decide('claire', found.id, { decision: 'suspend', hours: 72 });
    const until = new Date(company.app.clock.now.getTime() + 72 * 60 * 60_000).toISOString();
    expect(await writes('paul')).toMatchObject(Array(3).fill({ code: 'suspended', status: 403, until }));
    // Elsewhere they write as before.
    expect((await writes('paul', company.communities['crew']!))[0]).toBe('ok');
    await undo('claire', found.id);
    expect(await writes('paul')).toEqual(['ok', 'ok', 'ok']);
  });

  it('to warn or suspend is held up by the database itself, whatever way past the services is found', async () => {
    const mine = await company.write('cleo');
    const below = await company.answer('cleo', mine.id);
    const { kernel } = company.app;
    const refused = async (): Promise<boolean[]> => {
      const known = (await kernel.standings.find('cleo'))!;
      // As if the services had not heard of it.
      const viewer = { ...known, bars: { ...known.bars, sanctioned: false } };
      const post = { kind: 'update' as const, text: 'Again.', tags: [], reshareable: true };
      const attempts = [
        () => writePost(kernel, viewer, { ...post, audience: { community: null } }, undefined),
        () => writeComment(kernel, viewer, mine.id, { text: 'Again.', parent: null }, undefined),
        () => editPost(kernel, viewer, mine.id, { text: kernel.newId() }),
        () => editComment(kernel, viewer, below.id, { text: kernel.newId() }),
      ];
      const found: boolean[] = [];
      for (const attempt of attempts)
        found.push(
          await attempt().then(
            () => false,
            (error: Error) => {
              if (!/is suspended, or has a warning to read/.test(error.message)) throw error;
              return true;
            },
          ),
        );
      return found;
    };
    const { found } = await flaggedPost({ author: 'cleo' });
    await decide('claire', found.id, { decision: 'suspend', hours: 24 });
    // There, and not everywhere.
    expect(await refused()).toEqual([false, true, true, true]);
    await undo('claire', found.id);
    await decide('claire', found.id, { decision: 'warn' });
    expect(await refused()).toEqual([true, true, true, true]);
    await undo('claire', found.id);
    expect(await refused()).toEqual([false, false, false, false]);
  });

  it('to warn or suspend may also remove, and reporters learn of the removal, not of the measure', async () => {
    const { post, found } = await flaggedPost();
    await decide('claire', found.id, { decision: 'warn', alsoRemove: true });
    expect(await get<Post>('paul', `/v1/posts/${post.id}`)).toMatchObject({
      state: 'removed',
      statement: { decision: 'remove' },
    });
    expect((await receiptOf('ada', post.id)).statement!.decision).toBe('remove');
    expect(await statementsOf('paul', `?subject=${post.id}`)).toMatchObject([{ decision: 'warn', alsoRemoved: true }]);
    await undo('claire', found.id);
    expect(await seesPost('bob', post.id)).toBe(200);
    expect(await inTheWay('paul', null)).toBeUndefined();
    const again = await flaggedPost();
    await decide('claire', again.found.id, { decision: 'warn' });
    expect((await receiptOf('ada', again.post.id)).statement!.decision).toBe('uphold');
    await undo('claire', again.found.id);
  });

  it.each([24, 72, 168, 720])(
    'to suspend for %i hours holds in its community for as long, and no longer',
    async (hours) => {
      const { found } = await flaggedPost();
      await decide('claire', found.id, { decision: 'suspend', hours });
      const place = company.communities['it-help']!;
      expect(await inTheWay('paul', place)).toBe('suspended');
      expect(await inTheWay('paul', company.communities['crew']!)).toBeUndefined();
      const [statement] = await statementsOf('paul', '?standing=true');
      expect(statement).toMatchObject({ decision: 'suspend', community: { slug: 'it-help' } });
      expect(Date.parse(statement!.until!) - Date.parse(statement!.decidedAt)).toBe(hours * 60 * 60_000);
      later(hours * 60 * 60_000 - 1_000);
      expect(await inTheWay('paul', place)).toBe('suspended');
      later(1_000);
      expect(await inTheWay('paul', place)).toBeUndefined();
    },
  );

  it('to suspend, where no community is concerned, holds everywhere; other hours are refused', async () => {
    await company.flagged('ada', { kind: 'person', id: company.people['paul'] });
    const found = (await caseOf('mona', company.people['paul']!))!;
    expect(found.abilities.decisions).toEqual(['keep', 'uphold', 'warn', 'suspend']);
    expect((await company.decide('mona', found.id, { decision: 'suspend', hours: 25 })).status).toBe(422);
    expect((await company.decide('mona', found.id, { decision: 'suspend' })).status).toBe(422);
    await decide('mona', found.id, { decision: 'suspend', hours: 24 });
    for (const place of [null, company.communities['crew']!]) expect(await inTheWay('paul', place)).toBe('suspended');
    await undo('mona', found.id);
    expect(await inTheWay('paul', null)).toBeUndefined();
  });
});

describe('undoing', () => {
  it('gives everything back, tells author and reporters, and is a deed in the record', async () => {
    const { post, found } = await flaggedPost();
    await company.answer('bob', post.id);
    await decide('claire', found.id, { decision: 'remove' });
    const undone = await read<Case>(await undo('sam', found.id));
    expect(undone).toMatchObject({ state: 'claimed', claim: { mine: true }, decision: null, publication: 'published' });
    expect(await get<Post>('bob', `/v1/posts/${post.id}`)).toMatchObject({ commentCount: 1, statement: null });
    expect(await receiptOf('ada', post.id)).toMatchObject({ state: 'examined', statement: null });
    const [statement] = await statementsOf('paul', `?subject=${post.id}`);
    expect(statement!.undoneAt).not.toBeNull();
    expect(statement!.abilities.appeal).toBe(false);
    const { history } = await get<CaseFile>('claire', `/v1/cases/${found.id}/file`);
    expect(history.map(({ type, by, decision }) => [type, by?.name ?? null, decision])).toEqual([
      ['case.opened', null, null],
      ['case.decided', 'claire Test', 'remove'],
      ['case.undone', 'sam Test', 'remove'],
    ]);
    // And decided anew it is told anew, once.
    await decide('sam', found.id, { decision: 'hold' });
    expect((await statementsOf('paul', `?subject=${post.id}`)).map(({ decision }) => decision)).toEqual([
      'hold',
      'remove',
    ]);
  });

  it('has nothing to undo twice, and nothing where the thing was flagged again', async () => {
    const { post, found } = await flaggedPost();
    await decide('claire', found.id, { decision: 'keep', article: null });
    await company.flagged('bob', { kind: 'post', id: post.id });
    expect((await undo('claire', found.id)).status).toBe(409);
    const second = (await caseOf('claire', post.id))!;
    await decide('claire', second.id, { decision: 'keep', article: null });
    expect((await undo('claire', second.id)).status).toBe(200);
    expect((await undo('sam', second.id)).status).toBe(409);
  });
});

describe('an appeal', () => {
  it('says so where nobody is left to examine it, and where somebody is', async () => {
    const waits = async (author: string, decider: string, body: object) => {
      const { post, found } = await flaggedPost({ steward: decider, author, body });
      await decide(decider, found.id, { decision: 'remove' });
      const [statement] = await statementsOf(author, `?subject=${post.id}`);
      return (await read<StatementOfReasons>(await appeal(author, statement!.id))).appeal!.unattended;
    };
    expect(await waits('mona', 'max', { audience: { community: null } })).toBe(true);
    expect(await waits('paul', 'claire', {})).toBe(false);
  });

  it('is examined by somebody who did not decide: the case is gone from the desk of whoever did', async () => {
    const { post, found } = await flaggedPost();
    await decide('claire', found.id, { decision: 'remove' });
    const [statement] = await statementsOf('paul', `?subject=${post.id}`);
    const answer = await read<StatementOfReasons>(await appeal('paul', statement!.id));
    expect(answer).toMatchObject({
      appeal: { text: 'It was a quotation.', outcome: null },
      abilities: { appeal: false },
    });
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/file'],
      ['GET', '/record'],
      ['PUT', '/claim'],
      ['DELETE', '/decision'],
    ] as const)
      expect((await company.app.as('claire')(method, `/v1/cases/${found.id}${path}`)).status).toBe(404);
    expect((await decideAppeal('claire', found.id, 'rejected')).status).toBe(404);
    const seen = (await caseOf('sam', post.id, '&appealed=true'))!;
    expect(seen).toMatchObject({
      state: 'open',
      appeal: { text: 'It was a quotation.' },
      abilities: { appeal: true, undo: false },
    });
    expect((await company.decide('sam', found.id)).status).toBe(409);
    expect((await undo('sam', found.id)).status).toBe(409);
    const done = await read<Case>(await decideAppeal('sam', found.id, 'granted'));
    expect(done).toMatchObject({ state: 'decided', publication: 'published', appeal: { outcome: 'granted' } });
    expect(await seesPost('bob', post.id)).toBe(200);
    // Everybody concerned is told: author, reporter, and whoever had decided.
    expect((await statementsOf('paul', `?subject=${post.id}`))[0]).toMatchObject({
      appeal: { outcome: 'granted', note: 'Looked at again.' },
    });
    expect((await receiptOf('ada', post.id)).statement).toMatchObject({
      decision: 'keep',
      appeal: { outcome: 'granted', note: 'Looked at again.' },
    });
    expect(await get<Case>('claire', `/v1/cases/${found.id}`)).toMatchObject({ appeal: { by: { name: 'sam Test' } } });
    expect((await types(found.id)).slice(-2)).toEqual(['case.appealed', 'appeal.decided']);
  });

  it('that is rejected leaves the decision, and there is no second one', async () => {
    const { post, found } = await flaggedPost();
    await decide('claire', found.id, { decision: 'remove' });
    const [statement] = await statementsOf('paul', `?subject=${post.id}`);
    await appeal('paul', statement!.id);
    expect((await appeal('paul', statement!.id)).status).toBe(409);
    expect((await decideAppeal('sam', found.id, 'rejected')).status).toBe(200);
    expect(await seesPost('bob', post.id)).toBe(404);
    expect((await receiptOf('ada', post.id)).statement).toMatchObject({
      decision: 'remove',
      appeal: { outcome: 'rejected' },
    });
    expect((await appeal('paul', statement!.id)).status).toBe(409);
  });

  it('goes to the moderators where nobody else is left on the desk', async () => {
    const post = await company.write('bob', { audience: { community: company.communities['crew'] } });
    await company.flagged('ada', { kind: 'post', id: post.id });
    const found = (await caseOf('paul', post.id))!;
    await decide('paul', found.id, { decision: 'remove' });
    expect(await caseOf('mona', post.id, '&state=decided')).toBeUndefined();
    const [statement] = await statementsOf('bob', `?subject=${post.id}`);
    await appeal('bob', statement!.id);
    expect(await caseOf('paul', post.id)).toBeUndefined();
    expect((await caseOf('mona', post.id))!.abilities.appeal).toBe(true);
    expect((await decideAppeal('max', found.id, 'granted')).status).toBe(200);
    expect(await seesPost('ada', post.id)).toBe(200);
  });

  it('is nobody’s but the author’s', async () => {
    const { post, found } = await flaggedPost();
    await decide('claire', found.id, { decision: 'remove' });
    const [statement] = await statementsOf('paul', `?subject=${post.id}`);
    for (const who of ['ada', 'claire', 'sam', 'mary', 'mona'])
      expect((await appeal(who, statement!.id)).status).toBe(404);
    later(181 * day);
    expect((await appeal('paul', statement!.id)).status).toBe(409);
  });
});

describe('the queue', () => {
  it('is filtered by article, by age, by several flags and by appeal, and ordered by how many flagged, page by page', async () => {
    const one = await flaggedPost();
    const two = await flaggedPost({ more: { article: company.articles[2]!.id } });
    await company.flagged('bob', { kind: 'post', id: two.post.id });
    later(3 * 60 * 60_000);
    const young = await flaggedPost();
    const ids = async (query: string) => (await company.queue('claire', `?limit=100${query}`)).map(({ id }) => id);
    const mine = [one, two, young].map(({ found }) => found.id);
    const among = (found: readonly string[]) => found.filter((id) => mine.includes(id));
    expect(among(await ids(`&article=${company.articles[2]!.id}`))).toEqual([mine[1]]);
    expect(among(await ids('&several=true'))).toEqual([mine[1]]);
    expect(among(await ids('&hours=2'))).toEqual([mine[0], mine[1]]);
    expect(among(await ids('&order=newest'))).toEqual([mine[2], mine[1], mine[0]]);
    expect(among(await ids('&appealed=true'))).toEqual([]);
    expect(among(await ids(`&community=${company.communities['board']}`))).toEqual([]);
    expect(among(await ids(`&community=${company.communities['it-help']}`))).toEqual(mine);
    expect(among(await ids('&article=illegal'))).toEqual([]);
    const weighed: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: CasePage = await get('claire', `/v1/cases?order=weight&limit=1${next && `&cursor=${next}`}`);
      weighed.push(...page.items.map(({ id }) => id));
      next = page.next;
    }
    expect(among(weighed)).toEqual([mine[1], mine[0], mine[2]]);
    expect(new Set(weighed).size).toBe(weighed.length);
  });

  it('frees what somebody examined who is steward no longer', async () => {
    const { post, found } = await flaggedPost();
    await company.app.as('sam')('PUT', `/v1/cases/${found.id}/claim`);
    expect(await caseOf('claire', post.id)).toMatchObject({ state: 'claimed', claim: { by: { name: 'sam Test' } } });
    const role = (given: 'member' | 'steward') =>
      company.app.database.system((tx) =>
        tx
          .updateTable('membership')
          .set({ role: given })
          .where('person_id', '=', company.people['sam']!)
          .where('community_id', '=', company.communities['it-help']!)
          .execute(),
      );
    await role('member');
    expect(await caseOf('claire', post.id, '&state=open')).toMatchObject({ state: 'open', claim: null });
    expect((await company.app.as('claire')('PUT', `/v1/cases/${found.id}/claim`)).status).toBe(200);
    await role('steward');
    company.app.kernel.standings.forgetAll();
  });
});

describe('the file of a case', () => {
  it('shows what stands above a comment, as far as the steward reads it themselves', async () => {
    const post = await company.write('ada', { text: 'Which pump?' });
    const above = await company.answer('bob', post.id, 'The blue one.');
    const reply = await read<Comment>(
      await company.app.as('paul')('POST', `/v1/posts/${post.id}/comments`, { text: 'Idiot.', parent: above.id }),
    );
    await company.flagged('cleo', { kind: 'comment', id: reply.id });
    const found = (await caseOf('claire', reply.id))!;
    const { context } = await get<CaseFile>('claire', `/v1/cases/${found.id}/file`);
    expect(context.map(({ kind, id }) => [kind, id])).toEqual([
      ['post', post.id],
      ['comment', above.id],
    ]);
    // A moderator who is no member of a closed community reads the copy alone.
    const secret = await company.write('claire', { audience: { community: company.communities['board'] } });
    const below = await company.answer('claire', secret.id, 'Hush.');
    await company.app.database.system((tx) =>
      tx
        .insertInto('membership')
        .values({
          ...{ community_id: company.communities['board']!, person_id: company.people['cleo']! },
          since: company.app.clock.now,
        })
        .execute(),
    );
    await company.flagged('cleo', { kind: 'comment', id: below.id });
    const elsewhere = (await caseOf('mona', below.id))!;
    expect((await get<CaseFile>('mona', `/v1/cases/${elsewhere.id}/file`)).context).toEqual([]);
  });

  it('has earlier cases of its author and similar ones of the same scope, and of no other', async () => {
    const text = 'The compressor contract was signed behind closed doors by the director.';
    const first = await flaggedPost({ body: { text } });
    await decide('claire', first.found.id, { decision: 'unverified', publicNote: 'No source.' });
    const other = await company.write('bob', { text, audience: { community: company.communities['crew'] } });
    await company.flagged('ada', { kind: 'post', id: other.id });
    const foreign = (await caseOf('paul', other.id))!;
    await decide('paul', foreign.id, { decision: 'remove' });

    const second = await flaggedPost({ author: 'bob', body: { text: `${text} I know.` } });
    const file = await get<CaseFile>('claire', `/v1/cases/${second.found.id}/file`);
    expect(file.similar[0]).toMatchObject({ id: first.found.id, decision: 'unverified', note: 'No source.' });
    expect(file.earlier.some(({ id }) => id === first.found.id)).toBe(false);
    expect(JSON.stringify(file)).not.toContain(foreign.id);
    const third = await flaggedPost({ body: { text: 'Something else entirely.' } });
    const earlier = (await get<CaseFile>('claire', `/v1/cases/${third.found.id}/file`)).earlier.map(({ id }) => id);
    expect(earlier).toContain(first.found.id);
    expect(earlier).not.toContain(foreign.id);
  });

  it('holds every version, and the notes of the desk, which its author and reporters never read', async () => {
    const { post, found } = await flaggedPost();
    await company.app.as('paul')('PATCH', `/v1/posts/${post.id}`, { text: 'Second.' });
    await company.app.as('paul')('PATCH', `/v1/posts/${post.id}`, { text: 'Third.' });
    const note = await company.app.as('claire')('POST', `/v1/cases/${found.id}/notes`, {
      text: 'Ask the plant first.',
    });
    expect(note.status).toBe(201);
    const file = await get<CaseFile>('sam', `/v1/cases/${found.id}/file`);
    expect(file.versions).toHaveLength(3);
    expect(file.notes).toMatchObject([{ text: 'Ask the plant first.', author: { name: 'claire Test' } }]);
    await decide('sam', found.id, { decision: 'remove' });
    for (const who of ['paul', 'ada'])
      for (const path of ['/v1/statements', '/v1/flags', `/v1/posts/${post.id}`])
        expect(await (await company.app.as(who)('GET', path)).text()).not.toContain('Ask the plant');
  });
});

describe('what was reported as illegal', () => {
  const illegal = { article: 'illegal', note: 'He names a patient.', illegal: { law: 'GDPR, article 9' } };

  it('has a number for its reporter, names the law to the desk, and is decided with grounds', async () => {
    const post = await company.write('paul');
    const flag = await company.flagged('ada', { kind: 'post', id: post.id }, illegal);
    expect(flag).toMatchObject({
      article: null,
      law: 'GDPR, article 9',
      reference: expect.stringMatching(/^\d{4}-[0-9A-F]{5}-[0-9A-F]{5}$/),
    });
    expect(Object.keys(flag.redress!).sort()).toEqual(['en', 'fr']);
    const found = (await caseOf('claire', post.id, '&article=illegal'))!;
    expect(found.flags).toMatchObject([{ article: null, law: 'GDPR, article 9', reference: flag.reference }]);
    for (const body of [
      { decision: 'remove', article: null, law: 'GDPR, article 9', publicNote: '' },
      { decision: 'keep', article: null, publicNote: '' },
    ])
      expect((await company.decide('claire', found.id, body)).status).toBe(422);
    await decide('claire', found.id, {
      decision: 'remove',
      article: null,
      law: 'GDPR, article 9',
      publicNote: 'A diagnosis is named.',
    });
    expect((await receiptOf('ada', post.id)).statement).toMatchObject({
      decision: 'remove',
      article: null,
      law: 'GDPR, article 9',
    });
    expect((await statementsOf('paul', `?subject=${post.id}`))[0]).toMatchObject({
      law: 'GDPR, article 9',
      abilities: { appeal: true },
    });
  });

  it('does nothing by itself, and a law is for this alone', async () => {
    const post = await company.write('paul');
    for (const who of ['ada', 'bob', 'cleo', 'mary'])
      await company.flagged(who, { kind: 'post', id: post.id }, illegal);
    expect(await seesPost('rita', post.id)).toBe(200);
    const { found, post: other } = await flaggedPost();
    expect(
      (await company.decide('claire', found.id, { decision: 'remove', article: null, law: 'Some law' })).status,
    ).toBe(422);
    expect((await company.flag('bob', { kind: 'post', id: other.id }, { illegal: { law: 'x' } })).status).toBe(422);
  });
});

describe('retention', () => {
  it('erases what was removed long ago wherever it was copied to, and the record stays whole with its hashes', async () => {
    const secret = 'Purple elephants in the basement';
    const { post, found } = await flaggedPost({
      body: { text: secret, title: secret, kind: 'question' },
      more: { note: secret },
    });
    await company.app.as('paul')('PATCH', `/v1/posts/${post.id}`, { text: `${secret}, again` });
    await decide('claire', found.id, { decision: 'remove' });
    const before = await get<CaseRecord>('sam', `/v1/cases/${found.id}/record`);
    expect(before.entries[0]!.content).toContain(secret);
    later(179 * day);
    await company.app.jobs.retaining.run();
    expect(JSON.stringify(await get<Post>('paul', `/v1/posts/${post.id}`))).toContain(secret);
    later(2 * day);
    await company.app.jobs.retaining.run();
    const left = await company.app.database.system(async (tx) => {
      const tables = ['post', 'case_copy', 'revision', 'statement', 'record_content'] as const;
      const rows: string[] = [];
      for (const table of tables) {
        const result = await sql<{
          text: string;
        }>`select row_to_json(t)::text as text from ${sql.table(table)} t`.execute(tx);
        rows.push(...result.rows.filter(({ text }) => text.includes(secret)).map(({ text }) => `${table}: ${text}`));
      }
      return rows;
    });
    expect(left).toEqual([]);
    const reports = await verifyRecord(company.app.database);
    for (const report of reports) expect(report.broken).toBeUndefined();
    expect(reports.reduce((sum, { erased }) => sum + erased, 0)).toBeGreaterThanOrEqual(2);
    expect(await get<Post>('paul', `/v1/posts/${post.id}`)).toMatchObject({ body: [], state: 'removed' });
    const [statement] = await statementsOf('paul', `?subject=${post.id}`);
    expect(statement).toMatchObject({ excerpt: '', decision: 'remove', abilities: { appeal: false } });
    // Whoever kept an export can still show that this is what was removed.
    expect(await verifyExport(before)).toBeUndefined();
  });

  it('leaves what was appealed until that is answered, and what was given back', async () => {
    const { post, found } = await flaggedPost();
    await decide('claire', found.id, { decision: 'remove' });
    const [statement] = await statementsOf('paul', `?subject=${post.id}`);
    await appeal('paul', statement!.id);
    later(200 * day);
    await company.app.jobs.retaining.run();
    expect((await get<Post>('paul', `/v1/posts/${post.id}`)).body).toEqual(post.body);
    await decideAppeal('sam', found.id, 'granted');
    await company.app.jobs.retaining.run();
    expect((await get<Post>('bob', `/v1/posts/${post.id}`)).body).toEqual(post.body);
  });
});

describe('the record of a case', () => {
  it('is exported with commitments that can be checked, and any change of it shows', async () => {
    const { found } = await flaggedPost();
    await decide('claire', found.id, { decision: 'remove' });
    const record = await get<CaseRecord>('claire', `/v1/cases/${found.id}/record`);
    expect(record.entries.map(({ type }) => type)).toEqual(['case.opened', 'flag.created', 'case.decided']);
    expect(await verifyExport(record)).toBeUndefined();
    const named = record.entries.map(({ chain, sequence, hash }) => ({ chain, sequence, hash }));
    for (const report of await verifyRecord(company.app.database, [...record.heads, ...named]))
      expect(report.broken).toBeUndefined();
    const forge = (change: Partial<CaseRecord['entries'][number]>) =>
      verifyExport({ entries: record.entries.map((entry, at) => (at === 2 ? { ...entry, ...change } : entry)) });
    for (const change of [
      { actor: null },
      { at: '2026-01-01T00:00:00.000Z' },
      { content: '{"decision":"keep"}' },
      { salt: record.entries[0]!.salt },
      { previous: record.entries[0]!.previous },
      { commitment: record.entries[0]!.commitment },
      { sequence: 999 },
    ])
      expect(await forge(change)).toBeDefined();
    expect(JSON.stringify(record)).not.toContain(company.people['ada']);
  });
});

describe('two stewards at once', () => {
  const rounds = 200;
  it(`have one outcome, in each of ${rounds} races; the other is told and sees it`, async () => {
    const choices = { claire: 'remove', sam: 'keep' } as const;
    for (let round = 0; round < rounds; round += 1) {
      later(2 * 60 * 60_000);
      const post = await company.write('paul');
      await company.flagged('ada', { kind: 'post', id: post.id });
      const [found] = await company.queue('claire', '?order=newest&limit=1');
      const decideAs = (who: 'claire' | 'sam') => company.decide(who, found!.id, { decision: choices[who] });
      // In every third race both try to claim it first.
      const answers = await Promise.all(
        (['claire', 'sam'] as const).map((who) =>
          round % 3 === 0
            ? company.app
                .as(who)('PUT', `/v1/cases/${found!.id}/claim`)
                .then(() => decideAs(who))
            : decideAs(who),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const winner = answers[0]!.status === 200 ? 'claire' : 'sam';
      const loser = winner === 'claire' ? 'sam' : 'claire';
      expect((await read<Problem>(answers.find(({ status }) => status === 409)!)).detail).toContain(`${winner} Test`);
      expect((await get<Case>(loser, `/v1/cases/${found!.id}`)).decision).toMatchObject({
        decision: choices[winner],
        by: { name: `${winner} Test` },
      });
      expect((await receiptOf('ada', post.id)).statement!.decision).toBe(choices[winner]);
      expect(await seesPost('bob', post.id)).toBe(winner === 'claire' ? 404 : 200);
    }
  }, 240_000);

  it('undo a decision once, and answer an appeal once', async () => {
    for (let round = 0; round < 10; round += 1) {
      later(2 * 60 * 60_000);
      const { found } = await flaggedPost();
      await decide('claire', found.id, { decision: 'remove' });
      const undone = await Promise.all([undo('claire', found.id), undo('sam', found.id)]);
      expect(undone.map(({ status }) => status).sort()).toEqual([200, 409]);
      const post = await company.write('bob', { audience: { community: company.communities['crew'] } });
      await company.flagged('ada', { kind: 'post', id: post.id });
      const other = (await caseOf('paul', post.id))!;
      await decide('paul', other.id, { decision: 'remove' });
      await appeal('bob', (await statementsOf('bob', `?subject=${post.id}`))[0]!.id);
      const answered = await Promise.all([
        decideAppeal('mona', other.id, 'granted'),
        decideAppeal('max', other.id, 'rejected'),
      ]);
      expect(answered.map(({ status }) => status).sort()).toEqual([200, 409]);
    }
  }, 120_000);
});

describe('figures', () => {
  it('are of nobody: none below five people, none that moves by fewer, and no sum to reckon with', async () => {
    const own = await startCompany();
    try {
      const figures = async (who = 'claire'): Promise<CaseFigures> =>
        read(await own.app.as(who)('GET', `/v1/case-figures?community=${own.communities['it-help']}`));
      const flagOne = async (author: string, decision: string) => {
        const post = await own.write(author);
        const reporter = author === 'ada' ? 'bob' : 'ada';
        await own.flagged(reporter, { kind: 'post', id: post.id });
        const found = (await own.queue('claire', '?limit=100')).find(({ copy }) => copy.id === post.id)!;
        expect((await own.decide('claire', found.id, { decision })).status).toBe(200);
      };
      for (const author of ['paul', 'ada', 'bob', 'cleo'])
        for (let round = 0; round < 3; round += 1) await flagOne(author, 'remove');
      expect(await figures()).toMatchObject({ fewest: 5, pending: 0, articles: [], appeals: null, revise: null });
      await flagOne('rita', 'keep');
      const first = (await figures()).articles;
      expect(first).toMatchObject([{ article: { number: 2 }, cases: 13, upheld: 90 }]);
      // One more person changes nothing; the next five do.
      await flagOne('mary', 'remove');
      expect((await figures()).articles).toEqual(first);
      // How long it took would tell of the one who decided everything.
      expect(await figures()).toMatchObject({ firstLook: null, toDecision: null });
      expect((await own.app.as('ada')('GET', '/v1/case-figures')).status).toBe(404);
    } finally {
      await own.app.close();
    }
  }, 60_000);
});
