import { sql } from 'kysely';
import type { ContributionKind, PublicationState } from '@parvis/contracts';
import type { TimePlace, Transaction } from '../kernel/database/index.ts';

export type ContributionRow = {
  kind: ContributionKind;
  id: string;
  post_id: string;
  title: string | null;
  source: string;
  link: string | null;
  options: string[];
  tags: string[];
  state: PublicationState;
  readable: boolean;
  created_at: Date;
  edited_at: Date | null;
};

/** The viewer's own, newest first. */
export async function listContributions(
  tx: Transaction,
  { before, limit }: { before: TimePlace | undefined; limit: number },
): Promise<ContributionRow[]> {
  const from = before ?? { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };
  const { rows } = await sql<ContributionRow>`
    select * from own_contributions(${from.at}::timestamptz, ${from.id}::uuid, ${limit}::int)`.execute(tx);
  return rows;
}
