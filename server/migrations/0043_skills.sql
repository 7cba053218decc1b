-- The vocabulary in the hands of its admins: imported, merged, renamed, retired; and searches that people keep.

alter table skill
  -- Changed here by an admin: an import only adds names to it.
  add column edited boolean not null default false,
  -- Of the classification that `parvis import-skills` brings.
  add column classified boolean not null default false;

-- The words of names are taken apart once, without a query for each of them: a classification has a hundred thousand.
create or replace function skill_words(given text) returns text[] language sql immutable parallel safe
  return array_remove(string_to_array(regexp_replace(
    ' ' || translate(skill_fold(given), E'/(),;:''"’‘“”«»–—-_·•!?*=<>|[]{}\\…\t\n\r\u00a0\u202f', repeat(' ', 60)) || ' ',
    '(?<= )[.+#&]+(?= )|(?<= )\.+(?!net)|\.+(?= )', '', 'g'), ' '), '');

-- Words are listed once for each skill, not for each of its names.
drop table skill_word;
create table skill_word (
  word text collate "C" not null,
  skill_id uuid not null references skill on delete cascade,
  audience_id int references audience on delete cascade
);
create index skill_word_everyone on skill_word (word, skill_id) where audience_id is null;
create index skill_word_audience on skill_word (audience_id, word) where audience_id is not null;
create index skill_word_skill on skill_word (skill_id, audience_id);
alter table skill_word enable row level security;
create policy read on skill_word for select to parvis_app
  using (audience_id is null or audience_id = any ((select viewer_audiences())::int[]));
create policy system on skill_word for all to parvis_system using (true) with check (true);
grant select on skill_word to parvis_app;
grant select, insert, update, delete on skill_word to parvis_system;

create or replace function write_skill_names(skills uuid[], audiences int[]) returns void
language sql volatile security definer set search_path from current as $$
  with wanted as materialized (
    select w.skill, w.audience, s.label, s.synonyms, s.retired_at is not null as retired
    from unnest(skills, audiences) as w(skill, audience) join skill s on s.id = w.skill
    where s.merged_into is null
  ), called as (
    select w.skill, w.audience, w.retired, l.key as language, 0::smallint as place, l.value as name
      from wanted w cross join jsonb_each_text(w.label) l
    union all
    select w.skill, w.audience, w.retired, l.key, 1::smallint, n.name
      from wanted w cross join jsonb_each(w.synonyms) l cross join jsonb_array_elements_text(l.value) as n(name)
  ), apart as materialized (
    select *, skill_words(name) as words from called
  ), different as materialized (
    select distinct on (skill, audience, words) * from apart order by skill, audience, words, place, language
  ), named as (
    insert into skill_name (skill_id, audience_id, language, place, name, key, retired)
      select skill, audience, language, place, name,
        coalesce(nullif(array_to_string(words, ' '), ''), btrim(skill_fold(name))), retired from different
  )
  insert into skill_word (word, skill_id, audience_id)
    select word, skill, audience from different cross join unnest(words) word
    union
    -- `net` finds `.net`, `js` finds `node.js`.
    select inner_part, skill, audience from different cross join unnest(words) word
      cross join unnest(string_to_array(translate(word, '.+#&', '    '), ' ')) inner_part
      where name ~ '[.+#&]' and word ~ '[.+#&]' and inner_part <> ''
$$;
create or replace function name_skills(skills uuid[]) returns void
language plpgsql volatile security definer set search_path from current as $$
declare
  named uuid[];
  audiences int[];
begin
  delete from skill_name where skill_id = any (skills);
  delete from skill_word where skill_id = any (skills);
  select array_agg(w.id), array_agg(w.audience_id) into named, audiences from (
    select s.id, null::int as audience_id from skill s where s.id = any (skills) and not s.free
    union all
    select distinct s.id, h.audience_id from skill s join person_skill h on h.skill_id = s.id
      join person p on p.id = h.person_id and not p.hidden and p.departed_at is null
      where s.id = any (skills) and s.free) w;
  if named is not null then perform write_skill_names(named, audiences); end if;
end $$;
create or replace function follow_undeclared() returns trigger language plpgsql security definer set search_path from current as $$
begin
  with gone as (
    delete from skill_name n using (select distinct skill_id, audience_id from undeclared) u
      where n.skill_id = u.skill_id and n.audience_id = u.audience_id
        and not exists (select from person_skill h
          join person p on p.id = h.person_id and not p.hidden and p.departed_at is null
          where h.skill_id = u.skill_id and h.audience_id = u.audience_id)
      returning n.skill_id, n.audience_id
  )
  delete from skill_word w using gone g where w.skill_id = g.skill_id and w.audience_id = g.audience_id;
  return null;
end $$;

-- Row by row, and only where a name changed: what changes many rows mostly changes none of their names.
drop trigger skills_renamed on skill;
drop function follow_changed_skills;
create function follow_changed_skill() returns trigger language plpgsql security definer set search_path from current as $$
begin
  perform name_skills(array[new.id]);
  return null;
