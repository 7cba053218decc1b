import type { RichText } from '@parvis/contracts';
import { html, nothing } from 'lit';
import bold from 'lucide/dist/esm/icons/letter-b.mjs';
import code from 'lucide/dist/esm/icons/code.mjs';
import heading from 'lucide/dist/esm/icons/heading-2.mjs';
import italic from 'lucide/dist/esm/icons/italic.mjs';
import link from 'lucide/dist/esm/icons/link.mjs';
import list from 'lucide/dist/esm/icons/list.mjs';
import quote from 'lucide/dist/esm/icons/text-quote.mjs';
import { WritingController } from '../controllers/writing-controller.ts';
import { icon } from '../internal/icons.ts';
import { problemWords } from '../internal/problem.ts';
import { richText } from '../internal/rich-text.ts';
import type { Completion } from './completion.ts';
import type { WritingField } from './field.ts';
import { type Format, apply, format, formats } from './format.ts';
import { Unread } from './unread.ts';

const icons: Record<Format, unknown> = {
  bold: icon(bold),
  italic: icon(italic),
  heading: icon(heading),
  quote: icon(quote),
  code: icon(code),
  link: icon(link),
  list: icon(list),
};
const terms = {
  bold: 'writingBold',
  italic: 'writingItalic',
  heading: 'writingHeading',
  quote: 'writingQuote',
  code: 'writingCode',
  link: 'writingLink',
  list: 'writingList',
} as const satisfies Record<Format, string>;
const shortcuts: Partial<Record<Format, string>> = { bold: 'b', italic: 'i', link: 'k' };
const apple = /mac|iphone|ipad/i.test(navigator.platform);

/** What is left is told when it is less than a tenth of the limit, and aloud in steps. */
const nearShare = 10;
const aloudSteps = 50;

type Preview = { status: 'loading' | 'ready' | 'error'; body: RichText; error?: unknown };

/** What stands under a text that is being written: toolbar, preview, count, suggestions. */
export class WritingTools {
  readonly #field: WritingField;
  readonly #unread: Unread;
  #completion: Completion | undefined;
  #completing = false;
  #at = 0;
  #preview: Preview | undefined;

  constructor(field: WritingField) {
    this.#field = field;
    this.#unread = new Unread(field);
  }

  get previewing(): boolean {
    return this.#preview !== undefined;
  }

  /** The open list of suggestions and the option that Enter takes. */
  get list(): { id: string; active: string } | undefined {
    return this.#completion?.list;
  }

  stop() {
    this.#completion?.close();
    this.#unread.stop();
  }

  write() {
    if (!this.#preview) return;
    this.#preview = undefined;
    this.#field.redraw();
  }

  typed() {
    void this.#complete();
    this.#field.redraw();
  }

  moved() {
    this.#completion?.look();
  }

  left() {
    this.#completion?.close();
  }

  /** Suggestions are loaded with the first `@` or `#`. */
  async #complete() {
    if (!this.#completion && !this.#completing && /[@#]/.test(this.#field.options.value)) {
      this.#completing = true;
      try {
        const [{ Completion }, { suggestionsStyles }, { peopleStyles }] = await Promise.all([
          import('./completion.ts'),
          import('../styles/suggestions.ts'),
          import('../styles/people.ts'),
        ]);
        await this.#field.host.extend('writing', [peopleStyles, suggestionsStyles]);
        this.#completion = new Completion(this.#field);
      } catch {
        this.#completing = false;
      }
    }
    this.#completion?.look(true);
  }

