/** What is shown of who was found: the texts behind the results, the teams of projects, what the viewer is found by. */
import type { Circle, ReasonKind, RichText, SkillTag } from '@parvis/contracts';
import {
  type Database,
  type Labels,
  type Standing,
  type Statement,
  listed,
  rowsOf,
} from '../../kernel/database/index.ts';
import type { MemberRow } from '../present.ts';
import type { ShownPerson } from '../ranked/store.ts';
import { type Sought, askedIn } from '../store.ts';

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

/** The texts behind some results, in one round trip; nothing is asked of a table that nothing is wanted of. */
export async function readEvidence(
  database: Database,
  standing: Standing,
  wanted: { people: string[]; skills: string[]; projects: string[]; contributions: number[] },
): Promise<Evidence> {
  const { people, skills, projects, contributions } = wanted;
  const asked: Partial<Record<keyof Evidence, Statement>> = {
    people: {
      name: 'experts_people',
      text: `select p.id, p.name, p.photo, p.circle, f.title, coalesce(f.bio, n.value #>> '{}') as bio
        from person p join profile f on f.person_id = p.id
        left join profile_field n on n.person_id = p.id and n.field = 'bio' where p.id = any ($1::uuid[])`,
      values: [listed(people)],
    },
    ...(skills.length > 0 && {
      skills: {
        name: 'experts_skills',
        text: `select h.person_id, s.id, s.label, s.synonyms, h.tags from person_skill h join skill s on s.id = h.skill_id
          where h.person_id = any ($1::uuid[]) and s.id = any ($2::uuid[])`,
        values: [listed(people), listed(skills)],
      },
    }),
    ...(projects.length > 0 && {
      projects: {
        name: 'experts_projects',
        text: `select id, title, source from project where id = any ($1::uuid[])`,
        values: [listed(projects)],
      },
    }),
    ...(contributions.length > 0 && {
      posts: {
        name: 'experts_posts',
        text: `select d.id as document, o.id, o.title, o.tags, o.body from search_document d join post o on o.id = d.subject_id
          where d.kind = 'post' and d.id = any ($1::int[])`,
        values: [listed(contributions)],
      },
      comments: {
        name: 'experts_comments',
        text: `select d.id as document, c.id, case when o.kind <> 'page' then c.post_id end as post_id,
            case when o.kind = 'page' then o.link end as page, o.title, o.tags, c.body from search_document d
          join comment c on c.id = d.subject_id join post o on o.id = c.post_id
          where d.kind = 'comment' and d.id = any ($1::int[])`,
        values: [listed(contributions)],
      },
    }),
  };
  const rows = await database.read(standing, ...Object.values(asked));
  const found = Object.fromEntries(Object.keys(asked).map((kind, i) => [kind, rows[i]])) as Partial<Evidence>;
  return { people: [], skills: [], projects: [], posts: [], comments: [], ...found };
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

export type Own = Omit<ShownPerson, 'person_id'> & { title: string | null; bio: string | null };

/** What the viewer is, of what results are narrowed by; undefined where nobody finds them. */
export const readOwn = async (database: Database, standing: Standing): Promise<Own | undefined> =>
  (
    await rowsOf<Own>(
      database,
      standing,
      'experts_own',
      `select f.unit, f.site, (select languages from search_people(array[p.id])) as languages, f.title,
          coalesce(f.bio, n.value #>> '{}') as bio
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
        select d.id, 'project' from project_member m join search_document d on d.kind = 'project' and d.subject_id = m.project_id
          where m.person_id = $2
      )
      select distinct own.kind, p.term from own join search_posting p on p.document_id = own.id
      where p.term = any (array(select jsonb_array_elements_text($1::jsonb)))
      union all
      select 'skill', term from own_skill_terms(array(select jsonb_array_elements_text($1::jsonb)))`,
    [JSON.stringify(terms), standing.person],
  );
