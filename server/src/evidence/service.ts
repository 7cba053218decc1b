/**
 * Keeps the index current. The database notes what has changed, in the transaction that changes it (see the migration);
 * here that is analysed: at the end of an import for what it wrote, and otherwise soon after each event.
 */
import { DatabaseRefused, DatabaseUnavailable, type Transaction } from '../kernel/database/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { plainText } from '../kernel/richtext/index.ts';
import {
  type Document,
  type DocumentKind,
  type Due,
  countDue,
  foldFrequencies,
  readComments,
  readNarrowBios,
  readPeople,
  readPosts,
  readProjects,
  readSkills,
  replaceDocuments,
  takeDue,
} from './store.ts';
import { weigh, weighName, weighProfile, worths } from './ranking.ts';

/** Subjects analysed in one transaction: few, so that nobody waits long behind it. */
const atOnce = 100;
/** Batches after which what they changed of the frequencies is folded. */
const foldedAfter = 10;
/** Of the time that passes, what analysing takes at most: people who read and write come first. */
const share = 0.15;
/** Milliseconds that what is new waits at most. */
const longestRest = 2_000;

type Upkept = Pick<Kernel, 'database'> & Partial<Pick<Kernel, 'log'>>;

/** Analyses all that is due. Answers how much it was. */
export async function indexDue(
  kernel: Upkept,
  told: (done: number, total: number) => void = () => {},
): Promise<number> {
  const total = await kernel.database.system(countDue);
  let done = 0;
  for (let batches = 1; ; batches += 1) {
    const taken = await indexSome(kernel);
    if (taken === 0 || batches % foldedAfter === 0) await fold(kernel);
    if (taken === 0) return done;
    done += taken;
    told(done, Math.max(done, total));
  }
}

/** Until nothing is left to fold, or somebody else is at it. */
async function fold({ database }: Upkept): Promise<void> {
  while (await database.system(foldFrequencies));
}

/**
 * What cannot be analysed holds up nothing else: it is left out, and the log says so. What the database refused may pass:
 * then all stays due.
 */
async function indexSome({ database, log }: Upkept): Promise<number> {
  const leftOut: { one: Due; error: unknown }[] = [];
  const done = await database.system(async (tx) => {
    const due = await takeDue(tx, atOnce);
    if (due.length > 0)
      await replaceDocuments(tx, due, await describeEach(tx, due, (one, error) => leftOut.push({ one, error })));
    return due.length;
  });
  for (const { one, error } of leftOut)
    log?.error('The search leaves out what could not be analysed', { ...one, error: String(error) });
  return done;
}

/** All together; where that fails, one by one, without those that fail. */
async function describeEach(
  tx: Transaction,
  due: readonly Due[],
  leaveOut: (one: Due, error: unknown) => void,
): Promise<Document[]> {
  try {
    return await describeSubjects(tx, due);
  } catch (error) {
    if (isOfDatabase(error)) throw error;
  }
  const documents: Document[] = [];
  for (const one of due)
    try {
      documents.push(...(await describeSubjects(tx, [one])));
    } catch (error) {
      if (isOfDatabase(error)) throw error;
      leaveOut(one, error);
    }
  return documents;
}

/** Errors of the database have an SQLSTATE, or are made of such a one. */
const isOfDatabase = (error: unknown): boolean =>
  error instanceof DatabaseUnavailable ||
  error instanceof DatabaseRefused ||
  typeof (error as { code?: unknown } | null)?.code === 'string';

