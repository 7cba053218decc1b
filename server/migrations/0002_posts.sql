-- What people write: posts, comments, reactions; what they are recorded on: projects; what they know: skills.

create table post (
  id uuid primary key,
  audience_id int not null references audience,
  -- The community of its audience, for feeds; null: for everyone.
  community_id uuid references community on delete cascade,
  author_id uuid not null references person,
  kind text not null check (kind in ('update', 'question', 'link', 'announcement', 'kudos', 'idea', 'poll')),
  title text,
  -- Rich text. json, not jsonb: it is only ever handed on as it was written.
  body json not null,
  source text not null,
  link text,
  tags text[] not null default '{}',
  language text,
  state text not null default 'published' check (state in ('published', 'held', 'removed')),
  commenters text not null default 'readers' check (commenters in ('readers', 'members', 'nobody')),
  accepted_id uuid,
  comment_count int not null default 0,
  -- {"thanks": 2}: the same for all readers, because a reaction has the audience of its post.
  reactions jsonb not null default '{}',
  created_at timestamptz not null,
  edited_at timestamptz
);
-- All that choosing a page of a feed looks at, the policy included, so that only the chosen rows are fetched.
create index post_community on post (community_id, created_at desc, id desc) include (audience_id, kind);
create index post_announcement on post (created_at desc, id desc) include (audience_id)
  where community_id is null and kind = 'announcement';
create index post_author on post (author_id, created_at desc, id desc) include (audience_id, kind, state);

-- The tags of published posts once more, in the order of time: an index over arrays finds all posts of a tag, never the
-- newest.
create table post_tag (
  tag text not null,
  created_at timestamptz not null,
  post_id uuid not null references post on delete cascade,
  audience_id int not null,
  kind text not null,
  primary key (tag, created_at, post_id) include (audience_id, kind)
);
create index post_tag_post on post_tag (post_id);

create table comment (
  id uuid primary key,
  post_id uuid not null references post on delete cascade,
  audience_id int not null references audience,
  parent_id uuid references comment on delete cascade,
  author_id uuid not null references person,
  body json not null,
  source text not null,
  language text,
  state text not null default 'published' check (state in ('published', 'held', 'removed')),
  reactions jsonb not null default '{}',
  created_at timestamptz not null,
  edited_at timestamptz,
  -- Deleted by its author after others replied: what is left keeps the place of the replies, and nothing becomes of it.
  deleted_at timestamptz
);
create index comment_post on comment (post_id, created_at, id);
create index comment_author on comment (author_id, created_at desc);
create index comment_parent on comment (parent_id) where parent_id is not null;
alter table post add foreign key (accepted_id) references comment on delete set null;

create table reaction (
  person_id uuid not null references person on delete cascade,
  subject_id uuid not null,
  kind text not null check (kind in ('thanks', 'like', 'insightful', 'celebrate')),
  post_id uuid not null references post on delete cascade,
  comment_id uuid references comment on delete cascade,
  audience_id int not null references audience,
  at timestamptz not null,
  primary key (subject_id, person_id, kind),
  check (subject_id = coalesce(comment_id, post_id))
);
create index reaction_post on reaction (post_id);
create index reaction_comment on reaction (comment_id) where comment_id is not null;

create table project (
  id uuid primary key,
  audience_id int not null references audience,
  title text not null,
  source text not null default '',
  started_at timestamptz,
  ended_at timestamptz
);
create table project_member (
  project_id uuid not null references project on delete cascade,
  person_id uuid not null references person on delete cascade,
  days int,
  primary key (project_id, person_id)
);
create index project_member_person on project_member (person_id);

create table skill (
  id uuid primary key,
  -- {"en": "welding", "fr": "soudure"}
  label jsonb not null,
  -- {"en": ["TIG welding"], "fr": []}
  synonyms jsonb not null default '{}',
  free boolean not null default false
);
create table person_skill (
  person_id uuid not null references person on delete cascade,
  skill_id uuid not null references skill on delete cascade,
  audience_id int not null references audience,
  level text check (level in ('learning', 'practising', 'proficient', 'expert')),
  tags text[] not null default '{}',
  primary key (person_id, skill_id)
);
create index person_skill_skill on person_skill (skill_id);

-- Counters are kept by the database, so that a reader who comments or reacts needs no right to change the post.
create function count_comments() returns trigger language plpgsql security definer set search_path from current as $$
begin
  update post set comment_count = comment_count + case
      when tg_op = 'INSERT' then (new.state = 'published')::int
      when tg_op = 'DELETE' then -1
      when old.state = 'published' and new.state <> 'published' then -1
      when old.state <> 'published' and new.state = 'published' then 1
      else 0 end
    where id = coalesce(new.post_id, old.post_id) and (tg_op <> 'DELETE' or old.state = 'published');
  return null;
