-- 0037  Need to know (A6, A25, B14): whose own matters a person doesn't see, what brings someone to a case, the glass that is broken in an emergency, and who looks through it all each quarter.

-- Points by which a person can be recognised stand here as keyed hashes only. The key is the owner's; no login of the product reads it (decision 0037).
create table conflict_key (only_one boolean primary key default true check (only_one), secret bytea not null check (length(secret) = 32));
comment on table conflict_key is 'personal data: no; kept by domain/need/keeps.ts';
insert into conflict_key (secret) values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
create table conflict_mark (
  id uuid primary key default gen_random_uuid(), employee_id uuid not null references employee, kind text not null check (kind in ('own', 'relative', 'other')),
  point text not null check (point in ('mail', 'phone', 'address', 'household', 'identity')), mark bytea not null check (length(mark) = 32),
  declared_at timestamptz not null, declared_by uuid not null references employee, withdrawn_at timestamptz, withdrawn_by uuid references employee
);
comment on table conflict_mark is 'personal data: pseudonymous; kept by domain/need/keeps.ts';
create unique index conflict_mark_once on conflict_mark (employee_id, kind, mark) where withdrawn_at is null;
create index conflict_mark_of on conflict_mark (mark) where withdrawn_at is null;
-- A case or contact that concerns someone who works here, or someone close to them. Without a mark: they wrote from their address at work.
create table conflict (
  id uuid primary key default gen_random_uuid(), case_id uuid references "case", contact_id uuid references contact, employee_id uuid not null references employee, mark_id uuid references conflict_mark,
  found_at timestamptz not null, check (num_nonnulls(case_id, contact_id) = 1), unique nulls not distinct (case_id, contact_id, employee_id, mark_id)
);
comment on table conflict is 'personal data: pseudonymous; kept by domain/need/keeps.ts';
create index conflict_of_case on conflict (case_id) where case_id is not null;
create index conflict_of_contact on conflict (contact_id) where contact_id is not null;
-- A colleague's matter is open to whom the manager names, and nobody else.
create table conflict_named (
  id uuid primary key default gen_random_uuid(), case_id uuid not null references "case", employee_id uuid not null references employee, named_by uuid not null references employee, named_at timestamptz not null, unique (case_id, employee_id)
);
comment on table conflict_named is 'personal data: pseudonymous; kept by domain/need/keeps.ts';
-- A6: a case is opened with a reason out of a closed list, for half an hour.
create table case_opening (
  id uuid primary key default gen_random_uuid(), case_id uuid not null references "case", employee_id uuid not null references employee,
  reason text not null check (reason in ('caller-asks', 'colleague-away', 'colleague-asks', 'follow-up', 'check')), at timestamptz not null, until timestamptz not null, check (until > at and until <= at + interval '30 minutes')
);
comment on table case_opening is 'personal data: pseudonymous; kept by domain/need/keeps.ts';
create index case_opening_of on case_opening (case_id, employee_id, until desc);
-- B14: the glass that is broken in an emergency. What is left when the case is gone is that it was broken, by whom and why.
create table broken_glass (
  id uuid primary key default gen_random_uuid(), case_id uuid not null, board_id int not null references board, employee_id uuid not null references employee, reason text not null check (reason in ('life', 'child', 'crisis')),
  minutes int not null check (minutes between 5 and 60), needs_two boolean not null, asked_at timestamptz not null, second_id uuid references employee, opens_at timestamptz, until timestamptz, ended_at timestamptz,
  check (second_id is null or second_id <> employee_id), check ((opens_at is null) = (until is null)), check (until <= opens_at + interval '60 minutes'), check (opens_at is null or not needs_two or second_id is not null)
);
comment on table broken_glass is 'personal data: staff; kept by domain/need/keeps.ts';
create index broken_glass_of on broken_glass (employee_id, until desc);
-- A6: each quarter the board goes through everyone who has access to what is its own.
create table access_review (
  id uuid primary key default gen_random_uuid(), board_id int not null references board, quarter text not null check (quarter ~ '^\d{4}-Q[1-4]$'), opened_at timestamptz not null, due_at timestamptz not null, done_at timestamptz, unique (board_id, quarter)
);
comment on table access_review is 'personal data: no; kept by domain/need/keeps.ts';
create table access_review_line (
  review_id uuid not null references access_review, employee_id uuid not null references employee, hand text not null check (hand in ('agent', 'officer', 'auditor')), verdict text check (verdict in ('confirmed', 'removed')),
  decided_by uuid references employee, decided_at timestamptz, primary key (review_id, employee_id, hand), check (num_nulls(verdict, decided_by, decided_at) in (0, 3))
);
comment on table access_review_line is 'personal data: staff; kept by domain/need/keeps.ts';
-- Whoever has been removed signs nothing and sees nothing of the board until it has been given back.
create table access_removal (
  id uuid primary key default gen_random_uuid(), employee_id uuid not null references employee, board_id int not null references board, hand text not null check (hand in ('agent', 'officer', 'auditor')),
  removed_at timestamptz not null, removed_by uuid not null references employee, given_back_at timestamptz, given_back_by uuid references employee
);
comment on table access_removal is 'personal data: staff; kept by domain/need/keeps.ts';
create unique index access_removal_standing on access_removal (employee_id, hand, board_id) where given_back_at is null;

