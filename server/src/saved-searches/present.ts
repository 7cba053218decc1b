import type { Circle, SavedSearch, SavedSearchCreate } from '@parvis/contracts';

export type SearchRow = { id: string; query: SavedSearchCreate; created_at: Date; seen_at: Date };
export type FoundRow = { id: string; name: string; photo: string | null; circle: Circle };

/** People named of those who are new. */
const most = 10;

export const presentSearch = ({ id, query, created_at }: SearchRow, found: readonly FoundRow[]): SavedSearch => ({
  id,
  query,
  createdAt: created_at.toISOString(),
  found: found.slice(0, most).map((person) => ({ ...person, departed: false, abilities: { open: true } })),
  more: Math.max(0, found.length - most),
});
