/** Keys that people make for their own tools. Each is made for reading feeds and does nothing else. */
import { type FeedKey, type FeedKeyCreate, type FeedKeyList, limits } from '@parvis/contracts';
import { ownAudience } from '../audiences/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { recordEvent } from '../kernel/events/index.ts';
import { Failure, createOnce, notFound } from '../kernel/http/index.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Viewer } from '../kernel/viewer/index.ts';
import { presentKey } from './present.ts';
import { type FeedKeyRow, addKey, findHolder, listKeys as listRows, lockOwner, noteUse, removeKey } from './store.ts';

const day = 24 * 60 * 60_000;
/** Bytes of a key: nobody guesses it, so its digest needs not be slow. */
const strength = 32;
const prefix = 'pvk_';

const hashOf = async (key: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key)));

const randomKey = (): string =>
  prefix +
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(strength))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

export const listKeys = ({ database }: Kernel, viewer: Viewer): Promise<FeedKeyList> =>
  database.transaction(viewer, async (tx) => {
    const { rows, userName } = await listRows(tx, viewer.person);
    return { items: rows.map((row) => presentKey(row)), userName };
  });

export const createKey = (
  kernel: Kernel,
  viewer: Viewer,
  { name, days }: FeedKeyCreate,
  idempotencyKey: string | undefined,
): Promise<FeedKey> =>
  kernel.database.transaction(viewer, async (tx) => {
    const now = kernel.now();
    const audience = await ownAudience(kernel, tx, viewer);
    await lockOwner(tx, viewer.person);
    const key = randomKey();
    const creation = { key: idempotencyKey, request: { operation: 'createFeedKey', name, days }, now };
    const { id, replayed } = await createOnce(tx, viewer, creation, kernel.newId(), async (id) => {
      const { rows } = await listRows(tx, viewer.person);
      if (rows.length >= limits.keys)
        throw new Failure(
          'conflict',
          `You have ${rows.length} keys, which is the most. Revoke one that you do not use.`,
        );
      const expiresAt = new Date(now.getTime() + days * day);
      await addKey(tx, { id, person: viewer.person, name, hash: await hashOf(key), createdAt: now, expiresAt });
      await tell(tx, viewer, audience, id, 'key.created', now);
    });
    // Nobody can say the key of a replay: only its digest was kept. Whoever did not see it makes another.
    return presentKey(await requireKey(tx, viewer, id), replayed ? null : key);
  });

export const deleteKey = (kernel: Kernel, viewer: Viewer, id: string): Promise<void> =>
  kernel.database.transaction(viewer, async (tx) => {
    const audience = await ownAudience(kernel, tx, viewer);
    await requireKey(tx, viewer, id);
    await removeKey(tx, viewer.person, id);
    await tell(tx, viewer, audience, id, 'key.revoked', kernel.now());
  });

async function requireKey(tx: Transaction, viewer: Viewer, id: string): Promise<FeedKeyRow> {
  const { rows } = await listRows(tx, viewer.person);
  const found = rows.find((row) => row.id === id);
  if (!found) throw notFound('key');
  return found;
}

const tell = (
  tx: Transaction,
  viewer: Viewer,
  audience: number,
  id: string,
  type: 'key.created' | 'key.revoked',
  at: Date,
): Promise<void> => recordEvent(tx, { type, at, actor: viewer.person, audience, subject: { kind: 'key', id } });

export type KeyHolder = { id: string; userName: string };

/** Digests of keys that were right when they were used last, of which this many are remembered. */
const familiar = new WeakMap<Kernel['database'], Set<string>>();
const mostFamiliar = 10_000;

function familiarOf(database: Kernel['database']): Set<string> {
  const known = familiar.get(database) ?? new Set();
  familiar.set(database, known);
  return known;
}

/**
 * Whose key this is, where it is this person's and has not expired. Notes the day, so that its owner sees what is unused.
 * `beforeLooking` may refuse before the database is asked about a key that was never right here: whoever tries keys is
 * stopped there, and not those who read with theirs from the same address.
 */
export async function useKey(
  { database, now }: Pick<Kernel, 'database' | 'now'>,
  userName: string,
  key: string,
  beforeLooking: () => Promise<void>,
): Promise<KeyHolder | undefined> {
  if (!key.startsWith(prefix) || key.length > 2 * strength) return undefined;
  const hash = await hashOf(key);
  const known = familiarOf(database);
  const digest = btoa(String.fromCharCode(...hash));
  // Put back at the end where it is right: those used last are those remembered.
  if (!known.delete(digest)) await beforeLooking();
  return database.system(async (tx) => {
    const found = await findHolder(tx, hash);
    const at = now();
    if (!found || found.expires_at <= at || found.user_name.toLowerCase() !== userName.toLowerCase()) return undefined;
    const today = at.toISOString().slice(0, 10);
    if (found.last_used_on !== today) await noteUse(tx, found.id, today);
    if (known.size >= mostFamiliar) known.delete(known.values().next().value!);
    known.add(digest);
    return { id: found.id, userName: found.user_name };
  });
}
