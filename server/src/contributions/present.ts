import type { Contribution } from '@parvis/contracts';
import type { ContributionRow } from './store.ts';

export const presentContribution = (row: ContributionRow): Contribution => ({
  kind: row.kind,
  id: row.id,
  post: row.post_id,
  title: row.title,
  text: row.source,
  link: row.link,
  options: row.options,
  tags: row.tags,
  state: row.state,
  readable: row.readable,
  createdAt: row.created_at.toISOString(),
  editedAt: row.edited_at?.toISOString() ?? null,
});
