-- Images and files of posts and comments, and what links lead to.

-- Keys that the installation makes for itself at its first start; the same in every process.
create table server_key (
  purpose text primary key,
  key bytea not null
);

-- Bytes, apart from where they are used: a desk's copy of something flagged has the same ones.
create table attachment_content (
  id uuid primary key
);
create table attachment_part (
  content_id uuid not null references attachment_content on delete cascade,
  size text not null check (size in ('full', 'small')),
  number int not null,
  bytes bytea not null,
  primary key (content_id, size, number)
);
-- Compressed already.
alter table attachment_part alter column bytes set storage external;

create table attachment (
  id uuid primary key,
  -- The uploader's own until a post or comment takes it; then that of the post or comment.
  audience_id int not null references audience,
  owner_id uuid references person on delete cascade,
  content_id uuid not null references attachment_content,
  post_id uuid references post on delete cascade,
  comment_id uuid references comment on delete cascade,
  -- Evidence of a case.
  copy_id bigint references case_copy on delete cascade,
  -- The image of what a link of the post leads to.
  preview boolean not null default false,
  position int not null default 0,
  kind text not null check (kind in ('image', 'file')),
  name text not null,
  type text not null,
  bytes int not null,
  -- Bytes of the small version; null where the image is small itself, and of a file.
  small_bytes int,
  width int,
  height int,
  alt text,
  created_at timestamptz not null,
  check (num_nonnulls(post_id, copy_id) <= 1),
  check (comment_id is null or post_id is not null),
  check ((kind = 'image') = (width is not null and height is not null))
);
create index attachment_post on attachment (post_id) where post_id is not null;
create index attachment_comment on attachment (comment_id) where comment_id is not null;
create index attachment_copy on attachment (copy_id) where copy_id is not null;
create index attachment_content_used on attachment (content_id);
create index attachment_unused on attachment (owner_id, created_at) where post_id is null and copy_id is null;

-- What a feed tells of them, beside the text, so that a page costs nothing more to read: a list of
-- {id, kind, name, type, size, width, height, alt}; null where there are none.
alter table post add column attachments jsonb, add column preview jsonb;
alter table comment add column attachments jsonb;
alter table case_copy add column attachments jsonb;

create function list_attachments(of_post uuid, of_comment uuid, of_copy bigint) returns jsonb
language sql stable security definer set search_path from current
return (select jsonb_agg(jsonb_build_object('id', a.id, 'kind', a.kind, 'name', a.name, 'type', a.type,
    'size', a.bytes, 'width', a.width, 'height', a.height, 'alt', a.alt) order by a.position, a.id)
  from attachment a
  where not a.preview and case when of_copy is not null then a.copy_id = of_copy
    else a.post_id = of_post and a.comment_id is not distinct from of_comment end);

create function tell_attachments(of_post uuid, of_comment uuid) returns void
language plpgsql security definer set search_path from current as $$
begin
  if of_comment is null then
    update post set attachments = list_attachments(of_post, null, null) where id = of_post;
  else
    update comment set attachments = list_attachments(of_post, of_comment, null) where id = of_comment;
  end if;
end $$;

-- Bytes that nothing refers to are gone with the last thing that did.
create function drop_content() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from attachment_content c where c.id = old.content_id
    and not exists (select from attachment a where a.content_id = c.id);
  return null;
end $$;
create trigger content_dropped after delete on attachment for each row execute function drop_content();

-- They follow their post, and their comment, to whoever reads it.
create function follow_with_attachments() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if tg_table_name = 'post' then
    update attachment set audience_id = new.audience_id where post_id = new.id and audience_id = old.audience_id;
  else
    update attachment set audience_id = new.audience_id where comment_id = new.id and audience_id = old.audience_id;
  end if;
  return null;
end $$;
create trigger attachments_followed after update of audience_id on post
  for each row when (old.audience_id is distinct from new.audience_id) execute function follow_with_attachments();
create trigger attachments_followed after update of audience_id on comment
  for each row when (old.audience_id is distinct from new.audience_id) execute function follow_with_attachments();

-- What is left of a deleted comment has none.
create function empty_comment() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from attachment where comment_id = new.id;
  update comment set attachments = null where id = new.id;
  return null;
end $$;
create trigger attachments_emptied after update of deleted_at on comment
  for each row when (new.deleted_at is not null and old.attachments is not null) execute function empty_comment();

