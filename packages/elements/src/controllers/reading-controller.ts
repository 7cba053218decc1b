import type { Client } from '@parvis/client';
import type { Marker, Post, Reading, StreamEvent } from '@parvis/contracts';
import type { ReactiveController } from 'lit';
import { type Viewer, clientContext, viewerContext } from '../contexts/index.ts';
import type { FeedController } from './feed-controller.ts';
import { Follow, type Host } from './follow.ts';
import { Hearing } from './hearing.ts';
import { isGone } from './is-gone.ts';

/** What the viewer set for their reading: asked for once a page, and anew when it may have changed. */
const shared = new WeakMap<Client, Promise<Reading>>();
const readingOf = (client: Client, anew = false): Promise<Reading> => {
  let asked = anew ? undefined : shared.get(client);
  if (!asked) {
    shared.set(client, (asked = client.reading.get()));
    asked.catch(() => shared.delete(client));
  }
  return asked;
};

/** Milliseconds that a post is in view before it counts as seen. */
const glance = 800;
/** Milliseconds between two writes of a marker: each is told to the other devices. */
const gap = 20_000;
/** Milliseconds between two announcements, so that whoever listens is not talked over. */
const pause = 3_000;

/**
 * How far somebody has read in a feed, and what else is theirs alone: moves the marker once all that is new has been in
 * view, knows where new posts end, and what is new about posts that are followed.
 */
export class ReadingController implements ReactiveController {
  readonly #host: Host;
  readonly #feed: FeedController;
  readonly #client: Follow<Client | undefined>;
  readonly #viewer: Follow<Viewer | undefined>;
  readonly #hearing: Hearing;
  #load = -1;
  #me = '';
  #memberships: readonly { id: string; slug: string }[] = [];
  readonly #seen = new Set<string>();
  readonly #watched = new Map<Element, ReturnType<typeof setTimeout> | undefined>();
  readonly #observer: IntersectionObserver;
  #moving: ReturnType<typeof setTimeout> | undefined;
  #movedAt = -Infinity;
  #saying: ReturnType<typeof setTimeout> | undefined;
  #toSay = '';

  /** Undefined until it is known. */
  reading: Reading | undefined;
  /** The marker as it was when this page of the feed was loaded: what came after it is new for as long as it is shown. */
  marker: Marker | undefined;
  /** What a screen reader is told. */
  told = '';

