/** Searches that are kept, with whom they found since. Loaded when somebody comes to the box, or with the first results. */
import type { Client } from '@parvis/client';
import type { SavedSearch } from '@parvis/contracts';
import { html, nothing } from 'lit';
import { clientContext } from '../contexts/index.ts';
import { Follow } from '../controllers/follow.ts';
import { Hearing } from '../controllers/hearing.ts';
import { unitSteps } from '../internal/names.ts';
import { levelTerms } from '../internal/skill-words.ts';
import type { ParvisExpertiseSearch } from './expertise-search.ts';

export { keepingStyles } from './keeping.styles.ts';

export type Kept = SavedSearch['query'];

type Said = 'keptFull' | 'keptFailed' | 'keptDeleted';

const parts = ['q', 'unit', 'site', 'language', 'level'] as const;
const same = (one: Kept, other: Kept) => parts.every((part) => (one[part] ?? '') === (other[part] ?? ''));

export class Keeping {
  readonly #host: ParvisExpertiseSearch;
  #client: Client | undefined;
  readonly #run: (query: Kept) => void;
  #searches: readonly SavedSearch[] = [];
  #said: Said | undefined;
  #busy = false;

  constructor(host: ParvisExpertiseSearch, run: (query: Kept) => void) {
    this.#host = host;
    this.#run = run;
    new Follow<Client | undefined>(host, clientContext, (client) => {
      this.#client = client;
      // Another client is another person, whose searches are others.
      this.#show([]);
      void this.#load();
    });
    // Somebody new matches; another tab kept a search, looked at one or deleted one.
    new Hearing(host, { event: ({ type }) => type.startsWith('search.'), again: () => this.#load() });
  }

  /** Nothing is said where they cannot be had: the search itself works. */
  async #load() {
    const client = this.#client;
    if (!client) return;
    const list = await client.savedSearches.list().catch(() => undefined);
    if (list && client === this.#client) this.#show(list.items, this.#said);
  }

  #show(searches: readonly SavedSearch[], said?: Said) {
    this.#searches = searches;
    this.#said = said;
    this.#host.requestUpdate();
  }

  async #act(act: (client: Client) => Promise<readonly SavedSearch[]>, said?: Said) {
    const client = this.#client;
    if (!client || this.#busy) return;
    this.#busy = true;
    try {
      const searches = await act(client);
      if (client === this.#client) this.#show(searches, said);
    } catch (error) {
      this.#show(this.#searches, (error as { code?: string }).code === 'conflict' ? 'keptFull' : 'keptFailed');
    } finally {
      this.#busy = false;
    }
  }

  async #keep(query: Kept) {
    const asked = Object.fromEntries(parts.flatMap((part) => (query[part] ? [[part, query[part]]] : []))) as Kept;
    await this.#act(async ({ savedSearches }) => [await savedSearches.save(asked), ...this.#searches]);
    this.#focus();
  }

  async #delete(id: string) {
    await this.#act(async ({ savedSearches }) => {
      await savedSearches.delete(id);
      return this.#searches.filter((one) => one.id !== id);
    }, 'keptDeleted');
    this.#focus();
  }

  /** What was pressed is gone, or leads there. */
  #focus() {
    void this.#host.updateComplete.then(() => this.#host.renderRoot.querySelector<HTMLElement>('.kept')?.focus());
  }

  #open({ id, query, found }: SavedSearch) {
    this.#run(query);
    // What was pressed goes elsewhere.
    this.#host.renderRoot.querySelector('input')?.focus();
    if (found.length > 0)
      void this.#act(async ({ savedSearches }) => {
        await savedSearches.see(id);
        return this.#searches.map((one) => (one.id === id ? { ...one, found: [], more: 0 } : one));
      });
  }

  #called({ q, unit, site, language, level }: Kept) {
    const { localize } = this.#host;
    return [
      q,
      unitSteps(unit ?? '').at(-1),
      site,
      language && localize.languageName(language),
      level && localize.term(levelTerms[level]),
    ]
      .filter(Boolean)
      .join(' · ');
  }

  /** Beside the results of this search. */
  offer(query: Kept) {
    const { localize } = this.#host;
    return this.#searches.some((one) => same(one.query, query))
      ? html`<span class="muted">${localize.term('keptSearch')}</span>`
      : html`<button class="link keep" type="button" @click=${() => this.#keep(query)}>
          ${localize.term('keepSearch')}
        </button>`;
  }

  /** Leads from the results of a search to the searches below them that found somebody new. */
  #news() {
    const count = this.#searches.filter(({ found }) => found.length > 0).length;
    return count
      ? html`<div class="news">
          <button class="link" type="button" @click=${() => this.#focus()}>
            ${this.#host.localize.term('keptNews', count)}
          </button>
        </div>`
      : nothing;
  }

  /** Whoever asked wants to see people: what is kept comes after them. */
  above() {
    return this.#host.query.trim() ? this.#news() : this.#draw();
  }

  below() {
    return this.#host.query.trim() ? this.#draw() : nothing;
  }

  #draw() {
    const { localize } = this.#host;
    if (this.#searches.length === 0 && !this.#said) return nothing;
    return html`<section class="kept" part="saved" aria-labelledby="kept" tabindex="-1">
      <h3 id="kept">${localize.term('keptTitle')}</h3>
      <ul>
        ${this.#searches.map((one) => {
          const called = this.#called(one.query);
          return html`<li>
            <div>
              <button class="link" type="button" dir="auto" @click=${() => this.#open(one)}>${called}</button>
              <button
                class="quiet"
                type="button"
                aria-label=${localize.term('keptDeleteOf', called)}
                @click=${() => this.#delete(one.id)}
              >
                ${localize.term('keptDelete')}
              </button>
            </div>
            ${
              one.found.length > 0
                ? html`<div>
                    <b>${localize.term('keptNew')}</b>
                    ${one.found.map(
                      ({ id, name }) =>
                        html`<button
                          class="name"
                          type="button"
                          data-person=${id}
                          aria-haspopup="dialog"
                          aria-expanded="false"
                        >
                          <bdi>${name}</bdi>
                        </button>`,
                    )}
                    ${one.more ? html`<span class="muted">${localize.term('keptMore', one.more)}</span>` : nothing}
                  </div>`
                : nothing
            }
          </li>`;
        })}
      </ul>
      <p role="status">${this.#said ? localize.term(this.#said) : nothing}</p>
    </section>`;
  }
}
