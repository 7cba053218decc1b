import type { Comment, Post } from '@parvis/contracts';
import { html, nothing } from 'lit';
import bellOff from 'lucide/dist/esm/icons/bell-off.mjs';
import bell from 'lucide/dist/esm/icons/bell.mjs';
import clock from 'lucide/dist/esm/icons/clock.mjs';
import moveTo from 'lucide/dist/esm/icons/folder-input.mjs';
import history from 'lucide/dist/esm/icons/file-clock.mjs';
import link from 'lucide/dist/esm/icons/link.mjs';
import lock from 'lucide/dist/esm/icons/lock.mjs';
import moon from 'lucide/dist/esm/icons/moon.mjs';
import pencil from 'lucide/dist/esm/icons/pencil.mjs';
import pin from 'lucide/dist/esm/icons/pin.mjs';
import share from 'lucide/dist/esm/icons/repeat-2.mjs';
import trash from 'lucide/dist/esm/icons/trash.mjs';
import type { PostActionsController, PostStore } from '../controllers/post-actions-controller.ts';
import { icon } from '../internal/icons.ts';
import { showBeside } from '../internal/overlay.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import type { Care } from './care.ts';
import { Editing } from './editing.ts';
import { neighbourOf } from './neighbour.ts';

const linkIcon = icon(link);
const shareIcon = icon(share);
const pencilIcon = icon(pencil);
const trashIcon = icon(trash);
const followIcon = icon(bell);
const unfollowIcon = icon(bellOff);
const muteIcon = icon(moon);
const clockIcon = icon(clock);
const historyIcon = icon(history);
const lockIcon = icon(lock);
const moveIcon = icon(moveTo);
const pinIcon = icon(pin);

/** The address of the page that leads to one post: where the pages say that posts are shown, else this page. */
export const addressOf = (post: string, template?: string) =>
  template
    ? new URL(template.replaceAll('{id}', post), document.baseURI).href
    : `${location.href.replace(/#.*$/, '')}#parvis-post-${post}`;

const hour = 3_600_000;
/** Until when something can be muted, from now. */
const mutes = {
  hour: () => new Date(Date.now() + hour),
  // Tomorrow begins with its working hours.
  tomorrow: () => {
    const next = new Date(Date.now() + 24 * hour);
    next.setHours(8, 0, 0, 0);
    return next;
  },
  week: () => new Date(Date.now() + 7 * 24 * hour),
  month: () => new Date(Date.now() + 30 * 24 * hour),
} as const;
type MuteTime = keyof typeof mutes;
const muteTerms = {
  hour: 'muteHour',
  tomorrow: 'muteTomorrow',
  week: 'muteWeek',
  month: 'muteMonth',
} as const satisfies Record<MuteTime, string>;

/** One menu and one dialog for all posts of an element, and the way to what is chosen there. Loaded when the first menu is opened. */
export class Management {
  readonly #host: ParvisElement;
  readonly #store: PostStore;
  readonly #actions: PostActionsController;
  readonly editing: Editing;
  #post: Post | undefined;
  #opener: HTMLElement | undefined;
  /** What is to be muted, while it is asked for how long. */
  #muting: 'post' | 'community' | undefined;
  #care: Care | undefined;

  constructor(host: ParvisElement, store: PostStore, actions: PostActionsController) {
    this.#host = host;
    this.#store = store;
    this.#actions = actions;
    this.editing = new Editing(host, actions);
  }

  async openMenu(post: Post, opener: HTMLElement) {
    this.#post = post;
    this.#opener = opener;
    this.#muting = undefined;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const menu = this.#find('.menu');
    if (!menu || !opener.isConnected) return;
    showBeside(menu, opener);
    menu.querySelector<HTMLElement>('button')?.focus();
  }

