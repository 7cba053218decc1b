-- The index that the search for people reads. Everything in it derives from other tables: who may read it, and whether
-- it is there at all, follows them within the same transaction, by the triggers below; text is analysed by the
-- application, which finds in `search_due` what has changed.

-- One thing that is found by its words. `worth` is how much it says about its person beside others of its kind.
create table search_document (
  id int generated always as identity primary key,
  kind text not null check (kind in ('name', 'profile', 'skill', 'project', 'post', 'comment')),
  subject_id uuid not null,
  -- Labels and synonyms of one skill are found apart.
  part int not null default 0,
  -- Null: the vocabulary, which everybody reads.
  audience_id int references audience on delete cascade,
  -- Null: found for many (a project's members, a skill's people).
  person_id uuid references person on delete cascade,
  worth real not null default 1,
  at timestamptz,
  unique (kind, subject_id, part)
);
create index search_document_person on search_document (person_id, at desc);
create index search_document_audience on search_document (audience_id);

-- Where the terms of a document are listed: posts and comments are one list. A number, because row-level security lets
-- only leakproof operators choose rows, and comparing values of an enum is not among them.
create function search_list(kind text) returns smallint language sql immutable parallel safe
  return case kind when 'name' then 1 when 'profile' then 2 when 'skill' then 3 when 'project' then 4 else 5 end;

-- A term in a document. `weight` is how often the term
-- stands there, by field and length. `place` is what to read first where a list is too long to be read to its end: the
-- newest of what was written, the heaviest of all else.
create table search_posting (
  term text collate "C" not null,
  list smallint not null,
  place real not null,
  document_id int not null references search_document on delete cascade,
  audience_id int,
  weight real not null
);
create index search_posting_list on search_posting (list, term, place desc) include (document_id, audience_id, weight);
create index search_posting_document on search_posting (document_id);

-- One list from its beginning. The planner knows nothing of how long a list is: it may not read all of it to sort it.
create function search_postings(list smallint, term text, most int) returns table (document_id int, weight real)
language plpgsql stable rows 20 set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off as $$
begin
  return query select p.document_id, p.weight from search_posting p
    where p.list = search_postings.list and p.term = search_postings.term order by p.place desc limit most;
end $$;

-- In how many documents of an audience a term stands; the empty term: how many documents there are. Rarity is reckoned
-- from the audiences that the viewer holds, so it says nothing of what they may not read. What counts is the sum of the
-- rows: whoever changes something appends a difference and waits for nobody, also beside an import that changes much.
-- The indexer folds them, so that few rows make a sum. No reference to the audience: the last difference is appended
-- while it goes.
create table search_frequency (
  term text collate "C" not null,
  audience_id int not null,
  documents int not null,
  folded boolean not null default false
);
create index search_frequency_term on search_frequency (term, audience_id) include (documents);
create index search_frequency_unfolded on search_frequency (term, audience_id) where not folded;

-- Makes one row of up to `most` differences and what they add to; answers how many they were. One at a time: whoever
-- finds another at it leaves it to them. The planner knows nothing of how few differences there are.
create function fold_frequencies(most int) returns int language plpgsql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare differences int;
begin
  if not pg_try_advisory_xact_lock(7270319) then return 0; end if;
  with changed as materialized (
    select term, audience_id from search_frequency where not folded order by 1, 2 limit most
  ), taken as (
    delete from search_frequency f using (select distinct term, audience_id from changed) c
      where f.term = c.term and f.audience_id = c.audience_id
      returning f.term, f.audience_id, f.documents
  ), made as (
    insert into search_frequency (term, audience_id, documents, folded)
      select term, audience_id, sum(documents), true from taken group by 1, 2 having sum(documents) <> 0
  )
  select count(*) into differences from changed;
  return differences;
end $$;

-- What has to be analysed again.
create table search_due (
  kind text not null,
  subject_id uuid not null,
  primary key (kind, subject_id)
);

