import type { StatementOfReasons } from '@parvis/contracts';
import { type ArticleRow, presentArticleReference } from '../charter/index.ts';
import { abilities } from './policy.ts';
import type { StatementRow } from './store.ts';

export function presentStatement(
  row: StatementRow,
  articles: ReadonlyMap<string, ArticleRow>,
  unattended: boolean,
  now: Date,
): StatementOfReasons {
  const article = row.article_id ? articles.get(row.article_id) : undefined;
  return {
    id: row.id,
    subject: { kind: row.subject_kind, id: row.subject_id },
    excerpt: row.excerpt,
    community:
      row.community_id && row.community_slug
        ? { id: row.community_id, slug: row.community_slug, name: row.community_name ?? '' }
        : null,
    decision: row.decision,
    alsoRemoved: row.also_removed,
    article: article ? presentArticleReference(article) : null,
    ...(row.law !== null && { law: row.law }),
    note: row.note,
    until: row.until?.toISOString() ?? null,
    decidedAt: row.decided_at.toISOString(),
    ...(row.to_id && row.to_slug && { to: { id: row.to_id, slug: row.to_slug, name: row.to_name ?? '' } }),
    undoneAt: row.undone_at?.toISOString() ?? null,
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    answer: row.answer !== null && row.answered_at ? { text: row.answer, at: row.answered_at.toISOString() } : null,
    appeal:
      row.appeal !== null && row.appealed_at
        ? {
            text: row.appeal,
            at: row.appealed_at.toISOString(),
            outcome: row.appeal_outcome,
            note: row.appeal_note ?? '',
            decidedAt: row.appeal_decided_at?.toISOString() ?? null,
            unattended: unattended && row.appeal_outcome === null,
          }
        : null,
    abilities: abilities(row, now),
  };
}
