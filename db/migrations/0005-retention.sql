-- 0005  Out of existence: what is due, what stops it, what was erased, and the proof that outlives it.
create table hold (
  id uuid primary key default gen_random_uuid(), case_id uuid references "case", contact_id uuid references contact, ground text not null check (ground in ('records-request', 'access-request', 'authority', 'incident', 'claim', 'appeal')),
  owner_id uuid references employee, placed_at timestamptz not null, expires_at timestamptz not null, released_at timestamptz,
  check (num_nonnulls(case_id, contact_id) = 1), check (expires_at <= placed_at + interval '90 days') -- T21: no hold for ever
);
comment on table hold is 'personal data: staff; kept by domain/retention/keeps.ts';
create index hold_of_case on hold (case_id) where released_at is null;
create index hold_of_contact on hold (contact_id) where released_at is null;
-- The clock of a case or a contact: which rule, from which event, to which instant. A reopening stops it; a new closing starts another.
create table clock (
  id bigint generated always as identity primary key, case_id uuid references "case", contact_id uuid references contact, version_id int not null references instruction_version, clause_id text not null,
  trigger text not null, started_at timestamptz, due_at timestamptz, due_on date, action text not null check (action in ('delete', 'preserve', 'review')), state text not null check (state in ('waiting', 'running', 'stopped')),
  rule jsonb not null, check (num_nonnulls(case_id, contact_id) = 1), check (state <> 'running' or started_at is not null)
);
comment on table clock is 'personal data: pseudonymous; kept by domain/retention/keeps.ts';
create unique index clock_one_of_case on clock (case_id) where state <> 'stopped' and case_id is not null;
create unique index clock_one_of_contact on clock (contact_id) where state <> 'stopped' and contact_id is not null;
create index clock_due on clock (due_at) where state = 'running' and action = 'delete';
-- One erasure on its way. No foreign key to what it erases: it must be there when that is gone.
create table disposal (
  id uuid primary key default gen_random_uuid(), subject text not null check (subject in ('case', 'contact')), subject_id uuid not null, board_id int not null references board, case_type_id int not null references case_type,
  version_id int not null references instruction_version, clause_id text not null, due_at timestamptz not null, found_at timestamptz not null,
  state text not null default 'due' check (state in ('due', 'held', 'erased', 'certified')), expected jsonb, erased jsonb, file_ids uuid[] not null default '{}', erased_at timestamptz, certificate bigint, late_because text
);
comment on table disposal is 'personal data: no; kept by domain/retention/keeps.ts';
create unique index disposal_open on disposal (subject_id) where state in ('due', 'held');
create index disposal_by_state on disposal (state, due_at);
create table certificate (
  number bigint primary key, issued_at timestamptz not null, disposal_id uuid not null unique, board_id int not null, body text not null, previous_hash bytea not null check (length(previous_hash) = 32), hash bytea not null check (length(hash) = 32)
);
comment on table certificate is 'personal data: no; kept by domain/retention/keeps.ts. No foreign key to what it certifies; the body''s text is what is hashed';
-- Replayed after every restore, before the first user gets in: random ids only, so that it can be given out as a public record (L45).
create table tombstone (subject_id uuid primary key, subject text not null, erased_at timestamptz not null, certificate bigint, file_ids uuid[] not null default '{}');
comment on table tombstone is 'personal data: no; kept by domain/retention/keeps.ts';
-- The four ends of a job: done, again at, given up because, cancelled. Payloads hold ids only.
create table job_end (
  id bigint generated always as identity primary key, job_id text not null, task text not null, payload jsonb not null, state text not null check (state in ('done', 'again', 'given-up', 'cancelled')), attempt int not null,
  at timestamptz not null, again_at timestamptz, because text
);
comment on table job_end is 'personal data: no; kept by platform/jobs.ts. Payloads hold ids only';
create index job_end_newest on job_end (at desc);
create table mailbox_cursor (mailbox text primary key, uid_validity text not null, last_uid bigint not null, moved_at timestamptz not null);
comment on table mailbox_cursor is 'personal data: no; kept by channel/email';

