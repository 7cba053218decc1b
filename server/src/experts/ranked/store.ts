/** What the lists and the directory say of whom, for `merge.ts` to weigh. */
import type { SkillLevel, SkillTag } from '@parvis/contracts';
import { type Database, type Standing, listed, rowsOf } from '../../kernel/database/index.ts';
import { type Depth, type Sought, askedIn } from '../store.ts';
/** Skills of which one query may be. */
const mostSkills = 12;

/** A skill of the vocabulary that was asked for. `matched`: the gains of the terms that name it. */
export type FoundName = { id: string; score: number; matched: number };

export const findSkills = (database: Database, standing: Standing, sought: readonly Sought[]): Promise<FoundName[]> =>
  rowsOf(
    database,
    standing,
    'experts_vocabulary',
    `select subject_id as id, max(score) as score, max(matched) as matched from search_hits($1::jsonb, $2::jsonb)
      group by 1 order by 2 desc, 1 limit ${mostSkills}`,
    askedIn(sought, 'directory'),
  );

export type FittingProfile = { score: number; title: string | null; unit: string | null; bio: string | null };

/** The profiles that fit best, best first. */
export const readFittingProfiles = (
  database: Database,
  standing: Standing,
  sought: readonly Sought[],
  most: number,
): Promise<FittingProfile[]> =>
  rowsOf(
    database,
    standing,
    'experts_profiles',
    `select best.score, f.title, f.unit, f.bio
      from (select * from search_hits($1::jsonb, $2::jsonb) order by score desc, document_id limit $3) best
      join profile f on f.person_id = best.person_id
      order by best.score desc, best.document_id`,
    [...askedIn(sought, 'everywhere', { profile: most }), most],
  );

/** A document that was found, best first of its list. */
export type Hit = {
  list: 'name' | 'profile' | 'project' | 'contribution';
  document: number;
  /** Whose it is, or the project. */
  id: string;
  worth: number;
  /** Seconds. */
  at: number | null;
  score: number;
  /** Of a project: one of its members, of whom there is a row each, and for how many days. */
  member: string | null;
  days: number | null;
};
/** Somebody who has a skill that was asked for. */
export type Holder = { skill: string; person_id: string; level: SkillLevel | null; tags: SkillTag[] };
/** Whether somebody contributes: on how many days after the first, and when first and last, in days. */
export type Presence = { person_id: string; again: number; first: number; last: number };
/** Of somebody who can be found and whose profile the viewer may read. */
export type ShownPerson = { person_id: string; unit: string | null; site: string | null; languages: string[] };

/** `holders`: of each skill those who say most of having it, so many of them. */
export async function readHits(
  database: Database,
  standing: Standing,
  {
    sought,
    depth,
    holders,
  }: { sought: readonly Sought[]; depth: Depth; holders: readonly { id: string; most: number }[] },
): Promise<{ hits: Hit[]; holders: Holder[] }> {
  const [hits, held] = await database.read(
    standing,
    {
      name: 'experts_hits',
      text: `with hit as materialized (select * from search_hits($1::jsonb, $2::jsonb))
        select hit.list, hit.document_id as document, coalesce(hit.person_id, hit.subject_id) as id, hit.worth::float8 as worth,
          extract(epoch from hit.at)::float8 as at, hit.score, m.person_id as member, m.days
        from hit left join search_members(array(select subject_id from hit where list = 'project')) m on m.project_id = hit.subject_id`,
      values: askedIn(sought, depth),
    },
    {
      name: 'experts_holders',
      text: 'select * from search_holders($1::jsonb)',
      values: [JSON.stringify(holders)],
    },
  );
  return { hits, holders: held } as { hits: Hit[]; holders: Holder[] };
}

/** `present`: whether they contribute is read too, of these, by their newest contributions before `at` that are worth so much. */
export async function readShown(
  database: Database,
  standing: Standing,
  people: readonly string[],
  present?: { of: readonly string[]; at: Date; worth: number; most: number },
): Promise<{ people: ShownPerson[]; presences: Presence[] }> {
  const [shown, presences = []] = await database.read(
    standing,
    { name: 'experts_shown', text: 'select * from search_people($1::uuid[])', values: [listed(people)] },
    ...(present
      ? [
          {
            name: 'experts_presence',
            text: `select asked.id as person_id, days.again, days.first, days.last
              from unnest($1::uuid[]) asked(id) cross join lateral (
                select (count(distinct floor(recent.at)) - 1)::int as again, max(recent.at) as last, min(recent.at) as first
                from (select extract(epoch from d.at)::float8 / 86400 as at from search_document d
                  where d.person_id = asked.id and d.at <= $2::timestamptz and d.worth >= $3::float8
                  order by d.at desc limit $4::int) recent) days
              where days.last is not null`,
            values: [listed(present.of), present.at.toISOString(), present.worth, present.most],
          },
        ]
      : []),
  );
  return { people: shown, presences } as { people: ShownPerson[]; presences: Presence[] };
}
