/**
 * Imports a source: checked whole, then written in one transaction. What is as it was at the last import is passed over,
 * what was deleted here since stays deleted, and nobody is notified.
 */
import { fewestCounted } from '@parvis/contracts';
import type { Transaction } from '../kernel/database/index.ts';
import { indexDue } from '../evidence/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { type Progress, checkSource } from './check.ts';
import { createFiles } from './files.ts';
import { type Kind, digestOf, idFor } from './ids.ts';
import { Problems } from './problems.ts';
import { type FileName, type Numbered, type RowOf, type Source, type SourceFile, readRows } from './source.ts';
import type { Fresh, Scribe } from './scribe.ts';
import { noteSeen, settleClassified } from './skills/store.ts';
import { type Imported, findExisting, findImported, recordImport, saveImported } from './store.ts';
import { createScribes } from './write.ts';

/** `leftOut`: what the source still has, or hangs on, and what was deleted here. */
export type Count = {
  added: number;
  changed: number;
  unchanged: number;
  leftOut: number;
  /** Of a classification: what it has no more, and what it has again. */
  retired?: number;
  restored?: number;
};
export type Report = Partial<Record<FileName, Count>>;

const kinds: Record<FileName, Kind> = {
  'skills.jsonl': 'skill',
  'people.jsonl': 'person',
  'communities.jsonl': 'community',
  'projects.jsonl': 'project',
  'posts.jsonl': 'post',
  'comments.jsonl': 'comment',
  'reactions.jsonl': 'reaction',
  'answers.jsonl': 'answer',
};

const batchRows = 500;
/** Characters of JSON, so that long texts do not add up in memory. */
const batchSize = 2_000_000;

/** Without settings no link leads to a page of the intranet; without images none can be taken. */
export type ImportKernel = Pick<Kernel, 'database' | 'now' | 'newId'> & Partial<Pick<Kernel, 'settings' | 'images'>>;

export async function importSource(
  { database, now, newId, settings, images }: ImportKernel,
  source: Source,
  progress: Progress = () => {},
): Promise<Report> {
  const at = now();
  const totals = await database.system((tx) => checkSource(tx, source, { now: at, progress }));
  const report = await database.system(async (tx) => {
    // The files may have changed since they were checked: what is found now still undoes everything.
    const problems = new Problems();
    const { scribes, finish } = createScribes({
      tx,
      at,
      problems,
      pages: settings?.pages ?? [],
      fewestCounted: settings?.fewestCounted ?? fewestCounted,
      files: createFiles({ source, images, newId, problems }),
    });
    const report: Report = {};
    for (const file of source.files) {
      const told = (done: number) =>
        progress({ doing: 'writing', file: file.label, done, total: totals.get(file.name) });
      const scribe = scribes[file.name] as Scribe<unknown>;
      report[file.name] = await writeFile(tx, file, scribe, { at, problems, told });
    }
    await finish();
    problems.settle();
    if (
      Object.values(report).some(
        ({ added, changed, retired = 0, restored = 0 }) => added + changed + retired + restored > 0,
      )
    )
      await recordImport(tx, newId(), at, report);
    return report;
  });
  // Afterwards, in steps: others need not wait, and what an interruption leaves is found by the next start.
  await indexDue({ database }, (done, total) => progress({ doing: 'indexing', file: 'the search', done, total }));
  return report;
}

async function writeFile(
  tx: Transaction,
  file: SourceFile,
  scribe: Scribe<unknown>,
  { at, problems, told }: { at: Date; problems: Problems; told: (done: number) => void },
): Promise<Count> {
  const count: Count = { added: 0, changed: 0, unchanged: 0, leftOut: 0 };
  const kind = kinds[file.name];
  for (const pass of scribe.passes ?? [() => true]) {
    let done = 0;
    for await (const batch of batches(readRows(file, problems))) {
      done += batch.length;
      const mine = batch.filter(({ row }) => pass(row));
      await writeBatch(tx, { file, kind, scribe, batch: mine, count });
      told(done);
    }
  }
  if (file.whole) {
    const { retired, restored } = await settleClassified(tx, at);
    Object.assign(count, { retired, restored });
  }
  return count;
}

async function writeBatch(
  tx: Transaction,
  {
    file,
    kind,
    scribe,
    batch,
    count,
  }: { file: SourceFile; kind: Kind; scribe: Scribe<unknown>; batch: readonly Numbered<unknown>[]; count: Count },
): Promise<void> {
  if (batch.length === 0) return;
  const sourceOf = (row: unknown) => scribe.source?.(row) ?? (row as { id: string }).id;
  const known = await findImported(
    tx,
    kind,
    batch.map(({ row }) => sourceOf(row)),
  );
  const fresh: Fresh<unknown>[] = [];
  const changed: Fresh<unknown>[] = [];
  for (const { line, row } of batch) {
    const source = sourceOf(row);
    const before = known.get(source);
    const digest = digestOf(row);
    if (before?.digest === digest) count.unchanged += 1;
    else
      (before ? changed : fresh).push({
        row,
        source,
        digest,
        id: before?.id ?? idFor(kind, source),
        place: { file: file.label, line },
      });
  }
  // A thing that is gone although its row was imported was deleted here: it is not brought back.
  const existing =
    kind === 'reaction' || kind === 'answer'
      ? new Set<string>()
      : await findExisting(
          tx,
          kind,
          changed.map(({ id }) => id),
        );
  const wanted = [...fresh, ...changed.filter(({ id }) => existing.has(id))];
  const written = wanted.length > 0 ? await scribe.write(wanted, file.fields) : new Map<string, string>();
  if (file.whole)
    await noteSeen(
      tx,
      batch.map(({ row }) => known.get(sourceOf(row))?.id ?? idFor(kind, sourceOf(row))),
    );
  const isNew = new Set(fresh.map(({ source }) => source));
  const saved: Imported[] = [];
  for (const { source, id, digest } of [...fresh, ...changed]) {
    const as = written.get(source);
    if (as === undefined) count.leftOut += 1;
    else if (isNew.has(source)) count.added += 1;
    else count.changed += 1;
    saved.push({ source, id: as ?? id, digest });
  }
  if (saved.length > 0) await saveImported(tx, kind, saved);
}

async function* batches(rows: AsyncIterable<Numbered<RowOf<FileName>>>): AsyncGenerator<Numbered<unknown>[]> {
  let batch: Numbered<unknown>[] = [];
  let size = 0;
  for await (const row of rows) {
    batch.push(row);
    const { text = '' } = row.row as { text?: string };
    size += text.length;
    if (batch.length >= batchRows || size >= batchSize) {
      yield batch;
      batch = [];
      size = 0;
    }
  }
  if (batch.length > 0) yield batch;
}
