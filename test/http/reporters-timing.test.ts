/**
 * Who flagged does not show by how long anything takes: whatever an author reads costs the database the same before and
 * after a flag, whoever sent it, to the row. What costs the same takes the same time, but for chance; a clock would say
 * less, and not always the same.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Comment, FeedKey, Post } from '@parvis/contracts';
import { type OperationName, operations } from '@parvis/contracts/tables';
import { openTestDatabase, postgres } from '../support/app.ts';
import { type Cost, type Meter, createMeter } from '../support/meter.ts';
import { type Company, read, startCompany } from '../support/moderation.ts';
import { jpeg, uploaded } from '../support/uploads.ts';

/** Who flags something of theirs: a colleague, who leads them, whom they lead, who else would examine it. */
const authors = [
  { author: 'paul', part: 'a member', reporters: ['ada', 'mary', 'rita', 'sam'] },
  { author: 'claire', part: 'a steward of the community', reporters: ['ada', 'sam'] },
  { author: 'mona', part: 'a moderator', reporters: ['ada', 'max'] },
] as const;
type Author = (typeof authors)[number]['author'];

const nothing = '01890000-0000-7000-8000-000000000000';

type Written = { post: Post; comment: Comment };
type Who = { id: string; name: string };
/** All that an author can ask for; `reporter` is the person whom they suspect. */
const reads: Record<string, (written: Written, author: Who, reporter: Who) => readonly string[]> = {
  getMe: () => ['/v1/me'],
  listContributions: () => ['/v1/me/contributions'],
  getReading: () => ['/v1/me/reading'],
  getOwnProfile: () => ['/v1/me/profile'],
  listSkillSuggestions: () => ['/v1/me/skill-suggestions'],
  listPeople: () => ['/v1/people'],
  getSurroundings: (_, author, reporter) => [author, reporter].map(({ id }) => `/v1/people/${id}/surroundings`),
  getPerson: (_, author, reporter) => [author, reporter].map(({ id }) => `/v1/people/${id}`),
  searchExperts: (_, author, reporter) => [author.name, reporter.name, 'pumps'].map((q) => `/v1/experts?q=${q}`),
  suggestExperts: (_, __, reporter) => [`/v1/experts/suggestions?q=${reporter.name}`],
  proposeCommunities: () => ['/v1/experts/communities?q=pumps'],
  getVocabulary: () => ['/v1/vocabulary?q=pu'],
  listSkills: () => ['/v1/skills'],
  getSkill: () => [`/v1/skills/${nothing}`],
  previewSkillMerge: () => [`/v1/skills/${nothing}/merge?into=${nothing}`],
  listCommunities: () => ['/v1/communities'],
  getCommunity: () => ['/v1/communities/it-help'],
  listMembers: () => ['/v1/communities/it-help/members'],
  listCommunityRequests: () => ['/v1/communities/it-help/requests'],
  listRequests: () => ['/v1/requests'],
  listCommunityInvitations: () => ['/v1/communities/it-help/invitations'],
  listInvitations: () => ['/v1/invitations'],
  listPosts: (_, author, reporter) =>
    [
      ...['', '?scope=everyone', '?scope=everyone&q=pumps', '?scope=community&for=it-help'],
      ...[author, reporter].map(({ id }) => `?scope=person&for=${id}`),
    ].map((query) => `/v1/posts${query}`),
  getPost: ({ post }) => [`/v1/posts/${post.id}`],
  listPostRevisions: ({ post }) => [`/v1/posts/${post.id}/revisions`],
  listCommentRevisions: ({ comment }) => [`/v1/comments/${comment.id}/revisions`],
  suggest: (_, __, reporter) => [`/v1/suggestions?kind=people&q=${reporter.name}&community=it-help`],
  listIdeaStatuses: ({ post }) => [`/v1/posts/${post.id}/status`],
  getAttachment: ({ post }) => [`/v1/attachments/${post.attachments![0]!.id}`],
  readAttachment: ({ post }) => [post.attachments![0]!.url],
  listComments: ({ post }) => [`/v1/posts/${post.id}/comments`],
  getDiscussion: () => ['/v1/discussions?url=https%3A%2F%2Fintranet.test%2Fpumps'],
  listFeedKeys: () => ['/v1/me/feed-keys'],
  listSavedSearches: () => ['/v1/me/searches'],
  readFeed: () => ['/v1/feeds/home', '/v1/feeds/community?for=it-help'],
  getScreening: () => ['/v1/communities/it-help/screening'],
  getCharter: () => ['/v1/charter'],
  listOwnAcceptances: () => ['/v1/me/charter'],
  listCharterVersions: () => ['/v1/charter/versions'],
  getCharterVersion: () => ['/v1/charter/versions/1'],
  getCharterDraft: () => ['/v1/charter/draft'],
  listAcceptances: () => ['/v1/charter/versions/1/acceptances'],
  listFlags: ({ post, comment }, author) => [
    '/v1/flags',
    `/v1/flags?kind=post&id=${post.id}`,
    `/v1/flags?kind=comment&id=${comment.id}`,
    `/v1/flags?kind=person&id=${author.id}`,
  ],
  listCases: () => ['/v1/cases', '/v1/cases?state=open&order=weight'],
  getCase: ({ post }) => [`/v1/cases/${post.id}`],
  getCaseFile: ({ post }) => [`/v1/cases/${post.id}/file`],
  exportCase: ({ post }) => [`/v1/cases/${post.id}/record`],
  getCaseFigures: () => ['/v1/case-figures', '/v1/case-figures?community=it-help'],
  listStatements: ({ post }) => ['/v1/statements', '/v1/statements?standing=true', `/v1/statements?subject=${post.id}`],
};
/** What an author is told without asking: that nothing is, `reporters.test.ts` says. */
const told = ['openStream'];

