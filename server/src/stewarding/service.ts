/** What becomes of a post after it was written: first in its community, closed to comments, in another community. */
import { type Degree, type EventType, type Post, type PostMove, limits } from '@parvis/contracts';
import { wordsOf } from '../attachments/index.ts';
import { chooseAudience } from '../audiences/index.ts';
import { listSaidBelow } from '../comments/index.ts';
import { canWrite, findCommunity, holdSteward } from '../communities/index.ts';
import { type Transaction, elevated } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { Failure, notFound } from '../kernel/http/index.ts';
import type { Hold, Kernel } from '../kernel/kernel.ts';
import { saidIn } from '../kernel/richtext/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import {
  type PostRow,
  canLock,
  canMove,
  canPin,
  findPost,
  flaggedBody,
  presentPost,
  requirePost,
  requireThread,
} from '../posts/index.ts';
import { type Head, appendRecord, logHead } from '../record/index.ts';
import { requireWritingIn } from '../writing/index.ts';
import { isWider, readersAfter } from './policy.ts';
import { countPinned, lockCases, moveCases, readsThere, setLocked, setPinned, setPlace } from './store.ts';

/** In the record stands what is done to what somebody else wrote; there is no case: the post stands in its place. */
const recordDeed = (
  tx: Transaction,
  viewer: Viewer,
  post: Pick<PostRow, 'id'>,
  { type, chain, content = {} }: { type: string; chain: string | null; content?: Record<string, unknown> },
  at: Date,
): Promise<Head> =>
  appendRecord(tx, chain, at, [{ type, case: post.id, subject: post.id, actor: viewer.person, content }]);

const tell = (
  tx: Transaction,
  viewer: Viewer,
  post: PostRow,
  type: Extract<EventType, `post.${string}`>,
  at: Date,
  { audience, community }: { audience: number; community: string | null },
): Promise<void> =>
  recordEvent(tx, {
    ...{ type, at, actor: viewer.person, audience, community, post: post.id },
    subject: { kind: 'post', id: post.id },
    data: { kind: post.kind, tags: post.tags },
  });

/** Changes a mark of a post, at most once, and tells its readers. */
async function mark(
  kernel: Kernel,
  viewer: Viewer,
  id: string,
  {
    allowed,
    refusal,
    type,
    change,
  }: {
    allowed: (viewer: Viewer, post: PostRow) => boolean;
    refusal: string;
    type: Extract<EventType, `post.${string}`>;
    change: (tx: Transaction, post: PostRow, at: Date) => Promise<boolean>;
  },
): Promise<Post> {
  const { shown, head } = await kernel.database.transaction(viewer, async (tx) => {
    const post = await requirePost(tx, viewer, id);
    if (!allowed(viewer, post)) throw new Failure('forbidden', refusal);
    const at = kernel.now();
    // Rule: stewards keep their community; what they do to somebody else's post is recorded.
    const head = await elevated(tx, async () => {
      await requireStillSteward(tx, viewer, post);
      if (!(await change(tx, post, at))) return undefined;
      await tell(tx, viewer, post, type, at, { audience: post.audience_id, community: post.community_id });
      return post.author_id === viewer.person
        ? undefined
        : recordDeed(tx, viewer, post, { type, chain: post.community_id }, at);
    });
    return { shown: presentPost(viewer, await requirePost(tx, viewer, id)), head };
  });
  if (head) logHead(kernel.log, head);
  return shown;
}

/** As the system. What the viewer was when the request came in may be of before they were no steward any more. */
async function requireStillSteward(
  tx: Transaction,
  viewer: Viewer,
  post: Pick<PostRow, 'community_id'>,
): Promise<void> {
  if (post.community_id !== null) await holdSteward(tx, viewer, post.community_id);
}

