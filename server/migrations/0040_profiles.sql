-- What people say of themselves, each thing with its own readers; who confirmed a skill; what was dismissed for good.

alter table profile add column mandates text[] not null default '{}';
create index profile_site on profile (site) where site is not null;
create index profile_unit on profile ((unit collate "C")) where unit is not null;

-- A row here is the value. For the fields that `profile` has a column for, the column holds the same while the readers
-- are those of the whole profile, and nothing otherwise: whoever reads the column reads what everybody may who opens the
-- profile. `value` null: emptied, also where the directory has one. `own`: an import does not write over it.
create table profile_field (
  person_id uuid not null references person on delete cascade,
  field text not null check (field in
    ('bio', 'pronouns', 'pronunciation', 'phone', 'languages', 'timeZone', 'workingHours', 'absence')),
  value jsonb,
  readers text not null default 'profile' check (readers in ('profile', 'employees', 'community', 'self')),
  audience_id int not null references audience,
  own boolean not null default true,
  version int not null default 1,
  primary key (person_id, field)
);
create index profile_field_audience on profile_field (audience_id);

alter table person_skill
  add column readers text not null default 'profile' check (readers in ('profile', 'employees', 'community', 'self')),
  add column own boolean not null default false,
  add column version int not null default 1;
create index person_skill_narrow on person_skill (audience_id) where readers <> 'profile';

create table skill_confirmation (
  person_id uuid not null,
  skill_id uuid not null,
  confirmer_id uuid not null references person on delete cascade,
  -- That of the declared skill.
  audience_id int not null references audience,
  at timestamptz not null,
  primary key (person_id, skill_id, confirmer_id),
  foreign key (person_id, skill_id) references person_skill on update cascade on delete cascade,
  check (confirmer_id <> person_id)
);
create index skill_confirmation_confirmer on skill_confirmation (confirmer_id);

-- What somebody does not want to be said to have: it is not suggested, and no import declares it for them.
create table skill_dismissal (
  person_id uuid not null references person on delete cascade,
  skill_id uuid not null references skill on delete cascade,
  at timestamptz not null,
  primary key (person_id, skill_id)
);
create index skill_dismissal_age on skill_dismissal (person_id, at);

-- The column follows the row, whoever writes the profile.
create function keep_own_fields() returns trigger language plpgsql security definer set search_path from current as $$
declare f profile_field;
begin
  for f in select * from profile_field p where p.person_id = new.person_id loop
    if f.readers <> 'profile' then f.value := null; end if;
    case f.field
      when 'bio' then new.bio := f.value #>> '{}';
      when 'phone' then new.phone := f.value #>> '{}';
      when 'timeZone' then new.time_zone := f.value #>> '{}';
      when 'languages' then new.languages := array(select jsonb_array_elements_text(coalesce(f.value, '[]')));
      else null;
    end case;
  end loop;
  return new;
end $$;
create trigger own_fields_kept before update on profile for each row execute function keep_own_fields();

-- What is found by words is found by nobody who may not read it, from this moment on; the words are taken in anew.
create function tell_profile_field() returns trigger language plpgsql security definer set search_path from current as $$
declare
  person uuid := case when tg_op = 'DELETE' then old.person_id else new.person_id end;
  what text := case when tg_op = 'DELETE' then old.field else new.field end;
begin
  if what in ('bio', 'phone', 'timeZone', 'languages') then
    update profile set bio = bio where person_id = person;
  end if;
  if what = 'bio' then
    if tg_op = 'DELETE' or tg_op = 'INSERT' or old.audience_id <> new.audience_id then
      delete from search_document where kind = 'profile' and subject_id = person;
    end if;
    insert into search_due (kind, subject_id) select 'profile', person from profile where person_id = person
      on conflict (kind, subject_id) do update set kind = excluded.kind;
  end if;
  return null;
end $$;
create trigger profile_told after insert or update or delete on profile_field
  for each row execute function tell_profile_field();

