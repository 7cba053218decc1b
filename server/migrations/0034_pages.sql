-- What is said of pages of the intranet, and the keys that readers' own tools read feeds with.

-- The discussion of a page is a post that nobody wrote: its comments, reactions, audience, holds and moves are those of
-- any post, and whatever is asked of an author (lists, rights, evidence, contributions) finds none.
alter table post alter column author_id drop not null;
alter table post drop constraint post_kind_check;
alter table post add constraint post_kind_check
  check (kind in ('update', 'question', 'idea', 'link', 'announcement', 'kudos', 'poll', 'page'));
alter table post add constraint post_without_author check ((kind = 'page') = (author_id is null));
-- The address, as pages are known by, of the page that a discussion is about; of a link, of the page that it leads to.
alter table post add column page text;
alter table post add constraint post_of_page check (kind <> 'page' or (page is not null and link is not null));
create unique index post_discussion on post (page) where kind = 'page';
create index post_page on post (page, created_at desc, id desc) include (audience_id, kind, state)
  where page is not null and kind <> 'page';
grant insert (page), update (page) on post to parvis_app;

-- The key itself is nowhere: its SHA-256 is. A slow hash protects what people think up; these are 256 random bits.
create table feed_key (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  name text not null,
  hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- A day, so that nobody learns when somebody reads.
  last_used_on date
);
create index feed_key_person on feed_key (person_id, created_at desc);
alter table feed_key enable row level security;
create policy own on feed_key for all to parvis_app
  using (person_id = (select viewer_person())) with check (person_id = (select viewer_person()));
create policy system on feed_key for all to parvis_system using (true) with check (true);
grant select (id, person_id, name, created_at, expires_at, last_used_on), insert (id, person_id, name, hash, created_at, expires_at), delete
  on feed_key to parvis_app;
grant select, insert, update, delete on feed_key to parvis_system;
