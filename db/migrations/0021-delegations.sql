-- 0021  Who may decide, and what was decided (A36, A37; KL 6:37-40, 7:5-8): a decision needs a named person's delegation from the board, whatever the instruction permits.
create table delegation (
  id int generated always as identity primary key, board_id int not null references board, employee_id uuid not null references employee, case_type_ids int[] not null check (case_type_ids <> '{}'),
  paragraph text not null, decided_on date not null, valid_from timestamptz not null, valid_to timestamptz
);
comment on table delegation is 'personal data: staff; kept by domain/staff/keeps.ts';
create index delegation_of_employee on delegation (employee_id);
create table decision (
  id uuid primary key default gen_random_uuid(), case_id uuid not null references "case", board_id int not null references board, delegation_id int not null references delegation, employee_id uuid not null references employee,
  kind text not null check (kind in ('approval', 'rejection', 'dismissal', 'closure', 'other')), decided_at timestamptz not null, reported_on date
);
comment on table decision is 'personal data: pseudonymous; kept by domain/case/keeps.ts';
create index decision_of_case on decision (case_id);
create index decision_to_report on decision (board_id, decided_at desc) where reported_on is null;

do $$
declare t text;
begin
  foreach t in array array['delegation', 'decision'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to ombud_owner using (true) with check (true)', t);
  end loop;
end $$;
-- who may decide what is a public matter inside the house; whose decisions they are is the board's
create policy staff_reads on delegation for select to ombud_agent, ombud_officer, ombud_auditor using ((select actor_id()) is not null);
grant select on delegation to ombud_agent, ombud_officer, ombud_auditor;
create policy with_its_case on decision for select to ombud_agent, ombud_officer, ombud_auditor using (exists (select from "case" c where c.id = case_id));
create policy eraser_all on decision to ombud_eraser using (true) with check (true);
grant select on decision to ombud_agent, ombud_officer, ombud_auditor, ombud_eraser;
grant delete on decision to ombud_eraser;

-- The delegations that the actor may use now, for this case type: by name, never by hand or group (KL 6:37).
create function actor_delegations(for_case_type int) returns int[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(d.id), '{}') from public.delegation d
  where d.employee_id = public.actor_id() and for_case_type = any (d.case_type_ids) and d.valid_from <= public.ombud_now() and (d.valid_to is null or d.valid_to > public.ombud_now()) $$;
comment on function actor_delegations(int) is 'A36, A37: what the actor has been given the right to decide, by the board and by name.';
grant execute on function actor_delegations(int) to ombud_agent, ombud_officer, ombud_auditor;
create policy decided_by_delegation on decision for insert to ombud_agent, ombud_officer with check (
  employee_id = (select actor_id())
  and exists (select from "case" c where c.id = case_id and c.board_id = decision.board_id and c.state <> 'closed' and delegation_id = any (actor_delegations(c.case_type_id))
    and (c.board_id = any ((select actor_boards('officer'))::int[]) or may(array['decide'], c.case_type_id))));
grant insert (id, case_id, board_id, delegation_id, employee_id, kind, decided_at) on decision to ombud_agent, ombud_officer;
create policy board_reports on decision for update to ombud_officer using (board_id = any ((select actor_boards('officer'))::int[])) with check (reported_on is not null);
grant update (reported_on) on decision to ombud_officer;

-- A case can't be closed as decided without the decision.
create function guard_decided() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  -- the worker and the eraser are held by their policies and grants, and may not read decisions
  if current_user in ('ombud_agent', 'ombud_officer') and new.outcome = 'beslutad' and old.outcome is distinct from new.outcome then
    if not exists (select from public.decision d where d.case_id = new.id) then raise exception 'closed as decided without a decision (A36)' using errcode = '42501'; end if;
  end if;
  return new;
end $$;
create trigger guarded_when_decided before update on "case" for each row execute function guard_decided();
grant execute on function guard_decided() to ombud_agent, ombud_officer, ombud_service;
