/** What is around somebody, always as the viewer: row-level security leaves out what they may not see. */
import { sql } from 'kysely';
import type { Circle, RichText } from '@parvis/contracts';
import type { Transaction } from '../../kernel/database/index.ts';
import type { ReferenceRow } from '../present.ts';

type Named = { id: string; name: string; photo: string | null; circle: Circle; departed_at: Date | null };
const named = sql`p.id, p.name, p.photo, p.circle, p.departed_at`;
const open = (rows: Named[]): ReferenceRow[] => rows.map((row) => ({ ...row, open: true }));

/** Characters of a name that put it in its place in a list; ids do the rest. They keep cursors short. */
export const sortedBy = 40;
const place = sql`left(plain(p.name), ${sql.lit(sortedBy)})`;

export type Shared = { site?: string; unit?: string; skill?: string; manager?: string };
export type SummaryRow = ReferenceRow & {
  title: string | null;
  unit: string | null;
  site: string | null;
  place: string;
};

/** Who is there, is not hidden, and shares all of these, by name. */
export async function listPeople(
  tx: Transaction,
  shared: Shared,
  after: { place: string; id: string } | undefined,
  limit: number,
): Promise<SummaryRow[]> {
  const { site, unit, skill, manager } = shared;
  const conditions = [
    ...(site === undefined ? [] : [sql`f.site = ${site}`]),
    // '0' comes right after '/'.
    ...(unit === undefined
      ? []
      : [
          sql`(f.unit collate "C" = ${unit} or f.unit collate "C" >= ${`${unit}/`} and f.unit collate "C" < ${`${unit}0`})`,
        ]),
    ...(skill === undefined
      ? []
      : [sql`p.id in (select s.person_id from person_skill s where s.skill_id = ${skill}::uuid)`]),
    ...(manager === undefined ? [] : [sql`f.manager_id = ${manager}::uuid`]),
    ...(after ? [sql`(${place}, p.id) > (${after.place}, ${after.id}::uuid)`] : []),
  ];
  const { rows } = await sql<Named & Omit<SummaryRow, keyof ReferenceRow>>`
    select ${named}, f.title, f.unit, f.site, ${place} as place
    from profile f join person p on p.id = f.person_id
    where not p.hidden and p.departed_at is null and ${sql.join(conditions, sql` and `)}
    order by ${place}, p.id limit ${limit}`.execute(tx);
  return rows.map((row) => ({ ...row, open: true }));
}

/** Projects that count as shared: the latest. */
const latestProjects = 5;

export type ColleagueRow = ReferenceRow & { project: string | null };

/** Who shares a project, the latest first, then who has the same manager; by name. */
export async function listColleagues(tx: Transaction, person: string, most: number): Promise<ColleagueRow[]> {
  const { rows } = await sql<Named & { project: string | null }>`
    with latest as (
      select j.id, j.title, row_number() over (order by coalesce(j.ended_at, j.started_at) desc nulls last, j.id) as turn
      from project_member m join project j on j.id = m.project_id where m.person_id = ${person}::uuid
      order by 3 limit ${sql.lit(latestProjects)}
    ), known as (
      select m.person_id, min(l.turn) as turn, (array_agg(l.title order by l.turn))[1] as project
      from latest l join project_member m on m.project_id = l.id where m.person_id <> ${person}::uuid group by 1
      union all
      select o.person_id, null, null from profile f join profile o on o.manager_id = f.manager_id and o.person_id <> f.person_id
      where f.person_id = ${person}::uuid
    ), chosen as (
      select distinct on (person_id) person_id, turn, project from known order by person_id, turn nulls last
    )
    select ${named}, c.project from chosen c join person p on p.id = c.person_id join profile f on f.person_id = p.id
    where not p.hidden and p.departed_at is null
      and p.id is distinct from (select o.manager_id from profile o where o.person_id = ${person}::uuid)
      and f.manager_id is distinct from ${person}::uuid
    order by c.turn nulls last, ${place}, p.id limit ${most}`.execute(tx);
  return rows.map((row) => ({ ...row, open: true }));
}