export const pin = (kernel: Kernel, viewer: Viewer, id: string, on: boolean): Promise<Post> =>
  mark(kernel, viewer, id, {
    allowed: canPin,
    refusal: 'Only stewards of its community pin a post.',
    type: on ? 'post.pinned' : 'post.unpinned',
    change: async (tx, post, at) => {
      if (!on) return setPinned(tx, id, null);
      const pinned = await countPinned(tx, post.community_id!);
      if (!(await setPinned(tx, id, at))) return false;
      if (pinned >= limits.pinned)
        throw new Failure('conflict', `${pinned} posts are pinned here already: unpin one of them first.`);
      return true;
    },
  });

export const lock = (kernel: Kernel, viewer: Viewer, id: string, on: boolean): Promise<Post> =>
  mark(kernel, viewer, id, {
    allowed: canLock,
    refusal: 'Only stewards of its community end the comments on a post, and moderators where there is none.',
    type: on ? 'post.locked' : 'post.unlocked',
    change: (tx, _, at) => setLocked(tx, id, on ? at : null),
  });

/** The same of what is said of a page, by whoever `canLock` names; answers the head of the record where it changed. */
export async function lockThread(
  tx: Transaction,
  viewer: Viewer,
  id: string,
  on: boolean,
  at: Date,
): Promise<Head | undefined> {
  const thread = await requireThread(tx, viewer, id);
  const type = on ? 'post.locked' : 'post.unlocked';
  // Rule: stewards keep what is said in their community; a page is nobody's own, so it is always recorded.
  return elevated(tx, async () => {
    await requireStillSteward(tx, viewer, thread);
    if (!(await setLocked(tx, id, on ? at : null))) return undefined;
    await recordEvent(tx, {
      ...{ type, at, actor: viewer.person, audience: thread.audience_id, community: thread.community_id, post: id },
      subject: { kind: 'post', id },
    });
    return recordDeed(tx, viewer, thread, { type, chain: thread.community_id }, at);
  });
}

/** What is brought to a community is looked at there as if it were written there. */
export async function move(kernel: Kernel, viewer: Viewer, id: string, input: PostMove): Promise<Post> {
  const { shown, heads, after } = await kernel.screening.through((opinion) =>
    kernel.database.transaction(viewer, async (tx) => {
      const { heads, after } = await relocate(kernel, tx, viewer, id, input, opinion);
      // Rule: whoever moved it sees what became of it; that it may wait there is known from the next request on.
      return { shown: presentPost(viewer, (await elevated(tx, () => findPost(tx, viewer.person, id)))!), heads, after };
    }),
  );
  for (const head of heads) logHead(kernel.log, head);
  after?.();
  return shown;
}

export type Spot = { audience: number; community: string | null };
/** `moved`: absent when it stood there already. `heads` are for `logHead`, once the transaction is through. */
type Relocated = {
  heads: readonly Head[];
  moved?: { from: Spot; to: Spot & { community: string } };
  /** What is to be done once the transaction is through. */
  after?: () => void;
};
/**
 * Looks at what would arrive in a community, and whether the viewer may write there if it is theirs: throws what is
 * refused, answers why it has to wait.
 */
async function look(
  kernel: Kernel,
  tx: Transaction,
  viewer: Viewer,
  post: PostRow,
  {
    community,
    degree,
    confirmed,
    opinion,
  }: { community: { id: string; slug: string }; degree: Degree; confirmed: boolean; opinion: unknown },
): Promise<Hold | undefined> {
  const mine = post.author_id === viewer.person;
  if (mine) await requireWritingIn(tx, viewer, community.id, kernel.now());
  return kernel.screening.screen(
    tx,
    {
      ...{ community, author: post.author_id, kind: 'post', title: post.title, degree },
      // Only its author can rephrase it: nobody else is asked to.
      confirmed: confirmed || !mine,
      parts: [...[saidIn(flaggedBody(post)), post.link ?? '', post.tags.join(' ')], ...wordsOf(post.attachments)],
      below: (await listSaidBelow(tx, post.id)).flatMap(({ body, attachments }) => [
        saidIn(body),
        ...wordsOf(attachments),
      ]),
    },
    opinion,
  );
}

/**
 * Brings a post to another community of the viewer's, who wrote it or keeps the one that it stands in. `opinion`: of the
 * check outside, as `screening.through` gives it.
 */
