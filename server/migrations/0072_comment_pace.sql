-- How often one may comment: kept as the pace of posts is, apart from it, so that neither stands in the way of the other.
create table comment_pace (
  person_id uuid primary key references person on delete cascade,
  commented timestamptz[] not null default '{}'
);
alter table comment_pace enable row level security;
create policy system on comment_pace for all to parvis_system using (true) with check (true);
grant select, insert, update, delete on comment_pace to parvis_system;

-- Takes the viewer's turn to comment: null when it is theirs, otherwise the seconds until it is. `gap` and `most` are those
-- of `take_post_turn`, and parallel calls of one person wait for each other here too.
create function take_comment_turn(now timestamptz, gap float8, most int) returns int
language plpgsql security definer set search_path from current as $$
declare
  times timestamptz[];
  free timestamptz;
begin
  insert into comment_pace (person_id) values (viewer_person()) on conflict do nothing;
  select array(select t from unnest(commented) t where t > take_comment_turn.now - interval '1 hour'
      order by t desc limit greatest(most, 1))
    into times from comment_pace where person_id = viewer_person() for update;
  free := greatest(
    case when gap > 0 then times[1] + gap * interval '1 second' end,
    case when most > 0 then times[most] + interval '1 hour' end);
  if free > take_comment_turn.now then
    return ceil(extract(epoch from free - take_comment_turn.now));
  end if;
  update comment_pace set commented = take_comment_turn.now || times where person_id = viewer_person();
  return null;
end $$;
revoke execute on function take_comment_turn from public;
grant execute on function take_comment_turn to parvis_app;
