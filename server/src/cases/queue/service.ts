/** Which cases a desk is asked for, page by page. */
import type { CasePage, CaseQuery } from '@parvis/contracts';
import { z } from 'zod';
import { TimePosition, pageOf, readCursor, readTimePlace, timePosition } from '../../kernel/http/index.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Viewer } from '../../kernel/viewer/index.ts';
import { present } from '../desk.ts';
import { listCases } from './store.ts';

const hour = 60 * 60_000;

/** How many people flagged it, when it was opened, and which of those of that moment. */
const WeightPosition = z.tuple([z.number().int(), ...TimePosition.def.items]);

export const queue = ({ database, now }: Kernel, viewer: Viewer, query: CaseQuery): Promise<CasePage> =>
  database.transaction(viewer, async (tx) => {
    const at = now();
    const { state, community, article, several = false, appealed = false, screened = false, hours, limit } = query;
    const order = state === 'decided' ? 'newest' : (query.order ?? 'oldest');
    const rows = await listCases(tx, {
      ...{ state, community, article, several, appealed, screened, order, now: at },
      before: hours === undefined ? undefined : new Date(at.getTime() - hours * hour),
      after: readPlace(query.cursor, order === 'weight'),
      limit: limit + 1,
    });
    const { shown, next } = pageOf(rows, limit, (last) => {
      const place = timePosition(state === 'decided' ? last.decided_at! : last.opened_at, last.id);
      return order === 'weight' ? [last.flags, ...place] : place;
    });
    return { items: await present(tx, viewer, shown, at), next };
  });

function readPlace(cursor: string | undefined, weighed: boolean) {
  if (!weighed || cursor === undefined) return readTimePlace(cursor);
  const [flags, at, id] = readCursor(cursor, WeightPosition);
  return { flags, at, id };
}
