-- 0004  The log row is the key (design §2.2): who looked at what, and the content that only a transaction with that row can see.
create table access_event (
  id bigint generated always as identity primary key, at timestamptz not null, xact xid8 not null, xact_started timestamptz not null,
  employee_id uuid, hand text not null,
  -- the closed list of purposes (A26, B4); statistics about people, training and marketing are not on it
  purpose text not null check (purpose in ('guidance', 'feedback', 'status', 'application', 'assistance', 'routing', 'threat', 'rights', 'disposal')), act text not null, case_ids uuid[] not null default '{}', contact_ids uuid[] not null default '{}'
);
comment on table access_event is 'personal data: staff, and ids; kept by domain/audit/keeps.ts';
create index access_event_key on access_event (xact);
create index access_event_of_case on access_event using gin (case_ids);
create table audit_event (
  id bigint generated always as identity primary key, at timestamptz not null, xact xid8 not null default pg_current_xact_id(), employee_id uuid, hand text not null,
  event text not null, case_id uuid, contact_id uuid, board_id int, facts jsonb not null default '{}'
);
comment on table audit_event is 'personal data: staff, and ids; kept by domain/audit/keeps.ts. facts: codes, counts and ids, never content';
create index audit_event_of_case on audit_event (case_id, id);
create table refusal (
  id bigint generated always as identity primary key, at timestamptz not null, employee_id uuid, hand text not null, act text not null, board_id int, case_type_id int,
  because text not null, clause_ids text[] not null, law_ids text[] not null, case_id uuid
);
comment on table refusal is 'personal data: staff, and ids; kept by domain/audit/keeps.ts';

create table participant (
  id uuid primary key default gen_random_uuid(), case_id uuid references "case", contact_id uuid references contact, role text not null default 'caller',
  name text, email text, phone text, address text, property_designation text, check (num_nonnulls(case_id, contact_id) = 1)
);
comment on table participant is 'personal data: yes; kept by domain/person/keeps.ts';
create index participant_of_case on participant (case_id);
create index participant_of_contact on participant (contact_id);
create table message (
  id uuid primary key default gen_random_uuid(), case_id uuid not null references "case", direction text not null check (direction in ('in', 'out')), at timestamptz not null,
  author_id uuid references employee, subject text not null, body text not null, html text, message_id text, in_reply_to text, to_email text, to_name text, channel text not null
);
comment on table message is 'personal data: yes; kept by domain/case/keeps.ts';
create index message_of_case on message (case_id, at);
create table note (id uuid primary key default gen_random_uuid(), case_id uuid not null references "case", at timestamptz not null, author_id uuid references employee, kind text not null default 'note' check (kind in ('note', 'handover', 'return', 'closing')), body text not null);
comment on table note is 'personal data: yes; kept by domain/case/keeps.ts';
create index note_of_case on note (case_id, at);
create table attachment (id uuid primary key default gen_random_uuid(), case_id uuid not null references "case", message_id uuid not null references message, file_id uuid not null references stored_file, name text not null, media_type text not null, size_bytes bigint not null, content_id text);
comment on table attachment is 'personal data: yes; kept by domain/case/keeps.ts';
create index attachment_of_case on attachment (case_id);
create index attachment_of_message on attachment (message_id);
create index attachment_of_file on attachment (file_id);
create table question_text (question_id uuid primary key references question, contact_id uuid not null references contact, asked text not null, answered text not null default '');
comment on table question_text is 'personal data: yes; kept by domain/contact/keeps.ts';
create index question_text_of_contact on question_text (contact_id);
create table draft (employee_id uuid not null references employee, case_id uuid references "case", kind text not null check (kind in ('answer', 'note', 'contact')), body jsonb not null, touched_at timestamptz not null);
comment on table draft is 'personal data: yes; kept by domain/case/keeps.ts';
create unique index draft_one on draft (employee_id, kind, coalesce(case_id, '00000000-0000-0000-0000-000000000000'));
create index draft_of_case on draft (case_id);
-- One row a case holds what lists show and search reads; it goes with the case. Sealed types never get one with words in it.
create table case_summary (
  case_id uuid primary key references "case", case_type_id int not null, opened_at timestamptz not null, subject text not null, preview text not null, sender text not null,
  lookup text not null, ts tsvector not null
);
comment on table case_summary is 'personal data: yes; kept by domain/case/keeps.ts';
create index case_summary_words on case_summary using gin (ts);
create index case_summary_lookup on case_summary using gin (lookup gin_trgm_ops);
create index case_summary_newest on case_summary (opened_at desc);
create table outgoing (
  id uuid primary key default gen_random_uuid(), case_id uuid not null references "case", message_id uuid not null references message, kind text not null check (kind in ('answer', 'receipt')),
  state text not null default 'queued' check (state in ('queued', 'sent', 'given-up', 'cancelled')), queued_at timestamptz not null, not_before timestamptz not null, attempts int not null default 0, last_response text, sent_at timestamptz
);
comment on table outgoing is 'personal data: pseudonymous; kept by domain/outbox/keeps.ts';
create index outgoing_of_case on outgoing (case_id);
create index outgoing_of_message on outgoing (message_id);
create index outgoing_waiting on outgoing (not_before) where state = 'queued';

