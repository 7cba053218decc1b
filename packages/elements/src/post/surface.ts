import type { Post } from '@parvis/contracts';
import type { ReactionKind } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Threads } from '../comments/thread.ts';
import { PostActionsController, type PostStore } from '../controllers/post-actions-controller.ts';
import { ParvisTagOpenEvent } from '../events/index.ts';
import { attached, attachedVersion } from '../internal/attached.ts';
import { CardTrigger } from '../internal/card-trigger.ts';
import { child, isFlagging } from '../internal/child.ts';
import { flagPlaceholder } from '../internal/flag-placeholder.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import type { WhoCouldAnswer } from './kinds/experts.ts';
import type { Kinds } from './kinds/kinds.ts';
import type { Management } from './manage.ts';
import { postTemplate } from './template.ts';

/**
 * What elements that show posts have in common: drawing them, and one listener for whatever is pressed in them. What
 * only some readers need (comments, menu, editor) is loaded when it is first asked for.
 */
export class PostSurface {
  readonly #host: ParvisElement;
  readonly #store: PostStore;
  readonly actions: PostActionsController;
  #threads: Threads | undefined;
  #management: Management | undefined;
  #kinds: Kinds | undefined;
  #who: WhoCouldAnswer | undefined;
  #loadingKinds: Promise<unknown> | undefined;

  constructor(host: ParvisElement, store: PostStore) {
    this.#host = host;
    this.#store = store;
    this.actions = new PostActionsController(host, store);
    store.flagging = (id) => isFlagging(host, `article[data-id="${CSS.escape(id)}"]`);
    // Authors and mentions.
    new CardTrigger(host);
  }

