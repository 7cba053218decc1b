import type { Post, PostCreate, PostUpdate, PublicationState, ReactionKind, Statement } from '@parvis/contracts';
import { attach, attachedWords } from '../attachments/index.ts';
import { type Transaction, closing, elevated } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { Failure } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { findTags, firstLink, saidIn } from '../kernel/richtext/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { refusedWords, subjectOf } from '../kinds/index.ts';
import { pageKey } from '../pages/index.ts';
import { wantPreview } from '../previews/index.ts';
import { react } from '../reactions/index.ts';
import { requireGoodStanding } from '../statements/index.ts';
import { isSensitive, requirePost, requireRoom } from './access.ts';
import { abilities } from './policy.ts';
import { presentPost } from './present.ts';
import { readSchedule, requireOpenThen } from './schedule.ts';
import { changePost, deleteOwnPost, findPost, lockPlace, setLabel, setPlace, setSchedule } from './store.ts';
import { recordPost } from './tell.ts';
import { allTags, flaggedBody, readText } from './text.ts';
import { checkKind } from './write.ts';

export { createPages, readPage, readiedFeed, readyFeed, tagFeed } from './feed/index.ts';
export { writePost } from './write.ts';

export const showPost = (
  { database }: Kernel,
  viewer: Viewer,
  id: string,
): Promise<{ post: Post; sensitive: boolean }> =>
  database.transaction(viewer, async (tx) => {
    closing(tx);
    const row = await requirePost(tx, viewer, id);
    return {
      post: presentPost(viewer, row),
      sensitive: isSensitive(row) || (row.original !== null && isSensitive(row.original)),
    };
  });

/** What of a post has words in it. */
const screenedFields = ['text', 'title', 'link', 'tags', 'attachments', 'descriptions'] as const;

export async function editPost(kernel: Kernel, viewer: Viewer, id: string, change: PostUpdate): Promise<Post> {
  let after: (() => void) | undefined;
  const edit = async (tx: Transaction, opinion: unknown): Promise<Post> => {
    const post = await requirePost(tx, viewer, id);
    if (!abilities(viewer, post).edit)
      throw new Failure('forbidden', 'Only its author can edit a post, and not once it was removed.');
    await requireGoodStanding(tx, viewer, post.community_id, kernel.now());
    const title = change.title === undefined ? post.title : change.title;
    const words = {
      kind: post.kind as PostCreate['kind'],
      title: title ?? undefined,
      link: change.link ?? post.link ?? undefined,
      text: change.text ?? post.source ?? '',
    };
    checkKind(refusedWords(words));
    if (
      (['text', 'title', 'link', 'attachments', 'descriptions'] as const).some((field) => change[field] !== undefined)
    )
      await requireRoom(tx, { post: id });
    const now = kernel.now();
    const scheduled = post.state === 'scheduled';
    const at = readSchedule(kernel, change.scheduledFor);
    if (at && !scheduled)
      throw new Failure('conflict', 'This post is published already: no other time can be chosen for it.');
    if (at) requireOpenThen(post.details, at);
    // The tags that were chosen, without those that stood in the text: these come from the text again.
    const inText = findTags(post.body);
    const chosen = change.tags ?? post.tags.filter((tag) => !inText.includes(tag));
    const text = change.text === undefined ? undefined : await readText(tx, change.text, chosen, subjectOf(words));
    const body = text?.body ?? post.body;
    // What is scheduled is looked at when it is published.
    const tags = change.tags === undefined && !text ? post.tags : allTags(body, chosen);
    const held =
      post.community_id !== null && !scheduled && screenedFields.some((field) => change[field] !== undefined)
        ? await kernel.screening.screen(
            tx,
            {
              community: { id: post.community_id, slug: post.community_slug ?? '' },
              ...{ author: viewer.person, kind: 'post', title, confirmed: change.confirmed === true },
              degree: post.audience_degree,
              parts: [
                ...[saidIn(body), change.link ?? post.link ?? '', tags.join(' ')],
                ...(await attachedWords(tx, viewer, change)),
              ],
            },
            opinion,
          )
        : undefined;
    await changePost(
      tx,
      id,
      {
        ...(change.title !== undefined && { title: change.title }),
        ...(change.link !== undefined && {
          link: change.link,
          page: pageKey(kernel.settings.pages, change.link) ?? null,
        }),
        ...(change.commenters !== undefined && { commenters: change.commenters }),
        ...(change.reshareable !== undefined && { reshareable: change.reshareable }),
        ...(change.tags !== undefined && { tags: allTags(post.body, chosen) }),
        ...(text && { ...text, source: change.text! }),
      },
      now,
    );
    await attach(tx, change, { post: id, comment: null, since: post.edited_at ?? post.created_at });
    if (text || change.link !== undefined)
      await wantPreview(kernel, tx, id, change.link ?? post.link ?? firstLink(text?.body ?? post.body), now);
    // Rule: when it is published is its author's to say; the columns are the server's to write.
    if (at && !(await elevated(tx, () => setSchedule(tx, id, at))))
      throw new Failure('conflict', 'This post has just been published: no other time can be chosen for it.');
    const changed = await requirePost(tx, viewer, id);
    await recordPost(tx, viewer, changed, 'post.updated', now);
    if (!held || changed.state !== 'published') return presentPost(viewer, changed);
    const { author_id: author, language, created_at: createdAt } = changed;
    const thing = { kind: 'post', subject: id, community: post.community_id!, author, title } as const;
    const rest = { body: flaggedBody(changed), language, createdAt };
    after = await kernel.screening.hold(tx, { ...thing, ...rest }, { ...held, new: false }, now);
    // Rule: the writer sees what they wrote; that they hold its new audience is known from the next request on.
    return presentPost(viewer, (await elevated(tx, () => findPost(tx, viewer.person, id)))!);
  };
  const post = await kernel.screening.through((opinion) =>
    kernel.database.transaction(viewer, (tx) => edit(tx, opinion)),
  );
  after?.();
  return post;
}

