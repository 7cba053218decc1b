-- Who accepted which version of the charter: a proof, in the person's own audience, that nothing changes afterwards.

create table charter_acceptance (
  person_id uuid not null references person on delete cascade,
  version int not null references charter_version,
  audience_id int not null references audience,
  -- As they read it: the language, and the SHA-256 of the text in it.
  language text not null check (language in ('en', 'fr')),
  digest text not null,
  accepted_at timestamptz not null,
  primary key (person_id, version)
);
create index charter_acceptance_version on charter_acceptance (version, accepted_at, person_id);

-- Whether somebody has accepted what is in force is part of their standing.
create function announce_acceptance() returns trigger language plpgsql as $$
begin
  perform pg_notify('parvis_standing', new.person_id::text);
  return null;
end $$;
create trigger standing_announced after insert on charter_acceptance
  for each row execute function announce_acceptance();
create trigger charter_announced after insert on charter_version
  for each statement execute function announce_everybody();

alter table charter_acceptance enable row level security;
create policy read on charter_acceptance for select to parvis_app
  using (audience_id = any ((select viewer_audiences())::int[]));
-- One accepts for oneself, into one's own audience.
create policy accepted on charter_acceptance for insert to parvis_app
  with check (person_id = (select viewer_person())
    and exists (select from audience a
      where a.id = audience_id and a.kind = 'person' and a.person_id = (select viewer_person())));
create policy system on charter_acceptance for all to parvis_system using (true) with check (true);
grant select, insert on charter_acceptance to parvis_app;
grant select, insert, delete on charter_acceptance to parvis_system;
