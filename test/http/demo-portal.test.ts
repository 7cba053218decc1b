import { readFile } from 'node:fs/promises';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { featured, readDirectory } from '../../server/demo/portal/people.ts';
import { createPortal } from '../../server/demo/portal/server.ts';
import { createSigner } from '../../server/demo/portal/token.ts';

const origin = 'http://127.0.0.1:4200';
const api = 'http://127.0.0.1:4100';
const now = new Date('2026-11-21T09:00:00Z');
const folder = new URL('../../server/demo/content', import.meta.url).pathname;

const directory = await readDirectory(folder);
const { people } = directory;
const signer = await createSigner();
const portal = createPortal({ origin, api, directory, signer, now: () => now });

const get = (path: string, cookie = '', headers: Record<string, string> = {}) =>
  portal.request(`${origin}${path}`, { headers: { Cookie: cookie, ...headers } });
const post = (path: string, form: Record<string, string>, from = origin) =>
  portal.request(`${origin}${path}`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { Origin: from, 'Content-Type': 'application/x-www-form-urlencoded' },
  });
const as = (userName: string) => `relais_session=${userName}`;

describe('the portal', () => {
  it('keeps who you are in a cookie of its own, for this host and out of reach of scripts', async () => {
    const answer = await post('/fr/sign-in', { person: 'karim.benali', back: '/directory' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('Location')).toBe('/fr/directory');
    const cookie = answer.headers.get('Set-Cookie') ?? '';
    expect(cookie).toMatch(/^relais_session=karim\.benali;/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).not.toMatch(/Domain/);
  });

  it.each(['zz.recette', 'gerard.pichon', 'nobody', ''])('signs in nobody as %j', async (person) => {
    const answer = await post('/en/sign-in', { person });
    expect(answer.headers.get('Set-Cookie')).toBeNull();
    expect((await get('/token', as(person))).status).toBe(401);
  });

  it.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'leads nowhere else after signing in: %s',
    async (back) => {
      const answer = await post('/en/sign-in', { person: 'claire.martin', back });
      expect(answer.headers.get('Location')).toBe('/en/');
    },
  );

  it('signs nobody in or out for another site', async () => {
    for (const path of ['/en/sign-in', '/en/sign-out', '/en/theme'])
      expect((await post(path, { person: 'claire.martin' }, 'https://evil.example')).status, path).toBe(403);
  });

  it('answers a token that its published key verifies, for ten minutes', async () => {
    const answer = await get('/token', as('wim.deprez'));
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    const { token } = (await answer.json()) as { token: string };
    const published = await (await get('/.well-known/jwks.json')).json();
    expect(JSON.stringify(published)).not.toContain('"d"');
    const { payload } = await jwtVerify(token, createLocalJWKSet(published), {
      issuer: origin,
      audience: 'parvis',
      algorithms: ['EdDSA'],
      currentDate: now,
    });
    expect(payload).toMatchObject({ sub: 'wim.deprez', exp: now.getTime() / 1000 + 600 });
    expect(decodeProtectedHeader(token).kid).toBe(signer.keys.keys[0]?.kid);
  });

  it('answers no token to whoever is not signed in', async () => {
    const answer = await get('/token');
    expect(answer.status).toBe(401);
    expect(await answer.json()).not.toHaveProperty('token');
  });

  it('asks who you are before it shows a page, in the language of the page', async () => {
    const answer = await get('/fr/policies/remote-work');
    expect(answer.headers.get('Location')).toBe('/fr/sign-in?back=%2Fpolicies%2Fremote-work');
    const page = await (await get('/fr/sign-in')).text();
    expect(page).toContain('<html lang="fr"');
    for (const { name } of featured(people)) expect(page).toContain(name.replaceAll("'", '&#39;'));
    expect(page).not.toContain('zz.recette');
    expect(page).not.toContain('parvis.js');
  });

  it('offers a handful of people with different parts to play, whoever there is', () => {
    const parts = ['employee', 'steward', 'moderator', 'admin', 'supplier', 'client'];
    expect(new Set(featured(people).map(({ part }) => part))).toEqual(new Set(parts));
    const strangers = people.filter(({ userName }) => /^[a-d]/.test(userName));
    expect(new Set(featured(strangers)).size).toBe(featured(strangers).length);
    expect(featured(strangers).length).toBeGreaterThanOrEqual(6);
    expect(featured(people.slice(0, 1))).toEqual(people.slice(0, 1));
  });

  it('speaks the first language of the browser that it knows', async () => {
    const leads = async (accepted: string) =>
      (await get('/', '', { 'Accept-Language': accepted })).headers.get('Location');
    expect(await leads('fr-CA,fr;q=0.9,en;q=0.8')).toBe('/fr/');
    expect(await leads('de,en-GB;q=0.7')).toBe('/en/');
    expect(await leads('')).toBe('/en/');
  });

  it.each([
    ['/', 'parvis-feed scope="home"'],
    ['/it-help', 'parvis-feed scope="community" for="it-help"'],
    ['/communities', 'parvis-communities'],
    ['/communities/welding', 'parvis-feed scope="community" for="welding"'],
    ['/directory', 'parvis-expertise-search'],
    ['/people/claire.martin', 'parvis-profile-card for="claire.martin"'],
    ['/policies/remote-work', 'parvis-flag-button kind="page"'],
    ['/policies/remote-work', 'parvis-person for="annelaure.fontanel"'],
    ['/news/carnets', 'parvis-flag-button kind="page"'],
    ['/moderation', 'parvis-moderation'],
  ])('embeds on %s what it needs: %s', async (path, tag) => {
    for (const language of ['fr', 'en']) {
      const answer = await get(`/${language}${path}`, as('claire.martin'));
      expect(answer.status).toBe(200);
      const page = await answer.text();
      expect(page).toContain(`<${tag}`);
      expect(page).toContain(`<script type="module" src="${api}/embed/v1/parvis.js" data-token-url="/token">`);
    }
  });

  it('runs and styles only what is in files, of its own and of the API', async () => {
    const answer = await get('/en/', as('claire.martin'));
    const policy = answer.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain(`script-src 'self' ${api}`);
    expect(policy).toContain(`connect-src 'self' ${api}`);
    expect(policy).toContain(`style-src 'self'`);
    expect(policy).toContain(`require-trusted-types-for 'script'`);
    expect(policy).not.toContain('unsafe');
    const page = await answer.text();
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
  });

  it('has one address: another name of the machine leads to it', async () => {
    const answer = await portal.request('http://localhost:4200/fr/directory?q=1');
    expect(answer.headers.get('Location')).toBe(`${origin}/fr/directory?q=1`);
    expect((await portal.request('http://evil.example/fr/sign-in', { method: 'POST' })).status).toBe(421);
  });

  it('says in the language of the address that a page does not exist', async () => {
    for (const path of ['/fr/nowhere', '/fr/people/zz.recette', '/fr/news/nothing', '/assets/secret']) {
      const answer = await get(path, as('claire.martin'));
      expect(answer.status, path).toBe(404);
    }
    expect(await (await get('/fr/nowhere', as('claire.martin'))).text()).toContain('n’existe pas');
  });

  it('names a community to those it may be named to', async () => {
    const title = async (who: string, slug: string) =>
      /<h1>(.*?)<\/h1>/.exec(await (await get(`/en/communities/${slug}`, as(who))).text())?.[1];
    expect(await title('wim.deprez', 'haut-doubs')).toBe('Projet Les Rousses-Dessus');
    expect(await title('wim.deprez', 'welding')).toBe('Community');
    expect(await title('helene.vauclair', 'alize')).toBe('Community');
    expect(await title('claire.martin', 'nothing')).toBe('Community');
  });

  it('shows its staff list to colleagues only', async () => {
    expect(await (await get('/en/directory', as('claire.martin'))).text()).toContain('/en/people/duncan.hollis');
    const asGuest = await (await get('/en/directory', as('wim.deprez'))).text();
    expect(asGuest).not.toContain('/en/people/duncan.hollis');
    expect(asGuest).not.toContain('/en/it-help');
    for (const path of ['/it-help', '/policies/remote-work', '/people/duncan.hollis'])
      expect((await get(`/en${path}`, as('wim.deprez'))).status, path).toBe(404);
    expect((await get('/en/people/erwan.quemener', as('wim.deprez'))).status).toBe(200);
  });

  it('remembers the theme', async () => {
    const answer = await post('/en/theme', { theme: 'dark', back: '/it-help' });
    expect(answer.headers.get('Location')).toBe('/en/it-help');
    const page = await (await get('/en/', `${as('claire.martin')}; relais_theme=dark`)).text();
    expect(page).toContain('data-theme="dark"');
    expect((await post('/en/theme', { theme: 'pink' })).headers.get('Set-Cookie')).toBeNull();
  });

  it('knows nothing of Parvis but its script, its tags, and the colours it hands over', async () => {
    for (const file of ['layout.ts', 'pages.ts', 'articles.ts', 'words.ts', 'session.ts', 'server.ts', 'token.ts'])
      expect(await readFile(new URL(`../../server/demo/portal/${file}`, import.meta.url), 'utf8'), file).not.toMatch(
        /from '(@parvis|\.\.\/)/,
      );
  });
});
