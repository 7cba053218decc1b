import { readFileSync, writeFileSync } from 'node:fs';
import type { Loaded, View } from './views.ts';

/** `aim`: what is wanted; `most`: what it may be now, which is only ever raised with a page in stories/decisions. */
export type Expected = Record<View, { aim: number | null; most: number }>;

const address = new URL('expected.json', import.meta.url);
export const readExpected = (): Expected => JSON.parse(readFileSync(address, 'utf8')) as Expected;

/** What is above its expected value, in words; empty where nothing is. */
export const tooMuch = (measured: Map<View, Loaded>): string[] => {
  const expected = readExpected();
  return [...measured].flatMap(([view, { bytes }]) => {
    const { most } = expected[view];
    return bytes > most
      ? [
          `${view}: ${bytes} bytes, expected are ${most} at most. See with npm run size where they are and load on use what is not seen first; ` +
            'raise the value in test/size/expected.json only with a page in stories/decisions that says why.',
        ]
      : [];
  });
};

/** What became less is expected from now on; nothing is raised. Brotli and hashes move by a few bytes. */
export function tighten(measured: Map<View, Loaded>) {
  const expected = readExpected();
  for (const [view, { bytes }] of measured) {
    const wanted = Math.ceil((bytes + 40) / 10) * 10;
    if (wanted < expected[view].most) expected[view].most = wanted;
  }
  writeFileSync(address, `${JSON.stringify(expected, null, 2)}\n`);
}
