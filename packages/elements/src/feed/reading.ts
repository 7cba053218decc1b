import type { Post } from '@parvis/contracts';
import { html, nothing } from 'lit';
import type { FeedController } from '../controllers/feed-controller.ts';
import { ReadingController } from '../controllers/reading-controller.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { FeedAbove } from './above.ts';
import { FeedPattern } from './pattern.ts';

/** What a feed says of its reader's own reading. Loaded once the posts are drawn. */
export class FeedReading {
  readonly #host: ParvisElement;
  readonly #feed: FeedController;
  readonly #lead: (post: string) => void;
  readonly controller: ReadingController;
  readonly pattern: FeedPattern;
  readonly above: FeedAbove;
  #shown = { load: -1, fresh: 0 };
  /** Why the tag that is looked at could not be followed, or left. */
  #failed: unknown;

  /** `article`: draws a post; `lead`: brings the reader to one. */
  constructor(
    host: ParvisElement,
    feed: FeedController,
    article: (post: Post) => unknown,
    lead: (post: string) => void,
  ) {
    this.#host = host;
    this.#feed = feed;
    this.#lead = lead;
    this.controller = new ReadingController(host, feed);
    this.pattern = new FeedPattern(host);
    this.above = new FeedAbove(host, feed, article);
  }

  /** Called whenever the feed was drawn. */
  attend() {
    this.controller.attend();
    const { status, loads, fresh, moreFresh, posts } = this.#feed;
    if (status !== 'ready') return;
    this.pattern.number(this.#feed.complete);
    const { localize } = this.#host;
    // This part comes after the first page, and may come after the second.
    const first = loads <= 1;
    // Of the first page the reader hears as it is read; of another one, how much there is.
    if (loads !== this.#shown.load && !first)
      this.controller.say(localize.term('readingFound', posts.length, this.#feed.next !== null));
    else if (fresh.length > this.#shown.fresh) this.controller.say(localize.term('feedNew', fresh.length, moreFresh));
    this.#shown = { load: loads, fresh: fresh.length };
  }

  lineIn(posts: readonly Post[]) {
    return this.controller.lineIn(posts);
  }

  line() {
    const { localize } = this.#host;
    return html`<div class="since" part="since">
      <span
        ><span aria-hidden="true">↑</span>
        ${localize.term('readingSince', localize.moment(this.controller.marker!.movedAt))}</span
      >
    </div>`;
  }

  /** What stands at the end in the place of its plain words. */
  end(): string | undefined {
    const { marker } = this.controller;
    const { localize } = this.#host;
    return marker && localize.term('readingUpToDate', localize.moment(marker.movedAt));
  }

  /** Of posts that are followed, in the home alone. */
  news() {
    const { localize } = this.#host;
    const news = this.#feed.query?.scope === 'home' ? (this.controller.reading?.news ?? []) : [];
    if (!news.length) return nothing;
    const entry = ({ id, title, comments }: (typeof news)[number]) =>
      html`<button type="button" @click=${() => this.#lead(id)}>
        <span>${localize.term('readingNews', title, comments)}</span>
      </button>`;
    if (news.length === 1) return html`<div class="news">${entry(news[0]!)}</div>`;
    return html`<details class="news">
      <summary>${localize.term('readingNewsMany', news.length)}</summary>
      <ul>
        ${news.map((one) => html`<li>${entry(one)}</li>`)}
      </ul>
    </details>`;
  }

  /** Beside a tag whose posts are shown. */
  followTag(tag: string) {
    const { localize } = this.#host;
    const { reading } = this.controller;
    if (!reading) return nothing;
    const on = !reading.tags.includes(tag.toLowerCase());
    return html`<button class="quiet" type="button" @click=${() => this.#setTag(tag, on)}>
        ${localize.term(on ? 'readingFollowTag' : 'readingUnfollowTag')}
      </button>
      ${this.#failed ? html`<span class="problem" role="alert">${problemWords(this.#failed, localize)}</span>` : nothing}`;
  }

  /** Shown at once, and put back where it fails, in words. */
  async #setTag(tag: string, on: boolean) {
    const { controller } = this;
    const { reading } = controller;
    if (!reading) return;
    this.#failed = undefined;
    const key = tag.toLowerCase();
    controller.reading = {
      ...reading,
      tags: on ? [key, ...reading.tags] : reading.tags.filter((one) => one !== key),
    };
    this.#host.requestUpdate();
    try {
      await controller.undo((client) => client.reading.followTag(tag, on));
    } catch (error) {
      controller.reading = reading;
      this.#failed = error;
      this.#host.requestUpdate();
    }
  }
}
