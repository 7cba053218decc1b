/** Pages that impose what real hosts impose. On each an employee reads, presses and writes, and the host finds nothing changed. */
import { type DefaultTreeAdapterTypes, parseFragment, serialize } from 'parse5';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Post } from '@parvis/contracts';
import { type HostPage, type HostStage, setHostStage } from './stage.ts';
import { changes, hostOf, useCard, useFeed } from './use.ts';

let stage: HostStage;
let community: string;
beforeAll(async () => {
  stage = await setHostStage();
  const { items } = await stage.call<{ items: { id: string }[] }>('ben', 'GET', '/v1/communities');
  community = items[0]!.id;
});
afterAll(() => stage?.close());

const feed = '<parvis-feed scope="community" for="canteen"></parvis-feed>';

type Case = {
  name: string;
  page: () => Partial<HostPage>;
  options?: Parameters<HostStage['visit']>[1];
  /** What happens to the page before somebody uses it. */
  before?: (page: Page) => Promise<void>;
  after?: (page: Page, text: string) => Promise<void>;
  /** What it adds to the globals of the page beside ours. */
  complaints?: RegExp;
};

const policy = (text: string) => ({ 'Content-Security-Policy': text.replace(/\s+/g, ' ').trim() });
const sheet = (name: string) => `<link rel="stylesheet" href="/assets/${name}.css">`;
const script = (path: string) => `<script src="/${path}"></script>`;
const older = (attributes = '') =>
  `<script type="module" src="/older/parvis.js" data-api="${stage.api}" data-token-url="/token" ${attributes}></script>`;

