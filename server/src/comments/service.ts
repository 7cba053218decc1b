import type { Comment, CommentPage, CommentUpdate, Post, ReactionKind, RichText } from '@parvis/contracts';
import { attach, attachedWords } from '../attachments/index.ts';
import { type Transaction, closing, elevated } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { Failure, createOnce, notFound, pageOf, readTimePlace, timePosition } from '../kernel/http/index.ts';
import type { Hold, Kernel } from '../kernel/kernel.ts';
import { saidIn } from '../kernel/richtext/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import {
  type ThreadRow,
  canAccept,
  canComment,
  isSensitive,
  lockPost,
  presentPost,
  readText,
  recordPost,
  requirePost,
  requireRoom,
  requireThread,
  setAccepted,
} from '../posts/index.ts';
import { react } from '../reactions/index.ts';
import { requireGoodStanding } from '../statements/index.ts';
import { requireTurn } from '../turns/index.ts';
import { abilities, stands } from './policy.ts';
import { presentComment } from './present.ts';
import { type CommentRow, addComment, changeComment, deleteOwnComment, findComment, listComments } from './store.ts';

export const listAnswers = (
  { database }: Kernel,
  viewer: Viewer,
  post: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ page: CommentPage; sensitive: boolean }> =>
  database.transaction(viewer, async (tx) => {
    const after = readTimePlace(cursor);
    closing(tx);
    const [parent, rows] = await Promise.all([
      requireThread(tx, viewer, post),
      listComments(tx, viewer.person, post, { after, limit: limit + 1 }),
    ]);
    const { shown, next } = pageOf(rows, limit, (last) => timePosition(last.created_at, last.id));
    return {
      page: { items: shown.map((row) => presentComment(viewer, parent, row)), next },
      sensitive: isSensitive(parent),
    };
  });

/** A comment the viewer can see, with its post, or a failure that says that there is none. */
export async function requireComment(
  tx: Transaction,
  viewer: Viewer,
  id: string,
): Promise<{ comment: CommentRow; post: ThreadRow }> {
  const comment = await findComment(tx, viewer.person, id);
  if (!comment) throw notFound('comment');
  return { comment, post: await requireThread(tx, viewer, comment.post_id) };
}

async function show(tx: Transaction, viewer: Viewer, id: string): Promise<Comment> {
  const { comment, post } = await requireComment(tx, viewer, id);
  return presentComment(viewer, post, comment);
}

type Written = { text: string; parent: string | null; attachments?: string[]; confirmed?: true };

export async function writeComment(
  kernel: Kernel,
  viewer: Viewer,
  postId: string,
  { confirmed, ...input }: Written,
  key: string | undefined,
): Promise<Comment> {
  return create(kernel, viewer, { operation: 'createComment', post: postId, input }, key, async (tx, add) => {
    await add(await requireThread(tx, viewer, postId), { ...input, confirmed });
  });
}

/** The first comment on a page, or one more: `open` answers what comments on that page stand below, made if need be. */
export const writeBelow = (
  kernel: Kernel,
  viewer: Viewer,
  { confirmed, ...input }: Omit<Written, 'parent'>,
  key: string | undefined,
  open: (tx: Transaction, now: Date) => Promise<string>,
): Promise<Comment> =>
  create(kernel, viewer, { operation: 'createDiscussion', input }, key, async (tx, add) => {
    const post = await requireThread(tx, viewer, await open(tx, kernel.now()));
    await add(post, { ...input, parent: null, confirmed });
  });

/** One comment, once, with what is looked at before it is published. */
async function create(
  kernel: Kernel,
  viewer: Viewer,
  request: object,
  key: string | undefined,
  write: (tx: Transaction, add: (post: ThreadRow, input: Written) => Promise<void>) => Promise<void>,
): Promise<Comment> {
  let after: (() => void) | undefined;
  const comment = await kernel.screening.through((opinion) =>
    kernel.database.transaction(viewer, async (tx) => {
      const now = kernel.now();
      const creation = { key, request, now };
      if ('post' in request) await requireThread(tx, viewer, request.post as string);
      const { id } = await createOnce(tx, viewer, creation, kernel.newId(), (id) =>
        write(tx, async (post, input) => {
          after = await addAs(kernel, tx, viewer, post, { id, input, now, opinion });
        }),
      );
      // Rule: the writer sees what they wrote; that they hold its new audience is known from the next request on.
      return after ? elevated(tx, () => show(tx, viewer, id)) : show(tx, viewer, id);
    }),
  );
  after?.();
  return comment;
}

