-- Rights that open only to whoever comes behind somebody with one of their own.
-- A right for one door has that door's code, and 0 for its space.
alter table access_right
  add column escorted  boolean not null default false,
  add column door_code text,
  add check (door_code is null or space_id = 0);
alter table access_right_past
  add column escorted  boolean not null default false,
  add column door_code text;

create or replace function keep_past_right() returns trigger language plpgsql as $$
begin
  insert into access_right_past (id, person_id, site_id, space_id, starts_at, ends_at, source,
    source_id, schedule_id, since, until, escorted, door_code)
  values (old.id, old.person_id, old.site_id, old.space_id, old.starts_at, old.ends_at, old.source,
    old.source_id, old.schedule_id, old.since, now(), old.escorted, old.door_code);
  if tg_op = 'DELETE' then return old; end if;
  new.since := now();
  return new;
end $$;

-- Somebody who was inside already came in, where that is told and not refused; and one credential
-- that was denied again and again, at whatever doors.
alter table alarm
  drop constraint alarm_kind_check,
  add constraint alarm_kind_check check (kind in (
    'forced', 'held_open', 'tamper', 'duress', 'offline', 'battery_low', 'list_out_of_date',
    'journal_overrun', 'contradiction', 'clock_off', 'repeated_denials', 'denied_everywhere',
    'anti_passback'));

create table hand_right_door (
  hand_right_id uuid not null references hand_right,
  door_code     text not null,
  primary key (hand_right_id, door_code)
);
