-- 0016  What is owed to a board: notices with a receipt (gaps, instructions that break the law, changes), duties that come again, clauses that wait for an answer.
-- A13: the ticket says what was asked and how often, by day and channel; no case and nobody.
alter table gap add column clause_ids text[] not null default '{}', add column answer text check (answer in ('clause', 'refused')),
  add column clause_id text, add column version_id int references instruction_version,
  add constraint gap_answered_whole check ((answered_at is null) = (answer is null) and (answer is distinct from 'clause' or clause_id is not null and version_id is not null)) not valid;
create table gap_day (gap_id uuid not null references gap, on_day date not null, channel text not null, count int not null, primary key (gap_id, on_day, channel));
comment on table gap_day is 'personal data: no; kept by domain/duty/keeps.ts';

create table board_notice (
  id uuid primary key default gen_random_uuid(), board_id int not null references board, direction text not null check (direction in ('to-board', 'to-centre')),
  kind text not null check (kind in ('gap', 'infringing', 'change', 'stop')), gap_id uuid unique references gap, version_id int references instruction_version, clause_id text,
  laws text[] not null default '{}', words text check (length(words) <= 4000), sent_by uuid references employee,
  owed_at timestamptz not null, delivered_at timestamptz, due_at timestamptz, read_at timestamptz, read_by uuid references employee, overdue_at timestamptz,
  answered_at timestamptz, answered_by uuid references employee, answer text check (answer in ('clause', 'refused', 'changed', 'kept', 'noted')), reason text check (length(reason) <= 4000),
  mail_state text not null default 'none' check (mail_state in ('none', 'sent', 'given-up')),
  check ((kind = 'gap') = (gap_id is not null)), check ((answered_at is null) = (answer is null))
);
comment on table board_notice is 'personal data: staff; kept by domain/duty/keeps.ts';
create index board_notice_open on board_notice (board_id, owed_at) where answered_at is null;
create index board_notice_newest on board_notice (owed_at desc);
-- A10: a clause that is said to break the law permits nothing until the board has answered. It is the text that is paused: the same words in the next version still wait.
create table clause_pause (
  id uuid primary key default gen_random_uuid(), board_id int not null references board, clause_id text not null, text_hash bytea not null check (length(text_hash) = 32),
  notice_id uuid not null references board_notice, paused_at timestamptz not null, lifted_at timestamptz
);
comment on table clause_pause is 'personal data: no; kept by domain/duty/keeps.ts';
create unique index clause_pause_open on clause_pause (board_id, clause_id, text_hash) where lifted_at is null;
-- K23: one row for each time that a recurring duty falls due.
create table duty_occurrence (
  id uuid primary key default gen_random_uuid(), board_id int not null references board, version_id int not null references instruction_version, clause_id text not null,
  task text not null, responsible text not null, on_day date not null, latest date not null, missed jsonb not null default '[]', overdue_at timestamptz, done_at timestamptz, done_by uuid references employee,
  unique (board_id, clause_id, on_day), check (latest >= on_day), check ((done_at is null) = (done_by is null))
);
comment on table duty_occurrence is 'personal data: staff; kept by domain/duty/keeps.ts';
create index duty_occurrence_open on duty_occurrence (latest) where done_at is null;

