/** Opaque positions in lists: base64url of JSON, checked on the way in. */
import { z } from 'zod';
import { Id, Timestamp } from '@parvis/contracts';
import { Failure } from './problem.ts';
import { findUnstorable } from './text.ts';

/** A place in a list by time: when, and which of those of that moment. The calendar of PostgreSQL has no year 0. */
export const TimePlace = z.tuple([Timestamp.refine((text) => !text.startsWith('0000')), Id]);

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