do $$
declare t text;
begin
  foreach t in array array['conflict_key', 'conflict_mark', 'conflict', 'conflict_named', 'case_opening', 'broken_glass', 'access_review', 'access_review_line', 'access_removal'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to ombud_owner using (true) with check (true)', t);
  end loop;
  foreach t in array array['conflict', 'conflict_named', 'case_opening'] loop
    execute format('create policy eraser_all on %I to ombud_eraser using (true) with check (true)', t);
    execute format('grant select, delete on %I to ombud_eraser', t);
  end loop;
end $$;
-- One's own declarations are one's own to see; never the hash.
create policy own_only on conflict_mark for select to ombud_agent, ombud_officer, ombud_auditor using (employee_id = (select actor_id()));
grant select (id, employee_id, kind, point, declared_at, declared_by, withdrawn_at) on conflict_mark to ombud_agent, ombud_officer, ombud_auditor;
create policy own_only on case_opening for select to ombud_agent using (employee_id = (select actor_id()));
grant select on case_opening to ombud_agent;
create policy own_and_board on broken_glass for select to ombud_agent, ombud_officer, ombud_auditor using (employee_id = (select actor_id()) or board_id = any ((select actor_boards(actor_hand()))::int[]) or cardinality((select actor_signs('contact-centre'))::int[]) > 0);
grant select on broken_glass to ombud_agent, ombud_officer, ombud_auditor;
create policy board_sees on access_review for select to ombud_officer, ombud_auditor using (board_id = any ((select actor_boards(actor_hand()))::int[]));
grant select on access_review to ombud_officer, ombud_auditor;
create policy board_sees on access_review_line for select to ombud_officer, ombud_auditor using (exists (select from access_review r where r.id = review_id));
grant select on access_review_line to ombud_officer, ombud_auditor;
create policy board_sees on access_removal for select to ombud_officer, ombud_auditor using (board_id = any ((select actor_boards(actor_hand()))::int[]));
grant select on access_removal to ombud_officer, ombud_auditor;

-- ---- Conflict of interest (A25, D8; FL 16-18)

-- One way of writing each point. The household is a surname at an address: in a house of forty homes an address alone says little.
create function plain_point(point text, given text) returns text language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select nullif(case point
    when 'mail' then lower(btrim(given))
    when 'phone' then (select case when length(d) >= 6 then d end from regexp_replace(regexp_replace(given, '\D', '', 'g'), '^(0046|46|0)', '') d)
    when 'identity' then (select case when length(d) >= 10 then right(d, 10) end from regexp_replace(given, '\D', '', 'g') d)
    else (select case when street ~ '\d' then street end from btrim(regexp_replace(lower(split_part(given, ',', 1)), '[^[:alnum:]]+', ' ', 'g')) street) end, '') $$;
create function plain_household(surname text, address text) returns text language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select lower(nullif(regexp_replace(btrim(surname), '^.*\s', ''), '')) || '|' || public.plain_point('address', address) $$;
create function point_mark(point text, plain text) returns bytea language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select case when plain is not null then (select sha256(k.secret || sha256(k.secret || convert_to(point || ':' || plain, 'UTF8'))) from public.conflict_key k) end $$;
revoke execute on function point_mark(text, text) from public;
create function find_conflicts() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare marks bytea[];
begin
  if new.email is not null then
    insert into public.conflict (case_id, contact_id, employee_id, found_at) select new.case_id, new.contact_id, e.id, public.ombud_now() from public.employee e where e.email = lower(new.email) on conflict do nothing;
  end if;
  if not exists (select from public.conflict_mark m where m.withdrawn_at is null) then return null; end if;
  marks := array[public.point_mark('mail', public.plain_point('mail', new.email)), public.point_mark('phone', public.plain_point('phone', new.phone)),
    public.point_mark('address', public.plain_point('address', new.address)), public.point_mark('household', public.plain_household(new.name, new.address))];
  insert into public.conflict (case_id, contact_id, employee_id, mark_id, found_at)
  select new.case_id, new.contact_id, m.employee_id, m.id, public.ombud_now() from public.conflict_mark m where m.withdrawn_at is null and m.mark = any (marks) on conflict do nothing;
  return null;
end $$;
create trigger conflicts after insert on participant for each row execute function find_conflicts();
-- An identity number is said in words, never in a field of its own.
create function find_conflicts_in_words() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from public.conflict_mark m where m.withdrawn_at is null and m.point = 'identity') then return null; end if;
  insert into public.conflict (case_id, employee_id, mark_id, found_at)
  select distinct new.case_id, m.employee_id, m.id, public.ombud_now() from regexp_matches(new.body, '(?:19|20)?\d{6}[-+ ]?\d{4}', 'g') n
  join public.conflict_mark m on m.withdrawn_at is null and m.mark = public.point_mark('identity', public.plain_point('identity', n[1])) on conflict do nothing;
  return null;
