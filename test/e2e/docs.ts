/** Storybook as the API serves it: what its pages say is tried, and their links lead somewhere. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { type Stage, type Visitor, setStage } from '../support/demonstration.ts';
import { storybookIndex } from '../support/storybook.ts';

/** Needs the Storybook that was built. */
export function describeDocs(): void {
  const entries = Object.values(JSON.parse(readFileSync(storybookIndex, 'utf8')).entries) as {
    id: string;
    type: string;
    title: string;
  }[];
  const pages = entries.filter(({ type, title }) => type === 'docs' && !title.startsWith('Embed it/Elements/'));
  const ownPages = pages.filter(({ title }) => !title.startsWith('Decisions/'));

  describe('Storybook below /docs', () => {
    let stage: Stage;
    let reader: Visitor;
    beforeAll(async () => {
      stage = await setStage();
      reader = await stage.visit('claire.martin');
    });
    afterAll(() => stage?.close());

    const open = async (page: Page, id: string) => {
      await page.goto(`${stage.api}/docs/iframe.html?viewMode=docs&id=${id}`);
      await page.locator('#storybook-docs h1').first().waitFor();
    };

    it('begins with its three readers', () => {
      const roots = new Set(entries.map(({ title }) => title.split('/')[0]));
      expect([...roots].sort()).toEqual(['Decisions', 'Design with it', 'Embed it', 'Start', 'Use it']);
    });

    it('draws a story that the application in the browser answers, and nothing is refused by the policy', async () => {
      const { page, complaints } = reader;
      complaints.length = 0;
      await page.goto(`${stage.api}/docs/?path=/story/embed-it-elements-profile-card--playground`);
      const frame = page.frameLocator('#storybook-preview-iframe');
      await frame.locator('parvis-profile-card [part~="name"]').waitFor();
      expect(complaints).toEqual([]);
    });

    it('has pages whose links all lead to a page or a story that is there', async () => {
      const known = new Set(entries.map(({ id, type }) => `${type === 'docs' ? 'docs' : 'story'}/${id}`));
      const astray: string[] = [];
      for (const { id } of pages) {
        await open(reader.page, id);
        const links = await reader.page
          .locator('#storybook-docs a')
          .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
        for (const link of links) {
          if (/^(https?:|#|mailto:)/.test(link)) continue;
          const target = /^(?:\.\/)?\?path=\/((?:docs|story)\/[\w-]+)$/.exec(link)?.[1];
          if (!target || !known.has(target)) astray.push(`${id}: ${link}`);
        }
      }
      expect(astray).toEqual([]);
    });

    it.each(ownPages.map(({ title, id }) => [title, id]))('%s is free of what axe finds', async (_, id) => {
      await open(reader.page, id);
      expect(await axeFindings(reader.page, '#storybook-docs')).toEqual([]);
    });

    it.each(['start', 'stripped'])(
      'gives to copy what shows a feed when it is pasted into the intranet: %s',
      async (sample) => {
        const { page } = reader;
        await open(page, 'embed-it-five-minute-start--docs');
        const text = (name: string) =>
          page.locator(`docs-sample#${name}`).evaluate((element) => (element as HTMLElement & { text: string }).text);
        const pasted = sample === 'start' ? await text('start') : `${await scriptOf(text)}\n${await text('stripped')}`;
        expect(pasted).toContain(`${stage.api}/embed/v1/parvis.js`);
        // The address at which this intranet gives its tokens, as everybody has to write their own.
        const html = `<!doctype html><html lang="en"><title>IT help</title><body>${pasted.replace('/my/token', '/token')}</body></html>`;
        await page.route(`${stage.portal}/pasted`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
        await page.goto(`${stage.portal}/pasted`);
        await page.locator('parvis-feed article').first().waitFor();
        await page.locator('parvis-feed parvis-composer, parvis-feed textarea').first().waitFor();
      },
    );
  });
}

const scriptOf = async (text: (name: string) => Promise<string>): Promise<string> =>
  (await text('start')).split('\n')[0]!;
