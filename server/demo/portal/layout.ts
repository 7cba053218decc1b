import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { PortalCommunity, PortalPerson } from './people.ts';
import type { Theme } from './session.ts';
import { words, type Language, type Words } from './words.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What every page is drawn with. */
export type Visit = {
  api: string;
  language: Language;
  /** The path without its language: `/directory`. */
  path: string;
  theme: Theme | undefined;
  person: PortalPerson | undefined;
  people: readonly PortalPerson[];
  communities: readonly PortalCommunity[];
  now: Date;
};

export const wordsOf = ({ language }: Visit): Words => words[language];
export const to = ({ language }: Visit, path: string): string => `/${language}${path}`;

const sections = (t: Words, visit: Visit): [string, string][] => [
  ['/', t.home],
  ...(visit.communities.some(({ slug }) => slug === 'it-help') ? inside(visit, ['/it-help', t.itHelp]) : []),
  ['/communities', t.communities],
  ['/directory', t.directory],
  ...inside(visit, ['/policies/remote-work', t.policies]),
  ...(administers(visit) ? ([['/skills', t.skills]] satisfies [string, string][]) : []),
  ...(visit.person ? ([['/moderation', moderationName(visit)]] satisfies [string, string][]) : []),
];

/** Clients and suppliers are guests here: they have the sections that concern them, and no more of the staff. */
export const isGuest = ({ person }: Visit): boolean => person !== undefined && person.circle !== 'employee';
const inside = (visit: Visit, section: [string, string]): [string, string][] => (isGuest(visit) ? [] : [section]);

export const administers = ({ person }: Visit): boolean => person?.part === 'admin';
export const moderates = ({ person }: Visit): boolean => person?.part === 'steward' || person?.part === 'moderator';

/** Who examines nothing finds there what became of their own flags. */
export const moderationName = (visit: Visit): string =>
  moderates(visit) ? wordsOf(visit).moderation : wordsOf(visit).yourFlags;

const isHere = (visit: Visit, path: string): boolean =>
  path === '/' ? visit.path === '/' : `${visit.path}/`.startsWith(`${path}/`);

const mark = raw(
  '<svg viewBox="0 0 48 48" aria-hidden="true" class="mark"><path d="M5 27a14 14 0 0 1 28 0" /><path d="M15 21a14 14 0 0 0 28 0" /></svg>',
);

const account = (t: Words, visit: Visit): Html =>
  visit.person
    ? html`<p class="account">
          <span class="quiet">${t.signedInAs}</span> <b>${visit.person.name}</b>
          <a href="${to(visit, '/sign-in')}">${t.change}</a>
        </p>
        <form method="post" action="${to(visit, '/sign-out')}">
          <button class="plain">${t.signOut}</button>
        </form>`
    : html`<p class="account"><a href="${to(visit, '/sign-in')}">${t.signIn}</a></p>`;

const seek = (t: Words, visit: Visit): Html =>
  html`<form class="seek" action="${to(visit, '/directory')}" role="search" aria-label="${t.seek}">
    <input name="q" type="search" placeholder="${t.seek}" aria-label="${t.seek}" />
    <button class="solid">${t.seekGo}</button>
  </form>`;

export function layout(visit: Visit, title: string, content: Html): Html {
  const t = wordsOf(visit);
  const { api, language, theme, path } = visit;
  const other: Language = language === 'fr' ? 'en' : 'fr';
  const today = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'full' }).format(visit.now);
  return html`<!doctype html>
    <html lang="${language}" ${theme ? html`data-theme="${theme}"` : ''}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Relais</title>
        <link rel="canonical" href="/${language}${path}" />
        <link rel="icon" href="/assets/relais.svg" />
        <link rel="stylesheet" href="/assets/relais.css" />
        <script src="/assets/relais.js" defer></script>
        ${visit.person && html`<script type="module" src="${api}/embed/v1/parvis.js" data-token-url="/token"></script>`}
      </head>
      <body>
        <a class="skip" href="#content">${t.skip}</a>
        <header class="masthead">
          <div class="wrap utility">
            <p class="today">${today}</p>
            <div class="tools">
              <a href="/${other}${path}" lang="${other}" hreflang="${other}">${t.otherLanguage}</a>
              <form method="post" action="${to(visit, '/theme')}" data-theme-form>
                <input type="hidden" name="back" value="${path}" />
                <button
                  class="plain"
                  name="theme"
                  value="${theme === 'dark' ? 'light' : 'dark'}"
                  data-light="${t.light}"
                  data-dark="${t.dark}"
                >
                  ${theme === 'dark' ? t.light : t.dark}
                </button>
              </form>
              ${account(t, visit)}
            </div>
          </div>
          <div class="wrap brand">
            <a class="logo" href="${to(visit, '/')}">${mark}<span>Relais</span></a>
            <p>${t.tagline}</p>
            ${visit.person && seek(t, visit)}
          </div>
          <nav class="sections" aria-label="${t.menu}">
            <ul class="wrap">
              ${sections(t, visit).map(
                ([target, name]) =>
                  html`<li>
                    <a href="${to(visit, target)}" ${isHere(visit, target) ? html`aria-current="page"` : ''}>${name}</a>
                  </li>`,
              )}
            </ul>
          </nav>
        </header>
        <main id="content" class="wrap" tabindex="-1">${content}</main>
        <footer class="colophon">
          <p class="wrap">${t.footer}</p>
        </footer>
      </body>
    </html>`;
}
