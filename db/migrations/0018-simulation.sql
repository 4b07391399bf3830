-- 0018  Consequences before approval (P5): what was decided, as codes; and the question "what would this draft have done?" as a job of its own.

-- One row a decision of decide() about an agent's act, written with the act. No case, no person, no actor; the quarter of an hour, not the instant, so that
-- a row can't be laid beside the audit row of the same act.
create table decision_event (
  id bigint generated always as identity primary key, at timestamptz not null, board_id int not null references board, case_type_id int references case_type,
  acts text[] not null, channel text, mission text, category text, anonymous boolean not null, carries_personal_data boolean not null,
  outcome text not null check (outcome in ('permit', 'deny', 'refer')), because text not null, clause_ids text[] not null, version_id int references instruction_version
);
comment on table decision_event is 'personal data: no; kept by domain/audit/purge-decisions.ts. Codes only, for 100 days';
create index decision_event_of_board on decision_event (board_id, id);
create index decision_event_at on decision_event using brin (at);
-- where ninety days begin in the log of who looked
create index access_event_at on access_event using brin (at);

create table simulation (
  id uuid primary key default gen_random_uuid(), version_id int not null references instruction_version on delete cascade, board_id int not null references board,
  -- hash of the draft that was asked about: another text makes another answer
  basis bytea not null check (length(basis) = 32),
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'cancelled', 'failed')), done int not null default 0, total int not null default 0,
  queued_at timestamptz not null, started_at timestamptz, ended_at timestamptz, because text,
  -- how far the worker has come and what it has counted so far, so that whoever takes over goes on from there
  place jsonb not null default '{}', tally jsonb not null default '{}', result jsonb,
  check ((state in ('done', 'cancelled', 'failed')) = (ended_at is not null)), check ((state = 'done') = (result is not null))
);
comment on table simulation is 'personal data: no; kept by domain/simulation/keeps.ts. Counts only';
create unique index simulation_one_at_a_time on simulation (version_id) where state in ('queued', 'running');
create index simulation_of_version on simulation (version_id, queued_at desc);

do $$
declare t text;
begin
  foreach t in array array['decision_event', 'simulation'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to ombud_owner using (true) with check (true)', t);
  end loop;
end $$;

-- Written through a function only, and only while an agent acts: nobody can name another board's decisions into being without a session.
create function record_decision(given_board text, given_type text, given_acts text[], given_channel text, given_mission text, given_category text, given_anonymous boolean, given_carries boolean,
  given_outcome text, given_because text, given_clauses text[], given_version int) returns void language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into public.decision_event (at, board_id, case_type_id, acts, channel, mission, category, anonymous, carries_personal_data, outcome, because, clause_ids, version_id)
  select date_bin('15 minutes', public.ombud_now(), 'epoch'), b.id, t.id, given_acts, given_channel, given_mission, given_category, given_anonymous, given_carries, given_outcome, given_because, given_clauses, given_version
  from public.board b left join public.case_type t on t.board_id = b.id and t.code = given_type where b.code = given_board and public.actor_hand() = 'agent' $$;
comment on function record_decision(text, text, text[], text, text, text, boolean, boolean, text, text, text[], int) is 'What decide() answered an agent, as codes.';
grant execute on function record_decision(text, text, text[], text, text, text, boolean, boolean, text, text, text[], int) to ombud_agent;
create policy service_replays on decision_event for select to ombud_service using (true);
grant select on decision_event to ombud_service;
create policy eraser_purges on decision_event for delete to ombud_eraser using (true);
create policy eraser_finds on decision_event for select to ombud_eraser using (true);
grant select (id, at), delete on decision_event to ombud_eraser;
-- who looked is not among the columns: the replay asks what was opened and for what
create policy service_replays on access_event for select to ombud_service using (true);
grant select (id, at, hand, purpose, act, case_ids) on access_event to ombud_service;

create policy officer_reads on simulation for select to ombud_officer using (board_id = any ((select actor_boards('officer'))::int[]));
create policy officer_asks on simulation for insert to ombud_officer with check (
  state = 'queued' and board_id = any ((select actor_boards('officer'))::int[])
  and exists (select from instruction_version v where v.id = version_id and v.board_id = simulation.board_id and v.state in ('draft', 'proposed', 'approved', 'accepted')));
create policy officer_cancels on simulation for update to ombud_officer using (board_id = any ((select actor_boards('officer'))::int[]) and state in ('queued', 'running')) with check (state = 'cancelled');
grant select (id, version_id, board_id, basis, state, done, total, queued_at, started_at, ended_at, because, result), insert (id, version_id, board_id, basis, queued_at), update (state, ended_at) on simulation to ombud_officer;
create policy service_works on simulation for select to ombud_service using (true);
create policy service_goes_on on simulation for update to ombud_service using (state in ('queued', 'running')) with check (true);
grant select, update (state, done, total, started_at, ended_at, because, place, tally, result) on simulation to ombud_service;
-- a draft is its board's; the worker reads the one it is asked about, for as long as it works with it
create policy service_reads_what_it_simulates on instruction_version for select to ombud_service using (
  id in (select s.version_id from simulation s where s.state in ('queued', 'running')));

-- A23: how many agents a version binds, as a number; null: everyone who would have to sign a board's first.
create function agents_bound_by(given_version int) returns int language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select count(distinct a.employee_id)::int from public.assignment a join public.employee e on e.id = a.employee_id and e.active
  where a.hand = 'agent' and a.valid_from <= public.ombud_now() and (a.valid_to is null or a.valid_to > public.ombud_now())
    and (given_version is null or exists (select from public.undertaking u where u.employee_id = a.employee_id and u.version_id = given_version and u.revoked_at is null)) $$;
grant execute on function agents_bound_by(int) to ombud_service;

-- One task more on the two closed lists, the queue's and the web's, whatever else they hold by now (T12).
set local role ombud_jobs;
do $$ begin
  execute replace(pg_get_functiondef('public.queue_job(text, jsonb, interval, text)'::regprocedure), '''send-outgoing''', '''send-outgoing'', ''simulate''');
end $$;
set local role ombud_owner;
