-- Where and when a series' occurrences take place as long as nobody moves one on its own: a list
-- of {since, days, from, minutes, space}, see SeriesPattern.
alter table series add column pattern jsonb not null;

-- An occurrence that was moved on its own stays where it is when its series moves.
alter table booking add column moved_alone boolean not null default false;
