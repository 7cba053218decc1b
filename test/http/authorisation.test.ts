/**
 * Who may do what: roles × audiences × operations. Every expected status below was written by hand from the rules of the
 * product, never read off the code. An operation that no table lists fails this file.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Charter, CasePage, Comment, Community, FeedKey, Flag, Invitation, MembershipRequest, Post, SavedSearch, StatementPage } from '@parvis/contracts';
import { type OperationName, operations } from '@parvis/contracts/tables';
import { type TestApp, startTestApp, tokenFor } from '../support/app.ts';
import { addCommunities, addPeople } from '../support/seed.ts';
import { jpeg, uploaded } from '../support/uploads.ts';

/**
 * `member`, `steward`, `low` and `author` belong to all communities but the club, `client` to the mixed one, the others to none.
 * Cleared: `low` C0, `cleared` C2, `author` C3, everybody else C1. `departed` has a valid token and left the company; the
 * token of `expired` was valid yesterday; `hidden` is an employee whom nobody finds.
 */
const roles = [
  'anonymous',
  'departed',
  'expired',
  'stranger',
  'hidden',
  'cleared',
  'low',
  'member',
  'steward',
  'moderator',
  'admin',
  'client',
  'supplier',
  'author',
] as const;
type Role = (typeof roles)[number];

let app: TestApp;
let communities: Record<string, string>;
let people: Record<string, string>;
let article: string;
const listed = new Set<OperationName>();

beforeAll(async () => {
  app = await startTestApp({
    config: {
      pages: [
        { prefix: 'https://intranet.test/public/', circles: ['employee'], degree: 'C0' },
        { prefix: 'https://intranet.test/board/', circles: ['employee'], degree: 'C2' },
        ...['open', 'listed', 'secret'].map((community) => ({
          prefix: `https://intranet.test/${community}/`,
          circles: ['employee'],
          degree: 'C1',
          community,
        })),
        { prefix: 'https://intranet.test/mixed/', circles: ['employee', 'client'], degree: 'C1', community: 'mixed' },
      ],
    },
  });
  people = await addPeople(app.database, [
    { userName: 'departed', departedAt: new Date('2026-10-01'), skills: [{ label: { en: 'Skill of departed' } }] },
    { userName: 'expired' },
    { userName: 'stranger' },
    { userName: 'hidden', hidden: true, skills: [{ label: { en: 'Skill of hidden' } }] },
    { userName: 'cleared', clearance: 'C2' },
    { userName: 'low', clearance: 'C0' },
    { userName: 'member' },
    { userName: 'steward' },
    { userName: 'moderator', roles: ['moderator'] },
    { userName: 'admin', roles: ['admin'] },
    { userName: 'client', circle: 'client', skills: [{ label: { en: 'Skill of client' } }] },
    { userName: 'supplier', circle: 'supplier' },
    { userName: 'author', clearance: 'C3', skills: [{ label: { en: 'Skill of author' } }] },
    { userName: 'second', clearance: 'C2' },
  ]);
  const members = { low: 'member', member: 'member', steward: 'steward', author: 'member', second: 'steward' } as const;
  communities = await addCommunities(app.database, people, [
    { slug: 'open', visibility: 'open', joinRule: 'invite', members },
    { slug: 'listed', visibility: 'listed', joinRule: 'invite', members },
    { slug: 'secret', visibility: 'secret', joinRule: 'invite', members },
    {
      slug: 'mixed',
      visibility: 'listed',
      joinRule: 'invite',
      circles: ['employee', 'client'],
      members: { ...members, client: 'member' },
    },
    { slug: 'partners', visibility: 'open', joinRule: 'invite', circles: ['employee', 'supplier'], members },
    {
      slug: 'left',
      visibility: 'listed',
      joinRule: 'invite',
      members: { low: 'member', member: 'member', steward: 'steward' },
    },
    { slug: 'asked', visibility: 'listed', joinRule: 'request', members: { steward: 'steward' } },
    { slug: 'free', members: { low: 'member', member: 'member', steward: 'steward', author: 'member' } },
    {
      slug: 'target',
      visibility: 'secret',
      joinRule: 'invite',
      circles: ['employee', 'client'],
      members: { steward: 'steward', author: 'member', member: 'member', low: 'member', client: 'member' },
    },
    { slug: 'club', visibility: 'listed', joinRule: 'free', members: { second: 'steward' } },
  ]);
  const charter = (await (await app.as('author')('GET', '/v1/charter')).json()) as Charter;
  article = charter.articles[0]!.id;
}, 240_000);
afterAll(() => app?.close());

const tokenOf = async (role: Role): Promise<Record<string, string>> => {
  const yesterday = app.clock.now.getTime() / 1_000 - 24 * 60 * 60;
  if (role === 'anonymous') return {};
  return { Authorization: `Bearer ${await tokenFor(role, role === 'expired' ? { exp: yesterday } : {})}` };
};
const ask = async (role: Role, method: string, path: string, body?: object): Promise<Response> =>
  app.as(undefined)(method, path, body, await tokenOf(role));
const status = async (role: Role, method: string, path: string, body?: object): Promise<number> =>
  (await ask(role, method, path, body)).status;