  /** What is inside the `<article>` of a post. */
  post(post: Post) {
    const { localize } = this.#host;
    const state = this.actions.state(post.id);
    const thread = state.thread ? this.#threads?.comments.thread(post.id) : undefined;
    const degreeName = this.actions.degreeName(post.audience.degree, localize.language);
    return guard(
      [
        post,
        state,
        this.#kinds,
        state.below && this.#who?.version,
        thread,
        thread && this.actions.tick,
        thread && this.#threads?.attaching.version,
        state.editing && this.#management?.attaching.version,
        degreeName,
        localize.lang(),
        localize.ago(post.createdAt),
        attachedVersion(this.#host),
      ],
      () =>
        postTemplate(post, {
          localize,
          state,
          degreeName,
          offered: this.actions.offered,
          ofKind: this.#ofKind(post),
          below: this.#below(post),
          thread: thread ? this.#threads!.render(post) : nothing,
          editor: state.editing ? this.#management?.editor(post) : undefined,
          attached: attached(this.#host, post),
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
    if (this.#kinds) return this.#kinds.render(post, this.actions.state(post.id));
    this.#loadingKinds ??= Promise.all([
      import('./kinds/kinds.ts'),
      import('./kinds/kinds.styles.ts'),
      import('../styles/fields.ts'),
    ])
      .then(async ([{ Kinds }, { kindsStyles }, { fields }]) => {
        await this.#host.extend('kinds', [fields, kindsStyles]);
        this.#kinds = new Kinds(this.#host, this.actions);
        this.#host.requestUpdate();
      })
      // Asked for again at the next drawing: a chunk that did not arrive is most often a lost connection.
      .catch(() => (this.#loadingKinds = undefined));
    return nothing;
  }

  #below(post: Post) {
    const { below } = this.actions.state(post.id);
    if (below === 'experts') return this.#who?.render(post) ?? nothing;
    if (below === 'reshare' && post.abilities.reshare)
      return html`<div class="share" @parvis-post-created=${() => this.actions.set(post.id, { below: undefined })}>
        ${child(this.#host, 'composer', { original: (post.original?.post ?? post).id, lang: this.#host.lang })}
        <button class="quiet" type="button" data-act="reshare-end">${this.#host.localize.term('cancel')}</button>
      </div>`;
    return nothing;
  }

  /** Who could answer a question. */
  async #pressExperts(post: Post) {
    const open = this.actions.state(post.id).below !== 'experts';
    this.actions.set(post.id, { below: open ? 'experts' : undefined });
    if (!open) return;
    try {
      if (!this.#who) {
        const [{ WhoCouldAnswer }, { kindsStyles }] = await Promise.all([
          import('./kinds/experts.ts'),
          import('./kinds/kinds.styles.ts'),
        ]);
        await this.#host.extend('kinds', [kindsStyles]);
        this.#who ??= new WhoCouldAnswer(this.#host, this.actions);
      }
      await this.#who.open(post);
    } catch (error) {
      this.actions.set(post.id, { below: undefined, error });
    }
  }

  /** Drawn once, after the posts. */
  overlays() {
    return this.#management?.overlays() ?? nothing;
  }

  readonly handleClick = (event: Event) => {
    const from = (event.target as Element).closest<HTMLElement>('[data-act]');
    const post = this.#store.find(from?.closest<HTMLElement>('article')?.dataset.id ?? '');
    const act = from?.dataset.act;
    if (!from || !post || !act) return;
    const comment = from.closest<HTMLElement>('[data-comment]')?.dataset.comment;
    if (act === 'tag') this.#host.dispatchEvent(new ParvisTagOpenEvent(from.dataset.tag!));
    else if (act === 'history') void this.#openHistory(post, comment, from);
    else if (comment) this.#threads?.act(post, comment, act, from);
    else if (act === 'react') void this.actions.react(post.id, from.dataset.kind as ReactionKind);
    else if (act === 'reactions') void this.#openReactions(post.id);
    else if (act === 'experts') void this.#pressExperts(post);
    else if (act === 'reshare-end') {
      this.actions.set(post.id, { below: undefined });
      from.closest('article')?.focus();
    } else if (act === 'bookmark') void this.actions.bookmark(post.id);
    else if (act === 'unmute') void this.actions.mute(post.id, null);
    else if (act === 'undo') {
      this.actions.state(post.id).undo?.();
      this.actions.set(post.id, { told: undefined, undo: undefined });
    } else if (act === 'expand') this.actions.set(post.id, { expanded: true });
    else if (act === 'thread') void this.#pressThread(post);
    else if (act === 'menu') void this.#openMenu(post, from);
  };

  async #openReactions(id: string) {
    await this.actions.learnOffered();
    this.actions.set(id, { reacting: true });
    void this.#host.updateComplete.then(() =>
      this.#host.renderRoot.querySelector<HTMLElement>(`article[data-id="${CSS.escape(id)}"] > footer .chip`)?.focus(),
    );
  }

  /** Who opens comments where there are none wants to write the first. */
  async #pressThread(post: Post) {
    const open = !this.actions.state(post.id).thread;
    await this.toggleThread(post, open);
    if (open && post.commentCount === 0 && post.abilities.comment) this.#threads?.focusField(post.id);
  }

  async toggleThread(post: Post, open: boolean) {
    this.actions.set(post.id, { thread: open });
    if (!open) return;
    if (post.followed) this.actions.looked(post.id);
    try {
      if (!this.#threads) {
        const [{ Threads }, { commentsStyles }, { fields }] = await Promise.all([
          import('../comments/thread.ts'),
          import('../comments/comments.styles.ts'),
          import('../styles/fields.ts'),
        ]);
        await this.#host.extend('thread', [fields, commentsStyles]);
        this.#threads ??= new Threads(this.#host, this.#store, { actions: this.actions });
      }
      await this.#threads.comments.open(post.id);
    } catch (error) {
      this.actions.set(post.id, { thread: false, error });
    }
  }

  async #openHistory(post: Post, comment: string | undefined, opener: HTMLElement) {
    try {
      const management = await this.#manage();
      await management.showHistory(post, comment ? this.#threads?.find(post.id, comment) : undefined, opener);
    } catch (error) {
      this.actions.set(post.id, { error });
    }
  }

  async #openMenu(post: Post, opener: HTMLElement) {
    try {
      const management = await this.#manage();
      await management.openMenu(post, opener);
    } catch (error) {
      this.actions.set(post.id, { error });
    }
  }

  async #manage() {
    if (!this.#management) {
      const [{ Management }, { manageStyles }, { fields }] = await Promise.all([
        import('./manage.ts'),
        import('./manage.styles.ts'),
        import('../styles/fields.ts'),
      ]);
      await this.#host.extend('manage', [fields, manageStyles]);
      this.#management ??= new Management(this.#host, this.#store, this.actions);
    }
    return this.#management;
  }
}
