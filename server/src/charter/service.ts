import type { Charter, CharterAcceptance, Language, OwnAcceptancePage, SubjectKind } from '@parvis/contracts';
import { ownAudience } from '../audiences/index.ts';
import type { Database, Transaction } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { Failure, notFound } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { type CharterTexts, articleId, readArticles } from './articles.ts';
import { canEdit } from './policy.ts';
import { presentAcceptance, presentCharter } from './present.ts';
import {
  type ArticleRow,
  type VersionRow,
  addAcceptance,
  addVersion,
  findCurrentVersion,
  findMajor,
  listAcceptances,
  listArticles,
  listSources,
} from './store.ts';

export const showCharter = ({ database, now }: Kernel, viewer: Viewer, language: Language): Promise<Charter> =>
  database.transaction(viewer, async (tx) => show(tx, viewer, await requireCurrent(tx, now()), language));

async function requireCurrent(tx: Transaction, now: Date): Promise<VersionRow> {
  const version = await findCurrentVersion(tx, now);
  if (!version) throw notFound('charter');
  return version;
}

async function show(tx: Transaction, viewer: Viewer, version: VersionRow, language: Language): Promise<Charter> {
  const [accepted] = await listAcceptances(tx, viewer.person, 1);
  return presentCharter(version, {
    articles: await listArticles(tx, version.version),
    language,
    accepted,
    major: await findMajor(tx, version.version),
    edit: canEdit(viewer),
  });
}

/** What whoever accepted can show: the same text has the same digest, and no other has it. */
async function digestOf(tx: Transaction, version: number, language: Language): Promise<string> {
  const text = JSON.stringify(await listSources(tx, version, language));
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Accepts the version in force; once more changes nothing. */
export async function acceptCharter(kernel: Kernel, viewer: Viewer, read: CharterAcceptance): Promise<Charter> {
  const charter = await kernel.database.transaction(viewer, async (tx) => {
    const now = kernel.now();
    const version = await requireCurrent(tx, now);
    if (version.version !== read.version)
      throw new Failure(
        'conflict',
        `Version ${version.version} of the charter is in force, not ${read.version}. Read it, then accept it.`,
      );
    await addAs(kernel, tx, viewer, { ...read, now });
    return show(tx, viewer, version, read.language);
  });
  kernel.standings.forget(viewer.person);
  return charter;
}

async function addAs(
  kernel: Pick<Kernel, 'standings'>,
  tx: Transaction,
  viewer: Viewer,
  { version, language, now }: CharterAcceptance & { now: Date },
): Promise<void> {
  const audience = await ownAudience(kernel, tx, viewer);
  const digest = await digestOf(tx, version, language);
  const acceptance = { person: viewer.person, audience, version, language, digest, accepted_at: now };
  if (!(await addAcceptance(tx, acceptance))) return;
  await recordEvent(tx, {
    ...{ type: 'charter.accepted', at: now, actor: viewer.person, audience, data: { version } },
    subject: { kind: 'person', id: viewer.person },
  });
}

/** What the viewer accepted, the newest version first: theirs to show. */
export const listOwn = (
  { database }: Kernel,
  viewer: Viewer,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<OwnAcceptancePage> =>
  database.transaction(viewer, async (tx) => {
    const rows = await listAcceptances(tx, viewer.person, limit + 1, before);
    const shown = rows.slice(0, limit);
    return { items: shown.map(presentAcceptance), next: rows.length > limit ? shown.at(-1)!.version : null };
  });

/** Whether this viewer has yet to accept what is in force, asked of the database: their standing may be of before. */
export async function isUnaccepted(tx: Transaction, viewer: Viewer, now: Date): Promise<boolean> {
  const version = await findCurrentVersion(tx, now);
  if (!version) return false;
  const [accepted] = await listAcceptances(tx, viewer.person, 1);
  return (accepted?.version ?? 0) < (await findMajor(tx, version.version));
}

/** Makes these texts the first version where there is no charter yet. */
export async function installCharter(database: Database, texts: CharterTexts, now: Date): Promise<void> {
  await database.system(async (tx) => {
    if (await findCurrentVersion(tx, now)) return;
    const articles = readArticles(texts).map((article) => ({ ...article, id: articleId(1, article.number) }));
    await addVersion(tx, {
      ...{ version: 1, publishedAt: now, articles, major: true, by: null },
      summary: { en: '', fr: '' },
    });
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

export {
  discardDraft,
  exportSignatures,
  history,
  listSignatures,
  publishDraft,
  saveDraft,
  showDraft,
  showVersion,
} from './versions/index.ts';