export type ConfirmationRow = { skill_id: string; confirmed: boolean; people: ReferenceRow[]; more: boolean };

/** For each of somebody's skills, who confirmed it: some of them, the viewer first, then by name. */
export async function listConfirmations(
  tx: Transaction,
  person: string,
  viewer: string,
  most: number,
  skill?: string,
): Promise<ConfirmationRow[]> {
  const { rows } = await sql<Named & { skill_id: string; turn: number }>`
    select * from (
      select c.skill_id, ${named}, row_number() over (
        partition by c.skill_id order by (c.confirmer_id = ${viewer}::uuid) desc, ${place}, p.id) as turn
      from skill_confirmation c join profile f on f.person_id = c.confirmer_id join person p on p.id = c.confirmer_id
      where c.person_id = ${person}::uuid and not p.hidden
        and (${skill ?? null}::uuid is null or c.skill_id = ${skill ?? null}::uuid)) ranked
    where turn <= ${most + 1} order by skill_id, turn`.execute(tx);
  return [...Map.groupBy(rows, ({ skill_id }) => skill_id)].map(([skill_id, found]) => ({
    skill_id,
    confirmed: found.some(({ id }) => id === viewer),
    people: open(found.slice(0, most)),
    more: found.length > most,
  }));
}

/** Whether somebody declares a skill, as far as the viewer may read; in which audience. */
export const findDeclared = async (tx: Transaction, person: string, skill: string): Promise<number | undefined> =>
  (
    await tx
      .selectFrom('person_skill')
      .where('person_id', '=', person)
      .where('skill_id', '=', skill)
      .select('audience_id')
      .executeTakeFirst()
  )?.audience_id;

/** Answers false when they had already. */
export async function addConfirmation(
  tx: Transaction,
  row: { person_id: string; skill_id: string; confirmer_id: string; audience_id: number },
  at: Date,
): Promise<boolean> {
  const added = await tx
    .insertInto('skill_confirmation')
    .values({ ...row, at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function removeConfirmation(
  tx: Transaction,
  person: string,
  skill: string,
  confirmer: string,
): Promise<boolean> {
  const removed = await tx
    .deleteFrom('skill_confirmation')
    .where('person_id', '=', person)
    .where('skill_id', '=', skill)
    .where('confirmer_id', '=', confirmer)
    .executeTakeFirst();
  return removed.numDeletedRows > 0n;
}

export type CommonRow = { id: string; slug: string; name: string };

export async function listCommon(tx: Transaction, person: string, most: number): Promise<CommonRow[]> {
  const { rows } = await sql<CommonRow>`
    select id, slug, name from common_communities(${person}::uuid, ${most}::int)`.execute(tx);
  return rows;
}

export type RecentRow = {
  id: string;
  kind: 'post' | 'comment';
  post_id: string;
  page: string | null;
  title: string | null;
  body: RichText;
  created_at: Date;
};

/** What somebody wrote last. */
export async function listRecent(tx: Transaction, person: string, most: number): Promise<RecentRow[]> {
  const { rows } = await sql<RecentRow>`
    select * from (
      (select p.id, 'post' as kind, p.id as post_id, null as page, p.title, p.body, p.created_at from post p
        where p.author_id = ${person}::uuid and p.state = 'published' and p.kind <> 'page'
        order by p.created_at desc, p.id desc limit ${most})
      union all
      (select c.id, 'comment', c.post_id, case when p.kind = 'page' then p.link end, p.title, c.body, c.created_at
        from comment c join post p on p.id = c.post_id
        where c.author_id = ${person}::uuid and c.state = 'published' and c.deleted_at is null
        order by c.created_at desc, c.id desc limit ${most})
    ) recent order by created_at desc, id desc limit ${most}`.execute(tx);
  return rows;
}
