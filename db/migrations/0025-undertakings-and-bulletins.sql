-- 0025  The undertaking made whole (A21-A24): drawn questions, a sealed signature, twelve months at most, everyone's hand; bulletins that must be read (A12); briefings of boards' systems.

-- A22: each attempt as it was drawn and answered: ids of questions, answers and how many were right, never words.
create table undertaking_attempt (
  id uuid primary key default gen_random_uuid(), employee_id uuid not null references employee, version_id int not null references instruction_version, drawn_at timestamptz not null,
  questions text[] not null check (cardinality(questions) between 1 and 20), answered_at timestamptz, answers jsonb not null default '[]' check (jsonb_typeof(answers) = 'array' and pg_column_size(answers) < 8000),
  right_count int check (right_count between 0 and cardinality(questions)), check ((answered_at is null) = (right_count is null))
);
comment on table undertaking_attempt is 'personal data: staff; kept by domain/instruction/keeps.ts';
create index undertaking_attempt_of_employee on undertaking_attempt (employee_id, drawn_at desc);
create function guard_attempt() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.answered_at is not null then raise exception 'an attempt is answered once (A22)' using errcode = '42501'; end if;
  return new;
end $$;
create trigger answered_once before update on undertaking_attempt for each row execute function guard_attempt();

-- A bulletin that everyone of these hands must have read within so many days (A12). No board: every board.
create table bulletin (
  id uuid primary key default gen_random_uuid(), board_id int references board, kind text not null check (kind in ('bulletin', 'training')), title text not null check (length(title) between 3 and 200),
  body text not null check (length(body) between 3 and 20000), hands text[] not null check (cardinality(hands) > 0 and hands <@ array['agent', 'officer', 'auditor']), read_by_days int not null check (read_by_days between 1 and 90),
  published_by uuid not null references employee, published_at timestamptz not null, withdrawn_at timestamptz
);
comment on table bulletin is 'personal data: staff; kept by domain/briefing/keeps.ts';
create index bulletin_standing on bulletin (published_at) where withdrawn_at is null;
create table bulletin_receipt (
  bulletin_id uuid not null references bulletin, employee_id uuid not null references employee, read_at timestamptz not null, primary key (bulletin_id, employee_id)
);
comment on table bulletin_receipt is 'personal data: staff; kept by domain/briefing/keeps.ts';
-- A24: who has read how data may be fetched from a board's system, in that version of the connector's briefing.
create table connector_acknowledgement (
  employee_id uuid not null references employee, system text not null, version text not null check (version ~ '^[0-9a-f]{16}$'), acknowledged_at timestamptz not null, primary key (employee_id, system, version)
);
comment on table connector_acknowledgement is 'personal data: staff; kept by domain/briefing/keeps.ts';

-- A22: the signature is made with a key of its own over everything that was answered; the public half stays beside it, the private half is never kept.
alter table undertaking add column attempt_id uuid references undertaking_attempt, add column text_hash bytea check (length(text_hash) = 32),
  add column public_key bytea check (length(public_key) = 44), add column signature bytea check (length(signature) = 64), add column valid_until timestamptz;
alter table undertaking drop constraint undertaking_employee_id_version_id_key;

-- At most twelve months, and never longer than the employment it was signed in: who comes back signs again.
create function undertaking_end(who uuid, signed timestamptz) returns timestamptz language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select least(signed + interval '12 months', (select upper(r) from (select unnest(range_agg(tstzrange(a.valid_from, a.valid_to))) as r from public.assignment a where a.employee_id = who) x
    where upper_inf(r) or upper(r) > signed order by lower(r) limit 1)) $$;
create function guard_undertaking() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    -- a signature can't be dated into the future, or out of an old employment
    if session_user = 'ombud_web' and new.signed_at not between public.ombud_now() - interval '1 minute' and public.ombud_now() + interval '1 minute' then
      raise exception 'an undertaking is signed now' using errcode = '42501'; end if;
    new.valid_until := public.undertaking_end(new.employee_id, new.signed_at);
    update public.undertaking set revoked_at = new.signed_at where employee_id = new.employee_id and version_id = new.version_id and revoked_at is null;
    return new;
  end if;
  -- what was sealed doesn't change; if it does, whoever changes it, it is no signature any more
  if (new.employee_id, new.version_id, new.signed_at, new.quiz, new.signature_hash, new.attempt_id, new.text_hash, new.public_key, new.signature)
      is distinct from (old.employee_id, old.version_id, old.signed_at, old.quiz, old.signature_hash, old.attempt_id, old.text_hash, old.public_key, old.signature) then
    new.revoked_at := coalesce(old.revoked_at, public.ombud_now()); end if;
  return new;