end $$;
create trigger conflicts after insert on message for each row execute function find_conflicts_in_words();
create trigger conflicts after insert on note for each row execute function find_conflicts_in_words();

-- The point comes in clear, is hashed and forgotten. What is here already is looked through once. @returns null when it can't be read as such a point
create function declare_conflict(given_employee uuid, given_kind text, given_point text, given text, given_surname text) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  who uuid := public.actor_id(); made uuid; hash bytea;
  plain text := case given_point when 'household' then public.plain_household(given_surname, given) else public.plain_point(given_point, given) end;
begin
  perform public.refuse_unless(who is not null and (given_employee = who or (given_kind = 'own' and public.actor_is_operator())), 'one declares for oneself; an administrator gives a person''s own points');
  if plain is null then return null; end if;
  hash := public.point_mark(given_point, plain);
  select m.id into made from public.conflict_mark m where m.employee_id = given_employee and m.kind = given_kind and m.mark = hash and m.withdrawn_at is null;
  if made is not null then return made; end if;
  insert into public.conflict_mark (employee_id, kind, point, mark, declared_at, declared_by) values (given_employee, given_kind, given_point, hash, public.ombud_now(), who) returning id into made;
  insert into public.conflict (case_id, contact_id, employee_id, mark_id, found_at)
  select p.case_id, p.contact_id, given_employee, made, public.ombud_now() from public.participant p where case given_point
    when 'mail' then p.email = plain when 'phone' then p.phone is not null and public.plain_point('phone', p.phone) = plain
    when 'address' then p.address is not null and public.plain_point('address', p.address) = plain
    when 'household' then p.address is not null and public.plain_household(p.name, p.address) = plain else false end
  on conflict do nothing;
  if given_point = 'identity' then
    insert into public.conflict (case_id, employee_id, mark_id, found_at)
    select distinct w.case_id, given_employee, made, public.ombud_now() from (select case_id, body from public.message union all select case_id, body from public.note) w
    where regexp_replace(w.body, '[-+ ]', '', 'g') like '%' || plain || '%' on conflict do nothing;
  end if;
  perform public.record_audit('conflict.declared', null, null, null, jsonb_build_object('employee', given_employee, 'kind', given_kind, 'point', given_point));
  return made;
end $$;
-- Taken back by whoever leads the centre, or signs for a board where the person works: nobody opens their own way in.
create function leads(given_employee uuid) returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select given_employee <> public.actor_id() and (cardinality(public.actor_signs('contact-centre')) > 0
    or exists (select from public.assignment a where a.employee_id = given_employee and a.board_id = any (public.actor_signs('board')) and a.valid_from <= public.ombud_now() and (a.valid_to is null or a.valid_to > public.ombud_now()))) $$;
