import type { SuggestedPerson } from '@parvis/contracts';
import type { SuggestionKind } from '@parvis/contracts/tables';
import { limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { WritingController } from '../controllers/writing-controller.ts';
import { avatar } from '../internal/avatar.ts';
import { unitSteps } from '../internal/names.ts';
import { Suggestions } from '../internal/suggestions.ts';
import { placeAtCaret } from './caret.ts';
import type { WritingField } from './field.ts';
import { apply } from './format.ts';

type Trigger = { kind: SuggestionKind; from: number; q: string };
type Option = { text: string; person?: SuggestedPerson };

/** Milliseconds of not typing after which suggestions are asked for. */
const pause = 100;
// A name may be written in up to three words; a mention is none inside a word or an address.
const person =
  /(?<![\p{L}\p{N}\p{M}@/&])@([\p{L}\p{N}][\p{L}\p{N}\p{M}.'’@_-]*(?: [\p{L}\p{N}][\p{L}\p{N}\p{M}.'’-]*){0,2})$/u;
const tag = /(?<![\p{L}\p{N}\p{M}#/&])#(\.?[\p{L}\p{N}][\p{L}\p{N}\p{M}._+#-]*)$/u;

/** What is about to be mentioned or tagged where the caret stands. */
export function triggerAt(text: string, caret: number): Trigger | undefined {
  const line = text.slice(Math.max(text.lastIndexOf('\n', caret - 1) + 1, caret - limits.suggestion - 2), caret);
  for (const [kind, pattern] of [
    ['people', person],
    ['tags', tag],
  ] as const) {
    const match = pattern.exec(line);
    if (match) return { kind, from: caret - match[0].length, q: match[1]! };
  }
  return undefined;
}

/** The list that completes a mention or a tag while it is written. */
export class Completion {
  readonly #field: WritingField;
  readonly #list: Suggestions<Option>;
  #trigger: Trigger | undefined;
  /** Where a list was closed, or its choice taken, and how much was written: none opens there before some is taken away. */
  #done: { from: number; length: number } | undefined;
  /** What nothing begins with; nothing longer does either. */
  #nothing: Trigger | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | undefined;

  constructor(field: WritingField) {
    this.#field = field;
    this.#list = new Suggestions<Option>({
      element: () => field.area?.parentElement?.querySelector<HTMLElement>('[role="listbox"]'),
      place: (list) => {
        if (field.area && this.#trigger) placeAtCaret(list, field.area, this.#trigger.from);
      },
      redraw: () => field.redraw(),
      take: (option) => this.#take(option),
      key: ({ text }) => text,
    });
  }

  get list(): { id: string; active: string } | undefined {
    return this.#list.open ? { id: this.#id, active: `${this.#id}-${this.#list.at}` } : undefined;
  }

  get #id() {
    return `${this.#field.options.id}-options`;
  }

  close() {
    this.#trigger = undefined;
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#list.close();
  }

  /** Looks at what stands before the caret. Only typing opens a list; moving the caret away closes it. */
  look(typed = false) {
    const { area, options } = this.#field;
    const caret = area?.selectionStart ?? 0;
    const trigger = area && !options.busy && caret === area.selectionEnd ? triggerAt(area.value, caret) : undefined;
    if (trigger && this.#done && (trigger.from !== this.#done.from || trigger.q.length < this.#done.length))
      this.#done = undefined;
    if (!trigger || this.#done || this.#isNothing(trigger)) return this.close();
    if (JSON.stringify(trigger) === JSON.stringify(this.#trigger) || (!typed && !this.#trigger)) return;
    this.#trigger = trigger;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(trigger), pause);
  }

  #isNothing({ kind, from, q }: Trigger) {
    const { kind: ofKind, from: at, q: begin } = this.#nothing ?? {};
    return kind === ofKind && from === at && q.startsWith(begin!);
  }

  async #ask(trigger: Trigger) {
    this.#abort?.abort();
    this.#abort = new AbortController();
    const { host, options } = this.#field;
    try {
      const { people, tags } = await WritingController.of(host).suggest(
        trigger.kind,
        trigger.q,
        options.readers(),
        this.#abort.signal,
      );
      if (trigger !== this.#trigger) return;
      this.#show(trigger, [
        ...people.map((person) => ({ text: `@${person.userName}`, person })),
        // What is written out already needs no completing.
        ...tags.filter((tag) => tags.length > 1 || tag !== trigger.q.toLowerCase()).map((tag) => ({ text: `#${tag}` })),
      ]);
    } catch {
      // Whoever is offline writes the name themselves.
      if (trigger === this.#trigger) this.close();
    }
  }

  #show(trigger: Trigger, options: Option[]) {
    if (options.length) return this.#list.show(options);
    this.#nothing = trigger;
    this.close();
  }

  /** Answers whether the key was for the list. */
  key(event: KeyboardEvent): boolean {
    if (this.#list.key(event)) return true;
    const { open, at } = this.#list;
    if (!open || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === 'Tab' && !event.shiftKey) this.#list.take(at);
    else if (event.key === 'Escape') {
      this.#done = this.#trigger && { from: this.#trigger.from, length: this.#trigger.q.length };
      this.close();
    } else return false;
    event.preventDefault();
    // Escape would give up an edit.
    event.stopPropagation();
    return true;
  }

  #take(option: Option) {
    const { area } = this.#field;
    const trigger = this.#trigger;
    if (!area || !trigger) return;
    const to = area.selectionEnd;
    this.close();
    this.#done = { from: trigger.from, length: option.text.length - 1 };
    const spaced = area.value[to] === ' ' ? '' : ' ';
    const end = trigger.from + option.text.length + 1;
    apply(area, { from: trigger.from, to, text: option.text + spaced, start: end, end });
  }

  #handleClick = (event: Event) => {
    const option = (event.target as Element).closest<HTMLElement>('[role="option"]');
    if (option) this.#list.take(Number(option.dataset.at));
  };

  draw() {
    const { localize } = this.#field.host;
    const label = localize.term(this.#trigger?.kind === 'tags' ? 'writingTags' : 'writingPeople');
    const { open, options } = this.#list;
    return html`<ul
        class="suggestions"
        popover="manual"
        role="listbox"
        id=${this.#id}
        aria-label=${label}
        @mousedown=${(event: Event) => event.preventDefault()}
        @click=${this.#handleClick}
      >
        ${open ? options.map((option, at) => this.#option(option, at)) : nothing}
      </ul>
      <p class="visually-hidden" role="status">
        ${open ? localize.term('writingSuggestions', options.length) : nothing}
      </p>`;
  }

  #option({ text, person }: Option, at: number) {
    const { localize } = this.#field.host;
    const selected = at === this.#list.at;
    const about = person && [person.title, unitSteps(person.unit ?? '').at(-1)].filter(Boolean).join(' · ');
    return html`<li role="option" id="${this.#id}-${at}" aria-selected=${selected} data-at=${at}>
      ${
        person
          ? html`${avatar(person.person)}<span
                ><b>${person.person.name}</b>${about ? html` <span class="muted">${about}</span>` : nothing}
                ${person.reads ? nothing : html`<span class="blind">${localize.term('writingWillNotSee')}</span>`}</span
              >`
          : html`<span>${text}</span>`
      }
    </li>`;
  }
}
