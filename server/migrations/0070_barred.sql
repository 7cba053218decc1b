-- What was written for later is not published while its author could not write it: they are suspended, have a warning to
-- read, or a charter to accept.
alter table post drop constraint post_not_published_check,
  add constraint post_not_published_check
    check (not_published in ('not-member', 'not-cleared', 'barred', 'refused-words', 'review'));

drop function due_post(timestamptz);
create function due_post(at timestamptz) returns table (
  id uuid, author_id uuid, community_id uuid, planned_audience_id int, kind text, tags text[], member boolean,
  cleared boolean, barred boolean
)
language sql volatile security definer set search_path from current as $$
  select p.id, p.author_id, p.community_id, p.planned_audience_id, p.kind, p.tags,
    u.departed_at is null and case when p.community_id is null then p.kind <> 'announcement' or u.roles @> '{admin}'
      else exists (select from membership m where m.community_id = p.community_id and m.person_id = p.author_id
        and (p.kind <> 'announcement' or m.role = 'steward')) end,
    p.planned_audience_id = any (held_audiences(p.author_id)),
    exists (select from statement s where s.person_id = p.author_id and s.undone_at is null
        and (s.decision = 'warn' and s.acknowledged_at is null
          or s.decision = 'suspend' and s.until > due_post.at and (s.community_id is null or s.community_id = p.community_id)))
      or exists (select from charter_version v where v.major and v.published_at <= due_post.at
        and v.version > coalesce((select max(a.version) from charter_acceptance a where a.person_id = p.author_id), 0))
  from post p join person u on u.id = p.author_id
  where p.scheduled_for <= due_post.at
  order by p.scheduled_for, p.id limit 1 for no key update of p skip locked
$$;
revoke execute on function due_post(timestamptz) from public;
grant execute on function due_post(timestamptz) to parvis_system;
