import type { Community, Invitation, MembershipRequest } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import { type PropertyValues, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { CommunitiesController } from '../controllers/communities-controller.ts';
import { OnlineController } from '../controllers/online-controller.ts';
import type { CardTrigger } from '../internal/card-trigger.ts';
import { ParvisElement } from '../internal/parvis-element.ts';
import { webAddress } from '../internal/web-address.ts';
import { problemWords } from '../internal/problem.ts';
import { problemState } from '../internal/states.ts';
import { facts } from '../styles/facts.ts';
import { fields } from '../styles/fields.ts';
import { states } from '../styles/states.ts';
import { Belonging } from './belonging.ts';
import { communitiesStyles } from './communities.styles.ts';

/** One community as a whole, or where one is founded. */
type Page = { render(): unknown };

/**
 * @summary The communities I am in and those I could join: searched, joined, asked for, and looked after by their stewards.
 *
 * @csspart community - One community.
 * @csspart header - The search, and the button that founds one.
 * @csspart waiting - Invitations and requests that wait.
 * @csspart mine - The communities one is in.
 * @csspart others - All others.
 * @csspart detail - One community, opened.
 * @csspart about - What it is for, and how one speaks there.
 * @csspart members - Its members.
 * @csspart requests - Who asks to join.
 * @csspart invite - Where people are invited.
 * @csspart screening - What is looked at before it is published.
 * @csspart settings - Its name, purpose and rules.
 * @csspart founding - Where a community is founded.
 * @csspart photo - A photo, or the initials.
 * @csspart dialog - What asks before something goes on: the charter, a warning, where to move it.
 * @csspart error - What stands where they could not be loaded.
 */
export class ParvisCommunities extends ParvisElement {
  static override readonly elementName: string = 'communities';
  static override readonly families = ['common', 'communities'] as const;
  static override styles = [...ParvisElement.styles, states, fields, facts, communitiesStyles];

  /** Address of a community's page, where `{slug}` stands for its short name. Without it names lead nowhere. */
  @property({ attribute: 'community-url' }) communityUrl = '';

  readonly #communities = new CommunitiesController(this);
  readonly #online = new OnlineController(this, () => this.#communities.status === 'error' && this.#communities.load());

  readonly #belonging = new Belonging(this, this.#communities, (words) => (this.told = words));

  @state() private told = '';
  /** What is shown in place of the lists; loaded when it is first opened. */
  @state() private page: Page | undefined;
  #reader = 0;
  #looking: ReturnType<typeof setTimeout> | undefined;
  #cards: CardTrigger | undefined;

  protected override willUpdate(changed: PropertyValues<this>) {
    super.willUpdate(changed);
    if (this.#reader === this.#communities.reader) return;
    this.#reader = this.#communities.reader;
    // What was opened is what somebody else was shown.
    this.page = undefined;
    this.told = '';
  }

  protected override reload() {
    return this.#communities.load();
  }

  #look = (event: Event) => {
    const words = (event.target as HTMLInputElement).value;
    clearTimeout(this.#looking);
    this.#looking = setTimeout(() => void this.#communities.search(words), 250);
  };

  /** Shows one community, or the form that founds one, in place of the lists; `focus` is where one goes on. */
  async #turnTo(load: () => Promise<Page>, focus: string) {
    try {
      const [page, { detailStyles }, { pickerStyles }, { CardTrigger }] = await Promise.all([
        load(),
        import('./detail.styles.ts'),
        import('../internal/picker.ts'),
        import('../internal/card-trigger.ts'),
      ]);
      this.#cards ??= new CardTrigger(this);
      await Promise.all([this.extend('community', [detailStyles]), this.extend('picker', pickerStyles)]);
      this.page = page;
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>(focus)?.focus();
    } catch (error) {
      this.told = problemWords(error, this.localize);
    }
  }

  /** Back to the lists, where one came from. */
  #back(focus: string) {
    this.page = undefined;
    void this.#communities.load({ quietly: true });
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(focus)?.focus());
  }

  #open(community: Community, told = '') {
    const leave = () => this.#back(`[data-id="${CSS.escape(community.id)}"] .details`);
    return this.#turnTo(async () => {
      const { Detail } = await import('./detail.ts');
      return new Detail(this, this.#communities, community, { leave, address: this.#address(community), told });
    }, '.back');
  }

  #found() {
    const { me } = this.#communities;
    if (!me) return;
    void this.#turnTo(async () => {
      const { Founding } = await import('./founding.ts');
      return new Founding(this, this.#communities, me, {
        leave: () => this.#back('.found'),
        founded: (community) => void this.#open(community, this.localize.term('communityFounded', community.name)),
      });
    }, '#place-name');
  }

  #waiting() {
    const { localize } = this;
    const { invitations, requests } = this.#communities;
    const told = requests.filter(({ state }) => state === 'open' || state === 'refused');
    if (invitations.length + told.length === 0) return nothing;
    return html`<section part="waiting" aria-labelledby="waiting">
      <h2 id="waiting">${localize.term('communitiesWaiting')}</h2>
      <ul>
        ${repeat(
          invitations,
          ({ id }) => id,
          (invitation) => this.#invitation(invitation),
        )}
        ${repeat(
          told,
          ({ id }) => id,
          (request) => this.#request(request),
        )}
      </ul>
    </section>`;
  }

  #problem(id: string) {
    const failure = this.#communities.failed[id];
    return failure ? html`<p class="problem" role="alert">${problemWords(failure, this.localize)}</p>` : nothing;
  }

  #invitation({ id, community, by, note }: Invitation) {
    const { localize } = this;
    const busy = this.#communities.busy.has(id);
    return html`<li data-invitation=${id} part="community">
      <h3>${community.name}</h3>
      <p class="facts"><span>${localize.term('communityInvitedBy', by?.name ?? '')}</span></p>
      ${note ? html`<p class="purpose" dir="auto">${note}</p>` : nothing}
      ${community.purpose ? html`<p class="purpose muted" dir="auto">${community.purpose}</p>` : nothing}
      <div class="deed">
        <button
          class="primary"
          type="button"
          aria-disabled=${busy}
          @click=${() => this.#belonging.answer(id, community, true)}
        >
          ${localize.term('communityAccept')}
        </button>
        <button
          class="quiet"
          type="button"
          aria-disabled=${busy}
          @click=${() => this.#belonging.answer(id, community, false)}
        >
          ${localize.term('communityDecline')}
        </button>
      </div>
      ${this.#problem(id)}
    </li>`;
  }

  #request({ id, community, state, reason, createdAt }: MembershipRequest) {
    const { localize } = this;
    return html`<li data-request=${id} part="community">
      <h3>${community.name}</h3>
      <p class="purpose">
        ${
          state === 'open'
            ? localize.term('communityAsked', localize.ago(createdAt))
            : localize.term('communityRefused', reason)
        }
      </p>
    </li>`;
  }

  #address({ slug }: Community): string {
    return webAddress(this.communityUrl.replaceAll('{slug}', slug));
  }

  #name(community: Community) {
    const address = this.#address(community);
    return address ? html`<a href=${address}>${community.name}</a>` : community.name;
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
      ${community.purpose ? html`<p class="purpose" dir="auto">${community.purpose}</p>` : nothing}
      <div class="last">
        <div class="deed">${this.#belonging.render(community)}</div>
        <button
          class="quiet details"
          type="button"
          aria-label=${localize.term('communityOpenName', community.name)}
          @click=${() => this.#open(community)}
        >
          ${localize.term('communityOpen')}
        </button>
      </div>
      ${failure ? html`<p class="problem" role="alert">${problemWords(failure, localize)}</p>` : nothing}
    </li>`;
  }

  #section(which: 'mine' | 'others', title: string, none: string) {
    const { items, next } = this.#communities[which];
    const failure = this.#communities.failed[which];
    return html`<section part=${which} aria-labelledby=${which}>
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
    if (this.page) return this.page.render();
    return html`
      ${this.#online.offline ? html`<p class="muted" role="status">${localize.term('problemOffline')}</p>` : nothing}
      <p class="visually-hidden" role="status">${this.told}</p>
      <div class="head" part="header">
        <label class="search"
          >${localize.term('communitiesSearch')}
          <input type="search" maxlength=${limits.title} @input=${this.#look} />
        </label>
        ${
          this.#communities.me?.abilities.found
            ? html`<button class="outlined found" type="button" @click=${this.#found}>
                ${localize.term('communitiesFound')}
              </button>`
            : nothing
        }
      </div>
      ${this.#waiting()}
      ${this.#section('mine', localize.term('communitiesMine'), localize.term('communitiesNoneMine'))}
      ${this.#section('others', localize.term('communitiesOthers'), localize.term('communitiesNone'))}
    `;
  }
}
