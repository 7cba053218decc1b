/**
 * Writes packages/mocks/dist/demo.tar.gz: an embedded database with the demonstration company, for stories that run the
 * application in the browser. Part of the build; skipped when nothing it is made of changed.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { createApp } from '../src/app.ts';
import { readStarterCharter } from '../src/charter/starter/index.ts';
import { defaultSettings } from '../src/kernel/config.ts';
import { readMigrations, readTemplate } from '../src/kernel/database/open.ts';
import { openPGlite, overPGlite } from '../src/kernel/database/pglite.ts';
import { createImages } from '../src/kernel/serve/images.ts';
import { createTokens } from '../src/kernel/viewer/index.ts';
import { doCases, review, stories } from './cases.ts';
import { acceptCharters, reluctant } from './charter.ts';
import { weeksUntil } from './dates.ts';
import { flags, sendFlags } from './flags.ts';
import { loadDemonstration } from './load.ts';
import { known, sayWhatIsKnown } from './knowing.ts';
import { deeds, doDeeds } from './stewarding.ts';

const dist = new URL('../../packages/mocks/dist/', import.meta.url);
const target = new URL('demo.tar.gz', dist);
const stamp = new URL('demo.sha256', dist);
const content = new URL('content/', import.meta.url);

const charter = readStarterCharter();
const hash = createHash('sha256').update(
  JSON.stringify([readMigrations(), weeksUntil(new Date()), charter, reluctant, flags, deeds, stories, review, known]),
);
for (const entry of readdirSync(content, { recursive: true, withFileTypes: true }))
  if (entry.isFile()) hash.update(readFileSync(join(entry.parentPath, entry.name)));
const fingerprint = hash.digest('hex');

if (!existsSync(target) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== fingerprint) {
  const engine = await openPGlite({ loadDataDir: await readTemplate() });
  const silent = () => {};
  const app = await createApp({
    database: overPGlite(engine),
    tokens: createTokens([], { now: () => new Date(), fetch }),
    settings: defaultSettings(),
    origins: [],
    log: { info: silent, warn: silent, error: silent },
    now: () => new Date(),
    newId: v7,
    charter,
    images: createImages(),
  });
  await loadDemonstration(app.kernel);
  await acceptCharters(app.kernel);
  await sendFlags(app.kernel);
  await doDeeds(app.kernel);
  await doCases(app.kernel);
  await sayWhatIsKnown(app.kernel);
  await engine.exec('checkpoint');
  const dump = await engine.dumpDataDir('gzip');
  mkdirSync(dist, { recursive: true });
  writeFileSync(target, Buffer.from(await dump.arrayBuffer()));
  writeFileSync(stamp, fingerprint);
  await app.close();
}
