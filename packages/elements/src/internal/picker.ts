import type { PersonReference, SuggestedPerson } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { type CSSResult, css, html, nothing } from 'lit';
import { AsyncDirective } from 'lit/async-directive.js';
import { directive } from 'lit/directive.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import x from 'lucide/dist/esm/icons/x.mjs';
import { WritingController, type WritingReaders } from '../controllers/writing-controller.ts';
import { peopleStyles } from '../styles/people.ts';
import { suggestionsStyles } from '../styles/suggestions.ts';
import { avatar } from './avatar.ts';
import { icon } from './icons.ts';
import { unitSteps } from './names.ts';
import type { ParvisElement } from './parvis-element.ts';
import { Suggestions, placeUnder } from './suggestions.ts';

const removeIcon = icon(x);

/** Milliseconds of not typing after which is asked. */
const pause = 150;

export type Picked = { id: string; name: string };

export type Candidate = Picked & {
  /** Of a person: the address of their photo, or `null`. Who has none of either is drawn without a picture. */
  photo?: string | null;
  /** What tells them from others of that name. */
  about?: string;
  /** Why this one cannot be chosen, to be read beside the name. */
  not?: string;
};

export type PickerOptions = {
  /** Of the field, unlike any other in this element: what focuses it goes by this. */
  id: string;
  label: string;
  chosen: readonly Picked[];
  change(chosen: readonly Picked[]): void;
  /** Who begins so. Those chosen already are left out here. */
  ask(q: string, signal: AbortSignal): Promise<readonly Candidate[]>;
  /** How many can be chosen; one where nothing is said. */
  most?: number;
  placeholder?: string;
  required?: boolean;
  /** What is not as it should be. */
  fault?: string;
  /** It is being sent. */
  busy?: boolean;
  /** What is told where nothing begins so; of people without it. */
  none?: string;
};

/** People whom the writer may see, by the beginnings of their names. `not` says why one of them cannot be chosen. */
export const peopleFor =
  (
    host: ParvisElement,
    {
      readers,
      not,
    }: { readers?(): WritingReaders | undefined; not?(person: SuggestedPerson): string | undefined } = {},
  ): PickerOptions['ask'] =>
  async (q, signal) => {
    const { people } = await WritingController.of(host).suggest('people', q, readers?.(), signal);
    return people.map((found) => {
      const { id, name, photo }: PersonReference = found.person;
      const unit = found.unit ? unitSteps(found.unit).at(-1) : undefined;
      const refused = not?.(found);
      return {
        ...{ id, name, photo, about: [found.title, unit].filter(Boolean).join(' · ') },
        ...(refused && { not: refused }),
      };
    });
  };

/** A field in which a few letters find somebody, and those who were found. */
class PickerField {
  readonly #host: ParvisElement;
  readonly #redraw: () => void;
  options!: PickerOptions;
  #text = '';
  #state: 'idle' | 'asking' | 'none' | 'failed' = 'idle';
  /** What was done last, for those who do not see the chips. */
  #told = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;
  readonly #list: Suggestions<Candidate>;

