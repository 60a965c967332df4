-- What a row says beside what it names: read again once more is known. No value stands in it.
alter table scope_row add column clues text not null default '{"cells":{},"fingerprint":""}';
