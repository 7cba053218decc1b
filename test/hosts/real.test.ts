/** Real hosts with the part for them installed: their page is opened by somebody they know, who is signed in to Parvis by it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type RealHost,
  dokuwikiSite,
  mediawikiSite,
  startDokuwiki,
  startMediawiki,
  startWordpress,
  wordpressSite,
} from './real/hosts.ts';
import { leftOut } from './real/installed.ts';
import { type HostStage, type Site, freePort, setHostStage } from './stage.ts';
import { useFeed } from './use.ts';

type Kind = {
  name: string;
  needs: string[];
  site: (port: number) => Site;
  start: (folder: string, port: number, api: string) => Promise<RealHost>;
  signIn: (page: Page) => Promise<void>;
  /** What else is on its page, by another way than the feed. */
  also?: string;
  /** What the host's own pages complain about without us. */
  own?: RegExp;
};

const fill = async (page: Page, name: string, password: string, button: string): Promise<void> => {
  const [user, secret] = name.split(' ');
  await page.locator(user!).fill(user!.includes('wpName') ? 'Ana' : 'ana');
  await page.locator(secret!).fill(password);
  await Promise.all([page.waitForEvent('load'), page.locator(button).click()]);
};

const kinds: Kind[] = [
  {
    name: 'WordPress',
    needs: ['php-cli', 'php-mysql', 'mariadb-server', 'wordpress'],
    site: wordpressSite,
    start: startWordpress,
    // The block, beside the shortcode.
    also: 'Nobody has commented on this page yet.',
    // Pictures of people and emojis from outside, where tests have no network.
    own: /ERR_NAME_NOT_RESOLVED|ERR_INTERNET_DISCONNECTED/,
    signIn: (page) => fill(page, '#user_login #user_pass', 'secret', '#wp-submit'),
  },
  {
    name: 'MediaWiki',
    needs: ['php-cli', 'php-sqlite3', 'mediawiki'],
    site: mediawikiSite,
    start: startMediawiki,
    signIn: (page) => fill(page, '#wpName1 #wpPassword1', 'secret-of-ana', '#wpLoginAttempt'),
  },
  {
    name: 'DokuWiki',
    needs: ['php-cli', 'dokuwiki'],
    site: dokuwikiSite,
    start: startDokuwiki,
    signIn: (page) => fill(page, '[name="u"] [name="p"]', 'secret', '#dw__login [type="submit"]'),
  },
];

for (const { name, needs, site, start, signIn, also, own } of kinds) {
  const why = leftOut(...needs);
  describe.skipIf(why)(`on a real ${name}${why}`, () => {
    let stage: HostStage;
    let host: RealHost;
    let folder: string;
    beforeAll(async () => {
      const port = await freePort();
      folder = await mkdtemp(join(tmpdir(), 'parvis-real-'));
      stage = await setHostStage([site(port)]);
      host = await start(folder, port, stage.api);
    });
    afterAll(async () => {
      await host?.end();
      await stage?.close();
      await rm(folder, { recursive: true, force: true });
    });

    it('who is signed in there reads and writes in their own name', async () => {
      const { items } = await stage.call<{ items: { id: string }[] }>('ben', 'GET', '/v1/communities');
      await stage.call('ben', 'POST', '/v1/posts', { text: 'Soup again', audience: { community: items[0]!.id } });
      const { page, complaints, close } = await stage.open();
      await page.goto(host.signIn);
      await signIn(page);
      // What its own page for signing in says is not ours.
      complaints.length = 0;
      await page.goto(host.page);
      await useFeed(page, 'Soup again');
      if (also) await page.getByText(also).waitFor();
      expect(await page.locator('[data-comment]').first().textContent()).toContain('Ana Ruiz');
      expect(await page.locator('parvis-feed').getAttribute('onclick')).toBe(null);
      expect(await page.locator('parvis-feed').getAttribute('data-onclick')).toBe(null);
      expect(complaints.filter((one) => !own?.test(one))).toEqual([]);
      expect(await page.content()).not.toMatch(/eyJ[\w-]{20}/);
      await close();
    });

    it('nobody is anybody without signing in, and the keys are public', async () => {
      const { page, close } = await stage.open();
      await page.goto(host.page);
      const { tokenUrl } = await page.evaluate(() => {
        const script = document.querySelector<HTMLScriptElement>('script[src*="/embed/v1/"]');
        return { tokenUrl: script?.dataset['tokenUrl'] };
      });
      if (tokenUrl) expect((await page.request.get(new URL(tokenUrl, host.page).href)).status()).toBe(401);
      else expect(await page.locator('parvis-feed').count()).toBe(0);
      await close();
      const { keys } = (await (await fetch(site(Number(new URL(host.page).port)).jwksUrl)).json()) as {
        keys: Record<string, unknown>[];
      };
      expect(keys.map((key) => Object.keys(key).sort())).toEqual([['alg', 'crv', 'kid', 'kty', 'use', 'x']]);
    });
  });
}
