/** The pages. What Parvis adds to them is a tag where it is wanted: nothing here knows more of it than its tags. */
import { html } from 'hono/html';
import { news, policy, type Article } from './articles.ts';
import { isGuest, layout, moderates, moderationName, to, wordsOf, type Html, type Visit } from './layout.ts';
import { featured, type PortalPerson } from './people.ts';
import type { Words } from './words.ts';

const find = (visit: Visit, userName: string): PortalPerson | undefined =>
  visit.people.find((person) => person.userName === userName);

const known = (visit: Visit, ...userNames: string[]): string[] => userNames.filter((userName) => find(visit, userName));

/** Somebody by name; where Parvis cannot show them, the name is what stays. */
const person = (visit: Visit, userName: string): Html =>
  html`<parvis-person for="${userName}">${find(visit, userName)?.name}</parvis-person>`;

const byline = (visit: Visit, userName: string): Html | '' =>
  find(visit, userName) ? html`<p class="byline">${wordsOf(visit).by} ${person(visit, userName)}</p>` : '';

/** One address for both languages, so that everybody talks to everybody. */
const addressOf = (article: Article): string =>
  article === policy ? `/policies/${article.slug}` : `/news/${article.slug}`;

const talked = (article: Article, link: string): Html =>
  html`<p class="quiet"><parvis-count for="${addressOf(article)}" href="${link}"></parvis-count></p>`;

export function homePage(visit: Visit): Html {
  const t = wordsOf(visit);
  const { language } = visit;
  const [first, ...others] = news as [Article, ...Article[]];
  const link = ({ slug }: Article) => to(visit, `/news/${slug}`);
  return layout(
    visit,
    t.home,
    html`<div class="two-thirds">
      <div>
        <article class="lead">
          <p class="kicker">${first.kicker[language]}</p>
          <h1><a href="${link(first)}">${first.title[language]}</a></h1>
          <p class="standfirst">${first.standfirst[language]}</p>
          <p>${first.body[language][0]}</p>
          <p><a href="${link(first)}">${t.readMore}</a></p>
          ${talked(first, link(first))}
        </article>
        <section aria-labelledby="also">
          <h2 class="rule" id="also">${t.alsoNews}</h2>
          <div class="columns">
            ${others.map(
              (article) =>
                html`<article>
                  <p class="kicker">${article.kicker[language]}</p>
                  <h3><a href="${link(article)}">${article.title[language]}</a></h3>
                  <p>${article.standfirst[language]}</p>
                  ${talked(article, link(article))}
                </article>`,
            )}
          </div>
        </section>
        <section aria-labelledby="practical">
          <h2 class="rule" id="practical">${t.practical}</h2>
          <dl class="practical">
            ${t.practicalList.map(
              ([name, text]) =>
                html`<dt>${name}</dt>
                  <dd>${text}</dd>`,
            )}
          </dl>
        </section>
      </div>
      <aside aria-labelledby="talk">
        <h2 class="rule" id="talk">${t.talk}</h2>
        <p class="quiet">${t.talkLead}</p>
        <details class="fold">
          <summary>${t.write}</summary>
          <parvis-composer></parvis-composer>
        </details>
        <parvis-feed scope="home" with-filters></parvis-feed>
      </aside>
    </div>`,
  );
}

