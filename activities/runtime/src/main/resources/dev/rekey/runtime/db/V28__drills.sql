-- Drills, and what each found of every rotation; nothing acts upon it.
create table drill (
  campaign   text not null references campaign,
  number     integer not null,
  plan       text not null,
  started_at timestamptz not null,
  ended_at   timestamptz,
  primary key (campaign, number)
);

create table drill_row (
  campaign text not null,
  number   integer not null,
  rotation text not null,
  found    text not null,
  primary key (campaign, number, rotation),
  foreign key (campaign, number) references drill
);
