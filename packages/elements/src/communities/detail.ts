import type { Client } from '@parvis/client';
import type { Community, Invitation, Member, MembershipRequest } from '@parvis/contracts';
import { commenters, degrees, joinRules, limits, visibilities } from '@parvis/contracts/tables';
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { CommunitiesController } from '../controllers/communities-controller.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import type { Desk } from './desk.ts';
import { Inviting } from './inviting.ts';

const pageSize = 20;
const visibilityTerms = { open: 'placeOpen', listed: 'placeListed', secret: 'placeSecret' } as const;
const joinTerms = { free: 'placeFree', request: 'placeRequest', invite: 'placeInviteOnly' } as const;
const commenterTerms = { readers: 'placeReaders', members: 'placeMembersOnly', nobody: 'placeNobody' } as const;

/** One community as a whole: what it is for, who belongs to it, and its stewards' desk. */
export class Detail implements Desk {
  readonly #host: ParvisElement;
  readonly #list: CommunitiesController;
  readonly #leave: () => void;
  readonly #inviting: Inviting;
  #community: Community;
  #members: readonly Member[] = [];
  #next: string | null = null;
  #requests: readonly MembershipRequest[] = [];
  #invitations: readonly Invitation[] = [];
  #told = '';
  #failed = '';
  #busy = false;
  /** Whom a question is asked about. */
  #removing = '';
  #refusing = '';

  constructor(host: ParvisElement, list: CommunitiesController, community: Community, leave: () => void) {
    this.#host = host;
    this.#list = list;
    this.#community = community;
    this.#leave = leave;
    this.#inviting = new Inviting(this);
    void this.load();
  }

  get host() {
    return this.#host;
  }

  get community() {
    return this.#community;
  }

  get busy() {
    return this.#busy;
  }

