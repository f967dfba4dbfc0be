-- Rights also come from visits, and by hand.
alter table access_right
  drop constraint access_right_source_check,
  add constraint access_right_source_check
    check (source in ('booking', 'lease', 'role', 'visit', 'hand'));