do $$
declare t text;
begin
  foreach t in array array['access_event', 'audit_event', 'refusal', 'participant', 'message', 'note', 'attachment', 'question_text', 'draft', 'case_summary', 'outgoing'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to ombud_owner using (true) with check (true)', t);
  end loop;
end $$;

-- What this very transaction has opened. Matched on transaction id and its start, so that a restored counter opens nothing.
create function opened_cases() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(c), '{}') from public.access_event e cross join unnest(e.case_ids) c
  where e.xact = pg_current_xact_id_if_assigned() and e.xact_started = transaction_timestamp() $$;
create function opened_contacts() returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(c), '{}') from public.access_event e cross join unnest(e.contact_ids) c
  where e.xact = pg_current_xact_id_if_assigned() and e.xact_started = transaction_timestamp() $$;

grant insert (at, xact, xact_started, employee_id, hand, purpose, act, case_ids, contact_ids) on access_event to ombud_doorman;
create policy doorman_writes on access_event for insert to ombud_doorman with check (true);

-- The doorman. Opens those of the given rows that the actor's policies show and whose content the instruction lets them see; writes one access row; says which.
create function open_cases(wanted uuid[], for_purpose text, for_act text default 'read') returns uuid[] language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare seen uuid[]; who uuid := public.actor_id(); by_hand text := coalesce(public.actor_hand(), case when public.citizen_case() is not null then 'citizen' end);
begin
  if by_hand is null then return '{}'; end if;
  if coalesce(for_purpose, '') = '' then raise exception 'a purpose is needed (A26)' using errcode = '22023'; end if;
  select coalesce(array_agg(c.id), '{}') into seen from public."case" c where c.id = any (wanted)
    -- what A5 leaves of an uninstructed board's case is that it waits, not what it says
    and (by_hand <> 'agent' or c.case_type_id <> all (public.uninstructed_case_types()));
  if seen <> '{}' then
    insert into public.access_event (at, xact, xact_started, employee_id, hand, purpose, act, case_ids)
    values (public.ombud_now(), pg_current_xact_id(), transaction_timestamp(), who, by_hand, for_purpose, for_act, seen);
  end if;
  return seen;
end $$;
create function open_contacts(wanted uuid[], for_purpose text, for_act text default 'read') returns uuid[] language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare seen uuid[]; by_hand text := public.actor_hand();
begin
  if by_hand is null then return '{}'; end if;
  if coalesce(for_purpose, '') = '' then raise exception 'a purpose is needed (A26)' using errcode = '22023'; end if;
  -- a contact is opened by whoever may see it, or one of its questions: each board its own segment (B3)
  select coalesce(array_agg(distinct x.id), '{}') into seen from (select c.id from public.contact c where c.id = any (wanted) union select q.contact_id from public.question q where q.contact_id = any (wanted)) x;
  if seen <> '{}' then
    insert into public.access_event (at, xact, xact_started, employee_id, hand, purpose, act, contact_ids)
    values (public.ombud_now(), pg_current_xact_id(), transaction_timestamp(), public.actor_id(), by_hand, for_purpose, for_act, seen);
  end if;
  return seen;
