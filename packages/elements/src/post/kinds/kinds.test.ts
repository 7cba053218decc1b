import { expect } from '@open-wc/testing';
import type { Post } from '@parvis/contracts';
import {
  World,
  all,
  expectAccessible,
  faulty,
  one,
  press,
  textOf,
  type,
  until,
} from '../../../../../test/elements/support.ts';
import '../../composer/define.ts';
import '../../feed/define.ts';
import '../define.ts';

const text = (element: Element, selector: string) => textOf(one(element, selector));
const readers = ['ana', 'ben', 'chloe', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7', 'r8', 'r9'];

describe('the kinds of posts', () => {
  let world: World;
  before(async () => {
    world = await World.open({
      people: [
        { userName: 'ana', name: 'Ana Duval', roles: ['admin'] },
        {
          userName: 'ben',
          name: 'Ben Okafor',
          skills: [{ label: { en: 'Welding', fr: 'Soudure' }, level: 'expert', tags: ['ask-me-about'] }],
        },
        { userName: 'chloe', name: 'Chloé Martin' },
        ...readers.slice(3).map((userName) => ({ userName })),
      ],
      communities: [
        {
          slug: 'it-help',
          name: 'IT help',
          visibility: 'listed',
          members: Object.fromEntries(readers.map((name) => [name, name === 'chloe' ? 'steward' : 'member'] as const)),
        },
        { slug: 'board', name: 'Board', visibility: 'secret', members: { ana: 'member', chloe: 'member' } },
      ],
    });
  });
  afterEach(() => world.clear());
  after(() => world.close());

  const inAWeek = () => new Date(Date.now() + 7 * 24 * 3_600_000).toISOString();
  const poll = (more = {}) =>
    world.post('chloe', 'For the next workshop.', {
      kind: 'poll',
      title: 'Which day?',
      poll: { options: ['Tuesday', 'Thursday'], closesAt: inAWeek(), ...more },
    });
  const mount = async (person: string, post: Post, options = {}) => {
    const element = await world.mount(person, `<parvis-post post="${post.id}"></parvis-post>`, options);
    await until(() => one(element, '.of-kind'));
    return element;
  };
  const answer = (person: string, post: Post, ...options: string[]) =>
    world.as<Post>(person, 'PUT', `/v1/posts/${post.id}/answer`, { options });

  it('cost a page of updates nothing: they are loaded when the first is seen', async () => {
    const post = await world.post('ana', 'Plain');
    const element = await world.mount('ben', `<parvis-post post="${post.id}"></parvis-post>`);
    await until(() => one(element, 'article'));
    expect(one(element, '.of-kind')).to.equal(undefined);
  });

  it('a poll is answered, says that it is counted, and tells its results from five votes on', async () => {
    const post = await poll();
    const element = await mount('ana', post);
    expect(text(element, '.of-kind')).to.contain('Choose one').and.contain('from 5 votes on');
    press(one(element, '.of-kind .primary'));
    await until(() => text(element, '.of-kind [role="alert"]') === 'Choose an answer first.');
    one<HTMLInputElement>(element, '.option input')!.click();
    press(one(element, '.of-kind .primary'));
    await until(() => text(element, '.results .mine').includes('Tuesday'));
    expect(one(element, 'progress')).to.equal(undefined);
    for (const reader of ['ben', 'r1', 'r2', 'r3']) await answer(reader, post, '2');
    await until(() => all(element, 'progress').length === 2);
    expect(text(element, '.results')).to.contain('1 (20%)').and.contain('4 (80%)').and.contain('of 5 votes');
    await expectAccessible(element);
  });

  it('an answer to an open poll can be changed, with the focus where it is done', async () => {
    const post = await poll();
    await answer('ana', post, '1');
    const element = await mount('ana', post);
    press(one(element, '.change'));
    await until(() => element.shadowRoot!.activeElement?.matches('input'));
    all<HTMLInputElement>(element, '.option input')[1]!.click();
    press(one(element, '.of-kind .primary'));
    await until(() => text(element, '.results .mine').includes('Thursday'));
  });

  it('a secret poll says before that an answer stays, and shows no choice after', async () => {
    const post = await poll({ secret: true });
    const element = await mount('ana', post);
    expect(text(element, '.of-kind form')).to.contain('cannot be changed').and.contain('at closing only');
    one<HTMLInputElement>(element, '.option input')!.click();
    press(one(element, '.of-kind .primary'));
    await until(() => text(element, '.of-kind').includes('You have voted'));
    expect(one(element, '.mine')).to.equal(undefined);
    expect(one(element, '.change')).to.equal(undefined);
  });

  it('an answer that is refused is taken back, with why', async () => {
    const post = await poll();
    const element = await mount('ana', post, {
      fetch: faulty((url) =>
        url.endsWith('/answer') ? Response.json({ code: 'conflict' }, { status: 409 }) : undefined,
      ),
    });
    one<HTMLInputElement>(element, '.option input')!.click();
    press(one(element, '.of-kind .primary'));
    await until(() => one(element, '[role="alert"]'));
    expect(one(element, '.of-kind form')).not.to.equal(undefined);
  });

  it('an announcement is acknowledged with one press; its author sees a share, and never who', async () => {
    const post = await world.post('chloe', 'The gates change on Monday.', { kind: 'announcement', title: 'Gates' });
    const element = await mount('ana', post);
    press(one(element, '.of-kind button'));
    await until(() => text(element, '.of-kind') === 'You have read this');
    for (const reader of ['ben', 'r1', 'r2', 'r3'])
      await world.as(reader, 'PUT', `/v1/posts/${post.id}/acknowledgement`);
    const own = await mount('chloe', post);
    expect(text(own, '.of-kind')).to.contain('At least 45%').and.not.contain('Ana');
    await expectAccessible(own);
  });

  it('kudos name who is thanked and for what; each name opens the card', async () => {
    const { skills } = await world.as<{ skills: { id: string }[] }>('ana', 'GET', '/v1/people/ben');
    const post = await world.post('ana', 'You saved the weekend.', {
      kind: 'kudos',
      kudos: { to: [world.people['ben'], world.people['chloe']], skill: skills[0]!.id },
    });
    const element = await mount('r1', post, { lang: 'fr' });
    expect(text(element, '.of-kind')).to.contain('Ben Okafor').and.contain('Chloé Martin').and.contain('Soudure');
    const opened = new Promise<Event>((resolve) =>
      document.addEventListener('parvis-person-open', resolve, { once: true }),
    );
    press(one(element, '.thanked button'));
    expect(((await opened) as Event & { person: string }).person).to.equal(world.people['ben']);
  });

  it('an idea is moved by a steward, with a reason where it is declined, and tells how it came to this', async () => {
    const post = await world.post('ana', 'Racks by the gate.', { kind: 'idea', title: 'Bicycles' });
    const reader = await mount('ben', post);
    expect(text(reader, '.status')).to.equal('New');
    expect(one(reader, '.move')).to.equal(undefined);
    const element = await mount('chloe', post);
    press(one(element, '.move'));
    const select = await until(() => one<HTMLSelectElement>(element, 'select'));
    select.value = 'declined';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    press(one(element, '.of-kind .primary'));
    await until(() => text(element, '.of-kind [role="alert"]') === 'Say why it is declined.');
    await until(
      () => element.shadowRoot!.activeElement === one(element, '.of-kind textarea'),
      'the focus on what is missing',
    );
    type(one<HTMLTextAreaElement>(element, '.of-kind textarea'), 'The yard is rented.');
    press(one(element, '.of-kind .primary'));
    await until(() => text(element, '.status') === 'Declined');
    expect(text(element, '.of-kind')).to.contain('The yard is rented.');
    one<HTMLDetailsElement>(element, 'details')!.open = true;
    await until(() => all(element, '.steps li').length === 2);
    expect(text(element, '.steps')).to.contain('Chloé Martin');
    await expectAccessible(element);
  });

  it('a re-share draws the original for its readers, and neutral words for others', async () => {
    const original = await world.post('chloe', 'Only for the board.', { community: 'board', title: 'Figures' });
    const again = await world.post('chloe', 'For those concerned.', { original: original.id });
    const reader = await mount('ana', again);
    expect(text(reader, '.original')).to.contain('Figures').and.contain('Only for the board.');
    const other = await mount('ben', again);
    expect(text(other, '.original')).to.contain('not for you to see');
    expect(other.shadowRoot!.innerHTML).not.to.contain(original.id);
    await world.as('chloe', 'DELETE', `/v1/posts/${original.id}`);
    await until(() => text(reader, '.original').includes('not for you to see'));
  });

  it('a post is shared again from its menu, where its author allows it', async () => {
    const post = await world.post('chloe', 'Worth reading');
    const element = await world.mount('ana', `<parvis-post post="${post.id}"></parvis-post>`);
    press(await until(() => one(element, '[data-act="menu"]')));
    press(await until(() => one(element, '[data-menu="reshare"]')));
    const composer = await until(() => one(element, '.share parvis-composer'));
    type(await until(() => one<HTMLTextAreaElement>(composer, '#text')), 'See below');
    const created = new Promise<Event>((resolve) =>
      document.addEventListener('parvis-post-created', resolve, { once: true }),
    );
    press(one(composer, '[part="publish"]'));
    const { post: made } = (await created) as Event & { post: Post };
    expect(made.original!.post!.id).to.equal(post.id);
    await until(() => !one(element, '.share'));
  });

  it('who could answer a question is offered on request, with why, and never oneself', async () => {
    await world.post('ana', 'I weld stainless tubes every day.', { title: 'Welding tubes' });
    await world.settle();
    const post = await world.post('chloe', 'The root turns to sugar.', {
      kind: 'question',
      title: 'Who knows welding?',
    });
    const element = await world.mount('ana', `<parvis-post post="${post.id}"></parvis-post>`);
    press(await until(() => one(element, '[data-act="experts"]')));
    await until(() => text(element, '.experts').includes('Ben Okafor'));
    expect(text(element, '.experts')).not.to.contain('Ana Duval').and.not.contain('Chloé');
    await expectAccessible(element);
    press(one(element, '[data-act="experts"]'));
    await until(() => !one(element, '.experts'));
  });

  describe('in the composer', () => {
    const compose = async (person: string, kind: string) => {
      const composer = await world.mount(
        person,
        `<parvis-composer community="it-help" kind="${kind}"></parvis-composer>`,
      );
      await until(() => one(composer, '#text'));
      return composer;
    };
    const published = () =>
      new Promise<Post>((resolve) =>
        document.addEventListener('parvis-post-created', (event) => resolve((event as Event & { post: Post }).post), {
          once: true,
        }),
      );

    it('a poll is written by keyboard: options added, moved and removed', async () => {
      const composer = await compose('ana', 'poll');
      const options = () => all<HTMLInputElement>(composer, '.poll-options input');
      await until(() => options().length === 2);
      type(one<HTMLInputElement>(composer, '#title'), 'Where?');
      type(options()[0], 'Lyon');
      type(options()[1], 'Nantes');
      const key = (index: number, init: KeyboardEventInit) =>
        options()[index]!.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, composed: true, ...init }));
      key(1, { key: 'Enter' });
      await until(() => options().length === 3 && composer.shadowRoot!.activeElement === options()[2]);
      type(options()[2], 'Manchester');
      key(2, { key: 'ArrowUp', altKey: true });
      await until(() => options()[1]!.value === 'Manchester');
      press(all(composer, '.poll-options .out')[0]);
      await until(() => options().length === 2);
      type(one<HTMLTextAreaElement>(composer, '#text'), 'Vote');
      await expectAccessible(composer);
      const created = published();
      press(one(composer, '[part="publish"]'));
      expect((await created).poll!.options.map(({ label }) => label)).to.deep.equal(['Manchester', 'Nantes']);
    });

    it('a poll without two different answers says so', async () => {
      const composer = await compose('ana', 'poll');
      await until(() => one(composer, '#poll'));
      type(one<HTMLInputElement>(composer, '#title'), 'Where?');
      type(one<HTMLTextAreaElement>(composer, '#text'), 'Vote');
      press(one(composer, '[part="publish"]'));
      await until(() => text(composer, '.fault').includes('at least two answers'));
    });

    it('kudos find people by name, say who could not read them, and thank for a skill', async () => {
      const composer = await compose('ana', 'kudos');
      const field = await until(() => one<HTMLInputElement>(composer, '#kudos'));
      type(field, 'Ben');
      await until(() => one(composer, '[role="option"][aria-selected="true"]'));
      await expectAccessible(composer);
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
      await until(() => text(composer, '.chosen').includes('Ben Okafor'));
      const select = await until(() => one<HTMLSelectElement>(composer, '.picker + label select'));
      select.selectedIndex = 1;
      select.dispatchEvent(new Event('change'));
      type(one<HTMLTextAreaElement>(composer, '#text'), 'Thank you');
      const created = published();
      press(one(composer, '[part="publish"]'));
      const { kudos } = await created;
      expect(kudos!.to.map(({ name }) => name)).to.deep.equal(['Ben Okafor']);
      expect(kudos!.skill!.label).to.deep.equal({ en: 'Welding', fr: 'Soudure' });
    });

    it('announcements are offered to stewards in their community, and not to its members', async () => {
      const offers = async (person: string) =>
        all<HTMLInputElement>(await compose(person, 'update'), '.kinds input').map(({ value }) => value);
      expect(await offers('chloe')).to.contain('announcement');
      expect(await offers('ben')).not.to.contain('announcement');
    });

    it('seven kinds fit 240 px, as one list', async () => {
      const composer = await compose('chloe', 'update');
      (composer as HTMLElement).style.inlineSize = '240px';
      const list = one<HTMLSelectElement>(composer, '.kinds-narrow')!;
      await until(() => getComputedStyle(list).display !== 'none');
      expect(list.options.length).to.equal(7);
      expect(one(composer, 'form')!.scrollWidth).to.be.at.most(240);
      list.value = 'idea';
      list.dispatchEvent(new Event('change'));
      await until(() => text(composer, '.note').includes('stewards'));
      await expectAccessible(composer);
    });
  });
});
