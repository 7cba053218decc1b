import type { Client } from '@parvis/client';
import type { Attachment } from '@parvis/contracts';
import { limits } from '@parvis/contracts/tables';
import type { ReactiveController } from 'lit';
import { clientContext } from '../contexts/index.ts';
import type { Fault } from './composed.ts';
import { Follow, type Host } from './follow.ts';

/** Handed in, and kept with the draft. `alt` null: nothing was said yet. */
export type Kept = Pick<Attachment, 'id' | 'kind' | 'name' | 'size' | 'alt'>;
/** On its way. */
export type Upload = { file: File; name: string; share: number; error?: unknown; stop: AbortController; key: string };

/** Where it is kept while it is being written. */
export type Holder = {
  readonly kept: readonly Kept[];
  keep(kept: readonly Kept[]): void;
  /** What is published already: it goes when what was written is saved without it. */
  isPublished?(id: string): boolean;
};

/** What is attached to a text that is being written: handed in one after the other, described, put in order. */
export class UploadsController implements ReactiveController {
  readonly #host: Host;
  readonly #client: Follow<Client | undefined>;
  readonly #holder: Holder;
  #uploads: Upload[] = [];
  #running = false;
  /** What is being written about an image and not told to the server yet. */
  readonly #telling = new Map<string, Promise<unknown>>();

  constructor(host: Host, holder: Holder) {
    this.#host = host;
    this.#holder = holder;
    this.#client = new Follow(host, clientContext, () => this.#drop());
    host.addController(this);
  }

  /** An element that is only moved in the tree is back at once, and goes on. */
  hostDisconnected() {
    setTimeout(() => this.#host.isConnected || this.#drop());
  }

  get uploads(): readonly Upload[] {
    return this.#uploads;
  }

  get kept(): readonly Kept[] {
    return this.#holder.kept;
  }

  get full(): boolean {
    return this.kept.length + this.#uploads.length >= limits.attachments;
  }

  /** What is not ready to be published, once all that was said of images is told. */
  async check(): Promise<Fault | undefined> {
    await Promise.allSettled(this.#telling.values());
    if (this.#uploads.length) return 'refused';
    return this.kept.some(({ kind, alt }) => kind === 'image' && alt === null) ? 'missing' : undefined;
  }

  add(files: Iterable<File>) {
    for (const file of files) {
      if (this.full) break;
      const key = this.#client.value?.newKey() ?? '';
      this.#uploads.push({ file, name: file.name, share: 0, stop: new AbortController(), key });
    }
    this.#host.requestUpdate();
    void this.#run();
  }

  retry(upload: Upload) {
    upload.error = undefined;
    upload.stop = new AbortController();
    this.#host.requestUpdate();
    void this.#run();
  }

  cancel(upload: Upload) {
    upload.stop.abort();
    this.#uploads = this.#uploads.filter((one) => one !== upload);
    this.#host.requestUpdate();
  }

  remove(id: string) {
    this.#keep(this.kept.filter((one) => one.id !== id));
    // What is left behind is erased by the server after a day.
    if (!this.#holder.isPublished?.(id)) void this.#client.value?.attachments.delete(id).catch(() => {});
  }

  move(id: string, by: 1 | -1) {
    const kept = [...this.kept];
    const from = kept.findIndex((one) => one.id === id);
    const to = from + by;
    if (from < 0 || to < 0 || to >= kept.length) return;
    [kept[from], kept[to]] = [kept[to]!, kept[from]!];
    this.#keep(kept);
  }

  /** Empty: it only decorates. Null: not said. */
  describe(id: string, alt: string | null) {
    this.#keep(this.kept.map((one) => (one.id === id ? { ...one, alt } : one)));
  }

  /** Tells the server what was said of an image. Of what is published it is told when the edit is saved. */
  tell(id: string) {
    if (this.#holder.isPublished?.(id)) return;
    const alt = this.kept.find((one) => one.id === id)?.alt;
    if (alt === null || alt === undefined) return;
    const before = this.#telling.get(id) ?? Promise.resolve();
    const told = before
      .catch(() => {})
      .then(() => this.#client.value?.attachments.describe(id, alt))
      .catch(() => {});
    this.#telling.set(id, told);
  }

  async #run() {
    if (this.#running) return;
    this.#running = true;
    for (let next; (next = this.#uploads.find(({ error }) => !error));) await this.#send(next);
    this.#running = false;
  }

  async #send(upload: Upload) {
    const { file, name, key, stop } = upload;
    const onProgress = (share: number) => {
      upload.share = share;
      this.#host.requestUpdate();
    };
    try {
      const options = { onProgress, idempotencyKey: key, signal: stop.signal };
      const done = await this.#client.value!.attachments.upload(file, name, options);
      if (!this.#uploads.includes(upload)) return;
      this.#uploads = this.#uploads.filter((one) => one !== upload);
      const { id, kind, size, alt } = done;
      this.#keep([...this.kept, { id, kind, size, alt, name: done.name }]);
    } catch (error) {
      upload.error = error;
      this.#host.requestUpdate();
    }
  }

  #keep(kept: readonly Kept[]) {
    this.#holder.keep(kept);
  }

  /** Nothing more is attached here. */
  end() {
    this.#drop();
  }

  #drop() {
    for (const { stop } of this.#uploads) stop.abort();
    this.#uploads = [];
    this.#telling.clear();
  }
}
