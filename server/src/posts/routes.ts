import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import {
  createPages,
  deletePost,
  editPost,
  reactToPost,
  readPage,
  readiedFeed,
  readyFeed,
  showPost,
  tagFeed,
  writePost,
} from './service.ts';

function feedRoute(kernel: Kernel) {
  const pages = createPages(kernel);
  return operation(
    'listPosts',
    async (asked) => {
      // What is found by its words changes without an event when the index has taken it in.
      if (asked.tags.length > 0 && asked.query.q === undefined) {
        const tag = await tagFeed(kernel, asked.viewer, asked.query, asked.tags);
        if (asked.has(tag)) return { unchanged: true, tag };
      }
      return readyFeed(kernel, pages, { ...asked, has: () => false }) ?? readPage(kernel, pages, asked);
    },
    { tagsItself: true, ready: (asked) => readiedFeed(kernel, pages, asked) },
  );
}

export const postRoutes = (kernel: Kernel) => [
  feedRoute(kernel),
  operation('createPost', async ({ viewer, body, idempotencyKey }) => {
    const post = await writePost(kernel, viewer, body, idempotencyKey);
    return { body: post, headers: { location: `/v1/posts/${post.id}` } };
  }),
  operation('getPost', async ({ viewer, params }) => {
    const { post, sensitive } = await showPost(kernel, viewer, params.id);
    return { body: post, sensitive };
  }),
  operation('updatePost', async ({ viewer, params, body }) => ({
    body: await editPost(kernel, viewer, params.id, body),
  })),
  operation('deletePost', async ({ viewer, params }) => {
    await deletePost(kernel, viewer, params.id);
    return {};
  }),
  operation('addPostReaction', async ({ viewer, params }) => ({
    body: await reactToPost(kernel, viewer, params.id, params.kind, true),
  })),
  operation('removePostReaction', async ({ viewer, params }) => ({
    body: await reactToPost(kernel, viewer, params.id, params.kind, false),
  })),
];
