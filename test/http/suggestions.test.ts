/** What completes a search for people while it is typed, from the attacker's side too. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { ExpertSuggestions } from '@parvis/contracts';
import { findOrAddPersonal, findOrAddShared } from '../../server/src/audiences/index.ts';
import { parseRichText } from '../../server/src/kernel/richtext/index.ts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { addCommunities, addPeople } from '../support/seed.ts';

let app: TestApp;
let people: Record<string, string>;
let communities: Record<string, string>;

type Asked = { title: string; answer: string; accepted?: boolean; community?: string; degree?: 'C1' | 'C2' };
async function ask({ title, answer, accepted = true, community = 'open', degree = 'C1' }: Asked): Promise<string> {
  const [id, comment] = [v7(), v7()];
  const body = (text: string) => JSON.stringify(parseRichText(text));
  await app.database.system(async (tx) => {
    const audience = await findOrAddShared(tx, { community: communities[community]!, circles: ['employee'], degree });
    await sql`insert into post (id, audience_id, community_id, author_id, kind, title, body, source, tags, created_at)
      values (${id}, ${audience}, ${communities[community]}, ${people['asker']}, 'question', ${title}, ${body('?')}::jsonb, '?', '{}', '2026-11-01')`.execute(
      tx,
    );
    await sql`insert into comment (id, post_id, audience_id, author_id, body, source, created_at)
      values (${comment}, ${id}, ${audience}, ${people['lefevre']}, ${body(answer)}::jsonb, ${answer}, '2026-11-02')`.execute(
      tx,
    );
    if (accepted) await sql`update post set accepted_id = ${comment} where id = ${id}`.execute(tx);
  });
  return id;
}

const suggest = async (q: string, who = 'viewer'): Promise<ExpertSuggestions> => {
  const response = await app.as(who)('GET', `/v1/experts/suggestions?q=${encodeURIComponent(q)}`);
  expect(response.status).toBe(200);
  return (await response.json()) as ExpertSuggestions;
};
const names = async (q: string, who?: string) => (await suggest(q, who)).people.map(({ person }) => person.name);
const questions = async (q: string, who?: string) => (await suggest(q, who)).questions.map(({ title }) => title);
const skills = async (q: string, who?: string) => (await suggest(q, who)).skills.map(({ label }) => label['en']);

beforeAll(async () => {
  app = await startTestApp();
  people = await addPeople(app.database, [
    { userName: 'viewer' },
    { userName: 'asker', name: 'Ines Asker' },
    {
      userName: 'lefevre',
      name: 'Anaïs Lefèvre',
      title: 'Welder',
      skills: [{ label: { en: 'TIG welding', fr: 'soudage TIG' } }, { label: { en: 'C++' } }, { label: { en: 'C#' } }],
    },
    { userName: 'lefebvre', name: 'Marc Lefebvre' },
    { userName: 'ghost', name: 'Zora Lefevre', hidden: true, skills: [{ label: { en: 'Zither' } }] },
    {
      userName: 'gone',
      name: 'Yves Lefevre',
      departedAt: new Date('2026-10-01'),
      skills: [{ label: { en: 'Yodel' } }],
    },
    { userName: 'welt', name: 'Olga Welt' },
    { userName: 'sofia', circle: 'supplier' },
  ]);
  communities = await addCommunities(app.database, people, [
    { slug: 'open' },
    { slug: 'secret', visibility: 'secret', members: { lefevre: 'member' } },
  ]);
  await ask({ title: 'Why does the kiln door jam?', answer: 'Grease the hinge.' });
  await ask({ title: 'Which kiln for enamel?', answer: 'None yet.', accepted: false });
  await ask({ title: 'Is the kiln being sold?', answer: 'Yes, quietly.', community: 'secret' });
  await ask({ title: 'Kiln of the board', answer: 'Secret.', degree: 'C2' });
  await app.database.system(async (tx) => {
    await sql`insert into skill (id, label) values (${v7()}, '{"en":"Zincography"}')`.execute(tx);
    const alone = v7();
    await sql`insert into skill (id, label, free) values (${alone}, '{"und":"Zen"}', true)`.execute(tx);
    await sql`insert into person_skill (person_id, skill_id, audience_id)
      values (${people['lefevre']}, ${alone}, ${await findOrAddPersonal(tx, people['lefevre']!)})`.execute(tx);
  });
  await app.upkeep.settle();
}, 240_000);
afterAll(() => app?.close());

describe('suggestions while typing', () => {
  it.each(['lefevre', 'LEFÈVRE', 'lefe anais', 'anaïs l', 'lefevree', 'leefvre'])('find Lefèvre: %s', async (q) => {
    expect(await names(q)).toContain('Anaïs Lefèvre');
  });

  it('put the whole name before those that begin so, and say who somebody is', async () => {
    const found = (await suggest('lefevre')).people;
    expect(found[0]).toMatchObject({ person: { name: 'Anaïs Lefèvre' }, title: 'Welder' });
    expect(found.every(({ person }) => person.abilities.open)).toBe(true);
  });

  it('let people follow who are a slip away from what was typed, where a skill or a question is not', async () => {
    const order = async (q: string) => {
      const { corrected, people, skills, questions } = await suggest(q);
      return { corrected, people: people.length, skills: skills.length, questions: questions.length };
    };
    expect(await order('weld')).toEqual({ corrected: true, people: 1, skills: 1, questions: 0 });
    expect(await order('lefebre')).toMatchObject({ corrected: false, people: 2, skills: 0 });
    expect(await order('welt')).toMatchObject({ corrected: false, people: 1, skills: 1 });
  });

  it('find skills that somebody declares, and no others', async () => {
    expect(await skills('soudag')).toEqual(['TIG welding']);
    expect(await skills('c++')).toEqual(['C++']);
    expect(await skills('c#')).toEqual(['C#']);
    expect(await skills('zinc')).toEqual([]);
  });

  it('find questions that were answered, by words of the question or its answers, also begun only', async () => {
    for (const q of ['kiln', 'kil', 'kiln door', 'the kiln jam', 'hinge', 'grease hin'])
      expect(await questions(q), q).toEqual(['Why does the kiln door jam?']);
    expect(await questions('kiln parachute rocket')).toEqual([]);
  });

  it('show nobody who is hidden or left, and nothing that the viewer may not read', async () => {
    for (const q of ['zora', 'lefevre', 'yves', 'zora lefevre', 'zorra', 'z', 'zither', 'yodel', 'zen']) {
      const found = JSON.stringify(await suggest(q));
      for (const word of ['Zora', 'Yves', 'Zither', 'Yodel', 'Zen"'])
        expect(found, `${q}: ${word}`).not.toContain(word);
    }
    // A word that stands only in what one may not read is a word that nobody wrote.
    expect(await questions('kiln sold')).toEqual(await questions('kiln snark'));
    expect(await questions('quietly')).toEqual([]);
    expect(await questions('kiln board')).not.toContain('Kiln of the board');
    expect(await questions('kiln sold', 'lefevre')).toEqual(['Is the kiln being sold?']);
    expect(await suggest('kiln', 'sofia')).toEqual({ corrected: false, people: [], skills: [], questions: [] });
  });

  it('read as far for what is there as for what is not: nobody’s secrets are in what is walked', async () => {
    // By construction: every list is read through row-level security, so what only others may read is no row of it.
    const rows = await app.database.read(
      { person: people['sofia']!, audiences: [] },
      {
        name: 'walked',
        text: 'select count(*)::int as n from search_posting where audience_id is not null',
        values: [],
      },
    );
    expect(rows[0]).toEqual([{ n: 0 }]);
    const words = await app.database.read(
      { person: people['sofia']!, audiences: [] },
      { name: 'words', text: `select count(*)::int as n from skill_word where word = 'zen'`, values: [] },
    );
    expect(words[0]).toEqual([{ n: 0 }]);
  });

  it('take whatever is typed', async () => {
    for (const q of [' ', '%', "'", '"', '\\', '🙂', '((', '*', '+++', 'a'.repeat(200), 'le the of', '.'])
      await suggest(q);
    expect((await app.as('viewer')('GET', '/v1/experts/suggestions')).status).toBe(422);
    expect((await app.as('viewer')('GET', `/v1/experts/suggestions?q=${'x'.repeat(201)}`)).status).toBe(422);
  });
});
