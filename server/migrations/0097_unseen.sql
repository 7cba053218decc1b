-- What a viewer may not see takes no place that is counted, either: neither of the holders of a skill that are looked at,
-- nor of the skills that a word may mean, nor among how many names have a word.

-- Whoever left or is hidden is left out before the limit.
create or replace function search_holders(asked jsonb) returns table (skill uuid, person_id uuid, level text, tags text[])
language plpgsql stable security definer rows 200 set search_path from current
set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan set jit = off as $$
declare held int[] := viewer_audiences();
begin
  return query select a.id, h.person_id, h.level, h.tags from jsonb_to_recordset(asked) as a(id uuid, most int)
    cross join lateral (
      select s.person_id, s.level, s.tags from person_skill s
        cross join lateral (select p.hidden, p.departed_at from person p where p.id = s.person_id offset 0) p
        where s.skill_id = a.id and s.audience_id = any (held) and not p.hidden and p.departed_at is null
        order by skill_place(s.level, s.tags) desc, s.person_id limit a.most) h;
end $$;
create or replace function search_members(projects uuid[]) returns table (project_id uuid, person_id uuid, days int)
language plpgsql stable security definer rows 200 set search_path from current
set enable_bitmapscan = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan set jit = off as $$
declare held int[] := viewer_audiences();
begin
  return query select m.project_id, m.person_id, m.days
    from unnest(projects) asked(id)
    cross join lateral (select p.id from project p where p.id = asked.id and p.audience_id = any (held) offset 0) p
    cross join lateral (select * from project_member m where m.project_id = p.id offset 0) m
    cross join lateral (select p.hidden, p.departed_at from person p where p.id = m.person_id offset 0) person
    where not person.hidden and person.departed_at is null;
end $$;

-- Of what skills are called, those that nobody shows to the viewer are left out before so many are kept, one after the
-- other: some hundred have to be put in order for it, and a dozen asked.
create or replace function search_hits(asked jsonb, caps jsonb)
  returns table (list text, document_id int, subject_id uuid, person_id uuid, worth real, at timestamptz, score float8, matched float8)
language plpgsql stable security definer rows 500 set search_path from current
set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan set jit = off as $$
declare held int[] := viewer_audiences();
begin
  return query select kept.list, best.* from jsonb_each_text(caps) kept(list, most)
    cross join lateral (
      select d.id, d.subject_id, d.person_id, d.worth, d.at, scored.score, scored.matched
        from (select p.document_id, sum(a.gain * p.weight / (p.weight + a.half)) as score, sum(a.gain) as matched
          from jsonb_to_recordset(asked) as a(list text, term text, gain float8, half float8, most int)
          cross join lateral (
            select s.document_id, s.weight from search_posting s
              where s.list = search_list(kept.list) and s.term = a.term and (s.audience_id is null or s.audience_id = any (held))
              order by s.place desc limit a.most) p
          where a.list = kept.list group by 1 order by 2 desc, 1
          limit case when kept.list <> 'skill' then kept.most::int end) scored
        cross join lateral (select * from search_document d where d.id = scored.document_id offset 0) d
        where kept.list <> 'skill' or skill_held(d.subject_id)
        limit kept.most::int) best;
end $$;

-- How many names have a word would tell of names that the viewer may not read: the shortest is the nearest.
create or replace function skill_beginnings(beginning text, past text, reach int, most int) returns table (term text, documents int)
language plpgsql stable security definer set search_path from current as $$
begin
  return query select begun.term, 1 from (
      select few.term from (select p.term from search_posting p
        where p.list = search_list('skill') and p.term >= beginning and p.term < past order by p.term limit reach) few
      group by 1 order by length(few.term), few.term offset 0) begun
    where skill_term_held(begun.term) limit most;
end $$;
create or replace function skill_terms(terms text[]) returns table (term text, documents bigint)
language plpgsql stable security definer set search_path from current as $$
begin
  return query select asked.term, 1::bigint from unnest(terms) asked(term) where skill_term_held(asked.term);
end $$;
