/**
 * Looks at what the links of posts lead to, after they were published: the writer waits for nothing and is told nothing
 * but that their post has changed, if it has. What could not be had leaves no trace, whatever the reason.
 */
import { type Images, ImageRefused, type PreparedImage, addParts, isImage } from '../attachments/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { type Job, startJob } from '../kernel/jobs/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Outside } from './outside.ts';
import { decode, readPage } from './page.ts';
import { type PreviewFacts, type Wanted, addImage, lease, setPreview, setWanted, settle } from './store.ts';

/** Milliseconds for which one process keeps a link from the others: far longer than looking at it takes. */
const leaseTime = 60_000;
/** Links that a process which ended left are found by looking again. */
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

/** Undefined where nothing outside is looked at. */
export function startPreviewing(kernel: Kernel): Job | undefined {
  const { database, relay, outside, images, now } = kernel;
  if (!outside) return undefined;
  return startJob(kernel, {
    failure: 'Links could not be looked at',
    interval,
    atStart: true,
    relay,
    async step(isEnding) {
      const wanted = await lease(database, now(), new Date(now().getTime() + leaseTime));
      if (!wanted || isEnding()) return false;
      await keep(kernel, wanted, await look(outside, images, wanted.address).catch(() => undefined));
      return true;
    },
  });
}

const keep = ({ database, newId, now }: Kernel, wanted: Wanted, seen: Seen | undefined): Promise<void> =>
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
