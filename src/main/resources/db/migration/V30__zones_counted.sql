-- More people are in a zone than may be: subject zone/CODE, told of by no single device.
alter table alarm
  drop constraint alarm_kind_check,
  add constraint alarm_kind_check check (kind in (
    'forced', 'held_open', 'tamper', 'duress', 'offline', 'battery_low', 'list_out_of_date',
    'journal_overrun', 'contradiction', 'clock_off', 'repeated_denials', 'denied_everywhere',
    'anti_passback', 'over_capacity'));