  #find<Found extends HTMLElement>(selector: string) {
    return this.#host.renderRoot.querySelector<Found>(selector);
  }

  #act = async (event: Event) => {
    const act = (event.target as Element).closest<HTMLElement>('[data-menu]')?.dataset.menu;
    const post = this.#post;
    if (!act || !post) return;
    if (act === 'mute-post' || act === 'mute-community') {
      this.#muting = act === 'mute-post' ? 'post' : 'community';
      this.#host.requestUpdate();
      await this.#host.updateComplete;
      this.#find('.menu button')?.focus();
      return;
    }
    this.#find('.menu')?.hidePopover();
    if (act in mutes) {
      this.#opener?.focus();
      await this.#mute(post, mutes[act as MuteTime]().toISOString());
    } else if (act === 'follow') {
      this.#opener?.focus();
      const on = !post.followed;
      if (await this.#actions.follow(post.id, on))
        this.#actions.tell(post.id, this.#host.localize.term(on ? 'followDone' : 'followEnded'));
    } else if (act === 'copy') await this.#copy(post.id);
    else if (act === 'edit') await this.editing.open(post);
    else if (act === 'reshare') {
      this.#actions.set(post.id, { below: 'reshare' });
      await this.#host.updateComplete;
      const composer = this.#find(`article[data-id="${CSS.escape(post.id)}"] .share > *`);
      if (composer) void customElements.whenDefined(composer.localName).then(() => composer.focus());
    } else if (act === 'delete') this.#find<HTMLDialogElement>('dialog.deleting')?.showModal();
    else if (act === 'pin') await this.#mark(post, 'pinned');
    else if (act === 'lock') await this.#mark(post, 'locked');
    else if (act === 'history') await this.showHistory(post, undefined, this.#opener);
    else if (act === 'move') await (await this.#loadCare()).move(post, this.#opener);
    else if (act === 'schedule') await (await this.#loadCare()).schedule(post, this.#opener);
  };

  async #mute(post: Post, until: string) {
    const { community } = post.audience;
    if (this.#muting === 'post') await this.#actions.mute(post.id, until);
    else if (community && (await this.#actions.muteCommunity(post.id, community.id, until))) {
      const { localize } = this.#host;
      this.#actions.tell(post.id, localize.term('muteDone', community.name, localize.moment(until)), {
        undo: () => void this.#actions.muteCommunity(post.id, community.id, null),
        seconds: 30,
      });
    }
  }

  async #mark({ id, pinned, locked }: Post, which: 'pinned' | 'locked') {
    const on = which === 'pinned' ? !pinned : !locked;
    const words = {
      pinned: ['manageUnpinned', 'managePinned'],
      locked: ['manageUnlocked', 'manageLocked'],
    } as const;
    const { localize } = this.#host;
    try {
      await this.#actions.change(id, ({ posts }) => (which === 'pinned' ? posts.pin(id, on) : posts.lock(id, on)));
      this.#actions.tell(id, localize.term(words[which][on ? 1 : 0]));
    } catch (error) {
      if (which === 'pinned' && (error as { code?: string }).code === 'conflict')
        this.#actions.tell(id, localize.term('managePinFull'));
      else this.#actions.set(id, { error });
    }
    this.#opener?.focus();
  }

  async #loadCare(): Promise<Care> {
    if (!this.#care) {
      const [{ Care }, { careStyles }] = await Promise.all([import('./care.ts'), import('./care.styles.ts')]);
      await this.#host.extend('care', [careStyles]);
      this.#care ??= new Care(this.#host, this.#store, this.#actions);
    }
    return this.#care;
  }

  /** What a post, or a comment on it, said before. */
  async showHistory(post: Post, comment: Comment | undefined, opener: HTMLElement | undefined) {
    await (await this.#loadCare()).history(post, comment, opener);
  }

  async #copy(id: string) {
    const address = addressOf(id, this.#actions.postUrl);
    try {
      await navigator.clipboard.writeText(address);
      this.#actions.tell(id, this.#host.localize.term('postCopied'));
    } catch {
      // Pages without https have no clipboard: the address is shown to be copied by hand.
      this.#actions.tell(id, this.#host.localize.term('manageCopyByHand', address), { seconds: 60 });
    }
    this.#opener?.focus();
  }

  #keys = (event: KeyboardEvent) => {
    const items = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('button')];
    const at = items.indexOf(event.target as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === 'Tab' || event.key === 'Escape') (event.currentTarget as HTMLElement).hidePopover();
    if (event.key === 'Escape') {
      event.preventDefault();
      this.#opener?.focus();
    }
    if (to === undefined) return;
    event.preventDefault();
    items[to % items.length]?.focus();
  };

  /** The menu and the dialog; drawn once, beside the posts. */
  overlays() {
    if (!this.#post) return this.#care?.overlay() ?? nothing;
    // As it is now, and as long as it is shown: it may be gone, or somebody else may be looking. An open dialog stays the same.
    const post = this.#store.find(this.#post.id);
    const { localize } = this.#host;
    return html`<div
        class="menu"
        ?hidden=${!post}
        popover
        role="menu"
        aria-label=${localize.term(this.#muting ? 'muteTitle' : 'manageMenu')}
        @click=${this.#act}
        @keydown=${this.#keys}
      >
        ${post ? (this.#muting ? this.#times() : this.#items(post)) : nothing}
      </div>
      ${this.#dialog()} ${this.#care?.overlay() ?? nothing}`;
  }

  #item = (act: string, drawn: unknown, word: string, tone = '') =>
    html`<button type="button" role="menuitem" tabindex="-1" class=${tone} data-menu=${act}>${drawn}${word}</button>`;

  #times() {
    const { localize } = this.#host;
    return (Object.keys(mutes) as MuteTime[]).map((time) => this.#item(time, muteIcon, localize.term(muteTerms[time])));
  }

  #items(post: Post) {
    const { localize } = this.#host;
    const { community } = post.audience;
    return [
      this.#item('copy', linkIcon, localize.term('postCopyLink')),
      post.abilities.reshare ? this.#item('reshare', shareIcon, localize.term('manageReshare')) : nothing,
      post.followed
        ? this.#item('follow', unfollowIcon, localize.term('followEnd'))
        : this.#item('follow', followIcon, localize.term('followPost')),
      post.mutedUntil && Date.parse(post.mutedUntil) > Date.now()
        ? nothing
        : this.#item('mute-post', muteIcon, localize.term('mutePost')),
      community ? this.#item('mute-community', muteIcon, localize.term('muteCommunity', community.name)) : nothing,
      post.abilities.edit ? this.#item('edit', pencilIcon, localize.term('postEdit')) : nothing,
      post.abilities.history ? this.#item('history', historyIcon, localize.term('manageHistory')) : nothing,
      post.abilities.pin
        ? this.#item('pin', pinIcon, localize.term(post.pinned ? 'manageUnpin' : 'managePin'))
        : nothing,
      post.abilities.lock
        ? this.#item('lock', lockIcon, localize.term(post.locked ? 'manageUnlock' : 'manageLock'))
        : nothing,
      post.abilities.move ? this.#item('move', moveIcon, localize.term('manageMove')) : nothing,
      post.state === 'scheduled' ? this.#item('schedule', clockIcon, localize.term('manageSchedule')) : nothing,
      post.abilities.delete ? this.#item('delete', trashIcon, localize.term('postDelete'), 'danger') : nothing,
    ];
  }

  #dialog() {
    const { localize } = this.#host;
    return html` <dialog
      class="over deleting"
      aria-labelledby="delete-title"
      aria-describedby="delete-text"
      @close=${() => this.#opener?.focus()}
    >
      <h2 id="delete-title">${localize.term('manageDeleteTitle')}</h2>
      <p id="delete-text">${localize.term('manageDeleteText')}</p>
      <div class="form-end">
        <button class="outlined" type="button" @click=${this.#close}>${localize.term('cancel')}</button>
        <button class="primary danger" type="button" @click=${this.#delete}>${localize.term('manageDelete')}</button>
      </div>
    </dialog>`;
  }

  #close = () => this.#find<HTMLDialogElement>('dialog.deleting')?.close();

  #delete = () => {
    this.#close();
    if (!this.#post) return;
    const next = neighbourOf(this.#host, this.#opener);
    void this.#actions.delete(this.#post.id).then(() => {
      if (next?.isConnected && !this.#find(`article[data-id="${CSS.escape(this.#post?.id ?? '')}"]`)) next.focus();
    });
  };
}
