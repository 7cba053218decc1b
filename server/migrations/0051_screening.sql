-- What the stewards of a community look at before it is published, and the release of what was held by flags once its
-- author changed it.

-- One row a community; for its stewards, and read by the server when somebody writes there.
create table screening (
  community_id uuid primary key references community on delete cascade,
  -- Another one after each change.
  tag uuid not null,
  -- {"refuse": ["…"], "hold": ["…"], "nudge": ["…"]}
  words jsonb not null,
  -- The first so many of a newcomer, everything, and all that these people write wait for a steward.
  newcomers int not null check (newcomers between 0 and 50),
  everything boolean not null,
  people uuid[] not null,
  -- Whether what is written is shown to the configured check outside.
  external boolean not null,
  edited_by uuid references person on delete set null,
  edited_at timestamptz not null
);
alter table screening enable row level security;
create policy system on screening for all to parvis_system using (true) with check (true);
grant select, insert, update, delete on screening to parvis_system;

-- Why a case was opened without a flag: {"reasons": ["newcomer"], "words": [], "new": true}.
alter table "case" add column screening jsonb,
  -- When its author's change released it. That happens once.
  add column released_at timestamptz;

-- Why something waits for a steward; it says so to its author.
alter table post drop constraint post_not_published_check,
  add constraint post_not_published_check check (not_published in ('not-member', 'not-cleared', 'refused-words', 'review'));
alter table comment add column review boolean not null default false;

create function end_post_review() returns trigger language plpgsql as $$
begin
  new.not_published := null;
  return new;
end $$;
create trigger review_ended before update of state on post
  for each row when (old.state = 'held' and new.state <> 'held' and old.not_published = 'review')
  execute function end_post_review();
create function end_comment_review() returns trigger language plpgsql as $$
begin
  new.review := false;
  return new;
end $$;
create trigger review_ended before update of state on comment
  for each row when (old.state = 'held' and new.state <> 'held' and old.review)
  execute function end_comment_review();

-- What a person has published in a community, up to so many: a few say that nobody is a newcomer.
create function published_in(community uuid, author uuid, most int) returns int
language sql stable security definer set search_path from current as $$
  select count(*)::int from (
    select from post p where p.author_id = author and p.community_id = community and p.state = 'published'
    union all
    select from comment c join post p on p.id = c.post_id
      where c.author_id = author and p.community_id = community and c.state = 'published'
    limit most) few
$$;
revoke execute on function published_in(uuid, uuid, int) from public;
grant execute on function published_in(uuid, uuid, int) to parvis_system;

-- A new version of the charter is written here, at most one at a time, until it is in force.
alter table charter_version add column summary jsonb not null default '{"en": "", "fr": ""}',
  add column published_by uuid references person on delete set null;
create table charter_draft (
  one boolean primary key default true check (one),
  -- Another one after each change.
  tag uuid not null,
  major boolean not null,
  summary jsonb not null,
  -- [{"subjects": ["post"], "title": {"en": "…"}, "source": {"en": "…"}}], in the order of their numbers
  articles jsonb not null,
  -- Null: nobody has decided yet.
  publish_at timestamptz,
  edited_by uuid references person on delete set null,
  edited_at timestamptz not null
);
alter table charter_draft enable row level security;
create policy system on charter_draft for all to parvis_system using (true) with check (true);
grant select, insert, update, delete on charter_draft to parvis_system;
