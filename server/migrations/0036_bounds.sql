-- What waits to be looked at outside follows what becomes of its post; and how much one person may let grow.

-- The author's post leads there from now on, or nowhere (null). Answers whether there is something to look at. What is
-- not to be read yet, or for the moment, waits until it is. From C2 up nobody outside learns that a link is spoken of.
create or replace function want_preview(of_post uuid, link text, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path from current as $$
declare
  own post;
begin
  select * into own from post p where p.id = of_post and p.author_id = viewer_person() for no key update;
  if own.id is null then return false; end if;
  if own.preview is not null and own.preview ->> 'address' = link then return false; end if;
  if own.preview is not null then
    delete from attachment a where a.post_id = of_post and a.preview;
    update post set preview = null where id = of_post;
  end if;
  delete from link_wanted w where w.post_id = of_post;
  if link is null or exists (select from audience a where a.id in (own.audience_id, own.planned_audience_id)
      and a.kind = 'shared' and a.degree >= 'C2') then
    return false;
  end if;
  insert into link_wanted (post_id, address, at) values (of_post, link, want_preview.at);
  return true;
end $$;

-- A post that goes where links are not spoken of takes its own along.
create function silence_link() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from link_wanted w where w.post_id = new.id and exists (
    select from audience a where a.id = new.audience_id and a.kind = 'shared' and a.degree >= 'C2');
  return null;
end $$;
create trigger link_silenced after update of audience_id on post
  for each row when (old.audience_id is distinct from new.audience_id) execute function silence_link();

-- The next link that nobody is looking at and that may be looked at as its post is read now, kept from others until
-- `until`; none of a post that is not published or is held.
create function lease_link(now timestamptz, until timestamptz) returns table (post_id uuid, address text)
language sql volatile security definer set search_path from current as $$
  update link_wanted w set leased_until = lease_link.until where w.post_id = (
    select due.post_id from link_wanted due
    join post p on p.id = due.post_id and p.state = 'published'
    join audience a on a.id = p.audience_id and a.kind = 'shared' and a.degree < 'C2'
    where due.leased_until is null or due.leased_until < lease_link.now
    order by due.at limit 1 for update of due skip locked)
  returning w.post_id, w.address
$$;

revoke execute on function lease_link(timestamptz, timestamptz) from public;
grant execute on function lease_link(timestamptz, timestamptz) to parvis_system;
