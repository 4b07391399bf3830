-- 0027  The intake desk for rights (GDPR 12-22) and for public records (TF 2): one object whatever way it came, one part for each board that holds something, a hold on what is asked for (A14, A15, B23, C1, C2).
-- What the person wrote lies in the case that it came as, at the board that hosts the centre, and goes with that case.
create table rights_request (
  id uuid primary key default gen_random_uuid(), case_id uuid not null unique references "case",
  kind text not null check (kind in ('information', 'access', 'rectification', 'erasure', 'restriction', 'objection', 'portability', 'consent-withdrawal', 'records')),
  channel text not null, received_at timestamptz not null, due_at timestamptz not null, registered_by uuid references employee, told_at timestamptz, closed_at timestamptz, check (due_at > received_at)
);
comment on table rights_request is 'personal data: pseudonymous; kept by domain/rights/keeps.ts';
create index rights_request_open on rights_request (due_at) where closed_at is null;
create table rights_part (
  id uuid primary key default gen_random_uuid(), request_id uuid not null references rights_request, case_id uuid not null references "case", board_id int not null references board, notice_id uuid not null references board_notice,
  -- what led to the board, and whether something under sealed secrecy was among it: decides who may be told that the board has something
  matched_by text[] not null, sealed boolean not null, due_at timestamptz not null, extended_at timestamptz, taken_at timestamptz, taken_by uuid references employee, decided_at timestamptz, decided_by uuid references employee,
  outcome text check (outcome in ('granted', 'partly', 'refused')), law_id text check (length(law_id) between 3 and 200), unique (request_id, board_id),
  check (num_nonnulls(decided_at, decided_by, outcome) in (0, 3)), check (outcome is null or outcome = 'granted' or law_id is not null)
);
comment on table rights_part is 'personal data: pseudonymous; kept by domain/rights/keeps.ts';
create index rights_part_of_case on rights_part (case_id);
create index rights_part_open on rights_part (board_id, due_at) where decided_at is null;
create index rights_part_of_notice on rights_part (notice_id);
-- The board's own words, which the centre doesn't read: they may say what the board knows.
create table rights_text (part_id uuid primary key references rights_part, case_id uuid not null references "case", extension_reasons text check (length(extension_reasons) <= 4000), decision_reasons text check (length(decision_reasons) <= 20000));
comment on table rights_text is 'personal data: yes; kept by domain/rights/keeps.ts';
create index rights_text_of_case on rights_text (case_id);
-- What is asked for: no foreign key, since a row that has gone must not be kept by the question about it.
create table rights_item (
  id uuid primary key default gen_random_uuid(), part_id uuid not null references rights_part, case_id uuid not null references "case", about_case uuid, about_contact uuid, hold_id uuid not null, check (num_nonnulls(about_case, about_contact) = 1)
);
comment on table rights_item is 'personal data: pseudonymous; kept by domain/rights/keeps.ts';
create index rights_item_of_case on rights_item (case_id);
create index rights_item_of_part on rights_item (part_id);

