/** What a page loads until its first useful view, by element, beside what lit alone takes. */
import { brotliCompressSync } from 'node:zlib';
import { readExpected } from '../size/expected.ts';
import { measureViews } from '../size/views.ts';
import { bundle } from './bundle.ts';
import type { Result } from './report.ts';

const size = (bytes: Uint8Array): number => brotliCompressSync(bytes).length;

export async function benchBytes(): Promise<Result[]> {
  const lit = size(await bundle(`export * from 'lit';`));
  const repeat = size(
    await bundle(
      `export * from 'lit'; export { repeat } from 'lit/directives/repeat.js'; export { guard } from 'lit/directives/guard.js';`,
    ),
  );
  const expected = readExpected();
  return [
    { what: 'lit alone', value: lit, unit: 'bytes' },
    { what: 'lit with repeat and guard', value: repeat, unit: 'bytes' },
    ...[...(await measureViews())].map(([view, { bytes }]) => {
      const { aim } = expected[view];
      return { what: view, value: bytes, unit: 'bytes', ...(aim && { wanted: `≤ ${aim}` }) };
    }),
  ];
}
