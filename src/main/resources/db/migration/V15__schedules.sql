-- Weekly schedules, rights given by hand, people kept out, and what rights there were before.

-- Hours by weekday and local wall clock, as in a site file: {"mon": "08:00-12:30,14:00-20:00"}.
create table schedule (
  id                 uuid primary key,
  site_id            text not null references site,
  name               text not null check (length(name) between 1 and 100),
  week               jsonb not null,
  closed_on_holidays boolean not null,
  created_at         timestamptz not null,
  retired_at         timestamptz               -- named by no right that is still to end
);
create unique index schedule_name on schedule (site_id, name) where retired_at is null;

alter table access_right
  add column schedule_id uuid references schedule,           -- null: at all hours
  add column since timestamptz not null default now();       -- as it is now
create index access_right_schedule on access_right (schedule_id) where schedule_id is not null;
create index access_right_site on access_right (site_id, ends_at);

-- What a right was before it was changed or withdrawn, so that a refusal can be explained.
create table access_right_past (
  id          uuid not null,
  person_id   uuid not null,
  site_id     text not null,
  space_id    bigint,
  starts_at   timestamptz not null,
  ends_at     timestamptz not null,
  source      text not null,
  source_id   uuid not null,
  schedule_id uuid,
  since       timestamptz not null,
  until       timestamptz not null
);
create index access_right_past_person on access_right_past (person_id, until desc);
create index access_right_past_until on access_right_past (until);

create function keep_past_right() returns trigger language plpgsql as $$
begin
  insert into access_right_past values (old.id, old.person_id, old.site_id, old.space_id,
    old.starts_at, old.ends_at, old.source, old.source_id, old.schedule_id, old.since, now());
  if tg_op = 'DELETE' then return old; end if;
  new.since := now();
  return new;
end $$;
create trigger past_right before update or delete on access_right
  for each row execute function keep_past_right();

-- A right that a manager gave: the source of one access_right for each space, or of one for the site.
create table hand_right (
  id            uuid primary key,
  person_id     uuid not null references person,
  site_id       text not null references site,
  starts_at     timestamptz not null,
  ends_at       timestamptz not null,
  schedule_id   uuid references schedule,
  reason        text not null check (length(reason) between 1 and 200),
  given_by      uuid not null references person,
  given_at      timestamptz not null,
  withdrawn_by  uuid references person,
  withdrawn_at  timestamptz,
  withdrawn_why text check (length(withdrawn_why) between 1 and 200),
  check (starts_at < ends_at),
  check ((withdrawn_at is null) = (withdrawn_by is null)),
  check ((withdrawn_at is null) = (withdrawn_why is null))
);
create index hand_right_person on hand_right (person_id, given_at desc);

-- None: every door of the site.
create table hand_right_space (
  hand_right_id uuid not null references hand_right,
  space_id      bigint not null references space,
  primary key (hand_right_id, space_id)
);

create table suspension (
  id             uuid primary key,
  person_id      uuid not null references person,
  reason         text not null check (length(reason) between 1 and 200),
  suspended_by   uuid not null references person,
  suspended_at   timestamptz not null,
  reinstated_by  uuid references person,
  reinstated_at  timestamptz,
  reinstated_why text check (length(reinstated_why) between 1 and 200),
  check ((reinstated_at is null) = (reinstated_by is null)),
  check ((reinstated_at is null) = (reinstated_why is null))
);
create unique index suspension_now on suspension (person_id) where reinstated_at is null;

-- Badges that are lent for a time, lost, found again, replaced.
alter table credential
  add column expires_at timestamptz,           -- from then on it opens nothing; null: never
  add column replaced_by uuid references credential;

-- A manager waits at a reader for a badge that nobody has, to make it a person's.
create table enrolment (
  id          uuid primary key,
  site_id     text not null,
  device_code text not null,
  person_id   uuid not null references person,
  asked_by    uuid not null references person,
  asked_at    timestamptz not null,
  expires_at  timestamptz not null,
  adopted     uuid references credential,
  foreign key (site_id, device_code) references device
);

-- What one person did at doors, and whom a door refused.
create index journal_event_person on journal_event (person_id, happened_at desc)
  where person_id is not null;
create index journal_event_refused on journal_event (site_id, (content->>'door'), happened_at desc)
  where kind = 'denied';
