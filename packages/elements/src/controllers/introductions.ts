import type { Me } from '@parvis/contracts';
import type { Drafts } from './drafts.ts';

type Introduced = Me['communities'][number];

const told = ({ purpose, tone }: Introduced) => JSON.stringify([purpose, tone]);

/** What communities are for and how one writes there: shown until somebody puts it away, and when it says something else. */
export class Introductions {
  readonly #away = new Map<string, string>();
  readonly #drafts: () => Drafts | undefined;

  constructor(drafts: () => Drafts | undefined) {
    this.#drafts = drafts;
  }

  of(community: Introduced | null): { purpose: string; tone: string } | undefined {
    if (!community || !(community.purpose || community.tone)) return undefined;
    const { id, purpose, tone } = community;
    if (!this.#away.has(id)) this.#away.set(id, this.#drafts()?.read<string>(`about:${id}`) ?? '');
    return this.#away.get(id) === told(community) ? undefined : { purpose, tone };
  }

  putAway(community: Introduced) {
    this.#away.set(community.id, told(community));
    this.#drafts()?.keep(`about:${community.id}`, told(community), 'C0', true);
  }

  forget() {
    this.#away.clear();
  }
}
