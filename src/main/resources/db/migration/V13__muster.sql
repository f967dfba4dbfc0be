-- Musters: who was inside when one was called, and who has been found safe. Kept as they went.
create table muster_roll (
  id         uuid primary key,
  site_id    text not null references site,
  kind       text not null check (kind in ('drill', 'fire', 'other')),
  why        text not null default '' check (length(why) <= 200),
  started_by uuid not null references person,
  started_at timestamptz not null,
  occupied   int not null check (occupied >= 0),           -- places that sensors saw occupied then,
  unlisted   int not null check (unlisted >= 0),           -- and of them those nobody was listed for
  ended_by   uuid references person,
  ended_at   timestamptz,
  check ((ended_by is null) = (ended_at is null))
);
create index muster_roll_site on muster_roll (site_id, started_at desc);
-- A site is mustered once at a time: two who call it at once call the same one.
create unique index muster_roll_open on muster_roll (site_id) where ended_at is null;

-- As it was known when the person came onto the roll; only whether they are safe changes.
create table muster_entry (
  id         uuid primary key,
  roll_id    uuid not null references muster_roll,
  person_id  uuid references person,                       -- null for somebody added by name
  name       text not null check (length(name) between 1 and 300),
  company    text not null default '',
  seen_by    text not null check (seen_by in ('door', 'space', 'desk', 'hand')),
  seen_code  text not null default '',                     -- of the door or the space
  floor_code text not null default '',
  zone_code  text not null default '',
  seen_at    timestamptz not null,
  confidence text not null check (confidence in ('sure', 'likely', 'unsure')),
  added_at   timestamptz not null,
  safe_at    timestamptz,
  safe_by    uuid references person,
  unique (roll_id, person_id),
  check ((safe_at is null) = (safe_by is null))
);

-- Somebody said that a person has left: few doors see who goes.
create table departure (
  site_id   text not null references site,
  person_id uuid not null references person,
  left_at   timestamptz not null,
  noted_by  uuid not null references person,
  primary key (site_id, person_id, left_at)
);
create index departure_time on departure (left_at);
