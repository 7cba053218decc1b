-- What a desk decides, what its author is told of it and says to it, and how long what was taken away is kept.

alter table "case" drop constraint case_decision_check;
alter table "case"
  add constraint case_decision_check check (decision in
    ('keep', 'unverified', 'hold', 'remove', 'lock', 'move', 'warn', 'suspend', 'uphold')),
  -- People whose flags lie on it.
  add column flags int not null default 0,
  -- When somebody looked at it first: claimed it, or decided it at once.
  add column looked_at timestamptz,
  -- Beside a warning or a suspension: whether the thing was taken away too.
  add column also_removed boolean not null default false,
  add column hours int,
  -- Where it was flagged as illegal: the law or rule that the decision rests on.
  add column law text,
  -- What the decision did to the thing, so that it can be undone.
  add column effect jsonb,
  -- What its author answered to a question for a source.
  add column response text,
  add column responded_at timestamptz,
  -- By its author, once for each decision; examined by somebody who did not decide.
  add column appeal text,
  add column appealed_at timestamptz,
  add column appeal_outcome text check (appeal_outcome in ('granted', 'rejected')),
  add column appeal_decided_at timestamptz,
  add column appeal_decided_by uuid references person on delete set null,
  add column appeal_note text not null default '',
  add column appeal_internal_note text not null default '',
  -- What was removed was kept long enough.
  add column erased_at timestamptz,
  add constraint case_suspended check ((decision is not distinct from 'suspend') = (hours is not null)),
  add constraint case_appealed check ((appeal is null) = (appealed_at is null)),
  add constraint case_examined_again check ((appeal_outcome is null) = (appeal_decided_at is null));
update "case" c set flags = (select count(*) from case_flag f where f.case_id = c.id);
update "case" c set effect = '{"taken": true}' where c.decision = 'remove';
create index case_author on "case" (author_id, decided_at desc) where decided_at is not null;
create index case_kept on "case" (decided_at)
  where erased_at is null and (decision = 'remove' or also_removed);

alter table case_flag add column law text, add column reference text;
alter table flag add column law text, add column reference text;
create unique index flag_reference on flag (reference) where reference is not null;

-- What those on a desk say to each other about a case.
create table case_note (
  id uuid primary key,
  case_id uuid not null references "case" on delete cascade,
  audience_id int not null references audience,
  author_id uuid references person on delete set null,
  text text not null,
  created_at timestamptz not null
);
create index case_note_case on case_note (case_id, created_at);

-- What was decided about what somebody wrote, or about them, in that person's own audience: a statement of reasons.
create table statement (
  id uuid primary key,
  audience_id int not null references audience,
  person_id uuid not null references person on delete cascade,
  case_id uuid not null references "case" on delete cascade,
  -- Where a suspension holds; null: everywhere.
  community_id uuid references community on delete cascade,
  subject_kind text not null check (subject_kind in ('post', 'comment', 'person', 'page')),
  subject_id uuid not null,
  -- The beginning of what it is about.
  excerpt text not null,
  decision text not null check (decision in ('unverified', 'hold', 'remove', 'lock', 'move', 'warn', 'suspend', 'uphold')),
  also_removed boolean not null default false,
  article_id uuid references charter_article,
  law text,
  note text not null,
  hours int,
  until timestamptz,
  decided_at timestamptz not null,
  undone_at timestamptz,
  acknowledged_at timestamptz,
  answer text,
  answered_at timestamptz,
  appeal text,
  appealed_at timestamptz,
  appeal_outcome text check (appeal_outcome in ('granted', 'rejected')),
  appeal_note text,
  appeal_decided_at timestamptz,
  -- What it is about was erased: the excerpt too.
  erased_at timestamptz,
  check ((decision = 'suspend') = (until is not null))
);
create index statement_person on statement (person_id, decided_at desc, id desc);
create unique index statement_case on statement (case_id) where undone_at is null;
-- What stands between somebody and writing.
create index statement_standing on statement (person_id)
  where undone_at is null and (decision = 'suspend' or decision = 'warn' and acknowledged_at is null);

create function announce_sanction() returns trigger language plpgsql security definer set search_path from current as $$
begin
  perform pg_notify('parvis_standing', new.person_id::text);
  return null;
end $$;
create trigger standing_announced after insert or update of undone_at, acknowledged_at on statement
  for each row when (new.decision in ('warn', 'suspend')) execute function announce_sanction();

-- Who handles a case, as before; an appeal is examined by somebody who did not decide.
create or replace view desk_steward (case_id, person_id) as
  select c.id, m.person_id
  from "case" c
  join membership m on m.community_id = c.community_id and m.role = 'steward'
  join person p on p.id = m.person_id and p.departed_at is null
  where c.archived_at is null
    and m.person_id is distinct from c.author_id
    and (c.appealed_at is null or c.appeal_decided_at is not null or m.person_id is distinct from c.decided_by)
    and not exists (select from profile f where f.person_id = c.author_id and f.manager_id = m.person_id)
    and not exists (select from profile f where f.person_id = m.person_id and f.manager_id = c.author_id)
    and not exists (select from flag f where f.case_id = c.id and f.reporter_id = m.person_id);
