-- What was sensed, and badged at a space's own door: all of it, by month. What was used over time
-- follows from it. Partitions are made and dropped by the server; what belongs to none of them is
-- kept in sign_other.
create table sign (
  site_id     text not null,
  space_id    bigint not null,
  device_code text not null,
  kind        text not null check (kind in ('occupied', 'vacant', 'badge')),
  happened_at timestamptz not null,
  received_at timestamptz not null,
  primary key (space_id, happened_at, device_code, kind)
) partition by range (happened_at);
create table sign_other partition of sign default;
-- They come nearly in the order of time.
create index sign_time on sign using brin (happened_at) with (pages_per_range = 16);

-- It kept what sensors said when it changed; all they say is kept now.
insert into sign (site_id, space_id, device_code, kind, happened_at, received_at)
select distinct on (space_id, happened_at, device_code, signal)
  site_id, space_id, device_code, signal, happened_at, received_at
from presence_event order by space_id, happened_at, device_code, signal, received_at;
drop table presence_event;

-- Quarters of an hour that signs have come for since they were counted; by the start of each.
create table use_due (
  space_id bigint not null references space,
  quarter  timestamptz not null,
  primary key (quarter, space_id)
);

-- How spaces were used in a quarter of an hour; none where nothing is known.
create table space_use (
  space_id    bigint not null references space,
  quarter     timestamptz not null,
  occupied_ms int not null check (occupied_ms >= 0),
  known_ms    int not null check (known_ms between occupied_ms and 900000),
  minutes     int not null check (minutes between 0 and 32767),
  primary key (quarter, space_id)
);

-- The same of all spaces of a kind on a floor; of all floors where floor_code is '', of all kinds
-- where kind is ''.
create table group_use (
  site_id     text not null references site,
  floor_code  text not null,
  kind        text not null,
  quarter     timestamptz not null,
  spaces      int not null,
  occupied_ms bigint not null,
  known_ms    bigint not null,
  peak        int not null,                    -- used at once, by the beginnings of minutes
  primary key (site_id, floor_code, kind, quarter)
);
create index group_use_quarter on group_use (quarter);
