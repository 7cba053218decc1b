-- What one person set for their own reading: bookmarks, what they follow, what they mute for a while, how far they have
-- read. All of it is that person's alone; of what they read no longer, it shows them nothing either.

create table post_mark (
  person_id uuid not null references person on delete cascade,
  post_id uuid not null references post on delete cascade,
  bookmarked_at timestamptz,
  followed_at timestamptz,
  -- Comments up to then were looked at.
  looked_at timestamptz,
  muted_until timestamptz,
  -- One row for all three, so that a page of a feed costs one look for each post.
  primary key (person_id, post_id),
  check (num_nonnulls(bookmarked_at, followed_at, muted_until) > 0),
  check ((followed_at is null) = (looked_at is null))
);
create index post_mark_post on post_mark (post_id);
create index post_mark_bookmark on post_mark (person_id, post_id) where bookmarked_at is not null;
create index post_mark_follow on post_mark (person_id, post_id) where followed_at is not null;

create table community_mute (
  person_id uuid not null references person on delete cascade,
  community_id uuid not null references community on delete cascade,
  until timestamptz not null,
  primary key (person_id, community_id)
);
create index community_mute_community on community_mute (community_id);

-- Everything in a place that was written up to `at` has been seen, since `moved_at`.
create table read_marker (
  person_id uuid not null references person on delete cascade,
  place text not null,
  community_id uuid references community on delete cascade,
  at timestamptz not null,
  moved_at timestamptz not null,
  primary key (person_id, place),
  check (case when community_id is null then place in ('home', 'everyone') else place = community_id::text end)
);
create index read_marker_community on read_marker (community_id) where community_id is not null;

-- What is addressed to everyone, and questions that wait for an answer.
create index post_everyone on post (created_at desc, id desc) include (audience_id, kind) where community_id is null;
create index post_unanswered on post (community_id, created_at desc, id desc) include (audience_id)
  where kind = 'question' and accepted_id is null and state = 'published';

-- What is muted is part of a standing.
create function announce_mute() returns trigger language plpgsql as $$
begin
  perform pg_notify('parvis_standing', coalesce(new.person_id, old.person_id)::text);
  return null;
end $$;
create trigger standing_announced after insert or update or delete on community_mute
  for each row execute function announce_mute();
create trigger standing_announced after update of muted_until on post_mark
  for each row when (old.muted_until is distinct from new.muted_until) execute function announce_mute();
create trigger standing_announced_first after insert on post_mark
  for each row when (new.muted_until is not null) execute function announce_mute();
create trigger standing_announced_last after delete on post_mark
  for each row when (old.muted_until is not null) execute function announce_mute();

alter table post_mark enable row level security;
alter table community_mute enable row level security;
alter table read_marker enable row level security;
do $$
declare name text;
begin
  foreach name in array array['post_mark', 'community_mute', 'read_marker'] loop
    execute format('create policy own on %I for select to parvis_app using (person_id = (select viewer_person()))', name);
    execute format('create policy ended on %I for delete to parvis_app using (person_id = (select viewer_person()))', name);
    execute format('create policy system on %I for all to parvis_system using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to parvis_system', name);
    execute format('grant select, insert, update, delete on %I to parvis_app', name);
  end loop;
end $$;
-- One marks only what one reads: the policies of what is asked for below apply to whoever asks.
create policy marked on post_mark for insert to parvis_app
  with check (person_id = (select viewer_person()) and exists (select from post p where p.id = post_id));
create policy changed on post_mark for update to parvis_app
  using (person_id = (select viewer_person())) with check (person_id = (select viewer_person()));
create policy muted on community_mute for insert to parvis_app
  with check (person_id = (select viewer_person()) and exists (select from community c where c.id = community_id));
create policy changed on community_mute for update to parvis_app
  using (person_id = (select viewer_person())) with check (person_id = (select viewer_person()));
