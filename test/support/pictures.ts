/**
 * `npm run pictures [-- WORD]`: every story and every page of the portal (or those with that word in their name), in both
 * languages and themes, at three widths, into pictures/ to look at.
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { setStage } from './demonstration.ts';
import { type Look, buildStorybook, openStorybook } from './storybook.ts';

const [word = ''] = process.argv.slice(2);
const folder = fileURLToPath(new URL('../../pictures/', import.meta.url));
const widths = [240, 480, 1280];
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

await mkdir(folder, { recursive: true });
buildStorybook();
const storybook = await openStorybook();
// Look by look: for each of them the page is loaded anew.
for (const look of looks) {
  for (const { id } of storybook.stories.filter(({ id }) => id.includes(word))) {
    await storybook.page.setViewportSize({ width: widths.at(-1)!, height: 900 });
    await storybook.show(id, look);
    for (const width of widths) {
      await storybook.page.setViewportSize({ width, height: 900 });
      await storybook.page.screenshot({ path: `${folder}${id}.${look.theme}.${look.language}.${width}.png` });
      taken++;
    }
  }
}
await storybook.close();

const wanted = pages.filter((path) => `portal${path}`.includes(word));
if (wanted.length > 0) {
  const stage = await setStage();
  for (const { theme, language } of looks) {
    for (const width of widths) {
      const { page, open } = await stage.visit('elodie.vasseur', {
        language,
        colorScheme: theme,
        viewport: { width, height: 900 },
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