do $$
declare t text;
begin
  foreach t in array array['gap_day', 'board_notice', 'clause_pause', 'duty_occurrence'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to ombud_owner using (true) with check (true)', t);
  end loop;
end $$;
-- Both sides see how it stands: the board its own, the centre all that it has sent and been sent.
create policy centre_sees_gaps on gap for select to ombud_agent using ((select actor_hand()) = 'agent');
grant select on gap to ombud_agent, ombud_service;
create policy service_sees_gaps on gap for select to ombud_service using (true);
create policy with_its_gap on gap_day for select to ombud_agent, ombud_officer, ombud_auditor using (exists (select from gap g where g.id = gap_id));
grant select on gap_day to ombud_agent, ombud_officer, ombud_auditor;
create policy board_sees on board_notice for select to ombud_officer, ombud_auditor using (board_id = any ((select actor_boards(actor_hand()))::int[]) or sent_by = (select actor_id()));
create policy centre_sees on board_notice for select to ombud_agent using ((select actor_hand()) = 'agent');
create policy service_delivers on board_notice to ombud_service using (true) with check (true);
grant select on board_notice to ombud_agent, ombud_officer, ombud_auditor, ombud_service;
grant update (delivered_at, due_at, overdue_at, mail_state) on board_notice to ombud_service;
create policy everyone_reads on clause_pause for select using (true);
grant select on clause_pause to ombud_doorman, ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_eraser, ombud_auditor;
create policy board_sees on duty_occurrence for select to ombud_officer, ombud_auditor using (board_id = any ((select actor_boards(actor_hand()))::int[]));
create policy centre_sees_its_own on duty_occurrence for select to ombud_agent using ((select actor_hand()) = 'agent' and responsible in ('agent', 'everyone'));
create policy service_all on duty_occurrence to ombud_service using (true) with check (true);
grant select on duty_occurrence to ombud_agent, ombud_officer, ombud_auditor, ombud_service;
grant insert (board_id, version_id, clause_id, task, responsible, on_day, latest, missed), update (overdue_at) on duty_occurrence to ombud_service;

-- A13: fifty equal questions are one ticket with the count fifty. @returns the notice that is owed, when the ticket is new
drop function record_gap(int, text, int, text, text);
create function record_gap(given_board int, given_act text, given_type int, given_mission text, given_reason text, given_channel text, given_clauses text[]) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  ticket uuid; fresh boolean; owed uuid;
begin
  insert into public.gap (board_id, act, case_type_id, mission, reason, clause_ids, first_at, last_at)
  values (given_board, given_act, given_type, given_mission, given_reason, given_clauses, public.ombud_now(), public.ombud_now())
  on conflict (board_id, act, coalesce(case_type_id, 0), coalesce(mission, ''), reason) where answered_at is null do update set count = gap.count + 1, last_at = excluded.last_at
  returning id, count = 1 into ticket, fresh;
  insert into public.gap_day (gap_id, on_day, channel, count) values (ticket, (public.ombud_now() at time zone 'Europe/Stockholm')::date, coalesce(given_channel, ''), 1)
  on conflict (gap_id, on_day, channel) do update set count = gap_day.count + 1;
  if fresh then
    insert into public.board_notice (board_id, direction, kind, gap_id, owed_at) values (given_board, 'to-board', 'gap', ticket, public.ombud_now()) returning id into owed;
  end if;
  return owed;
end $$;
grant execute on function record_gap(int, text, int, text, text, text, text[]) to ombud_agent, ombud_officer, ombud_citizen, ombud_auditor, ombud_service;

-- A10: whoever works for the centre may say that a clause breaks the law; what it permits stops there and then.
create function say_infringing(given_board int, given_clause text, given_laws text[], given_words text) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  made uuid; hash bytea; of_version int;
begin
  if public.actor_hand() is distinct from 'agent' and not coalesce((select bool_or(b.hosts_contact_centre) from public.board b where b.id = any (public.actor_boards('officer'))), false) then
    raise exception 'only the contact centre sends this notice' using errcode = '42501'; end if;
  select c.text_hash, v.id into hash, of_version from public.clause c join public.instruction_version v on v.id = c.version_id where v.board_id = given_board and v.state = 'in-force' and c.id = given_clause;
  if hash is null then return null; end if;
  insert into public.board_notice (board_id, direction, kind, version_id, clause_id, laws, words, sent_by, owed_at)
  values (given_board, 'to-board', 'infringing', of_version, given_clause, given_laws, given_words, public.actor_id(), public.ombud_now()) returning id into made;
  insert into public.clause_pause (board_id, clause_id, text_hash, notice_id, paused_at) values (given_board, given_clause, hash, made, public.ombud_now()) on conflict (board_id, clause_id, text_hash) where lifted_at is null do nothing;
  return made;
end $$;
-- A receipt: the first who opens it on the side that it was sent to.
create function read_notice(given_id uuid) returns void language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  update public.board_notice n set read_at = public.ombud_now(), read_by = public.actor_id()
  where n.id = given_id and n.read_at is null and n.delivered_at is not null
    and case n.direction when 'to-board' then n.board_id = any (public.actor_boards('officer')) else public.actor_hand() = 'agent' end $$;
-- The board answers; the centre takes note of what it was told. What an answer lets go on is what the board keeps with its reasons.
create function answer_notice(given_id uuid, given_answer text, given_reason text) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare found public.board_notice;
begin
  select * into found from public.board_notice n where n.id = given_id and n.answered_at is null
    and case n.direction when 'to-board' then n.board_id = any (public.actor_boards('officer')) else public.actor_hand() = 'agent' end for update;
  if found.id is null or (found.kind, given_answer) not in (('infringing', 'kept'), ('infringing', 'changed'), ('change', 'noted'), ('stop', 'noted')) then return false; end if;
  update public.board_notice set answered_at = public.ombud_now(), answered_by = public.actor_id(), answer = given_answer, reason = given_reason,
    read_at = coalesce(read_at, public.ombud_now()), read_by = coalesce(read_by, public.actor_id()), delivered_at = coalesce(delivered_at, public.ombud_now()) where id = given_id;
  if given_answer = 'kept' then update public.clause_pause set lifted_at = public.ombud_now() where notice_id = given_id and lifted_at is null; end if;
  return true;
end $$;
create function answer_gap(given_gap uuid, given_answer text, given_clause text, given_version int, given_reason text) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare of_board int;
begin
  select g.board_id into of_board from public.gap g where g.id = given_gap and g.answered_at is null and g.board_id = any (public.actor_boards('officer')) for update;
  if of_board is null then return false; end if;
  if given_version is not null and not exists (select from public.instruction_version v where v.id = given_version and v.board_id = of_board) then raise exception 'another board''s instruction' using errcode = '42501'; end if;
  update public.gap set answered_at = public.ombud_now(), answer = given_answer, clause_id = given_clause, version_id = given_version where id = given_gap;
  update public.board_notice set answered_at = public.ombud_now(), answered_by = public.actor_id(), answer = given_answer, reason = given_reason,
    read_at = coalesce(read_at, public.ombud_now()), read_by = coalesce(read_by, public.actor_id()), delivered_at = coalesce(delivered_at, public.ombud_now()) where gap_id = given_gap;
  return true;
end $$;
create function do_duty(given_id uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update public.duty_occurrence d set done_at = public.ombud_now(), done_by = public.actor_id()
  where d.id = given_id and d.done_at is null and d.on_day <= (public.ombud_now() at time zone 'Europe/Stockholm')::date
    and (d.board_id = any (public.actor_boards('officer')) or public.actor_hand() = 'agent' and d.responsible in ('agent', 'everyone'));
  return found;
end $$;
-- The rows that row security reads are made again without what is paused; the worker compiles, nobody else may call it.
create function replace_grants(given_version int, given_grants jsonb) returns void language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from public.instruction_version v where v.id = given_version and v.state = 'in-force' for update) then return; end if;
  delete from public.instruction_grant where version_id = given_version;
  insert into public.instruction_grant (version_id, act, channel, case_type_ids, valid_from, valid_to)
  select given_version, g.act, g.channel, g.types, g.valid_from, g.valid_to from jsonb_to_recordset(given_grants) as g (act text, channel text, types int[], valid_from timestamptz, valid_to timestamptz);
end $$;
grant execute on function say_infringing(int, text, text[], text), read_notice(uuid), answer_notice(uuid, text, text), do_duty(uuid) to ombud_agent, ombud_officer;
grant execute on function answer_gap(uuid, text, text, int, text) to ombud_officer;
grant execute on function replace_grants(int, jsonb) to ombud_service;

-- Two more jobs for the worker, and one that the web may ask for as well.
set local role ombud_jobs;
do $$ begin
  execute replace(replace(pg_get_functiondef('public.queue_job(text, jsonb, interval, text)'::regprocedure), '''send-outgoing''', '''send-outgoing'', ''deliver-notice'''), '''sweep-files''', '''sweep-files'', ''mail-notice'', ''watch-duties''');
end $$;
grant execute on function queue_job(text, jsonb, interval, text) to ombud_auditor, ombud_owner;
set local role ombud_owner;

-- A9: what a board changes is owed to the centre from the same transaction in which it begins to hold.
create function owe_change() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare made uuid;
begin
  if new.state not in ('in-force', 'ended') or tg_op = 'UPDATE' and old.state = new.state then return null; end if;
  if not exists (select from public.instruction_version v where v.board_id = new.board_id and v.id <> new.id and v.state in ('superseded', 'stopped', 'ended')) and new.state = 'in-force' then return null; end if;
  insert into public.board_notice (board_id, direction, kind, version_id, owed_at) values (new.board_id, 'to-centre', 'change', new.id, public.ombud_now()) returning id into made;
  perform public.queue_job('deliver-notice', jsonb_build_object('notice', made), '0', 'notice-' || made);
  return null;
end $$;
create trigger owed_to_the_centre after insert or update of state on instruction_version for each row execute function owe_change();
create function owe_stop() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare made uuid;
begin
  insert into public.board_notice (board_id, direction, kind, version_id, owed_at) values (new.board_id, 'to-centre', 'stop', new.version_id, public.ombud_now()) returning id into made;
  perform public.queue_job('deliver-notice', jsonb_build_object('notice', made), '0', 'notice-' || made);
  return null;
end $$;
create trigger owed_to_the_centre after insert on instruction_stop for each row execute function owe_stop();
