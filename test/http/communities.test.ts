/** Communities: who finds them, who gets in and how, who keeps them, and what nobody outside is told. */
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  Circle,
  Community,
  CommunityPage,
  Invitation,
  InvitationPage,
  MemberPage,
  MembershipRequest,
  MembershipRequestPage,
  Post,
} from '@parvis/contracts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { listen } from '../support/listening.ts';
import { addCommunities, addPeople } from '../support/seed.ts';

let app: TestApp;
let people: Record<string, string>;
let ids: Record<string, string>;
const unknown = '019c0000-0000-7000-8000-000000000000';

beforeEach(async () => {
  await app?.close();
  app = await startTestApp();
  people = await addPeople(app.database, [
    { userName: 'claire', roles: ['admin'] },
    { userName: 'sam' },
    { userName: 'ada' },
    { userName: 'bob' },
    { userName: 'eve' },
    { userName: 'ghost', hidden: true, name: 'Gus Ghost' },
    { userName: 'sofia', circle: 'supplier' },
  ]);
  ids = await addCommunities(app.database, people, [
    { slug: 'velo', name: 'Vélo au travail', members: { claire: 'steward', ada: 'member', ghost: 'member' } },
    {
      slug: 'guild',
      name: 'Data guild',
      visibility: 'listed',
      joinRule: 'request',
      members: { claire: 'steward', sam: 'steward', ada: 'member' },
    },
    {
      slug: 'board',
      name: 'The board',
      purpose: 'Decides on the merger.',
      visibility: 'secret',
      joinRule: 'invite',
      members: { claire: 'steward', sam: 'member' },
    },
    {
      slug: 'partners',
      name: 'Partners',
      circles: ['employee', 'supplier'],
      joinRule: 'invite',
      members: { claire: 'steward' },
    },
  ]);
});
afterAll(() => app.close());

