import type { ContributionPage } from '@parvis/contracts';
import { pageOf, readTimePlace, timePosition } from '../kernel/http/index.ts';
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
    const rows = await listContributions(tx, { before: readTimePlace(cursor), limit: limit + 1 });
    const { shown, next } = pageOf(rows, limit, (last) => timePosition(last.created_at, last.id));
    return { items: shown.map(presentContribution), next };
  });
