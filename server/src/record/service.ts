import type { AppealOutcome, CaseRecord, DecisionKind } from '@parvis/contracts';
import type { Database, Transaction } from '../kernel/database/index.ts';
import type { Log } from '../kernel/kernel.ts';
import { type Entry, type Head, append, findHead, listCaseEntries, listChains, listEntries } from './store.ts';

/** The chain of what belongs to no community. */
const everyone = '00000000-0000-0000-0000-000000000000';

/**
 * Writes what was done to a case into the record of its community. The last step of a transaction, taken as the system:
 * the chain's head stays locked until the end. The answer is for `logHead`, once the transaction is through.
 */
export const appendRecord = (
  tx: Transaction,
  community: string | null,
  at: Date,
  entries: readonly Entry[],
): Promise<Head> => append(tx, community ?? everyone, at, entries);

export const headMessage = 'The moderation record has a new head';

/** Heads are also written to the log, kept elsewhere than the database, so that a tail that was cut off is found. */
export const logHead = (log: Log, head: Head): void => log.info(headMessage, { ...head });

/** What is wrong with a chain, and at which entry. */
export type Break = { sequence: number; problem: string };
export type ChainReport = { chain: string; entries: number; erased: number; head: string; broken: Break | undefined };

const batchSize = 1_000;
const encoder = new TextEncoder();

/** Walks every chain from its start. `logged` are heads found in logs: each must still be in its chain. */
export const verifyRecord = (
  database: Pick<Database, 'system'>,
  logged: readonly Head[] = [],
): Promise<ChainReport[]> =>
  database.system(async (tx) => {
    const chains = [...new Set([...(await listChains(tx)), ...logged.map(({ chain }) => chain)])].sort();
    const reports: ChainReport[] = [];
    for (const chain of chains) {
      const known = new Map(
        logged.filter((head) => head.chain === chain).map(({ sequence, hash }) => [sequence, hash]),
      );
      reports.push(await verifyChain(tx, chain, known));
    }
    return reports;
  });

/** What is appended while the chain is walked is left to the next time: where it ends is read first. */
async function verifyChain(tx: Transaction, chain: string, logged: ReadonlyMap<number, string>): Promise<ChainReport> {
  const head = await findHead(tx, chain);
  const upTo = head?.last ?? Number.MAX_SAFE_INTEGER;
  let previous = await sha256(encoder.encode(chain));
  let sequence = 0;
  let erased = 0;
  const report = (broken?: Break): ChainReport => ({ chain, entries: sequence, erased, head: hex(previous), broken });

  for (;;) {
    const rows = await listEntries(tx, chain, { after: sequence, upTo }, batchSize);
    for (const row of rows) {
      const at = sequence + 1;
      if (row.sequence !== at) return report({ sequence: at, problem: `entry ${at} is missing` });
      const lines = [
        chain,
        at,
        row.at.toISOString(),
        row.type,
        row.case_id,
        row.subject_id,
        row.actor_id ?? '',
        hex(row.commitment),
      ];
      const hash = await sha256(previous, encoder.encode(lines.join('\n')));
      if (hex(hash) !== hex(row.hash))
        return report({ sequence: at, problem: `entry ${at} was changed after it was written` });
      if (row.salt && row.content !== null) {
        const commitment = await sha256(row.salt, encoder.encode(row.content));
        if (hex(commitment) !== hex(row.commitment))
          return report({ sequence: at, problem: `the content of entry ${at} is not what was committed to` });
      } else erased += 1;
      const seen = logged.get(at);
      if (seen !== undefined && seen !== hex(hash))
        return report({
          sequence: at,
          problem: `entry ${at} is not the one that the log knows: the chain was written anew`,
        });
      previous = hash;
      sequence = at;
    }
    if (rows.length < batchSize) break;
  }

  if (sequence > 0 && !head) return report({ sequence, problem: 'the head of the chain is missing' });
  if (head && (head.sequence !== sequence || hex(head.hash) !== hex(previous)))
    return report({
      sequence: sequence + 1,
      problem: `the head names entry ${head.sequence}, the chain ends with ${sequence}: its tail was cut off`,
    });
  const later = [...logged.keys()].filter((at) => at > sequence);
  if (later.length > 0)
    return report({
      sequence: sequence + 1,
      problem: `the log knows entry ${Math.max(...later)}, the chain ends with ${sequence}: its tail was cut off`,
    });
  return report();
}

export type Step = {
  sequence: number;
  type: string;
  at: string;
  actor: string | null;
  decision: DecisionKind | null;
  outcome: AppealOutcome | null;
};

/** As the system: who did what about a case, oldest first. Its flags are not told: nobody is named for them. */
export async function readHistory(tx: Transaction, id: string): Promise<Step[]> {
  const entries = await listCaseEntries(tx, id);
  return entries
    .filter(({ type }) => !type.startsWith('flag.'))
    .map(({ sequence, type, at, actor_id, content }) => {
      const { decision = null, outcome = null } = JSON.parse(content ?? '{}') as Partial<Step>;
      return { sequence, type, at: at.toISOString(), actor: actor_id, decision, outcome };
    });
}

/** As the system: the entries of a case with all that is hashed into them, to be checked elsewhere. */
export async function exportCase(tx: Transaction, id: string): Promise<Pick<CaseRecord, 'heads' | 'entries'>> {
  const rows = await listCaseEntries(tx, id);
  const heads: CaseRecord['heads'] = [];
  for (const chain of new Set(rows.map((row) => row.chain))) {
    const head = await findHead(tx, chain);
    if (head) heads.push({ chain, sequence: head.sequence, hash: hex(head.hash) });
  }
  const entries = rows.map((row) => ({
    ...{ chain: row.chain, sequence: row.sequence, at: row.at.toISOString(), type: row.type },
    ...{ case: row.case_id, subject: row.subject_id, actor: row.actor_id },
    ...{ commitment: hex(row.commitment), previous: hex(row.previous), hash: hex(row.hash) },
    ...{ salt: row.salt && hex(row.salt), content: row.content },
  }));
  return { heads, entries };
}

/** What is wrong with an exported part of the record by itself: which entry does not hash to what it says. */
export async function verifyExport({ entries }: Pick<CaseRecord, 'entries'>): Promise<Break | undefined> {
  for (const entry of entries) {
    const { chain, sequence, at, type, subject, actor, commitment, previous, hash, salt, content } = entry;
    const lines = [chain, sequence, at, type, entry.case, subject, actor ?? '', commitment];
    const hashed = await sha256(bytes(previous), encoder.encode(lines.join('\n')));
    if (hex(hashed) !== hash) return { sequence, problem: `entry ${sequence} was changed after it was exported` };
    if (salt !== null && content !== null) {
      const committed = await sha256(bytes(salt), encoder.encode(content));
      if (hex(committed) !== commitment)
        return { sequence, problem: `the content of entry ${sequence} is not what was committed to` };
    }
  }
  return undefined;
}

const bytes = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

async function sha256(...parts: Uint8Array[]): Promise<Uint8Array> {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', joined));
}