const answer = async <Body>(who: string, method: string, path: string, body?: object): Promise<Body> => {
  const response = await app.as(who)(method, path, body);
  if (!response.ok) throw new Error(`${method} ${path} as ${who}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Body;
};

const audiences = {
  'everyone:C0': () => ({ community: null, circles: ['employee'], degree: 'C0' }),
  'everyone:C2': () => ({ community: null, circles: ['employee'], degree: 'C2' }),
  'open:C1': () => ({ community: communities['open'], degree: 'C1' }),
  'listed:C1': () => ({ community: communities['listed'], degree: 'C1' }),
  'secret:C1': () => ({ community: communities['secret'], degree: 'C1' }),
  'mixed:C1': () => ({ community: communities['mixed'], degree: 'C1' }),
  'everyone:C1': () => ({ community: null, circles: ['employee'], degree: 'C1' }),
  'everyone:C3': () => ({ community: null, circles: ['employee'], degree: 'C3' }),
  'partners:C1': () => ({ community: communities['partners'], degree: 'C1' }),
  'left:C1': () => ({ community: communities['left'], degree: 'C1' }),
};
type AudienceName = keyof typeof audiences;
type Thing = { post: string; comment: string };

/** `author` was a member of `left` for as long as it took to write there. */
const write = async (audience: AudienceName): Promise<Thing> => {
  if (audience !== 'left:C1') return writeIn(audience);
  const membership = { community_id: communities['left']!, person_id: people['author']! };
  await app.database.system((tx) =>
    tx
      .insertInto('membership')
      .values({ ...membership, since: app.clock.now })
      .execute(),
  );
  app.kernel.standings.forget(people['author']!);
  const thing = await writeIn(audience);
  await app.database.system((tx) =>
    tx
      .deleteFrom('membership')
      .where('community_id', '=', membership.community_id)
      .where('person_id', '=', membership.person_id)
      .execute(),
  );
  app.kernel.standings.forget(people['author']!);
  return thing;
};
const writeIn = async (audience: AudienceName): Promise<Thing> => {
  const post = await answer<Post>('author', 'POST', '/v1/posts', {
    kind: 'question',
    title: 'Who may?',
    text: 'What may be done with this.',
    audience: audiences[audience](),
  });
  const comment = await answer<Comment>('author', 'POST', `/v1/posts/${post.id}/comments`, { text: 'An answer.' });
  return { post: post.id, comment: comment.id };
};
const kept = new Map<AudienceName, Promise<Thing>>();
const shared = (audience: AudienceName): Promise<Thing> => {
  const known = kept.get(audience) ?? write(audience);
  kept.set(audience, known);
  return known;
};

/** Rows: role, then one status for each column of the head. */
function check(operation: OperationName, grid: string, act: (role: Role, column: string) => Promise<number>): void {
  listed.add(operation);
  const [head, ...rows] = grid.trim().split('\n').map((line) => line.trim().split(/\s+/));
  describe(operation, () => {
    it('has a row for every role', () => expect(rows.map(([role]) => role)).toEqual([...roles]));
    it.each(head!.map((column, index) => [column, index + 1] as const))('%s', async (column, index) => {
      const expected = Object.fromEntries(rows.map((row) => [row[0]!, Number(row[index])]));
      const found: Record<string, number> = {};
      for (const role of roles) found[role] = await act(role, column);
      expect(found).toEqual(expected);
    });
  });
}

const onThing =
  (method: string, path: (thing: Thing) => string, body?: object, { fresh = false } = {}) =>
  async (role: Role, column: string): Promise<number> =>
    status(role, method, path(await (fresh ? write : shared)(column as AudienceName)), body);

check('getPost', `
             everyone:C0 everyone:C2 open:C1 listed:C1 secret:C1 mixed:C1  everyone:C1 everyone:C3 partners:C1 left:C1
  anonymous  401         401         401     401       401       401 401         401         401         401
  departed   401         401         401     401       401       401 401         401         401         401
  expired    401         401         401     401       401       401 401         401         401         401
  stranger   200         404         200     404       404       404 200         404         200         404
  hidden     200         404         200     404       404       404 200         404         200         404
  cleared    200         200         200     404       404       404 200         404         200         404
  low        200         404         404     404       404       404 404         404         404         404
  member     200         404         200     200       200       200 200         404         200         200
  steward    200         404         200     200       200       200 200         404         200         200
  moderator  200         404         200     404       404       404 200         404         200         404
  admin      200         404         200     404       404       404 200         404         200         404
  client     404         404         404     404       404       200 404         404         404         404
  supplier   404         404         404     404       404       404 404         404         200         404
  author     200         200         200     200       200       200 200         200         200         404`,
  onThing('GET', ({ post }) => `/v1/posts/${post}`));

/** A post of the author's with an image, by audience. */
const pictured = new Map<string, Promise<{ post: string; image: string }>>();
const withImage = (column: string): Promise<{ post: string; image: string }> => {
  const make = async () => {
    const { id: image } = await uploaded(app, 'author', await jpeg({ width: 8, height: 8 }));
    const body = { text: 'See.', audience: audiences[column as AudienceName](), attachments: [image] };
    return { post: (await answer<Post>('author', 'POST', '/v1/posts', body)).id, image };
  };
  const known = pictured.get(column) ?? make();
  pictured.set(column, known);
  return known;
};
/** As for the post that has it. */
const seesImage = (mayChange: number) => `
             everyone:C0 everyone:C2 open:C1 listed:C1 secret:C1 mixed:C1  everyone:C3 partners:C1
  anonymous  401         401         401     401       401       401 401         401
  departed   401         401         401     401       401       401 401         401
  expired    401         401         401     401       401       401 401         401
  stranger   ${mayChange}         404         ${mayChange}     404       404       404 404         ${mayChange}
  hidden     ${mayChange}         404         ${mayChange}     404       404       404 404         ${mayChange}
  cleared    ${mayChange}         ${mayChange}         ${mayChange}     404       404       404 404         ${mayChange}
  low        ${mayChange}         404         404     404       404       404 404         404
  member     ${mayChange}         404         ${mayChange}     ${mayChange}       ${mayChange}       ${mayChange} 404         ${mayChange}
  steward    ${mayChange}         404         ${mayChange}     ${mayChange}       ${mayChange}       ${mayChange} 404         ${mayChange}
  moderator  ${mayChange}         404         ${mayChange}     404       404       404 404         ${mayChange}
  admin      ${mayChange}         404         ${mayChange}     404       404       404 404         ${mayChange}
  client     404         404         404     404       404       ${mayChange} 404         404
  supplier   404         404         404     404       404       404 404         ${mayChange}`;
check('getAttachment', `${seesImage(200)}
  author     200         200         200     200       200       200 200         200`,
  async (role, column) => status(role, 'GET', `/v1/attachments/${(await withImage(column)).image}`));
// What a post uses is described in an edit of the post.
check('updateAttachment', `${seesImage(403)}
  author     409         409         409     409       409       409 409         409`,
  async (role, column) => status(role, 'PATCH', `/v1/attachments/${(await withImage(column)).image}`, { alt: 'Edited' }));
// What a post uses nobody removes but by editing the post.
check('deleteAttachment', `${seesImage(403)}
  author     409         409         409     409       409       409 409         409`,
  async (role, column) => status(role, 'DELETE', `/v1/attachments/${(await withImage(column)).image}`));
// The address counts, whatever token comes with it: one for the same person, as they are now.
check('readAttachment', `${seesImage(200).replace(/expired .*/, 'expired    200         404         200     404       404       404 404         200').replace(/(anonymous|departed) .*/g, (_, role: string) => `${role}  ${Array<number>(8).fill(404).join(' ')}`)}
  author     200         200         200     200       200       200 200         200`,
  async (role, column) => {
    const { image } = await withImage(column);
    const person = people[role] ?? crypto.randomUUID();
    return (await app.request(app.kernel.addresses.sign(person, image).url)).status;
  });

check('listComments', `
             everyone:C0 everyone:C2 open:C1 listed:C1 secret:C1 mixed:C1  everyone:C1 everyone:C3 partners:C1
  anonymous  401         401         401     401       401       401 401         401         401
  departed   401         401         401     401       401       401 401         401         401
  expired    401         401         401     401       401       401 401         401         401
  stranger   200         404         200     404       404       404 200         404         200
  hidden     200         404         200     404       404       404 200         404         200
  cleared    200         200         200     404       404       404 200         404         200
  low        200         404         404     404       404       404 404         404         404
  member     200         404         200     200       200       200 200         404         200
  steward    200         404         200     200       200       200 200         404         200
  moderator  200         404         200     404       404       404 200         404         200
  admin      200         404         200     404       404       404 200         404         200
  client     404         404         404     404       404       200 404         404         404
  supplier   404         404         404     404       404       404 404         404         200
  author     200         200         200     200       200       200 200         200         200`,
  onThing('GET', ({ post }) => `/v1/posts/${post}/comments`));

check('createComment', `
             everyone:C0 everyone:C2 open:C1 listed:C1 secret:C1 mixed:C1  everyone:C1 everyone:C3 partners:C1
  anonymous  401         401         401     401       401       401 401         401         401
  departed   401         401         401     401       401       401 401         401         401
  expired    401         401         401     401       401       401 401         401         401
  stranger   201         404         201     404       404       404 201         404         201
  hidden     201         404         201     404       404       404 201         404         201
  cleared    201         201         201     404       404       404 201         404         201
  low        201         404         404     404       404       404 404         404         404
  member     201         404         201     201       201       201 201         404         201
  steward    201         404         201     201       201       201 201         404         201
  moderator  201         404         201     404       404       404 201         404         201
  admin      201         404         201     404       404       404 201         404         201
  client     404         404         404     404       404       201 404         404         404
  supplier   404         404         404     404       404       404 404         404         201
  author     201         201         201     201       201       201 201         201         201`,
  onThing('POST', ({ post }) => `/v1/posts/${post}/comments`, { text: 'I know.' }));

const reacts = `
             everyone:C0 everyone:C2 open:C1 listed:C1 secret:C1 mixed:C1  everyone:C1 everyone:C3 partners:C1
  anonymous  401         401         401     401       401       401 401         401         401
  departed   401         401         401     401       401       401 401         401         401
  expired    401         401         401     401       401       401 401         401         401
  stranger   200         404         200     404       404       404 200         404         200
  hidden     200         404         200     404       404       404 200         404         200
  cleared    200         200         200     404       404       404 200         404         200
  low        200         404         404     404       404       404 404         404         404
  member     200         404         200     200       200       200 200         404         200
  steward    200         404         200     200       200       200 200         404         200
  moderator  200         404         200     404       404       404 200         404         200
  admin      200         404         200     404       404       404 200         404         200
  client     404         404         404     404       404       200 404         404         404
  supplier   404         404         404     404       404       404 404         404         200
  author     200         200         200     200       200       200 200         200         200`;
check('addPostReaction', reacts, onThing('PUT', ({ post }) => `/v1/posts/${post}/reactions/thanks`));
check('removePostReaction', reacts, onThing('DELETE', ({ post }) => `/v1/posts/${post}/reactions/thanks`));
check('addCommentReaction', reacts, onThing('PUT', ({ comment }) => `/v1/comments/${comment}/reactions/thanks`));
check('removeCommentReaction', reacts, onThing('DELETE', ({ comment }) => `/v1/comments/${comment}/reactions/thanks`));

const soon = (): object => ({ until: new Date(app.clock.now.getTime() + 60 * 60 * 1_000).toISOString() });
for (const [operation, method, path] of [
  ['addBookmark', 'PUT', 'bookmark'],
  ['removeBookmark', 'DELETE', 'bookmark'],
  ['followPost', 'PUT', 'follow'],
  ['unfollowPost', 'DELETE', 'follow'],
  ['unmutePost', 'DELETE', 'mute'],
] as const)
  check(operation, reacts, onThing(method, ({ post }) => `/v1/posts/${post}/${path}`));
check('mutePost', reacts, async (role, column) =>
  status(role, 'PUT', `/v1/posts/${(await shared(column as AudienceName)).post}/mute`, soon()));
/** What is written once for each audience, of a kind; of another kind than the usual. */
const ofKind = (body: object) => {
  const written = new Map<string, Promise<Post>>();
  return (column: string): Promise<Post> => {
    const known =
      written.get(column) ??
      answer<Post>('steward', 'POST', '/v1/posts', { text: 'x', audience: audiences[column as AudienceName](), ...body });
    written.set(column, known);
    return known;
  };
};
const announcements = ofKind({ kind: 'announcement' });
check('acknowledgePost', `
             open:C1 listed:C1 secret:C1 mixed:C1
  anonymous  401     401       401       401
  departed   401     401       401       401
  expired    401     401       401       401
  stranger   200     404       404       404
  hidden     200     404       404       404
  cleared    200     404       404       404
  low        404     404       404       404
  member     200     200       200       200
  steward    403     403       403       403
  moderator  200     404       404       404
  admin      200     404       404       404
  client     404     404       404       200
  supplier   404     404       404       404
  author     200     200       200       200`,
  async (role, column) => status(role, 'PUT', `/v1/posts/${(await announcements(column)).id}/acknowledgement`));

const polls = ofKind({ kind: 'poll', poll: { options: ['a', 'b'], closesAt: '2026-12-20T09:00:00.000Z' } });
check('answerPoll', `
             everyone:C1 open:C1 listed:C1 secret:C1 mixed:C1
  anonymous  401         401     401       401       401
  departed   401         401     401       401       401
  expired    401         401     401       401       401
  stranger   200         200     404       404       404
  hidden     200         200     404       404       404
  cleared    200         200     404       404       404
  low        404         404     404       404       404
  member     200         200     200       200       200
  steward    200         200     200       200       200
  moderator  200         200     404       404       404
  admin      200         200     404       404       404
  client     404         404     404       404       200
  supplier   404         404     404       404       404
  author     200         200     200       200       200`,
  async (role, column) => status(role, 'PUT', `/v1/posts/${(await polls(column)).id}/answer`, { options: ['1'] }));

const ideas = ofKind({ kind: 'idea' });
check('setIdeaStatus', `
             everyone:C1 open:C1 listed:C1 secret:C1 mixed:C1
  anonymous  401         401     401       401       401
  departed   401         401     401       401       401
  expired    401         401     401       401       401
  stranger   403         403     404       404       404
  hidden     403         403     404       404       404
  cleared    403         403     404       404       404
  low        404         404     404       404       404
  member     403         403     403       403       403
  steward    403         200     200       200       200
  moderator  403         403     404       404       404
  admin      200         403     404       404       404
  client     404         404     404       404       403
  supplier   404         404     404       404       404
  author     403         403     403       403       403`,
  async (role, column) => status(role, 'PUT', `/v1/posts/${(await ideas(column)).id}/status`, { status: 'heard' }));
check('listIdeaStatuses', `
             everyone:C1 open:C1 listed:C1 secret:C1 mixed:C1
  anonymous  401         401     401       401       401
  departed   401         401     401       401       401
  expired    401         401     401       401       401
  stranger   200         200     404       404       404
  hidden     200         200     404       404       404
  cleared    200         200     404       404       404
  low        404         404     404       404       404
  member     200         200     200       200       200
  steward    200         200     200       200       200
  moderator  200         200     404       404       404
  admin      200         200     404       404       404
  client     404         404     404       404       200
  supplier   404         404     404       404       404
  author     200         200     200       200       200`,
  async (role, column) => status(role, 'GET', `/v1/posts/${(await ideas(column)).id}/status`));

/** Somebody else's, that one can see, is refused; what one cannot see does not exist. */
const changes = `
             everyone:C0 everyone:C2 open:C1 listed:C1 secret:C1 mixed:C1  everyone:C1 everyone:C3 partners:C1 left:C1
  anonymous  401         401         401     401       401       401 401         401         401         401
  departed   401         401         401     401       401       401 401         401         401         401
  expired    401         401         401     401       401       401 401         401         401         401
  stranger   403         404         403     404       404       404 403         404         403         404
  hidden     403         404         403     404       404       404 403         404         403         404
  cleared    403         403         403     404       404       404 403         404         403         404
  low        403         404         404     404       404       404 404         404         404         404
  member     403         404         403     403       403       403 403         404         403         403
  steward    403         404         403     403       403       403 403         404         403         403
  moderator  403         404         403     404       404       404 403         404         403         404
  admin      403         404         403     404       404       404 403         404         403         404
  client     404         404         404     404       404       403 404         404         404         404
  supplier   404         404         404     404       404       404 404         404         403         404
  author     200         200         200     200       200       200 200         200         200         404`;
check('updatePost', changes, onThing('PATCH', ({ post }) => `/v1/posts/${post}`, { text: 'Edited.' }));
check('updateComment', changes, onThing('PATCH', ({ comment }) => `/v1/comments/${comment}`, { text: 'Edited.' }));
check('acceptAnswer', changes, onThing('PUT', ({ post, comment }) => `/v1/posts/${post}/accepted/${comment}`));
check('withdrawAnswer', changes, onThing('DELETE', ({ post, comment }) => `/v1/posts/${post}/accepted/${comment}`));

const deletes = `
             everyone:C0 everyone:C2 open:C1 listed:C1 secret:C1 mixed:C1  everyone:C1 everyone:C3 partners:C1 left:C1
  anonymous  401         401         401     401       401       401 401         401         401         401
  departed   401         401         401     401       401       401 401         401         401         401
  expired    401         401         401     401       401       401 401         401         401         401
  stranger   403         404         403     404       404       404 403         404         403         404
  hidden     403         404         403     404       404       404 403         404         403         404
  cleared    403         403         403     404       404       404 403         404         403         404
  low        403         404         404     404       404       404 404         404         404         404
  member     403         404         403     403       403       403 403         404         403         403
  steward    403         404         403     403       403       403 403         404         403         403
  moderator  403         404         403     404       404       404 403         404         403         404
  admin      403         404         403     404       404       404 403         404         403         404
  client     404         404         404     404       404       403 404         404         404         404
  supplier   404         404         404     404       404       404 404         404         403         404
  author     204         204         204     204       204       204 204         204         204         204`;
check('deletePost', deletes, onThing('DELETE', ({ post }) => `/v1/posts/${post}`, undefined, { fresh: true }));
check('deleteComment', deletes, onThing('DELETE', ({ comment }) => `/v1/comments/${comment}`, undefined, { fresh: true }));

check('createFlag', `
             everyone:C0 everyone:C2 open:C1 listed:C1 secret:C1 mixed:C1  everyone:C1 everyone:C3 partners:C1
  anonymous  401         401         401     401       401       401 401         401         401
  departed   401         401         401     401       401       401 401         401         401
  expired    401         401         401     401       401       401 401         401         401
  stranger   201         404         201     404       404       404 201         404         201
  hidden     201         404         201     404       404       404 201         404         201
  cleared    201         201         201     404       404       404 201         404         201
  low        201         404         404     404       404       404 404         404         404
  member     201         404         201     201       201       201 201         404         201
  steward    201         404         201     201       201       201 201         404         201
  moderator  201         404         201     404       404       404 201         404         201
  admin      201         404         201     404       404       404 201         404         201
  client     404         404         404     404       404       201 404         404         404
  supplier   404         404         404     404       404       404 404         404         201
  author     403         403         403     403       403       403 403         403         403`,
  async (role, column) => {
    const { post } = await write(column as AudienceName);
    return status(role, 'POST', '/v1/flags', { subject: { kind: 'post', id: post }, article });
  });

const inCommunities = 'open listed secret mixed';
const knows = `
             ${inCommunities}
  anonymous  401  401    401    401
  departed   401  401    401    401
  expired    401  401    401    401
  stranger   200  200    404    200
  hidden     200  200    404    200
  cleared    200  200    404    200
  low        200  200    200    200
  member     200  200    200    200
  steward    200  200    200    200
  moderator  200  200    404    200
  admin      200  200    404    200
  client     404  404    404    200
  supplier   404  404    404    404
  author     200  200    200    200`;
check('getCommunity', knows, (role, column) => status(role, 'GET', `/v1/communities/${column}`));
check('muteCommunity', knows, (role, column) => status(role, 'PUT', `/v1/communities/${column}/mute`, soon()));
check('unmuteCommunity', knows, (role, column) => status(role, 'DELETE', `/v1/communities/${column}/mute`));
check('moveMarker', knows, (role, column) =>
  status(role, 'PUT', `/v1/me/markers/${column}`, { at: app.clock.now.toISOString() }));

check('listPosts', `
             ${inCommunities}
  anonymous  401  401    401    401
  departed   401  401    401    401
  expired    401  401    401    401
  stranger   200  200    404    200
  hidden     200  200    404    200
  cleared    200  200    404    200
  low        200  200    200    200
  member     200  200    200    200
  steward    200  200    200    200
  moderator  200  200    404    200
  admin      200  200    404    200
  client     404  404    404    200
  supplier   404  404    404    404
  author     200  200    200    200`,
  (role, column) => status(role, 'GET', `/v1/posts?scope=community&for=${column}`));

check('createPost', `
             open listed secret mixed everyone
  anonymous  401  401    401    401   401
  departed   401  401    401    401   401
  expired    401  401    401    401   401
  stranger   403  403    404    403   201
  hidden     403  403    404    403   201
  cleared    403  403    404    403   201
  low        201  201    201    201   201
  member     201  201    201    201   201
  steward    201  201    201    201   201
  moderator  403  403    404    403   201
  admin      403  403    404    403   201
  client     404  404    404    201   422
  supplier   404  404    404    404   422
  author     201  201    201    201   201`,
  (role, column) =>
    status(role, 'POST', '/v1/posts', {
      text: 'Good morning',
      audience: { community: column === 'everyone' ? null : communities[column] },
    }));

/** Whom one may mention is asked by those who may write there. */
check('suggest', `
             open listed secret mixed everyone
  anonymous  401  401    401    401   401
  departed   401  401    401    401   401
  expired    401  401    401    401   401
  stranger   403  403    404    403   200
  hidden     403  403    404    403   200
  cleared    403  403    404    403   200
  low        200  200    200    200   200
  member     200  200    200    200   200
  steward    200  200    200    200   200
  moderator  403  403    404    403   200
  admin      403  403    404    403   200
  client     404  404    404    200   422
  supplier   404  404    404    404   422
  author     200  200    200    200   200`,
  (role, column) =>
    status(role, 'GET', `/v1/suggestions?kind=people&q=au&community=${column === 'everyone' ? column : communities[column]}`));

check('joinCommunity', `
             club listed secret
  anonymous  401  401    401
  departed   401  401    401
  expired    401  401    401
  stranger   200  403    404
  hidden     200  403    404
  cleared    200  403    404
  low        200  200    200
  member     200  200    200
  steward    200  200    200
  moderator  200  403    404
  admin      200  403    404
  client     404  404    404
  supplier   404  404    404
  author     200  200    200`,
  (role, column) => status(role, 'PUT', `/v1/communities/${column}/membership`));

check('leaveCommunity', `
             club
  anonymous  401
  departed   401
  expired    401
  stranger   200
  hidden     200
  cleared    200
  low        200
  member     200
  steward    200
  moderator  200
  admin      200
  client     404
  supplier   404
  author     200`,
  (role, column) => status(role, 'DELETE', `/v1/communities/${column}/membership`));

const opens = `
             author client hidden departed
  anonymous  401    401    401    401
  departed   401    401    401    401
  expired    401    401    401    401
  stranger   200    200    404    200
  hidden     200    200    200    200
  cleared    200    200    404    200
  low        200    200    404    200
  member     200    200    404    200
  steward    200    200    404    200
  moderator  200    200    404    200
  admin      200    200    404    200
  client     404    200    404    404
  supplier   404    404    404    404
  author     200    200    404    200`;
check('getPerson', opens, (role, column) => status(role, 'GET', `/v1/people/${people[column]}`));
check('unfollowPerson', opens, (role, column) => status(role, 'DELETE', `/v1/people/${people[column]}/follow`));
/** Oneself is the only one that one sees and cannot follow. */
const follows = opens
  .replace(/^( *hidden +\d+ +\d+ +)200/m, '$1403')
  .replace(/^( *author +)200/m, '$1403')
  .replace(/^( *client +\d+ +)200/m, '$1403');
check('getSurroundings', opens, (role, column) => status(role, 'GET', `/v1/people/${people[column]}/surroundings`));
const confirmation = async (column: string): Promise<string> => {
  const { id } = await app.database.system((tx) =>
    tx.selectFrom('person_skill').innerJoin('skill', 'skill.id', 'person_skill.skill_id')
      .where('person_id', '=', people[column]!).orderBy('skill.id').select('skill.id').executeTakeFirstOrThrow());
  return `/v1/people/${people[column]}/skills/${id}/confirmation`;
};
check('withdrawConfirmation', opens, async (role, column) => status(role, 'DELETE', await confirmation(column)));
check('followPerson', follows, (role, column) => status(role, 'PUT', `/v1/people/${people[column]}/follow`));
/** Oneself, and somebody who left. */
const confirms = follows.replace(/200$/gm, '403');
check('confirmSkill', confirms, async (role, column) => status(role, 'PUT', await confirmation(column)));
const mandates = opens.replaceAll('200', '403').replace(/^( *admin +)403( +)403/m, '$1200$2200');
check('setMandates', mandates, (role, column) => status(role, 'PUT', `/v1/people/${people[column]}/mandates`, { topics: [] }));

const everybody = `
             all
  anonymous  401
  departed   401
  expired    401
  stranger   200
  hidden     200
  cleared    200
  low        200
  member     200
  steward    200
  moderator  200
  admin      200
  client     200
  supplier   200
  author     200`;
check('createAttachment', everybody.replaceAll('200', '201'), async (role) => {
  const { headers } = new Request('http://x', { headers: await tokenOf(role) });
  const body = (await jpeg({ width: 8, height: 8 })) as Uint8Array<ArrayBuffer>;
  return (await app.request('/v1/attachments', { method: 'POST', headers, body })).status;
});
check('getMe', everybody, (role) => status(role, 'GET', '/v1/me'));
check('getReading', everybody, (role) => status(role, 'GET', '/v1/me/reading'));
check('followTag', everybody, (role) => status(role, 'PUT', '/v1/tags/c%2B%2B/follow'));
check('unfollowTag', everybody, (role) => status(role, 'DELETE', '/v1/tags/c%2B%2B/follow'));
check('listPeople', everybody, (role) => status(role, 'GET', '/v1/people?site=Lyon'));
check('getOwnProfile', everybody, (role) => status(role, 'GET', '/v1/me/profile'));
const readers = { kind: 'profile', community: null };
check('updateProfileField', everybody, (role) => status(role, 'PUT', '/v1/me/profile/pronouns', { value: 'they', readers }));
check('declareSkill', everybody, (role) => status(role, 'PUT', '/v1/me/skills/Juggling', { readers }));
/** One's own row: words that others may not read are a row for each who uses them. */
const juggling = async (role: string): Promise<string> => {
  const own = people[role];
  const { id } = await app.database.system((tx) =>
    tx
      .selectFrom('skill')
      .where('label', '@>', '{"und":"Juggling"}' as never)
      .select('id')
      .orderBy(({ exists, selectFrom }) =>
        exists(
          selectFrom('person_skill')
            .whereRef('skill_id', '=', 'skill.id')
            .where('person_id', '=', own ?? crypto.randomUUID())
            .select('person_id'),
        ), 'desc')
      .limit(1)
      .executeTakeFirstOrThrow());
  return id;
};
check('removeSkill', everybody, async (role) => status(role, 'DELETE', `/v1/me/skills/${await juggling(role)}`));
check('listSkillSuggestions', everybody, (role) => status(role, 'GET', '/v1/me/skill-suggestions'));
check('dismissSkillSuggestion', everybody.replaceAll('200', '204'), async (role) => status(role, 'DELETE', `/v1/me/skill-suggestions/${await newSkill()}`));
check('listContributions', everybody, (role) => status(role, 'GET', '/v1/me/contributions'));
check('getCharter', everybody, (role) => status(role, 'GET', '/v1/charter'));
check('acceptCharter', everybody, (role) => status(role, 'PUT', '/v1/me/charter', { version: 1, language: 'en' }));
check('listOwnAcceptances', everybody, (role) => status(role, 'GET', '/v1/me/charter'));
check('listCharterVersions', everybody, (role) => status(role, 'GET', '/v1/charter/versions'));
check('getCharterVersion', everybody, (role) => status(role, 'GET', '/v1/charter/versions/1'));
/** Only an administrator gets this; `other` is what everybody else is told. */
const administers = (admin: number, other: number): string =>
  everybody.replaceAll('200', String(other)).replace(/^( *admin +)\d+/m, `$1${admin}`);
check('getCharterDraft', administers(200, 404), (role) => status(role, 'GET', '/v1/charter/draft'));
check('saveCharterDraft', administers(412, 404), (role) =>
  status(role, 'PUT', '/v1/charter/draft', {
    tag: 'another',
    major: true,
    summary: { en: '', fr: '' },
    articles: [{ subjects: ['post'], title: { en: 'One', fr: 'Un' }, source: { en: 'One.', fr: 'Un.' } }],
    publishAt: null,
  }));
check('discardCharterDraft', administers(412, 404), (role) => status(role, 'PUT', '/v1/charter/draft/discarded', { tag: 'another' }));
check('publishCharter', administers(412, 404), (role) => status(role, 'PUT', '/v1/charter/draft/published', { tag: 'another' }));
check('listAcceptances', administers(200, 403), (role) => status(role, 'GET', '/v1/charter/versions/1/acceptances'));
check('exportAcceptances', administers(200, 403), (role) => status(role, 'PUT', '/v1/charter/versions/1/export'));
check('listCommunities', everybody, (role) => status(role, 'GET', '/v1/communities'));
check('listFlags', everybody, (role) => status(role, 'GET', '/v1/flags'));
check('listCases', everybody, (role) => status(role, 'GET', '/v1/cases'));
check('searchExperts', everybody, (role) => status(role, 'GET', '/v1/experts?q=printer'));
const adminsOnly = (done: number): string => everybody.replace(/200/g, '403').replace(/^( *admin +)403/m, `$1${done}`);
let skillsMade = 0;
const newSkill = async (): Promise<string> =>
  (await answer<{ id: string }>('admin', 'POST', '/v1/skills', { label: { en: `Skill ${(skillsMade += 1)}` } })).id;
check('createSkill', adminsOnly(201), (role) =>
  status(role, 'POST', '/v1/skills', { label: { en: `Made ${(skillsMade += 1)}` } }),
);
check('getSkill', everybody, async (role) => status(role, 'GET', `/v1/skills/${await newSkill()}`));
check('updateSkill', adminsOnly(200), async (role) =>
  status(role, 'PATCH', `/v1/skills/${await newSkill()}`, { synonyms: { en: ['other'] } }),
);
check('previewSkillMerge', adminsOnly(200), async (role) =>
  status(role, 'GET', `/v1/skills/${await newSkill()}/merge?into=${await newSkill()}`),
);
check('mergeSkill', adminsOnly(200), async (role) =>
  status(role, 'PUT', `/v1/skills/${await newSkill()}/merge`, { into: await newSkill() }),
);
check('retireSkill', adminsOnly(200), async (role) => status(role, 'PUT', `/v1/skills/${await newSkill()}/retirement`));
check('restoreSkill', adminsOnly(200), async (role) =>
  status(role, 'DELETE', `/v1/skills/${await newSkill()}/retirement`),
);
check('suggestExperts', everybody, (role) => status(role, 'GET', '/v1/experts/suggestions?q=printer'));
check('proposeCommunities', everybody, (role) => status(role, 'GET', '/v1/experts/communities?q=printer'));
check('getVocabulary', adminsOnly(200), (role) => status(role, 'GET', '/v1/vocabulary'));
check('listSkills', everybody, (role) => status(role, 'GET', '/v1/skills?q=c%2B%2B'));
check('renderText', everybody, (role) => status(role, 'POST', '/v1/rendered-texts', { text: 'Hello @author' }));
check('listFeedKeys', everybody, (role) => status(role, 'GET', '/v1/me/feed-keys'));
check('countComments', everybody, async (role) => status(role, 'POST', '/v1/discussions/counts', { addresses: ['https://intranet.test/'] }));
check('openStream', everybody, async (role) => {
  const response = await ask(role, 'GET', '/v1/stream');
  await response.body?.cancel();
  return response.status;
});

/** A flag of `member` on a post of `author`, and the case it opens. */
const flagged = async (community: string): Promise<{ flag: string; case: string }> => {
  // A day later, because one person flags twenty things a day at most.
  app.clock.now = new Date(app.clock.now.getTime() + 25 * 60 * 60 * 1_000);
  const { post } = await write(`${community}:C1` as AudienceName);
  const flag = await answer<Flag>('member', 'POST', '/v1/flags', { subject: { kind: 'post', id: post }, article });
  for (let next: string | null = ''; next !== null; ) {
    const page: CasePage = await answer('second', 'GET', `/v1/cases?limit=100${next && `&cursor=${next}`}`);
    const found = page.items.find(({ copy }) => copy.id === post);
    if (found) return { flag: flag.id, case: found.id };
    next = page.next;
  }
  throw new Error('The flag opened no case that the second steward is shown.');
};

check('withdrawFlag', `
             listed secret
  anonymous  401    401
  departed   401    401
  expired    401    401
  stranger   404    404
  hidden     404    404
  cleared    404    404
  low        404    404
  member     200    200
  steward    404    404
  moderator  404    404
  admin      404    404
  client     404    404
  supplier   404    404
  author     404    404`,
  async (role, column) => status(role, 'DELETE', `/v1/flags/${(await flagged(column)).flag}`));

/** The stewards of the community examine; the reporter and the author never do, and nobody else is told that there is a case. */
const examines = `
             listed secret
  anonymous  401    401
  departed   401    401
  expired    401    401
  stranger   404    404
  hidden     404    404
  cleared    404    404
  low        404    404
  member     404    404
  steward    200    200
  moderator  404    404
  admin      404    404
  client     404    404
  supplier   404    404
  author     404    404`;
check('getCase', examines, async (role, column) => status(role, 'GET', `/v1/cases/${(await flagged(column)).case}`));
check('claimCase', examines, async (role, column) => status(role, 'PUT', `/v1/cases/${(await flagged(column)).case}/claim`));
check('releaseCase', examines, async (role, column) => {
  const { case: id } = await flagged(column);
  await app.as('steward')('PUT', `/v1/cases/${id}/claim`);
  return status(role, 'DELETE', `/v1/cases/${id}/claim`);
});
check('decideCase', examines, async (role, column) =>
  status(role, 'PUT', `/v1/cases/${(await flagged(column)).case}/decision`, { decision: 'keep' }));
check('getCaseFile', examines, async (role, column) => status(role, 'GET', `/v1/cases/${(await flagged(column)).case}/file`));
check('exportCase', examines, async (role, column) => status(role, 'GET', `/v1/cases/${(await flagged(column)).case}/record`));
check('createCaseNote', examines.replaceAll('200', '201'), async (role, column) =>
  status(role, 'POST', `/v1/cases/${(await flagged(column)).case}/notes`, { text: 'Look at the dates.' }));

/** The same, removed by the second steward: the statement of reasons is its author's. */
const removed = async (community: string): Promise<{ case: string; statement: string }> => {
  const { case: id } = await flagged(community);
  await answer('second', 'PUT', `/v1/cases/${id}/decision`, { decision: 'remove', article });
  const { items } = await answer<StatementPage>('author', 'GET', '/v1/statements?limit=1');
  return { case: id, statement: items[0]!.id };
};
check('undoDecision', examines, async (role, column) =>
  status(role, 'DELETE', `/v1/cases/${(await removed(column)).case}/decision`));
check('decideAppeal', examines, async (role, column) => {
  const { case: id, statement } = await removed(column);
  await answer('author', 'PUT', `/v1/statements/${statement}/appeal`, { text: 'Look again.' });
  return status(role, 'PUT', `/v1/cases/${id}/appeal`, { outcome: 'granted', publicNote: 'Right.' });
});
/** How things go on a desk is for those who are on one; of a community, for its stewards, and for moderators who may know of it. */
check('getCaseFigures', `
             all open listed secret
  anonymous  401 401  401    401
  departed   401 401  401    401
  expired    401 401  401    401
  stranger   404 404  404    404
  hidden     404 404  404    404
  cleared    404 404  404    404
  low        404 404  404    404
  member     404 404  404    404
  steward    200 200  200    200
  moderator  200 200  200    404
  admin      404 404  404    404
  client     404 404  404    404
  supplier   404 404  404    404
  author     404 404  404    404`,
  (role, column) => status(role, 'GET', `/v1/case-figures${column === 'all' ? '' : `?community=${communities[column]}`}`));

/** What was decided about something is answered by whoever wrote it, and is there for nobody else. */
const concerns = examines.replace('steward    200    200', 'steward    404    404').replace('author     404    404', 'author     200    200');
check('listStatements', everybody, (role) => status(role, 'GET', '/v1/statements'));
check('appealStatement', concerns, async (role, column) =>
  status(role, 'PUT', `/v1/statements/${(await removed(column)).statement}/appeal`, { text: 'Look again.' }));
const told = async (community: string, decision: string): Promise<string> => {
  const { case: id } = await flagged(community);
  await answer('second', 'PUT', `/v1/cases/${id}/decision`, { decision, article });
  const { items } = await answer<StatementPage>('author', 'GET', '/v1/statements?limit=1');
  return items[0]!.id;
};
check('acknowledgeWarning', concerns, async (role, column) => {
  const statement = `/v1/statements/${await told(column, 'warn')}/acknowledgement`;
  const got = await status(role, 'PUT', statement);
  // Until then the author writes nothing, here or in the rows below.
  if (got !== 200) await answer('author', 'PUT', statement);
  return got;
});
check('answerStatement', concerns, async (role, column) =>
  status(role, 'PUT', `/v1/statements/${await told(column, 'unverified')}/answer`, { text: 'The minutes of May.' }));

/** Earlier versions are for whoever reads the thing: the same as the thing itself. */
const histories = `
             everyone:C0 everyone:C2 open:C1 listed:C1 secret:C1 mixed:C1 left:C1
  anonymous  401         401         401     401       401       401      401
  departed   401         401         401     401       401       401      401
  expired    401         401         401     401       401       401      401
  stranger   200         404         200     404       404       404      404
  hidden     200         404         200     404       404       404      404
  cleared    200         200         200     404       404       404      404
  low        200         404         404     404       404       404      404
  member     200         404         200     200       200       200      200
  steward    200         404         200     200       200       200      200
  moderator  200         404         200     404       404       404      404
  admin      200         404         200     404       404       404      404
  client     404         404         404     404       404       200      404
  supplier   404         404         404     404       404       404      404
  author     200         200         200     200       200       200      404`;
check('listPostRevisions', histories, onThing('GET', ({ post }) => `/v1/posts/${post}/revisions`));
check('listCommentRevisions', histories, onThing('GET', ({ comment }) => `/v1/comments/${comment}/revisions`));

/** Stewards alone, of the community that the post is in: a moderator is none. */
const pins = `
             everyone:C0 open:C1 listed:C1 secret:C1 mixed:C1
  anonymous  401         401     401       401       401
  departed   401         401     401       401       401
  expired    401         401     401       401       401
  stranger   403         403     404       404       404
  hidden     403         403     404       404       404
  cleared    403         403     404       404       404
  low        403         404     404       404       404
  member     403         403     403       403       403
  steward    403         200     200       200       200
  moderator  403         403     404       404       404
  admin      403         403     404       404       404
  client     404         404     404       404       403
  supplier   404         404     404       404       404
  author     403         403     403       403       403`;
check('pinPost', pins, onThing('PUT', ({ post }) => `/v1/posts/${post}/pin`));
check('unpinPost', pins, onThing('DELETE', ({ post }) => `/v1/posts/${post}/pin`));

/** What is written to everyone has no steward: a moderator ends its comments. */
const locks = pins.replace('moderator  403', 'moderator  200');
check('lockPost', locks, onThing('PUT', ({ post }) => `/v1/posts/${post}/lock`, undefined, { fresh: true }));
check('unlockPost', locks, onThing('DELETE', ({ post }) => `/v1/posts/${post}/lock`));

/** The author takes it to another community of theirs; so does a steward of where it stands, not from its members to others. */
check('movePost', `
             everyone:C0 open:C1 listed:C1 secret:C1 mixed:C1
  anonymous  401         401     401       401       401
  departed   401         401     401       401       401
  expired    401         401     401       401       401
  stranger   403         403     404       404       404
  hidden     403         403     404       404       404
  cleared    403         403     404       404       404
  low        403         404     404       404       404
  member     403         403     403       403       403
  steward    403         200     403       403       403
  moderator  403         403     404       404       404
  admin      403         403     404       404       404
  client     404         404     404       404       403
  supplier   404         404     404       404       404
  author     200         200     200       200       200`,
  async (role, column) => {
    const { post } = await write(column as AudienceName);
    return status(role, 'PUT', `/v1/posts/${post}/community`, { community: communities['target'], wider: true });
  });

check('createCommunity', `
             all
  anonymous  401
  departed   401
  expired    401
  stranger   403
  hidden     403
  cleared    403
  low        403
  member     403
  steward    403
  moderator  403
  admin      201
  client     403
  supplier   403
  author     403`,
  (role) => status(role, 'POST', '/v1/communities', { name: 'A new one' }));

/** Its stewards manage a community; others who see it are refused. */
const manages = `
             ${inCommunities}
  anonymous  401  401    401    401
  departed   401  401    401    401
  expired    401  401    401    401
  stranger   403  403    404    403
  hidden     403  403    404    403
  cleared    403  403    404    403
  low        403  403    403    403
  member     403  403    403    403
  steward    200  200    200    200
  moderator  403  403    404    403
  admin      403  403    404    403
  client     404  404    404    403
  supplier   404  404    404    404
  author     403  403    403    403`;
check('updateCommunity', manages, (role, column) => status(role, 'PATCH', `/v1/communities/${column}`, { tone: 'Kind.' }));
/** Beside its stewards, moderators where they see who belongs to it. */
const looksFirst = manages.replace(/moderator .*/, 'moderator  200  403    404    403');
check('getScreening', looksFirst, (role, column) => status(role, 'GET', `/v1/communities/${column}/screening`));
check('saveScreening', looksFirst, async (role, column) => {
  const settings = { words: { refuse: [], hold: [], nudge: [] }, newcomers: 0, everything: false, people: [], external: false };
  // The tag is asked of who may read it.
  const read = await app.as('second')('GET', `/v1/communities/${column}/screening`);
  const { tag = 'none' } = (await read.json()) as { tag?: string };
  return status(role, 'PUT', `/v1/communities/${column}/screening`, { ...settings, tag });
});
check('listCommunityRequests', manages, (role, column) => status(role, 'GET', `/v1/communities/${column}/requests`));
check('listCommunityInvitations', manages, (role, column) => status(role, 'GET', `/v1/communities/${column}/invitations`));
check('setMemberRole', manages, (role, column) =>
  status(role, 'PUT', `/v1/communities/${column}/members/${people['low']}`, { role: 'member' }));
check('removeMember', manages, async (role, column) => {
  await app.database.system((tx) =>
    tx
      .insertInto('membership')
      .values({ community_id: communities[column]!, person_id: people['second']!, since: app.clock.now })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
  const answered = await status(role, 'DELETE', `/v1/communities/${column}/members/${people['second']}`);
  await app.database.system((tx) =>
    tx
      .insertInto('membership')
      .values({ community_id: communities[column]!, person_id: people['second']!, role: 'steward', since: app.clock.now })
      .onConflict((conflict) => conflict.columns(['person_id', 'community_id']).doUpdateSet({ role: 'steward' }))
      .execute(),
  );
  app.kernel.standings.forget(people['second']!);
  return answered;
});
check('createInvitation', manages.replaceAll('200', '201'), async (role, column) => {
  await app.database.system((tx) => tx.deleteFrom('invitation').execute());
  return status(role, 'POST', `/v1/communities/${column}/invitations`, { person: 'cleared' });
});

check('listMembers', `
             ${inCommunities}
  anonymous  401  401    401    401
  departed   401  401    401    401
  expired    401  401    401    401
  stranger   200  403    404    403
  hidden     200  403    404    403
  cleared    200  403    404    403
  low        200  200    200    200
  member     200  200    200    200
  steward    200  200    200    200
  moderator  200  403    404    403
  admin      200  403    404    403
  client     404  404    404    200
  supplier   404  404    404    404
  author     200  200    200    200`,
  (role, column) => status(role, 'GET', `/v1/communities/${column}/members`));

const asks = `
             asked free secret listed
  anonymous  401   401  401    401
  departed   401   401  401    401
  expired    401   401  401    401
  stranger   200   403  404    403
  hidden     200   403  404    403
  cleared    200   403  404    403
  low        200   409  409    409
  member     200   409  409    409
  steward    409   409  409    409
  moderator  200   403  404    403
  admin      200   403  404    403
  client     404   404  404    404
  supplier   404   404  404    404
  author     200   409  409    409`;
check('requestMembership', asks, (role, column) =>
  status(role, 'PUT', `/v1/communities/${column}/request`, { note: 'Please.' }));
check('withdrawRequest', asks.replaceAll('409', '200').replaceAll('403', '200'), (role, column) =>
  status(role, 'DELETE', `/v1/communities/${column}/request`));
check('listRequests', everybody, (role) => status(role, 'GET', '/v1/requests'));
check('listInvitations', everybody, (role) => status(role, 'GET', '/v1/invitations'));

/** Whoever asked sees their own wish and does not decide it; others are not told of it. */
check('decideRequest', `
             asked
  anonymous  401
  departed   401
  expired    401
  stranger   404
  hidden     404
  cleared    403
  low        404
  member     404
  steward    200
  moderator  404
  admin      404
  client     404
  supplier   404
  author     404`,
  async (role) => {
    await answer<Community>('cleared', 'PUT', '/v1/communities/asked/request', { note: 'Me.' });
    const { items } = await answer<{ items: MembershipRequest[] }>('steward', 'GET', '/v1/communities/asked/requests');
    const { id } = items.find(({ person }) => person.id === people['cleared'])!;
    const answered = await status(role, 'PUT', `/v1/requests/${id}/decision`, { decision: 'refuse', reason: 'Full.' });
    await answer<Community>('cleared', 'DELETE', '/v1/communities/asked/request');
    return answered;
  });

/** An invitation to a secret community, for `cleared`, by `second`. */
const invited = async (): Promise<string> => {
  await app.database.system((tx) => tx.deleteFrom('invitation').execute());
  const invitation = await answer<Invitation>('second', 'POST', '/v1/communities/secret/invitations', { person: 'cleared' });
  return invitation.id;
};
const answers = `
             secret
  anonymous  401
  departed   401
  expired    401
  stranger   404
  hidden     404
  cleared    200
  low        404
  member     404
  steward    403
  moderator  404
  admin      404
  client     404
  supplier   404
  author     404`;
check('answerInvitation', answers, async (role) =>
  status(role, 'PUT', `/v1/invitations/${await invited()}/answer`, { accept: false }));
check('withdrawInvitation', answers.replace('cleared    200', 'cleared    403').replace('steward    403', 'steward    200'), async (role) =>
  status(role, 'DELETE', `/v1/invitations/${await invited()}`));

const inPages = 'public open listed secret mixed board nowhere';
const pageOf = (column: string): string => (column === 'nowhere' ? 'https://elsewhere.test/' : `https://intranet.test/${column}/page`);
const discusses = (done: number): string => `
             ${inPages}
  anonymous  401    401  401    401    401   401   401
  departed   401    401  401    401    401   401   401
  expired    401    401  401    401    401   401   401
  stranger   ${done}    ${done}  404    404    404   404   404
  hidden     ${done}    ${done}  404    404    404   404   404
  cleared    ${done}    ${done}  404    404    404   ${done}   404
  low        ${done}    404  404    404    404   404   404
  member     ${done}    ${done}  ${done}    ${done}    ${done}   404   404
  steward    ${done}    ${done}  ${done}    ${done}    ${done}   404   404
  moderator  ${done}    ${done}  404    404    404   404   404
  admin      ${done}    ${done}  404    404    404   404   404
  client     404    404  404    404    ${done}   404   404
  supplier   404    404  404    404    404   404   404
  author     ${done}    ${done}  ${done}    ${done}    ${done}   ${done}   404`;
check('getDiscussion', discusses(200), (role, column) =>
  status(role, 'GET', `/v1/discussions?address=${encodeURIComponent(pageOf(column))}`));
check('createDiscussion', discusses(201), (role, column) =>
  status(role, 'POST', '/v1/discussions', { address: pageOf(column), title: 'A page', text: 'Said.' }));

/** As the comments on a post are ended: by the stewards of the community whose page it is, and by moderators where there is none. */
check('lockDiscussion', discusses(403).replace('moderator  403', 'moderator  200')
  .replace('steward    403    403  403    403    403', 'steward    403    200  200    200    200'), (role, column) =>
  status(role, 'PUT', '/v1/discussions/lock', { address: pageOf(column), locked: true }));

const owners = (mine: number): string => `
             own  others
  anonymous  401  401
  departed   401  401
  expired    401  401
  stranger   ${mine}  404
  hidden     ${mine}  404
  cleared    ${mine}  404
  low        ${mine}  404
  member     ${mine}  404
  steward    ${mine}  404
  moderator  ${mine}  404
  admin      ${mine}  404
  client     ${mine}  404
  supplier   ${mine}  404
  author     ${mine}  404`;
const keyOf = async (who: string): Promise<FeedKey> => answer<FeedKey>(who, 'POST', '/v1/me/feed-keys', { name: 'Mail' });
check('createFeedKey', everybody.replaceAll('200', '201'), (role) => status(role, 'POST', '/v1/me/feed-keys', { name: 'Mail' }));
check('deleteFeedKey', owners(204), async (role, column) => {
  const nobody = ['anonymous', 'departed', 'expired'].includes(role);
  const owner = column === 'own' && !nobody ? role : 'second';
  const { id } = await keyOf(owner);
  const answered = await status(role, 'DELETE', `/v1/me/feed-keys/${id}`);
  if (answered !== 204) await app.as(owner)('DELETE', `/v1/me/feed-keys/${id}`);
  return answered;
});
check('listSavedSearches', everybody, (role) => status(role, 'GET', '/v1/me/searches'));
let searches = 0;
const searchOf = async (who: string): Promise<SavedSearch> =>
  answer<SavedSearch>(who, 'POST', '/v1/me/searches', { q: `printer ${searches++}` });
check('saveSearch', everybody.replaceAll('200', '201'), (role) =>
  status(role, 'POST', '/v1/me/searches', { q: `toner ${searches++}` }),
);
for (const [name, method, path] of [
  ['seeSavedSearch', 'POST', '/seen'],
  ['deleteSavedSearch', 'DELETE', ''],
] as const)
  check(name, owners(204), async (role, column) => {
    const nobody = ['anonymous', 'departed', 'expired'].includes(role);
    const owner = column === 'own' && !nobody ? role : 'second';
    const { id } = await searchOf(owner);
    const answered = await status(role, method, `/v1/me/searches/${id}${path}`);
    await app.as(owner)('DELETE', `/v1/me/searches/${id}`);
    return answered;
  });
check('readFeed', `
             key  token others
  anonymous  401  401   401
  departed   401  401   401
  expired    200  401   401
  stranger   200  401   401
  hidden     200  401   401
  cleared    200  401   401
  low        200  401   401
  member     200  401   401
  steward    200  401   401
  moderator  200  401   401
  admin      200  401   401
  client     200  401   401
  supplier   200  401   401
  author     200  401   401`,
  async (role, column) => {
    if (column === 'token') return status(role, 'GET', '/v1/feeds/home');
    const able = !['anonymous', 'departed'].includes(role);
    const owner = column === 'key' && able ? role : 'second';
    const { id, key } = await keyOf(owner);
    const Authorization = `Basic ${btoa(`${role}:${key}`)}`;
    const read = await app.request('/v1/feeds/home', { headers: role === 'anonymous' ? {} : { Authorization } });
    await app.as(owner)('DELETE', `/v1/me/feed-keys/${id}`);
    return read.status;
  });

it('lists every operation of the API', () => {
  expect([...listed].toSorted()).toEqual(Object.keys(operations).toSorted());
});

