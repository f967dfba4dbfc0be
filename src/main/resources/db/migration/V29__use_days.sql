-- What group_use comes to in a day of UTC, so that a year is read quickly.
create table group_day (
  site_id     text not null references site,
  floor_code  text not null,
  kind        text not null,
  day         date not null,
  spaces      int not null,                    -- at most
  occupied_ms bigint not null,
  known_ms    bigint not null,
  peak        int not null,
  primary key (site_id, floor_code, kind, day)
);
create index group_day_day on group_day (day);

insert into group_day (site_id, floor_code, kind, day, spaces, occupied_ms, known_ms, peak)
select site_id, floor_code, kind, (quarter at time zone 'UTC')::date, max(spaces),
  sum(occupied_ms), sum(known_ms), max(peak)
from group_use group by 1, 2, 3, 4;
