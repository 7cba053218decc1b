-- Names are also found where a short word of them is written together with the next (`oconnor`), and what is called by a
-- symbol that is spelt out (`C sharp`) by the symbol: what was analysed before that is analysed again.
insert into search_due (kind, subject_id)
  select 'name', f.person_id from profile f join person p on p.id = f.person_id
    where p.name ~ '(^|[^[:alnum:]])[[:alnum:]]{1,3}[^[:alnum:]]+[[:alnum:]]'
  union
  select 'skill', s.id from skill s
    where (s.label::text || s.synonyms::text) ~* '[cf][ -]?sharp|c[ -]?plus[ -]?plus|dot[ -]?net'
  union
  select 'profile', f.person_id from profile f
    where concat_ws(' ', f.title, f.bio) ~* '[cf][ -]?sharp|c[ -]?plus[ -]?plus|dot[ -]?net'
  on conflict (kind, subject_id) do update set kind = excluded.kind;

-- Those of the terms that begin so which somebody shows to the viewer, the most frequent first. Whether somebody does is
-- asked of one after the other until there are enough, no longer of all.
create or replace function skill_beginnings(beginning text, past text, reach int, most int) returns table (term text, documents int)
language plpgsql stable security definer set search_path from current as $$
begin
  return query select begun.term, begun.documents from (
      select few.term, count(*)::int as documents from (select p.term from search_posting p
          where p.list = search_list('skill') and p.term >= beginning and p.term < past order by p.term limit reach) few
        group by 1 order by 2 desc, 1 offset 0) begun
    where skill_term_held(begun.term) limit most;
end $$;
-- The same of these terms: asked once of each, not of each row that has it.
create or replace function skill_terms(terms text[]) returns table (term text, documents bigint)
language plpgsql stable security definer set search_path from current as $$
begin
  return query select named.term, named.documents from (
      select p.term, count(*) as documents from search_posting p
        where p.list = search_list('skill') and p.term = any (terms) group by 1 offset 0) named
    where skill_term_held(named.term);
end $$;