create or replace view desk_moderator (case_id, person_id) as
  select c.id, m.id
  from person m
  cross join "case" c
  where m.roles @> '{moderator}' and m.departed_at is null
    and c.archived_at is null
    and m.id is distinct from c.author_id
    and (c.appealed_at is null or c.appeal_decided_at is not null or m.id is distinct from c.decided_by)
    and not exists (select from profile f where f.person_id = c.author_id and f.manager_id = m.id)
    and not exists (select from profile f where f.person_id = m.id and f.manager_id = c.author_id)
    and not exists (select from flag f where f.case_id = c.id and f.reporter_id = m.id)
    -- Of an appeal, whoever decided is no steward who is left; and who examined it sees what came of it.
    and not exists (select from desk_steward s where s.case_id = c.id
      and (c.appealed_at is null or s.person_id is distinct from c.decided_by));
create trigger appeal_announced after update of appealed_at, appeal_decided_at on "case"
  for each row when ((old.appealed_at, old.appeal_decided_at) is distinct from (new.appealed_at, new.appeal_decided_at))
  execute function announce_case();

-- Whether somebody who examines a case still handles it: who left its desk keeps nobody from it.
create function claim_stands(of_case uuid, claimer uuid) returns boolean
language sql stable security definer set search_path from current
  return exists (select from desk d where d.case_id = of_case and d.person_id = claimer);

-- As before; the desk that waits for a source, or for a change of what it holds, sees that too.
create or replace function copy_for_desk() returns trigger language plpgsql security definer set search_path from current as $$
declare
  kind text := tg_table_name;
  found_case uuid;
  found_audience int;
  found_community uuid;
  at timestamptz := nullif(current_setting('parvis.at', true), '')::timestamptz;
begin
  select c.id, c.audience_id, c.community_id into found_case, found_audience, found_community from "case" c
    where c.subject_kind = kind and coalesce(c.subject_id::text, c.subject_url) = old.id::text and c.withdrawn_at is null
      and (c.decided_at is null or c.decision in ('hold', 'unverified') and c.archived_at is null)
    order by c.decided_at desc nulls first limit 1;
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

-- What was removed and kept long enough: its text goes, wherever it was copied to; what was decided about it stays, and
-- the record keeps its hashes. Cases come before what they are about.
create function erase_removed(before timestamptz, at timestamptz) returns table (
  case_id uuid, community_id uuid, audience_id int, post_id uuid
)
language plpgsql volatile security definer set search_path from current as $$
declare done "case";
begin
  select c.* into done from "case" c
    where c.erased_at is null and (c.decision = 'remove' or c.also_removed) and c.decided_at < before
      and c.appeal_outcome is distinct from 'granted'
      and (c.appealed_at is null or c.appeal_decided_at is not null)
    order by c.decided_at limit 1 for update skip locked;
  if done.id is null then return; end if;
  update "case" c set erased_at = at where c.id = done.id;
  delete from attachment a using case_copy k where k.case_id = done.id and a.copy_id = k.id;
  update case_copy k set title = null, body = '[]', attachments = null where k.case_id = done.id;
  update statement s set excerpt = '', erased_at = at where s.case_id = done.id;
  if done.subject_kind = 'post' then
    delete from attachment a where a.post_id = done.subject_id and a.comment_id is null;
    delete from revision r where r.post_id = done.subject_id and r.comment_id is null;
    update post p set title = null, body = '[]', source = '', link = null, page = null, tags = '{}', details = null,
        attachments = null, preview = null, revisions = 0
      where p.id = done.subject_id and p.state = 'removed';
  elsif done.subject_kind = 'comment' then
    delete from attachment a where a.comment_id = done.subject_id;
    delete from revision r where r.comment_id = done.subject_id;
    update comment k set body = '[]', source = '', attachments = null, revisions = 0
      where k.id = done.subject_id and k.state = 'removed';
  end if;
  delete from record_content c using record_entry e
    where e.case_id = done.id and e.type in ('case.opened', 'flag.created') and c.chain = e.chain and c.sequence = e.sequence;
  return query select done.id, done.community_id, done.audience_id, coalesce(
    case done.subject_kind when 'post' then done.subject_id
      else (select k.post_id from comment k where k.id = done.subject_id) end);
end $$;
create index record_case on record_entry (case_id, sequence);

do $$
declare name text;
begin
  foreach name in array array['case_note', 'statement'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy read on %I for select to parvis_app using (audience_id = any ((select viewer_audiences())::int[]))', name);
    execute format('grant select on %I to parvis_app', name);
    execute format('create policy system on %I for all to parvis_system using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to parvis_system', name);
  end loop;
end $$;
create policy said on case_note for insert to parvis_app
  with check (author_id = (select viewer_person()) and audience_id = any ((select viewer_audiences())::int[])
    and exists (select from "case" c where c.id = case_id and c.audience_id = case_note.audience_id));
grant insert on case_note to parvis_app;
grant update (looked_at, also_removed, hours, law, appeal_outcome, appeal_decided_at, appeal_decided_by, appeal_note, appeal_internal_note)
  on "case" to parvis_app;
revoke execute on function claim_stands(uuid, uuid), erase_removed(timestamptz, timestamptz) from public;
grant execute on function claim_stands(uuid, uuid) to parvis_app, parvis_system;
grant execute on function erase_removed(timestamptz, timestamptz) to parvis_system;
