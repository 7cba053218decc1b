import type { Acceptance } from '@parvis/contracts';
import { html, nothing } from 'lit';
import download from 'lucide/dist/esm/icons/download.mjs';
import type { CharterController } from '../controllers/charter-controller.ts';
import { Listing } from '../controllers/listing.ts';
import { icon } from '../internal/icons.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { problemState } from '../internal/states.ts';
import type { CharterPart } from './charter.ts';
import { saveFile } from './save-file.ts';

const downloadIcon = icon(download);
const pageSize = 20;

/** What its reader accepted, to keep and to show. */
export class OwnAcceptances implements CharterPart {
  readonly #host: ParvisElement;
  readonly #charter: CharterController;
  readonly #list: Listing<Acceptance, number>;
  #failed: unknown;

  constructor(host: ParvisElement, charter: CharterController) {
    this.#host = host;
    this.#charter = charter;
    this.#list = new Listing({
      ask: ({ limit, from: before }) =>
        charter.request(({ charter }) => charter.own({ limit, ...(before && { before }) })),
      key: ({ version }) => version,
      size: pageSize,
      draw: () => host.requestUpdate(),
    });
    void this.#list.load();
  }

  /** With the very text that the digest was made of: whoever has the file can make it again. */
  #proof = async ({ version, language, acceptedAt, digest }: Acceptance) => {
    const { localize } = this.#host;
    this.#failed = undefined;
    try {
      const { articles } = await this.#charter.request(({ charter }) => charter.version(version, language));
      const text = articles.map(({ number, title, source }) => ({ number, title, source }));
      const proof = { charter: version, language, acceptedAt, sha256: digest, text };
      saveFile(
        `${localize.term('charterProofName', version)}.json`,
        JSON.stringify(proof, null, 2),
        'application/json',
      );
    } catch (error) {
      this.#failed = error;
    }
    this.#host.requestUpdate();
  };

  render() {
    const { localize } = this.#host;
    const { status, error, items, next, failure, load, more } = this.#list;
    if (status === 'error') return problemState(error, localize, () => void load());
    if (status !== 'ready') return html`<p class="muted" role="status">${localize.term('loading')}</p>`;
    const failed = this.#failed ?? failure;
    return html`<section class="part" part="own" aria-labelledby="own-title">
      <h3 id="own-title">${localize.term('charterOwn')}</h3>
      <p class="muted">${localize.term(items.length ? 'charterOwnText' : 'charterOwnNone')}</p>
      ${failed ? html`<p class="problem" role="alert">${problemWords(failed, localize)}</p>` : nothing}
      ${
        items.length
          ? html`<ul>
              ${items.map(
                (one) =>
                  html`<li>
                    <div class="line">
                      <span
                        >${localize.term('charterAccepted', one.version, localize.exact(one.acceptedAt))}
                        <small>${localize.term('charterIn', localize.languageName(one.language))}</small></span
                      >
                      <button
                        class="outlined"
                        type="button"
                        aria-label=${localize.term('charterProofOf', one.version)}
                        @click=${() => void this.#proof(one)}
                      >
                        ${downloadIcon}${localize.term('charterProof')}
                      </button>
                    </div>
                    <small>${localize.term('charterDigest')} <code>${one.digest}</code></small>
                  </li>`,
              )}
            </ul>`
          : nothing
      }
      ${
        next
          ? html`<button class="outlined" type="button" @click=${more}>${localize.term('charterMore')}</button>`
          : nothing
      }
    </section>`;
  }
}
