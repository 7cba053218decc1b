/**
 * Names, roles and states as a screen reader speaks them, view by view, in both languages. Each file in `spoken/` was read as
 * its user hears it; whoever changes one reads it again.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { contentDate } from '../../server/demo/dates.ts';
import { dumpDemonstration } from '../../server/demo/dump.ts';
import { drawAll } from '../support/axe.ts';
import { spoken } from '../support/spoken.ts';
import { type Storybook, buildStorybook, openStorybook } from '../support/storybook.ts';

const element = (name: string, ...stories: string[]) => stories.map((story) => `embed-it-elements-${name}--${story}`);
const state = (...stories: string[]) => stories.map((story) => `design-with-it-states--${story}`);

/** File → the stories that are told in it. In this order: what is done in one story is done for those after it. */
const views: Record<string, string[]> = {
  feed: element('feed', 'home', 'filters-opened', 'found', 'empty', 'not-there', 'offline'),
  posts: element(
    'post',
    ...['own-question', 'open-poll', 'poll-answered', 'secret-poll', 'idea-planned', 'kudos'],
    ...['announcement', 'announcement-share', 'shared-again', 'shared-with-partners'],
  ),
  'post-actions': element('post', 'menu', 'earlier-versions', 'editing', 'moving', 'deleting'),
  composer: element('composer', 'with-tools', 'question', 'partners-among-the-readers', 'not-a-member', 'too-long'),
  card: element('profile-card', 'playground', 'expanded', 'departed', 'not-visible'),
  'card-editing': element('profile-card', 'editing', 'editing-a-field', 'editing-a-skill'),
  search: element('expertise-search', 'typing', 'skill', 'why-not-me', 'nobody', 'asking'),
  flag: element('flag-button', 'form', 'illegal', 'receipt', 'signed-out'),
  desk: element('moderation', 'desk', 'file', 'filters', 'figures', 'about-you-appealed', 'why'),
  communities: element('communities', 'playground', 'detail', 'inviting', 'founding-unfinished'),
  settings: [...element('before-publishing-settings', 'playground', 'wrong'), ...element('feed-keys', 'some')],
  skills: element('skills', 'playground', 'changing', 'merging'),
  discussion: element('discussion', 'playground', 'empty', 'closed'),
  states: state('pending-review', 'held', 'offline-with-draft', 'unverified'),
  charter: element('charter', 'playground', 'versions', 'draft'),
  gate: element('before-publishing', 'charter', 'rephrase', 'refused-words', 'warned', 'waits'),
};

/**
 * It is a Friday noon at the demonstration company: nothing that is said depends on the day of the test. A minute goes by
 * from story to story, none while one is told.
 */
const noon = contentDate.getTime() + 15 * 60_000;
const renewing = Boolean(process.env['PARVIS_RENEW']);
const folder = new URL('spoken/', import.meta.url);

buildStorybook();
let storybook: Storybook;
beforeAll(async () => {
  const dump = await dumpDemonstration(() => new Date(noon));
  storybook = await openStorybook({ context: { timezoneId: 'Europe/Paris' }, files: { '/data/demo.tar.gz': dump } });
  await mkdir(folder, { recursive: true });
});
afterAll(() => storybook?.close());

/** Looks that are taken at a story that is not, or no longer, as it was read: what it asks for may still be on its way. */
const looks = 40;
const fewLooks = 6;

/** What is told, as soon as it is what was read and found right; otherwise what is told at last. */
async function hear(page: Page, right: string): Promise<string> {
  for (let look = 1; ; look++) {
    await page.evaluate(drawAll);
    const told = await spoken(page);
    if (told === right || look === (renewing ? fewLooks : looks)) return told;
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 250 })));
  }
}

it.each(['en', 'fr'] as const)(
  'a screen reader is told what was read and found right, in %s',
  async (language) => {
    let now = noon;
    for (const [view, stories] of Object.entries(views)) {
      const file = new URL(`${view}.${language}.txt`, folder);
      const known = renewing ? '' : await readFile(file, 'utf8');
      const told: string[] = [];
      for (const [index, story] of stories.entries()) {
        await storybook.page.clock.setFixedTime((now += 60_000));
        await storybook.show(story, { theme: 'light', language });
        const begin = known.indexOf(`${story}\n`);
        const next = stories[index + 1];
        const end = next === undefined ? undefined : known.indexOf(`\n${next}\n`);
        const right = known.slice(begin + story.length + 1, end);
        told.push(`${story}\n${await hear(storybook.page, right)}`);
      }
      const said = told.join('\n');
      const renew = `What ${file.pathname} tells has changed. If that is meant, read it as it is heard and renew it: PARVIS_RENEW=1 npm test -- spoken`;
      if (renewing) await writeFile(file, said);
      else expect.soft(said, renew).toBe(known);
    }
  },
  900_000,
);
