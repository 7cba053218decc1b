import { expect } from '@open-wc/testing';
import type { Case, Charter, Post, Screening } from '@parvis/contracts';
import { World, all, one, press, textOf, type, until } from '../../../../test/elements/support.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import '../composer/define.ts';
import '../post/define.ts';
import './define.ts';

const items = (desk: Element) => all(desk, '.cases button');
const part = (desk: Element, name: string) => one<HTMLDetailsElement>(desk, `[data-part="${name}"]`)!;
/** The dialog over an element, which has a root of its own. */
const over = async (element: Element) => {
  const place = await until(() =>
    [...(element as ParvisElement).shadowRoot!.children].find(({ shadowRoot }) => shadowRoot?.querySelector('dialog')),
  );
  return place;
};

describe('the desk', () => {
  let world: World;
  let charter: Charter;
  before(async () => {
    world = await World.open({
      people: [
        { userName: 'ana', name: 'Ana Duval' },
        { userName: 'ben', name: 'Ben Okafor' },
        { userName: 'fay', name: 'Fay Moreau' },
        { userName: 'chloe', name: 'Chloé Martin' },
      ],
      communities: [],
    });
    charter = await world.as<Charter>('ana', 'GET', '/v1/charter');
  });
  afterEach(async () => {
    const { items } = await world.as<{ items: Case[] }>('chloe', 'GET', '/v1/cases?limit=100');
    for (const { id } of items)
      await world.as('chloe', 'PUT', `/v1/cases/${id}/decision`, { decision: 'keep', publicNote: 'Fine.' });
    world.clear();
  });
  after(() => world.close());

  const place = () => world.community({ members: { ana: 'member', ben: 'member', fay: 'member', chloe: 'steward' } });
  const flagged = async (slug: string, text: string, more: object = {}, who = ['ana']): Promise<Post> => {
    const post = await world.post('ben', text, { community: slug });
    const subject = { kind: 'post', id: post.id };
    for (const one of who)
      await world.as(one, 'POST', '/v1/flags', { subject, article: charter.articles[1]!.id, note: 'Rude.', ...more });
    return post;
  };
  const decided = async (post: Post, decision: string) => {
    const { items } = await world.as<{ items: Case[] }>('chloe', 'GET', '/v1/cases?limit=100');
    const { id } = items.find(({ copy }) => copy.id === post.id)!;
    const article = charter.articles[1]!.id;
    await world.as('chloe', 'PUT', `/v1/cases/${id}/decision`, {
      ...{ decision, article, publicNote: 'Ideas, not people.' },
      ...(decision === 'suspend' && { hours: 24 }),
    });
  };
  const mount = async () => {
    const desk = await world.mount('chloe', '<parvis-moderation></parvis-moderation>');
    await until(() => one(desk, '.cases, .state'));
    return desk;
  };
  const show = async (desk: Element, words: string) => {
    press(await until(() => items(desk).find((one) => textOf(one).includes(words)), words));
    await until(() => textOf(one(desk, '.copy .text')).includes(words));
  };
  const choose = (desk: Element, id: string, value: string) => {
    const select = one<HTMLSelectElement>(desk, id)!;
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  };

  it('lists only what its filters ask for, says how many there are, and shows all again', async () => {
    const slug = await place();
    await flagged(slug, 'Once');
    await flagged(slug, 'Twice', {}, ['ana', 'fay']);
    const desk = await mount();
    await until(() => items(desk).length === 2);
    one<HTMLDetailsElement>(desk, '.filters')!.open = true;
    choose(desk, '#filter-only', 'several');
    await until(() => items(desk).length === 1 && textOf(items(desk)[0]).includes('Twice'));
    expect(textOf(one(desk, '.filters summary'))).to.contain('1 filter');
    choose(desk, '#filter-only', 'illegal');
    await until(() => textOf(one(desk, '.state')).includes('No case is like that'));
    press(one(desk, '.filters .quiet'));
    await until(() => items(desk).length === 2);
    choose(desk, '#filter-order', 'newest');
    await until(() => textOf(items(desk)[0]).includes('Twice'));
  });

  it('goes from case to case with J and K, and says so', async () => {
    const slug = await place();
    for (const text of ['First', 'Second']) await flagged(slug, text);
    const desk = await mount();
    await show(desk, 'First');
    await until(() => desk.shadowRoot!.activeElement?.id === 'case-title');
    const key = (name: string) =>
      desk.shadowRoot!.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
    items(desk)[0]!.focus();
    key('j');
    await until(() => textOf(one(desk, '.copy .text')).includes('Second'));
    key('k');
    await until(() => textOf(one(desk, '.copy .text')).includes('First'));
    expect(textOf(one(desk, '#keys'))).to.contain('J and K');
  });

  it('says how much the file of a case holds, opens it part by part, and keeps a note there', async () => {
    const slug = await place();
    await decided(await flagged(slug, 'The pumps are for idiots'), 'remove');
    await flagged(slug, 'The pumps are for fools');
    const desk = await mount();
    await show(desk, 'for fools');
    await until(() => textOf(part(desk, 'earlier').querySelector('summary')).endsWith('1'));
    expect(part(desk, 'notes').querySelector('textarea')).to.equal(null);
    part(desk, 'notes').open = true;
    type(await until(() => part(desk, 'notes').querySelector('textarea') ?? undefined), 'The second time.');
    part(desk, 'notes').querySelector('form')!.requestSubmit();
    await until(() => textOf(part(desk, 'notes').querySelector('li')).includes('The second time.'));
    part(desk, 'similar').open = true;
    await until(() => textOf(part(desk, 'similar')).includes('Ideas, not people.'));
    part(desk, 'earlier').open = true;
    await until(() => textOf(part(desk, 'earlier')).includes('Removed'));
    part(desk, 'history').open = true;
    await until(() => textOf(part(desk, 'history')).includes('Note added – Chloé Martin'));
    expect(part(desk, 'history').querySelector('#export')).to.not.equal(null);
    await expect(desk).shadowDom.to.be.accessible();
  });

  it('keeps a wide table of what a comment answers within a narrow place', async () => {
    const slug = await place();
    const row = (cell: string) => `| ${Array.from({ length: 6 }, () => cell).join(' | ')} |\n`;
    const post = await world.post('ana', row('Workshop') + row('---') + row('Manchester'), { community: slug });
    const { id } = await world.as<{ id: string }>('ben', 'POST', `/v1/posts/${post.id}/comments`, {
      text: 'Too late.',
    });
    const subject = { kind: 'comment', id };
    await world.as('fay', 'POST', '/v1/flags', { subject, article: charter.articles[1]!.id, note: 'Rude.' });
    const desk = await mount();
    desk.style.inlineSize = '240px';
    await show(desk, 'Too late.');
    const table = await until(() => one(desk, '[data-part="context"] .table'));
    expect(table.scrollWidth).to.be.greaterThan(table.clientWidth);
    expect(table.getBoundingClientRect().right).to.be.at.most(desk.getBoundingClientRect().right);
  });

  it('says why something waits before it is published, with the words that were found', async () => {
    const slug = await place();
    const path = `/v1/communities/${world.communities[slug]}/screening`;
    const { tag } = await world.as<Screening>('chloe', 'GET', path);
    await world.as('chloe', 'PUT', path, {
      ...{ words: { refuse: [], hold: ['merger'], nudge: [] }, newcomers: 0, everything: false, people: [] },
      ...{ external: false, tag },
    });
    await world.post('ben', 'About the merger', { community: slug });
    const desk = await mount();
    await show(desk, 'About the merger');
    expect(textOf(one(desk, '.why')))
      .to.contain('words that are looked at first')
      .and.contain('merger');
    expect(textOf(items(desk)[0]))
      .to.contain('Before publishing')
      .and.not.contain('flag');
  });

  it('asks for what a decision on something illegal rests on', async () => {
    await flagged(await place(), 'Against the law', {
      ...{ article: 'illegal', note: 'An insult.', illegal: { law: 'Press act, article 29' } },
    });
    const desk = await mount();
    await show(desk, 'Against the law');
    press(await until(() => one(desk, '#claim')));
    press(await until(() => one(desk, '.choice[data-decision="keep"] input')));
    expect(one<HTMLTextAreaElement>(desk, '#publicNote')!.required).to.equal(true);
    press(one(desk, 'form .primary'));
    await until(() => textOf(one(desk, '#publicNote-missing')).includes('rests on'));
    expect(desk.shadowRoot!.activeElement).to.equal(one(desk, '#publicNote'));
  });

  it('says of a figure that too few people stand behind it', async () => {
    await flagged(await place(), 'Counted');
    const desk = await mount();
    press(await until(() => all(desk, '.shelves button').find((one) => textOf(one) === 'Figures')));
    await until(() => textOf(one(desk, '.figures dl')).includes('fewer than 5 people'));
    await expect(desk).shadowDom.to.be.accessible();
  });

  it('tells an author why in place, who appeals there', async () => {
    const post = await flagged(await place(), 'You are all lazy.');
    await decided(post, 'remove');
    const element = await world.mount('ben', `<parvis-post post="${post.id}"></parvis-post>`);
    press(await until(() => one(element, '[data-act="why"]')));
    const dialog = await over(element);
    await until(() => textOf(one(dialog, '.own')).includes('Ideas, not people.'));
    press(one(dialog, '.own .outlined'));
    type(await until(() => one<HTMLTextAreaElement>(dialog, 'textarea')), 'It was meant kindly.');
    one<HTMLTextAreaElement>(dialog, 'textarea')!.form!.requestSubmit();
    await until(() => textOf(one(dialog, '.own')).includes('You appealed.'));
    await expect(element).shadowDom.to.be.accessible();
    const mine = await world.as<{ items: Case[] }>('chloe', 'GET', '/v1/cases?state=decided&limit=100');
    expect(mine.items.some(({ copy }) => copy.id === post.id)).to.equal(false);
  });

  for (const [decision, title, settled] of [
    ['warn', 'were warned', true],
    ['suspend', 'cannot write', false],
  ] as const)
    it(`stops the next write of whoever was told: ${decision}`, async () => {
      const slug = await place();
      await decided(await flagged(slug, `Reason for ${decision}`), decision);
      const composer = await world.mount('ben', `<parvis-composer community="${slug}"></parvis-composer>`);
      type(await until(() => one<HTMLTextAreaElement>(composer, '#text')), 'After it');
      press(one(composer, '[part="publish"]'));
      const dialog = await over(composer);
      await until(() => one(dialog, '.end'));
      expect(textOf(one(dialog, 'h2')).toLowerCase()).to.contain(title);
      expect(textOf(one(dialog, '.inside'))).to.contain('Ideas, not people.');
      press(one(dialog, '.end .primary'));
      await until(() => textOf(composer.shadowRoot!.querySelector('.done, .problem')).length > 0);
      const published = textOf(one(composer, '.done')).includes('Published');
      expect(published).to.equal(settled);
    });
});
