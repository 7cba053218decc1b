-- Communities that people find, ask to enter, are invited to and look after; and what becomes of a post after it was
-- written: pinned, locked, moved, edited with its history kept, and published at a time chosen before.

-- The desk of a community: its stewards. Beside the desk of one case, the only other one.
alter table audience drop constraint audience_check;
alter table audience add constraint audience_check check (case kind
  when 'shared' then circles is not null and degree is not null and person_id is null and case_id is null
  when 'person' then person_id is not null and circles is null and degree is null and community_id is null and case_id is null
  else circles is null and degree is null and num_nonnulls(case_id, community_id) = 1
    and (community_id is null or person_id is null) end);
drop index audience_desk;
create unique index audience_desk on audience (case_id, person_id) nulls not distinct where kind = 'desk' and case_id is not null;
create unique index audience_stewards on audience (community_id) where kind = 'desk' and community_id is not null;

insert into audience (kind, community_id) select 'desk', id from community;

create function open_desk() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into audience (kind, community_id) values ('desk', new.id);
  return null;
end $$;
create trigger desk_opened after insert on community for each row execute function open_desk();

-- Which audiences a person holds. The only place where the read rule is spelled out; who is on the desk of a case, the
-- views say, and a community's desk are its stewards.
create or replace function held_audiences(person uuid) returns int[]
language plpgsql stable security definer set search_path from current as $$
declare
  cases uuid[] := '{}';
  places uuid[] := array(select m.community_id from membership m
    where m.person_id = held_audiences.person and m.role = 'steward');
begin
  if places <> '{}' then
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
    union all
    select a.id from audience a where a.kind = 'desk' and a.community_id = any (places)
  ) held), '{}');
end $$;

-- What a post gets that its writer chose nothing for; and whether members invite too.
alter table community
  add column default_commenters text not null default 'readers' check (default_commenters in ('readers', 'members', 'nobody')),
  add column member_invites boolean not null default false;

-- Somebody asks to become a member. Read by themselves and by the stewards; written by the service alone.
create table join_request (
  id uuid primary key,
  community_id uuid not null references community on delete cascade,
  person_id uuid not null references person on delete cascade,
  audience_id int not null references audience,
  note text not null default '',
  state text not null default 'open' check (state in ('open', 'approved', 'refused', 'withdrawn')),
  reason text not null default '',
  created_at timestamptz not null,
  decided_at timestamptz,
  check ((state = 'open') = (decided_at is null))
);
create unique index join_request_open on join_request (community_id, person_id) where state = 'open';
create index join_request_person on join_request (person_id, created_at desc);

-- Somebody is asked to become a member. Read by themselves, by whoever asked them and by the stewards.
create table invitation (
  id uuid primary key,
  community_id uuid not null references community on delete cascade,
  person_id uuid not null references person on delete cascade,
  invited_by uuid references person on delete set null,
  audience_id int not null references audience,
  note text not null default '',
  state text not null default 'open' check (state in ('open', 'accepted', 'declined', 'withdrawn')),
  created_at timestamptz not null,
  answered_at timestamptz,
  check ((state = 'open') = (answered_at is null))
);
create unique index invitation_open on invitation (community_id, person_id) where state = 'open';
create index invitation_person on invitation (person_id, created_at desc);
create index invitation_inviter on invitation (invited_by) where invited_by is not null;

-- An invitation makes the name of a community known to whoever it is for, also of a secret one, and nothing more.
create function inviting_communities() returns table (id uuid, slug text, name text, purpose text, visibility text)
language sql stable security definer set search_path from current as $$
  select c.id, c.slug, c.name, case when c.visibility = 'secret' then '' else c.purpose end, c.visibility
  from invitation i
  join community c on c.id = i.community_id
  join person p on p.id = i.person_id
  where i.person_id = viewer_person() and i.state = 'open' and p.circle = any (c.circles)
$$;

