-- 0026  Help with an application (A33, A34): forms bound to what a board allows, and drafts that belong to the applicant. The registry of the addresses that the public is shown, and what was found at them (B31).

-- A form is published whole, by its board, and never changed: the next one is another version. All four bindings stand on the row or it isn't one.
create table form_version (
  id int generated always as identity primary key, board_id int not null references board, case_type_id int not null, version int not null check (version > 0),
  instruction_version_id int not null references instruction_version,
  title jsonb not null, lead jsonb not null, fields jsonb not null check (jsonb_typeof(fields) = 'array' and jsonb_array_length(fields) between 1 and 40),
  categories text[] not null check (cardinality(categories) > 0), retention_clause text not null check (retention_clause <> ''),
  secrecy text not null check (secrecy = 'open'), secrecy_tags text[] not null, e_service_url text check (e_service_url like 'https://%'),
  published_at timestamptz not null, published_by uuid references employee,
  unique (case_type_id, version), foreign key (case_type_id, board_id) references case_type (id, board_id)
);
comment on table form_version is 'personal data: staff; kept by domain/application/keeps.ts';
alter table form_version enable row level security;
alter table form_version force row level security;
create policy owner_all on form_version to ombud_owner using (true) with check (true);
create policy forms_are_public on form_version for select using (true);
create policy board_publishes on form_version for insert to ombud_officer with check (board_id = any ((select actor_boards('officer'))::int[]) and published_by = (select actor_id()));
grant select on form_version to ombud_agent, ombud_officer, ombud_auditor, ombud_citizen, ombud_service;
grant insert (board_id, case_type_id, version, instruction_version_id, title, lead, fields, categories, retention_clause, secrecy, secrecy_tags, e_service_url, published_at, published_by) on form_version to ombud_officer;
-- What a form says of itself is compared with what it is bound to, whoever writes it (A34).
create function guard_form() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from jsonb_array_elements(new.fields) f where coalesce(f ->> 'category', '') <> all (new.categories)) then
    raise exception 'every field of a form is of a category that the form names (A3, A34)' using errcode = '23514'; end if;
  if not exists (select from public.case_type t where t.id = new.case_type_id and t.secrecy = new.secrecy and t.secrecy_tags <@ new.secrecy_tags) then
    raise exception 'a form has the secrecy of its case type (A34)' using errcode = '23514'; end if;
  if not exists (select from public.instruction_version v join public.clause c on c.version_id = v.id
    where v.id = new.instruction_version_id and v.board_id = new.board_id and c.id = new.retention_clause and c.rule #>> '{retention,record}' = 'draft') then
    raise exception 'a form has a rule of its board for its drafts (A34, B18)' using errcode = '23514'; end if;
  return new;
end $$;
create trigger guarded before insert or update on form_version for each row execute function guard_form();

-- The draft of one application. It hangs on the contact in which help was given, and goes with it on the day of the board's rule for drafts.
create table application (
  contact_id uuid primary key references contact, form_id int not null references form_version, board_id int not null references board, case_type_id int not null,
  helper_id uuid not null references employee, code_hash bytea not null unique check (length(code_hash) = 32),
  state text not null default 'draft' check (state in ('draft', 'submitted', 'discarded')), revision int not null default 0,
  started_at timestamptz not null, touched_at timestamptz not null, opened_at timestamptz, confirmed_at timestamptz, ended_at timestamptz,
  foreign key (case_type_id, board_id) references case_type (id, board_id),
  check ((state = 'draft') = (ended_at is null)), check (state <> 'submitted' or confirmed_at is not null)
);
comment on table application is 'personal data: pseudonymous; kept by domain/application/keeps.ts';
create index application_of_helper on application (helper_id, touched_at desc);
create table application_answer (
  contact_id uuid not null references application, field text not null check (field ~ '^[a-z][a-zA-Z0-9]{0,39}$'), value text not null check (length(value) <= 20000),
  written_by text not null check (written_by in ('agent', 'applicant')), employee_id uuid references employee, at timestamptz not null,
  primary key (contact_id, field), check ((written_by = 'agent') = (employee_id is not null))
);
comment on table application_answer is 'personal data: yes; kept by domain/application/keeps.ts';
-- The log of the help: who wrote in which field, and when; never what.
create table application_edit (
  id bigint generated always as identity primary key, contact_id uuid not null references application, field text not null, written_by text not null, employee_id uuid references employee,
  at timestamptz not null, emptied boolean not null
);
comment on table application_edit is 'personal data: pseudonymous; kept by domain/application/keeps.ts';
create index application_edit_of_contact on application_edit (contact_id, id);
do $$
declare t text;
begin
  foreach t in array array['application', 'application_answer', 'application_edit'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to ombud_owner using (true) with check (true)', t);
  end loop;
end $$;

create function citizen_application() returns uuid language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select a.contact_id from public.application a where a.code_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8')) $$;
comment on function citizen_application() is 'The application whose code this transaction carries; null for none.';
revoke execute on function citizen_application() from public;
grant execute on function citizen_application() to ombud_doorman, ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_eraser, ombud_auditor;
-- The applicant's way to the words: an access row first, as for everyone (design 2.2).
create function open_application() returns uuid language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare own uuid := public.citizen_application();
begin
  if own is not null then
    insert into public.access_event (at, xact, xact_started, employee_id, hand, purpose, act, contact_ids)
    values (public.ombud_now(), pg_current_xact_id(), transaction_timestamp(), null, 'citizen', 'application', 'read', array[own]); end if;
  return own;
end $$;
revoke execute on function open_application() from public;
grant execute on function open_application() to ombud_citizen;
alter function open_application() owner to ombud_doorman;
-- When the applicant has written, the rule counts from then: said in the same transaction, since the day is worked out from what has happened.
create function touch_application() returns void language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into public.happening (contact_id, event, at, recorded_by, recorded_at)
  select a.contact_id, 'draft.touched', public.ombud_now(), null, public.ombud_now() from public.application a where a.contact_id = public.citizen_application() and a.state = 'draft' $$;
revoke execute on function touch_application() from public;
grant execute on function touch_application() to ombud_citizen;

-- The agent who helps, while the board lets the centre help, and while it is a draft. Nobody else among the staff reads someone's draft.
create policy helper_sees on application for select to ombud_agent using (helper_id = (select actor_id()) and case_type_id = any ((select granted_case_types(array['draft', 'assist']))::int[]));
create policy helper_starts on application for insert to ombud_agent with check (
  helper_id = (select actor_id()) and state = 'draft' and may(array['draft', 'assist'], case_type_id) and exists (select from contact c where c.id = contact_id and c.agent_id = (select actor_id())));
create policy helper_touches on application for update to ombud_agent using (helper_id = (select actor_id()) and state = 'draft' and case_type_id = any ((select granted_case_types(array['draft', 'assist']))::int[]));
create policy applicant_sees on application for select to ombud_citizen using (contact_id = (select citizen_application()));
create policy applicant_ends on application for update to ombud_citizen using (contact_id = (select citizen_application()) and state = 'draft') with check (contact_id = (select citizen_application()));
create policy eraser_all on application to ombud_eraser using (true) with check (true);
-- no column says `state` in the agent's grants: an agent has no way to submit, in the program or past it (A33)
grant select (contact_id, form_id, board_id, case_type_id, helper_id, state, revision, started_at, touched_at, opened_at, ended_at) on application to ombud_agent;
grant insert (contact_id, form_id, board_id, case_type_id, helper_id, code_hash, started_at, touched_at), update (touched_at, revision) on application to ombud_agent;
grant select (contact_id, form_id, board_id, case_type_id, state, revision, started_at, touched_at, opened_at, confirmed_at, ended_at) on application to ombud_citizen;
grant update (touched_at, revision, opened_at, confirmed_at, ended_at, state) on application to ombud_citizen;
grant select, delete on application to ombud_eraser;

create policy helper_reads on application_answer for select to ombud_agent using (
  contact_id = any ((select opened_contacts())::uuid[]) and exists (select from application a where a.contact_id = application_answer.contact_id and a.state = 'draft'));
create policy helper_writes on application_answer for insert to ombud_agent with check (exists (select from application a where a.contact_id = application_answer.contact_id and a.state = 'draft'));
create policy helper_writes_again on application_answer for update to ombud_agent using (
  contact_id = any ((select opened_contacts())::uuid[]) and exists (select from application a where a.contact_id = application_answer.contact_id and a.state = 'draft'));
create policy applicant_reads on application_answer for select to ombud_citizen using (contact_id = any ((select opened_contacts())::uuid[]) and contact_id = (select citizen_application()));
create policy applicant_writes on application_answer for insert to ombud_citizen with check (contact_id = (select citizen_application()));
create policy applicant_writes_again on application_answer for update to ombud_citizen using (contact_id = any ((select opened_contacts())::uuid[]) and contact_id = (select citizen_application()));
create policy only_opened_erased on application_answer for delete to ombud_eraser using (contact_id = any ((select opened_contacts())::uuid[]));
create policy only_opened_counted on application_answer for select to ombud_eraser using (contact_id = any ((select opened_contacts())::uuid[]));
grant select, insert (contact_id, field, value), update (value) on application_answer to ombud_agent, ombud_citizen;
grant select, delete on application_answer to ombud_eraser;

create policy with_its_draft on application_edit for select to ombud_agent, ombud_citizen using (exists (select from application a where a.contact_id = application_edit.contact_id));
-- A33: the log of the help is the board's to check; it holds no word of what was written
create policy board_checks on application_edit for select to ombud_officer, ombud_auditor using (exists (select from contact c where c.id = contact_id));
create policy eraser_all on application_edit to ombud_eraser using (true) with check (true);
grant select on application_edit to ombud_agent, ombud_officer, ombud_auditor, ombud_citizen;
grant select, delete on application_edit to ombud_eraser;

-- A33: a draft ends by the applicant's own hand, once, and what has ended stands still, for every hand and the owner.
create function guard_application() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.state <> 'draft' then raise exception 'an application that has ended stands still (A33)' using errcode = '42501'; end if;
  if new.state <> 'draft' and public.citizen_application() is distinct from old.contact_id then raise exception 'only the applicant ends a draft (A33)' using errcode = '42501'; end if;
  if new.revision < old.revision then raise exception 'a revision only grows' using errcode = '42501'; end if;
  return new;
end $$;
create trigger guarded before update on application for each row execute function guard_application();
-- Who wrote a field is read from who acts, never said by the writer; and the log of it is written with it.
create function guard_answer() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare who uuid := public.actor_id();
begin
  if exists (select from public.application a where a.contact_id = new.contact_id and a.state <> 'draft') then raise exception 'an application that has ended stands still (A33)' using errcode = '42501'; end if;
  if public.citizen_application() = new.contact_id then new.written_by := 'applicant'; new.employee_id := null;
  elsif who is not null then new.written_by := 'agent'; new.employee_id := who;
  elsif new.written_by is null then raise exception 'a draft is its applicant''s and the helper''s (A33)' using errcode = '42501'; end if;
  new.at := public.ombud_now();
  insert into public.application_edit (contact_id, field, written_by, employee_id, at, emptied) values (new.contact_id, new.field, new.written_by, new.employee_id, new.at, new.value = '');
  return new;
end $$;
create trigger guarded before insert or update on application_answer for each row execute function guard_answer();

-- The day of the draft moves each time someone has written in it.
create policy helper_says_touched on happening for insert to ombud_agent with check (
  recorded_by = (select actor_id()) and event = 'draft.touched' and at > ombud_now() - interval '1 minute' and at <= ombud_now()
  and exists (select from application a where a.contact_id = happening.contact_id and a.state = 'draft'));
create policy stopped_with_its_draft on clock for update to ombud_agent using (exists (select from application a where a.contact_id = clock.contact_id and a.state = 'draft'));
set local role ombud_jobs;
do $$
declare was text := pg_get_functiondef('public.queue_job(text, jsonb, interval, text)'::regprocedure); is_now text := replace(was, '''send-outgoing''', '''send-outgoing'', ''follow-draft''');
begin
  if is_now = was then raise exception 'queue_job has no list to add to'; end if;
  execute is_now;
end $$;
set local role ombud_owner;

-- B31: one registry of every address the public is shown, with where it stands; and a log of what was found at it. Addresses are the boards' own words, never a resident's.
create table link (
  id uuid primary key default gen_random_uuid(), board_id int not null references board, url text not null check (url ~ '^https?://' and length(url) <= 2000), used_in text[] not null,
  first_at timestamptz not null, gone_at timestamptz, checked_at timestamptz, outcome text, dead_since timestamptz, notice_id uuid references board_notice,
  unique (board_id, url)
);
comment on table link is 'personal data: no; kept by domain/link/keeps.ts';
create table link_check (
  id bigint generated always as identity primary key, link_id uuid not null references link, at timestamptz not null,
  outcome text not null check (outcome in ('ok', 'redirected', 'not-found', 'refused', 'server-fault', 'timeout', 'tls-fault', 'unreachable', 'private-address', 'redirect-loop', 'bad-redirect')),
  status int, landed_at text
);
comment on table link_check is 'personal data: no; kept by domain/link/keeps.ts';
create index link_check_of_link on link_check (link_id, id desc);
do $$
declare t text;
begin
  foreach t in array array['link', 'link_check'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to ombud_owner using (true) with check (true)', t);
    execute format('create policy staff_reads on %I for select to ombud_agent, ombud_officer, ombud_auditor using ((select actor_hand()) is not null)', t);
    execute format('create policy service_all on %I to ombud_service using (true) with check (true)', t);
    execute format('grant select on %I to ombud_agent, ombud_officer, ombud_auditor, ombud_service', t);
  end loop;
end $$;
grant insert (id, board_id, url, used_in, first_at), update (used_in, gone_at, checked_at, outcome, dead_since, notice_id) on link to ombud_service;
grant insert (link_id, at, outcome, status, landed_at) on link_check to ombud_service;
-- A dead address is told to the board whose words it stands in. The list of kinds is whatever it is by now, and one more.
do $$
declare was text := (select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'board_notice'::regclass and conname = 'board_notice_kind_check');
begin
  execute 'alter table board_notice drop constraint board_notice_kind_check, add constraint board_notice_kind_check ' || replace(was, 'ARRAY[', 'ARRAY[''dead-link''::text, ');
end $$;
grant insert (id, board_id, direction, kind, words, owed_at) on board_notice to ombud_service;
do $$
declare was text := pg_get_functiondef('public.answer_notice(uuid, text, text)'::regprocedure); is_now text := replace(was, '(''stop'', ''noted'')', '(''stop'', ''noted''), (''dead-link'', ''noted'')');
begin
  if is_now = was then raise exception 'answer_notice has no list to add to'; end if;
  execute is_now;
end $$;
