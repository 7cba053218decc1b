-- Posts are kept in memory with the byline they stand under, by the version that the row has and this one: it is another
-- one for whoever sees a changed byline, and the old one for whoever does not yet. Told at the end of the transaction, so
-- that nobody waits for another's name.
create table byline_version (
  version bigint not null default 0,
  tx xid8,
  one boolean primary key default true check (one)
);
insert into byline_version default values;
alter table byline_version enable row level security;
create policy read on byline_version for select to parvis_app using (true);
create policy system on byline_version for select to parvis_system using (true);
grant select (version) on byline_version to parvis_app, parvis_system;

create function count_bylines() returns trigger language plpgsql security definer set search_path from current as $$
begin
  update byline_version set version = version + 1, tx = pg_current_xact_id() where tx is distinct from pg_current_xact_id();
  return null;
end $$;
create constraint trigger byline_counted after update of name, photo, circle, departed_at, profile_audience_id on person
  deferrable initially deferred for each row
  when ((old.name, old.photo, old.circle, old.departed_at, old.profile_audience_id)
    is distinct from (new.name, new.photo, new.circle, new.departed_at, new.profile_audience_id))
  execute function count_bylines();
