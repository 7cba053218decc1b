import type { Post } from '@parvis/contracts';
import { nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { PostStates, type PostStore } from '../controllers/post-states.ts';
import { attached, attachedVersion } from '../internal/attached.ts';
import { CardTrigger } from '../internal/card-trigger.ts';
import { child, isFlagging } from '../internal/child.ts';
import { flagPlaceholder } from '../internal/flag-placeholder.ts';
import { afterView } from '../internal/later.ts';
import { partsArrived } from '../internal/on-use.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import type { Kinds } from './kinds/kinds.ts';
import type { Presses } from './presses.ts';
import { postTemplate } from './template.ts';

/**
 * What elements that show posts have in common: drawing them, and one listener for whatever is pressed in them. What
 * is done when something is pressed is loaded once the posts are drawn, or with the first press.
 */
export class PostSurface {
  readonly #host: ParvisElement;
  readonly #store: PostStore;
  readonly states: PostStates;
  #presses: Presses | undefined;
  #learning: Promise<Presses> | undefined;
  #ahead: Promise<unknown> | undefined;
  #kinds: Kinds | undefined;
  #loadingKinds: Promise<unknown> | undefined;
  #version: unknown[] = [];

  constructor(host: ParvisElement, store: PostStore) {
    this.#host = host;
    this.#store = store;
    this.states = new PostStates(host);
    store.flagging = (id) => isFlagging(host, `article[data-id="${CSS.escape(id)}"]`);
    store.undoable = (id) => !!this.states.state(id).undo;
    // Authors and mentions.
    new CardTrigger(host);
  }

  /**
   * What all posts are drawn with: another value once that changed. Most often it did not, and neither did a post nor
   * what its reader did to it; then nothing else of it has to be compared.
   */
  get version(): object {
    const { localize } = this.#host;
    const now = [
      this.#kinds,
      this.states.tick,
      this.states.version,
      localize.lang(),
      attachedVersion(this.#host),
      partsArrived(),
    ];
    if (now.some((value, index) => value !== this.#version[index])) this.#version = now;
    return this.#version;
  }

  /** What tells whether a post is drawn as it was; with something open in it, only drawing it does. */
  compared(post: Post, version: object): unknown[] {
    const state = this.states.state(post.id);
    return [post, state, state.thread || state.below || state.editing ? {} : version];
  }

  /** What is inside the `<article>` of a post. */
  post(post: Post) {
    const { localize } = this.#host;
    this.#ahead ??= afterView().then(() => this.#learn());
    const state = this.states.state(post.id);
    const thread = state.thread ? this.#presses?.thread(post.id) : undefined;
    const degreeName = this.states.degreeName(post.audience.degree, localize.language);
    return guard(
      [
        post,
        state,
        this.#kinds,
        thread,
        thread && this.states.tick,
        ...(this.#presses?.versions(post.id) ?? []),
        degreeName,
        localize.lang(),
        localize.ago(post.createdAt),
        attachedVersion(this.#host),
        partsArrived(),
      ],
      () =>
        postTemplate(post, {
          localize,
          state,
          degreeName,
          offered: this.states.offered,
          ofKind: this.#ofKind(post),
          below: this.#presses?.below(post) ?? nothing,
          thread: thread ? this.#presses!.comments(post) : nothing,
          editor: state.editing ? this.#presses?.editor(post) : undefined,
          attached: attached(this.#host, post),
          problem: state.error ? this.#host.problemWords(state.error) : '',
          extra:
            post.abilities.flag || post.flag
              ? child(
                  this.#host,
                  'flag-button',
                  { kind: 'post', for: post.id, receipt: post.flag },
                  post.flag ? undefined : flagPlaceholder(localize.term('postFlag')),
                )
              : nothing,
        }),
    );
  }

  /** What only some kinds have is loaded when the first of them is seen. */
  #ofKind(post: Post) {
    if (!post.poll && !post.idea && !post.kudos && !post.announcement && !post.original) return nothing;
    if (this.#kinds) return this.#kinds.render(post, this.states.state(post.id));
    this.#loadingKinds ??= Promise.all([
      this.#learn(),
      import('./kinds/kinds.ts'),
      import('./kinds/kinds.styles.ts'),
      import('../styles/fields.ts'),
    ])
      .then(async ([presses, { Kinds }, { kindsStyles }, { fields }]) => {
        if (!presses) throw new TypeError('No presses');
        await this.#host.extend('kinds', [fields, kindsStyles]);
        this.#kinds = new Kinds(this.#host, presses.actions);
        this.#host.requestUpdate();
      })
      // Asked for again at the next drawing: a chunk that did not arrive is most often a lost connection.
      .catch(() => (this.#loadingKinds = undefined));
    return nothing;
  }

  /** Drawn once, after the posts. */
  overlays() {
    return this.#presses?.overlays() ?? nothing;
  }

  readonly handleClick = (event: Event) => {
    const from = (event.target as Element).closest<HTMLElement>('[data-act]');
    const post = this.#store.find(from?.closest<HTMLElement>('article')?.dataset.id ?? '');
    const act = from?.dataset.act;
    if (!from || !post || !act) return;
    if (act === 'expand') this.states.set(post.id, { expanded: true });
    else if (this.#presses) this.#presses.press(post, act, from);
    // What was pressed before its code came is done, in order, as what the post is by then.
    else void this.#learn(post.id).then((presses) => presses?.press(this.#store.find(post.id) ?? post, act, from));
  };

  async toggleThread(post: Post, open: boolean) {
    // At once: whoever draws meanwhile need not ask again.
    this.states.set(post.id, { thread: open });
    const presses = await this.#learn(post.id);
    if (presses) await presses.toggleThread(post, open);
    else this.states.set(post.id, { thread: false });
  }

  /** The code for what is pressed; without it the post says why nothing happens. */
  async #learn(id?: string): Promise<Presses | undefined> {
    this.#learning ??= import('./presses.ts').then(({ Presses }) => {
      this.#presses = new Presses(this.#host, this.#store, this.states);
      return this.#presses;
    });
    try {
      return await this.#learning;
    } catch (error) {
      this.#learning = undefined;
      if (id) this.states.set(id, { error: navigator.onLine ? error : { code: 'network' } });
      return undefined;
    }
  }
}
