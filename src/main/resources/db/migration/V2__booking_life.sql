-- The life of a booking: held, asked for, changed, recurring, waited for, given back.

create table series (
  id          uuid primary key,
  person_id   uuid not null references person,
  booked_by   uuid not null references person,
  site_id     text not null references site,
  space_id    bigint not null references space,
  rule        text not null check (length(rule) <= 1000),  -- an RRULE of RFC 5545, without its name
  local_from  timestamp not null,          -- the first occurrence, as asked for
  local_to    timestamp not null,
  sequence    int not null default 0,      -- of its calendar entry
  created_at  timestamptz not null,
  ended_at    timestamptz,                 -- cancelled as a whole
  check (local_from < local_to)
);
create index series_person on series (person_id);

alter table booking
  add column company_id    uuid references company,       -- for whom it is paid, if not the person
  add column series_id     uuid references series,
  add column recurrence    timestamp,                     -- local start that the rule gave it
  add column party         uuid,                          -- several spaces booked together
  add column sequence      int not null default 0,        -- of its calendar entry
  add column decide_by     timestamptz,                   -- a hold or an offer ends then on its own
  add column purpose       text not null default '' check (length(purpose) <= 200),
  add column attendees     int not null default 1 check (attendees between 1 and 10000),
  add column price_lines   jsonb not null default '[]',
  add column refund_centimes bigint not null default 0,
  add column promised_to   timestamp,                     -- local end before it was given back early
  drop constraint booking_status_check,
  add constraint booking_status_check check (status in
    ('held', 'offered', 'requested', 'confirmed', 'cancelled', 'declined', 'expired', 'released')),
  add constraint booking_decide_by check ((status in ('held', 'offered')) = (decide_by is not null)),
  add constraint booking_refund check (refund_centimes between 0 and price_centimes);
create index booking_series on booking (series_id, recurrence) where series_id is not null;
create index booking_party on booking (party) where party is not null;
create index booking_undecided on booking (decide_by) where decide_by is not null;
create index booking_requested on booking (site_id, starts_at) where status = 'requested';
create index booking_expected on booking (starts_at)
  where status = 'confirmed' and checked_in_at is null;

-- An answer may be about several bookings, or about a series.
alter table idempotency_key alter column booking_id drop not null;

-- What happened to a booking, in order; kept, never changed.
create table booking_event (
  id          bigint generated always as identity primary key,
  booking_id  uuid not null references booking,
  kind        text not null,
  happened_at timestamptz not null,
  person_id   uuid references person,                     -- who did it; nobody for what time does
  content     jsonb not null default '{}'
);
create index booking_event_booking on booking_event (booking_id, id);

create table waitlist_entry (
  id          uuid primary key,
  person_id   uuid not null references person,
  site_id     text not null references site,
  space_id    bigint references space,                    -- this one,
  kind        text,                                       -- or any of a kind
  local_from  timestamp not null,
  local_to    timestamp not null,
  starts_at   timestamptz not null,
  ends_at     timestamptz not null,
  status      text not null check (status in ('waiting', 'offered', 'taken', 'left', 'passed')),
  booking_id  uuid references booking,                    -- the offer
  created_at  timestamptz not null,
  check ((space_id is null) <> (kind is null)),
  check (starts_at < ends_at)
);
create index waitlist_waiting on waitlist_entry (site_id, starts_at, ends_at) where status = 'waiting';
create index waitlist_person on waitlist_entry (person_id, starts_at);
create index waitlist_booking on waitlist_entry (booking_id) where booking_id is not null;

-- With which zone rules the instants of a site were derived.
create table zone_use (
  site_id      text primary key references site,
  zone_id      text not null,
  rules_hash   bytea not null,
  data_version text not null,
  derived_at   timestamptz not null
);

-- Holds all these atoms for a slot, or says no: SQLSTATE MG001 when another claim is in the way.
-- In order of their ids, or two composites that share atoms could wait for each other; on conflict
-- do nothing, or two who insert the same atom at once could: each would see the other's row.
create function keep_claims(of_source text, of_id uuid, of_space bigint, these_atoms bigint[],
    from_at timestamptz, to_at timestamptz) returns void language plpgsql as $$
declare
  kept int;
begin
  insert into claim (atom_id, starts_at, ends_at, space_id, source, source_id)
  select atom, from_at, to_at, of_space, of_source, of_id from unnest(these_atoms) atom order by atom
  on conflict on constraint no_overlap do nothing;
  get diagnostics kept = row_count;
  if kept <> cardinality(these_atoms) then
    raise exception 'another claim is in the way' using errcode = 'MG001';
  end if;
end
$$;

-- Recurring work, once in a cluster: the table of the db-scheduler library.
create table scheduled_tasks (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
