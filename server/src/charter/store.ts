import type { RichText, Language, SubjectKind } from '@parvis/contracts';
import type { Transaction } from '../kernel/database/index.ts';
import type { NewArticle } from './articles.ts';

export type VersionRow = { version: number; published_at: Date };

/** The version in force: the newest that is published by then. */
export const findCurrentVersion = (tx: Transaction, now: Date): Promise<VersionRow | undefined> =>
  tx
    .selectFrom('charter_version')
    .where('published_at', '<=', now)
    .select(['version', 'published_at'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();

export type ArticleRow = {
  id: string;
  version: number;
  number: number;
  subjects: SubjectKind[];
  title: Record<Language, string>;
  body: Record<Language, RichText>;
};

const articles = (tx: Transaction) =>
  tx.selectFrom('charter_article').select(['id', 'version', 'number', 'subjects', 'title', 'body']);

export const listArticles = (tx: Transaction, version: number): Promise<ArticleRow[]> =>
  articles(tx).where('version', '=', version).orderBy('number').execute();

export type AcceptanceRow = { version: number; accepted_at: Date; language: Language; digest: string };

/** What this person accepted, the newest version first. */
export const listAcceptances = (
  tx: Transaction,
  person: string,
  most: number,
  before = 2 ** 31 - 1,
): Promise<AcceptanceRow[]> =>
  tx
    .selectFrom('charter_acceptance')
    .where('person_id', '=', person)
    .where('version', '<', before)
    .select(['version', 'accepted_at', 'language', 'digest'])
    .orderBy('version', 'desc')
    .limit(most)
    .execute();

/** The newest version up to this one that had to be accepted; what came after it changed the wording. */
export const findMajor = async (tx: Transaction, version: number): Promise<number> => {
  const { major } = await tx
    .selectFrom('charter_version')
    .where('major', '=', true)
    .where('version', '<=', version)
    .select(({ fn }) => fn.max<number | null>('version').as('major'))
    .executeTakeFirstOrThrow();
  return major ?? 0;
};

/** Answers false when it was accepted before. */
export const addAcceptance = async (
  tx: Transaction,
  acceptance: { person: string; audience: number } & AcceptanceRow,
): Promise<boolean> => {
  const added = await tx
    .insertInto('charter_acceptance')
    .values({
      person_id: acceptance.person,
      version: acceptance.version,
      audience_id: acceptance.audience,
      language: acceptance.language,
      digest: acceptance.digest,
      accepted_at: acceptance.accepted_at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
};

/** The texts of a version in one language, in the order of its articles. */
export const listSources = async (
  tx: Transaction,
  version: number,
  language: Language,
): Promise<{ number: number; title: string; source: string }[]> => {
  const rows = await tx
    .selectFrom('charter_article')
    .where('version', '=', version)
    .select(['number', 'title', 'source'])
    .orderBy('number')
    .execute();
  return rows.map(({ number, title, source }) => ({ number, title: title[language], source: source[language] }));
};

/** Also of earlier versions: what was decided keeps the article it rests on. */
export const findArticles = async (tx: Transaction, ids: readonly string[]): Promise<ArticleRow[]> =>
  ids.length === 0
    ? []
    : articles(tx)
        .where('id', 'in', [...ids])
        .execute();

/** Answers false when there is a charter already. */
export async function addVersion(
  tx: Transaction,
  {
    version,
    publishedAt,
    articles,
    major,
    summary,
    by,
  }: {
    version: number;
    publishedAt: Date;
    articles: readonly (NewArticle & { id: string })[];
    major: boolean;
    /** What is another than before, in a few words. */
    summary: Record<Language, string>;
    by: string | null;
  },
): Promise<boolean> {
  const added = await tx
    .insertInto('charter_version')
    .values({
      version,
      major,
      published_at: publishedAt,
      summary: JSON.stringify(summary),
      published_by: by,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if ((added.numInsertedOrUpdatedRows ?? 0n) === 0n) return false;
  await tx
    .insertInto('charter_article')
    .values(
      articles.map(({ id, number, subjects, title, body, source }) => ({
        id,
        version,
        number,
        subjects: [...subjects],
        title: JSON.stringify(title),
        body: JSON.stringify(body),
        source: JSON.stringify(source),
      })),
    )
    .execute();
  return true;
}
