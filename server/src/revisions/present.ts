import type { Revision } from '@parvis/contracts';
import type { RevisionRow } from './store.ts';

export const presentRevision = (row: RevisionRow): Revision => ({
  id: String(row.number),
  at: row.written_at.toISOString(),
  title: row.title,
  link: row.link,
  body: row.body,
  language: row.language,
  images: row.images ?? [],
});