let company: Company;
let meter: Meter;
const keys = {} as Record<Author, string>;

beforeAll(async () => {
  meter = createMeter(await openTestDatabase());
  company = await startCompany({ database: meter.database });
  for (const { author } of authors) {
    const made = await company.app.as(author)('POST', '/v1/me/feed-keys', { name: 'A reader' });
    keys[author] = (await read<FeedKey>(made)).key!;
  }
}, 120_000);
afterAll(() => company?.app.close());

/** Until this process has heard of everything that was written, and the index of the search has taken it in. */
const settled = async (): Promise<void> => {
  await company.app.upkeep.settle();
  await vi.waitFor(() => expect(company.app.relay.isSettled()).toBe(true), 10_000);
};

/** Of one answer: what it says, but for what is drawn anew each time, and what it cost. */
type Answer = { path: string; status: number; headers: string[]; body: string; cost: Cost };

async function ask(author: Author, path: string): Promise<Answer> {
  const feed = path.startsWith('/v1/feeds/') && { Authorization: `Basic ${btoa(`${author}:${keys[author]}`)}` };
  const { result, cost } = await meter.measure(async () => {
    const response = await company.app.as(feed ? undefined : author)('GET', path, undefined, feed || {});
    return { response, body: await response.text() };
  });
  const headers = [...result.response.headers].flatMap(([name, value]) =>
    name === 'x-request-id' ? [] : `${name}: ${name === 'stream-position' ? `${value.length} characters` : value}`,
  );
  // Those that are under way together are answered in any order.
  cost.statements.sort();
  // A server plans anew whenever its statistics change. There, what is asked for and answered is compared; the rows that are
  // looked at, on the engine that changes no plan by itself.
  if (postgres) cost.work = {};
  // The request has a name of its own, which a problem tells.
  const body = result.body.replace(/"requestId":"[^"]*"/, '"requestId":""');
  return { path, status: result.response.status, headers, body, cost };
}

async function askAll(author: Author, reporter: string, written: Written): Promise<Answer[]> {
  const answers: Answer[] = [];
  const [one, other] = [author, reporter].map((name) => ({ name, id: company.people[name]! })) as [Who, Who];
  for (const paths of Object.values(reads))
    for (const path of paths(written, one, other)) answers.push(await ask(author, path));
  return answers;
}

async function write(author: Author): Promise<Written> {
  const { id } = await uploaded(company.app, author, await jpeg());
  const audience = author === 'mona' ? { community: null, circles: ['employee'], degree: 'C0' } : undefined;
  const post = await company.write(author, { attachments: [id], ...(audience && { audience }) });
  const comment = await company.answer(author, post.id);
  return { post, comment };
}

/** What is asked a second time finds in memory what the first put there: from then on nothing changes by asking. */
async function warmed(author: Author, reporter: string, written: Written): Promise<Answer[]> {
  await settled();
  await askAll(author, reporter, written);
  return askAll(author, reporter, written);
}

describe('what an author is answered', () => {
  it('is asked of every operation that reads', () => {
    const all = Object.entries(operations).flatMap(([name, { method }]) => (method === 'GET' ? [name] : []));
    expect([...Object.keys(reads), ...told].toSorted()).toEqual(all.toSorted() as OperationName[]);
  });

  it('is measured by what it costs: one row more is seen', async () => {
    const written = await write('paul');
    const before = await warmed('paul', 'ada', written);
    expect(await askAll('paul', 'ada', written)).toEqual(before);
    expect(before.filter(({ status }) => status === 200).length).toBeGreaterThan(40);
    expect(before.filter(({ cost }) => cost.statements.length > 0).length).toBeGreaterThan(30);
    await company.answer('ada', written.post.id, 'Another comment.');
    await settled();
    const after = await askAll('paul', 'ada', written);
    const moved = (path: string) =>
      JSON.stringify(before.find((one) => one.path === path)!.cost) !==
      JSON.stringify(after.find((one) => one.path === path)!.cost);
    expect(moved(`/v1/posts/${written.post.id}/comments`)).toBe(true);
    expect(moved('/v1/communities')).toBe(false);
  }, 240_000);

  it.each(authors)(
    'costs the same and says the same whether anybody flagged it, whoever did: $author, $part',
    async ({ author, reporters }) => {
      const { app, people } = company;
      const [suspect] = reporters;
      const written = await write(author);
      const before = await warmed(author, suspect, written);
      const same = async (what: string) => {
        await settled();
        const after = await askAll(author, suspect, written);
        for (const [at, answer] of after.entries()) expect(answer, `${what}: ${answer.path}`).toEqual(before[at]);
      };
      const subject = { kind: 'post', id: written.post.id };
      for (const reporter of reporters) {
        const { id } = await company.flagged(reporter, subject);
        await same(`flagged by ${reporter}`);
        expect((await app.as(reporter)('DELETE', `/v1/flags/${id}`)).status).toBe(200);
      }
      await company.flagged(suspect, subject);
      await company.flagged('bob', subject);
      await company.flagged(suspect, { kind: 'comment', id: written.comment.id });
      await company.flagged(suspect, { kind: 'person', id: people[author] });
      await same('by two people, and more of theirs by one');
      const examiner = author === 'paul' ? 'claire' : author === 'claire' ? 'sam' : 'max';
      const found = (await company.queue(examiner)).find(({ copy }) => copy.id === subject.id)!;
      expect((await app.as(examiner)('PUT', `/v1/cases/${found.id}/claim`)).status).toBe(200);
      await same('examined');
    },
    240_000,
  );
});
