-- Answers to requests that may be repeated, for a day. What was asked is kept as a keyed digest only:
-- a value that a person hands in might be guessed from a plain one.
create table kept_answer (
  key     text primary key,
  request bytea not null,
  process text not null,
  at      timestamptz not null,
  status  integer,
  type    text,
  body    bytea
);
create index kept_answer_at on kept_answer (at);
