-- 0013  When something disappears is a moment (contracts/rule-language.ts): the rules that were written as an event and a period are rewritten, and mean the same.
create function moment_of_period(rule jsonb) returns jsonb language sql immutable as $$
  select case when rule ? 'trigger' then (rule - 'trigger' - 'length' - 'unit' - 'calendar')
    || jsonb_build_object('due', jsonb_build_object('after', rule -> 'trigger', 'length', rule -> 'length', 'unit', rule -> 'unit', 'calendar', rule -> 'calendar'))
    else rule end $$;
update clause set rule = jsonb_set(rule, '{retention}', moment_of_period(rule -> 'retention')) where jsonb_typeof(rule -> 'retention') = 'object';
update clock set rule = moment_of_period(rule);
drop function moment_of_period(jsonb);
-- what a clause says when a field is left out is filled in where clauses are read
