import type { ContributionPage } from '@parvis/contracts';
import { TimePlace, readCursor, writeCursor } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { presentContribution } from './present.ts';
import { listContributions } from './store.ts';

/** What the viewer wrote, to take along: also where they read it no longer. */
export const listOwn = (
  { database }: Kernel,
  viewer: Viewer,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<ContributionPage> =>
  database.transaction(viewer, async (tx) => {
    const from = cursor === undefined ? undefined : readCursor(cursor, TimePlace);
    const rows = await listContributions(tx, { before: from && { at: from[0], id: from[1] }, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map(presentContribution),
      next: rows.length > limit && last ? writeCursor([last.created_at.toISOString(), last.id]) : null,
    };
  });
