-- Calendar entries that go with mails, and feeds that calendars subscribe to.

alter table mail
  add column calendar        text,             -- the entry, as iCalendar text (RFC 5545)
  add column calendar_method text check (calendar_method in ('REQUEST', 'CANCEL', 'PUBLISH')),
  add constraint mail_calendar check ((calendar is null) = (calendar_method is null));

-- An address that shows bookings to whoever knows it, until it is revoked.
create table calendar_feed (
  id         uuid primary key,
  owner_id   uuid not null references person,  -- who made it, and answers for it
  kind       text not null check (kind in ('person', 'company', 'space')),
  company_id uuid references company,
  space_id   bigint references space,
  hash       bytea not null unique,            -- SHA-256 of the secret in the address
  created_at timestamptz not null,
  changed_at timestamptz not null,             -- when the address was last given out
  revoked_at timestamptz,
  check ((kind = 'company') = (company_id is not null)),
  check ((kind = 'space') = (space_id is not null))
);
create index calendar_feed_owner on calendar_feed (owner_id) where revoked_at is null;

-- The bookings of a company, for its feed.
create index booking_company on booking (company_id, starts_at) where company_id is not null;
