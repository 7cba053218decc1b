-- What a viewer may write, to the column: the service decides first, and this holds when a service is mistaken.

-- Of somebody else, a viewer reads the byline; clearance and roles are the server's own business.
revoke select on person from parvis_app;
grant select (id, user_name, name, photo, circle, departed_at, hidden, profile_audience_id) on person to parvis_app;

-- Who holds what is asked for oneself, or by the system.
create function viewer_held() returns int[] language sql stable security definer set search_path from current
  return held_audiences(viewer_person());
revoke execute on function held_audiences(uuid), viewer_standing(text), viewer_held(), shared_audience(uuid, text[], text), person_audience(uuid) from public;
grant execute on function held_audiences(uuid), viewer_standing(text), shared_audience(uuid, text[], text), person_audience(uuid) to parvis_system;
grant execute on function viewer_held(), shared_audience(uuid, text[], text), person_audience(uuid) to parvis_app;

-- One joins only what one sees, where joining is free and one's own circle is let in.
drop policy own on membership;
create policy own on membership for select to parvis_app using (person_id = (select viewer_person()));
create policy joined on membership for insert to parvis_app
  with check (person_id = (select viewer_person()) and role = 'member'
    and exists (select from community c join person p on p.id = (select viewer_person())
      where c.id = community_id and c.join_rule = 'free' and p.circle = any (c.circles)));
create policy quit on membership for delete to parvis_app using (person_id = (select viewer_person()));

-- One tells only those whom one could also read. The place in the order of events is the database's.
drop policy own on event;
create policy told on event for insert to parvis_app
  with check (actor_id = (select viewer_person()) and audience_id = any ((select viewer_audiences())::int[]));
revoke insert on event from parvis_app;
grant insert (type, at, actor_id, audience_id, subject_kind, subject_id, post_id, community_id, data) on event to parvis_app;

-- A post is in the community of its audience, and its author is a member there.
drop policy written on post;
create policy written on post for insert to parvis_app
  with check (author_id = (select viewer_person()) and audience_id = any ((select viewer_audiences())::int[])
    and exists (select from audience a
      where a.id = audience_id and a.kind = 'shared' and a.community_id is not distinct from post.community_id)
    and (community_id is null
      or exists (select from membership m where m.community_id = post.community_id and m.person_id = (select viewer_person()))));
-- Counters, state, the accepted answer and the audience are not the author's to write.
revoke insert, update on post, comment from parvis_app;
grant insert (id, audience_id, community_id, author_id, kind, title, body, source, link, tags, language, commenters, created_at),
  update (title, body, source, link, tags, language, commenters, edited_at) on post to parvis_app;
grant insert (id, post_id, audience_id, parent_id, author_id, body, source, language, created_at),
  update (body, source, language, edited_at) on comment to parvis_app;

-- What is replied to, or reacted to, belongs to the post that is named beside it. Definer: a policy cannot read the
-- table that it guards.
create function answers(comment uuid, post uuid) returns boolean language sql stable security definer set search_path from current
  return exists (select from comment c where c.id = answers.comment and c.post_id = answers.post
    and c.audience_id = any ((select viewer_audiences())::int[]));
drop policy written on comment;
create policy written on comment for insert to parvis_app
  with check (author_id = (select viewer_person())
    and exists (select from post p where p.id = post_id and p.audience_id = comment.audience_id)
    and (parent_id is null or answers(parent_id, post_id)));
drop policy reacted on reaction;
create policy reacted on reaction for insert to parvis_app
  with check (person_id = (select viewer_person())
    and exists (select from post p where p.id = post_id and p.audience_id = reaction.audience_id)
    and (comment_id is null or exists (select from comment c
      where c.id = comment_id and c.post_id = reaction.post_id and c.audience_id = reaction.audience_id)));

-- An audience of one person is that person's news alone.
create or replace function announce_standing() returns trigger language plpgsql as $$
declare changed text := '*';
begin
  if tg_table_name in ('membership', 'follow') then
    changed := coalesce(new.person_id, old.person_id);
  elsif tg_table_name = 'person' then
    changed := coalesce(new.id, old.id);
  elsif tg_table_name = 'audience' then
    changed := coalesce(new.person_id::text, old.person_id::text, '*');
  end if;
  perform pg_notify('parvis_standing', changed);
  return null;
end $$;
drop trigger standing_announced on audience;
create trigger standing_announced after insert or delete on audience
  for each row execute function announce_standing();
