-- Who is who, who may read what, and the record of every change.
--
-- Two roles act at run time, never the owner:
--   parvis_app     one viewer's request; row-level security applies
--   parvis_system  the relay of events, imports, and the few steps a service takes beyond the viewer's own rights
-- Roles belong to the whole cluster, so another database of it may have made them already.
do $$ begin
  if not exists (select from pg_roles where rolname = 'parvis_app') then create role parvis_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'parvis_system') then create role parvis_system nologin; end if;
exception when duplicate_object or unique_violation then null;
end $$;
do $$ begin
  execute format('grant parvis_app, parvis_system to %I', current_user);
  execute format('grant usage on schema %I to parvis_app, parvis_system', current_schema());
end $$;

-- The viewer of the present transaction. After a transaction a pooled session answers '' instead of null.
create function viewer_person() returns uuid language sql stable parallel safe
  return nullif(current_setting('parvis.person', true), '')::uuid;
create function viewer_audiences() returns int[] language sql stable parallel safe
  return nullif(current_setting('parvis.audiences', true), '')::int[];

create table community (
  id uuid primary key,
  slug text not null unique,
  name text not null,
  purpose text not null default '',
  tone text not null default '',
  visibility text not null check (visibility in ('open', 'listed', 'secret')),
  join_rule text not null check (join_rule in ('free', 'request', 'invite')),
  circles text[] not null,
  default_degree text not null check (default_degree in ('C0', 'C1', 'C2', 'C3')),
  member_count int not null default 0,
  created_at timestamptz not null,
  -- Who may know of it; its posts have audiences of their own.
  audience_id int not null
);

-- What a byline shows. Whoever reads something somebody wrote reads this much of its author; it is listed and
-- searched only through `profile`, which has an audience.
create table person (
  id uuid primary key,
  user_name text not null unique,
  name text not null,
  photo text,
  circle text not null check (circle in ('employee', 'client', 'supplier')),
  clearance text not null default 'C0' check (clearance in ('C0', 'C1', 'C2', 'C3')),
  roles text[] not null default '{}',
  departed_at timestamptz,
  hidden boolean not null default false,
  -- Who may open the profile, kept by the database: bylines say it, and are read far more often than profiles.
  profile_audience_id int
);

-- Kinds: shared = (community or everyone) x circles x degree; person = one person; desk = who handles one case.
create table audience (
  id int generated always as identity primary key,
  kind text not null check (kind in ('shared', 'person', 'desk')),
  community_id uuid references community on delete cascade,
  circles text[],
  degree text check (degree in ('C0', 'C1', 'C2', 'C3')),
  person_id uuid references person on delete cascade,
  case_id uuid,
  check (case kind
    when 'shared' then circles is not null and degree is not null and person_id is null and case_id is null
    when 'person' then person_id is not null and circles is null and degree is null and community_id is null and case_id is null
    else case_id is not null and circles is null and degree is null and community_id is null end)
);
-- Circles are kept sorted, so that equal sets are equal arrays.
create unique index audience_shared on audience (community_id, circles, degree) nulls not distinct where kind = 'shared';
create unique index audience_person on audience (person_id) where kind = 'person';
create unique index audience_desk on audience (case_id, person_id) nulls not distinct where kind = 'desk';
alter table community add foreign key (audience_id) references audience deferrable initially deferred;

create table membership (
  community_id uuid not null references community on delete cascade,
  person_id uuid not null references person on delete cascade,
  role text not null default 'member' check (role in ('member', 'steward')),
  since timestamptz not null,
  primary key (person_id, community_id)
);
create index membership_community on membership (community_id, role);

create table follow (
  person_id uuid not null references person on delete cascade,
  followed_person_id uuid references person on delete cascade,
  followed_tag text,
  since timestamptz not null,
  check (num_nonnulls(followed_person_id, followed_tag) = 1)
);
create unique index follow_person on follow (person_id, followed_person_id) where followed_person_id is not null;
create unique index follow_tag on follow (person_id, followed_tag) where followed_tag is not null;

-- Everything about a person beyond the byline.
create table profile (
  person_id uuid primary key references person on delete cascade,
  audience_id int not null references audience,
  title text,
  unit text,
  site text,
  manager_id uuid references person on delete set null,
  mail text,
  phone text,
  chat text,
  bio text,
  time_zone text,
  languages text[] not null default '{}',
  joined_at timestamptz,
  deputy_id uuid references person on delete set null
);
create index profile_audience on profile (audience_id);
create index profile_manager on profile (manager_id);