-- What is for the readers of the whole profile follows it to others. Named so that it comes after what moves the documents.
create function move_values() returns trigger language plpgsql security definer set search_path from current as $$
begin
  update profile_field set audience_id = new.audience_id where person_id = new.person_id and readers = 'profile';
  update person_skill set audience_id = new.audience_id where person_id = new.person_id and readers = 'profile';
  if exists (select from profile_field f where f.person_id = new.person_id and f.field = 'bio' and f.readers <> 'profile') then
    delete from search_document where kind = 'profile' and subject_id = new.person_id;
    insert into search_due (kind, subject_id) values ('profile', new.person_id)
      on conflict (kind, subject_id) do update set kind = excluded.kind;
  end if;
  return null;
end $$;
create trigger values_moved after update of audience_id on profile for each row
  when (old.audience_id is distinct from new.audience_id) execute function move_values();

create function move_confirmations() returns trigger language plpgsql security definer set search_path from current as $$
begin
  update skill_confirmation set audience_id = new.audience_id
    where person_id = new.person_id and skill_id = new.skill_id;
  return null;
end $$;
create trigger confirmations_moved after update of audience_id on person_skill for each row
  when (old.audience_id is distinct from new.audience_id) execute function move_confirmations();

-- What was for a community is nobody else's once its person left it, or once there is no such community.
create function take_back(person uuid, audiences int[]) returns void
language plpgsql security definer set search_path from current as $$
declare own int;
begin
  if exists (select from profile_field f where f.audience_id = any (audiences) and f.readers = 'community'
        and f.person_id = coalesce(take_back.person, f.person_id))
    or exists (select from person_skill s where s.audience_id = any (audiences) and s.readers <> 'profile'
        and s.readers = 'community' and s.person_id = coalesce(take_back.person, s.person_id)) then
    update profile_field f set readers = 'self', audience_id = person_audience(f.person_id), version = f.version + 1
      where f.audience_id = any (audiences) and f.readers = 'community' and f.person_id = coalesce(take_back.person, f.person_id);
    update person_skill s set readers = 'self', audience_id = person_audience(s.person_id), version = s.version + 1
      where s.audience_id = any (audiences) and s.readers <> 'profile' and s.readers = 'community'
        and s.person_id = coalesce(take_back.person, s.person_id);
  end if;
end $$;
create function take_back_from_community() returns trigger language plpgsql security definer set search_path from current as $$
begin
  perform take_back(old.person_id, array(select a.id from audience a where a.community_id = old.community_id and a.kind = 'shared'));
  return null;
end $$;
create trigger values_taken_back after delete on membership for each row execute function take_back_from_community();
create function take_back_from_audience() returns trigger language plpgsql security definer set search_path from current as $$
begin
  perform take_back(null, array[old.id]);
  return old;
end $$;
create trigger values_taken_back before delete on audience for each row
  when (old.kind = 'shared' and old.community_id is not null) execute function take_back_from_audience();

-- The audience that a choice of the viewer's means; null where it is not theirs to choose.
create function chosen_readers(readers text, community uuid) returns int
language plpgsql volatile security definer set search_path from current as $$
declare
  person uuid := viewer_person();
  place community;
begin
  case readers
    when 'profile' then return (select audience_id from profile where person_id = person);
    when 'self' then return person_audience(person);
    when 'employees' then
      if (select p.circle from person p where p.id = viewer_person()) = 'employee' then return null; end if;
      return shared_audience(null, array['employee'], 'C0');
    else
      -- What an open community is told, everybody in its circles is told.
      select c.* into place from community c join membership m on m.community_id = c.id and m.person_id = person
        where c.id = chosen_readers.community and c.visibility <> 'open';
      return case when place.id is not null then shared_audience(place.id, place.circles, 'C0') end;
  end case;
end $$;