end $$;
-- The worker and the eraser have no session; their logins are their identity, and they too leave a row before they see a letter.
create function open_for_work(wanted_cases uuid[], wanted_contacts uuid[], for_purpose text, by_hand text) returns void language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into public.access_event (at, xact, xact_started, employee_id, hand, purpose, act, case_ids, contact_ids)
  values (public.ombud_now(), pg_current_xact_id(), transaction_timestamp(), null, by_hand, for_purpose, 'work', wanted_cases, wanted_contacts) $$;
grant execute on function opened_cases(), opened_contacts() to ombud_doorman, ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_eraser, ombud_auditor;
revoke execute on function open_cases(uuid[], text, text), open_contacts(uuid[], text, text), open_for_work(uuid[], uuid[], text, text) from public;
grant execute on function open_cases(uuid[], text, text) to ombud_agent, ombud_officer, ombud_citizen, ombud_auditor;
grant execute on function open_contacts(uuid[], text, text) to ombud_agent, ombud_officer, ombud_auditor;
grant execute on function open_for_work(uuid[], uuid[], text, text) to ombud_service, ombud_eraser;
alter function open_cases(uuid[], text, text) owner to ombud_doorman;
alter function open_contacts(uuid[], text, text) owner to ombud_doorman;
alter function open_for_work(uuid[], uuid[], text, text) owner to ombud_doorman;

-- Content. Select: only what is opened. Insert: into what may be seen; nobody needs to have read a case to add to it, and nobody changes a word afterwards.
do $$
declare t text;
begin
  foreach t in array array['message', 'note', 'attachment', 'case_summary', 'outgoing', 'case_key'] loop
    execute format('create policy only_opened on %I for select using (case_id = any ((select opened_cases())::uuid[]))', t);
    execute format('create policy only_opened_erased on %I for delete to ombud_eraser using (case_id = any ((select opened_cases())::uuid[]))', t);
    execute format('create policy service_adds on %I for insert to ombud_service with check (true)', t);
    execute format('grant delete, select on %I to ombud_eraser', t);
  end loop;
  foreach t in array array['participant', 'stored_file'] loop
    execute format('create policy only_opened on %I for select using (case_id = any ((select opened_cases())::uuid[]) or contact_id = any ((select opened_contacts())::uuid[]))', t);
    execute format('create policy only_opened_erased on %I for delete to ombud_eraser using (case_id = any ((select opened_cases())::uuid[]) or contact_id = any ((select opened_contacts())::uuid[]))', t);
    execute format('create policy service_adds on %I for insert to ombud_service with check (true)', t);
    execute format('grant delete, select on %I to ombud_eraser', t);
  end loop;
end $$;
create policy only_opened on question_text for select using (contact_id = any ((select opened_contacts())::uuid[]) and exists (select from question q where q.id = question_id));
create policy only_opened_erased on question_text for delete to ombud_eraser using (contact_id = any ((select opened_contacts())::uuid[]));
create policy service_adds on question_text for insert to ombud_service with check (true);
grant delete, select on question_text to ombud_eraser;
create policy own_draft on draft for select using (employee_id = (select actor_id()) and (case_id is null or case_id = any ((select opened_cases())::uuid[])));
create policy own_draft_kept on draft for insert to ombud_agent, ombud_officer with check (employee_id = (select actor_id()) and (case_id is null or exists (select from "case" c where c.id = case_id)));
create policy own_draft_changed on draft for update to ombud_agent, ombud_officer using (employee_id = (select actor_id()) and (case_id is null or case_id = any ((select opened_cases())::uuid[]))) with check (employee_id = (select actor_id()));
create policy erased_with_its_case on draft for delete to ombud_eraser using (true);
create policy eraser_counts on draft for select to ombud_eraser using (true);
grant select, insert, update (body, touched_at) on draft to ombud_agent, ombud_officer;
grant select, delete on draft to ombud_eraser;

