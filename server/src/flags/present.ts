import type { CommunityReference, Flag } from '@parvis/contracts';
import { type ArticleRow, presentArticleReference } from '../charter/index.ts';
import { presentReceipt } from '../receipts/index.ts';
import type { FlagRow } from './store.ts';

export function presentFlag(
  row: FlagRow,
  articles: ReadonlyMap<string, ArticleRow>,
  {
    unattended,
    redress,
    places,
  }: { unattended: boolean; redress: Record<string, string>; places: ReadonlyMap<string, CommunityReference> },
): Flag {
  const article = row.article_id ? articles.get(row.article_id) : undefined;
  const receipt = presentReceipt(row);
  const to = places.get(row.statement?.movedTo ?? '');
  return {
    ...receipt,
    statement: receipt.statement && { ...receipt.statement, ...(to && { to }) },
    subject:
      row.subject_kind === 'page'
        ? { kind: 'page', url: row.subject_url! }
        : { kind: row.subject_kind, id: row.subject_id! },
    article: article ? presentArticleReference(article) : null,
    law: row.law,
    note: row.note,
    reference: row.reference,
    redress: row.reference === null ? null : redress,
    unattended,
  };
}
