/**
 * A creating call that is sent twice makes one thing (draft-ietf-httpapi-idempotency-key-header). The key and what it
 * made are written in the transaction that makes it; a second call waits for the first, then reads the thing through
 * the viewer's own rights again.
 */
import type { Transaction } from '../database/index.ts';
import type { Viewer } from '../viewer/index.ts';
import { Failure } from './problem.ts';
import { findKey, takeKey } from './store.ts';

/** Milliseconds that a key is remembered. */
const keyLifetime = 24 * 60 * 60 * 1_000;

export type Creation = {
  key: string | undefined;
  /** The operation and what it was asked. */ request: unknown;
  now: Date;
};

/** Answers the id to read: `id` when it was made now by `create`, the earlier one on a replay. */
export async function createOnce(
  tx: Transaction,
  viewer: Viewer,
  creation: Creation,
  id: string,
  create: (id: string) => Promise<void>,
): Promise<{ id: string; replayed: boolean }> {
  const claimed = await claimKey(tx, viewer, creation, id);
  if (!claimed.replayed) await create(id);
  return claimed;
}

/** Answers `id` when the caller is to make it now, the earlier one on a replay. */
export async function claimKey(
  tx: Transaction,
  viewer: Viewer,
  { key, request, now }: Creation,
  id: string,
): Promise<{ id: string; replayed: boolean }> {
  if (key === undefined) return { id, replayed: false };
  const fingerprint = await sha256(JSON.stringify(request));
  if (await takeKey(tx, { person: viewer.person, key, fingerprint, subject: id, now, lifetime: keyLifetime }))
    return { id, replayed: false };
  const earlier = await findKey(tx, viewer.person, key);
  if (earlier.fingerprint !== fingerprint)
    throw new Failure(
      'idempotency-mismatch',
      'This Idempotency-Key was already used for another request. Use a new key for a new thing.',
    );
  return { id: earlier.subject_id, replayed: true };
}

async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