-- The desk's copy has those that the thing has when the transaction ends. They are the desk's, whatever becomes of the thing.
create function copy_attachments() returns trigger language plpgsql security definer set search_path from current as $$
declare
  subject "case";
begin
  select * into subject from "case" c where c.id = new.case_id;
  if subject.subject_kind not in ('post', 'comment') or new.reason = 'deleted' then return null; end if;
  insert into attachment (id, audience_id, content_id, copy_id, position, kind, name, type, bytes, small_bytes, width, height, alt, created_at)
    select gen_random_uuid(), new.audience_id, a.content_id, new.id, a.position, a.kind, a.name, a.type, a.bytes, a.small_bytes,
      a.width, a.height, a.alt, a.created_at
    from attachment a where not a.preview and case subject.subject_kind
      when 'post' then a.post_id = subject.subject_id and a.comment_id is null
      else a.comment_id = subject.subject_id end;
  if found then
    update case_copy set attachments = list_attachments(null, null, new.id) where id = new.id;
  end if;
  return null;
end $$;
create constraint trigger attachments_copied after insert on case_copy deferrable initially deferred
  for each row execute function copy_attachments();

-- Also where the text is as it was, the desk has what was added and what was taken away.
create trigger attachments_changed after update of attachments on post for each row
  when (old.attachments is distinct from new.attachments and old.source = new.source)
  execute function copy_for_desk();
create trigger attachments_changed after update of attachments on comment for each row
  when (old.attachments is distinct from new.attachments and old.source = new.source and new.deleted_at is null)
  execute function copy_for_desk();

alter table server_key enable row level security;
alter table attachment_content enable row level security;
alter table attachment_part enable row level security;
alter table attachment enable row level security;

create policy read on attachment for select to parvis_app using (audience_id = any ((select viewer_audiences())::int[]));
create policy dropped on attachment for delete to parvis_app
  using (owner_id = (select viewer_person()) and post_id is null and copy_id is null);
-- Bytes are read by whoever reads one of the things that have them.
create policy read on attachment_part for select to parvis_app
  using (exists (select from attachment a where a.content_id = attachment_part.content_id));
create policy uploaded on attachment_part for insert to parvis_app
  with check (exists (select from attachment a where a.content_id = attachment_part.content_id
    and a.owner_id = (select viewer_person()) and a.post_id is null and a.copy_id is null));
grant select, delete on attachment to parvis_app;
grant select, insert on attachment_part to parvis_app;

do $$
declare name text;
begin
  foreach name in array array['server_key', 'attachment_content', 'attachment_part', 'attachment'] loop
    execute format('create policy system on %I for all to parvis_system using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to parvis_system', name);
  end loop;
end $$;

-- Adds an upload of the viewer's. Answers false when they have too many, or too much, that nothing uses yet.
create function add_attachment(new_id uuid, content uuid, at timestamptz, kind text, name text, type text, bytes int,
  small_bytes int, width int, height int, most_files int, most_bytes bigint) returns boolean
language plpgsql volatile security definer set search_path from current as $$
declare
  person uuid := viewer_person();
  files int;
  total bigint;
begin
  -- One upload of a person is counted after the other.
  perform pg_advisory_xact_lock(33, hashtext(person::text));
  select count(*), coalesce(sum(a.bytes), 0) into files, total from attachment a
    where a.owner_id = person and a.post_id is null and a.copy_id is null;
  if files >= most_files or total + add_attachment.bytes > most_bytes then return false; end if;
  insert into attachment_content values (content);
  insert into attachment (id, audience_id, owner_id, content_id, kind, name, type, bytes, small_bytes, width, height, created_at)
    values (new_id, person_audience(person), person, content, add_attachment.kind, add_attachment.name, add_attachment.type,
      add_attachment.bytes, add_attachment.small_bytes, add_attachment.width, add_attachment.height, at);
  return true;
end $$;

-- Gives a post or comment of the viewer's exactly these, in this order; the others that it had are erased. Answers how
-- many of them were the viewer's to give, and how many images among them nobody has described.
create function take_attachments(wanted uuid[], into_post uuid, into_comment uuid) returns table (taken int, undescribed int)
language plpgsql volatile security definer set search_path from current as $$
declare
  audience int;
  author uuid;
