import { expect } from '@open-wc/testing';
import type { CasePage, Charter, Comment, Post } from '@parvis/contracts';
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
import './define.ts';

const text = (element: Element, selector: string) => textOf(one(element, selector));
const act = (element: Element, name: string) => one(element, `article > * [data-act="${name}"]`);
const inComment = (element: Element, id: string, name: string) =>
  one(element, `[data-comment="${id}"] [data-act="${name}"]`);

describe('parvis-post', () => {
  let world: World;
  before(async () => {
    world = await World.open();
  });
  afterEach(() => world.clear());
  after(() => world.close());

  const mount = async (person: string, post: Post, more = '', options = {}) => {
    const element = await world.mount(person, `<parvis-post post="${post.id}" ${more}></parvis-post>`, options);
    await until(() => one(element, 'article'));
    return element;
  };
  const comment = (person: string, post: Post, words: string, parent?: string) =>
    world.as<Comment>(person, 'POST', `/v1/posts/${post.id}/comments`, { text: words, ...(parent && { parent }) });
  const opened = async (element: Element) =>
    until(() => one(element, '.thread textarea') ?? one(element, '.thread li'));

  it('draws one post, and says when it does not exist', async () => {
    const post = await world.post('ben', 'Alone');
    expect(textOf(one(await mount('ana', post), 'article')))
      .to.contain('Ben Okafor')
      .and.contain('Alone');
    const none = await world.mount('ana', '<parvis-post post="01890000-0000-7000-8000-000000000000"></parvis-post>');
    await until(() => text(none, '[role="alert"]').includes('not shared with you'));
  });

  it('says that there is nothing to show where no post was named', async () => {
    const element = await world.mount('ana', '<parvis-post></parvis-post>');
    await until(() => text(element, '[part="error"]').includes('not shared with you'));
    expect(one(element, '.bones')).to.equal(undefined);
  });

  it('shows the degree of what is published, not of what its author reads alone', async () => {
    const post = await world.post('ben', 'Hush', { community: await world.community({ defaultDegree: 'C2' }) });
    const published = await mount('ben', post);
    await until(() => textOf(one(published, '.secret')) === 'C2 Restricted');
    const held = await mount('ben', post, '', {
      fetch: faulty((url) => (url.includes('/v1/posts/') ? Response.json({ ...post, state: 'held' }) : undefined)),
    });
    await until(() => one(held, '.notice'));
    expect(one(held, '.secret')).to.equal(undefined);
  });

  it('draws a text alike in a post and in a comment, whatever was loaded for the comments', async () => {
    const words =
      '## Head\n\n1. one\n2. two\n\n- a\n  - b\n\n> said\n\n`code` **strong** [link](https://example.org)\n\n| a | b |\n| - | - |\n| c | d |';
    const post = await world.post('ben', words);
    await comment('ben', post, words);
    const element = await mount('ana', post, 'with-comments');
    await opened(element);
    const looks = (where: string) =>
      all(element, `${where} .text *`).map((node) => {
        const { display, listStyleType, marginTop, paddingLeft, gap, fontWeight } = getComputedStyle(node);
        const marks = node.matches('ul, ol, li') ? listStyleType : '';
        return [node.localName, display, marks, marginTop, paddingLeft, gap, fontWeight].join();
      });
    expect(looks('.comment').length).to.be.greaterThan(20);
    expect(looks('.comment')).to.deep.equal(looks('article >'));
  });

  it('marks the language of a comment for those who listen to it', async () => {
    const post = await world.post('ben', 'The planning of next week is there at last.');
    await comment('ben', post, 'Merci à toutes et à tous pour ce nouveau planning, il était attendu.');
    const element = await mount('ana', post, 'with-comments');
    await opened(element);
    expect(one(element, '.comment .text')!.getAttribute('lang')).to.equal('fr');
  });

  it('asks for the author, who may be shown by the page', async () => {
    const post = await world.post('ben', 'Who?');
    const element = await mount('ana', post);
    const asked = new Promise<Event>((resolve) =>
      document.addEventListener('parvis-person-open', resolve, { once: true }),
    );
    press(one(element, '.name'));
    expect(await asked).to.have.property('person', world.people.ben);
  });

  describe('reactions', () => {
    it('adds one at once and takes it back', async () => {
      const post = await world.post('ben', 'React');
      const element = await mount('ana', post);
      press(act(element, 'reactions'));
      press(await until(() => one(element, '[data-kind="thanks"]')));
      await until(() => one(element, '[data-kind="thanks"]')?.getAttribute('aria-pressed') === 'true');
      await until(async () => (await world.as<Post>('ana', 'GET', `/v1/posts/${post.id}`)).reactions[0]?.mine);
      press(one(element, '[data-kind="thanks"]'));
      await until(async () => (await world.as<Post>('ana', 'GET', `/v1/posts/${post.id}`)).reactions.length === 0);
      await until(() => !one(element, '[aria-pressed="true"]'));
    });

    it('keeps the focus on what was given, whichever it is', async () => {
      const post = await world.post('ben', 'React');
      const element = await mount('ana', post);
      press(act(element, 'reactions'));
      const chip = await until(() => one<HTMLElement>(element, '[data-kind="insightful"]'));
      chip.focus();
      press(chip);
      await until(() => one(element, '[data-kind="insightful"]')?.getAttribute('aria-pressed') === 'true');
      await until(() => all(element, 'footer .chip').length === 1);
      await until(() => (element.shadowRoot!.activeElement as HTMLElement | null)?.dataset['kind'] === 'insightful');
    });

    it('lets the choices go by Escape, with the focus where it was, and by a press elsewhere', async () => {
      const post = await world.post('ben', 'React');
      const { id } = await comment('ben', post, 'Me too');
      const element = await mount('ana', post, 'with-comments');
      await opened(element);
      const places = [
        ['footer', () => act(element, 'reactions')],
        [`[data-comment="${id}"]`, () => inComment(element, id, 'reactions')],
      ] as const;
      for (const [place, opener] of places) {
        const focused = () => element.shadowRoot!.activeElement;
        const chips = () => all(element, `${place} .chip`);
        press(opener());
        await until(() => focused()?.matches(`${place} .chip`), `the first choice of ${place} to have the focus`);
        focused()!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
        await until(() => focused() && focused() === opener(), `the focus back on what opens those of ${place}`);
        expect(chips().length).to.equal(0);
        press(opener());
        await until(() => chips().length);
        press(one(element, '.text'));
        await until(() => chips().length === 0, `those of ${place} to go by a press elsewhere`);
      }
    });

    it('takes it back and says so when the server refuses', async () => {
      const post = await world.post('ben', 'React');
      const element = await mount('ana', post, '', {
        fetch: faulty((url) => (url.includes('/reactions/') ? offline() : undefined)),
      });
      press(act(element, 'reactions'));
      press(await until(() => one(element, '[data-kind="like"]')));
      await until(() => text(element, '.problem').includes('No answer'));
      expect(one(element, '[aria-pressed="true"]')).to.equal(undefined);
    });

    it('follows those of others', async () => {
      const post = await world.post('ben', 'React');
      const element = await mount('ana', post);
      await world.streaming(element);
      await world.as('chloe', 'PUT', `/v1/posts/${post.id}/reactions/like`);
      await until(() => one(element, '[data-kind="like"]')?.getAttribute('aria-label') === 'Like: 1');
    });
  });

  describe('comments', () => {
    it('opens them with one level of replies', async () => {
      const post = await world.post('ben', 'Discuss');
      const first = await comment('ana', post, 'First');
      await comment('chloe', post, 'To the first', first.id);
      const element = await mount('ana', post);
      expect(textOf(act(element, 'thread'))).to.equal('2 comments');
      press(act(element, 'thread'));
      const reply = await until(() => one(element, '.replies > li'));
      expect(textOf(reply)).to.contain('Chloé Martin').and.contain('To the first');
      expect(act(element, 'thread')!.getAttribute('aria-expanded')).to.equal('true');
      expect(inComment(element, reply.dataset.comment!, 'reply')).to.equal(undefined);
      press(act(element, 'thread'));
      await until(() => !one(element, '.thread'));
    });

    it('draws one’s own reply by itself where its comment was removed, and says why', async () => {
      const post = await world.post('ben', 'Discuss');
      const first = await comment('ana', post, 'First');
      await comment('ben', post, 'To the first', first.id);
      const [article] = (await world.as<Charter>('ben', 'GET', '/v1/charter')).articles;
      await world.as('ben', 'POST', '/v1/flags', { subject: { kind: 'comment', id: first.id }, article: article!.id });
      const { items } = await world.as<CasePage>('chloe', 'GET', '/v1/cases');
      await world.as('chloe', 'PUT', `/v1/cases/${items.find(({ copy }) => copy.id === first.id)!.id}/decision`, {
        decision: 'remove',
        article: article!.id,
      });
      const element = await mount('ben', post);
      press(act(element, 'thread'));
      const reply = await until(() => one(element, '.thread li'));
      expect(textOf(reply)).to.contain('To the first').and.contain('The comment that this answers');
      expect(all(element, '.thread li')).to.have.length(1);
      expect(inComment(element, reply.dataset.comment!, 'delete')).not.to.equal(undefined);
      await expectAccessible(element);
    });

    it('puts the focus in the field when there is no comment yet, and sends with Ctrl+Enter', async () => {
      const post = await world.post('ben', 'Discuss');
      const element = await mount('ana', post);
      press(act(element, 'thread'));
      const field = await until(() => one<HTMLTextAreaElement>(element, '.thread textarea'));
      await until(() => element.shadowRoot!.activeElement === field);
      type(field, 'A **comment**');
      await until(() => one(element, '.thread .primary'));
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, composed: true }));
      await until(() => one(element, '.comment strong'));
      await until(() => field.value === '' && textOf(act(element, 'thread')) === '1 comment');
    });

    it('replies to a comment and brings the focus back', async () => {
      const post = await world.post('ben', 'Discuss');
      const first = await comment('chloe', post, 'First');
      const element = await mount('ana', post, 'with-comments');
      await opened(element);
      press(inComment(element, first.id, 'reply'));
      const field = await until(() => one<HTMLTextAreaElement>(element, '.comment textarea'));
      await until(() => element.shadowRoot!.activeElement === field);
      expect(field.getAttribute('aria-label')).to.equal('Reply to Chloé Martin');
      type(field, 'A reply');
      press(one(element, '.comment form .primary'));
      await until(() => text(element, '.replies').includes('A reply'));
      await until(() => element.shadowRoot!.activeElement === inComment(element, first.id, 'reply'));
    });

    it('makes one comment of a double click, and of a retry after the answer was lost', async () => {
      const post = await world.post('ben', 'Discuss');
      let lost = true;
      const element = await mount('ana', post, 'with-comments', {
        fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
          const response = await fetch(input, init);
          if (init?.method !== 'POST' || !lost) return response;
          lost = false;
          throw new TypeError('The connection was lost');
        },
      });
      await opened(element);
      type(one(element, '.thread textarea'), 'Once');
      const send = await until(() => one(element, '.thread .primary'));
      send.click();
      send.click();
      await until(() => text(element, '.thread .problem').includes('Your text is kept'));
      press(one(element, '.thread .primary'));
      await until(() => one(element, '.comment'));
      expect((await world.as<Post>('ana', 'GET', `/v1/posts/${post.id}`)).commentCount).to.equal(1);
    });

    it('restores what was being written after a reload, for the same person only', async () => {
      const post = await world.post('ben', 'Discuss');
      const own = `${location.origin}/reload-1`;
      const first = await mount('ana', post, 'with-comments', { api: own });
      await opened(first);
      type(one(first, '.thread textarea'), 'Half a thou');
      await until(() => Object.keys(localStorage).some((key) => key.includes('comment:')));
      world.leave();
      const second = await mount('ana', post, 'with-comments', { api: own });
      await until(() => one<HTMLTextAreaElement>(second, '.thread textarea')?.value === 'Half a thou');
      world.leave();
      const other = await mount('ben', post, 'with-comments', { api: own });
      await opened(other);
      await until(() => !Object.keys(localStorage).some((key) => key.includes('comment:')));
      expect(one<HTMLTextAreaElement>(other, '.thread textarea')!.value).to.equal('');
    });

    it('are the same at once in two elements of a page that show them, also without the stream', async () => {
      const post = await world.post('ben', 'Discuss');
      const markup = `<parvis-post post="${post.id}" with-comments></parvis-post>`;
      const first = await world.mount('ana', `<div>${markup}${markup}</div>`, {
        fetch: faulty((url) => (url.endsWith('/v1/stream') ? offline() : undefined)),
      });
      const [one1, one2] = [first.firstElementChild!, first.lastElementChild!];
      await opened(one1);
      await opened(one2);
      type(one(one1, '.thread textarea'), 'Said once');
      press(await until(() => one(one1, '.thread .primary')));
      await until(() => text(one2, '.comment').includes('Said once'));
      expect(textOf(act(one2, 'thread'))).to.equal('1 comment');
      press(one(one2, '.comment [data-act="edit"]'));
      type(await until(() => one(one2, '.comment textarea')), 'Said better');
      press(one(one2, '.comment form .primary'));
      await until(() => text(one1, '.comment').includes('Said better'));
      press(one(one1, '.comment [data-act="delete"]'));
      press(await until(() => one(one1, '.comment [data-act="delete-sure"]')));
      await until(
        () => !one(one2, '.comment') && textOf(act(one2, 'thread')) === act(one1, 'thread')!.textContent.trim(),
      );
    });

    it('edits and deletes one’s own, after asking, and offers neither for those of others', async () => {
      const post = await world.post('ben', 'Discuss');
      const [mine, theirs] = [await comment('ana', post, 'Mine'), await comment('ben', post, 'Theirs')];
      const element = await mount('ana', post, 'with-comments');
      await opened(element);
      expect(inComment(element, theirs.id, 'edit')).to.equal(undefined);
      expect(inComment(element, theirs.id, 'delete')).to.equal(undefined);
      press(inComment(element, mine.id, 'edit'));
      type(await until(() => one(element, '.comment textarea')), 'Mine, mended');
      press(one(element, '.comment form .primary'));
      await until(() => text(element, `[data-comment="${mine.id}"]`).includes('Mine, mended'));
      press(inComment(element, mine.id, 'delete'));
      const sure = await until(() => inComment(element, mine.id, 'delete-sure'));
      await until(() => element.shadowRoot!.activeElement === sure);
      press(sure);
      await until(() => all(element, '.comment').length === 1);
      await until(() => textOf(act(element, 'thread')) === '1 comment');
    });

    it('lets the asker accept an answer, and take it back', async () => {
      const post = await world.post('ana', 'Which?', { kind: 'question', title: 'Which?' });
      const answer = await comment('ben', post, 'That one');
      const element = await mount('ana', post, 'with-comments');
      await opened(element);
      press(inComment(element, answer.id, 'accept'));
      await until(
        () => text(element, '.accepted').includes('Accepted answer') && text(element, 'h3').includes('Answered'),
      );
      press(inComment(element, answer.id, 'accept'));
      await until(() => !one(element, '.accepted') && !text(element, 'h3').includes('Answered'));
      const other = await mount('ben', post, 'with-comments');
      await opened(other);
      expect(inComment(other, answer.id, 'accept')).to.equal(undefined);
    });

    it('shows those of others as they come', async () => {
      const post = await world.post('ben', 'Discuss');
      const element = await mount('ana', post, 'with-comments');
      await opened(element);
      await world.streaming(element);
      await comment('chloe', post, 'From afar');
      await until(() => text(element, '.thread').includes('From afar'));
    });
  });

  describe('one’s own post', () => {
    it('has a menu that the arrow keys move through and Escape closes', async () => {
      const element = await mount('ana', await world.post('ana', 'Mine'));
      press(act(element, 'menu'));
      const menu = await until(() => one(element, '[role="menu"]:popover-open'));
      const items = [...menu.querySelectorAll('button')];
      expect(items.map(textOf)).to.deep.equal([
        'Copy link',
        'Share again',
        'Follow this post',
        'Mute this post…',
        'Mute IT help…',
        'Edit',
        'Move to another community',
        'Delete',
      ]);
      expect(element.shadowRoot!.activeElement).to.equal(items[0]);
      items[0]!.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true }));
      expect(element.shadowRoot!.activeElement).to.equal(items.at(-1));
    });

    it('is edited in place', async () => {
      const element = await mount('ana', await world.post('ana', 'Frist', { title: 'Titel' }));
      press(act(element, 'menu'));
      press(await until(() => one(element, '[data-menu="edit"]')));
      const field = await until(() => one<HTMLTextAreaElement>(element, '.edit textarea'));
      expect(field.value).to.equal('Frist');
      type(field, 'First');
      type(one(element, '.edit input'), 'Title');
      press(one(element, '.edit .primary'));
      await until(() => text(element, 'h3') === 'Title' && text(element, '.text') === 'First');
      expect(text(element, '.meta')).to.contain('edited');
    });

    it('keeps the text in the field when it cannot be saved', async () => {
      const element = await mount('ana', await world.post('ana', 'Text'), '', {
        fetch: faulty((_, init) => (init.method === 'PATCH' ? offline() : undefined)),
      });
      press(act(element, 'menu'));
      press(await until(() => one(element, '[data-menu="edit"]')));
      const field = await until(() => one<HTMLTextAreaElement>(element, '.edit textarea'));
      type(field, 'Long thought');
      press(one(element, '.edit .primary'));
      await until(() => text(element, '.problem').includes('No answer'));
      expect(one<HTMLTextAreaElement>(element, '.edit textarea')!.value).to.equal('Long thought');
    });

    it('is deleted after asking', async () => {
      const post = await world.post('ana', 'Gone soon');
      const element = await mount('ana', post);
      press(act(element, 'menu'));
      press(await until(() => one(element, '[data-menu="delete"]')));
      const dialog = await until(() => one<HTMLDialogElement>(element, 'dialog[open]'));
      press(dialog.querySelector('.outlined'));
      await until(() => !dialog.open);
      press(act(element, 'menu'));
      press(await until(() => one(element, '[role="menu"]:popover-open [data-menu="delete"]')));
      press(await until(() => one(element, 'dialog[open] .danger')));
      await until(() => !one(element, 'article'));
      const left = await world.as<{ items: Post[] }>('ana', 'GET', '/v1/posts?scope=community&for=it-help');
      expect(left.items.some(({ id }) => id === post.id)).to.equal(false);
    });
  });

  const choose = async (element: Element, entry: string) => {
    press(act(element, 'menu'));
    press(await until(() => one(element, `[role="menu"]:popover-open [data-menu="${entry}"]`)));
  };

  it('shows its readers what it said before, word by word', async () => {
    const post = await world.post('ana', 'The valve leaks a little.');
    await world.as('ana', 'PATCH', `/v1/posts/${post.id}`, { text: 'The valve leaks badly.' });
    const element = await mount('ben', post);
    const mark = act(element, 'history');
    expect(mark?.getAttribute('aria-label')).to.contain('earlier versions');
    press(mark);
    const dialog = await until(() => one<HTMLDialogElement>(element, 'dialog.care[open]'));
    await until(() => dialog.querySelector('ins'));
    expect([textOf(dialog.querySelector('ins')), textOf(dialog.querySelector('del'))]).to.deep.equal([
      'badly.',
      'a little.',
    ]);
    await expectAccessible(element);
    press(dialog.querySelector('.form-end button'));
    await until(() => !one(element, 'dialog.care'));
    await until(() => element.shadowRoot!.activeElement === act(element, 'history'));
  });

  it('is pinned and closed to comments by a steward, and says so', async () => {
    const slug = await world.community();
    const element = await mount('chloe', await world.post('ana', 'Read this first', { community: slug }));
    await choose(element, 'pin');
    await until(() => text(element, '.meta').includes('Pinned'));
    await choose(element, 'lock');
    await until(() => text(element, '.meta').includes('Comments closed'));
    await choose(element, 'lock');
    await until(() => !text(element, '.meta').includes('Comments closed'));
  });

  it('moves to another community, and only for more readers once its author said that it is meant so', async () => {
    const closed = await world.community({ name: 'Closed', visibility: 'listed' });
    await world.community({ name: 'Open to all' });
    const element = await mount('ana', await world.post('ana', 'Elsewhere', { community: closed }));
    await choose(element, 'move');
    const select = await until(() => one<HTMLSelectElement>(element, 'dialog.care select[name="community"]'));
    select.value = [...select.options].find(({ text }) => text === 'Open to all')!.value;
    press(one(element, 'dialog.care .primary'));
    const sure = await until(() => one<HTMLInputElement>(element, 'dialog.care [name="wider"]'));
    sure.checked = true;
    press(one(element, 'dialog.care .primary'));
    await until(() => text(element, '.meta').includes('Open to all'));
  });

  it('says when it will be published, and takes another time', async () => {
    const at = new Date(Date.now() + 40 * 86_400_000).toISOString();
    const element = await mount('ana', await world.post('ana', 'Later', { scheduledFor: at }));
    await until(() => text(element, '.notice').includes('Will be published on'));
    const before = text(element, '.notice');
    await choose(element, 'schedule');
    const field = await until(() => one<HTMLInputElement>(element, 'dialog.care input[name="at"]'));
    field.value = new Date(Date.now() + 50 * 86_400_000).toISOString().slice(0, 16);
    press(one(element, 'dialog.care .primary'));
    await until(() => text(element, '.notice') !== before);
  });

  it('offers no editing of what others wrote', async () => {
    const element = await mount('ana', await world.post('ben', 'Theirs'));
    press(act(element, 'menu'));
    const menu = await until(() => one(element, '[role="menu"]:popover-open'));
    expect([...menu.querySelectorAll('button')].map(textOf)).to.deep.equal([
      'Copy link',
      'Share again',
      'Follow this post',
      'Mute this post…',
      'Mute IT help…',
    ]);
  });

  it('has no violation that axe finds in either theme, with menu, editor and comments open', async () => {
    const post = await world.post('ana', 'Mine');
    const first = await comment('ana', post, 'First');
    const element = await mount('ana', post, 'with-comments');
    await opened(element);
    press(inComment(element, first.id, 'edit'));
    press(inComment(element, first.id, 'delete'));
    press(act(element, 'menu'));
    press(await until(() => one(element, '[data-menu="edit"]')));
    await until(() => one(element, '.edit'));
    press(act(element, 'menu'));
    await until(() => one(element, '[role="menu"]:popover-open'));
    await expectAccessible(element);
  });
});
