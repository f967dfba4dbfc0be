-- What was booked beside what was badged and sensed: each booking once its time is over, and again
-- whenever something about it is heard of late.
alter table booking add column compared boolean not null default false;
create index booking_uncompared on booking (ends_at)
  where not compared and status in ('confirmed', 'released');

create function compare_again() returns trigger language plpgsql as $$
begin
  new.compared := false;
  return new;
end
$$;
create trigger booking_compare_again
  before update of space_id, company_id, starts_at, ends_at, promised_to, status, cancelled_at,
    checked_in_at on booking
  for each row when (old.compared
    and row(old.space_id, old.company_id, old.starts_at, old.ends_at, old.promised_to, old.status,
        old.cancelled_at, old.checked_in_at)
      is distinct from row(new.space_id, new.company_id, new.starts_at, new.ends_at,
        new.promised_to, new.status, new.cancelled_at, new.checked_in_at))
  execute function compare_again();

-- Hours of spaces that signs have come for since they were compared; by the start of each.
create table compare_due (
  space_id bigint not null references space,
  hour     timestamptz not null,
  primary key (hour, space_id)
);

-- What became of each booking's time, by the hour.
create table booking_hour (
  booking_id  uuid not null references booking on delete cascade,
  hour        timestamptz not null,
  site_id     text not null references site,
  space_id    bigint not null references space,
  company_id  uuid references company,        -- null: a person of no company
  outcome     text check (outcome in ('attended', 'no_show', 'ended_early', 'unknown')),
                                              -- of the whole, in its first hour only
  released    boolean not null,               -- nobody came, and the rules gave it back
  attended_ms int not null check (attended_ms >= 0),
  no_show_ms  int not null check (no_show_ms >= 0),
  early_ms    int not null check (early_ms >= 0),
  rebooked_ms int not null check (rebooked_ms >= 0),
  unknown_ms  int not null check (unknown_ms >= 0),
  primary key (booking_id, hour),
  check (attended_ms + no_show_ms + early_ms + rebooked_ms + unknown_ms between 1 and 3600000)
);
create index booking_hour_site on booking_hour (site_id, hour);

-- For how long of an hour somebody was where nothing was booked, leased or closed; none where not.
create table squat_hour (
  space_id    bigint not null references space,
  hour        timestamptz not null,
  site_id     text not null references site,
  squatted_ms int not null check (squatted_ms between 1 and 3600000),
  primary key (space_id, hour)
);
create index squat_hour_site on squat_hour (site_id, hour);

-- From somebody's being sensed until nobody is; cut at the end of a day of UTC.
create table stay (
  space_id   bigint not null references space,
  started_at timestamptz not null,
  site_id    text not null references site,
  minutes    int not null check (minutes between 1 and 1440),
  primary key (space_id, started_at)
);
create index stay_site on stay (site_id, started_at);

-- Where somebody is now with nothing booked, leased or closed; who, is not kept.
create table squat (
  space_id bigint primary key references space,
  site_id  text not null references site,
  since    timestamptz not null
);
create index squat_site on squat (site_id);
