/**
 * Looks at what the links of posts lead to, after they were published: the writer waits for nothing and is told nothing
 * but that their post has changed, if it has. What could not be had leaves no trace, whatever the reason.
 */
import { type Images, ImageRefused, type PreparedImage } from '../attachments/index.ts';
import { addParts, isImage } from '../attachments/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Outside } from './outside.ts';
import { decode, readPage } from './page.ts';
import { type PreviewFacts, type Wanted, addImage, lease, setPreview, setWanted, settle } from './store.ts';

/** Milliseconds for which one process keeps a link from the others: far longer than looking at it takes. */
const leaseTime = 60_000;
/** Milliseconds between two looks for links that a process which ended left. */
const interval = 5 * 60_000;

/** The viewer's post, just written, leads there, or nowhere. Inside the transaction that writes it. */
export async function wantPreview(
  { outside }: Pick<Kernel, 'outside'>,
  tx: Transaction,
  post: string,
  address: string | null,
  at: Date,
): Promise<void> {
  if (outside) await setWanted(tx, post, address, at);
}

type Seen = Omit<PreviewFacts, 'image'> & { image: PreparedImage | undefined };

const look = (outside: Outside, images: Images | undefined, address: string): Promise<Seen | undefined> =>
  outside.visit(async ({ get }) => {
    const page = await get(address, 'page');
    const facts = page && readPage(decode(page.bytes, page.charset), page.address);
    if (!facts) return undefined;
    const { image, ...said } = facts;
    const found = image && images ? await get(image, 'image') : undefined;
    return { address, ...said, image: found && images && (await redraw(images, found.bytes)) };
  });

async function redraw(images: Images, bytes: Uint8Array): Promise<PreparedImage | undefined> {
  try {
    return isImage(bytes) ? await images.prepare(bytes) : undefined;
  } catch (error) {
    if (error instanceof ImageRefused) return undefined;
    throw error;
  }
}

export type Previewing = {
  /** Looks at every link that is waiting, and answers when none is left. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

export function startPreviewing(kernel: Kernel): Previewing {
  const { database, relay, outside, images, newId, now, log } = kernel;
  if (!outside) return { settle: async () => {}, close: async () => {} };
  let closed = false;
  let due = false;
  let working: Promise<void> | undefined;

  const keep = (wanted: Wanted, seen: Seen | undefined): Promise<void> =>
    database.system(async (tx) => {
      const post = await settle(tx, wanted);
      if (!post || !seen) return;
      const { image, ...facts } = seen;
      const id = newId();
      if (image) {
        const content = newId();
        await addImage(tx, { id, content, post: wanted.post_id, audience: post.audience_id, image, at: now() });
        await addParts(tx, content, 'full', image.full);
        if (image.small) await addParts(tx, content, 'small', image.small);
      }
      const shown = image ? { id, width: image.width, height: image.height } : null;
      await setPreview(tx, wanted.post_id, { ...facts, image: shown });
      await recordEvent(tx, {
        ...{ type: 'post.updated', at: now(), actor: null, audience: post.audience_id, community: post.community_id },
        ...{ subject: { kind: 'post', id: wanted.post_id }, post: wanted.post_id },
        data: { kind: post.kind, tags: post.tags },
      });
    });

  const some = async (): Promise<boolean> => {
    const wanted = await lease(database, now(), new Date(now().getTime() + leaseTime));
    if (!wanted || closed) return false;
    const seen = await look(outside, images, wanted.address).catch(() => undefined);
    await keep(wanted, seen);
    return true;
  };
  const work = async (): Promise<void> => {
    do {
      due = false;
      while (!closed && (await some()));
    } while (due && !closed);
  };
  const start = (): Promise<void> => {
    due = true;
    return (working ??= work().finally(() => (working = undefined)));
  };
  const wake = (): void => {
    start().catch((error: unknown) => {
      if (!closed)
        log.warn('Links could not be looked at; that is tried again with the next event', { error: String(error) });
    });
  };
  const unsubscribe = relay.subscribe(wake);
  const timer = setInterval(wake, interval);
  wake();
  return {
    settle: start,
    async close() {
      closed = true;
      unsubscribe();
      clearInterval(timer);
      await working?.catch(() => {});
    },
  };
}
