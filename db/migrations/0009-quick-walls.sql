-- 0009  The same walls, asked for less: what is the same for every row is found once a call (docs/speed.md has the figures).
-- What each function answers is unchanged, and nothing is remembered between calls: A6, A21-A23 (role, valid undertaking, clause) and A9 (a stop acts on the next statement).

create index instruction_grant_any_channel on instruction_grant (version_id, act) where channel is null;
-- Read every channel's grants to find those for any channel.
create or replace function granted_case_types(wanted text[], in_channel text default null) returns int[] language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  at timestamptz := public.ombud_now();
  who uuid;
begin
  select s.employee_id into who from public.session s join public.employee e on e.id = s.employee_id and e.active
  where s.secret_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8')) and s.revoked_at is null and s.expires_at > at and s.hand = 'agent'
    and exists (select from public.assignment a where a.employee_id = s.employee_id and a.hand = 'agent' and a.valid_from <= at and (a.valid_to is null or a.valid_to > at));
  if who is null then return '{}'; end if;
  -- without a channel the index answers; a grant for one channel only is read row by row, where a contact or a case is registered
  if in_channel is null then return array(
    select distinct t.id from public.undertaking u
    join public.instruction_version v on v.id = u.version_id and v.state = 'in-force' and v.valid_from <= at and (v.valid_to is null or v.valid_to > at)
    join public.instruction_grant g on g.version_id = v.id and g.act = any (wanted) and g.channel is null and g.valid_from <= at and (g.valid_to is null or g.valid_to > at)
    cross join unnest(g.case_type_ids) t (id)
    where u.employee_id = who and u.revoked_at is null);
  end if;
  return array(
    select distinct t.id from public.undertaking u
    join public.instruction_version v on v.id = u.version_id and v.state = 'in-force' and v.valid_from <= at and (v.valid_to is null or v.valid_to > at)
    join public.instruction_grant g on g.version_id = v.id and g.act = any (wanted) and g.channel = in_channel and g.valid_from <= at and (g.valid_to is null or g.valid_to > at)
    cross join unnest(g.case_type_ids) t (id)
    where u.employee_id = who and u.revoked_at is null);
end $$;

-- Names for two questions, without a wall of their own: the planner puts what they call in their place, where a definer's shell cost as much as half the answer.
create or replace function centre_case_types() returns int[] language sql stable as $$ select public.granted_case_types(array['receive', 'handle', 'assist', 'advise']) $$;
create or replace function board_held_case_types() returns int[] language sql stable as $$ select public.granted_case_types(array['handle', 'status.read']) $$;

-- Looked for an instruction once a case type instead of once a board.
create or replace function uninstructed_case_types() returns int[] language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  at timestamptz := public.ombud_now();
  instructed int[] := array(select v.board_id from public.instruction_version v where v.state = 'in-force' and v.valid_from <= at and (v.valid_to is null or v.valid_to > at));
begin
  if public.actor_hand() is distinct from 'agent' then return '{}'; end if;
  return array(select t.id from public.case_type t where t.board_id <> all (instructed));
end $$;

-- The doorman's own function: only its owner may put another in its place.
set local role ombud_doorman;
-- Asked which boards have no instruction once for every row of a list.
create or replace function open_cases(wanted uuid[], for_purpose text, for_act text default 'read') returns uuid[] language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  seen uuid[];
  who uuid := public.actor_id();
  by_hand text := coalesce(public.actor_hand(), case when public.citizen_case() is not null then 'citizen' end);
  -- what A5 leaves of an uninstructed board's case is that it waits, not what it says
  waits int[] := case when by_hand = 'agent' then public.uninstructed_case_types() else '{}' end;
begin
  if by_hand is null then return '{}'; end if;
  if coalesce(for_purpose, '') = '' then raise exception 'a purpose is needed (A26)' using errcode = '22023'; end if;
  seen := array(select c.id from public."case" c where c.id = any (wanted) and c.case_type_id <> all (waits));
  if seen <> '{}' then
    insert into public.access_event (at, xact, xact_started, employee_id, hand, purpose, act, case_ids)
    values (public.ombud_now(), pg_current_xact_id(), transaction_timestamp(), who, by_hand, for_purpose, for_act, seen);
  end if;
  return seen;
end $$;
set local role ombud_owner;

-- Asked for the officer's and the auditor's boards once for every case type.
create or replace function search_case_ids(words text, like_pattern text, at_most int) returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  boards int[] := public.actor_boards('officer') || public.actor_boards('auditor');
  types int[] := public.granted_case_types(array['receive', 'handle', 'assist', 'advise', 'status.read']) || array(select t.id from public.case_type t where t.board_id = any (boards));
  query tsquery := websearch_to_tsquery('swedish', words);
  prefix tsquery := case when words ~ '^[[:alnum:]]{2,}$' then to_tsquery('simple', words || ':*') end;
  found uuid[];
begin
  found := array(select s.case_id from public.case_summary s where s.case_type_id = any (types) and (s.ts @@ query or s.ts @@ prefix) order by s.opened_at desc limit at_most);
  if length(like_pattern) >= 3 then
    found := found || array(select s.case_id from public.case_summary s where s.case_type_id = any (types) and s.lookup like '%' || like_pattern || '%' order by s.opened_at desc limit at_most);
  end if;
  return found;
end $$;
