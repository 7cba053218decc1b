import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from '../support/axe.ts';
import { type Stage, setStage } from '../support/demonstration.ts';
import { tabTo } from '../support/keyboard.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
}, 120_000);
afterAll(() => stage?.close());

const spoken = {
  en: {
    person: 'rachel.osei',
    field: /^Text$/,
    publish: /^Publish$/,
    first: 'Before you write: our charter',
    accept: /^Accept and send$/,
    text: 'Where are the new SAP role names listed?',
    charter: /charter/i,
    own: /^What I accepted$/,
    proof: /proof/i,
    flag: /^Flag this post$/,
    law: /^The law/,
    lawField: /^Law or rule/,
    note: /^What is illegal/,
    thanks: 'Thank you. Your flag has arrived.',
    withdraw: /^Withdraw flag$/,
    withdrawn: 'Your flag was withdrawn.',
  },
  fr: {
    person: 'thierry.lacombe',
    field: /^Texte$/,
    publish: /^Publier$/,
    first: 'Avant d’écrire',
    accept: /^Accepter et envoyer$/,
    text: 'Où trouve-t-on la liste des nouveaux rôles SAP ?',
    charter: /charte/i,
    own: /^Ce que j’ai accepté$/,
    proof: /preuve/i,
    flag: /^Signaler cette publication$/,
    law: /^La loi/,
    lawField: /^Loi ou règle/,
    note: /^Ce qui est illicite/,
    thanks: 'Merci. Votre signalement est arrivé.',
    withdraw: /^Retirer le signalement$/,
    withdrawn: 'Votre signalement est retiré.',
  },
} as const;

describe.each(['en', 'fr'] as const)('by keyboard alone, in %s,', (language) => {
  const words = spoken[language];

  it('the first write opens the charter, which completes it; the proof is kept from the foot of the feed', async () => {
    const { page, open, complaints } = await stage.visit(words.person, { language, acceptDownloads: true });
    await open('/communities/sap');
    await page.locator('parvis-feed article').first().waitFor();
    await tabTo(page, words.field);
    await page.keyboard.type(words.text);
    await tabTo(page, words.publish);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: words.first });
    await dialog.getByRole('heading', { level: 3 }).first().waitFor();
    expect(await axeFindings(page, 'parvis-feed, parvis-composer')).toEqual([]);
    await tabTo(page, words.accept, { most: 6 });
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.locator('article', { hasText: words.text }).waitFor();

    await tabTo(page, words.flag, { most: 150 });
    await page.keyboard.press('Control+End');
    await tabTo(page, words.charter, { most: 4 });
    await page.keyboard.press('Enter');
    const charter = page.locator('parvis-charter');
    await charter.getByRole('heading', { level: 3 }).first().waitFor();
    expect(await axeFindings(page, 'parvis-feed')).toEqual([]);
    await tabTo(page, words.own, { most: 8 });
    await page.keyboard.press('Enter');
    await charter.getByText('SHA-256').last().waitFor();
    await tabTo(page, words.proof, { most: 4 });
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(JSON.parse(await readFile(await file.path(), 'utf8'))).toMatchObject({
      ...{ charter: 1, language },
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    await page.keyboard.press('Escape');
    await charter.waitFor({ state: 'detached' });
    expect(complaints.filter((text) => !/403/.test(text))).toEqual([]);
    await page.context().close();
  }, 90_000);

  it('a post is flagged as illegal, its number is in the receipt, and the flag is taken back', async () => {
    const { page, open, complaints } = await stage.visit('bea.nolan', { language });
    await open('/communities/la-pause');
    await page.locator('parvis-feed article').first().waitFor();
    await tabTo(page, words.flag, { most: 150 });
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio').first().waitFor();
    await tabTo(page, /1/, { most: 4 });
    // From the first of a group the key leads to the last.
    await page.keyboard.press('ArrowUp');
    await dialog.getByRole('textbox', { name: words.lawField }).waitFor();
    expect(await dialog.getByRole('radio', { name: words.law }).isChecked()).toBe(true);
    await tabTo(page, words.lawField, { most: 2 });
    await page.keyboard.type('RGPD, article 9');
    await tabTo(page, words.note, { most: 2 });
    await page.keyboard.press('Control+Enter');
    await dialog.locator('.wrong').waitFor();
    expect(await axeFindings(page, 'parvis-feed')).toEqual([]);
    await page.keyboard.type('Une maladie est nommée.');
    await page.keyboard.press('Control+Enter');
    await dialog.getByRole('heading', { name: words.thanks }).waitFor();
    expect(await dialog.locator('.reference b').textContent()).toMatch(/^\d{4}-[0-9A-F]{5}-[0-9A-F]{5}$/);
    expect(await axeFindings(page, 'parvis-feed')).toEqual([]);
    await tabTo(page, words.withdraw, { most: 4 });
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText(words.withdrawn).waitFor({ state: 'attached' });
    await tabTo(page, words.flag, { key: 'Shift+Tab', most: 80 });
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 90_000);

  it('a page of the intranet is flagged by its own tag', async () => {
    const { page, open, complaints } = await stage.visit(language === 'en' ? 'bea.nolan' : 'karim.benali', {
      language,
    });
    await open('/policies/remote-work');
    await page.locator('parvis-flag-button').getByRole('button').waitFor();
    await tabTo(page, language === 'en' ? /^Flag this page$/ : /^Signaler cette page$/);
    expect(await axeFindings(page, 'parvis-flag-button')).toEqual([]);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio').first().waitFor();
    expect(await axeFindings(page, 'parvis-flag-button')).toEqual([]);
    await tabTo(page, /1/, { most: 4 });
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+Enter');
    await dialog.getByRole('heading', { name: words.thanks }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await axeFindings(page, 'parvis-flag-button')).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 90_000);
});
