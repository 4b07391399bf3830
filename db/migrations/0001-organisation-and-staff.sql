-- 0001  The municipality, the people who work in it, and who is asking.
alter default privileges revoke execute on functions from public;

-- Time. The database's clock is one row that only the owner can move; a start in production refuses to find it moved (design §8).
create table time_shift (only_row boolean primary key default true check (only_row), shift interval not null default interval '0');
comment on table time_shift is 'personal data: no; kept by platform/clock.ts';
alter table time_shift enable row level security; alter table time_shift force row level security;
create policy owner_all on time_shift to ombud_owner using (true) with check (true);
create policy everyone_reads on time_shift for select using (true);
grant select on time_shift to ombud_doorman, ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_eraser, ombud_auditor;
insert into time_shift default values;

create function ombud_now() returns timestamptz language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select now() + (select shift from public.time_shift) $$;
comment on function ombud_now() is 'The instant this transaction began, on Ombud''s clock.';

create table installation (
  only_row boolean primary key default true check (only_row),
  municipality_code text not null, municipality text not null, mail_domain text not null, organisation jsonb not null,
  demo boolean not null, installed_at timestamptz not null
);
comment on table installation is 'personal data: no; kept by domain/staff';
create table board (
  id int generated always as identity primary key, code text not null unique, name text not null, short text not null unique,
  administration text not null, hosts_contact_centre boolean not null default false
);
comment on table board is 'personal data: no; kept by domain/staff';
create unique index board_one_host on board (hosts_contact_centre) where hosts_contact_centre;
create table department (id int generated always as identity primary key, board_id int not null references board, code text not null, name text not null, unique (board_id, code));
comment on table department is 'personal data: no; kept by domain/staff';
create table case_type (
  id int generated always as identity primary key, board_id int not null references board, department_id int not null references department,
  code text not null, name text not null, secrecy text not null check (secrecy in ('open', 'sealed')), secrecy_tags text[] not null default '{}',
  unrouted boolean not null default false, unique (board_id, code), unique (id, board_id)
);
comment on table case_type is 'personal data: no; kept by domain/staff';
create unique index case_type_one_unrouted on case_type (unrouted) where unrouted;
create table channel (
  id int generated always as identity primary key, code text not null unique, kind text not null, name text not null, address text,
  region text not null, active boolean not null default true
);
comment on table channel is 'personal data: no; kept by domain/staff';
create table outcome (code text primary key, name text not null, needs text not null check (needs in ('case', 'question', 'both')), sort int not null);
comment on table outcome is 'personal data: no; kept by domain/staff';

create table employee (
  id uuid primary key default gen_random_uuid(), name text not null, email text not null unique check (email = lower(email)),
  password_hash text, operator boolean not null default false, active boolean not null default true, created_at timestamptz not null default now()
);
comment on table employee is 'personal data: staff; kept by domain/staff/keeps.ts';
create table assignment (
  id int generated always as identity primary key, employee_id uuid not null references employee, hand text not null check (hand in ('agent', 'officer', 'auditor')),
  board_id int not null references board, valid_from timestamptz not null, valid_to timestamptz,
  unique (employee_id, hand, board_id, valid_from)
);
comment on table assignment is 'personal data: staff; kept by domain/staff/keeps.ts';
create table session (
  id uuid primary key default gen_random_uuid(), secret_hash bytea not null unique check (length(secret_hash) = 32),
  employee_id uuid not null references employee, hand text not null check (hand in ('agent', 'officer', 'auditor')),
  created_at timestamptz not null, expires_at timestamptz not null, seen_at timestamptz not null, revoked_at timestamptz
);
comment on table session is 'personal data: staff; kept by domain/staff/keeps.ts';
create index session_of_employee on session (employee_id) where revoked_at is null;
create table sign_in_attempt (id bigint generated always as identity primary key, email_hash bytea not null, at timestamptz not null, succeeded boolean not null);
comment on table sign_in_attempt is 'personal data: pseudonymous; kept by domain/staff/keeps.ts';
create index sign_in_attempt_recent on sign_in_attempt (email_hash, at desc);
create table first_admin_link (hash bytea primary key, expires_at timestamptz not null, uses_left int not null);
comment on table first_admin_link is 'personal data: no; kept by domain/staff';

