-- What people counters said, each reading once. Both counts begin at 0 with each boot.
create table count_reading (
  site_id     text not null,
  space_id    bigint not null references space,
  device_code text not null,
  boot        text not null,
  count_in    bigint not null check (count_in >= 0),
  count_out   bigint not null check (count_out >= 0),
  happened_at timestamptz not null,
  received_at timestamptz not null,
  primary key (site_id, device_code, boot, count_in, count_out)
);
create index count_reading_time on count_reading (site_id, happened_at);

-- What the counters had counted when a muster was called.
alter table muster_roll add column counters jsonb not null default '[]';
