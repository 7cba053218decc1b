/**
 * Writes packages/mocks/dist/demo.tar.gz, which stories run on. Part of the build; skipped when nothing it is made of
 * changed.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readStarterCharter } from '../src/charter/starter/index.ts';
import { readMigrations } from '../src/kernel/database/open.ts';
import { review, stories } from './cases.ts';
import { reluctant } from './charter.ts';
import { weeksUntil } from './dates.ts';
import { dumpDemonstration } from './dump.ts';
import { flags } from './flags.ts';
import { known } from './knowing.ts';
import { deeds } from './stewarding.ts';

const dist = new URL('../../packages/mocks/dist/', import.meta.url);
const target = new URL('demo.tar.gz', dist);
const stamp = new URL('demo.sha256', dist);
const content = new URL('content/', import.meta.url);

const hash = createHash('sha256').update(
  JSON.stringify([
    ...[readMigrations(), weeksUntil(new Date()), readStarterCharter()],
    ...[reluctant, flags, deeds, stories, review, known],
  ]),
);
for (const entry of readdirSync(content, { recursive: true, withFileTypes: true }))
  if (entry.isFile()) hash.update(readFileSync(join(entry.parentPath, entry.name)));
const fingerprint = hash.digest('hex');

if (!existsSync(target) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== fingerprint) {
  const dump = await dumpDemonstration(() => new Date());
  mkdirSync(dist, { recursive: true });
  writeFileSync(target, dump);
  writeFileSync(stamp, fingerprint);
}
