-- Going out by a space's own door is a sign as well.
alter table sign
  drop constraint sign_kind_check,
  add constraint sign_kind_check check (kind in ('occupied', 'vacant', 'badge', 'left'));

-- Whether somebody is in a counted space is asked whenever its counter speaks.
create index count_reading_space on count_reading (space_id, happened_at);