export async function relocate(
  kernel: Kernel,
  tx: Transaction,
  viewer: Viewer,
  id: string,
  input: PostMove,
  opinion: unknown,
): Promise<Relocated> {
  const post = await requirePost(tx, viewer, id);
  if (!canMove(viewer, post))
    throw new Failure('forbidden', 'Only its author, or a steward of its community, moves a post.');
  const target = await findCommunity(tx, viewer.person, input.community);
  if (!target) throw notFound('community');
  if (target.id === post.community_id) return { heads: [] };
  if (!canWrite(target))
    throw new Failure('forbidden', `You are not a member of ${target.name}: join it to bring something there.`);
  const mine = post.author_id === viewer.person;
  const source = post.community_id === null ? null : await findCommunity(tx, viewer.person, post.community_id);
  const before = {
    circles: post.audience_circles ?? [],
    degree: post.audience_degree ?? ('C3' as const),
    membersOnly: source !== null && source?.visibility !== 'open',
  };
  const after = readersAfter(before, target, viewer.clearance, input);
  if (isWider(before, after) && !(mine && input.wider))
    throw mine
      ? new Failure('conflict', `In ${target.name} others than before would read this: confirm that it is meant so.`, {
          errors: [{ path: 'wider', message: 'not confirmed' }],
        })
      : new Failure(
          'forbidden',
          `In ${target.name} others than before would read this: only its author may decide so.`,
        );
  const choice = { community: target.id, circles: [...after.circles], degree: after.degree };
  const audience = await chooseAudience(kernel, tx, viewer, choice, target);
  const held = await look(kernel, tx, viewer, post, {
    community: target,
    degree: after.degree,
    confirmed: input.confirmed === true,
    opinion,
  });
  const at = kernel.now();
  const moved = {
    from: { audience: post.audience_id, community: post.community_id },
    to: { audience, community: target.id },
  };
  // Rule: its author, or a steward of where it stands, moves a post; all that belongs to it follows.
  const heads = await elevated(tx, async () => {
    if (!mine) await requireStillSteward(tx, viewer, post);
    await lockCases(tx, id);
    const concerned = [{ id: post.author_id, name: post.author_name }, ...(post.thanked?.people ?? [])];
    for (const person of concerned)
      if (!(await readsThere(tx, person.id, audience)))
        throw new Failure('conflict', `${person.name} does not read in ${target.name}: it stays theirs to read.`);
    if (!(await setPlace(tx, id, post.audience_id, { audience, community: target.id })))
      throw new Failure('conflict', 'This post was moved or taken away meanwhile. Look again.');
    // Those who read it no longer are told that it left, not where to.
    await tell(tx, viewer, post, 'post.moved', at, { audience: post.audience_id, community: post.community_id });
    if (!held) await tell(tx, viewer, post, 'post.moved', at, { audience, community: target.id });
    const cases = await moveCases(tx, id, target.id);
    for (const moved of cases)
      await recordEvent(tx, {
        ...{ type: 'case.updated', at, actor: null, audience: moved.audience_id, community: target.id },
        subject: { kind: 'case', id: moved.case_id },
      });
    if (mine && cases.length === 0) return [];
    // Both chains know, always locked in the same order.
    const content = { from: post.community_id, to: target.id };
    const chains = [post.community_id, target.id].sort((one, other) => ((one ?? '') < (other ?? '') ? -1 : 1));
    const written: Head[] = [];
    for (const chain of chains)
      written.push(await recordDeed(tx, viewer, post, { type: 'post.moved', chain, content }, at));
    return written;
  });
  if (!held) return { heads, moved };
  const thing = { kind: 'post', subject: id, community: target.id, author: post.author_id, title: post.title } as const;
  const rest = { body: flaggedBody(post), language: post.language, createdAt: post.created_at };
  // Its new readers were told of nothing: to them it is new when it is approved.
  return { heads, moved, after: await kernel.screening.hold(tx, { ...thing, ...rest }, { ...held, new: true }, at) };
}
