/** What the search reads, always as the viewer: row-level security leaves out what they may not see. */
import type { Circle, ReasonKind, RichText, SkillLevel, SkillTag } from '@parvis/contracts';
import { type Database, type Labels, type Row, type Standing, type Value, listed } from '../kernel/database/index.ts';
import type { List } from '../evidence/index.ts';
import type { MemberRow } from './present.ts';

export const rowsOf = async <Shape>(
  database: Database,
  standing: Standing,
  name: string,
  text: string,
  values: Value[],
): Promise<Shape[]> => {
  const [rows] = await database.read(standing, { name, text, values });
  return rows as (Row & Shape)[];
};
const json = JSON.stringify;

/** In how many documents that the viewer may read each term stands; of the vocabulary and names, whether at all. */
export type Frequency = { term: string; documents: number; skill: boolean; name: boolean };

/** The empty term: how many documents there are. */
export const readFrequencies = (
  database: Database,
  standing: Standing,
  terms: readonly string[],
): Promise<Frequency[]> =>
  rowsOf(
    database,
    standing,
    'experts_frequencies',
    // The limits keep the planner from reading a whole list to look a few terms up in it.
    `select asked.term, coalesce(f.documents, 0)::int as documents, skill_term_held(asked.term) as skill, coalesce(n.found, false) as name
      from jsonb_array_elements_text($1::jsonb) as asked(term)
      left join lateral (select sum(documents) as documents from search_frequency where term = asked.term) f on true
      left join lateral (select true as found from search_posting where list = search_list('name') and term = asked.term limit 1) n on true`,
    [json(terms)],
  );

export type Known = { term: string; documents: number };

/** Those of the words that are somebody's name, with how many bear it. */
export const findNames = (database: Database, standing: Standing, words: readonly string[]): Promise<Known[]> =>
  rowsOf(
    database,
    standing,
    'experts_names',
    `select asked.term, n.documents::int
      from jsonb_array_elements_text($1::jsonb) as asked(term)
      cross join lateral (select count(*) as documents from (
        select from search_posting where list = search_list('name') and term = asked.term limit 1000) few) n
      where n.documents > 0`,
    [json(words)],
  );

/** In how many documents that the viewer may read each of the terms stands. */
export const countTerms = (database: Database, standing: Standing, terms: readonly string[]): Promise<Known[]> =>
  rowsOf(
    database,
    standing,
    'experts_counts',
    `select term, sum(documents)::int as documents from search_frequency
      where term = any (array(select jsonb_array_elements_text($1::jsonb))) group by 1 having sum(documents) > 0`,
    [json(terms)],
  );

/** Those of the terms that stand anywhere. */
export const findTerms = (database: Database, standing: Standing, terms: readonly string[]): Promise<Known[]> =>
  rowsOf(
    database,
    standing,
    'experts_terms',
    `select term, sum(documents)::int as documents from (
        select f.term, f.documents from search_frequency f where f.term = any (array(select jsonb_array_elements_text($1::jsonb)))
        union all
        select p.term, count(*) from search_posting p
          where p.list = search_list('skill') and p.term = any (array(select jsonb_array_elements_text($1::jsonb)))
          group by 1 having skill_term_held(p.term)) known
      group by 1 having sum(documents) > 0`,
    [json(terms)],
  );

/** Rows that are looked at for a beginning: a short one is of very many words. */
const begun = 2_000;

/** Names that begin so, and terms that do; the most frequent of each. */
export const findBeginnings = (
  database: Database,
  standing: Standing,
  beginning: string,
  most: number,
): Promise<(Known & { name: boolean })[]> =>
  rowsOf(
    database,
    standing,
    'experts_beginnings',
    `(select term, count(*)::int as documents, true as name from (select term from search_posting
          where list = search_list('name') and term >= $1 and term < $2 order by term limit ${begun}) few
        group by 1 order by 2 desc, 1 limit $3)
      union all
      (select term, sum(documents)::int, false from (select term, documents from search_frequency
          where term >= $1 and term < $2 order by term limit ${begun}) few
        group by 1 having sum(documents) > 0 order by 2 desc, 1 limit $3)
      union all
      (select term, count(*)::int, false from (select term from search_posting
          where list = search_list('skill') and term >= $1 and term < $2 order by term limit ${begun}) few
        group by 1 having skill_term_held(term) order by 2 desc, 1 limit $3)`,
    [beginning, `${beginning}\u{10ffff}`, most],
  );

