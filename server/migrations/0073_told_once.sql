-- When the stewards were last told that this person asks to be let in: asking and taking it back again and again tells them
-- once a day. It goes from a request that was taken back to the next one.
alter table join_request add column told_at timestamptz;
update join_request set told_at = created_at;