do $$
declare t text;
begin
  foreach t in array array['hold', 'clock', 'disposal', 'certificate', 'tombstone', 'job_end', 'mailbox_cursor'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to ombud_owner using (true) with check (true)', t);
  end loop;
  foreach t in array array['hold', 'clock', 'disposal', 'certificate', 'tombstone'] loop
    execute format('create policy eraser_all on %I to ombud_eraser using (true) with check (true)', t);
    execute format('grant select on %I to ombud_eraser', t);
  end loop;
  -- proof is for everyone who works here; it says nothing about anyone
  foreach t in array array['certificate', 'tombstone'] loop
    execute format('create policy staff_reads on %I for select to ombud_agent, ombud_officer, ombud_auditor, ombud_service using (true)', t);
    execute format('grant select on %I to ombud_agent, ombud_officer, ombud_auditor, ombud_service', t);
  end loop;
end $$;
create policy with_its_case on hold for select to ombud_agent, ombud_officer, ombud_auditor using (case_id is not null and exists (select from "case" c where c.id = case_id));
create policy officer_holds on hold for insert to ombud_officer with check (owner_id = (select actor_id()) and case_id is not null and exists (select from "case" c where c.id = case_id and c.board_id = any (actor_boards('officer'))));
create policy officer_releases on hold for update to ombud_officer using (case_id is not null and exists (select from "case" c where c.id = case_id and c.board_id = any (actor_boards('officer')))) with check (released_at is not null);
grant select on hold to ombud_agent, ombud_officer, ombud_auditor, ombud_service;
grant insert (id, case_id, ground, owner_id, placed_at, expires_at), update (released_at) on hold to ombud_officer;
grant delete on hold to ombud_eraser;
create policy with_its_case on clock for select to ombud_agent, ombud_officer, ombud_auditor, ombud_citizen using (case_id is not null and exists (select from "case" c where c.id = case_id) or contact_id is not null and exists (select from contact c where c.id = contact_id));
create policy started_with_its_case on clock for insert to ombud_agent, ombud_officer with check (case_id is not null and exists (select from "case" c where c.id = case_id) or contact_id is not null and exists (select from contact c where c.id = contact_id));
create policy stopped_with_its_case on clock for update to ombud_agent, ombud_officer using (case_id is not null and exists (select from "case" c where c.id = case_id)) with check (state = 'stopped');
create policy service_all on clock to ombud_service using (true) with check (true);
grant select on clock to ombud_agent, ombud_officer, ombud_auditor, ombud_citizen, ombud_service;
grant insert (case_id, contact_id, version_id, clause_id, trigger, started_at, due_at, due_on, action, state, rule) on clock to ombud_agent, ombud_officer, ombud_service;
grant update (state) on clock to ombud_agent, ombud_officer;
grant update (state, started_at, due_at, due_on) on clock to ombud_service;
grant delete on clock to ombud_eraser;
create policy staff_sees_own_boards on disposal for select to ombud_officer, ombud_auditor using (board_id = any ((select actor_boards(actor_hand()))::int[]));
create policy agent_sees on disposal for select to ombud_agent using (case_type_id = any ((select centre_case_types())::int[]));
grant select on disposal to ombud_officer, ombud_auditor, ombud_agent;
grant insert (id, subject, subject_id, board_id, case_type_id, version_id, clause_id, due_at, found_at, state), update (state, expected, erased, file_ids, erased_at, certificate, late_because) on disposal to ombud_eraser;
grant insert on certificate to ombud_eraser;
grant insert, update (certificate) on tombstone to ombud_eraser;
create policy service_keeps_place on mailbox_cursor to ombud_service using (true) with check (true);
grant select, insert, update on mailbox_cursor to ombud_service;
create policy service_writes on job_end for insert to ombud_service with check (true);
create policy operator_reads on job_end for select to ombud_agent, ombud_officer, ombud_auditor using ((select actor_is_operator()));
grant insert (job_id, task, payload, state, attempt, at, again_at, because) on job_end to ombud_service;
grant select on job_end to ombud_agent, ombud_officer, ombud_auditor;
-- the erasure of a case takes what hangs on it without content too
grant delete on question, participant, contact, "case", handover, presence to ombud_eraser;
grant update (contact_id) on "case" to ombud_eraser;
grant update (case_id) on question to ombud_eraser;
-- What is left of an arrival is the key that keeps an erased message from coming in again through a second door.
grant update (file_id, state, case_id, contact_id, retrieval_hash, reason) on arrival to ombud_eraser;

-- Jobs are rows in the caller's transaction. Payloads may carry ids and nothing else; task names are a closed list (T12).
create function queue_job(task text, payload jsonb, wait interval default '0', job_key text default null) returns void language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if task not in ('read-arrival', 'send-outgoing', 'find-due', 'erase', 'remove-files', 'certify', 'sweep-files') then raise exception 'no such task: %', task using errcode = '22023'; end if;
  if exists (select from jsonb_each_text(payload) p where p.value !~ '^[0-9a-f-]{36}$') then raise exception 'a job carries ids only' using errcode = '22023'; end if;
  perform graphile_worker.add_job(task, payload::json, run_at => now() + wait, max_attempts => 12, job_key => queue_job.job_key);
end $$;
revoke execute on function queue_job(text, jsonb, interval, text) from public;
grant execute on function queue_job(text, jsonb, interval, text) to ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_eraser;
alter function queue_job(text, jsonb, interval, text) owner to ombud_jobs;

-- Text search: row security hides the index from text operators, so the owner looks with the actor's types in the where clause, and the caller reads the ids again through row security (stack: 1 ms against 1.7 s).
create function search_case_ids(words text, like_pattern text, at_most int) returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  types int[] := public.granted_case_types(array['receive', 'handle', 'assist', 'advise', 'status.read'])
    || (select coalesce(array_agg(t.id), '{}') from public.case_type t where t.board_id = any (public.actor_boards('officer')) or t.board_id = any (public.actor_boards('auditor')));
  query tsquery := websearch_to_tsquery('swedish', words);
  prefix tsquery := case when words ~ '^[[:alnum:]]{2,}$' then to_tsquery('simple', words || ':*') end;
  found uuid[];
begin
  select coalesce(array_agg(x.case_id), '{}') into found from (
    select s.case_id from public.case_summary s where s.case_type_id = any (types) and (s.ts @@ query or s.ts @@ prefix) order by s.opened_at desc limit at_most) x;
  if length(like_pattern) >= 3 then
    found := found || (select coalesce(array_agg(x.case_id), '{}') from (
      select s.case_id from public.case_summary s where s.case_type_id = any (types) and s.lookup like '%' || like_pattern || '%' order by s.opened_at desc limit at_most) x);
  end if;
  return found;
end $$;
revoke execute on function search_case_ids(text, text, int) from public;
grant execute on function search_case_ids(text, text, int) to ombud_agent, ombud_officer, ombud_auditor;

-- Small questions about rows that nobody may list: which files have no row, which mails wait, whether a form is still on its way.
create function unknown_files(given uuid[]) returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(g), '{}') from unnest(given) g where not exists (select from public.stored_file f where f.id = g) $$;
create function waiting_outgoing() returns table (id uuid, case_id uuid) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select o.id, o.case_id from public.outgoing o where o.state = 'queued' and o.not_before < public.ombud_now() - interval '1 minute' $$;
create function outbox_counts() returns table (queued int, given_up int) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select count(*) filter (where state = 'queued')::int, count(*) filter (where state = 'given-up')::int from public.outgoing where public.actor_is_operator() $$;
create function arrival_on_its_way(given_hash bytea) returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from public.arrival a where a.retrieval_hash = given_hash and a.state in ('waiting', 'quarantined')) $$;
create function waiting_jobs() returns table (task text, count int, oldest_at timestamptz) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select j.task_identifier, count(*)::int, min(j.run_at) from graphile_worker.jobs j where public.actor_is_operator() group by 1 order by 1;
end $$;
create function quarantined_arrivals() returns table (id uuid, channel text, received_at timestamptz, reason text) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select a.id, c.code, a.received_at, a.reason from public.arrival a join public.channel c on c.id = a.channel_id where a.state = 'quarantined' and public.actor_is_operator() order by a.received_at desc limit 100 $$;
grant execute on function unknown_files(uuid[]), waiting_outgoing() to ombud_service;
grant execute on function outbox_counts(), quarantined_arrivals(), waiting_jobs() to ombud_agent, ombud_officer, ombud_auditor;
grant execute on function arrival_on_its_way(bytea) to ombud_citizen;
alter function waiting_jobs() owner to ombud_jobs;
grant execute on function actor_is_operator() to ombud_jobs;
create policy only_opened_citizen on outgoing for select to ombud_citizen using (case_id = (select citizen_case()));
grant select (message_id, state, kind, case_id) on outgoing to ombud_citizen;
