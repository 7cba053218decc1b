import type { AcceptancePage } from '@parvis/contracts';
import { html, nothing } from 'lit';
import download from 'lucide/dist/esm/icons/download.mjs';
import type { CharterController } from '../controllers/charter-controller.ts';
import { icon } from '../internal/icons.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import type { CharterPart } from './charter.ts';
import { saveFile } from './save-file.ts';

const downloadIcon = icon(download);
const pageSize = 50;

/** Who accepted which version, for administrators. */
export class Signatures implements CharterPart {
  readonly #host: ParvisElement;
  readonly #charter: CharterController;
  #version: number;
  #items: AcceptancePage['items'] | undefined;
  #next: string | null = null;
  #failed: unknown;
  #told = '';
  #busy = false;

  constructor(host: ParvisElement, charter: CharterController) {
    this.#host = host;
    this.#charter = charter;
    this.#version = charter.charter?.version ?? 1;
    void this.#load();
  }

  #load = async () => {
    const version = this.#version;
    this.#failed = undefined;
    this.#host.requestUpdate();
    try {
      const cursor = this.#next;
      const page = await this.#charter.request(({ charter }) =>
        charter.acceptances(version, { limit: pageSize, ...(cursor && { cursor }) }),
      );
      if (version !== this.#version) return;
      this.#items = [...(this.#items ?? []), ...page.items];
      this.#next = page.next;
    } catch (error) {
      if (version !== this.#version) return;
      this.#failed = error;
    }
    this.#host.requestUpdate();
  };

  #choose = (event: Event) => {
    this.#version = Number((event.target as HTMLSelectElement).value);
    this.#items = undefined;
    this.#next = null;
    this.#told = '';
    void this.#load();
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
    const newest = this.#charter.charter?.version ?? this.#version;
    const versions = [...Array(newest).keys()].map((index) => newest - index);
    return html`<section class="part" aria-labelledby="signatures-title">
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
      ${
        this.#failed
          ? html`<p class="problem" role="alert">${problemWords(this.#failed, localize)}</p>
              ${
                this.#items
                  ? nothing
                  : html`<button class="outlined" type="button" @click=${this.#load}>${localize.term('retry')}</button>`
              }`
          : nothing
      }
      ${this.#list()}
      ${
        this.#next
          ? html`<button class="outlined" type="button" @click=${this.#load}>
              ${localize.term('signaturesMore')}
            </button>`
          : nothing
      }
    </section>`;
  }

  #list() {
    const { localize } = this.#host;
    if (!this.#items)
      return this.#failed ? nothing : html`<p class="muted" role="status">${localize.term('loading')}</p>`;
    if (!this.#items.length) return html`<p class="muted">${localize.term('signaturesNone')}</p>`;
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${localize.term('signaturesWho')}</th>
          <th scope="col">${localize.term('signaturesWhen')}</th>
          <th scope="col">${localize.term('signaturesLanguage')}</th>
        </tr>
      </thead>
      <tbody>
        ${this.#items.map(
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