  key(event: KeyboardEvent) {
    if (this.#completion?.key(event)) return;
    const modified = apple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
    if (!modified || event.altKey || event.shiftKey) return;
    const name = formats.find((one) => shortcuts[one] === event.key.toLowerCase());
    if (!name) return;
    event.preventDefault();
    this.#format(name);
  }

  #format(name: Format) {
    const { area, options } = this.#field;
    if (!area || options.busy || this.#preview) return;
    const { value, selectionStart, selectionEnd } = area;
    apply(area, format(name, { text: value, start: selectionStart, end: selectionEnd }));
  }

  #togglePreview = async () => {
    if (this.#preview) return this.write();
    const { host, options } = this.#field;
    const preview: Preview = { status: 'loading', body: [] };
    this.#preview = preview;
    this.#completion?.close();
    this.#field.redraw();
    let next: Preview;
    try {
      next = { status: 'ready', body: await WritingController.of(host).render(options.value) };
    } catch (error) {
      next = { status: 'error', body: [], error };
    }
    if (this.#preview !== preview) return;
    this.#preview = next;
    this.#field.redraw();
  };

  #handleKey = (event: KeyboardEvent) => {
    const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('button')];
    const forward =
      getComputedStyle(event.currentTarget as HTMLElement).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const back = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const count = buttons.length;
    const to = { [forward]: this.#at + 1, [back]: this.#at - 1 + count, Home: 0, End: count - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#at = to % count;
    this.#field.redraw();
    buttons[this.#at]?.focus();
  };

  draw() {
    // Nothing to look at any more: it was sent or discarded.
    if (!this.#field.options.value && this.#preview) this.#preview = undefined;
    return html`${this.#shown()} ${this.#toolbar()} ${this.#count()} ${this.#unread.draw()} ${this.#completion?.draw()}`;
  }

  #toolbar() {
    const { localize } = this.#field.host;
    const { id, busy } = this.#field.options;
    const off = !!busy || this.previewing;
    return html`<div
      class="tools"
      role="toolbar"
      aria-label=${localize.term('writingTools')}
      aria-controls=${id}
      @keydown=${this.#handleKey}
      @mousedown=${(event: Event) => event.preventDefault()}
    >
      ${formats.map((name, at) => {
        const key = shortcuts[name]?.toUpperCase();
        const word = localize.term(terms[name]);
        return html`<button
          class="quiet"
          type="button"
          tabindex=${at === this.#at ? 0 : -1}
          aria-label=${key ? word : nothing}
          aria-keyshortcuts=${key ? `${apple ? 'Meta' : 'Control'}+${key}` : nothing}
          aria-disabled=${off}
          title=${key ? `${word} (${localize.term(apple ? 'writingCommand' : 'writingControl', key)})` : word}
          data-format=${name}
          @focus=${() => this.#reach(at)}
          @click=${() => this.#format(name)}
        >
          ${icons[name]}
        </button>`;
      })}
      <button
        class="quiet preview"
        type="button"
        tabindex=${formats.length === this.#at ? 0 : -1}
        aria-pressed=${this.previewing}
        @focus=${() => this.#reach(formats.length)}
        @click=${this.#togglePreview}
      >
        ${localize.term(this.previewing ? 'writingEdit' : 'writingPreview')}
      </button>
    </div>`;
  }

  #reach(at: number) {
    if (at === this.#at) return;
    this.#at = at;
    this.#field.redraw();
  }

  #shown() {
    const preview = this.#preview;
    if (!preview) return nothing;
    const { localize } = this.#field.host;
    const { status, body, error } = preview;
    return html`<div
      class="shown"
      role="region"
      aria-label=${localize.term('writingPreview')}
      aria-live="polite"
      aria-busy=${status === 'loading'}
    >
      ${
        status === 'loading'
          ? html`<p class="muted">${localize.term('loading')}</p>`
          : status === 'error'
            ? html`<p class="problem">${problemWords(error, localize)}</p>`
            : body.length
              ? html`<fieldset disabled><div class="text" dir="auto">${richText(body)}</div></fieldset>`
              : html`<p class="muted">${localize.term('writingNothing')}</p>`
      }
    </div>`;
  }

  #count() {
    const { localize } = this.#field.host;
    const { value, limit } = this.#field.options;
    const left = limit - value.trim().length;
    if (left > limit / nearShare) return html`<p class="visually-hidden" role="status"></p>`;
    const words = (count: number) =>
      count < 0 ? localize.term('writingTooLong', -count) : localize.term('writingLeft', count);
    const aloud = left < 0 ? -1 : Math.ceil(left / aloudSteps) * aloudSteps;
    return html`<p class=${left < 0 ? 'count over' : 'count'} aria-hidden="true">${words(left)}</p>
      <p class="visually-hidden" role="status">
        ${aloud < 0 ? localize.term('writingOver', limit) : localize.term('writingLeft', aloud)}
      </p>`;
  }
}
