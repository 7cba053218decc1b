import type { Client } from '@parvis/client';
import type { Me, Post, PostCreate } from '@parvis/contracts';
import {
  type Circle,
  type Degree,
  type WritablePostKind,
  circles as allCircles,
  degrees,
  isConfidential,
} from '@parvis/contracts/tables';
import type { ReactiveController } from 'lit';
import { type Viewer, clientContext, viewerContext } from '../contexts/index.ts';
import { type Draft, type Faults, type Field, blank, missingIn, refusedIn } from './composed.ts';
import { Drafts } from './drafts.ts';
import { Follow, type Host, notConnected } from './follow.ts';
import { Hearing } from './hearing.ts';
import { Introductions } from './introductions.ts';
import { Pace } from './pace.ts';

type Start = {
  original?: string;
  community: string;
  /** Where it begins, which the writer may change. */
  proposed?: string;
  /** Tells its draft from others of the page. */
  draft?: string;
  kind: WritablePostKind;
  title: string;
  text: string;
};

const lower = (one: Degree, other: Degree): Degree => (one < other ? one : other);

/** A post that is being written: who would read it, what is still missing, its draft, its sending. */
export class ComposerController implements ReactiveController {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  readonly #hearing: Hearing;
  #viewer: Viewer | undefined;
  #drafts: Drafts | undefined;
  #start: Start = { community: '', kind: 'update', title: '', text: '' };
  #key: string | undefined;
  readonly #introductions = new Introductions(() => this.#drafts);
  readonly #pace = new Pace();

  status: 'idle' | 'loading' | 'ready' | 'sending' | 'error' = 'idle';
  error: unknown;
  me: Me | undefined;
  draft = blank;
  faults: Faults = {};
  /** Whether the draft was found on this machine. */
  restored = false;
  /** Whether another tab has written something here that is not what is shown, or ended what both showed. */
  elsewhere: 'conflict' | 'ended' | undefined;
  #unwatch: (() => void) | undefined;
  /** Whether what was written last is published, and nothing was written since; or when it will be, or what it waits for. */
  published: boolean | 'review' | { at: string } = false;

