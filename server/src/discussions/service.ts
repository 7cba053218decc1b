import type { Comment, CountQuery, Counts, Discussion, DiscussionCreate, DiscussionLock } from '@parvis/contracts';
import { findOrAddShared } from '../audiences/index.ts';
import { writeBelow } from '../comments/index.ts';
import { type Transaction, closing, elevated } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { Failure } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { type Viewer, knownCommunity } from '../kernel/viewer/index.ts';
import { type Page, findPage, pageKey } from '../pages/index.ts';
import { canLock, isSensitive, requireThread } from '../posts/index.ts';
import { logHead } from '../record/index.ts';
import { lockThread } from '../stewarding/index.ts';
import { presentDiscussion } from './present.ts';
import { addDiscussion, countComments, findDiscussion } from './store.ts';

/** The same for a page that nobody configured and for one that is not for the viewer. */
async function requirePage(kernel: Kernel, tx: Transaction, viewer: Viewer, address: string): Promise<Page> {
  const page = await findPage(kernel, tx, viewer, address);
  if (!page)
    throw new Failure(
      'not-found',
      'There is no discussion at this address: it is under none of the prefixes that the configuration of the server lists as pages, or that page is not for you. Whoever runs the server adds its prefix, with who reads it, to "pages".',
    );
  return page;
}

type Shown = { discussion: Discussion; sensitive: boolean };

async function show(tx: Transaction, viewer: Viewer, page: Page): Promise<Shown> {
  const id = await findDiscussion(tx, page.address);
  const thread = id === undefined ? undefined : await requireThread(tx, viewer, id);
  return {
    discussion: presentDiscussion(viewer, page, knownCommunity(viewer, page.community), thread),
    sensitive: isSensitive({ audience_degree: page.degree }),
  };
}

export const showDiscussion = (kernel: Kernel, viewer: Viewer, address: string): Promise<Shown> =>
  kernel.database.transaction(viewer, async (tx) => show(tx, viewer, await requirePage(kernel, tx, viewer, address)));

/** What the comments on a page stand below, made where there is none. In the audience that the configuration gives the page; nobody's own. */
async function open(kernel: Kernel, tx: Transaction, page: Page, title: string | undefined, at: Date): Promise<string> {
  const found = await findDiscussion(tx, page.address);
  if (found !== undefined) return found;
  // Rule: whoever reads a page may open its discussion.
  await elevated(tx, async () => {
    const id = kernel.newId();
    const audience = await findOrAddShared(tx, page);
    const { address, community } = page;
    if (!(await addDiscussion(tx, { id, audience, community, address, link: address, title: title ?? null, at })))
      return;
    await recordEvent(tx, {
      type: 'discussion.created',
      at,
      actor: null,
      audience,
      subject: { kind: 'post', id },
      post: id,
      community,
      data: { page: address },
    });
  });
  return (await findDiscussion(tx, page.address))!;
}

/** Comments on a page. What the comments stand below is made by the first of them, so that no row tells who looked. */
export const startDiscussion = (
  kernel: Kernel,
  viewer: Viewer,
  input: DiscussionCreate,
  key: string | undefined,
): Promise<Comment> =>
  writeBelow(kernel, viewer, input, key, async (tx, now) =>
    open(kernel, tx, await requirePage(kernel, tx, viewer, input.address), input.title, now),
  );

/** Ends the comments on a page, or lets them go on: those there are stay. It stands in the record, as for a post. */
export async function lockDiscussion(
  kernel: Kernel,
  viewer: Viewer,
  { address, locked, title }: DiscussionLock,
): Promise<Shown> {
  const { shown, head } = await kernel.database.transaction(viewer, async (tx) => {
    const page = await requirePage(kernel, tx, viewer, address);
    if (!canLock(viewer, { state: 'published', community_id: page.community }))
      throw new Failure(
        'forbidden',
        'Only stewards of the community whose page this is end the comments on it, and moderators where there is none.',
      );
    const at = kernel.now();
    // Nothing to open again where nothing was closed.
    const id = locked ? await open(kernel, tx, page, title, at) : await findDiscussion(tx, page.address);
    const head = id === undefined ? undefined : await lockThread(tx, viewer, id, locked, at);
    return { shown: await show(tx, viewer, page), head };
  });
  if (head) logHead(kernel.log, head);
  return shown;
}

/** Of all that one page shows counts of. What cannot be read is not counted, and nobody is told that it is there. */
export const count = (kernel: Kernel, viewer: Viewer, { addresses, posts }: CountQuery): Promise<Counts> =>
  kernel.database.transaction(viewer, async (tx) => {
    closing(tx);
    const { pages } = kernel.settings;
    const asked = addresses.flatMap((address) => {
      const key = pageKey(pages, address);
      return key === undefined ? [] : [{ for: address, key }];
    });
    const found = await countComments(tx, [...new Set(asked.map(({ key }) => key))], posts);
    const byPage = new Map(found.flatMap((row) => (row.page === null ? [] : [[row.page, row] as const])));
    const byId = new Map(found.map((row) => [row.id, row]));
    const listed = [
      ...asked.map(({ for: name, key }) => ({ name, row: byPage.get(key) })),
      ...posts.map((id) => ({ name: id, row: byId.get(id) })),
    ];
    return {
      items: listed.flatMap(({ name, row }) =>
        row && row.count > 0 ? [{ for: name, post: row.id, address: row.page, count: row.count }] : [],
      ),
    };
  });