const commentsClosed = ({ state, locked_at, commenters }: ThreadRow): string => {
  if (state !== 'published') return 'Nobody comments on what is not published: wait until it is.';
  if (locked_at) return 'Comments were closed here by those who look after this place: ask them to open them again.';
  return commenters === 'members'
    ? 'Only members of the community comment here: join it first.'
    : 'Its author lets nobody comment on this post: write one of your own.';
};

/** Answers what to do once the transaction is through, where it waits for a steward. */
async function addAs(
  kernel: Kernel,
  tx: Transaction,
  viewer: Viewer,
  post: ThreadRow,
  { id, input, now, opinion }: { id: string; input: Written; now: Date; opinion: unknown },
): Promise<(() => void) | undefined> {
  if (!canComment(viewer, post)) throw new Failure('forbidden', commentsClosed(post));
  await requireGoodStanding(tx, viewer, post.community_id, now);
  if (input.parent !== null) await requireAnswerTo(tx, viewer, post, input.parent);
  const { secondsBetweenComments: gap, commentsPerHour: most } = kernel.settings;
  await requireTurn(
    tx,
    'comment',
    { gap, most, within: 3600 },
    now,
    (seconds) => `You commented moments ago, or often within this hour. Try again in ${seconds} s.`,
  );
  const { body, language } = await readText(tx, input.text);
  const held = await screen(kernel, tx, viewer, post, { body, attached: input, confirmed: input.confirmed, opinion });
  await addComment(tx, {
    id,
    post: post.id,
    audience: post.audience_id,
    parent: input.parent,
    author: viewer.person,
    body,
    source: input.text,
    language,
    createdAt: now,
  });
  if (input.attachments?.length) await attach(tx, input, { post: post.id, comment: id });
  if (!held) {
    await record(tx, viewer, post, id, 'comment.created', now);
    return undefined;
  }
  const written = { id, body, language, createdAt: now };
  return kernel.screening.hold(tx, heldComment(viewer, post, written), { ...held, new: true }, now);
}

const screen = async (
  kernel: Kernel,
  tx: Transaction,
  viewer: Viewer,
  { community_id, community_slug, audience_degree: degree }: ThreadRow,
  {
    body,
    attached,
    confirmed,
    opinion,
  }: { body: RichText; attached: Parameters<typeof attachedWords>[2]; confirmed: true | undefined; opinion: unknown },
): Promise<Hold | undefined> =>
  community_id === null
    ? undefined
    : kernel.screening.screen(
        tx,
        {
          community: { id: community_id, slug: community_slug ?? '' },
          ...{ degree, author: viewer.person, kind: 'comment', title: null, confirmed: confirmed === true },
          parts: [saidIn(body), ...(await attachedWords(tx, viewer, attached))],
        },
        opinion,
      );

const heldComment = (
  viewer: Viewer,
  post: ThreadRow,
  { id, ...rest }: { id: string; body: RichText; language: string | null; createdAt: Date },
) => ({
  ...{ kind: 'comment' as const, subject: id, community: post.community_id!, author: viewer.person, title: null },
  ...rest,
});

/** Replies go one level deep: what is replied to is itself no reply. */
async function requireAnswerTo(tx: Transaction, viewer: Viewer, post: ThreadRow, id: string): Promise<CommentRow> {
  const comment = await findComment(tx, viewer.person, id);
  if (!comment || comment.post_id !== post.id) throw notFound('comment');
  if (!stands(comment))
    throw new Failure('conflict', 'This comment is held, removed or deleted: nobody replies to it now.');
  if (comment.parent_id !== null)
    throw new Failure('invalid-request', 'Replies go one level deep: reply to the comment above instead.', {
      errors: [{ path: 'parent', message: 'is itself a reply' }],
    });
  return comment;
}

export async function editComment(
  kernel: Kernel,
  viewer: Viewer,
  id: string,
  { text, confirmed, ...images }: CommentUpdate,
): Promise<Comment> {
  let after: (() => void) | undefined;
  const edit = async (tx: Transaction, opinion: unknown): Promise<Comment> => {
    const { comment, post } = await requireComment(tx, viewer, id);
    if (!abilities(viewer, post, comment).edit)
      throw new Failure('forbidden', 'Only its author can edit a comment, and not once it was removed or deleted.');
    await requireGoodStanding(tx, viewer, post.community_id, kernel.now());
    await requireRoom(tx, { comment: id });
    const now = kernel.now();
    const { body, language } = await readText(tx, text);
    const held = await screen(kernel, tx, viewer, post, { body, attached: images, confirmed, opinion });
    if (!(await changeComment(tx, id, { body, language, source: text }, now))) throw notFound('comment');
    await attach(tx, images, { post: post.id, comment: id, since: comment.edited_at ?? comment.created_at });
    await record(tx, viewer, post, id, 'comment.updated', now, comment.audience_id);
    if (!held || comment.state !== 'published') return show(tx, viewer, id);
    const written = { id, body, language, createdAt: comment.created_at };
    after = await kernel.screening.hold(tx, heldComment(viewer, post, written), { ...held, new: false }, now);
    // Rule: the writer sees what they wrote; that they hold its new audience is known from the next request on.
    return elevated(tx, () => show(tx, viewer, id));
  };
  const comment = await kernel.screening.through((opinion) =>
    kernel.database.transaction(viewer, (tx) => edit(tx, opinion)),
  );
  after?.();
  return comment;
}

