import { z } from 'zod';
import { limits, problems } from './tables.ts';

/** UUID, version 7 where Parvis made it. */
export const Id = z.uuid();
/** ISO 8601 in UTC, to the millisecond: `2026-11-21T18:09:00.000Z`. */
export const Timestamp = z.iso.datetime({ precision: 3 });
/** Its writer was asked to rephrase it, and means it as it is. */
export const Confirmed = z.literal(true).optional();

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

export const CommunityReference = z.object({ id: Id, slug: Slug, name: z.string() });
export type CommunityReference = z.infer<typeof CommunityReference>;

/** One page of a list. `next` leads to older items, null at the end. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: Cursor.nullable() });

/** Another one after each change of a thing: whoever changes it sends the one they read. Opaque. */
export const EntityTag = z.string().regex(/^[\w.-]{1,60}$/);

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
  /** Of a suspension: when it ends. */
  until: Timestamp.optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** Whether an address has a user name or password before its host, where it reads like a host itself. */
export function namesUser(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username !== '' || password !== '';
}

export const WebAddress = z
  .url({ protocol: /^https?$/ })
  .max(limits.url)
  .refine((address) => !namesUser(address), 'has a user name or password: leave them out');

/** Schemes that run what their address says, or show it as if the page had, where it is opened. */
const actingSchemes = ['javascript:', 'vbscript:', 'data:', 'blob:', 'file:', 'about:'];

/** Whether an address, such as one that opens a chat in an application, does nothing to the page that it stands on. */
export const isHarmless = (address: string): boolean =>
  !URL.canParse(address) || !actingSchemes.includes(new URL(address).protocol);

/** Whether any character of a text can be seen. */
export const shows = (text: string): boolean =>
  /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800]/u.test(text);

// Joiners are kept: scripts and emoji need them.
const deceiving = /[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g;

/** A title or a name: without what turns the text around it or sets two apart that look the same. */
export const Name = z.string().overwrite((text) => text.replace(deceiving, ''));
/** One that a person writes. */
export const Title = Name.trim().min(1).max(limits.title).refine(shows, 'shows nothing: write words');
