-- The charter, flags, the cases that stewards examine, and the record of what they decided.

create table charter_version (
  version int primary key check (version > 0),
  -- A major version has to be accepted again before writing.
  major boolean not null,
  published_at timestamptz not null
);
create table charter_article (
  id uuid primary key,
  version int not null references charter_version,
  number int not null check (number > 0),
  -- The kinds of thing it can be cited against.
  subjects text[] not null,
  -- By language: {"en": "Respect", "fr": "Respect"}; `body` holds trees of rich text, `source` their Markdown.
  title jsonb not null,
  body jsonb not null,
  source jsonb not null,
  unique (version, number)
);

-- Sum of weights at which a thing is held until it is examined; 0: never by itself.
alter table community add column hold_threshold real not null default 3 check (hold_threshold >= 0);

-- What was decided about a thing, for its author: whoever reads something removed is its author or its desk.
alter table post add column statement jsonb;
alter table comment add column statement jsonb;

-- Held or removed because the comment that it replies to was, not for itself: it comes back with that comment.
alter table comment add column with_parent boolean not null default false;

-- What is held or removed is in no feed of its community.
drop index post_community, post_announcement;
create index post_community on post (community_id, created_at desc, id desc) include (audience_id, kind)
  where state = 'published';
create index post_announcement on post (created_at desc, id desc) include (audience_id)
  where community_id is null and kind = 'announcement' and state = 'published';
-- It stays in its author's own, with what they wrote to everyone.
create index post_own on post (author_id, created_at desc, id desc) include (audience_id, kind)
  where community_id is null or state <> 'published';

-- One thing that was flagged, until it is decided. A thing that is flagged again later gets another one.
create table "case" (
  id uuid primary key,
  -- Its desk.
  audience_id int not null references audience,
  community_id uuid references community on delete cascade,
  subject_kind text not null check (subject_kind in ('post', 'comment', 'person', 'page')),
  subject_id uuid,
  subject_url text,
  author_id uuid references person on delete set null,
  opened_at timestamptz not null,
  claimed_by uuid references person on delete set null,
  claimed_until timestamptz,
  -- Held by the weight of its flags until it is decided.
  held_at timestamptz,
  -- Who reads the thing while it is held or removed, and who read it before, to give it back.
  kept_audience_id int references audience,
  left_audience_id int references audience,
  -- Whether the comment was the accepted answer then.
  left_accepted boolean not null default false,
  decision text check (decision in ('keep', 'remove', 'uphold')),
  decided_at timestamptz,
  decided_by uuid references person on delete set null,
  article_id uuid references charter_article,
  public_note text not null default '',
  internal_note text not null default '',
  -- All its flags were withdrawn before it was examined: nothing is left to decide.
  withdrawn_at timestamptz,
  -- No longer on any desk: withdrawn, or decided long ago.
  archived_at timestamptz,
  check ((subject_kind = 'page') = (subject_url is not null)),
  check (num_nonnulls(subject_id, subject_url) = 1),
  check (num_nonnulls(claimed_by, claimed_until) <> 1),
  check ((decision is null) = (decided_at is null))
);
create unique index case_undecided on "case" (subject_kind, coalesce(subject_id::text, subject_url))
  where decided_at is null and withdrawn_at is null;
create index case_community on "case" (community_id) where archived_at is null;
create index case_audience on "case" (audience_id);
alter table audience add foreign key (case_id) references "case" on delete cascade deferrable initially deferred;
create index audience_desk_person on audience (person_id) where kind = 'desk' and person_id is not null;

-- The thing in its desk's audience: as it was flagged, and each time its author changed it afterwards.
create table case_copy (
  id bigint generated always as identity primary key,
  case_id uuid not null references "case" on delete cascade,
  audience_id int not null references audience,
  reason text not null check (reason in ('flagged', 'edited', 'deleted')),
  at timestamptz,
  title text,
  body json not null default '[]',
  language text
);
create index case_copy_case on case_copy (case_id, id);

-- What the desk reads of each flag. Who sent it is in `flag`, which the desk does not hold.
create table case_flag (
  id uuid primary key,
  case_id uuid not null references "case" on delete cascade,
  audience_id int not null references audience,
  -- Null: flagged as illegal.
  article_id uuid references charter_article,
  note text not null,
  created_at timestamptz not null
);
create index case_flag_case on case_flag (case_id, created_at);

