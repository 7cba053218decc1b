import type { Community } from '@parvis/contracts';
import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { CommunitiesController } from '../controllers/communities-controller.ts';
import { OnlineController } from '../controllers/online-controller.ts';
import { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import { problemState } from '../internal/states.ts';
import { states } from '../styles/states.ts';
import { communitiesStyles } from './communities.styles.ts';

/**
 * @summary The communities I am in and those I could join.
 *
 * @csspart community - One community.
 * @csspart error - What stands where they could not be loaded.
 */
export class ParvisCommunities extends ParvisElement {
  static override readonly elementName: string = 'communities';
  static override readonly families = ['common', 'communities'] as const;
  static override styles = [...ParvisElement.styles, states, communitiesStyles];

  /** Address of a community's page, where `{slug}` stands for its short name. Without it names lead nowhere. */
  @property({ attribute: 'community-url' }) communityUrl = '';

  readonly #communities = new CommunitiesController(this);
  readonly #online = new OnlineController(this, () => this.#communities.status === 'error' && this.#communities.load());

  /** The community that its member is asked about before leaving. */
  @state() private leaving = '';
  @state() private told = '';

  protected override reload() {
    return this.#communities.load();
  }

  async #set(community: Community, on: boolean) {
    this.leaving = '';
    if (!(await this.#communities.setMembership(community.id, on))) return;
    this.told = this.localize.term(on ? 'communityJoined' : 'communityLeft', community.name);
    await this.updateComplete;
    this.#focus(community.id);
  }

  #focus(id: string) {
    this.renderRoot.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] button`)?.focus();
  }

  #ask(community: Community) {
    this.leaving = community.id;
    void this.updateComplete.then(() => this.#focus(community.id));
  }

  #deed(community: Community) {
    const { localize } = this;
    const { abilities, name, joinRule } = community;
    const busy = this.#communities.busy.has(community.id);
    if (this.leaving === community.id)
      return html`<p role="alert">${localize.term('communityLeaveSure')}</p>
        <button class="outlined" type="button" @click=${() => this.#set(community, false)}>
          ${localize.term('communityLeaveYes')}
        </button>
        <button
          class="quiet"
          type="button"
          @click=${() => {
            this.leaving = '';
            void this.updateComplete.then(() => this.#focus(community.id));
          }}
        >
          ${localize.term('cancel')}
        </button>`;
    if (abilities.join)
      return html`<button
        class="outlined"
        type="button"
        aria-label=${localize.term('communityJoinName', name)}
        aria-disabled=${busy}
        @click=${() => this.#set(community, true)}
      >
        ${localize.term('communityJoin')}
      </button>`;
    if (abilities.leave)
      return html`<button
        class="quiet"
        type="button"
        aria-label=${localize.term('communityLeaveName', name)}
        aria-disabled=${busy}
        @click=${() => this.#ask(community)}
      >
        ${localize.term('communityLeave')}
      </button>`;
    if (community.membership || joinRule === 'free') return nothing;
    return html`<span class="muted"
      >${localize.term(joinRule === 'request' ? 'communityRequest' : 'communityInvite')}</span
    >`;
  }

  #name({ name, slug }: Community) {
    return this.communityUrl ? html`<a href=${this.communityUrl.replaceAll('{slug}', slug)}>${name}</a>` : name;
  }

  #community(community: Community) {
    const { localize } = this;
    const failure = this.#communities.failed[community.id];
    return html`<li data-id=${community.id} part="community">
      <h3>${this.#name(community)}</h3>
      <p class="facts">
        <span>${localize.term('communityMembers', community.members)}</span>
        ${community.membership?.role === 'steward' ? html`<span>${localize.term('communitySteward')}</span>` : nothing}
        ${
          community.visibility === 'open'
            ? nothing
            : html`<span
                >${localize.term(community.visibility === 'listed' ? 'communityListed' : 'communitySecret')}</span
              >`
        }
      </p>
      ${community.purpose ? html`<p class="purpose">${community.purpose}</p>` : nothing}
      <div class="deed">${this.#deed(community)}</div>
      ${failure ? html`<p class="problem" role="alert">${problemWords(failure, localize)}</p>` : nothing}
    </li>`;
  }

  #section(which: 'mine' | 'others', title: string, none: string) {
    const { items, next } = this.#communities[which];
    const failure = this.#communities.failed[which];
    return html`<section aria-labelledby=${which}>
      <h2 id=${which}>${title}</h2>
      ${
        items.length
          ? html`<ul>
              ${repeat(
                items,
                ({ id }) => id,
                (community) => this.#community(community),
              )}
            </ul>`
          : html`<p class="state">${none}</p>`
      }
      ${failure ? html`<p class="problem" role="alert">${problemWords(failure, this.localize)}</p>` : nothing}
      ${
        next
          ? html`<button class="outlined more" type="button" @click=${() => this.#communities.more(which)}>
              ${this.localize.term('communitiesMore')}
            </button>`
          : nothing
      }
    </section>`;
  }

  override render() {
    const { localize } = this;
    const { status, error } = this.#communities;
    if (status === 'error') return problemState(error, localize, () => void this.#communities.load());
    if (status !== 'ready')
      return html`<div class="bones" role="status">
        <span class="visually-hidden">${localize.term('communitiesLoading')}</span>
        <div></div>
        <div></div>
      </div>`;
    return html`
      ${this.#online.offline ? html`<p class="muted" role="status">${localize.term('problemOffline')}</p>` : nothing}
      <p class="visually-hidden" role="status">${this.told}</p>
      ${this.#section('mine', localize.term('communitiesMine'), localize.term('communitiesNoneMine'))}
      ${this.#section('others', localize.term('communitiesOthers'), localize.term('communitiesNone'))}
    `;
  }
}