const day = 24 * 60 * 60_000;
const send = (who: string, method: string, path: string, body?: object) => app.as(who)(method, path, body);
const done = async <Body>(who: string, method: string, path: string, body?: object): Promise<Body> => {
  const response = await send(who, method, path, body);
  if (!response.ok) throw new Error(`${method} ${path} as ${who}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
};
const status = async (who: string, method: string, path: string, body?: object): Promise<number> =>
  (await send(who, method, path, body)).status;
const problem = async (response: Response) => {
  const { requestId: _, ...rest } = (await response.json()) as Record<string, unknown>;
  return { status: response.status, ...rest };
};
const turn = async (who: string, circle: Circle): Promise<void> => {
  await app.database.system((tx) => tx.updateTable('person').set({ circle }).where('id', '=', people[who]!).execute());
};
const membersOf = async (community: string): Promise<string[]> => {
  const rows = await app.database.system((tx) =>
    tx.selectFrom('membership').where('community_id', '=', ids[community]!).select('person_id').execute(),
  );
  return rows.map(({ person_id }) => person_id);
};
const recorded = async (): Promise<string[]> =>
  app.database.system(async (tx) =>
    (await tx.selectFrom('record_entry').select(['type']).orderBy('sequence').execute()).map(({ type }) => type),
  );
const invite = (by: string, community: string, person: string) =>
  done<Invitation>(by, 'POST', `/v1/communities/${community}/invitations`, { person, note: 'Come.' });
const request = async (who: string): Promise<MembershipRequest> => {
  await done(who, 'PUT', '/v1/communities/guild/request', { note: 'I measure things.' });
  const { items } = await done<MembershipRequestPage>('claire', 'GET', '/v1/communities/guild/requests');
  return items.find(({ person }) => person.id === people[who])!;
};
const decide = (who: string, id: string, decision: 'approve' | 'refuse', reason = '') =>
  send(who, 'PUT', `/v1/requests/${id}/decision`, { decision, reason });
const slugs = async (who: string, query: string): Promise<string[]> =>
  (await done<CommunityPage>(who, 'GET', `/v1/communities?${query}`)).items.map(({ slug }) => slug);

describe('finding a community', () => {
  it('goes by words of its name or purpose, whatever their accents and capitals', async () => {
    await done('claire', 'PATCH', '/v1/communities/velo', { purpose: 'Réparer ensemble, le jeudi' });
    expect(await slugs('eve', 'q=velo')).toEqual(['velo']);
    expect(await slugs('eve', 'q=REPARER%20travail')).toEqual(['velo']);
    expect(await slugs('eve', 'q=reparer%20guild')).toEqual([]);
    expect(await slugs('eve', 'q=%25')).toEqual([]);
  });

  it('leads page by page to each of them once', async () => {
    const found: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: CommunityPage = await done('claire', 'GET', `/v1/communities?limit=1${next && `&cursor=${next}`}`);
      found.push(...page.items.map(({ slug }) => slug));
      next = page.next;
    }
    expect(found).toEqual(['guild', 'partners', 'board', 'velo']);
  });

  it('never finds a secret one from outside, by its words or the length of the list', async () => {
    expect(await slugs('eve', 'q=board')).toEqual([]);
    expect(await slugs('eve', 'limit=100')).not.toContain('board');
    expect(await slugs('sam', 'q=board')).toEqual(['board']);
  });
});

describe('a request', () => {
  it('waits for the stewards, is approved by one of them, and lets in', async () => {
    const waiting = await request('eve');
    expect(waiting).toMatchObject({ note: 'I measure things.', state: 'open', abilities: { decide: true } });
    const own = await done<Community>('eve', 'GET', '/v1/communities/guild');
    expect(own).toMatchObject({ request: { id: waiting.id }, abilities: { request: false, write: false } });
    expect((await decide('sam', waiting.id, 'approve')).status).toBe(200);
    const inside = await done<Community>('eve', 'GET', '/v1/communities/guild');
    expect(inside).toMatchObject({ membership: { role: 'member' }, request: null });
    expect(await status('eve', 'POST', '/v1/posts', { text: 'Hello', audience: { community: ids['guild'] } })).toBe(
      201,
    );
  });

  it('is refused with a reason that whoever asked reads, and nobody else', async () => {
    const { id } = await request('eve');
    expect((await decide('sam', id, 'refuse')).status).toBe(422);
    expect((await decide('sam', id, 'refuse', 'Finish the training first.')).status).toBe(200);
    const { items } = await done<MembershipRequestPage>('eve', 'GET', '/v1/requests');
    expect(items).toMatchObject([{ state: 'refused', reason: 'Finish the training first.' }]);
    expect((await done<MembershipRequestPage>('bob', 'GET', '/v1/requests')).items).toEqual([]);
    expect((await done<Community>('eve', 'GET', '/v1/communities/guild')).membership).toBeNull();
  });

  it('made twice is one, taken back is gone, and can be made anew', async () => {
    const first = await request('eve');
    expect((await request('eve')).id).toBe(first.id);
    await done('eve', 'DELETE', '/v1/communities/guild/request');
    const { items } = await done<MembershipRequestPage>('claire', 'GET', '/v1/communities/guild/requests');
    expect(items).toEqual([]);
    expect((await decide('claire', first.id, 'approve')).status).toBe(409);
    expect((await request('eve')).id).not.toBe(first.id);
  });

  it('is not for its maker to approve, for members or for stewards of another community', async () => {
    const { id } = await request('eve');
    expect((await decide('eve', id, 'approve')).status).toBe(403);
    expect((await decide('ada', id, 'approve')).status).toBe(404);
    expect(await status('ada', 'GET', '/v1/communities/guild/requests')).toBe(403);
    await addCommunities(app.database, people, [{ slug: 'other', members: { bob: 'steward' } }]);
    expect((await decide('bob', id, 'approve')).status).toBe(404);
    expect((await done<Community>('eve', 'GET', '/v1/communities/guild')).membership).toBeNull();
  });

  it('that two stewards approve and refuse at once has one outcome', async () => {
    for (let turn = 0; turn < 3; turn++) {
      const { id } = await request('eve');
      const both = await Promise.all([decide('claire', id, 'approve'), decide('sam', id, 'refuse', 'Full.')]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      const { items } = await done<MembershipRequestPage>('eve', 'GET', '/v1/requests');
      const inside = (await done<Community>('eve', 'GET', '/v1/communities/guild')).membership !== null;
      expect(items[0]!.state).toBe(inside ? 'approved' : 'refused');
      if (inside) await done('eve', 'DELETE', '/v1/communities/guild/membership');
      app.clock.now = new Date(app.clock.now.getTime() + 1_000);
    }
  });

  it('is told live to the stewards and to whoever asked, not to members', async () => {
    const [steward, member, asker] = [await listen(app, 'sam'), await listen(app, 'ada'), await listen(app, 'eve')];
    await request('eve');
    const last = await done<Post>('claire', 'POST', '/v1/posts', { text: 'x', audience: { community: null } });
    const types = async (stream: Awaited<ReturnType<typeof listen>>) => {
      const heard = await stream.until(last.id);
      await stream.close();
      return heard.map(({ event }) => event.type).filter((type) => type.startsWith('request.'));
    };
    expect(await types(steward)).toEqual(['request.created']);
    expect(await types(member)).toEqual([]);
    expect(await types(asker)).toEqual(['request.created']);
  });

  it('taken back and made again tells the stewards once a day, and waits for them all the same', async () => {
    const [steward, asker] = [await listen(app, 'sam'), await listen(app, 'eve')];
    const turns = async (most: number) => {
      for (let turn = 0; turn < most; turn++) {
        await request('eve');
        await done('eve', 'DELETE', '/v1/communities/guild/request');
        app.clock.now = new Date(app.clock.now.getTime() + 1_000);
      }
    };
    const types = async (stream: Awaited<ReturnType<typeof listen>>) => {
      const last = await done<Post>('claire', 'POST', '/v1/posts', { text: 'x', audience: { community: null } });
      const heard = await stream.until(last.id);
      return heard.map(({ event }) => event.type).filter((type) => type.startsWith('request.'));
    };
    const once = ['request.created', 'request.withdrawn'];
    await turns(3);
    expect(await types(steward)).toEqual(once);
    expect(await types(asker)).toEqual([...once, ...once, ...once]);
    const waiting = await request('eve');
    expect(await types(steward)).toEqual([]);
    const { items } = await done<MembershipRequestPage>('sam', 'GET', '/v1/communities/guild/requests');
    expect(items.map(({ id }) => id)).toEqual([waiting.id]);
    await done('eve', 'DELETE', '/v1/communities/guild/request');
    app.clock.now = new Date(app.clock.now.getTime() + 24 * 60 * 60_000);
    await turns(2);
    expect(await types(steward)).toEqual(once);
    await Promise.all([steward.close(), asker.close()]);
  });

  it('of somebody who has come to another circle meanwhile is not approved', async () => {
    const { id } = await request('eve');
    await turn('eve', 'supplier');
    expect((await decide('sam', id, 'approve')).status).toBe(409);
    expect(await membersOf('guild')).not.toContain(people['eve']);
    expect((await decide('sam', id, 'refuse', 'Only employees.')).status).toBe(200);
  });

  it('taken back and made again leaves one row, however often', async () => {
    for (let again = 0; again < 4; again++) {
      await request('eve');
      await done('eve', 'DELETE', '/v1/communities/guild/request');
      const { id } = await invite('claire', 'guild', 'eve');
      await done('claire', 'DELETE', `/v1/invitations/${id}`);
    }
    for (const table of ['join_request', 'invitation'] as const) {
      const rows = await app.database.system((tx) => tx.selectFrom(table).select('id').execute());
      expect(rows).toHaveLength(1);
    }
  });

  it('ends without a word where the community goes into hiding', async () => {
    await request('eve');
    await done('claire', 'PATCH', '/v1/communities/guild', { visibility: 'secret' });
    expect((await done<MembershipRequestPage>('eve', 'GET', '/v1/requests')).items).toEqual([]);
    expect(await status('eve', 'GET', '/v1/communities/guild')).toBe(404);
    expect(await slugs('eve', 'q=guild')).toEqual([]);
  });
});

describe('an invitation', () => {
  it('makes the name of a secret community known to whom it is for, and lets in once accepted', async () => {
    const { id } = await invite('claire', 'board', 'eve');
    const { items } = await done<InvitationPage>('eve', 'GET', '/v1/invitations');
    expect(items).toMatchObject([
      { id, community: { name: 'The board', purpose: '', visibility: 'secret' }, note: 'Come.' },
    ]);
    expect(await done('sam', 'GET', '/v1/communities/board')).toMatchObject({ purpose: 'Decides on the merger.' });
    // The name, and nothing more.
    expect(await status('eve', 'GET', '/v1/communities/board')).toBe(404);
    expect(await slugs('eve', 'q=board')).toEqual([]);
    expect(await status('eve', 'GET', `/v1/posts?scope=community&for=${ids['board']}`)).toBe(404);
    await done('eve', 'PUT', `/v1/invitations/${id}/answer`, { accept: true });
    expect(await status('eve', 'GET', '/v1/communities/board')).toBe(200);
    expect((await done<InvitationPage>('eve', 'GET', '/v1/invitations')).items).toEqual([]);
  });

  it('is read, accepted and taken back by nobody else, who is answered as about none', async () => {
    const { id } = await invite('claire', 'board', 'eve');
    expect((await done<InvitationPage>('bob', 'GET', '/v1/invitations')).items).toEqual([]);
    for (const [method, path, body] of [
      ['PUT', (one: string) => `/v1/invitations/${one}/answer`, { accept: true }],
      ['DELETE', (one: string) => `/v1/invitations/${one}`, undefined],
    ] as const)
      expect(await problem(await send('bob', method, path(id), body))).toEqual(
        await problem(await send('bob', method, path(unknown), body)),
      );
    expect(await status('bob', 'GET', '/v1/communities/board')).toBe(404);
    expect(await status('eve', 'DELETE', `/v1/invitations/${id}`)).toBe(403);
    expect(await status('claire', 'PUT', `/v1/invitations/${id}/answer`, { accept: true })).toBe(403);
  });

  it('that is declined or taken back lets nobody in, and its community is unknown again', async () => {
    const first = await invite('claire', 'board', 'eve');
    await done('eve', 'PUT', `/v1/invitations/${first.id}/answer`, { accept: false });
    expect(await status('eve', 'PUT', `/v1/invitations/${first.id}/answer`, { accept: true })).toBe(404);
    app.clock.now = new Date(app.clock.now.getTime() + 31 * day);
    const second = await invite('claire', 'board', 'eve');
    await done('claire', 'DELETE', `/v1/invitations/${second.id}`);
    expect(await status('eve', 'PUT', `/v1/invitations/${second.id}/answer`, { accept: true })).toBe(404);
    expect((await done<InvitationPage>('eve', 'GET', '/v1/invitations')).items).toEqual([]);
    expect(await status('eve', 'GET', '/v1/communities/board')).toBe(404);
  });

  it('that was declined is made once more, thirty days later, and then no more: it is said why', async () => {
    const decline = async () => {
      const { id } = await invite('claire', 'velo', 'eve');
      await done('eve', 'PUT', `/v1/invitations/${id}/answer`, { accept: false });
    };
    const again = async () =>
      problem(await send('claire', 'POST', '/v1/communities/velo/invitations', { person: 'eve' }));
    await decline();
    const from = new Date(app.clock.now.getTime() + 30 * day).toISOString().slice(0, 10);
    expect(await again()).toMatchObject({
      code: 'conflict',
      detail: `eve Test has declined to come to Vélo au travail: they can be invited once more from ${from}.`,
    });
    app.clock.now = new Date(app.clock.now.getTime() + 29 * day);
    expect(await again()).toMatchObject({ code: 'conflict' });
    app.clock.now = new Date(app.clock.now.getTime() + day);
    await decline();
    app.clock.now = new Date(app.clock.now.getTime() + 400 * day);
    expect(await again()).toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('declined twice') as string,
    });
    // The way in of their own stays open.
    expect(await status('eve', 'PUT', '/v1/communities/velo/membership')).toBe(200);
  });

  it('lets in nobody who has come to another circle meanwhile', async () => {
    const { id } = await invite('claire', 'guild', 'eve');
    await turn('eve', 'supplier');
    expect(await status('eve', 'PUT', `/v1/invitations/${id}/answer`, { accept: true })).toBeGreaterThanOrEqual(404);
    expect(await membersOf('guild')).not.toContain(people['eve']);
  });

  it('is for nobody of another circle, nobody who is hidden, and nobody who is there already', async () => {
    expect(await status('claire', 'POST', '/v1/communities/board/invitations', { person: 'sofia' })).toBe(422);
    expect(await status('claire', 'POST', '/v1/communities/board/invitations', { person: 'ghost' })).toBe(404);
    expect(await status('claire', 'POST', '/v1/communities/board/invitations', { person: 'sam' })).toBe(409);
    expect(await status('sofia', 'PUT', '/v1/communities/velo/membership')).toBe(404);
  });

  it('is made by members where the stewards let them', async () => {
    expect(await status('sam', 'POST', '/v1/communities/board/invitations', { person: 'eve' })).toBe(403);
    await done('claire', 'PATCH', '/v1/communities/board', { memberInvites: true });
    const { id } = await invite('sam', 'board', 'eve');
    expect(await status('sam', 'GET', '/v1/communities/board/invitations')).toBe(403);
    expect(await status('sam', 'DELETE', `/v1/invitations/${id}`)).toBe(200);
  });
});

describe('a membership', () => {
  it('that a steward ends gives nothing to read from then on, and stands in the record', async () => {
    const post = await done<Post>('ada', 'POST', '/v1/posts', { text: 'Ours.', audience: { community: ids['guild'] } });
    expect(await status('ada', 'DELETE', `/v1/communities/guild/members/${people['sam']}`)).toBe(403);
    await done('sam', 'DELETE', `/v1/communities/guild/members/${people['ada']}`);
    expect(await status('ada', 'GET', `/v1/posts/${post.id}`)).toBe(404);
    expect(await status('ada', 'GET', '/v1/communities/guild/members')).toBe(403);
    expect(await recorded()).toEqual(['membership.ended']);
  });

  it('of the last steward does not end before another one is named', async () => {
    expect(await status('claire', 'DELETE', '/v1/communities/velo/membership')).toBe(409);
    expect(await status('claire', 'PUT', `/v1/communities/velo/members/${people['claire']}`, { role: 'member' })).toBe(
      409,
    );
    await done('claire', 'PUT', `/v1/communities/velo/members/${people['ada']}`, { role: 'steward' });
    expect(await status('claire', 'DELETE', '/v1/communities/velo/membership')).toBe(200);
    expect(await status('ada', 'DELETE', '/v1/communities/velo/membership')).toBe(409);
  });

  it('of two stewards who name each other member at once leaves one of them', async () => {
    const name = (who: string, other: string) =>
      send(who, 'PUT', `/v1/communities/guild/members/${people[other]}`, { role: 'member' });
    const both = await Promise.all([name('claire', 'sam'), name('sam', 'claire')]);
    const { items } = await done<MemberPage>('ada', 'GET', '/v1/communities/guild/members');
    expect(items.filter(({ role }) => role === 'steward')).toHaveLength(1);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('is listed page by page, stewards first, to those who read there; hidden people to stewards alone', async () => {
    const names = async (who: string) => {
      const found: string[] = [];
      for (let next: string | null = ''; next !== null;) {
        const page: MemberPage = await done(
          who,
          'GET',
          `/v1/communities/velo/members?limit=1${next && `&cursor=${next}`}`,
        );
        found.push(...page.items.map(({ person }) => person.name));
        next = page.next;
      }
      return found;
    };
    expect(await names('eve')).toEqual(['claire Test', 'ada Test']);
    expect(await names('claire')).toEqual(['claire Test', 'ada Test', 'Gus Ghost']);
    expect(await names('ghost')).toEqual(['claire Test', 'ada Test', 'Gus Ghost']);
    expect(await status('eve', 'GET', '/v1/communities/guild/members')).toBe(403);
    expect(await status('eve', 'GET', '/v1/communities/board/members')).toBe(404);
  });
});

describe('what a community is', () => {
  it('is said by its stewards, told to all who may know of it, and used for what is written there', async () => {
    const stream = await listen(app, 'eve');
    await done('claire', 'PATCH', '/v1/communities/velo', {
      ...{ name: 'À vélo', tone: 'Kind.', defaultDegree: 'C0', defaultCommenters: 'nobody' },
    });
    const post = await done<Post>('ada', 'POST', '/v1/posts', { text: 'x', audience: { community: ids['velo'] } });
    const heard = await stream.until(post.id);
    await stream.close();
    expect(heard.map(({ event }) => event.type)).toContain('community.updated');
    expect(post).toMatchObject({ audience: { degree: 'C0', community: { name: 'À vélo' } }, commenters: 'nobody' });
    expect(await status('ada', 'PATCH', '/v1/communities/velo', { name: 'Mine' })).toBe(403);
  });

  it('can be closed further, not opened: what was written for members stays theirs', async () => {
    const open = await done<Post>('claire', 'POST', '/v1/posts', { text: 'x', audience: { community: ids['velo'] } });
    expect(await status('eve', 'GET', `/v1/posts/${open.id}`)).toBe(200);
    await done('claire', 'PATCH', '/v1/communities/velo', { visibility: 'listed' });
    expect(await status('eve', 'GET', `/v1/posts/${open.id}`)).toBe(404);
    expect(await status('claire', 'PATCH', '/v1/communities/velo', { visibility: 'open' })).toBe(409);
    await done('claire', 'PATCH', '/v1/communities/board', { visibility: 'listed' });
    expect(await slugs('eve', 'q=board')).toEqual(['board']);
  });

  it('begins with whoever the settings let found one, who is its steward; the name of a secret one is nobody’s to guess', async () => {
    const body = { name: 'The board', visibility: 'secret', joinRule: 'invite' };
    expect(await status('ada', 'POST', '/v1/communities', body)).toBe(403);
    const key = { 'Idempotency-Key': 'once' };
    const make = async () => (await (await app.as('claire')('POST', '/v1/communities', body, key)).json()) as Community;
    const made = await make();
    expect((await make()).id).toBe(made.id);
    expect(made).toMatchObject({ membership: { role: 'steward' }, visibility: 'secret', abilities: { manage: true } });
    expect(made.slug).toMatch(/^the-board-[0-9a-f]{4}$/);
    expect(await status('eve', 'GET', `/v1/communities/${made.id}`)).toBe(404);
    expect(await status('claire', 'POST', '/v1/posts', { text: 'x', audience: { community: made.id } })).toBe(201);
  });
});