-- One person's flag, in that person's audience and no other: their receipt.
create table flag (
  id uuid primary key,
  audience_id int references audience on delete set null,
  reporter_id uuid references person on delete set null,
  case_id uuid not null references "case" on delete cascade,
  case_flag_id uuid references case_flag on delete set null,
  subject_kind text not null check (subject_kind in ('post', 'comment', 'person', 'page')),
  subject_id uuid,
  subject_url text,
  article_id uuid references charter_article,
  note text not null,
  state text not null default 'received' check (state in ('received', 'examined', 'decided', 'withdrawn')),
  statement jsonb,
  created_at timestamptz not null,
  check (num_nonnulls(subject_id, subject_url) = 1),
  check ((state = 'decided') = (statement is not null))
);
create unique index flag_open on flag (case_id, reporter_id) where state in ('received', 'examined');
create index flag_case on flag (case_id, reporter_id);
create index flag_subject on flag (subject_id, reporter_id, created_at desc) where subject_id is not null;
create index flag_reporter on flag (reporter_id, created_at desc);
create index flag_url on flag (subject_url, reporter_id) where subject_url is not null;

-- Who handles a case: the stewards of its community, those concerned left out: the author, their manager and reports, and
-- whoever flagged it.
create view desk_steward (case_id, person_id) as
  select c.id, m.person_id
  from "case" c
  join membership m on m.community_id = c.community_id and m.role = 'steward'
  join person p on p.id = m.person_id and p.departed_at is null
  where c.archived_at is null
    and m.person_id is distinct from c.author_id
    and not exists (select from profile f where f.person_id = c.author_id and f.manager_id = m.person_id)
    and not exists (select from profile f where f.person_id = m.person_id and f.manager_id = c.author_id)
    and not exists (select from flag f where f.case_id = c.id and f.reporter_id = m.person_id);

create index person_moderator on person (id) where roles @> '{moderator}';

-- Where no steward is left, the moderators, left out likewise.
create view desk_moderator (case_id, person_id) as
  select c.id, m.id
  from person m
  cross join "case" c
  where m.roles @> '{moderator}' and m.departed_at is null
    and c.archived_at is null
    and m.id is distinct from c.author_id
    and not exists (select from profile f where f.person_id = c.author_id and f.manager_id = m.id)
    and not exists (select from profile f where f.person_id = m.id and f.manager_id = c.author_id)
    and not exists (select from flag f where f.case_id = c.id and f.reporter_id = m.id)
    and not exists (select from desk_steward s where s.case_id = c.id);

create view desk (case_id, person_id) as
  select case_id, person_id from desk_steward
  union all
  select case_id, person_id from desk_moderator;

-- The desk of a case, or, with a person, that desk and the author of something it keeps from everybody else.
create function desk_audience(wanted_case uuid, wanted_person uuid) returns int
language plpgsql security definer set search_path from current as $$
declare found_id int;
begin
  select id into found_id from audience a
    where a.kind = 'desk' and a.case_id = wanted_case and a.person_id is not distinct from wanted_person;
  if found_id is null then
    insert into audience (kind, case_id, person_id) values ('desk', wanted_case, wanted_person)
      on conflict do nothing returning id into found_id;
    if found_id is null then
      select id into found_id from audience a
        where a.kind = 'desk' and a.case_id = wanted_case and a.person_id is not distinct from wanted_person;
    end if;
  end if;
  return found_id;
end $$;

-- Which audiences a person holds. The only place where the read rule is spelled out; who is on a desk, the views say.
-- PL/pgSQL keeps its plans, and asks about desks only for those who may be on one.
create or replace function held_audiences(person uuid) returns int[]
language plpgsql stable security definer set search_path from current as $$
declare
  cases uuid[] := '{}';
