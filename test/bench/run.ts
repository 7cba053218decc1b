/** `npm run bench [-- bytes|markdown|feed|postgres|embedded|opening|browser|scroll|search|flagged …]`: measures, prints a table, judges nothing. Loopback only. */
import { benchEmbedded, benchPostgres } from './api.ts';
import { benchBrowser } from './browser.ts';
import { benchBytes } from './bytes.ts';
import { benchFeed } from './feed.ts';
import { benchFlagged } from './flagged.ts';
import { benchMarkdown } from './markdown.ts';
import { benchOpening } from './opening.ts';
import { type Result, table } from './report.ts';
import { benchScroll } from './scroll.ts';
import { benchSearch } from './search.ts';

type Measure = () => Promise<Result[]>;
const parts: Record<string, Measure | readonly Measure[]> = {
  bytes: benchBytes,
  markdown: benchMarkdown,
  feed: benchFeed,
  postgres: benchPostgres,
  embedded: benchEmbedded,
  opening: benchOpening,
  browser: benchBrowser,
  scroll: benchScroll,
  search: benchSearch,
  flagged: benchFlagged,
};
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in parts));
if (unknown !== undefined) {
  process.stderr.write(`There is no measurement '${unknown}': choose among ${Object.keys(parts).join(', ')}.\n`);
  process.exit(2);
}
for (const [name, measure] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  for (const one of [measure].flat()) process.stdout.write(`\n## ${name}\n\n${table(await one())}\n`);
}
process.exit(0);
