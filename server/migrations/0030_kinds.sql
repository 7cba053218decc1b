-- What the kinds of posts have beside their text: announcements and who read them, kudos, ideas and where they stand,
-- polls, and posts that re-share another one.

-- What of a post is of its kind alone and the same for all readers. Of a poll: {options: [{id, label}], multiple, secret,
-- closesAt, step} and, once told, {answers, counts: {id: n}, closed}; of an idea: {status, reason, at}; of kudos: {skill}.
alter table post add column details jsonb;
alter table post add column reshareable boolean not null default true;
-- No foreign key: a re-share stays one when the original is gone, and says no more than to those who may not see it.
alter table post add column original_id uuid;
create index post_reshare on post (id) include (original_id, audience_id) where original_id is not null;

alter table reaction drop constraint reaction_kind_check;
alter table reaction add constraint reaction_kind_check
  check (kind in ('thanks', 'like', 'insightful', 'celebrate', 'support', 'curious'));

-- That somebody read an announcement: theirs alone to see.
create table acknowledgement (
  post_id uuid not null references post on delete cascade,
  person_id uuid not null references person on delete cascade,
  id uuid not null default gen_random_uuid(),
  audience_id int not null references audience on delete cascade,
  at timestamptz not null,
  primary key (post_id, person_id)
);
create index acknowledgement_person on acknowledgement (person_id, at desc);

-- How many did, which nobody reads, and the part of the readers that its author is told of, in steps.
create table announcement (
  post_id uuid primary key references post on delete cascade,
  audience_id int not null references audience on delete cascade,
  acknowledged int not null default 0,
  share double precision
);

-- Who is thanked.
create table kudos (
  post_id uuid not null references post on delete cascade,
  person_id uuid not null references person on delete cascade,
  place int not null,
  audience_id int not null references audience,
  primary key (post_id, person_id)
);
create index kudos_person on kudos (person_id);

-- The steps of an idea, by which steward and why.
create table idea_status (
  id uuid primary key,
  post_id uuid not null references post on delete cascade,
  audience_id int not null references audience,
  status text not null check (status in ('new', 'heard', 'planned', 'done', 'declined')),
  reason text check (status <> 'declined' or reason is not null),
  person_id uuid references person on delete set null,
  at timestamptz not null
);
create index idea_status_post on idea_status (post_id, at, id);

-- When a poll ends, and how many answered so far.
create table poll (
  post_id uuid primary key references post on delete cascade,
  closes_at timestamptz not null,
  closed boolean not null default false,
  answers int not null default 0
);
create index poll_open on poll (closes_at) where not closed;

-- Who answered, theirs alone to see. Of a secret poll no more than that: `options` is null. No time, and an id that
-- carries none.
create table poll_answer (
  post_id uuid not null references post on delete cascade,
  person_id uuid not null references person on delete cascade,
  id uuid not null default gen_random_uuid(),
  audience_id int not null references audience on delete cascade,
  options text[],
  primary key (post_id, person_id)
);
create index poll_answer_person on poll_answer (person_id);

-- The ballot box: one number for each option. Every answer rewrites all numbers of its poll, so that none of them shows
-- which was changed last; of a poll that is closed it is emptied.
create table poll_box (
  post_id uuid not null references poll on delete cascade,
  option text not null,
  count int not null default 0,
  primary key (post_id, option)
);

alter table imported drop constraint imported_kind_check;
alter table imported add constraint imported_kind_check
  check (kind in ('skill', 'person', 'community', 'project', 'post', 'comment', 'reaction', 'answer'));

-- Everybody who holds a shared audience, but who left or is nobody.
create function readers_of(audience int) returns setof uuid
language sql stable security definer set search_path from current as $$
  select p.id from audience a join person p
    on p.circle = any (a.circles) and p.clearance >= a.degree and p.departed_at is null and not p.hidden
  where a.id = readers_of.audience and a.kind = 'shared'
    and (a.community_id is null
      or exists (select from community c where c.id = a.community_id and c.visibility = 'open')
      or exists (select from membership m where m.community_id = a.community_id and m.person_id = p.id))
$$;

-- Those of these people who read what the viewer writes for an audience of theirs.
create function reading(people uuid[], audience int) returns uuid[]
language sql stable security definer set search_path from current as $$
  select coalesce(array_agg(r.id), '{}') from readers_of(reading.audience) r(id)
  where r.id = any (reading.people) and reading.audience = any (viewer_audiences())
