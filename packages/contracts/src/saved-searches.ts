import { z } from 'zod';
import { Id, Timestamp } from './common.ts';
import { ExpertQuery } from './experts.ts';
import { PersonReference } from './people.ts';

const asked = ExpertQuery.pick({ q: true, unit: true, site: true, language: true, level: true });

/** What to look for again, as `searchExperts` takes it. */
export const SavedSearchCreate = z.strictObject(asked.shape);
export type SavedSearchCreate = z.output<typeof SavedSearchCreate>;

export const SavedSearch = z.object({
  id: Id,
  query: asked,
  createdAt: Timestamp,
  /** People whom it leads to since it was last looked at, newest first; only those whom it still leads to. */
  found: z.array(PersonReference),
  /** How many there are besides. */
  more: z.number().int().min(0),
});
export type SavedSearch = z.infer<typeof SavedSearch>;

/** All that one has: there are few. Newest first. */
export const SavedSearchList = z.object({ items: z.array(SavedSearch) });
export type SavedSearchList = z.infer<typeof SavedSearchList>;
