-- Hands and logins (decision 0003). Run by the installing login before every migration; changes nothing the second time.
-- A hand is what someone may do; a login is a door into the database and may do nothing until it takes a hand.
-- Roles belong to the whole cluster, so the installer puts the database's name in place of `ombud` in every role name.
do $$
declare
  hand text;
begin
  foreach hand in array array['ombud_owner', 'ombud_doorman', 'ombud_jobs', 'ombud_agent', 'ombud_officer', 'ombud_citizen', 'ombud_service', 'ombud_eraser', 'ombud_auditor'] loop
    if not exists (select from pg_roles where rolname = hand) then execute format('create role %I nologin noinherit', hand); end if;
  end loop;
  -- ombud_queue runs the job queue's own tables and nothing else; it is the only login that inherits.
  foreach hand in array array['ombud_web', 'ombud_worker', 'ombud_purge'] loop
    if not exists (select from pg_roles where rolname = hand) then execute format('create role %I login noinherit', hand); end if;
  end loop;
  if not exists (select from pg_roles where rolname = 'ombud_queue') then create role ombud_queue login inherit; end if;
end $$;

grant ombud_owner, ombud_doorman, ombud_jobs to current_user;
grant ombud_jobs to ombud_queue;
-- The doorman owns the functions that open records; the owner must be able to hand them to it.
grant ombud_doorman, ombud_jobs to ombud_owner;
-- Three logins, so that whoever takes over the web can't become the worker or the eraser (design §8).
grant ombud_agent, ombud_officer, ombud_citizen, ombud_auditor to ombud_web;
grant ombud_service to ombud_worker;
grant ombud_eraser to ombud_purge;

do $$
begin
  execute format('revoke all on database %I from public', current_database());
  -- connect only: a temporary table could stand in front of a real one
  execute format('grant connect on database %I to ombud_web, ombud_worker, ombud_purge, ombud_queue', current_database());
  execute format('grant create on database %I to ombud_owner, ombud_jobs', current_database());
end $$;
revoke all on schema public from public;
grant usage, create on schema public to ombud_owner;
grant create on schema public to ombud_doorman, ombud_jobs;
grant usage on schema public to ombud_doorman, ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_eraser, ombud_auditor, ombud_web, ombud_jobs;
do $$ begin create extension if not exists pg_trgm with schema public; end $$;
-- Large objects lie outside every table and every erasure. Only the server's superuser can take them away; elsewhere this changes nothing (docs/threats.md).
do $$ begin
  if exists (select from pg_roles where rolname = current_user and rolsuper) then
    revoke execute on function lo_create(oid), lo_creat(integer), lo_from_bytea(oid, bytea) from public;
  end if;
end $$;
