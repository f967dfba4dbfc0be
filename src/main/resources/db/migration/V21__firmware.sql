-- Firmware for devices, and how it is brought to them: a few first, the others when those did well.
create table firmware (
  id        uuid primary key,
  version   text not null check (length(version) between 1 and 64),
  kind      text not null check (kind in ('reader', 'seat_sensor', 'room_sensor', 'people_counter')),
  image     bytea not null check (length(image) between 1 and 8388608),
  sha256    bytea not null unique check (length(sha256) = 32),
  signature bytea not null check (length(signature) = 64),  -- its maker's, Ed25519; devices check it
  added_at  timestamptz not null,
  unique (kind, version)
);

create table rollout (
  id          uuid primary key,
  site_id     text not null references site,
  firmware_id uuid not null references firmware,
  status      text not null check (status in ('running', 'halted', 'done', 'rolled_back')),
  why         text not null check (length(why) between 1 and 200),
  begun_by    uuid not null references person,
  begun_at    timestamptz not null,
  changed_at  timestamptz not null
);
create index rollout_latest on rollout (site_id, begun_at desc);

create table rollout_device (
  rollout_id  uuid not null references rollout,
  site_id     text not null,
  device_code text not null,
  ring        int not null check (ring > 0),
  step        text not null check (step in ('waiting', 'told', 'fetching', 'verified', 'done', 'failed',
                'reverting', 'reverted')),
  had         text not null,                 -- its version before
  reason      text,                          -- of a failure
  tries       int not null default 0,
  changed_at  timestamptz not null,
  primary key (rollout_id, device_code),
  foreign key (site_id, device_code) references device
);
-- A device follows one at a time.
create unique index rollout_device_now on rollout_device (site_id, device_code)
  where step in ('told', 'fetching', 'verified', 'reverting');
