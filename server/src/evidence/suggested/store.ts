/** What somebody's own writing says that they may know: skills of the vocabulary whose words stand in it. */
import { sql } from 'kysely';
import type { Labels, Transaction } from '../../kernel/database/index.ts';

export type Suggested = {
  id: string;
  label: Labels;
  /** Newest first. */
  evidence: { post: string; page: string | null; title: string | null; at: string }[];
};

/** Of what somebody wrote, the newest that is looked through; a word alone must stand in several, a phrase in one. */
const looked = 150;
const wordIn = 2;
const shown = 3;

/**
 * As the viewer, of themselves: of what they wrote only what they may still read counts. What they declare, and what they
 * dismissed, is not suggested.
 */
export async function findSuggestedSkills(tx: Transaction, person: string, most: number): Promise<Suggested[]> {
  const { rows } = await sql<Suggested>`
    with written as materialized (
      select d.id, d.kind, d.subject_id, d.at from search_document d
      where d.person_id = ${person}::uuid and d.kind in ('post', 'comment') order by d.at desc limit ${sql.lit(looked)}
    ), found as (
      select said.skill, said.document as text, said.terms from skills_said(array(select id from written)) said
      where not exists (select from own_skills() o where o.id = said.skill)
        and not exists (select from skill_dismissal n where n.person_id = ${person}::uuid and n.skill_id = said.skill)
    ), ranked as (
      select skill, count(*) as texts, max(terms) as terms from found group by 1
      having count(*) >= ${sql.lit(wordIn)} or max(terms) > 1
      order by 2 desc, 3 desc, 1 limit ${most}
    )
    select s.id, s.label, (
      select jsonb_agg(jsonb_build_object('post', e.post, 'page', e.page, 'title', e.title, 'at', e.at) order by e.at desc)
      from (
        select coalesce(c.post_id, w.subject_id) as post, case when o.kind = 'page' then o.link end as page, o.title, w.at
        from found f join written w on w.id = f.text
        left join comment c on w.kind = 'comment' and c.id = w.subject_id
        join post o on o.id = coalesce(c.post_id, w.subject_id)
        where f.skill = s.id order by w.at desc limit ${sql.lit(shown)}) e) as evidence
    from ranked r join skill s on s.id = r.skill
    order by r.texts desc, r.terms desc, s.id`.execute(tx);
  return rows.filter(({ evidence }) => evidence);
}