create function withdraw_conflict(given uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare of uuid;
begin
  select m.employee_id into of from public.conflict_mark m where m.id = given and m.withdrawn_at is null;
  if of is null or not public.leads(of) then return false; end if;
  update public.conflict_mark set withdrawn_at = public.ombud_now(), withdrawn_by = public.actor_id() where id = given;
  perform public.record_audit('conflict.withdrawn', null, null, null, jsonb_build_object('employee', of));
  return true;
end $$;
-- How many each of one's people has declared, and how many matters it has kept from them; never about whom.
create function conflict_counts() returns table (employee_id uuid, name text, kind text, declared int, met int) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select e.id, e.name, m.kind, count(distinct m.id)::int, count(distinct k.id)::int from public.conflict_mark m join public.employee e on e.id = m.employee_id left join public.conflict k on k.mark_id = m.id
  where m.withdrawn_at is null and public.leads(e.id) group by 1, 2, 3 order by 2, 3 $$;
-- Which of these concern the one who acts, someone close to them, or a colleague whose matter they haven't been named for.
create function conflicted_cases(wanted uuid[]) returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare who uuid;
begin
  -- the ordinary case: one look in an index
  if not exists (select from public.conflict k where k.case_id = any (wanted)) then return '{}'; end if;
  who := public.actor_id();
  return array(select distinct k.case_id from public.conflict k left join public.conflict_mark m on m.id = k.mark_id where k.case_id = any (wanted) and who is not null and m.withdrawn_at is null
    and (k.employee_id = who or m.kind = 'own' and not exists (select from public.conflict_named n where n.case_id = k.case_id and n.employee_id = who)));
end $$;
create function conflicted_contacts(wanted uuid[]) returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare who uuid;
begin
  if not exists (select from public.conflict k where k.contact_id = any (wanted)) then return '{}'; end if;
  who := public.actor_id();
  return array(select distinct k.contact_id from public.conflict k left join public.conflict_mark m on m.id = k.mark_id
    where k.contact_id = any (wanted) and who is not null and m.withdrawn_at is null and (k.employee_id = who or m.kind = 'own'));
end $$;
-- Given back to the queue, for a colleague. Needs no look at the case.
create function pass_on_case(given uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if given <> all (public.conflicted_cases(array[given])) or not exists (select from public."case" c where c.id = given) then return false; end if;
  update public."case" set assignee_id = null, version = version + 1, changed_at = public.ombud_now() where id = given and assignee_id = public.actor_id();
  perform public.record_audit('conflict.passed-on', given, null, (select c.board_id from public."case" c where c.id = given), '{}');
  return true;
end $$;
create function name_for_conflict(given uuid, given_employee uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare of_board int := (select c.board_id from public."case" c where c.id = given);
begin
  perform public.refuse_unless(cardinality(public.actor_signs('contact-centre')) > 0 or of_board = any (public.actor_signs('board')), 'only a manager names who sees a colleague''s matter');
  -- neither the one it concerns nor someone close to them, and nobody names themselves for what they may not see
  if of_board is null or not exists (select from public.conflict k where k.case_id = given) or not exists (select from public.employee e where e.id = given_employee and e.active)
    or exists (select from public.conflict k left join public.conflict_mark m on m.id = k.mark_id where k.case_id = given and k.employee_id in (given_employee, public.actor_id()) and m.withdrawn_at is null) then return false; end if;
  insert into public.conflict_named (case_id, employee_id, named_by, named_at) values (given, given_employee, public.actor_id(), public.ombud_now()) on conflict do nothing;
  perform public.record_audit('conflict.named', given, null, of_board, jsonb_build_object('employee', given_employee));
  return true;
end $$;
create function note_conflicts(given_cases uuid[], given_contacts uuid[], given_act text) returns void language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into public.audit_event (at, employee_id, hand, event, case_id, contact_id, board_id, facts)
  select public.ombud_now(), public.actor_id(), public.actor_hand(), 'conflict.met', x.case_id, x.contact_id, coalesce(c.board_id, t.board_id), jsonb_build_object('act', given_act)
  from (select unnest(given_cases) as case_id, null::uuid as contact_id union all select null, unnest(given_contacts)) x left join public."case" c on c.id = x.case_id left join public.contact t on t.id = x.contact_id $$;

-- ---- A live relation (A6)

create index contact_open_with on contact (agent_id) where ended_at is null and agent_id is not null;
-- Those of an agent's cases that nothing brings the agent to: closed longer ago than it takes to wrap up, or somebody else's, and neither the caller's in an open contact nor opened with a reason.
create function unrelated_cases(wanted uuid[]) returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  who uuid := public.actor_id(); this_moment timestamptz := public.ombud_now();
  far uuid[] := array(select c.id from public."case" c where c.id = any (wanted)
    and not ((c.state <> 'closed' or c.closed_at > this_moment - interval '30 minutes') and (c.assignee_id is null or c.assignee_id = who)));
begin
  if far = '{}' or public.actor_hand() is distinct from 'agent' then return '{}'; end if;
  return array(select c.id from public."case" c where c.id = any (far)
    -- wrapping up: had it open when somebody else took it, within the half hour
    and not exists (select from public.happening h where h.case_id = c.id and h.event = 'case.assigned' and h.at > this_moment - interval '30 minutes' and c.state <> 'closed'
      and exists (select from public.access_event e where e.employee_id = who and e.case_ids @> array[c.id] and e.act not in ('list', 'search') and e.at <= h.at and e.at > h.at - interval '30 minutes'))
    and not exists (select from public.case_opening o where o.case_id = c.id and o.employee_id = who and o.until > this_moment)
    and not exists (select from public.contact t where t.agent_id = who and t.ended_at is null and (t.id = c.contact_id or exists (select from public.question q where q.contact_id = t.id and q.case_id = c.id)
      or exists (select from public.participant mine join public.participant theirs on theirs.case_id = c.id and (theirs.email = mine.email or public.plain_point('phone', theirs.phone) = public.plain_point('phone', mine.phone)) where mine.contact_id = t.id))));
end $$;
-- Found by a search, and told of by number only. As every hit: those of kinds that the agent may read of at all.
create function findable_cases(wanted uuid[]) returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(c.id), '{}') from public."case" c where c.id = any (public.unrelated_cases(wanted)) and c.id <> all (public.conflicted_cases(wanted)) and c.id <> all (public.frozen_cases(wanted))
    and c.case_type_id <> all ((select public.uninstructed_case_types())::int[]) and c.case_type_id = any (public.granted_case_types(case c.holder when 'board' then array['handle'] else array['receive', 'handle', 'assist', 'advise', 'status.read'] end)) $$;
grant execute on function findable_cases(uuid[]) to ombud_agent, ombud_officer, ombud_auditor;
create function open_with_reason(given uuid, given_reason text) returns timestamptz language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare ends timestamptz := public.ombud_now() + interval '30 minutes';
begin
  if given <> all (public.unrelated_cases(array[given])) or given = any (public.conflicted_cases(array[given])) then return null; end if;
  insert into public.case_opening (case_id, employee_id, reason, at, until) values (given, public.actor_id(), given_reason, public.ombud_now(), ends);
  perform public.record_audit('case.opened-with-reason', given, null, (select c.board_id from public."case" c where c.id = given), jsonb_build_object('reason', given_reason, 'until', public.utc(ends)));
  return ends;
end $$;

-- ---- The glass (B14)

create index broken_glass_standing on broken_glass (until) where ended_at is null;
create function glass_cases() returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare this_moment timestamptz := public.ombud_now(); who uuid;
begin
  if not exists (select from public.broken_glass g where g.ended_at is null and g.until > this_moment) then return '{}'; end if;
  who := public.actor_id();
  return array(select g.case_id from public.broken_glass g where g.employee_id = who and g.ended_at is null and g.opens_at <= this_moment and g.until > this_moment);
end $$;
create policy glass_opens on "case" for select to ombud_agent, ombud_officer, ombud_doorman using (id = any ((select glass_cases())::uuid[]));
alter table board_notice add column glass_id uuid references broken_glass;
do $$
declare was text; now_is text;
begin
  was := pg_get_constraintdef((select oid from pg_constraint where conname = 'board_notice_kind_check' and conrelid = 'public.board_notice'::regclass));
  now_is := replace(was, '''stop''::text', '''stop''::text, ''glass''::text, ''access''::text');
  if now_is = was then raise exception 'the kinds of a notice aren’t where they were'; end if;
  alter table board_notice drop constraint board_notice_kind_check;
  execute 'alter table board_notice add constraint board_notice_kind_check ' || now_is;
  was := pg_get_functiondef('public.answer_notice(uuid, text, text)'::regprocedure);
  now_is := replace(was, '(''stop'', ''noted'')', '(''stop'', ''noted''), (''glass'', ''noted'')');
  if now_is = was then raise exception 'the answers of a notice aren’t where they were'; end if;
  execute now_is;
end $$;
alter table board_notice add constraint board_notice_of_glass check ((kind = 'glass') = (glass_id is not null));
-- Two where the board's instruction says two-person of what it lets be done with the type, and always for what is sealed.
create function glass_needs_two(given uuid) returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select t.secrecy = 'sealed' or exists (select from public.instruction_version v join public.clause l on l.version_id = v.id
    where v.board_id = c.board_id and v.state = 'in-force' and v.valid_from <= public.ombud_now() and (v.valid_to is null or v.valid_to > public.ombud_now())
      and l.rule -> 'obligations' @> '[{"kind": "two-person"}]' and (l.rule -> 'caseTypes' = '"all"' or l.rule -> 'caseTypes' ? t.code))
  from public."case" c join public.case_type t on t.id = c.case_type_id where c.id = given $$;
-- The case is named by its number. A conflict of interest, a stop of every act and a frozen case stand. The board is told in the same transaction.
create function break_glass(given_number text, given_reason text, given_minutes int) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare k record; made uuid; two boolean; told uuid;
begin
  perform public.refuse_unless(public.actor_hand() in ('agent', 'officer'), 'only those who work with cases break the glass');
  select c.id, c.board_id, c.case_type_id into k from public."case" c where c.number = given_number;
  if k.id is null or k.id = any (public.conflicted_cases(array[k.id])) or k.id = any (public.frozen_cases(array[k.id]))
    or exists (select from public.instruction_stop s where s.lifted_at is null and s.board_id = k.board_id and s.acts = '{}' and (s.case_type_ids = '{}' or k.case_type_id = any (s.case_type_ids))) then return null; end if;
  two := public.glass_needs_two(k.id);
  insert into public.broken_glass (case_id, board_id, employee_id, reason, minutes, needs_two, asked_at, opens_at, until)
  values (k.id, k.board_id, public.actor_id(), given_reason, given_minutes, two, public.ombud_now(), case when not two then public.ombud_now() end, case when not two then public.ombud_now() + make_interval(mins => given_minutes) end) returning id into made;
  insert into public.board_notice (board_id, direction, kind, glass_id, owed_at) values (k.board_id, 'to-board', 'glass', made, public.ombud_now()) returning id into told;
  perform public.queue_job('deliver-notice', jsonb_build_object('notice', told), '0', 'notice-' || told);
  perform public.record_audit(case when two then 'glass.asked' else 'glass.broken' end, k.id, null, k.board_id, jsonb_build_object('glass', made, 'reason', given_reason, 'minutes', given_minutes));
  return made;
end $$;
create function second_glass(given uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare g public.broken_glass;
begin
  select * into g from public.broken_glass b where b.id = given and b.opens_at is null and b.ended_at is null and b.asked_at > public.ombud_now() - interval '60 minutes' for update;
  if g.id is null or g.employee_id = public.actor_id() or not (g.board_id = any (public.actor_boards('officer')) or cardinality(public.actor_signs('contact-centre')) > 0) then return false; end if;
  update public.broken_glass set second_id = public.actor_id(), opens_at = public.ombud_now(), until = public.ombud_now() + make_interval(mins => g.minutes) where id = given;
  perform public.record_audit('glass.broken', g.case_id, null, g.board_id, jsonb_build_object('glass', given, 'reason', g.reason, 'minutes', g.minutes));
  return true;
end $$;
-- Closed again by whoever broke it, or by the board.
create function mend_glass(given uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare g public.broken_glass;
begin
  update public.broken_glass b set ended_at = public.ombud_now() where b.id = given and b.ended_at is null and (b.employee_id = public.actor_id() or b.board_id = any (public.actor_boards('officer'))) returning * into g;
  if g.id is null then return false; end if;
  perform public.record_audit('glass.mended', g.case_id, null, g.board_id, jsonb_build_object('glass', given));
  return true;
end $$;

-- ---- The doorman asks all three

grant execute on function conflicted_cases(uuid[]), conflicted_contacts(uuid[]), unrelated_cases(uuid[]), glass_cases(), note_conflicts(uuid[], uuid[], text) to ombud_doorman;
grant insert (facts) on access_event to ombud_doorman;
set local role ombud_doorman;
do $$
declare was text; now_is text;
begin
  was := pg_get_functiondef('public.open_cases(uuid[], text, text)'::regprocedure);
  now_is := replace(was, 'seen uuid[]; boards int[];', 'seen uuid[]; boards int[]; glass uuid[] := public.glass_cases(); conflicts uuid[] := public.conflicted_cases(wanted); far uuid[];');
  now_is := replace(now_is, 'select coalesce(array_agg(c.id), ''{}''), array_agg(c.board_id) into seen',
    E'far := case when by_hand = ''agent'' then public.unrelated_cases(wanted) else ''{}'' end;\n  if conflicts <> ''{}'' and for_act not in (''list'', ''search'') then perform public.note_conflicts(conflicts, ''{}'', for_act); end if;\n  select coalesce(array_agg(c.id), ''{}''), array_agg(c.board_id) into seen');
  now_is := replace(now_is, 'and (by_hand <> ''agent'' or c.holder = ''centre'' or c.case_type_id = any (handled))', 'and c.id <> all (conflicts) and (c.id = any (glass) or c.id <> all (far) and (by_hand <> ''agent'' or c.holder = ''centre'' or c.case_type_id = any (handled)))');
  now_is := replace(now_is, 'act, case_ids, board_ids)', 'act, case_ids, board_ids, facts)');
  now_is := replace(now_is, 'for_act, seen, boards)', 'for_act, seen, boards, case when seen && glass then jsonb_build_object(''glass'', (select string_agg(g::text, '' '') from unnest(glass) g where g = any (seen))) end)');
  if now_is = was or position('conflicts)' in now_is) = 0 or position('facts)' in now_is) = 0 or position('''glass''' in now_is) = 0 or position('far :=' in now_is) = 0 then raise exception 'open_cases has another shape than expected'; end if;
  execute now_is;
  was := pg_get_functiondef('public.open_contacts(uuid[], text, text)'::regprocedure);
  now_is := replace(was, 'declare seen uuid[];', 'declare seen uuid[]; conflicts uuid[] := public.conflicted_contacts(wanted);');
  now_is := replace(now_is, 'where q.contact_id = any (wanted)) x;', E'where q.contact_id = any (wanted)) x where x.id <> all (conflicts);\n  if conflicts <> ''{}'' and for_act not in (''list'', ''search'') then perform public.note_conflicts(''{}'', conflicts, for_act); end if;');
  if now_is = was or position('<> all (conflicts)' in now_is) = 0 or position('note_conflicts' in now_is) = 0 then raise exception 'open_contacts has another shape than expected'; end if;
  execute now_is;
end $$;
set local role ombud_owner;
-- A part of a request holds the words of a case, by a door of its own.
do $$
declare was text := pg_get_functiondef('public.open_rights_part(uuid)'::regprocedure); now_is text;
begin
  now_is := replace(was, 'if part.id is null then return null; end if;', E'if part.case_id = any (public.conflicted_cases(array[part.case_id])) then\n    perform public.note_conflicts(array[part.case_id], ''{}'', ''rights'');\n    return null;\n  end if;\n  if part.id is null then return null; end if;');
  if now_is = was then raise exception 'open_rights_part has another shape than expected'; end if;
  execute now_is;
end $$;
-- What keeps this case's words from the one who acts, for the wall that explains: a conflict of interest, or that nothing brings them to it.
create function kept_from(given uuid) returns text language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select case when given = any (public.conflicted_cases(array[given])) then 'conflict' when given = any (public.glass_cases()) then 'glass' when given = any (public.unrelated_cases(array[given])) then 'relation' end $$;
grant execute on function kept_from(uuid), glass_cases() to ombud_agent, ombud_officer, ombud_auditor;
grant execute on function conflicted_cases(uuid[]), declare_conflict(uuid, text, text, text, text), withdraw_conflict(uuid), conflict_counts(), leads(uuid), pass_on_case(uuid) to ombud_agent, ombud_officer, ombud_auditor;
grant execute on function unrelated_cases(uuid[]), open_with_reason(uuid, text) to ombud_agent;
grant execute on function break_glass(text, text, int), second_glass(uuid), mend_glass(uuid), name_for_conflict(uuid, uuid) to ombud_agent, ombud_officer;

-- ---- Each quarter (A6)

create function removed_boards(who uuid, with_hand text) returns int[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(r.board_id), '{}') from public.access_removal r where r.employee_id = who and r.hand = with_hand and r.given_back_at is null $$;
create function actor_removed() returns int[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select public.removed_boards(public.actor_id(), public.actor_hand()) $$;
grant execute on function actor_removed() to ombud_agent, ombud_officer, ombud_auditor;
-- The same gate as for what hasn't been read: every policy asks it already.
do $$
declare was text := pg_get_functiondef('public.unbriefed_boards(uuid, text, timestamptz)'::regprocedure); now_is text;
begin
  now_is := replace(was, 'return ''{}''', 'return public.removed_boards(who, with_hand)');
  now_is := replace(now_is, 'return array(select distinct x.id', 'return public.removed_boards(who, with_hand) || array(select distinct x.id');
  if length(now_is) < length(was) + 60 then raise exception 'unbriefed_boards has another shape than expected'; end if;
  execute now_is;
end $$;
-- Everyone who has a hand at the board, and every agent who has signed for it. As the service, each night; twice is once.
create function open_access_reviews() returns int language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  this_moment timestamptz := public.ombud_now(); made int := 0; r record; told uuid;
  this text := to_char(this_moment at time zone 'Europe/Stockholm', 'YYYY"-Q"Q');
begin
  for r in insert into public.access_review (board_id, quarter, opened_at, due_at)
    select distinct v.board_id, this, this_moment, this_moment + interval '30 days' from public.instruction_version v where v.state = 'in-force' and v.valid_from <= this_moment and (v.valid_to is null or v.valid_to > this_moment) on conflict do nothing returning id, board_id, due_at loop
    made := made + 1;
    insert into public.access_review_line (review_id, employee_id, hand)
    select distinct r.id, a.employee_id, a.hand from public.assignment a join public.employee e on e.id = a.employee_id and e.active
    where a.valid_from <= this_moment and (a.valid_to is null or a.valid_to > this_moment) and r.board_id <> all (public.removed_boards(a.employee_id, a.hand)) and (a.hand <> 'agent' and a.board_id = r.board_id or a.hand = 'agent' and exists (
      select from public.undertaking u join public.instruction_version v on v.id = u.version_id where u.employee_id = a.employee_id and v.board_id = r.board_id and u.revoked_at is null and u.valid_until > this_moment));
    insert into public.board_notice (board_id, direction, kind, owed_at, due_at) values (r.board_id, 'to-board', 'access', this_moment, r.due_at) returning id into told;
    perform public.queue_job('deliver-notice', jsonb_build_object('notice', told), '0', 'notice-' || told);
  end loop;
  return made;
end $$;
grant execute on function open_access_reviews() to ombud_service;
create function review_access(given_review uuid, given_employee uuid, given_hand text, given_verdict text) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare v public.access_review; me uuid := public.actor_id();
begin
  select * into v from public.access_review r where r.id = given_review and r.board_id = any (public.actor_boards('officer')) and r.done_at is null for update;
  -- nobody confirms themselves
  if v.id is null or given_employee = me then return false; end if;
  update public.access_review_line l set verdict = given_verdict, decided_by = me, decided_at = public.ombud_now() where l.review_id = v.id and l.employee_id = given_employee and l.hand = given_hand and l.verdict is null;
  if not found then return false; end if;
  if given_verdict = 'removed' then
    insert into public.access_removal (employee_id, board_id, hand, removed_at, removed_by) values (given_employee, v.board_id, given_hand, public.ombud_now(), me) on conflict do nothing;
    if given_hand <> 'agent' then update public.assignment a set valid_to = public.ombud_now() where a.employee_id = given_employee and a.board_id = v.board_id and a.hand = given_hand and (a.valid_to is null or a.valid_to > public.ombud_now()); end if;
    perform public.end_sessions_of(given_employee);
  end if;
  perform public.record_audit('access.' || given_verdict, null, null, v.board_id, jsonb_build_object('employee', given_employee, 'hand', given_hand, 'quarter', v.quarter));
  if not exists (select from public.access_review_line l where l.review_id = v.id and l.verdict is null) then
    update public.access_review set done_at = public.ombud_now() where id = v.id;
    update public.board_notice set answered_at = public.ombud_now(), answered_by = me, answer = 'noted' where board_id = v.board_id and kind = 'access' and answered_at is null;
  end if;
  return true;
end $$;
create function give_access_back(given_employee uuid, given_board int, given_hand text) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if given_board <> all (public.actor_boards('officer')) or given_employee = public.actor_id() then return false; end if;
  update public.access_removal set given_back_at = public.ombud_now(), given_back_by = public.actor_id() where employee_id = given_employee and board_id = given_board and hand = given_hand and given_back_at is null;
  if not found then return false; end if;
  perform public.record_audit('access.given-back', null, null, given_board, jsonb_build_object('employee', given_employee, 'hand', given_hand));
  return true;
end $$;
grant execute on function review_access(uuid, uuid, text, text), give_access_back(uuid, int, text) to ombud_officer;

-- Hands that together give more than each alone: who hands over and who takes over across the line between authorities (OSL 8:1), who does and who audits, who signs for both parties.
create function union_refused(given_id int, who uuid, new_hand text, new_board int, new_signs text, at timestamptz) returns text language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select case
    when new_signs is not null and a.signs is not null and a.signs <> new_signs then 'signs-both'
    when 'auditor' in (new_hand, a.hand) and new_hand <> a.hand and (a.board_id = new_board or 'agent' in (new_hand, a.hand)) then 'does-and-audits'
    when new_hand <> a.hand and 'agent' in (new_hand, a.hand) and not (select b.hosts_contact_centre from public.board b where b.id = case when new_hand = 'officer' then new_board else a.board_id end) then 'both-sides' end
  from public.assignment a where a.id is distinct from given_id and a.employee_id = who and a.valid_from <= at and (a.valid_to is null or a.valid_to > at) order by 1 nulls last limit 1 $$;
create function refuse_unions() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare why text;
begin
  if new.valid_to is not null and new.valid_to <= public.ombud_now() then return new; end if;
  why := public.union_refused(new.id, new.employee_id, new.hand, new.board_id, new.signs, greatest(public.ombud_now(), new.valid_from));
  if why is null then return new; end if;
  -- a directory's list isn't stopped by one of its lines; what isn't given is told
  if new.source = 'group' then
    perform public.record_audit('staff.hand-refused', null, null, new.board_id, jsonb_build_object('employee', new.employee_id, 'hand', new.hand, 'why', why));
    return null;
  end if;
  raise exception 'hands that together give more than each alone: %', why using errcode = '42501', hint = why;
end $$;
create trigger unions before insert or update of employee_id, hand, board_id, signs on assignment for each row execute function refuse_unions();

-- ---- What can this person see: the facts of another's session, for those who answer for the board or lead the centre. The same as `standingQuery` reads of one's own.
create function standing_of(who uuid, with_hand text, at timestamptz) returns jsonb language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('now', public.utc(at),
    'boards', array(select distinct b.code from public.board b join public.assignment a on a.board_id = b.id where a.employee_id = who and a.hand = with_hand and a.valid_from <= at and (a.valid_to is null or a.valid_to > at)),
    'undertakings', coalesce((select jsonb_agg(jsonb_build_object('board', b.code, 'versionId', u.version_id)) from public.undertaking u join public.instruction_version v on v.id = u.version_id join public.board b on b.id = v.board_id
      where u.employee_id = who and u.revoked_at is null and u.valid_until > at), '[]'),
    'unbriefed', array(select b.code from public.board b where b.id = any (public.unbriefed_boards(who, with_hand, at))),
    'removed', array(select b.code from public.board b where b.id = any (public.removed_boards(who, with_hand))),
    'opening_hours', (select i.organisation -> 'openingHours' from public.installation i))
  where cardinality(public.actor_boards('officer')) + cardinality(public.actor_boards('auditor')) > 0 $$;
create function access_facts(who uuid, in_board int, out assigned int, out conflicts int) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select (select count(*)::int from public."case" c where c.board_id = in_board and c.assignee_id = who and c.state <> 'closed'),
    (select count(distinct coalesce(k.case_id, k.contact_id))::int from public.conflict k left join public.conflict_mark m on m.id = k.mark_id left join public."case" c on c.id = k.case_id left join public.contact t on t.id = k.contact_id
      where k.employee_id = who and m.withdrawn_at is null and coalesce(c.board_id, t.board_id) = in_board)
  where in_board = any (public.actor_boards(public.actor_hand())) or cardinality(public.actor_signs('contact-centre')) > 0 $$;
create function glass_openings(given uuid) returns int language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select count(*)::int from public.broken_glass g join public.access_event e on e.case_ids @> array[g.case_id] and e.employee_id = g.employee_id and e.at between g.opens_at and g.until where g.id = given and e.facts ->> 'glass' is not null
    and (g.employee_id = public.actor_id() or g.board_id = any (public.actor_boards(public.actor_hand())) or cardinality(public.actor_signs('contact-centre')) > 0) $$;
grant execute on function standing_of(uuid, text, timestamptz), access_facts(uuid, int) to ombud_officer, ombud_auditor;
grant execute on function glass_openings(uuid) to ombud_agent, ombud_officer, ombud_auditor;
