import { sql } from 'kysely';
import type { Transaction } from '../kernel/database/index.ts';

export type Entry = {
  type: string;
  case: string;
  /** The flag or the thing; ids only. */
  subject: string;
  /** Who decided; never who flagged. */
  actor: string | null;
  /** Committed to with a salt and kept beside the entry, so that it can be erased. */
  content: Record<string, unknown>;
};

export type Head = { chain: string; sequence: number; hash: string };

export async function append(tx: Transaction, chain: string, at: Date, entries: readonly Entry[]): Promise<Head> {
  const given = JSON.stringify(
    entries.map(({ content, ...entry }) => ({ ...entry, content: JSON.stringify(content) })),
  );
  const { rows } = await sql<{ sequence: number; hash: string }>`
    select head.sequence, encode(head.hash, 'hex') as hash
    from append_record(${chain}::uuid, ${at.toISOString()}::timestamptz, ${given}::jsonb) head`.execute(tx);
  return { chain, ...rows[0]! };
}

export type EntryRow = {
  sequence: number;
  at: Date;
  type: string;
  case_id: string;
  subject_id: string;
  actor_id: string | null;
  commitment: Uint8Array;
  hash: Uint8Array;
  salt: Uint8Array | null;
  content: string | null;
};

export const listChains = async (tx: Transaction): Promise<string[]> => {
  const heads = await tx
    .selectFrom('record_head')
    .select('chain')
    .union(tx.selectFrom('record_entry').select('chain'))
    .orderBy('chain')
    .execute();
  return heads.map(({ chain }) => chain);
};

/** `last` is the last entry at the same moment; 0: there is none. */
export const findHead = (
  tx: Transaction,
  chain: string,
): Promise<{ sequence: number; hash: Uint8Array; last: number } | undefined> =>
  tx
    .selectFrom('record_head as h')
    .where('h.chain', '=', chain)
    .select(['h.sequence', 'h.hash'])
    .select(({ selectFrom }) =>
      selectFrom('record_entry as e')
        .whereRef('e.chain', '=', 'h.chain')
        .select(({ fn, val }) => fn.coalesce(fn.max('e.sequence'), val(0)).as('last'))
        .$asScalar()
        .$notNull()
        .as('last'),
    )
    .executeTakeFirst();

export const listEntries = (
  tx: Transaction,
  chain: string,
  { after, upTo }: { after: number; upTo: number },
  most: number,
): Promise<EntryRow[]> =>
  tx
    .selectFrom('record_entry as e')
    .leftJoin('record_content as c', (join) =>
      join.onRef('c.chain', '=', 'e.chain').onRef('c.sequence', '=', 'e.sequence'),
    )
    .where('e.chain', '=', chain)
    .where('e.sequence', '>', after)
    .where('e.sequence', '<=', upTo)
    .select([
      'e.sequence',
      'e.at',
      'e.type',
      'e.case_id',
      'e.subject_id',
      'e.actor_id',
      'e.commitment',
      'e.hash',
      'c.salt',
      'c.content',
    ])
    .orderBy('e.sequence')
    .limit(most)
    .execute();

export type CaseEntryRow = EntryRow & { chain: string; previous: Uint8Array };

/** What a chain holds of one case, each entry with the hash before it. A case may have been in two communities. */
export async function listCaseEntries(tx: Transaction, id: string): Promise<CaseEntryRow[]> {
  const { rows } = await sql<CaseEntryRow>`
    select e.chain, e.sequence, e.at, e.type, e.case_id, e.subject_id, e.actor_id, e.commitment, e.hash, c.salt, c.content,
      coalesce(p.hash, sha256(convert_to(e.chain::text, 'UTF8'))) as previous
    from record_entry e
    left join record_entry p on p.chain = e.chain and p.sequence = e.sequence - 1
    left join record_content c on c.chain = e.chain and c.sequence = e.sequence
    where e.case_id = ${id}::uuid order by e.at, e.chain, e.sequence`.execute(tx);
  return rows;
}
