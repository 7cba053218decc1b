import type { Client } from '@parvis/client';
import type { Case, Charter, CommunityReference } from '@parvis/contracts';
import type { AppealOutcome, CaseOrder, DecisionKind, Language, SuspensionHours } from '@parvis/contracts/tables';
import { type Viewer, clientContext, viewerContext } from '../contexts/index.ts';
import { charterOf } from './charter.ts';
import { Follow, type Host } from './follow.ts';
import { Hearing } from './hearing.ts';
import { Listing } from './listing.ts';

/** Cases that are asked for at a time. */
const pageSize = 50;

export type Shelf = 'open' | 'decided';

/** Which cases are asked for; what is empty narrows nothing. */
export type Narrowing = Readonly<{
  only: '' | 'appealed' | 'several' | 'screened' | 'illegal';
  community: string;
  article: string;
  order: CaseOrder;
}>;

/** What is being decided about a case, kept while the page is open. */
export type Draft = Readonly<{
  decision: DecisionKind | '';
  article: string;
  /** In the place of an article, where it was reported as illegal. */
  law: string;
  publicNote: string;
  internalNote: string;
  /** Beside a warning or a suspension. */
  alsoRemove: boolean;
  hours: SuspensionHours;
  /** Where a post is moved to. */
  community: string;
}>;

/** What became of a deed: the case after it, or why it could not be done. */
type Outcome = { done: Case; error?: never } | { done?: never; error: unknown };

/** The cases on the viewer's desk, the one that is looked at, and what is done with it. */
export class CasesController {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  readonly #viewer: Follow<Viewer | undefined>;
  readonly list: Listing<Case>;
  readonly #drafts = new Map<string, Draft>();

