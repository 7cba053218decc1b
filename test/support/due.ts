/**
 * A process that does what has become due in a data folder, and says so after each step: what `test/faults` kills.
 * `node --conditions=source test/support/due.ts FOLDER TIME`
 */
import { openEmbedded } from '../../server/src/kernel/database/open.ts';
import { startTestApp } from './app.ts';

const [data = '', time = ''] = process.argv.slice(2);
const database = await openEmbedded(data);
const app = await startTestApp({ database });
const { system } = database;
database.system = async (...given) => {
  const done = await system.apply(database, given);
  process.stdout.write('step\n');
  return done as never;
};
app.clock.now = new Date(time);
const { publishing, closing, erasing } = app.jobs;
// Side by side, as a server does them.
await Promise.all([publishing.run(), closing.run(), erasing.run()]);
process.stdout.write('done\n');
await app.close();
await database.close();
