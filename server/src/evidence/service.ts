/**
 * Keeps the index current. The database notes what has changed, in the transaction that changes it (see the migration);
 * here that is analysed: within an import for what it wrote, and otherwise soon after each event.
 */
import { type Transaction } from '../kernel/database/index.ts';
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

/** Subjects analysed at once: few, so that on the embedded database nobody waits long behind them. */
const atOnce = 100;

/** Analyses all that is due, in this transaction. Answers how much it was. */
export async function indexDue(
  tx: Transaction,
  told: (done: number, total: number) => void = () => {},
): Promise<number> {
  const total = await countDue(tx);
  let done = 0;
  for (;;) {
    const taken = await indexSome(tx);
    if (taken === 0) return done;
    done += taken;
    told(done, Math.max(done, total));
  }
}

async function indexSome(tx: Transaction): Promise<number> {
  const due = await takeDue(tx, atOnce);
  if (due.length > 0) await replaceDocuments(tx, due, await describeSubjects(tx, due));
  return due.length;
}

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

/** Analyses after each event what it changed, and at the start what was left over. */
export function startUpkeep({ database, relay, log }: Pick<Kernel, 'database' | 'relay' | 'log'>): Upkeep {
  let working: Promise<void> | undefined;
  let again = false;
  let closed = false;

  const work = async (): Promise<void> => {
    do {
      again = false;
      while (!closed && (await database.system(indexSome)) > 0);
    } while (again && !closed);
  };
  const settle = (): Promise<void> => {
    again = true;
    working ??= work().finally(() => (working = undefined));
    return working;
  };
  const wake = () => {
    settle().catch((error: unknown) => {
      if (!closed)
        log.warn('The search could not take in what is new; it will with the next event', { error: String(error) });
    });
  };

  const unsubscribe = relay.subscribe(wake);
  wake();
  return {
    settle,
    async close() {
      closed = true;
      unsubscribe();
      await working?.catch(() => {});
    },
  };
}
