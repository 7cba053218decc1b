/** The queue of a desk, and who examines which of its cases. */
import type { Case, CasePage, CaseState } from '@parvis/contracts';
import { elevated } from '../kernel/database/index.ts';
import { TimePlace, readCursor, writeCursor } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { tellExamined } from '../receipts/index.ts';
import { logHead } from '../record/index.ts';
import { busy, present, requireForChange, show, write } from './desk.ts';
import { abilities, isOthers } from './policy.ts';
import { listCases, setClaim } from './store.ts';

export { decide } from './decision.ts';

/** Milliseconds that a claim holds. */
const claimTime = 30 * 60_000;

export const queue = (
  { database, now }: Kernel,
  viewer: Viewer,
  { state, community, cursor, limit }: { state?: CaseState; community?: string; cursor?: string; limit: number },
): Promise<CasePage> =>
  database.transaction(viewer, async (tx) => {
    const at = now();
    const from = cursor === undefined ? undefined : readCursor(cursor, TimePlace);
    const rows = await listCases(tx, {
      state,
      community,
      now: at,
      after: from && { at: from[0], id: from[1] },
      limit: limit + 1,
    });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const order = last && (state === 'decided' ? last.decided_at : last.opened_at);
    return {
      items: await present(tx, viewer, shown, at),
      next: rows.length > limit && last && order ? writeCursor([order.toISOString(), last.id]) : null,
    };
  });

export const showCase = ({ database, now }: Kernel, viewer: Viewer, id: string): Promise<Case> =>
  database.transaction(viewer, (tx) => show(tx, viewer, id, now()));

export async function claim(kernel: Kernel, viewer: Viewer, id: string): Promise<Case> {
  const { shown, head } = await kernel.database.transaction(viewer, async (tx) => {
    const now = kernel.now();
    const row = await requireForChange(tx, viewer, id);
    if (isOthers(viewer, row, now)) throw await busy(tx, row);
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
    const row = await requireForChange(tx, viewer, id);
    if (isOthers(viewer, row, now)) throw await busy(tx, row);
    if (!abilities(viewer, row, now).release) return { shown: await show(tx, viewer, id, now), head: undefined };
    await setClaim(tx, id, null, null);
    // Rule: the record is the system's to write.
    const head = await elevated(tx, () => write(tx, row, viewer.person, 'case.released', {}, now));
    return { shown: await show(tx, viewer, id, now), head };
  });
  if (head) logHead(kernel.log, head);
  return shown;
}