/** The page says that it is hidden, or is shown again. */
const turn = (page: Page, hidden: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    Object.defineProperty(document, 'visibilityState', { value: hidden ? 'hidden' : 'visible', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

/** Nothing of it stands out of its zone, and it has a width that can be read. */
async function fits(page: Page, width: number): Promise<void> {
  const box = await page.locator('parvis-feed').boundingBox();
  expect(box!.width).toBeGreaterThanOrEqual(width);
  const out = await page.evaluate(() => {
    const feed = document.querySelector('parvis-feed')!;
    const edge = feed.getBoundingClientRect();
    return [...feed.shadowRoot!.querySelectorAll<HTMLElement>('article *')]
      .filter((element) => element.checkVisibility() && !element.closest('.visually-hidden'))
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 0 && (right > edge.right + 1 || left < edge.left - 1);
      })
      .map((element) => `${element.localName}.${element.className}`);
  });
  expect(out).toEqual([]);
}

const cases: Case[] = [
  { name: 'a plain page', page: () => ({}) },
  {
    name: 'SharePoint: scripts from listed folders only, no nonce, nothing inline',
    page: () => ({
      headers: policy(`script-src 'self' 'unsafe-eval' ${stage.api}/embed/v1/`),
      head: `<link rel="stylesheet" href="${stage.api}/embed/v1/themes/dsfr.css">`,
    }),
    // A preset reaches into shadow roots by what they inherit.
    after: async (page) =>
      expect(
        await page
          .locator('parvis-feed article')
          .first()
          .evaluate((post) => getComputedStyle(post).borderRadius),
      ).toBe('0px'),
  },
  {
    name: 'SharePoint: the web part, which hands over the token of Microsoft 365',
    page: () => ({
      headers: policy(`script-src 'self' 'unsafe-eval' ${stage.api}/embed/v1/`),
      zone: '',
      script: `<script type="module" src="/assets/web-part-page.js?api=${encodeURIComponent(stage.api)}"></script>`,
    }),
    after: async (page) => {
      expect(await page.locator('parvis-feed').count()).toBe(1);
      await page.getByText('Vous êtes à jour').waitFor();
    },
  },
  {
    name: 'a policy that allows nothing else, with Trusted Types',
    page: () => ({
      headers: policy(`default-src 'none'; script-src 'self' ${stage.api}/embed/v1/; connect-src 'self' ${stage.api};
        style-src 'self'; img-src data: ${stage.api}; base-uri 'none'; form-action 'self';
        require-trusted-types-for 'script'`),
    }),
  },
  {
    name: 'Liferay: its navigation runs scripts twice and drops style sheets',
    page: () => ({ head: script('assets/senna.js') }),
    async before(page) {
      const visitOther = () => page.evaluate(() => (globalThis as unknown as { visitOther(): void }).visitOther());
      await visitOther();
      await visitOther();
    },
  },
  {
    name: 'a page that unsets every property of every element',
    page: () => ({ head: sheet('unset') }),
    after: (page) => fits(page, 600),
  },
  {
    name: 'a page whose boxes float, with a root font of 10 px',
    page: () => ({ head: sheet('floating') }),
    after: (page) => fits(page, 240),
  },
  {
    name: 'a page with a header above everything, zones that cut, and controls moved away',
    page: () => ({ head: sheet('covering') }),
  },
  {
    name: 'a column of 240 px',
    page: () => ({ head: sheet('column') }),
    after: (page) => fits(page, 240),
  },
  {
    name: 'a page that has an older version, of which the first keeps the tags',
    page: () => ({ head: older() }),
    complaints: /is already registered with version 0\.0\.9|is already registered with version 0\.1\.0/,
  },
  {
    name: 'a page that has an older version under another prefix',
    page: () => ({
      head: older('data-prefix="acme-"'),
      zone: `${feed}<acme-feed scope="community" for="canteen"></acme-feed>`,
    }),
    after: async (page, text) => {
      await page.locator('acme-feed article', { hasText: text }).waitFor();
      expect(await page.locator('acme-feed').count()).toBe(1);
    },
  },
  {
    name: 'a page with marked places and two versions, each place filled once',
    page: () => ({
      head: older('data-prefix="acme-"'),
      zone: '<div data-parvis="feed" data-scope="community" data-for="canteen">The feed is loading.</div>',
    }),
    after: async (page) => expect(await page.locator('[data-parvis] > *').count()).toBe(1),
  },
  {
    name: 'a hidden page that is shown later',
    page: () => ({}),
    before: (page) => turn(page, true),
    after: async (page) => {
      const late = `Late ${crypto.randomUUID().slice(0, 8)}`;
      await stage.call('ben', 'POST', '/v1/posts', { text: late, audience: { community } });
      expect(await page.locator('parvis-feed [part~="fresh"]').count()).toBe(0);
      await turn(page, false);
      await page.locator('parvis-feed [part~="fresh"]').click();
      await page.locator('article', { hasText: late }).waitFor();
    },
  },
  {
    name: 'a panel that is hidden at first',
    page: () => ({ zone: `<div class="panel" hidden>${feed}</div>` }),
    before: async (page) => {
      if (await page.locator('script[data-token-url]').count())
        await page.locator('article').first().waitFor({ state: 'attached' });
      await page.evaluate(() => document.querySelector<HTMLElement>('.panel')!.removeAttribute('hidden'));
    },
  },
  {
    name: 'a page that moves it while somebody writes',
    page: () => ({}),
    after: async (page, text) => {
      const field = page.locator('article', { hasText: text }).locator('.thread textarea').last();
      await field.fill('Not yet sent');
      await page.evaluate(() => document.querySelector('footer')!.append(document.querySelector('parvis-feed')!));
      const moved = page.locator('footer article', { hasText: text });
      await moved.waitFor();
      expect(await moved.locator('.thread textarea').last().inputValue()).toBe('Not yet sent');
      await moved.locator('.thread form button.primary').last().click();
      await moved.locator('[data-comment]', { hasText: 'Not yet sent' }).waitFor();
    },
  },
  {
    name: 'a page whose provider arrives after its elements',
    page: () => ({ script: `<script type="module" src="${stage.api}/embed/v1/parvis.js"></script>` }),
    before: (page) =>
      page.evaluate(() => {
        const provider = document.createElement('parvis-provider');
        provider.setAttribute('token-url', '/token');
        const zone = document.querySelector('.zone')!;
        provider.append(...zone.childNodes);
        zone.append(provider);
      }),
    // Asked before anybody could say who is signed in.
    complaints: /status of 401/,
  },
  {
    name: 'a page that is written from right to left',
    page: () => ({ html: 'lang="ar" dir="rtl"' }),
    after: async (page) => {
      await fits(page, 600);
      expect(await page.locator('parvis-feed').evaluate((feed) => getComputedStyle(feed).direction)).toBe('rtl');
    },
  },
  {
    name: 'a page with jQuery and what Prototype changes',
    page: () => ({
      head: script('libraries/prototype.js') + script('libraries/jquery.js') + script('assets/no-conflict.js'),
    }),
  },
  {
    name: 'a page of React 17, which gives attributes as strings',
    page: () => ({
      head: script('libraries/react.js') + script('libraries/react-dom.js') + script('assets/react-page.js'),
      zone: '',
    }),
    after: async (page, text) => {
      await page.evaluate(() => (globalThis as unknown as { drawAgain(scope: string): void }).drawAgain('home'));
      await page.locator('article', { hasText: text }).waitFor();
      await page.getByText('Vous êtes à jour').waitFor();
    },
  },
];

describe('elements are used, and the host is left as it was, on', () => {
  it.each(cases)('$name', async ({ page: ofCase, options, before, after, complaints }) => {
    const text = `Menu ${crypto.randomUUID().slice(0, 8)}`;
    await stage.call<Post>('ben', 'POST', '/v1/posts', { text, audience: { community } });
    const drawn: HostPage = { zone: feed, script: stage.script(), ...ofCase() };
    const bare = await stage.visit(drawn, { ...options, bare: true });
    await before?.(bare.page);
    const was = await hostOf(bare.page);
    await bare.close();

    const visit = await stage.visit(drawn, options);
    const { page } = visit;
    await before?.(page);
    await page.locator('article', { hasText: text }).first().waitFor();
    expect(changes(was, await hostOf(page))).toEqual([]);
    await useFeed(page, text);
    expect(await page.evaluate(() => (globalThis as unknown as { shortcuts: string[] }).shortcuts)).toEqual([]);
    await useCard(page, page.locator('article', { hasText: text }).first());
    await after?.(page, text);
    expect(visit.complaints.filter((one) => !complaints?.test(one))).toEqual([]);
    await visit.close();
  });
});

describe('beside what floats and takes the whole width, every element has a width that can be read', () => {
  const tags = [feed, '<parvis-profile-card for="ben"></parvis-profile-card>'].concat(
    ['expertise-search', 'communities', 'charter', 'discussion'].map((name) => `<parvis-${name}></parvis-${name}>`),
  );
  const zone = tags.map((tag) => `<div class="whole">Above</div>${tag}`).join('');

  it.each([
    ['a page', sheet('beside')],
    ['a page that unsets every property and lets every box float', sheet('unset') + sheet('forced')],
  ])('on %s', async (_, head) => {
    const { page, close } = await stage.visit({ head, zone, script: stage.script() });
    const narrow = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('.zone > :not(div)')].flatMap(({ localName, shadowRoot }) => {
          const controls = shadowRoot?.querySelectorAll('article, input, h2, h3, p, .box, .state') ?? [];
          const width = Math.max(0, ...[...controls].map((part) => part.getBoundingClientRect().width));
          return width < 150 ? [`${localName}: ${width}`] : [];
        }),
      );
    await expect.poll(narrow, { timeout: 20_000 }).toEqual([]);
    await close();
  });
});

