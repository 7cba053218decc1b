-- The vocabulary of skills as it is completed: everything a skill is called, by the words of it.

alter table skill
  -- Nobody declares it any more; who has it keeps it.
  add column retired_at timestamptz,
  -- What it became part of: never something that was merged itself.
  add column merged_into uuid references skill on delete set null,
  -- Retired because a newer classification no longer has it; it comes back when one has it again.
  add column dropped boolean not null default false;
create index skill_merged on skill (merged_into) where merged_into is not null;

-- Letters as they are compared: small, without accents and ligatures.
create function skill_fold(given text) returns text language sql immutable parallel safe
  return replace(replace(replace(replace(replace(
    regexp_replace(normalize(lower(given), NFKD), '[\u0300-\u036f]', '', 'g'),
    'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'ø', 'o'), 'ł', 'l');

-- The words of a name in reading order. `c`, `c++`, `c#`, `.net` and `r&d` are words of their own.
create function skill_words(given text) returns text[] language sql immutable parallel safe
  return coalesce((
    select array_agg(word order by n) from (
      select n, case when w like '.net%' then rtrim(w, '.') else btrim(w, '.') end as word
      from unnest(string_to_array(translate(skill_fold(given),
        E'/(),;:''"’‘“”«»–—-_·•!?*=<>|[]{}\\…\t\n\r\u00a0\u202f', repeat(' ', 60)), ' ')) with ordinality as part(w, n)
      where w ~ '[^.+#&]') words
    where word <> ''), '{}');

-- The same name is the same skill, however it is written: `Power BI` and `power-bi`, but neither `C` and `C++` nor
-- `.NET` and `net`.
create function skill_key(given text) returns text language sql immutable parallel safe
  return coalesce(nullif(array_to_string(skill_words(given), ' '), ''), btrim(skill_fold(given)));

-- What skills are called. The vocabulary's names are everybody's (audience null); those of a free skill belong to the
-- audiences in which somebody who can be found declares it, so that nobody learns of a word that only others may read.
create table skill_name (
  id int generated always as identity primary key,
  skill_id uuid not null references skill on delete cascade,
  audience_id int references audience on delete cascade,
  language text not null,
  -- 0: what it is called first; 1: synonyms.
  place smallint not null,
  name text not null,
  key text collate "C" not null,
  retired boolean not null
);
create index skill_name_everyone on skill_name (key) where audience_id is null;
create index skill_name_audience on skill_name (audience_id, key) where audience_id is not null;
create index skill_name_skill on skill_name (skill_id, audience_id);

create table skill_word (
  word text collate "C" not null,
  name_id int not null references skill_name on delete cascade,
  audience_id int
);
create index skill_word_everyone on skill_word (word, name_id) where audience_id is null;
create index skill_word_audience on skill_word (audience_id, word) where audience_id is not null;
create index skill_word_name on skill_word (name_id);

-- Writes the names of skills for audiences: two lists of one length.
create function write_skill_names(skills uuid[], audiences int[]) returns void
language sql volatile security definer set search_path from current as $$
  with wanted as (
    select w.skill, w.audience, s.label, s.synonyms, s.retired_at is not null as retired
    from unnest(skills, audiences) as w(skill, audience) join skill s on s.id = w.skill
    where s.merged_into is null
  ), called as (
    select w.skill, w.audience, w.retired, l.key as language, 0::smallint as place, l.value as name
      from wanted w cross join jsonb_each_text(w.label) l
    union all
    select w.skill, w.audience, w.retired, l.key, 1::smallint, n.name
      from wanted w cross join jsonb_each(w.synonyms) l cross join jsonb_array_elements_text(l.value) as n(name)
  ), different as (
    select distinct on (skill, audience, skill_key(name)) *, skill_key(name) as key from called
    order by skill, audience, skill_key(name), place, language
  ), named as (
    insert into skill_name (skill_id, audience_id, language, place, name, key, retired)
      select skill, audience, language, place, name, key, retired from different
      returning id, audience_id, name
  )
  insert into skill_word (word, name_id, audience_id)
    select distinct part.word, named.id, named.audience_id from named
    cross join lateral (
      select word from unnest(skill_words(named.name)) word
      union all
      -- `net` finds `.net`, `js` finds `node.js`.
      select inner_part from unnest(skill_words(named.name)) word
        cross join lateral unnest(string_to_array(translate(word, '.+#&', '    '), ' ')) inner_part
        where word ~ '[.+#&]' and inner_part <> '') part
$$;

-- All names of some skills anew.
create function name_skills(skills uuid[]) returns void
language plpgsql volatile security definer set search_path from current as $$
declare
  named uuid[];
  audiences int[];
begin
  delete from skill_name where skill_id = any (skills);
  select array_agg(w.id), array_agg(w.audience_id) into named, audiences from (
    select s.id, null::int as audience_id from skill s where s.id = any (skills) and not s.free
    union all
    select distinct s.id, h.audience_id from skill s join person_skill h on h.skill_id = s.id
      join person p on p.id = h.person_id and not p.hidden and p.departed_at is null
      where s.id = any (skills) and s.free) w;
  if named is not null then perform write_skill_names(named, audiences); end if;
end $$;

create function follow_skills() returns trigger language plpgsql security definer set search_path from current as $$
begin
  perform name_skills(array(select id from changed));
  return null;
end $$;
create trigger skills_named after insert on skill
  referencing new table as changed for each statement execute function follow_skills();

create function follow_changed_skills() returns trigger language plpgsql security definer set search_path from current as $$
declare
  differing uuid[] := array(select n.id from changed n join before o on o.id = n.id
    where (o.label, o.synonyms, o.free, o.retired_at, o.merged_into)
      is distinct from (n.label, n.synonyms, n.free, n.retired_at, n.merged_into));
begin
  if differing <> '{}' then perform name_skills(differing); end if;
  return null;
end $$;
create trigger skills_renamed after update on skill
  referencing old table as before new table as changed for each statement execute function follow_changed_skills();

-- Free skills appear with the first who declares them for an audience, and go with the last.
create function follow_declared() returns trigger language plpgsql security definer set search_path from current as $$
declare
  named uuid[];
  audiences int[];
begin
  select array_agg(skill_id), array_agg(audience_id) into named, audiences from (
    select distinct d.skill_id, d.audience_id from declared d
    join skill s on s.id = d.skill_id and s.free
    join person p on p.id = d.person_id and not p.hidden and p.departed_at is null
    where not exists (select from skill_name n where n.skill_id = d.skill_id and n.audience_id = d.audience_id)) w;
  if named is not null then perform write_skill_names(named, audiences); end if;
  return null;
end $$;
create function follow_undeclared() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from skill_name n using (select distinct skill_id, audience_id from undeclared) u
    where n.skill_id = u.skill_id and n.audience_id = u.audience_id
      and not exists (select from person_skill h
        join person p on p.id = h.person_id and not p.hidden and p.departed_at is null
        where h.skill_id = u.skill_id and h.audience_id = u.audience_id);
  return null;
end $$;
create trigger skills_declared after insert on person_skill
  referencing new table as declared for each statement execute function follow_declared();
create trigger skills_undeclared after delete on person_skill
  referencing old table as undeclared for each statement execute function follow_undeclared();
create trigger skills_redeclared after update on person_skill
  referencing new table as declared for each statement execute function follow_declared();
create trigger skills_redeclared_before after update on person_skill
  referencing old table as undeclared for each statement execute function follow_undeclared();
create function follow_person_in_skills() returns trigger language plpgsql security definer set search_path from current as $$
begin
  perform name_skills(array(select h.skill_id from person_skill h join skill s on s.id = h.skill_id and s.free
    where h.person_id = new.id));
  return null;
end $$;
create trigger skills_followed after update of hidden, departed_at on person for each row
  when ((old.hidden, old.departed_at is null) is distinct from (new.hidden, new.departed_at is null))
  execute function follow_person_in_skills();

alter table skill_name enable row level security;
alter table skill_word enable row level security;
do $$
declare name text;
begin
  foreach name in array array['skill_name', 'skill_word'] loop
    execute format('create policy read on %I for select to parvis_app using (audience_id is null or audience_id = any ((select viewer_audiences())::int[]))', name);
    execute format('create policy system on %I for all to parvis_system using (true) with check (true)', name);
    execute format('grant select on %I to parvis_app', name);
    execute format('grant select, insert, update, delete on %I to parvis_system', name);
  end loop;
end $$;
revoke execute on function write_skill_names, name_skills from public;
grant execute on function write_skill_names, name_skills to parvis_system;

select name_skills(array(select id from skill));
