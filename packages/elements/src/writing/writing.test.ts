import { expect } from '@open-wc/testing';
import type { Post } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
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
import '../feed/define.ts';
import '../post/define.ts';
import type { ParvisProvider } from '../provider/provider.ts';
import { format } from './format.ts';

const text = (element: Element, selector: string) => textOf(one(element, selector));
const area = (element: Element, id = 'text') => until(() => one<HTMLTextAreaElement>(element, `#${CSS.escape(id)}`));
const tool = (element: Element, name: string) => until(() => one(element, `[data-format="${name}"]`));
const options = (element: Element) => all(element, '[role="listbox"]:popover-open [role="option"]').map(textOf);
const key = (target: Element, name: string, more: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event;
};
/** Types at the end, as a keyboard does. */
const append = (field: HTMLTextAreaElement, words: string) => {
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  document.execCommand('insertText', false, words);
};

describe('Markdown from the toolbar', () => {
  /** `|` marks both ends of the selection, or the caret. */
  const after = (name: Parameters<typeof format>[0], before: string) => {
    const [start, end = start] = [...before.matchAll(/\|/g)].map(({ index }, turn) => index - turn);
    const words = before.replaceAll('|', '');
    const edit = format(name, { text: words, start: start!, end: end! });
    const result = words.slice(0, edit.from) + edit.text + words.slice(edit.to);
    return edit.start === edit.end
      ? `${result.slice(0, edit.start)}|${result.slice(edit.start)}`
      : `${result.slice(0, edit.start)}|${result.slice(edit.start, edit.end)}|${result.slice(edit.end)}`;
  };
  const cases: [Parameters<typeof format>[0], string, string][] = [
    ['bold', 'a |word| b', 'a **|word|** b'],
    ['bold', 'a | word | b', 'a  **|word|**  b'],
    ['bold', 'l’été| b', '**|l’été|** b'],
    ['bold', 'a **|word|** b', 'a |word| b'],
    ['bold', 'a |**word**| b', 'a |word| b'],
    ['bold', '|', '**|**'],
    ['italic', 'a **|word|** b', 'a ***|word|*** b'],
    ['italic', 'a ***|word|*** b', 'a **|word|** b'],
    ['code', 'a |x()| b', 'a `|x()|` b'],
    ['code', '|one\ntwo|', '```\n|one\ntwo|\n```'],
    ['list', '|one\n\ntwo|', '|- one\n\n- two|'],
    ['list', '|- one\n- two|', '|one\ntwo|'],
    ['quote', 'a\nb|c', 'a\n> b|c'],
    ['heading', '## Ti|tle', 'Ti|tle'],
    ['link', 'see |this| now', 'see [this](|https://|) now'],
    ['link', '|https://a.test|', '[|](https://a.test)'],
    ['link', 'x |', 'x [|](https://)'],
  ];
  for (const [name, before, result] of cases)
    it(`${name} makes ${JSON.stringify(result)} of ${JSON.stringify(before)}`, () =>
      expect(after(name, before)).to.equal(result));
});

