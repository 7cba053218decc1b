-- Finding people in a directory of a hundred thousand: nothing that a word is found by is read to its end.

-- What somebody says of a skill of theirs as one number, the most first: the order of `levels`, `invites` and `learns` in
-- evidence/ranking.ts, which says how much each is worth.
create function skill_place(level text, tags text[]) returns smallint language sql immutable parallel safe
  return case level when 'expert' then 6 when 'proficient' then 4 when 'learning' then 1
    when 'practising' then 3 else case when 'want-to-learn' = any (tags) then 0 else 3 end end
    + case when tags && array['ask-me-about', 'can-mentor'] then 1 else 0 end;
create index person_skill_place on person_skill (skill_id, skill_place(level, tags) desc, person_id);
-- Everything it served begins with the skill, as the new one does; beside it the planner would still choose it, and sort.
drop index person_skill_skill;

-- Those who say most of having a skill, of whom the viewer may read it. The planner knows nothing of how many have it: it
-- may not read all of them to sort them.
create function skill_holders(skill uuid, most int) returns table (person_id uuid, level text, tags text[])
language plpgsql stable rows 20 set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off set jit = off as $$
begin
  return query select s.person_id, s.level, s.tags from person_skill s
    where s.skill_id = skill_holders.skill order by skill_place(s.level, s.tags) desc, s.person_id limit most;
end $$;

-- Whether the viewer may read of somebody who can be found that they have the skill. The vocabulary is everybody's, but a
-- word that only others may read is not known: neither completed nor corrected to, nor left uncorrected.
create function skill_held(skill uuid) returns boolean
language plpgsql stable security definer set search_path from current
set enable_bitmapscan = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
declare held int[] := viewer_audiences();
begin
  return exists (select from person_skill s
    cross join lateral (select p.hidden, p.departed_at from person p where p.id = s.person_id offset 0) p
    where s.skill_id = skill_held.skill and s.audience_id = any (held) and not p.hidden and p.departed_at is null);
end $$;

-- The same of any skill that is called by the term.
create function skill_term_held(term text) returns boolean
language plpgsql stable security definer set search_path from current
set enable_bitmapscan = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
begin
  return exists (select from (
      select p.document_id from search_posting p where p.list = search_list('skill') and p.term = skill_term_held.term limit 500) p
    cross join lateral (select d.subject_id from search_document d where d.id = p.document_id offset 0) d
    where skill_held(d.subject_id));
end $$;

-- What the terms asked for stand in: `most` of each list from its beginning, and of each kind of list (`caps`) only what
-- scores best is looked up. One function for a whole query that passes by the policies and reads the viewer's audiences
-- itself, once: with them it would read these for each of some hundred lists, and judge each row of them. A posting has
-- its document's audience.
create function search_hits(asked jsonb, caps jsonb)
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
    where best.place <= (caps ->> best.list)::int;
end $$;
-- Of these people, those who can be found and whose profile the viewer may read, with what results are narrowed by. Like
-- `search_hits`: row by row, the policies cost ten times what is read.
create function search_people(people uuid[]) returns table (person_id uuid, unit text, site text, languages text[])
language plpgsql stable security definer rows 200 set search_path from current
set enable_bitmapscan = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan set jit = off as $$
declare held int[] := viewer_audiences();
begin
  return query select f.person_id, f.unit, f.site, f.languages
    from unnest(people) asked(id)
    cross join lateral (select * from person p where p.id = asked.id offset 0) p
    cross join lateral (select * from profile f where f.person_id = asked.id offset 0) f
    where not p.hidden and p.departed_at is null and f.audience_id = any (held);
end $$;
revoke execute on function search_hits(jsonb, jsonb), search_people(uuid[]), skill_held(uuid), skill_term_held(text) from public;
grant execute on function search_people(uuid[]), skill_held(uuid), skill_term_held(text) to parvis_app, parvis_system;
grant execute on function search_hits(jsonb, jsonb) to parvis_app, parvis_system;

-- Names are found by two of their words together, too.
insert into search_due (kind, subject_id) select 'name', person_id from profile
  on conflict (kind, subject_id) do update set kind = excluded.kind;
