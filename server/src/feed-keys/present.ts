import type { FeedKey } from '@parvis/contracts';
import type { FeedKeyRow } from './store.ts';

/** `key`: told by the answer that makes it, and by no other. */
export const presentKey = (row: FeedKeyRow, key: string | null = null): FeedKey => ({
  id: row.id,
  name: row.name,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  lastUsedOn: row.last_used_on,
  key,
});
