-- Who shares a site, a unit, a skill is listed by name: a page of many walks this in place of sorting all of them.
create index person_in_order on person (left(plain(name), 40), id) where not hidden and departed_at is null;
