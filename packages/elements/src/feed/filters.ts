import type { Reading } from '@parvis/contracts';
import { type FeedScope, type PostKind, limits, postKinds } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import type { FeedController } from '../controllers/feed-controller.ts';
import type { ReadingController } from '../controllers/reading-controller.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';

/** What the reader narrows a feed to; `view`: another scope than that of the element. */
export type Narrowing = { view: FeedScope | ''; kind: string; unanswered: boolean; unread: boolean; search: string };

/** Scopes that the home leads to. */
const views = ['home', 'everyone', 'bookmarks', 'mine', 'drafts'] as const satisfies FeedScope[];
const viewTerms = {
  home: 'filterHome',
  everyone: 'filterEveryone',
  bookmarks: 'filterBookmarks',
  mine: 'filterMine',
  drafts: 'filterDrafts',
} as const;

const kindTerms = {
  update: 'kindUpdate',
  question: 'kindQuestion',
  link: 'kindLink',
  announcement: 'kindAnnouncement',
  kudos: 'kindKudos',
  idea: 'kindIdea',
  poll: 'kindPoll',
} as const satisfies Record<PostKind, string>;

/** The panel of a feed's filters, with what the reader muted and follows. Loaded when it is first opened. */
export class Filters {
  readonly #host: ParvisElement;
  readonly #feed: FeedController;
  readonly #reading: () => ReadingController | undefined;
  readonly #narrow: (change: Partial<Narrowing>) => void;
  #failed: unknown;
  open = true;

  constructor(
    host: ParvisElement,
    feed: FeedController,
    reading: () => ReadingController | undefined,
    narrow: (change: Partial<Narrowing>) => void,
  ) {
    this.#host = host;
    this.#feed = feed;
    this.#reading = reading;
    this.#narrow = narrow;
  }

