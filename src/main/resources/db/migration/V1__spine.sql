-- Mogador's spine: inventory, people, claims, bookings, leases, access, presence.
-- Times are timestamptz (instants) unless a column says local; slots are half-open, [starts_at, ends_at).
create extension if not exists btree_gist;

-- ---------------------------------------------------------------- sites

create table site (
  id          text primary key check (id ~ '^[a-z][a-z0-9-]{1,39}$'),
  name        jsonb not null,                  -- {"fr": …, "ar": …, "en": …}
  zone_id     text not null,                   -- IANA, e.g. Africa/Casablanca
  status      text not null check (status in ('open', 'planned')),
  document    jsonb not null,                  -- the checked site file: floors, zones, hours, plan
  imported_at timestamptz not null
);

create table space (
  id         bigint generated always as identity primary key,
  site_id    text not null references site,
  code       text not null check (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  kind       text not null check (kind in ('office', 'meeting_room', 'event_room', 'position', 'phone_booth', 'table', 'open_space')),
  floor_code text not null,
  zone_code  text not null,
  name       jsonb not null,
  capacity   int not null check (capacity between 0 and 10000),
  area_cm2   bigint not null default 0 check (area_cm2 >= 0),  -- 1 m² = 10,000 cm²
  bookable   boolean not null,
  retired_at timestamptz,
  unique (site_id, code)
);

-- Which atoms a space is made of; an atom is made of itself.
create table composition (
  space_id bigint not null references space,
  atom_id  bigint not null references space,
  primary key (space_id, atom_id)
);
create index composition_atom on composition (atom_id);

create table device (
  site_id        text not null references site,
  code           text not null check (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  kind           text not null check (kind in ('reader', 'seat_sensor', 'room_sensor', 'people_counter')),
  door_code      text,                         -- for a reader
  space_id       bigint references space,      -- for a sensor
  secret_hash    bytea,                        -- of the device's MQTT password
  status         text not null default 'active' check (status in ('active', 'retired')),
  state          jsonb,                        -- the last state message, as sent
  online         boolean not null default false,
  last_seen_at   timestamptz,
  primary key (site_id, code)
);

-- ---------------------------------------------------------------- identity

create table company (
  id         uuid primary key,
  name       text not null check (length(name) between 1 and 200),
  ice        text check (ice ~ '^[0-9]{15}$'),
  created_at timestamptz not null
);

create table person (
  id          uuid primary key,
  email       text not null check (email = lower(email) and length(email) <= 254),
  name        text not null default '' check (length(name) <= 200),
  name_arabic text not null default '' check (length(name_arabic) <= 200),
  language    text not null default 'fr' check (language in ('fr', 'ar', 'en')),
  suspended   boolean not null default false,
  created_at  timestamptz not null,
  unique (email)
);

create table membership (
  company_id uuid not null references company,
  person_id  uuid not null references person,
  role       text not null check (role in ('member', 'admin')),
  primary key (company_id, person_id)
);
create index membership_person on membership (person_id);

-- A facility manager of one site, or of all when site_id is null.
create table staff_role (
  id        uuid primary key,
  person_id uuid not null references person,
  site_id   text references site,
  role      text not null check (role in ('manager')),
  unique nulls not distinct (person_id, site_id, role)
);

create table sign_in_code (
  id         uuid primary key,
  email      text not null,
  code_hash  bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  attempts   int not null default 0,
  used_at    timestamptz
);
create index sign_in_code_email on sign_in_code (email, created_at desc);

-- Browser sessions and API tokens; only a hash of the secret is stored.
create table access_token (
  hash       bytea primary key,
  person_id  uuid not null references person,
  kind       text not null check (kind in ('session', 'api')),
  label      text not null default '',
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index access_token_person on access_token (person_id);

-- ---------------------------------------------------------------- claims, bookings, leases

create table booking (
  id              uuid primary key,
  reference       text not null unique check (reference ~ '^[A-Z]{3}-[0-9A-Z]{6}$'),
  site_id         text not null references site,
  space_id        bigint not null references space,
  person_id       uuid not null references person,
  booked_by       uuid not null references person,
  local_from      timestamp not null,          -- the truth: wall-clock time at the site
  local_to        timestamp not null,
  starts_at       timestamptz not null,        -- derived with the zone rules of the day
  ends_at         timestamptz not null,
  status          text not null check (status in ('confirmed', 'cancelled')),
  price_centimes  bigint not null check (price_centimes >= 0),  -- VAT included
  vat_centimes    bigint not null check (vat_centimes >= 0),
  vat_rate_bp     int not null check (vat_rate_bp between 0 and 10000),  -- basis points, 2000 = 20 %
  created_at      timestamptz not null,
  cancelled_at    timestamptz,
  checked_in_at   timestamptz,
  check (local_from < local_to),
  check (starts_at < ends_at)
);
create index booking_person on booking (person_id, starts_at desc);
create index booking_site on booking (site_id, starts_at);
create index booking_space on booking (space_id, starts_at);

create table lease (
  id             uuid primary key,
  reference      text not null unique,
  site_id        text not null references site,
  company_id     uuid not null references company,
  starts_on      date not null,
  ends_on        date not null,                -- exclusive
  rate_centimes  bigint not null check (rate_centimes >= 0),  -- per m² and month, before tax
  vat_rate_bp    int not null check (vat_rate_bp between 0 and 10000),
  status         text not null check (status in ('active', 'ended')),
  created_at     timestamptz not null,
  check (starts_on < ends_on)
);
create index lease_site on lease (site_id, starts_on);
create index lease_company on lease (company_id);

create table lease_space (
  lease_id uuid not null references lease,
  space_id bigint not null references space,
  area_cm2 bigint not null check (area_cm2 > 0),  -- as contracted
  primary key (lease_id, space_id)
);

create table closure (
  id         uuid primary key,
  site_id    text not null references site,
  space_id   bigint not null references space,
  starts_at  timestamptz not null,
  ends_at    timestamptz not null,
  reason     text not null,
  created_at timestamptz not null
);

-- All use of space-time. No two claims on an atom overlap: the constraint says so, not the code.
create table claim (
  atom_id    bigint not null references space,
  starts_at  timestamptz not null,
  ends_at    timestamptz not null,
  during     tstzrange generated always as (tstzrange(starts_at, ends_at, '[)')) stored,
  space_id   bigint not null references space,  -- the space as it was booked, leased or closed
  source     text not null check (source in ('booking', 'lease', 'closure')),
  source_id  uuid not null,
  primary key (source_id, atom_id, starts_at),
  check (starts_at < ends_at),
  constraint no_overlap exclude using gist (atom_id with =, during with &&)
);

create table idempotency_key (
  person_id    uuid not null references person,
  key          text not null check (length(key) between 1 and 200),
  request_hash bytea not null,
  booking_id   uuid not null references booking,
  answer       jsonb not null,
  created_at   timestamptz not null,
  primary key (person_id, key)
);

-- ---------------------------------------------------------------- access

create table credential (
  id         uuid primary key,
  person_id  uuid not null references person,
  kind       text not null check (kind in ('uid', 'card', 'qr', 'pin')),
  hash       bytea not null,                   -- HMAC-SHA-256 of the credential's bytes
  label      text not null default '',
  secret     bytea,                            -- of a QR we show ourselves
  status     text not null check (status in ('active', 'lost', 'revoked')),
  created_at timestamptz not null,
  unique (kind, hash)
);
create index credential_person on credential (person_id);

-- Who may reach which space, when and why; kept in the same transaction as its source.
create table access_right (
  id         uuid primary key,
  person_id  uuid not null references person,
  site_id    text not null references site,
  space_id   bigint references space,          -- null: every door of the site
  starts_at  timestamptz not null,
  ends_at    timestamptz not null,
  source     text not null check (source in ('booking', 'lease', 'role')),
  source_id  uuid not null,
  check (starts_at < ends_at)
);
create index access_right_person on access_right (person_id);
create index access_right_source on access_right (source_id);

-- What devices recorded: one row an event, whatever is lost, repeated or reordered on the way.
create table journal_event (
  site_id     text not null,
  device_code text not null,
  journal_id  text not null,
  sequence    bigint not null check (sequence > 0),
  kind        text not null,
  happened_at timestamptz not null,            -- as estimated by the server
  time_source text not null check (time_source in ('device', 'estimated', 'received')),
  received_at timestamptz not null,
  content     jsonb not null,                  -- as sent
  person_id   uuid,
  primary key (site_id, device_code, journal_id, sequence)
);
create index journal_event_time on journal_event (site_id, happened_at desc);

-- The same key with another content: kept aside, never overwritten.
create table journal_conflict (
  id          bigint generated always as identity primary key,
  site_id     text not null,
  device_code text not null,
  journal_id  text not null,
  sequence    bigint not null,
  content     jsonb not null,
  received_at timestamptz not null
);

-- ---------------------------------------------------------------- occupancy

create table presence_event (
  id          bigint generated always as identity primary key,
  site_id     text not null,
  space_id    bigint not null references space,
  device_code text not null,
  signal      text not null,                   -- occupied, vacant
  happened_at timestamptz not null,
  received_at timestamptz not null,
  unique (site_id, device_code, happened_at, signal)
);
create index presence_event_space on presence_event (space_id, happened_at desc);

-- ---------------------------------------------------------------- outbox and mails

-- What must go out once its transaction has committed; read in order, deleted when done.
create table outbox (
  id         bigint generated always as identity primary key,
  kind       text not null,
  content    jsonb not null,
  created_at timestamptz not null,
  due_at     timestamptz not null,
  attempts   int not null default 0,
  last_error text
);
create index outbox_due on outbox (due_at, id);

create table mail (
  id         uuid primary key,
  recipient  text not null,
  subject    text not null,
  body       text not null,
  created_at timestamptz not null,
  sent_at    timestamptz
);
create index mail_created on mail (created_at desc);
