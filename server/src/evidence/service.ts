/**
 * Keeps the index current. The database notes what has changed, in the transaction that changes it (see the migration);
 * here that is analysed: at the end of an import for what it wrote, and otherwise soon after each event.
 */
import { DatabaseRefused, DatabaseUnavailable, type Transaction } from '../kernel/database/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import {
  commentDocument,
  narrowBioDocument,
  nameDocument,
  postDocument,
  profileDocument,
  projectDocument,
  skillDocuments,
} from './documents.ts';
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
  const names = new Set(of('name'));
  const profiles = new Set(of('profile'));
  const people = await readPeople(tx, [...new Set([...names, ...profiles])]);
  const documents = [
    ...people.filter(({ id }) => names.has(id)).map(nameDocument),
    ...people.filter(({ id }) => profiles.has(id)).map(profileDocument),
    ...(await readNarrowBios(tx, [...profiles])).map(narrowBioDocument),
    ...(await readSkills(tx, of('skill'))).flatMap(skillDocuments),
    ...(await readProjects(tx, of('project'))).map(projectDocument),
    ...(await readPosts(tx, of('post'))).map(postDocument),
    ...(await readComments(tx, of('comment'))).map(commentDocument),
  ];
  return documents.filter(({ terms }) => terms.size > 0);
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