end $$;
create trigger skills_renamed after update on skill for each row
  when ((old.label, old.synonyms, old.free, old.retired_at, old.merged_into)
    is distinct from (new.label, new.synonyms, new.free, new.retired_at, new.merged_into))
  execute function follow_changed_skill();
select name_skills(array(select id from skill));

-- Somebody's own words, so that there is one of each.
create index skill_free on skill ((skill_key(label ->> 'und'))) where free;

-- What the classification that is being imported still has. Empty but within that transaction.
create table skill_seen (id uuid primary key);

-- Lists of names by language, each name once.
create function join_skill_names(base jsonb, more jsonb) returns jsonb language sql immutable parallel safe as $$
  select coalesce(jsonb_object_agg(language, names), '{}') from (
    select language, jsonb_agg(name order by n) as names from (
      select distinct on (language, skill_key(name)) language, name, n from (
        select l.key as language, w.name, w.n from jsonb_each(base) l
          cross join jsonb_array_elements_text(l.value) with ordinality as w(name, n)
        union all
        select l.key, w.name, 1000000 + w.n from jsonb_each(more) l
          cross join jsonb_array_elements_text(l.value) with ordinality as w(name, n)) every
      order by language, skill_key(name), n) different
    group by language) listed
$$;

-- Who declares a skill, or thanks for one, while it is merged means what it becomes. The lock waits for the merge.
create function follow_merged_skill() returns trigger language plpgsql security definer set search_path from current as $$
declare became uuid;
begin
  select merged_into into became from skill where id = new.skill_id for key share;
  if became is not null then new.skill_id := became; end if;
  return new;
end $$;
create trigger merged_followed before insert on person_skill for each row execute function follow_merged_skill();
create function follow_merged_kudos() returns trigger language plpgsql security definer set search_path from current as $$
declare became uuid;
begin
  select merged_into into became from skill where id = (new.details ->> 'skill')::uuid for key share;
  if became is not null then new.details := jsonb_set(new.details, '{skill}', to_jsonb(became)); end if;
  return new;
end $$;
create trigger merged_followed before insert on post for each row when (new.details ? 'skill')
  execute function follow_merged_kudos();
create index post_kudos_skill on post ((details ->> 'skill')) where details ? 'skill';

create function skill_level_rank(level text) returns int language sql immutable parallel safe
  return coalesce(array_position(array['learning', 'practising', 'proficient', 'expert'], level), 0);

-- Searches that somebody keeps: theirs alone.
create table saved_search (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  audience_id int not null references audience on delete cascade,
  -- What was asked, as the operation takes it.
  query jsonb not null,
  created_at timestamptz not null,
  checked_at timestamptz not null,
  seen_at timestamptz not null
);
create index saved_search_person on saved_search (person_id, created_at desc);
create index saved_search_checked on saved_search (checked_at);
-- Whom it led to: nobody is told twice. `found_at` null: when it was saved already.
create table saved_match (
  search_id uuid not null references saved_search on delete cascade,
  person_id uuid not null references person on delete cascade,
  audience_id int not null references audience on delete cascade,
  found_at timestamptz,
  primary key (search_id, person_id)
);
create index saved_match_new on saved_match (search_id, found_at desc) where found_at is not null;
create index saved_match_person on saved_match (person_id);

alter table skill_seen enable row level security;
alter table saved_search enable row level security;
alter table saved_match enable row level security;
create policy own on saved_search for all to parvis_app
  using (audience_id = any ((select viewer_audiences())::int[]))
  with check (person_id = (select viewer_person()) and audience_id = any ((select viewer_audiences())::int[])
    and exists (select from audience a where a.id = audience_id and a.person_id = (select viewer_person())));
create policy own on saved_match for select to parvis_app
  using (audience_id = any ((select viewer_audiences())::int[]));
create policy begun on saved_match for insert to parvis_app
  with check (exists (select from saved_search s where s.id = search_id and s.audience_id = saved_match.audience_id
    and s.person_id = (select viewer_person())));
grant select, insert, update, delete on saved_search to parvis_app;
grant select, insert on saved_match to parvis_app;
do $$
declare name text;
begin
  foreach name in array array['skill_seen', 'saved_search', 'saved_match'] loop
    execute format('create policy system on %I for all to parvis_system using (true) with check (true)', name);
    execute format('grant select, insert, update, delete on %I to parvis_system', name);
  end loop;
end $$;

-- One skill becomes part of another, with all that points at it. Answers what happened:
-- `merged`; `gone`: one of them is not there, or is part of another already; `same`; `retired`: nothing is added to what
-- nobody declares any more.
--
-- Of somebody who declared both, the declaration with the higher level stays as it is, of two equal ones that of the
-- skill that stays; tags and confirmations of the other come along where both had the same readers, so that nothing is
-- told to anybody who could not read it before.
create function merge_skills(from_skill uuid, into_skill uuid) returns text
language plpgsql volatile security definer set search_path from current as $$
declare
  one skill;
  other skill;
  kept uuid := into_skill;
