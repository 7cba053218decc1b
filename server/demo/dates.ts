/**
 * The demonstration content was written as if today were its content date. So that a newcomer finds last week's talk and
 * not last year's, every date in it is moved by the same number of whole weeks: what was said on a Monday stays on one.
 */
import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kernel } from '../src/kernel/kernel.ts';

/** The newest moment in the content. */
export const contentDate = new Date('2026-11-20T12:15:00Z');

const week = 7 * 24 * 60 * 60 * 1000;
const moment = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$/;

/** The kernel for what people did one after the other, which is told at once: the pace of comments does not hold it up. */
export const unhurried = (kernel: Kernel): Kernel => ({
  ...kernel,
  settings: { ...kernel.settings, secondsBetweenComments: 0, commentsPerHour: 0 },
});

/** The kernel as it was that many hours ago: what people did since the content was written lies behind them. */
export const ago = (kernel: Kernel, hours: number): Kernel => ({
  ...unhurried(kernel),
  now: () => new Date(kernel.now().getTime() - hours * 60 * 60_000),
});

/** Whole weeks between the content date and `now`: nothing is ever moved into the future. */
export const weeksUntil = (now: Date): number => Math.floor((now.getTime() - contentDate.getTime()) / week);

/**
 * The row with each of its dates moved. In the interchange format dates are the fields whose name ends in `At`, and the
 * first and last days of an absence.
 */
export function moveRow(row: Record<string, unknown>, weeks: number): Record<string, unknown> {
  const moved = Object.entries(row).map(([key, value]): [string, unknown] => {
    if (Array.isArray(value)) return [key, value.map((one: unknown) => (isRow(one) ? moveRow(one, weeks) : one))];
    if (isRow(value)) return [key, moveRow(value, weeks)];
    if (!(key.endsWith('At') || key === 'from' || key === 'until') || typeof value !== 'string' || !moment.test(value))
      return [key, value];
    const iso = new Date(Date.parse(value) + weeks * week).toISOString();
    return [key, value.length === 10 ? iso.slice(0, 10) : iso];
  });
  return Object.fromEntries(moved) as Record<string, unknown>;
}

const isRow = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Writes the interchange folder `from` into `to`, as of `now`. */
export async function moveContent(from: string, to: string, now: Date): Promise<void> {
  const weeks = weeksUntil(now);
  await mkdir(to, { recursive: true });
  for (const file of (await readdir(from)).filter((name) => name.endsWith('.jsonl'))) {
    const rows = (await readFile(join(from, file), 'utf8')).trimEnd().split('\n');
    const moved = rows.map((line) => JSON.stringify(moveRow(JSON.parse(line) as Record<string, unknown>, weeks)));
    await writeFile(join(to, file), `${moved.join('\n')}\n`);
  }
  // What comes with posts has no dates.
  await cp(join(from, 'files'), join(to, 'files'), { recursive: true });
}