/**
 * One term to look for in one list. `gain`: what it counts at most; `half`: the weight at which it counts half of that;
 * `documents`: in how many it stands at most, where that is known.
 */
export type Sought = { list: List; term: string; gain: number; half: number; documents?: number };

/** Skills of which one query may be, and people who have them, those first who say most of it. */
const mostSkills = 12;
const mostHolders: Record<Depth, number> = { directory: 240, everywhere: 240, narrowed: 2_000 };

/**
 * How far the index is read: of one list the heaviest or newest so many, of all lists of one kind together so many, and so
 * many of the documents found are looked up. `directory` is for what the directory itself answers: a name, a skill.
 */
type Reach = { list: Record<List, number>; together: Record<List, number>; looked: Record<List, number> };
const reaches: Record<'directory' | 'everywhere' | 'narrowed', Reach> = {
  directory: {
    list: { name: 150, profile: 100, skill: 400, project: 20, contribution: 60 },
    together: { name: 250, profile: 200, skill: 1_200, project: 40, contribution: 120 },
    looked: { name: 80, profile: 60, skill: 24, project: 10, contribution: 40 },
  },
  everywhere: {
    list: { name: 500, profile: 2_000, skill: 200, project: 500, contribution: 1_000 },
    together: { name: 600, profile: 4_000, skill: 600, project: 1_000, contribution: 4_000 },
    looked: { name: 200, profile: 400, skill: 60, project: 120, contribution: 700 },
  },
  narrowed: {
    list: { name: 500, profile: 2_000, skill: 400, project: 500, contribution: 2_000 },
    together: { name: 1_000, profile: 6_000, skill: 1_200, project: 1_500, contribution: 6_000 },
    looked: { name: 500, profile: 2_000, skill: 60, project: 200, contribution: 2_000 },
  },
};
export type Depth = keyof typeof reaches;

/** Shares what may be read of one kind among its lists: short ones are read whole, long ones alike. */
function shared(sought: readonly Sought[], { list: most, together }: Reach): (Sought & { most: number })[] {
  return [...Map.groupBy(sought, ({ list }) => list)].flatMap(([list, some]) => {
    let left = together[list];
    return some
      .map((one) => ({ ...one, most: Math.min(most[list], one.documents || most[list]) }))
      .sort((one, other) => one.most - other.most)
      .map((one, i) => {
        const taken = Math.max(1, Math.min(one.most, Math.floor(left / (some.length - i))));
        left -= taken;
        return { ...one, most: taken };
      });
  });
}

/** What a statement takes to look for it. */
export const askedIn = (
  sought: readonly Sought[],
  depth: Depth,
  looked: Partial<Reach['looked']> = reaches[depth].looked,
): [string, string] => [
  json(shared(sought, reaches[depth]).map(({ list, term, gain, half, most }) => ({ list, term, gain, half, most }))),
  json(looked),
];

/** A skill of the vocabulary that was asked for. `matched`: the gains of the terms that name it. */
export type FoundName = { id: string; score: number; matched: number };