  constructor(host: ParvisElement, redraw: () => void) {
    this.#host = host;
    this.#redraw = redraw;
    this.#list = new Suggestions<Candidate>({
      element: () => this.#find(`#${CSS.escape(this.#listId)}`),
      place: (list) => {
        const box = this.#input?.getBoundingClientRect();
        if (!box) return;
        list.style.minInlineSize = `${Math.min(box.width, 360)}px`;
        placeUnder(list, box);
      },
      redraw,
      take: (candidate) => this.#take(candidate),
      key: ({ id }) => id,
      usable: ({ not }) => !not,
    });
  }

  get #listId() {
    return `${this.options.id}-list`;
  }

  get #input() {
    return this.#find<HTMLInputElement>(`#${CSS.escape(this.options.id)}`);
  }

  #find<Found extends HTMLElement>(selector: string) {
    return this.#host.renderRoot.querySelector<Found>(selector);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#list.close();
  }

  #clear() {
    this.#text = '';
    this.#state = 'idle';
    this.stop();
    this.#redraw();
  }

  #type = (event: Event) => {
    this.#text = (event.target as HTMLInputElement).value;
    this.#told = '';
    const q = this.#text.trim().slice(0, limits.suggestion);
    clearTimeout(this.#timer);
    this.#asking?.abort();
    if (!q) return this.#clear();
    this.#state = 'asking';
    this.#timer = setTimeout(() => void this.#ask(q), pause);
    this.#redraw();
  };

  async #ask(q: string) {
    const { signal } = (this.#asking = new AbortController());
    try {
      const found = await this.options.ask(q, signal);
      if (signal.aborted) return;
      const chosen = new Set(this.options.chosen.map(({ id }) => id));
      const offered = found.filter(({ id }) => !chosen.has(id));
      this.#state = offered.length ? 'idle' : 'none';
      this.#list.show(offered);
    } catch {
      if (signal.aborted) return;
      this.#state = 'failed';
      this.#list.close();
    }
    this.#redraw();
  }

  #take({ id, name }: Candidate) {
    const { chosen, most = 1, change, busy } = this.options;
    if (busy || chosen.length >= most) return;
    this.#clear();
    this.#told = this.#host.localize.term('pickerChosen', name);
    change([...chosen, { id, name }]);
    this.#back();
  }

  #remove({ id, name }: Picked) {
    const { chosen, change, busy } = this.options;
    if (busy) return;
    this.#told = this.#host.localize.term('pickerRemoved', name);
    change(chosen.filter((one) => one.id !== id));
    this.#back();
  }

  /** The focus goes on in the field; where there is room for nobody else, on who was chosen last. */
  #back() {
    this.#redraw();
    void this.#host.updateComplete.then(() =>
      (this.#input ?? this.#find(`#${CSS.escape(this.options.id)}-chosen li:last-child button`))?.focus(),
    );
  }

  #keys = (event: KeyboardEvent) => {
    if (this.#list.key(event)) return;
    const last = this.options.chosen.at(-1);
    if (event.key === 'Backspace' && !this.#text && last) {
      event.preventDefault();
      this.#remove(last);
    } else if (event.key === 'Escape' && (this.#list.open || this.#text)) {
      // It would close the dialog around the field.
      event.preventDefault();
      event.stopPropagation();
      if (this.#list.open) this.stop();
      else this.#clear();
      // What is half written is no choice: sending the form would lose it.
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.isComposing) event.preventDefault();
    else if (event.key === 'ArrowDown' && this.#text && !this.#list.open) {
      event.preventDefault();
      void this.#ask(this.#text.trim());
    }
  };

  #pick = (event: Event) => {
    const option = (event.target as Element).closest<HTMLElement>('[role="option"]');
    if (option) this.#list.take(Number(option.dataset.at));
  };

  #status(): string {
    const { localize } = this.#host;
    if (this.#list.open) return localize.term('pickerFound', this.#list.options.length);
    return this.#told;
  }

  draw() {
    const { localize } = this.#host;
    const { id, label, chosen, most = 1, placeholder, required, fault, busy } = this.options;
    const { open, at } = this.#list;
    const full = chosen.length >= most;
    return html`<div class="picker">
      ${full ? html`<span class="label">${label}</span>` : html`<label for=${id}>${label}</label>`}
      <ul class="chosen" id="${id}-chosen" ?hidden=${!chosen.length}>
        ${repeat(
          chosen,
          (one) => one.id,
          (one) =>
            html`<li>
              <button
                type="button"
                aria-label=${localize.term('pickerRemove', one.name)}
                aria-disabled=${!!busy}
                @click=${() => this.#remove(one)}
              >
                <span dir="auto">${one.name}</span>${removeIcon}
              </button>
            </li>`,
        )}
      </ul>
      ${
        full
          ? most > 1
            ? html`<p class="note">${localize.term('pickerFull', most)}</p>`
            : nothing
          : html`<input
              id=${id}
              type="text"
              role="combobox"
              autocomplete="off"
              autocapitalize="off"
              spellcheck="false"
              maxlength=${limits.suggestion}
              aria-autocomplete="list"
              aria-haspopup="listbox"
              aria-expanded=${open}
              aria-controls="${id}-list"
              aria-activedescendant=${open && at >= 0 ? `${id}-${at}` : nothing}
              aria-required=${required ? 'true' : nothing}
              aria-invalid=${!!fault}
              aria-describedby="${id}-fault ${id}-said"
              placeholder=${placeholder ?? nothing}
              ?readonly=${busy}
              .value=${live(this.#text)}
              @input=${this.#type}
              @keydown=${this.#keys}
              @blur=${() => this.stop()}
            />`
      }
      <ul
        class="suggestions"
        popover="manual"
        id="${id}-list"
        role="listbox"
        aria-label=${label}
        @mousedown=${(event: Event) => event.preventDefault()}
        @click=${this.#pick}
      >
        ${open ? this.#list.options.map((candidate, index) => this.#candidate(candidate, index)) : nothing}
      </ul>
      <p class="visually-hidden" role="status">${this.#status()}</p>
      <p class="note" id="${id}-said" role="status">
        ${
          this.#state === 'none'
            ? (this.options.none ?? localize.term('pickerNone'))
            : this.#state === 'failed'
              ? localize.term('pickerFailed')
              : nothing
        }
      </p>
      <p class="fault" id="${id}-fault">${fault || nothing}</p>
    </div>`;
  }

  #candidate({ id, name, photo, about, not }: Candidate, index: number) {
    return html`<li
      role="option"
      id="${this.options.id}-${index}"
      aria-selected=${index === this.#list.at}
      aria-disabled=${not ? 'true' : nothing}
      data-at=${index}
    >
      ${photo === undefined ? nothing : avatar({ id, name, photo })}
      <span
        ><b dir="auto">${name}</b
        >${about ? html`<span class="visually-hidden">,</span> <span class="muted" dir="auto">${about}</span>` : nothing}
        ${not ? html`<span class="blind">${not}</span>` : nothing}</span
      >
    </li>`;
  }
}

class Picker extends AsyncDirective {
  #field: PickerField | undefined;

  render(host: ParvisElement, options: PickerOptions) {
    const field = (this.#field ??= new PickerField(host, () => this.isConnected && this.setValue(field.draw())));
    field.options = options;
    return field.draw();
  }

  protected override disconnected() {
    this.#field?.stop();
  }
}

/**
 * A combobox that finds people, or whatever `ask` finds, and shows those chosen as chips. What draws it calls
 * `host.extend('picker', pickerStyles)` first, and is itself loaded when it is first needed.
 */
export const picker = directive(Picker);

export const pickerStyles: CSSResult[] = [
  peopleStyles,
  suggestionsStyles,
  css`
    .picker > .chosen {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_1);
      margin-block-start: var(--_1);
      list-style: none;
    }
    .picker > .chosen > li {
      display: block;
      max-inline-size: 100%;
      padding: 0;
      border: 0;
      background: none;
    }
    .picker > .chosen button {
      max-inline-size: 100%;
      padding-inline: var(--_3) var(--_2);
      border-color: var(--_line-strong);
      border-radius: 999px;
      font-size: var(--_small);
      text-align: start;
    }
    .picker > input {
      margin-block-start: var(--_1);
    }
    .picker > :is(.note, .fault) {
      font-size: var(--_small);
    }
    .picker > .note {
      color: var(--_muted);
    }
    .picker > .fault {
      color: var(--_bad);
    }
  `,
];