  panel({ view, kind, unanswered, unread, search }: Narrowing, home: boolean) {
    if (!this.open) return nothing;
    const { localize } = this.#host;
    const scope = this.#feed.query?.scope ?? 'home';
    const marked = scope === 'home' || scope === 'everyone' || scope === 'community';
    const submit = (event: Event) => {
      event.preventDefault();
      const field = (event.currentTarget as HTMLElement).querySelector<HTMLInputElement>('#filter-search');
      this.#narrow({ search: field?.value.trim() ?? '' });
    };
    const narrowed = view || kind || unanswered || unread || search;
    return html`<form
      class="panel"
      part="filters"
      id="filters"
      role="search"
      aria-label=${localize.term('filters')}
      @submit=${submit}
    >
      <div class="row">
        <label
          >${localize.term('filterSearch')}
          <input id="filter-search" type="search" maxlength=${limits.search} enterkeyhint="search" .value=${search} />
        </label>
        <button class="outlined">${localize.term('filterFind')}</button>
      </div>
      <div class="row">
        ${
          home
            ? html`<label
                >${localize.term('filterShow')}
                <select @change=${(event: Event) => this.#choose(event)}>
                  ${views.map(
                    (one) =>
                      html`<option value=${one} .selected=${one === (view || 'home')}>
                        ${localize.term(viewTerms[one])}
                      </option>`,
                  )}
                </select>
              </label>`
            : nothing
        }
        <label
          >${localize.term('filterKind')}
          <select @change=${(event: Event) => this.#narrow({ kind: (event.target as HTMLSelectElement).value })}>
            <option value="" .selected=${!kind}>${localize.term('filterAllKinds')}</option>
            ${postKinds.map(
              (one) => html`<option value=${one} .selected=${one === kind}>${localize.term(kindTerms[one])}</option>`,
            )}
          </select>
        </label>
      </div>
      <div>
        <label class="check">
          <input
            type="checkbox"
            .checked=${unanswered}
            @change=${(event: Event) => this.#narrow({ unanswered: (event.target as HTMLInputElement).checked })}
          />
          ${localize.term('filterUnanswered')}
        </label>
        ${
          marked
            ? html`<label class="check">
                <input
                  type="checkbox"
                  .checked=${unread}
                  @change=${(event: Event) => this.#narrow({ unread: (event.target as HTMLInputElement).checked })}
                />
                ${localize.term('filterUnread')}
              </label>`
            : nothing
        }
      </div>
      <div class="row">
        ${
          marked
            ? html`<button class="quiet" type="button" @click=${() => this.#reading()?.readAll()}>
                ${localize.term('filterReadAll')}
              </button>`
            : nothing
        }
        ${
          narrowed
            ? html`<button class="quiet" type="button" @click=${() => this.#clear()}>
                ${localize.term('filterClear')}
              </button>`
            : nothing
        }
      </div>
      ${this.#mutes()}${this.#follows()}
      ${this.#failed ? html`<p class="problem" role="alert">${problemWords(this.#failed, localize)}</p>` : nothing}
    </form>`;
  }

  #choose(event: Event) {
    const chosen = (event.target as HTMLSelectElement).value as FeedScope;
    this.#narrow({ view: chosen === 'home' ? '' : chosen, unread: false });
  }

  #clear() {
    this.#narrow({ view: '', kind: '', unanswered: false, unread: false, search: '' });
    // The button is gone with what it cleared.
    this.#host.renderRoot.querySelector<HTMLElement>('#filter-search')?.focus();
  }

  #listed(title: string, entries: { words: unknown; end: string; deed: () => Promise<unknown> }[]) {
    if (!entries.length) return nothing;
    return html`<fieldset>
      <legend>${title}</legend>
      <ul class="set">
        ${entries.map(
          ({ words, end, deed }) =>
            html`<li>
              <span>${words}</span>
              <button class="quiet" type="button" @click=${() => this.#undo(deed)}>
                ${end}<span class="visually-hidden">, ${words}</span>
              </button>
            </li>`,
        )}
      </ul>
    </fieldset>`;
  }

  async #undo(deed: () => Promise<unknown>) {
    this.#failed = undefined;
    try {
      await deed();
      this.#host.renderRoot.querySelector<HTMLElement>('#filter-search')?.focus();
    } catch (error) {
      this.#failed = error;
    }
    this.#host.requestUpdate();
  }

  #mutes() {
    const { localize } = this.#host;
    const controller = this.#reading();
    const mutes = (controller?.reading?.mutes ?? []).filter(({ until }) => Date.parse(until) > Date.now());
    return this.#listed(
      localize.term('filterMuted'),
      mutes.map(({ until, community, post }) => ({
        words: localize.term('filterMutedUntil', community?.name ?? post?.title ?? '', localize.moment(until)),
        end: localize.term('filterUnmute'),
        deed: () =>
          controller!.undo(({ reading }) =>
            community ? reading.muteCommunity(community.id, null) : reading.mutePost(post!.id, null),
          ),
      })),
    );
  }

  #follows() {
    const { localize } = this.#host;
    const controller = this.#reading();
    const { people = [], tags = [], posts = [] } = (controller?.reading ?? {}) as Partial<Reading>;
    const end = localize.term('filterUnfollow');
    return this.#listed(localize.term('filterFollowed'), [
      ...people.map(({ id, name }) => ({
        words: html`<bdi>${name}</bdi>`,
        end,
        deed: () => controller!.undo(({ reading }) => reading.followPerson(id, false)),
      })),
      ...tags.map((tag) => ({
        words: html`<bdi>#${tag}</bdi>`,
        end,
        deed: () => controller!.undo(({ reading }) => reading.followTag(tag, false)),
      })),
      ...posts.map(({ id, title, author }) => ({
        words: html`<bdi>${title}</bdi> · ${author}`,
        end,
        deed: () => controller!.undo(({ reading }) => reading.followPost(id, false)),
      })),
    ]);
  }
}