do $$
declare t text;
begin
  foreach t in array array['installation', 'board', 'department', 'case_type', 'channel', 'outcome', 'employee', 'assignment', 'session', 'sign_in_attempt', 'first_admin_link'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to ombud_owner using (true) with check (true)', t);
  end loop;
  foreach t in array array['installation', 'board', 'department', 'case_type', 'channel', 'outcome'] loop
    execute format('create policy everyone_reads on %I for select using (true)', t);
    execute format('grant select on %I to ombud_doorman, ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_eraser, ombud_auditor', t);
  end loop;
end $$;

-- Who is asking. The transaction carries the session's secret, never an id: whoever can set a parameter still can't become another (design §8).
create function actor_id() returns uuid language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.employee_id from public.session s join public.employee e on e.id = s.employee_id
  where s.secret_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8'))
    and s.revoked_at is null and s.expires_at > public.ombud_now() and e.active $$;
comment on function actor_id() is 'The employee whose session secret this transaction carries; null for nobody.';
create function actor_hand() returns text language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.hand from public.session s join public.employee e on e.id = s.employee_id
  where s.secret_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8'))
    and s.revoked_at is null and s.expires_at > public.ombud_now() and e.active $$;
create function actor_is_operator() returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select e.operator from public.employee e where e.id = public.actor_id()), false) $$;
create function actor_boards(wanted_hand text) returns int[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(a.board_id), '{}') from public.session s
  join public.employee e on e.id = s.employee_id and e.active
  join public.assignment a on a.employee_id = s.employee_id and a.hand = s.hand
  where s.secret_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8'))
    and s.revoked_at is null and s.expires_at > public.ombud_now() and s.hand = wanted_hand
    and a.valid_from <= public.ombud_now() and (a.valid_to is null or a.valid_to > public.ombud_now()) $$;
comment on function actor_boards(text) is 'Boards the actor is assigned to with this hand; empty when the session acts with another hand.';
grant execute on function ombud_now() to public;
grant execute on function actor_id(), actor_hand(), actor_is_operator(), actor_boards(text) to ombud_doorman, ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_eraser, ombud_auditor;

create policy staff_see_names on employee for select to ombud_agent, ombud_officer, ombud_auditor, ombud_doorman using ((select actor_id()) is not null);
create policy service_sees_names on employee for select to ombud_service using (true);
grant select (id, name, operator, active) on employee to ombud_agent, ombud_officer, ombud_auditor, ombud_doorman, ombud_service;
create policy own_or_colleague on assignment for select to ombud_agent, ombud_officer, ombud_auditor using ((select actor_id()) is not null);
grant select on assignment to ombud_agent, ombud_officer, ombud_auditor;
create policy own_sessions on session for select to ombud_agent, ombud_officer, ombud_auditor using (employee_id = (select actor_id()));
create policy own_sessions_end on session for update to ombud_agent, ombud_officer, ombud_auditor using (employee_id = (select actor_id())) with check (employee_id = (select actor_id()));
grant select (id, employee_id, hand, created_at, expires_at, seen_at, revoked_at), update (revoked_at, seen_at) on session to ombud_agent, ombud_officer, ombud_auditor;

-- Signing in happens before there is an actor, so these three functions are the only door.
create function sign_in_find(given_email text) returns table (employee_id uuid, password_hash text, hand text, failures int)
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  select e.id, e.password_hash, (select a.hand from public.assignment a where a.employee_id = e.id and a.valid_from <= public.ombud_now() and (a.valid_to is null or a.valid_to > public.ombud_now()) order by a.id limit 1),
    (select count(*)::int from public.sign_in_attempt t where t.email_hash = sha256(convert_to(lower(given_email), 'UTF8')) and not t.succeeded and t.at > public.ombud_now() - interval '15 minutes')
  from (select 1) one left join public.employee e on e.email = lower(given_email) and e.active $$;
comment on function sign_in_find(text) is 'Always one row, also for an unknown address, with the failures of the last 15 minutes.';
create function sign_in_note(given_email text, did_succeed boolean) returns void language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into public.sign_in_attempt (email_hash, at, succeeded) values (sha256(convert_to(lower(given_email), 'UTF8')), public.ombud_now(), did_succeed) $$;
create function sign_in_open(given_employee uuid, given_hand text, given_secret_hash bytea, lasts interval) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare opened uuid;
begin
  if not exists (select from public.assignment a join public.employee e on e.id = a.employee_id and e.active where a.employee_id = given_employee and a.hand = given_hand
      and a.valid_from <= public.ombud_now() and (a.valid_to is null or a.valid_to > public.ombud_now())) then return null; end if;
  insert into public.session (secret_hash, employee_id, hand, created_at, expires_at, seen_at)
  values (given_secret_hash, given_employee, given_hand, public.ombud_now(), public.ombud_now() + least(lasts, interval '12 hours'), public.ombud_now()) returning id into opened;
  return opened;
end $$;
grant execute on function sign_in_find(text), sign_in_note(text, boolean), sign_in_open(uuid, text, bytea, interval) to ombud_citizen;
create function end_session(given_secret_hash bytea) returns void language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  update public.session set revoked_at = public.ombud_now() where secret_hash = given_secret_hash and revoked_at is null $$;
comment on function end_session(bytea) is 'Whoever has the secret may end its session; nobody else can name it.';
grant execute on function end_session(bytea) to ombud_agent, ombud_officer, ombud_auditor, ombud_citizen;
