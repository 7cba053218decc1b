import type { Client } from '@parvis/client';
import type { Charter, Flag, FlagReceipt } from '@parvis/contracts';
import type { Language, SubjectKind, UnflaggableReason } from '@parvis/contracts/tables';
import { clientContext } from '../contexts/index.ts';
import { charterOf, forgetCharter } from './charter.ts';
import { Follow, type Host, notConnected } from './follow.ts';
import { Hearing } from './hearing.ts';
import { recent, standing } from './gone.ts';

/** What the button is about: a thing by its id, a page by its address. */
export type Target = { kind: SubjectKind; id: string; url: string };

const unwritten = { article: '', note: '', law: '' };

const isAboutArticle = (error: unknown): boolean =>
  ((error as { errors?: readonly { path: string }[] }).errors ?? []).some(({ path }) => path === 'article');

/** The viewer's own flag on one thing: whether they may send one, sending it, what became of it, taking it back. */
export class FlagController {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  readonly #hearing: Hearing;
  #target: Target | undefined;
  #keys = new Map<string, string>();

  status: 'idle' | 'loading' | 'ready' | 'error' = 'idle';
  error: unknown;
  receipt: FlagReceipt | Flag | null = null;
  /** Why there is nothing to flag, beside a flag that is not decided yet. */
  reason: UnflaggableReason | null = null;
  busy: 'sending' | 'withdrawing' | undefined;
  failure: unknown;
  charter: Charter | undefined;
  /** What was chosen and written stays while the page does: a flag leaves no trace on a machine that others use. */
  draft: Readonly<{ article: string; note: string; law: string }> = unwritten;

  constructor(host: Host) {
    this.#host = host;
    this.#client = new Follow(
      host,
      clientContext,
      () => {
        // Another client is another person: neither the flag nor what was being written is theirs.
        this.#keys.clear();
        this.#set({ receipt: null, reason: null, busy: undefined, failure: undefined, draft: unwritten });
        if (this.status !== 'idle') void this.look();
      },
      () => this.#set({ status: 'error', error: notConnected }),
    );
    this.#hearing = new Hearing(host, {
      event: ({ type, subject }) =>
        (type.startsWith('flag.') && (!this.receipt || subject.id === this.receipt.id)) ||
        subject.id === this.#target?.id,
      again: () => this.look({ quietly: true }),
      // Only who waits for news listens: a page has a button for each of its posts.
      when: () => this.receipt || this.status !== 'idle',
    });
  }

  /** What the button is about now. `receipt`: what whoever draws the thing knows; undefined where nobody does. */
  follow(target: Target, receipt: FlagReceipt | null | undefined) {
    const before = this.#target;
    const same = before?.kind === target.kind && before.id === target.id && before.url === target.url;
    this.#target = target;
    if (!same) Object.assign(this, { status: 'idle', receipt: null, reason: null, failure: undefined });
    if (receipt === undefined) {
      if (!same) void this.look();
    } else this.receipt = receipt;
    this.#hearing.attend();
  }

  get #subject() {
    const { kind, id, url } = this.#target!;
    return kind === 'page' ? { kind, url } : { kind, id };
  }

  /** Asks whether there is something to flag, and for the viewer's own flag. */
  async look({ quietly = false } = {}) {
    const target = this.#target;
    if (!this.#client.value || !target) {
      this.#set({ status: 'loading' });
      return;
    }
    if (!quietly) this.#set({ status: 'loading', error: undefined });
    try {
      const { items, subject } = await this.#client.ask(({ flags }) => flags.list({ ...this.#subject, limit: recent }));
      if (target !== this.#target) return;
      const receipt = standing(items);
      const reason = subject?.reason === 'flagged' ? null : (subject?.reason ?? null);
      this.#set({ status: 'ready', receipt, reason });
      this.#hearing.attend();
    } catch (error) {
      if (target !== this.#target) return;
      if (!quietly) this.#set({ status: 'error', error });
      // It was there, and went without a flag of the viewer's.
      else if (this.status !== 'error' && (error as { code?: string }).code === 'not-found')
        this.#set({ status: 'ready', receipt: null, reason: 'gone' });
    }
  }

  async read(language: Language) {
    const charter = await this.#client.ask((client) => charterOf(client, language));
    this.#set({ charter });
  }

  /** Answers the flag that was sent, or nothing. */
  async send(language: Language): Promise<Flag | undefined> {
    if (this.busy) return undefined;
    const { article } = this.draft;
    const note = this.draft.note.trim();
    const illegal = article === 'illegal' ? { law: this.draft.law.trim() } : undefined;
    const said = JSON.stringify([article, note, illegal]);
    this.#set({ busy: 'sending', failure: undefined });
    try {
      // The same words sent again are the same flag.
      const key = this.#keys.get(said) ?? this.#client.value!.newKey();
      this.#keys = new Map([[said, key]]);
      const flag = await this.#client.ask(({ flags }) =>
        flags.create({ subject: this.#subject, article, note, ...(illegal && { illegal }) }, { idempotencyKey: key }),
      );
      this.#keys.clear();
      this.#set({ busy: undefined, receipt: flag, reason: null, status: 'ready', draft: unwritten });
      this.#hearing.attend();
      this.#hearing.live?.announce({ type: 'flag', id: this.#target!.id, flag });
      return flag;
    } catch (error) {
      this.#set({ busy: undefined, failure: error });
      // Sent from elsewhere meanwhile, or no longer there: what is so now is shown instead.
      if (['conflict', 'not-found', 'forbidden'].includes((error as { code?: string }).code ?? ''))
        await this.look({ quietly: true });
      if (isAboutArticle(error)) await this.#reread(language);
      return undefined;
    }
  }

  /** The charter was changed since the page read it: what was chosen is no article any more, what was written stays. */
  async #reread(language: Language) {
    forgetCharter(this.#client.value!);
    this.write({ article: '' });
    // Where it does not come, the refusal that is shown says what to do.
    await this.read(language).catch(() => {});
  }

  async withdraw(): Promise<boolean> {
    const { receipt } = this;
    if (this.busy || !receipt) return false;
    this.#set({ busy: 'withdrawing', failure: undefined });
    try {
      await this.#client.ask(({ flags }) => flags.withdraw(receipt.id));
      this.#set({ busy: undefined, receipt: null });
      this.#hearing.attend();
      this.#hearing.live?.announce({ type: 'flag', id: this.#target!.id, flag: null });
      return true;
    } catch (error) {
      this.#set({ busy: undefined, failure: error });
      if ((error as { code?: string }).code === 'conflict') await this.look({ quietly: true });
      return false;
    }
  }

  write(change: Partial<FlagController['draft']>) {
    this.#set({ draft: { ...this.draft, ...change } });
  }

  forgive() {
    this.#set({ failure: undefined });
  }

  #set(
    values: Partial<Pick<this, 'status' | 'error' | 'receipt' | 'reason' | 'busy' | 'failure' | 'charter' | 'draft'>>,
  ) {
    Object.assign(this, values);
    this.#host.requestUpdate();
  }
}
