-- 0003  Contacts, questions and cases: the rows without content. Who may see that a matter exists, and what the database lets be done to it.
create table stored_file (
  id uuid primary key, sha256 bytea not null check (length(sha256) = 32), size_bytes bigint not null, wrapped_key bytea not null, stored_at timestamptz not null,
  case_id uuid, contact_id uuid
);
comment on table stored_file is 'personal data: yes; kept by domain/contact/keeps.ts. The key row: without it the bytes on disk are noise';
create table arrival (
  id uuid primary key default gen_random_uuid(), channel_id int not null references channel, channel_key text not null, received_at timestamptz not null,
  file_id uuid references stored_file, state text not null default 'waiting' check (state in ('waiting', 'done', 'quarantined', 'erased')), reason text,
  retrieval_hash bytea, contact_id uuid, case_id uuid, unique (channel_id, channel_key), check ((file_id is null) = (state = 'erased'))
);
comment on table arrival is 'personal data: pseudonymous; kept by domain/contact/keeps.ts';
create index arrival_waiting on arrival (received_at) where state in ('waiting', 'quarantined');
create index arrival_of_case on arrival (case_id);
create index arrival_of_contact on arrival (contact_id);
create index stored_file_of_case on stored_file (case_id);
create index stored_file_of_contact on stored_file (contact_id);

create table contact (
  id uuid primary key default gen_random_uuid(), channel_id int not null references channel, channel text not null, direction text not null default 'in' check (direction in ('in', 'out')),
  board_id int not null references board, case_type_id int not null references case_type, -- kommunstyrelsen until routed (B2)
  agent_id uuid references employee, anonymous boolean not null default false, started_at timestamptz not null, ended_at timestamptz,
  notice_version text references notice, dispose_on date, dispose_rule text
);
comment on table contact is 'personal data: pseudonymous; kept by domain/contact/keeps.ts';
create index contact_newest on contact (started_at desc, id desc);
create table "case" (
  id uuid primary key default gen_random_uuid(), number text not null unique, board_id int not null references board, case_type_id int not null references case_type,
  contact_id uuid references contact, channel text not null, state text not null default 'new' check (state in ('new', 'open', 'waiting', 'closed')),
  holder text not null default 'centre' check (holder in ('centre', 'board')), offered_board_id int references board, offered_type_id int references case_type,
  assignee_id uuid references employee, anonymous boolean not null default false, answerable boolean not null default true,
  opened_at timestamptz not null, changed_at timestamptz not null, closed_at timestamptz, outcome text references outcome, delivered_at timestamptz,
  instruction_version_id int references instruction_version, dispose_on date, dispose_at timestamptz, dispose_rule text, dispose_review boolean not null default false, keep_forever boolean not null default false,
  version int not null default 1,
  foreign key (case_type_id, board_id) references case_type (id, board_id),
  check ((state = 'closed') = (closed_at is not null)), check ((offered_board_id is null) = (offered_type_id is null)),
  -- A closed case without a disposal day, a reviewed "kept for ever" or a place in a review queue can't exist (design §3); a wait for the receipt of delivery is such a place (B20).
  constraint closed_case_has_an_end check (state <> 'closed' or dispose_at is not null or keep_forever or dispose_review)
);
comment on table "case" is 'personal data: pseudonymous; kept by domain/case/keeps.ts';
create index case_newest on "case" (opened_at desc, id desc);
create index case_type_newest on "case" (case_type_id, opened_at desc, id desc);
create index case_open_by_type on "case" (case_type_id, holder, state) where state <> 'closed';
create index case_mine on "case" (assignee_id, changed_at desc) where state <> 'closed';
create index case_offered on "case" (offered_board_id) where offered_board_id is not null;
create index case_due on "case" (dispose_at) where dispose_at is not null;
create index case_of_contact on "case" (contact_id);
create table case_counter (board_id int not null references board, year int not null, last int not null, primary key (board_id, year));
comment on table case_counter is 'personal data: no; kept by domain/case/keeps.ts';
create table question (
  id uuid primary key default gen_random_uuid(), contact_id uuid not null references contact, board_id int not null references board, case_type_id int not null references case_type,
  state text not null default 'open' check (state in ('open', 'answered', 'case', 'handed-over')), outcome text references outcome, case_id uuid references "case", answered_at timestamptz,
  foreign key (case_type_id, board_id) references case_type (id, board_id)
);
comment on table question is 'personal data: pseudonymous; kept by domain/contact/keeps.ts';
create index question_of_contact on question (contact_id);
create index question_of_case on question (case_id);
create index question_by_type on question (case_type_id, contact_id);
create table handover (
  id uuid primary key default gen_random_uuid(), case_id uuid not null references "case", from_board_id int not null references board, to_board_id int not null references board, to_type_id int not null references case_type,
  offered_by uuid references employee, offered_at timestamptz not null, state text not null default 'offered' check (state in ('offered', 'accepted', 'returned', 'withdrawn')),
  answered_by uuid references employee, answered_at timestamptz
);
comment on table handover is 'personal data: staff; kept by domain/case/keeps.ts';
create unique index handover_one_open on handover (case_id) where state = 'offered';
create index handover_of_case on handover (case_id);
create table presence (case_id uuid not null references "case" on delete cascade, employee_id uuid not null references employee, seen_at timestamptz not null, writing boolean not null default false, primary key (case_id, employee_id));
comment on table presence is 'personal data: staff; kept by domain/case/keeps.ts';
-- Secrets by which a person outside finds a case again: the retrieval code of an anonymous contact (hash only, D5) and the reply token of a mail thread.
create table case_key (case_id uuid not null references "case", kind text not null check (kind in ('retrieval', 'reply')), hash bytea not null unique check (length(hash) = 32), token text, primary key (case_id, kind), check ((kind = 'reply') = (token is not null)));
comment on table case_key is 'personal data: pseudonymous; kept by domain/case/keeps.ts';

