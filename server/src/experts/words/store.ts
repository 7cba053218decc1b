/** What is known of single words: how rare they are, whose names, what they may begin or have been meant for. */
import { type Database, type Standing, rowsOf } from '../../kernel/database/index.ts';

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
    [JSON.stringify(terms)],
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
    [JSON.stringify(words)],
  );

/** In how many documents that the viewer may read each of the terms stands. */
export const countTerms = (database: Database, standing: Standing, terms: readonly string[]): Promise<Known[]> =>
  rowsOf(
    database,
    standing,
    'experts_counts',
    `select term, sum(documents)::int as documents from search_frequency
      where term = any (array(select jsonb_array_elements_text($1::jsonb))) group by 1 having sum(documents) > 0`,
    [JSON.stringify(terms)],
  );

/** Those of the terms that stand anywhere, and whether a skill is called by them. */
export const findTerms = (
  database: Database,
  standing: Standing,
  terms: readonly string[],
): Promise<(Known & { skill: boolean })[]> =>
  rowsOf(
    database,
    standing,
    'experts_terms',
    `select term, sum(documents)::int as documents, bool_or(skill) as skill from (
        select f.term, f.documents, false as skill from search_frequency f where f.term = any (array(select jsonb_array_elements_text($1::jsonb)))
        union all
        select term, documents, true from skill_terms(array(select jsonb_array_elements_text($1::jsonb)))) known
      group by 1 having sum(documents) > 0`,
    [JSON.stringify(terms)],
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
      select term, documents, false from skill_beginnings($1, $2, ${begun}, $3::int)`,
    [beginning, `${beginning}\u{10ffff}`, most],
  );