-- The members of a community, stewards first, for those who may read what is written in it. Somebody hidden is shown to
-- the stewards and to themselves.
create function community_members(wanted uuid, after_rank int, after_name text, after_id uuid, most int) returns table (
  person_id uuid, name text, photo text, circle text, departed_at timestamptz, open boolean, role text, since timestamptz,
  rank int, place text
)
language sql stable security definer set search_path from current as $$
  select * from (
    select p.id, p.name, p.photo, p.circle, p.departed_at, (p.profile_audience_id = any (viewer_audiences())) is true,
      m.role, m.since, case m.role when 'steward' then 0 else 1 end as rank, left(lower(p.name), 40) as place
    from community c
    join membership m on m.community_id = c.id
    join person p on p.id = m.person_id
    left join membership own on own.community_id = c.id and own.person_id = viewer_person()
    where c.id = wanted and c.audience_id = any (viewer_audiences())
      and (c.visibility = 'open' or own.person_id is not null)
      and ((not p.hidden and p.departed_at is null) or own.role = 'steward' or p.id = viewer_person())
  ) as found (id, name, photo, circle, departed_at, open, role, since, rank, place)
  where (found.rank, found.place, found.id) > (after_rank, left(lower(after_name), 40), after_id)
  order by found.rank, found.place, found.id limit most
$$;

-- Letters without their accents, for looking names up.
create function plain(given text) returns text language sql immutable parallel safe
  return replace(replace(regexp_replace(normalize(lower(given), NFD), '[\u0300-\u036f]', '', 'g'), 'œ', 'oe'), 'æ', 'ae');

-- Posts after they were written.
alter table post
  add column pinned_at timestamptz,
  add column locked_at timestamptz,
  -- Earlier versions that its readers can see.
  add column revisions int not null default 0,
  -- Until it is published a post is in its author's own audience, and this is where it goes.
  add column scheduled_for timestamptz,
  add column planned_audience_id int references audience,
  -- Why it could not be published at its time.
  add column not_published text check (not_published in ('not-member', 'not-cleared')),
  drop constraint post_state_check,
  add constraint post_state_check check (state in ('published', 'held', 'removed', 'scheduled')),
  add constraint post_planned check ((state = 'scheduled') = (planned_audience_id is not null)),
  add constraint post_scheduled check (scheduled_for is null or state = 'scheduled');
alter table comment add column revisions int not null default 0;
create index post_due on post (scheduled_for) where scheduled_for is not null;
create index post_draft on post (author_id, created_at desc, id desc) include (audience_id, kind) where state = 'scheduled';
create index post_pinned on post (community_id, pinned_at desc) where pinned_at is not null;
drop index post_community;
create index post_community on post (community_id, created_at desc, id desc) include (audience_id, kind, pinned_at)
  where state = 'published';

-- Pinned in its own community, while it is to be seen there.
create function unpin_post() returns trigger language plpgsql as $$
begin
  new.pinned_at := null;
  return new;
end $$;
create trigger unpinned before update of state, community_id on post
  for each row when (new.state <> 'published' or old.community_id is distinct from new.community_id)
  execute function unpin_post();

-- Nobody comments where comments are locked, also when that happens at the same moment: the post is locked by `placed`.
create function refuse_comment() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if viewer_person() is not null and exists (select from post p where p.id = new.post_id and p.locked_at is not null) then
    raise insufficient_privilege using message = 'Comments on this post are locked.';
  end if;
  return new;
end $$;
create trigger placed_unlocked before insert on comment for each row execute function refuse_comment();

-- Each earlier version of a post or comment, in the audience that the thing has. A version that was held or removed is
-- withheld: it stays where it was put then, when the thing itself goes back to its readers.
create table revision (
  id bigint generated always as identity primary key,
  post_id uuid not null references post on delete cascade,
  comment_id uuid references comment on delete cascade,
  audience_id int not null references audience,
  withheld boolean not null default false,
  -- When this version was written.
  written_at timestamptz not null,
  title text,
  link text,
  body json not null,
  language text
);
create index revision_post on revision (post_id, id) where comment_id is null;
create index revision_comment on revision (comment_id, id) where comment_id is not null;

-- What the system writes is an import: it has no history here.
create function keep_revision() returns trigger language plpgsql security definer set search_path from current as $$
declare
  shown boolean := old.state = 'published';
  before jsonb := to_jsonb(old);
begin
  if viewer_person() is null or old.state = 'scheduled' then return new; end if;
  insert into revision (post_id, comment_id, audience_id, withheld, written_at, title, link, body, language)
    values (case tg_table_name when 'post' then old.id else (before ->> 'post_id')::uuid end,
      case tg_table_name when 'comment' then old.id end, old.audience_id, not shown,
      coalesce(old.edited_at, old.created_at), before ->> 'title', before ->> 'link', old.body, old.language);
  if shown then new.revisions := old.revisions + 1; end if;
  return new;
end $$;
create trigger revision_kept before update of title, link, source on post for each row
  when ((old.title, old.link, old.source) is distinct from (new.title, new.link, new.source))
  execute function keep_revision();
