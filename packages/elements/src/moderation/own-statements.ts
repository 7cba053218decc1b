import type { StatementOfReasons } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import scale from 'lucide/dist/esm/icons/scale.mjs';
import type { StatementsController } from '../controllers/statements-controller.ts';
import { articleWords } from '../internal/article.ts';
import { icon } from '../internal/icons.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { problemState } from '../internal/states.ts';
import { aboutYou, icons, kinds } from './words.ts';

const scaleIcon = icon(scale);

/** What was decided about what the viewer wrote: the statement of reasons, and what they can do about it. */
export class OwnStatements {
  readonly #host: ParvisElement;
  readonly #own: StatementsController;
  readonly #given: ParentNode | undefined;
  #told = '';
  /** The appeal that is being written, or the source that is named anew. */
  #open = '';

  /** `root`: where it is drawn, unless in the element itself. */
  constructor(host: ParvisElement, own: StatementsController, root?: ParentNode) {
    this.#host = host;
    this.#given = root;
    this.#own = own;
  }

  render() {
    const { localize } = this.#host;
    return html`<section class="own" aria-labelledby="about-title" part="statements">
      <h3 class="visually-hidden" id="about-title">${localize.term('aboutYou')}</h3>
      <p class="muted">${localize.term('aboutYouText')}</p>
      ${this.list()}
    </section>`;
  }