begin
  if exists (select from membership m where m.person_id = held_audiences.person and m.role = 'steward') then
    cases := array(select d.case_id from desk_steward d where d.person_id = held_audiences.person);
  end if;
  if exists (select from person p where p.id = held_audiences.person and p.roles @> '{moderator}') then
    cases := cases || array(select d.case_id from desk_moderator d where d.person_id = held_audiences.person);
  end if;
  return coalesce((select array_agg(held.id order by held.id) from (
    select a.id
    from person p
    join audience a on a.kind = 'shared'
      and p.circle = any (a.circles)
      and a.degree <= p.clearance
      and (a.community_id is null
        or exists (select from community c where c.id = a.community_id and c.visibility = 'open')
        or exists (select from membership m where m.community_id = a.community_id and m.person_id = p.id))
    where p.id = held_audiences.person
    union all
    select a.id from audience a where a.kind = 'person' and a.person_id = held_audiences.person
    union all
    select a.id from audience a where a.kind = 'desk' and a.person_id = held_audiences.person
    union all
    select a.id from audience a where a.kind = 'desk' and a.case_id = any (cases)
  ) held), '{}');
end $$;

-- Whoever may come onto or leave a desk of this community is looked up again.
create function announce_handlers(community uuid) returns void
language sql security definer set search_path from current as $$
  select pg_notify('parvis_standing', handler.id::text) from (
    select m.person_id as id from membership m where m.community_id = announce_handlers.community and m.role = 'steward'
    union select p.id from person p where p.roles @> '{moderator}'
  ) handler
$$;

create function announce_case() returns trigger language plpgsql security definer set search_path from current as $$
begin
  perform announce_handlers(new.community_id);
  return null;
end $$;
create trigger standing_announced after insert or update of archived_at, author_id, kept_audience_id on "case"
  for each row execute function announce_case();

create function announce_flag() returns trigger language plpgsql security definer set search_path from current as $$
begin
  perform pg_notify('parvis_standing', new.reporter_id::text);
  perform announce_handlers(c.community_id) from "case" c where c.id = new.case_id;
  return null;
end $$;
create trigger standing_announced after insert on flag for each row execute function announce_flag();

create function announce_steward() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if 'steward' in (coalesce(new.role, ''), coalesce(old.role, '')) then
    perform announce_handlers(coalesce(new.community_id, old.community_id));
  end if;
  return null;
end $$;
create trigger steward_announced after insert or update or delete on membership
  for each row execute function announce_steward();

-- Roles, departures and managers move desks of any community: everybody is looked up again.
create function announce_everybody() returns trigger language plpgsql as $$
begin
  perform pg_notify('parvis_standing', '*');
  return null;
end $$;
create trigger handlers_announced after update of roles, departed_at on person
  for each statement execute function announce_everybody();
create trigger handlers_announced after insert or update of manager_id or delete on profile
  for each statement execute function announce_everybody();

-- A new audience of one person concerns that person alone, and one of a desk those whom its case announces: only a
-- shared one concerns everybody.
create function announce_audience() returns trigger language plpgsql as $$
declare changed audience := coalesce(new, old);
begin
  if changed.kind = 'shared' or changed.person_id is not null then
    perform pg_notify('parvis_standing', coalesce(changed.person_id::text, '*'));
  end if;
  return null;
end $$;
drop trigger standing_announced on audience;
create trigger standing_announced after insert or delete on audience for each row execute function announce_audience();

-- Reactions follow their comment when it moves by itself.
create function follow_comment() returns trigger language plpgsql security definer set search_path from current as $$
begin
  update reaction set audience_id = new.audience_id where comment_id = new.id and audience_id = old.audience_id;
  return null;
end $$;
create trigger comment_followed after update of audience_id on comment
  for each row when (old.audience_id is distinct from new.audience_id) execute function follow_comment();

-- A comment and a reaction are read by those who read what they are below, also when that is moved at the same moment:
-- it is locked, the post first, and seen as it is by then. Whoever may no longer see it finds nothing there; the system,
-- which imports, puts things where they belong by now.
create function require_readers(given int, found_audience int) returns int language plpgsql as $$
begin
  if viewer_person() is null and found_audience is not null then return found_audience; end if;
  if (found_audience = any (viewer_audiences())) is not true then
    raise foreign_key_violation using message = 'What this is below is not there, or not there any more.';
  end if;
  if given is distinct from found_audience then
    raise insufficient_privilege using message = 'This has the audience of what it is below.';
  end if;
  return given;
end $$;