do $$
declare t text;
begin
  foreach t in array array['rights_request', 'rights_part', 'rights_text', 'rights_item'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to ombud_owner using (true) with check (true)', t);
    execute format('grant select, delete on %I to ombud_eraser', t);
  end loop;
  foreach t in array array['rights_request', 'rights_part', 'rights_item'] loop
    execute format('create policy eraser_all on %I to ombud_eraser using (true) with check (true)', t);
    execute format('create policy service_reads on %I for select to ombud_service using (true)', t);
    execute format('grant select on %I to ombud_agent, ombud_officer, ombud_auditor, ombud_service', t);
  end loop;
end $$;
create policy only_opened_erased on rights_text to ombud_eraser using (case_id = any ((select opened_cases())::uuid[]));
-- The centre follows what it has taken in; a board sees its own part, and of the request no more than its kind and days.
create policy with_its_case on rights_part for select to ombud_agent using (exists (select from "case" c where c.id = case_id));
create policy board_sees on rights_part for select to ombud_officer, ombud_auditor using (board_id = any ((select content_boards(actor_hand()))::int[]) or exists (select from "case" c where c.id = case_id));
create policy with_its_part on rights_request for select to ombud_agent, ombud_officer, ombud_auditor using (exists (select from rights_part p where p.request_id = rights_request.id));
create policy with_its_part on rights_item for select to ombud_agent, ombud_officer, ombud_auditor using (exists (select from rights_part p where p.id = part_id));
create policy service_tells on rights_request for update to ombud_service using (true) with check (true);
grant update (told_at) on rights_request to ombud_service;

-- Who else has something about the person who asks: found by what the person gave, never by guessing at a name.
create index participant_email_anywhere on participant (email) where email is not null;
create index participant_phone_ending on participant (right(regexp_replace(phone, '\D', '', 'g'), 8)) where phone is not null;

-- The notice of a part is a notice as others are: delivered by a job, with a receipt, overdue on its day.
do $$
declare was text := (select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'public.board_notice'::regclass and conname = 'board_notice_kind_check'); made text;
begin
  made := replace(was, '''stop''::text', '''stop''::text, ''rights''::text');
  if made is not distinct from was then raise exception 'the kinds of board_notice aren''t where they were'; end if;
  alter table board_notice drop constraint board_notice_kind_check;
  execute 'alter table board_notice add constraint board_notice_kind_check ' || made;
end $$;

-- Everything in one transaction: the object, its parts, their notices and jobs, and the holds. Called by the two below only.
create function make_rights_request(given_case uuid, given_kind text, given_due timestamptz, given_numbers text[], given_codes bytea[], given_contacts uuid[], given_message uuid) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare of_case public."case"; host int; came timestamptz; made uuid; one record; item record; new_part uuid; new_notice uuid; new_hold uuid; emails text[]; phones text[]; new_type int;
begin
  select * into of_case from public."case" c where c.id = given_case for update;
  select b.id into host from public.board b where b.hosts_contact_centre;
  perform public.refuse_unless(of_case.board_id = host and of_case.holder = 'centre' and of_case.state <> 'closed' and of_case.offered_board_id is null, 'a request is taken in at the board that hosts the centre');
  select min(m.at) into came from public.message m where m.case_id = given_case and m.direction = 'in' and (given_message is null or m.id = given_message);
  if came is null then raise exception 'nothing has come in here' using errcode = '22023'; end if;
  insert into public.rights_request (case_id, kind, channel, received_at, due_at, registered_by) values (given_case, given_kind, of_case.channel, came, given_due, public.actor_id()) returning id into made;
  select t.id into new_type from public.case_type t where t.board_id = host and t.code = case given_kind when 'records' then 'allman-handling' else 'dataskyddsbegaran' end;
  if new_type is not null and (public.actor_hand() is null or public.may(array['receive'], new_type)) then
    update public."case" set case_type_id = new_type, version = version + 1, changed_at = public.ombud_now() where id = given_case;
    update public.case_summary set case_type_id = new_type where case_id = given_case;
  end if;
  select coalesce(array_agg(p.email) filter (where p.email is not null), '{}'), coalesce(array_agg(right(regexp_replace(p.phone, '\D', '', 'g'), 8)) filter (where length(regexp_replace(p.phone, '\D', '', 'g')) >= 8), '{}')
    into emails, phones from public.participant p where p.case_id = given_case;
  for one in
    with near as ( -- cases and questions that what was given leads to
      select c.id, null::uuid as contact, c.board_id, c.case_type_id, 'email' as lead from public.participant p join public."case" c on c.id = p.case_id where given_kind <> 'records' and p.email = any (emails) and c.id <> given_case
      union all select null, p.contact_id, q.board_id, q.case_type_id, 'email' from public.participant p join public.question q on q.contact_id = p.contact_id where given_kind <> 'records' and p.email = any (emails)
      union all select c.id, null, c.board_id, c.case_type_id, 'phone' from public.participant p join public."case" c on c.id = p.case_id
        where given_kind <> 'records' and p.phone is not null and right(regexp_replace(p.phone, '\D', '', 'g'), 8) = any (phones) and c.id <> given_case
      union all select null, p.contact_id, q.board_id, q.case_type_id, 'phone' from public.participant p join public.question q on q.contact_id = p.contact_id
        where given_kind <> 'records' and p.phone is not null and right(regexp_replace(p.phone, '\D', '', 'g'), 8) = any (phones)
      union all select c.id, null, c.board_id, c.case_type_id, 'number' from public."case" c where c.number = any (given_numbers) and c.id <> given_case
      union all select c.id, null, c.board_id, c.case_type_id, 'code' from public.case_key k join public."case" c on c.id = k.case_id where k.kind = 'retrieval' and k.hash = any (given_codes) and c.id <> given_case
      union all select null, c.id, c.board_id, c.case_type_id, 'contact' from public.contact c where c.id = any (given_contacts)
    ), boards as (
      select n.board_id, array_agg(distinct n.lead order by n.lead) as leads, bool_or(t.secrecy = 'sealed') as sealed from near n join public.case_type t on t.id = n.case_type_id group by n.board_id
      -- the centre's own board always has the request itself; of records it has its part when nothing else is known to be asked for
      union all select host, array['host'], false where not exists (select from near n where n.board_id = host) and (given_kind <> 'records' or not exists (select from near))
    ) select * from boards order by board_id
  loop
    insert into public.board_notice (board_id, direction, kind, owed_at, due_at) values (one.board_id, 'to-board', 'rights', public.ombud_now(), given_due) returning id into new_notice;
    insert into public.rights_part (request_id, case_id, board_id, notice_id, matched_by, sealed, due_at) values (made, given_case, one.board_id, new_notice, one.leads, one.sealed, given_due) returning id into new_part;
    perform public.queue_job('deliver-notice', jsonb_build_object('notice', new_notice), '0', 'notice-' || new_notice);
    if given_kind = 'records' then
      for item in
        select c.id as of_case, null::uuid as of_contact from public."case" c where c.board_id = one.board_id and c.id <> given_case and (c.number = any (given_numbers) or c.id in (select k.case_id from public.case_key k where k.kind = 'retrieval' and k.hash = any (given_codes)))
        union all select null, c.id from public.contact c where c.board_id = one.board_id and c.id = any (given_contacts)
      loop
        -- the eraser locks the same row before it judges: what is asked for either has a hold then, or has gone already
        perform from public."case" c where c.id = item.of_case for update;
        perform from public.contact c where c.id = item.of_contact for update;
        insert into public.hold (case_id, contact_id, ground, owner_id, placed_at, expires_at)
        values (item.of_case, item.of_contact, 'records-request', public.actor_id(), public.ombud_now(), public.ombud_now() + interval '90 days') returning id into new_hold;
        insert into public.rights_item (part_id, case_id, about_case, about_contact, hold_id) values (new_part, given_case, item.of_case, item.of_contact, new_hold);
      end loop;
    end if;
  end loop;
  perform public.queue_job('tell-rights', jsonb_build_object('request', made), '0', 'tell-rights-' || made);
  return made;
end $$;
create function take_up_rights(given_case uuid, given_kind text, given_due timestamptz, given_numbers text[], given_codes bytea[], given_contacts uuid[], given_message uuid) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  -- whoever works at the centre's own board, with a case that they see
  perform public.refuse_unless(exists (select from public."case" c where c.id = given_case and (
    public.actor_hand() = 'agent' and c.holder = 'centre' and (c.case_type_id = any (public.centre_case_types()) or c.case_type_id = any (public.uninstructed_case_types()))
    or public.actor_hand() = 'officer' and c.board_id = any (public.content_boards('officer')))), 'this case can’t be taken up');
  return public.make_rights_request(given_case, given_kind, given_due, given_numbers, given_codes, given_contacts, given_message);
end $$;
create function take_up_rights_at_work(given_case uuid, given_kind text, given_due timestamptz, given_numbers text[], given_codes bytea[]) returns uuid language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  select public.make_rights_request(given_case, given_kind, given_due, given_numbers, given_codes, '{}', null) $$;
grant execute on function take_up_rights(uuid, text, timestamptz, text[], bytea[], uuid[], uuid) to ombud_agent, ombud_officer;
grant execute on function take_up_rights_at_work(uuid, text, timestamptz, text[], bytea[]) to ombud_service;
grant execute on function refuse_unless(boolean, text) to ombud_agent;

-- A part opened by its board: what the person wrote and gave, and the board's own words. The row in the log is written here; it opens nothing else of the case.
create function open_rights_part(given_part uuid) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare part public.rights_part;
begin
  select * into part from public.rights_part p where p.id = given_part and p.board_id = any (public.content_boards('officer'));
  if part.id is null then return null; end if;
  insert into public.access_event (at, xact, xact_started, employee_id, hand, purpose, act, case_ids)
  values (public.ombud_now(), '3', public.ombud_now(), public.actor_id(), 'officer', 'rights', 'read', array[part.case_id]);
  update public.board_notice n set read_at = public.ombud_now(), read_by = public.actor_id(), delivered_at = coalesce(n.delivered_at, public.ombud_now()) where n.id = part.notice_id and n.read_at is null;
  return jsonb_build_object(
    'messages', (select coalesce(jsonb_agg(jsonb_build_object('subject', m.subject, 'body', m.body) order by m.at), '[]') from public.message m where m.case_id = part.case_id and m.direction = 'in'),
    'person', (select jsonb_build_object('name', p.name, 'email', p.email, 'phone', p.phone, 'address', p.address) from public.participant p where p.case_id = part.case_id limit 1),
    'items', (select coalesce(jsonb_agg(coalesce(c.number, 'kontakt ' || to_char(k.started_at at time zone 'Europe/Stockholm', 'YYYY-MM-DD'), '–')), '[]') from public.rights_item i left join public."case" c on c.id = i.about_case left join public.contact k on k.id = i.about_contact where i.part_id = part.id),
    'extensionReasons', (select t.extension_reasons from public.rights_text t where t.part_id = part.id), 'decisionReasons', (select t.decision_reasons from public.rights_text t where t.part_id = part.id));
end $$;
create function take_rights_part(given_part uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update public.rights_part p set taken_at = public.ombud_now(), taken_by = public.actor_id() where p.id = given_part and p.taken_at is null and p.decided_at is null and p.board_id = any (public.content_boards('officer'));
  return found;
end $$;
-- L7: once, with reasons, inside the first month, and never for records.
create function extend_rights_part(given_part uuid, given_due timestamptz, given_reasons text) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare part public.rights_part;
begin
  update public.rights_part p set due_at = given_due, extended_at = public.ombud_now(), taken_at = coalesce(p.taken_at, public.ombud_now()), taken_by = coalesce(p.taken_by, public.actor_id())
  where p.id = given_part and p.board_id = any (public.content_boards('officer')) and p.decided_at is null and p.extended_at is null and p.due_at > public.ombud_now() and length(trim(given_reasons)) >= 3
    and exists (select from public.rights_request r where r.id = p.request_id and r.kind <> 'records' and given_due > p.due_at and given_due <= r.received_at + interval '3 months 14 days') returning * into part;
  if part.id is null then return false; end if;
  insert into public.rights_text (part_id, case_id, extension_reasons) values (part.id, part.case_id, given_reasons) on conflict (part_id) do update set extension_reasons = excluded.extension_reasons;
  update public.board_notice n set due_at = given_due where n.id = part.notice_id;
  return true;
end $$;
-- X12: nothing but a decision closes a part. With the last one the request is closed, and what was held for it is free.
create function decide_rights_part(given_part uuid, given_outcome text, given_law text, given_reasons text) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare part public.rights_part;
begin
  if given_outcome <> 'granted' and (given_law is null or length(trim(coalesce(given_reasons, ''))) < 3) then return false; end if;
  perform from public.rights_request r join public.rights_part p on p.request_id = r.id where p.id = given_part for update of r;
  update public.rights_part p set decided_at = public.ombud_now(), decided_by = public.actor_id(), outcome = given_outcome, law_id = given_law, taken_at = coalesce(p.taken_at, public.ombud_now()), taken_by = coalesce(p.taken_by, public.actor_id())
  where p.id = given_part and p.decided_at is null and p.board_id = any (public.content_boards('officer')) returning * into part;
  if part.id is null then return false; end if;
  insert into public.rights_text (part_id, case_id, decision_reasons) values (part.id, part.case_id, given_reasons) on conflict (part_id) do update set decision_reasons = excluded.decision_reasons;
  update public.board_notice n set answered_at = public.ombud_now(), answered_by = public.actor_id(), answer = 'noted', read_at = coalesce(n.read_at, public.ombud_now()), read_by = coalesce(n.read_by, public.actor_id()), delivered_at = coalesce(n.delivered_at, public.ombud_now())
  where n.id = part.notice_id and n.answered_at is null;
  update public.hold h set released_at = public.ombud_now() where h.released_at is null and h.id in (select i.hold_id from public.rights_item i where i.part_id = part.id);
  update public.rights_request r set closed_at = public.ombud_now() where r.id = part.request_id and not exists (select from public.rights_part p where p.request_id = r.id and p.decided_at is null);
  return true;
end $$;
grant execute on function open_rights_part(uuid), take_rights_part(uuid), extend_rights_part(uuid, timestamptz, text), decide_rights_part(uuid, text, text, text) to ombud_officer;

-- Whoever has the code sees how it stands. A board is named that the code, a number or the request itself led to: an address that somebody else typed tells nothing.
create function own_rights() returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare mine uuid := public.citizen_case(); found jsonb;
begin
  select jsonb_build_object('kind', r.kind, 'receivedAt', r.received_at, 'dueAt', r.due_at, 'municipality', (select i.municipality from public.installation i), 'parts', (
    select coalesce(jsonb_agg(jsonb_build_object('board', b.name, 'forwardedAt', n.delivered_at, 'dueAt', p.due_at, 'extendedAt', p.extended_at, 'decidedAt', p.decided_at, 'outcome', p.outcome, 'lawId', p.law_id,
      'extensionReasons', t.extension_reasons, 'decisionReasons', t.decision_reasons) order by b.name), '[]')
    from public.rights_part p join public.board b on b.id = p.board_id join public.board_notice n on n.id = p.notice_id left join public.rights_text t on t.part_id = p.id
    where p.request_id = r.id and p.matched_by && array['number', 'code', 'contact', 'host'])) into found
  from public.rights_request r where r.case_id = mine;
  if found is not null then
    insert into public.access_event (at, xact, xact_started, employee_id, hand, purpose, act, case_ids) values (public.ombud_now(), '3', public.ombud_now(), null, 'citizen', 'rights', 'read', array[mine]);
  end if;
  return found;
end $$;
grant execute on function own_rights() to ombud_citizen;

-- What the case module asks before it answers or closes, whoever may see the parts.
create function rights_of(given_case uuid) returns table (kind text, open boolean) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select r.kind, r.closed_at is null from public.rights_request r where r.case_id = given_case $$;
grant execute on function rights_of(uuid) to ombud_agent, ombud_officer, ombud_service;
-- And the wall behind it: a request that is being decided stays where it was taken in.
create function guard_rights_case() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if (new.board_id <> old.board_id or new.offered_board_id is not null or new.state = 'closed' and old.state <> 'closed') and exists (select from public.rights_request r where r.case_id = new.id and r.closed_at is null) then
    raise exception 'a request that a board is deciding is neither closed nor moved (A14)' using errcode = '42501'; end if;
  return new;
end $$;
create trigger guarded_while_decided before update on "case" for each row execute function guard_rights_case();

-- T21: no hold lasts longer than ninety days. One that a request still needs is placed anew, by the night's run, before it ends.
create function renew_rights_holds() returns int language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare item record; made uuid; renewed int := 0;
begin
  for item in select i.id, h.case_id, h.contact_id, h.owner_id, h.id as hold from public.rights_item i join public.rights_part p on p.id = i.part_id join public.hold h on h.id = i.hold_id
    where p.decided_at is null and h.released_at is null and h.expires_at < public.ombud_now() + interval '3 days' for update of i, h
  loop
    update public.hold set released_at = public.ombud_now() where id = item.hold;
    insert into public.hold (case_id, contact_id, ground, owner_id, placed_at, expires_at) values (item.case_id, item.contact_id, 'records-request', item.owner_id, public.ombud_now(), public.ombud_now() + interval '90 days') returning id into made;
    update public.rights_item set hold_id = made where id = item.id;
    renewed := renewed + 1;
  end loop;
  return renewed;
end $$;
grant execute on function renew_rights_holds() to ombud_eraser;

set local role ombud_jobs;
do $$
declare was text := pg_get_functiondef('public.queue_job(text, jsonb, interval, text)'::regprocedure); made text;
begin
  made := replace(was, '''send-outgoing''', '''send-outgoing'', ''tell-rights''');
  if made is not distinct from was then raise exception 'the names of jobs aren''t where they were'; end if;
  execute made;
end $$;
set local role ombud_owner;
