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

-- What one wrote is one's own to delete and to take along, also where one reads it no longer: who wrote it is asked, not
-- who reads it. A row is deleted by no other way.
revoke delete on post, comment from parvis_app;
drop policy edited on comment;
create policy edited on comment for update to parvis_app
  using (author_id = (select viewer_person()) and deleted_at is null)
  with check (author_id = (select viewer_person()) and audience_id = any ((select viewer_audiences())::int[]));
drop policy deleted on post;
drop policy deleted on comment;

-- `parvis.at` tells what hears of the deletion when it was. Answers what was deleted; nothing where the viewer wrote nothing of this id.
create function delete_own_post(wanted uuid, at timestamptz)
returns table (audience_id int, community_id uuid, kind text, tags text[])
language sql volatile security definer set search_path from current
  begin atomic
    select set_config('parvis.at', at::text, true);
    delete from post p where p.id = wanted and p.author_id = viewer_person()
      returning p.audience_id, p.community_id, p.kind, p.tags;
  end;

-- Where others replied, the comment stays in its place without its text: what they wrote is theirs. The post is locked
-- first, so that no reply is written meanwhile.
create function delete_own_comment(wanted uuid, at timestamptz)
returns table (audience_id int, post_id uuid, community_id uuid, replied boolean, accepted boolean)
language plpgsql volatile security definer set search_path from current as $$
declare
  own comment;
  community uuid;
  replied boolean;
  accepted boolean;
begin
  select p.community_id, p.accepted_id is not distinct from wanted into community, accepted from post p
    where p.id = (select c.post_id from comment c where c.id = wanted and c.author_id = viewer_person())
    for no key update;
  select c.* into own from comment c where c.id = wanted and c.author_id = viewer_person() and c.deleted_at is null
    for update;
  if own.id is null then return; end if;
  perform set_config('parvis.at', at::text, true);
  replied := exists (select from comment c where c.parent_id = wanted);
  if replied then
    update comment set body = '[]', source = '', language = null, edited_at = at, deleted_at = at where id = wanted;
    delete from reaction r where r.comment_id = wanted;
    update post set accepted_id = null where accepted_id = wanted;
  else
    delete from comment where id = wanted;
  end if;
  return query select own.audience_id, own.post_id, community, replied, accepted;
end $$;

-- What the viewer wrote, newest first, and whether they still read it where it stands.
create function own_contributions(before timestamptz, before_id uuid, most int) returns table (
  kind text, id uuid, post_id uuid, title text, source text, link text, tags text[], state text, readable boolean,
  created_at timestamptz, edited_at timestamptz
)
language sql stable security definer set search_path from current as $$
  select * from (
    (select 'post', p.id, p.id, p.title, p.source, p.link, p.tags, p.state, p.audience_id = any (viewer_audiences()),
        p.created_at, p.edited_at
      from post p where p.author_id = viewer_person() and (p.created_at, p.id) < (before, before_id)
      order by p.created_at desc, p.id desc limit most)
    union all
    (select 'comment', c.id, c.post_id, null, c.source, null, '{}', c.state, c.audience_id = any (viewer_audiences()),
        c.created_at, c.edited_at
      from comment c where c.author_id = viewer_person() and c.deleted_at is null and (c.created_at, c.id) < (before, before_id)
      order by c.created_at desc, c.id desc limit most)
  ) as own (kind, id, post_id, title, source, link, tags, state, readable, created_at, edited_at)
  order by own.created_at desc, own.id desc limit most
$$;
revoke execute on function delete_own_post(uuid, timestamptz), delete_own_comment(uuid, timestamptz), own_contributions(timestamptz, uuid, int) from public;
grant execute on function delete_own_post(uuid, timestamptz), delete_own_comment(uuid, timestamptz), own_contributions(timestamptz, uuid, int) to parvis_app;

-- Whatever locks a post and something below it locks the post first.
create function lock_post(wanted uuid) returns void language plpgsql security definer set search_path from current as $$
begin
  perform from post p where p.id = wanted and p.audience_id = any (viewer_audiences()) for no key update;
end $$;
revoke execute on function lock_post(uuid) from public;
grant execute on function lock_post(uuid) to parvis_app;

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
