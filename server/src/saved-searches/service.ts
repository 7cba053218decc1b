/**
 * Searches for people that their owners keep, to hear of those who match from then on. Each is run as its owner, every so
 * often: it finds whom its owner would find, and is told in one event however many there are.
 */
import { type SavedSearch, type SavedSearchCreate, type SavedSearchList, limits } from '@parvis/contracts';
import { ownAudience } from '../audiences/index.ts';
import { findMatching } from '../experts/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { Failure, createOnce, notFound } from '../kernel/http/index.ts';
import { type Job, startJob } from '../kernel/jobs/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { sameSearch } from './policy.ts';
import { presentSearch } from './present.ts';
import * as store from './store.ts';

/** Milliseconds between two runs of one search: nobody is told more often. */
const pause = 60 * 60_000;
/** Milliseconds between two looks at what is due. */
const interval = 60_000;

export async function listSearches(kernel: Kernel, viewer: Viewer): Promise<SavedSearchList> {
  const { rows, found } = await kernel.database.transaction(viewer, async (tx) => ({
    rows: await store.listSearches(tx, viewer.person),
    found: await store.listFound(tx, viewer.person),
  }));
  const items: SavedSearch[] = [];
  for (const row of rows) {
    const own = found.filter(({ search_id }) => search_id === row.id).map(({ search_id: _, ...person }) => person);
    // What they were found by may be gone, or closed to its owner, by now: then it would say what may not be read.
    const still = own.length > 0 ? new Set(await findMatching(kernel, viewer, row.query)) : undefined;
    items.push(
      presentSearch(
        row,
        own.filter(({ id }) => still?.has(id)),
      ),
    );
  }
  return { items };
}

export async function saveSearch(
  kernel: Kernel,
  viewer: Viewer,
  query: SavedSearchCreate,
  idempotencyKey: string | undefined,
): Promise<SavedSearch> {
  const known = await findMatching(kernel, viewer, query);
  return kernel.database.transaction(viewer, async (tx) => {
    const now = kernel.now();
    const audience = await ownAudience(kernel, tx, viewer);
    await store.lockOwner(tx, viewer.person);
    const rows = await store.listSearches(tx, viewer.person);
    const creation = { key: idempotencyKey, request: { operation: 'saveSearch', query }, now };
    const { id } = await createOnce(tx, viewer, creation, kernel.newId(), async (id) => {
      if (rows.some((row) => sameSearch(row.query, query)))
        throw new Failure('conflict', 'You have saved this search already.');
      if (rows.length >= limits.savedSearches)
        throw new Failure(
          'conflict',
          `You have ${rows.length} saved searches, which is the most. Delete one that you do not need.`,
        );
      await store.addSearch(tx, { id, person: viewer.person, audience, query, at: now });
      await store.addKnown(tx, id, audience, known);
      await tell(tx, viewer, audience, id, 'search.saved', now);
    });
    const saved = (await store.listSearches(tx, viewer.person)).find((row) => row.id === id);
    if (!saved) throw notFound('search');
    return presentSearch(saved, []);
  });
}

export const seeSearch = (kernel: Kernel, viewer: Viewer, id: string): Promise<void> =>
  kernel.database.transaction(viewer, async (tx) => {
    const audience = await ownAudience(kernel, tx, viewer);
    const now = kernel.now();
    if (!(await store.setSeen(tx, viewer.person, id, now))) throw notFound('search');
    await tell(tx, viewer, audience, id, 'search.seen', now);
  });

export const deleteSearch = (kernel: Kernel, viewer: Viewer, id: string): Promise<void> =>
  kernel.database.transaction(viewer, async (tx) => {
    const audience = await ownAudience(kernel, tx, viewer);
    if (!(await store.removeSearch(tx, viewer.person, id))) throw notFound('search');
    await tell(tx, viewer, audience, id, 'search.deleted', kernel.now());
  });

const tell = (
  tx: Transaction,
  viewer: Viewer,
  audience: number,
  id: string,
  type: 'search.saved' | 'search.seen' | 'search.deleted',
  at: Date,
): Promise<void> => recordEvent(tx, { type, at, actor: viewer.person, audience, subject: { kind: 'search', id } });

export const startSearching = (kernel: Kernel): Job =>
  startJob(kernel, {
    failure: 'Saved searches could not be run',
    interval,
    step: () => runNext(kernel),
  });

/** Runs all that are due, one after the other. */
export async function runDue(kernel: Kernel): Promise<void> {
  while (await runNext(kernel));
}

/** Answers whether one was due. */
async function runNext(kernel: Kernel): Promise<boolean> {
  const { database, standings, relay } = kernel;
  const at = kernel.now();
  const due = await database.system((tx) => store.takeDue(tx, new Date(at.getTime() - pause), at));
  if (!due) return false;
  const owner = await standings.findPerson(due.person_id);
  // Who left is told nothing.
  if (!owner) return true;
  const people = await findMatching(kernel, owner, due.query);
  await database.system(async (tx) => {
    if ((await store.addFound(tx, due, people, at)) === 0) return;
    const subject = { kind: 'search', id: due.id } as const;
    await recordEvent(tx, { type: 'search.matched', at, actor: null, audience: due.audience_id, subject });
  });
  relay.wrote();
  return true;
}
