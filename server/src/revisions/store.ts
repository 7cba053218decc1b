/** Earlier versions, kept by the database when something is edited. */
import type { RichText } from '@parvis/contracts';
import type { Transaction } from '../kernel/database/index.ts';

export type RevisionRow = {
  id: number;
  written_at: Date;
  title: string | null;
  link: string | null;
  body: RichText;
  language: string | null;
  images: { name: string; alt: string | null }[] | null;
};

/** Newest first; what was held or removed is its author's and its desk's to read, and nowhere listed. */
export function listRevisions(
  tx: Transaction,
  of: { post: string } | { comment: string },
  { before, limit }: { before: number | undefined; limit: number },
): Promise<RevisionRow[]> {
  let query = tx
    .selectFrom('revision')
    .where('withheld', '=', false)
    .select(['id', 'written_at', 'title', 'link', 'body', 'language', 'images']);
  query =
    'post' in of
      ? query.where('post_id', '=', of.post).where('comment_id', 'is', null)
      : query.where('comment_id', '=', of.comment);
  if (before !== undefined) query = query.where('id', '<', before);
  return query.orderBy('id', 'desc').limit(limit).execute();
}
