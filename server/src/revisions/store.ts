/** Earlier versions, kept by the database when something is edited. */
import type { RichText } from '@parvis/contracts';
import { sql } from 'kysely';
import type { Transaction } from '../kernel/database/index.ts';

export type RevisionRow = {
  /** Which version it is, from 1 on. */
  number: number;
  written_at: Date;
  title: string | null;
  link: string | null;
  body: RichText;
  language: string | null;
  images: { name: string; alt: string | null }[] | null;
};

/**
 * Newest first; what was held or removed is its author's and its desk's to read, and nowhere listed. Numbered within the
 * thing: the numbers of the rows would count what everybody edits, also where one may not read.
 */
export function listRevisions(
  tx: Transaction,
  of: { post: string } | { comment: string },
  { before, limit }: { before: number | undefined; limit: number },
): Promise<RevisionRow[]> {
  const own = tx
    .selectFrom('revision')
    .where('withheld', '=', false)
    .select(['written_at', 'title', 'link', 'body', 'language', 'images'])
    .select(sql<number>`row_number() over (order by id)::int`.as('number'));
  const numbered =
    'post' in of
      ? own.where('post_id', '=', of.post).where('comment_id', 'is', null)
      : own.where('comment_id', '=', of.comment);
  let query = tx.selectFrom(numbered.as('own')).selectAll();
  if (before !== undefined) query = query.where('number', '<', before);
  return query.orderBy('number', 'desc').limit(limit).execute();
}
