-- Who worked on these projects, of which the viewer may read. Like `search_hits`: row by row, the policy reads a member's
-- project once for each of its members.
create function search_members(projects uuid[]) returns table (project_id uuid, person_id uuid, days int)
language plpgsql stable security definer rows 200 set search_path from current
set enable_bitmapscan = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan set jit = off as $$
declare held int[] := viewer_audiences();
begin
  return query select m.project_id, m.person_id, m.days
    from unnest(projects) asked(id)
    cross join lateral (select p.id from project p where p.id = asked.id and p.audience_id = any (held) offset 0) p
    cross join lateral (select * from project_member m where m.project_id = p.id offset 0) m;
end $$;
revoke execute on function search_members(uuid[]) from public;
grant execute on function search_members(uuid[]) to parvis_app, parvis_system;
