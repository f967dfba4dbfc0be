-- What a person's phone shows; its secret column holds its handle, the codes follow from it.
alter table credential
  drop constraint credential_kind_check,
  add constraint credential_kind_check check (kind in ('uid', 'card', 'qr', 'phone', 'pin'));
