/**
 * What of a post is the same for everybody who reads it, kept in memory as it is written on a page. It is looked up for
 * posts alone that the database has just given to the viewer, by the version that it said they have: nobody is given
 * what they may not read, and nothing is given that is not as it stands there.
 */
import { createKept } from '../../kernel/http/index.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Viewer } from '../../kernel/viewer/index.ts';
import { writeReactions, writeShared } from '../present.ts';
import type { SharedFacts } from '../store.ts';
import { type PageRow, readShared } from './store.ts';

export type Shared = { facts: SharedFacts; written: string; reactions: string };

type Entry = { shared: Shared; version: string; until: number };

/** Milliseconds after which it is read anew, lest another database in the place of this one counts the same versions. */
const longest = 5 * 60_000;
const megabyte = 2 ** 20;
/** What the facts of a post take beside its text, about. */
const factsSize = 1_500;

const memories = new WeakMap<Kernel, ReturnType<typeof createKept<Entry>>>();
function memoryOf(kernel: Kernel) {
  let memory = memories.get(kernel);
  if (!memory) memories.set(kernel, (memory = createKept<Entry>(kernel.settings.postMemory * megabyte)));
  return memory;
}

const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];
/** In one piece: as it is put together it is a tree, which would be walked for every page. */
const inOnePiece = (text: string): string => decoder.decode(encoder.encode(text));

/** By the id of the post; without those that the viewer may not read any more. */
export async function findShared(
  kernel: Kernel,
  viewer: Viewer,
  rows: readonly PageRow[],
): Promise<Map<string, Shared>> {
  const memory = memoryOf(kernel);
  const now = kernel.now().getTime();
  const found = new Map<string, Shared>();
  const missing: string[] = [];
  for (const { id, version } of rows) {
    const entry = memory.get(id);
    if (entry?.version === version && now < entry.until) found.set(id, entry.shared);
    else missing.push(id);
  }
  if (missing.length === 0) return found;
  for (const { version, ...facts } of await readShared(kernel.database, viewer, missing)) {
    const written = inOnePiece(writeShared(facts));
    // It is in what is written.
    facts.body = '';
    const shared = { facts, written, reactions: writeReactions(facts.reactions, null) };
    memory.set(facts.id, { shared, version, until: now + longest }, written.length + factsSize);
    found.set(facts.id, shared);
  }
  return found;
}