  constructor(host: Host, feed: FeedController) {
    this.#host = host;
    this.#feed = feed;
    this.#observer = new IntersectionObserver(this.#look, { threshold: [0, 0.25, 0.5, 0.75, 1] });
    this.#viewer = new Follow(host, viewerContext);
    this.#hearing = new Hearing(host, {
      event: this.#hear,
      again: () => this.reading && this.renew(),
      change: ({ type }) => type === 'reading' && this.#hearing.again(),
    });
    this.#client = new Follow(host, clientContext, () => {
      this.reading = this.marker = undefined;
      this.#load = -1;
      if (this.#client) this.attend();
    });
    host.addController(this);
  }

  hostDisconnected() {
    this.#forget();
  }

  /** Called whenever the feed was drawn. */
  attend() {
    const feed = this.#feed;
    if (feed.status !== 'ready') return;
    if (feed.loads !== this.#load) {
      this.#load = feed.loads;
      this.marker = undefined;
      this.#seen.clear();
      this.#forget();
      void this.#begin(feed.loads);
    } else this.#watch();
  }

  /** Where the position of what is shown is kept; nowhere for a part of a place. */
  get place(): string | undefined {
    const { scope, for: target, kind, unanswered, unread, q } = this.#feed.query ?? {};
    if (kind || unanswered || unread || q) return undefined;
    if (scope === 'home' || scope === 'everyone') return scope;
    if (scope !== 'community') return undefined;
    const known = this.#memberships.find(({ id, slug }) => id === target || slug === target);
    return known?.id ?? this.#feed.posts[0]?.audience.community?.id;
  }

  /** The place of the first post that is not new, when others come before it; 0 for none. */
  lineIn(posts: readonly Post[]): number {
    const { marker } = this;
    if (!marker || !posts.some((post) => this.#isNew(post))) return 0;
    return Math.max(
      0,
      posts.findIndex(({ createdAt }) => createdAt <= marker.at),
    );
  }

  /** How many of these are new. */
  newIn(posts: readonly Post[]): number {
    return posts.filter((post) => this.#isNew(post)).length;
  }

  /** Says something to who listens, together with what else is to be said in these seconds. */
  say(words: string) {
    this.#toSay = words;
    this.#saying ??= setTimeout(() => this.#speak(), this.told ? pause : 100);
  }

  /** Everything here has been read, also what was not looked at. */
  async readAll() {
    const { scope, for: target } = this.#feed.query ?? {};
    await this.#move(scope === 'community' ? target! : scope!, new Date().toISOString());
    await this.#feed.load();
  }

  /** Asks once more what the viewer set, and shows it. */
  renew = async () => {
    try {
      this.reading = await this.#client.ask((client) => readingOf(client, true));
      this.#host.requestUpdate();
    } catch {
      // What was known stays shown; the next event asks again.
    }
  };

  /** Takes something back that is listed, and shows what is left; throws why it could not be. */
  async undo(deed: (client: Client) => Promise<unknown>) {
    await this.#client.ask(deed);
    await this.renew();
    this.#hearing.live?.announce({ type: 'reading' });
  }

  #isNew(post: Post) {
    const { marker } = this;
    return !!marker && post.createdAt > marker.at && post.author.id !== this.#me && !isGone(post);
  }

  async #begin(load: number) {
    try {
      const [reading, me] = await Promise.all([
        this.#client.ask((client) => readingOf(client)),
        this.#viewer.ask((viewer) => viewer.get()),
      ]);
      if (load !== this.#load) return;
      this.reading = reading;
      this.#me = me.person.id;
      this.#memberships = me.communities;
      const { place } = this;
      // Who read something in their home has also read it in its community.
      const places = [place, ...(me.communities.some(({ id }) => id === place) ? ['home'] : [])];
      this.marker = reading.markers
        .filter((marker) => place && places.includes(marker.place))
        .reduce<Marker | undefined>((last, marker) => (last && last.at > marker.at ? last : marker), undefined);
      this.#host.requestUpdate();
      this.#watch();
    } catch {
      // Without it the feed is read all the same.
    }
  }

  /** The posts that have to be seen: all new ones, or at the first visit the newest. */
  get #awaited(): Post[] {
    const { posts } = this.#feed;
    return this.marker ? posts.filter((post) => this.#isNew(post)) : posts.slice(0, 1);
  }

  #watch() {
    if (!this.reading || !this.place) return;
    const awaited = new Set(this.#awaited.flatMap(({ id }) => (this.#seen.has(id) ? [] : id)));
    // New ones stand first: of a long feed only its beginning is looked at.
    let article = this.#host.shadowRoot!.querySelector('.feed > article');
    for (; article && awaited.size; article = article.nextElementSibling) {
      if (!awaited.delete((article as HTMLElement).dataset.id!) || this.#watched.has(article)) continue;
      this.#watched.set(article, undefined);
      this.#observer.observe(article);
    }
  }

  #look: IntersectionObserverCallback = (entries) => {
    for (const { target, intersectionRatio, intersectionRect } of entries) {
      clearTimeout(this.#watched.get(target));
      const inView = intersectionRatio >= 0.5 || intersectionRect.height >= innerHeight * 0.4;
      this.#watched.set(target, inView ? setTimeout(() => this.#see(target as HTMLElement), glance) : undefined);
    }
  };

  #see(article: HTMLElement) {
    if (document.hidden) {
      this.#watched.set(
        article,
        setTimeout(() => this.#see(article), glance),
      );
      return;
    }
    this.#observer.unobserve(article);
    this.#watched.delete(article);
    this.#seen.add(article.dataset.id!);
    const { posts, complete } = this.#feed;
    // Some that are new are not even loaded.
    const all = !this.marker || complete || posts.some(({ createdAt }) => createdAt <= this.marker!.at);
    if (!all || this.#awaited.some(({ id }) => !this.#seen.has(id))) return;
    const { place } = this;
    const newest = posts.reduce((last, { createdAt }) => (createdAt > last ? createdAt : last), '');
    if (!place || newest <= this.#known(place)) return;
    clearTimeout(this.#moving);
    const wait = Math.max(0, this.#movedAt + gap - performance.now());
    this.#moving = setTimeout(() => void this.#move(place, newest), wait);
  }

  #known = (place: string) => this.reading?.markers.find((marker) => marker.place === place)?.at ?? '';

  async #move(place: string, at: string) {
    this.#movedAt = performance.now();
    try {
      const moved = await this.#client.ask(({ reading }) => reading.moveMarker(place, at));
      const { reading } = this;
      const client = this.#client.value;
      if (!reading || !client) return;
      this.reading = { ...reading, markers: [moved, ...reading.markers.filter((one) => one.place !== moved.place)] };
      shared.set(client, Promise.resolve(this.reading));
    } catch {
      // Seen again, it is tried again.
    }
  }

  #hear = ({ type, post }: StreamEvent) => {
    const followed = post !== undefined && this.reading?.posts.some(({ id }) => id === post);
    return /^(follow|mute|marker)\./.test(type) || (followed && type.startsWith('comment.'));
  };

  #speak() {
    this.told = this.#toSay;
    this.#saying = undefined;
    this.#host.requestUpdate();
  }

  #forget() {
    this.#observer.disconnect();
    this.#watched.forEach((timer) => clearTimeout(timer));
    this.#watched.clear();
    clearTimeout(this.#moving);
  }
}