export const deleteComment = (kernel: Kernel, viewer: Viewer, id: string): Promise<void> =>
  kernel.database.transaction(viewer, async (tx) => {
    const now = kernel.now();
    const deleted = await deleteOwnComment(tx, id, now);
    if (!deleted) {
      const { comment } = await requireComment(tx, viewer, id);
      if (comment.deleted_at !== null) throw notFound('comment');
      throw new Failure('forbidden', 'Only its author can delete a comment.');
    }
    const { audience_id, post_id, community_id, replied, accepted } = deleted;
    const type = replied ? 'comment.updated' : 'comment.deleted';
    // Rule: those who read it are told, also where its author is no longer among them.
    await elevated(tx, async () => {
      await record(tx, viewer, { id: post_id, community_id, audience_id }, id, type, now);
      if (accepted)
        await recordEvent(tx, {
          type: 'answer.withdrawn',
          at: now,
          actor: viewer.person,
          audience: audience_id,
          subject: { kind: 'post', id: post_id },
          post: post_id,
          community: community_id,
        });
    });
  });

export const reactToComment = (
  kernel: Kernel,
  viewer: Viewer,
  id: string,
  kind: ReactionKind,
  wanted: boolean,
): Promise<Comment> =>
  kernel.database.transaction(viewer, async (tx) => {
    const { comment, post } = await requireComment(tx, viewer, id);
    const reactable = {
      post: post.id,
      comment: id,
      audience: comment.audience_id,
      community: post.community_id,
      allowed: abilities(viewer, post, comment).react,
    };
    await react(tx, viewer, reactable, kind, wanted, { at: kernel.now(), offered: kernel.settings.reactions });
    return show(tx, viewer, id);
  });

/** Accepts a comment as the answer to its question, or takes that back. */
export const accept = (
  kernel: Kernel,
  viewer: Viewer,
  postId: string,
  commentId: string,
  wanted: boolean,
): Promise<Post> =>
  kernel.database.transaction(viewer, async (tx) => {
    // What is held at this moment is not accepted.
    await lockPost(tx, postId);
    const post = await requirePost(tx, viewer, postId);
    const comment = await findComment(tx, viewer.person, commentId);
    if (!comment || comment.post_id !== postId) throw notFound('comment');
    if (!canAccept(viewer, post))
      throw new Failure(
        'forbidden',
        'An answer is accepted by who asked the question, or by a steward of its community where they have left.',
      );
    if (wanted && !stands(comment))
      throw new Failure('conflict', 'A comment that is held, removed or deleted cannot be the accepted answer.');
    if (wanted && comment.parent_id !== null)
      throw new Failure('conflict', 'A reply cannot be the accepted answer: accept the comment it replies to.');
    const standing = post.accepted_id === commentId;
    if (standing !== wanted) {
      // Rule: whoever `canAccept` names sets the answer; a steward is not the author whom the row belongs to.
      await elevated(tx, () => setAccepted(tx, postId, wanted ? commentId : null));
      await recordPost(tx, viewer, post, wanted ? 'answer.accepted' : 'answer.withdrawn', kernel.now());
    }
    return presentPost(viewer, await requirePost(tx, viewer, postId));
  });

const record = (
  tx: Transaction,
  viewer: Viewer,
  post: Pick<ThreadRow, 'id' | 'audience_id' | 'community_id'>,
  id: string,
  type: 'comment.created' | 'comment.updated' | 'comment.deleted',
  at: Date,
  /** A held or removed comment is no longer in the audience of its post. */
  audience = post.audience_id,
): Promise<void> =>
  recordEvent(tx, {
    type,
    at,
    actor: viewer.person,
    audience,
    subject: { kind: 'comment', id },
    post: post.id,
    community: post.community_id,
  });
