-- Where a post was moved by what was decided about it: told to its author if they may know that community.
alter table statement add column moved_to uuid references community on delete set null;

-- The author of a flagged thing is on its desk never: what becomes of its case is no reason to look up anew what they
-- hold, and no pause in what they are answered says that there is one.
create function announce_handlers_but(community uuid, author uuid) returns void
language sql security definer set search_path from current as $$
  select pg_notify('parvis_standing', handler.id::text) from (
    select m.person_id as id from membership m
      where m.community_id = announce_handlers_but.community and m.role = 'steward'
    union select p.id from person p where p.roles @> '{moderator}'
  ) handler where handler.id is distinct from announce_handlers_but.author
$$;
create or replace function announce_case() returns trigger language plpgsql security definer set search_path from current as $$
begin
  perform announce_handlers_but(new.community_id, new.author_id);
  return null;
end $$;
create or replace function announce_flag() returns trigger language plpgsql security definer set search_path from current as $$
begin
  perform pg_notify('parvis_standing', new.reporter_id::text);
  perform announce_handlers_but(c.community_id, c.author_id) from "case" c where c.id = new.case_id;
  return null;
end $$;
revoke execute on function announce_handlers_but(uuid, uuid) from public;
