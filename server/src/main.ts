#!/usr/bin/env node
/** The `parvis` command. */
import { existsSync, readFileSync } from 'node:fs';
import { Command } from 'commander';
import { runImport, runImportSkills } from './imports/index.ts';
import { parseConfig, type Config } from './kernel/config.ts';
import { createLog } from './kernel/log.ts';
import { runVerifyRecord } from './record/command.ts';
import { migratePostgres } from './kernel/database/open.ts';
import { serve } from './kernel/serve/serve.ts';

const program = new Command('parvis')
  .description('Social widgets for the intranet: the API behind them')
  .option('--config <file>', 'configuration file', './parvis.config.json')
  .option('--data <folder>', 'folder of the embedded database')
  .option('--port <number>', 'port to listen on')
  .showHelpAfterError();

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`The configuration file ${file} is not JSON. Check quotes, commas and its end.`, { cause });
  }
}

function readConfig(): Config {
  const { config: file, data, port } = program.opts<{ config: string; data?: string; port?: string }>();
  const given: unknown = existsSync(file) ? readJson(file) : {};
  if (!existsSync(file) && program.getOptionValueSource('config') === 'cli')
    throw new Error(`There is no configuration file ${file}. Check --config.`);
  return parseConfig(given, { ...process.env, ...(data && { PARVIS_DATA: data }), ...(port && { PORT: port }) });
}

program
  .command('serve', { isDefault: true })
  .description('answer the API until stopped')
  .option(
    '--demo',
    'let anybody be anybody, at /demo/people and /demo/token: on this machine and the embedded database only',
  )
  .action(async ({ demo }: { demo?: true }) => {
    const config = readConfig();
    const log = createLog(process.env['LOG_LEVEL'] ?? 'info');
    const server = await serve({ config, log, demo });
    // Before anybody is told that it answers: who then stops it finds it listening to that too.
    const stop = () => void server.close().then(() => process.exit(0));
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    const where = config.databaseUrl ? 'PostgreSQL' : `the embedded database in ${config.data}, which does not fsync`;
    log.info(`Parvis answers at ${server.address}, on ${where}`);
    if (demo)
      log.warn(
        `Demonstration: whoever reaches ${server.address} may be anybody, without a password. Leave out --demo for real use.`,
      );
    else if (config.issuers.length === 0)
      log.warn('No issuer is configured: nobody can sign in. Add "issuers" to the configuration.');
  });

program
  .command('migrate')
  .description('bring the PostgreSQL database of DATABASE_URL to the newest schema')
  .action(async () => {
    const { databaseUrl, databaseDirectUrl } = readConfig();
    if (!databaseUrl) throw new Error('Set DATABASE_URL: the embedded database is migrated when it is opened.');
    const applied = await migratePostgres(databaseDirectUrl ?? databaseUrl);
    process.stdout.write(applied.length > 0 ? `Applied ${applied.join(', ')}.\n` : 'Nothing to apply.\n');
  });

program
  .command('import')
  .argument('<path>', 'a folder of JSON Lines, one of its files, or a people CSV; see server/src/imports/README.md')
  .description('bring in people, communities, projects, posts and what belongs to them, all or nothing')
  .action((path: string) => runImport(readConfig(), path, { out: process.stdout, progress: process.stderr }));

program
  .command('import-skills')
  .argument('<file>', 'a skills classification as JSON Lines; see server/src/imports/README.md')
  .description(
    'bring in a classification of skills, all or nothing; what an earlier one had and this has not is retired',
  )
  .action((file: string) => runImportSkills(readConfig(), file, { out: process.stdout, progress: process.stderr }));

program
  .command('verify-record')
  .option('--log <file...>', 'logs of the server, whose heads must still be in their chains')
  .description('walk the moderation record and say where it was changed, or where its end was cut off')
  .option('--case <file...>', 'parts of the record exported with a case, which must still be in their chains')
  .action(async ({ log = [], case: cases = [] }: { log?: string[]; case?: string[] }) => {
    if (!(await runVerifyRecord(readConfig(), { logs: log, cases }, process.stdout))) process.exitCode = 1;
  });

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`parvis: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
