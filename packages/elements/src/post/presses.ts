import type { Post } from '@parvis/contracts';
import type { ReactionKind } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import type { Threads } from '../comments/thread.ts';
import { PostActionsController } from '../controllers/post-actions-controller.ts';
import type { PostStates, PostStore } from '../controllers/post-states.ts';
import { type ParvisPostCreatedEvent, ParvisTagOpenEvent } from '../events/index.ts';
import { child } from '../internal/child.ts';
import { offerChoices } from '../internal/reaction-choices.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import type { WhoCouldAnswer } from './kinds/experts.ts';
import type { Management } from './manage.ts';

/** What is pressed in a post and what opens then. Loaded once the posts are drawn, or with the first press. */
export class Presses {
  readonly #host: ParvisElement;
  readonly #store: PostStore;
  readonly actions: PostActionsController;
  #threads: Threads | undefined;
  #management: Management | undefined;
  #who: WhoCouldAnswer | undefined;

  constructor(host: ParvisElement, store: PostStore, states: PostStates) {
    this.#host = host;
    this.#store = store;
    this.actions = new PostActionsController(host, store, states);
  }

  thread(id: string) {
    return this.#threads?.comments.thread(id);
  }

  comments(post: Post) {
    return this.#threads!.render(post);
  }

  /** Changes whenever something else is drawn of what is open under a post. */
  versions(id: string): unknown[] {
    const { thread, below, editing } = this.actions.state(id);
    if (!thread && !below && !editing) return [];
    return [
      below && this.#who?.version,
      thread && this.#threads?.attaching.version,
      editing && this.#management?.editing.attaching.version,
    ];
  }

  editor(post: Post) {
    return this.#management?.editing.draw(post);
  }

  overlays() {
    return this.#management?.overlays() ?? nothing;
  }

  /** Who could answer, or the composer of a re-share. */
  below(post: Post) {
    const { below } = this.actions.state(post.id);
    if (below === 'experts') return this.#who?.render(post) ?? nothing;
    if (below === 'reshare' && post.abilities.reshare)
      return html`<div
        class="share"
        @parvis-post-created=${(event: ParvisPostCreatedEvent) => this.#shared(post, event)}
      >
        ${child(this.#host, 'composer', { original: (post.original?.post ?? post).id, ...(this.#host.lang && { lang: this.#host.lang }) })}
        <button class="quiet" type="button" data-act="reshare-end">${this.#host.localize.term('cancel')}</button>
      </div>`;
    return nothing;
  }

  /** What was written may stand elsewhere: what became of it is said where it was begun. */
  #shared({ id }: Post, { post: { audience, scheduledFor, review } }: ParvisPostCreatedEvent) {
    const { localize, renderRoot } = this.#host;
    const place = audience.community?.name ?? localize.term('postEveryone');
    this.actions.set(id, { below: undefined });
    this.actions.tell(
      id,
      scheduledFor
        ? localize.term('postScheduled', localize.exact(scheduledFor))
        : review
          ? localize.term('postReview')
          : localize.term('manageShared', place),
    );
    renderRoot.querySelector<HTMLElement>(`article[data-id="${CSS.escape(id)}"]`)?.focus();
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

  /** What a press on something with `data-act` does. */
  press(post: Post, act: string, from: HTMLElement) {
    const comment = from.closest<HTMLElement>('[data-comment]')?.dataset.comment;
    if (act === 'tag') this.#host.dispatchEvent(new ParvisTagOpenEvent(from.dataset.tag!));
    else if (act === 'history') void this.#openHistory(post, comment, from);
    else if (act === 'why') void this.#openWhy(post, comment ?? post.id, from);
    else if (comment) this.#threads?.act(post, comment, act, from);
    else if (act === 'react') void this.#react(post.id, from.dataset.kind as ReactionKind);
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
    } else if (act === 'thread') void this.#pressThread(post);
    else if (act === 'menu') void this.#openMenu(post, from);
  }

  /** The choices close with it: the focus stays on what was given, or on the way to give another. */
  async #react(id: string, kind: ReactionKind) {
    const done = this.actions.react(id, kind);
    const keepFocus = async () => {
      await this.#host.updateComplete;
      const root = this.#host.renderRoot as ShadowRoot;
      if (root.activeElement) return;
      const footer = `article[data-id="${CSS.escape(id)}"] > footer`;
      root
        .querySelector<HTMLElement>(`${footer} .chip[data-kind="${kind}"]:enabled, ${footer} [data-act="reactions"]`)
        ?.focus();
    };
    await keepFocus();
    await done;
    await keepFocus();
  }

  async #openReactions(id: string) {
    await this.actions.learnOffered();
    this.actions.set(id, { reacting: true });
    const place = `article[data-id="${CSS.escape(id)}"] > footer`;
    void offerChoices(this.#host, place, () => this.actions.set(id, { reacting: false }));
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

  async #openWhy(post: Post, id: string, opener: HTMLElement) {
    try {
      await (await import('../moderation/why.ts')).showWhy(this.#host, id, opener);
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
