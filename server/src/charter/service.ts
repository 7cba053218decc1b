import type { Charter, Language, SubjectKind } from '@parvis/contracts';
import type { Database, Transaction } from '../kernel/database/index.ts';
import { Failure, notFound } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { type CharterTexts, articleId, readArticles } from './articles.ts';
import { presentCharter } from './present.ts';
import { type ArticleRow, addVersion, findCurrentVersion, listArticles } from './store.ts';

export const showCharter = ({ database, now }: Kernel, viewer: Viewer, language: Language): Promise<Charter> =>
  database.transaction(viewer, async (tx) => {
    const version = await findCurrentVersion(tx, now());
    if (!version) throw notFound('charter');
    return presentCharter(version, await listArticles(tx, version.version), language);
  });

/** Makes these texts the first version where there is no charter yet. */
export async function installCharter(database: Database, texts: CharterTexts, now: Date): Promise<void> {
  await database.system(async (tx) => {
    if (await findCurrentVersion(tx, now)) return;
    const articles = readArticles(texts).map((article) => ({ ...article, id: articleId(1, article.number) }));
    await addVersion(tx, { version: 1, publishedAt: now, articles });
  });
}

/** The article of the charter in force that this names, if it can be cited against such a thing. */
export async function requireArticle(tx: Transaction, id: string, kind: SubjectKind, now: Date): Promise<ArticleRow> {
  const version = await findCurrentVersion(tx, now);
  const article = version && (await listArticles(tx, version.version)).find((article) => article.id === id);
  const refuse = (message: string) =>
    new Failure('invalid-request', `The article cannot be cited: ${message}.`, {
      errors: [{ path: 'article', message }],
    });
  if (!article) throw refuse('it is not one of the charter in force; read /v1/charter again');
  if (!article.subjects.includes(kind)) throw refuse(`article ${article.number} is not about a ${kind}`);
  return article;
}
