/** How the charter changes: one draft at a time, published by hand or when its time has come; and who accepted what. */
import {
  type AcceptancePage,
  type CharterDraft,
  type CharterDraftSave,
  type CharterExport,
  type CharterVersion,
  type CharterVersionPage,
  type Language,
  circles,
  languages,
} from '@parvis/contracts';
import { findOrAddShared, ownAudience } from '../../audiences/index.ts';
import { type TimePlace, type Transaction, elevated } from '../../kernel/database/index.ts';
import { recordEvent } from '../../kernel/events/index.ts';
import { Failure, notFound, pageOf, readTimePlace, timePosition } from '../../kernel/http/index.ts';
import { type Job, startJob } from '../../kernel/jobs/index.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { isVisible, parseRichText } from '../../kernel/richtext/index.ts';
import type { Viewer } from '../../kernel/viewer/index.ts';
import { findBylines } from '../../people/index.ts';
import { type NewArticle, articleId } from '../articles.ts';
import { type Change, canEdit, compare, csv } from '../policy.ts';
import { presentAcceptance, presentArticle } from '../present.ts';
import { addVersion, findCurrentVersion, listArticles } from '../store.ts';
import {
  type DraftRow,
  type ListedVersion,
  type SignedRow,
  dropDraft,
  findDraft,
  findVersion,
  isDraftDue,
  listCompared,
  listSigned,
  listTexts,
  listVersions,
  lockDraft,
  putDraft,
} from './store.ts';

/** Events of the charter are about the version that this id names, as those of its articles do. */
const subjectOf = (version: number) => ({ kind: 'charter', id: articleId(version, 0) }) as const;

const listed = ({ version, major, published_at, summary }: ListedVersion, changes: Change[]) => ({
  ...{ version, major, summary, changes },
  publishedAt: published_at.toISOString(),
});