grant select on message, note, attachment, participant, case_summary, outgoing to ombud_agent, ombud_officer, ombud_auditor, ombud_service;
grant select on question_text to ombud_agent, ombud_officer, ombud_auditor, ombud_service;
grant select on case_key to ombud_service;
grant select on stored_file to ombud_agent, ombud_officer, ombud_service;
grant select (id, case_id, direction, at, subject, body, html, channel) on message to ombud_citizen;
create policy waiting_file_read on stored_file for select to ombud_service using (case_id is null and contact_id is null);
create policy waiting_file_adopted on stored_file for update to ombud_service using (case_id is null and contact_id is null) with check (true);
create policy citizen_leaves on stored_file for insert to ombud_citizen with check (case_id is null and contact_id is null);
grant insert (id, sha256, size_bytes, wrapped_key, stored_at, case_id, contact_id) on stored_file to ombud_service;
grant insert (id, sha256, size_bytes, wrapped_key, stored_at) on stored_file to ombud_citizen;
grant update (case_id, contact_id) on stored_file to ombud_service;

-- Adding. `may` asks the instruction for the agent; the officer's own board is the controller.
create policy agent_answers on message for insert to ombud_agent with check (direction = 'out' and author_id = (select actor_id()) and exists (select from "case" c where c.id = case_id and may(array['advise', 'handle'], c.case_type_id)));
create policy agent_takes_down on message for insert to ombud_agent with check (direction = 'in' and exists (select from "case" c where c.id = case_id and c.holder = 'centre' and may(array['receive'], c.case_type_id)));
create policy officer_answers on message for insert to ombud_officer with check (direction = 'out' and author_id = (select actor_id()) and exists (select from "case" c where c.id = case_id and c.board_id = any (actor_boards('officer'))));
grant insert (id, case_id, direction, at, author_id, subject, body, to_email, to_name, in_reply_to, message_id, channel) on message to ombud_agent, ombud_officer;
grant insert (id, case_id, direction, at, author_id, subject, body, html, to_email, to_name, in_reply_to, message_id, channel) on message to ombud_service;
create policy agent_notes on note for insert to ombud_agent with check (author_id = (select actor_id()) and exists (select from "case" c where c.id = case_id and (may(array['receive', 'handle', 'assist'], c.case_type_id) or kind = 'handover')));
create policy officer_notes on note for insert to ombud_officer with check (author_id = (select actor_id()) and exists (select from "case" c where c.id = case_id));
grant insert (id, case_id, at, author_id, kind, body) on note to ombud_agent, ombud_officer, ombud_service;
create policy agent_adds on participant for insert to ombud_agent with check (
  case_id is not null and exists (select from "case" c where c.id = case_id and not c.anonymous and may(array['receive'], c.case_type_id))
  or contact_id is not null and exists (select from contact c where c.id = contact_id and not c.anonymous and c.agent_id = (select actor_id())));
grant insert (id, case_id, contact_id, role, name, email, phone, address, property_designation) on participant to ombud_agent, ombud_service;
create policy agent_adds on question_text for insert to ombud_agent with check (exists (select from question q where q.id = question_id));
grant insert (question_id, contact_id, asked, answered) on question_text to ombud_agent, ombud_service;
grant insert (id, case_id, message_id, file_id, name, media_type, size_bytes, content_id) on attachment to ombud_service;
create policy hand_adds on outgoing for insert to ombud_agent, ombud_officer with check (exists (select from "case" c where c.id = case_id));
create policy hand_cancels on outgoing for update to ombud_agent, ombud_officer using (state = 'queued' and case_id = any ((select opened_cases())::uuid[])) with check (state = 'cancelled');
create policy service_sends on outgoing for update to ombud_service using (case_id = any ((select opened_cases())::uuid[])) with check (true);
grant insert (id, case_id, message_id, kind, queued_at, not_before) on outgoing to ombud_agent, ombud_officer, ombud_service;
grant update (state) on outgoing to ombud_agent, ombud_officer;
grant update (state, attempts, last_response, sent_at) on outgoing to ombud_service;
create policy hand_summarises on case_summary for insert to ombud_agent with check (exists (select from "case" c where c.id = case_id));
create policy summary_follows on case_summary for update to ombud_agent, ombud_officer, ombud_service using (case_id = any ((select opened_cases())::uuid[])) with check (true);
grant insert, update (case_type_id, subject, preview, sender, lookup, ts) on case_summary to ombud_agent, ombud_service;
grant update (case_type_id, subject, preview, sender, lookup, ts) on case_summary to ombud_officer;
create policy agent_keys on case_key for insert to ombud_agent with check (exists (select from "case" c where c.id = case_id));
grant insert (case_id, kind, hash, token) on case_key to ombud_agent, ombud_service;

