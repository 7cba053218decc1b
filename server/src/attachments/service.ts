import { type Attachment, type Descriptions, limits } from '@parvis/contracts';
import { ownAudience } from '../audiences/index.ts';
import { type Transaction, elevated } from '../kernel/database/index.ts';
import { Failure, createOnce, notFound } from '../kernel/http/index.ts';
import { type Job, startJob } from '../kernel/jobs/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { FileRefused, recogniseFile } from './files.ts';
import { ImageRefused, type Images, isImage } from './images.ts';
import { cleanName } from './names.ts';
import { presentAttachment } from './present.ts';
import {
  type AttachmentFacts,
  type NewAttachment,
  type Size,
  addAttachment,
  addParts,
  describe,
  dropUnused,
  eraseUnused,
  findAttachment,
  lockWords,
  readPart,
  takeAll,
} from './store.ts';

/** What one person may have lying about that no post or comment uses yet. */
const unusedMost = { files: 30, bytes: 150_000_000 };
/** Uploads that are taken in at once: each is held in memory whole. */
const most = { person: 3, all: 12 };

export type Uploads = {
  /** Runs `work` when there is room for one more upload of this person. */
  admit<Result>(person: string, work: () => Promise<Result>): Promise<Result>;
};

export function createUploads(): Uploads {
  const running = new Map<string, number>();
  let all = 0;
  return {
    async admit(person, work) {
      const own = running.get(person) ?? 0;
      if (own >= most.person || all >= most.all)
        throw new Failure('rate-limited', 'Other uploads are still under way. Try again in 2 s.', { retryAfter: 2 });
      running.set(person, own + 1);
      all += 1;
      try {
        return await work();
      } finally {
        all -= 1;
        const left = running.get(person)! - 1;
        if (left > 0) running.set(person, left);
        else running.delete(person);
      }
    },
  };
}

type Attaching = { attachments?: readonly string[] | undefined; descriptions?: Descriptions | undefined };

const megabytes = (bytes: number): string => `${bytes / 1_000_000} MB`;
const refuse = (message: string): Failure =>
  new Failure('unsupported-media-type', message, { errors: [{ path: 'body', message: 'not taken' }] });

export type Prepared = Pick<NewAttachment, 'kind' | 'name' | 'type' | 'width' | 'height'> & {
  full: Uint8Array;
  small: Uint8Array | null;
};

/** What is kept of a file: pixels drawn anew, or a document that was recognised. Refused in words. */
export async function prepare(images: Images | undefined, bytes: Uint8Array, name: string): Promise<Prepared> {
  try {
    if (!isImage(bytes)) {
      const { type, extension } = await recogniseFile(bytes);
      const clean = cleanName(name, extension);
      return { kind: 'file', name: clean, type, width: null, height: null, full: bytes, small: null };
    }
    if (!images) throw new ImageRefused('Images cannot be taken here: the part that re-encodes them is not installed.');
    if (bytes.length > limits.image)
      throw new Failure(
        'too-large',
        `An image has ${megabytes(limits.image)} at most. Make it smaller, then try again.`,
      );
    const { type, full, small, width, height } = await images.prepare(bytes);
    return { kind: 'image', name: cleanName(name), type, width, height, full, small };
  } catch (error) {
    throw error instanceof FileRefused || error instanceof ImageRefused ? refuse(error.message) : error;
  }
}

export async function upload(
  kernel: Kernel,
  viewer: Viewer,
  { bytes, name }: { bytes: Uint8Array<ArrayBuffer>; name: string },
  key: string | undefined,
): Promise<Attachment> {
  if (bytes.length === 0) throw refuse('The file is empty. Choose another one.');
  const { full, small, ...facts } = await prepare(kernel.images, bytes, name);
  const request = { operation: 'createAttachment', name, digest: await digest(bytes) };
  return kernel.database.transaction(viewer, async (tx) => {
    const now = kernel.now();
    const { id } = await createOnce(tx, viewer, { key, request, now }, kernel.newId(), async (id) => {
      await ownAudience(kernel, tx, viewer);
      const content = kernel.newId();
      const added = await addAttachment(
        tx,
        { id, content, createdAt: now, ...facts, size: full.length, smallSize: small?.length ?? null },
        unusedMost,
      );
      if (!added)
        throw new Failure(
          'conflict',
          `You have uploaded ${unusedMost.files} files or ${megabytes(unusedMost.bytes)} that no post uses yet. Publish or remove some; what is never used is erased after a day.`,
        );
      await addParts(tx, content, 'full', full);
      if (small) await addParts(tx, content, 'small', small);
    });
    return show(tx, viewer, id);
  });
}

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function show(tx: Transaction, viewer: Viewer, id: string): Promise<Attachment> {
  const found = await findAttachment(tx, id);
  if (!found) throw notFound('attachment');
  return presentAttachment(viewer, found);
}

export const showAttachment = ({ database }: Kernel, viewer: Viewer, id: string): Promise<Attachment> =>
  database.transaction(viewer, (tx) => show(tx, viewer, id));

