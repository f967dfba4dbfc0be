-- How a device comes to its password and keys, and gets newer ones without being away.
alter table device
  add column by_hand     boolean not null default false,  -- created by a manager: an import leaves it
  add column keys        int not null default 0,   -- the number of its password
  add column keys_given  int not null default 0,   -- of the last one it was given, seen or not
  add column keys_at     timestamptz,              -- since when, if it fetched it itself
  add column secret_salt bytea,                    -- the password is made of this and our key; null: known to nobody here
  add column next_keys   int,                      -- a newer password, until it is seen
  add column next_hash   bytea,
  add column next_salt   bytea,
  add column next_at     timestamptz,
  add column next_held   boolean not null default false,  -- the device says that it has it
  add column broker_keys int,                      -- what a broker with accounts of its own was told: 0 for none; null: never
  add check (num_nulls(next_keys, next_hash, next_salt, next_at) in (0, 4)),
  add check (status <> 'decommissioned' or next_keys is null);

-- Codes that a device exchanges for its password and keys, once.
create table device_code (
  site_id     text not null,
  device_code text not null,
  purpose     text not null check (purpose in ('provision', 'renew')),
  hash        bytea not null unique,               -- keyed
  made_by     uuid references person,              -- null: by the server itself
  made_at     timestamptz not null,
  expires_at  timestamptz not null,
  primary key (site_id, device_code),              -- the last one made is the only one
  foreign key (site_id, device_code) references device
);

-- More than doors to open; and some the server orders by itself.
alter table device_command
  drop constraint device_command_action_check,
  add constraint device_command_action_check check (action in
    ('unlock', 'lock', 'sync', 'reboot', 'identify', 'renew_keys', 'update', 'revert')),
  alter column door_code drop not null,
  alter column asked_by drop not null,
  add check (door_code is not null or action not in ('unlock', 'lock'));
