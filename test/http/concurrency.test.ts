/** Two who act at the same moment, each on a connection of their own. */
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Comment, Community, ExpertPage, Post } from '@parvis/contracts';
import { findOrAddPersonal, findOrAddShared } from '../../server/src/audiences/index.ts';
import { takeComment } from '../../server/src/comments/index.ts';
import { indexDue } from '../../server/src/evidence/index.ts';
import type { Transaction } from '../../server/src/kernel/database/index.ts';
import { parseRichText } from '../../server/src/kernel/richtext/index.ts';
import { type TestApp, postgres, startTestApp } from '../support/app.ts';
import { movePost } from '../../server/src/posts/index.ts';
import { expectProblem } from '../support/problem.ts';
import { addCommunities, addPeople } from '../support/seed.ts';

describe.skipIf(!postgres)('at the same time (on PostgreSQL only, a server is needed: npm run test:postgres)', () => {
  let app: TestApp;
  let people: Record<string, string>;
  let communities: Record<string, string>;
  const names = Array.from({ length: 8 }, (_, index) => `p${index}`);
  let post: Post;

  beforeAll(async () => {
    app = await startTestApp();
    people = await addPeople(
      app.database,
      ['claire', 'david', ...names].map((userName) => ({ userName })),
    );
    communities = await addCommunities(app.database, people, [
      { slug: 'team', members: { claire: 'steward', david: 'steward' } },
      { slug: 'open', members: { claire: 'steward' } },
    ]);
  });
  afterAll(() => app.close());
  const write = async (who: string, body: object): Promise<Post> => {
    const answer = await app.as(who)('POST', '/v1/posts', { text: 'x', audience: { community: null }, ...body });
    return (await answer.json()) as Post;
  };
  beforeEach(async () => {
    post = await write('claire', { kind: 'question', title: 'Who?' });
  });

  /** Does `first` in a transaction that ends only once `second` waits for it, after `last`. */
  async function meanwhile(
    first: (tx: Transaction) => Promise<unknown>,
    second: () => Promise<Response>,
    last: (tx: Transaction) => Promise<unknown> = async () => {},
  ): Promise<Response> {
    const waiting = () =>
      app.database.system(async (tx) => {
        const { rows } = await sql<{
          waiting: number;
        }>`select count(*) as waiting from pg_locks where not granted`.execute(tx);
        return rows[0]!.waiting > 0;
      });
    let answer: Promise<Response> | undefined;
    await app.database.system(async (tx) => {
      await first(tx);
      answer = second();
      await vi.waitUntil(waiting, { timeout: 30_000 });
      await last(tx);
    });
    return answer!;
  }
  const comment = async (who: string, body: object = {}): Promise<Comment> =>
    (await (await app.as(who)('POST', `/v1/posts/${post.id}/comments`, { text: 'x', ...body })).json()) as Comment;
  /** As a case holds them: for their author and whoever examines. */
  const holdPost = async (tx: Transaction) => {
    const audience = await findOrAddPersonal(tx, people['claire']!);
    await movePost(tx, post.id, { audience, state: 'held', statement: null }, app.clock.now);
  };
  const hold = (of: Comment) => async (tx: Transaction) => {
    const audience = await findOrAddPersonal(tx, people['david']!);
    const move = { audience, state: 'held' as const, statement: null, desk: of.id };
    await takeComment(tx, of.id, move, app.clock.now);
  };
  /** How many comments and reactions of this post are where it is not. */
  const astray = (): Promise<number> =>
    app.database.system(async (tx) => {
      const { rows } = await sql<{ astray: number }>`
        select count(*) as astray from (
          select audience_id, post_id from comment where state = 'published'
          union all select audience_id, post_id from reaction where comment_id is null) below
        join post on post.id = below.post_id where post.id = ${post.id} and below.audience_id <> post.audience_id`.execute(
        tx,
      );
      return rows[0]!.astray;
    });
  const deletePost = (tx: Transaction) => tx.deleteFrom('post').where('id', '=', post.id).execute();

  it('a comment on a post that is being deleted finds it gone', async () => {
    const answer = await meanwhile(deletePost, () =>
      app.as('david')('POST', `/v1/posts/${post.id}/comments`, { text: 'x' }),
    );
    await expectProblem(answer, 'not-found');
  });

  it('a reaction to a post that is being deleted finds it gone', async () => {
    const answer = await meanwhile(deletePost, () => app.as('david')('PUT', `/v1/posts/${post.id}/reactions/like`));
    await expectProblem(answer, 'not-found');
  });

  it('an edit of a post that is being deleted finds it gone', async () => {
    const answer = await meanwhile(deletePost, () => app.as('claire')('PATCH', `/v1/posts/${post.id}`, { text: 'y' }));
    await expectProblem(answer, 'not-found');
  });

  it('an answer that is being deleted is not accepted', async () => {
    const { id } = await comment('david');
    const answer = await meanwhile(
      (tx) => tx.deleteFrom('comment').where('id', '=', id).execute(),
      () => app.as('claire')('PUT', `/v1/posts/${post.id}/accepted/${id}`),
    );
    await expectProblem(answer, 'not-found');
  });

  it.each([
    ['a comment on', () => app.as('david')('POST', `/v1/posts/${post.id}/comments`, { text: 'x' })],
    ['a reaction to', () => app.as('david')('PUT', `/v1/posts/${post.id}/reactions/like`)],
  ])('%s a post that is being held finds it gone, and stays with none of its former readers', async (_, act) => {
    await comment('p0');
    await expectProblem(await meanwhile(holdPost, act), 'not-found');
    expect(await astray()).toBe(0);
    const left = await app.database.system((tx) =>
      tx.selectFrom('comment').where('post_id', '=', post.id).where('author_id', '=', people['david']!).execute(),
    );
    expect(left).toEqual([]);
  });

  it('its author’s own comment does not slip past the hold of a post either', async () => {
    const answer = await meanwhile(holdPost, () =>
      app.as('claire')('POST', `/v1/posts/${post.id}/comments`, { text: 'x' }),
    );
    expect(answer.ok).toBe(false);
    expect(await astray()).toBe(0);
  });

  it('a reply or a reaction to a comment that is being held finds it gone', async () => {
    const first = await comment('david');
    const reply = await meanwhile(hold(first), () =>
      app.as('p1')('POST', `/v1/posts/${post.id}/comments`, { text: 'x', parent: first.id }),
    );
    await expectProblem(reply, 'not-found');
    const second = await comment('david');
    const reaction = await meanwhile(hold(second), () =>
      app.as('p1')('PUT', `/v1/comments/${second.id}/reactions/like`),
    );
    await expectProblem(reaction, 'not-found');
    const below = await app.database.system((tx) =>
      tx.selectFrom('comment').where('parent_id', '=', first.id).select('id').execute(),
    );
    expect(below).toEqual([]);
  });

  it('an answer that is being held is not accepted', async () => {
    const answer = await comment('david');
    const accepted = await meanwhile(hold(answer), () =>
      app.as('claire')('PUT', `/v1/posts/${post.id}/accepted/${answer.id}`),
    );
    await expectProblem(accepted, 'not-found');
    const after = (await (await app.as('claire')('GET', `/v1/posts/${post.id}`)).json()) as Post;
    expect(after.accepted).toBeNull();
  });

  it.each([
    ['an edit of', (id: string) => app.as('david')('PATCH', `/v1/comments/${id}`, { text: 'Back again' })],
    ['a reaction to', (id: string) => app.as('p1')('PUT', `/v1/comments/${id}/reactions/like`)],
    ['a reply to', (id: string) => app.as('p1')('POST', `/v1/posts/${post.id}/comments`, { text: 'x', parent: id })],
  ])('%s a comment that is being deleted, and keeps its place for its replies, finds it gone', async (_, act) => {
    const { id } = await comment('david');
    await comment('p2', { parent: id });
    const answer = await meanwhile(
      async (tx) => {
        await sql`select from post where id = ${post.id} for no key update`.execute(tx);
        await sql`update comment set source = '', body = '[]', deleted_at = ${app.clock.now} where id = ${id}`.execute(
          tx,
        );
      },
      () => act(id),
    );
    expect(answer.status).toBe(404);
    const { items } = (await (await app.as('p1')('GET', `/v1/posts/${post.id}/comments`)).json()) as {
      items: Comment[];
    };
    expect(items[0]).toMatchObject({ id, body: [], reactions: [] });
    expect(items.length).toBe(2);
  });

  it('nobody who deletes waits for an import that takes somebody out of the search', async () => {
    await app.upkeep.settle();
    class Undo extends Error {}
    const importing = app.database.system(async (tx) => {
      await sql`update person set hidden = true where id = ${people['p7']!}`.execute(tx);
      expect((await app.as('claire')('DELETE', `/v1/posts/${post.id}`)).status).toBe(204);
      throw new Undo();
    });
    await expect(importing).rejects.toThrow(Undo);
  });

  it('text that is edited while it waits for the search is taken in after the edit, not before', async () => {
    const other = await startTestApp();
    try {
      const authors = await addPeople(other.database, [{ userName: 'anna' }]);
      const written = (await (
        await other.as('anna')('POST', '/v1/posts', { text: 'About quartz', audience: { community: null } })
      ).json()) as Post;
      await other.upkeep.settle();
      await other.upkeep.close();
      const edit = (text: string) => (tx: Transaction) =>
        tx
          .updateTable('post')
          .set({ source: text, body: JSON.stringify(parseRichText(text)) })
          .where('id', '=', written.id)
          .execute();
      await other.database.system(edit('About feldspar'));
      await other.database.system(async (tx) => {
        await edit('About obsidian')(tx);
        expect(await indexDue(other.kernel)).toBe(0);
      });
      expect(await indexDue(other.kernel)).toBe(1);
      const found = (await (await other.as('anna')('GET', '/v1/experts?q=obsidian')).json()) as ExpertPage;
      expect(found.items.map(({ person }) => person.id)).toEqual([authors['anna']]);
    } finally {
      await other.close();
    }
  });

  it('a comment that is being replied to keeps its place when its author deletes it', async () => {
    const first = await comment('david');
    const deleted = await meanwhile(
      (tx) =>
        tx
          .insertInto('comment')
          .values({
            ...{ id: v7(), post_id: post.id, audience_id: 0, parent_id: first.id, author_id: people['p2']! },
            ...{ body: '[]', source: 'x', language: null, created_at: app.clock.now },
          })
          .execute(),
      () => app.as('david')('DELETE', `/v1/comments/${first.id}`),
    );
    expect(deleted.status).toBe(204);
    const { items } = (await (await app.as('p1')('GET', `/v1/posts/${post.id}/comments`)).json()) as {
      items: Comment[];
    };
    expect(items).toMatchObject([{ id: first.id, body: [] }, { parent: first.id }]);
  });

  it.each([
    ['taking a reaction to it back', () => app.as('p3')('DELETE', `/v1/posts/${post.id}/reactions/like`)],
    ['commenting', () => app.as('p3')('POST', `/v1/posts/${post.id}/comments`, { text: 'x' })],
    ['deleting the comment below it', (id: string) => app.as('p3')('DELETE', `/v1/comments/${id}`)],
    [
      'taking a reaction to the comment back',
      (id: string) => app.as('p3')('DELETE', `/v1/comments/${id}/reactions/like`),
    ],
    ['accepting the comment', (id: string) => app.as('claire')('PUT', `/v1/posts/${post.id}/accepted/${id}`)],
  ])('%s locks the post before anything below it: whoever has the post waits for nobody', async (_, act) => {
    const { id } = await comment('p3');
    await app.as('p3')('PUT', `/v1/posts/${post.id}/reactions/like`);
    await app.as('p3')('PUT', `/v1/comments/${id}/reactions/like`);
    const answer = await meanwhile(
      (tx) => sql`select from post where id = ${post.id} for no key update`.execute(tx),
      () => act(id),
      async (tx) => {
        await sql`set local lock_timeout = '300ms'`.execute(tx);
        await sql`select from comment where post_id = ${post.id} for no key update`.execute(tx);
        await sql`select from reaction where post_id = ${post.id} for no key update`.execute(tx);
      },
    );
    expect(answer.ok).toBe(true);
  });

  it('what everybody does at once is counted once each', async () => {
    const all = await Promise.all(
      names.flatMap((name) => [
        app.as(name)('PUT', `/v1/posts/${post.id}/reactions/thanks`),
        app.as(name)('PUT', `/v1/posts/${post.id}/reactions/thanks`),
        app.as(name)('POST', `/v1/posts/${post.id}/comments`, { text: 'x' }),
      ]),
    );
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200, 201]));
    const after = (await (await app.as('claire')('GET', `/v1/posts/${post.id}`)).json()) as Post;
    expect(after.reactions).toEqual([{ kind: 'thanks', count: names.length, mine: false }]);
    expect(after.commentCount).toBe(names.length);
  });

  it('members who join and leave at once are counted right', async () => {
    const path = `/v1/communities/${communities['open']}/membership`;
    await Promise.all(names.map((name) => app.as(name)('PUT', path)));
    await Promise.all(
      names.slice(0, 4).flatMap((name) => [app.as(name)('DELETE', path), app.as(name)('DELETE', path)]),
    );
    const community = (await (
      await app.as('claire')('GET', `/v1/communities/${communities['open']}`)
    ).json()) as Community;
    expect(community.members).toBe(1 + names.length - 4);
  });

  it('the last two stewards do not leave a community to each other', async () => {
    const path = `/v1/communities/${communities['team']}/membership`;
    const answers = await Promise.all(['claire', 'david'].map((name) => app.as(name)('DELETE', path)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  describe('a steward who is removed', () => {
    let place: string;
    let path: string;
    beforeEach(async () => {
      const slug = `place-${v7()}`;
      const added = await addCommunities(app.database, people, [
        { slug, joinRule: 'request', members: { claire: 'steward', david: 'steward', p0: 'member' } },
      ]);
      place = added[slug]!;
      path = `/v1/communities/${place}`;
    });
    /** As `decideOn` does: the community first, then what somebody is there. */
    const removeDavid = async (tx: Transaction) => {
      await sql`select from community where id = ${place}::uuid for no key update`.execute(tx);
      await sql`delete from membership where community_id = ${place}::uuid and person_id = ${people['david']}::uuid`.execute(
        tx,
      );
    };

    it.each([
      ['changes nothing of the community', () => app.as('david')('PATCH', path, { name: 'Mine' })],
      ['removes nobody', () => app.as('david')('DELETE', `${path}/members/${people['p0']}`)],
      ['names nobody steward', () => app.as('david')('PUT', `${path}/members/${people['p0']}`, { role: 'steward' })],
      ['invites nobody', () => app.as('david')('POST', `${path}/invitations`, { person: 'p1' })],
      [
        'lets nobody in',
        async () => {
          const { items } = (await (await app.as('claire')('GET', `${path}/requests`)).json()) as {
            items: { id: string }[];
          };
          return app.as('david')('PUT', `/v1/requests/${items[0]!.id}/decision`, { decision: 'approve' });
        },
      ],
      ['pins nothing', async () => app.as('david')('PUT', `/v1/posts/${(await theirs()).id}/pin`)],
      ['ends no comments', async () => app.as('david')('PUT', `/v1/posts/${(await theirs()).id}/lock`)],
      [
        'moves no idea on',
        async () => app.as('david')('PUT', `/v1/posts/${(await theirs('idea')).id}/status`, { status: 'heard' }),
      ],
    ])('at the same instant %s', async (_, act) => {
      await app.as('p2')('PUT', `${path}/request`, { note: '' });
      const before = await state();
      const written = await theirs();
      expect(written.id).toBeTruthy();
      const answer = await meanwhile(removeDavid, act);
      await expectProblem(answer, 'forbidden', 'not-found');
      expect(await state()).toEqual(before);
    });

    const made = new Map<string, Post>();
    const theirs = async (kind = 'update'): Promise<Post> => {
      const key = `${place} ${kind}`;
      const post =
        made.get(key) ??
        (await write('claire', { kind, audience: { community: place }, ...(kind === 'idea' && { title: 'x' }) }));
      made.set(key, post);
      return post;
    };
    const state = async () => {
      const { name } = (await (await app.as('claire')('GET', path)).json()) as Community;
      const { items } = (await (await app.as('claire')('GET', `${path}/members`)).json()) as {
        items: { person: { id: string }; role: string }[];
      };
      const others = items.filter(({ person }) => person.id !== people['david']);
      return { name, members: others.map(({ person, role }) => [person.id, role]) };
    };

    it('of two stewards, one who closes a community is not undone by the other who names it', async () => {
      const answer = await meanwhile(
        async (tx) => {
          await sql`select from community where id = ${place}::uuid for no key update`.execute(tx);
          await sql`update community set visibility = 'secret' where id = ${place}::uuid`.execute(tx);
        },
        () => app.as('david')('PATCH', path, { name: 'Named' }),
      );
      expect(answer.status).toBe(200);
      expect(await (await app.as('claire')('GET', path)).json()).toMatchObject({ name: 'Named', visibility: 'secret' });
    });
  });

  it('an audience that two need for the first time is made once', async () => {
    const chosen = { community: communities['open']!, circles: ['employee'] as const, degree: 'C0' as const };
    const ids = await Promise.all(names.map(() => app.database.system((tx) => findOrAddShared(tx, chosen))));
    expect(new Set(ids).size).toBe(1);
  });

  it('somebody who just lost the community may not write there, whatever is remembered of them', async () => {
    await app.as('p7')('PUT', `/v1/communities/${communities['open']}/membership`);
    await write('p7', { audience: { community: communities['open'] } });
    const before = app.kernel.standings.find;
    const remembered = (await app.kernel.standings.find('p7'))!;
    app.kernel.standings.find = async () => remembered;
    await app.database.system((tx) => tx.deleteFrom('membership').where('person_id', '=', people['p7']!).execute());
    const answer = await app.as('p7')('POST', '/v1/posts', { text: 'x', audience: { community: communities['open'] } });
    app.kernel.standings.find = before;
    await expectProblem(answer, 'forbidden', 'not-found');
  });

  it('nothing above was a failure of ours', () => {
    expect(
      app.logged.filter(
        ({ level, fields }) => level === 'error' && !String(fields?.['error']).includes('DatabaseRefused'),
      ),
    ).toEqual([]);
  });
});
