-- The number of a plan that is to follow the one in force and waits for its approval; 0 for none.
alter table campaign add column amendment integer not null default 0;
