import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import clip from 'lucide/dist/esm/icons/paperclip.mjs';
import { limits } from '@parvis/contracts/tables';
import type { Fault } from '../controllers/composed.ts';
import { type Holder, type Kept, type Upload, UploadsController } from '../controllers/uploads-controller.ts';
import { AddressesController } from '../controllers/addresses-controller.ts';
import { icon } from '../internal/icons.ts';
import { problemWords } from '../internal/problem.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';

const clipIcon = icon(clip);
const accepted = 'image/jpeg,image/png,image/webp,image/avif,application/pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp';

/** A text that is being written, and what is wrong with what is attached to it. `id` keeps one from another. */
export type AttachingPlace = Holder & { readonly id: string; readonly fault: Fault | undefined };

/** Images and files of a text that is being written: chosen, dropped or pasted. */
export class Attaching {
  readonly #host: ParvisElement;
  readonly #place: AttachingPlace;
  readonly #uploads: UploadsController;
  readonly #addresses: AddressesController;

  constructor(host: ParvisElement, place: AttachingPlace) {
    this.#host = host;
    this.#place = place;
    this.#uploads = new UploadsController(host, place);
    this.#addresses = new AddressesController(host);
  }

  check = () => this.#uploads.check();

  end = () => this.#uploads.end();

  add(files: Iterable<File>) {
    this.#uploads.add(files);
  }

  button(look = 'later') {
    const host = this.#host;
    const label = host.localize.term('attachAdd');
    const id = `attach-${this.#place.id}`;
    return html`<button
        class=${look}
        type="button"
        title=${label}
        ?disabled=${this.#uploads.full}
        @click=${() => host.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(id)}`)?.click()}
      >
        ${clipIcon}
      </button>
      <input
        id=${id}
        type="file"
        multiple
        hidden
        accept=${accepted}
        aria-label=${label}
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          this.add(input.files ?? []);
          input.value = '';
        }}
      />`;
  }

  list() {
    const { kept, uploads } = this.#uploads;
    const host = this.#host;
    if (!kept.length && !uploads.length) return nothing;
    const { fault, id } = this.#place;
    return html`<fieldset class="attachments" part="attachments">
      <legend>${host.localize.term('attachLegend', kept.length + uploads.length, limits.attachments)}</legend>
      <ol>
        ${kept.map((one, index) => this.#kept(one, index, kept.length))} ${uploads.map((one) => this.#upload(one))}
      </ol>
      ${
        fault
          ? html`<p class="fault" id="fault-attach-${id}" role="alert">
              ${host.localize.term(fault === 'missing' ? 'attachSay' : uploads.length ? 'attachWait' : 'attachGone')}
            </p>`
          : nothing
      }
    </fieldset>`;
  }

  #kept(one: Kept, index: number, count: number) {
    const { localize } = this.#host;
    const { id, kind, name, size, alt } = one;
    const deed = (word: string, deed: () => void, possible = true) =>
      html`<button class="quiet" type="button" aria-label="${word} ${name}" ?disabled=${!possible} @click=${deed}>
        ${word}
      </button>`;
    return html`<li>
      ${kind === 'image' ? this.#thumb(id) : nothing}
      <div>
        <p><b dir="auto">${name}</b> <span class="muted">${localize.bytes(size)}</span></p>
        ${
          kind === 'image'
            ? html`<label for="alt-${id}">${localize.term('attachAlt')}</label>
                <input
                  id="alt-${id}"
                  maxlength=${limits.alternativeText}
                  placeholder=${localize.term('attachAltHint')}
                  ?disabled=${alt === ''}
                  aria-invalid=${alt === null && !!this.#place.fault}
                  .value=${live(alt ?? '')}
                  @input=${(event: Event) => this.#uploads.describe(id, (event.target as HTMLInputElement).value || null)}
                  @change=${() => this.#uploads.tell(id)}
                />
                <label class="decorative"
                  ><input
                    type="checkbox"
                    .checked=${live(alt === '')}
                    @change=${(event: Event) => {
                      this.#uploads.describe(id, (event.target as HTMLInputElement).checked ? '' : null);
                      this.#uploads.tell(id);
                    }}
                  />${localize.term('attachDecorative')}</label
                >`
            : nothing
        }
        <p class="deeds">
          ${
            count > 1
              ? [
                  deed(localize.term('attachEarlier'), () => this.#uploads.move(id, -1), index > 0),
                  deed(localize.term('attachLater'), () => this.#uploads.move(id, 1), index < count - 1),
                ]
              : nothing
          }
          ${deed(localize.term('attachRemove'), () => this.#uploads.remove(id))}
        </p>
      </div>
    </li>`;
  }

  /** As the server has drawn it anew. */
  #thumb(id: string) {
    const url = this.#addresses.of({ id, url: '', expiresAt: '' });
    return html`<img class="small" src=${url ? `${url}&size=small` : nothing} alt="" width="72" height="72" />`;
  }

  #upload(one: Upload) {
    const { localize } = this.#host;
    const { code } = (one.error ?? {}) as { code?: string };
    const problem =
      code === 'unsupported-media-type'
        ? localize.term('attachNotTaken')
        : code === 'too-large'
          ? localize.term('attachTooLarge', localize.bytes(limits.image), localize.bytes(limits.file))
          : problemWords(one.error, localize);
    return html`<li>
      <div>
        <p><b dir="auto">${one.name}</b></p>
        ${
          one.error
            ? html`<p class="fault" role="alert">${problem}</p>`
            : html`<progress
                max="1"
                value=${one.share}
                aria-label=${localize.term('attachSending', one.name)}
              ></progress>`
        }
        <p class="deeds">
          ${
            one.error
              ? html`<button class="quiet" type="button" @click=${() => this.#uploads.retry(one)}>
                  ${localize.term('attachRetry')}
                </button>`
              : nothing
          }
          <button class="quiet" type="button" @click=${() => this.#uploads.cancel(one)}>
            ${localize.term(one.error ? 'attachRemove' : 'attachCancel')}
          </button>
        </p>
      </div>
    </li>`;
  }
}
