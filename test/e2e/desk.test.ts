/** The desk, and what it decides about people, on the pages of the intranet: by the keyboard alone, in both languages. */
import { readFile } from 'node:fs/promises';
import type { CaseRecord } from '@parvis/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { type Stage, type Visitor, setStage } from '../support/demonstration.ts';
import { tabTo } from '../support/keyboard.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
}, 120_000);
afterAll(() => stage?.close());

const clean = async (page: Page): Promise<void> => expect(await axeFindings(page, 'parvis-moderation')).toEqual([]);
const desk = (page: Page) => page.locator('parvis-moderation');

/** Goes into the list and on with J until the case with these words is shown. */
async function reach(page: Page, words: string): Promise<void> {
  const listed = desk(page).locator('.cases button', { hasText: words });
  await listed.waitFor();
  await tabTo(page, /^(Publication|Commentaire|Post|Comment) (de|by) /);
  for (let press = 0; (await listed.getAttribute('aria-current')) !== 'true'; press += 1) {
    if (press > 10) throw new Error(`J did not reach '${words}'.`);
    await page.keyboard.press('j');
  }
}

async function choose(page: Page, value: string): Promise<void> {
  const radio = desk(page).locator(`input[value="${value}"]`);
  for (let press = 0; !(await radio.isChecked()); press += 1) {
    if (press > 10) throw new Error(`The arrow keys did not reach '${value}'.`);
    await page.keyboard.press('ArrowDown');
  }
}

const leave = async (visitors: readonly Visitor[]): Promise<void> => {
  for (const { page, complaints } of visitors) {
    expect(complaints.filter((text) => !/40[49]/.test(text))).toEqual([]);
    await page.context().close();
  }
};

describe('the desk, by the keyboard alone', () => {
  it('en français : un avertissement, lu, contesté, et annulé par quelqu’un d’autre', async () => {
    const [steward, author, other] = await Promise.all([
      stage.visit('elodie.vasseur', { language: 'fr' }),
      stage.visit('m.dubois', { language: 'fr' }),
      stage.visit('liam.prescott', { language: 'fr', colorScheme: 'dark' }),
    ]);
    await steward.open('/moderation');
    await reach(steward.page, 'Franchement, quand on voit');
    await tabTo(steward.page, /^Examiner$/);
    await steward.page.keyboard.press('Enter');
    await desk(steward.page).locator('.choice input').first().waitFor();
    await choose(steward.page, 'warn');
    await tabTo(steward.page, /^Motif/);
    await steward.page.keyboard.type('On parle des horaires, pas des personnes.');
    const preview = desk(steward.page).locator('.preview');
    expect(await preview.textContent()).toContain('On parle des horaires, pas des personnes.');
    expect(await preview.textContent()).toMatch(/Article 2\s*: Respect/);
    await clean(steward.page);
    await steward.page.keyboard.press('Control+Enter');
    await desk(steward.page).locator('#outcome-title').getByText('Auteur averti').waitFor();

    const { page } = author;
    await author.open('/moderation');
    await tabTo(page, /^À votre sujet$/);
    await page.keyboard.press('Enter');
    const mine = desk(page).locator('[data-statement]', { hasText: 'Franchement, quand on voit' });
    await mine.getByText('On parle des horaires').waitFor();
    expect(await mine.textContent()).not.toContain('Élodie');
    await tabTo(page, /^J’ai lu$/);
    await page.keyboard.press('Enter');
    await desk(page).getByText('Vous avez confirmé').waitFor();
    await tabTo(page, /^Faire appel$/);
    await page.keyboard.press('Enter');
    await mine.locator('textarea').waitFor();
    await page.keyboard.type('Je parlais des horaires de la cantine.');
    await clean(page);
    await tabTo(page, /^Envoyer l’appel$/);
    await page.keyboard.press('Enter');
    await mine.getByText('Vous avez fait appel.').waitFor();

    await other.open('/moderation');
    await reach(other.page, 'Franchement, quand on voit');
    await desk(other.page).getByText('Je parlais des horaires de la cantine.').waitFor();
    await tabTo(other.page, /^Examiner l’appel$/);
    await other.page.keyboard.press('Enter');
    await desk(other.page).locator('#publicNote').waitFor();
    await other.page.keyboard.type('Personne n’est nommé.');
    await clean(other.page);
    await tabTo(other.page, /^Accueillir|^Accepter/);
    await other.page.keyboard.press('Enter');
    await desk(other.page).getByText('Appel accueilli').waitFor();
    await mine.getByText('Votre appel est accueilli').waitFor();
    await leave([steward, author, other]);
  }, 120_000);

  it('in English: a source that was named, a case that somebody else examines, its record in a file, the figures', async () => {
    const [steward, other] = await Promise.all([stage.visit('elodie.vasseur'), stage.visit('liam.prescott')]);
    const { page } = steward;
    await Promise.all([steward.open('/moderation'), other.open('/moderation')]);
    await reach(other.page, 'arrêt, le dos');
    await tabTo(other.page, /^Examine$/);
    await other.page.keyboard.press('Enter');
    await desk(other.page).locator('.choice input').first().waitFor();
    await desk(page).getByText('Liam Prescott examines').waitFor();

    await reach(page, 'Parking at Trafford Park');
    await desk(page).getByText('Minutes of the cycling group').waitFor();
    await tabTo(page, /^Decide again$/);
    await page.keyboard.press('Enter');
    await desk(page).locator('.choice input').first().waitFor();
    await choose(page, 'keep');
    await tabTo(page, /^Reason given/);
    await page.keyboard.type('It is in the minutes: an idea, not a decision.');
    await clean(page);
    await page.keyboard.press('Control+Enter');
    await desk(page).locator('#outcome-title').getByText('Kept').waitFor();

    await tabTo(page, /^History and record/, { key: 'Shift+Tab' });
    await page.keyboard.press('Enter');
    await desk(page).locator('#export').waitFor();
    await tabTo(page, /^Export this record$/);
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    const record = JSON.parse(await readFile(await file.path(), 'utf8')) as CaseRecord;
    expect(file.suggestedFilename()).toBe(`case-${record.case}.json`);
    expect(record.entries.map(({ type }) => type).filter((type) => /decided|undone/.test(type))).toEqual([
      'case.decided',
      'case.undone',
      'case.decided',
    ]);

    await tabTo(page, /^Figures$/, { key: 'Shift+Tab' });
    await page.keyboard.press('Enter');
    await desk(page).locator('.figures dl').waitFor();
    expect(await desk(page).locator('.figures').textContent()).toContain('fewer than 5 people');
    await clean(page);
    await leave([steward, other]);
  }, 120_000);
});
