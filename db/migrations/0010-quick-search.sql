-- 0010  Searching costs the same for a word that all cases have and one that none has.

-- Words that few cases have, and words that none has, made the planner walk every case from the newest on: it can't know how rare a word is (docs/speed.md).
-- Now the index is asked first, for a thousand at most. Few: they are all there, and the newest are picked. Many: then walking from the newest finds enough soon.
create or replace function search_case_ids(words text, like_pattern text, at_most int) returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan set enable_sort = on as $$
declare
  boards int[] := public.actor_boards('officer') || public.actor_boards('auditor');
  types int[] := public.granted_case_types(array['receive', 'handle', 'assist', 'advise', 'status.read']) || array(select t.id from public.case_type t where t.board_id = any (boards));
  query tsquery := websearch_to_tsquery('swedish', words);
  prefix tsquery := case when words ~ '^[[:alnum:]]{2,}$' then to_tsquery('simple', words || ':*') end;
  pattern text := '%' || like_pattern || '%';
  few constant int := 1000;
  by_word uuid[];
  by_look uuid[];
begin
  with hit as materialized (select s.case_id, s.opened_at from public.case_summary s where s.case_type_id = any (types) and (s.ts @@ query or s.ts @@ prefix) limit few + 1)
  select array_agg(h.case_id order by h.opened_at desc) into by_word from hit h;
  if length(like_pattern) >= 3 then
    with hit as materialized (select s.case_id, s.opened_at from public.case_summary s where s.case_type_id = any (types) and s.lookup like pattern limit few + 1)
    select array_agg(h.case_id order by h.opened_at desc) into by_look from hit h;
  end if;
  perform set_config('enable_sort', 'off', true); -- until this function ends: the index that is already in order, and no other way
  if cardinality(by_word) > few then
    by_word := array(select s.case_id from public.case_summary s where s.case_type_id = any (types) and (s.ts @@ query or s.ts @@ prefix) order by s.opened_at desc limit at_most);
  end if;
  if cardinality(by_look) > few then
    by_look := array(select s.case_id from public.case_summary s where s.case_type_id = any (types) and s.lookup like pattern order by s.opened_at desc limit at_most);
  end if;
  return coalesce(by_word[:at_most], '{}') || coalesce(by_look[:at_most], '{}');
end $$;