create policy marked on read_marker for insert to parvis_app
  with check (person_id = (select viewer_person())
    and (community_id is null or exists (select from community c where c.id = community_id)));
create policy changed on read_marker for update to parvis_app
  using (person_id = (select viewer_person())) with check (person_id = (select viewer_person()));
-- What a row is about stays what it was made for.
revoke update on post_mark, community_mute, read_marker from parvis_app;
grant update (bookmarked_at, followed_at, looked_at, muted_until) on post_mark to parvis_app;
grant update (until) on community_mute to parvis_app;
grant update (at, moved_at) on read_marker to parvis_app;

-- One follows only whom one can open.
drop policy own on follow;
create policy own on follow for select to parvis_app using (person_id = (select viewer_person()));
create policy ended on follow for delete to parvis_app using (person_id = (select viewer_person()));
create policy followed on follow for insert to parvis_app
  with check (person_id = (select viewer_person())
    and (followed_person_id is null or exists (select from profile f where f.person_id = followed_person_id)));

-- Posts and comments by who left or is hidden say nothing of whom to ask, so the search for people has a list without
-- them; who searches what was written finds them all the same.
create or replace function search_list(kind text) returns smallint language sql immutable parallel safe
  return case kind when 'name' then 1 when 'profile' then 2 when 'skill' then 3 when 'project' then 4 when 'archive' then 6
    else 5 end;
create or replace function count_documents() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if tg_op <> 'INSERT' and old.kind in ('profile', 'project', 'post', 'comment') and (old.person_id is not null or old.kind = 'project') then
    insert into search_frequency (term, audience_id, documents) values ('', old.audience_id, -1);
  end if;
  if tg_op <> 'DELETE' and new.kind in ('profile', 'project', 'post', 'comment') and (new.person_id is not null or new.kind = 'project') then
    insert into search_frequency (term, audience_id, documents) values ('', new.audience_id, 1);
  end if;
  if tg_op = 'UPDATE' then
    update search_posting set audience_id = new.audience_id where document_id = new.id;
  end if;
  return null;
end $$;
create or replace function follow_person_in_search() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if new.hidden or new.departed_at is not null then
    delete from search_document where person_id = new.id;
  end if;
  if (old.hidden or old.departed_at is not null) <> (new.hidden or new.departed_at is not null) then
    insert into search_due (kind, subject_id)
      select 'post', id from post where author_id = new.id
      union all select 'comment', id from comment where author_id = new.id
      union all select k, person_id from profile, unnest(array['name', 'profile']) k where person_id = new.id
      order by 1, 2 on conflict (kind, subject_id) do update set kind = excluded.kind;
  elsif old.name is distinct from new.name then
    insert into search_due (kind, subject_id) values ('name', new.id) on conflict (kind, subject_id) do update set kind = excluded.kind;
  end if;
  return null;
end $$;
insert into search_due (kind, subject_id)
  select 'post', o.id from post o join person p on p.id = o.author_id where p.hidden or p.departed_at is not null
  union all
  select 'comment', c.id from comment c join person p on p.id = c.author_id where p.hidden or p.departed_at is not null
  on conflict do nothing;

-- Where a word stands in what was written, by its readers: finding it costs what one may read, whatever else there is.
create index search_posting_readers on search_posting (list, term, audience_id, place desc) include (document_id)
  where list >= 5;
create function search_contributions(term text, audiences int[], most int) returns table (document_id int, place real)
language plpgsql stable rows 50 set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off as $$
begin
  return query
    select found.document_id, found.place from unnest(audiences) asked(id)
    cross join lateral (
      (select p.document_id, p.place from search_posting p
        where p.list = 5 and p.term = search_contributions.term and p.audience_id = asked.id order by p.place desc limit most)
      union all
      (select p.document_id, p.place from search_posting p
        where p.list = 6 and p.term = search_contributions.term and p.audience_id = asked.id order by p.place desc limit most)
    ) found
    where asked.id = any (viewer_audiences());
end $$;
