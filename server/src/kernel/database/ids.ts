/** How ids are told from other words, and given to a statement in numbers. */

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text can be compared with the ids of a table. */
export const isUuid = (text: string): boolean => uuid.test(text);

const lists = new WeakMap<readonly (number | string)[], string>();

/** Ids, numbers or UUIDs, as PostgreSQL reads an array of them. A standing lives long: its lists are written once. */
export function listed(ids: readonly (number | string)[]): string {
  const list = lists.get(ids) ?? `{${ids.join(',')}}`;
  lists.set(ids, list);
  return list;
}
