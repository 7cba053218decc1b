/** Opaque positions in lists: base64url of JSON, checked on the way in. */
import type { z } from 'zod';
import { Failure } from './problem.ts';

export function writeCursor(position: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(position));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

/** Throws `invalid-cursor` for whatever this list did not give out. */
export function readCursor<Position>(cursor: string, shape: z.ZodType<Position>): Position {
  try {
    const binary = atob(cursor.replace(/-/g, '+').replace(/_/g, '/'));
    const text = new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(binary, (char) => char.charCodeAt(0)),
    );
    const parsed = shape.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
  } catch {
    // Answered below: a cursor that cannot be decoded is as invalid as one of another shape.
  }
  throw new Failure('invalid-cursor', 'This cursor was not given out by this list. Start again without one.');
}
