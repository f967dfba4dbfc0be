-- How many people were in a counted space, as somebody who looked says; counters go on from there.
create table count_correction (
  space_id     bigint not null references space,
  site_id      text not null references site,
  counted_at   timestamptz not null,         -- when they looked
  inside       bigint not null check (inside between 0 and 9999),
  counters_had bigint not null check (counters_had >= 0),
  corrected_at timestamptz not null,         -- when they said so
  corrected_by uuid not null references person,
  primary key (space_id, counted_at)
);
create index count_correction_time on count_correction (site_id, counted_at);
