import { z } from 'zod';
import type { RevisionPage } from '@parvis/contracts';
import { requireComment } from '../comments/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { pageOf, readCursor } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { isSensitive, requirePost } from '../posts/index.ts';
import { presentRevision } from './present.ts';
import { listRevisions } from './store.ts';

type Paged = { cursor?: string; limit: number };
type Listed = { page: RevisionPage; sensitive: boolean };

const Position = z.tuple([z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)]);

async function list(
  tx: Transaction,
  of: { post: string } | { comment: string },
  { cursor, limit }: Paged,
): Promise<RevisionPage> {
  const [before] = cursor === undefined ? [] : readCursor(cursor, Position);
  const rows = await listRevisions(tx, of, { before, limit: limit + 1 });
  const { shown, next } = pageOf(rows, limit, ({ number }) => [number]);
  return { items: shown.map(presentRevision), next };
}

/** Whoever reads a post reads what it said before. */
export const listOfPost = ({ database }: Kernel, viewer: Viewer, id: string, paged: Paged): Promise<Listed> =>
  database.transaction(viewer, async (tx) => {
    const post = await requirePost(tx, viewer, id);
    return { page: await list(tx, { post: id }, paged), sensitive: isSensitive(post) };
  });

export const listOfComment = ({ database }: Kernel, viewer: Viewer, id: string, paged: Paged): Promise<Listed> =>
  database.transaction(viewer, async (tx) => {
    const { post } = await requireComment(tx, viewer, id);
    return { page: await list(tx, { comment: id }, paged), sensitive: isSensitive(post) };
  });
