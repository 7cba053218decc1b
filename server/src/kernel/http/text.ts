/** Text that JSON and addresses can carry and PostgreSQL cannot store. */

export type Unstorable = { path: PropertyKey[]; message: string };

/** The first text inside `value` that has a null character or half a surrogate pair. */
export function findUnstorable(value: unknown, path: PropertyKey[] = []): Unstorable | undefined {
  if (typeof value === 'string') {
    if (value.includes('\0')) return { path, message: 'has a null character: remove it' };
    if (!value.isWellFormed()) return { path, message: 'has half a character (an unpaired surrogate): remove it' };
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inside] of Object.entries(value)) {
    const found = findUnstorable(inside, [...path, key]);
    if (found) return found;
  }
  return undefined;
}
