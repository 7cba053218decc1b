-- Words of people's own are read by whoever may read of somebody who uses them, and by nobody else: neither in the
-- vocabulary nor in the index. Until here only the statements of the application saw to that.

-- Whether the viewer declares the skill, may read that somebody does, may read a post that thanks for it, or may read what
-- it was merged into.
create function skill_readable(of_skill uuid, merged uuid) returns boolean
language plpgsql stable security definer set search_path from current as $$
declare held int[] := viewer_audiences();
begin
  return exists (select from person_skill h where h.skill_id = of_skill
      and (h.audience_id = any (held) or h.person_id = viewer_person()))
    or exists (select from post o where o.details ? 'skill' and o.details ->> 'skill' = of_skill::text
      and o.audience_id = any (held))
    or exists (select from skill k where k.id = merged and (not k.free or skill_readable(k.id, null)));
end $$;
drop policy vocabulary on skill;
create policy vocabulary on skill for select to parvis_app using (not free or skill_readable(id, merged_into));

-- What the vocabulary is found by is read through the functions below.
drop policy read on search_document;
drop policy read on search_posting;
create policy read on search_document for select to parvis_app
  using (audience_id = any ((select viewer_audiences())::int[]) or (audience_id is null and kind <> 'skill'));
create policy read on search_posting for select to parvis_app
  using (audience_id = any ((select viewer_audiences())::int[]) or (audience_id is null and list <> search_list('skill')));

create or replace function search_hits(asked jsonb, caps jsonb)
  returns table (list text, document_id int, subject_id uuid, person_id uuid, worth real, at timestamptz, score float8, matched float8)
language plpgsql stable security definer rows 500 set search_path from current
set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan set jit = off as $$
declare held int[] := viewer_audiences();
begin
  return query with found as materialized (
    select a.list, p.document_id, sum(a.gain * p.weight / (p.weight + a.half)) as score, sum(a.gain) as matched
      from jsonb_to_recordset(asked) as a(list text, term text, gain float8, half float8, most int)
      cross join lateral (
        select s.document_id, s.weight from search_posting s
          where s.list = search_list(a.list) and s.term = a.term and (s.audience_id is null or s.audience_id = any (held))
          order by s.place desc limit a.most) p
      group by 1, 2
  ), best as (
    select f.*, row_number() over (partition by f.list order by f.score desc, f.document_id) as place from found f
  )
  select best.list, best.document_id, d.subject_id, d.person_id, d.worth, d.at, best.score, best.matched
    from best cross join lateral (select * from search_document d where d.id = best.document_id offset 0) d
    where best.place <= (caps ->> best.list)::int
      and (best.list <> 'skill' or exists (select from skill k where k.id = d.subject_id and not k.free)
        or skill_held(d.subject_id));
end $$;

-- Those of the terms that a skill is called by which somebody shows to the viewer, with how many names have them.
create function skill_terms(terms text[]) returns table (term text, documents bigint)
language plpgsql stable security definer set search_path from current as $$
begin
  return query select p.term, count(*) from search_posting p
    where p.list = search_list('skill') and p.term = any (terms) group by 1 having skill_term_held(p.term);
end $$;
-- The same of what begins so, the most frequent first; `reach` rows are looked at.
create function skill_beginnings(beginning text, past text, reach int, most int) returns table (term text, documents int)
language plpgsql stable security definer set search_path from current as $$
begin
  return query select few.term, count(*)::int from (select p.term from search_posting p
      where p.list = search_list('skill') and p.term >= beginning and p.term < past order by p.term limit reach) few
    group by 1 having skill_term_held(few.term) order by 2 desc, 1 limit most;
end $$;
-- Names of skills all of whose terms stand in one of these texts of the viewer's own, as far as the viewer may read both.
create function skills_said(texts int[]) returns table (skill uuid, document int, terms bigint)
language plpgsql stable security definer set search_path from current as $$
declare held int[] := viewer_audiences();
begin
  return query with said as materialized (
    select p.term, p.document_id from search_document d join search_posting p on p.document_id = d.id
    where d.id = any (texts) and d.person_id = viewer_person() and d.audience_id = any (held)
  ), met as (
    select s.document_id as name, said.document_id as text, count(*) as terms
    from said join search_posting s on s.list = search_list('skill') and s.term = said.term group by 1, 2
  ), whole as materialized (
    select met.* from met where met.terms = (select count(*) from search_posting a where a.document_id = met.name)
  )
  select d.subject_id, whole.text, max(whole.terms) from whole join search_document d on d.id = whole.name
    join skill k on k.id = d.subject_id and (not k.free or skill_readable(k.id, null))
    group by 1, 2;
end $$;
-- Those of the terms that a skill is called by which the viewer declares.
create function own_skill_terms(terms text[]) returns table (term text)
language plpgsql stable security definer set search_path from current as $$
begin
  return query select distinct p.term from person_skill h
    join search_document d on d.kind = 'skill' and d.subject_id = h.skill_id join search_posting p on p.document_id = d.id
    where h.person_id = viewer_person() and p.term = any (terms);
end $$;
revoke execute on function skill_readable(uuid, uuid), skill_terms(text[]), skill_beginnings(text, text, int, int),
  skills_said(int[]), own_skill_terms(text[]) from public;
grant execute on function skill_readable(uuid, uuid), skill_terms(text[]), skill_beginnings(text, text, int, int),
  skills_said(int[]), own_skill_terms(text[]) to parvis_app, parvis_system;

-- Words that nothing uses any more, from before they went with their last use.
delete from skill s where s.free and not s.imported and s.merged_into is null and s.retired_at is null
  and not exists (select from person_skill h where h.skill_id = s.id)
  and not exists (select from skill other where other.merged_into = s.id)
  and not exists (select from post o where o.details ? 'skill' and o.details ->> 'skill' = s.id::text)
  and not exists (select from saved_search q where q.query ->> 'skill' = s.id::text);
