-- Nobody writes while they are suspended there, or have a warning to read. Services say so, with the reason and until when;
-- this holds whatever way past them is found. It is no matter of the system, which publishes nothing of who is barred.
create function refuse_barred() returns trigger language plpgsql security definer set search_path from current as $$
declare
  place uuid;
begin
  if tg_table_name = 'post' then
    place := new.community_id;
  else
    select p.community_id into place from post p where p.id = new.post_id;
  end if;
  if exists (select from statement s
    where s.person_id = new.author_id and s.undone_at is null
      and (s.decision = 'warn' and s.acknowledged_at is null
        or s.decision = 'suspend' and s.until > coalesce(new.edited_at, new.created_at)
          and (s.community_id is null or s.community_id = place))) then
    raise exception 'Person % is suspended, or has a warning to read', new.author_id using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger barred before insert on post for each row
  when (current_user = 'parvis_app') execute function refuse_barred();
create trigger barred before insert on comment for each row
  when (current_user = 'parvis_app') execute function refuse_barred();
create trigger barred_edit before update of title, source on post for each row
  when (current_user = 'parvis_app' and (old.title, old.source) is distinct from (new.title, new.source))
  execute function refuse_barred();
create trigger barred_edit before update of source on comment for each row
  when (current_user = 'parvis_app' and old.source is distinct from new.source)
  execute function refuse_barred();
revoke execute on function refuse_barred() from public;