do $$
declare t text;
begin
  foreach t in array array['stored_file', 'arrival', 'contact', 'case', 'case_counter', 'question', 'handover', 'presence', 'case_key'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to ombud_owner using (true) with check (true)', t);
  end loop;
  foreach t in array array['arrival', 'contact', 'case', 'question', 'handover', 'presence'] loop
    execute format('create policy service_all on %I to ombud_service using (true) with check (true)', t);
    execute format('create policy eraser_all on %I to ombud_eraser using (true) with check (true)', t);
  end loop;
end $$;

create function citizen_case() returns uuid language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select k.case_id from public.case_key k where k.kind = 'retrieval' and k.hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8')) $$;
comment on function citizen_case() is 'The case whose retrieval code this transaction carries; null for none.';
grant execute on function citizen_case() to ombud_doorman, ombud_citizen, ombud_agent, ombud_officer, ombud_auditor, ombud_service, ombud_eraser;

-- The doorman reads with the same policies as the hands: what they say depends on the session, not on who asks (decision 0004).
create policy agent_sees on "case" for select to ombud_agent, ombud_doorman using (
  (holder = 'centre' and case_type_id = any ((select centre_case_types())::int[]))
  or (holder = 'board' and case_type_id = any ((select board_held_case_types())::int[]))
  or (holder = 'centre' and case_type_id = any ((select uninstructed_case_types())::int[])));
create policy officer_sees on "case" for select to ombud_officer, ombud_doorman using (
  board_id = any ((select actor_boards('officer'))::int[]) or offered_board_id = any ((select actor_boards('officer'))::int[]));
create policy auditor_sees on "case" for select to ombud_auditor, ombud_doorman using (board_id = any ((select actor_boards('auditor'))::int[]));
create policy citizen_sees on "case" for select to ombud_citizen, ombud_doorman using (id = (select citizen_case()));
create policy agent_registers on "case" for insert to ombud_agent with check (holder = 'centre' and state in ('new', 'open') and offered_board_id is null and may(array['receive'], case_type_id, channel));
-- the whole of what may be seen stands here again: an update without a where clause never asks the select policy
create policy agent_changes on "case" for update to ombud_agent using (
  (holder = 'centre' and case_type_id = any ((select centre_case_types())::int[]))
  or (holder = 'board' and case_type_id = any ((select granted_case_types(array['handle']))::int[]))
  or (holder = 'centre' and case_type_id = any ((select uninstructed_case_types())::int[]))) with check (true);
create policy officer_changes on "case" for update to ombud_officer using (
  board_id = any ((select actor_boards('officer'))::int[]) or offered_board_id = any ((select actor_boards('officer'))::int[])) with check (true);
grant select on "case" to ombud_agent, ombud_officer, ombud_auditor, ombud_service, ombud_eraser, ombud_doorman;
grant select (id, number, state, channel, opened_at, changed_at, closed_at, dispose_on, anonymous, board_id, case_type_id) on "case" to ombud_citizen;
grant insert (id, number, board_id, case_type_id, contact_id, channel, state, holder, assignee_id, anonymous, answerable, opened_at, changed_at, instruction_version_id) on "case" to ombud_agent, ombud_service;
grant update (state, holder, offered_board_id, offered_type_id, assignee_id, changed_at, closed_at, outcome, delivered_at, board_id, case_type_id, instruction_version_id, dispose_on, dispose_at, dispose_rule, dispose_review, keep_forever, version)
  on "case" to ombud_agent, ombud_officer, ombud_service;
grant delete on "case" to ombud_eraser;

-- Which change of a case needs which act of the instruction. A policy can't see the old row beside the new; a trigger can.
create function guard_case_change() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare hand text;
begin
  -- the worker, the eraser and our own functions are held by their policies and grants
  if current_user not in ('ombud_agent', 'ombud_officer') then return new; end if;
  hand := public.actor_hand();
  if hand = 'agent' then
    if new.holder = 'board' and old.holder = 'centre' then raise exception 'only a board takes over a case' using errcode = '42501'; end if;
    if new.case_type_id <> old.case_type_id and not public.may(array['receive'], new.case_type_id) then raise exception 'agent may not route to this case type (A26)' using errcode = '42501'; end if;
    if new.state = 'closed' and old.state <> 'closed' and not public.may(array['advise', 'handle'], old.case_type_id) then raise exception 'agent may not close this case type (A26)' using errcode = '42501'; end if;
    if new.state <> 'closed' and old.state = 'closed' and not public.may(array['receive', 'handle'], old.case_type_id) then raise exception 'agent may not reopen this case type (A26)' using errcode = '42501'; end if;
  elsif hand = 'officer' then
    if not (old.board_id = any (public.actor_boards('officer')) or (old.offered_board_id = any (public.actor_boards('officer')))) then raise exception 'another board''s case' using errcode = '42501'; end if;
    -- accepting an offer is the only way a case comes to an officer's board
    if new.board_id <> old.board_id and not (new.board_id = old.offered_board_id and new.board_id = any (public.actor_boards('officer'))) then raise exception 'a case changes board by an accepted hand-over only (A1)' using errcode = '42501'; end if;
    if old.board_id <> all (public.actor_boards('officer')) and new.board_id = old.board_id and (new.state, new.holder, new.outcome, new.assignee_id) is distinct from (old.state, old.holder, old.outcome, old.assignee_id) then
      raise exception 'accept the hand-over first' using errcode = '42501'; end if;
  else raise exception 'no hand' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger guarded before update on "case" for each row execute function guard_case_change();
grant execute on function guard_case_change() to ombud_agent, ombud_officer, ombud_service;

create policy agent_sees on contact for select to ombud_agent, ombud_doorman using (case_type_id = any ((select centre_case_types())::int[]) or agent_id = (select actor_id()) and case_type_id = any ((select uninstructed_case_types())::int[]));
-- A5: whatever instruction is missing, someone anonymous can be helped with general guidance.
create policy agent_registers on contact for insert to ombud_agent with check (agent_id = (select actor_id()) and (may(array['receive', 'advise'], case_type_id, channel) or anonymous and case_type_id = any ((select uninstructed_case_types())::int[])));
create policy agent_ends_own on contact for update to ombud_agent using (agent_id = (select actor_id())) with check (agent_id = (select actor_id()));
create policy officer_sees on contact for select to ombud_officer, ombud_doorman using (board_id = any ((select actor_boards('officer'))::int[]));
create policy auditor_sees on contact for select to ombud_auditor, ombud_doorman using (board_id = any ((select actor_boards('auditor'))::int[]));
grant select on contact to ombud_agent, ombud_officer, ombud_auditor, ombud_service, ombud_eraser, ombud_doorman;
grant insert (id, channel_id, channel, direction, board_id, case_type_id, agent_id, anonymous, started_at, ended_at, notice_version, dispose_on, dispose_rule) on contact to ombud_agent, ombud_service;
grant update (ended_at, dispose_on, dispose_rule) on contact to ombud_agent, ombud_service;
grant delete on contact to ombud_eraser;

create policy agent_sees on question for select to ombud_agent, ombud_doorman using (case_type_id = any ((select granted_case_types(array['receive', 'advise', 'handle', 'assist']))::int[]));
create policy officer_sees on question for select to ombud_officer, ombud_doorman using (board_id = any ((select actor_boards('officer'))::int[]));
create policy auditor_sees on question for select to ombud_auditor, ombud_doorman using (board_id = any ((select actor_boards('auditor'))::int[]));
create policy agent_adds on question for insert to ombud_agent with check (may(array['receive', 'advise'], case_type_id) or state = 'answered' and case_type_id = any ((select uninstructed_case_types())::int[]) and exists (select from contact c where c.id = contact_id and c.anonymous));
create policy agent_settles on question for update to ombud_agent using (case_type_id = any ((select granted_case_types(array['receive', 'advise', 'handle', 'assist']))::int[])) with check (may(array['receive', 'advise'], case_type_id));
grant select on question to ombud_agent, ombud_officer, ombud_auditor, ombud_service, ombud_eraser, ombud_doorman;
grant insert (id, contact_id, board_id, case_type_id, state, outcome, case_id, answered_at) on question to ombud_agent, ombud_service;
grant update (board_id, case_type_id, state, outcome, case_id, answered_at) on question to ombud_agent, ombud_service;
grant delete on question to ombud_eraser;

create policy with_its_case on handover for select to ombud_agent, ombud_officer, ombud_auditor using (exists (select from "case" c where c.id = case_id));
create policy offered_with_its_case on handover for insert to ombud_agent, ombud_officer with check (offered_by = (select actor_id()) and exists (select from "case" c where c.id = case_id));
create policy answered_with_its_case on handover for update to ombud_agent, ombud_officer using (exists (select from "case" c where c.id = case_id)) with check (true);
grant select on handover to ombud_agent, ombud_officer, ombud_auditor, ombud_service, ombud_eraser;
grant insert (id, case_id, from_board_id, to_board_id, to_type_id, offered_by, offered_at) on handover to ombud_agent, ombud_officer, ombud_service;
grant update (state, answered_by, answered_at) on handover to ombud_agent, ombud_officer, ombud_service;
grant delete on handover to ombud_eraser;

create policy with_its_case on presence for select to ombud_agent, ombud_officer using (exists (select from "case" c where c.id = case_id));
create policy self_only on presence for insert to ombud_agent, ombud_officer with check (employee_id = (select actor_id()) and exists (select from "case" c where c.id = case_id));
create policy self_only_again on presence for update to ombud_agent, ombud_officer using (employee_id = (select actor_id())) with check (employee_id = (select actor_id()));
grant select on presence to ombud_agent, ombud_officer, ombud_eraser;
grant insert (case_id, employee_id, seen_at, writing), update (seen_at, writing) on presence to ombud_agent, ombud_officer;
grant delete on presence to ombud_eraser;

-- The arrival and its file: bytes come in through the service's hand or, from the public form, the citizen's; only the service reads them.
create policy citizen_leaves on arrival for insert to ombud_citizen with check (state = 'waiting' and case_id is null and contact_id is null);
grant select, insert (id, channel_id, channel_key, received_at, file_id, retrieval_hash), update (state, reason, contact_id, case_id) on arrival to ombud_service;
grant insert (id, channel_id, channel_key, received_at, file_id, retrieval_hash) on arrival to ombud_citizen;
grant select on arrival to ombud_eraser;

-- Next number of a board's series; registration may not leave holes that can't be explained, so the counter is locked until commit.
create function next_case_number(for_board int) returns text language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare n int; y int := extract(year from public.ombud_now() at time zone 'Europe/Stockholm');
begin
  insert into public.case_counter as c (board_id, year, last) values (for_board, y, 1) on conflict (board_id, year) do update set last = c.last + 1 returning last into n;
  return (select b.short from public.board b where b.id = for_board) || '-' || y || '-' || lpad(n::text, 6, '0');
end $$;
grant execute on function next_case_number(int) to ombud_agent, ombud_officer, ombud_service;

-- B15: whether a board has anyone at all who could receive a case; says nothing of who.
create function board_has_officer(given_board int) returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from public.assignment a join public.employee e on e.id = a.employee_id and e.active where a.board_id = given_board and a.hand = 'officer' and a.valid_from <= public.ombud_now() and (a.valid_to is null or a.valid_to > public.ombud_now())) $$;
grant execute on function board_has_officer(int) to ombud_agent, ombud_officer, ombud_service;

-- Giving an offer back takes the case out of the giver's own sight, which no policy lets an update do: the owner does it for them.
create function give_back_offer(given_case uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update public."case" set offered_board_id = null, offered_type_id = null, version = version + 1, changed_at = public.ombud_now()
  where id = given_case and offered_board_id = any (public.actor_boards('officer'));
  return found;
end $$;
grant execute on function give_back_offer(uuid) to ombud_officer;
