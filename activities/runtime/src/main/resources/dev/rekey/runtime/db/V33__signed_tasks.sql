-- Who did it, as they signed. What was handed in without a signature before is asked for again.
alter table task add column signed_text text;
alter table task add column signature text;
update task set state = 'open', handed_at = null, credential = null, statement = null
 where state = 'handed-in';
