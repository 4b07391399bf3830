-- 0024  Each promised security measure is a live probe (A4, A8, A11): its state over time, what a failing one closes, the guideline's report, and who else handles the data (X5).
create table control_state (
  id uuid primary key default gen_random_uuid(), measure text not null check (measure ~ '^[a-z0-9][a-z0-9-]{0,59}$'), board_id int references board,
  state text not null check (state in ('works', 'fails', 'not-in-use')),
  -- ids and numbers, never a word of anyone's
  evidence jsonb not null default '{}' check (jsonb_typeof(evidence) = 'object' and pg_column_size(evidence) < 4000),
  since timestamptz not null, probed_at timestamptz not null, until timestamptz, check (until is null or until >= since), check (probed_at >= since)
);
comment on table control_state is 'personal data: no; kept by domain/control/keeps.ts';
create unique index control_state_now on control_state (measure, board_id) nulls not distinct where until is null;
create index control_state_of_measure on control_state (measure, since desc);
-- What a failing measure closes meanwhile: acts of one board, on some of its case types or all ('{}').
create table control_block (
  id uuid primary key default gen_random_uuid(), board_id int not null references board, state_id uuid not null references control_state, measure text not null,
  acts text[] not null check (cardinality(acts) > 0), case_type_ids int[] not null default '{}', blocked_at timestamptz not null, lifted_at timestamptz
);
comment on table control_block is 'personal data: no; kept by domain/control/keeps.ts';
create unique index control_block_open on control_block (board_id, measure) where lifted_at is null;
create index control_block_of_state on control_block (state_id);
-- A8: one signed report a board and quarter; the text is what the signature covers.
create table control_report (
  id uuid primary key default gen_random_uuid(), board_id int not null references board, quarter text not null check (quarter ~ '^\d{4}-Q[1-4]$'), body text not null,
  hash bytea not null check (length(hash) = 32), public_key bytea not null check (length(public_key) = 44), signature bytea not null check (length(signature) = 64), made_at timestamptz not null,
  unique (board_id, quarter)
);
comment on table control_report is 'personal data: no; kept by domain/control/keeps.ts';

-- X5: who else handles the data, and which boards have said yes (GDPR 28(2), 28(4)).
create table sub_processor (
  id uuid primary key default gen_random_uuid(), code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{0,59}$'), name text not null check (length(name) between 2 and 200),
  what_for text not null check (length(what_for) between 3 and 1000), region text not null check (region in ('EU/EEA', 'outside EU/EEA')),
  added_at timestamptz not null, added_by uuid references employee, ended_at timestamptz, ended_by uuid references employee
);
comment on table sub_processor is 'personal data: staff; kept by domain/control/keeps.ts';
create table sub_processor_consent (
  id uuid primary key default gen_random_uuid(), sub_processor_id uuid not null references sub_processor, board_id int not null references board,
  paragraph text not null check (length(paragraph) between 1 and 100), on_day date not null, given_at timestamptz not null, given_by uuid references employee, withdrawn_at timestamptz, withdrawn_by uuid references employee
);
comment on table sub_processor_consent is 'personal data: staff; kept by domain/control/keeps.ts';
create unique index sub_processor_consent_open on sub_processor_consent (sub_processor_id, board_id) where withdrawn_at is null;
create index sub_processor_consent_of_board on sub_processor_consent (board_id);