export async function deletePost(kernel: Kernel, viewer: Viewer, id: string): Promise<void> {
  await kernel.database.transaction(viewer, async (tx) => {
    const now = kernel.now();
    const deleted = await deleteOwnPost(tx, id, now);
    if (!deleted) {
      await requirePost(tx, viewer, id);
      throw new Failure('forbidden', 'Only its author can delete a post.');
    }
    // Rule: those who read it are told, also where its author is no longer among them.
    await elevated(tx, () => recordPost(tx, viewer, { id, ...deleted }, 'post.deleted', now));
  });
}

export async function reactToPost(
  kernel: Kernel,
  viewer: Viewer,
  id: string,
  kind: ReactionKind,
  wanted: boolean,
): Promise<Post> {
  return kernel.database.transaction(viewer, async (tx) => {
    const post = await requirePost(tx, viewer, id);
    const reactable = {
      post: id,
      comment: null,
      audience: post.audience_id,
      community: post.community_id,
      allowed: abilities(viewer, post).react,
    };
    await react(tx, viewer, reactable, kind, wanted, { at: kernel.now(), offered: kernel.settings.reactions });
    return presentPost(viewer, await requirePost(tx, viewer, id));
  });
}

/** What a moderation step makes of a post or comment. `audience` is where it goes. */
export type Move = { audience: number; state: PublicationState; statement: Statement | null };

/**
 * As the system, for a case: what its readers are told of a post that stays where it is, or that they are told it no more.
 * Answers false when it is gone, or not published.
 */
export async function labelPost(tx: Transaction, id: string, statement: Statement | null, at: Date): Promise<boolean> {
  const place = await lockPlace(tx, id);
  if (!place || !(await setLabel(tx, id, statement))) return false;
  await recordEvent(tx, {
    ...{ type: 'post.updated', at, actor: null, audience: place.audience_id, community: place.community_id },
    ...{ subject: { kind: 'post', id }, post: id },
  });
  return true;
}

/**
 * As the system, for a case: moves a post to other readers, and tells the old and the new ones, not by whom. Answers the
 * audience it left; undefined when it is gone.
 */
export async function movePost(
  tx: Transaction,
  id: string,
  move: Move,
  at: Date,
  type: 'post.updated' | 'post.created' = 'post.updated',
): Promise<number | undefined> {
  const before = await lockPlace(tx, id);
  if (!before) return undefined;
  await setPlace(tx, id, move);
  for (const audience of new Set([before.audience_id, move.audience]))
    await recordEvent(tx, {
      type: audience === move.audience ? type : 'post.updated',
      at,
      actor: null,
      audience,
      subject: { kind: 'post', id },
      post: id,
      community: before.community_id,
    });
  return before.audience_id;
}