export function itHelpPage(visit: Visit): Html {
  const t = wordsOf(visit);
  const team = known(visit, 'claire.martin', 'julien.petit', 'aisha.khan');
  return layout(
    visit,
    t.itHelp,
    html`<div class="page-head">
        <h1>${t.itHelp}</h1>
        <p class="standfirst">${t.itHelpLead}</p>
      </div>
      <div class="two-thirds">
        <div>
          <parvis-composer community="it-help" kind="question"></parvis-composer>
          <h2>${t.questions}</h2>
          <parvis-feed scope="community" for="it-help" with-filters></parvis-feed>
        </div>
        <aside>
          <h2 class="rule">${t.statusTitle}</h2>
          <table>
            <thead>
              <tr>
                <th scope="col">${t.statusService}</th>
                <th scope="col">${t.statusState}</th>
              </tr>
            </thead>
            <tbody>
              ${t.statusList.map(
                ([service, state]) =>
                  html`<tr>
                    <th scope="row">${service}</th>
                    <td>${state}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
          ${
            team.length
              ? html`<h2 class="rule">${t.itHelpPeople}</h2>
                  <ul class="people">
                    ${team.map((userName) => html`<li>${person(visit, userName)}</li>`)}
                  </ul>`
              : ''
          }
        </aside>
      </div>`,
  );
}

export function communitiesPage(visit: Visit): Html {
  const t = wordsOf(visit);
  return layout(
    visit,
    t.communities,
    html`<div class="page-head">
        <h1>${t.communities}</h1>
        <p class="standfirst">${t.communitiesLead}</p>
      </div>
      <parvis-communities community-url="${to(visit, '/communities/{slug}')}"></parvis-communities>`,
  );
}

/** `name` is undefined where this visitor's portal does not know it: then only Parvis may tell. */
export function communityPage(visit: Visit, slug: string, name: string | undefined): Html {
  const t = wordsOf(visit);
  return layout(
    visit,
    name ?? t.communityTitle,
    html`<p class="crumbs"><a href="${to(visit, '/communities')}">${t.allCommunities}</a></p>
      <h1>${name ?? t.communityTitle}</h1>
      <div class="reading">
        <parvis-composer community="${slug}"></parvis-composer>
        <h2>${t.posts}</h2>
        <parvis-feed scope="community" for="${slug}" with-filters></parvis-feed>
      </div>`,
  );
}

const directoryTable = (t: Words, visit: Visit): Html =>
  html`<div class="everybody">
    <h2 class="rule" id="everybody">${t.everybody}</h2>
    <div class="scroll" tabindex="0" role="region" aria-labelledby="everybody">
      <table class="directory">
        <thead>
          <tr>
            ${t.columns.map((name) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${visit.people
            .filter(({ circle }) => circle === 'employee')
            .map(
              ({ userName, name, title, site }) =>
                html`<tr>
                  <th scope="row"><a href="${to(visit, `/people/${encodeURIComponent(userName)}`)}">${name}</a></th>
                  <td>${title}</td>
                  <td>${site}</td>
                </tr>`,
            )}
        </tbody>
      </table>
    </div>
  </div>`;

export function directoryPage(visit: Visit): Html {
  const t = wordsOf(visit);
  const cards = isGuest(visit) ? [] : known(visit, 'sandrine.legoff', 'benoit.charvet', 'chloe.whittaker');
  return layout(
    visit,
    t.directory,
    html`<div class="page-head">
        <h1>${t.directory}</h1>
        <p class="standfirst">${t.directoryLead}</p>
      </div>
      <div class="two-thirds">
        <div>
          <parvis-expertise-search
            parameter="q"
            post-url="${to(visit, '/')}#parvis-post-{id}"
          ></parvis-expertise-search>
          ${isGuest(visit) ? '' : directoryTable(t, visit)}
        </div>
        ${
          cards.length
            ? html`<aside>
                <h2 class="rule">${t.toKnow}</h2>
                <div class="cards">
                  ${cards.map((userName) => html`<parvis-profile-card for="${userName}"></parvis-profile-card>`)}
                </div>
              </aside>`
            : ''
        }
      </div>`,
  );
}

export function personPage(visit: Visit, shown: PortalPerson): Html {
  const t = wordsOf(visit);
  return layout(
    visit,
    shown.name,
    html`<p class="crumbs"><a href="${to(visit, '/directory')}">${t.directory}</a></p>
      <h1>${shown.name}</h1>
      <div class="one-third">
        <aside>
          <h2 class="visually-hidden">${t.personTitle}</h2>
          <parvis-profile-card for="${shown.userName}" expanded editable></parvis-profile-card>
        </aside>
        <section aria-labelledby="lately">
          <h2 class="rule" id="lately">${t.lately}</h2>
          <parvis-feed scope="person" for="${shown.userName}"></parvis-feed>
        </section>
      </div>`,
  );
}

export function articlePage(visit: Visit, article: Article): Html {
  const t = wordsOf(visit);
  const { language } = visit;
  return layout(
    visit,
    article.title[language],
    html`<article class="reading">
      <p class="kicker">${article.kicker[language]}</p>
      <h1>${article.title[language]}</h1>
      <p class="standfirst">${article.standfirst[language]}</p>
      <div class="article-tools">
        ${byline(visit, article.author)} ${article === policy ? html`<p class="quiet">${t.policyUpdated}</p>` : ''}
        <parvis-flag-button kind="page"></parvis-flag-button>
      </div>
      <div class="prose">
        ${article.body[language].map((text) =>
          text.startsWith('## ') ? html`<h2>${text.slice(3)}</h2>` : html`<p>${text}</p>`,
        )}
      </div>
      ${article === policy ? '' : html`<p><a href="${to(visit, '/')}">${t.back}</a></p>`}
      <parvis-discussion for="${addressOf(article)}"></parvis-discussion>
    </article>`,
  );
}

export function skillsPage(visit: Visit): Html {
  const t = wordsOf(visit);
  return layout(
    visit,
    t.skills,
    html`<div class="page-head">
        <h1>${t.skills}</h1>
        <p class="standfirst">${t.skillsLead}</p>
      </div>
      <div class="reading"><parvis-skills></parvis-skills></div>`,
  );
}

export function moderationPage(visit: Visit): Html {
  const t = wordsOf(visit);
  return layout(
    visit,
    moderationName(visit),
    html`<div class="page-head">
        <h1>${moderationName(visit)}</h1>
        <p class="standfirst">${moderates(visit) ? t.moderationLead : t.yourFlagsLead}</p>
      </div>
      <h2 class="visually-hidden">${t.cases}</h2>
      <parvis-moderation></parvis-moderation>`,
  );
}

const partName = (t: Words, { part }: PortalPerson): string =>
  ({
    employee: t.asEmployee,
    steward: t.asSteward,
    moderator: t.asModerator,
    admin: t.asAdmin,
    supplier: t.asSupplier,
    client: t.asClient,
  })[part];

export function signInPage(visit: Visit, back: string): Html {
  const t = wordsOf(visit);
  return layout(
    visit,
    t.signIn,
    html`<div class="page-head">
        <h1>${t.signInTitle}</h1>
        <p class="standfirst">${t.signInLead}</p>
      </div>
      <form class="sign-in" method="post" action="${to(visit, '/sign-in')}">
        <input type="hidden" name="back" value="${back}" />
        <ul class="faces">
          ${featured(visit.people).map(
            (person) =>
              html`<li>
                <button
                  name="person"
                  value="${person.userName}"
                  ${person === visit.person ? html`aria-current="true"` : ''}
                >
                  <span class="kicker">${partName(t, person)}</span>
                  <b>${person.name}</b>
                  <span>${[person.title, person.site].filter(Boolean).join(' · ')}</span>
                </button>
              </li>`,
          )}
        </ul>
      </form>
      <form class="somebody-else" method="post" action="${to(visit, '/sign-in')}">
        <input type="hidden" name="back" value="${back}" />
        <label for="anybody">${t.anybodyElse}</label>
        <select id="anybody" name="person">
          ${visit.people.map(
            ({ userName, name, title }) =>
              html`<option value="${userName}">${name}${title ? ` — ${title.slice(0, 60)}` : ''}</option>`,
          )}
        </select>
        <button class="solid">${t.choose}</button>
      </form>`,
  );
}

export function chatPage(visit: Visit, other: PortalPerson): Html {
  const t = wordsOf(visit);
  return layout(
    visit,
    t.chat,
    html`<div class="page-head">
      <h1>${other.name}</h1>
      <p class="standfirst">${t.chatLead}</p>
      <p><a href="${to(visit, `/people/${encodeURIComponent(other.userName)}`)}">${t.personTitle}</a></p>
    </div>`,
  );
}

export function notFoundPage(visit: Visit): Html {
  const t = wordsOf(visit);
  return layout(
    visit,
    t.notFound,
    html`<div class="page-head">
      <h1>${t.notFound}</h1>
      <p class="standfirst">${t.notFoundLead}</p>
      <p><a href="${to(visit, '/')}">${t.back}</a></p>
    </div>`,
  );
}
