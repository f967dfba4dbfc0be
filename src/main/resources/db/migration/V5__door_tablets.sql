-- Tablets beside the doors of rooms: what a room's tablet may do, it may do for that room alone.
create table door_tablet (
  id          uuid primary key,
  space_id    bigint not null references space,
  secret_hash bytea not null unique,           -- SHA-256 of 256 random bits, kept in the tablet's cookie
  label       text not null check (length(label) between 1 and 100),
  paired_by   uuid not null references person,
  paired_at   timestamptz not null,
  seen_at     timestamptz not null,
  revoked_at  timestamptz
);
create index door_tablet_space on door_tablet (space_id) where revoked_at is null;
