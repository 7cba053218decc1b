import { sql } from 'kysely';
import type { Circle, Degree, MembershipRole, SiteRole } from '@parvis/contracts';
import type { Database } from '../database/index.ts';

export type StandingRow = {
  person_id: string;
  circle: Circle;
  clearance: Degree;
  roles: SiteRole[];
  audiences: number[];
  memberships: Record<string, MembershipRole>;
};

/** What the person of this user name holds; undefined when nobody active has it. */
export const readStanding = (database: Database, userName: string): Promise<StandingRow | undefined> =>
  database.system(async (tx) => {
    const { rows } = await sql<StandingRow>`select * from viewer_standing(${userName})`.execute(tx);
    return rows[0];
  });