begin
  if into_comment is null then
    select p.audience_id, p.author_id into audience, author from post p where p.id = into_post for no key update;
  else
    select c.audience_id, c.author_id into audience, author from comment c
      where c.id = into_comment and c.post_id = into_post and c.deleted_at is null for no key update;
  end if;
  if author is distinct from viewer_person() then
    raise insufficient_privilege using message = 'Only its author attaches something.';
  end if;
  delete from attachment a where a.post_id = into_post and a.comment_id is not distinct from into_comment
    and not a.preview and not (a.id = any (wanted));
  with given as (
    update attachment a set post_id = into_post, comment_id = into_comment, audience_id = audience, position = w.place
      from unnest(wanted) with ordinality w (id, place)
      where a.id = w.id and a.owner_id = author and not a.preview
        and (a.post_id is null or (a.post_id = into_post and a.comment_id is not distinct from into_comment))
      returning a.kind, a.alt)
  select count(*), count(*) filter (where given.kind = 'image' and given.alt is null) into taken, undescribed from given;
  perform tell_attachments(into_post, into_comment);
  return next;
end $$;

-- What the viewer says of an image of theirs, which edits what it is used in. Answers where it is used; no row where it is not theirs to describe.
create function describe_attachment(wanted uuid, description text, at timestamptz)
returns table (audience_id int, post_id uuid, comment_id uuid, community_id uuid)
language plpgsql volatile security definer set search_path from current as $$
declare
  own attachment;
  community uuid;
begin
  -- The post, then the comment, then what they have: the order in which whatever moves them locks.
  perform from post p join attachment a on a.post_id = p.id where a.id = wanted and a.owner_id = viewer_person() for no key update of p;
  perform from comment c join attachment a on a.comment_id = c.id where a.id = wanted and a.owner_id = viewer_person() for no key update of c;
  select * into own from attachment a
    where a.id = wanted and a.owner_id = viewer_person() and a.kind = 'image' and not a.preview and a.copy_id is null
      and (a.post_id is null
        or exists (select from post p where p.id = a.post_id and a.comment_id is null and p.state <> 'removed')
        or exists (select from comment c where c.id = a.comment_id and c.state <> 'removed'))
    for update;
  if own.id is null or not (own.audience_id = any (viewer_audiences())) then return; end if;
  update attachment a set alt = description where a.id = wanted;
  if own.post_id is not null then
    if own.comment_id is null then
      update post set edited_at = at where id = own.post_id;
    else
      update comment set edited_at = at where id = own.comment_id;
    end if;
    perform tell_attachments(own.post_id, own.comment_id);
    select p.community_id into community from post p where p.id = own.post_id;
  end if;
  return query select own.audience_id, own.post_id, own.comment_id, community;
end $$;

-- Links of posts that the server is to look at, each until it has: kept here, so that one that was published just before
-- an end of the process is looked at after its start. `leased_until`: some process is at it.
create table link_wanted (
  post_id uuid primary key references post on delete cascade,
  address text not null,
  at timestamptz not null,
  leased_until timestamptz
);
alter table link_wanted enable row level security;
create policy system on link_wanted for all to parvis_system using (true) with check (true);
grant select, insert, update, delete on link_wanted to parvis_system;

-- The author's post leads there from now on, or nowhere (null). Answers whether there is something to look at. From C2
-- up nobody outside learns that a link is spoken of.
create function want_preview(of_post uuid, link text, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path from current as $$
declare
  own post;
begin
  select * into own from post p where p.id = of_post and p.author_id = viewer_person() for no key update;
  if own.id is null then return false; end if;
  if own.preview is not null and own.preview ->> 'address' = link then return false; end if;
  if own.preview is not null then
    delete from attachment a where a.post_id = of_post and a.preview;
    update post set preview = null where id = of_post;
  end if;
  delete from link_wanted w where w.post_id = of_post;
  if link is null or not exists (select from audience a where a.id = own.audience_id and a.kind = 'shared' and a.degree < 'C2') then
    return false;
  end if;
  insert into link_wanted (post_id, address, at) values (of_post, link, want_preview.at);
  return true;
end $$;

revoke execute on function list_attachments(uuid, uuid, bigint), tell_attachments(uuid, uuid),
  add_attachment(uuid, uuid, timestamptz, text, text, text, int, int, int, int, int, bigint),
  take_attachments(uuid[], uuid, uuid), describe_attachment(uuid, text, timestamptz), want_preview(uuid, text, timestamptz) from public;
grant execute on function
  add_attachment(uuid, uuid, timestamptz, text, text, text, int, int, int, int, int, bigint),
  take_attachments(uuid[], uuid, uuid), describe_attachment(uuid, text, timestamptz), want_preview(uuid, text, timestamptz) to parvis_app;
