/** Rows of what one person set for their own reading; row-level security shows nobody else's. */
import { type RawBuilder, sql } from 'kysely';
import type { RichText } from '@parvis/contracts';
import type { Transaction } from '../kernel/database/index.ts';

/** What somebody marks a post with, and what says that it is not marked so. */
export type Mark = 'bookmark' | 'follow' | 'mute';
const columns = {
  bookmark: ['bookmarked_at'],
  follow: ['followed_at', 'looked_at'],
  mute: ['muted_until'],
} as const satisfies Record<Mark, string[]>;
const others = (mark: Mark): string[] =>
  Object.entries(columns).flatMap(([name, [column]]) => (name === mark ? [] : [column]));

/** Answers whether that changed anything. A bookmark that stands keeps its time. */
export async function setMark(
  tx: Transaction,
  person: string,
  post: string,
  mark: Mark,
  { at, until }: { at: Date; until?: string },
): Promise<boolean> {
  const set: RawBuilder<unknown> = {
    bookmark: sql`bookmarked_at = excluded.bookmarked_at where m.bookmarked_at is null`,
    follow: sql`followed_at = coalesce(m.followed_at, excluded.followed_at), looked_at = excluded.looked_at
      where m.looked_at is null or m.looked_at < excluded.looked_at`,
    mute: sql`muted_until = excluded.muted_until where m.muted_until is distinct from excluded.muted_until`,
  }[mark];
  const when = (named: Mark, time: unknown) => (named === mark ? time : null);
  const { rows } = await sql`
    insert into post_mark as m (person_id, post_id, bookmarked_at, followed_at, looked_at, muted_until)
    values (${person}::uuid, ${post}::uuid, ${when('bookmark', at)}::timestamptz, ${when('follow', at)}::timestamptz,
      ${when('follow', at)}::timestamptz, ${when('mute', until)}::timestamptz)
    on conflict (person_id, post_id) do update set ${set} returning 1`.execute(tx);
  return rows.length > 0;
}

const numberOf = sql<number>`count(*)::int`;