create trigger revision_kept before update of source on comment for each row
  when (old.source is distinct from new.source and new.deleted_at is null)
  execute function keep_revision();

-- A comment that was deleted leaves nothing of what it said.
create function forget_revisions() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from revision where comment_id = new.id;
  new.revisions := 0;
  return new;
end $$;
create trigger revisions_forgotten before update of deleted_at on comment for each row
  when (old.deleted_at is null and new.deleted_at is not null) execute function forget_revisions();

create function follow_in_history() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if tg_table_name = 'post' then
    update revision set audience_id = new.audience_id
      where post_id = new.id and comment_id is null and audience_id = old.audience_id and not withheld;
  else
    update revision set audience_id = new.audience_id
      where comment_id = new.id and audience_id = old.audience_id and not withheld;
  end if;
  return null;
end $$;
create trigger history_followed after update of audience_id on post
  for each row when (old.audience_id is distinct from new.audience_id) execute function follow_in_history();
create trigger history_followed after update of audience_id on comment
  for each row when (old.audience_id is distinct from new.audience_id) execute function follow_in_history();

-- Undecided cases on a post, and on its comments, go to the stewards of the community that it is moved to. No row of a
-- case is locked before its thing elsewhere than here: `lock_cases` takes them first.
create function lock_cases(post uuid) returns int language plpgsql security definer set search_path from current as $$
declare found int;
begin
  perform from "case" c
    where c.decided_at is null and c.withdrawn_at is null
      and (c.subject_kind = 'post' and c.subject_id = lock_cases.post
        or c.subject_kind = 'comment' and c.subject_id in (select k.id from comment k where k.post_id = lock_cases.post))
    order by c.id for update;
  get diagnostics found = row_count;
  return found;
end $$;
create function move_cases(post uuid, target uuid) returns table (case_id uuid, audience_id int)
language sql volatile security definer set search_path from current as $$
  update "case" c set community_id = target
    where c.decided_at is null and c.withdrawn_at is null
      and (c.subject_kind = 'post' and c.subject_id = move_cases.post
        or c.subject_kind = 'comment' and c.subject_id in (select k.id from comment k where k.post_id = move_cases.post))
    returning c.id, c.audience_id
$$;
create function announce_moved_case() returns trigger language plpgsql security definer set search_path from current as $$
begin
  perform announce_handlers(old.community_id);
  perform announce_handlers(new.community_id);
  return null;
end $$;
create trigger move_announced after update of community_id on "case"
  for each row when (old.community_id is distinct from new.community_id) execute function announce_moved_case();

-- What is due, locked for the one process that publishes it; what another has at hand is passed over.
create function due_post(at timestamptz) returns table (
  id uuid, author_id uuid, community_id uuid, planned_audience_id int, kind text, tags text[], member boolean, cleared boolean
)
language sql volatile security definer set search_path from current as $$
  select p.id, p.author_id, p.community_id, p.planned_audience_id, p.kind, p.tags,
    u.departed_at is null and case when p.community_id is null then p.kind <> 'announcement' or u.roles @> '{admin}'
      else exists (select from membership m where m.community_id = p.community_id and m.person_id = p.author_id
        and (p.kind <> 'announcement' or m.role = 'steward')) end,
    p.planned_audience_id = any (held_audiences(p.author_id))
  from post p join person u on u.id = p.author_id
  where p.scheduled_for <= due_post.at
  order by p.scheduled_for, p.id limit 1 for no key update of p skip locked
$$;

do $$
declare name text;
begin
  foreach name in array array['join_request', 'invitation', 'revision'] loop
    execute format('alter table %I enable row level security', name);
    execute format('grant select on %I to parvis_app', name);
    execute format('create policy system on %I for all to parvis_system using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to parvis_system', name);
  end loop;
end $$;
create policy read on join_request for select to parvis_app
  using (person_id = (select viewer_person()) or audience_id = any ((select viewer_audiences())::int[]));
create policy read on invitation for select to parvis_app
  using ((select viewer_person()) in (person_id, invited_by) or audience_id = any ((select viewer_audiences())::int[]));
create policy read on revision for select to parvis_app
  using (audience_id = any ((select viewer_audiences())::int[]));

revoke execute on function inviting_communities(), community_members(uuid, int, text, uuid, int),
  lock_cases(uuid), move_cases(uuid, uuid), due_post(timestamptz) from public;
grant execute on function inviting_communities(), community_members(uuid, int, text, uuid, int) to parvis_app;
grant execute on function lock_cases(uuid), move_cases(uuid, uuid), due_post(timestamptz) to parvis_system;
