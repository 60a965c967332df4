-- Who owns what, in order, for the rows of lists that do not say it; compared with the chain.
create table owner_rules (
  campaign text primary key references campaign,
  rules    text not null
);
