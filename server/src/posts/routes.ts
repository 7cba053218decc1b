import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { deletePost, editPost, listFeed, reactToPost, showPost, tagFeed, writePost } from './service.ts';

export const postRoutes = (kernel: Kernel) => [
  operation(
    'listPosts',
    async ({ viewer, query, tags, has }) => {
      if (tags.length > 0) {
        const tag = await tagFeed(kernel, viewer, query, tags);
        if (has(tag)) return { unchanged: true, tag };
      }
      return listFeed(kernel, viewer, query);
    },
    { tagsItself: true },
  ),
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
