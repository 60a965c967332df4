-- Which runs' histories were kept beyond Temporal's retention; the digests stand in the ledger.
create table history (
  campaign text not null references campaign,
  workflow text not null,
  run      text not null,
  digest   text not null,
  kept_at  timestamptz not null,
  primary key (workflow, run)
);
create index history_campaign on history (campaign);
