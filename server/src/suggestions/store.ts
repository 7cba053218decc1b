/** What completes a search for people, always as the viewer: row-level security leaves out what they may not see. */
import type { Circle } from '@parvis/contracts';
import { type Database, type Standing, rowsOf } from '../kernel/database/index.ts';

const json = JSON.stringify;
const end = '\u{10ffff}';
/** How far each list is read: a beginning that is longer than that says too little. */
const reach = { names: 1_000, beginnings: 2_000, contributions: 300 };

export type FoundPerson = {
  id: string;
  name: string;
  photo: string | null;
  circle: Circle;
  title: string | null;
  unit: string | null;
};

/** People in whose names every one of the words begins a word. Who left, is hidden or is closed to the viewer is nobody. */
export const findPeople = (
  database: Database,
  standing: Standing,
  words: readonly string[],
  limit: number,
): Promise<FoundPerson[]> =>
  rowsOf(
    database,
    standing,
    'suggestions_people',
    `with asked as materialized (
        select n, word from jsonb_array_elements_text($1::jsonb) with ordinality as a(word, n)
      ), found as materialized (
        select hit.document_id, sum(hit.whole) as whole from asked cross join lateral (
          select document_id, max((term = asked.word)::int) as whole from (
            select document_id, term from search_posting
            where list = search_list('name') and term >= asked.word and term < asked.word || '${end}'
            limit ${reach.names}) few group by 1) hit
        group by 1 having count(*) = (select count(*) from asked)
      )
      select u.id, u.name, u.photo, u.circle, f.title, f.unit
      from found join search_document d on d.id = found.document_id
      join profile f on f.person_id = d.person_id join person u on u.id = d.person_id
      where u.departed_at is null and not u.hidden
      order by found.whole desc, length(u.name), lower(u.name), u.id limit $2`,
    [json(words), limit],
  );

/** Those of the beginnings with which a name begins that the viewer may find. */
export const findNames = (
  database: Database,
  standing: Standing,
  beginnings: readonly string[],
): Promise<{ word: string }[]> =>
  rowsOf(
    database,
    standing,
    'suggestions_names',
    `select asked.word from jsonb_array_elements_text($1::jsonb) as asked(word) cross join lateral (
        select from search_posting p where p.list = search_list('name') and p.term >= asked.word
          and p.term < asked.word || '${end}' limit 1) found order by 1`,
    [json(beginnings)],
  );

/** Terms that stand in what was written, and those that begin as the last word, which may not be typed to its end. */
export const findTerms = (
  database: Database,
  standing: Standing,
  terms: readonly string[],
  begun: string | null,
): Promise<{ term: string; begins: boolean }[]> =>
  rowsOf(
    database,
    standing,
    'suggestions_terms',
    // By how often it stands in each audience, of which the viewer's are read: postings that they may not read would have
    // to be passed one after the other, and the longer it took, the more of them there would be.
    `select asked.term, false as begins from jsonb_array_elements_text($1::jsonb) as asked(term)
        where (select sum(f.documents) from search_frequency f where f.term = asked.term) > 0
      union all
      select term, true from (select few.term from (
        select f.term, f.documents from search_frequency f where $2::text is not null
          and f.term >= $2 and f.term < $2 || '${end}' order by f.term limit ${reach.beginnings}) few
        group by few.term having sum(few.documents) > 0 order by length(few.term), few.term limit 5) begun`,
    [json(terms), begun],
  );

export type FoundQuestion = { id: string; title: string };

/** Questions with an accepted answer in which, or in whose answers, one term of each list stands; the newest first. */
export const findQuestions = (
  database: Database,
  standing: Standing,
  terms: readonly (readonly string[])[],
  limit: number,
): Promise<FoundQuestion[]> =>
  rowsOf(
    database,
    standing,
    'suggestions_questions',
    `with asked as materialized (
        select l.n, t.term from jsonb_array_elements($1::jsonb) with ordinality as l(terms, n)
        cross join lateral jsonb_array_elements_text(l.terms) as t(term)
      ), hit as materialized (
        select distinct asked.n, p.document_id from asked
        cross join lateral unnest(array[search_list('contribution'), search_list('archive')]) as l(list)
        cross join lateral search_postings(l.list, asked.term, ${reach.contributions}) p
      ), thread as materialized (
        select distinct hit.n, coalesce(c.post_id, d.subject_id) as id from hit join search_document d on d.id = hit.document_id
        left join comment c on d.kind = 'comment' and c.id = d.subject_id
      ), matching as (
        select id from thread group by 1 having count(*) = (select count(distinct n) from asked)
      )
      select o.id, o.title from matching join post o on o.id = matching.id
      where o.kind = 'question' and o.accepted_id is not null and o.state = 'published' and o.title is not null
      order by o.created_at desc, o.id desc limit $2`,
    [json(terms), limit],
  );
