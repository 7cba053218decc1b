-- What helps while one writes, and how often one may publish.

-- People by the beginning of the name they are mentioned by, tags by theirs: within one audience, so that what a viewer
-- may not read costs nothing and is noticed by nobody.
create index person_mention_prefix on person ((lower(user_name)) collate "C");
create index post_tag_prefix on post_tag (audience_id, tag collate "C");

-- When each person published last, as often as counts. It is for the pace alone: nobody reads it, and it goes with the hour.
create table post_pace (
  person_id uuid primary key references person on delete cascade,
  published timestamptz[] not null default '{}'
);
alter table post_pace enable row level security;
create policy system on post_pace for all to parvis_system using (true) with check (true);
grant select, insert, update, delete on post_pace to parvis_system;

-- Takes the viewer's turn to publish: null when it is theirs, otherwise the seconds until it is. Parallel calls of one
-- person wait for each other here, whichever process they came to; with the transaction the turn is given back.
-- `gap`: seconds between two; `most`: within an hour; 0 bounds nothing.
create function take_post_turn(now timestamptz, gap float8, most int) returns int
language plpgsql security definer set search_path from current as $$
declare
  times timestamptz[];
  free timestamptz;
begin
  insert into post_pace (person_id) values (viewer_person()) on conflict do nothing;
  select array(select t from unnest(published) t where t > take_post_turn.now - interval '1 hour' order by t desc limit greatest(most, 1))
    into times from post_pace where person_id = viewer_person() for update;
  free := greatest(
    case when gap > 0 then times[1] + gap * interval '1 second' end,
    case when most > 0 then times[most] + interval '1 hour' end);
  if free > take_post_turn.now then
    return ceil(extract(epoch from free - take_post_turn.now));
  end if;
  update post_pace set published = take_post_turn.now || times where person_id = viewer_person();
  return null;
end $$;
revoke execute on function take_post_turn from public;
grant execute on function take_post_turn to parvis_app;
