-- 0011  Two things the walls let through: status.read gave the whole of a case that a board holds, and an agent's own SQL could move one.

-- A30: whoever may tell how a matter stands sees its row. What was written in it is for those who handle it.
set local role ombud_doorman;
create or replace function open_cases(wanted uuid[], for_purpose text, for_act text default 'read') returns uuid[] language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  seen uuid[];
  who uuid := public.actor_id();
  by_hand text := coalesce(public.actor_hand(), case when public.citizen_case() is not null then 'citizen' end);
  -- what A5 leaves of an uninstructed board's case is that it waits, not what it says
  waits int[] := case when by_hand = 'agent' then public.uninstructed_case_types() else '{}' end;
  handled int[] := case when by_hand = 'agent' then public.granted_case_types(array['handle']) else '{}' end;
begin
  if by_hand is null then return '{}'; end if;
  if coalesce(for_purpose, '') = '' then raise exception 'a purpose is needed (A26)' using errcode = '22023'; end if;
  seen := array(select c.id from public."case" c where c.id = any (wanted) and c.case_type_id <> all (waits)
    and (by_hand <> 'agent' or c.holder = 'centre' or c.case_type_id = any (handled)));
  if seen <> '{}' then
    insert into public.access_event (at, xact, xact_started, employee_id, hand, purpose, act, case_ids)
    values (public.ombud_now(), pg_current_xact_id(), transaction_timestamp(), who, by_hand, for_purpose, for_act, seen);
  end if;
  return seen;
end $$;
set local role ombud_owner;

-- A1: once a board has taken a case over, the centre moves it nowhere and takes nothing back.
create function guard_what_a_board_holds() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if current_user = 'ombud_agent' and old.holder = 'board' and (new.board_id, new.case_type_id, new.holder) is distinct from (old.board_id, old.case_type_id, old.holder) then
    raise exception 'a board holds this case (A1)' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guarded_when_held before update on "case" for each row execute function guard_what_a_board_holds();
grant execute on function guard_what_a_board_holds() to ombud_agent, ombud_officer, ombud_service;
