import { z } from 'zod';
import { limits, problems } from './tables.ts';

/** UUID, version 7 where Parvis made it. */
export const Id = z.uuid();
/** ISO 8601 in UTC, to the millisecond: `2026-11-21T18:09:00.000Z`. */
export const Timestamp = z.iso.datetime({ precision: 3 });
/** An opaque position in a list; only a cursor that the same list gave out is valid. */
export const Cursor = z
  .string()
  .min(1)
  .max(400)
  .regex(/^[A-Za-z0-9_-]+$/);
export const Limit = z.coerce.number().int().min(1).max(limits.page).default(limits.pageDefault);

/** A community's readable name in addresses and attributes: `it-help`. */
export const Slug = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** One page of a list. `next` leads to older items, null at the end. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: Cursor.nullable() });

export const IdParams = z.object({ id: Id });
export const ListQuery = z.object({ cursor: Cursor.optional(), limit: Limit });

/** RFC 9457 problem document. `errors` names each field that is not as it should be (JSON path with dots). */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.enum(Object.keys(problems) as [keyof typeof problems, ...(keyof typeof problems)[]]),
  requestId: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;

export const WebAddress = z.url({ protocol: /^https?$/ }).max(limits.url);
