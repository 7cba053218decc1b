import type { Client } from '@parvis/client';
import type { Case, CaseFile, CaseRecord } from '@parvis/contracts';
import type { ReactiveController } from 'lit';
import { clientContext } from '../contexts/index.ts';
import { Follow, type Host } from './follow.ts';

/** What helps to decide a case: asked for as soon as it is looked at, and again when the case changed. */
export class CaseFileController implements ReactiveController {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  #shown: Case | undefined;

  file: CaseFile | undefined;
  error: unknown;
  /** A note that could not be written down, or a record that could not be had. */
  failure: unknown;
  busy: 'noting' | 'exporting' | undefined;
  /** Notes that are being written, by their case; kept while the page is open. */
  readonly drafts = new Map<string, string>();

  constructor(host: Host) {
    this.#host = host;
    this.#client = new Follow(host, clientContext, () => {
      this.drafts.clear();
      this.#shown = undefined;
      this.#set({ file: undefined, busy: undefined });
    });
    host.addController(this);
  }

  hostDisconnected() {
    this.#shown = undefined;
  }

  /** Sees to it that the file is that of this case, as the case is now. */
  show(of: Case) {
    if (of === this.#shown) return;
    const other = of.id !== this.#shown?.id;
    this.#shown = of;
    if (other) Object.assign(this, { file: undefined, error: undefined, failure: undefined });
    void this.#load(of);
  }

  retry() {
    const of = this.#shown;
    this.#set({ error: undefined });
    if (of) void this.#load(of);
  }

  async #load(of: Case) {
    try {
      const file = await this.#client.ask(({ cases }) => cases.file(of.id));
      if (this.#shown?.id === of.id) this.#set({ file, error: undefined });
    } catch (error) {
      // What was there before is still true of its time.
      if (this.#shown === of && !this.file) this.#set({ error });
    }
  }

  /** Answers whether it was written down. */
  async note(id: string): Promise<boolean> {
    const text = (this.drafts.get(id) ?? '').trim();
    if (!text || this.busy) return false;
    this.#set({ busy: 'noting', failure: undefined });
    try {
      const note = await this.#client.ask(({ cases }) => cases.note(id, { text }));
      this.drafts.delete(id);
      const { file } = this;
      const known = file?.notes.some((one) => one.id === note.id);
      this.#set({
        busy: undefined,
        ...(file && !known && this.#shown?.id === id && { file: { ...file, notes: [...file.notes, note] } }),
      });
      return true;
    } catch (error) {
      this.#set({ busy: undefined, failure: error });
      return false;
    }
  }

  async record(id: string): Promise<CaseRecord | undefined> {
    if (this.busy) return undefined;
    this.#set({ busy: 'exporting', failure: undefined });
    try {
      const record = await this.#client.ask(({ cases }) => cases.record(id));
      this.#set({ busy: undefined });
      return record;
    } catch (error) {
      this.#set({ busy: undefined, failure: error });
      return undefined;
    }
  }

  #set(values: Partial<Pick<this, 'file' | 'error' | 'failure' | 'busy'>>) {
    Object.assign(this, values);
    this.#host.requestUpdate();
  }
}
