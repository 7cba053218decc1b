export type { CharterTexts } from './articles.ts';
export { presentArticleReference } from './present.ts';
export { charterRoutes } from './routes.ts';
export { acceptCharter, installCharter, isUnaccepted, requireArticle } from './service.ts';
export { startEnforcing } from './versions/index.ts';
export { type ArticleRow, findArticles } from './store.ts';
