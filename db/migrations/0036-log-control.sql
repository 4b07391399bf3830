-- 0036  Log control (L56, A18): a random sample and risk patterns over a board's own log, a reviewer's word on each row, and a signed statement.

-- One control of one board and span. seed: the root of the first checkpoint signed after the span, so that nobody chose the sample.
create table log_control (
  id uuid primary key default gen_random_uuid(), board_id int not null references board, from_on date not null, until_on date not null check (until_on >= from_on),
  seed text not null, tree_size bigint not null, population int not null check (population >= 0), made_at timestamptz not null, made_by uuid references employee,
  statement text, hash bytea, public_key bytea, signature bytea, signed_at timestamptz, signed_by uuid references employee,
  unique (board_id, from_on, until_on), check (num_nonnulls(statement, hash, public_key, signature, signed_at, signed_by) in (0, 6))
);
comment on table log_control is 'personal data: staff; kept by domain/logcontrol/keeps.ts';
-- Names a row of the log and why it was taken up; says no number about anybody (B22). Goes when the row it names goes.
create table log_control_item (
  id uuid primary key default gen_random_uuid(), control_id uuid not null references log_control, number bigint not null, whys text[] not null check (cardinality(whys) > 0),
  verdict text check (verdict in ('in-order', 'not-explained', 'investigate')), reason text check (length(reason) between 3 and 500), judged_at timestamptz, judged_by uuid references employee,
  unique (control_id, number), check (num_nonnulls(verdict, reason, judged_at, judged_by) in (0, 4))
);
comment on table log_control_item is 'personal data: staff; kept by domain/logcontrol/keeps.ts';

