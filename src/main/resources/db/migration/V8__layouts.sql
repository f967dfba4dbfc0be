-- How the seats of a floor stand from a local day on, until the day of the floor's next layout.
-- Before the first they stand as the site file says.
create table seat_layout (
  id           uuid primary key,
  site_id      text not null references site,
  floor_code   text not null,
  holds_from   date not null,
  created_by   uuid not null references person,
  created_at   timestamptz not null,
  withdrawn_by uuid references person,
  withdrawn_at timestamptz,
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create unique index seat_layout_day on seat_layout (site_id, floor_code, holds_from)
  where withdrawn_at is null;

create table seat_place (
  layout_id uuid not null references seat_layout,
  space_id  bigint not null references space,
  x         int,                               -- of its top left corner, cm; null: put away
  y         int,
  primary key (layout_id, space_id),
  check ((x is null) = (y is null))
);

-- A seat put away is closed: these closures follow from the layouts of their floor.
alter table closure
  add column layout_floor text,
  add column from_day     date,                -- the truth: days at the site, the last exclusive
  add column to_day       date,
  add constraint closure_days check
    ((layout_floor is null) = (from_day is null) and (from_day is null) = (to_day is null)
      and from_day < to_day);
create index closure_layout on closure (site_id, layout_floor) where layout_floor is not null;