-- The viewer writes one field of their own. `expected`: the version that they saw; null for whichever. `told`: the
-- audiences to which it looks different now.
create function set_profile_field(of_field text, wanted jsonb, of_readers text, community uuid, expected int)
returns table (outcome text, told int[])
language plpgsql volatile security definer set search_path from current as $$
declare
  person uuid := viewer_person();
  before profile_field;
  audience int;
begin
  -- Two tabs of one person write one after the other.
  perform from profile p where p.person_id = person for no key update;
  select f.* into before from profile_field f where f.person_id = person and f.field = of_field;
  if expected is not null and expected <> coalesce(before.version, 0) then
    return query select 'changed', '{}'::int[];
    return;
  end if;
  audience := chosen_readers(of_readers, community);
  if audience is null then
    return query select 'readers', '{}'::int[];
    return;
  end if;
  if before.own and before.value is not distinct from wanted and before.readers = of_readers and before.audience_id = audience then
    return query select 'unchanged', '{}'::int[];
    return;
  end if;
  insert into profile_field (person_id, field, value, readers, audience_id) values (person, of_field, wanted, of_readers, audience)
    on conflict (person_id, field) do update set value = excluded.value, readers = excluded.readers,
      audience_id = excluded.audience_id, own = true, version = profile_field.version + 1;
  return query select 'done', array(select distinct unnest(array[audience,
    coalesce(before.audience_id, (select p.audience_id from profile p where p.person_id = person))]));
end $$;

-- The viewer declares a skill, or changes what they said of one. `most`: what one person declares.
create function set_person_skill(skill uuid, of_level text, of_tags text[], of_readers text, community uuid, expected int, most int)
returns table (outcome text, told int[])
language plpgsql volatile security definer set search_path from current as $$
declare
  person uuid := viewer_person();
  before person_skill;
  audience int;
begin
  perform from profile p where p.person_id = person for no key update;
  select s.* into before from person_skill s where s.person_id = person and s.skill_id = skill;
  if expected is not null and expected <> coalesce(before.version, 0) then
    return query select 'changed', '{}'::int[];
    return;
  end if;
  audience := chosen_readers(of_readers, community);
  if audience is null then
    return query select 'readers', '{}'::int[];
    return;
  end if;
  if before.person_id is null and (select count(*) from person_skill s where s.person_id = person) >= most then
    return query select 'full', '{}'::int[];
    return;
  end if;
  if before.own and (before.level, before.tags, before.readers, before.audience_id)
      is not distinct from (of_level, of_tags, of_readers, audience) then
    return query select 'unchanged', '{}'::int[];
    return;
  end if;
  insert into person_skill (person_id, skill_id, audience_id, level, tags, readers, own)
    values (person, skill, audience, of_level, of_tags, of_readers, true)
    on conflict (person_id, skill_id) do update set audience_id = excluded.audience_id, level = excluded.level,
      tags = excluded.tags, readers = excluded.readers, own = true, version = person_skill.version + 1;
  delete from skill_dismissal d where d.person_id = person and d.skill_id = skill;
  return query select 'done', array(select distinct a from unnest(array[audience, before.audience_id]) a where a is not null);
end $$;

-- The oldest dismissals beyond `most` are forgotten.
create function dismiss_skill(skill uuid, at timestamptz, most int) returns void
language sql volatile security definer set search_path from current
  begin atomic
    insert into skill_dismissal (person_id, skill_id, at) values (viewer_person(), dismiss_skill.skill, dismiss_skill.at)
      on conflict do nothing;
    delete from skill_dismissal d where d.person_id = viewer_person() and d.skill_id in (
      select o.skill_id from skill_dismissal o where o.person_id = viewer_person() order by o.at desc, o.skill_id offset most);
  end;

create function remove_person_skill(skill uuid, expected int, at timestamptz, most int) returns table (outcome text, told int[])
language plpgsql volatile security definer set search_path from current as $$
declare before person_skill;
begin
  perform from profile p where p.person_id = viewer_person() for no key update;
  select s.* into before from person_skill s where s.person_id = viewer_person() and s.skill_id = skill;
  if before.person_id is null then
    return query select 'absent', '{}'::int[];
  elsif expected is not null and expected <> before.version then
    return query select 'changed', '{}'::int[];
  else
    delete from person_skill s where s.person_id = viewer_person() and s.skill_id = skill;
    perform dismiss_skill(skill, at, most);
    return query select 'done', array[before.audience_id];
  end if;