  get #root() {
    return this.#given ?? this.#host.renderRoot;
  }

  /** `none`: what is said instead where there is none. */
  list(none = '') {
    if (this.#own.list.status !== 'ready') this.#told = '';
    return html`<p class="visually-hidden" role="status">${this.#told}</p>
      ${this.#content(none)}`;
  }

  #content(none: string) {
    const { localize } = this.#host;
    const { status, error, items, next, failure } = this.#own.list;
    if (status === 'error') return problemState(error, localize, () => void this.#own.load());
    if (status !== 'ready')
      return html`<div class="bones" role="status" aria-label=${localize.term('aboutYouLoading')}>
        <div></div>
        <div></div>
      </div>`;
    if (!items.length && none) return html`<p>${none}</p>`;
    if (!items.length)
      return html`<div class="state">
        ${scaleIcon}<b>${localize.term('aboutYouNone')}</b><span>${localize.term('aboutYouNoneText')}</span>
      </div>`;
    return html`<ul>
        ${repeat(
          items,
          ({ id }) => id,
          (one) => this.#item(one),
        )}
      </ul>
      ${failure ? html`<p class="problem" role="alert">${problemWords(failure, localize)}</p>` : nothing}
      ${
        next
          ? html`<button class="outlined" type="button" @click=${() => this.#own.more()}>
              ${localize.term('casesMore')}
            </button>`
          : nothing
      }`;
  }

  #item(one: StatementOfReasons) {
    const { localize } = this.#host;
    const { id, subject, decision, alsoRemoved, decidedAt, undoneAt, until, community, to } = one;
    const { excerpt, article, law, note } = one;
    const { failure } = this.#own;
    return html`<li data-statement=${id} tabindex="-1">
      ${icons[subject.kind]}
      <div class="lines">
        <p class="heading">
          <b>${to ? localize.term('aboutYouMovedTo', to.name) : localize.term(aboutYou[decision])}</b>
          <time datetime=${decidedAt} title=${localize.exact(decidedAt)}>${localize.ago(decidedAt)}</time>
          ${undoneAt ? html`<span class="badge keep">${localize.term('aboutYouUndone')}</span>` : nothing}
        </p>
        ${excerpt ? html`<blockquote dir="auto">${excerpt}</blockquote>` : html`<p>${localize.term(kinds[subject.kind])}</p>`}
        ${alsoRemoved ? html`<p>${localize.term('aboutYouAlsoRemoved')}</p>` : nothing}
        ${
          until && !undoneAt
            ? html`<p>
                ${
                  community
                    ? localize.term('aboutYouSuspendedIn', community.name, localize.exact(until))
                    : localize.term('aboutYouSuspended', localize.exact(until))
                }
              </p>`
            : nothing
        }
        <p>
          <b>${article ? articleWords(article, localize) : law}</b>
          ${note ? html`<br /><span dir="auto">${note}</span>` : nothing}
        </p>
        ${this.#appeal(one)} ${this.#deeds(one)}
        ${
          failure?.id === id
            ? html`<p class="problem" role="alert">${problemWords(failure.error, localize)}</p>`
            : nothing
        }
      </div>
    </li>`;
  }

  #appeal({ appeal, answer }: StatementOfReasons) {
    const { localize } = this.#host;
    return html`${
      answer
        ? html`<div class="outcome">
            <p><b>${localize.term('aboutYouAnswered')}</b></p>
            <p dir="auto">${answer.text}</p>
          </div>`
        : nothing
    }${
      appeal
        ? html`<div class="outcome">
            <p>
              <b
                >${localize.term(
                  appeal.outcome === 'granted'
                    ? 'aboutYouGranted'
                    : appeal.outcome
                      ? 'aboutYouRejected'
                      : appeal.unattended
                        ? 'aboutYouUnattended'
                        : 'aboutYouAppealed',
                )}</b
              >
            </p>
            <p dir="auto">${appeal.text}</p>
            ${appeal.note ? html`<p dir="auto">${appeal.note}</p>` : nothing}
          </div>`
        : nothing
    }`;
  }

  #deeds(one: StatementOfReasons) {
    const { localize } = this.#host;
    const { id, abilities, answer } = one;
    const busy = this.#own.busy === id;
    const button = (word: string, act: () => void, tone = 'outlined') =>
      html`<button class=${tone} type="button" aria-disabled=${busy} @click=${act}>${word}</button>`;
    return html`${
      abilities.acknowledge
        ? button(localize.term('aboutYouAcknowledge'), () => void this.#acknowledge(id), 'primary')
        : nothing
    }
    ${
      !abilities.answer
        ? nothing
        : answer && this.#open !== `answer ${id}`
          ? button(localize.term('aboutYouSourceAnew'), () => void this.#begin('answer', id))
          : this.#form(id, 'answer', localize.term('aboutYouSource'), localize.term('aboutYouSend'), limits.source)
    }
    ${
      !abilities.appeal
        ? nothing
        : this.#open === `appeal ${id}`
          ? this.#form(id, 'appeal', localize.term('aboutYouWhy'), localize.term('aboutYouAppeal'), limits.appeal)
          : button(localize.term('aboutYouAppealOpen'), () => void this.#begin('appeal', id))
    }`;
  }

  #form(id: string, act: 'answer' | 'appeal', label: string, send: string, most: number) {
    const key = `${act} ${id}`;
    const submit = async (event: Event) => {
      event.preventDefault();
      const text = (this.#own.drafts.get(key) ?? '').trim();
      if (!text) {
        this.#root.querySelector<HTMLElement>(`[id="${act}-${id}"]`)?.focus();
        return;
      }
      if (!(await this.#own[act](id, text))) return;
      this.#own.drafts.delete(key);
      this.#open = '';
      await this.#tell(id, act === 'appeal' ? 'aboutYouAppealed' : 'aboutYouAnswered');
    };
    return html`<form class="note" novalidate @submit=${submit}>
      <label for="${act}-${id}">${label}</label>
      <textarea
        id="${act}-${id}"
        dir="auto"
        rows="3"
        required
        maxlength=${most}
        .value=${this.#own.drafts.get(key) ?? ''}
        @input=${(event: Event) => this.#own.drafts.set(key, (event.target as HTMLTextAreaElement).value)}
      ></textarea>
      <div class="form-end">
        <button class="primary" aria-disabled=${this.#own.busy === id}>${send}</button>
      </div>
    </form>`;
  }

  async #begin(act: 'answer' | 'appeal', id: string) {
    this.#open = `${act} ${id}`;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#root.querySelector<HTMLElement>(`[id="${act}-${id}"]`)?.focus();
  }

  async #acknowledge(id: string) {
    if (await this.#own.acknowledge(id)) await this.#tell(id, 'aboutYouAcknowledged');
  }

  /** What was pressed goes; reading goes on where it was. */
  async #tell(id: string, word: 'aboutYouAppealed' | 'aboutYouAnswered' | 'aboutYouAcknowledged') {
    this.#told = this.#host.localize.term(word);
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#root.querySelector<HTMLElement>(`[data-statement="${CSS.escape(id)}"]`)?.focus();
  }
}
