import { expect } from '@open-wc/testing';
import type { OwnProfile, Person } from '@parvis/contracts';
import { World, all, faulty, offline, one, press, textOf, until } from '../../../../test/elements/support.ts';
import './define.ts';

const readers = { kind: 'profile', community: null };

describe('parvis-profile-card, edited by its person', () => {
  let world: World;
  before(async () => {
    world = await World.open({
      communities: [
        {
          slug: 'torch-club',
          name: 'Torch club',
          visibility: 'secret',
          joinRule: 'invite',
          members: { ana: 'steward' },
        },
      ],
      people: [
        {
          userName: 'ana',
          name: 'Ana Duval',
          title: 'Welder',
          bio: 'I weld.',
          skills: [{ label: { en: 'Welding' }, level: 'expert' }],
        },
        { userName: 'ben', name: 'Ben Okafor', skills: [{ label: { en: 'Brazing' } }, { label: { en: 'Milling' } }] },
      ],
    });
  });
  afterEach(() => world.clear());
  after(() => world.close());

  const edit = async (options = {}) => {
    const element = await world.mount('ana', '<parvis-profile-card for="ana" editable></parvis-profile-card>', options);
    press(await until(() => one(element, '.edit')));
    await until(() => one(element, '.editor .rows li'));
    return element;
  };
  const open = async (element: Element, field: string) => {
    press(await until(() => one(element, `#edit-${field}`)));
    return until(() => one(element, '.edit-form'));
  };
  const type = (element: Element, text: string, selector = '.edit-form :is(input, textarea)') => {
    const input = one<HTMLInputElement>(element, selector)!;
    input.value = text;
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  };
  const choose = (element: Element, value: string) => {
    const select = all<HTMLSelectElement>(element, '.edit-form select').at(-1)!;
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const save = (element: Element) => press(one(element, '.edit-form .primary'));
  const row = (element: Element, field: string) => textOf(one(element, `#edit-${field}`)?.closest('li'));
  const seen = (who: string) => world.as<Person>(who, 'GET', '/v1/people/ana');

  it('is offered to nobody else, and only where the page says so', async () => {
    const other = await world.mount('ben', '<parvis-profile-card for="ana" editable></parvis-profile-card>');
    await until(() => one(other, 'footer'));
    expect(!one(other, '.edit')).to.equal(true);
    const own = await world.mount('ana', '<parvis-profile-card for="ana"></parvis-profile-card>');
    await until(() => one(own, 'footer'));
    expect(!one(own, '.edit')).to.equal(true);
  });

  it('saves a field for those whom one chooses, and says who sees it', async () => {
    const element = await edit();
    await open(element, 'pronouns');
    type(element, 'she/her');
    choose(element, `community:${world.communities['torch-club']}`);
    save(element);
    await until(() => row(element, 'pronouns').includes('Members of Torch club'));
    await until(() => !row(element, 'pronouns').includes('Saving'));
    expect(row(element, 'pronouns')).to.contain('she/her');
    expect((await seen('ben')).pronouns).to.equal(null);
    expect((await seen('ana')).pronouns).to.equal('she/her');
  });

  it('shows at once what is saved, and puts it back with what was written where that fails', async () => {
    let down = true;
    const element = await edit({
      fetch: faulty((url, init) =>
        down && init?.method === 'PUT' && url.includes('/me/profile/') ? offline() : undefined,
      ),
    });
    await open(element, 'bio');
    type(element, 'I braze, too.');
    save(element);
    await until(() => one(element, '.edit-form [role="alert"]'));
    expect(one<HTMLTextAreaElement>(element, '.edit-form textarea')!.value).to.equal('I braze, too.');
    expect((await seen('ben')).bio).to.equal('I weld.');
    down = false;
    save(element);
    await until(() => !one(element, '.edit-form'));
    expect((await seen('ben')).bio).to.equal('I braze, too.');
  });

  it('keeps what was being written when the page is left', async () => {
    const api = `${location.origin}/kept-profile`;
    const before = await edit({ api });
    await open(before, 'phone');
    type(before, '+33 4');
    await until(() => Object.keys(localStorage).some((key) => key.endsWith('profile:phone')));
    world.leave();
    const after = await edit({ api });
    await until(() => row(after, 'phone').includes('Not saved'));
    await open(after, 'phone');
    expect(one<HTMLInputElement>(after, '.edit-form input')!.value).to.equal('+33 4');
  });

  it('writes over nothing that another tab wrote: one says which it is to be', async () => {
    const element = await edit();
    await open(element, 'pronunciation');
    type(element, 'mine');
    const version = async () =>
      (await world.as<OwnProfile>('ana', 'GET', '/v1/me/profile')).fields.find(
        ({ field }) => field === 'pronunciation',
      )!;
    const { version: read } = await version();
    await world.as('ana', 'PUT', '/v1/me/profile/pronunciation', { value: 'theirs', readers });
    expect((await version()).version).to.equal(read + 1);
    save(element);
    // Whether a stream has told of it meanwhile or not.
    const conflict = await until(() => one(element, '.conflict'));
    expect(textOf(conflict)).to.contain('theirs');
    expect((await version()).value).to.equal('theirs');
    press(all(element, '.conflict button')[1]!);
    await until(async () => (await version()).value === 'mine');
  });

  it('declares a skill by a few letters or in words of one’s own, and removes one', async () => {
    const element = await edit();
    type(element, 'Braz', '#new-skill');
    press(await until(() => one(element, '[role="option"]')));
    await until(() => one(element, '.edit-form'));
    save(element);
    await until(() => !one(element, '.edit-form') && textOf(element).includes('Brazing'));
    await until(async () => (await seen('ben')).skills.length === 2);
    press(one(element, '[data-skill]'));
    press(await until(() => one(element, '.edit-form .quiet')));
    await until(async () => (await seen('ben')).skills.length === 1);
  });

  it('says what the directory says, and that it is not edited here', async () => {
    const element = await edit();
    const facts = textOf(one(element, '[part="directory"]'));
    expect(facts).to.contain('the company directory').and.contain('Welder').and.contain('not edited here');
  });

  it('suggests from one’s own writing what becomes a skill only when one adds it', async () => {
    for (const text of ['Milling copper is quick.', 'Before milling, clean it.'])
      await world.post('ana', text, { community: '' });
    await world.settle();
    const element = await edit();
    const suggested = await until(() => one(element, '.suggested'));
    expect(textOf(suggested)).to.contain('Milling').and.contain('Only you see this');
    press(all(element, '.suggested button').at(-1)!);
    await until(() => !one(element, '.suggested'));
    expect((await world.as<{ items: unknown[] }>('ana', 'GET', '/v1/me/skill-suggestions')).items).to.have.length(0);
  });

  it('has no violation that axe finds, closed, with a field and with a skill open', async () => {
    const element = await edit();
    await expect(element).to.be.accessible();
    for (const field of ['workingHours', 'absence', 'languages', 'timeZone']) {
      await open(element, field);
      await expect(element).to.be.accessible();
      press(one(element, '.edit-form .outlined'));
      await until(() => !one(element, '.edit-form'));
    }
    press(one(element, '[data-skill]'));
    await until(() => one(element, '.edit-form'));
    await expect(element).to.be.accessible();
  });
});
