-- The audit trail: for each site a chain of entries, each with a hash over itself and the one before.
create table audit_head (
  site_id text primary key,                       -- or _network: what concerns no single site
  number  bigint not null check (number >= 0),    -- of the last entry
  hash    bytea not null check (length(hash) = 32)
);

create table audit_entry (
  site_id     text not null,
  number      bigint not null check (number > 0), -- without gaps, in the order of commits
  at          timestamptz not null,
  kind        text not null,
  subject     text not null,
  details     json not null,                      -- not jsonb: hashed as it was written
  commitments json not null,                      -- by personal field, SHA-256 of salt and value
  hash        bytea not null check (length(hash) = 32),
  primary key (site_id, number)
);
create index audit_entry_time on audit_entry (site_id, at);
create index audit_entry_rare on audit_entry (site_id, kind, number) where kind <> 'event';

-- What is personal in an entry. Deleted after its time; the commitment stays and says nothing.
create table audit_personal (
  site_id text not null,
  number  bigint not null,
  field   text not null,
  salt    bytea not null check (length(salt) = 16),
  value   text not null,
  at      timestamptz not null,                   -- the entry's
  primary key (site_id, number, field)
);
create index audit_personal_time on audit_personal (at);

create function audit_stays() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail only grows';
end
$$;

create function audit_head_rises() returns trigger language plpgsql as $$
begin
  if new.site_id <> old.site_id or new.number <= old.number then
    raise exception 'the audit trail only grows';
  end if;
  return new;
end
$$;

create trigger audit_entry_stays before update or delete on audit_entry
  for each row execute function audit_stays();
create trigger audit_entry_all_stay before truncate on audit_entry
  for each statement execute function audit_stays();
create trigger audit_head_rises before update on audit_head
  for each row execute function audit_head_rises();
create trigger audit_head_stays before delete on audit_head
  for each row execute function audit_stays();
create trigger audit_head_all_stay before truncate on audit_head
  for each statement execute function audit_stays();
create trigger audit_personal_stays before update on audit_personal
  for each row execute function audit_stays();

-- What the server itself last found when it verified a chain.
create table audit_check (
  site_id       text primary key,
  checked_at    timestamptz not null,
  whole_at      timestamptz not null,             -- when it was last read from its first entry
  number        bigint not null,                  -- up to which it is whole, and the hash there
  hash          bytea not null,
  broken_number bigint,                           -- the first broken link, if there is one
  broken_at     timestamptz,                      -- that entry's time, if it has one
  fault         text,
  check ((broken_number is null) = (fault is null))
);

-- Events keep their name for ever, and for a time who it was.
alter table journal_event add column erased_at timestamptz;
create index journal_event_personal on journal_event (received_at)
  where erased_at is null and (person_id is not null or content -> 'credential' is not null);
create index device_command_time on device_command (asked_at);
