-- What was imported: which row of a source became which thing here, and what that row was like. An import passes over
-- rows that are as they were the last time, so that it neither repeats itself nor undoes what people changed since.
create table imported (
  kind text not null check (kind in ('skill', 'person', 'community', 'project', 'post', 'comment', 'reaction')),
  source text not null,
  -- No foreign key: the row stays when the thing is deleted, which is why an import does not bring it back.
  id uuid not null,
  digest uuid not null,
  primary key (kind, source)
);
create index imported_person on imported (id) where kind = 'person';

alter table imported enable row level security;
create policy system on imported for all to parvis_system using (true) with check (true);
grant select, insert, update, delete on imported to parvis_system;
