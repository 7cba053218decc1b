/** An embedded database with the demonstration company, for applications that run in a browser. */
import { v7 } from 'uuid';
import { createApp } from '../src/app.ts';
import { readStarterCharter } from '../src/charter/starter/index.ts';
import { defaultSettings } from '../src/kernel/config.ts';
import { readTemplate } from '../src/kernel/database/open.ts';
import { openPGlite, overPGlite } from '../src/kernel/database/pglite.ts';
import { createImages } from '../src/kernel/serve/images.ts';
import { createTokens } from '../src/kernel/viewer/index.ts';
import { doCases } from './cases.ts';
import { acceptCharters } from './charter.ts';
import { sendFlags } from './flags.ts';
import { loadDemonstration } from './load.ts';
import { sayWhatIsKnown } from './knowing.ts';
import { doDeeds } from './stewarding.ts';

/** The company as it is at that time: its dates, and what people there did in the hours before. */
export async function dumpDemonstration(now: () => Date): Promise<Uint8Array> {
  const engine = await openPGlite({ loadDataDir: await readTemplate() });
  const silent = () => {};
  const app = await createApp({
    database: overPGlite(engine),
    tokens: createTokens([], { now, fetch }),
    settings: defaultSettings(),
    origins: [],
    log: { info: silent, warn: silent, error: silent },
    now,
    newId: v7,
    charter: readStarterCharter(),
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
  await app.close();
  return new Uint8Array(await dump.arrayBuffer());
}