describe('what is being written', () => {
  let world: World;
  before(async () => {
    world = await World.open();
    await world.settle();
  });
  afterEach(() => world.clear());
  after(() => world.close());

  const composer = async (who = 'ana', markup = '<parvis-composer community="it-help"></parvis-composer>') => {
    const element = await world.mount(who, markup);
    const field = await area(element);
    field.focus();
    await tool(element, 'bold');
    return { element, field };
  };

  describe('with the toolbar', () => {
    it('is marked where it is selected, and the browser takes that back', async () => {
      const { element, field } = await composer();
      append(field, 'a word');
      field.setSelectionRange(2, 6);
      (await tool(element, 'bold')).click();
      expect(field.value).to.equal('a **word**');
      expect(element.shadowRoot!.activeElement).to.equal(field);
      expect(field.value.slice(field.selectionStart, field.selectionEnd)).to.equal('word');
      document.execCommand('undo');
      expect(field.value).to.equal('a word');
    });

    it('is marked with Ctrl or ⌘ and B, I or K', async () => {
      const { field } = await composer();
      const command = /mac/i.test(navigator.platform) ? { metaKey: true } : { ctrlKey: true };
      append(field, 'word');
      for (const name of ['b', 'i']) expect(key(field, name, command).defaultPrevented).to.equal(true);
      expect(field.value).to.equal('***word***');
      field.setSelectionRange(3, 7);
      key(field, 'k', command);
      expect(field.value).to.equal('***[word](https://)***');
    });

    it('is one stop of the tab key, and the arrows go through its buttons', async () => {
      const { element } = await composer();
      const buttons = all(element, '[role="toolbar"] button');
      const stops = () => buttons.filter(({ tabIndex }) => tabIndex === 0);
      expect(stops()).to.deep.equal([buttons[0]]);
      buttons[0]!.focus();
      for (const [name, at] of [
        ['ArrowRight', 1],
        ['End', buttons.length - 1],
        ['ArrowRight', 0],
        ['ArrowLeft', buttons.length - 1],
        ['Home', 0],
      ] as const) {
        key(element.shadowRoot!.activeElement!, name);
        expect(element.shadowRoot!.activeElement).to.equal(buttons[at]);
        expect(stops()).to.deep.equal([buttons[at]]);
      }
    });
  });

  describe('as a preview', () => {
    it('is shown as the post will be, keeps the text, and goes back to it', async () => {
      const slug = await world.community();
      const { element, field } = await composer('ana', `<parvis-composer community="${slug}"></parvis-composer>`);
      append(field, '# Title\n\n**bold** <img src=x onerror=alert(1)> [x](javascript:alert(1)) #tag');
      press(one(element, '.preview'));
      await until(() => one(element, '.shown h4'));
      expect(field.hidden).to.equal(true);
      expect(one(element, '.shown img, .shown script, .shown a')).to.equal(undefined);
      const shown = text(element, '.shown');
      press(one(element, '.preview'));
      expect(field.hidden).to.equal(false);
      expect(field.value).to.contain('**bold**');
      press(one(element, '[part="publish"]'));
      await until(() => text(element, '.done') === 'Published');
      const { items } = await world.as<{ items: Post[] }>('ana', 'GET', `/v1/posts?scope=community&for=${slug}`);
      const post = await world.mount('ana', `<parvis-post post="${items[0]!.id}"></parvis-post>`);
      expect(await until(() => text(post, '.text'))).to.equal(shown);
    });

    it('says so when it cannot be had, and what is wrong with the text is gone to in the text', async () => {
      const element = await world.mount('ana', '<parvis-composer community="it-help"></parvis-composer>', {
        fetch: faulty((url) => (url.endsWith('/v1/rendered-texts') ? offline() : undefined)),
      });
      const field = await area(element);
      field.focus();
      await tool(element, 'bold');
      append(field, 'x'.repeat(limits.post + 1));
      press(one(element, '.preview'));
      await until(() => text(element, '.shown .problem').includes('No answer'));
      expect(field.value).to.have.length(limits.post + 1);
      press(one(element, '[part="publish"]'));
      await until(() => element.shadowRoot!.activeElement === field);
      expect(field.hidden).to.equal(false);
    });
  });

  describe('with an @', () => {
    it('is completed from names, by keyboard', async () => {
      const { element, field } = await composer();
      append(field, 'Hello @be');
      await until(() => options(element).length);
      expect(options(element)).to.deep.equal(['BOBen Okafor']);
      const list = one(element, '[role="listbox"]')!;
      expect(field.getAttribute('aria-controls')).to.equal(list.id);
      expect(field.getAttribute('aria-haspopup')).to.equal('listbox');
      expect(field.getAttribute('aria-activedescendant')).to.equal(list.querySelector('[role="option"]')!.id);
      expect(text(element, '.writing > [role="status"]:nth-last-child(1)')).to.contain('One suggestion');
      expect(key(field, 'Enter').defaultPrevented).to.equal(true);
      expect(field.value).to.equal('Hello @ben ');
      expect(field.hasAttribute('aria-activedescendant')).to.equal(false);
      append(field, 'and so on');
      await until(() => text(element, '.count') === '');
      expect(options(element)).to.deep.equal([]);
      document.execCommand('undo');
    });

    it('is found by a name without its accent, chosen by touch, and closed with Escape', async () => {
      const { element, field } = await composer();
      append(field, '@chloe m');
      await until(() => options(element).length);
      key(field, 'Escape');
      expect(options(element)).to.deep.equal([]);
      append(field, 'a');
      type(field, '');
      append(field, '@chlo');
      const option = await until(() => one(element, '[role="option"]'));
      option.click();
      expect(field.value).to.equal('@chloe ');
      expect(element.shadowRoot!.activeElement).to.equal(field);
    });

    it('goes up and down its list and round its ends', async () => {
      const { element, field } = await composer('ana', '<parvis-composer community="partners"></parvis-composer>');
      append(field, '@da');
      await until(() => options(element).length);
      const selected = () => all(element, '[role="option"]').findIndex((one) => one.ariaSelected === 'true');
      const count = options(element).length;
      for (const [name, at] of [
        ['ArrowUp', count - 1],
        ['ArrowDown', 0],
        ['End', count - 1],
        ['Home', 0],
      ] as const) {
        key(field, name);
        expect(selected()).to.equal(at);
      }
    });

    it('says who will not see it, as the readers are now', async () => {
      const { element, field } = await composer('ben', '<parvis-composer community="it-help"></parvis-composer>');
      append(field, 'For @ana');
      key(field, 'Escape');
      press(one(element, '.readers'));
      (await until(() => one<HTMLInputElement>(element, 'input[value="C2"]'))).click();
      await until(() => text(element, '.unread') === 'Ana Duval will not see this.');
      one<HTMLInputElement>(element, 'input[value="C1"]')!.click();
      await until(() => text(element, '.unread') === '');
    });

    it('shows nothing of an answer that came too late', async () => {
      let late: (() => void) | undefined;
      const element = await world.mount('ana', '<parvis-composer community="it-help"></parvis-composer>', {
        fetch: async (input, init) => {
          if (String(input).includes('q=b&')) await new Promise<void>((resolve) => (late = resolve));
          return fetch(input, { ...init, signal: null });
        },
      });
      const field = await area(element);
      field.focus();
      await tool(element, 'bold');
      append(field, '@b');
      await until(() => late);
      append(field, ' ');
      type(field, '@chloe');
      field.setSelectionRange(6, 6);
      field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      late!();
      await until(() => options(element).length);
      expect(options(element)).to.deep.equal(['CMChloé Martin']);
    });

    it('has no violation that axe finds while its list is open', async () => {
      const { element, field } = await composer();
      append(field, '@be');
      await until(() => options(element).length);
      await expectAccessible(element);
    });
  });

  it('with a # is completed from tags that were used, and not once it is written out', async () => {
    await world.post('ana', 'About #torque-wrench');
    const { element, field } = await composer();
    append(field, '#tor');
    await until(() => options(element).length);
    key(field, 'Tab');
    expect(field.value).to.equal('#torque-wrench ');
    expect(element.shadowRoot!.activeElement).to.equal(field);
  });

  it('counts down near its end, and says how much is too much without cutting it off', async () => {
    const { element, field } = await composer();
    append(field, 'x'.repeat(limits.post - 3));
    await until(() => text(element, '.count') === '3 characters left');
    append(field, 'xxxxx');
    await until(() => text(element, '.count.over') === '2 characters too many');
    expect(field.value).to.have.length(limits.post + 2);
  });

  it('too soon after the last says how long to wait, keeps the text, and can be published then', async () => {
    const slug = await world.community();
    let refused = true;
    const element = await world.mount('ana', `<parvis-composer community="${slug}"></parvis-composer>`, {
      fetch: faulty((url, init) => {
        if (!refused || init.method !== 'POST' || !url.endsWith('/v1/posts')) return undefined;
        refused = false;
        return new Response('{"code":"rate-limited","title":"","status":429,"detail":"","requestId":"","type":""}', {
          status: 429,
          headers: { 'content-type': 'application/problem+json', 'retry-after': '1' },
        });
      }),
    });
    type(await area(element), 'Quick');
    press(one(element, '[part="publish"]'));
    await until(() => text(element, '.problem').includes('Wait 1 s. Your text is kept.'));
    expect(one(element, '[part="publish"]')!.ariaDisabled).to.equal('true');
    await until(() => !one(element, '.problem'));
    expect((await area(element)).value).to.equal('Quick');
    press(one(element, '[part="publish"]'));
    await until(() => text(element, '.done') === 'Published');
  });

  it('stands under what its community is for, until that is put away for good', async () => {
    const slug = await world.community({ purpose: 'Wrenches.', tone: 'Be kind.' });
    const api = `${location.origin}/about`;
    const markup = `<parvis-composer community="${slug}"></parvis-composer>`;
    const element = await world.mount('ana', markup, { api });
    await until(() => text(element, '.about').includes('Wrenches. Be kind.'));
    press(one(element, '.about button'));
    await until(() => !one(element, '.about'));
    world.leave();
    const again = await world.mount('ana', markup, { api });
    await area(again);
    expect(one(again, '.about')).to.equal(undefined);
  });

  it('says in one line who reads, comments and shares it, and in one panel changes it', async () => {
    const slug = await world.community();
    const element = await world.mount('ana', `<parvis-composer community="${slug}"></parvis-composer>`);
    type(await area(element), 'Quiet');
    expect(text(element, '.readers')).to.contain('readers comment · may be shared');
    press(one(element, '.readers'));
    (await until(() => one<HTMLInputElement>(element, 'input[value="nobody"]'))).click();
    one<HTMLInputElement>(element, 'input[name="reshareable"]')!.click();
    await until(() => text(element, '.readers').includes('no comments · not to be shared'));
    press(one(element, '[part="publish"]'));
    await until(() => text(element, '.done') === 'Published');
    const { items } = await world.as<{ items: Post[] }>('ben', 'GET', `/v1/posts?scope=community&for=${slug}`);
    expect(items[0]).to.deep.include({ commenters: 'nobody', reshareable: false });
    expect(items[0]!.abilities).to.deep.include({ comment: false, reshare: false });
  });

  it('can be published later, at a time of the writer’s own zone, or at once after all', async () => {
    const slug = await world.community();
    const element = await world.mount('ana', `<parvis-composer community="${slug}"></parvis-composer>`);
    type(await area(element), 'Soon');
    press(one(element, '.later[aria-pressed]'));
    const when = await until(() => one<HTMLInputElement>(element, '#scheduledFor'));
    await until(() => element.shadowRoot!.activeElement === when);
    expect(textOf(one(element, '[part="publish"]'))).to.equal('Schedule');
    type(when, '2020-01-01T09:00');
    press(one(element, '[part="publish"]'));
    await until(() => text(element, '#fault-scheduledFor').includes('from now'));
    press(one(element, '.later[aria-pressed]'));
    await until(() => !one(element, '#scheduledFor') && textOf(one(element, '[part="publish"]')) === 'Publish');
    press(one(element, '.later[aria-pressed]'));
    await until(() => one(element, '#scheduledFor'));
    await expectAccessible(element);
    press(one(element, '[part="publish"]'));
    await until(() => text(element, '.done').includes('It will be published on'));
    const { items } = await world.as<{ items: Post[] }>('ben', 'GET', `/v1/posts?scope=community&for=${slug}`);
    expect(items).to.deep.equal([]);
  });

  describe('under a post', () => {
    const opened = async (who: string, post: Post, api?: string) => {
      const element = await world.mount(
        who,
        `<parvis-post post="${post.id}" with-comments></parvis-post>`,
        api ? { api } : {},
      );
      return { element, field: await area(element, `write-${post.id}`) };
    };

    it('warns of clients and suppliers among the readers before the first keystroke', async () => {
      const { element } = await opened('ana', await world.post('dana', 'Hi', { community: 'partners' }));
      await until(() => text(element, '.thread .warning').includes('clients and suppliers read this, too'));
    });

    it('has the same tools, and is not sent while it is too long', async () => {
      const post = await world.post('ben', 'Talk');
      const { element, field } = await opened('ana', post);
      field.focus();
      await tool(element, 'bold');
      append(field, 'x'.repeat(limits.comment + 1));
      await until(() => text(element, '.count.over') === '1 character too many');
      press(one(element, '.thread .primary'));
      expect(one(element, '.comment')).to.equal(undefined);
      type(field, 'Short **enough**');
      press(one(element, '.thread .primary'));
      await until(() => text(element, '.comment .text') === 'Short enough');
    });

    it('comes back after a reload: a comment, a reply, and an edit', async () => {
      const post = await world.post('ben', 'Talk');
      const mine = await world.as<{ id: string }>('ana', 'POST', `/v1/posts/${post.id}/comments`, { text: 'Mine' });
      const api = `${location.origin}/comment-drafts`;
      const { element, field } = await opened('ana', post, api);
      const act = (from: Element, name: string) =>
        until(() => one(from, `[data-comment="${mine.id}"] [data-act="${name}"]`));
      type(field, 'Half a comment');
      press(await act(element, 'reply'));
      type(await area(element, `write-${mine.id}`), 'Half a reply');
      press(await act(element, 'edit'));
      type(await area(element, `edit-${mine.id}`), 'Mine, but better');
      await until(() => JSON.stringify(localStorage).includes('but better'));
      world.leave();
      const again = (await opened('ana', post, api)).element;
      await until(() => one<HTMLTextAreaElement>(again, `#write-${post.id}`)?.value === 'Half a comment');
      press(await act(again, 'reply'));
      await until(() => one<HTMLTextAreaElement>(again, `#write-${CSS.escape(mine.id)}`)?.value === 'Half a reply');
      press(await act(again, 'edit'));
      await until(() => one<HTMLTextAreaElement>(again, `#edit-${CSS.escape(mine.id)}`)?.value === 'Mine, but better');
      press(one(again, `[data-comment="${mine.id}"] form .quiet[data-act="edit"]`));
      await until(() => !JSON.stringify(localStorage).includes('but better'));
    });

    it('makes one comment of two clicks and a lost answer', async () => {
      const post = await world.post('ben', 'Talk');
      let lost = true;
      const element = await world.mount('ana', `<parvis-post post="${post.id}" with-comments></parvis-post>`, {
        fetch: async (input, init) => {
          const response = await fetch(input, init);
          if (init?.method !== 'POST' || !lost) return response;
          lost = false;
          throw new TypeError('The connection was lost');
        },
      });
      type(await area(element, `write-${post.id}`), 'Once');
      const send = await until(() => one(element, '.thread .primary'));
      send.click();
      send.click();
      await until(() => one(element, '.thread .problem'));
      press(one(element, '.thread .primary'));
      await until(() => all(element, '.comment').length);
      const { items } = await world.as<{ items: unknown[] }>('ana', 'GET', `/v1/posts/${post.id}/comments`);
      expect(items).to.have.length(1);
    });
  });

  describe('in two tabs', () => {
    const api = () => `${location.origin}/tabs`;
    const home = '<parvis-composer></parvis-composer>';
    const stored = () => Object.keys(localStorage).find((name) => name.includes(':composer:home'))!;
    /** What the browser does in this tab when another one writes. */
    const elsewhere = (change: object | null) => {
      const name = stored();
      const before = localStorage.getItem(name);
      const after = change && JSON.stringify({ ...JSON.parse(before ?? '{}'), ...change });
      if (after) localStorage.setItem(name, after);
      else localStorage.removeItem(name);
      return () =>
        dispatchEvent(
          new StorageEvent('storage', { key: name, oldValue: before, newValue: after, storageArea: localStorage }),
        );
    };

    it('is the same in both as soon as one writes, and gone from both when one publishes', async () => {
      const element = await world.mount('ben', home, { api: api() });
      const field = await area(element);
      type(field, 'Here');
      await until(() => stored());
      elsewhere({ text: 'There' })();
      await until(() => field.value === 'There');
      elsewhere(null)();
      await until(() => field.value === '');
      expect(text(element, '.note')).to.contain('in another tab');
    });

    it('is never written over unseen: the writer chooses between the two', async () => {
      const element = await world.mount('ben', home, { api: api() });
      const field = await area(element);
      type(field, 'Here');
      await until(() => stored());
      elsewhere({ text: 'There' });
      type(field, 'Here, too');
      await until(() => text(element, '[role="alert"]').includes('in another tab'));
      expect(localStorage.getItem(stored())).to.contain('There');
      press(all(element, '[role="alert"] button')[1]);
      await until(() => field.value === 'There');
      elsewhere({ text: 'Yonder' });
      type(field, 'Mine');
      press(await until(() => all(element, '[role="alert"] button')[0]));
      await until(() => localStorage.getItem(stored())!.includes('Mine'));
      expect(field.value).to.equal('Mine');
    });
  });

  it('and confidential outlives a new source of tokens, and nothing else', async () => {
    const api = `${location.origin}/renewed`;
    const element = await world.mount('ben', '<parvis-composer></parvis-composer>', { api });
    await area(element);
    press(one(element, '.readers'));
    (await until(() => one<HTMLInputElement>(element, 'input[value="C2"]'))).click();
    type(await area(element), 'For few');
    const provider = element.closest('parvis-provider') as ParvisProvider;
    provider.configure({ api, getToken: () => world.token('ben') });
    await until(() => one<HTMLTextAreaElement>(element, '#text')?.value === 'For few');
    expect(JSON.stringify(localStorage)).to.not.contain('For few');
    (provider as unknown as { signOut(): void }).signOut();
    await until(() => one<HTMLTextAreaElement>(element, '#text')?.value === '');
    type(await area(element), 'For few');
    provider.configure({ api, getToken: () => world.token('ana') });
    await until(() => one<HTMLTextAreaElement>(element, '#text')?.value === '');
  });
});

describe('a person who is suggested', () => {
  it('is told apart by title and by the name of the unit, not by its path', async () => {
    const world = await World.open({
      communities: [{ slug: 'it-help', name: 'IT help', members: { ana: 'member', ben: 'member' } }],
      people: [
        { userName: 'ana', name: 'Ana Duval' },
        { userName: 'ben', name: 'Ben Okafor', title: 'Analyst', unit: 'digital/it-support' },
      ],
    });
    try {
      const element = await world.mount('ana', '<parvis-composer community="it-help"></parvis-composer>');
      const field = await area(element);
      field.focus();
      await until(() => one(element, '[role="toolbar"]'));
      append(field, '@be');
      await until(() => options(element).length);
      expect(options(element)).to.deep.equal(['BOBen Okafor Analyst · IT support']);
    } finally {
      world.clear();
      await world.close();
    }
  });
});
