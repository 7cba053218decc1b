import { html, nothing } from 'lit';
import { AsyncDirective } from 'lit/async-directive.js';
import { directive } from 'lit/directive.js';
import { live } from 'lit/directives/live.js';
import type { WritingReaders } from '../controllers/writing-controller.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import type { WritingTools } from './tools.ts';

export type WritingOptions = {
  /** Of the text area: what focuses it, describes it or labels it goes by this. */
  id: string;
  /** Its name, where no `<label>` names it. */
  label?: string;
  value: string;
  change(text: string): void;
  /** Characters that it may have at most. More can be written and is told; nothing that was pasted is cut off. */
  limit: number;
  /** Who will read it: suggestions say who will not. */
  readers(): WritingReaders | undefined;
  placeholder?: string;
  rows?: number;
  required?: boolean;
  invalid?: boolean;
  /** Ids of what describes it. */
  describedBy?: string;
  /** It is being sent. */
  busy?: boolean;
  /** Keeps room for the tools before it is first focused, so that nothing moves then. */
  room?: boolean;
};

const fields = new WeakMap<Element, WritingField>();

/** One text that is being written. All that helps with it is loaded when it is first focused. */
export class WritingField {
  readonly host: ParvisElement;
  readonly #redraw: () => void;
  options!: WritingOptions;
  #tools: WritingTools | undefined;
  #loading = false;

  constructor(host: ParvisElement, redraw: () => void) {
    this.host = host;
    this.#redraw = redraw;
  }

  get area(): HTMLTextAreaElement | null {
    return this.host.renderRoot.querySelector(`#${CSS.escape(this.options.id)}`);
  }

  redraw() {
    this.#redraw();
  }

  stop() {
    this.#tools?.stop();
  }

  /** Back from the preview to the text. */
  write() {
    this.#tools?.write();
  }

  #load = async () => {
    if (this.#loading) return;
    this.#loading = true;
    try {
      const [{ WritingTools }, { writingStyles }, { richTextStyles }] = await Promise.all([
        import('./tools.ts'),
        import('./writing.styles.ts'),
        import('../styles/rich-text.ts'),
      ]);
      await this.host.extend('writing', [richTextStyles, writingStyles]);
      this.#tools = new WritingTools(this);
      this.#redraw();
    } catch {
      // One writes without help; the next focus asks for it again.
      this.#loading = false;
    }
  };

  #handleInput = (event: Event) => {
    const { value } = event.target as HTMLTextAreaElement;
    this.options = { ...this.options, value };
    this.options.change(value);
    this.#tools?.typed();
  };

  draw() {
    const { id, label, value, placeholder, rows = 3, required, invalid, describedBy, busy, room } = this.options;
    const tools = this.#tools;
    const list = tools?.list;
    queueMicrotask(() => {
      const { area } = this;
      if (area) fields.set(area, this);
    });
    // It stays a text box while its list is open: HTML lets no text area be a combobox, and a text box has no
    // `aria-expanded`. That there is a list, and how long it is, a status tells.
    return html`<div class="writing" @focusin=${this.#load}>
      <textarea
        id=${id}
        rows=${rows}
        dir="auto"
        aria-label=${label ?? nothing}
        aria-required=${required ? 'true' : nothing}
        aria-invalid=${invalid === undefined ? nothing : String(invalid)}
        aria-describedby=${describedBy ?? nothing}
        aria-autocomplete=${list ? 'list' : nothing}
        aria-haspopup=${list ? 'listbox' : nothing}
        aria-controls=${list?.id ?? nothing}
        aria-activedescendant=${list?.active ?? nothing}
        placeholder=${placeholder ?? nothing}
        ?readonly=${busy}
        ?hidden=${tools?.previewing}
        .value=${live(value)}
        @input=${this.#handleInput}
        @keydown=${(event: KeyboardEvent) => tools?.key(event)}
        @keyup=${() => tools?.moved()}
        @click=${() => tools?.moved()}
        @blur=${() => tools?.left()}
      ></textarea>
      ${tools?.draw() ?? (room ? html`<div class="tools"></div>` : nothing)}
    </div>`;
  }
}

class Writing extends AsyncDirective {
  #field: WritingField | undefined;

  render(host: ParvisElement, options: WritingOptions) {
    const field = (this.#field ??= new WritingField(host, () => this.isConnected && this.setValue(field.draw())));
    field.options = options;
    return field.draw();
  }

  protected override disconnected() {
    this.#field?.stop();
  }
}

/** A text area with a toolbar, a preview, and suggestions for mentions and tags; it draws itself anew on its own. */
export const writing = directive(Writing);

/** Puts the cursor into a text that is being written, also where its preview is shown. */
export function focusWriting(root: ParentNode, id: string, options?: FocusOptions) {
  const area = root.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
  if (area) fields.get(area)?.write();
  area?.focus(options);
}
