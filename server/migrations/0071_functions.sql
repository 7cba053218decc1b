-- A function may be called by whom it was made for: nothing is open to whichever role connects. What policies, indexes and
-- statements of both roles use is named to both; triggers are called by nobody.
do $$
declare wanted record;
begin
  for wanted in
    select p.oid::regprocedure as signature, p.prorettype = 'trigger'::regtype as triggered from pg_proc p
    where p.pronamespace = current_schema()::regnamespace and p.proowner = current_user::regrole
      and has_function_privilege('public', p.oid, 'execute')
      and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')
  loop
    execute format('revoke execute on function %s from public', wanted.signature);
    if not wanted.triggered then
      execute format('grant execute on function %s to parvis_app, parvis_system', wanted.signature);
    end if;
  end loop;
end $$;

-- Whether who examines a case still does, and of nobody else; in the app role's hands of cases that one handles alone.
create or replace function claim_stands(of_case uuid, claimer uuid) returns boolean
language sql stable security definer set search_path from current
  return exists (select from "case" c join desk d on d.case_id = c.id and d.person_id = c.claimed_by
    where c.id = of_case and c.claimed_by = claimer
      and (current_setting('role') is distinct from 'parvis_app' or c.audience_id = any (viewer_audiences())));