end $$;
create trigger guarded before insert or update on undertaking for each row execute function guard_undertaking();
update undertaking set valid_until = undertaking_end(employee_id, signed_at);
alter table undertaking alter column valid_until set not null;
create unique index undertaking_standing on undertaking (employee_id, version_id) where revoked_at is null;
create function follow_employment() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare who uuid := case when tg_op = 'DELETE' then old.employee_id else new.employee_id end;
begin
  update public.undertaking u set valid_until = public.undertaking_end(who, u.signed_at) where u.employee_id = who and u.revoked_at is null and u.valid_until is distinct from public.undertaking_end(who, u.signed_at);
  return null;
end $$;
create trigger ends_undertakings after insert or update or delete on assignment for each row execute function follow_employment();
create or replace function carry_undertakings(from_version int, to_version int, given_diff bytea) returns int language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare carried int;
begin
  insert into public.undertaking (employee_id, version_id, signed_at, quiz, signature_hash, attempt_id, text_hash, public_key, signature, carried_from, carried_diff)
  select u.employee_id, to_version, u.signed_at, u.quiz, u.signature_hash, u.attempt_id, u.text_hash, u.public_key, u.signature, u.id, given_diff from public.undertaking u
  where u.version_id = from_version and u.revoked_at is null and not exists (select from public.undertaking n where n.employee_id = u.employee_id and n.version_id = to_version and n.revoked_at is null);
  get diagnostics carried = row_count;
  return carried;
end $$;

-- A12: boards where something this person must have read is overdue. Counted from when it was published, or from when they began with this hand.
create function unbriefed_boards(who uuid, with_hand text, at timestamptz) returns int[] language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare begun timestamptz;
begin
  if not exists (select from public.bulletin b where b.withdrawn_at is null) then return '{}'; end if;
  select min(a.valid_from) into begun from public.assignment a where a.employee_id = who and a.hand = with_hand and a.valid_from <= at and (a.valid_to is null or a.valid_to > at);
  return array(select distinct x.id from public.bulletin b join public.board x on b.board_id is null or b.board_id = x.id
    where b.withdrawn_at is null and with_hand = any (b.hands) and greatest(b.published_at, begun) + make_interval(days => b.read_by_days) <= at
      and not exists (select from public.bulletin_receipt r where r.bulletin_id = b.id and r.employee_id = who));
end $$;
-- The same for whoever acts, for the wall that explains.
create function actor_unbriefed() returns int[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select public.unbriefed_boards(public.actor_id(), public.actor_hand(), public.ombud_now()) $$;
grant execute on function actor_unbriefed() to ombud_agent, ombud_officer, ombud_auditor;

do $$
declare
  was text := pg_get_functiondef('public.granted_case_types(text[], text)'::regprocedure);
  now_is text := replace(was, 'u.revoked_at is null', 'u.revoked_at is null and u.valid_until > at and v.board_id <> all ((select public.unbriefed_boards(who, ''agent'', at))::int[])');
begin
  if now_is = was then raise exception 'the undertaking isn’t where it was'; end if;
  execute now_is;
end $$;

-- A21: officers and auditors as well. Of the boards they work for, those whose people's data they may see: signed for the board (whichever version: A23 lets a material
-- change suspend agents), and briefed. Where no instruction is in force there is nothing to sign, and the board's own people answer for what is the board's own.
create function content_boards(wanted_hand text) returns int[] language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  at timestamptz := public.ombud_now();
  boards int[] := public.actor_boards(wanted_hand);
  who uuid;
  shut int[];
begin
  if boards = '{}' then return boards; end if;
  who := public.actor_id();
  shut := public.unbriefed_boards(who, wanted_hand, at);
  return array(select b from unnest(boards) b where b <> all (shut) and (
    exists (select from public.undertaking u join public.instruction_version v on v.id = u.version_id where u.employee_id = who and v.board_id = b and u.revoked_at is null and u.valid_until > at)
    or not exists (select from public.instruction_version v where v.board_id = b and v.state = 'in-force' and v.valid_from <= at and (v.valid_to is null or v.valid_to > at))));
end $$;
comment on function content_boards(text) is 'A12, A21: boards the actor is assigned to with this hand and may see personal data of.';
grant execute on function content_boards(text) to ombud_doorman, ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_auditor, ombud_eraser;
do $$
declare
  p record;
  changed int := 0;
begin
  for p in select tablename, policyname, cmd, qual, with_check from pg_policies where schemaname = 'public'
    and tablename in ('case', 'contact', 'question', 'look_up', 'decision', 'disposal', 'refusal', 'hold', 'happening', 'message')
    and (qual like '%actor\_boards(%' or with_check like '%actor\_boards(%')
  loop
    execute format('alter policy %I on %I', p.policyname, p.tablename)
      || case when p.qual is null then '' else ' using (' || replace(p.qual, 'actor_boards(', 'content_boards(') || ')' end
      || case when p.with_check is null then '' else ' with check (' || replace(p.with_check, 'actor_boards(', 'content_boards(') || ')' end;
    changed := changed + 1;
  end loop;
  if changed < 10 then raise exception 'the policies of boards’ people aren’t where they were'; end if;
