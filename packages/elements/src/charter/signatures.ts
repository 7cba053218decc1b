import type { AcceptancePage } from '@parvis/contracts';
import { html, nothing } from 'lit';
import download from 'lucide/dist/esm/icons/download.mjs';
import type { CharterController } from '../controllers/charter-controller.ts';
import { Listing } from '../controllers/listing.ts';
import { icon } from '../internal/icons.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import type { CharterPart } from './charter.ts';
import { saveFile } from './save-file.ts';

const downloadIcon = icon(download);
const pageSize = 50;
type Signed = AcceptancePage['items'][number];

/** Who accepted which version, for administrators. */
export class Signatures implements CharterPart {
  readonly #host: ParvisElement;
  readonly #charter: CharterController;
  #version: number;
  readonly #list: Listing<Signed>;
  #failed: unknown;
  #told = '';
  #busy = false;

  constructor(host: ParvisElement, charter: CharterController) {
    this.#host = host;
    this.#charter = charter;
    this.#version = charter.charter?.version ?? 1;
    this.#list = new Listing({
      ask: ({ limit, from: cursor }) =>
        charter.request(({ charter }) => charter.acceptances(this.#version, { limit, ...(cursor && { cursor }) })),
      key: ({ person }) => person.id,
      size: pageSize,
      draw: () => host.requestUpdate(),
    });
    void this.#list.load();
  }

  #choose = (event: Event) => {
    this.#version = Number((event.target as HTMLSelectElement).value);
    this.#told = '';
    this.#failed = undefined;
    void this.#list.load();
  };

  #export = async () => {
    if (this.#busy) return;
    this.#busy = true;
    this.#failed = undefined;
    this.#told = '';
    this.#host.requestUpdate();
    try {
      const { name, csv, count } = await this.#charter.request(({ charter }) => charter.export(this.#version));
      saveFile(name, csv, 'text/csv;charset=utf-8');
      this.#told = this.#host.localize.term('signaturesExported', count, name);
    } catch (error) {
      this.#failed = error;
    }
    this.#busy = false;
    this.#host.requestUpdate();
  };

  render() {
    const { localize } = this.#host;
    const { status, error, next, failure, load, more } = this.#list;
    const failed = this.#failed ?? error ?? failure;
    const newest = this.#charter.charter?.version ?? this.#version;
    const versions = [...Array(newest).keys()].map((index) => newest - index);
    return html`<section class="part" part="signatures" aria-labelledby="signatures-title">
      <h3 id="signatures-title">${localize.term('charterSignatures')}</h3>
      <p class="muted">${localize.term('signaturesText')}</p>
      <div class="line">
        <label
          >${localize.term('signaturesVersion')}
          <select @change=${this.#choose}>
            ${versions.map(
              (one) => html`<option value=${one} ?selected=${one === this.#version}>${localize.number(one)}</option>`,
            )}
          </select>
        </label>
        <button class="outlined" type="button" aria-disabled=${this.#busy} @click=${this.#export}>
          ${downloadIcon}${localize.term('signaturesExport')}
        </button>
      </div>
      <p class="note" role="status">${this.#told}</p>
      ${failed ? html`<p class="problem" role="alert">${problemWords(failed, localize)}</p>` : nothing}
      ${
        status === 'error'
          ? html`<button class="outlined" type="button" @click=${load}>${localize.term('retry')}</button>`
          : this.#table()
      }
      ${
        next
          ? html`<button class="outlined" type="button" @click=${more}>${localize.term('signaturesMore')}</button>`
          : nothing
      }
    </section>`;
  }

  #table() {
    const { localize } = this.#host;
    const { status, items } = this.#list;
    if (status !== 'ready') return html`<p class="muted" role="status">${localize.term('loading')}</p>`;
    if (!items.length) return html`<p class="muted">${localize.term('signaturesNone')}</p>`;
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${localize.term('signaturesWho')}</th>
          <th scope="col">${localize.term('signaturesWhen')}</th>
          <th scope="col">${localize.term('signaturesLanguage')}</th>
        </tr>
      </thead>
      <tbody>
        ${items.map(
          ({ person, acceptedAt, language }) =>
            html`<tr>
              <td><b dir="auto">${person.name}</b> <small>${person.userName}</small></td>
              <td>${localize.exact(acceptedAt)}</td>
              <td>${localize.languageName(language)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
