-- Everything that Rekey stores outside Temporal. No column holds a secret in clear.

create table system (
  name        text primary key,
  connector   text not null,
  settings    text not null,
  sole_issuer boolean not null,
  compression integer not null,
  added_at    timestamptz not null
);

create table roster (
  digest     text primary key,
  body       text not null,
  added_at   timestamptz not null,
  trusted_at timestamptz
);

create table roster_trust (
  digest    text not null references roster,
  person    text not null,
  statement text not null,
  signature text not null,
  primary key (digest, person)
);

create table campaign (
  name          text primary key,
  cause         text not null,
  exposed_from  timestamptz not null,
  exposed_until timestamptz not null,
  cut_off       timestamptz not null,
  author        text not null,
  roster        text not null references roster,
  state         text not null,
  brake         text not null,
  plan          integer not null,
  created_at    timestamptz not null
);

create table source (
  campaign text not null references campaign,
  name     text not null,
  sha256   text not null,
  taken_at timestamptz not null,
  primary key (campaign, name)
);

create table scope_row (
  campaign   text not null references campaign,
  source     text not null,
  line       integer not null,
  state      text not null,
  shown      text not null,
  reason     text not null,
  credential text,
  rotation   text,
  primary key (campaign, source, line)
);
create index scope_row_rotation on scope_row (rotation);

create table plan (
  campaign text not null references campaign,
  number   integer not null,
  digest   text not null,
  author   text not null,
  at       timestamptz not null,
  body     text not null,
  primary key (campaign, number)
);

-- The projection that the board reads; written in the transaction of the ledger entry behind it.
create table rotation (
  id         text primary key,
  campaign   text not null references campaign,
  plan       integer not null,
  wave       integer not null,
  position   integer not null,
  lane       text not null,
  turn       integer not null,
  team       text not null,
  facts      text not null,
  state      text not null,
  step       text not null,
  reason     text,
  round      integer not null,
  note       text not null,
  grade      text,
  fence      text,
  since      timestamptz not null
);
create index rotation_campaign on rotation (campaign, wave, position);
create index rotation_lane on rotation (lane);

create table ledger (
  chain    text not null,
  seq      bigint not null,
  previous text not null,
  hash     text not null,
  seal     bytea not null,
  at       timestamptz not null,
  type     text not null,
  body     text not null,
  primary key (chain, seq)
);

create table escrow (
  rotation   text not null,
  role       text not null,
  credential text not null,
  sealed     bytea not null,
  sealed_at  timestamptz not null,
  primary key (rotation, role, credential)
);

create table observation (
  operation text not null,
  at        timestamptz not null,
  verdict   text not null,
  detail    text not null
);
create index observation_operation on observation (operation, at);

create table decision (
  digest      text primary key,
  campaign    text not null,
  statement   text not null,
  signature   text not null,
  person      text not null,
  verb        text not null,
  received_at timestamptz not null
);

create table delivery (
  digest       text not null references decision,
  target       text not null,
  body         text not null,
  delivered_at timestamptz,
  answer       text,
  primary key (digest, target)
);

create table notice (
  rotation text not null,
  round    integer not null,
  urgency  text not null,
  until    timestamptz not null,
  at       timestamptz not null,
  primary key (rotation, round, urgency)
);

create table alarm (
  id       bigint generated always as identity primary key,
  campaign text not null,
  subject  text not null,
  what     text not null,
  at       timestamptz not null
);

create table certificate (
  campaign text not null references campaign,
  number   integer not null,
  digest   text not null,
  body     text not null,
  signed   text,
  at       timestamptz not null,
  primary key (campaign, number)
);

create table bucket (
  id    bigint primary key,
  state bytea,
  expires_at bigint
);
