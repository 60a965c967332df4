-- What people do by hand. A task belongs to one intent of the ledger; no column holds a secret.
create table task (
  id           bigint generated always as identity primary key,
  operation    text not null unique,
  rotation     text not null,
  campaign     text not null,
  work         text not null,
  hands        text not null,
  instructions text not null,
  state        text not null,
  opened_at    timestamptz not null,
  due          timestamptz not null,
  credential   text,
  statement    text,
  handed_at    timestamptz
);
create index task_campaign on task (campaign, id);
