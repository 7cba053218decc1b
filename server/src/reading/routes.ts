import { operation } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import {
  bookmark,
  followPerson,
  followPost,
  followTag,
  moveMarker,
  muteCommunity,
  mutePost,
  showReading,
} from './service.ts';

export const readingRoutes = (kernel: Kernel) => [
  // Titles of whatever degree: none of it stays in a cache.
  operation('getReading', async ({ viewer }) => ({ body: await showReading(kernel, viewer), sensitive: true })),
  operation('moveMarker', async ({ viewer, params, body }) => ({
    body: await moveMarker(kernel, viewer, params.place, body.at),
  })),
  operation('addBookmark', async ({ viewer, params }) => ({ body: await bookmark(kernel, viewer, params.id, true) })),
  operation('removeBookmark', async ({ viewer, params }) => ({
    body: await bookmark(kernel, viewer, params.id, false),
  })),
  operation('followPost', async ({ viewer, params }) => ({ body: await followPost(kernel, viewer, params.id, true) })),
  operation('unfollowPost', async ({ viewer, params }) => ({
    body: await followPost(kernel, viewer, params.id, false),
  })),
  operation('followPerson', async ({ viewer, params }) => ({
    body: await followPerson(kernel, viewer, params.id, true),
  })),
  operation('unfollowPerson', async ({ viewer, params }) => ({
    body: await followPerson(kernel, viewer, params.id, false),
  })),
  operation('followTag', async ({ viewer, params }) => ({ body: await followTag(kernel, viewer, params.tag, true) })),
  operation('unfollowTag', async ({ viewer, params }) => ({
    body: await followTag(kernel, viewer, params.tag, false),
  })),
  operation('mutePost', async ({ viewer, params, body }) => ({
    body: await mutePost(kernel, viewer, params.id, body.until),
  })),
  operation('unmutePost', async ({ viewer, params }) => ({ body: await mutePost(kernel, viewer, params.id, null) })),
  operation('muteCommunity', async ({ viewer, params, body }) => ({
    body: await muteCommunity(kernel, viewer, params.id, body.until),
  })),
  operation('unmuteCommunity', async ({ viewer, params }) => ({
    body: await muteCommunity(kernel, viewer, params.id, null),
  })),
];