end $$;
alter policy own_only on look_up using (employee_id = (select actor_id()) and board_id = any ((select array(
  select v.board_id from undertaking u join instruction_version v on v.id = u.version_id where u.employee_id = actor_id() and u.revoked_at is null and u.valid_until > ombud_now()))::int[]));
do $$
declare
  was text := pg_get_functiondef('public.search_case_ids(text, text, int)'::regprocedure);
  now_is text := replace(was, 'actor_boards(', 'content_boards(');
begin
  if now_is = was then raise exception 'the boards of a search aren’t where they were'; end if;
  execute now_is;
end $$;
do $$
declare
  was text := pg_get_functiondef('public.agents_bound_by(int)'::regprocedure);
  now_is text := replace(was, 'u.revoked_at is null', 'u.revoked_at is null and u.valid_until > public.ombud_now()');
begin
  if now_is = was then raise exception 'whom a version binds isn’t where it was'; end if;
  execute now_is;
end $$;

-- Why whoever acts sees nobody's data at all: 'unsigned', 'unread', or null where something is open, or there is nothing to sign.
create function actor_gate() returns text language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  at timestamptz := public.ombud_now();
  who uuid := public.actor_id();
  by_hand text := public.actor_hand();
  boards int[];
  signed int[];
begin
  if who is null then return null; end if;
  if by_hand = 'agent' then
    boards := array(select v.board_id from public.instruction_version v where v.state = 'in-force' and v.valid_from <= at and (v.valid_to is null or v.valid_to > at));
    signed := array(select v.board_id from public.undertaking u join public.instruction_version v on v.id = u.version_id and v.state = 'in-force' and v.valid_from <= at and (v.valid_to is null or v.valid_to > at)
      where u.employee_id = who and u.revoked_at is null and u.valid_until > at);
  else
    boards := public.actor_boards(by_hand);
    if boards = '{}' or public.content_boards(by_hand) <> '{}' then return null; end if;
    signed := array(select v.board_id from public.undertaking u join public.instruction_version v on v.id = u.version_id where u.employee_id = who and v.board_id = any (boards) and u.revoked_at is null and u.valid_until > at);
    if signed = '{}' then return 'unsigned'; end if;
    return 'unread';
  end if;
  if boards = '{}' then return null; end if;
  if signed = '{}' then return 'unsigned'; end if;
  if signed <@ public.unbriefed_boards(who, by_hand, at) then return 'unread'; end if;
  return null;
end $$;
grant execute on function actor_gate() to ombud_agent, ombud_officer, ombud_auditor, ombud_citizen;

-- Who has signed, by board and hand: counts, and nobody's name. For the officers and auditors of the board itself.
create function undertaking_coverage() returns table (board_id int, hand text, people int, signed int, soon int, unread int, overdue int) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with t as materialized (select public.ombud_now() as at), mine as materialized (select unnest(public.actor_boards(public.actor_hand())) as board_id),
  works as materialized (
    select distinct m.board_id, a.hand, a.employee_id, min(a.valid_from) over (partition by m.board_id, a.hand, a.employee_id) as begun from mine m
    join public.assignment a on (a.hand = 'agent' or a.board_id = m.board_id) join public.employee e on e.id = a.employee_id and e.active, t
    where public.actor_hand() in ('officer', 'auditor') and a.valid_from <= t.at and (a.valid_to is null or a.valid_to > t.at)),
  known as materialized (
    select w.board_id, w.hand, w.employee_id,
      (select max(u.valid_until) from public.undertaking u join public.instruction_version v on v.id = u.version_id where u.employee_id = w.employee_id and v.board_id = w.board_id and u.revoked_at is null and u.valid_until > t.at
        and (w.hand <> 'agent' or v.state = 'in-force')) as until,
      (select count(*) from public.bulletin b where b.withdrawn_at is null and w.hand = any (b.hands) and (b.board_id is null or b.board_id = w.board_id)
        and not exists (select from public.bulletin_receipt r where r.bulletin_id = b.id and r.employee_id = w.employee_id)) as unread,
      w.board_id = any (public.unbriefed_boards(w.employee_id, w.hand, t.at)) as overdue
    from works w, t)
  select k.board_id, k.hand, count(*)::int, count(*) filter (where k.until is not null)::int, count(*) filter (where k.until <= t.at + interval '30 days')::int, count(*) filter (where k.unread > 0)::int, count(*) filter (where k.overdue)::int
  from known k, t group by k.board_id, k.hand $$;