create function place_comment() returns trigger language plpgsql security definer set search_path from current as $$
declare
  post_audience int;
  parent comment;
begin
  select p.audience_id into post_audience from post p where p.id = new.post_id for no key update;
  new.audience_id := require_readers(new.audience_id, post_audience);
  if new.parent_id is null then return new; end if;
  select c.* into parent from comment c where c.id = new.parent_id and c.post_id = new.post_id;
  if viewer_person() is not null then
    perform require_readers(new.audience_id, case when parent.deleted_at is null then parent.audience_id end);
  elsif parent.state <> 'published' then
    new.audience_id := desk_audience((select a.case_id from audience a where a.id = parent.audience_id), new.author_id);
    new.state := parent.state;
    new.with_parent := true;
  end if;
  return new;
end $$;
create trigger placed before insert on comment for each row execute function place_comment();

create function place_reaction() returns trigger language plpgsql security definer set search_path from current as $$
declare
  found_audience int;
begin
  if new.comment_id is null then
    select p.audience_id into found_audience from post p where p.id = new.post_id for no key update;
  else
    perform from post p where p.id = new.post_id for share;
    select c.audience_id into found_audience from comment c
      where c.id = new.comment_id and c.post_id = new.post_id and c.deleted_at is null for no key update;
  end if;
  new.audience_id := require_readers(new.audience_id, found_audience);
  return new;
end $$;
create trigger placed before insert on reaction for each row execute function place_reaction();

-- The desk sees what became of the thing, and is told; its reporters may take their flags back once it changed. No row
-- of "case" is written here: whoever decides locks the case first and the thing second. An import tells nobody of
-- single things.
create function copy_for_desk() returns trigger language plpgsql security definer set search_path from current as $$
declare
  kind text := tg_table_name;
  found_case uuid;
  found_audience int;
  found_community uuid;
  at timestamptz := nullif(current_setting('parvis.at', true), '')::timestamptz;
begin
  select c.id, c.audience_id, c.community_id into found_case, found_audience, found_community from "case" c
    where c.subject_kind = kind and coalesce(c.subject_id::text, c.subject_url) = old.id::text
      and c.decided_at is null and c.withdrawn_at is null;
  if found_case is null then return null; end if;
  if tg_op = 'UPDATE' then at := new.edited_at; end if;
  if at is not null and viewer_person() is not null then
    insert into event (type, at, audience_id, subject_kind, subject_id, community_id)
      values ('case.updated', at, found_audience, 'case', found_case, found_community);
  end if;
  if tg_op = 'DELETE' then
    insert into case_copy (case_id, audience_id, reason) values (found_case, found_audience, 'deleted');
    return null;
  end if;
  if kind = 'post' then
    insert into case_copy (case_id, audience_id, reason, at, title, body, language)
      values (found_case, found_audience, 'edited', new.edited_at, new.title, new.body, new.language);
  elsif new.deleted_at is not null then
    insert into case_copy (case_id, audience_id, reason) values (found_case, found_audience, 'deleted');
    return null;
  else
    insert into case_copy (case_id, audience_id, reason, at, body, language)
      values (found_case, found_audience, 'edited', new.edited_at, new.body, new.language);
  end if;
  update flag set state = 'received' where case_id = found_case and state = 'examined';
  return null;
end $$;
create trigger edit_copied after update of title, source on post for each row
  when (old.title is distinct from new.title or old.source is distinct from new.source) execute function copy_for_desk();
create trigger deletion_copied after delete on post for each row execute function copy_for_desk();
create trigger edit_copied after update of source on comment for each row
  when (old.source is distinct from new.source) execute function copy_for_desk();
create trigger deletion_copied after delete on comment for each row execute function copy_for_desk();

