-- Who could examine a case: stewards of its community and moderators, but for its author, their manager and reports and, of
-- an appeal, whoever decided. Who flagged it keeps away from it too, and counts here all the same: that nobody is left is
-- told to people who may not learn by it who did.
create view able (case_id, person_id) as
  select c.id, p.id
  from "case" c
  cross join lateral (
    select m.person_id as id from membership m where m.community_id = c.community_id and m.role = 'steward'
    union
    select m.id from person m where m.roles @> '{moderator}'
  ) p
  join person on person.id = p.id and person.departed_at is null
  where p.id is distinct from c.author_id
    and (c.appealed_at is null or c.appeal_decided_at is not null or p.id is distinct from c.decided_by)
    and not exists (select from profile f where f.person_id = c.author_id and f.manager_id = p.id)
    and not exists (select from profile f where f.person_id = p.id and f.manager_id = c.author_id);
grant select on able to parvis_system;
