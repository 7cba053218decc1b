/** Who may not write somewhere does not get there by another way. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  Case,
  Comment,
  OwnProfile,
  Post,
  Problem,
  Screening,
  StatementOfReasons,
  StatementPage,
} from '@parvis/contracts';
import { type Company, read, startCompany } from '../support/moderation.ts';
import { uploaded } from '../support/uploads.ts';

const hour = 60 * 60_000;
let company: Company;
/** What the check outside answers. */
let checked: () => Promise<Response> = async () => Response.json({ verdict: 'allow' });
beforeAll(async () => {
  company = await startCompany({
    config: {
      screening: { url: 'https://check.test/', secret: 'a secret that is long enough to be one', milliseconds: 5_000 },
    },
    check: () => checked(),
  });
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

  it('is not said as a steward either, of the community or of an idea, nor in an invitation, where one is suspended', async () => {
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
    const invites = async (note: string) =>
      answerOf(
        await company.app.as('paul')('POST', '/v1/communities/crew/invitations', {
          ...{ person: company.people['rita'], note },
        }),
      );
    expect(await invites('Read what I may not post.')).toBe('suspended');
    expect(await invites('')).toBe('ok');
    const { items } = await read<StatementPage>(await company.app.as('paul')('GET', '/v1/statements?standing=true'));
    expect(items).toMatchObject([{ decision: 'suspend' }]);
    pass(24 * hour);
    expect(await says()).toEqual(['ok', 'ok']);
  });
});

/** What is looked at before something is published in it-help from now on. */
async function screenFor(change: object): Promise<void> {
  const path = `/v1/communities/${company.communities['it-help']}/screening`;
  const { tag } = await read<Screening>(await company.app.as('claire')('GET', path));
  const none = { newcomers: 0, everything: false, people: [], external: false };
  const words = { refuse: [], hold: [], nudge: [] };
  expect((await company.app.as('claire')('PUT', path, { ...none, words, ...change, tag })).status).toBe(200);
}

describe('a word that is refused', () => {
  const upload = async (name: string, alt: string): Promise<string> =>
    (await uploaded(company.app, 'paul', undefined, name, alt)).id;

  it('is refused as a tag, in an address, as the name of a file and as what an image shows too, written, edited, moved or later', async () => {
    await screenFor({ words: { refuse: ['idiot'], hold: [], nudge: [] } });
    const there = { audience: { community: company.communities['it-help'] } };
    const fine = await upload('door.jpg', 'A door');
    const post = await company.write('paul', { text: 'Look.', attachments: [fine] });
    const comment = await read<Comment>(
      await company.app.as('paul')('POST', `/v1/posts/${post.id}/comments`, { text: 'Look here.' }),
    );
    const [named, shown] = [await upload('an idiot.jpg', 'A door'), await upload('door.jpg', 'The idiot')];
    const attempts: [string, string, object][] = [
      ['POST', '/v1/posts', { text: 'Look.', tags: ['idiot'], ...there }],
      ['POST', '/v1/posts', { text: 'Look [here](https://example.test/idiot).', ...there }],
      ['POST', '/v1/posts', { text: 'Look [here](https://example.test/%69diot).', ...there }],
      ['PATCH', `/v1/posts/${post.id}`, { text: '> **[here](https://example.test/id-iot)**' }],
      ['POST', '/v1/posts', { text: 'Look.', attachments: [named], ...there }],
      ['POST', '/v1/posts', { text: 'Look.', attachments: [shown], ...there }],
      ['POST', `/v1/posts/${post.id}/comments`, { text: 'Look.', attachments: [shown] }],
      ['PATCH', `/v1/posts/${post.id}`, { tags: ['idiot'] }],
      ['PATCH', `/v1/posts/${post.id}`, { attachments: [fine, shown] }],
      ['PATCH', `/v1/posts/${post.id}`, { descriptions: [{ id: fine, alt: 'The idiot' }] }],
      ['PATCH', `/v1/comments/${comment.id}`, { text: 'Look.', attachments: [named] }],
    ];
    for (const [method, path, body] of attempts)
      expect([body, await answerOf(await company.app.as('paul')(method, path, body))]).toEqual([body, 'refused-words']);
    const elsewhere = await company.write('paul', { ...inCrew(), text: 'Look.', attachments: [shown] });
    expect(await answerOf(await bring('paul', elsewhere.id))).toBe('refused-words');
    const scheduledFor = new Date(company.app.clock.now.getTime() + hour).toISOString();
    const later = await company.write('paul', { text: 'Look.', tags: ['idiot'], scheduledFor });
    pass(2 * hour);
    await company.app.jobs.publishing.run();
    expect(await read<Post>(await company.app.as('paul')('GET', `/v1/posts/${later.id}`))).toMatchObject({
      state: 'scheduled',
      notPublished: 'refused-words',
    });
    await screenFor({});
  });
});

