-- Sensors that other networks speak for, such as those of LoRaWAN: they never connect themselves.
alter table device
  add column remote boolean not null default false,
  drop constraint device_kind_check,
  add constraint device_kind_check check
    (kind in ('reader', 'seat_sensor', 'room_sensor', 'people_counter', 'door_contact')),
  add check (not remote or (secret_hash is null and next_hash is null));

-- What was heard of each device of each network server: of those adopted, and of strangers lately.
create table uplink_heard (
  source      text not null,                 -- the network server, as configured
  dev_eui     text not null check (dev_eui ~ '^[0-9a-f]{16}$'),
  application text not null,
  name        text not null,                 -- in its network
  model       text not null,                 -- its device profile there, where told
  heard_at    timestamptz not null,
  keys        text[] not null,               -- of its last uplinks: a repetition changes nothing
  port        int not null check (port between 0 and 255),
  payload     text not null check (payload ~ '^([0-9a-f]{2})*$'),
  fields      jsonb not null,                -- each with its last value and when
  codec       text not null,                 -- what its fields are read by
  refused     text,                          -- why its codec could not read the last one
  state       jsonb not null,                -- what its signals came to since it was adopted
  primary key (source, dev_eui)
);
create index uplink_heard_time on uplink_heard (heard_at);

-- Which of them are devices of a site, and what their fields mean.
create table uplink_device (
  source         text not null,
  dev_eui        text not null check (dev_eui ~ '^[0-9a-f]{16}$'),
  site_id        text not null,
  device_code    text not null,
  codec          text not null,
  signals        jsonb not null,             -- field to signal
  absent_is_zero boolean not null,           -- a state that is left out is its zero
  silent_minutes int not null check (silent_minutes between 5 and 2880),
  adopted_at     timestamptz not null,
  adopted_by     uuid not null references person,
  primary key (source, dev_eui),
  unique (site_id, device_code),
  foreign key (site_id, device_code) references device
);