-- Evidence. Rows are added by whoever acts and read by who controls; nobody changes or deletes them but the eraser, under their own retention rule.
create function record_audit(given_event text, given_case uuid, given_contact uuid, given_board int, given_facts jsonb) returns void language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into public.audit_event (at, employee_id, hand, event, case_id, contact_id, board_id, facts)
  values (public.ombud_now(), public.actor_id(), coalesce(public.actor_hand(), case when public.citizen_case() is not null then 'citizen' else 'service' end), given_event, given_case, given_contact, given_board, given_facts) $$;
create function record_refusal(given_act text, given_board int, given_type int, given_because text, given_clauses text[], given_laws text[], given_case uuid) returns void language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into public.refusal (at, employee_id, hand, act, board_id, case_type_id, because, clause_ids, law_ids, case_id)
  values (public.ombud_now(), public.actor_id(), coalesce(public.actor_hand(), 'citizen'), given_act, given_board, given_type, given_because, given_clauses, given_laws, given_case) $$;
create function record_gap(given_board int, given_act text, given_type int, given_mission text, given_reason text) returns void language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into public.gap (board_id, act, case_type_id, mission, reason, first_at, last_at) values (given_board, given_act, given_type, given_mission, given_reason, public.ombud_now(), public.ombud_now())
  on conflict (board_id, act, coalesce(case_type_id, 0), coalesce(mission, ''), reason) where answered_at is null do update set count = gap.count + 1, last_at = excluded.last_at $$;
grant execute on function record_audit(text, uuid, uuid, int, jsonb) to ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_eraser, ombud_auditor;
grant execute on function record_refusal(text, int, int, text, text[], text[], uuid), record_gap(int, text, int, text, text) to ombud_agent, ombud_officer, ombud_citizen, ombud_auditor, ombud_service;
create policy with_its_case on audit_event for select to ombud_agent, ombud_officer, ombud_auditor, ombud_citizen using (case_id is not null and exists (select from "case" c where c.id = case_id));
create policy service_reads on audit_event for select to ombud_service, ombud_eraser using (true);
grant select on audit_event to ombud_agent, ombud_officer, ombud_auditor, ombud_service, ombud_eraser;
create policy auditor_reads on access_event for select to ombud_auditor using (exists (select from "case" c where c.id = any (case_ids)));
create policy officer_reads on access_event for select to ombud_officer using (exists (select from "case" c where c.id = any (case_ids)));
grant select on access_event to ombud_auditor, ombud_officer;
create policy auditor_reads on refusal for select to ombud_auditor using (board_id = any ((select actor_boards('auditor'))::int[]));
create policy own_refusals on refusal for select to ombud_agent, ombud_officer using (employee_id = (select actor_id()));
grant select on refusal to ombud_auditor, ombud_agent, ombud_officer;

-- Live: whoever looks at a list hears that something changed, never what. The web asks again as each listener before it passes the id on.
create function tell_listeners() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.case_id is not null then perform pg_notify('ombud', json_build_object('case', new.case_id, 'event', new.event)::text); end if;
  return null;
end $$;
create trigger told after insert on audit_event for each row execute function tell_listeners();

-- A reply token or a retrieval code finds its case without anyone being able to list them.
create function case_of_key(given_kind text, given_hash bytea) returns uuid language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select k.case_id from public.case_key k where k.kind = given_kind and k.hash = given_hash $$;
grant execute on function case_of_key(text, bytea) to ombud_service;
