-- Places that people write: which one, and to whom the value was shown how often.
alter table task add column place text;
alter table task add column reveals integer not null default 0;