/** Posts that somebody marks so, this one left out. */
export async function countMarks(tx: Transaction, person: string, mark: Mark, without: string): Promise<number> {
  const { count } = await tx
    .selectFrom('post_mark')
    .where('person_id', '=', person)
    .where(columns[mark][0], 'is not', null)
    .where('post_id', '!=', without)
    .select(numberOf.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Answers whether there was one. */
export async function clearMark(tx: Transaction, person: string, post: string, mark: Mark): Promise<boolean> {
  const own = sql`person_id = ${person}::uuid and post_id = ${post}::uuid`;
  const [column] = columns[mark];
  const gone = await sql`
    delete from post_mark where ${own} and ${sql.ref(column)} is not null
      and ${sql.join(
        others(mark).map((other) => sql`${sql.ref(other)} is null`),
        sql` and `,
      )} returning 1`.execute(tx);
  if (gone.rows.length > 0) return true;
  const cleared = await sql`
    update post_mark set ${sql.join(columns[mark].map((name) => sql`${sql.ref(name)} = null`))}
    where ${own} and ${sql.ref(column)} is not null returning 1`.execute(tx);
  return cleared.rows.length > 0;
}

/** Also lets go of mutes whose time is past. */
export async function forgetMutes(tx: Transaction, person: string, now: Date): Promise<void> {
  await tx.deleteFrom('community_mute').where('person_id', '=', person).where('until', '<=', now).execute();
  await tx
    .deleteFrom('post_mark')
    .where('person_id', '=', person)
    .where('muted_until', '<=', now)
    .where('bookmarked_at', 'is', null)
    .where('followed_at', 'is', null)
    .execute();
  await tx
    .updateTable('post_mark')
    .set({ muted_until: null })
    .where('person_id', '=', person)
    .where('muted_until', '<=', now)
    .execute();
}

export async function setCommunityMute(
  tx: Transaction,
  person: string,
  community: string,
  until: string,
): Promise<boolean> {
  const { rows } = await sql`
    insert into community_mute as m (person_id, community_id, until)
    values (${person}::uuid, ${community}::uuid, ${until}::timestamptz)
    on conflict (person_id, community_id) do update set until = excluded.until
      where m.until is distinct from excluded.until returning 1`.execute(tx);
  return rows.length > 0;
}

export async function clearCommunityMute(tx: Transaction, person: string, community: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('community_mute')
    .where('person_id', '=', person)
    .where('community_id', '=', community)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export type Followed = { person: string } | { tag: string };
const followedRow = (followed: Followed) =>
  'person' in followed
    ? { followed_person_id: followed.person, followed_tag: null }
    : { followed_person_id: null, followed_tag: followed.tag };

export async function addFollow(tx: Transaction, person: string, followed: Followed, since: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('follow')
    .values({ person_id: person, ...followedRow(followed), since })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function removeFollow(tx: Transaction, person: string, followed: Followed): Promise<boolean> {
  const row = followedRow(followed);
  const { rows } = await sql`
    delete from follow where person_id = ${person}::uuid and followed_person_id is not distinct from ${row.followed_person_id}::uuid
      and followed_tag is not distinct from ${row.followed_tag}::text returning 1`.execute(tx);
  return rows.length > 0;
}

/** People that somebody follows, this one left out. */
export const countPeople = async (tx: Transaction, person: string, without: string): Promise<number> => {
  const { count } = await tx
    .selectFrom('follow')
    .where('person_id', '=', person)
    .where('followed_person_id', '!=', without)
    .select(numberOf.as('count'))
    .executeTakeFirstOrThrow();
  return count;
};

export const countTags = async (tx: Transaction, person: string): Promise<number> => {
  const { count } = await tx
    .selectFrom('follow')
    .where('person_id', '=', person)
    .where('followed_tag', 'is not', null)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
};

export type MarkerRow = { place: string; at: Date; moved_at: Date };

/** Forward only. Answers the marker as it stands, and whether it moved. */
export async function setMarker(
  tx: Transaction,
  person: string,
  { place, community, at, now }: { place: string; community: string | null; at: Date; now: Date },
): Promise<{ row: MarkerRow; moved: boolean }> {
  const { rows } = await sql<MarkerRow>`
    insert into read_marker as m (person_id, place, community_id, at, moved_at)
    values (${person}::uuid, ${place}, ${community}::uuid, ${at}::timestamptz, ${now}::timestamptz)
    on conflict (person_id, place) do update set at = excluded.at, moved_at = excluded.moved_at where m.at < excluded.at
    returning place, at, moved_at`.execute(tx);
  if (rows[0]) return { row: rows[0], moved: true };
  const row = await tx
    .selectFrom('read_marker')
    .where('person_id', '=', person)
    .where('place', '=', place)
    .select(['place', 'at', 'moved_at'])
    .executeTakeFirstOrThrow();
  return { row, moved: false };
}

/** Of each list what is shown at most: nobody follows as many by hand. */
const most = 200;

export const listMarkers = (tx: Transaction, person: string): Promise<MarkerRow[]> =>
  tx
    .selectFrom('read_marker')
    .where('person_id', '=', person)
    .select(['place', 'at', 'moved_at'])
    .orderBy('moved_at', 'desc')
    .limit(most)
    .execute();

export const listFollows = (
  tx: Transaction,
  person: string,
): Promise<{ followed_person_id: string | null; followed_tag: string | null }[]> =>
  tx
    .selectFrom('follow')
    .where('person_id', '=', person)
    .select(['followed_person_id', 'followed_tag'])
    .orderBy('since', 'desc')
    .limit(2 * most)
    .execute();

export type MarkedRow = {
  id: string;
  title: string | null;
  body: RichText;
  author: string;
  followed: boolean;
  muted_until: Date | null;
  /** Comments by others since the viewer looked; 100 stands for more. */
  comments: number;
};

/** Posts that the viewer follows or mutes, of those they still read; those with the latest comment first. */
export async function listMarked(tx: Transaction, person: string, now: Date): Promise<MarkedRow[]> {
  const { rows } = await sql<MarkedRow>`
    select p.id, p.title, p.body, u.name as author, m.followed_at is not null as followed,
      case when m.muted_until > ${now}::timestamptz then m.muted_until end as muted_until,
      coalesce(fresh.comments, 0)::int as comments
    from post_mark m join post p on p.id = m.post_id join person u on u.id = p.author_id
    left join lateral (
      select count(*) as comments, max(created_at) as newest from (
        select c.created_at from comment c
        where c.post_id = m.post_id and c.created_at > m.looked_at and c.author_id <> m.person_id
          and c.state = 'published' and c.deleted_at is null
        order by c.created_at limit 100) few
    ) fresh on m.followed_at is not null
    where m.person_id = ${person}::uuid and (m.followed_at is not null or m.muted_until > ${now}::timestamptz)
    order by fresh.newest desc nulls last, p.created_at desc, p.id limit ${most}`.execute(tx);
  return rows;
}

export const listCommunityMutes = (
  tx: Transaction,
  person: string,
  now: Date,
): Promise<{ id: string; slug: string; name: string; until: Date }[]> =>
  tx
    .selectFrom('community_mute')
    .innerJoin('community', 'community.id', 'community_mute.community_id')
    .where('community_mute.person_id', '=', person)
    .where('community_mute.until', '>', now)
    .select(['community.id', 'community.slug', 'community.name', 'community_mute.until'])
    .orderBy('community.name')
    .limit(most)
    .execute();