create function tell_bylines() returns trigger language plpgsql security definer set search_path from current as $$
begin
  update person set profile_audience_id = case when tg_op <> 'DELETE' then new.audience_id end
    where id = coalesce(new.person_id, old.person_id);
  return null;
end $$;
create trigger bylines_told after insert or delete or update of audience_id on profile
  for each row execute function tell_bylines();

-- Every change, written in the transaction that makes it. `tx` orders events by visibility: sequence numbers alone
-- become visible out of commit order.
create table event (
  id bigint generated always as identity primary key,
  tx xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  type text not null,
  actor_id uuid,
  -- Null: concerns the installation, goes to nobody's stream.
  audience_id int,
  subject_kind text not null,
  subject_id uuid not null,
  post_id uuid,
  community_id uuid,
  data jsonb not null default '{}'
);
create index event_order on event (tx, id);
create index event_audience on event (audience_id, tx);
create index event_import on event (tx) where type = 'import.completed';

-- The last event, in the order of events, of those that were pruned: who asks for what came after an earlier one reads
-- everything anew; and the key of the places in that order, made at the first start. One row.
create table event_horizon (
  tx xid8 not null default '0',
  id bigint not null default 0,
  key bytea,
  one boolean primary key default true check (one)
);
insert into event_horizon default values;

-- Creating calls and what they made, so that a retry makes nothing new (kept 24 h).
create table idempotency (
  person_id uuid not null references person on delete cascade,
  key text not null,
  fingerprint text not null,
  subject_id uuid not null,
  created_at timestamptz not null,
  primary key (person_id, key)
);

create function announce_event() returns trigger language plpgsql as $$
begin
  perform pg_notify('parvis_event', new.id::text);
  return null;
end $$;
create trigger event_announced after insert on event for each row execute function announce_event();

-- Each process keeps the standing of its viewers in memory: it is told at once, by the person's id, or '*' for everybody.
create function announce_standing() returns trigger language plpgsql as $$
begin
  if tg_table_name in ('membership', 'follow') then
    perform pg_notify('parvis_standing', coalesce(new.person_id, old.person_id)::text);
  elsif tg_table_name = 'person' then
    perform pg_notify('parvis_standing', coalesce(new.id, old.id)::text);
  else
    perform pg_notify('parvis_standing', '*');
  end if;
  return null;
end $$;
create trigger standing_announced after insert or update or delete on membership
  for each row execute function announce_standing();
create trigger standing_announced after delete or update of user_name, circle, clearance, roles, departed_at on person
  for each row execute function announce_standing();
create trigger standing_announced after insert or delete on audience
  for each statement execute function announce_standing();
create trigger standing_announced after update of visibility, slug, name, audience_id on community
  for each row execute function announce_standing();
create trigger standing_announced after insert or delete on follow
  for each row execute function announce_standing();

create function count_members() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if tg_op = 'INSERT' then
    update community set member_count = member_count + 1 where id = new.community_id;
  else
    update community set member_count = member_count - 1 where id = old.community_id;
  end if;
  return null;
end $$;
create trigger members_counted after insert or delete on membership for each row execute function count_members();

-- Finds or makes a shared audience. Definer: the row of an audience that the writer does not hold must be found too.
create function shared_audience(community uuid, circles text[], degree text) returns int
language plpgsql security definer set search_path from current as $$
declare
  sorted text[] := array(select distinct unnest(shared_audience.circles) order by 1);
  found_id int;
begin
  select id into found_id from audience a
    where a.kind = 'shared' and a.community_id is not distinct from community and a.circles = sorted and a.degree = shared_audience.degree;
  if found_id is null then
    insert into audience (kind, community_id, circles, degree) values ('shared', community, sorted, shared_audience.degree)
      on conflict do nothing returning id into found_id;
    if found_id is null then
      select id into found_id from audience a
        where a.kind = 'shared' and a.community_id is not distinct from community and a.circles = sorted and a.degree = shared_audience.degree;
    end if;
  end if;
  return found_id;
end $$;

create function person_audience(person uuid) returns int
language plpgsql security definer set search_path from current as $$
declare found_id int;
begin
  select id into found_id from audience a where a.kind = 'person' and a.person_id = person;
  if found_id is null then
    insert into audience (kind, person_id) values ('person', person) on conflict do nothing returning id into found_id;
    if found_id is null then
      select id into found_id from audience a where a.kind = 'person' and a.person_id = person;
    end if;
  end if;
  return found_id;
