/** Rows of communities and who is in them. */
import { sql } from 'kysely';
import type { Circle, Degree, JoinRule, MembershipRole, Visibility } from '@parvis/contracts';
import type { Transaction } from '../../kernel/database/index.ts';
import { records, replaced } from '../store.ts';

export type CommunityValues = {
  id: string;
  slug: string;
  name: string;
  purpose: string;
  tone: string;
  visibility: Visibility;
  join_rule: JoinRule;
  circles: readonly Circle[];
  default_degree: Degree;
  created_at: string;
};

/** Its audience may name the community itself, so it is set afterwards: the reference is checked at commit. */
export async function saveCommunity(tx: Transaction, community: CommunityValues): Promise<void> {
  await sql`
    insert into community (id, slug, name, purpose, tone, visibility, join_rule, circles, default_degree, created_at, audience_id)
    select id, slug, name, purpose, tone, visibility, join_rule, circles, default_degree, created_at, 0 from ${records(
      [community],
      'id uuid, slug text, name text, purpose text, tone text, visibility text, join_rule text, circles text[], default_degree text, created_at timestamptz',
    )}
    on conflict (id) do update set ${replaced(['slug', 'name', 'purpose', 'tone', 'visibility', 'join_rule', 'circles', 'default_degree'])}`.execute(
    tx,
  );
}

export async function setCommunityAudience(tx: Transaction, id: string, audience: number): Promise<void> {
  await sql`update community set audience_id = ${audience} where id = ${id}`.execute(tx);
}

export async function saveMembers(
  tx: Transaction,
  community: string,
  members: readonly { person_id: string; role: MembershipRole }[],
  since: string,
): Promise<void> {
  if (members.length === 0) return;
  await sql`
    insert into membership (community_id, person_id, role, since)
    select ${community}::uuid, person_id, role, ${since}::timestamptz from ${records(members, 'person_id uuid, role text')}
    on conflict (person_id, community_id) do update set role = excluded.role where membership.role <> excluded.role`.execute(
    tx,
  );
}

export type KnownCommunity = { id: string; slug: string; circles: Circle[]; degree: Degree };

/** All of them: there are few. */
export async function listAllCommunities(tx: Transaction): Promise<Map<string, KnownCommunity>> {
  const { rows } = await sql<KnownCommunity>`select id, slug, circles, default_degree as degree from community`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.slug, row]));
}
