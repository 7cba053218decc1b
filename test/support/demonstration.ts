/** `npm start` as a test meets it: started in a folder of its own, visited in a real browser. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type Demonstration, startDemonstration } from '../../server/demo/demonstration.ts';
import type { Log } from '../../server/src/kernel/kernel.ts';
import { launchBrowser } from './browser.ts';

export type Visitor = {
  page: Page;
  /** Opens a page of the portal by its path without language. */
  open(path: string): Promise<void>;
  /** What the browser complained about: errors, refusals of the content security policy. */
  complaints: string[];
};

export type Stage = Demonstration & {
  visit(person: string, options?: { language?: 'fr' | 'en' } & BrowserContextOptions): Promise<Visitor>;
};

const silent = () => {};
const fail = (message: string, details?: object) =>
  void process.stderr.write(`${message} ${JSON.stringify(details)}\n`);
const log: Log = { info: silent, warn: silent, error: fail };

export async function setStage(): Promise<Stage> {
  const data = await mkdtemp(join(tmpdir(), 'parvis-e2e-'));
  const [demonstration, browser] = await Promise.all([
    startDemonstration({ data, ports: { portal: 0, api: 0 }, log }),
    launchBrowser(),
  ]);
  return {
    ...demonstration,
    visit: (person, options) => visit(browser, demonstration.portal, person, options),
    async close() {
      await browser.close();
      await demonstration.close();
      await rm(data, { recursive: true });
    },
  };
}

async function visit(
  browser: Browser,
  portal: string,
  person: string,
  { language = 'en', ...options }: Parameters<Stage['visit']>[1] = {},
): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  // Nothing is expected to take long; a busy machine may be.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await page.goto(`${portal}/${language}/sign-in`);
  await page.selectOption('select[name="person"]', person);
  await page.locator('form:has(select) button').click();
  await page.waitForURL(`${portal}/${language}/`);
  return { page, complaints, open: async (path) => void (await page.goto(`${portal}/${language}${path}`)) };
}
