/** Who is found, in what order: the one statement that weighs all evidence, by the figures of evidence/ranking.ts. */
import type { SkillLevel } from '@parvis/contracts';
import { type Database, type Standing, rowsOf } from '../../kernel/database/index.ts';
import { type Depth, type Sought, askedIn } from '../store.ts';

/** Skills of which one query may be, and people who have them, those first who say most of it. */
const mostSkills = 12;
const mostHolders: Record<Depth, number> = { directory: 160, everywhere: 240, narrowed: 2_000 };

/** A skill of the vocabulary that was asked for. `matched`: the gains of the terms that name it. */
export type FoundName = { id: string; score: number; matched: number };

export const findSkills = (database: Database, standing: Standing, sought: readonly Sought[]): Promise<FoundName[]> =>
  rowsOf(
    database,
    standing,
    'experts_vocabulary',
    // Whether somebody has it is asked of the best, one after the other, until there are enough.
    `select named.* from (
        select subject_id as id, max(score) as score, max(matched) as matched from search_hits($1::jsonb, $2::jsonb)
          group by 1 order by 2 desc, 1 offset 0) named
      where skill_held(named.id) limit ${mostSkills}`,
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

export type Weights = {
  /** The most that the query could score: what scores are shares of. */
  whole: number;
  at: Date;
  days: number;
  projectSharpness: number;
  contributionSharpness: number;
  leastShare: number;
  fullDays: number;
  graceDays: number;
  name: number;
  profile: number;
  skill: number;
  project: number;
  contribution: number;
  presence: number;
  presenceOf: number;
  presenceDepth: number;
  presenceWorth: number;
  rate: number;
  rateDays: number;
  staying: number;
  leaving: number;
  leastRate: number;
  /** Level and tags of a skill → what it counts. */
  levels: Record<SkillLevel | 'none', number>;
  invites: number;
  learns: number;
};

/** Results that a search leads to at most; facets count these. */
const mostPeople: Record<Depth, number> = { directory: 100, everywhere: 300, narrowed: 2_000 };
/** Candidates beyond the results, for those whose profile the viewer may not read. */
const spare = 20;

export type Candidate = {
  person_id: string;
  score: number;
  unit: string | null;
  site: string | null;
  languages: string[];
  /** Of the best of `skills`. */
  level: SkillLevel | null;
  named: boolean;
  described: boolean;
  /** The best of each, best first; contributions by their documents. */
  skills: string[] | null;
  projects: string[] | null;
  contributions: number[] | null;
  skill_count: number;
  project_count: number;
  contribution_count: number;
};

/** On how many days the best contributed, whatever of, and since when until when, in days; `newest`: the last of them all. */
const lately = `, lately as (
        select placed.*, days.*, max(days.last) over () as newest
        from placed cross join w cross join lateral (
          select count(distinct floor(recent.at)) - 1 as again, max(recent.at) as last, min(recent.at) as first
          from (select extract(epoch from d.at)::float8 / 86400 as at from search_document d
            where placed.place <= w."presenceOf" and placed.contribution_count > 0
              and d.person_id = placed.person_id and d.at <= w.at and d.worth >= w."presenceWorth"
            order by d.at desc limit w."presenceDepth") recent) days
      )`;
/** Their contributions, and that they contribute at all, as far as their best one is about it, by how often they will again: see `availability` in evidence/ranking.ts. */
const available = `placed.score - placed.contributed
        + (placed.contributed + coalesce(w.presence * touched * exp((last - extract(epoch from w.at)::float8 / 86400) / w.days), 0))
        * coalesce((w.rate + again) / (w."rateDays" + newest - first)
          / (1 + w.leaving / (w.staying + greatest(0, again - 1))
            * power((w."rateDays" + newest - first) / (w."rateDays" + last - first), w.rate + again)), w."leastRate")`;
const rank = (besides: string, from: string, score: string): string =>
  `with hit as materialized (
        select * from search_hits($1::jsonb, $2::jsonb)
      ), w as materialized (
        select * from jsonb_to_record($3::jsonb) as w(whole float8, at timestamptz, days float8, "projectSharpness" float8, "contributionSharpness" float8,
          "leastShare" float8, "fullDays" float8, "graceDays" float8, name float8, profile float8, skill float8,
          project float8, contribution float8, presence float8, "presenceOf" int, "presenceDepth" int,
          "presenceWorth" float8, rate float8, "rateDays" float8, staying float8, leaving float8, "leastRate" float8,
          levels jsonb, invites float8, learns float8)
      ), named as (
        select hit.person_id, power(sum(hit.score), 2) * w.name as score
        from hit cross join w where hit.list = 'name' group by 1, w.name
      ), described as (
        select hit.person_id, sum(hit.score) / w.whole * w.profile as score
        from hit cross join w where hit.list = 'profile' group by 1, w.whole, w.profile
      ), skill_hit as (
        select a.id, a.score, ceil($7::int * power(a.score, 4) / sum(power(a.score, 4)) over ())::int as most
        from jsonb_to_recordset($4::jsonb) as a(id uuid, score float8)
      ), skilled as (
        select s.person_id, max(v.score) as score, (array_agg(h.id order by v.score desc, h.id))[1:3] as best,
          (array_agg(s.level order by v.score desc, h.id))[1] as level, count(*) as found
        from skill_hit h cross join lateral skill_holders(h.id, h.most) s cross join w
        cross join lateral (select h.score / w.whole * w.skill
          * coalesce((w.levels ->> coalesce(s.level, 'none'))::float8, 1)
          * case when s.tags && array['ask-me-about', 'can-mentor'] then w.invites
              when s.level is null and 'want-to-learn' = any (s.tags) then w.learns else 1 end as score) v
        group by 1
      ), project_hit as (
        select hit.subject_id, power(hit.score / w.whole, w."projectSharpness") as score
        from hit cross join w where hit.list = 'project'
      ), joined as (
        select m.person_id, sum(v.score) as score, (array_agg(m.project_id order by v.score desc, m.project_id))[1:3] as best, count(*) as found
        from search_members(array(select subject_id from project_hit)) m join project_hit h on h.subject_id = m.project_id cross join w
        cross join lateral (select h.score * w.project
          * sqrt(least(1, (coalesce(m.days, w."fullDays") + w."graceDays") / w."fullDays")) as score) v
        group by 1
      ), written as materialized (
        select hit.person_id, hit.document_id, share, power(share, w."contributionSharpness") * hit.worth * exp(extract(epoch from hit.at - w.at)::float8 / 86400 / w.days) * w.contribution as value
        from (select hit.*, hit.score / greatest(max(hit.score) over (), w."leastShare" * w.whole) as share
          from hit cross join w where hit.list = 'contribution' and hit.at <= w.at) hit cross join w
      ), contributed as (
        select person_id, max(share) as touched, sum(value) as score, (array_agg(document_id order by value desc, document_id))[1:3] as best, count(*) as found
        from written group by 1
      ), candidate as (
        select person_id,
          coalesce(n.score, 0) + coalesce(p.score, 0) + coalesce(s.score, 0) + coalesce(j.score, 0) + coalesce(c.score, 0) as score,
          coalesce(c.score, 0) as contributed, coalesce(c.touched, 0) as touched,
          n.score is not null as named, p.score is not null as described, s.level,
          s.best as skills, j.best as projects, c.best as contributions,
          coalesce(s.found, 0)::int as skill_count, coalesce(j.found, 0)::int as project_count, coalesce(c.found, 0)::int as contribution_count
        from named n full join described p using (person_id) full join skilled s using (person_id)
        full join joined j using (person_id) full join contributed c using (person_id)
      ), placed as materialized (
        select *, row_number() over (order by contribution_count > 0 desc, score desc, person_id) as place
        from candidate order by score desc, person_id limit $6
      )${besides}
      select placed.person_id, ${score} as score, shown.unit, shown.site, shown.languages, level,
        named, described, skills, projects, contributions, skill_count, project_count, contribution_count
      from ${from} placed join search_people(array(select person_id from placed)) shown using (person_id) cross join w
      order by 2 desc, 1 limit $5`;
const rankText = rank('', 'placed', 'placed.score');
const rankPresent = rank(lately, 'lately', available);

/** Everybody whom the evidence speaks for, best first. `skills`: of the vocabulary, from `findSkills`. */
export const rankPeople = (
  database: Database,
  standing: Standing,
  { sought, skills, depth }: { sought: readonly Sought[]; skills: readonly FoundName[]; depth: Depth },
  weights: Weights,
): Promise<Candidate[]> =>
  rowsOf(
    database,
    standing,
    weights.presence > 0 ? 'experts_rank_present' : 'experts_rank',
    weights.presence > 0 ? rankPresent : rankText,
    [
      ...askedIn(sought, depth),
      JSON.stringify(weights),
      JSON.stringify(skills),
      mostPeople[depth],
      mostPeople[depth] + spare,
      mostHolders[depth],
    ],
  );