export const findSkills = (database: Database, standing: Standing, sought: readonly Sought[]): Promise<FoundName[]> =>
  rowsOf(
    database,
    standing,
    'experts_vocabulary',
    `select subject_id as id, max(score) as score, max(matched) as matched from search_hits($1::jsonb, $2::jsonb)
      group by 1 having skill_held(subject_id)
      order by 2 desc, 1 limit ${mostSkills}`,
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
const mostPeople: Record<Depth, number> = { directory: 150, everywhere: 300, narrowed: 2_000 };
/** Candidates beyond the results, for those whose profile the viewer may not read. */
const spare = 30;

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
/** Their contributions, and that they contribute at all, by how often they will again: see `availability` in evidence/ranking.ts. */
const available = `placed.score - placed.contributed
        + (placed.contributed + coalesce(w.presence * exp((last - extract(epoch from w.at)::float8 / 86400) / w.days), 0))
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
        from project_hit h cross join w cross join lateral (
          select m.person_id, m.project_id, m.days from project_member m where m.project_id = h.subject_id offset 0) m
        cross join lateral (select h.score * w.project
          * sqrt(least(1, (coalesce(m.days, w."fullDays") + w."graceDays") / w."fullDays")) as score) v
        group by 1
      ), written as materialized (
        select hit.person_id, hit.document_id,
          power(hit.score / greatest(max(hit.score) over (), w."leastShare" * w.whole), w."contributionSharpness")
            * hit.worth * exp(extract(epoch from hit.at - w.at)::float8 / 86400 / w.days) * w.contribution as value
        from hit cross join w where hit.list = 'contribution' and hit.at <= w.at
      ), contributed as (
        select person_id, sum(value) as score, (array_agg(document_id order by value desc, document_id))[1:3] as best, count(*) as found
        from written group by 1
      ), candidate as (
        select person_id,
          coalesce(n.score, 0) + coalesce(p.score, 0) + coalesce(s.score, 0) + coalesce(j.score, 0) + coalesce(c.score, 0) as score,
          coalesce(c.score, 0) as contributed,
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
      json(weights),
      json(skills),
      mostPeople[depth],
      mostPeople[depth] + spare,
      mostHolders[depth],
    ],
  );

export type FoundPerson = {
  id: string;
  name: string;
  photo: string | null;
  circle: Circle;
  title: string | null;
  bio: string | null;
};
export type FoundSkill = {
  person_id: string;
  id: string;
  label: Labels;
  synonyms: Record<string, string[]>;
  tags: SkillTag[];
};
export type FoundProject = { id: string; title: string; source: string };
export type FoundPost = { document: number; id: string; title: string | null; tags: string[]; body: RichText };
export type FoundComment = {
  document: number;
  id: string;
  /** Null for a comment on a page of the intranet, which `page` leads to. */
  post_id: string | null;
  page: string | null;
  title: string | null;
  tags: string[];
  body: RichText;
};
export type Evidence = {
  people: FoundPerson[];
  skills: FoundSkill[];
  projects: FoundProject[];
  posts: FoundPost[];
  comments: FoundComment[];
};

/** The texts behind some results, in one round trip. */
export async function readEvidence(
  database: Database,
  standing: Standing,
  wanted: { people: string[]; skills: string[]; projects: string[]; contributions: number[] },
): Promise<Evidence> {
  const [people, skills, projects, posts, comments] = await database.read(
    standing,
    {
      name: 'experts_people',
      text: `select p.id, p.name, p.photo, p.circle, f.title, coalesce(f.bio, n.value #>> '{}') as bio
        from person p join profile f on f.person_id = p.id
        left join profile_field n on n.person_id = p.id and n.field = 'bio' where p.id = any ($1::uuid[])`,
      values: [listed(wanted.people)],
    },
    {
      name: 'experts_skills',
      text: `select h.person_id, s.id, s.label, s.synonyms, h.tags from person_skill h join skill s on s.id = h.skill_id
        where h.person_id = any ($1::uuid[]) and s.id = any ($2::uuid[])`,
      values: [listed(wanted.people), listed(wanted.skills)],
    },
    {
      name: 'experts_projects',
      text: `select id, title, source from project where id = any ($1::uuid[])`,
      values: [listed(wanted.projects)],
    },
    {
      name: 'experts_posts',
      text: `select d.id as document, o.id, o.title, o.tags, o.body from search_document d join post o on o.id = d.subject_id
        where d.kind = 'post' and d.id = any ($1::int[])`,
      values: [listed(wanted.contributions)],
    },
    {
      name: 'experts_comments',
      text: `select d.id as document, c.id, case when o.kind <> 'page' then c.post_id end as post_id,
          case when o.kind = 'page' then o.link end as page, o.title, o.tags, c.body from search_document d
        join comment c on c.id = d.subject_id join post o on o.id = c.post_id
        where d.kind = 'comment' and d.id = any ($1::int[])`,
      values: [listed(wanted.contributions)],
    },
  );
  return { people, skills, projects, posts, comments } as unknown as Evidence;
}

export type Team = { id: string; title: string; members: number; people: MemberRow[] };

/** Projects that hold at least `matched` of what was asked, with those of their team who can be found. */
export const findTeams = (
  database: Database,
  standing: Standing,
  sought: readonly Sought[],
  { matched, most, people }: { matched: number; most: number; people: number },
): Promise<Team[]> =>
  rowsOf(
    database,
    standing,
    'experts_teams',
    `select o.id, o.title, team.members::int as members, team.people
      from (select subject_id, score from search_hits($1::jsonb, $2::jsonb) where matched >= $3 order by score desc, subject_id limit $4) hit
      join project o on o.id = hit.subject_id
      cross join lateral (
        select count(*) as members, coalesce(json_agg(json_build_object('id', m.id, 'name', m.name, 'photo', m.photo, 'circle', m.circle,
            'departed', m.departed, 'open', m.open) order by m.place) filter (where m.place <= $5), '[]') as people
        from (select p.id, p.name, p.photo, p.circle, p.departed_at is not null as departed,
            p.departed_at is null and (p.profile_audience_id = any ((select viewer_audiences())::int[])) is true as open,
            row_number() over (order by p.departed_at is not null, w.days desc nulls last, p.id) as place
          from project_member w join person p on p.id = w.person_id where w.project_id = o.id and not p.hidden offset 0) m) team
      where team.members > 0
      order by hit.score desc, o.id`,
    [...askedIn(sought, 'directory'), matched, most, people],
  );

export type Own = Pick<Candidate, 'unit' | 'site' | 'languages'> & { title: string | null; bio: string | null };

/** What the viewer is, of what results are narrowed by; undefined where nobody finds them. */
export const readOwn = async (database: Database, standing: Standing): Promise<Own | undefined> =>
  (
    await rowsOf<Own>(
      database,
      standing,
      'experts_own',
      `select f.unit, f.site, f.languages, f.title, coalesce(f.bio, n.value #>> '{}') as bio
        from person p join profile f on f.person_id = p.id
        left join profile_field n on n.person_id = p.id and n.field = 'bio'
        where p.id = $1 and not p.hidden and p.departed_at is null`,
      [standing.person],
    )
  )[0];

/** Documents of one person that are looked through for words, the newest first. */
const ownDocuments = 500;

/** Those of the terms that the viewer is found by, and by what. */
export const readOwnTerms = (
  database: Database,
  standing: Standing,
  terms: readonly string[],
): Promise<{ kind: ReasonKind; term: string }[]> =>
  rowsOf(
    database,
    standing,
    'experts_own_terms',
    `with own as materialized (
        (select id, case kind when 'profile' then 'bio' else kind end as kind from search_document
          where person_id = $2 order by at desc nulls first limit ${ownDocuments})
        union all
        select d.id, 'skill' from person_skill h join search_document d on d.kind = 'skill' and d.subject_id = h.skill_id
          where h.person_id = $2
        union all
        select d.id, 'project' from project_member m join search_document d on d.kind = 'project' and d.subject_id = m.project_id
          where m.person_id = $2
      )
      select distinct own.kind, p.term from own join search_posting p on p.document_id = own.id
      where p.term = any (array(select jsonb_array_elements_text($1::jsonb)))`,
    [json(terms), standing.person],
  );
