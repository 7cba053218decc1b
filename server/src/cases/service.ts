/** Who examines which case of a desk, and what they say to each other about one. */
import type { Case, CaseNote } from '@parvis/contracts';
import { type Transaction, elevated } from '../kernel/database/index.ts';
import { createOnce } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { findBylines } from '../people/index.ts';
import { tellExamined } from '../receipts/index.ts';
import { type Head, logHead } from '../record/index.ts';
import { requireForChange, requirePending, show, write } from './desk.ts';
import { abilities } from './policy.ts';
import { presentNote } from './present.ts';
import { addNote, findNote, setClaim, setLooked } from './store.ts';

export { decide, decideAppeal, undoDecision } from './decision.ts';
export { showFigures } from './figures/index.ts';
export { exportRecord, showFile } from './file/index.ts';
export { queue } from './queue/index.ts';

/** Milliseconds that a claim holds. */
const claimTime = 30 * 60_000;
export const showCase = ({ database, now }: Kernel, viewer: Viewer, id: string): Promise<Case> =>
  database.transaction(viewer, (tx) => show(tx, viewer, id, now()));

export async function claim(kernel: Kernel, viewer: Viewer, id: string): Promise<Case> {
  const { shown, head } = await kernel.database.transaction(viewer, async (tx) => {
    const now = kernel.now();
    const row = await requirePending(tx, viewer, id, now);
    await setLooked(tx, id, now);
    await setClaim(tx, id, viewer.person, new Date(now.getTime() + claimTime));
    // Rule: each reporter is told that their flag is examined, not by whom; the record is the system's to write.
    const head = await elevated(tx, async () => {
      await tellExamined(tx, id, now);
      return write(tx, row, viewer.person, 'case.claimed', {}, now);
    });
    return { shown: await show(tx, viewer, id, now), head };
  });
  logHead(kernel.log, head);
  return shown;
}

export async function release(kernel: Kernel, viewer: Viewer, id: string): Promise<Case> {
  const { shown, head } = await kernel.database.transaction(viewer, async (tx) => {
    const now = kernel.now();
    const row = await requirePending(tx, viewer, id, now);
    if (!abilities(viewer, row, now).release) return { shown: await show(tx, viewer, id, now), head: undefined };
    await setClaim(tx, id, null, null);
    // Rule: the record is the system's to write.
    const head = await elevated(tx, () => write(tx, row, viewer.person, 'case.released', {}, now));
    return { shown: await show(tx, viewer, id, now), head };
  });
  if (head) logHead(kernel.log, head);
  return shown;
}

/** For the others on the desk; its author and its reporters are not told. */
export async function writeNote(
  kernel: Kernel,
  viewer: Viewer,
  id: string,
  text: string,
  key: string | undefined,
): Promise<CaseNote> {
  let head: Head | undefined;
  const note = await kernel.database.transaction(viewer, async (tx) => {
    const now = kernel.now();
    const row = await requireForChange(tx, viewer, id);
    const creation = { key, request: { operation: 'createCaseNote', case: id, text }, now };
    const { id: made } = await createOnce(tx, viewer, creation, kernel.newId(), async (note) => {
      await addNote(tx, row, { id: note, by: viewer.person, text, at: now });
      // Rule: the record is the system's to write.
      head = await elevated(tx, () => write(tx, row, viewer.person, 'case.noted', { note, text }, now));
    });
    return showNote(tx, made);
  });
  if (head) logHead(kernel.log, head);
  return note;
}

async function showNote(tx: Transaction, id: string): Promise<CaseNote> {
  const row = (await findNote(tx, id))!;
  return presentNote(row, await findBylines(tx, row.author_id ? [row.author_id] : []));
}
