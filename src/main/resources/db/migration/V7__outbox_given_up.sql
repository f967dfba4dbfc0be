-- What could not be delivered for good, or for too long: kept to be seen, no longer tried.
alter table outbox add column given_up_at timestamptz;
drop index outbox_due;
-- Codes that someone waits for go before all else.
create index outbox_due on outbox ((kind <> 'mail'), due_at, id) where given_up_at is null;
create index outbox_given_up on outbox (given_up_at) where given_up_at is not null;
