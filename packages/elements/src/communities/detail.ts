import type { Client } from '@parvis/client';
import type { Community, Invitation, Member, MembershipRequest } from '@parvis/contracts';
import { html, nothing } from 'lit';
import type { CommunitiesController } from '../controllers/communities-controller.ts';
import type { ParvisElement } from '../internal/parvis-element.ts';
import { problemWords } from '../internal/problem.ts';
import type { Desk } from './desk.ts';
import { Inviting } from './inviting.ts';
import { Members } from './members.ts';
import { Requests } from './requests.ts';
import { Settings } from './settings.ts';

const pageSize = 20;
const none = { items: [], next: null };

type Ways = {
  /** Back to the list. */
  leave(): void;
  /** Address of its own page, where the host page has one. */
  address: string;
  /** What has just been done, to begin with. */
  told?: string;
};

/** One community as a whole: what it is for, who belongs to it, and its stewards' desk. */
export class Detail implements Desk {
  readonly host: ParvisElement;
  readonly #list: CommunitiesController;
  readonly #ways: Ways;
  readonly #requestsPart = new Requests(this);
  readonly #membersPart = new Members(this);
  readonly #inviting: Inviting;
  readonly #settings: Settings;
  #community: Community;
  #members: { items: readonly Member[]; next: string | null } = none;
  #requests: readonly MembershipRequest[] = [];
  #invitations: readonly Invitation[] = [];
  #told = '';
  #failed = '';
  #busy = false;

  constructor(host: ParvisElement, list: CommunitiesController, community: Community, ways: Ways) {
    this.host = host;
    this.#list = list;
    this.#community = community;
    this.#ways = ways;
    this.#told = ways.told ?? '';
    this.#inviting = new Inviting(this);
    this.#settings = new Settings(this);
    void this.load();
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
        const [people, requests, invitations] = await Promise.all([
          members ? communities.members(id, { limit: pageSize }) : none,
          manage ? communities.requests(id, { limit: 100 }) : none,
          manage ? communities.invitations(id, { limit: 100 }) : none,
        ]);
        this.#community = community;
        this.#settings.take(community);
        this.#members = people;
        this.#requests = requests.items;
        this.#invitations = invitations.items;
      });
    } catch (error) {
      this.#failed = problemWords(error, this.host.localize);
    }
    this.host.requestUpdate();
  }

  #more = async () => {
    const { id } = this.#community;
    const { items, next } = this.#members;
    try {
      const page = await this.#list.request(({ communities }) =>
        communities.members(id, { limit: pageSize, ...(next && { cursor: next }) }),
      );
      this.#members = { items: [...items, ...page.items], next: page.next };
    } catch (error) {
      this.#failed = problemWords(error, this.host.localize);
    }
    this.host.requestUpdate();
  };

  readonly ask = <Found>(what: (client: Client) => Promise<Found>): Promise<Found> => this.#list.request(what);

  async do(
    deed: (client: Client) => Promise<unknown>,
    words: Record<string, string> = {},
    done = '',
    told: (error: unknown) => boolean = () => false,
  ): Promise<boolean> {
    if (this.#busy) return false;
    this.#busy = true;
    this.#told = '';
    this.#failed = '';
    this.host.requestUpdate();
    try {
      await this.#list.request(deed);
      await this.load();
      this.#told = done;
      return true;
    } catch (error) {
      if (!told(error))
        this.#failed = words[(error as { code?: string }).code ?? ''] ?? problemWords(error, this.host.localize);
      return false;
    } finally {
      this.#busy = false;
      this.host.requestUpdate();
    }
  }

  #about(title: 'placePurpose' | 'placeTone', text: string) {
    return text
      ? html`<div>
          <h3>${this.host.localize.term(title)}</h3>
          <p class="said" dir="auto">${text}</p>
        </div>`
      : nothing;
  }

  render() {
    const { localize } = this.host;
    const { name, purpose, tone, abilities } = this.#community;
    const { leave, address } = this.#ways;
    return html`<div class="place" part="detail">
      <button class="quiet back" type="button" @click=${leave}>${localize.term('placeBack')}</button>
      <h2 class="name">${address ? html`<a href=${address}>${name}</a>` : name}</h2>
      <p class="told" role="status">${this.#told}</p>
      ${this.#failed ? html`<p class="problem" role="alert">${this.#failed}</p>` : nothing}
      <div class="about" part="about">${this.#about('placePurpose', purpose)} ${this.#about('placeTone', tone)}</div>
      ${abilities.manage ? this.#requestsPart.render(this.#requests) : nothing}
      ${abilities.invite ? this.#inviting.render(this.#invitations) : nothing}
      ${abilities.manage ? this.#settings.render(this.#list.me) : nothing}
      ${abilities.moderate ? this.#settings.before() : nothing} ${this.#membersPart.render(this.#members, this.#more)}
    </div>`;
  }
}
