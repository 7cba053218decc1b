-- When each person published, commented or added words of their own last, as often as counts: one table and one way for
-- all, apart by deed, so that none stands in the way of another. It is for the pace alone: nobody reads it.
create table turn (
  person_id uuid not null references person on delete cascade,
  deed text not null check (deed in ('post', 'comment', 'skill')),
  taken timestamptz[] not null default '{}',
  primary key (person_id, deed)
);
alter table turn enable row level security;
create policy system on turn for all to parvis_system using (true) with check (true);
grant select, insert, update, delete on turn to parvis_system;

insert into turn (person_id, deed, taken) select person_id, 'post', published from post_pace;
insert into turn (person_id, deed, taken) select person_id, 'comment', commented from comment_pace;
insert into turn (person_id, deed, taken) select person_id, 'skill', added from skill_pace;
drop function take_post_turn;
drop function take_comment_turn;
drop function take_skill_turn;
drop table post_pace, comment_pace, skill_pace;

-- Takes the viewer's turn: null when it is theirs, otherwise the seconds until it is. Parallel calls of one person for one
-- deed wait for each other here, whichever process they came to; with the transaction the turn is given back.
-- `gap`: seconds between two; `most`: how many `within` so many seconds; 0 bounds nothing.
create function take_turn(deed text, now timestamptz, gap float8, most int, "within" int) returns int
language plpgsql security definer set search_path from current as $$
declare
  times timestamptz[];
  free timestamptz;
begin
  insert into turn (person_id, deed) values (viewer_person(), take_turn.deed) on conflict do nothing;
  select array(select t from unnest(taken) t where t > take_turn.now - take_turn."within" * interval '1 second'
      order by t desc limit greatest(most, 1))
    into times from turn where person_id = viewer_person() and turn.deed = take_turn.deed for update;
  free := greatest(
    case when gap > 0 then times[1] + gap * interval '1 second' end,
    case when most > 0 then times[most] + take_turn."within" * interval '1 second' end);
  if free > take_turn.now then
    return ceil(extract(epoch from free - take_turn.now));
  end if;
  update turn set taken = take_turn.now || times where person_id = viewer_person() and turn.deed = take_turn.deed;
  return null;
end $$;
revoke execute on function take_turn from public;
grant execute on function take_turn to parvis_app;