$$;

-- What a viewer may write of a kind, whatever a service is mistaken about.
create function check_kind() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if viewer_person() is null then return new; end if;
  if new.original_id is not null and not exists (select from post o where o.id = new.original_id
      and o.audience_id = any (viewer_audiences()) and o.state = 'published' and o.reshareable and o.original_id is null) then
    raise foreign_key_violation using message = 'What is re-shared is not there, or not there any more.';
  end if;
  if new.kind = 'announcement'
    and not exists (select from person p where new.community_id is null and p.id = viewer_person() and p.roles @> '{admin}')
    and not exists (select from membership m where m.community_id = new.community_id
      and m.person_id = viewer_person() and m.role = 'steward') then
    raise insufficient_privilege using message = 'Stewards announce in their community, admins to everyone.';
  end if;
  if new.details ?| array['answers', 'counts', 'closed', 'status'] or (new.kind = 'poll') <> (coalesce(new.details, '{}') ? 'options') then
    raise insufficient_privilege using message = 'What becomes of a poll or an idea is not its author''s to write.';
  end if;
  return new;
end $$;
create trigger kind_checked before insert on post for each row
  when (new.original_id is not null or new.details is not null or new.kind in ('announcement', 'poll'))
  execute function check_kind();

create function open_poll() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into poll (post_id, closes_at) values (new.id, (new.details ->> 'closesAt')::timestamptz);
  insert into poll_box (post_id, option)
    select new.id, option ->> 'id' from jsonb_array_elements(new.details -> 'options') option;
  return null;
end $$;
create trigger poll_opened after insert on post for each row when (new.kind = 'poll' and new.details is not null)
  execute function open_poll();

-- They follow their post.
create function follow_post_kind() returns trigger language plpgsql security definer set search_path from current as $$
begin
  update kudos set audience_id = new.audience_id where post_id = new.id;
  update idea_status set audience_id = new.audience_id where post_id = new.id;
  return null;
end $$;
create trigger kind_followed after update of audience_id on post
  for each row when (old.audience_id is distinct from new.audience_id and new.kind in ('kudos', 'idea'))
  execute function follow_post_kind();

-- Says that the viewer read an announcement; `own` is their own audience. Every `step` of them, the author is told of the
-- part of the readers that they are: never fewer than a step of readers are left out of it or in it, so it says of no one
-- that they did, or did not.
create function acknowledge_post(wanted uuid, own int, moment timestamptz, step int) returns text
language plpgsql volatile security definer set search_path from current as $$
declare
  subject post;
  mine int;
  done int;
  readers int;
  told int;
begin
  select p.* into subject from post p where p.id = wanted and p.audience_id = any (viewer_audiences()) for no key update;
  if subject.id is null then return 'absent'; end if;
  if subject.kind <> 'announcement' or subject.state <> 'published' or subject.author_id = viewer_person() then
    return 'refused';
  end if;
  insert into acknowledgement (post_id, person_id, audience_id, at) values (wanted, viewer_person(), own, moment)
    on conflict do nothing;
  if not found then return 'unchanged'; end if;
  mine := person_audience(subject.author_id);
  insert into announcement as a (post_id, audience_id, acknowledged) values (wanted, mine, 1)
    on conflict (post_id) do update set acknowledged = a.acknowledged + 1 returning acknowledged into done;
  if done % step <> 0 then return 'done'; end if;
  select count(*) into readers from readers_of(subject.audience_id) r(id) where r.id <> subject.author_id;
  told := least(done, (readers - step) / step * step);
  if told <= 0 then return 'done'; end if;
  update announcement a set share = told::double precision / readers
    where a.post_id = wanted and (a.share is null or a.share < told::double precision / readers);
  if found then
    insert into event (type, at, audience_id, subject_kind, subject_id, post_id, community_id)
      values ('announcement.counted', moment, mine, 'post', wanted, wanted, subject.community_id);
  end if;
  return 'done';
end $$;

-- Answers a poll for the viewer; `own` is their own audience. What it tells its readers changes by whole steps of people
-- who answered; a secret one tells nothing before it is closed, and keeps nowhere who chose what.
create function answer_poll(wanted uuid, chosen text[], own int, moment timestamptz) returns text
language plpgsql volatile security definer set search_path from current as $$
declare
  subject post;
  running poll;
  mine poll_answer;
  before text[];
  secret boolean;
  total int;
