-- A store that came back from a backup is noticed under any brake, and outlives that brake.
alter table campaign add column restored boolean not null default false;
update campaign set restored = true, brake = 'none' where brake = 'restored';
