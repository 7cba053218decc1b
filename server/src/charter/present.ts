import type { Acceptance, Article, ArticleReference, Charter, Language } from '@parvis/contracts';
import type { AcceptanceRow, ArticleRow, VersionRow } from './store.ts';

export const presentArticle = (row: ArticleRow, language: Language): Article => ({
  id: row.id,
  number: row.number,
  title: row.title[language],
  body: row.body[language],
  subjects: row.subjects,
});

export const presentAcceptance = ({ version, accepted_at, language, digest }: AcceptanceRow): Acceptance => ({
  version,
  acceptedAt: accepted_at.toISOString(),
  language,
  digest,
});

export const presentCharter = (
  version: VersionRow,
  {
    articles,
    language,
    accepted,
    major,
    edit,
  }: {
    articles: readonly ArticleRow[];
    language: Language;
    accepted: AcceptanceRow | undefined;
    /** The version that whoever writes has accepted, or a later one. */
    major: number;
    edit: boolean;
  },
): Charter => ({
  version: version.version,
  publishedAt: version.published_at.toISOString(),
  language,
  articles: articles.map((article) => presentArticle(article, language)),
  accepted: accepted ? presentAcceptance(accepted) : null,
  abilities: { accept: (accepted?.version ?? 0) < major, edit },
});

export const presentArticleReference = ({ id, number, title }: ArticleRow): ArticleReference => ({ id, number, title });
