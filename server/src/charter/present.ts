import type { Article, ArticleReference, Charter, Language } from '@parvis/contracts';
import type { ArticleRow, VersionRow } from './store.ts';

const presentArticle = (row: ArticleRow, language: Language): Article => ({
  id: row.id,
  number: row.number,
  title: row.title[language],
  body: row.body[language],
  subjects: row.subjects,
});

export const presentCharter = (version: VersionRow, articles: readonly ArticleRow[], language: Language): Charter => ({
  version: version.version,
  publishedAt: version.published_at.toISOString(),
  language,
  articles: articles.map((article) => presentArticle(article, language)),
});

export const presentArticleReference = ({ id, number, title }: ArticleRow): ArticleReference => ({ id, number, title });
