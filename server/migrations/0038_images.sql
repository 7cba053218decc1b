-- What is said of the images of a post or comment is a part of what it says: it changes with an edit, and what was said
-- before is in the history.

-- Images that the version had: a list of {name, alt}; null where it had none.
alter table revision add column images jsonb;

create function list_images(attachments jsonb) returns jsonb language sql immutable
return (select jsonb_agg(jsonb_build_object('name', a.one -> 'name', 'alt', a.one -> 'alt') order by a.place)
  from jsonb_array_elements(attachments) with ordinality a (one, place) where a.one ->> 'kind' = 'image');

create or replace function keep_revision() returns trigger language plpgsql security definer set search_path from current as $$
declare
  shown boolean := old.state = 'published';
  before jsonb := to_jsonb(old);
begin
  if viewer_person() is null or old.state = 'scheduled' then return new; end if;
  insert into revision (post_id, comment_id, audience_id, withheld, written_at, title, link, body, language, images)
    values (case tg_table_name when 'post' then old.id else (before ->> 'post_id')::uuid end,
      case tg_table_name when 'comment' then old.id end, old.audience_id, not shown,
      coalesce(old.edited_at, old.created_at), before ->> 'title', before ->> 'link', old.body, old.language,
      list_images(old.attachments));
  if shown then new.revisions := old.revisions + 1; end if;
  return new;
end $$;

-- Keeps the version from `since` where the images that it had, or what was said of them, are not all there any more:
-- what is only added takes nothing from anybody. An edit of the text has kept it already.
create function keep_images(of_post uuid, of_comment uuid, since timestamptz, before jsonb, after jsonb) returns void
language plpgsql security definer set search_path from current as $$
declare
  had jsonb := list_images(before);
  post post;
  comment comment;
begin
  if viewer_person() is null or since is null or had is null or coalesce(list_images(after), '[]') @> had then return; end if;
  if exists (select from revision r where r.post_id = of_post and r.comment_id is not distinct from of_comment
      and date_trunc('milliseconds', r.written_at) = date_trunc('milliseconds', since)) then return; end if;
  if of_comment is null then
    select * into post from post p where p.id = of_post;
    if post.state = 'scheduled' then return; end if;
    insert into revision (post_id, audience_id, withheld, written_at, title, link, body, language, images)
      values (of_post, post.audience_id, post.state <> 'published', since, post.title, post.link, post.body, post.language, had);
    update post p set revisions = p.revisions + 1 where p.id = of_post and p.state = 'published';
  else
    select * into comment from comment c where c.id = of_comment;
    insert into revision (post_id, comment_id, audience_id, withheld, written_at, body, language, images)
      values (of_post, of_comment, comment.audience_id, comment.state <> 'published', since, comment.body, comment.language, had);
    update comment c set revisions = c.revisions + 1 where c.id = of_comment and c.state = 'published';
  end if;
end $$;

-- Gives a post or comment of the viewer's exactly these, in this order, or (null) those that it has; the others that it
-- had are erased. `said`: what its images show from now on, a list of {id, alt}. `since`: when the version was written
-- that this edits; null where nothing is edited. Answers how many of them were the viewer's to give, how many images
-- among them nobody has described, and how many of those that something is said of are not among them.
drop function take_attachments(uuid[], uuid, uuid);
create function take_attachments(wanted uuid[], into_post uuid, into_comment uuid, said jsonb, since timestamptz)
returns table (taken int, undescribed int, unknown int)
language plpgsql volatile security definer set search_path from current as $$
declare
  audience int;
  author uuid;
  before jsonb;
begin
  if into_comment is null then
    select p.audience_id, p.author_id, p.attachments into audience, author, before from post p
      where p.id = into_post for no key update;
  else
    select c.audience_id, c.author_id, c.attachments into audience, author, before from comment c
      where c.id = into_comment and c.post_id = into_post and c.deleted_at is null for no key update;
  end if;
  if author is distinct from viewer_person() then
    raise insufficient_privilege using message = 'Only its author attaches something.';
  end if;
  if wanted is null then
    wanted := array(select a.id from attachment a where a.post_id = into_post
      and a.comment_id is not distinct from into_comment and not a.preview order by a.position, a.id);
  end if;
  delete from attachment a where a.post_id = into_post and a.comment_id is not distinct from into_comment
    and not a.preview and not (a.id = any (wanted));
  with given as (
    update attachment a set post_id = into_post, comment_id = into_comment, audience_id = audience, position = w.place,
        alt = case when a.kind = 'image' then coalesce(s.alt, a.alt) end
      from unnest(wanted) with ordinality w (id, place)
      left join jsonb_to_recordset(said) s (id uuid, alt text) on s.id = w.id
      where a.id = w.id and a.owner_id = author and not a.preview
        and (a.post_id is null or (a.post_id = into_post and a.comment_id is not distinct from into_comment))
      returning a.id, a.kind, a.alt)
  select count(*), count(*) filter (where given.kind = 'image' and given.alt is null),
      (select count(*) from jsonb_to_recordset(said) s (id uuid, alt text)
        where not exists (select from given g where g.id = s.id and g.kind = 'image'))
    into taken, undescribed, unknown from given;
  perform keep_images(into_post, into_comment, since, before, list_attachments(into_post, into_comment, null));
  perform tell_attachments(into_post, into_comment);
  return next;
end $$;

-- What the viewer says of an image of theirs that nothing uses yet: one that is used is described in an edit of that.
drop function describe_attachment(uuid, text, timestamptz);
create function describe_attachment(wanted uuid, description text) returns boolean
language plpgsql volatile security definer set search_path from current as $$
begin
  update attachment a set alt = description
    where a.id = wanted and a.owner_id = viewer_person() and a.kind = 'image' and a.post_id is null and a.copy_id is null;
  return found;
end $$;

revoke execute on function list_images(jsonb), keep_images(uuid, uuid, timestamptz, jsonb, jsonb),
  take_attachments(uuid[], uuid, uuid, jsonb, timestamptz), describe_attachment(uuid, text) from public;
grant execute on function take_attachments(uuid[], uuid, uuid, jsonb, timestamptz), describe_attachment(uuid, text) to parvis_app;
