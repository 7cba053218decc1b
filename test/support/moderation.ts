/** A company to moderate: who reports to whom, who keeps which community, and the few calls that its tests repeat. */
import type { Article, Case, CasePage, Charter, Comment, Flag, Post } from '@parvis/contracts';
import { type TestApp, type TestOptions, startTestApp } from './app.ts';
import { addCommunities, addPeople } from './seed.ts';

export type Company = {
  app: TestApp;
  people: Record<string, string>;
  communities: Record<string, string>;
  articles: Article[];
  write(who: string, body?: object): Promise<Post>;
  answer(who: string, post: string, text?: string): Promise<Comment>;
  flag(who: string, subject: object, more?: object): Promise<Response>;
  flagged(who: string, subject: object, more?: object): Promise<Flag>;
  queue(who: string, query?: string): Promise<Case[]>;
  decide(who: string, id: string, body?: object): Promise<Response>;
};

export const read = async <Body>(response: Response): Promise<Body> => (await response.json()) as Body;

/**
 * it-help: stewards claire and sam; members paul (who writes), ada, bob, cleo, mary (paul's manager), rita (who reports
 * to paul). board, secret: steward claire. Moderators: mona and max. sofia is a supplier.
 */
export async function startCompany(options: TestOptions = {}): Promise<Company> {
  const app = await startTestApp(options);
  const people = await addPeople(app.database, [
    { userName: 'claire' },
    { userName: 'sam' },
    { userName: 'mary' },
    { userName: 'paul', manager: 'mary', bio: 'Pumps and compressors.' },
    { userName: 'rita', manager: 'paul' },
    { userName: 'ada' },
    { userName: 'bob' },
    { userName: 'cleo' },
    { userName: 'mona', roles: ['moderator'] },
    { userName: 'max', roles: ['moderator'] },
    { userName: 'sofia', circle: 'supplier' },
  ]);
  const communities = await addCommunities(app.database, people, [
    {
      slug: 'it-help',
      members: {
        claire: 'steward',
        sam: 'steward',
        mary: 'member',
        paul: 'member',
        rita: 'member',
        ada: 'member',
        bob: 'member',
        cleo: 'member',
      },
    },
    { slug: 'board', visibility: 'secret', members: { claire: 'steward' } },
    { slug: 'crew', members: { paul: 'steward', ada: 'member', bob: 'member', cleo: 'member', mary: 'member' } },
  ]);
  const { articles } = await read<Charter>(await app.as('ada')('GET', '/v1/charter'));
  const flag = (who: string, subject: object, more: object = {}) =>
    app.as(who)('POST', '/v1/flags', { subject, article: articles[1]!.id, note: 'Please look.', ...more });
  const expectStatus = async (status: number, response: Response): Promise<Response> => {
    if (response.status !== status) throw new Error(`${response.status}: ${await response.text()}`);
    return response;
  };
  return {
    app,
    people,
    communities,
    articles,
    flag,
    write: async (who, body = {}) =>
      read<Post>(
        await expectStatus(
          201,
          await app.as(who)('POST', '/v1/posts', {
            text: 'The old pumps are for *idiots*.',
            audience: { community: communities['it-help'] },
            ...body,
          }),
        ),
      ),
    answer: async (who, post, text = 'Only idiots say so.') =>
      read<Comment>(await expectStatus(201, await app.as(who)('POST', `/v1/posts/${post}/comments`, { text }))),
    flagged: async (who, subject, more) => read<Flag>(await expectStatus(201, await flag(who, subject, more))),
    queue: async (who, query = '') =>
      (await read<CasePage>(await expectStatus(200, await app.as(who)('GET', `/v1/cases${query}`)))).items,
    decide: (who, id, body = {}) =>
      app.as(who)('PUT', `/v1/cases/${id}/decision`, {
        decision: 'remove',
        article: articles[1]!.id,
        publicNote: 'Discuss ideas, not people.',
        internalNote: 'Second time this month.',
        ...body,
      }),
  };
}
