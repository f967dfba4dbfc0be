-- Orders to devices: signed, counted, and answered or not.
alter table device
  add column command_counter bigint not null default 0;   -- of the last one; only rises

create table device_command (
  id          uuid primary key,
  site_id     text not null,
  device_code text not null,
  counter     bigint not null check (counter > 0),
  action      text not null check (action in ('unlock')),
  door_code   text not null,
  asked_by    uuid not null references person,
  why         text not null check (length(why) between 1 and 200),
  asked_at    timestamptz not null,
  expires_at  timestamptz not null,
  outcome     text check (outcome in ('executed', 'rejected', 'duplicate')),  -- null: no answer yet
  reason      text,                                        -- of a rejection, by the device
  answered_at timestamptz,
  foreign key (site_id, device_code) references device,
  unique (site_id, device_code, counter),
  check ((outcome is null) = (answered_at is null))
);
create index device_command_latest on device_command (site_id, asked_at desc);
