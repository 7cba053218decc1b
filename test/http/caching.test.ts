/** What may lie in the cache of a browser: nothing that carries what is restricted or confidential. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Degree, type Post, degrees, operations } from '@parvis/contracts';
import { type Company, read, startCompany } from '../support/moderation.ts';

let company: Company;
const posts = {} as Record<Degree, Post>;
const ideas = {} as Record<Degree, Post>;
const comments = {} as Record<Degree, string>;
let found: string;

const word = { C0: 'quartz', C1: 'feldspar', C2: 'obsidian', C3: 'beryl' } as const;

beforeAll(async () => {
  company = await startCompany();
  const { app } = company;
  await app.database.system((tx) => tx.updateTable('person').set({ clearance: 'C3' }).execute());
  for (const degree of degrees) {
    posts[degree] = await company.write('paul', {
      text: `All about ${word[degree]}`,
      tags: [word[degree]],
      audience: { community: company.communities['it-help'], degree },
    });
    ideas[degree] = await company.write('paul', {
      kind: 'idea',
      text: `Less ${word[degree]}`,
      audience: { community: company.communities['it-help'], degree },
    });
    comments[degree] = (await company.answer('ada', posts[degree].id)).id;
    await company.flagged('bob', { kind: 'post', id: posts[degree].id }, { note: `It gives ${word[degree]} away.` });
  }
  const question = await company.write('paul', {
    kind: 'question',
    title: 'Where does obsidian come from?',
    text: 'Who knows?',
    audience: { community: company.communities['it-help'], degree: 'C2' },
  });
  const { id: answered } = await company.answer('ada', question.id);
  expect((await app.as('paul')('PUT', `/v1/posts/${question.id}/accepted/${answered}`)).status).toBe(200);
  expect((await app.as('bob')('PUT', `/v1/posts/${posts.C2.id}/follow`)).status).toBe(200);
  found = (await company.queue('claire'))[0]!.id;
  await company.flagged('bob', { kind: 'post', id: ideas.C2.id });
  const restricted = (await company.queue('claire')).find(({ copy }) => copy.id === ideas.C2.id)!;
  expect((await company.decide('claire', restricted.id, { decision: 'lock' })).status).toBe(200);
  await app.upkeep.settle();
});
afterAll(() => company.app.close());

const cacheControl = async (who: string, path: string): Promise<string | null> => {
  const response = await company.app.as(who)('GET', path);
  expect(response.status).toBe(200);
  return response.headers.get('Cache-Control');
};

/** Operations whose answer is of one degree, and those that always carry what may be of any. */
const byDegree: Record<string, (degree: Degree) => string> = {
  listPosts: (degree) => `/v1/posts?scope=tag&for=${word[degree]}`,
  getPost: (degree) => `/v1/posts/${posts[degree].id}`,
  listIdeaStatuses: (degree) => `/v1/posts/${ideas[degree].id}/status`,
  listComments: (degree) => `/v1/posts/${posts[degree].id}/comments`,
  listPostRevisions: (degree) => `/v1/posts/${posts[degree].id}/revisions`,
  listCommentRevisions: (degree) => `/v1/comments/${comments[degree]}/revisions`,
};
const ofAnyDegree: Record<string, { who: string; path: () => string; carries: string }> = {
  searchExperts: { who: 'ada', path: () => '/v1/experts?q=obsidian', carries: 'obsidian' },
  listContributions: { who: 'paul', path: () => '/v1/me/contributions', carries: 'obsidian' },
  getSurroundings: { who: 'ada', path: () => '/v1/people/paul/surroundings', carries: 'obsidian' },
  getOwnProfile: { who: 'ada', path: () => '/v1/me/profile', carries: 'workingHours' },
  listSkillSuggestions: { who: 'ada', path: () => '/v1/me/skill-suggestions', carries: 'items' },
  listFlags: { who: 'bob', path: () => '/v1/flags', carries: 'obsidian' },
  listCases: { who: 'claire', path: () => '/v1/cases', carries: 'obsidian' },
  getCase: { who: 'claire', path: () => `/v1/cases/${found}`, carries: 'about' },
  getCaseFile: { who: 'claire', path: () => `/v1/cases/${found}/file`, carries: 'about' },
  exportCase: { who: 'claire', path: () => `/v1/cases/${found}/record`, carries: 'about' },
  getCaseFigures: { who: 'claire', path: () => '/v1/case-figures', carries: 'pending' },
  listStatements: { who: 'paul', path: () => '/v1/statements', carries: 'obsidian' },
  getReading: { who: 'bob', path: () => '/v1/me/reading', carries: 'obsidian' },
  suggestExperts: { who: 'ada', path: () => '/v1/experts/suggestions?q=obsidian', carries: 'obsidian' },
  proposeCommunities: { who: 'ada', path: () => '/v1/experts/communities?q=obsidian', carries: 'it-help' },
  suggest: { who: 'ada', path: () => '/v1/suggestions?kind=tags&q=obs', carries: 'obsidian' },
};
/** What people write for an audience of a degree is in none of these. */
const ofNoDegree = [
  'getMe',
  'getPerson',
  'listPeople',
  'listCommunities',
  'getCommunity',
  'getCharter',
  'listOwnAcceptances',
  'listCharterVersions',
  'getCharterVersion',
  'listSkills',
  'getVocabulary',
  'getSkill',
  'previewSkillMerge',
  'listMembers',
  'listRequests',
  'listCommunityRequests',
  'listInvitations',
  'listCommunityInvitations',
];
/** Have tests of their own: stream.test.ts, attachments.test.ts, discussions.test.ts, feeds.test.ts, saved-searches.test.ts. */
const elsewhere = [
  'getScreening',
  'getCharterDraft',
  'listAcceptances',
  'openStream',
  'getAttachment',
  'readAttachment',
  'getDiscussion',
  'listFeedKeys',
  'listSavedSearches',
  'readFeed',
];

describe('what a browser may keep', () => {
  it('is decided for every operation that reads', () => {
    const reads = Object.entries(operations).filter(([, { method }]) => method === 'GET');
    expect([...Object.keys(byDegree), ...Object.keys(ofAnyDegree), ...ofNoDegree, ...elsewhere].toSorted()).toEqual(
      reads.map(([name]) => name).toSorted(),
    );
  });

  for (const [name, path] of Object.entries(byDegree))
    it.each(degrees)(`of ${name} follows the degree of what it carries: %s`, async (degree) => {
      const expected = degree === 'C2' || degree === 'C3' ? 'no-store' : 'private, no-cache';
      expect(await cacheControl('ada', path(degree))).toBe(expected);
    });

  it.each(Object.entries(ofAnyDegree))('of %s is nothing: it carries what is of any degree', async (_, one) => {
    expect(await cacheControl(one.who, one.path())).toBe('no-store');
    const response = await company.app.as(one.who)('GET', one.path());
    expect(JSON.stringify(await read(response))).toContain(one.carries);
  });
});