export const history = (
  { database }: Kernel,
  viewer: Viewer,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<CharterVersionPage> =>
  database.transaction(viewer, async (tx) => {
    const rows = await listVersions(tx, { before, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    if (shown.length === 0) return { items: [], next: null };
    const texts = await listCompared(tx, rows.map(({ version }) => version).concat(shown.at(-1)!.version - 1));
    const of = (version: number) => texts.filter((one) => one.version === version);
    const changes = ({ version }: ListedVersion) => (version === 1 ? [] : compare(of(version - 1), of(version)));
    const last = shown.at(-1)!.version;
    return { items: shown.map((row) => listed(row, changes(row))), next: rows.length > limit ? last : null };
  });

export const showVersion = (
  { database }: Kernel,
  viewer: Viewer,
  version: number,
  language: Language,
): Promise<CharterVersion> =>
  database.transaction(viewer, async (tx) => {
    const row = await findVersion(tx, version);
    if (!row) throw notFound('version of the charter');
    const texts = await listCompared(tx, [version - 1, version]);
    const of = (wanted: number) => texts.filter((one) => one.version === wanted);
    const sources = new Map(of(version).map(({ number, source }) => [number, source[language]]));
    const articles = await listArticles(tx, version);
    return {
      ...listed(row, version === 1 ? [] : compare(of(version - 1), of(version))),
      language,
      articles: articles.map((article) => ({
        ...presentArticle(article, language),
        source: sources.get(article.number) ?? '',
      })),
    };
  });

/** Nobody else is to know that there is one. */
function requireEditor(viewer: Viewer): void {
  if (!canEdit(viewer)) throw notFound('draft');
}

/** What a change begins with where there is none: the version in force. */
const untouched = (version: number): string => `version-${version}`;

async function show(tx: Transaction, now: Date): Promise<CharterDraft> {
  const current = await findCurrentVersion(tx, now);
  const version = current?.version ?? 0;
  const row = await elevated(tx, () => findDraft(tx));
  const by = row?.edited_by ? (await findBylines(tx, [row.edited_by])).get(row.edited_by) : undefined;
  return {
    tag: row?.tag ?? untouched(version),
    version: version + 1,
    major: row?.major ?? false,
    summary: row?.summary ?? { en: '', fr: '' },
    articles: (row?.articles ?? (await listTexts(tx, version))).map((article) => ({
      ...article,
      body: bodiesOf(article.source),
    })),
    publishAt: row?.publish_at?.toISOString() ?? null,
    edited: row ? { at: row.edited_at.toISOString(), by: by ? { id: by.id, name: by.name } : null } : null,
  };
}

export const showDraft = ({ database, now }: Kernel, viewer: Viewer): Promise<CharterDraft> =>
  database.transaction(viewer, (tx) => {
    requireEditor(viewer);
    return show(tx, now());
  });

/** As the system: the draft as it was read, locked. */
async function requireUnchanged(tx: Transaction, tag: string, now: Date): Promise<DraftRow | undefined> {
  const row = await lockDraft(tx);
  const version = (await findCurrentVersion(tx, now))?.version ?? 0;
  if ((row?.tag ?? untouched(version)) !== tag)
    throw new Failure(
      'precondition-failed',
      'Another administrator changed or published this meanwhile. Read it again, then change it.',
    );
  return row;
}

export const saveDraft = (kernel: Kernel, viewer: Viewer, change: CharterDraftSave): Promise<CharterDraft> =>
  kernel.database.transaction(viewer, async (tx) => {
    requireEditor(viewer);
    const now = kernel.now();
    parse(change.articles);
    const publishAt = change.publishAt === null ? null : new Date(change.publishAt);
    if (publishAt && publishAt <= now)
      throw new Failure('invalid-request', 'The time of publication is past: choose a later one, or publish it now.', {
        errors: [{ path: 'publishAt', message: 'is past' }],
      });
    const audience = await ownAudience(kernel, tx, viewer);
    const version = ((await findCurrentVersion(tx, now))?.version ?? 0) + 1;
    // Rule: administrators write the charter; nobody reads it before it is published.
    await elevated(tx, async () => {
      await requireUnchanged(tx, change.tag, now);
      await putDraft(tx, {
        ...{ tag: kernel.newId(), major: change.major, summary: change.summary, articles: change.articles },
        ...{ publish_at: publishAt, edited_by: viewer.person, edited_at: now },
      });
    });
    await recordEvent(tx, {
      ...{ type: 'charter.drafted', at: now, actor: viewer.person, audience, subject: subjectOf(version) },
    });
    return show(tx, now);
  });

export const discardDraft = (kernel: Kernel, viewer: Viewer, tag: string): Promise<CharterDraft> =>
  kernel.database.transaction(viewer, async (tx) => {
    requireEditor(viewer);
    const now = kernel.now();
    const audience = await ownAudience(kernel, tx, viewer);
    const version = ((await findCurrentVersion(tx, now))?.version ?? 0) + 1;
    await elevated(tx, async () => {
      await requireUnchanged(tx, tag, now);
      await dropDraft(tx);
    });
    await recordEvent(tx, {
      ...{ type: 'charter.drafted', at: now, actor: viewer.person, audience, subject: subjectOf(version) },
    });
    return show(tx, now);
  });

/** Puts the draft in force, now. */
export async function publishDraft(kernel: Kernel, viewer: Viewer, tag: string): Promise<CharterVersion> {
  requireEditor(viewer);
  const version = await kernel.database.transaction(viewer, async (tx) => {
    const now = kernel.now();
    // Rule: what administrators wrote is in force for everybody.
    return elevated(tx, async () => {
      const row = await requireUnchanged(tx, tag, now);
      if (!row) throw new Failure('conflict', 'Nothing was changed since the version in force: save a change first.');
      return putInForce(tx, row, viewer.person, now);
    });
  });
  kernel.standings.forgetAll();
  return showVersion(kernel, viewer, version, 'en');
}

/** As the system. Answers the number of the version. */
async function putInForce(tx: Transaction, row: DraftRow, by: string | null, now: Date): Promise<number> {
  const version = ((await findCurrentVersion(tx, now))?.version ?? 0) + 1;
  const articles = parse(row.articles).map((article) => ({ ...article, id: articleId(version, article.number) }));
  const { major, summary } = row;
  if (!(await addVersion(tx, { version, publishedAt: now, articles, major, summary, by })))
    throw new Failure('conflict', 'Another version was published at this moment. Read it first.');
  await dropDraft(tx);
  const audience = await findOrAddShared(tx, { community: null, circles: [...circles], degree: 'C0' });
  await recordEvent(tx, {
    ...{ type: 'charter.published', at: now, actor: null, audience, subject: subjectOf(version), data: { version } },
  });
  return version;
}

const bodiesOf = (source: NewArticle['source']): NewArticle['body'] =>
  Object.fromEntries(languages.map((language) => [language, parseRichText(source[language])])) as NewArticle['body'];

/** Throws what is missing of an article, by its place. */
function parse(articles: CharterDraftSave['articles']): NewArticle[] {
  return articles.map(({ subjects, title, source }, index) => {
    const body = bodiesOf(source);
    const empty = languages.find((language) => !isVisible(body[language]));
    if (empty)
      throw new Failure('invalid-request', `Article ${index + 1} says nothing in '${empty}'. Write its text.`, {
        errors: [{ path: `articles.${index}.source.${empty}`, message: 'shows nothing' }],
      });
    return { number: index + 1, subjects, title, source, body };
  });
}

const interval = 30_000;

/** Puts a version in force when its time has come. */
export const startEnforcing = (world: Pick<Kernel, 'database' | 'relay' | 'now' | 'log'>): Job =>
  startJob(world, {
    failure: 'A version of the charter that is due could not be put in force',
    interval,
    atStart: true,
    async step() {
      const published = await world.database.system(async (tx) => {
        const now = world.now();
        if (!(await isDraftDue(tx, now))) return false;
        const row = await lockDraft(tx);
        if (!row?.publish_at || row.publish_at > now) return false;
        await putInForce(tx, row, row.edited_by, now);
        return true;
      });
      if (published) world.relay.wrote();
      return published;
    },
  });

/** A version is for everybody to see; who accepted it, for administrators. */
async function requireSigned(tx: Transaction, viewer: Viewer, version: number): Promise<void> {
  if (!(await findVersion(tx, version))) throw notFound('version of the charter');
  if (!canEdit(viewer)) throw new Failure('forbidden', 'Only administrators see who accepted a version.');
}

export const listSignatures = (
  { database }: Kernel,
  viewer: Viewer,
  version: number,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<AcceptancePage> =>
  database.transaction(viewer, async (tx) => {
    await requireSigned(tx, viewer, version);
    const after = readTimePlace(cursor);
    // Rule: administrators prove who accepted a version.
    const rows = await elevated(tx, () => listSigned(tx, version, { after, limit: limit + 1 }));
    const { shown, next } = pageOf(rows, limit, (last) => timePosition(last.accepted_at, last.person_id));
    return {
      items: shown.map(({ user_name, name, ...row }) => ({
        person: { id: row.person_id, name, userName: user_name },
        ...presentAcceptance({ ...row, version }),
      })),
      next,
    };
  });

const exportPage = 1_000;

export const exportSignatures = (kernel: Kernel, viewer: Viewer, version: number): Promise<CharterExport> =>
  kernel.database.transaction(viewer, async (tx) => {
    await requireSigned(tx, viewer, version);
    const now = kernel.now();
    const audience = await ownAudience(kernel, tx, viewer);
    const rows: SignedRow[] = [];
    // Rule: administrators prove who accepted a version; that they took it along is an event.
    await elevated(tx, async () => {
      for (let after: TimePlace | undefined; ;) {
        const page = await listSigned(tx, version, { after, limit: exportPage });
        rows.push(...page);
        const last = page.at(-1);
        if (page.length < exportPage || !last) return;
        after = { at: last.accepted_at.toISOString(), id: last.person_id };
      }
    });
    await recordEvent(tx, {
      ...{ type: 'charter.exported', at: now, actor: viewer.person, audience, subject: subjectOf(version) },
      data: { version },
    });
    const head = ['user name', 'name', 'version', 'accepted at', 'language', 'digest'];
    const lines = rows.map(({ user_name, name, accepted_at, language, digest }) => [
      ...[user_name, name, String(version), accepted_at.toISOString(), language, digest],
    ]);
    return { name: `charter-${version}.csv`, csv: csv([head, ...lines]), count: rows.length };
  });
