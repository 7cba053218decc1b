import { type KyselyPlugin, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Transaction } from '../../server/src/kernel/database/index.ts';
import { type ChainReport, type Head, verifyRecord } from '../../server/src/record/index.ts';
import { type Company, startCompany } from '../support/moderation.ts';

const everyone = '00000000-0000-0000-0000-000000000000';
let company: Company;
let chain: string;

beforeAll(async () => {
  company = await startCompany();
  chain = company.communities['it-help']!;
});
afterAll(() => company.app.close());

async function moderate(): Promise<void> {
  const post = await company.write('paul');
  await company.flagged('ada', { kind: 'post', id: post.id });
  const found = (await company.queue('claire'))[0]!;
  await company.app.as('claire')('PUT', `/v1/cases/${found.id}/claim`);
  await company.decide('claire', found.id);
}

/** Heads as the log has them. */
const logged = (): Head[] =>
  company.app.logged
    .filter(({ message }) => message === 'The moderation record has a new head')
    .map(({ fields }) => fields as Head);
const verify = () => verifyRecord(company.app.database, logged());

class Undo extends Error {}

/** What is found after the owner of the database, whom nothing stops, has tampered with it; then undone. */
async function brokenAt(tamper: (tx: Transaction) => Promise<unknown>): Promise<ChainReport['broken']> {
  let reports: ChainReport[] = [];
  const work = company.app.database.system(async (tx) => {
    await sql`select set_config('role', 'none', true)`.execute(tx);
    for (const table of ['record_entry', 'record_content', 'record_head'])
      await sql`alter table ${sql.table(table)} disable trigger user`.execute(tx);
    await tamper(tx);
    reports = await verifyRecord({ system: (verify) => verify(tx) }, logged());
    throw new Undo();
  });
  await expect(work).rejects.toThrow(Undo);
  return reports.find((report) => report.chain === chain)!.broken;
}

describe('the moderation record', () => {
  beforeEach(moderate);

  it('has one chain per community and one for everyone, each whole from its first entry', async () => {
    await company.flagged('ada', { kind: 'person', id: company.people['bob'] });
    const reports = await verify();
    expect(reports.map((report) => report.chain).sort()).toEqual([everyone, chain].sort());
    for (const report of reports) expect(report.broken).toBeUndefined();
    const types = await company.app.database.system((tx) =>
      tx.selectFrom('record_entry').where('chain', '=', chain).select('type').orderBy('sequence').limit(4).execute(),
    );
    expect(types.map(({ type }) => type)).toEqual(['case.opened', 'flag.created', 'case.claimed', 'case.decided']);
    const { sequence, hash } = logged().findLast((head) => head.chain === chain)!;
    expect(reports.find((report) => report.chain === chain)).toMatchObject({ entries: sequence, head: hash });
  });

  it('cannot be changed, not even by the system', async () => {
    for (const statement of [
      sql`update record_entry set type = 'case.released'`,
      sql`delete from record_entry`,
      sql`update record_content set content = '{}'`,
      sql`delete from record_head`,
    ])
      await expect(company.app.database.system((tx) => statement.execute(tx))).rejects.toThrow();
    expect((await verify()).every(({ broken }) => !broken)).toBe(true);
  });

  it('shows an entry that was changed', async () => {
    const broken = await brokenAt((tx) =>
      sql`update record_entry set actor_id = null where chain = ${chain} and sequence = 3`.execute(tx),
    );
    expect(broken).toEqual({ sequence: 3, problem: 'entry 3 was changed after it was written' });
  });

  it('shows an entry that was taken out', async () => {
    const broken = await brokenAt(async (tx) => {
      await sql`delete from record_content where chain = ${chain} and sequence = 2`.execute(tx);
      await sql`delete from record_entry where chain = ${chain} and sequence = 2`.execute(tx);
    });
    expect(broken).toEqual({ sequence: 2, problem: 'entry 2 is missing' });
  });

  it('shows content that is not what was committed to, and stays whole when content is erased', async () => {
    const forged = await brokenAt((tx) =>
      sql`update record_content set content = '{"note":"nothing"}' where chain = ${chain} and sequence = 2`.execute(tx),
    );
    expect(forged).toEqual({ sequence: 2, problem: 'the content of entry 2 is not what was committed to' });
    const erased = await brokenAt((tx) =>
      sql`delete from record_content where chain = ${chain} and sequence = 2`.execute(tx),
    );
    expect(erased).toBeUndefined();
  });

  it('is whole also while something is flagged in the middle of looking', async () => {
    let reports: ChainReport[] = [];
    let flags = 0;
    const work = company.app.database.system(async (tx) => {
      const entry = { type: 'flag.received', case: everyone, subject: everyone, actor: null, content: '{}' };
      const flagMeanwhile: KyselyPlugin = {
        transformQuery: ({ node }) => node,
        async transformResult({ result }) {
          if (flags === 0 && result.rows.some((row) => 'commitment' in row)) {
            flags += 1;
            await sql`select append_record(${chain}::uuid, ${new Date()}::timestamptz, ${JSON.stringify([entry])}::jsonb)`.execute(
              tx,
            );
          }
          return result;
        },
      };
      const looking = tx.withPlugin(flagMeanwhile) as Transaction;
      reports = await verifyRecord({ system: (verify) => verify(looking) }, logged());
      throw new Undo();
    });
    await expect(work).rejects.toThrow(Undo);
    expect(flags).toBe(1);
    expect(reports.map(({ broken }) => broken)).toEqual(reports.map(() => undefined));
  });

  it('shows entries that its head does not know', async () => {
    const broken = await brokenAt((tx) =>
      sql`update record_head set sequence = 2, hash = (select hash from record_entry where chain = ${chain} and sequence = 2)
        where chain = ${chain}`.execute(tx),
    );
    expect(broken!.problem).toMatch(/^the head names entry 2, the chain ends with \d+/);
  });

  it('shows a tail that was cut off together with its head, from the heads in the log', async () => {
    const cut = async (tx: Transaction) => {
      await sql`delete from record_content where chain = ${chain} and sequence > 2`.execute(tx);
      await sql`delete from record_entry where chain = ${chain} and sequence > 2`.execute(tx);
    };
    expect((await brokenAt(cut))!.problem).toContain('its tail was cut off');
    const unnoticed = async (tx: Transaction) => {
      await cut(tx);
      await sql`update record_head set sequence = 2, hash = (select hash from record_entry where chain = ${chain} and sequence = 2)
        where chain = ${chain}`.execute(tx);
    };
    expect((await brokenAt(unnoticed))!.problem).toMatch(/the log knows entry \d+, the chain ends with 2/);
  });

  it('shows a chain that was written anew with other hashes', async () => {
    const broken = await brokenAt(async (tx) => {
      await sql`delete from record_content where chain = ${chain}`.execute(tx);
      await sql`delete from record_entry where chain = ${chain}`.execute(tx);
      await sql`delete from record_head where chain = ${chain}`.execute(tx);
      const entries = Array.from({ length: 200 }, () => ({
        type: 'case.opened',
        case: everyone,
        subject: everyone,
        actor: null,
        content: '{}',
      }));
      await sql`select append_record(${chain}::uuid, ${new Date()}::timestamptz, ${JSON.stringify(entries)}::jsonb)`.execute(
        tx,
      );
    });
    expect(broken!.problem).toContain('is not the one that the log knows');
  });
});