-- The record: append-only, one chain per community and one (all zeros) for everyone. An entry holds ids and a salted
-- commitment to its content, which can be erased without breaking the chain.
create table record_head (
  chain uuid primary key,
  sequence bigint not null,
  hash bytea not null
);
create table record_entry (
  chain uuid not null,
  sequence bigint not null,
  at timestamptz not null,
  type text not null,
  case_id uuid not null,
  subject_id uuid not null,
  actor_id uuid,
  commitment bytea not null,
  hash bytea not null,
  primary key (chain, sequence)
);
create table record_content (
  chain uuid not null,
  sequence bigint not null,
  salt bytea not null,
  content text not null,
  primary key (chain, sequence),
  foreign key (chain, sequence) references record_entry
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The moderation record is append-only: % on % is refused.', tg_op, tg_table_name;
end $$;
create trigger append_only before update or delete or truncate on record_entry
  for each statement execute function refuse_change();
create trigger not_rewritten before update or truncate on record_content
  for each statement execute function refuse_change();
create trigger not_forgotten before delete or truncate on record_head
  for each statement execute function refuse_change();

-- Adds entries to a chain. Called last in its transaction, because its head stays locked until the end.
-- Hash of an entry: SHA-256 of the hash before it and, one a line, chain, sequence, time, type, case, subject, actor or
-- nothing, and the commitment in hexadecimal. Commitment: SHA-256 of salt and content.
create function append_record(into_chain uuid, at timestamptz, entries jsonb) returns record_head
language plpgsql security definer set search_path from current as $$
declare
  head record_head;
  entry jsonb;
  salt bytea;
  commitment bytea;
begin
  insert into record_head values (into_chain, 0, sha256(convert_to(into_chain::text, 'UTF8'))) on conflict do nothing;
  select * into head from record_head where chain = into_chain for update;
  for entry in select value from jsonb_array_elements(entries) loop
    salt := decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');
    commitment := sha256(salt || convert_to(entry ->> 'content', 'UTF8'));
    head.sequence := head.sequence + 1;
    head.hash := sha256(head.hash || convert_to(concat_ws(E'\n', into_chain, head.sequence,
      to_char(append_record.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      entry ->> 'type', entry ->> 'case', entry ->> 'subject', coalesce(entry ->> 'actor', ''),
      encode(commitment, 'hex')), 'UTF8'));
    insert into record_entry values (into_chain, head.sequence, append_record.at, entry ->> 'type',
      (entry ->> 'case')::uuid, (entry ->> 'subject')::uuid, (entry ->> 'actor')::uuid, commitment, head.hash);
    insert into record_content values (into_chain, head.sequence, salt, entry ->> 'content');
  end loop;
  update record_head set sequence = head.sequence, hash = head.hash where chain = into_chain;
  return head;
end $$;

do $$
declare name text;
begin
  foreach name in array array['charter_version', 'charter_article', 'case', 'case_copy', 'case_flag', 'flag',
      'record_head', 'record_entry', 'record_content'] loop
    execute format('alter table %I enable row level security', name);
  end loop;
  foreach name in array array['charter_version', 'charter_article'] loop
    execute format('create policy everyone on %I for select to parvis_app using (true)', name);
    execute format('grant select on %I to parvis_app', name);
  end loop;
  foreach name in array array['case', 'case_copy', 'case_flag', 'flag'] loop
    execute format('create policy read on %I for select to parvis_app using (audience_id = any ((select viewer_audiences())::int[]))', name);
    execute format('grant select on %I to parvis_app', name);
  end loop;
  foreach name in array array['charter_version', 'charter_article', 'case', 'case_copy', 'case_flag', 'flag'] loop
    execute format('create policy system on %I for all to parvis_system using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to parvis_system', name);
  end loop;
  foreach name in array array['record_head', 'record_entry', 'record_content'] loop
    execute format('create policy system on %I for select to parvis_system using (true)', name);
    execute format('grant select on %I to parvis_system', name);
  end loop;
end $$;
create policy handled on "case" for update to parvis_app
  using (audience_id = any ((select viewer_audiences())::int[]))
  with check (audience_id = any ((select viewer_audiences())::int[]));
grant update (claimed_by, claimed_until, decision, decided_at, decided_by, article_id, public_note, internal_note)
  on "case" to parvis_app;
grant select on desk to parvis_system;
create policy erased on record_content for delete to parvis_system using (true);
grant delete on record_content to parvis_system;
revoke execute on function append_record(uuid, timestamptz, jsonb), desk_audience(uuid, uuid), announce_handlers(uuid) from public;
grant execute on function append_record(uuid, timestamptz, jsonb), desk_audience(uuid, uuid) to parvis_system;
