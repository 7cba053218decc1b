import type { Flag } from '@parvis/contracts';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import flag from 'lucide/dist/esm/icons/flag.mjs';
import type { OwnFlagsController } from '../controllers/own-flags-controller.ts';
import { articleWords } from '../internal/article.ts';
import { outcomeOf, redressOf, standingWords, withdrawalWords } from '../internal/flag-outcome.ts';
import { icon } from '../internal/icons.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { problemState } from '../internal/states.ts';
import { decided, icons, kinds } from './words.ts';

const flagIcon = icon(flag);

const waiting = { received: 'ownFlagReceived', examined: 'ownFlagExamined', withdrawn: 'ownFlagWithdrawn' } as const;
const safe = (address: string) => (/^https?:/i.test(address) ? address : nothing);

/** What the viewer flagged and what became of it: of the thing itself, only its kind, since it may be theirs no more. */
export class OwnFlags {
  readonly #host: ParvisElement;
  readonly #own: OwnFlagsController;
  #told = '';

  constructor(host: ParvisElement, own: OwnFlagsController) {
    this.#host = host;
    this.#own = own;
  }

  render() {
    const { localize } = this.#host;
    if (this.#own.list.status !== 'ready') this.#told = '';
    return html`<section class="own" aria-labelledby="own-title" part="flags">
      <h3 class="visually-hidden" id="own-title">${localize.term('ownFlags')}</h3>
      <p class="muted">${localize.term('ownFlagsText')}</p>
      <p class="visually-hidden" role="status">${this.#told}</p>
      ${this.#content()}
    </section>`;
  }

  #content() {
    const { localize } = this.#host;
    const { status, error, items, next, failure } = this.#own.list;
    if (status === 'error') return problemState(error, localize, () => void this.#own.load());
    if (status !== 'ready')
      return html`<div class="bones" role="status" aria-label=${localize.term('ownFlagsLoading')}>
        <div></div>
        <div></div>
      </div>`;
    if (!items.length)
      return html`<div class="state">
        ${flagIcon}<b>${localize.term('ownFlagsNone')}</b><span>${localize.term('ownFlagsNoneText')}</span>
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
          ? html`<button class="outlined" type="button" @click=${this.#more}>${localize.term('casesMore')}</button>`
          : nothing
      }`;
  }

  #item(one: Flag) {
    const { localize } = this.#host;
    const { id, subject, createdAt, article, law, reference, note, state, statement, abilities } = one;
    const { withdrawing, failure } = this.#own;
    const kind = localize.term(kinds[subject.kind]);
    const word = localize.term(state === 'decided' ? decided[statement!.decision] : waiting[state]);
    const line = (name: string, text: string) =>
      html`<div>
        <dt>${name}</dt>
        <dd dir="auto">${text}</dd>
      </div>`;
    return html`<li data-flag=${id} tabindex="-1">
      ${icons[subject.kind]}
      <div class="lines">
        <p class="heading">
          <b>${kind}</b>
          <time datetime=${createdAt} title=${localize.exact(createdAt)}>${localize.ago(createdAt)}</time>
          <span class="badge ${statement?.decision ?? state}">${word}</span>
        </p>
        ${
          subject.kind === 'page'
            ? html`<a class="where" href=${safe(subject.url)} rel="noopener"
                >${subject.url.replace(/^https?:\/\//, '')}</a
              >`
            : nothing
        }
        <dl>
          ${line(localize.term('ownFlagFor'), article ? articleWords(article, localize) : law || localize.term('caseIllegal'))}
          ${reference ? line(localize.term('ownFlagReference'), reference) : nothing}
          ${note ? line(localize.term('ownFlagNote'), note) : nothing}
        </dl>
        ${this.#standing(one)}
        ${
          failure?.id === id
            ? html`<p class="problem" role="alert">${withdrawalWords(failure.error, localize)}</p>`
            : nothing
        }
        ${
          abilities.withdraw
            ? html`<button
                class="outlined"
                type="button"
                aria-label=${localize.term('ownFlagWithdrawOf', kind, localize.ago(createdAt))}
                aria-disabled=${withdrawing === id}
                @click=${() => this.#withdraw(one)}
              >
                ${localize.term(withdrawing === id ? 'flagWithdrawing' : 'flagWithdraw')}
              </button>`
            : nothing
        }
      </div>
    </li>`;
  }

  #standing(one: Flag) {
    const { localize } = this.#host;
    const { state, statement, unattended } = one;
    if (statement) {
      const { decidedAt } = statement;
      const when = html`<time datetime=${decidedAt} title=${localize.exact(decidedAt)}
        >${localize.ago(decidedAt)}</time
      >`;
      return [outcomeOf(statement, localize, when), redressOf(one, localize)];
    }
    if (state === 'withdrawn') return nothing;
    return html`<p class=${unattended ? 'notice' : 'muted'}>${standingWords(one, localize)}</p>`;
  }

  async #focus(id: string) {
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(`[data-flag="${CSS.escape(id)}"]`)?.focus();
  }

  #withdraw = async (one: Flag) => {
    this.#told = '';
    const done = await this.#own.withdraw(one);
    this.#told = done ? this.#host.localize.term('ownFlagWithdrawnNow') : '';
    this.#host.requestUpdate();
    // Its button goes; reading goes on where it was.
    if (done || !this.#own.list.find(one.id)?.abilities.withdraw) await this.#focus(one.id);
  };

  #more = async () => {
    const first = await this.#own.more();
    if (first) await this.#focus(first.id);
  };
}