do $$
declare t text;
begin
  foreach t in array array['log_control', 'log_control_item'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to ombud_owner using (true) with check (true)', t);
    execute format('grant select on %I to ombud_officer, ombud_auditor', t);
  end loop;
end $$;
create policy own_board on log_control for select to ombud_officer, ombud_auditor using (board_id = any ((select content_boards(actor_hand()))::int[]));
create policy own_board on log_control_item for select to ombud_officer, ombud_auditor using (exists (select from log_control c where c.id = control_id));

-- What the patterns look at. Only for those whose board it is; names and addresses are compared here, and only the kind of tie leaves.
create function log_control_events(given_board int, from_at timestamptz, until_at timestamptz) returns table (number bigint, kind text, hand text, act text, at timestamptz, who uuid, cases jsonb, related boolean, wrapped boolean, tie text, terms text[])
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with rows as materialized (
    select n.number, l.kind, a.id, a.at, a.employee_id, a.hand, a.act, a.facts, array(select u.id from unnest(a.case_ids, a.board_ids) u (id, board) where u.board = given_board) as case_ids
    from public.log_number n join public.log_leaf l using (sequence) join public.access_event a on l.kind = 'access' and a.id = l.row_id
    where n.board_id = given_board and a.at >= from_at and a.at < until_at
    union all select n.number, l.kind, e.id, e.at, e.employee_id, e.hand, e.event, e.facts, '{}' from public.log_number n join public.log_leaf l using (sequence) join public.audit_event e on l.kind = 'audit' and e.id = l.row_id
    where n.board_id = given_board and e.at >= from_at and e.at < until_at)
  select r.number, r.kind, r.hand, r.act, r.at, r.employee_id,
    case when r.kind = 'access' then (select jsonb_agg(jsonb_build_object('id', c.id, 'number', c.number, 'closedAt', c.closed_at)) from public."case" c where c.id = any (r.case_ids)) end,
    w.related, w.wrapped, t.tie, string_to_array(nullif(case jsonb_typeof(r.facts -> 'terms') when 'array' then array_to_string(array(select jsonb_array_elements_text(r.facts -> 'terms')), ' ') else r.facts ->> 'terms' end, ''), ' ')
  from rows r left join public.employee p on p.id = r.employee_id
  cross join lateral (select
    exists (select from public.audit_event e where e.employee_id = r.employee_id and e.event not in ('log.read', 'log.exported', 'case.searched') and ((e.case_id = any (r.case_ids) and e.at <= r.at + interval '1 hour') or (e.event = 'contact.registered' and e.at between r.at - interval '1 hour' and r.at + interval '1 hour'))) as related,
    exists (select from public.audit_event e where e.employee_id = r.employee_id and e.event not in ('log.read', 'log.exported', 'case.searched') and e.at >= r.at and e.at <= r.at + interval '2 days' and (e.case_id = any (r.case_ids) or (e.event = 'contact.registered' and e.at <= r.at + interval '1 hour'))) as wrapped) w
  cross join lateral (select case
    when cardinality(r.case_ids) <> 1 or p.id is null then null
    when exists (select from public.participant s where s.case_id = any (r.case_ids) and (lower(s.email) = p.email or lower(s.name) = lower(p.name))) then 'own'
    when exists (select from public.participant s join public.employee o on o.id <> p.id and (o.email = lower(s.email) or lower(o.name) = lower(s.name)) where s.case_id = any (r.case_ids)) then 'colleague'
    when exists (select from public.participant s where s.case_id = any (r.case_ids) and s.name ~ ' ' and lower(substring(s.name from '\S+$')) = lower(substring(p.name from '\S+$'))) then 'family' end as tie) t
  where given_board = any (public.content_boards(public.actor_hand())) and public.actor_hand() in ('officer', 'auditor')
  order by r.number $$;
-- Numbers of the board's series that have no row between the first and the last of the span. A row that went on its day leaves its entry.
create function log_control_breaks(given_board int, first_number bigint, last_number bigint) returns bigint[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(g.number order by g.number), '{}') from generate_series(first_number, last_number) g (number)
  left join public.log_number n on n.board_id = given_board and n.number = g.number left join public.log_leaf l on l.sequence = n.sequence
  where given_board = any (public.content_boards(public.actor_hand())) and public.actor_hand() in ('officer', 'auditor')
    and (l.sequence is null or (l.salt is not null and l.kind <> 'certificate' and public.log_record(l.kind, l.row_id) is null)) $$;

-- The same span is one control: asked for again it is the one that is there, with the sample it had.
create function start_log_control(given_board int, given_from date, given_until date, given_seed text, given_size bigint, given_population int, items jsonb) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare made uuid;
begin
  perform public.refuse_unless(given_board = any (public.content_boards(public.actor_hand())) and public.actor_hand() in ('officer', 'auditor'), 'the log is its board’s');
  perform public.refuse_unless(exists (select from public.log_checkpoint k where k.size = given_size and encode(k.root, 'base64') = given_seed), 'the sample is drawn from what was signed');
  insert into public.log_control (board_id, from_on, until_on, seed, tree_size, population, made_at, made_by) values (given_board, given_from, given_until, given_seed, given_size, given_population, public.ombud_now(), public.actor_id())
  on conflict (board_id, from_on, until_on) do nothing returning id into made;
  if made is null then return (select c.id from public.log_control c where c.board_id = given_board and c.from_on = given_from and c.until_on = given_until); end if;
  insert into public.log_control_item (control_id, number, whys) select made, i.number, i.whys from jsonb_to_recordset(items) i (number bigint, whys text[]);
  return made;
end $$;
-- Nobody judges what they did themselves, and nothing is judged again once the statement is signed.
create function judge_log_item(given_control uuid, given_number bigint, given_verdict text, given_reason text) returns text language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare c public.log_control; who uuid;
begin
  select * into c from public.log_control x where x.id = given_control and x.board_id = any (public.content_boards(public.actor_hand())) and public.actor_hand() in ('officer', 'auditor') for update;
  if c.id is null or not exists (select from public.log_control_item i where i.control_id = c.id and i.number = given_number) then return 'missing'; end if;
  if c.signed_at is not null then return 'signed'; end if;
  select coalesce(a.employee_id, e.employee_id, r.employee_id) into who from public.log_number n join public.log_leaf l using (sequence)
    left join public.access_event a on l.kind = 'access' and a.id = l.row_id left join public.audit_event e on l.kind = 'audit' and e.id = l.row_id left join public.refusal r on l.kind = 'refusal' and r.id = l.row_id
    where n.board_id = c.board_id and n.number = given_number;
  if who = public.actor_id() then return 'own'; end if;
  update public.log_control_item i set verdict = given_verdict, reason = given_reason, judged_at = public.ombud_now(), judged_by = public.actor_id() where i.control_id = c.id and i.number = given_number;
  return 'judged';
end $$;
create function sign_log_control(given_control uuid, given_statement text, given_hash bytea, given_key bytea, given_signature bytea) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform public.refuse_unless(exists (select from public.log_control x where x.id = given_control and x.board_id = any (public.content_boards(public.actor_hand()))) and public.actor_hand() in ('officer', 'auditor'), 'the log is its board’s');
  update public.log_control c set statement = given_statement, hash = given_hash, public_key = given_key, signature = given_signature, signed_at = public.ombud_now(), signed_by = public.actor_id()
  where c.id = given_control and c.signed_at is null and not exists (select from public.log_control_item i where i.control_id = c.id and i.verdict is null);
  return found;
end $$;
grant execute on function log_control_events(int, timestamptz, timestamptz), log_control_breaks(int, bigint, bigint), start_log_control(int, date, date, text, bigint, int, jsonb), judge_log_item(uuid, bigint, text, text), sign_log_control(uuid, text, bytea, bytea, bytea) to ombud_officer, ombud_auditor;

-- A hit goes on the day of the row it names.
do $$
declare
  was text := pg_get_functiondef('public.purge_log(bigint, integer)'::regprocedure);
  place text := 'update public.log_leaf set salt = null where sequence = any (gone);';
  now_is text := replace(was, place, 'delete from public.log_control_item i using public.log_control c, public.log_number n where n.sequence = any (gone) and c.id = i.control_id and c.board_id = n.board_id and i.number = n.number;
  ' || place);
begin
  if now_is = was then raise exception 'the end of the log isn’t where it was'; end if;
  execute now_is;
end $$;
