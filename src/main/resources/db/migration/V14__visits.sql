-- Visitors: invited by somebody who may be there then, received at the desk, signed out again.

-- Space 0 of a right is no space: the doors to the street, for whoever is met behind them. Who does
-- not know it opens nothing by it.
alter table access_right
  drop constraint access_right_space_id_fkey,
  add column real_space_id bigint generated always as (nullif(space_id, 0)) stored references space;

create table visit (
  id          uuid primary key,
  site_id     text not null references site,
  host_id     uuid not null references person,
  visitor_id  uuid not null unique references person,      -- a person of this visit alone
  token       text not null unique check (length(token) = 43),  -- 256 bits, in the visitor's link
  email       text,                                        -- where the invitation went
  company     text not null default '' check (length(company) <= 200),
  note        text not null default '' check (length(note) <= 500),
  space_id    bigint references space,                     -- null: met at the entrance
  escort      boolean not null,                            -- opens no door: the host comes for them
  local_from  timestamp not null,                          -- the truth: wall-clock time at the site
  local_to    timestamp not null,
  starts_at   timestamptz not null,
  ends_at     timestamptz not null,
  status      text not null default 'expected'
                check (status in ('expected', 'received', 'left', 'cancelled')),
  badge       text,                                        -- as typed, while it is lent
  created_at  timestamptz not null,
  created_by  uuid not null references person,
  received_at timestamptz,
  left_at     timestamptz,
  ended_at    timestamptz,                                 -- cancelled
  forgotten_at timestamptz,                                -- who it was is no longer known
  check (starts_at < ends_at),
  check (status not in ('received', 'left') or received_at is not null),
  check ((status = 'left') = (left_at is not null)),
  check ((status = 'cancelled') = (ended_at is not null))
);
create index visit_site on visit (site_id, starts_at);
create index visit_host on visit (host_id, starts_at desc);
create index visit_known on visit (ends_at) where forgotten_at is null;
