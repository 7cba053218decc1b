/** `parvis verify-record`: walks the chains of the moderation record and says where one breaks. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Config } from '../kernel/config.ts';
import type { Command } from '../kernel/control/index.ts';
import type { Database } from '../kernel/database/index.ts';
import { reach } from '../kernel/serve/reach.ts';
import { CaseRecord } from '@parvis/contracts';
import { type ChainReport, headMessage, verifyExport, verifyRecord } from './service.ts';
import type { Head } from './store.ts';

const Head = z.object({ chain: z.uuid(), sequence: z.number().int(), hash: z.string() });
const Args = z.object({ logged: z.array(Head) });

/** The command as a running server takes it. */
export const verifyRecordCommand =
  (database: Database): Command =>
  (args) =>
    verifyRecord(database, Args.parse(args).logged);

/**
 * Answers whether every chain is whole. `logs`: files of JSON Lines, as the server logs them; `cases`: parts of the record
 * as they were exported with a case. What both name must still be in its chain.
 */
export async function runVerifyRecord(
  config: Config,
  { logs, cases }: { logs: readonly string[]; cases: readonly string[] },
  out: NodeJS.WritableStream,
): Promise<boolean> {
  const logged = logs.flatMap(readHeads);
  for (const file of cases) {
    const exported = CaseRecord.parse(JSON.parse(readFileSync(file, 'utf8')));
    const broken = await verifyExport(exported);
    if (broken) {
      out.write(`${file}: ${broken.problem}.\n`);
      return false;
    }
    logged.push(...exported.heads, ...exported.entries.map(({ chain, sequence, hash }) => ({ chain, sequence, hash })));
  }
  const request = { command: 'verify-record', args: { logged }, tell: () => {} };
  const reports = await reach(config, request, (database) => verifyRecord(database, logged));
  if (reports.length === 0) out.write('The moderation record is empty.\n');
  for (const report of reports) out.write(`${describe(report)}\n`);
  return reports.every(({ broken }) => !broken);
}

function readHeads(file: string): Head[] {
  const heads: Head[] = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (!line.includes(headMessage)) continue;
    const parsed = Head.safeParse(readJson(line));
    if (parsed.success) heads.push(parsed.data);
  }
  return heads;
}

/** A line that a full disk cut off says nothing. */
function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const describe = ({ chain, entries, erased, head, broken }: ChainReport): string =>
  broken
    ? `${chain}: broken at entry ${broken.sequence}: ${broken.problem}.`
    : `${chain}: whole, ${entries} entries${erased > 0 ? ` (content of ${erased} erased)` : ''}, head ${head}`;