end $$;
create trigger comments_counted after insert or delete or update of state on comment
  for each row execute function count_comments();

create function count_reactions() returns trigger language plpgsql security definer set search_path from current as $$
declare
  changed reaction := coalesce(new, old);
  step int := case when tg_op = 'INSERT' then 1 else -1 end;
begin
  if changed.comment_id is null then
    update post set reactions = jsonb_strip_nulls(reactions || jsonb_build_object(changed.kind,
      nullif(coalesce((reactions ->> changed.kind)::int, 0) + step, 0))) where id = changed.post_id;
  else
    update comment set reactions = jsonb_strip_nulls(reactions || jsonb_build_object(changed.kind,
      nullif(coalesce((reactions ->> changed.kind)::int, 0) + step, 0))) where id = changed.comment_id;
  end if;
  return null;
end $$;
create trigger reactions_counted after insert or delete on reaction
  for each row execute function count_reactions();

create function list_tags() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if tg_op = 'UPDATE' then
    delete from post_tag where post_id = new.id;
  end if;
  insert into post_tag (tag, created_at, post_id, audience_id, kind)
    select distinct tag, new.created_at, new.id, new.audience_id, new.kind from unnest(new.tags) tag
    where new.state = 'published';
  return null;
end $$;
create trigger tags_listed after insert on post
  for each row when (new.tags <> '{}') execute function list_tags();
create trigger tags_listed_anew after update of tags, created_at, audience_id, kind, state on post
  for each row when ((old.tags, old.created_at, old.audience_id, old.kind, old.state)
    is distinct from (new.tags, new.created_at, new.audience_id, new.kind, new.state))
  execute function list_tags();

-- Comments and reactions follow their post when it moves to another audience.
create function follow_post() returns trigger language plpgsql security definer set search_path from current as $$
begin
  update comment set audience_id = new.audience_id where post_id = new.id and audience_id = old.audience_id;
  update reaction set audience_id = new.audience_id where post_id = new.id and audience_id = old.audience_id;
  return null;
end $$;
create trigger post_followed after update of audience_id on post
  for each row when (old.audience_id is distinct from new.audience_id) execute function follow_post();

alter table post enable row level security;
alter table post_tag enable row level security;
alter table comment enable row level security;
alter table reaction enable row level security;
alter table project enable row level security;
alter table project_member enable row level security;
alter table skill enable row level security;
alter table person_skill enable row level security;

do $$
declare name text;
begin
  foreach name in array array['post', 'post_tag', 'comment', 'reaction', 'project', 'person_skill'] loop
    execute format('create policy read on %I for select to parvis_app using (audience_id = any ((select viewer_audiences())::int[]))', name);
  end loop;
  foreach name in array array['post', 'comment'] loop
    execute format('create policy edited on %I for update to parvis_app using (author_id = (select viewer_person())) with check (author_id = (select viewer_person()) and audience_id = any ((select viewer_audiences())::int[]))', name);
    execute format('create policy deleted on %I for delete to parvis_app using (author_id = (select viewer_person()))', name);
  end loop;
  foreach name in array array['post', 'post_tag', 'comment', 'reaction', 'project', 'project_member', 'skill', 'person_skill'] loop
    execute format('create policy system on %I for all to parvis_system using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to parvis_system', name);
  end loop;
end $$;
create policy written on post for insert to parvis_app
  with check (author_id = (select viewer_person()) and audience_id = any ((select viewer_audiences())::int[]));
-- A comment and a reaction have the audience of their post, which the writer must hold to find it here.
create policy written on comment for insert to parvis_app
  with check (author_id = (select viewer_person())
    and exists (select from post p where p.id = post_id and p.audience_id = comment.audience_id));
create policy reacted on reaction for insert to parvis_app
  with check (person_id = (select viewer_person())
    and exists (select from post p where p.id = post_id and p.audience_id = reaction.audience_id));
create policy unreacted on reaction for delete to parvis_app using (person_id = (select viewer_person()));
create policy read on project_member for select to parvis_app
  using (exists (select from project p where p.id = project_id));
create policy vocabulary on skill for select to parvis_app using (true);

grant select, insert, update, delete on post, comment to parvis_app;
grant select, insert, delete on reaction to parvis_app;
grant select on post_tag, project, project_member, skill, person_skill to parvis_app;
