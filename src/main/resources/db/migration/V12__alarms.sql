-- What someone should look after at a site, raised once for as long as it lasts.
create table alarm (
  id              uuid primary key,
  site_id         text not null references site,
  kind            text not null check (kind in (
                    'forced', 'held_open', 'tamper', 'duress', 'offline', 'battery_low',
                    'list_out_of_date', 'journal_overrun', 'contradiction', 'clock_off',
                    'repeated_denials')),
  subject         text not null,               -- door/CODE or device/CODE
  device_code     text not null,               -- that told of it last
  door_code       text,
  raised_at       timestamptz not null,        -- here
  happened_at     timestamptz not null,        -- the first cause
  late            boolean not null,            -- heard of long after it happened
  count           int not null check (count > 0),
  last_device     text not null,               -- the last cause: by its journal, if it is of one
  last_journal    text not null,
  last_sequence   bigint not null,
  last_at         timestamptz not null,
  over_at         timestamptz,                 -- the cause has ended
  acknowledged_at timestamptz,
  acknowledged_by uuid references person,
  cleared_at      timestamptz,                 -- null: open
  cleared_by      uuid references person,      -- null: by itself
  check ((acknowledged_at is null) = (acknowledged_by is null)),
  check (cleared_by is null or cleared_at is not null)
);
-- However many servers hear of it, and however often: open once.
create unique index alarm_open on alarm (site_id, kind, subject) where cleared_at is null;
create index alarm_latest on alarm (site_id, raised_at desc);
create index alarm_cleared on alarm (cleared_at) where cleared_at is not null;

-- A device locked out by hand stays so, whatever is imported; and how each one fares.
alter table device
  drop constraint device_status_check,
  add constraint device_status_check check (status in ('active', 'retired', 'decommissioned')),
  add column decommissioned_at timestamptz,
  add column decommissioned_by uuid references person,
  add column battery_pct       int check (battery_pct between 0 and 100),
  add column clock             text check (clock in ('set', 'unset')),  -- null: never told
  add column clock_error_ms    bigint,         -- how far it is ahead of ours; null: unset or not told
  add check (status <> 'decommissioned' or secret_hash is null);