/** Says what an image shows that nothing uses yet: once something does, that is edited. */
export const describeImage = ({ database }: Kernel, viewer: Viewer, id: string, alt: string): Promise<Attachment> =>
  database.transaction(viewer, async (tx) => {
    if (await describe(tx, id, alt)) return show(tx, viewer, id);
    const found = await findAttachment(tx, id);
    if (!found) throw notFound('attachment');
    throw found.owner_id === viewer.person && found.kind === 'image'
      ? new Failure('conflict', 'A post or comment uses it: edit that to say something else of it.')
      : new Failure('forbidden', 'Only who uploaded an image can say what it shows.');
  });

export const removeAttachment = ({ database }: Kernel, viewer: Viewer, id: string): Promise<void> =>
  database.transaction(viewer, async (tx) => {
    if (await dropUnused(tx, id)) return;
    const found = await findAttachment(tx, id);
    if (!found) throw notFound('attachment');
    throw found.owner_id === viewer.person
      ? new Failure('conflict', 'A post or comment uses it: edit that to take it away.')
      : new Failure('forbidden', 'Only who uploaded something can remove it.');
  });

/** What readers will read of what `attach` gives: names, and what images are said to show. Asked before it is published. */
export async function attachedWords(
  tx: Transaction,
  viewer: Viewer,
  { attachments: ids = [], descriptions = [] }: Attaching,
): Promise<string[]> {
  const said = new Map(descriptions.map(({ id, alt }) => [id, alt]));
  // Rule: nothing is read but what is the viewer's own. Until it is published nobody says something else of it.
  const own = ids.length > 0 ? await elevated(tx, () => lockWords(tx, viewer.person, ids)) : [];
  return [
    ...own.flatMap(({ id, name, alt }) => (said.has(id) ? [name] : [name, alt ?? ''])),
    ...descriptions.map(({ alt }) => alt),
  ];
}

/** The same of what something has already. */
export const wordsOf = (attachments: readonly Pick<AttachmentFacts, 'name' | 'alt'>[] | null): string[] =>
  (attachments ?? []).flatMap(({ name, alt }) => [name, alt ?? '']);

/**
 * Gives what the viewer has just written exactly these of their uploads, in this order, with what is said of them. Inside
 * the transaction that writes it. `since`: when the version was written that is edited, if one is.
 */
export async function attach(
  tx: Transaction,
  { attachments: ids, descriptions }: Attaching,
  to: { post: string; comment: string | null; since?: Date },
): Promise<void> {
  if (ids === undefined && !descriptions?.length) return;
  const { taken, undescribed, unknown } = await takeAll(tx, ids, descriptions, to);
  if (unknown > 0)
    throw new Failure('invalid-request', 'Only images that it has can be described with it.', {
      errors: [{ path: 'descriptions', message: 'names something else' }],
    });
  if (ids && taken < ids.length)
    throw invalid(
      'One of the attachments is not there any more: uploads that nothing uses are erased after a day. Attach it again.',
    );
  if (undescribed > 0)
    throw invalid('Say what each image shows, for those who do not see it, or that it only decorates.');
}

const invalid = (message: string): Failure =>
  new Failure('invalid-request', message, { errors: [{ path: 'attachments', message: 'not usable' }] });

export type Content = {
  kind: 'image' | 'file';
  name: string;
  type: string;
  length: number;
  sensitive: boolean;
  body: ReadableStream<Uint8Array>;
};

/** The bytes, part by part. Whether the viewer may read them is asked of the database for each part. */
export async function readContent({ database }: Kernel, viewer: Viewer, id: string, size: Size): Promise<Content> {
  const first = await readPart(database, viewer, id, size, 0);
  if (!first) throw notFound('attachment');
  let sent = 0;
  let number = 0;
  return {
    kind: first.kind,
    name: first.name,
    type: first.type,
    length: first.whole,
    sensitive: first.sensitive,
    body: new ReadableStream<Uint8Array>({
      async pull(controller) {
        const part = number === 0 ? first : await readPart(database, viewer, id, size, number);
        number += 1;
        if (!part) return controller.error(new Error('It is not to be read any more.'));
        controller.enqueue(part.bytes);
        sent += part.bytes.length;
        if (sent >= first.whole) controller.close();
      },
    }),
  };
}

/** Milliseconds for which an upload waits to be used. */
const unusedAge = 24 * 60 * 60_000;
const interval = 60 * 60_000;
/** Uploads erased in one transaction. */
const batchSize = 20;

/** Erases uploads that nothing used within a day. */
export const startErasing = (kernel: Pick<Kernel, 'database' | 'now' | 'log'>): Job =>
  startJob(kernel, {
    failure: 'Unused uploads could not be erased',
    interval,
    async step() {
      const cutoff = new Date(kernel.now().getTime() - unusedAge);
      return (await eraseUnused(kernel.database, cutoff, batchSize)) === batchSize;
    },
  });
