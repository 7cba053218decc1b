import type { Transaction } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import type { PostRow } from './store.ts';

/** Tells those who read a post that it changed. */
export const recordPost = (
  tx: Transaction,
  viewer: Viewer,
  post: Pick<PostRow, 'id' | 'audience_id' | 'community_id' | 'kind' | 'tags'>,
  type: 'post.created' | 'post.updated' | 'post.deleted' | 'answer.accepted' | 'answer.withdrawn',
  at: Date,
): Promise<void> =>
  recordEvent(tx, {
    type,
    at,
    actor: viewer.person,
    audience: post.audience_id,
    subject: { kind: 'post', id: post.id },
    post: post.id,
    community: post.community_id,
    data: { kind: post.kind, tags: post.tags },
  });