  constructor(host: Host) {
    this.#host = host;
    this.#client = new Follow(host, clientContext);
    this.#hearing = new Hearing(host, {
      change: ({ type }) => type === 'membership' && void this.load({ fresh: true }),
    });
    new Follow<Viewer | undefined>(
      host,
      viewerContext,
      (viewer) => {
        this.#viewer = viewer;
        this.#forget();
        void this.load();
      },
      () => this.#set({ status: 'error', error: notConnected }),
    );
    host.addController(this);
  }

  hostConnected() {
    this.#watch();
  }

  hostDisconnected() {
    this.#pace.stop();
    this.#unwatch?.();
    this.#unwatch = undefined;
  }

  /** Another viewer is another person: nothing of what somebody else was writing is shown to them, or kept as theirs. */
  #forget() {
    this.#unwatch?.();
    this.#unwatch = this.me = this.#drafts = this.#key = this.elsewhere = undefined;
    this.#pace.forget();
    this.#introductions.forget();
    this.#set({ status: 'idle', error: undefined, draft: blank, faults: {}, restored: false, published: false });
  }

  /** Asks the API something that helps to write. */
  ask<Answer>(what: (client: Client) => Promise<Answer>): Promise<Answer> {
    return this.#client.ask(what);
  }

  /** The writer has just become a member: every element of the page has more to show. */
  async joined() {
    await this.load({ fresh: true });
    this.#hearing.live?.announce({ type: 'membership' });
  }

  /** What the page asks the post to begin with. */
  begin(start: Start) {
    if (JSON.stringify(start) === JSON.stringify(this.#start)) return;
    this.#start = start;
    this.#unwatch?.();
    this.#unwatch = undefined;
    if (!this.me) return;
    this.#open(this.me);
    this.#watch();
  }

  /** Asks who writes and where they may. */
  async load({ fresh = false } = {}) {
    const viewer = this.#viewer;
    if (!viewer) return;
    if (!this.me) this.#set({ status: 'loading', error: undefined });
    try {
      const me = await viewer.get({ fresh });
      const drafts = await Drafts.of(viewer);
      if (viewer !== this.#viewer) return;
      const written = this.me && this.written ? this.draft : undefined;
      this.me = me;
      this.#drafts = drafts;
      this.#open(me, written);
      this.#watch();
    } catch (error) {
      if (viewer === this.#viewer && !this.me) this.#set({ status: 'error', error });
    }
  }

  /** The community that the page fixed or the writer chose; null for everyone. */
  get community() {
    return this.me?.communities.find(({ id }) => id === this.draft.place) ?? null;
  }

  /** Whether there is anywhere to write to. */
  get barred(): 'nowhere' | 'not-a-member' | undefined {
    const { me } = this;
    if (!me) return undefined;
    if (this.#start.community) return this.#named(me) ? undefined : 'not-a-member';
    return me.communities.length || me.abilities.everyone ? undefined : 'nowhere';
  }

  /** What the chosen community is for and how one writes there; nothing once the writer has put that away. */
  get about() {
    return this.#introductions.of(this.community);
  }

  /** Remembered until the community says something else of itself. */
  hideAbout() {
    if (this.community) this.#introductions.putAway(this.community);
    this.#host.requestUpdate();
  }

  /** Circles that can be among the readers in the chosen place. */
  get circles(): readonly Circle[] {
    return this.community?.circles ?? allCircles;
  }

  get degrees(): readonly Degree[] {
    return degrees.filter((degree) => degree <= (this.me?.clearance ?? 'C0'));
  }

  /** Whether anything was written. */
  get written() {
    const { title, link, text, extra } = this.draft;
    return Boolean(title || link || text || Object.keys(extra).length);
  }

  /** The fields that are not as they should be, the first one first. */
  get wrong(): Field[] {
    const { title, link, text, audience, ...others } = this.faults;
    return Object.entries({ title, link, ...others, text, audience }).flatMap(([field, fault]) =>
      fault ? [field] : [],
    );
  }

  /** Keeps what a part of the composer in a file of its own adds to the draft; undefined takes it away. */
  changeExtra(field: string, value: unknown) {
    const { [field]: _, ...others } = this.draft.extra;
    this.change({ extra: value === undefined ? others : { ...others, [field]: value } });
    if (this.faults[field]) {
      const { [field]: _fault, ...faults } = this.faults;
      this.#set({ faults });
    }
  }

  change(change: Partial<Draft>) {
    const draft = { ...this.draft, ...change };
    if (change.place !== undefined && change.place !== this.draft.place) {
      const readers = this.#readers(change.place);
      // A degree that was chosen is never lowered in passing.
      const chosen = this.draft.degree > this.#readers(this.draft.place).degree;
      Object.assign(draft, readers, chosen && this.draft.degree > readers.degree && { degree: this.draft.degree });
    }
    const faults = { ...this.faults };
    for (const key of Object.keys(change)) delete faults[key as Field];
    if ('place' in change || 'circles' in change || 'degree' in change) delete faults.audience;
    this.#key = undefined;
    this.#set({
      draft,
      faults,
      error: undefined,
      status: this.status === 'error' ? 'ready' : this.status,
      restored: false,
      published: false,
    });
    this.#keep(this.written ? draft : null);
  }

  discard() {
    this.#keep(null);
    this.#key = undefined;
    this.#set({
      draft: { ...this.draft, title: '', link: '', text: '', extra: {} },
      faults: {},
      error: undefined,
      status: 'ready',
      restored: false,
      published: false,
    });
  }

  /**
   * Answers the post, or nothing where something is missing or went wrong. What the kind of the post, or anything else
   * that has a file of its own, found missing comes as `found`, and what they add to the request as `parts`.
   */
  async publish(found: Faults = {}, ...parts: (Partial<PostCreate> | undefined)[]): Promise<Post | undefined> {
    const client = this.#client.value;
    if (!client || !this.me || this.status === 'sending' || this.wait > 0) return undefined;
    const faults = { ...missingIn(this.draft), ...found };
    if (Object.keys(faults).length) {
      this.#set({ faults });
      return undefined;
    }
    const { kind, text, place, circles, degree, commenters, reshareable } = this.draft;
    const key = (this.#key ??= client.newKey());
    this.#set({ status: 'sending', faults: {}, error: undefined, restored: false, published: false });
    try {
      const post = await this.#client.ask(({ posts }) =>
        posts.create(
          {
            kind,
            text: text.trim(),
            audience: { community: place || null, circles, degree },
            commenters: place || commenters !== 'members' ? commenters : 'readers',
            reshareable,
            ...(Object.assign({}, ...parts) as Partial<PostCreate>),
          },
          { idempotencyKey: key },
        ),
      );
      this.discard();
      const { scheduledFor, review } = post;
      this.#set({ published: scheduledFor ? { at: scheduledFor } : review ? 'review' : true });
      // What is scheduled stands in no feed yet.
      if (!post.scheduledFor) this.#hearing.live?.announce({ type: 'post', post, created: true });
      return post;
    } catch (error) {
      this.#set({ status: 'error', error, faults: refusedIn(this.draft, error) });
      this.#pace.hold(error, () =>
        this.error === error ? this.#set({ status: 'ready', error: undefined }) : this.#host.requestUpdate(),
      );
      return undefined;
    }
  }

  /** Seconds until one may publish again. */
  get wait(): number {
    return this.#pace.wait;
  }

  /** Ends a conflict with another tab: with what is shown, or with what was written there. */
  settle(mine: boolean) {
    this.elsewhere = undefined;
    if (mine) this.#keep(this.written ? this.draft : null, true);
    else if (this.me) this.#open(this.me, this.#drafts?.take<Draft>(this.#place) ?? undefined);
    this.#host.requestUpdate();
  }

  /** Two tabs that show the same draft go on showing the same. */
  #watch() {
    if (this.#unwatch || !this.#drafts || !this.me) return;
    this.#unwatch = this.#drafts.watch<Draft>(this.#place, (draft) => {
      // What is on its way, or kept nowhere but here, is not given up for something else.
      if (!this.me || this.status === 'sending' || (this.written && isConfidential(this.draft.degree))) return false;
      this.#key = undefined;
      if (draft) this.#open(this.me, draft);
      else if (this.written)
        this.#set({ draft: { ...this.draft, title: '', link: '', text: '', extra: {} }, faults: {}, restored: false });
      this.elsewhere = draft ? undefined : 'ended';
      return true;
    });
  }

  #named(me: Me | undefined, community = this.#start.community) {
    return me?.communities.find(({ id, slug }) => id === community || slug === community);
  }

  #open(me: Me, written?: Draft) {
    const { kind, title, text, community, proposed } = this.#start;
    const place =
      this.#named(me, community || proposed)?.id ?? (me.abilities.everyone ? '' : (me.communities[0]?.id ?? ''));
    const kept = written ?? this.#drafts?.read<Draft>(this.#place) ?? undefined;
    // A draft for a place that its writer has left since, or may no longer address, goes to the place of the composer.
    const holds =
      kept && (kept.place === '' ? me.abilities.everyone : me.communities.some(({ id }) => id === kept.place));
    const draft = {
      kind,
      title,
      text,
      link: '',
      extra: {},
      reshareable: true,
      place,
      ...this.#readers(place, me),
      ...kept,
      ...(kept && !holds && { place, ...this.#readers(place, me) }),
    };
    if (this.#start.community)
      Object.assign(draft, draft.place === place ? {} : { place, ...this.#readers(place, me) });
    this.#set({ status: 'ready', error: undefined, faults: {}, draft, restored: Boolean(kept && !written) });
  }

  /** Who reads in a place unless the writer says otherwise. */
  #readers(place: string, me = this.me!): Pick<Draft, 'circles' | 'degree' | 'commenters'> {
    const community = me.communities.find(({ id }) => id === place);
    return {
      circles: community?.circles ?? [me.person.circle],
      degree: lower(community?.defaultDegree ?? 'C1', me.clearance),
      commenters: community?.defaultCommenters ?? 'readers',
    };
  }

  get #place() {
    const { original, community, draft } = this.#start;
    if (draft) return `composer:${draft}`;
    // By its id, however the page names it.
    return original ? `composer:re-share ${original}` : `composer:${this.#named(this.me)?.id ?? (community || 'home')}`;
  }

  #keep(draft: Draft | null, force = false) {
    const kept = this.#drafts?.keep(this.#place, draft, this.draft.degree, force) ?? true;
    this.elsewhere = kept ? undefined : 'conflict';
  }

  #set(values: Partial<Pick<this, 'status' | 'error' | 'draft' | 'faults' | 'restored' | 'published'>>) {
    Object.assign(this, values);
    this.#host.requestUpdate();
  }
}
