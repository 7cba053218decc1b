import { expect } from '@open-wc/testing';
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
  warningsOf,
} from '../../../../test/elements/support.ts';
import '../composer/define.ts';
import './define.ts';

const feedMarkup = (scope: string, target = '', more = '') =>
  `<parvis-feed scope="${scope}"${target ? ` for="${target}"` : ''} ${more}></parvis-feed>`;
const articles = (feed: Element) => all(feed, '.feed > article');
const drawn = (feed: Element, count: number) =>
  until(() => articles(feed).length === count && articles(feed), `${count} posts`);

describe('parvis-feed', () => {
  let world: World;
  before(async () => {
    world = await World.open();
  });
  afterEach(() => world.clear());
  after(() => world.close());

  describe('reading', () => {
    it('draws the posts of a community, newest first, with author, place and text', async () => {
      const slug = await world.community();
      await world.post('ben', 'The **old** printer is gone.', { community: slug });
      await world.post('ana', 'How do I get C++?', { kind: 'question', title: 'Compiler', community: slug });
      const feed = await world.mount('ana', feedMarkup('community', slug));
      const [first, second] = await drawn(feed, 2);
      expect(textOf(first)).to.contain('Ana Duval').and.contain('Question').and.contain('Compiler');
      expect(second!.querySelector('strong')!.textContent).to.equal('old');
      expect(textOf(one(feed, '.end'))).to.equal('You are up to date');
    });

    it('draws what a screen shows first, says that more is coming, then draws the others and the end', async () => {
      const slug = await world.community();
      for (let count = 0; count < 7; count++) await world.post('ben', `Number ${count}`, { community: slug });
      const feed = await world.mount('ana', feedMarkup('community', slug));
      const seen: string[] = [];
      const look = () => {
        const busy = one(feed, '[role="feed"]')?.getAttribute('aria-busy');
        const state = `${articles(feed).length} ${busy} ${one(feed, '.end') ? 'end' : ''}`.trim();
        if (busy && state !== seen.at(-1)) seen.push(state);
      };
      const observer = new MutationObserver(look);
      await until(() => feed.shadowRoot);
      observer.observe(feed.shadowRoot!, { subtree: true, childList: true, attributes: true });
      look();
      await drawn(feed, 7);
      look();
      observer.disconnect();
      expect(seen).to.deep.equal(['5 true', '7 false end']);
    });

    it('shows what one has just written below what is pinned, as after a reload', async () => {
      const slug = await world.community({ members: { ana: 'steward' } });
      const first = await world.post('ana', 'First of all.', { community: slug });
      await world.as('ana', 'PUT', `/v1/posts/${first.id}/pin`);
      await world.tick();
      await world.post('ana', 'Before.', { community: slug });
      const feed = await world.mount('ana', `<parvis-feed scope="community" for="${slug}"></parvis-feed>`);
      await until(() => all(feed, 'article').length === 2);
      const composer = document.createElement('parvis-composer');
      composer.setAttribute('community', slug);
      feed.parentElement!.append(composer);
      const text = await until(() => one<HTMLTextAreaElement>(composer, '#text'));
      await world.tick();
      type(text, 'Just now.');
      press(one(composer, '[part="publish"]'));
      await until(() => all(feed, 'article').length === 3);
      const shown = all(feed, 'article').map((article) => /First of all|Just now|Before/.exec(textOf(article))?.[0]);
      expect(shown).to.deep.equal(['First of all', 'Just now', 'Before']);
    });

    it('leaves no dot at the end or the start of a line between place and time, however narrow it is', async () => {
      const slug = await world.community({ name: 'Télésurveillance et données, Connected service' });
      await world.post('ben', 'Where does the line end?', { community: slug });
      const feed = await world.mount('ana', feedMarkup('community', slug));
      const [article] = await drawn(feed, 1);
      const meta = article!.querySelector('.meta')!;
      const [place, time] = [meta.querySelector('span')!, meta.querySelector('time')!];
      const seen = new Set<string>();
      for (const width of [240, 300, 340, 400, 480, 1280]) {
        feed.style.width = `${width}px`;
        const words = [...place.getClientRects()].at(-1)!;
        const when = time.getBoundingClientRect();
        const dot = parseFloat(getComputedStyle(time, '::before').insetInlineStart);
        expect(getComputedStyle(place, '::after').content, `after the place at ${width} px`).to.equal('none');
        if (Math.abs(when.top + when.height / 2 - words.top - words.height / 2) < 4) {
          seen.add('one line');
          expect(when.left + dot, `the dot at ${width} px`).to.be.at.least(words.right);
        } else {
          seen.add('two lines');
          expect(when.left, `the time at ${width} px`).to.be.closeTo(meta.getBoundingClientRect().left, 0.5);
          expect(getComputedStyle(meta).overflow).to.equal('clip');
        }
      }
      expect(seen).to.include('one line');
    });

    it('shows the posts of a person by the name they sign in with, live', async () => {
      const slug = await world.community();
      await world.post('chloe', 'By Chloé', { community: slug });
      const feed = await world.mount('ana', feedMarkup('person', 'chloe'));
      await until(() => textOf(one(feed, '.feed > article')).includes('By Chloé'));
      await world.streaming(feed);
      await world.post('ben', 'Not by her', { community: slug });
      await world.post('chloe', 'By Chloé again', { community: slug });
      await until(() => textOf(one(feed, '.fresh')).includes('1 new post'));
    });

    it('shows the posts of one person, of one kind and about one tag', async () => {
      const slug = await world.community();
      const mine = await world.post('ben', 'By Ben', { community: slug, tags: ['c++'] });
      await world.post('ana', 'By Ana?', { community: slug, kind: 'question', title: 'Q' });
      const person = await world.mount('ana', feedMarkup('person', world.people.ben));
      await until(() => articles(person).some((article) => article.dataset.id === mine.id));
      expect(articles(person).every((article) => textOf(article).includes('Ben Okafor'))).to.equal(true);
      const tag = await world.mount('ana', feedMarkup('tag', 'c++'));
      await until(() => articles(tag).some((article) => article.dataset.id === mine.id));
      const questions = await world.mount('ana', feedMarkup('community', slug, 'kind="question"'));
      expect(textOf((await drawn(questions, 1))[0])).to.contain('By Ana?');
    });

    it('says in both languages that there is nothing yet', async () => {
      const slug = await world.community();
      const english = await world.mount('ana', feedMarkup('community', slug));
      await until(() => textOf(one(english, '.state')).includes('No posts yet'));
      const french = await world.mount('ana', feedMarkup('community', slug), { lang: 'fr' });
      await until(() => textOf(one(french, '.state')).includes('Aucune publication'));
    });

    it('takes the language of the element before that of the provider, of its surroundings and of the page', async () => {
      const slug = await world.community();
      const inner = await world.mount('ana', feedMarkup('community', slug, 'lang="fr"'), { lang: 'en' });
      await until(() => textOf(one(inner, '.state')).includes('Aucune publication'));
      const around = await world.mount('ana', `<div lang="fr">${feedMarkup('community', slug)}</div>`, { lang: '' });
      await until(() => textOf(one(around.querySelector('parvis-feed')!, '.state')).includes('Aucune publication'));
      const page = await world.mount('ana', feedMarkup('community', slug), { lang: '' });
      document.documentElement.lang = 'fr';
      try {
        await until(() => textOf(one(page, '.state')).includes('Aucune publication'));
      } finally {
        document.documentElement.lang = 'en';
      }
    });

    it('loads earlier posts on request and then says that this was all', async () => {
      const slug = await world.community();
      for (let number = 1; number <= 22; number++) await world.post('ana', `Number ${number}`, { community: slug });
      const feed = await world.mount('ana', feedMarkup('community', slug));
      const first = await drawn(feed, 20);
      await until(() => first[0]!.getAttribute('aria-setsize') === '-1', 'an unknown number');
      press(one(feed, '.end button'));
      const both = await drawn(feed, 22);
      await until(() => both[21]!.getAttribute('aria-posinset') === '22', 'its place');
      expect(both[0]!.getAttribute('aria-setsize')).to.equal('22');
      await until(() => feed.shadowRoot!.activeElement === both[20], 'focus on the first of the earlier posts');
    });

    it('cuts a long post off and shows all of it on request', async () => {
      const slug = await world.community();
      await world.post('ana', 'A long story. '.repeat(300), { community: slug });
      const feed = await world.mount('ana', feedMarkup('community', slug));
      const [article] = await drawn(feed, 1);
      expect(article!.querySelector('.cut')).to.not.equal(null);
      press(article!.querySelector('[data-act="expand"]'));
      await until(() => !article!.querySelector('.cut'));
    });

    it('marks the language of a text for those who listen to it', async () => {
      const slug = await world.community();
      await world.post('ana', 'Bonjour à toutes et à tous, voici enfin le nouveau planning de la semaine prochaine.', {
        community: slug,
      });
      const feed = await world.mount('ana', feedMarkup('community', slug));
      const [article] = await drawn(feed, 1);
      expect(article!.querySelector('.text')!.getAttribute('lang')).to.equal('fr');
    });

    it('draws nothing that a text could smuggle in', async () => {
      const slug = await world.community();
      await world.post(
        'ana',
        '<img src=x onerror="window.pwned = 1"> [x](javascript:alert(1)) <script>window.pwned = 1</script>',
        {
          community: slug,
        },
      );
      const feed = await world.mount('ana', feedMarkup('community', slug));
      const [article] = await drawn(feed, 1);
      expect(article!.querySelector('.text img, .text script, .text a')).to.equal(null);
      expect(textOf(article)).to.contain('<script>');
    });

    it('warns once of a bad attribute and takes the default', async () => {
      const warnings = await warningsOf(async () => {
        const feed = await world.mount('ana', '<parvis-feed scope="everywhere"></parvis-feed>');
        await until(() => one(feed, '.feed, .state'));
      });
      expect(warnings.filter((message) => message.includes('everywhere'))).to.have.length(1);
      expect(warnings[0]).to.contain('parvis-feed').and.contain('scope').and.contain('"home", "everyone", "community"');
    });
  });

  describe('with the keyboard', () => {
    it('moves between posts with Page Down and Page Up', async () => {
      const slug = await world.community();
      for (const text of ['One', 'Two', 'Three']) await world.post('ana', text, { community: slug });
      const feed = await world.mount('ana', feedMarkup('community', slug));
      const list = await drawn(feed, 3);
      await until(() => list[0]!.hasAttribute('aria-posinset'), 'what the keyboard needs');
      list[0]!.focus();
      const key = (name: string) =>
        feed.shadowRoot!.activeElement!.dispatchEvent(
          new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true }),
        );
      key('PageDown');
      key('PageDown');
      expect(feed.shadowRoot!.activeElement).to.equal(list[2]);
      key('PageUp');
      expect(feed.shadowRoot!.activeElement).to.equal(list[1]);
    });

    it('leaves the keys of a text field alone', async () => {
      const slug = await world.community();
      for (const text of ['One', 'Two']) await world.post('ana', text, { community: slug });
      const feed = await world.mount('ana', feedMarkup('community', slug));
      const list = await drawn(feed, 2);
      press(list[0]!.querySelector('[data-act="thread"]'));
      await until(() => list[0]!.hasAttribute('aria-posinset'), 'what the keyboard needs');
      const field = await until(() => list[0]!.querySelector('textarea'));
      field.focus();
      const event = new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true, composed: true, cancelable: true });
      field.dispatchEvent(event);
      expect(event.defaultPrevented).to.equal(false);
    });
  });

  describe('live', () => {
    it('counts new posts without inserting them, and shows them when asked', async () => {
      const slug = await world.community();
      await world.post('ana', 'Old', { community: slug });
      const feed = await world.mount('ana', feedMarkup('community', slug));
      const [old] = await drawn(feed, 1);
      await world.streaming(feed);
      await world.post('ben', 'New 1', { community: slug });
      await world.post('ben', 'New 2', { community: slug });
      const button = await until(() => textOf(one(feed, '.fresh')).includes('2 new posts') && one(feed, '.fresh'));
      expect(articles(feed)).to.deep.equal([old]);
      press(button);
      const list = await drawn(feed, 3);
      expect(textOf(list[0])).to.contain('New 2');
      expect(list[2]).to.equal(old);
      expect(feed.shadowRoot!.activeElement).to.equal(list[0]);
    });

    it('follows changes and deletions of what it shows', async () => {
      const slug = await world.community();
      const [kept, gone] = [
        await world.post('ben', 'Keep', { community: slug }),
        await world.post('ben', 'Gone', { community: slug }),
      ];
      const feed = await world.mount('ana', feedMarkup('community', slug));
      await drawn(feed, 2);
      await world.streaming(feed);
      await world.as('ben', 'PATCH', `/v1/posts/${kept.id}`, { text: 'Kept and mended' });
      await world.as('ben', 'DELETE', `/v1/posts/${gone.id}`);
      const [article] = await drawn(feed, 1);
      await until(() => textOf(article).includes('Kept and mended'));
    });
  });

  describe('where the stream and the page tell of the same', () => {
    /** Stands for a stream that tells of nothing but of gaps. */
    const gaps = () => {
      let tell!: ReadableStreamDefaultController<Uint8Array>;
      const body = new ReadableStream<Uint8Array>({ start: (controller) => void (tell = controller) });
      return {
        fetch: faulty((url) => (url.endsWith('/v1/stream') ? new Response(body) : undefined)),
        reset: () => tell.enqueue(new TextEncoder().encode('event: reset\ndata: {}\n\n')),
      };
    };

    it('shows one’s own post once when its answer was lost and the stream told of it first', async () => {
      const slug = await world.community();
      await world.post('ben', 'Before', { community: slug });
      let lost = true;
      const feed = await world.mount('ana', feedMarkup('community', slug, 'with-composer'), {
        fetch: async (input, init) => {
          const response = await fetch(input, init);
          if (init?.method !== 'POST' || !lost) return response;
          lost = false;
          throw new TypeError('The connection was lost');
        },
      });
      await drawn(feed, 1);
      await world.streaming(feed);
      const composer = await until(() => one(feed, 'parvis-composer'));
      type(await until(() => one(composer, '#text')), 'Mine');
      press(one(composer, '[part="publish"]'));
      await until(() => one(composer, '.problem') && one(feed, '.fresh'));
      press(one(composer, '[part="publish"]'));
      const list = await drawn(feed, 2);
      expect(textOf(list[0])).to.contain('Mine');
      expect(all(feed, '.fresh')).to.have.length(0);
    });

    it('shows a waiting post as it was edited meanwhile', async () => {
      const slug = await world.community();
      await world.post('ben', 'Before', { community: slug });
      let asked = 0;
      let waiting = 'none';
      const feed = await world.mount('ana', feedMarkup('community', slug), {
        fetch: async (input, init) => {
          const response = await fetch(input, init);
          if (String(input).includes(waiting)) asked++;
          return response;
        },
      });
      await drawn(feed, 1);
      await world.streaming(feed);
      const { id } = await world.post('ben', 'Frist', { community: slug });
      waiting = `/v1/posts/${id}`;
      const button = await until(() => one(feed, '.fresh'));
      await world.as('ben', 'PATCH', `/v1/posts/${id}`, { text: 'First' });
      await until(() => asked > 0);
      press(button);
      await until(() => textOf(articles(feed)[0]).includes('First'));
    });

    it('after a gap shows no longer what was deleted in it, and keeps what is merely older', async () => {
      const slug = await world.community();
      for (let number = 1; number <= 22; number++) await world.post('ben', `Number ${number}`, { community: slug });
      const { fetch, reset } = gaps();
      const feed = await world.mount('ana', feedMarkup('community', slug), { fetch });
      const gone = (await drawn(feed, 20))[3]!;
      press(one(feed, '.end button'));
      await drawn(feed, 22);
      await world.streaming(feed);
      await world.as('ben', 'DELETE', `/v1/posts/${gone.dataset.id}`);
      reset();
      const left = await drawn(feed, 21);
      expect(left).not.to.include(gone);
      expect(textOf(left[20])).to.contain('Number 1');
    });
  });

  describe('links to one post', () => {
    it('brings the reader to a post of the page with its comments open', async () => {
      const slug = await world.community();
      const target = await world.post('ana', 'Target', { community: slug });
      await world.post('ana', 'Newer', { community: slug });
      const feed = await world.mount('ana', feedMarkup('community', slug, `post="${target.id}"`));
      const article = await until(() => one(feed, `article[data-id="${target.id}"]`));
      await until(() => feed.shadowRoot!.activeElement === article && article.querySelector('.thread'));
    });

    it('fetches a post that is not among the others and shows it above them', async () => {
      const slug = await world.community();
      const elsewhere = await world.post('ana', 'From elsewhere', { community: 'it-help' });
      await world.post('ana', 'Here', { community: slug });
      const feed = await world.mount('ana', feedMarkup('community', slug, `post="${elsewhere.id}"`));
      const article = await until(() => one(feed, `.above article[data-id="${elsewhere.id}"]`));
      await until(() => feed.shadowRoot!.activeElement === article);
      press(one(feed, '.above .bar button'));
      await until(() => !one(feed, '.above'));
    });

    it('follows the address of the page', async () => {
      const slug = await world.community();
      const target = await world.post('ana', 'Target', { community: slug });
      const feed = await world.mount('ana', feedMarkup('community', slug));
      const [article] = await drawn(feed, 1);
      location.hash = `parvis-post-${target.id}`;
      try {
        await until(() => feed.shadowRoot!.activeElement === article && article!.querySelector('.thread'));
      } finally {
        history.replaceState(null, '', location.pathname + location.search);
      }
    });

    it('says when the post does not exist or is not shared', async () => {
      const slug = await world.community();
      const feed = await world.mount(
        'ana',
        feedMarkup('community', slug, 'post="01890000-0000-7000-8000-000000000000"'),
      );
      await until(() => textOf(one(feed, '[role="alert"]')).includes('not shared with you'));
    });
  });

  describe('tags', () => {
    it('shows the posts about a tag that was chosen in a text, and goes back', async () => {
      const slug = await world.community();
      await world.post('ana', 'About #pumps', { community: slug });
      await world.post('ana', 'Something else', { community: slug });
      const feed = await world.mount('ana', feedMarkup('community', slug));
      await drawn(feed, 2);
      press(one(feed, '.tag'));
      await drawn(feed, 1);
      expect(textOf(one(feed, '.bar'))).to.contain('#pumps');
      // Following the tag comes before it, once it is known whether one does.
      press(all(feed, '.bar button').at(-1));
      await drawn(feed, 2);
    });

    it('leaves the deed to the page where it prevents the event', async () => {
      const slug = await world.community();
      await world.post('ana', 'About #valves', { community: slug });
      const feed = await world.mount('ana', feedMarkup('community', slug));
      await drawn(feed, 1);
      const asked = new Promise<Event>((resolve) =>
        feed.addEventListener('parvis-tag-open', (event) => {
          event.preventDefault();
          resolve(event);
        }),
      );
      press(one(feed, '.tag'));
      expect((await asked) as Event & { tag: string }).to.have.property('tag', 'valves');
      await feed.updateComplete;
      expect(one(feed, '.bar')).to.equal(undefined);
    });
  });

  describe('when something is wrong', () => {
    const broken: [string, Parameters<typeof faulty>[0], string][] = [
      ['is not reached', () => offline(), 'No answer from the server'],
      ['answers 500', () => problem(500, 'internal'), 'not understood'],
      [
        'answers garbage',
        () => new Response('<h1>Maintenance</h1>', { headers: { 'content-type': 'text/html' } }),
        'not understood',
      ],
      ['refuses the token', () => problem(401, 'unauthenticated'), 'not signed in'],
      ['is overloaded', () => problem(429, 'rate-limited', { 'retry-after': '5' }), 'in 5 seconds'],
      ['asks for a long wait', () => problem(429, 'rate-limited', { 'retry-after': '1790' }), 'in 30 minutes'],
    ];
    for (const [what, fault, words] of broken)
      it(`says in words that the server ${what}, and tries again when asked`, async () => {
        let failing = true;
        const feed = await world.mount('ana', feedMarkup('home'), {
          fetch: faulty((url, init) => (failing && url.includes('/v1/posts') ? fault(url, init) : undefined)),
        });
        await until(() => textOf(one(feed, '.state')).includes(words), words);
        failing = false;
        press(one(feed, '.state button'));
        await until(() => one(feed, '.feed') ?? one(feed, '[part="empty"]'));
      });

    it('says so where nothing connects it, and starts as soon as something does', async () => {
      const slug = await world.community();
      await world.post('ana', 'Connected', { community: slug });
      const place = document.createElement('div');
      place.innerHTML = feedMarkup('community', slug);
      document.body.append(place);
      const feed = place.firstElementChild!;
      await until(() => textOf(one(feed, '.state')).includes('not connected to Parvis'));
      const provider = world.provider('ana');
      place.replaceWith(provider);
      provider.append(feed);
      await drawn(feed, 1);
    });

    it('shows bones while the server is slow', async () => {
      let answer!: () => void;
      const slow = new Promise<void>((resolve) => (answer = resolve));
      const feed = await world.mount('ana', feedMarkup('home'), {
        fetch: async (input, init) => {
          await slow;
          return fetch(input, init);
        },
      });
      await until(() => one(feed, '.bones'));
      expect(textOf(one(feed, '.bones'))).to.equal('Loading posts…');
      answer();
      await until(() => !one(feed, '.bones'));
    });

    it('keeps what is shown when earlier posts cannot be loaded', async () => {
      const slug = await world.community();
      for (let number = 1; number <= 21; number++) await world.post('ana', `Number ${number}`, { community: slug });
      const feed = await world.mount('ana', feedMarkup('community', slug), {
        fetch: faulty((url) => (url.includes('cursor=') ? offline() : undefined)),
      });
      await drawn(feed, 20);
      press(one(feed, '.end button'));
      await until(() => textOf(one(feed, '.end [role="alert"]')).includes('No answer'));
      expect(articles(feed)).to.have.length(20);
    });
  });

  describe('on the page', () => {
    it('survives being moved without loading again', async () => {
      const slug = await world.community();
      await world.post('ana', 'Stay', { community: slug });
      let asked = 0;
      const feed = await world.mount('ana', feedMarkup('community', slug), {
        fetch: faulty((url) => void (asked += url.includes('/v1/posts?') ? 1 : 0)),
      });
      const [article] = await drawn(feed, 1);
      const place = document.createElement('div');
      feed.parentElement!.append(place);
      place.append(feed);
      await feed.updateComplete;
      expect(articles(feed)[0]).to.equal(article);
      expect(asked).to.equal(1);
    });

    it('asks for what its attributes say and for nothing else', async () => {
      const slug = await world.community();
      await world.post('ana', 'Once', { community: slug });
      const asked: string[] = [];
      const feed = await world.mount('ana', feedMarkup('community', slug), {
        fetch: faulty((url) => void (url.includes('/v1/posts') && asked.push(url))),
      });
      await drawn(feed, 1);
      expect(asked.every((url) => url.endsWith(`/v1/posts?scope=community&for=${slug}`))).to.equal(true);
    });

    it('is reached by a provider that is upgraded after it', async () => {
      const slug = await world.community();
      await world.post('ana', 'Late', { community: slug });
      const feed = document.createElement('parvis-feed');
      feed.setAttribute('scope', 'community');
      feed.setAttribute('for', slug);
      const place = document.createElement('div');
      place.append(feed);
      document.body.append(place);
      const provider = world.provider('ana');
      place.replaceWith(provider);
      provider.append(place);
      await drawn(feed, 1);
    });

    it('has no violation that axe finds in either theme', async () => {
      const slug = await world.community();
      const question = await world.post('ben', 'Which one? See [the list](https://example.com).', {
        community: slug,
        kind: 'question',
        title: 'Which?',
      });
      await world.as('ana', 'POST', `/v1/posts/${question.id}/comments`, { text: 'This one.' });
      await world.as('ana', 'PUT', `/v1/posts/${question.id}/reactions/thanks`);
      await world.post('ana', '| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n\n- list', {
        community: slug,
        title: 'Table',
      });
      const feed = await world.mount('ana', feedMarkup('community', slug));
      await drawn(feed, 2);
      press(one(feed, `article[data-id="${question.id}"] [data-act="thread"]`));
      await until(() => one(feed, '.comment'));
      await expectAccessible(feed);
    });
  });
});

const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ type: 'x', title: code, status, detail: '', code, requestId: 'r' }), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
