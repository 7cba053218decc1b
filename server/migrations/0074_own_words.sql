-- Somebody's own words go with whatever used them last. One that an import named stays: who took it away is asked about at
-- the next import, and that they did is kept with it.
alter table skill add column imported boolean not null default false;
update skill set imported = true
  where free and (substr(id::text, 15, 1) = '5' or exists (select from person_skill h where h.skill_id = skill.id and not h.own));

-- When each person added words of their own. It is for the pace alone: nobody reads it, and it goes with the day.
create table skill_pace (
  person_id uuid primary key references person on delete cascade,
  added timestamptz[] not null default '{}'
);
alter table skill_pace enable row level security;
create policy system on skill_pace for all to parvis_system using (true) with check (true);
grant select, insert, update, delete on skill_pace to parvis_system;

-- Takes the viewer's turn to add a word, of which there are `most` within a day: null when it is theirs, otherwise the
-- seconds until it is.
create function take_skill_turn(now timestamptz, most int) returns int
language plpgsql security definer set search_path from current as $$
declare
  times timestamptz[];
  free timestamptz;
begin
  insert into skill_pace (person_id) values (viewer_person()) on conflict do nothing;
  select array(select t from unnest(added) t where t > take_skill_turn.now - interval '1 day' order by t desc limit most)
    into times from skill_pace where person_id = viewer_person() for update;
  free := times[most] + interval '1 day';
  if free > take_skill_turn.now then
    return ceil(extract(epoch from free - take_skill_turn.now));
  end if;
  update skill_pace set added = take_skill_turn.now || times where person_id = viewer_person();
  return null;
end $$;
revoke execute on function take_skill_turn from public;
grant execute on function take_skill_turn to parvis_app;
