import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, PersonRow } from '@parvis/contracts';
import { type TestApp, startTestApp } from '../support/app.ts';
import { addPeople } from '../support/seed.ts';

let app: TestApp;
let ids: Record<string, string>;

beforeAll(async () => {
  app = await startTestApp({ config: { chatTemplate: 'https://chat.example/to/{userName}' } });
  ids = await addPeople(app.database, [
    { userName: 'claire.martin', title: 'Head of support', unit: 'digital/it-support', timeZone: 'Europe/Paris' },
    {
      userName: 'david',
      mail: 'david@example.com',
      phone: '+33 1 23 45 67 89',
      manager: 'claire.martin',
      skills: [
        { label: { en: 'Welding' }, level: 'learning' },
        { label: { en: 'C++' }, level: 'expert', tags: ['ask-me-about'] },
        { label: { en: 'Excel' } },
        { label: { en: 'Go' }, level: 'proficient' },
      ],
    },
    {
      userName: 'gone',
      departedAt: new Date('2026-06-30T00:00:00.000Z'),
      deputy: 'david',
      mail: 'gone@example.com',
      phone: '+33 1 00 00 00 00',
    },
    { userName: 'ghost', hidden: true },
    { userName: 'sofia', circle: 'supplier' },
  ]);
});
afterAll(() => app.close());

const open = (who: string, person: string) => app.as(who)('GET', `/v1/people/${encodeURIComponent(person)}`);
const card = async (who: string, person: string) => (await (await open(who, person)).json()) as Person;

describe('the card of a person', () => {
  it('is found by id and by user name', async () => {
    const person = await card('david', ids['claire.martin']!);
    expect(person).toMatchObject({ userName: 'claire.martin', title: 'Head of support', unit: 'digital/it-support' });
    expect(await card('david', 'claire.martin')).toEqual(person);
  });

  it('shows the ways to reach them, their manager, and their skills with the strongest first', async () => {
    const person = await card('claire.martin', 'david');
    expect(person).toMatchObject({
      mail: 'david@example.com',
      phone: '+33 1 23 45 67 89',
      chat: 'https://chat.example/to/david',
      manager: { id: ids['claire.martin'], departed: false },
    });
    expect(person.skills.map(({ label, level }) => [label['en'], level])).toEqual([
      ['C++', 'expert'],
      ['Go', 'proficient'],
      ['Welding', 'learning'],
      ['Excel', null],
    ]);
  });

  it.each(['javascript:alert(1)', ' java\tscript:alert(1)', 'data:text/html,<script>alert(1)</script>', 'vbscript:x'])(
    'leads to no chat at an address that would act on the page: %j',
    async (chat) => {
      const set = (address: string | null) =>
        app.database.system((tx) =>
          tx.updateTable('profile').set({ chat: address }).where('person_id', '=', ids['david']!).execute(),
        );
      await set(chat);
      expect((await card('claire.martin', 'david')).chat).toBeNull();
      expect(PersonRow.safeParse({ id: '1', name: 'David', chat }).success).toBe(false);
      await set('msteams:/l/chat/0/0?users=david');
      expect((await card('claire.martin', 'david')).chat).toBe('msteams:/l/chat/0/0?users=david');
      await set(null);
    },
  );

  it('of somebody who left says so, gives no way to reach them, and names who stands in', async () => {
    expect(await card('david', 'gone')).toMatchObject({
      departed: true,
      departedAt: '2026-06-30T00:00:00.000Z',
      mail: null,
      phone: null,
      chat: null,
      deputy: { id: ids['david'] },
    });
  });

  it.each([
    ['of a hidden person', 'david', 'ghost'],
    ['of an employee, to a supplier', 'sofia', 'david'],
    ['of nobody', 'david', 'nobody.at-all'],
    ['of an id that nobody has', 'david', '0199a000-0000-7000-8000-000000000000'],
  ])('%s does not exist', async (_, who, person) => {
    const response = await open(who, person);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'not-found' });
  });
});
