-- Since when the old credential of a rotation is switched off, and could be switched on again.
alter table rotation add column off_since timestamptz;
