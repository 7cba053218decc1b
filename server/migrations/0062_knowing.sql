-- Merging skills knows of what people confirm, dismiss and whom they show a skill to: it need not ask whether there is that.
create or replace function merge_skills(from_skill uuid, into_skill uuid) returns text
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

  insert into skill_confirmation (person_id, skill_id, confirmer_id, audience_id, at)
    select c.person_id, kept, c.confirmer_id, c.audience_id, c.at from skill_confirmation c
    join person_skill l on l.person_id = c.person_id and l.skill_id = from_skill
    join person_skill w on w.person_id = c.person_id and w.skill_id = kept and w.audience_id = l.audience_id
    where c.skill_id = from_skill
    on conflict (person_id, skill_id, confirmer_id) do update set at = least(skill_confirmation.at, excluded.at);
  -- Whose other declaration is the lower one: it takes over what the higher one says.
  -- Confirmations of a declaration go with it, and those of one that is replaced by another's readers end.
  delete from skill_confirmation c using person_skill l, person_skill w
    where c.skill_id = kept and l.skill_id = from_skill and w.skill_id = kept
      and l.person_id = c.person_id and w.person_id = c.person_id and l.audience_id <> w.audience_id
      and skill_level_rank(l.level) > skill_level_rank(w.level);
  update person_skill w set level = l.level, audience_id = l.audience_id, readers = l.readers,
      own = w.own or l.own, version = w.version + 1,
      tags = case when l.audience_id = w.audience_id
        then array(select t from unnest(l.tags || w.tags) with ordinality u(t, n) group by t order by min(n)) else l.tags end
    from person_skill l where w.skill_id = kept and l.skill_id = from_skill and l.person_id = w.person_id
      and skill_level_rank(l.level) > skill_level_rank(w.level);
  insert into skill_confirmation (person_id, skill_id, confirmer_id, audience_id, at)
    select c.person_id, kept, c.confirmer_id, c.audience_id, c.at from skill_confirmation c
    join person_skill w on w.person_id = c.person_id and w.skill_id = kept and w.audience_id = c.audience_id
    where c.skill_id = from_skill
    on conflict do nothing;
  update person_skill w
    set tags = array(select t from unnest(w.tags || l.tags) with ordinality u(t, n) group by t order by min(n))
    from person_skill l where w.skill_id = kept and l.skill_id = from_skill and l.person_id = w.person_id
      and l.audience_id = w.audience_id and not l.tags <@ w.tags;
  delete from person_skill l using person_skill w
    where l.skill_id = from_skill and w.skill_id = kept and w.person_id = l.person_id;
  update person_skill set skill_id = kept where skill_id = from_skill;

  insert into skill_dismissal (person_id, skill_id, at)
    select d.person_id, kept, d.at from skill_dismissal d where d.skill_id = from_skill
      and not exists (select from person_skill s where s.person_id = d.person_id and s.skill_id = kept)
    on conflict do nothing;
  delete from skill_dismissal where skill_id = from_skill;
  update post set details = jsonb_set(details, '{skill}', to_jsonb(kept)) where details ? 'skill' and details ->> 'skill' = from_skill::text;

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

-- Languages that somebody shows to fewer than their profile narrow the results of those who may read them, and of nobody else.
create or replace function search_people(people uuid[]) returns table (person_id uuid, unit text, site text, languages text[])
language plpgsql stable security definer rows 200 set search_path from current
set enable_bitmapscan = off set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
set plan_cache_mode = force_generic_plan set jit = off as $$
declare held int[] := viewer_audiences();
begin
  return query select f.person_id, f.unit, f.site, coalesce(
      nullif(f.languages, '{}'),
      (select array(select jsonb_array_elements_text(n.value)) from profile_field n
        where n.person_id = f.person_id and n.field = 'languages' and n.value is not null and n.audience_id = any (held)),
      '{}')
    from unnest(people) asked(id)
    cross join lateral (select * from person p where p.id = asked.id offset 0) p
    cross join lateral (select * from profile f where f.person_id = asked.id offset 0) f
    where not p.hidden and p.departed_at is null and f.audience_id = any (held);
end $$;
