import { sql } from 'kysely';
import type { Circle, Degree, MembershipRole, SiteRole } from '@parvis/contracts';
import { type Database, type Transaction, listed } from '../database/index.ts';
import type { Bars, KnownCommunity, Mutes, SharedAudience } from './viewer.ts';

export type StandingRow = {
  person_id: string;
  circle: Circle;
  clearance: Degree;
  roles: SiteRole[];
  audiences: number[];
  memberships: Record<string, MembershipRole>;
  follows: boolean;
  mutes: Mutes;
  bars: Bars;
};

export type Known = { audiences: Map<number, SharedAudience>; communities: Map<string, KnownCommunity> };

/** The installation's key for this purpose: the one that it has, or this one from now on. */
export const keepServerKey = (database: Database, purpose: string, key: Uint8Array): Promise<Uint8Array> =>
  database.system(async (tx) => {
    await tx
      .insertInto('server_key')
      .values({ purpose, key })
      .onConflict((conflict) => conflict.column('purpose').doNothing())
      .execute();
    const kept = await tx
      .selectFrom('server_key')
      .where('purpose', '=', purpose)
      .select('key')
      .executeTakeFirstOrThrow();
    return new Uint8Array(kept.key);
  });

/** The user name of somebody active; undefined where there is nobody. */
export const readUserName = (database: Database, person: string): Promise<string | undefined> =>
  database.system(async (tx) => {
    const found = await tx
      .selectFrom('person')
      .where('id', '=', person)
      .where('departed_at', 'is', null)
      .select('user_name')
      .executeTakeFirst();
    return found?.user_name;
  });

/**
 * What the person of this user name holds; undefined when nobody active has it. Adds to `known` what is missing there of
 * the shared audiences among it.
 */
export const readStanding = (
  database: Database,
  userName: string,
  known: Known,
  now: Date,
): Promise<StandingRow | undefined> =>
  database.system(async (tx) => {
    const { rows } = await sql<Omit<StandingRow, 'mutes' | 'bars'>>`select * from viewer_standing(${userName})`.execute(
      tx,
    );
    const [row] = rows;
    if (!row) return undefined;
    const unknown = row.audiences.filter((id) => !known.audiences.has(id));
    if (unknown.length > 0) await learn(tx, unknown, known);
    const mutes = await readMutes(tx, row.person_id, now);
    return { ...row, mutes, bars: await readBars(tx, row.person_id, now) };
  });

async function readMutes(tx: Transaction, person: string, now: Date): Promise<Mutes> {
  const { rows } = await sql<{ post: boolean; id: string; until: Date }>`
    select true as post, post_id as id, muted_until as until from post_mark
      where person_id = ${person}::uuid and muted_until > ${now}::timestamptz
    union all
    select false, community_id, until from community_mute
      where person_id = ${person}::uuid and until > ${now}::timestamptz
    order by 2`.execute(tx);
  const those = (post: boolean) =>
    Object.fromEntries(rows.filter((row) => row.post === post).map(({ id, until }) => [id, until.getTime()]));
  return { communities: those(false), posts: those(true) };
}

/** The first version of the charter that they would have to accept, now or when its time comes. */
async function readBars(tx: Transaction, person: string, now: Date): Promise<Bars> {
  const { rows } = await sql<Bars>`
    select min(v.published_at) as "charterDue",
      exists (select from statement s where s.person_id = ${person}::uuid and s.undone_at is null
        and (s.decision = 'suspend' and s.until > ${now}::timestamptz
          or s.decision = 'warn' and s.acknowledged_at is null)) as sanctioned
    from charter_version v
    where v.major and v.version > coalesce(
      (select max(a.version) from charter_acceptance a where a.person_id = ${person}::uuid), 0)`.execute(tx);
  return rows[0]!;
}

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
