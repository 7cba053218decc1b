/** What was found: whom, why, narrowed by what, and what one does next. Loaded with the first search. */
import type { Expert } from '@parvis/contracts';
import type { ReasonKind } from '@parvis/contracts/tables';
import { type TemplateResult, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import answer from 'lucide/dist/esm/icons/message-circle.mjs';
import briefcase from 'lucide/dist/esm/icons/briefcase.mjs';
import folder from 'lucide/dist/esm/icons/folder.mjs';
import message from 'lucide/dist/esm/icons/message-square.mjs';
import nobody from 'lucide/dist/esm/icons/search-x.mjs';
import person from 'lucide/dist/esm/icons/user.mjs';
import sparkles from 'lucide/dist/esm/icons/sparkles.mjs';
import type { ExpertsController } from '../controllers/experts-controller.ts';
import { ParvisAskEvent, ParvisPostOpenEvent } from '../events/index.ts';
import { avatar } from '../internal/avatar.ts';
import { child } from '../internal/child.ts';
import { icon } from '../internal/icons.ts';
import { marked } from '../internal/marked.ts';
import { labelIn, unitSteps } from '../internal/names.ts';
import { missed } from '../internal/problems.ts';
import { webAddress } from '../internal/web-address.ts';
import { mine, teams } from './beside.ts';
import type { Facet, ParvisExpertiseSearch } from './expertise-search.ts';
import { Filters } from './filters.ts';

export { resultsStyles } from './results.styles.ts';

type Reason = Expert['reasons'][number];

const nobodyIcon = icon(nobody);
const icons = {
  name: icon(person),
  role: icon(briefcase),
  bio: icon(person),
  skill: icon(sparkles),
  post: icon(message),
  comment: icon(answer),
  project: icon(folder),
} satisfies Record<ReasonKind, TemplateResult>;

const reasonTerms = {
  name: 'reasonName',
  role: 'reasonRole',
  bio: 'reasonBio',
  skill: 'reasonSkill',
  post: 'reasonPost',
  comment: 'reasonComment',
  project: 'reasonProject',
} as const satisfies Record<ReasonKind, string>;

const joined = (parts: unknown[]) => parts.filter(Boolean).flatMap((part, index) => (index ? [' · ', part] : [part]));

type Ways = {
  /** Narrows by a value, or no longer. */
  narrow: (facet: Facet, value: string) => void;
  /** Takes all filters away. */
  widen: () => void;
  /** What keeps this search, or says that it is kept. */
  offer: () => unknown;
};

export class Results {
  readonly #host: ParvisExpertiseSearch;
  readonly #experts: ExpertsController;
  readonly #ways: Ways;
  readonly filters: Filters;
  /** The evidence that is open, and under whom. */
  #reading: { person: string; post: string } | undefined;
  /** The viewer's own match could not be found out. */
  #unexplained = false;
  /** The question that is being put to everybody. */
  #asking = false;

  constructor(host: ParvisExpertiseSearch, experts: ExpertsController, ways: Ways) {
    this.#host = host;
    this.#experts = experts;
    this.#ways = ways;
    this.filters = new Filters(host, experts, ways.narrow);
  }

  /** Another search begins. */
  leave() {
    this.#reading = undefined;
    this.#unexplained = false;
  }

  #redraw() {
    this.#host.requestUpdate();
  }

  #find(selector: string) {
    return this.#host.renderRoot.querySelector<HTMLElement>(selector);
  }

  #reason(person: string, reason: Reason) {
    const { kind, text, marks, label, title, post, page, more } = reason;
    const { localize } = this.#host;
    const name = label ? labelIn(label, localize.language) : '';
    const found = marked(text, marks);
    // A skill is called by its label; the word that was found may be one of another language.
    const words = name && name !== text ? html`${name} <span class="muted">(${found})</span>` : found;
    const open = post ? this.#reads(person, post) : false;
    const others = more ? html` <span class="muted more">${localize.term('reasonMore', more)}</span>` : nothing;
    const leading = (to: unknown) =>
      post
        ? html`<a
            dir="auto"
            href=${(this.#postUrl || '#parvis-post-{id}').replace('{id}', encodeURIComponent(post))}
            aria-expanded=${this.#postUrl ? nothing : open}
            @click=${(event: MouseEvent) => this.#read(event, person, post)}
            >${to}</a
          >`
        : page
          ? html`<a dir="auto" href=${page}>${to}</a>`
          : html`<b dir="auto">${to}</b>`;
    return html`<li class=${kind}>
      ${icons[kind]}
      <div>
        <span class="kind">${localize.term(reasonTerms[kind])}</span>
        ${
          title
            ? html`${leading(title)}${others} <span class="excerpt" dir="auto">${words}</span>`
            : post || page
              ? html`${leading(words)}${others}`
              : html`<span dir="auto">${words}</span>${others}`
        }
        ${open ? html`<div class="evidence">${child(this.#host, 'post', { post, withComments: kind === 'comment' })}</div>` : nothing}
      </div>
    </li>`;
  }

  #expert({ person, reasons }: Expert) {
    const { localize } = this.#host;
    const { id, name, title, unit, site, circle, abilities } = person;
    const byName = reasons.find(({ kind, text }) => kind === 'name' && text === name);
    const byRole = reasons.find(({ kind, text }) => kind === 'role' && text === title);
    const others = reasons.filter((reason) => reason !== byName && reason !== byRole);
    const called = html`<bdi>${marked(name, byName?.marks ?? [])}</bdi>`;
    return html`<li part="result">
      ${avatar(person)}
      <div class="who">
        <p>
          ${
            abilities.open
              ? html`<button class="name" type="button" data-person=${id} aria-haspopup="dialog" aria-expanded="false">
                  ${called}
                </button>`
              : html`<span class="name">${called}</span>`
          }
          ${
            circle === 'employee'
              ? nothing
              : html`<span class="badge outside"
                  >${localize.term(circle === 'client' ? 'circleClient' : 'circleSupplier')}</span
                >`
          }
        </p>
        <p class="place">
          ${joined([
            title && html`<span dir="auto">${marked(title, byRole?.marks ?? [])}</span>`,
            ...[site, unitSteps(unit ?? '').at(-1)].map((step) => step && html`<span dir="auto">${step}</span>`),
          ])}
        </p>
      </div>
      ${
        others.length
          ? html`<ul class="reasons" part="reasons">
              ${others.map((reason) => this.#reason(id, reason))}
            </ul>`
          : nothing
      }
    </li>`;
  }

  /** Where the page shows posts. */
  get #postUrl() {
    return webAddress(this.#host.postUrl);
  }

  #read(event: MouseEvent, person: string, post: string) {
    // In another tab or window it is the browser's own way to follow a link.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const postUrl = this.#postUrl;
    const prevented = !this.#host.dispatchEvent(new ParvisPostOpenEvent(post));
    if (prevented || !postUrl) event.preventDefault();
    if (prevented || postUrl) return;
    this.#reading = this.#reads(person, post) ? undefined : { person, post };
    this.#redraw();
  }

  #reads(person: string, post: string) {
    return this.#reading?.person === person && this.#reading.post === post;
  }

  #empty() {
    const { localize, unit, site, language, level } = this.#host;
    const narrowed = unit || site || language || level;
    return html`<slot name="empty">
      <div class="state" part="empty">
        ${nobodyIcon}
        <b>${localize.term(narrowed ? 'searchNobodyThere' : 'searchNobody')}</b>
        <span>${localize.term('searchNobodyHint')}</span>
        <div class="ways">
          ${
            narrowed
              ? html`<button class="outlined" type="button" @click=${this.#ways.widen}>
                  ${localize.term('searchWithoutFilters')}
                </button>`
              : nothing
          }
          ${this.#askButton('primary')}
        </div>
      </div>
    </slot>`;
  }

  #askButton(tone: string) {
    return html`<button class=${tone} type="button" aria-haspopup="dialog" @click=${this.#ask}>
      ${this.#host.localize.term('searchAsk')}
    </button>`;
  }

  #ask = async () => {
    const host = this.#host;
    const { query, community } = host;
    if (this.#asking || !host.dispatchEvent(new ParvisAskEvent(query))) return;
    this.#asking = true;
    try {
      const { ask } = await import('./asking.ts');
      await ask(host, { question: query, community, propose: this.#experts.propose });
    } catch {
      missed(host);
    } finally {
      this.#asking = false;
    }
  };

  #why = async () => {
    try {
      this.#unexplained = false;
      await this.#experts.explainMe();
      await this.#host.updateComplete;
      this.#find('.mine')?.focus();
    } catch {
      this.#unexplained = true;
      this.#redraw();
    }
  };

  /** What one does when it was none of these. */
  #next() {
    const { localize } = this.#host;
    const { me } = this.#experts;
    return html`<div class="next">
        ${this.#ways.offer()}
        <button class="link" type="button" data-why @click=${this.#why}>${localize.term('whyNotMe')}</button>
      </div>
      ${this.#unexplained ? html`<p class="problem" role="alert">${localize.term('whyFailed')}</p>` : nothing}
      ${me ? mine(me, localize, reasonTerms) : nothing}`;
  }

  #more = async () => {
    const shown = this.#experts.people.length;
    await this.#experts.findMore();
    await this.#host.updateComplete;
    this.#host.renderRoot
      .querySelectorAll<HTMLElement>('.results > li')
      [shown]?.querySelector<HTMLElement>('.name')
      ?.focus();
  };

  summary() {
    const { localize } = this.#host;
    const { people, more, corrected } = this.#experts;
    if (!people.length) return html`<span class="visually-hidden">${localize.term('searchNobody')}</span>`;
    return html`<span class="muted">${localize.term('searchFound', people.length, more !== 'none')}</span>${
        corrected
          ? html` <span class="corrected">${localize.term('searchCorrected')} <b dir="auto">${corrected}</b></span>`
          : nothing
      }`;
  }

  draw() {
    const { localize } = this.#host;
    const { status, people, more, projects } = this.#experts;
    if (!people.length)
      return status === 'ready'
        ? html`${this.#empty()}
            <div class="end">${this.#next()}</div>`
        : nothing;
    return html`<div class="found">
        ${teams(projects, localize)}
        <ol
          class="results"
          part="results"
          aria-label=${localize.term('searchResults')}
          aria-busy=${status === 'loading' || more === 'loading'}
        >
          ${repeat(
            people,
            (expert) => expert.person.id,
            (expert) => this.#expert(expert),
          )}
        </ol>
      </div>
      ${more === 'error' ? html`<p class="problem" role="alert">${localize.term('searchMoreFailed')}</p>` : nothing}
      <div class="end">
        ${
          more === 'none'
            ? nothing
            : html`<button class="outlined" type="button" ?disabled=${more === 'loading'} @click=${this.#more}>
                ${localize.term(more === 'error' ? 'retry' : 'searchMore')}
              </button>`
        }
        <p><span class="muted">${localize.term('searchNotThem')}</span> ${this.#askButton('link')}</p>
        ${this.#next()}
      </div>`;
  }
}
