-- 0008  What arbitrary SQL in the web's connection could still do (test/injection.test.ts): each of these closes one hole.

-- The database compares passwords, so that the web neither reads what is stored nor opens a session without the password. Stored is the hash of the
-- argon2id tag; whoever signs in brings the tag. Wrong attempts are counted where nobody can step around it.
drop function sign_in_find(text);
drop function sign_in_note(text, boolean);
drop function sign_in_open(uuid, text, bytea, interval);
create function base64url(given bytea) returns text language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select translate(rtrim(replace(encode(given, 'base64'), E'\n', ''), '='), '+/', '-_') $$;
update employee set password_hash = 'argon2id$' || split_part(password_hash, '$', 2) || '$' || base64url(sha256(decode(rpad(translate(split_part(password_hash, '$', 3), '-_', '+/'), 44, '='), 'base64'))) where password_hash is not null;
create function sign_in_salt(given_email text) returns text language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(
    (select split_part(e.password_hash, '$', 2) from public.employee e where e.email = lower(given_email) and e.active),
    left(public.base64url(sha256(convert_to(lower(given_email) || (select min(e.password_hash) from public.employee e), 'UTF8'))), 22),
    repeat('A', 22)) $$;
comment on function sign_in_salt(text) is 'An unknown address has a salt too, always the same.';
create function sign_in_open(given_email text, given_tag bytea, given_hand text, given_secret_hash bytea, lasts interval) returns table (outcome text, opened_hand text)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  address bytea := sha256(convert_to(lower(given_email), 'UTF8'));
  who uuid; chosen text;
begin
  if (select count(*) from public.sign_in_attempt t where t.email_hash = address and not t.succeeded and t.at > public.ombud_now() - interval '15 minutes') >= 8 then
    return query select 'rest', null::text; return; end if;
  select e.id into who from public.employee e where e.email = lower(given_email) and e.active and split_part(e.password_hash, '$', 3) = public.base64url(sha256(given_tag));
  insert into public.sign_in_attempt (email_hash, at, succeeded) values (address, public.ombud_now(), who is not null);
  select a.hand into chosen from public.assignment a where a.employee_id = who and (given_hand is null or a.hand = given_hand)
    and a.valid_from <= public.ombud_now() and (a.valid_to is null or a.valid_to > public.ombud_now()) order by a.id limit 1;
  if chosen is null then return query select 'wrong', null::text; return; end if;
  insert into public.session (secret_hash, employee_id, hand, created_at, expires_at, seen_at)
  values (given_secret_hash, who, chosen, public.ombud_now(), public.ombud_now() + least(lasts, interval '12 hours'), public.ombud_now());
  return query select 'opened', chosen;
end $$;
grant execute on function sign_in_salt(text), sign_in_open(text, bytea, text, bytea, interval) to ombud_citizen;

-- A session that has been ended stays ended.
alter policy own_sessions_end on session using (employee_id = (select actor_id()) and revoked_at is null);

-- Only whoever accepts or returns a hand-over may be named as having done so, and only an officer accepts.
alter policy answered_with_its_case on handover with check (answered_by = (select actor_id()) and (state <> 'accepted' or (select actor_hand()) = 'officer'));

-- A trace without a session is named after the login that left it, so that the web can't write in the worker's name.
create or replace function record_audit(given_event text, given_case uuid, given_contact uuid, given_board int, given_facts jsonb) returns void language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into public.audit_event (at, employee_id, hand, event, case_id, contact_id, board_id, facts)
  values (public.ombud_now(), public.actor_id(),
    coalesce(public.actor_hand(), case when public.citizen_case() is not null then 'citizen' end, case session_user when 'ombud_web' then 'nobody' when 'ombud_purge' then 'eraser' else 'service' end),
    given_event, given_case, given_contact, given_board, given_facts) $$;

-- The eraser, too, sees a case's draft only after it has opened the case. Of what was begun outside a case and left it sees the age, never the words.
alter policy eraser_counts on draft using (case_id is null or case_id = any ((select opened_cases())::uuid[]));
alter policy erased_with_its_case on draft using (case_id is null or case_id = any ((select opened_cases())::uuid[]));
revoke select on draft from ombud_eraser;
grant select (employee_id, case_id, kind, touched_at) on draft to ombud_eraser;

-- A resident's clock: the policy asked for contact, which a resident may not read, so that every read of a clock failed.
alter policy with_its_case on clock to ombud_agent, ombud_officer, ombud_auditor;
create policy citizen_sees on clock for select to ombud_citizen using (case_id = (select citizen_case()));

-- What leads to erasure is queued by the worker and the eraser, not by the web. The function belongs to the queue's role.
set local role ombud_jobs;
create or replace function queue_job(task text, payload jsonb, wait interval default '0', job_key text default null) returns void language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if task not in ('read-arrival', 'send-outgoing', 'find-due', 'erase', 'remove-files', 'certify', 'sweep-files') then raise exception 'no such task: %', task using errcode = '22023'; end if;
  if session_user = 'ombud_web' and task not in ('read-arrival', 'send-outgoing') then raise exception 'not a task of the web: %', task using errcode = '42501'; end if;
  if exists (select from jsonb_each_text(payload) p where p.value !~ '^[0-9a-f-]{36}$') then raise exception 'a job carries ids only' using errcode = '22023'; end if;
  perform graphile_worker.add_job(task, payload::json, run_at => now() + wait, max_attempts => 12, job_key => queue_job.job_key);
end $$;
set local role ombud_owner;
