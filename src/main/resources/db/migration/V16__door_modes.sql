-- Doors closed to everyone, or open to everyone, until somebody ends it.
create table door_mode (
  id        uuid primary key,
  site_id   text not null references site,
  zone      text,                                    -- null: the whole site
  mode      text not null check (mode in ('lockdown', 'released')),
  why       text not null check (length(why) between 1 and 200),
  begun_by  uuid not null references person,
  begun_at  timestamptz not null,
  ended_by  uuid references person,
  ended_at  timestamptz,
  check ((ended_by is null) = (ended_at is null))
);
-- What holds now is there once, however often somebody presses.
create unique index door_mode_now on door_mode (site_id, coalesce(zone, ''), mode)
  where ended_at is null;
create index door_mode_latest on door_mode (site_id, begun_at desc);