end $$;

-- What the viewer says of themselves, whoever else reads it, they themselves included.
create function own_fields() returns table (field text, value jsonb, readers text, community uuid, own boolean, version int)
language sql stable security definer set search_path from current as $$
  select f.field, f.value, f.readers, case when f.readers = 'community' then a.community_id end, f.own, f.version
  from profile_field f join audience a on a.id = f.audience_id where f.person_id = viewer_person()
$$;
create function own_skills() returns table (
  id uuid, label jsonb, level text, tags text[], readers text, community uuid, version int
)
language sql stable security definer set search_path from current as $$
  select s.id, s.label, h.level, h.tags, h.readers, case when h.readers = 'community' then a.community_id end, h.version
  from person_skill h join skill s on s.id = h.skill_id join audience a on a.id = h.audience_id
  where h.person_id = viewer_person() order by s.id
$$;

-- Communities of which the viewer and somebody are members, as far as the viewer may know of them.
create function common_communities(other uuid, most int) returns table (id uuid, slug text, name text)
language sql stable security definer set search_path from current as $$
  select c.id, c.slug, c.name from membership mine
  join membership theirs on theirs.community_id = mine.community_id and theirs.person_id = other
  join community c on c.id = mine.community_id and c.audience_id = any (viewer_audiences())
  where mine.person_id = viewer_person() and other <> viewer_person() order by c.name, c.id limit most
$$;

alter table profile_field enable row level security;
alter table skill_confirmation enable row level security;
alter table skill_dismissal enable row level security;
create policy read on profile_field for select to parvis_app
  using (audience_id = any ((select viewer_audiences())::int[]));
create policy read on skill_confirmation for select to parvis_app
  using (audience_id = any ((select viewer_audiences())::int[]));
-- One confirms what one reads, of somebody else who is still there.
create policy confirmed on skill_confirmation for insert to parvis_app
  with check (confirmer_id = (select viewer_person())
    and exists (select from person_skill s where s.person_id = skill_confirmation.person_id
      and s.skill_id = skill_confirmation.skill_id and s.audience_id = skill_confirmation.audience_id)
    and exists (select from profile f join person p on p.id = f.person_id
      where f.person_id = skill_confirmation.person_id and p.departed_at is null));
create policy unconfirmed on skill_confirmation for delete to parvis_app using (confirmer_id = (select viewer_person()));
create policy own on skill_dismissal for select to parvis_app using (person_id = (select viewer_person()));

do $$
declare name text;
begin
  foreach name in array array['profile_field', 'skill_confirmation', 'skill_dismissal'] loop
    execute format('create policy system on %I for all to parvis_system using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to parvis_system', name);
  end loop;
end $$;
grant select on profile_field, skill_confirmation, skill_dismissal to parvis_app;
grant insert (person_id, skill_id, confirmer_id, audience_id, at), delete on skill_confirmation to parvis_app;

revoke execute on function take_back(uuid, int[]), chosen_readers(text, uuid),
  set_profile_field(text, jsonb, text, uuid, int), set_person_skill(uuid, text, text[], text, uuid, int, int),
  dismiss_skill(uuid, timestamptz, int), remove_person_skill(uuid, int, timestamptz, int), own_fields(), own_skills(),
  common_communities(uuid, int) from public;
grant execute on function set_profile_field(text, jsonb, text, uuid, int),
  set_person_skill(uuid, text, text[], text, uuid, int, int), dismiss_skill(uuid, timestamptz, int),
  remove_person_skill(uuid, int, timestamptz, int), own_fields(), own_skills(), common_communities(uuid, int) to parvis_app;
