/**
 * `npm run pictures [-- WORD]`: every story and every page of the portal (or those with that word in their name), in both
 * languages and themes, at three widths, into pictures/ to look at; the stories also many on a sheet, in pictures/sheets/.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from './browser.ts';
import { setStage } from './demonstration.ts';
import { createSheets } from './sheets.ts';
import { type Look, buildStorybook, openStorybook } from './storybook.ts';

const [word = ''] = process.argv.slice(2);
const folder = fileURLToPath(new URL('../../pictures/', import.meta.url));
/** Of the element: the page has a margin around it. */
const widths = [240, 480, 960];
const margin = 32;
/** What is longer is cut off on a sheet. */
const longest = 1_500;
const looks: Look[] = (['light', 'dark'] as const).flatMap((theme) =>
  (['en', 'fr'] as const).map((language) => ({ theme, language })),
);
const pages = [
  '/',
  '/it-help',
  '/communities',
  '/directory',
  '/policies/remote-work',
  '/people/siobhan.oconnor',
  '/moderation',
];
let taken = 0;

await mkdir(`${folder}sheets`, { recursive: true });
buildStorybook();
const storybook = await openStorybook();
const browser = await launchBrowser();
const table = await browser.newPage();
// Look by look: for each of them the page is loaded anew.
for (const look of looks) {
  const sheets = widths.map((width) => {
    let number = 0;
    return createSheets(table, (png) =>
      writeFile(`${folder}sheets/${look.theme}.${look.language}.${width}.${++number}.png`, png),
    );
  });
  for (const { id } of storybook.stories.filter(({ id }) => id.includes(word))) {
    await storybook.page.setViewportSize({ width: widths.at(-1)! + margin, height: 900 });
    await storybook.show(id, look);
    for (const [place, width] of widths.entries()) {
      await storybook.page.setViewportSize({ width: width + margin, height: 900 });
      const long = await storybook.page.evaluate(() => document.documentElement.scrollHeight);
      const [height, name] = [Math.min(long, longest), `${id}.${look.theme}.${look.language}.${width}.png`];
      const png = await storybook.page.screenshot({
        path: `${folder}${name}`,
        fullPage: true,
        clip: { x: 0, y: 0, width: width + margin, height },
      });
      await sheets[place]!.add({ name, png, width: width + margin, height });
      taken++;
    }
  }
  for (const sheet of sheets) await sheet.flush();
}
await browser.close();
await storybook.close();

const wanted = pages.filter((path) => `portal${path}`.includes(word));
if (wanted.length > 0) {
  const stage = await setStage();
  for (const { theme, language } of looks) {
    for (const width of widths) {
      const { page, open } = await stage.visit('elodie.vasseur', {
        language,
        colorScheme: theme,
        viewport: { width: width + margin, height: 900 },
      });
      for (const path of wanted) {
        await open(path);
        await page.waitForLoadState('load');
        await page
          .locator('parvis-feed article, parvis-profile-card, parvis-communities, parvis-moderation')
          .first()
          .waitFor({ timeout: 5_000 })
          .catch(() => {});
        await page.screenshot({
          path: `${folder}portal${path.replaceAll('/', '-')}.${theme}.${language}.${width}.png`,
        });
        taken++;
      }
      await page.context().close();
    }
  }
  await stage.close();
}
process.stdout.write(`${taken} pictures in pictures/\n`);
