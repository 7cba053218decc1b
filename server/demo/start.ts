/** `npm start`; `npm start -- FOLDER` shows another interchange folder instead, in a data folder of its own. */
import { basename, resolve } from 'node:path';
import { FolderLocked } from '../src/kernel/database/lock.ts';
import { createLog } from '../src/kernel/log.ts';
import { startDemonstration } from './demonstration.ts';

const [folder] = process.argv.slice(2);
const content = folder === undefined ? undefined : resolve(folder);
const given = Number(process.env['PORT']);
const wanted = Number.isInteger(given) && given > 100 && given < 65_000 ? given : 4200;
const data = process.env['PARVIS_DATA'] ?? `./parvis-demo/${content ? basename(content) : 'vauclair-hollis'}`;

try {
  const { portal, close } = await startDemonstration({
    data,
    content,
    ports: { portal: wanted, api: wanted - 100 },
    log: createLog(process.env['LOG_LEVEL'] ?? 'warn'),
  });
  const elsewhere = new URL(portal).port !== String(wanted);
  process.stdout.write(
    `\n${elsewhere ? `  Port ${wanted} is taken; PORT chooses another.\n` : ''}  The demonstration intranet is at ${portal}\n` +
      `  Choose there who you are: it knows no passwords, so it answers this machine only.\n` +
      `  What you write is kept in ${data}. Ctrl+C stops it.\n\n`,
  );
  const stop = () => void close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  const holder = error instanceof FolderLocked ? error.holder : undefined;
  const reason = holder
    ? `The demonstration in ${data} is already running, as process ${holder.pid} since ${holder.since}. Stop that first, or set PARVIS_DATA to another folder.`
    : String(error instanceof Error ? error.message : error);
  process.stderr.write(`npm start: ${reason}\n`);
  process.exit(1);
}
