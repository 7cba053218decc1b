import type { ExpertSuggestions } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { type TemplateResult, css, html, nothing } from 'lit';
import { avatar } from '../internal/avatar.ts';
import { child } from '../internal/child.ts';
import { labelIn, unitSteps } from '../internal/names.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { Suggestions, placeUnder } from '../internal/suggestions.ts';
import { peopleStyles } from '../styles/people.ts';
import { suggestionsStyles } from '../styles/suggestions.ts';

export { take } from './taking.ts';

/** Milliseconds of not typing after which is asked. */
const pause = 120;
/** How long an answer counts, and how many are remembered. */
const fresh = 60_000;
const most = 50;

export type Chosen = { kind: 'person' | 'skill' | 'question'; id: string; name: string };
type Option = Chosen & { photo?: string | null; about?: string };
type Ask = (q: string, signal: AbortSignal) => Promise<ExpertSuggestions>;

const groups = { person: 'suggestPeople', skill: 'suggestSkills', question: 'suggestQuestions' } as const;

/** The list under the box: people, skills and questions already answered, as one walks through with the arrows. */
export class Suggesting {
  readonly #host: ParvisElement;
  readonly #ask: Ask;
  readonly #answers = new Map<string, { at: number; found: ExpertSuggestions }>();
  readonly #list: Suggestions<Option>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;

  constructor(host: ParvisElement, ask: Ask, take: (chosen: Chosen, anchor: HTMLElement) => unknown) {
    this.#host = host;
    this.#ask = ask;
    this.#list = new Suggestions<Option>({
      element: () => host.renderRoot.querySelector<HTMLElement>('#suggested'),
      place: this.#place,
      redraw: () => {
        host.requestUpdate();
        // Where it belongs depends on how long it is.
        void host.updateComplete.then(() => {
          const list = host.renderRoot.querySelector<HTMLElement>('#suggested');
          if (list && this.#list.open) this.#place(list);
        });
      },
      take: (option) => {
        this.stop();
        take(option, host.renderRoot.querySelector<HTMLElement>('#q')!);
      },
      key: ({ kind, id }) => `${kind} ${id}`,
    });
  }

  #place = (list: HTMLElement) => {
    const box = this.#host.renderRoot.querySelector('.box')?.getBoundingClientRect();
    if (!box) return;
    list.style.inlineSize = `${box.width}px`;
    placeUnder(list, box);
  };

  get open() {
    return this.#list.open;
  }

  get active() {
    return this.#list.open && this.#list.at >= 0 ? `suggested-${this.#list.at}` : undefined;
  }

  stop() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#list.close();
  }

  /** The answered question that was chosen, to be read. */
  answered(post: string) {
    return html`<div class="evidence">${child(this.#host, 'post', { post, withComments: true })}</div>`;
  }

  type(text: string) {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    if (!text.trim() || text.length > limits.search) return this.#list.close();
    this.#timer = setTimeout(() => void this.#find(text), pause);
  }

  async #find(q: string) {
    const { signal } = (this.#asking = new AbortController());
    const known = this.#answers.get(q);
    try {
      const found = known && Date.now() - known.at < fresh ? known.found : await this.#ask(q, signal);
      if (signal.aborted) return;
      this.#answers.delete(q);
      this.#answers.set(q, { at: Date.now(), found });
      if (this.#answers.size > most) this.#answers.delete(this.#answers.keys().next().value!);
      this.#list.show(this.#options(found));
      // Enter searches for what was typed, until somebody goes into the list.
      this.#list.at = -1;
      this.#host.requestUpdate();
    } catch {
      // Nobody asked for suggestions: the search itself says what is wrong.
      if (!signal.aborted) this.#list.close();
    }
  }

  #options({ corrected, people, skills, questions }: ExpertSuggestions): Option[] {
    const { language } = this.#host.localize;
    const called = people.map(({ person: { id, name, photo }, title, unit }): Option => {
      const about = [title, unitSteps(unit ?? '').at(-1)].filter(Boolean).join(' · ');
      return { kind: 'person', id, name, photo, about };
    });
    return [
      ...(corrected ? [] : called),
      ...skills.map(({ id, label, matched }): Option => {
        const name = labelIn(label, language);
        return { kind: 'skill', id, name, about: matched && matched !== name ? matched : '' };
      }),
      ...questions.map(({ id, title }): Option => ({ kind: 'question', id, name: title })),
      ...(corrected ? called : []),
    ];
  }

  key(event: KeyboardEvent) {
    if (!this.#list.open || event.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.stop();
    } else if (event.key === 'Enter' && this.#list.at < 0) this.stop();
    else this.#list.key(event);
  }

  #pick = (event: Event) => {
    const option = (event.target as Element).closest<HTMLElement>('[role="option"]');
    if (option) this.#list.take(Number(option.dataset.at));
  };

  draw(): TemplateResult {
    const { localize } = this.#host;
    const options = this.#list.open ? this.#list.options : [];
    return html`<div
        class="suggestions grouped"
        popover="manual"
        id="suggested"
        role="listbox"
        aria-label=${localize.term('suggestLabel')}
        @mousedown=${(event: Event) => event.preventDefault()}
        @click=${this.#pick}
      >
        ${[...new Set(options.map(({ kind }) => kind))].map(
          (kind) =>
            html`<div role="group" aria-labelledby="suggested-${kind}">
              <div class="group" id="suggested-${kind}" role="presentation">${localize.term(groups[kind])}</div>
              ${options.map((option, at) => (option.kind === kind ? this.#option(option, at) : nothing))}
            </div>`,
        )}
      </div>
      <p class="visually-hidden" aria-live="polite">
        ${options.length ? localize.term('suggestFound', options.length) : nothing}
      </p>`;
  }

  #option({ id, name, photo, about }: Option, at: number) {
    return html`<div role="option" id="suggested-${at}" aria-selected=${at === this.#list.at} data-at=${at}>
      ${photo === undefined ? nothing : avatar({ id, name, photo })}
      <span><b dir="auto">${name}</b>${about ? html` <span class="muted" dir="auto">${about}</span>` : nothing}</span>
    </div>`;
  }
}

export const suggestingStyles = [
  peopleStyles,
  suggestionsStyles,
  css`
    .suggestions.grouped {
      max-inline-size: calc(100vw - 8px);
      max-block-size: min(420px, 60vh);
    }
    .suggestions.grouped > [role='group'] {
      display: block;
    }
    .suggestions.grouped > [role='group'] + [role='group'] {
      margin-block-start: var(--_1);
      border-block-start: 1px solid var(--_line);
    }
    .suggestions .group {
      padding: var(--_2) var(--_2) var(--_1);
      color: var(--_muted);
      font-size: 12px;
      font-weight: 600;
    }
    .suggestions.grouped [role='option'] {
      display: flex;
      align-items: center;
      gap: var(--_2);
      min-block-size: 40px;
      padding: var(--_1) var(--_2);
      border-radius: var(--_radius-small);
      cursor: pointer;
      overflow-wrap: anywhere;
    }
    .suggestions.grouped [role='option'] b {
      font-weight: 600;
    }
    .suggestions.grouped [role='option']:hover {
      background: var(--_hover);
    }
    .suggestions.grouped [role='option'][aria-selected='true'] {
      background: var(--_accent-soft);
      outline: 2px solid var(--_accent);
      outline-offset: -2px;
    }
    @media (forced-colors: active) {
      .suggestions.grouped [role='option'][aria-selected='true'] {
        outline-color: Highlight;
      }
    }
  `,
];
