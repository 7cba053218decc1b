/**
 * `npm run size`: what a page downloads for the first useful view of each element, brotli, beside what is expected, and
 * what each of its chunks holds. `-- why` tells what each view would be spared without each module; `-- tighten` lowers
 * what is expected to what is; `-- peers` measures comparable libraries too, installed into a temporary folder.
 */
import { readExpected, tighten, tooMuch } from './expected.ts';
import { measurePeers } from './peers.ts';
import { measureViews, sizeOf } from './views.ts';
import { heldIn, piecesOf, sharesOf } from './why.ts';

const asked = process.argv.slice(2);
const out = (line: string) => process.stdout.write(`${line}\n`);
const kilobytes = (bytes: number) => `${(bytes / 1_000).toFixed(1)} kB`;

const [measured, pieces] = [await measureViews(), await piecesOf()];
if (asked.includes('tighten')) tighten(measured);
const expected = readExpected();

out('\n| first view | now | at most | aim | follows by itself |');
out('| --- | ---: | ---: | ---: | ---: |');
for (const [view, { bytes, laterBytes }] of measured) {
  const { aim, most } = expected[view];
  out(
    `| ${view} | ${kilobytes(bytes)} | ${kilobytes(most)} | ${aim ? kilobytes(aim) : ''} | ${view === 'loader' ? '' : kilobytes(laterBytes)} |`,
  );
}

out('\nWhat the chunks of these views hold, minified bytes before compression:');
const chunks = [...new Set([...measured.values()].flatMap(({ files }) => files))];
for (const chunk of chunks.sort((one, other) => sizeOf(other) - sizeOf(one))) {
  const views = [...measured].filter(([, { files }]) => files.includes(chunk)).map(([view]) => view);
  out(`\n${chunk}: ${sizeOf(chunk)} bytes in brotli (${views.join(', ')})`);
  for (const { module, bytes } of heldIn(pieces.get(chunk) ?? []))
    if (bytes >= 100) out(`${String(bytes).padStart(8)} ${module}`);
}

if (asked.includes('why'))
  for (const [view, { files }] of measured) {
    const { whole, shares } = sharesOf(files, pieces);
    out(`\n${view}, ${kilobytes(whole)} as one file: brotli spared without each module, its minified bytes`);
    for (const { module, minified, spared } of shares)
      if (spared >= 40) out(`${String(spared).padStart(6)} ${String(minified).padStart(6)} ${module}`);
  }

if (asked.includes('peers')) {
  out('\n| comparable libraries, one minified module each | brotli |');
  out('| --- | ---: |');
  for (const { what, bytes } of await measurePeers())
    out(`| ${what} | ${bytes ? kilobytes(bytes) : 'not installed'} |`);
}

const problems = tooMuch(measured);
for (const problem of problems) process.stderr.write(`\n${problem}\n`);
process.exit(problems.length ? 1 : 0);