async function describeSubjects(tx: Transaction, due: readonly Due[]): Promise<Document[]> {
  const of = (kind: DocumentKind) => due.flatMap((one) => (one.kind === kind ? one.subject_id : []));
  const documents: Document[] = [];
  const add = (document: Omit<Document, 'part' | 'worth' | 'at'> & Partial<Document>) => {
    if (document.terms.size > 0) documents.push({ part: 0, worth: 1, at: null, ...document });
  };

  const names = new Set(of('name'));
  const profiles = new Set(of('profile'));
  for (const { id, name, audience_id, ...profile } of await readPeople(tx, [...new Set([...names, ...profiles])])) {
    const own = { subject: id, person: id, audience: audience_id };
    if (names.has(id)) add({ kind: 'name', ...own, terms: weighName(name) });
    if (profiles.has(id)) add({ kind: 'profile', ...own, terms: weighProfile(profile, true) });
  }

  // Beside what all readers of the profile find, in a document of its own with its own readers.
  for (const { id, bio, audience_id } of await readNarrowBios(tx, [...profiles]))
    add({
      ...{ kind: 'profile', part: 1, subject: id, person: id, audience: audience_id },
      terms: weighProfile({ title: null, unit: null, bio }, true),
    });

  for (const { id, label, synonyms } of await readSkills(tx, of('skill'))) {
    const called = new Set([...Object.values(label), ...Object.values(synonyms).flat()]);
    [...called].forEach((text, part) =>
      add({
        kind: 'skill',
        subject: id,
        part,
        person: null,
        audience: null,
        terms: weigh([{ field: 'skill', text, neighbours: true }]),
      }),
    );
  }

  for (const { id, title, source, audience_id } of await readProjects(tx, of('project')))
    add({
      kind: 'project',
      subject: id,
      person: null,
      audience: audience_id,
      terms: weigh([
        { field: 'projectTitle', text: title, neighbours: true },
        { field: 'projectText', text: source, neighbours: true },
      ]),
    });

  for (const { id, kind, title, tags, body, audience_id, author_id, created_at } of await readPosts(tx, of('post')))
    add({
      kind: 'post',
      subject: id,
      person: author_id,
      audience: audience_id,
      worth: kind === 'question' ? worths.question : worths.update,
      at: created_at,
      terms: weigh([
        { field: 'postTitle', text: title ?? '', neighbours: true },
        { field: 'tags', text: tags.join(', ') },
        { field: 'text', text: plainText(body) },
      ]),
    });

  for (const row of await readComments(tx, of('comment')))
    add({
      kind: 'comment',
      subject: row.id,
      person: row.author_id,
      audience: row.audience_id,
      worth: row.author_id === row.asker_id ? worths.ownThread : row.parent_id ? worths.reply : worths.answer,
      at: row.created_at,
      terms: weigh([
        { field: 'postTitle', text: row.title ?? '', neighbours: true },
        { field: 'tags', text: row.tags.join(', ') },
        { field: 'text', text: plainText(row.body) },
      ]),
    });
  return documents;
}

export type Upkeep = {
  /** Analyses what is due and answers when nothing is left. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

/** Analyses what events changed soon after them, and at the start what was left over. */
export function startUpkeep({ database, relay, log }: Pick<Kernel, 'database' | 'relay' | 'log'>): Upkeep {
  let closed = false;
  let due = false;
  let running = false;
  let batches = 0;
  let endRest = () => {};
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: two at once would wait for each other's rows. What is left at the end is folded. */
  const some = (): Promise<number> => {
    const next = last.then(async () => {
      if (closed) return 0;
      const done = await indexSome({ database, log });
      batches += 1;
      if (done === 0 || batches % foldedAfter === 0) await fold({ database });
      return done;
    });
    last = next.catch(() => {});
    return next;
  };
  const rest = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async (): Promise<void> => {
    while (due && !closed) {
      due = false;
      const since = performance.now();
      try {
        // While anything is done there may be more.
        if ((await some()) > 0) due = true;
      } catch (error) {
        if (!closed)
          log.warn('The search could not take in what is new; it will with the next event', { error: String(error) });
      }
      if (!closed) await rest(Math.min((performance.now() - since) / share, longestRest));
    }
    running = false;
  };
  const wake = (): void => {
    due = true;
    if (running) return;
    running = true;
    void run();
  };

  const unsubscribe = relay.subscribe(wake);
  wake();
  return {
    async settle() {
      while ((await some()) > 0);
    },
    async close() {
      closed = true;
      unsubscribe();
      endRest();
      await last;
    },
  };
}