begin
  select p.* into subject from post p where p.id = wanted and p.audience_id = any (viewer_audiences()) for no key update;
  if subject.id is null then return 'absent'; end if;
  if subject.kind <> 'poll' or subject.state <> 'published' then return 'refused'; end if;
  select * into running from poll where post_id = wanted for update;
  if running.closed or running.closes_at <= moment then return 'closed'; end if;
  if not chosen <@ array(select option from poll_box where post_id = wanted) or cardinality(chosen) = 0
    or cardinality(chosen) > 1 and not (subject.details ->> 'multiple')::boolean then return 'unknown'; end if;
  secret := (subject.details ->> 'secret')::boolean;
  select * into mine from poll_answer where post_id = wanted and person_id = viewer_person();
  if mine.id is not null then
    if secret then return 'final'; end if;
    if mine.options @> chosen and chosen @> mine.options then return 'unchanged'; end if;
    before := mine.options;
    update poll_answer set options = chosen where post_id = wanted and person_id = viewer_person();
  else
    insert into poll_answer (post_id, person_id, audience_id, options)
      values (wanted, viewer_person(), own, case when not secret then chosen end);
  end if;
  update poll_box set count = count + (option = any (chosen))::int - coalesce((option = any (before))::int, 0)
    where post_id = wanted;
  if before is not null then return 'done'; end if;
  update poll set answers = answers + 1 where post_id = wanted returning answers into total;
  if not secret then perform tell_poll(wanted, total, moment); end if;
  return 'done';
end $$;

-- Tells the counts of a poll once it has a whole step of answers more than those that were told.
create function tell_poll(wanted uuid, total int, moment timestamptz) returns boolean
language plpgsql volatile security definer set search_path from current as $$
declare
  subject post;
begin
  select p.* into subject from post p where p.id = wanted;
  if total - coalesce((subject.details ->> 'answers')::int, 0) < (subject.details ->> 'step')::int then return false; end if;
  update post set details = details || jsonb_build_object('answers', total,
      'counts', (select jsonb_object_agg(option, count) from poll_box where post_id = wanted))
    where id = wanted;
  insert into event (type, at, audience_id, subject_kind, subject_id, post_id, community_id)
    values ('poll.counted', moment, subject.audience_id, 'post', wanted, wanted, subject.community_id);
  return true;
end $$;

-- Closes the polls that are over; of secret ones the counts are told. Their boxes are emptied. Answers how many.
create function close_polls(moment timestamptz) returns int
language plpgsql volatile security definer set search_path from current as $$
declare
  due uuid;
  subject post;
  running poll;
  closed_now int := 0;
begin
  for due in select post_id from poll where not closed and closes_at <= moment order by closes_at limit 100 loop
    -- The post first, as everywhere.
    select p.* into subject from post p where p.id = due for no key update skip locked;
    continue when subject.id is null;
    select * into running from poll where post_id = due for update;
    continue when running.closed;
    if (subject.details ->> 'secret')::boolean then perform tell_poll(due, running.answers, moment); end if;
    update post set details = details || '{"closed": true}' where id = due;
    update poll set closed = true where post_id = due;
    delete from poll_box where post_id = due;
    insert into event (type, at, audience_id, subject_kind, subject_id, post_id, community_id)
      values ('poll.closed', moment, subject.audience_id, 'post', due, due, subject.community_id);
    closed_now := closed_now + 1;
  end loop;
  return closed_now;
end $$;

-- As the system, of an import: the numbers that its answers make.
create function count_imported_poll(wanted uuid, moment timestamptz) returns void
language plpgsql volatile security definer set search_path from current as $$
declare total int;
begin
  select count(*) into total from poll_answer where post_id = wanted;
  update poll_box set count = (select count(*) from poll_answer a where a.post_id = wanted and a.options @> array[option])
    where post_id = wanted;
  update poll set answers = total where post_id = wanted;
  perform tell_poll(wanted, total, moment);
end $$;

create function count_imported_announcement(wanted uuid, moment timestamptz, step int) returns void
language plpgsql volatile security definer set search_path from current as $$
declare
  subject post;
  done int;
  readers int;
  told int;
begin
  select p.* into subject from post p where p.id = wanted;
  select count(*) into done from acknowledgement where post_id = wanted;
  select count(*) into readers from readers_of(subject.audience_id) r(id) where r.id <> subject.author_id;
  told := least(done / step * step, (readers - step) / step * step);
  insert into announcement (post_id, audience_id, acknowledged, share)
    values (wanted, person_audience(subject.author_id), done, case when told > 0 then told::double precision / readers end)
    on conflict (post_id) do update set acknowledged = excluded.acknowledged,
      share = greatest(announcement.share, excluded.share);
