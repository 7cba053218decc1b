import { expect } from '@open-wc/testing';
import type { Post } from '@parvis/contracts';
import './define.ts';
import '../composer/define.ts';
// What a press would fetch is here before it.
import '../post/care.ts';
import '../post/manage.ts';
import '../post/presses.ts';
import { World, all, one, press, textOf, type, until } from '../../../../test/elements/support.ts';

const opened = async (feed: Element, post: Post, ...acts: string[]) => {
  const opener = await until(() => one(feed, `article[data-id="${post.id}"] [data-act="menu"]`));
  press(opener);
  for (const act of acts) press(await until(() => one(feed, `.menu:popover-open [data-menu="${act}"]`), act));
  return opener;
};
const focusedIn = (element: Element) => element.shadowRoot!.activeElement;

describe('what is done to a post from its menu', () => {
  let world: World;
  before(async () => {
    world = await World.open();
  });
  afterEach(() => world.clear());
  after(() => world.close());

  const community = async (person: string) => {
    const slug = await world.community({ name: 'Here' });
    const posts = [
      await world.post('ben', 'Stays', { community: slug }),
      await world.post('ben', 'Goes', { community: slug }),
    ];
    const feed = await world.mount(person, `<parvis-feed scope="community" for="${slug}"></parvis-feed>`);
    return { posts, feed };
  };

  it('says where it was moved, where it is no longer shown, and leaves the focus to the next', async () => {
    await world.community({ name: 'Elsewhere' });
    const { posts, feed } = await community('chloe');
    await opened(feed, posts[1]!, 'move');
    const select = await until(() => one<HTMLSelectElement>(feed, 'dialog.care select'));
    const place = [...select.options].find(({ text }) => text === 'Elsewhere')!;
    select.value = place.value;
    press(one(feed, 'dialog.care .primary'));
    await until(() => textOf(one(feed, 'dialog.care[open] [role="status"]')) === 'Moved to Elsewhere.');
    expect(all(feed, '.feed > article').map(({ dataset }) => dataset.id)).to.deep.equal([posts[0]!.id]);
    press(one(feed, 'dialog.care button'));
    await until(() => focusedIn(feed) === one(feed, '.feed > article'), 'the focus');
  });

  it('gives the focus back to what opened it where Escape ends a choice within it', async () => {
    const { posts, feed } = await community('ana');
    const opener = await opened(feed, posts[0]!, 'mute-post');
    const first = await until(() => one(feed, '.menu [data-menu="hour"]'));
    await until(() => focusedIn(feed) === first, 'the first of the times');
    first.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true }),
    );
    await until(() => focusedIn(feed) === opener, 'the focus');
    expect(one(feed, '.menu:popover-open')).to.equal(undefined);
  });

  it('shares it again: the cursor is in the text, and what came of it is said where it was begun', async () => {
    const { posts, feed } = await community('ana');
    await opened(feed, posts[0]!, 'reshare');
    const composer = await until(() => one(feed, '.share parvis-composer'));
    const text = await until(() => focusedIn(composer) && one<HTMLTextAreaElement>(composer, '#text'));
    expect(focusedIn(composer)).to.equal(text);
    type(text, 'For all of us');
    press(one(composer, '[part="publish"]'));
    const shared = one(feed, `article[data-id="${posts[0]!.id}"]`)!;
    await until(() => textOf(shared.querySelector('.told')) === 'Shared: Everyone.');
    await until(() => focusedIn(feed) === shared, 'the focus');
  });
});