  async load() {
    const { id } = this.#community;
    try {
      await this.#list.request(async ({ communities }) => {
        const community = await communities.get(id);
        const { members, manage } = community.abilities;
        const none = { items: [], next: null };
        const [people, requests, invitations] = await Promise.all([
          members ? communities.members(id, { limit: pageSize }) : none,
          manage ? communities.requests(id, { limit: 100 }) : none,
          manage ? communities.invitations(id, { limit: 100 }) : none,
        ]);
        this.#community = community;
        this.#members = people.items;
        this.#next = people.next;
        this.#requests = requests.items;
        this.#invitations = invitations.items;
      });
    } catch (error) {
      this.#failed = problemWords(error, this.#host.localize);
    }
    this.#host.requestUpdate();
  }

  #more = async () => {
    const { id } = this.#community;
    try {
      const page = await this.#list.request(({ communities }) =>
        communities.members(id, { limit: pageSize, ...(this.#next && { cursor: this.#next }) }),
      );
      this.#members = [...this.#members, ...page.items];
      this.#next = page.next;
    } catch (error) {
      this.#failed = problemWords(error, this.#host.localize);
    }
    this.#host.requestUpdate();
  };

  async do(
    deed: (client: Client) => Promise<unknown>,
    words: Record<string, string> = {},
    done = '',
  ): Promise<boolean> {
    if (this.#busy) return false;
    this.#busy = true;
    this.#told = '';
    this.#failed = '';
    this.#host.requestUpdate();
    try {
      await this.#list.request(deed);
      this.#told = done;
      this.#removing = '';
      this.#refusing = '';
      await this.load();
      return true;
    } catch (error) {
      this.#failed = words[(error as { code?: string }).code ?? ''] ?? problemWords(error, this.#host.localize);
      return false;
    } finally {
      this.#busy = false;
      this.#host.requestUpdate();
    }
  }

  #set(change: () => void) {
    change();
    this.#host.requestUpdate();
  }

  render() {
    const { localize } = this.#host;
    const { name, purpose, tone, abilities } = this.#community;
    return html`<div class="place">
      <button class="quiet back" type="button" @click=${this.#leave}>${localize.term('placeBack')}</button>
      <h2>${name}</h2>
      <p class="visually-hidden" role="status">${this.#told}</p>
      ${this.#failed ? html`<p class="problem" role="alert">${this.#failed}</p>` : nothing}
      ${
        purpose
          ? html`<h3>${localize.term('placePurpose')}</h3>
              <p class="said" dir="auto">${purpose}</p>`
          : nothing
      }
      ${
        tone
          ? html`<h3>${localize.term('placeTone')}</h3>
              <p class="said" dir="auto">${tone}</p>`
          : nothing
      }
      ${abilities.manage ? this.#waiting() : nothing}
      ${abilities.invite ? this.#inviting.render(this.#invitations) : nothing}
      ${abilities.manage ? this.#settings() : nothing} ${this.#people()}
    </div>`;
  }

  #people() {
    const { localize } = this.#host;
    return html`<section aria-labelledby="members">
      <h2 id="members">${localize.term('placeMembers')}</h2>
      ${
        this.#community.abilities.members
          ? html`<ul>
              ${repeat(
                this.#members,
                ({ person }) => person.id,
                (member) => this.#member(member),
              )}
            </ul>`
          : html`<p class="muted">${localize.term('placeMembersHidden')}</p>`
      }
      ${
        this.#next
          ? html`<button class="outlined more" type="button" @click=${this.#more}>
              ${localize.term('placeMoreMembers')}
            </button>`
          : nothing
      }
    </section>`;
  }

  #member({ person, role, abilities }: Member) {
    const { localize } = this.#host;
    const { id } = this.#community;
    const last = { conflict: localize.term('placeLast') };
    const wanted = role === 'steward' ? 'member' : 'steward';
    return html`<li class="person" data-person=${person.id}>
      <span class="who"
        >${person.name}
        ${role === 'steward' ? html`<span class="muted"> · ${localize.term('placeSteward')}</span>` : nothing}</span
      >
      ${
        abilities.setRole
          ? html`<button
              class="quiet"
              type="button"
              @click=${() => this.do(({ communities }) => communities.setRole(id, person.id, wanted), last)}
            >
              ${localize.term(role === 'steward' ? 'placeNameMember' : 'placeNameSteward')}
            </button>`
          : nothing
      }
      ${
        abilities.remove && this.#removing !== person.id
          ? html`<button class="quiet" type="button" @click=${() => this.#set(() => (this.#removing = person.id))}>
              ${localize.term('placeRemove')}
            </button>`
          : nothing
      }
      ${
        this.#removing === person.id
          ? html`<p class="wide" role="alert">
              ${localize.term('placeRemoveSure', person.name)}
              <button
                class="outlined"
                type="button"
                @click=${() => this.do(({ communities }) => communities.remove(id, person.id), last)}
              >
                ${localize.term('placeRemoveYes')}
              </button>
              <button class="quiet" type="button" @click=${() => this.#set(() => (this.#removing = ''))}>
                ${localize.term('cancel')}
              </button>
            </p>`
          : nothing
      }
    </li>`;
  }

  #waiting() {
    const { localize } = this.#host;
    return html`<section aria-labelledby="requests">
      <h2 id="requests">${localize.term('placeRequests')}</h2>
      ${
        this.#requests.length
          ? html`<ul>
              ${repeat(
                this.#requests,
                ({ id }) => id,
                (request) => this.#request(request),
              )}
            </ul>`
          : html`<p class="muted">${localize.term('placeRequestsNone')}</p>`
      }
    </section>`;
  }

  #request({ id, person, note, createdAt }: MembershipRequest) {
    const { localize } = this.#host;
    const refuse = (event: Event) => {
      event.preventDefault();
      const reason = String(new FormData(event.target as HTMLFormElement).get('reason') ?? '').trim();
      if (reason) void this.do(({ requests }) => requests.decide(id, { decision: 'refuse', reason }));
    };
    return html`<li class="person" data-request=${id}>
      <span class="who">${person.name} <span class="muted">· ${localize.ago(createdAt)}</span></span>
      <button
        class="primary"
        type="button"
        @click=${() => this.do(({ requests }) => requests.decide(id, { decision: 'approve' }))}
      >
        ${localize.term('placeApprove')}
      </button>
      <button class="quiet" type="button" @click=${() => this.#set(() => (this.#refusing = id))}>
        ${localize.term('placeRefuse')}
      </button>
      ${note ? html`<p class="wide said" dir="auto">${note}</p>` : nothing}
      ${
        this.#refusing === id
          ? html`<form @submit=${refuse}>
              <label
                >${localize.term('placeReason')}
                <input name="reason" required maxlength=${limits.requestNote} />
              </label>
              <div class="form-end">
                <button class="quiet" type="button" @click=${() => this.#set(() => (this.#refusing = ''))}>
                  ${localize.term('cancel')}
                </button>
                <button class="primary">${localize.term('placeRefuseDo')}</button>
              </div>
            </form>`
          : nothing
      }
    </li>`;
  }

  #settings() {
    const { localize } = this.#host;
    const community = this.#community;
    const { id } = community;
    const save = (event: Event) => {
      event.preventDefault();
      const data = new FormData(event.target as HTMLFormElement);
      const value = <Value extends string>(name: string) => String(data.get(name) ?? '').trim() as Value;
      const body = {
        ...{ name: value('name'), purpose: value('purpose'), tone: value('tone') },
        visibility: value<Community['visibility']>('visibility'),
        joinRule: value<Community['joinRule']>('joinRule'),
        defaultDegree: value<Community['defaultDegree']>('degree'),
        defaultCommenters: value<Community['defaultCommenters']>('commenters'),
        memberInvites: data.has('memberInvites'),
      };
      const words = { conflict: localize.term('placeNotOpened') };
      void this.do(({ communities }) => communities.update(id, body), words, localize.term('placeSaved'));
    };
    const choice = (name: string, label: string, options: readonly (readonly [string, string])[], chosen: string) =>
      html`<label
        >${label}
        <select name=${name}>
          ${options.map(([value, word]) => html`<option value=${value} ?selected=${value === chosen}>${word}</option>`)}
        </select>
      </label>`;
    return html`<section aria-labelledby="settings">
      <h2 id="settings">${localize.term('placeSettings')}</h2>
      <form @submit=${save}>
        <label
          >${localize.term('placeName')}
          <input name="name" required maxlength=${limits.communityName} .value=${community.name} />
        </label>
        <label
          >${localize.term('placePurpose')}
          <textarea name="purpose" rows="2" maxlength=${limits.purpose} .value=${community.purpose}></textarea>
        </label>
        <label
          >${localize.term('placeTone')}
          <textarea name="tone" rows="2" maxlength=${limits.tone} .value=${community.tone}></textarea>
        </label>
        ${choice(
          'visibility',
          localize.term('placeVisibility'),
          // What was written for members is never opened.
          visibilities
            .filter((visibility) => visibility !== 'open' || community.visibility === 'open')
            .map((visibility) => [visibility, localize.term(visibilityTerms[visibility])] as const),
          community.visibility,
        )}
        ${choice(
          'joinRule',
          localize.term('placeJoinRule'),
          joinRules.map((rule) => [rule, localize.term(joinTerms[rule])] as const),
          community.joinRule,
        )}
        ${choice(
          'degree',
          localize.term('placeDegree'),
          degrees.map((degree) => [degree, degree] as const),
          community.defaultDegree,
        )}
        ${choice(
          'commenters',
          localize.term('placeCommenters'),
          commenters.map((who) => [who, localize.term(commenterTerms[who])] as const),
          community.defaultCommenters,
        )}
        <label class="line"
          ><input type="checkbox" name="memberInvites" ?checked=${community.memberInvites} />${localize.term(
            'placeMemberInvites',
          )}</label
        >
        <div class="form-end">
          <button class="primary" aria-disabled=${this.#busy}>${localize.term('save')}</button>
        </div>
      </form>
    </section>`;
  }
}