begin
  kept := coalesce((select merged_into from skill where id = into_skill), into_skill);
  if kept = from_skill then return 'same'; end if;
  -- In one order, so that two merges wait for one another; whoever declares one of them meanwhile waits too.
  perform from skill where id in (from_skill, kept) order by id for update;
  select * into one from skill where id = from_skill;
  select * into other from skill where id = kept;
  if one.id is null or other.id is null or one.merged_into is not null or other.merged_into is not null then return 'gone'; end if;
  if other.retired_at is not null then return 'retired'; end if;

  if to_regclass('skill_confirmation') is not null then
    insert into skill_confirmation (person_id, skill_id, confirmer_id, audience_id, at)
      select c.person_id, kept, c.confirmer_id, c.audience_id, c.at from skill_confirmation c
      join person_skill l on l.person_id = c.person_id and l.skill_id = from_skill
      join person_skill w on w.person_id = c.person_id and w.skill_id = kept and w.audience_id = l.audience_id
      where c.skill_id = from_skill
      on conflict (person_id, skill_id, confirmer_id) do update set at = least(skill_confirmation.at, excluded.at);
  end if;
  -- Whose other declaration is the lower one: it takes over what the higher one says.
  if exists (select from information_schema.columns where table_schema = current_schema() and table_name = 'person_skill' and column_name = 'readers') then
    if to_regclass('skill_confirmation') is not null then
      -- Confirmations of a declaration go with it, and those of one that is replaced by another's readers end.
      delete from skill_confirmation c using person_skill l, person_skill w
        where c.skill_id = kept and l.skill_id = from_skill and w.skill_id = kept
          and l.person_id = c.person_id and w.person_id = c.person_id and l.audience_id <> w.audience_id
          and skill_level_rank(l.level) > skill_level_rank(w.level);
    end if;
    update person_skill w set level = l.level, audience_id = l.audience_id, readers = l.readers,
        own = w.own or l.own, version = w.version + 1,
        tags = case when l.audience_id = w.audience_id
          then array(select t from unnest(l.tags || w.tags) with ordinality u(t, n) group by t order by min(n)) else l.tags end
      from person_skill l where w.skill_id = kept and l.skill_id = from_skill and l.person_id = w.person_id
        and skill_level_rank(l.level) > skill_level_rank(w.level);
    if to_regclass('skill_confirmation') is not null then
      insert into skill_confirmation (person_id, skill_id, confirmer_id, audience_id, at)
        select c.person_id, kept, c.confirmer_id, c.audience_id, c.at from skill_confirmation c
        join person_skill w on w.person_id = c.person_id and w.skill_id = kept and w.audience_id = c.audience_id
        where c.skill_id = from_skill
        on conflict do nothing;
    end if;
  else
    update person_skill w set level = l.level, audience_id = l.audience_id,
        tags = case when l.audience_id = w.audience_id
          then array(select t from unnest(l.tags || w.tags) with ordinality u(t, n) group by t order by min(n)) else l.tags end
      from person_skill l where w.skill_id = kept and l.skill_id = from_skill and l.person_id = w.person_id
        and skill_level_rank(l.level) > skill_level_rank(w.level);
  end if;
  update person_skill w
    set tags = array(select t from unnest(w.tags || l.tags) with ordinality u(t, n) group by t order by min(n))
    from person_skill l where w.skill_id = kept and l.skill_id = from_skill and l.person_id = w.person_id
      and l.audience_id = w.audience_id and not l.tags <@ w.tags;
  delete from person_skill l using person_skill w
    where l.skill_id = from_skill and w.skill_id = kept and w.person_id = l.person_id;
  update person_skill set skill_id = kept where skill_id = from_skill;

  if to_regclass('skill_dismissal') is not null then
    insert into skill_dismissal (person_id, skill_id, at)
      select d.person_id, kept, d.at from skill_dismissal d where d.skill_id = from_skill
        and not exists (select from person_skill s where s.person_id = d.person_id and s.skill_id = kept)
      on conflict do nothing;
    delete from skill_dismissal where skill_id = from_skill;
  end if;
  update post set details = jsonb_set(details, '{skill}', to_jsonb(kept)) where details ? 'skill' and details ->> 'skill' = from_skill::text;
  update saved_search set query = jsonb_set(query, '{skill}', to_jsonb(kept)) where query ->> 'skill' = from_skill::text;

  -- It goes on being found by all of its names.
  update skill set merged_into = kept, retired_at = null, dropped = false where id = from_skill;
  update skill set merged_into = kept where merged_into = from_skill;
  update skill set edited = true, synonyms = join_skill_names(synonyms, join_skill_names(
      (select coalesce(jsonb_object_agg(l.key, jsonb_build_array(l.value)), '{}') from jsonb_each_text(one.label) l
        where skill_key(l.value) <> all (array(select skill_key(m.value) from jsonb_each_text(other.label) m))),
      one.synonyms))
    where id = kept;
  delete from search_document where kind = 'skill' and subject_id = from_skill;
  insert into search_due (kind, subject_id) select 'skill', s from unnest(array[from_skill, kept]) s order by 2
    on conflict (kind, subject_id) do update set kind = excluded.kind;
  return 'merged';
end $$;
revoke execute on function merge_skills from public;
grant execute on function merge_skills to parvis_system;
