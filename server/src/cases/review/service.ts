/** Cases that no flag opens: what waits for a steward before it is published. And what its author's change gives back. */
import type { Transaction } from '../../kernel/database/index.ts';
import { type Job, startJob } from '../../kernel/jobs/index.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { type Entry, appendRecord, logHead } from '../../record/index.ts';
import { requireCase, tellDesk } from '../desk.ts';
import { type Flaggable, type Settled, findOpenCase, lockSubject, openCase } from '../intake/index.ts';
import { giveBack, take } from '../moves.ts';
import { findOrAddDesk, listDesk } from '../store.ts';
import { type ScreeningFacts, findChanged, setLeft, setReleased, setScreening, setWaiting, withhold } from './store.ts';

/** A post or comment, as its author just wrote it. */
export type Held = Flaggable & { kind: 'post' | 'comment'; author: string };

/**
 * As the system: puts a thing before its desk and leaves it to that and its author until it is decided. Of what is new
 * nobody else is told.
 */
export async function holdForReview(
  kernel: Pick<Kernel, 'log' | 'newId'>,
  tx: Transaction,
  thing: Held,
  facts: ScreeningFacts,
  now: Date,
): Promise<Settled> {
  await lockSubject(tx, thing.kind, thing.subject);
  const known = await findOpenCase(tx, thing.kind, thing.subject);
  const found = known ?? (await openCase(tx, kernel.newId(), thing, now));
  await setScreening(tx, found.id, facts);
  const moved: string[] = [thing.author];
  if (facts.new) {
    const kept = await findOrAddDesk(tx, found.id, thing.author);
    const left = await withhold(tx, thing.kind, thing.subject, kept);
    await setLeft(tx, found.id, { left, kept, accepted: false, heldAt: now });
  } else {
    const taken = { ...found, subject_kind: thing.kind, subject_id: thing.subject, author_id: thing.author };
    moved.push(...((await take(tx, taken, { state: 'held', statement: null, now })) ?? []));
    await setWaiting(tx, thing.kind, thing.subject);
  }
  const entry = (type: string, content: Record<string, unknown>): Entry => ({
    ...{ type, case: found.id, subject: found.id, actor: null, content },
  });
  await tellDesk(tx, found, known ? 'case.updated' : 'case.opened', now);
  const desk = await listDesk(tx, found.id);
  if (desk.length === 0)
    kernel.log.warn(
      'Nobody can look at what waits to be published: everybody on its desk is concerned. Name another.',
      {
        case: found.id,
      },
    );
  const opened = known ? [] : [entry('case.opened', { kind: thing.kind, subject: thing.subject })];
  const held = entry('case.held', { reasons: facts.reasons });
  const head = await appendRecord(tx, found.community_id, now, [...opened, held]);
  return { head, moved: [...desk, ...moved] };
}

/** Milliseconds after which what its flags hold is given back, once its author changed it. */
const patience = 10 * 60_000;
const interval = 30_000;

type World = Pick<Kernel, 'database' | 'relay' | 'now' | 'log' | 'standings'>;

/**
 * What flags hold comes back ten minutes after its author changed it: once, and unless somebody is examining it. Its
 * flags stay, to be examined; only what is flagged after that can hold it again.
 */
export const startReleasing = (world: World): Job =>
  startJob(world, {
    failure: 'What authors changed could not be given back',
    interval,
    atStart: true,
    async step() {
      const released = await releaseNext(world);
      if (!released) return false;
      logHead(world.log, released);
      world.relay.wrote();
      return true;
    },
  });

const releaseNext = ({ database, now }: World) =>
  database.system(async (tx) => {
    const at = now();
    const id = await findChanged(tx, new Date(at.getTime() - patience));
    if (id === undefined) return undefined;
    const row = await requireCase(tx, id);
    await giveBack(tx, row, at);
    await setReleased(tx, id, at);
    await tellDesk(tx, row, 'case.updated', at);
    return appendRecord(tx, row.community_id, at, [
      { type: 'case.freed', case: id, subject: id, actor: null, content: { by: 'edit' } },
    ]);
  });