  shelf: Shelf = 'open';
  narrowing: Narrowing = { only: '', community: '', article: '', order: 'oldest' };
  /** The case that is looked at; it stays when it leaves the list. */
  current: Case | undefined;
  /** What is told of it: that somebody else was first, that it is gone. */
  told: 'conflict' | 'gone' | 'lapsed' | undefined;
  busy: 'claiming' | 'releasing' | 'deciding' | 'undoing' | undefined;
  /** The viewer's communities. */
  communities: readonly (CommunityReference & { steward: boolean })[] = [];
  /** Whether the viewer examines also what belongs to no community. */
  everywhere = false;
  /** Communities that a case was seen of. */
  readonly #seen = new Map<string, CommunityReference>();
  failure: unknown;
  charter: Charter | undefined;
  /** Why it is not known who the viewer is. */
  unknown: unknown;
  /** Whether the viewer is on any desk at all; undefined until it is known. */
  moderates: boolean | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#client = new Follow(host, clientContext, () => {
      // Another client is another person: the notes of the first are not for them.
      this.#drafts.clear();
      this.#seen.clear();
      this.narrowing = { only: '', community: '', article: '', order: 'oldest' };
      this.#set({ moderates: undefined, busy: undefined, failure: undefined });
      if (this.list) void this.load();
    });
    this.#viewer = new Follow(host, viewerContext, () => void this.#ask());
    this.list = new Listing({
      ask: ({ limit, from: cursor }) =>
        this.#client.ask((client) => this.#page(client, { limit, ...(cursor && { cursor }) })),
      key: ({ id }) => id,
      size: pageSize,
      draw: () => host.requestUpdate(),
    });
    const hearing = new Hearing(host, {
      event: ({ type }) => type.startsWith('case.'),
      again: () => this.#refresh(),
      // A claim ends by itself.
      tick: () => {
        const over = (one: Case) => one.claim !== null && Date.parse(one.claim.until) < Date.now();
        if (this.list.items.some(over) || (this.current && over(this.current))) hearing.again();
        else host.requestUpdate();
      },
    });
    if (this.#client.value) void this.load();
  }

  async #ask() {
    this.unknown = undefined;
    try {
      const me = await this.#viewer.ask((viewer) => viewer.get());
      this.#set({
        moderates: me.abilities.moderate,
        communities: me.communities,
        everywhere: me.roles.includes('moderator'),
      });
    } catch (error) {
      // Trying the cases again asks again.
      this.#set({ unknown: error });
    }
  }

  async read(language: Language) {
    const client = this.#client.value;
    // Without the charter a decision cannot name an article; the next case that is opened asks again.
    const charter = client && (await charterOf(client, language).catch(() => undefined));
    if (charter) this.#set({ charter });
  }

  #page(client: Client, more: { cursor?: string; limit: number }) {
    const { only, community, order } = this.narrowing;
    const article = only === 'illegal' ? 'illegal' : this.narrowing.article;
    return client.cases.list({
      ...more,
      ...(this.shelf === 'decided' ? { state: 'decided' as const } : order !== 'oldest' && { order }),
      ...(community && { community }),
      ...(article && { article }),
      ...(only && only !== 'illegal' && { [only]: 'true' }),
    });
  }

  /** How many ways the list is narrowed. */
  get narrowed(): number {
    const { only, community, article } = this.narrowing;
    return [only, community, only !== 'illegal' && article].filter(Boolean).length;
  }

  /** The communities whose cases may be on this desk. */
  get places(): readonly CommunityReference[] {
    const kept = this.communities.filter(({ steward }) => steward);
    return [...new Map([...kept, ...this.#seen.values()].map((one) => [one.id, one])).values()];
  }

  narrow(change: Partial<Narrowing>): Promise<void> {
    this.narrowing = { ...this.narrowing, ...change };
    return this.load();
  }

  async load(shelf = this.shelf) {
    if (this.moderates === undefined) void this.#ask();
    this.#set({ shelf, current: undefined, told: undefined });
    if (!(await this.list.load())) return;
    for (const { community } of this.list.items) if (community) this.#seen.set(community.id, community);
    this.#set({ current: this.list.items[0] });
  }

  more() {
    return this.list.more();
  }

  show(id: string) {
    const current = this.list.items.find((one) => one.id === id);
    if (current && id !== this.current?.id) this.#set({ current, told: undefined, failure: undefined });
  }

  /** The case that stands `step` further in the list; where the current one left it, the first. */
  beside(step: 1 | -1): Case | undefined {
    const at = this.list.items.findIndex(({ id }) => id === this.current?.id);
    return at < 0 ? (step > 0 ? this.list.items[0] : undefined) : this.list.items[at + step];
  }

  draft(of: Case): Draft {
    const draft = this.#drafts.get(of.id) ?? {
      ...{ decision: '', article: mostCited(of), publicNote: '', internalNote: '', alsoRemove: false },
      ...{ law: of.flags.find(({ law }) => law)?.law ?? '', hours: 24, community: '' },
    };
    return { ...draft, article: this.#inForce(draft.article, of) };
  }

  /** The article of the charter in force that has the number of this one, which may be of an earlier version; '' for none. */
  #inForce(article: string, { flags }: Case): string {
    const { articles } = this.charter ?? {};
    if (!articles || articles.some(({ id }) => id === article)) return article;
    const number = flags.find((flag) => flag.article?.id === article)?.article?.number;
    return articles.find((one) => one.number === number)?.id ?? '';
  }

  write(of: Case, change: Partial<Draft>) {
    this.#drafts.set(of.id, { ...this.draft(of), ...change });
    this.#host.requestUpdate();
  }

  claim = () => this.#do('claiming', (client, id) => client.cases.claim(id));
  release = () => this.#do('releasing', (client, id) => client.cases.release(id));
  undo = () => this.#do('undoing', (client, id) => client.cases.undo(id));

  async answer(outcome: AppealOutcome): Promise<Outcome | undefined> {
    const { current } = this;
    if (!current) return undefined;
    const { publicNote, internalNote } = this.draft(current);
    const body = { outcome, publicNote: publicNote.trim(), internalNote: internalNote.trim() };
    const answered = await this.#do('deciding', (client, id) => client.cases.decideAppeal(id, body));
    if (answered?.done) this.#drafts.delete(answered.done.id);
    return answered;
  }

  /** Answers nothing where there was nothing to send, or something is being sent already. */
  async decide(): Promise<Outcome | undefined> {
    const { current } = this;
    if (!current) return undefined;
    const { decision, article, law, publicNote, internalNote, alsoRemove, hours, community } = this.draft(current);
    if (decision === '') return undefined;
    const measured = decision === 'warn' || decision === 'suspend';
    const body = {
      decision,
      article: (decision !== 'keep' && article) || null,
      publicNote: publicNote.trim(),
      internalNote: internalNote.trim(),
      ...(decision !== 'keep' && !article && law.trim() && { law: law.trim() }),
      ...(measured && { alsoRemove }),
      ...(decision === 'suspend' && { hours }),
      ...(decision === 'move' && { community }),
    };
    const outcome = await this.#do('deciding', (client, id) => client.cases.decide(id, body));
    if (outcome?.done) this.#drafts.delete(outcome.done.id);
    return outcome;
  }

  async #do(
    busy: NonNullable<CasesController['busy']>,
    deed: (client: Client, id: string) => Promise<Case>,
  ): Promise<Outcome | undefined> {
    const before = this.current;
    if (!before || this.busy) return undefined;
    const { id } = before;
    this.#set({ busy, failure: undefined, told: undefined });
    try {
      const changed = await this.#client.ask((client) => deed(client, id));
      this.#set({ busy: undefined });
      this.#replace(changed);
      return { done: changed };
    } catch (error) {
      const { code } = error as { code?: string };
      this.#set({ busy: undefined, failure: code === 'conflict' || code === 'not-found' ? undefined : error });
      if (code === 'conflict' || code === 'not-found') await this.#look(id);
      // Where the case stands as before nobody was first: the deed itself is not possible.
      const now = this.current;
      if (code === 'conflict' && now?.id === id && !this.told)
        this.#set(standing(now) === standing(before) ? { failure: error } : { told: 'conflict' });
      return { error };
    }
  }

  /** What became of the current case. */
  async #look(id: string) {
    try {
      const found = await this.#client.ask(({ cases }) => cases.get(id));
      this.#replace(found);
    } catch (error) {
      if ((error as { code?: string }).code !== 'not-found') return;
      this.list.remove(id);
      if (this.current?.id === id) this.#set({ told: 'gone' });
    }
  }

  /** The list again, as long as it was; what is looked at stays. */
  async #refresh() {
    const { current } = this;
    if (!(await this.list.renew())) return;
    const listed = current && this.list.find(current.id);
    // The time ran out under the steward's hands.
    const lapsed = current?.claim?.mine && listed && !listed.claim?.mine && !listed.decision && !this.busy;
    if (listed) this.#replace(listed);
    if (lapsed && this.current === listed) this.#set({ told: 'lapsed' });
    else if (current && this.current?.id === current.id && this.told !== 'gone') await this.#look(current.id);
    else if (!this.current && this.list.items[0]) this.#set({ current: this.list.items[0] });
  }

  #replace(changed: Case) {
    this.list.replace(changed);
    if (this.current?.id === changed.id) this.#set({ current: changed });
  }

  #set(
    values: Partial<
      Pick<
        this,
        | 'shelf'
        | 'current'
        | 'told'
        | 'busy'
        | 'failure'
        | 'charter'
        | 'moderates'
        | 'unknown'
        | 'communities'
        | 'everywhere'
      >
    >,
  ) {
    Object.assign(this, values);
    this.#host.requestUpdate();
  }
}

/** What others change of a case. */
const standing = ({ claim, decision, appeal }: Case): string =>
  JSON.stringify([claim?.by.id, decision?.decidedAt, appeal?.outcome]);

/** The article that most flags name, the lowest number first. */
function mostCited({ flags }: Case): string {
  const counts = new Map<string, { count: number; number: number }>();
  for (const { article } of flags)
    if (article) counts.set(article.id, { count: (counts.get(article.id)?.count ?? 0) + 1, number: article.number });
  const [first] = [...counts].sort(([, a], [, b]) => b.count - a.count || a.number - b.number);
  return first?.[0] ?? '';
}