grant execute on function undertaking_coverage() to ombud_officer, ombud_auditor;

-- A12: an officer tells those of the own board; whoever signs for the centre tells everyone.
create function publish_bulletin(given_board int, given_kind text, given_title text, given_body text, given_hands text[], given_days int) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare made uuid;
begin
  perform public.refuse_unless(cardinality(public.actor_signs('contact-centre')) > 0 or given_board is not null and given_board = any (public.actor_boards('officer')), 'a bulletin is the board’s own, or the centre’s');
  insert into public.bulletin (board_id, kind, title, body, hands, read_by_days, published_by, published_at)
  values (given_board, given_kind, given_title, given_body, given_hands, given_days, public.actor_id(), public.ombud_now()) returning id into made;
  insert into public.bulletin_receipt (bulletin_id, employee_id, read_at) values (made, public.actor_id(), public.ombud_now());
  return made;
end $$;
create function withdraw_bulletin(given uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update public.bulletin b set withdrawn_at = public.ombud_now() where b.id = given and b.withdrawn_at is null
    and (cardinality(public.actor_signs('contact-centre')) > 0 or b.board_id = any (public.actor_boards('officer')));
  return found;
end $$;
-- How many of each hand have read it; names of those who haven't, for whoever leads the centre only.
create function bulletin_reading() returns table (bulletin_id uuid, hand text, people int, read int, missing text[]) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with t as materialized (select public.ombud_now() as at, cardinality(public.actor_signs('contact-centre')) > 0 as leads, public.actor_boards('officer') as boards)
  select b.id, a.hand, count(distinct a.employee_id)::int, (count(distinct a.employee_id) filter (where r.employee_id is not null))::int,
    case when t.leads then coalesce(array_agg(distinct e.name) filter (where r.employee_id is null), '{}') end
  from t, public.bulletin b join public.assignment a on a.hand = any (b.hands) and (a.hand = 'agent' or b.board_id is null or a.board_id = b.board_id) join public.employee e on e.id = a.employee_id and e.active
  left join public.bulletin_receipt r on r.bulletin_id = b.id and r.employee_id = a.employee_id
  where b.withdrawn_at is null and (t.leads or b.board_id = any (t.boards)) and a.valid_from <= t.at and (a.valid_to is null or a.valid_to > t.at)
  group by b.id, a.hand, t.leads $$;
grant execute on function publish_bulletin(int, text, text, text, text[], int), withdraw_bulletin(uuid), bulletin_reading() to ombud_officer;

do $$
declare t text;
begin
  foreach t in array array['undertaking_attempt', 'bulletin', 'bulletin_receipt', 'connector_acknowledgement'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to ombud_owner using (true) with check (true)', t);
  end loop;
  foreach t in array array['undertaking_attempt', 'bulletin_receipt', 'connector_acknowledgement'] loop
    execute format('create policy own_only on %I for select to ombud_agent, ombud_officer, ombud_auditor using (employee_id = (select actor_id()))', t);
    execute format('create policy for_self on %I for insert to ombud_agent, ombud_officer, ombud_auditor with check (employee_id = (select actor_id()))', t);
    execute format('grant select on %I to ombud_agent, ombud_officer, ombud_auditor', t);
  end loop;
end $$;
create policy answers_for_self on undertaking_attempt for update to ombud_agent, ombud_officer, ombud_auditor using (employee_id = (select actor_id())) with check (employee_id = (select actor_id()));
grant insert (employee_id, version_id, drawn_at, questions), update (answered_at, answers, right_count) on undertaking_attempt to ombud_agent, ombud_officer, ombud_auditor;
create policy staff_reads on bulletin for select to ombud_agent, ombud_officer, ombud_auditor using (true);
grant select on bulletin to ombud_agent, ombud_officer, ombud_auditor;
grant insert (bulletin_id, employee_id, read_at) on bulletin_receipt to ombud_agent, ombud_officer, ombud_auditor;
grant insert (employee_id, system, version, acknowledged_at) on connector_acknowledgement to ombud_agent, ombud_officer, ombud_auditor;
-- Nobody signs for another, or without an attempt of their own that was answered right throughout.
alter policy signs_for_self on undertaking to ombud_agent, ombud_officer, ombud_auditor with check (employee_id = (select actor_id()) and signature is not null and public_key is not null and text_hash is not null and exists (
  select from undertaking_attempt a where a.id = attempt_id and a.employee_id = (select actor_id()) and a.version_id = undertaking.version_id and a.right_count = cardinality(a.questions)));
grant insert (employee_id, version_id, signed_at, quiz, signature_hash, attempt_id, text_hash, public_key, signature) on undertaking to ombud_agent, ombud_officer, ombud_auditor;
