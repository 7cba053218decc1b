import type { Community } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import type { CommunitiesController } from '../controllers/communities-controller.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';

/** What is being made sure of, or written, of which community. */
type Opened = { id: string; to: 'leave' | 'ask' } | undefined;

/** What somebody can do about belonging to a community: join, leave, ask to be let in, answer an invitation. */
export class Belonging {
  readonly #host: ParvisElement;
  readonly #list: CommunitiesController;
  readonly #tell: (words: string) => void;
  #opened: Opened;

  /** `tell`: what was done, in words. */
  constructor(host: ParvisElement, list: CommunitiesController, tell: (words: string) => void) {
    this.#host = host;
    this.#list = list;
    this.#tell = tell;
  }

  /** Goes on in the entry of the community that it is about. */
  async #turn(opened: Opened, { id }: Community, focus = 'button') {
    this.#opened = opened;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] ${focus}`)?.focus();
  }

  async #set(community: Community, on: boolean) {
    this.#opened = undefined;
    if (!(await this.#list.setMembership(community.id, on))) return;
    this.#tell(this.#host.localize.term(on ? 'communityJoined' : 'communityLeft', community.name));
    await this.#turn(undefined, community);
  }

  async answer(invitation: string, { name }: Pick<Community, 'name'>, accept: boolean) {
    if (!(await this.#list.act(invitation, ({ invitations }) => invitations.answer(invitation, accept)))) return;
    this.#tell(this.#host.localize.term(accept ? 'communityJoined' : 'communityDeclined', name));
  }

  #leaving(community: Community) {
    const { localize } = this.#host;
    return html`<p role="alert">${localize.term('communityLeaveSure')}</p>
      <button class="outlined" type="button" @click=${() => this.#set(community, false)}>
        ${localize.term('communityLeaveYes')}
      </button>
      <button class="quiet" type="button" @click=${() => this.#turn(undefined, community)}>
        ${localize.term('cancel')}
      </button>`;
  }

  #asking(community: Community, busy: boolean) {
    const { localize } = this.#host;
    const { id, name } = community;
    const send = async (event: Event) => {
      event.preventDefault();
      const note = String(new FormData(event.target as HTMLFormElement).get('note') ?? '').trim();
      if (!(await this.#list.act(id, ({ communities }) => communities.request(id, note)))) return;
      this.#tell(localize.term('communityAskedFor', name));
      await this.#turn(undefined, community);
    };
    const cancel = () => this.#turn(undefined, community);
    return html`<form
      @submit=${send}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape') void cancel();
      }}
    >
      <label
        >${localize.term('communityAskNote')}
        <textarea name="note" rows="2" maxlength=${limits.requestNote}></textarea>
      </label>
      <div class="form-end">
        <button class="quiet" type="button" @click=${cancel}>${localize.term('cancel')}</button>
        <button class="primary" aria-disabled=${busy}>${localize.term('communityAskSend')}</button>
      </div>
    </form>`;
  }

  render(community: Community) {
    const { localize } = this.#host;
    const { id, name, abilities, invitation, request, membership, joinRule } = community;
    const busy = this.#list.busy.has(id);
    const opened = this.#opened?.id === id ? this.#opened.to : undefined;
    const button = (look: string, label: string, word: string, act: () => unknown) =>
      html`<button class=${look} type="button" aria-label=${label} aria-disabled=${busy} @click=${act}>
        ${word}
      </button>`;
    if (opened === 'leave') return this.#leaving(community);
    if (abilities.join)
      return button('outlined', localize.term('communityJoinName', name), localize.term('communityJoin'), () =>
        this.#set(community, true),
      );
    if (abilities.leave)
      return button('quiet', localize.term('communityLeaveName', name), localize.term('communityLeave'), () =>
        this.#turn({ id, to: 'leave' }, community),
      );
    if (invitation)
      return button('primary', localize.term('communityAcceptName', name), localize.term('communityAccept'), () =>
        this.answer(invitation, community, true),
      );
    if (request)
      return html`<span class="muted">${localize.term('communityAsked', localize.ago(request.at))}</span> ${button(
          'quiet',
          localize.term('communityUnaskName', name),
          localize.term('communityUnask'),
          () => this.#list.act(id, ({ communities }) => communities.withdrawRequest(id)),
        )}`;
    if (abilities.request && opened === 'ask') return this.#asking(community, busy);
    if (abilities.request)
      return button('outlined', localize.term('communityAskName', name), localize.term('communityAsk'), () =>
        this.#turn({ id, to: 'ask' }, community, 'textarea'),
      );
    if (membership || joinRule === 'free') return nothing;
    return html`<span class="muted"
      >${localize.term(joinRule === 'request' ? 'communityRequest' : 'communityInvite')}</span
    >`;
  }
}
