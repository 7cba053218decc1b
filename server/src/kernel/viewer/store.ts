import { sql } from 'kysely';
import type { Circle, Degree, MembershipRole, SiteRole } from '@parvis/contracts';
import { type Database, type Transaction, listed } from '../database/index.ts';
import type { KnownCommunity, SharedAudience } from './viewer.ts';

export type StandingRow = {
  person_id: string;
  circle: Circle;
  clearance: Degree;
  roles: SiteRole[];
  audiences: number[];
  memberships: Record<string, MembershipRole>;
  follows: boolean;
};

export type Known = { audiences: Map<number, SharedAudience>; communities: Map<string, KnownCommunity> };

/**
 * What the person of this user name holds; undefined when nobody active has it. Adds to `known` what is missing there of
 * the shared audiences among it.
 */
export const readStanding = (database: Database, userName: string, known: Known): Promise<StandingRow | undefined> =>
  database.system(async (tx) => {
    const { rows } = await sql<StandingRow>`select * from viewer_standing(${userName})`.execute(tx);
    const unknown = rows[0]?.audiences.filter((id) => !known.audiences.has(id)) ?? [];
    if (unknown.length > 0) await learn(tx, unknown, known);
    return rows[0];
  });

async function learn(tx: Transaction, unknown: readonly number[], known: Known): Promise<void> {
  const rows = await tx
    .selectFrom('audience')
    .leftJoin('community', 'community.id', 'audience.community_id')
    .where('audience.kind', '=', 'shared')
    .where(sql<boolean>`audience.id = any (${listed(unknown)}::int[])`)
    .select([
      'audience.id',
      'audience.circles',
      'audience.degree',
      'audience.community_id as community',
      'community.slug',
      'community.name',
      'community.audience_id as known_by',
    ])
    .execute();
  for (const { id, circles, degree, community, slug, name, known_by } of rows) {
    known.audiences.set(id, { circles: circles!, degree: degree!, community });
    if (community) known.communities.set(community, { id: community, slug: slug!, name: name!, audience: known_by! });
  }
}
