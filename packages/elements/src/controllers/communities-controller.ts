import type { Client } from '@parvis/client';
import type { Community, CommunityCreate, Invitation, Me, MembershipRequest } from '@parvis/contracts';
import { type Viewer, clientContext, viewerContext } from '../contexts/index.ts';
import { Follow, type Host, notConnected } from './follow.ts';
import { Hearing } from './hearing.ts';

type List = { items: readonly Community[]; next: string | null };
const none: List = { items: [], next: null };
const pageSize = 50;

/** The viewer's communities and those they could join. */
export class CommunitiesController {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  readonly #viewer: Follow<Viewer | undefined>;
  readonly #hearing: Hearing;
  /** What was sent last and is not known to have arrived: what is sent twice is founded once. */
  #sent: { body: string; key: string } | undefined;

  status: 'idle' | 'loading' | 'ready' | 'error' = 'idle';
  error: unknown;
  /** Who is looking; known a moment after the lists are. */
  me: Me | undefined;
  mine = none;
  others = none;
  /** What waits for the viewer's answer, and what became of what they asked. */
  invitations: readonly Invitation[] = [];
  requests: readonly MembershipRequest[] = [];
  /** Words that are looked for. */
  words = '';
  /** What could not be done, by community. */
  failed: Readonly<Record<string, unknown>> = {};
  /** Counts who looks: another client is another person. */
  reader = 0;
  /** Communities whose membership is being changed. */
  busy: ReadonlySet<string> = new Set();

  constructor(host: Host) {
    this.#host = host;
    this.#client = new Follow(
      host,
      clientContext,
      () => {
        this.#sent = undefined;
        this.#set({
          me: undefined,
          mine: none,
          others: none,
          invitations: [],
          requests: [],
          failed: {},
          busy: new Set(),
          reader: this.reader + 1,
        });
        void this.load();
      },
      () => this.#set({ status: 'error', error: notConnected }),
    );
    this.#viewer = new Follow(host, viewerContext, () => void this.#meet());
    this.#hearing = new Hearing(host, {
      event: ({ type }) => /^(community|membership|request|invitation)\./.test(type),
      again: () => this.load({ quietly: true }),
    });
  }

  async load({ quietly = false } = {}) {
    if (quietly && this.status !== 'ready') return;
    if (!quietly) this.#set({ status: 'loading', error: undefined });
    try {
      const { words } = this;
      const query = { limit: pageSize, ...(words && { q: words }) };
      const [mine, others, invitations, requests] = await this.#client.ask((client) =>
        Promise.all([
          client.communities.list({ ...query, member: 'true' }),
          client.communities.list({ ...query, member: 'false' }),
          client.invitations.list({ limit: pageSize }),
          client.requests.list({ limit: pageSize }),
        ]),
      );
      // What was looked for meanwhile is another thing.
      if (words !== this.words) return;
      this.#set({ status: 'ready', mine, others, invitations: invitations.items, requests: requests.items });
    } catch (error) {
      if (!quietly) this.#set({ status: 'error', error });
    }
  }

  async #meet() {
    try {
      const viewer = this.#viewer.value;
      const me = await viewer?.get();
      if (viewer === this.#viewer.value) this.#set({ me });
    } catch {
      // Without it nothing is offered that only some may do.
    }
  }

  async more(which: 'mine' | 'others') {
    const list = this[which];
    const { words } = this;
    const cursor = list.next;
    if (!cursor) return;
    try {
      const member = which === 'mine' ? 'true' : 'false';
      const page = await this.#client.ask(({ communities }) =>
        communities.list({ member, limit: pageSize, cursor, ...(words && { q: words }) }),
      );
      // Read anew meanwhile, or for other words: this page continues another list.
      if (list !== this[which]) return;
      this.#set({ [which]: { items: [...list.items, ...page.items], next: page.next } });
    } catch (error) {
      this.#set({ failed: { ...this.failed, [which]: error } });
    }
  }

  search(words: string) {
    this.words = words.trim();
    return this.load({ quietly: true });
  }

  /** Does something about a community, an invitation or a request, and looks again. Answers whether it was done. */
  async act(id: string, deed: (client: Client) => Promise<unknown>): Promise<boolean> {
    if (this.busy.has(id)) return false;
    this.#set({ busy: new Set([...this.busy, id]), failed: { ...this.failed, [id]: undefined } });
    try {
      await this.#client.ask(deed);
      await this.load({ quietly: true });
      await this.#viewer.value?.get({ fresh: true }).catch(() => {});
      this.#hearing.live?.announce({ type: 'membership' });
      return true;
    } catch (error) {
      this.#set({ failed: { ...this.failed, [id]: error } });
      if ((error as { code?: string }).code === 'not-found') void this.load({ quietly: true });
      return false;
    } finally {
      this.#set({ busy: new Set([...this.busy].filter((one) => one !== id)) });
    }
  }

  /** Throws what went wrong. */
  async found(community: CommunityCreate): Promise<Community> {
    const body = JSON.stringify(community);
    const { key } = (this.#sent = this.#sent?.body === body ? this.#sent : { body, key: this.#client.value!.newKey() });
    const made = await this.#client.ask(({ communities }) =>
      communities.create(community, { idempotencyKey: key }).catch((error: { code?: string }) => {
        if (error.code !== 'network') this.#sent = undefined;
        throw error;
      }),
    );
    this.#sent = undefined;
    void this.load({ quietly: true });
    await this.#viewer.value?.get({ fresh: true }).catch(() => {});
    this.#hearing.live?.announce({ type: 'membership' });
    return made;
  }

  /** Asks something. Throws what went wrong. */
  request<Found>(what: (client: Client) => Promise<Found>): Promise<Found> {
    return this.#client.ask(what);
  }

  /** Joins or leaves; answers whether it was done. */
  async setMembership(id: string, on: boolean): Promise<boolean> {
    if (this.busy.has(id)) return false;
    this.#set({ busy: new Set([...this.busy, id]), failed: { ...this.failed, [id]: undefined } });
    try {
      const changed = await this.#client.ask(({ communities }) => communities[on ? 'join' : 'leave'](id));
      const member = changed.membership !== null;
      const without = ({ items, next }: List): List => ({ items: items.filter((one) => one.id !== id), next });
      const add = ({ items, next }: List): List => ({
        items: [...items, changed].sort((one, other) => one.name.localeCompare(other.name)),
        next,
      });
      this.#set({
        mine: member ? add(without(this.mine)) : without(this.mine),
        others: member ? without(this.others) : add(without(this.others)),
      });
      // What may be written where has changed with it.
      await this.#viewer.value?.get({ fresh: true }).catch(() => {});
      this.#hearing.live?.announce({ type: 'membership' });
      return true;
    } catch (error) {
      this.#set({ failed: { ...this.failed, [id]: error } });
      if ((error as { code?: string }).code === 'not-found') void this.load({ quietly: true });
      return false;
    } finally {
      this.#set({ busy: new Set([...this.busy].filter((one) => one !== id)) });
    }
  }

  #set(
    values: Partial<
      Pick<
        this,
        'status' | 'error' | 'me' | 'mine' | 'others' | 'invitations' | 'requests' | 'failed' | 'busy' | 'reader'
      >
    >,
  ) {
    Object.assign(this, values);
    this.#host.requestUpdate();
  }
}
