/** Who may not write somewhere does not get there by another way. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Case, Post, Problem, StatementPage } from '@parvis/contracts';
import { type Company, read, startCompany } from '../support/moderation.ts';

const hour = 60 * 60_000;
let company: Company;
beforeAll(async () => {
  company = await startCompany();
});
afterAll(() => company.app.close());
const pass = (milliseconds: number): void => {
  company.app.clock.now = new Date(company.app.clock.now.getTime() + milliseconds);
};
// A month later for each: no suspension runs any more, and nobody reaches the limit of a day.
beforeEach(() => pass(31 * 24 * hour));

const inCrew = () => ({ audience: { community: company.communities['crew'] } });
const answerOf = async (response: Response): Promise<string> =>
  response.ok ? 'ok' : (await read<Problem>(response)).code;
const reads = async (who: string, id: string): Promise<number> =>
  (await company.app.as(who)('GET', `/v1/posts/${id}`)).status;
const placeOf = async (id: string): Promise<string | undefined> =>
  (await read<Post>(await company.app.as('rita')('GET', `/v1/posts/${id}`))).audience.community?.slug;
const bring = (who: string, id: string) =>
  company.app.as(who)('PUT', `/v1/posts/${id}/community`, { community: company.communities['it-help'], wider: true });

/** Decides about something that paul wrote in it-help; answers how it is undone. */
async function decideAgainstPaul(body: object): Promise<() => Promise<Response>> {
  const { id } = await company.write('paul');
  await company.flagged('ada', { kind: 'post', id });
  const found = (await company.queue('claire', '?limit=100')).find(({ copy }) => copy.id === id) as Case;
  const response = await company.decide('claire', found.id, body);
  expect(response.status).toBe(200);
  return () => company.app.as('claire')('DELETE', `/v1/cases/${found.id}/decision`);
}

describe('what one may not write', () => {
  it('is not brought along from elsewhere by who is suspended there, or was warned', async () => {
    const post = await company.write('paul', inCrew());
    for (const [body, code] of [
      [{ decision: 'suspend', hours: 24 }, 'suspended'],
      [{ decision: 'warn' }, 'warning-unacknowledged'],
    ] as const) {
      const undo = await decideAgainstPaul(body);
      expect(await answerOf(await bring('paul', post.id))).toBe(code);
      expect((await undo()).status).toBe(200);
    }
    expect(await placeOf(post.id)).toBe('crew');
    expect(await answerOf(await bring('paul', post.id))).toBe('ok');
    expect(await placeOf(post.id)).toBe('it-help');
  });

  it('is not brought along by who has not accepted the charter; a steward who has not still keeps their community', async () => {
    const [own, other] = [await company.write('paul', inCrew()), await company.write('bob', inCrew())];
    await company.app.database.system(async (tx) => {
      await tx.deleteFrom('charter_acceptance').where('person_id', '=', company.people['paul']!).execute();
    });
    company.app.kernel.standings.forget(company.people['paul']!);
    expect(await answerOf(await bring('paul', own.id))).toBe('charter-not-accepted');
    expect(await answerOf(await company.app.as('paul')('PUT', `/v1/posts/${other.id}/pin`))).toBe('ok');
    const charter = { version: 1, language: 'en' };
    expect(await answerOf(await company.app.as('paul')('PUT', '/v1/me/charter', charter))).toBe('ok');
    expect(await answerOf(await bring('paul', own.id))).toBe('ok');
  });

  it('is not published at its time when its author is suspended or warned by then, and stays theirs to send anew', async () => {
    const schedule = () =>
      company.write('paul', { scheduledFor: new Date(company.app.clock.now.getTime() + hour).toISOString() });
    for (const body of [{ decision: 'suspend', hours: 24 }, { decision: 'warn' }]) {
      const post = await schedule();
      const undo = await decideAgainstPaul(body);
      pass(2 * hour);
      await company.app.jobs.publishing.run();
      expect(await reads('ada', post.id)).toBe(404);
      expect(await read<Post>(await company.app.as('paul')('GET', `/v1/posts/${post.id}`))).toMatchObject({
        state: 'scheduled',
        notPublished: 'barred',
      });
      await undo();
      const again = { scheduledFor: new Date(company.app.clock.now.getTime() + hour).toISOString() };
      expect(await answerOf(await company.app.as('paul')('PATCH', `/v1/posts/${post.id}`, again))).toBe('ok');
      pass(2 * hour);
      await company.app.jobs.publishing.run();
      expect(await reads('ada', post.id)).toBe(200);
    }
  });

  it('is not said as a steward either, of the community or of an idea, where one is suspended', async () => {
    const idea = await company.write('ada', { ...inCrew(), kind: 'idea', title: 'A second door' });
    const { id } = await company.write('paul', inCrew());
    await company.flagged('ada', { kind: 'post', id });
    const found = (await company.queue('mona', '?limit=100')).find(({ copy }) => copy.id === id) as Case;
    expect((await company.decide('mona', found.id, { decision: 'suspend', hours: 24 })).status).toBe(200);
    const says = async () => [
      await answerOf(await company.app.as('paul')('PATCH', '/v1/communities/crew', { purpose: 'Mine to say.' })),
      await answerOf(
        await company.app.as('paul')('PUT', `/v1/posts/${idea.id}/status`, { status: 'declined', reason: 'No.' }),
      ),
    ];
    expect(await says()).toEqual(['suspended', 'suspended']);
    const { items } = await read<StatementPage>(await company.app.as('paul')('GET', '/v1/statements?standing=true'));
    expect(items).toMatchObject([{ decision: 'suspend' }]);
    pass(24 * hour);
    expect(await says()).toEqual(['ok', 'ok']);
  });
});
