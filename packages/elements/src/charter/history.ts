import type { CharterVersion, CharterVersionPage } from '@parvis/contracts';
import { html, nothing } from 'lit';
import type { CharterController } from '../controllers/charter-controller.ts';
import { Listing } from '../controllers/listing.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { problemState } from '../internal/states.ts';
import { differences } from '../post/differences.ts';
import { articlesOf } from './articles.ts';
import type { CharterPart } from './charter.ts';

type Listed = CharterVersionPage['items'][number];
const pageSize = 20;
const changed = { added: 'charterAdded', removed: 'charterRemoved', changed: 'charterChanged' } as const;

/** The versions there were, what changed from one to the next, and how each of them read. */
export class History implements CharterPart {
  readonly #host: ParvisElement;
  readonly #charter: CharterController;
  readonly #list: Listing<Listed, number>;
  #failed: unknown;
  /** Which version is opened, and whether as it read or by what changed. */
  #open: { version: number; whole: boolean } | undefined;
  readonly #texts = new Map<string, CharterVersion>();

  constructor(host: ParvisElement, charter: CharterController) {
    this.#host = host;
    this.#charter = charter;
    this.#list = new Listing({
      ask: ({ limit, from: before }) =>
        charter.request(({ charter }) => charter.versions({ limit, ...(before && { before }) })),
      key: ({ version }) => version,
      size: pageSize,
      draw: () => host.requestUpdate(),
    });
    void this.#list.load();
  }

  #key(version: number) {
    return `${this.#host.localize.language} ${version}`;
  }

  async #show(version: number, whole: boolean) {
    const same = this.#open?.version === version && this.#open.whole === whole;
    this.#open = same ? undefined : { version, whole };
    this.#failed = undefined;
    this.#host.requestUpdate();
    if (same) return;
    try {
      const { language } = this.#host.localize;
      const wanted = (whole ? [version] : [version - 1, version]).filter((one) => !this.#texts.has(this.#key(one)));
      await Promise.all(
        wanted.map(async (one) => {
          const text = await this.#charter.request(({ charter }) => charter.version(one, language));
          this.#texts.set(`${language} ${one}`, text);
        }),
      );
    } catch (error) {
      this.#failed = error;
    }
    this.#host.requestUpdate();
  }

  #changes(version: number, changes: Listed['changes']) {
    const { localize } = this.#host;
    const [before, after] = [this.#texts.get(this.#key(version - 1)), this.#texts.get(this.#key(version))];
    if (!before || !after) return this.#waiting(version, false);
    const of = (text: CharterVersion, wanted: number) => {
      const found = text.articles.find(({ number }) => number === wanted);
      return found ? `${found.title}\n${found.source}` : '';
    };
    return html`<div class="changed">
      ${changes.map(
        ({ number, change }) =>
          html`<div>
            <b>${localize.term(changed[change], number)}</b>
            <p class="text" dir="auto">
              ${differences(of(before, number), of(after, number)).map(({ text, kind }) =>
                kind === 'added' ? html`<ins>${text}</ins>` : kind === 'removed' ? html`<del>${text}</del>` : text,
              )}
            </p>
          </div>`,
      )}
    </div>`;
  }

  #waiting(version: number, whole: boolean) {
    const { localize } = this.#host;
    if (!this.#failed) return html`<p class="muted" role="status">${localize.term('loading')}</p>`;
    return html`<p class="problem" role="alert">${problemWords(this.#failed, localize)}</p>
      <button
        class="outlined"
        type="button"
        @click=${() => {
          this.#open = undefined;
          void this.#show(version, whole);
        }}
      >
        ${localize.term('retry')}
      </button>`;
  }

  #whole(version: number) {
    const text = this.#texts.get(this.#key(version));
    if (!text) return this.#waiting(version, true);
    return html`<div class="articles">${articlesOf(text.articles, this.#host.localize)}</div>`;
  }

  #item({ version, major, publishedAt, summary, changes }: Listed) {
    const { localize } = this.#host;
    const words = summary[localize.language];
    const isOpen = (whole: boolean) => this.#open?.version === version && this.#open.whole === whole;
    const button = (whole: boolean, word: string) =>
      html`<button
        class="quiet open"
        type="button"
        aria-expanded=${isOpen(whole)}
        aria-label="${localize.term('charterVersionNumber', version)}, ${word}"
        @click=${() => void this.#show(version, whole)}
      >
        ${word}
      </button>`;
    return html`<li data-version=${version}>
      <div class="line">
        <span
          ><b>${localize.term('charterVersionNumber', version)}</b>
          <small>${localize.date(publishedAt, 'year')}</small></span
        >
        ${
          // The first one replaced nothing that had been accepted.
          version > 1
            ? html`<span class="badge ${major ? 'major' : ''}"
                >${localize.term(major ? 'charterMajor' : 'charterMinor')}</span
              >`
            : nothing
        }
      </div>
      ${words ? html`<p dir="auto">${words}</p>` : nothing}
      ${
        changes.length
          ? html`<p class="note">
              ${localize.list(changes.map(({ number, change }) => localize.term(changed[change], number)))}
            </p>`
          : nothing
      }
      <div class="line acts">
        ${changes.length ? button(false, localize.term('charterWhatChanged')) : nothing}
        ${button(true, localize.term('charterHowItRead'))}
      </div>
      ${isOpen(false) ? this.#changes(version, changes) : isOpen(true) ? this.#whole(version) : nothing}
    </li>`;
  }

  render() {
    const { localize } = this.#host;
    const { status, error, items, next, failure, load, more } = this.#list;
    if (status === 'error') return problemState(error, localize, () => void load());
    if (status !== 'ready') return html`<p class="muted" role="status">${localize.term('loading')}</p>`;
    return html`<section class="part" part="history" aria-labelledby="history-title">
      <h3 id="history-title">${localize.term('charterHistory')}</h3>
      ${failure ? html`<p class="problem" role="alert">${problemWords(failure, localize)}</p>` : nothing}
      <ol>
        ${items.map((one) => this.#item(one))}
      </ol>
      ${
        next
          ? html`<button class="outlined" type="button" @click=${more}>${localize.term('charterMore')}</button>`
          : nothing
      }
    </section>`;
  }
}
