/** A company of the size that figures are asked for, written straight into PostgreSQL: people, communities, posts. */
import pg from 'pg';
import { openEmbedded } from '../../server/src/kernel/database/open.ts';
import { openPGlite } from '../../server/src/kernel/database/pglite.ts';

export type Size = { people: number; communities: number; membershipsEach: number; posts: number };
export const full: Size = { people: 10_000, communities: 200, membershipsEach: 8, posts: 100_000 };

/** Everything is drawn from row numbers, so that each run measures the same company. */
export const seedStatements = ({ people, communities, membershipsEach, posts }: Size): string[] => [
  `insert into audience (kind, community_id, circles, degree) values ('shared', null, '{employee}', 'C0'), ('shared', null, '{employee}', 'C1')`,
  `insert into person (id, user_name, name, circle, clearance, profile_audience_id)
     select ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'p' || i, 'Person Number ' || i, 'employee', 'C1',
       (select min(id) from audience) from generate_series(1, ${people}) i`,
  `insert into profile (person_id, audience_id, title, unit, site)
     select id, (select min(id) from audience), 'Engineer', 'operations/maintenance', 'Lyon' from person`,
  `insert into community (id, slug, name, visibility, join_rule, circles, default_degree, created_at, audience_id)
     select ('00000000-0000-7000-8001-' || lpad(i::text, 12, '0'))::uuid, 'community-' || i, 'Community ' || i, 'listed', 'free',
       '{employee}', 'C1', '2026-01-01', (select min(id) from audience) from generate_series(1, ${communities}) i`,
  `insert into audience (kind, community_id, circles, degree) select 'shared', id, '{employee}', 'C1' from community order by id`,
  `insert into membership (community_id, person_id, role, since)
     select ('00000000-0000-7000-8001-' || lpad((1 + (p * 31 + m * 7919) % ${communities})::text, 12, '0'))::uuid,
       ('00000000-0000-7000-8000-' || lpad(p::text, 12, '0'))::uuid, 'member', '2026-01-01'
     from generate_series(1, ${people}) p, generate_series(1, ${membershipsEach}) m on conflict do nothing`,
  `insert into post (id, audience_id, community_id, author_id, kind, title, body, source, tags, created_at, reactions, comment_count)
     select ('019c0000-0000-7000-8002-' || lpad(i::text, 12, '0'))::uuid, a.id, a.community_id,
       ('00000000-0000-7000-8000-' || lpad((1 + (i * 7) % ${people})::text, 12, '0'))::uuid,
       case when i % 5 = 0 then 'question' else 'update' end, case when i % 5 = 0 then 'How is number ' || i || ' done?' end,
       json_build_array(
         json_build_object('type', 'paragraph', 'children', json_build_array(
           json_build_object('type', 'text', 'text', 'Post ' || i || ' about the line that stood still this morning and what '),
           json_build_object('type', 'strong', 'children', json_build_array(json_build_object('type', 'text', 'text', 'we changed'))),
           json_build_object('type', 'text', 'text', ' afterwards, so that nobody has to look for it again next winter.')))),
       'Post ' || i, array['line', 'winter'], timestamptz '2026-11-20 09:00Z' - (${posts} - i) * interval '1 minute',
       case when i % 2 = 0 then '{"thanks": 2}' else '{}' end::jsonb, 1
     from generate_series(1, ${posts}) i
     join audience a on a.community_id = ('00000000-0000-7000-8001-' || lpad((1 + (i * 13) % ${communities})::text, 12, '0'))::uuid`,
  'insert into post_tag (tag, created_at, post_id, audience_id, kind) select unnest(tags), created_at, id, audience_id, kind from post',
  `insert into event (at, type, actor_id, audience_id, subject_kind, subject_id, post_id, community_id)
     select created_at, 'post.created', author_id, audience_id, 'post', id, id, community_id from post order by created_at`,
  `insert into reaction (person_id, subject_id, kind, post_id, audience_id, at)
     select ('00000000-0000-7000-8000-' || lpad((1 + (right(id::text, 12)::int * 17 + k * 4999) % ${people})::text, 12, '0'))::uuid,
       id, 'thanks', id, audience_id, created_at
     from post, generate_series(1, 2) k where reactions <> '{}' on conflict do nothing`,
  // Every fourth person follows two others.
  `insert into follow (person_id, followed_person_id, since)
     select ('00000000-0000-7000-8000-' || lpad(p::text, 12, '0'))::uuid,
       ('00000000-0000-7000-8000-' || lpad((1 + (p * 13 + k * 4001) % ${people})::text, 12, '0'))::uuid, '2026-01-01'
     from generate_series(4, ${people}, 4) p, generate_series(1, 2) k on conflict do nothing`,
  'analyze',
];

/** The tags of a community's posts and its announcements would only add noise: triggers are left out while seeding. */
export async function seedPostgres(url: string, size: Size): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`set session_replication_role = replica`);
  for (const statement of seedStatements(size)) await client.query(statement);
  await client.query('vacuum analyze');
  await client.end();
}

/** The same company in a folder of the embedded database. */
export async function seedEmbedded(folder: string, size: Size): Promise<void> {
  await (await openEmbedded(folder)).close();
  const engine = await openPGlite({ dataDir: folder });
  await engine.exec('set session_replication_role = replica');
  for (const statement of seedStatements(size)) await engine.exec(statement);
  await engine.exec('vacuum analyze');
  await engine.close();
}