end $$;

-- Which audiences a person holds. The only place where the read rule is spelled out.
create function held_audiences(person uuid) returns int[]
language sql stable security definer set search_path from current as $$
  select coalesce(array_agg(a.id order by a.id), '{}')
  from person p
  join audience a on
    (a.kind = 'shared'
      and p.circle = any (a.circles)
      and a.degree <= p.clearance
      and (a.community_id is null
        or exists (select from community c where c.id = a.community_id and c.visibility = 'open')
        or exists (select from membership m where m.community_id = a.community_id and m.person_id = p.id)))
    or (a.kind = 'person' and a.person_id = p.id)
  where p.id = held_audiences.person
$$;

-- All that a request needs to know of its viewer, in one row; none when nobody active has this name.
create function viewer_standing(wanted_name text) returns table (
  person_id uuid, circle text, clearance text, roles text[], audiences int[], memberships jsonb, follows boolean
)
language sql stable security definer set search_path from current as $$
  select p.id, p.circle, p.clearance, p.roles, held_audiences(p.id),
    coalesce((select jsonb_object_agg(m.community_id, m.role) from membership m where m.person_id = p.id), '{}'),
    exists (select from follow f where f.person_id = p.id)
  from person p where p.user_name = wanted_name and p.departed_at is null
$$;

-- What changes whenever an event becomes visible in one of these audiences, as far as the viewer holds them. Definer:
-- a policy on top would compare every audience held with every one asked for.
--
-- Transactions become visible out of the order of their numbers, so the newest number alone says too little: an older
-- transaction may still be running. It is enough when it is below the oldest that still runs: then all up to it are
-- there. Otherwise the oldest still running and the number of visible events from there on say it: while the oldest is
-- the same, events only come in addition.
create function feed_version(audiences int[]) returns text
language plpgsql stable security definer set search_path from current as $$
declare
  held int[] := viewer_audiences();
  oldest xid8 := pg_snapshot_xmin(pg_current_snapshot());
  newest xid8 := greatest(
    (select found.tx from unnest(audiences) asked(id)
      cross join lateral (select tx from event where audience_id = asked.id order by tx desc limit 1) found
      where asked.id = any (held) order by found.tx desc limit 1),
    -- An import concerns everybody.
    (select tx from event where type = 'import.completed' order by tx desc limit 1));
begin
  if newest >= oldest then
    return oldest || '+' || (select count(*) from event
      where tx >= oldest and (audience_id = any (audiences) and audience_id = any (held)
        or type = 'import.completed'));
  end if;
  return coalesce(newest::text, '');
end $$;

-- Policies. Readers: whoever holds the audience. Writers: as below, and always as themselves.
alter table community enable row level security;
alter table person enable row level security;
alter table audience enable row level security;
alter table membership enable row level security;
alter table follow enable row level security;
alter table profile enable row level security;
alter table event enable row level security;
alter table event_horizon enable row level security;
alter table idempotency enable row level security;

create policy read on community for select to parvis_app
  using (audience_id = any ((select viewer_audiences())::int[]));
create policy byline on person for select to parvis_app using (true);
create policy read on audience for select to parvis_app
  using (id = any ((select viewer_audiences())::int[]));
create policy own on membership for all to parvis_app
  using (person_id = (select viewer_person()))
  with check (person_id = (select viewer_person()) and role = 'member');
create policy own on follow for all to parvis_app
  using (person_id = (select viewer_person())) with check (person_id = (select viewer_person()));
create policy read on profile for select to parvis_app
  using (audience_id = any ((select viewer_audiences())::int[]));
create policy read on event for select to parvis_app
  using (audience_id = any ((select viewer_audiences())::int[]));
create policy own on event for insert to parvis_app with check (actor_id = (select viewer_person()));
create policy own on idempotency for all to parvis_app
  using (person_id = (select viewer_person())) with check (person_id = (select viewer_person()));

grant select on community, person, audience, profile to parvis_app;
grant select, insert, delete on membership, follow to parvis_app;
grant select, insert on event to parvis_app;
grant select, insert, update, delete on idempotency to parvis_app;

-- The system role sees and writes everything; what it may do is decided by the service that takes it.
do $$
declare name text;
begin
  foreach name in array array['community', 'person', 'audience', 'membership', 'follow', 'profile', 'event', 'event_horizon', 'idempotency'] loop
    execute format('create policy system on %I for all to parvis_system using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to parvis_system', name);
  end loop;
end $$;
