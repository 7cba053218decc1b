/** What helps to decide a case, and its part of the record to take along. The desk reads what it may read, and no more. */
import type { CaseFile, CaseRecord, OtherCase } from '@parvis/contracts';
import { presentArticleReference, findArticles } from '../../charter/index.ts';
import { fold } from '../../evidence/index.ts';
import { type Transaction, elevated } from '../../kernel/database/index.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { beginning, plainText } from '../../kernel/richtext/index.ts';
import type { Viewer } from '../../kernel/viewer/index.ts';
import { findBylines, presentReference } from '../../people/index.ts';
import { exportCase, readHistory } from '../../record/index.ts';
import { requireCase } from '../desk.ts';
import { presentNote } from '../present.ts';
import { type CaseRow, listCaseFlags, listCopies, listNotes } from '../store.ts';
import { compare, wordsOf } from './policy.ts';
import { type DecidedRow, listContext, listDecided } from './store.ts';

/** Decided cases that are looked through, and those of them that are shown. */
const looked = 200;
const shown = 5;
const mostNotes = 200;
const excerptLength = 160;

export const showFile = (kernel: Kernel, viewer: Viewer, id: string): Promise<CaseFile> =>
  kernel.database.transaction(viewer, async (tx) => {
    const row = await requireCase(tx, id);
    const context = row.subject_kind === 'comment' ? await listContext(tx, row.subject_id!) : [];
    const copies = await listCopies(tx, [id]);
    const decided = await listDecided(tx, { id, community: row.community_id }, looked);
    const notes = await listNotes(tx, id, mostNotes);
    // Rule: the record is read by the system alone; of this case, which is on their desk, the viewer may know who did what.
    const history = await elevated(tx, () => readHistory(tx, id));
    const people = await findBylines(tx, [
      ...new Set(
        [
          ...context.map(({ author_id }) => author_id),
          ...notes.map(({ author_id }) => author_id),
          ...history.map(({ actor }) => actor),
        ].filter((person) => person !== null),
      ),
    ]);
    const person = (of: string | null) => {
      const found = of ? people.get(of) : undefined;
      return found ? presentReference(found) : null;
    };
    return {
      context: context.map(({ author_id, created_at, ...rest }) => ({
        ...rest,
        author: person(author_id),
        createdAt: created_at.toISOString(),
      })),
      versions: copies.map(({ reason, at, title, body, language }) => ({
        at: at?.toISOString() ?? null,
        deleted: reason === 'deleted',
        ...{ title, body, language },
      })),
      ...(await compareCases(tx, row, copies[0] ?? { title: null, body: [] }, decided)),
      notes: notes.map((note) => presentNote(note, people)),
      history: history.map(({ actor, ...rest }) => ({ ...rest, by: person(actor) })),
    };
  });

const textOf = ({ title, body }: Pick<DecidedRow, 'title' | 'body'>): string =>
  [title, plainText(body)].filter(Boolean).join('\n');

async function compareCases(
  tx: Transaction,
  row: CaseRow,
  copy: Pick<DecidedRow, 'title' | 'body'>,
  decided: readonly DecidedRow[],
): Promise<Pick<CaseFile, 'earlier' | 'similar'>> {
  const flags = await listCaseFlags(tx, [row.id]);
  const own = {
    words: wordsOf(fold(textOf(copy))),
    articles: flags.flatMap(({ article_id }) => article_id ?? []),
  };
  const earlier = decided.filter(({ author_id }) => author_id !== null && author_id === row.author_id).slice(0, shown);
  const similar = decided
    .filter(({ subject_kind }) => subject_kind === 'post' || subject_kind === 'comment')
    .flatMap((other) => {
      const likeness = compare(own, { words: wordsOf(fold(textOf(other))), articles: other.articles });
      return likeness === undefined ? [] : [{ other, likeness }];
    })
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, shown)
    .map(({ other }) => other);
  const cited = await findArticles(tx, [
    ...new Set([...earlier, ...similar].map(({ article_id }) => article_id).filter((id) => id !== null)),
  ]);
  const present = (other: DecidedRow): OtherCase => {
    const article = cited.find(({ id }) => id === other.article_id);
    return {
      id: other.id,
      kind: other.subject_kind,
      excerpt: beginning(textOf(other), excerptLength),
      decision: other.decision,
      article: article ? presentArticleReference(article) : null,
      note: other.public_note,
      decidedAt: other.decided_at.toISOString(),
    };
  };
  return { earlier: earlier.map(present), similar: similar.map(present) };
}

export const exportRecord = (kernel: Kernel, viewer: Viewer, id: string): Promise<CaseRecord> =>
  kernel.database.transaction(viewer, async (tx) => {
    await requireCase(tx, id);
    // Rule: as for the history: what the record holds of a case on the viewer's desk.
    const { heads, entries } = await elevated(tx, () => exportCase(tx, id));
    return { case: id, exportedAt: kernel.now().toISOString(), heads, entries };
  });
