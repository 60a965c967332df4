-- Values that came in with a list, sealed, until it is known which credential each belongs to.
create table found_value (
  campaign   text not null references campaign,
  source_row text not null,
  sealed     bytea not null,
  sealed_at  timestamptz not null,
  primary key (campaign, source_row)
);
