-- Lists that only say what exists: whether a row is of one stands among its clues.
alter table scope_row alter column clues set default '{"cells":{},"fingerprint":"","inventory":false}';
update scope_row set clues = (clues::jsonb || '{"inventory":false}'::jsonb)::text;
