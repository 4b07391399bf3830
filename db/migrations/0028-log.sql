-- 0028  The log (decision 0028): what stands in a row about where and for which board, one number for each row in the order of the commits, a tree over
-- them, signed checkpoints, and the boards' witness of them (T4, P8, A18).

-- Every row says which board each id was at when it was read, in which session, through which door, and under which instruction (L56). A trigger fills it,
-- whichever function writes the row. facts: codes, field names and keyed hashes of what was searched for, never a word of it.
alter table access_event add column board_ids int[], add column contact_board_ids int[], add column version_ids int[], add column session_id uuid, add column via text, add column facts jsonb;
alter table audit_event add column session_id uuid, add column via text;
-- what was there before the log began comes first in it
alter table refusal add column xact xid8 not null default '1', add column session_id uuid, add column via text;
alter table certificate add column xact xid8 not null default '1';
alter table refusal alter column xact set default pg_current_xact_id();
alter table certificate alter column xact set default pg_current_xact_id();
create index audit_event_key on audit_event (xact);
create index refusal_key on refusal (xact);
create index certificate_key on certificate (xact);

create function log_place() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  new.via := case session_user when 'ombud_web' then 'web' when 'ombud_worker' then 'worker' when 'ombud_purge' then 'purge' else 'owner' end;
  if new.via = 'web' then new.session_id := (select s.id from public.session s where s.secret_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8'))); end if;
  if new.board_id is null and new.case_id is not null then new.board_id := (select c.board_id from public."case" c where c.id = new.case_id); end if;
  return new;
end $$;
create trigger placed before insert on audit_event for each row execute function log_place();
create trigger placed before insert on refusal for each row execute function log_place();
create function log_place_access() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare said text := nullif(current_setting('ombud.facts', true), '');
begin
  -- a contact is each of its boards' (B3): it stands once for each
  if new.contact_ids <> '{}' then
    select array_agg(p.id order by p.id, p.board), array_agg(p.board order by p.id, p.board) into new.contact_ids, new.contact_board_ids from (
      select u.id, coalesce(c.board_id, 0) as board from unnest(new.contact_ids) u (id) left join public.contact c on c.id = u.id
      union select q.contact_id, q.board_id from public.question q where q.contact_id = any (new.contact_ids)) p;
  end if;
  if new.board_ids is null and new.case_ids <> '{}' then
    new.board_ids := array(select coalesce(c.board_id, 0) from unnest(new.case_ids) with ordinality u (id, n) left join public."case" c on c.id = u.id order by u.n);
  end if;
  -- one question: this is written before every read
  select case session_user when 'ombud_web' then 'web' when 'ombud_worker' then 'worker' when 'ombud_purge' then 'purge' else 'owner' end,
    (select s.id from public.session s where s.secret_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8'))),
    case when new.hand = 'agent' then array(select v.id from public.instruction_version v where v.state = 'in-force' and v.board_id = any (coalesce(new.board_ids, '{}') || coalesce(new.contact_board_ids, '{}')) order by v.id) end
  into new.via, new.session_id, new.version_ids;
  if said is not null then
    new.facts := said::jsonb;
    perform set_config('ombud.facts', '', true); -- said of one opening only
  end if;
  return new;
end $$;
create trigger placed before insert on access_event for each row execute function log_place_access();
-- The doorman has seen each case's board already and says it, so that a list asks for its cases once. Where the function has become another by then, the trigger asks.
grant insert (board_ids) on access_event to ombud_doorman;
set local role ombud_doorman;
do $$
declare was text := pg_get_functiondef('public.open_cases(uuid[], text, text)'::regprocedure); now text := was; change text[];
begin
  foreach change slice 1 in array array[
    ['seen uuid[];', 'seen uuid[]; boards int[];'],
    ['seen := array(select c.id from public."case" c', 'select coalesce(array_agg(c.id), ''{}''), array_agg(c.board_id) into seen, boards from public."case" c'],
    ['c.case_type_id = any (handled)));', 'c.case_type_id = any (handled));'],
    ['purpose, act, case_ids)', 'purpose, act, case_ids, board_ids)'],
    ['for_act, seen);', 'for_act, seen, boards);']] loop
    if position(change[1] in now) = 0 then return; end if;
    now := replace(now, change[1], change[2]);
  end loop;
  execute now;
end $$;
set local role ombud_owner;
update access_event e set board_ids = array(select coalesce(c.board_id, 0) from unnest(e.case_ids) with ordinality u (id, n) left join "case" c on c.id = u.id order by u.n),
  contact_board_ids = array(select coalesce(c.board_id, 0) from unnest(e.contact_ids) with ordinality u (id, n) left join contact c on c.id = u.id order by u.n);

create table log_leaf (
  sequence bigint primary key, kind text not null check (kind in ('access', 'audit', 'refusal', 'certificate')), row_id bigint not null,
  -- null: the row's own time has come, and nobody can find its words again from the hashes
  salt bytea check (length(salt) = 16), entry text not null, unique (kind, row_id)
);
create index log_leaf_with_salt on log_leaf (sequence) where salt is not null and kind <> 'certificate';
comment on table log_leaf is 'personal data: pseudonymous; kept by domain/audit/keeps.ts. entry: what is hashed, without ids of people or cases';
create table log_number (board_id int not null references board, number bigint not null, sequence bigint not null, primary key (board_id, number));
comment on table log_number is 'personal data: no; kept by domain/audit/keeps.ts. Each board counts its own rows, so that one that is missing leaves a hole';
create unique index log_number_in_order on log_number (board_id, sequence);
create table log_node (level int not null, position bigint not null, hash bytea not null check (length(hash) = 32), primary key (level, position));
comment on table log_node is 'personal data: no; kept by domain/audit/keeps.ts. Hashes of complete groups of 16, 256, 4096 … rows';
create table log_checkpoint (size bigint primary key, at timestamptz not null, root bytea not null check (length(root) = 32), note text not null);
create index log_checkpoint_at on log_checkpoint (at);
comment on table log_checkpoint is 'personal data: no; kept by domain/audit/keeps.ts. note: as signed (C2SP checkpoint)';
create table log_witness (size bigint not null references log_checkpoint, board_id int not null references board, at timestamptz not null, line text not null, primary key (board_id, size));
comment on table log_witness is 'personal data: no; kept by domain/audit/keeps.ts. line: a cosignature (C2SP)';
create index log_witness_of_checkpoint on log_witness (size);
create table log_key (id int generated always as identity primary key, kind text not null check (kind in ('log', 'witness')), board_id int references board, verifier text not null unique, made_at timestamptz not null, check ((kind = 'witness') = (board_id is not null)));
comment on table log_key is 'personal data: no; kept by domain/audit/keeps.ts. The public half only';
create index log_key_of_board on log_key (board_id);
create table log_cursor (only_one boolean primary key default true check (only_one), next_xact xid8 not null, begun xid8 not null);
comment on table log_cursor is 'personal data: no; kept by domain/audit/keeps.ts';
insert into log_cursor (next_xact, begun) values ('0', pg_current_xact_id());

do $$
declare t text;
begin
  foreach t in array array['log_leaf', 'log_number', 'log_node', 'log_checkpoint', 'log_witness', 'log_key', 'log_cursor'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to ombud_owner using (true) with check (true)', t);
    execute format('create policy service_reads on %I for select to ombud_service using (true)', t);
    execute format('grant select on %I to ombud_service', t);
  end loop;
  foreach t in array array['log_leaf', 'log_number', 'log_node', 'log_checkpoint', 'log_witness', 'log_key'] loop
    execute format('create policy service_adds on %I for insert to ombud_service with check (true)', t);
  end loop;
  -- what proves says nothing about anyone; whoever controls may have it
  foreach t in array array['log_node', 'log_checkpoint', 'log_witness', 'log_key'] loop
    execute format('create policy controls on %I for select to ombud_officer, ombud_auditor using (true)', t);
    execute format('grant select on %I to ombud_officer, ombud_auditor', t);
  end loop;
end $$;
grant insert on log_leaf, log_number, log_node, log_checkpoint, log_witness to ombud_service;
grant insert (kind, board_id, verifier, made_at) on log_key to ombud_service;
create policy service_moves on log_cursor for update to ombud_service using (true) with check (true);
grant update (next_xact) on log_cursor to ombud_service;
create policy controls on log_leaf for select to ombud_officer, ombud_auditor using (true);
grant select (sequence, entry) on log_leaf to ombud_officer, ombud_auditor;
create policy own_board on log_number for select to ombud_officer, ombud_auditor using (board_id = any ((select actor_boards(actor_hand()))::int[]));
grant select on log_number to ombud_officer, ombud_auditor;

-- Whoever takes a copy for a board lets the board's witness sign which log it was given.
create policy board_signs on log_witness for insert to ombud_officer, ombud_auditor with check (board_id = any ((select actor_boards(actor_hand()))::int[]));
grant insert on log_witness to ombud_officer, ombud_auditor;
create policy board_signs on log_key for insert to ombud_officer, ombud_auditor with check (kind = 'witness' and board_id = any ((select actor_boards(actor_hand()))::int[]));
grant insert (kind, board_id, verifier, made_at) on log_key to ombud_officer, ombud_auditor;

-- A row as it is hashed: open to all, common to the boards it concerns, and each board's own. A board of 0 is gone or was never said: it is the host's.
create function log_host(given_board int) returns text language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(nullif(given_board, 0), (select b.id from public.board b where b.hosts_contact_centre), (select min(b.id) from public.board b))::text $$;
create function log_instant(given timestamptz) returns text language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select to_char(given at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;
create function log_record(e access_event) returns jsonb language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('open', jsonb_build_object('kind', 'access', 'id', e.id, 'at', public.log_instant(e.at), 'hand', e.hand, 'act', e.act, 'purpose', e.purpose),
    'common', to_jsonb(e) - array['id', 'at', 'hand', 'act', 'purpose', 'xact', 'xact_started', 'case_ids', 'contact_ids', 'board_ids', 'contact_board_ids'],
    'boards', coalesce((select jsonb_object_agg(p.board, p.part) from (
      select public.log_host(i.board) as board, jsonb_build_object('cases', coalesce(jsonb_agg(i.id order by i.n) filter (where i.kind = 'case'), '[]'), 'contacts', coalesce(jsonb_agg(i.id order by i.n) filter (where i.kind = 'contact'), '[]')) as part
      from (select 'case' as kind, u.id, u.board, u.n from unnest(e.case_ids, e.board_ids) with ordinality u (id, board, n)
        union all select 'contact', u.id, u.board, u.n from unnest(e.contact_ids, e.contact_board_ids) with ordinality u (id, board, n)) i group by 1) p), jsonb_build_object(public.log_host(0), '{}'::jsonb))) $$;
create function log_record(e audit_event) returns jsonb language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('open', jsonb_build_object('kind', 'audit', 'id', e.id, 'at', public.log_instant(e.at), 'hand', e.hand, 'act', e.event),
    'common', to_jsonb(e) - array['id', 'at', 'hand', 'event', 'xact', 'board_id'], 'boards', jsonb_build_object(public.log_host(e.board_id), '{}'::jsonb)) $$;
create function log_record(e refusal) returns jsonb language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('open', jsonb_build_object('kind', 'refusal', 'id', e.id, 'at', public.log_instant(e.at), 'hand', e.hand, 'act', e.act),
    'common', to_jsonb(e) - array['id', 'at', 'hand', 'act', 'xact', 'board_id'], 'boards', jsonb_build_object(public.log_host(e.board_id), '{}'::jsonb)) $$;
create function log_record(e certificate) returns jsonb language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('open', jsonb_build_object('kind', 'certificate', 'id', e.number, 'at', public.log_instant(e.issued_at), 'hand', 'eraser', 'act', 'certified', 'hash', encode(e.hash, 'hex')),
    'common', '{}'::jsonb, 'boards', jsonb_build_object(public.log_host(e.board_id), '{}'::jsonb)) $$;
create function log_record(given_kind text, given_id bigint) returns jsonb language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select case given_kind when 'access' then (select public.log_record(e) from public.access_event e where e.id = given_id) when 'audit' then (select public.log_record(e) from public.audit_event e where e.id = given_id)
    when 'refusal' then (select public.log_record(e) from public.refusal e where e.id = given_id) else (select public.log_record(e) from public.certificate e where e.number = given_id) end $$;

-- What has been committed and has no number yet, oldest transaction first. Only what is visible has been committed, so nothing waits for a long
-- transaction; a restored counter begins again from the start.
create function log_waiting(at_most int) returns table (kind text, id bigint, xact text, record jsonb) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with from_here as materialized (select case when c.next_xact > pg_snapshot_xmax(pg_current_snapshot()) then '0'::xid8 else c.next_xact end as x from public.log_cursor c),
  found as materialized (
    (select 'access' as kind, e.id, e.xact from public.access_event e where e.xact >= (select x from from_here) and not exists (select from public.log_leaf l where l.kind = 'access' and l.row_id = e.id) order by e.xact, e.id limit at_most)
    union all (select 'audit', e.id, e.xact from public.audit_event e where e.xact >= (select x from from_here) and not exists (select from public.log_leaf l where l.kind = 'audit' and l.row_id = e.id) order by e.xact, e.id limit at_most)
    union all (select 'refusal', e.id, e.xact from public.refusal e where e.xact >= (select x from from_here) and not exists (select from public.log_leaf l where l.kind = 'refusal' and l.row_id = e.id) order by e.xact, e.id limit at_most)
    union all (select 'certificate', e.number, e.xact from public.certificate e where e.xact >= (select x from from_here) and not exists (select from public.log_leaf l where l.kind = 'certificate' and l.row_id = e.number) order by e.xact, e.number limit at_most))
  select f.kind, f.id, f.xact::text, case when f.xact < (select c.begun from public.log_cursor c) then jsonb_set(public.log_record(f.kind, f.id), '{open,earlier}', 'true') else public.log_record(f.kind, f.id) end from (select * from found order by xact, kind, id limit at_most) f order by f.xact, f.kind, f.id $$;
grant execute on function log_waiting(int) to ombud_service;

-- One board's rows by their numbers, with what that board may read and the salts of those parts. A number without a row is answered too: that is what is looked for.
create function log_rows(given_board int, numbers bigint[]) returns table (number bigint, sequence bigint, entry text, salted boolean, record jsonb, common_salt bytea, own_salt bytea)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select u.number, n.sequence, l.entry, l.salt is not null,
    case when r.record is not null then jsonb_build_object('open', r.record -> 'open', 'common', r.record -> 'common', 'own', coalesce(r.record -> 'boards' -> given_board::text, '{}')) end,
    sha256(l.salt || convert_to('common', 'UTF8')), sha256(l.salt || convert_to('board ' || given_board, 'UTF8'))
  from unnest(numbers) u (number) left join public.log_number n on n.board_id = given_board and n.number = u.number left join public.log_leaf l on l.sequence = n.sequence
  left join lateral (select public.log_record(l.kind, l.row_id) as record) r on l.kind is not null order by u.number $$;
create function read_log(given_board int, numbers bigint[]) returns table (number bigint, sequence bigint, entry text, salted boolean, record jsonb, common_salt bytea, own_salt bytea)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select r.* from public.log_rows(given_board, numbers) r where given_board = any (public.content_boards(public.actor_hand())) and public.actor_hand() in ('officer', 'auditor') $$;
grant execute on function read_log(int, bigint[]) to ombud_officer, ombud_auditor;

-- A look-up's own trace goes with its case; that it was made, under which clause, and which fields came, stays in the log.
create function log_look_up() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' or (old.outcome, old.told) is distinct from (new.outcome, new.told) then
    insert into public.audit_event (at, employee_id, hand, event, case_id, contact_id, board_id, facts)
    values (public.ombud_now(), public.actor_id(), coalesce(public.actor_hand(), 'service'),
      case when tg_op = 'INSERT' then 'look-up.asked' when old.outcome is distinct from new.outcome then 'look-up.answered' else 'look-up.told' end, new.case_id, new.contact_id, new.board_id,
      jsonb_build_object('system', new.system, 'version', new.version_id, 'clauses', array_to_string(new.clause_ids, ' '), 'outcome', new.outcome, 'fields', array_to_string(new.fields, ' ')));
  end if;
  return null;
end $$;
create trigger logged after insert or update on look_up for each row execute function log_look_up();

-- The log's own end (L56): five years, and not while what it speaks of is still here. The row goes, and with its salt whatever its hashes could have been tried against.
create function purge_log(after_sequence bigint, at_most int) returns table (last bigint, purged int) language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare seen bigint[]; gone bigint[];
begin
  seen := array(select l.sequence from public.log_leaf l where l.sequence > after_sequence and l.salt is not null and l.kind <> 'certificate' order by l.sequence limit at_most);
  if seen = '{}' then return; end if;
  gone := array(select l.sequence from public.log_leaf l
    left join public.access_event a on l.kind = 'access' and a.id = l.row_id left join public.audit_event e on l.kind = 'audit' and e.id = l.row_id left join public.refusal r on l.kind = 'refusal' and r.id = l.row_id
    where l.sequence = any (seen) and coalesce(a.at, e.at, r.at) < public.ombud_now() - interval '5 years'
      and not exists (select from public."case" c where c.id = any (coalesce(a.case_ids, array[e.case_id, r.case_id]))) and not exists (select from public.contact c where c.id = any (coalesce(a.contact_ids, array[e.contact_id]))));
  delete from public.access_event x using public.log_leaf l where l.sequence = any (gone) and l.kind = 'access' and x.id = l.row_id;
  delete from public.audit_event x using public.log_leaf l where l.sequence = any (gone) and l.kind = 'audit' and x.id = l.row_id;
  delete from public.refusal x using public.log_leaf l where l.sequence = any (gone) and l.kind = 'refusal' and x.id = l.row_id;
  update public.log_leaf set salt = null where sequence = any (gone);
  last := seen[cardinality(seen)]; purged := cardinality(gone);
  return next;
end $$;
grant execute on function purge_log(bigint, int) to ombud_eraser;

-- What is asked of the log: numbers of a board's rows, newest first, for one case or contact, one member of staff, one kind, or all.
create function find_log(given_board int, first_number bigint, last_number bigint, given_kind text, given_id uuid, given_employee uuid, at_most int) returns bigint[]
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not (given_board = any (public.content_boards(public.actor_hand())) and public.actor_hand() in ('officer', 'auditor')) then return '{}'; end if;
  if given_id is null and given_employee is null then
    return array(select n.number from public.log_number n join public.log_leaf l using (sequence) where n.board_id = given_board and n.number between first_number and last_number and (given_kind is null or l.kind = given_kind) order by n.number desc limit at_most);
  end if;
  return array(select n.number from (
      select 'access' as kind, e.id from public.access_event e where (given_id is null or e.case_ids @> array[given_id] or e.contact_ids @> array[given_id]) and (given_employee is null or e.employee_id = given_employee)
      union all select 'audit', e.id from public.audit_event e where (given_id is null or e.case_id = given_id or e.contact_id = given_id) and (given_employee is null or e.employee_id = given_employee)
      union all select 'refusal', e.id from public.refusal e where (given_id is null or e.case_id = given_id) and (given_employee is null or e.employee_id = given_employee)) f
    join public.log_leaf l on l.kind = f.kind and l.row_id = f.id join public.log_number n on n.board_id = given_board and n.sequence = l.sequence
    where n.number between first_number and last_number and (given_kind is null or l.kind = given_kind) order by n.number desc limit at_most);
end $$;
grant execute on function find_log(int, bigint, bigint, text, uuid, uuid, int) to ombud_officer, ombud_auditor;
create index access_event_of_contact on access_event using gin (contact_ids) where contact_ids <> '{}';
create index access_event_of_employee on access_event (employee_id, id) where employee_id is not null;
create index audit_event_of_employee on audit_event (employee_id, id) where employee_id is not null;
create index audit_event_of_contact on audit_event (contact_id) where contact_id is not null;
create index refusal_of_employee on refusal (employee_id, id) where employee_id is not null;
create index refusal_of_case on refusal (case_id) where case_id is not null;

-- The resident's own part of the log (GDPR 15, CJEU C-579/21): when, for what and in which role; no names.
create function log_of_own_case(at_most int) returns table (at timestamptz, hand text, purpose text, act text) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select e.at, e.hand, e.purpose, e.act from public.access_event e where public.citizen_case() is not null and e.case_ids @> array[public.citizen_case()] and e.hand in ('agent', 'officer', 'auditor') order by e.id desc limit at_most $$;
grant execute on function log_of_own_case(int) to ombud_citizen;