end $$;

-- What the viewer wrote, and what they answered and acknowledged, newest first. Of an answer no time is kept: it stands
-- with its poll. What others wrote (a poll's options) is told as far as the viewer still reads it.
drop function own_contributions(timestamptz, uuid, int);
create function own_contributions(before timestamptz, before_id uuid, most int) returns table (
  kind text, id uuid, post_id uuid, title text, source text, link text, options text[], tags text[], state text,
  readable boolean, created_at timestamptz, edited_at timestamptz
)
language sql stable security definer set search_path from current as $$
  select * from (
    (select 'post', p.id, p.id, p.title, p.source, p.link,
        case when p.kind = 'poll' then array(select o ->> 'label' from jsonb_array_elements(p.details -> 'options') o) else '{}' end,
        p.tags, p.state, p.audience_id = any (viewer_audiences()), p.created_at, p.edited_at
      from post p where p.author_id = viewer_person() and (p.created_at, p.id) < (before, before_id)
      order by p.created_at desc, p.id desc limit most)
    union all
    (select 'comment', c.id, c.post_id, null, c.source, null, '{}', '{}', c.state, c.audience_id = any (viewer_audiences()),
        c.created_at, c.edited_at
      from comment c where c.author_id = viewer_person() and c.deleted_at is null and (c.created_at, c.id) < (before, before_id)
      order by c.created_at desc, c.id desc limit most)
    union all
    (select 'answer', a.id, a.post_id, null, '', null,
        case when p.audience_id = any (viewer_audiences()) then
          array(select o ->> 'label' from jsonb_array_elements(p.details -> 'options') o where o ->> 'id' = any (a.options)) else '{}' end,
        '{}', p.state, p.audience_id = any (viewer_audiences()), p.created_at, null
      from poll_answer a join post p on p.id = a.post_id
      where a.person_id = viewer_person() and (p.created_at, a.id) < (before, before_id)
      order by p.created_at desc, a.id desc limit most)
    union all
    (select 'acknowledgement', a.id, a.post_id, null, '', null, '{}', '{}', p.state, p.audience_id = any (viewer_audiences()), a.at, null
      from acknowledgement a join post p on p.id = a.post_id
      where a.person_id = viewer_person() and (a.at, a.id) < (before, before_id)
      order by a.at desc, a.id desc limit most)
  ) as own (kind, id, post_id, title, source, link, options, tags, state, readable, created_at, edited_at)
  order by own.created_at desc, own.id desc limit most
$$;

do $$
declare name text;
begin
  foreach name in array array['acknowledgement', 'announcement', 'kudos', 'idea_status', 'poll_answer'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy read on %I for select to parvis_app using (audience_id = any ((select viewer_audiences())::int[]))', name);
    execute format('create policy system on %I for all to parvis_system using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to parvis_system', name);
  end loop;
end $$;
-- The box and its like are opened by the functions above alone, by nobody's rights.
alter table poll enable row level security;
alter table poll_box enable row level security;

create policy thanked on kudos for insert to parvis_app
  with check (exists (select from post p where p.id = post_id and p.kind = 'kudos'
    and p.author_id = (select viewer_person()) and p.audience_id = kudos.audience_id));
grant select on acknowledgement, poll_answer, idea_status, kudos to parvis_app;
grant insert on kudos to parvis_app;
grant select (post_id, audience_id, share) on announcement to parvis_app;
grant insert (details, original_id, reshareable), update (reshareable) on post to parvis_app;

revoke execute on function readers_of(int), reading(uuid[], int), acknowledge_post(uuid, int, timestamptz, int),
  answer_poll(uuid, text[], int, timestamptz), tell_poll(uuid, int, timestamptz), close_polls(timestamptz),
  count_imported_poll(uuid, timestamptz), count_imported_announcement(uuid, timestamptz, int),
  own_contributions(timestamptz, uuid, int) from public;
grant execute on function reading(uuid[], int), acknowledge_post(uuid, int, timestamptz, int),
  answer_poll(uuid, text[], int, timestamptz), own_contributions(timestamptz, uuid, int) to parvis_app;
grant execute on function close_polls(timestamptz), count_imported_poll(uuid, timestamptz),
  count_imported_announcement(uuid, timestamptz, int) to parvis_system;
