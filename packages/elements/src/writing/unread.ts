import { html } from 'lit';
import { WritingController } from '../controllers/writing-controller.ts';
import type { WritingField } from './field.ts';

/** Milliseconds of not typing after which mentions are looked up. */
const pause = 500;
/** Mentions that are looked up. */
const most = 10;
const mention = /(?<![\p{L}\p{N}\p{M}@/&])@([\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|[.@_-]+(?=[\p{L}\p{N}]))*)/gu;

/** Says who is mentioned and will not see it: they are not among the readers, or no longer. */
export class Unread {
  readonly #field: WritingField;
  #names: string[] = [];
  #looked = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(field: WritingField) {
    this.#field = field;
  }

  stop() {
    clearTimeout(this.#timer);
    this.#looked = '';
  }

  /** Also asks again when the readers have become others. */
  #look() {
    const { value, readers } = this.#field.options;
    const handles = value.includes('@')
      ? [...new Set([...value.matchAll(mention)].map(([, handle]) => handle!.toLowerCase()))].slice(0, most)
      : [];
    const key = JSON.stringify([handles, handles.length > 0 && readers()]);
    if (key === this.#looked) return;
    this.#looked = key;
    clearTimeout(this.#timer);
    if (handles.length > 0) this.#timer = setTimeout(() => void this.#ask(handles, key), pause);
    else this.#names = [];
  }

  async #ask(handles: string[], key: string) {
    const controller = WritingController.of(this.#field.host);
    const readers = this.#field.options.readers();
    const found = await Promise.all(
      handles.map((handle) =>
        controller.suggest('people', handle, readers).then(
          ({ people }) => people.find(({ userName }) => userName.toLowerCase() === handle),
          // What cannot be learned is not warned of.
          () => undefined,
        ),
      ),
    );
    if (key !== this.#looked) return;
    this.#names = found.flatMap((one) => (one && !one.reads ? [one.person.name] : []));
    this.#field.redraw();
  }

  draw() {
    this.#look();
    const { localize } = this.#field.host;
    const told = this.#names.length
      ? localize.term('writingUnread', localize.list(this.#names), this.#names.length)
      : '';
    // As a property: white space around it would be seen as a line.
    return html`<p class="unread" role="status" .textContent=${told}></p>`;
  }
}
