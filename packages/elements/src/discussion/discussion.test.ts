import { expect } from '@open-wc/testing';
import type { Comment } from '@parvis/contracts';
import {
  World,
  all,
  expectAccessible,
  faulty,
  offline,
  one,
  press,
  textOf,
  until,
} from '../../../../test/elements/support.ts';
import './define.ts';

let pages = 0;
/** A page that no other test comments on. */
const page = () => `https://intranet.test/news/${++pages}`;

describe('parvis-discussion', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
  });
  afterEach(() => world.close());

  const mount = (person: string, address: string, options = {}) =>
    world.mount(person, `<parvis-discussion for="${address}" page-title="Canteen"></parvis-discussion>`, options);
  const say = (person: string, address: string, text: string) =>
    world.as<Comment>(person, 'POST', '/v1/discussions', { address, title: 'Canteen', text });
  const write = (element: Element, text: string) => {
    const field = one<HTMLTextAreaElement>(element, 'textarea')!;
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  const send = async (element: Element) => press(await until(() => one(element, 'form button.primary')));
  const texts = (element: Element) => all(element, '.comment > div > .text').map(textOf);

  it('is empty and invites where nobody has commented, and leaves no trace', async () => {
    const address = page();
    const element = await mount('ana', address);
    await until(() => one(element, '.empty'));
    await until(() => one(element, 'textarea'));
    expect(textOf(one(element, 'h2'))).to.equal('Comments');
    expect(await world.as('ana', 'GET', `/v1/discussions?address=${encodeURIComponent(address)}`)).to.include({
      post: null,
    });
  });

  it('is closed by whoever keeps the page, which readers see at once with by whom; and opened again', async () => {
    const address = page();
    const ana = await mount('ana', address);
    await until(() => one(ana, 'textarea'));
    await world.streaming(ana);
    expect(one(ana, '.lock')).to.equal(undefined);
    const chloe = await mount('chloe', address);
    press(await until(() => one(chloe, '.lock')));
    await until(() => textOf(one(chloe, '[role="status"]')) === 'Comments are closed.');
    expect(textOf(one(chloe, '.lock'))).to.equal('Open comments again');
    await expectAccessible(chloe);
    await until(() => textOf(ana).includes('A moderator has closed the comments on this page.'));
    expect(one(ana, 'textarea')).to.equal(undefined);
    press(one(chloe, '.lock'));
    await until(() => one(ana, 'textarea'));
  });

  it('says why it could not be closed, and stays as it was', async () => {
    let down = true;
    const element = await mount('chloe', page(), {
      fetch: faulty((_, { method }) => (down && method === 'PUT' ? offline() : undefined)),
    });
    press(await until(() => one(element, '.lock')));
    await until(() => textOf(one(element, '.head .problem')));
    expect(one(element, 'textarea')).not.to.equal(undefined);
    down = false;
    press(one(element, '.lock'));
    await until(() => textOf(one(element, '.lock')) === 'Open comments again');
  });

  it('takes the first comment, and others see it come', async () => {
    const address = page();
    const ben = await mount('ben', `${address}?utm_source=mail#comments`);
    await until(() => one(ben, 'textarea'));
    await world.streaming(ben);
    const ana = await mount('ana', address);
    await until(() => one(ana, 'textarea'));
    write(ana, 'The *soup* was good.');
    await send(ana);
    await until(() => texts(ana).includes('The soup was good.'));
    expect(textOf(one(ana, 'h2'))).to.equal('1 comment');
    expect(one<HTMLTextAreaElement>(ana, 'form:last-of-type textarea')!.value).to.equal('');
    await until(() => texts(ben).includes('The soup was good.'));
    expect(textOf(one(ben, 'h2'))).to.equal('1 comment');
  });

  it('keeps what was being written when somebody else comments first', async () => {
    const address = page();
    const element = await mount('ana', address);
    await until(() => one(element, 'textarea'));
    await world.streaming(element);
    write(element, 'I was about to say so.');
    await say('ben', address, 'First.');
    await until(() => texts(element).includes('First.'));
    expect(one<HTMLTextAreaElement>(element, 'form textarea')!.value).to.equal('I was about to say so.');
    await send(element);
    await until(() => texts(element).length === 2);
    expect(textOf(one(element, 'h2'))).to.equal('2 comments');
  });

  it('takes replies and reactions, edits and deletions', async () => {
    const address = page();
    const { id } = await say('ana', address, 'The soup was good.');
    const element = await mount('ana', address);
    const comment = () => one(element, `[data-comment="${id}"]`);
    const deed = (act: string) => comment()!.querySelector(`[data-act="${act}"]`);
    await until(comment);
    press(deed('reply'));
    await until(() => comment()!.querySelector('form textarea'));
    const reply = comment()!.querySelector('textarea')!;
    reply.value = 'It was.';
    reply.dispatchEvent(new InputEvent('input', { bubbles: true }));
    press(await until(() => comment()!.querySelector('form button.primary:not([aria-disabled="true"])')));
    await until(() => all(element, '.replies .text').map(textOf).includes('It was.'));
    await world.as('ben', 'PUT', `/v1/comments/${id}/reactions/like`);
    press(deed('delete'));
    press(await until(() => deed('delete-sure')));
    await until(() => textOf(comment()).includes('Deleted by its author.'));
  });

  it('keeps the draft of a page for its writer when sending fails, and after a reload', async () => {
    const address = page();
    const api = `${location.origin}/mount-drafts-of-pages`;
    let down = true;
    const broken = faulty((url, init) =>
      down && init.method === 'POST' && url.endsWith('/v1/discussions') ? offline() : undefined,
    );
    const element = await mount('ana', address, { fetch: broken, api });
    await until(() => one(element, 'textarea'));
    write(element, 'Kept.');
    await send(element);
    await until(() => textOf(one(element, '.problem')).includes('Your text is kept.'));
    world.leave();
    down = false;
    const again = await mount('ana', address, { api });
    await until(() => one<HTMLTextAreaElement>(again, 'textarea')?.value === 'Kept.');
    await send(again);
    await until(() => texts(again).includes('Kept.'));
  });

  it('says that the page cannot be commented on where it is not configured, the same as where it is not for the reader', async () => {
    const elsewhere = await mount('ana', 'https://elsewhere.test/news');
    await until(() => one(elsewhere, '[part="absent"]'));
    const client = await mount('dana', page());
    await until(() => one(client, '[part="absent"]'));
    expect(textOf(client)).to.equal(textOf(elsewhere));
    expect(one(client, 'textarea')).to.equal(undefined);
  });

  it('offers to try again when nothing can be loaded', async () => {
    let down = true;
    const element = await mount('ana', page(), {
      fetch: faulty((url) => (down && url.includes('/v1/discussions') ? offline() : undefined)),
    });
    const retry = await until(() => one(element, '.state button'));
    down = false;
    press(retry);
    await until(() => one(element, 'textarea'));
  });

  it('is of the page that the document names, and follows it to another one', async () => {
    const [first, second] = [page(), page()];
    await say('ben', first, 'Of the first.');
    await say('ben', second, 'Of the second.');
    const canonical = document.createElement('link');
    canonical.rel = 'canonical';
    canonical.href = first;
    document.head.append(canonical);
    try {
      const element = await world.mount('ana', '<parvis-discussion></parvis-discussion>');
      await until(() => texts(element).includes('Of the first.'));
      canonical.href = second;
      dispatchEvent(new PopStateEvent('popstate'));
      await until(() => texts(element).includes('Of the second.'));
      expect(texts(element)).to.not.include('Of the first.');
    } finally {
      canonical.remove();
    }
  });

  it('speaks French', async () => {
    const address = page();
    await say('ben', address, 'La soupe était bonne.');
    await say('ana', address, 'Oui.');
    const element = await mount('ana', address, { lang: 'fr' });
    await until(() => textOf(one(element, 'h2')) === '2 commentaires');
  });

  it('has no violation that axe finds in either theme, narrow too', async () => {
    const address = page();
    const { id, post } = await say('ben', address, 'The soup was good.');
    await world.as('ana', 'POST', `/v1/posts/${post}/comments`, { text: 'It was.', parent: id });
    const place = await world.mount(
      'ana',
      `<div style="inline-size: 240px"><parvis-discussion for="${address}"></parvis-discussion></div>`,
    );
    const element = place.firstElementChild!;
    await until(() => one(element, '.replies'));
    await expectAccessible(element);
    expect(element.scrollWidth).to.be.at.most(240);
  });
});
