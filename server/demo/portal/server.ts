/**
 * A plain intranet portal that embeds Parvis as anybody would: a script, some tags, and an address that answers a token
 * for whoever is signed in. Its content security policy is as strict as the strictest hosts' (SharePoint Online).
 */
import { readFile } from 'node:fs/promises';
import { Hono, type Context } from 'hono';
import { csrf } from 'hono/csrf';
import { secureHeaders } from 'hono/secure-headers';
import { news, policy } from './articles.ts';
import { administers, isGuest, type Html, type Visit } from './layout.ts';
import * as pages from './pages.ts';
import type { PortalDirectory, PortalPerson } from './people.ts';
import { setTheme, signIn, signOut, signedIn, themeOf, themes } from './session.ts';
import type { Signer } from './token.ts';
import { languages, type Language } from './words.ts';

export type PortalOptions = {
  /** Where the portal is reached: also the issuer of its tokens. */
  origin: string;
  /** Where the API is reached. */
  api: string;
  directory: PortalDirectory;
  signer: Signer;
  now?: () => Date;
};

const assets: Record<string, string> = {
  'relais.css': 'text/css; charset=utf-8',
  'relais.js': 'text/javascript; charset=utf-8',
  'relais.svg': 'image/svg+xml',
};

export function createPortal({ origin, api, directory, signer, now = () => new Date() }: PortalOptions): Hono {
  const { people, communities } = directory;
  const byName = new Map(people.map((person) => [person.userName, person]));
  const visitor = (c: Context): PortalPerson | undefined => byName.get(signedIn(c) ?? '');

  const visit = (c: Context, language: Language): Visit => ({
    api,
    language,
    path: c.req.path.replace(/^\/(fr|en)(?=\/|$)/, '') || '/',
    theme: themeOf(c),
    person: visitor(c),
    people,
    communities,
    now: now(),
  });

  const app = new Hono({ strict: false });
  // One address only: opened by another name for the same machine, the API would refuse the page as a stranger.
  app.use(async (c, next) => {
    const asked = new URL(c.req.url);
    if (asked.origin === origin) return next();
    return c.req.method === 'GET' ? c.redirect(`${origin}${asked.pathname}${asked.search}`) : c.text('', 421);
  });
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", api],
        connectSrc: ["'self'", api],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", api, 'data:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
      },
    }),
  );
  app.use(csrf({ origin }));

  app.get('/assets/:name', async (c) => {
    const name = c.req.param('name');
    const type = assets[name];
    if (!type) return c.notFound();
    return c.body(await readFile(new URL(`./assets/${name}`, import.meta.url)), 200, {
      'Content-Type': type,
      'Cache-Control': 'no-cache',
    });
  });

  app.get('/.well-known/jwks.json', (c) => c.json(signer.keys));

  app.get('/token', async (c) => {
    c.header('Cache-Control', 'no-store');
    const person = visitor(c);
    if (!person) return c.json({ error: 'Nobody is signed in: choose somebody at /sign-in.' }, 401);
    return c.json({ token: await signer.sign(person.userName, origin, now()) });
  });

  app.get('/', (c) => c.redirect(`/${preferred(c)}/`));
  app.get('/sign-in', (c) => c.redirect(`/${preferred(c)}/sign-in`));
  // Written into the API's configuration, which knows no languages of pages.
  // Where feeds lead, which do not know who reads in which language.
  app.get('/communities/:slug', (c) =>
    c.redirect(`/${preferred(c)}/communities/${encodeURIComponent(c.req.param('slug'))}`),
  );
  app.get('/chat/:name', (c) => c.redirect(`/${preferred(c)}/chat/${encodeURIComponent(c.req.param('name'))}`));

  for (const language of languages) {
    const at = new Hono({ strict: false });
    /** A page of the intranet: for people who are signed in. */
    const page = (path: string, draw: (here: Visit, c: Context) => Html | undefined) =>
      at.get(path, async (c) => {
        const here = visit(c, language);
        if (!here.person) return c.redirect(`/${language}/sign-in?back=${encodeURIComponent(here.path)}`);
        const drawn = draw(here, c);
        return drawn ? c.html(drawn) : c.notFound();
      });

    page('/', pages.homePage);
    page('/it-help', (here) => (isGuest(here) ? undefined : pages.itHelpPage(here)));
    page('/communities', pages.communitiesPage);
    page('/communities/:slug{[a-z0-9-]+}', (here, c) => {
      const slug = c.req.param('slug') ?? '';
      const named = communities.find(
        (community) => community.slug === slug && here.person && community.circles.includes(here.person.circle),
      );
      return pages.communityPage(here, slug, named?.name);
    });
    page('/directory', pages.directoryPage);
    page('/people/:name', (here, c) => {
      const person = byName.get(c.req.param('name') ?? '');
      return person && (!isGuest(here) || person.circle === here.person?.circle)
        ? pages.personPage(here, person)
        : undefined;
    });
    page('/chat/:name', (here, c) => {
      const person = byName.get(c.req.param('name') ?? '');
      return person && pages.chatPage(here, person);
    });
    page('/news/:slug', (here, c) => {
      const article = news.find(({ slug }) => slug === c.req.param('slug'));
      return article && pages.articlePage(here, article);
    });
    page('/policies/remote-work', (here) => (isGuest(here) ? undefined : pages.articlePage(here, policy)));
    page('/moderation', pages.moderationPage);
    page('/skills', (here) => (administers(here) ? pages.skillsPage(here) : undefined));

    at.get('/sign-in', (c) => c.html(pages.signInPage(visit(c, language), localPath(c.req.query('back')))));
    at.post('/sign-in', async (c) => {
      const form = await c.req.parseBody();
      const person = byName.get(String(form['person']));
      if (!person) return c.redirect(`/${language}/sign-in`, 303);
      signIn(c, person.userName);
      return c.redirect(`/${language}${localPath(form['back'])}`, 303);
    });
    at.post('/sign-out', (c) => {
      signOut(c);
      return c.redirect(`/${language}/sign-in`, 303);
    });
    at.post('/theme', async (c) => {
      const form = await c.req.parseBody();
      const theme = themes.find((name) => name === form['theme']);
      if (theme) setTheme(c, theme);
      return c.redirect(`/${language}${localPath(form['back'])}`, 303);
    });
    app.route(`/${language}`, at);
  }

  app.notFound((c) => c.html(pages.notFoundPage(visit(c, preferred(c))), 404));
  return app;
}

/** The language of the address, or the first of the browser's that the portal speaks. */
function preferred(c: Context): Language {
  const browser = (c.req.header('Accept-Language') ?? '').split(',').map((range) => range.trim().slice(0, 2));
  const asked = [c.req.path.split('/')[1], ...browser];
  return asked.flatMap((name) => languages.find((language) => language === name) ?? [])[0] ?? 'en';
}

/** A path of this portal and nothing else, whatever was sent. */
const localPath = (value: unknown): string =>
  typeof value === 'string' && /^\/(?![/\\])[\w\-./%?=&]*$/.test(value) ? value : '/';
