-- Who says most of having skills, of all that were asked for at once and past the policies, like `search_hits`: one call for
-- each of a dozen read the viewer's audiences a dozen times. The index holds all that is asked of it, and is no larger.
create function search_holders(asked jsonb) returns table (skill uuid, person_id uuid, level text, tags text[])
language plpgsql stable security definer rows 200 set search_path from current
set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan set jit = off as $$
declare held int[] := viewer_audiences();
begin
  return query select a.id, h.person_id, h.level, h.tags from jsonb_to_recordset(asked) as a(id uuid, most int)
    cross join lateral (
      select s.person_id, s.level, s.tags from person_skill s where s.skill_id = a.id and s.audience_id = any (held)
        order by skill_place(s.level, s.tags) desc, s.person_id limit a.most) h;
end $$;
revoke execute on function search_holders(jsonb) from public;
grant execute on function search_holders(jsonb) to parvis_app, parvis_system;
drop function skill_holders(uuid, int);
drop index person_skill_place;
create index person_skill_place on person_skill (skill_id, skill_place(level, tags) desc, person_id) include (audience_id, level, tags);
