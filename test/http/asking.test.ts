/** Where a question that nobody was found for is proposed to be asked. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommunityProposals } from '@parvis/contracts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { addCommunities, addPeople } from '../support/seed.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  const people = await addPeople(app.database, [
    { userName: 'ada' },
    { userName: 'ben' },
    { userName: 'sam', circle: 'supplier' },
  ]);
  const communities = await addCommunities(app.database, people, [
    { slug: 'kilns', name: 'Kilns', members: { ada: 'member', ben: 'steward' } },
    { slug: 'gardens', name: 'Gardens', members: { ada: 'member', ben: 'steward' } },
    { slug: 'board', name: 'Board', visibility: 'secret', joinRule: 'invite', members: { ben: 'steward' } },
    { slug: 'bakery', name: 'Bakery', members: { ben: 'steward' } },
  ]);
  const write = async (slug: string, text: string, degree = 'C1') => {
    const body = { kind: 'update', text, audience: { community: communities[slug], degree } };
    const response = await app.as('ben')('POST', '/v1/posts', body);
    if (!response.ok) throw new Error(await response.text());
  };
  await write('kilns', 'The thermocouple of the kiln drifts.');
  await write('gardens', 'Marigolds beside the hedge.');
  await write('bakery', 'A sourdough that would not rise: thermocouple, again.');
  await write('board', 'The orangery is to be sold.');
  await app.upkeep.settle();
}, 240_000);
afterAll(() => app?.close());

const proposed = async (who: string, q: string) => {
  const response = await app.as(who)('GET', `/v1/experts/communities?q=${encodeURIComponent(q)}`);
  expect(response.status).toBe(200);
  return ((await response.json()) as CommunityProposals).items.map(({ slug }) => slug);
};

describe('communities proposed for a question', () => {
  it('are those in which one may write and others wrote about it', async () => {
    expect(await proposed('ada', 'Why does a thermocouple drift?')).toEqual(['kilns']);
    expect(await proposed('ada', 'marigold')).toEqual(['gardens']);
    expect(await proposed('ben', 'thermocouple')).toEqual(expect.arrayContaining(['kilns', 'bakery']));
  });

  it('are those that are called so, too', async () => {
    expect(await proposed('ada', 'gardens')).toEqual(['gardens']);
  });

  it('say nothing of what one may not read: a word that stands there alone is a word that nobody wrote', async () => {
    expect(await proposed('ben', 'orangery')).toEqual(['board']);
    expect(await proposed('ada', 'orangery')).toEqual(await proposed('ada', 'zyzzyva'));
    expect(await proposed('sam', 'thermocouple')).toEqual([]);
  });
});
