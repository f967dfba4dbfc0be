-- A visit can be changed, and calendars learn of each change by its number.

alter table visit
  add column sequence   integer not null default 0 check (sequence >= 0),  -- RFC 5545, SEQUENCE
  add column changed_at timestamptz;                       -- when calendars last had to learn of it
update visit set changed_at = coalesce(ended_at, created_at);
alter table visit alter column changed_at set not null;
