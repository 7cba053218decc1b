import type { CommunityReference, Discussion } from '@parvis/contracts';
import type { Viewer } from '../kernel/viewer/index.ts';
import type { Page } from '../pages/index.ts';
import { type ThreadRow, canComment, canLock } from '../posts/index.ts';

/** `community`: that of the page, as far as the viewer may know of it. */
export const presentDiscussion = (
  viewer: Viewer,
  { address, community: place, circles, degree }: Page,
  community: CommunityReference | undefined,
  thread: ThreadRow | undefined,
): Discussion => ({
  address,
  post: thread?.id ?? null,
  title: thread?.title ?? null,
  audience: {
    community: community ? { id: community.id, slug: community.slug, name: community.name } : null,
    circles: [...circles],
    degree,
  },
  commenters: thread?.commenters ?? 'readers',
  commentCount: thread?.comment_count ?? 0,
  locked: thread ? thread.locked_at !== null : false,
  abilities: {
    comment: thread ? canComment(viewer, thread) : true,
    lock: canLock(viewer, thread ?? { state: 'published', community_id: place }),
  },
});