do $$
declare t text;
begin
  foreach t in array array['control_state', 'control_block', 'control_report', 'sub_processor', 'sub_processor_consent'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to ombud_owner using (true) with check (true)', t);
  end loop;
end $$;
-- A measure of the whole installation is every board's; its own are each board's. Whoever runs it, and signs for the centre, sees all.
create function sees_all_controls() returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select public.actor_is_operator() or cardinality(public.actor_signs('contact-centre')) > 0 $$;
create policy board_sees on control_state for select to ombud_officer, ombud_auditor using (
  (board_id is null and cardinality((select actor_boards(actor_hand()))::int[]) > 0) or board_id = any ((select actor_boards(actor_hand()))::int[]) or (select sees_all_controls()));
create policy service_adds on control_state for insert to ombud_service with check (until is null);
create policy service_reads on control_state for select to ombud_service using (true);
-- what has ended is history, and history doesn't change
create policy service_ends on control_state for update to ombud_service using (until is null) with check (true);
grant select on control_state to ombud_officer, ombud_auditor, ombud_service;
grant insert (measure, board_id, state, evidence, since, probed_at), update (evidence, probed_at, until) on control_state to ombud_service;
create policy everyone_reads on control_block for select using (true);
create policy service_blocks on control_block for insert to ombud_service with check (lifted_at is null);
create policy service_lifts on control_block for update to ombud_service using (lifted_at is null) with check (true);
grant select on control_block to ombud_doorman, ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_eraser, ombud_auditor;
grant insert (board_id, state_id, measure, acts, case_type_ids, blocked_at), update (lifted_at) on control_block to ombud_service;
create policy board_sees on control_report for select to ombud_officer, ombud_auditor using (board_id = any ((select actor_boards(actor_hand()))::int[]) or (select sees_all_controls()));
create policy service_reads on control_report for select to ombud_service using (true);
create policy service_makes on control_report for insert to ombud_service with check (true);
grant select on control_report to ombud_officer, ombud_auditor, ombud_service;
grant insert (board_id, quarter, body, hash, public_key, signature, made_at) on control_report to ombud_service;
-- The register is public, as what an instruction says is; who wrote in it is for those who work here.
create policy everyone_reads on sub_processor for select using (true);
create policy everyone_reads on sub_processor_consent for select using (true);
grant select (id, code, name, what_for, region, added_at, ended_at) on sub_processor to ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_auditor;
grant select (id, sub_processor_id, board_id, paragraph, on_day, given_at, withdrawn_at) on sub_processor_consent to ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_auditor;
grant select (added_by, ended_by) on sub_processor to ombud_officer, ombud_auditor;
grant select (given_by, withdrawn_by) on sub_processor_consent to ombud_officer, ombud_auditor;
create function add_sub_processor(given_code text, given_name text, given_what_for text, given_region text) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare made uuid;
begin
  perform public.refuse_unless(public.sees_all_controls(), 'the register is kept by whoever runs the centre');
  insert into public.sub_processor (code, name, what_for, region, added_at, added_by) values (given_code, given_name, given_what_for, given_region, public.ombud_now(), public.actor_id())
  on conflict (code) do nothing returning id into made;
  return made;
end $$;
create function end_sub_processor(given uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform public.refuse_unless(public.sees_all_controls(), 'the register is kept by whoever runs the centre');
  update public.sub_processor set ended_at = public.ombud_now(), ended_by = public.actor_id() where id = given and ended_at is null;
  return found;
end $$;
-- Only whoever signs for the board gives or takes back its consent (A38).
create function consent_to_sub_processor(given uuid, given_board int, given_paragraph text, given_day date) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform public.refuse_unless(given_board = any (public.actor_signs('board')), 'only whoever signs for the board consents');
  if not exists (select from public.sub_processor s where s.id = given and s.ended_at is null) then return false; end if;
  insert into public.sub_processor_consent (sub_processor_id, board_id, paragraph, on_day, given_at, given_by) values (given, given_board, given_paragraph, given_day, public.ombud_now(), public.actor_id())
  on conflict (sub_processor_id, board_id) where withdrawn_at is null do nothing;
  return found;
end $$;
create function withdraw_consent(given uuid, given_board int) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform public.refuse_unless(given_board = any (public.actor_signs('board')), 'only whoever signs for the board takes its consent back');
  update public.sub_processor_consent set withdrawn_at = public.ombud_now(), withdrawn_by = public.actor_id() where sub_processor_id = given and board_id = given_board and withdrawn_at is null;
  return found;
end $$;
grant execute on function sees_all_controls(), add_sub_processor(text, text, text, text), end_sub_processor(uuid), consent_to_sub_processor(uuid, int, text, date), withdraw_consent(uuid, int) to ombud_officer;
grant execute on function sees_all_controls() to ombud_auditor;

-- A11: what a health check that nobody signs in to may know: how many fail, and how old the oldest probe is.
create function control_health(out failing int, out oldest_seconds int) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select count(*) filter (where s.state = 'fails')::int, extract(epoch from public.ombud_now() - min(s.probed_at))::int from public.control_state s where s.until is null $$;
grant execute on function control_health() to ombud_citizen, ombud_service;

-- The event of a board: one for each change, to its own page by the path that every notice goes.
alter table board_notice add column control_state_id uuid references control_state, add column measure text, add column measure_state text check (measure_state in ('fails', 'works'));
do $$
declare
  was text := pg_get_constraintdef((select oid from pg_constraint where conname = 'board_notice_kind_check' and conrelid = 'public.board_notice'::regclass));
  now_is text := replace(was, '''stop''::text', '''stop''::text, ''control''::text');
begin
  if now_is = was then raise exception 'the kinds of a notice aren’t where they were'; end if;
  alter table board_notice drop constraint board_notice_kind_check;
  execute 'alter table board_notice add constraint board_notice_kind_check ' || now_is;
end $$;
alter table board_notice add constraint board_notice_of_control check ((kind = 'control') = (control_state_id is not null and measure is not null and measure_state is not null));
create unique index board_notice_one_a_state on board_notice (control_state_id, board_id) where control_state_id is not null;
create function owe_control(given_board int, given_state uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare made uuid;
begin
  insert into public.board_notice (board_id, direction, kind, control_state_id, measure, measure_state, owed_at)
  select given_board, 'to-board', 'control', s.id, s.measure, case s.state when 'fails' then 'fails' else 'works' end, public.ombud_now() from public.control_state s where s.id = given_state
  on conflict (control_state_id, board_id) where control_state_id is not null do nothing returning id into made;
  if made is null then return false; end if;
  perform public.queue_job('deliver-notice', jsonb_build_object('notice', made), '0', 'notice-' || made);
  return true;
end $$;
grant execute on function owe_control(int, uuid) to ombud_service;

do $$
declare
  was text := pg_get_functiondef('public.answer_notice(uuid, text, text)'::regprocedure);
  now_is text := replace(was, '(''stop'', ''noted'')', '(''stop'', ''noted''), (''control'', ''noted'')');
begin
  if now_is = was then raise exception 'the answers of a notice aren’t where they were'; end if;
  execute now_is;
end $$;
-- Both walls obey a failing measure as they obey a stop, in the same look. With none of them open nothing more is read than before.
do $$
declare
  was text := pg_get_functiondef('public.granted_case_types(text[], text)'::regprocedure);
  looks text := 'exists (select from public.instruction_stop s where s.lifted_at is null)';
  takes text := '(s.case_type_ids = ''{}'' or t.id = any (s.case_type_ids)))';
  once text := replace(was, looks, '(' || looks || ' or exists (select from public.control_block k where k.lifted_at is null))');
  now_is text := replace(once, takes, takes || ' and not exists (select from public.control_block k where k.lifted_at is null and k.board_id = v.board_id and g.act = any (k.acts) and (k.case_type_ids = ''{}'' or t.id = any (k.case_type_ids)))');
begin
  if once = was or now_is = once then raise exception 'the look at stops isn’t where it was'; end if;
  execute now_is;
end $$;
-- One more task that the worker gives itself.
set local role ombud_jobs;
do $$
declare
  was text := pg_get_functiondef('public.queue_job(text, jsonb, interval, text)'::regprocedure);
  now_is text := replace(was, '''sweep-files''', '''sweep-files'', ''probe-controls''');
begin
  if now_is = was then raise exception 'the tasks aren’t where they were'; end if;
  execute now_is;
end $$;
set local role ombud_owner;
-- L18: what should have been taken away two days ago and is still there, by board: the night's work that nobody sees when it stands still.
create function overdue_disposals() returns table (board_id int, overdue int) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select x.board_id, count(*)::int from (
    select d.board_id from public.disposal d where d.state = 'due' and d.found_at < public.ombud_now() - interval '48 hours'
    union all
    select c.board_id from public.clock k join public."case" c on c.id = k.case_id
    where k.state = 'running' and k.action = 'delete' and k.due_at < public.ombud_now() - interval '48 hours' and (k.by_law or jsonb_typeof(k.rule -> 'disposalDecision') = 'object') and k.look_at is null and c.state = 'closed'
      and not exists (select from public.disposal d where d.subject_id = c.id and d.state in ('due', 'held'))) x group by x.board_id $$;
grant execute on function overdue_disposals() to ombud_service;
-- A11: the guideline's limits as the database really has them; one place that knows where each of them stands.
create function limits_in_force() returns table (parameter text, value numeric) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select x.parameter, (regexp_match(x.source, x.pattern))[1]::numeric from (values
    ('session-cap-hours', (select p.prosrc from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname = 'sign_in_open'), 'least\(lasts, interval ''(\d+) hours''\)'),
    ('sign-in-pause-minutes', (select p.prosrc from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname = 'sign_in_open'), 'not t\.succeeded and t\.at > public\.ombud_now\(\) - interval ''(\d+) minutes'''),
    ('sign-in-tries', (select p.prosrc from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname = 'sign_in_open'), 'minutes''\) >= (\d+) then'),
    ('step-up-pause-minutes', (select p.prosrc from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname = 'step_up'), 'not t\.succeeded and t\.at > public\.ombud_now\(\) - interval ''(\d+) minutes'''),
    ('step-up-tries', (select p.prosrc from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname = 'step_up'), 'minutes''\) >= (\d+) then'),
    ('step-up-minutes', (select p.prosrc from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname = 'step_up'), 'step_up_until = public\.ombud_now\(\) \+ interval ''(\d+) minutes'''),
    ('look-ups', (select p.prosrc from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname = 'guard_look_up'), 'minutes''\) >= (\d+) then'),
    ('look-up-minutes', (select p.prosrc from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname = 'guard_look_up'), 'interval ''(\d+) minutes''\)'),
    ('hold-days', (select string_agg(pg_get_constraintdef(c.oid), ' ') from pg_constraint c where c.conrelid = 'public.hold'::regclass and c.contype = 'c'), '''(\d+) days''')) x (parameter, source, pattern) $$;
grant execute on function limits_in_force() to ombud_service;
-- What may be done on a screen changes with a measure as it does with a stop.
grant execute on function tell_of_instruction(int, text) to ombud_service;
