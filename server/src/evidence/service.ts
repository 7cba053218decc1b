/**
 * Keeps the index current. The database notes what has changed, in the transaction that changes it (see the migration);
 * here that is analysed: at the end of an import for what it wrote, and otherwise soon after each event.
 */
import { DatabaseUnavailable, type Transaction } from '../kernel/database/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { plainText } from '../kernel/richtext/index.ts';
import {
  type Document,
  type DocumentKind,
  type Due,
  countDue,
  readComments,
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
  for (let done = 0; ;) {
    const taken = await indexSome(kernel);
    if (taken === 0) return done;
    done += taken;
    told(done, Math.max(done, total));
  }
}

/** What cannot be analysed holds up nothing else: it is left out, and the log says so. */
async function indexSome({ database, log }: Upkept): Promise<number> {
  const some = await attempt(database, atOnce);
  if (typeof some === 'number') return some;
  const one = await attempt(database, 1);
  if (typeof one === 'number') return one;
  const [left] = await database.system((tx) => takeDue(tx, 1));
  log?.error('The search leaves out what could not be analysed', { ...left, error: one.message });
  return 1;
}

const attempt = (database: Kernel['database'], most: number): Promise<number | Error> =>
  database
    .system(async (tx) => {
      const due = await takeDue(tx, most);
      if (due.length > 0) await replaceDocuments(tx, due, await describeSubjects(tx, due));
      return due.length;
    })
    .catch((error: unknown) => {
      if (error instanceof DatabaseUnavailable) throw error;
      return error instanceof Error ? error : new Error(String(error));
    });

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
  let endRest = () => {};
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: two at once would wait for each other's rows. */
  const some = (): Promise<number> => {
    const next = last.then(() => (closed ? 0 : indexSome({ database, log })));
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
        if ((await some()) === atOnce) due = true;
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
