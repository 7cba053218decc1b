/** Opaque positions in lists: base64url of JSON, checked on the way in. */
import { z } from 'zod';
import { Id, Timestamp } from '@parvis/contracts';
import type { TimePlace } from '../database/index.ts';
import { Failure } from './problem.ts';
import { findUnstorable } from './text.ts';

/** The calendar of PostgreSQL has no year 0. */
export const TimePosition = z.tuple([Timestamp.refine((text) => !text.startsWith('0000')), Id]);

export const timePosition = (at: Date, id: string) => [at.toISOString(), id] as const;

export function readTimePlace(cursor: string | undefined): TimePlace | undefined {
  if (cursor === undefined) return undefined;
  const [at, id] = readCursor(cursor, TimePosition);
  return { at, id };
}

/**
 * Of rows that were read by one more than a page holds: those of the page, and the cursor of the next one, null at the end.
 * `positionOf`: where the next page begins, as its list reads it back.
 */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  positionOf: (last: Row) => unknown,
): { shown: Row[]; next: string | null } {
  const shown = rows.slice(0, limit);
  return { shown, next: rows.length > limit ? writeCursor(positionOf(shown.at(-1)!)) : null };
}

export const writeCursor = (position: unknown): string =>
  btoa(JSON.stringify(position).replace(/[^\x20-\x7e]/g, escape))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** As JSON may write any character, so that base64 is given ASCII alone. */
const escape = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Throws `invalid-cursor` for whatever this list did not give out. */
export function readCursor<Position>(cursor: string, shape: z.ZodType<Position>): Position {
  try {
    const binary = atob(cursor.replace(/-/g, '+').replace(/_/g, '/'));
    const text = new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(binary, (char) => char.charCodeAt(0)),
    );
    const parsed = shape.safeParse(JSON.parse(text));
    if (parsed.success && !findUnstorable(parsed.data)) return parsed.data;
  } catch {
    // Answered below: a cursor that cannot be decoded is as invalid as one of another shape.
  }
  throw new Failure('invalid-cursor', 'This cursor was not given out by this list. Start again without one.');
}
