import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, setStage } from '../support/demonstration.ts';
import { tabTo } from '../support/keyboard.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
}, 120_000);
afterAll(() => stage?.close());

describe('a rumour', () => {
  it('is flagged, examined and removed on the pages of the intranet, and everybody concerned is told', async () => {
    const [reporter, author, reader, steward] = await Promise.all([
      stage.visit('karim.benali', { language: 'fr' }),
      stage.visit('lewis.dunne'),
      stage.visit('bea.nolan'),
      stage.visit('elodie.vasseur', { language: 'fr' }),
    ]);
    for (const { open } of [reporter, author, reader]) await open('/communities/la-pause');
    const rumour = (page: Page) => page.locator('article', { hasText: 'Is Trafford Park closing?' });
    await Promise.all([reporter, author, reader].map(({ page }) => rumour(page).waitFor()));

    // By mouse: the reporter, under the article about rumours.
    await rumour(reporter.page).scrollIntoViewIfNeeded();
    await rumour(reporter.page).getByRole('button', { name: 'Signaler cette publication' }).click();
    const form = reporter.page.getByRole('dialog', { name: 'Signaler cette publication' });
    await form.getByRole('radio', { name: /Pas de rumeur/ }).check();
    await form.getByRole('textbox', { name: 'Note' }).fill('Aucune source.');
    await form.getByRole('button', { name: 'Envoyer' }).click();
    await reporter.page.getByRole('button', { name: 'Fermer' }).last().click();
    const receipt = rumour(reporter.page).getByRole('button', { name: /voir votre signalement/ });
    expect(await receipt.textContent()).toContain('Signalé');

    // By keyboard alone: the steward.
    const { page } = steward;
    await steward.open('/moderation');
    const desk = page.locator('parvis-moderation');
    const listed = desk.getByRole('button', { name: /Is Trafford Park closing/ });
    await listed.waitFor();
    await tabTo(page, /^(Publication|Commentaire) de /);
    for (let press = 0; (await listed.getAttribute('aria-current')) !== 'true'; press += 1) {
      if (press > 10) throw new Error('The arrow keys did not reach the case.');
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await tabTo(page, /^Examiner$/);
    await page.keyboard.press('Enter');
    await desk.getByRole('radio', { name: /Maintenir/ }).waitFor();
    await rumour(reporter.page).getByText('Examen en cours').waitFor();
    const remove = desk.getByRole('radio', { name: /Retirer/ });
    for (let press = 0; !(await remove.isChecked()); press += 1) {
      if (press > 10) throw new Error('The arrow keys did not reach the decision.');
      await page.keyboard.press('ArrowRight');
    }
    expect(await desk.getByRole('combobox').locator('option:checked').textContent()).toContain('Pas de rumeur');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Une question, oui ; une affirmation, seulement avec sa source.');
    await page.keyboard.press('Control+Enter');
    await desk.getByText('Retiré').first().waitFor();

    // Without anybody loading a page again: the reader no longer sees it, the author sees why, the reporter the outcome.
    await rumour(reader.page).waitFor({ state: 'detached' });
    const notice = rumour(author.page).getByText('seulement avec sa source');
    await notice.waitFor();
    expect(await rumour(author.page).textContent()).toContain('Article 4: No rumours');
    await reporter.open('/communities/la-pause');
    await reporter.page.locator('parvis-feed article').first().waitFor();
    expect(await rumour(reporter.page).count()).toBe(0);
    for (const { page, complaints } of [reporter, author, reader, steward]) {
      expect(complaints.filter((text) => !/404/.test(text))).toEqual([]);
      await page.context().close();
    }
  }, 90_000);
});

describe('a reporter', () => {
  it('keeps their receipt where the post was, and after a reload reads the outcome among their flags', async () => {
    const [reporter, steward] = await Promise.all([stage.visit('karim.benali'), stage.visit('elodie.vasseur')]);
    await reporter.open('/communities/la-pause');
    const words = 'How did you learn French';
    const id = await reporter.page.locator('parvis-feed article', { hasText: words }).getAttribute('data-id');
    const place = reporter.page.locator(`article[data-id="${id}"]`);
    await place.scrollIntoViewIfNeeded();
    await place.getByRole('button', { name: 'Flag this post' }).click();
    const receipt = reporter.page.getByRole('dialog');
    await receipt.getByRole('radio', { name: /Respect/ }).check();
    await receipt.getByRole('textbox', { name: 'Note' }).fill('See the last line.');
    await receipt.getByRole('button', { name: 'Send flag' }).click();
    await receipt.getByText('Your flag has arrived').waitFor();

    await steward.open('/moderation');
    const desk = steward.page.locator('parvis-moderation');
    await desk.locator('.cases button', { hasText: words }).click();
    await desk.getByText('See the last line.').waitFor();
    await desk.getByRole('button', { name: 'Examine', exact: true }).click();
    await desk.getByRole('radio', { name: /^Remove/ }).check();
    await desk.getByRole('combobox').selectOption({ label: 'Article 2: Respect' });
    await desk.getByRole('textbox', { name: /Reason given/ }).fill('Ideas, not people.');
    await desk.getByRole('button', { name: 'Remove it' }).click();

    await receipt.getByText('Ideas, not people.').waitFor();
    await place.getByText('You flagged this. It is no longer shown.').waitFor();
    expect(await place.textContent()).not.toContain(words);
    await reporter.page.keyboard.press('Escape');
    expect(await place.getByRole('button', { name: 'Decided: see your flag' }).isVisible()).toBe(true);
    await reporter.page.reload();
    await reporter.page.getByRole('link', { name: 'Your flags' }).click();
    const own = reporter.page.locator('parvis-moderation li', { hasText: 'See the last line.' });
    await own.getByText('It was removed.').waitFor();
    expect(await own.textContent()).toContain('Ideas, not people.');
    expect(await own.textContent()).not.toContain(words);
    for (const { page, complaints } of [reporter, steward]) {
      expect(complaints.filter((text) => !/404/.test(text))).toEqual([]);
      await page.context().close();
    }
  }, 90_000);
});

describe('a page of the intranet', () => {
  it('is flagged where it stands, and the flag is taken back', async () => {
    const { page, open, complaints } = await stage.visit('karim.benali');
    await open('/policies/remote-work');
    await page.getByRole('button', { name: 'Flag this page' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('radio', { name: /Professional content/ }).check();
    await form.getByRole('button', { name: 'Send flag' }).click();
    await page.getByRole('heading', { name: 'Thank you. Your flag has arrived.' }).waitFor();
    await page.keyboard.press('Escape');
    await page.reload();
    await page.getByRole('button', { name: 'Flagged: see your flag' }).click();
    await page.getByRole('button', { name: 'Withdraw flag' }).click();
    await page.getByText('Your flag was withdrawn.').waitFor();
    await page.getByRole('button', { name: 'Flag this page' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('says to a supplier, for whom it is not, that it cannot be flagged', async () => {
    const { page, open } = await stage.visit('wim.deprez');
    await open('/news/carnets');
    await page.getByText('This page cannot be flagged').waitFor();
    await page.context().close();
  });
});