/** What Drupal's text formats leave of a text: `allowed` says of each tag which attributes; `*` ends a name that begins so. */
function filterHtml(text: string, allowed: Record<string, string[]>): string {
  const keep = (node: DefaultTreeAdapterTypes.ChildNode): DefaultTreeAdapterTypes.ChildNode[] => {
    if (!('tagName' in node)) return node.nodeName === '#text' ? [node] : [];
    const children = node.childNodes.flatMap(keep);
    const names = allowed[node.tagName];
    if (!names) return children;
    node.childNodes = children;
    node.attrs = node.attrs.filter(
      ({ name }) =>
        !/^(on|style$)/.test(name) &&
        names.some((one) => (one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one)),
    );
    return [node];
  };
  const fragment = parseFragment(text);
  fragment.childNodes = fragment.childNodes.flatMap(keep);
  return serialize(fragment);
}

describe('Drupal’s text formats', () => {
  const basic = { p: [], a: ['href', 'hreflang'], strong: [], em: [], div: [] };
  const place =
    '<div data-parvis="feed" data-scope="community" data-for="canteen" style="all: unset" onclick="x()"></div>';

  it('take our tags away, and what is said on a place, unless they are allowed', () => {
    expect(filterHtml(`<p>${feed}</p>`, basic)).toBe('<p></p>');
    expect(filterHtml(place, basic)).toBe('<div></div>');
  });

  it.each([
    ['a place whose attributes are allowed', place, { ...basic, div: ['data-parvis', 'data-scope', 'data-for'] }],
    ['a place where everything that begins with data- is', place, { ...basic, div: ['data-*'] }],
    ['a tag that is allowed with its attributes', feed, { ...basic, 'parvis-feed': ['scope', 'for'] }],
  ])('leave %s', async (_, text, allowed) => {
    const zone = filterHtml(text, allowed);
    expect(zone).not.toMatch(/style|onclick/);
    const menu = `Menu ${crypto.randomUUID().slice(0, 8)}`;
    await stage.call('ben', 'POST', '/v1/posts', { text: menu, audience: { community } });
    const { page, close, complaints } = await stage.visit({ zone, script: stage.script() });
    await useFeed(page, menu);
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('without the network', () => {
  it('what was written is kept, told, and sent once it is back', async () => {
    const text = `Cut ${crypto.randomUUID().slice(0, 8)}`;
    await stage.call<Post>('ben', 'POST', '/v1/posts', { text, audience: { community } });
    const { page, close, complaints } = await stage.visit({ zone: feed, script: stage.script() });
    await useFeed(page, text);
    await page.context().setOffline(true);
    const article = page.locator('article', { hasText: text });
    await article.locator('.thread textarea').last().fill('Written on the train');
    await article.locator('.thread form button.primary').last().click();
    await article.locator('.thread [role="alert"]').waitFor();
    expect(await article.locator('.thread textarea').last().inputValue()).toBe('Written on the train');
    await page.context().setOffline(false);
    await article.locator('.thread form button.primary').last().click();
    await article.locator('[data-comment]', { hasText: 'Written on the train' }).waitFor();
    expect(complaints.filter((one) => !/net::ERR_INTERNET_DISCONNECTED/.test(one))).toEqual([]);
    await close();
  });

  it('to the API, a page is as if it had no Parvis', async () => {
    const { page, close, complaints } = await stage.visit({
      zone: feed,
      script: stage.script().replace(stage.api, 'http://127.0.0.1:9'),
    });
    await page.locator('h1').click();
    expect(await page.locator('parvis-feed').evaluate((element) => element.childNodes.length)).toBe(0);
    expect(complaints.filter((one) => !/net::ERR/.test(one))).toEqual([]);
    await close();
  });
});

describe('what is compared', () => {
  it('shows a script that changes styles, natives, globals or the document of its host', async () => {
    const { page, close } = await stage.visit({ zone: '' });
    const was = await hostOf(page);
    await page.evaluate(() => {
      document.querySelector('h1')!.style.color = 'red';
      Array.prototype.at = () => 0;
      (globalThis as Record<string, unknown>)['leaked'] = 1;
      document.body.append(document.createElement('aside'));
    });
    expect(changes(was, await hostOf(page)).map((one) => one.split(':')[0])).toEqual(
      expect.arrayContaining(['global leaked', 'natives', 'children', expect.stringMatching(/h1\d+ color/)]),
    );
    await close();
  });
});
