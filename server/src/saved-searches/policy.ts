import type { SavedSearchCreate } from '@parvis/contracts';

/** What they look for, whatever the order in which it was said. */
export const sameSearch = (one: SavedSearchCreate, other: SavedSearchCreate): boolean =>
  (['q', 'unit', 'site', 'language', 'level'] as const).every((part) => one[part] === other[part]);
