import { isConfidential } from '@parvis/contracts/tables';
import type { AudienceRow } from '../audiences/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { Failure, notFound } from '../kernel/http/index.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { type PostRow, type ThreadRow, countVersions, findPost, findThread } from './store.ts';

/** A post the viewer can see, or a failure that says that there is none. */
export async function requirePost(tx: Transaction, viewer: Viewer, id: string): Promise<PostRow> {
  const post = await findPost(tx, viewer.person, id);
  if (!post) throw notFound('post');
  return post;
}

/** The same where comments are what is asked for: pages have them too. */
export async function requireThread(tx: Transaction, viewer: Viewer, id: string): Promise<ThreadRow> {
  const thread = await findThread(tx, viewer.person, id);
  if (!thread) throw notFound('post');
  return thread;
}

/** Earlier versions that one post or comment leaves behind at most: each is kept whole. */
const mostVersions = 200;

/** Whether it may be changed once more. */
export async function requireRoom(tx: Transaction, of: { post: string } | { comment: string }): Promise<void> {
  if ((await countVersions(tx, of)) >= mostVersions)
    throw new Failure('conflict', `This was changed ${mostVersions} times, which is the most: write anew instead.`);
}

/** From C2 up nothing may stay in a cache of the reader's machine. */
export const isSensitive = ({ audience_degree }: Pick<AudienceRow, 'audience_degree'>): boolean =>
  audience_degree === null || isConfidential(audience_degree);
