-- 0002  What each board lets the contact centre do: the versions, their clauses, and the same clauses compiled to what row security reads.
create table instruction_version (
  id int generated always as identity primary key, board_id int not null references board, version int not null, title text not null,
  state text not null check (state in ('draft', 'proposed', 'approved', 'accepted', 'in-force', 'superseded', 'stopped', 'ended')),
  valid_from timestamptz not null, valid_to timestamptz, review_by date not null, hash bytea not null check (length(hash) = 32),
  approvals jsonb not null default '[]', contacts jsonb not null default '{}', source text not null,
  unique (board_id, version)
);
comment on table instruction_version is 'personal data: names of signers; kept by domain/instruction/keeps.ts';
create unique index instruction_one_in_force on instruction_version (board_id) where state = 'in-force';
create table clause (
  version_id int not null references instruction_version, id text not null, requirement text not null, position int not null,
  text text not null, text_hash bytea not null check (length(text_hash) = 32), rule jsonb not null, primary key (version_id, id)
);
comment on table clause is 'personal data: no; kept by domain/instruction/keeps.ts';
-- Net permits: what is left when every matching deny has been taken away. channel null = in any channel.
create table instruction_grant (
  id bigint generated always as identity primary key, version_id int not null references instruction_version, act text not null, channel text,
  case_type_ids int[] not null, valid_from timestamptz not null, valid_to timestamptz
);
comment on table instruction_grant is 'personal data: no; kept by domain/instruction/keeps.ts';
create index instruction_grant_of_version on instruction_grant (version_id, act);
-- A21-A23: signed per board and version, after a comprehension check that is sealed into the signature.
create table undertaking (
  id uuid primary key default gen_random_uuid(), employee_id uuid not null references employee, version_id int not null references instruction_version,
  signed_at timestamptz not null, quiz jsonb not null, signature_hash bytea not null, revoked_at timestamptz, unique (employee_id, version_id)
);
comment on table undertaking is 'personal data: staff; kept by domain/instruction/keeps.ts';
create table notice (version text primary key, published_at timestamptz not null, content jsonb not null);
comment on table notice is 'personal data: no; kept by domain/instruction/keeps.ts';
-- A13: what no clause covers is told to the board, once, with a count.
create table gap (
  id uuid primary key default gen_random_uuid(), board_id int not null references board, act text not null, case_type_id int references case_type, mission text,
  reason text not null, count int not null default 1, first_at timestamptz not null, last_at timestamptz not null, answered_at timestamptz
);
comment on table gap is 'personal data: no; kept by domain/instruction/keeps.ts';
create unique index gap_open on gap (board_id, act, coalesce(case_type_id, 0), coalesce(mission, ''), reason) where answered_at is null;

do $$
declare t text;
begin
  foreach t in array array['instruction_version', 'clause', 'instruction_grant', 'undertaking', 'notice', 'gap'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to ombud_owner using (true) with check (true)', t);
  end loop;
  -- The instruction is public by law and by promise (A2, B1): everyone may read it.
  foreach t in array array['instruction_version', 'clause', 'instruction_grant', 'notice'] loop
    execute format('create policy everyone_reads on %I for select using (true)', t);
    execute format('grant select on %I to ombud_doorman, ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_eraser, ombud_auditor', t);
  end loop;
end $$;
create policy own_undertakings on undertaking for select to ombud_agent, ombud_officer, ombud_auditor using (employee_id = (select actor_id()));
create policy signs_for_self on undertaking for insert to ombud_agent with check (employee_id = (select actor_id()));
grant select on undertaking to ombud_agent, ombud_officer, ombud_auditor;
grant insert (employee_id, version_id, signed_at, quiz, signature_hash) on undertaking to ombud_agent;
create policy board_reads_its_gaps on gap for select to ombud_officer, ombud_auditor using (board_id = any ((select actor_boards(actor_hand()))::int[]));
grant select on gap to ombud_officer, ombud_auditor;

-- What the actor's session lets an agent do, as case types: one array a statement, never a function a row (0.4 ms against seconds at 2 M rows).
create function granted_case_types(wanted text[], in_channel text default null) returns int[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(distinct t.id), '{}')
  from public.session s
  join public.employee e on e.id = s.employee_id and e.active
  join public.undertaking u on u.employee_id = s.employee_id and u.revoked_at is null
  join public.instruction_version v on v.id = u.version_id and v.state = 'in-force' and v.valid_from <= public.ombud_now() and (v.valid_to is null or v.valid_to > public.ombud_now())
  join public.instruction_grant g on g.version_id = v.id and g.act = any (wanted) and g.channel is not distinct from in_channel
    and g.valid_from <= public.ombud_now() and (g.valid_to is null or g.valid_to > public.ombud_now())
  cross join unnest(g.case_type_ids) t (id)
  where s.secret_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8'))
    and s.revoked_at is null and s.expires_at > public.ombud_now() and s.hand = 'agent'
    and exists (select from public.assignment a where a.employee_id = s.employee_id and a.hand = 'agent' and a.valid_from <= public.ombud_now() and (a.valid_to is null or a.valid_to > public.ombud_now())) $$;
comment on function granted_case_types(text[], text) is 'A6, A21-A23: role, valid undertaking for the version in force, and a clause that permits one of the acts.';
-- A5: where no instruction is in force the centre may still see that something waits, without its content, and hand it over.
create function uninstructed_case_types() returns int[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(t.id), '{}') from public.case_type t
  where (select public.actor_hand()) = 'agent' and not exists (select from public.instruction_version v where v.board_id = t.board_id and v.state = 'in-force'
    and v.valid_from <= public.ombud_now() and (v.valid_to is null or v.valid_to > public.ombud_now())) $$;
-- The acts that make a case visible while the centre holds it, and after the board has taken it over.
create function centre_case_types() returns int[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select public.granted_case_types(array['receive', 'handle', 'assist', 'advise']) $$;
create function board_held_case_types() returns int[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select public.granted_case_types(array['handle', 'status.read']) $$;
create function may(wanted text[], in_case_type int, in_channel text default null) returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select in_case_type = any (public.granted_case_types(wanted, in_channel)) $$;
grant execute on function granted_case_types(text[], text), uninstructed_case_types(), centre_case_types(), board_held_case_types(), may(text[], int, text)
  to ombud_doorman, ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_auditor, ombud_eraser;
