-- Somebody said that it is not known where a person is, or who is in a zone: what doors told until
-- then does not count.
create table whereabouts_reset (
  id        uuid primary key,
  site_id   text not null references site,
  person_id uuid references person,
  zone_code text,
  reset_at  timestamptz not null,
  reset_by  uuid not null references person,
  why       text not null check (length(why) between 1 and 200),
  check ((person_id is null) <> (zone_code is null))
);
create index whereabouts_reset_time on whereabouts_reset (reset_at);

-- The truth of a right given by hand: wall-clock times at the site, the end exclusive. Of rights
-- given before this they are kept by the server, which has the zone data; until then null.
alter table hand_right
  add column local_from timestamp,
  add column local_to   timestamp,
  add check ((local_from is null) = (local_to is null));
