import { expect } from '@open-wc/testing';
import type { Post } from '@parvis/contracts';
import {
  World,
  all,
  expectAccessible,
  faulty,
  offline,
  one,
  press,
  textOf,
  type,
  until,
} from '../../../../test/elements/support.ts';
import '../composer/define.ts';
import '../profile-card/define.ts';
import './define.ts';

const feedMarkup = (scope: string, target = '', more = '') =>
  `<parvis-feed scope="${scope}"${target ? ` for="${target}"` : ''} ${more}></parvis-feed>`;
const articles = (feed: Element) => all(feed, '.feed > article');
const drawn = (feed: Element, count: number) =>
  until(() => articles(feed).length === count && articles(feed), `${count} posts`);
const mark = (article: Element | undefined) => article!.querySelector<HTMLElement>('[data-act="bookmark"]')!;
const pressed = (article: Element | undefined) => mark(article).getAttribute('aria-pressed') === 'true';
/** Opens the menu of a post and presses one of its actions. */
const choose = async (feed: Element, article: Element | undefined, ...acts: string[]) => {
  press(article!.querySelector('[data-act="menu"]'));
  for (const act of acts) press(await until(() => one(feed, `[popover]:popover-open [data-menu="${act}"]`), act));
};

describe('parvis-feed, of one’s own reading', () => {
  let world: World;
  before(async () => {
    world = await World.open();
  });
  beforeEach(() => world.tick());
  afterEach(() => world.clear());
  after(() => world.close());

  const markers = async (person: string) =>
    (await world.as<{ markers: { place: string; at: string }[] }>(person, 'GET', '/v1/me/reading')).markers;

  describe('bookmarks', () => {
    it('are set at once, listed, the same in another tab, and taken away', async () => {
      const slug = await world.community();
      const post = await world.post('ben', 'Worth keeping', { community: slug });
      const feed = await world.mount('ana', feedMarkup('community', slug));
      const [article] = await drawn(feed, 1);
      const other = await world.mount('ana', feedMarkup('community', slug));
      const [same] = await drawn(other, 1);
      await world.streaming(other);
      press(mark(article));
      await until(() => pressed(article));
      await until(() => pressed(same), 'the other tab');
      const list = await world.mount('ana', feedMarkup('bookmarks'));
      await until(() => articles(list).some(({ dataset }) => dataset.id === post.id));
      press(mark(same));
      await until(() => !pressed(article), 'the first tab');
    });

    it('go back to what they were, with why, where they could not be kept', async () => {
      const slug = await world.community();
      await world.post('ben', 'Offline', { community: slug });
      const feed = await world.mount('ana', feedMarkup('community', slug), {
        fetch: faulty((url) => (url.endsWith('/bookmark') ? offline() : undefined)),
      });
      const [article] = await drawn(feed, 1);
      press(mark(article));
      await until(() => article!.querySelector('[role="alert"]'));
      expect(pressed(article)).to.equal(false);
    });

    it('end as the last press left them, however fast the presses follow one another', async () => {
      const slug = await world.community();
      const post = await world.post('ben', 'Fast', { community: slug });
      const feed = await world.mount('ana', feedMarkup('community', slug), {
        // The first is answered last.
        fetch: faulty(async (url, init) => {
          if (url.endsWith('/bookmark') && init.method === 'PUT') await new Promise(requestAnimationFrame);
          return undefined as never;
        }),
      });
      const [article] = await drawn(feed, 1);
      for (let times = 0; times < 4; times++) {
        press(mark(article));
        await (feed as HTMLElement & { updateComplete: Promise<unknown> }).updateComplete;
      }
      press(mark(article));
      await until(() => pressed(article));
      await until(
        async () => (await world.as<Post>('ana', 'GET', `/v1/posts/${post.id}`)).bookmarked && pressed(article),
      );
    });

    it('say what they are where there are none', async () => {
      const feed = await world.mount('chloe', feedMarkup('bookmarks'), { lang: 'fr' });
      await until(() => textOf(one(feed, '.state')).includes('Aucun signet'));
    });
  });

  describe('what is new', () => {
    it('is divided from what was there at the last visit, and remembered once it has been in view', async () => {
      const slug = await world.community();
      const old = await world.post('ben', 'Old', { community: slug });
      await world.as('ana', 'PUT', `/v1/me/markers/${slug}`, { at: old.createdAt });
      await world.tick();
      const fresh = await world.post('ben', 'New', { community: slug });
      const feed = await world.mount('ana', feedMarkup('community', slug));
      await drawn(feed, 2);
      const line = await until(() => one(feed, '.since'));
      expect(textOf(line)).to.match(/^↑ New since \w+day/);
      expect(line.previousElementSibling).to.equal(articles(feed)[0]);
      expect(articles(feed).map((article) => article.getAttribute('aria-posinset'))).to.deep.equal(['1', '2']);
      expect(textOf(one(feed, '.end'))).to.match(/^You are up to date since \w+day/);
      feed.scrollIntoView();
      await until(async () => (await markers('ana')).some(({ at }) => at === fresh.createdAt), 'the marker');
      expect(one(feed, '.since')).to.equal(line);
      await expectAccessible(feed);

      const again = await world.mount('ana', feedMarkup('community', slug), { lang: 'fr' });
      await until(() => /^Vous êtes à jour depuis \w+/.test(textOf(one(again, '.end'))));
      expect(one(again, '.since')).to.equal(undefined);
    });

    it('is everything at the first visit, which nobody is told', async () => {
      const slug = await world.community();
      const post = await world.post('ben', 'First', { community: slug });
      const feed = await world.mount('ben', feedMarkup('community', slug));
      await drawn(feed, 1);
      feed.scrollIntoView();
      await until(async () => (await markers('ben')).some(({ at }) => at === post.createdAt), 'the marker');
      expect(one(feed, '.since')).to.equal(undefined);
    });

    it('is kept apart by what one narrows the feed to: no marker moves', async () => {
      const slug = await world.community();
      const narrow = await world.post('ben', 'Q', { community: slug, kind: 'question', title: 'Q' });
      const feed = await world.mount('ana', feedMarkup('community', slug, 'kind="question"'));
      await drawn(feed, 1);
      // By when one that is not narrowed, put into view after it, has moved its own.
      const whole = await world.community();
      const seen = await world.post('ben', 'Seen', { community: whole });
      const other = await world.mount('ana', feedMarkup('community', whole));
      await drawn(other, 1);
      const places = await until(async () => {
        const all = await markers('ana');
        return all.some(({ at }) => at === seen.createdAt) && all.map(({ place }) => place);
      }, 'the other marker');
      expect(places).not.to.include(narrow.audience.community!.id);
    });
  });

  describe('filters', () => {
    const open = async (feed: Element) => {
      press(await until(() => one(feed, '.tools button')));
      return until(() => one(feed, '.panel'));
    };
    const check = (panel: Element, words: string) => {
      const label = [...panel.querySelectorAll('label')].find((one) => textOf(one).includes(words));
      label!.querySelector('input')!.click();
    };

    it('narrow the feed to questions without an accepted answer, say how many, and are cleared', async () => {
      const slug = await world.community();
      await world.post('ben', 'An update', { community: slug });
      await world.post('ben', 'Who knows?', { community: slug, kind: 'question', title: 'Open' });
      const feed = await world.mount('ana', feedMarkup('community', slug, 'with-filters'));
      await drawn(feed, 2);
      await until(() => one(feed, '[role="feed"]'));
      const panel = await open(feed);
      expect(feed.shadowRoot!.activeElement?.id).to.equal('filter-search');
      check(panel, 'accepted answer');
      expect(textOf((await drawn(feed, 1))[0])).to.contain('Open');
      expect(feed.hasAttribute('unanswered')).to.equal(true);
      await until(() => textOf(one(feed, '[role="status"].visually-hidden')) === '1 post', 'what is announced');
      await expectAccessible(feed);
      press([...panel.querySelectorAll('button')].find((button) => textOf(button) === 'Clear filters'));
      await drawn(feed, 2);
      expect(feed.hasAttribute('unanswered')).to.equal(false);
      expect(one(feed, '.panel')).to.equal(panel);
    });

    it('search, in the posts and in their comments, and say so when nothing is found', async () => {
      const slug = await world.community();
      await world.post('ben', 'About nothing', { community: slug });
      const post = await world.post('ben', 'L’imprimante', { community: slug });
      await world.as('chloe', 'POST', `/v1/posts/${post.id}/comments`, { text: 'The wombat is ill.' });
      await world.settle();
      const feed = await world.mount('ana', feedMarkup('community', slug, 'with-filters'));
      await drawn(feed, 2);
      const panel = await open(feed);
      for (const [words, count] of [
        ['wombats', 1],
        ['imprimantes', 1],
        ['giraffe', 0],
      ] as const) {
        type(panel.querySelector('#filter-search'), words);
        (panel as HTMLFormElement).requestSubmit();
        await until(
          () => feed.getAttribute('search') === words && articles(feed).length === count && !one(feed, '.bones'),
          words,
        );
      }
      expect(textOf(one(feed, '.state'))).to.contain('Nothing found');
    });

    it('of a home lead to what is addressed to everyone, and to one’s own', async () => {
      const all = await world.post('ben', 'To everyone', { community: null });
      const mine = await world.post('ana', 'By me', { community: null });
      const feed = await world.mount('ana', feedMarkup('home', '', 'with-filters'));
      await until(() => one(feed, '[role="feed"]'));
      const panel = await open(feed);
      const select = panel.querySelector('select')!;
      const show = (value: string) => {
        select.value = value;
        select.dispatchEvent(new Event('change', { bubbles: true }));
      };
      show('everyone');
      await until(() => articles(feed).some(({ dataset }) => dataset.id === all.id));
      show('mine');
      await until(
        () =>
          articles(feed).some(({ dataset }) => dataset.id === mine.id) &&
          articles(feed).every((article) => textOf(article).includes('Ana Duval')),
      );
    });

    it('fit a column of 240 px', async () => {
      const slug = await world.community();
      await world.post('ben', 'Narrow', { community: slug });
      const feed = await world.mount('ana', feedMarkup('community', slug, 'with-filters'), { lang: 'fr' });
      feed.style.width = '240px';
      await drawn(feed, 1);
      await open(feed);
      expect(feed.scrollWidth).to.be.at.most(240);
    });
  });

  describe('following', () => {
    it('a post: the home says that there are new comments, and leads there', async () => {
      const slug = await world.community();
      const post = await world.post('ben', 'A long story', { community: slug, title: 'The lift' });
      const home = await world.mount('ana', feedMarkup('community', slug));
      const [article] = await drawn(home, 1);
      await choose(home, article, 'follow');
      await until(() => textOf(article!.querySelector('.told')).includes('You follow this post'));
      await world.tick();
      await world.as('ben', 'POST', `/v1/posts/${post.id}/comments`, { text: 'It moves.' });
      await world.tick();
      const feed = await world.mount('ana', feedMarkup('home'));
      const news = await until(() => one(feed, '.news button'));
      expect(textOf(news)).to.equal('“The lift” has a new comment');
      press(news);
      await until(() => textOf(one(feed, `article[data-id="${post.id}"]`)).includes('It moves.'));
      await until(() => !one(feed, '.news'), 'the line is gone once one has looked');
    });

    it('a tag, from the posts about it, and says so where that fails', async () => {
      const slug = await world.community();
      await world.post('ben', 'About #c++', { community: slug });
      let broken = false;
      const feed = await world.mount('ana', feedMarkup('community', slug), {
        fetch: faulty((url) => (broken && url.includes('/follow') ? offline() : undefined)),
      });
      const [article] = await drawn(feed, 1);
      press(article!.querySelector('[data-act="tag"]'));
      const button = await until(() => all(feed, '.bar button').find((button) => textOf(button) === 'Follow this tag'));
      press(button);
      await until(() => textOf(button) === 'Follow no longer');
      const { tags } = await world.as<{ tags: string[] }>('ana', 'GET', '/v1/me/reading');
      expect(tags).to.deep.equal(['c++']);
      broken = true;
      press(button);
      await until(() => one(feed, '.bar [role="alert"]'));
      expect(textOf(button)).to.equal('Follow no longer');
    });

    it('a person, from their card, and says so where that fails', async () => {
      let broken = false;
      const card = await world.mount('ana', '<parvis-profile-card for="chloe"></parvis-profile-card>', {
        fetch: faulty((url) => (broken && url.endsWith('/follow') ? offline() : undefined)),
      });
      const button = await until(() => one(card, '.follow'));
      press(button);
      await until(() => textOf(one(card, '.follow')) === 'Follow no longer');
      const { people } = await world.as<{ people: { name: string }[] }>('ana', 'GET', '/v1/me/reading');
      expect(people.map(({ name }) => name)).to.deep.equal(['Chloé Martin']);
      broken = true;
      press(one(card, '.follow'));
      await until(() => one(card, '[role="alert"]'));
      expect(textOf(one(card, '.follow'))).to.equal('Follow no longer');
    });
  });

  describe('muting', () => {
    it('a post: says until when in its place, in every tab, and is undone there', async () => {
      const slug = await world.community();
      await world.post('ben', 'Loud', { community: slug });
      const feed = await world.mount('ana', feedMarkup('community', slug));
      const [article] = await drawn(feed, 1);
      const other = await world.mount('ana', feedMarkup('community', slug));
      const [same] = await drawn(other, 1);
      await world.streaming(other);
      await choose(feed, article, 'mute-post', 'week');
      await until(() => textOf(article).includes('Left out of your home until'));
      await until(() => textOf(same).includes('Left out of your home until'), 'the other tab');
      press(article!.querySelector('[data-act="unmute"]'));
      await until(() => !textOf(article).includes('Left out of your home'));
    });

    it('a community: leaves it out of the home, is undone where it was asked, and is listed', async () => {
      const slug = await world.community({ name: 'Canteen' });
      const post = await world.post('ben', 'Soup', { community: slug });
      const feed = await world.mount('ana', feedMarkup('community', slug, 'with-filters'));
      const [article] = await drawn(feed, 1);
      await choose(feed, article, 'mute-community', 'hour');
      await until(() => textOf(article!.querySelector('.told')).includes('Canteen is left out'));
      const home = async () =>
        (await world.as<{ items: Post[] }>('ana', 'GET', '/v1/posts')).items.some(({ id }) => id === post.id);
      expect(await home()).to.equal(false);
      press(article!.querySelector('[data-act="undo"]'));
      await until(home);
      await choose(feed, article, 'mute-community', 'month');
      await until(async () => !(await home()));
      press(one(feed, '.tools button'));
      const listed = await until(() => all(feed, '.set li').find((entry) => textOf(entry).includes('Canteen')));
      press(listed.querySelector('button'));
      await until(home);
      await until(() => !all(feed, '.set li').some((entry) => textOf(entry).includes('Canteen')));
    });
  });

  it('muting a community takes its posts away but the one that says so, and calls nothing new that is only older', async () => {
    const [loud, calm] = [await world.community({ name: 'Loud' }), await world.community({ name: 'Calm' })];
    for (let nth = 0; nth < 22; nth++) await world.post('ben', `Calm ${nth}`, { community: calm });
    for (let nth = 0; nth < 2; nth++) await world.post('ben', `Loud ${nth}`, { community: loud });
    const feed = await world.mount('ana', feedMarkup('home'));
    const [article] = await drawn(feed, 20);
    await world.streaming(feed);
    await choose(feed, article, 'mute-community', 'week');
    await until(() => all(feed, '.feed > article').length === 19);
    expect(textOf(article)).to.contain('Loud is left out of your home until').and.contain('Undo');
    expect(one(feed, '.fresh')).to.equal(undefined);
    expect(textOf(one(feed, '.end'))).to.contain('Show earlier posts');
  });

  describe('drafts', () => {
    it('are listed where they are looked for, and continued in the composer', async () => {
      const slug = await world.community({ name: 'Workshop' });
      const api = `${location.origin}/drafts-of-ana`;
      const composer = await world.mount('ana', `<parvis-composer community="${slug}"></parvis-composer>`, { api });
      type(await until(() => one(composer, '#text')), 'Begun and left');
      await until(() => Object.keys(localStorage).some((key) => key.includes('composer:')));
      world.leave();
      const feed = await world.mount('ana', feedMarkup('drafts'), { api });
      const entry = await until(() => one(feed, '.drafts li'));
      expect(textOf(entry)).to.contain('Draft for Workshop').and.contain('Begun and left');
      press(entry.querySelector('button'));
      const again = await until(() => one(feed, 'parvis-composer'));
      await until(() => (one(again, '#text') as HTMLTextAreaElement | undefined)?.value === 'Begun and left');
      await until(() => again.shadowRoot!.activeElement === one(again, '#text'), 'the cursor in the text');
      press(all(feed, 'button').find((button) => textOf(button) === 'Close'));
      await until(() => feed.shadowRoot!.activeElement === one(feed, '.drafts li button'), 'the focus back');
    });

    it('go on as what they were: what shares a post again, and what has a name of its own', async () => {
      const slug = await world.community({ name: 'Workshop' });
      const post = await world.post('ben', 'Shared soon', { community: slug });
      const api = `${location.origin}/drafts-that-share`;
      const begun = [
        [`original="${post.id}"`, 'Why it matters'],
        ['draft="asked"', 'Who knows?'],
      ] as const;
      for (const [attributes, text] of begun) {
        const composer = await world.mount('ana', `<parvis-composer ${attributes}></parvis-composer>`, { api });
        type(await until(() => one(composer, '#text')), text);
      }
      await until(() => Object.keys(localStorage).filter((key) => key.includes('composer:')).length >= 2);
      world.leave();
      const feed = await world.mount('ana', feedMarkup('drafts'), { api });
      await until(() => all(feed, '.drafts li').length >= 2);
      for (const [attributes, text] of begun) {
        const entry = all(feed, '.drafts li').find((one) => textOf(one).includes(text))!;
        expect(textOf(entry).includes('shares a post again')).to.equal(attributes.startsWith('original'));
        press(entry.querySelector('button'));
        const composer = await until(() => one(feed, 'parvis-composer'));
        await until(() => (one(composer, '#text') as HTMLTextAreaElement | undefined)?.value === text);
        expect(textOf(composer).includes('Say why it matters')).to.equal(attributes.startsWith('original'));
        press(all(feed, 'button').find((button) => textOf(button) === 'Close'));
        await until(() => !one(feed, 'parvis-composer'));
      }
    });
  });

  describe('texts and links', () => {
    it('says which language a text is in where the reader has another, and not where it is theirs', async () => {
      const slug = await world.community();
      await world.post('ben', 'Bonjour à toutes et à tous, voici enfin le nouveau planning de la semaine.', {
        community: slug,
      });
      const english = await world.mount('ana', feedMarkup('community', slug));
      expect(textOf((await drawn(english, 1))[0]!.querySelector('.meta'))).to.contain('written in French');
      const french = await world.mount('ana', feedMarkup('community', slug), { lang: 'fr' });
      expect(textOf((await drawn(french, 1))[0]!.querySelector('.meta'))).not.to.contain('rédigé');
    });

    it('copies a link to where the pages say that posts are shown', async () => {
      const slug = await world.community();
      const post = await world.post('ben', 'Copied', { community: slug });
      const feed = await world.mount('ana', feedMarkup('community', slug));
      (feed.closest('parvis-provider') as HTMLElement & { postUrl: string }).postUrl = '/news?p={id}#parvis-post-{id}';
      const [article] = await drawn(feed, 1);
      const copied: string[] = [];
      const own = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
      const clipboard = { writeText: (text: string) => Promise.resolve(void copied.push(text)) };
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
      try {
        await choose(feed, article, 'copy');
        await until(() => copied.length);
      } finally {
        if (own) Object.defineProperty(navigator, 'clipboard', own);
        else delete (navigator as { clipboard?: unknown }).clipboard;
      }
      expect(copied).to.deep.equal([`${location.origin}/news?p=${post.id}#parvis-post-${post.id}`]);
    });

    it('leaves the focus to the next post where the one that had it goes away', async () => {
      const slug = await world.community();
      const posts: Post[] = [];
      for (const text of ['One', 'Two', 'Three']) posts.push(await world.post('ben', text, { community: slug }));
      const feed = await world.mount('ana', feedMarkup('community', slug));
      const list = await drawn(feed, 3);
      await world.streaming(feed);
      // What keeps the focus comes once the posts are drawn, and numbers them.
      await until(() => list[1]!.hasAttribute('aria-posinset'));
      list[1]!.focus();
      await world.as('ben', 'DELETE', `/v1/posts/${list[1]!.dataset.id}`);
      const left = await drawn(feed, 2);
      await until(() => feed.shadowRoot!.activeElement === left[1], 'the focus');
    });
  });
});