describe('what waits for a steward', () => {
  it('is not published by withdrawing a flag that lay on it before', async () => {
    const { id } = await company.write('paul', { text: 'Fine words.' });
    const flag = await company.flagged('rita', { kind: 'post', id });
    await screenFor({ words: { refuse: [], hold: ['merger'], nudge: [] } });
    expect(await answerOf(await company.app.as('paul')('PATCH', `/v1/posts/${id}`, { text: 'The merger.' }))).toBe(
      'ok',
    );
    expect(await reads('ada', id)).toBe(404);
    expect(await answerOf(await company.app.as('rita')('DELETE', `/v1/flags/${flag.id}`))).toBe('ok');
    expect(await reads('ada', id)).toBe(404);
    const found = (await company.queue('claire', '?limit=100')).find(({ copy }) => copy.id === id) as Case;
    const keep = { decision: 'keep', article: null };
    expect((await company.decide('claire', found.id, keep)).status).toBe(200);
    expect(await reads('ada', id)).toBe(200);
    await screenFor({});
  });
});

describe('the check outside', () => {
  it('has no opinion of what was changed while it was asked', async () => {
    await screenFor({ external: true });
    const post = await company.write('bob', { ...inCrew(), text: 'Good words.' });
    const verdicts = ['allow', 'refuse'];
    checked = async () => {
      if (verdicts.length === 2) {
        const edit = await company.app.as('bob')('PATCH', `/v1/posts/${post.id}`, { text: 'Wicked words.' });
        expect(edit.status).toBe(200);
      }
      return Response.json({ verdict: verdicts.shift(), words: ['wicked'] });
    };
    expect(await answerOf(await bring('bob', post.id))).toBe('refused-words');
    expect(verdicts).toEqual([]);
    expect(await placeOf(post.id)).toBe('crew');
    await screenFor({});
  });
});

describe('what an appeal came to', () => {
  it.each(['granted', 'rejected'])('is not undone by who had decided before: %s', async (outcome) => {
    const { id } = await company.write('paul');
    await company.flagged('ada', { kind: 'post', id });
    const found = (await company.queue('claire', '?limit=100')).find(({ copy }) => copy.id === id) as Case;
    expect((await company.decide('claire', found.id)).status).toBe(200);
    const { items } = await read<StatementPage>(await company.app.as('paul')('GET', `/v1/statements?subject=${id}`));
    const appeal = { text: 'It was a quotation.' };
    expect(
      (await company.app.as('paul')('PUT', `/v1/statements/${(items[0] as StatementOfReasons).id}/appeal`, appeal))
        .status,
    ).toBe(200);
    const decision = { outcome, publicNote: 'Looked at again.' };
    expect((await company.app.as('sam')('PUT', `/v1/cases/${found.id}/appeal`, decision)).status).toBe(200);
    const path = `/v1/cases/${found.id}`;
    expect((await read<Case>(await company.app.as('claire')('GET', path))).abilities.undo).toBe(false);
    expect(await answerOf(await company.app.as('claire')('DELETE', `${path}/decision`))).toBe('forbidden');
    expect(await reads('ada', id)).toBe(outcome === 'granted' ? 200 : 404);
    expect((await read<Case>(await company.app.as('sam')('GET', path))).abilities.undo).toBe(true);
    expect(await answerOf(await company.app.as('sam')('DELETE', `${path}/decision`))).toBe('ok');
  });
});

describe('a word of one’s own', () => {
  const declare = async (who: string, name: string): Promise<OwnProfile['skills'][number]> => {
    const readers = { kind: 'self', community: null };
    const path = `/v1/me/skills/${encodeURIComponent(name)}`;
    const response = await company.app.as(who)('PUT', path, { level: null, tags: [], readers });
    expect(response.status).toBe(200);
    return (await read<OwnProfile>(response)).skills.at(-1)!;
  };

  it('that others may not read is told to nobody who uses the same', async () => {
    const first = await declare('ada', 'Projet Alizé');
    const second = await declare('bob', 'projet ALIZE');
    expect(second.label).toEqual({ und: 'projet ALIZE' });
    expect(second.id).not.toBe(first.id);
    // One’s own is found again, in whichever spelling.
    expect((await declare('bob', 'PROJET alizé')).id).toBe(second.id);
    expect((await read<OwnProfile>(await company.app.as('bob')('GET', '/v1/me/profile'))).skills).toHaveLength(1);
  });
});
