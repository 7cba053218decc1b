import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import '../packages/elements/src/communities/define.ts';
import '../packages/elements/src/composer/define.ts';
import '../packages/elements/src/count/define.ts';
import '../packages/elements/src/discussion/define.ts';
import '../packages/elements/src/expertise-search/define.ts';
import '../packages/elements/src/feed/define.ts';
import '../packages/elements/src/flag-button/define.ts';
import '../packages/elements/src/moderation/define.ts';
import '../packages/elements/src/person/define.ts';
import '../packages/elements/src/profile-card/define.ts';
import relais from '../server/demo/portal/assets/relais.css?raw';
import mark from '../server/demo/portal/assets/relais.svg';
import { news } from '../server/demo/portal/articles.ts';
import { words } from '../server/demo/portal/words.ts';
import type { Globals } from './support/globals.ts';
import { pageStyle } from './support/play.ts';
import { type Act, type StoryParameters, people, viewers } from './support/story.ts';

type Story = StoryObj & { parameters?: StoryParameters };

/** Here all sections are one page. */
const onePage = 'section { display: grid; gap: 1.2rem; padding-top: 2.4rem; }';
const article = news[0]!;
const address = new URL('./news/rousses-dessus', document.baseURI).href;
const talk = async (act: Act): Promise<void> => {
  await act('julien.petit', 'POST', '/v1/discussions', {
    ...{ address, title: article.title.fr },
    text: 'Bravo à l’équipe. On pourra suivre le démarrage depuis Lyon ?',
  });
};

/**
 * An intranet of its own look with everything on one page, and no server behind it: choose in the toolbar who is looking,
 * in which language and theme. What you write is read by everybody else here until the page is loaded again.
 */
const meta: Meta = {
  title: 'Use it/The portal',
  tags: ['!autodocs'],
  parameters: { layout: 'fullscreen', before: talk },
  beforeEach: () => {
    document.body.style.background = '';
    return pageStyle(relais + onePage)();
  },
  render: (_, { globals }) => portal(globals as Globals),
};
export default meta;

const find = (event: SubmitEvent) => {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  const search = document.querySelector('parvis-expertise-search')!;
  search.query = String(new FormData(form).get('q'));
  search.scrollIntoView();
};

function portal({ viewer, language: chosen }: Globals) {
  // The page around the elements has no other words of its own.
  const language = chosen === 'fr' ? 'fr' : 'en';
  const t = words[language];
  const guest = viewer === viewers.supplier || viewer === viewers.client;
  const desk = viewer === viewers.steward || viewer === viewers.moderator;
  const casesName = desk ? t.moderation : t.yourFlags;
  const today = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'full' });
  const sections: [string, string][] = [
    ['content', t.home],
    ['directory', t.directory],
    ['communities', t.communities],
    ['cases', casesName],
  ];
  return html`<header class="masthead">
      <div class="wrap utility">
        <p class="today">${today.format(new Date())}</p>
        <p class="account"><span class="quiet">${t.signedInAs}</span> <b>${people[viewer]?.name}</b></p>
      </div>
      <div class="wrap brand">
        <a class="logo" href="#content"><img src=${mark} alt="" width="44" height="44" /><span>Relais</span></a>
        <p>${t.tagline}</p>
        <form class="seek" role="search" aria-label=${t.seek} @submit=${find}>
          <input name="q" type="search" placeholder=${t.seek} aria-label=${t.seek} />
          <button class="solid">${t.seekGo}</button>
        </form>
      </div>
      <nav class="sections" aria-label=${t.menu}>
        <ul class="wrap">
          ${sections.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}
        </ul>
      </nav>
    </header>
    <main id="content" class="wrap" tabindex="-1">
      <div class="two-thirds">
        <div>
          <article class="lead">
            <p class="kicker">${article.kicker[language]}</p>
            <h1>${article.title[language]}</h1>
            <p class="standfirst">${article.standfirst[language]}</p>
            <div class="article-tools">
              <p class="byline">${t.by} <parvis-person for=${article.author}></parvis-person></p>
              ${guest ? nothing : html`<parvis-flag-button kind="page" url=${address}></parvis-flag-button>`}
            </div>
            <div class="prose">${article.body[language].slice(0, 2).map((text) => html`<p>${text}</p>`)}</div>
          </article>
          ${guest ? nothing : html`<parvis-discussion for=${address}></parvis-discussion>`}
          <section id="directory" aria-labelledby="directory-name">
            <h2 class="rule" id="directory-name">${t.directory}</h2>
            <p class="quiet">${t.directoryLead}</p>
            <parvis-expertise-search></parvis-expertise-search>
            <h3>${t.toKnow}</h3>
            <div class="columns">
              ${(guest ? [viewer] : ['siobhan.oconnor', 'claire.martin']).map(
                (name) => html`<parvis-profile-card for=${name}></parvis-profile-card>`,
              )}
            </div>
          </section>
          <section id="communities" aria-labelledby="communities-name">
            <h2 class="rule" id="communities-name">${t.communities}</h2>
            <p class="quiet">${t.communitiesLead}</p>
            <parvis-communities></parvis-communities>
          </section>
          <section id="cases" aria-labelledby="cases-name">
            <h2 class="rule" id="cases-name">${casesName}</h2>
            <p class="quiet">${desk ? t.moderationLead : t.yourFlagsLead}</p>
            <parvis-moderation></parvis-moderation>
          </section>
        </div>
        <aside class="rail" aria-labelledby="talk">
          <h2 class="rule" id="talk">${t.talk}</h2>
          <p class="quiet">${t.talkLead}</p>
          <details class="fold">
            <summary>${t.write}</summary>
            <parvis-composer></parvis-composer>
          </details>
          <parvis-feed scope="home" with-filters></parvis-feed>
        </aside>
      </div>
    </main>
    <footer class="colophon"><p class="wrap">${t.footer}</p></footer>`;
}

export const Portal: Story = { name: 'The portal' };
