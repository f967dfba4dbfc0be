-- What time is paid with instead of money: packs of passes, and credits by month.
-- Ledgers only grow; what is left of a pack or a month is the sum of its entries, and never
-- negative: the database says so, not the code.

create table pack (
  id           uuid primary key,
  person_id    uuid references person,          -- whose it is: a person's,
  company_id   uuid references company,         -- or a company's
  site_id      text references site,            -- null: every site
  kind         text not null check (kind in ('office', 'meeting_room', 'event_room', 'position', 'phone_booth', 'table', 'open_space')),
  unit         text not null check (unit in ('hour', 'half_day', 'day')),
  given        int not null check (given between 1 and 10000),
  passes       int not null default 0 check (passes >= 0),  -- left
  starts_on    date not null,                   -- pays for bookings that begin on these local days
  ends_on      date not null,                   -- exclusive
  given_by     uuid not null references person,
  key          text check (length(key) between 1 and 200),
  request_hash bytea,
  created_at   timestamptz not null,
  check ((person_id is null) <> (company_id is null)),
  check (starts_on < ends_on),
  unique (given_by, key)
);
create index pack_person on pack (person_id, ends_on) where person_id is not null;
create index pack_company on pack (company_id, ends_on) where company_id is not null;

create table pack_entry (
  id          bigint generated always as identity primary key,
  pack_id     uuid not null references pack,
  cause       text not null check (cause in ('given', 'spent', 'given_back')),
  passes      int not null check (passes <> 0),
  booking_id  uuid references booking deferrable initially deferred,
  happened_at timestamptz not null,
  check ((passes < 0) = (cause = 'spent')),
  check ((booking_id is null) = (cause = 'given'))
);
create index pack_entry_pack on pack_entry (pack_id, id);
create index pack_entry_booking on pack_entry (booking_id) where booking_id is not null;

-- A company's minutes of a kind of space in a calendar month.
create table credit (
  id             uuid primary key,
  company_id     uuid not null references company,
  site_id        text not null references site,
  kind           text not null check (kind in ('office', 'meeting_room', 'event_room', 'position', 'phone_booth', 'table', 'open_space')),
  month          date not null check (extract(day from month) = 1),
  minutes        int not null default 0 check (minutes >= 0),         -- left
  leased_minutes int not null default 0 check (leased_minutes >= 0),  -- given so far for what it leases
  unique (company_id, site_id, kind, month)
);

create table credit_entry (
  id          bigint generated always as identity primary key,
  credit_id   uuid not null references credit,
  cause       text not null check (cause in ('leased', 'given', 'spent', 'given_back')),
  minutes     int not null check (minutes <> 0),
  booking_id  uuid references booking deferrable initially deferred,
  given_by    uuid references person,
  key         text check (length(key) between 1 and 200),
  request_hash bytea,
  happened_at timestamptz not null,
  check ((minutes < 0) = (cause = 'spent')),
  check ((booking_id is null) = (cause in ('leased', 'given'))),
  check ((given_by is null) = (cause <> 'given')),
  unique (given_by, key)
);
create index credit_entry_credit on credit_entry (credit_id, id);
create index credit_entry_booking on credit_entry (booking_id) where booking_id is not null;

create function pack_entry_counts() returns trigger language plpgsql as $$
begin
  update pack set passes = passes + new.passes where id = new.pack_id;
  return null;
end $$;
create trigger pack_entry_counts after insert on pack_entry
  for each row execute function pack_entry_counts();

create function credit_entry_counts() returns trigger language plpgsql as $$
begin
  update credit set minutes = minutes + new.minutes,
    leased_minutes = leased_minutes + case new.cause when 'leased' then new.minutes else 0 end
  where id = new.credit_id;
  return null;
end $$;
create trigger credit_entry_counts after insert on credit_entry
  for each row execute function credit_entry_counts();

create function ledger_only_grows() returns trigger language plpgsql as $$
begin
  raise exception 'entries of % are never changed', tg_table_name;
end $$;
create trigger pack_entry_only_grows before update or delete or truncate on pack_entry
  for each statement execute function ledger_only_grows();
create trigger credit_entry_only_grows before update or delete or truncate on credit_entry
  for each statement execute function ledger_only_grows();

-- What companies lease: a floor below leasing reads it to tell members and to give credits.
create view leased_area as
  select l.company_id, l.site_id, l.starts_on, l.ends_on, sum(s.area_cm2)::bigint as area_cm2
  from lease l join lease_space s on s.lease_id = l.id
  where l.status = 'active'
  group by l.id;
