import { readFile } from 'node:fs/promises';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stage, setStage } from '../support/demonstration.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
}, 120_000);
afterAll(() => stage?.close());

const axe = await readFile(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** What axe finds wrong on the page as it stands: the portal and what Parvis drew in it. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run().then((result) => result.violations),
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** The pages with what to wait for on them. */
const guestPages = {
  '/': 'parvis-feed article',
  '/communities': 'parvis-communities li',
  '/communities/haut-doubs': 'parvis-feed [part]',
  '/news/carnets': 'parvis-flag-button [part]',
  '/directory?q=soudure': 'parvis-expertise-search [part]',
  '/people/erwan.quemener': 'parvis-profile-card [part]',
};
const staffPages = {
  '/it-help': 'parvis-composer [part]',
  '/policies/remote-work': 'parvis-flag-button [part]',
  '/people/bea.nolan': 'parvis-profile-card [part]',
  '/moderation': 'parvis-moderation :is(button, [part])',
};

/** The text a post shows, by a word of it. */
const postWith = (text: string) => ({ hasText: text });

describe('an employee on the intranet', () => {
  it('reads their home on a page of another origin, under a policy without inline code', async () => {
    expect(new URL(stage.api).origin).not.toBe(new URL(stage.portal).origin);
    const { page, complaints } = await stage.visit('karim.benali', { language: 'fr' });
    const posts = page.locator('parvis-feed').locator('article');
    await posts.first().waitFor();
    expect(await posts.count()).toBeGreaterThanOrEqual(20);
    expect(await page.locator('parvis-feed').textContent()).not.toBe('undefined');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('answers a question, and whoever reads the same page sees it without loading it again', async () => {
    const [asks, answers] = await Promise.all([stage.visit('basile', { language: 'fr' }), stage.visit('julien.petit')]);
    for (const { open, page } of [asks, answers]) {
      await open('/it-help');
      await page.locator('article', postWith('Accès au dossier')).getByRole('button', { name: /^3 / }).click();
    }
    const field = answers.page.locator('article', postWith('Accès au dossier')).locator('textarea').last();
    await field.fill('Access granted this morning, **try again**.');
    await field.press('Control+Enter');
    const read = asks.page.locator('article', postWith('Accès au dossier')).getByText('Access granted this morning');
    await read.waitFor();
    expect(await read.locator('strong').textContent()).toBe('try again');
    expect([...asks.complaints, ...answers.complaints]).toEqual([]);
    await Promise.all([asks.page.context().close(), answers.page.context().close()]);
  });

  it('finds the feed of a colleague by the name that the portal knows them by', async () => {
    const { page, open, complaints } = await stage.visit('claire.martin');
    await open('/people/siobhan.oconnor');
    await page.locator('article', postWith('Bake-Off')).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('a colleague’s card', () => {
  it('opens from the byline of an article, by keyboard, with ways to reach them', async () => {
    const { page, open, complaints } = await stage.visit('karim.benali', { language: 'fr' });
    await open('/policies/remote-work');
    const byline = page.locator('.byline').getByRole('button');
    await byline.focus();
    await page.keyboard.press('Enter');
    const card = page.getByRole('dialog');
    await card.getByText('Directrice des ressources humaines').waitFor();
    const mail = card.getByRole('link', { name: /annelaure\.fontanel|E-mail/ }).first();
    expect(await mail.getAttribute('href')).toBe('mailto:annelaure.fontanel@vauclair-hollis.example');
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'hidden' });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('shows little of whom little is known, and of somebody who left whom to ask instead', async () => {
    const { page, open, complaints } = await stage.visit('karim.benali');
    await open('/people/basile');
    await page.locator('parvis-profile-card').getByText('Basile', { exact: true }).first().waitFor();
    await open('/directory');
    await page.evaluate(() => document.querySelector('parvis-profile-card')?.setAttribute('for', 'gerard.pichon'));
    await page.locator('parvis-profile-card').getByText('Benoît Charvet').first().waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('whoever has a problem', () => {
  it('finds from any page who knows, and why, with symbols and across languages', async () => {
    const { page, open, complaints } = await stage.visit('wanjiru.kamau');
    for (const [query, name, reason] of [
      ['C++', 'Hugo Lemaire', 'C++'],
      ['soudure inox', 'Gaëlle Perrin', 'TIG welding'],
      ['siobahn oconor', "Siobhán O'Connor", "Siobhán O'Connor"],
    ] as const) {
      await open('/policies/remote-work');
      const box = page.getByRole('searchbox', { name: 'Find somebody' });
      await box.fill(query);
      await box.press('Enter');
      const first = page.locator('parvis-expertise-search li').filter({ hasText: name }).first();
      await first.getByText(reason).first().waitFor();
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('finds people in three words, says why, and leads to their card and to what they answered', async () => {
    const { page, open, complaints } = await stage.visit('nicolas.ferrand');
    await open('/directory');
    const search = page.locator('parvis-expertise-search');
    await search.getByRole('searchbox').fill('vibraton of a bearing');
    await search.getByRole('searchbox').press('Enter');
    const results = search.getByRole('list', { name: 'People found' });
    const gareth = results.locator('> li', postWith('Gareth Pugh'));
    await gareth.getByText('Answer').waitFor();
    await gareth.getByRole('button', { name: 'Gareth Pugh' }).first().click();
    await page.getByRole('dialog').getByText('Maintenance Fitter').waitFor();
    await page.keyboard.press('Escape');
    await search.getByRole('button', { name: /^Lyon/ }).click();
    await gareth.waitFor({ state: 'detached' });
    expect(await results.locator('> li').count()).toBeGreaterThan(0);
    expect(await violations(page)).toEqual([]);
    await search.getByRole('button', { name: /^Lyon/ }).click();
    await gareth.getByRole('link').click();
    await page.locator('parvis-feed article').getByText('listen to oil').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('who finds nobody asks everybody', async () => {
    const { page, open, complaints } = await stage.visit('nicolas.ferrand', { language: 'fr' });
    await open('/directory');
    const search = page.locator('parvis-expertise-search');
    await search.getByRole('searchbox').fill('quuxification des zinzins');
    await search.getByRole('button', { name: 'Chercher' }).click();
    await search.getByRole('button', { name: 'Poser la question à tous' }).click();
    const question = search.locator('parvis-composer').getByLabel('Votre question en une phrase');
    expect(await question.inputValue()).toBe('quuxification des zinzins');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('finds nobody who may not be found', async () => {
    const { page, open } = await stage.visit('wim.deprez');
    await open('/directory?q=Karim+Benali');
    await page.getByText('Nobody found').first().waitFor();
    await page.context().close();
  });
});

describe('flagging', () => {
  it('a page of the intranet leaves a receipt, and can be taken back', async () => {
    const { page, open, complaints } = await stage.visit('joanna.reid');
    await open('/policies/remote-work');
    await page.getByRole('button', { name: 'Flag this page' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio').first().check();
    await dialog.getByRole('textbox').fill('The amount for Manchester is last year’s.');
    await dialog.getByRole('button', { name: 'Send flag' }).click();
    await dialog.getByText('Your flag has arrived').waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Flagged: see your flag' }).click();
    await dialog.getByRole('button', { name: 'Withdraw flag' }).click();
    await page.getByRole('button', { name: 'Flag this page' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('a rumour leads to a decision that reporter, author and readers see', async () => {
    const [reporter, moderator, author] = await Promise.all([
      stage.visit('idriss.camara', { language: 'fr' }),
      stage.visit('elodie.vasseur'),
      stage.visit('lewis.dunne'),
    ]);
    const rumour = (page: Page) => page.locator('article', postWith('Is Trafford Park closing?'));
    await reporter.open('/communities/la-pause');
    await rumour(reporter.page).getByRole('button', { name: 'Signaler' }).click();
    const flag = reporter.page.getByRole('dialog');
    await flag.getByRole('radio', { name: /Article 4/ }).check();
    await flag.getByRole('button', { name: 'Envoyer' }).click();
    await flag.getByText('Votre signalement est arrivé').waitFor();

    await moderator.open('/moderation');
    const desk = moderator.page.locator('parvis-moderation');
    await desk.getByRole('button', { name: /Post by Lewis Dunne/ }).click();
    await desk.getByRole('heading', { name: /Lewis Dunne/ }).waitFor();
    await desk.getByRole('button', { name: 'Examine', exact: true }).click();
    await flag.getByText('Quelqu’un l’examine').waitFor();
    await desk.getByRole('radio', { name: /^Remove/ }).check();
    await desk.getByRole('combobox').selectOption({ label: 'Article 4: No rumours' });
    await desk.getByRole('textbox', { name: /Reason given/ }).fill('Nobody answers for it, and it frightens people.');
    await desk.getByRole('button', { name: 'Remove it' }).click();
    await desk.getByText('Its author and whoever flagged it have been told.').waitFor();

    await flag.getByText('Nobody answers for it').waitFor();
    await author.open('/people/lewis.dunne');
    await rumour(author.page).getByText('Nobody answers for it').waitFor();
    const reader = await stage.visit('bea.nolan');
    await reader.open('/people/lewis.dunne');
    await reader.page.locator('parvis-feed article').first().waitFor();
    expect(await rumour(reader.page).count()).toBe(0);
    for (const { complaints, page } of [reporter, moderator, author, reader]) {
      // A page that shows the post learns by asking for it again that it is gone, which browsers note.
      expect(complaints.filter((words) => !words.includes('404 (Not Found)'))).toEqual([]);
      await page.context().close();
    }
  });
});

describe('writing', () => {
  it('puts a question where colleagues read it, and tells them that it is there', async () => {
    const [writer, reader] = await Promise.all([stage.visit('lewis.dunne'), stage.visit('aisha.khan')]);
    await Promise.all([writer.open('/it-help'), reader.open('/it-help')]);
    await reader.page.locator('parvis-feed article').first().waitFor();
    const composer = writer.page.locator('parvis-composer');
    await composer.getByLabel('Your question in one sentence').fill('Can the scanner read **bold** labels?');
    await composer.getByLabel('Text').fill('Bay 5, since this morning: <b>nothing</b> at all.');
    await composer.getByRole('button', { name: 'Publish', exact: true }).click();
    const written = writer.page.locator('parvis-feed article', postWith('Can the scanner read')).first();
    await written.getByText('<b>nothing</b> at all.').waitFor();
    const told = reader.page.getByRole('button', { name: '1 new post' });
    await told.waitFor();
    expect(await reader.page.locator('parvis-feed article', postWith('Can the scanner')).count()).toBe(0);
    await told.click();
    await reader.page.locator('parvis-feed article', postWith('Can the scanner')).waitFor();
    expect([...writer.complaints, ...reader.complaints]).toEqual([]);
    await Promise.all([writer.page.context().close(), reader.page.context().close()]);
  });

  it('is for members: one joins a community, goes there and may write', async () => {
    const { page, open, complaints } = await stage.visit('hannah.brierley');
    await open('/communities/welding');
    await page.getByText('Only members write here').waitFor();
    await page.getByRole('link', { name: 'All communities' }).click();
    await page.getByRole('button', { name: /^Join Soudure/ }).click();
    await page.getByText('You are now a member of Soudure').waitFor();
    await page.getByRole('link', { name: /Welding shop/ }).click();
    await page.locator('parvis-composer').getByRole('button', { name: 'Publish', exact: true }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('partners on the intranet', () => {
  it.each([
    ['nicolas.ferrand', 'Entre nous seulement', true],
    ['wim.deprez', 'Entre nous seulement', false],
    ['wim.deprez', 'Semi-welded exchangers', true],
    ['wim.deprez', 'Quelle économie réelle', false],
    ['marieodile.grandjean', 'Quelle économie réelle', true],
    ['erwan.quemener', 'Semi-welded exchangers', false],
    ['erwan.quemener', 'hameau des Prés', true],
  ])('%s on the shared project, “%s”: %s', async (person, text, seen) => {
    const { page, open, complaints } = await stage.visit(person);
    await open('/communities/haut-doubs');
    await page.locator('parvis-feed article').first().waitFor();
    expect(await page.locator('parvis-feed article', postWith(text)).count()).toBe(seen ? 1 : 0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('the page decides', () => {
  it('in which language Parvis speaks', async () => {
    const { page, open } = await stage.visit('claire.martin', { language: 'fr' });
    await open('/it-help');
    await page.getByRole('button', { name: 'Réagir' }).first().waitFor();
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('button', { name: 'React' }).first().waitFor();
    await page.context().close();
  });

  it('light or dark, at once', async () => {
    const { page } = await stage.visit('claire.martin', { colorScheme: 'light' });
    const colour = () =>
      page
        .locator('parvis-feed article')
        .first()
        .evaluate((article) => getComputedStyle(article).backgroundColor);
    await page.locator('parvis-feed article').first().waitFor();
    const before = await colour();
    await page.getByRole('button', { name: 'Dark theme' }).click();
    expect(await colour()).not.toBe(before);
    await page.reload();
    await page.getByRole('button', { name: 'Light theme' }).waitFor();
    await page.context().close();
  });

  it('how narrow it gets, without scrolling sideways', async () => {
    const { page, open } = await stage.visit('maria.vasconcelos', { viewport: { width: 320, height: 700 } });
    for (const path of ['/', '/it-help', '/communities/haut-doubs', '/policies/remote-work', '/sign-in']) {
      await open(path);
      if (await page.locator('parvis-feed').count()) await page.locator('parvis-feed article').first().waitFor();
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, path).toBeLessThanOrEqual(0);
    }
    await page.context().close();
  });

  it.each([
    ['claire.martin', 'fr', 'light', 1280],
    ['wim.deprez', 'en', 'dark', 340],
  ] as const)('and no page is worse to use for it: %s, %s, %s, %d px', async (person, language, colorScheme, width) => {
    const { page, open } = await stage.visit(person, { language, colorScheme, viewport: { width, height: 900 } });
    for (const [path, drawn] of Object.entries(
      person === 'wim.deprez' ? guestPages : { ...guestPages, ...staffPages },
    )) {
      await open(path);
      await page.locator(drawn).first().waitFor();
      expect(await violations(page), path).toEqual([]);
    }
    await page.context().close();
  });

  it('who is signed in: after signing out nothing of the last person is left', async () => {
    const { page } = await stage.visit('helene.vauclair');
    await page.locator('parvis-feed article').first().waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');
    expect(await page.evaluate(async () => (await fetch('/token')).status)).toBe(401);
    expect(await page.locator('parvis-feed').count()).toBe(0);
    await page.context().close();
  });
});