create function search_counts(list smallint) returns boolean language sql immutable parallel safe
  return list in (search_list('profile'), search_list('project'), search_list('contribution'));

create function count_postings() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if tg_op = 'INSERT' then
    insert into search_frequency (term, audience_id, documents)
      select term, audience_id, count(*) from added where search_counts(list) group by 1, 2;
  elsif tg_op = 'DELETE' then
    insert into search_frequency (term, audience_id, documents)
      select term, audience_id, -count(*) from removed where search_counts(list) group by 1, 2;
  else
    insert into search_frequency (term, audience_id, documents)
      select term, audience_id, sum(step) from (
        select term, audience_id, list, 1 as step from added
        union all select term, audience_id, list, -1 from removed) moved
      where search_counts(list) group by 1, 2 having sum(step) <> 0;
  end if;
  return null;
end $$;
create trigger postings_added after insert on search_posting
  referencing new table as added for each statement execute function count_postings();
create trigger postings_removed after delete on search_posting
  referencing old table as removed for each statement execute function count_postings();
create trigger postings_moved after update on search_posting
  referencing old table as removed new table as added for each statement execute function count_postings();

create function count_documents() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if tg_op <> 'INSERT' and old.kind in ('profile', 'project', 'post', 'comment') then
    insert into search_frequency (term, audience_id, documents) values ('', old.audience_id, -1);
  end if;
  if tg_op <> 'DELETE' and new.kind in ('profile', 'project', 'post', 'comment') then
    insert into search_frequency (term, audience_id, documents) values ('', new.audience_id, 1);
  end if;
  if tg_op = 'UPDATE' then
    update search_posting set audience_id = new.audience_id where document_id = new.id;
  end if;
  return null;
end $$;
create trigger documents_counted after insert or delete on search_document
  for each row execute function count_documents();
create trigger documents_moved after update of audience_id on search_document
  for each row when (old.audience_id is distinct from new.audience_id) execute function count_documents();

-- What changed is noted; arguments: the kinds of document that a row becomes. Row by row and without dynamic SQL: of what
-- writing a post costs, this is the part that nobody waits for. What is noted already is noted again, because that locks
-- it: the indexer, which passes over what is locked, would otherwise take it and read the text of before.
create function note_search_due() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into search_due (kind, subject_id) values (tg_argv[0], new.id) on conflict (kind, subject_id) do update set kind = excluded.kind;
  return null;
end $$;
create function note_profile_due() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into search_due (kind, subject_id) select kind, new.person_id from unnest(tg_argv) kind order by 1 on conflict (kind, subject_id) do update set kind = excluded.kind;
  return null;
end $$;
create function note_skill_due() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into search_due (kind, subject_id) values ('skill', new.skill_id) on conflict (kind, subject_id) do update set kind = excluded.kind;
  return null;
end $$;
create trigger search_added after insert on post for each row execute function note_search_due('post');
create trigger search_added after insert on comment for each row execute function note_search_due('comment');
create trigger search_added after insert on project for each row execute function note_search_due('project');
create trigger search_added after insert on profile for each row execute function note_profile_due('name', 'profile');
create trigger search_added after insert on person_skill for each row execute function note_skill_due();
create trigger search_changed after update on post for each row
  when ((old.title, old.tags, old.source, old.kind, old.state, old.author_id, old.created_at)
    is distinct from (new.title, new.tags, new.source, new.kind, new.state, new.author_id, new.created_at))
  execute function note_search_due('post');
create trigger search_changed after update on comment for each row
  when ((old.source, old.state, old.parent_id, old.author_id, old.created_at)
    is distinct from (new.source, new.state, new.parent_id, new.author_id, new.created_at))
  execute function note_search_due('comment');
create trigger search_changed after update on project for each row
  when ((old.title, old.source) is distinct from (new.title, new.source))
  execute function note_search_due('project');
create trigger search_changed after update on profile for each row
  when ((old.title, old.unit, old.bio) is distinct from (new.title, new.unit, new.bio))
  execute function note_profile_due('profile');
create trigger search_changed after update on skill for each row
  when ((old.label, old.synonyms) is distinct from (new.label, new.synonyms))
  execute function note_search_due('skill');

-- An answer is also found by the question it answers.
create function note_answers_due() returns trigger language plpgsql security definer set search_path from current as $$
begin
  insert into search_due (kind, subject_id) select 'comment', id from comment where post_id = new.id order by 2 on conflict (kind, subject_id) do update set kind = excluded.kind;
  return null;
end $$;
create trigger search_answers_changed after update on post for each row
  when ((old.title, old.tags) is distinct from (new.title, new.tags)) execute function note_answers_due();

-- Who left or is hidden is found by nothing; who comes back is found again by everything.
create function follow_person_in_search() returns trigger language plpgsql security definer set search_path from current as $$
begin
  if new.hidden or new.departed_at is not null then
    delete from search_document where person_id = new.id;
  elsif old.hidden or old.departed_at is not null then
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
create trigger search_followed after update on person for each row
  when ((old.name, old.hidden, old.departed_at) is distinct from (new.name, new.hidden, new.departed_at))
  execute function follow_person_in_search();

-- Readers, removal and deletion, at once.
create function follow_subject_in_search() returns trigger language plpgsql security definer set search_path from current as $$
declare
  before jsonb := to_jsonb(old);
  after jsonb := to_jsonb(new);
  subject uuid := coalesce(before ->> 'id', before ->> 'person_id')::uuid;
begin
  if tg_op = 'DELETE' or coalesce(after ->> 'state', 'published') <> 'published'
    or after ->> 'deleted_at' is not null then
    delete from search_document where subject_id = subject and kind = any (tg_argv);
  else
    update search_document set audience_id = (after ->> 'audience_id')::int
      where subject_id = subject and kind = any (tg_argv) and audience_id <> (after ->> 'audience_id')::int;
  end if;
  return null;
end $$;
do $$
declare
  name text;
  kinds text;
begin
  foreach name in array array['post', 'comment', 'project', 'profile', 'skill'] loop
    kinds := case name when 'profile' then '''name'', ''profile''' else quote_literal(name) end;
    execute format('create trigger search_forgotten after delete on %I for each row execute function follow_subject_in_search(%s)', name, kinds);
    if name <> 'skill' then
      execute format('create trigger search_moved after update of audience_id on %I for each row when (old.audience_id is distinct from new.audience_id) execute function follow_subject_in_search(%s)', name, kinds);
    end if;
    if name in ('post', 'comment') then
      execute format('create trigger search_removed after update of state on %I for each row when (new.state <> ''published'') execute function follow_subject_in_search(%s)', name, kinds);
    end if;
  end loop;
end $$;
create trigger search_emptied after update of deleted_at on comment for each row
  when (new.deleted_at is not null) execute function follow_subject_in_search('comment');

alter table search_document enable row level security;
alter table search_posting enable row level security;
alter table search_frequency enable row level security;
alter table search_due enable row level security;
create policy read on search_document for select to parvis_app
  using (audience_id is null or audience_id = any ((select viewer_audiences())::int[]));
create policy read on search_posting for select to parvis_app
  using (audience_id is null or audience_id = any ((select viewer_audiences())::int[]));
create policy read on search_frequency for select to parvis_app
  using (audience_id = any ((select viewer_audiences())::int[]));
do $$
declare name text;
begin
  foreach name in array array['search_document', 'search_posting', 'search_frequency', 'search_due'] loop
    execute format('create policy system on %I for all to parvis_system using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to parvis_system', name);
  end loop;
end $$;
grant select on search_document, search_posting, search_frequency to parvis_app;

-- What is there already.
insert into search_due (kind, subject_id)
  select 'post', id from post
  union all select 'comment', id from comment
  union all select 'project', id from project
  union all select k, person_id from profile, unnest(array['name', 'profile']) k
  union all select distinct 'skill', skill_id from person_skill;
