-- 0035  Content of sealed types lies sealed (L33, T15): one data key a case or contact, wrapped by a key outside the database. The program seals and opens
-- (server/platform/sealed-text.ts); the database knows which words must be sealed, and commits nothing else.

-- The key row: without it every copy of the case's words is noise. `wrapped` opens with the key-encryption key only, which the database never sees.
create table sealing_key (
  id uuid primary key, case_id uuid unique references "case", contact_id uuid unique references contact, wrapped bytea not null, made_at timestamptz not null,
  check (num_nonnulls(case_id, contact_id) = 1)
);
comment on table sealing_key is 'personal data: yes; kept by domain/contact/keeps.ts. The key row: without it the sealed words are noise';
-- HMAC-SHA-256, under a key outside the database, of addresses, telephone numbers and identity numbers in sealed words: found when known exactly, never listed.
create table sealed_lookup (
  id uuid primary key default gen_random_uuid(), case_id uuid references "case", contact_id uuid references contact, hash bytea not null check (length(hash) = 32),
  check (num_nonnulls(case_id, contact_id) = 1), unique nulls not distinct (case_id, contact_id, hash)
);
comment on table sealed_lookup is 'personal data: pseudonymous; kept by domain/contact/keeps.ts';
create index sealed_lookup_of_hash on sealed_lookup (hash);
create index sealed_lookup_of_contact on sealed_lookup (contact_id);
-- What this transaction has written that must be sealed or opened before it commits. Empty whenever nobody is in the middle of it.
create table sealing_due (
  id uuid primary key default gen_random_uuid(), case_id uuid references "case", contact_id uuid references contact, moved boolean not null default false,
  writing boolean not null default false, xact xid8 not null default pg_current_xact_id(), check (num_nonnulls(case_id, contact_id) = 1)
);
comment on table sealing_due is 'personal data: pseudonymous; kept by domain/contact/keeps.ts. Ids within one transaction';
create unique index sealing_due_case on sealing_due (xact, case_id);
create unique index sealing_due_contact on sealing_due (xact, contact_id);
do $$
declare t text;
begin
  foreach t in array array['sealing_key', 'sealed_lookup', 'sealing_due'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to ombud_owner using (true) with check (true)', t);
    execute format('create policy only_opened on %I for select to ombud_eraser using (case_id = any ((select opened_cases())::uuid[]) or contact_id = any ((select opened_contacts())::uuid[]))', t);
    execute format('create policy only_opened_erased on %I for delete to ombud_eraser using (case_id = any ((select opened_cases())::uuid[]) or contact_id = any ((select opened_contacts())::uuid[]))', t);
    execute format('grant select, delete on %I to ombud_eraser', t);
  end loop;
end $$;
-- whoever may see that a case exists may find it by what they know; the hash can't be made without the key
create policy known_exactly on sealed_lookup for select to ombud_agent, ombud_officer using (case_id is not null and exists (select from "case" c where c.id = case_id));
grant select (case_id, hash) on sealed_lookup to ombud_agent, ombud_officer;

-- A contact is sealed when anything in it is.
create function is_sealed(given_case uuid, given_contact uuid) returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from public."case" c join public.case_type t on t.id = c.case_type_id where c.id = given_case and t.secrecy = 'sealed')
    or given_contact is not null and exists (select from public.case_type t where t.secrecy = 'sealed' and t.id in (
      select k.case_type_id from public.contact k where k.id = given_contact union all select c.case_type_id from public."case" c where c.contact_id = given_contact
      union all select q.case_type_id from public.question q where q.contact_id = given_contact union all select a.case_type_id from public.application a where a.contact_id = given_contact)) $$;

-- Every column that holds words about or by somebody. One list: what is sealed, what is opened again, and what a commit is refused for.
create function texts_of(given_case uuid, given_contact uuid) returns table (place text, ref text, value text) language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select v.* from public.message m cross join lateral (values ('message.subject', m.id::text, m.subject), ('message.body', m.id::text, m.body), ('message.html', m.id::text, m.html),
      ('message.to_email', m.id::text, m.to_email), ('message.to_name', m.id::text, m.to_name), ('message.message_id', m.id::text, m.message_id), ('message.in_reply_to', m.id::text, m.in_reply_to)) v (place, ref, value) where m.case_id = given_case and v.value <> ''
  union all select 'note.body', n.id::text, n.body from public.note n where n.case_id = given_case and n.body <> ''
  union all select 'attachment.name', a.id::text, a.name from public.attachment a where a.case_id = given_case and a.name <> ''
  union all select 'outgoing.last_response', o.id::text, o.last_response from public.outgoing o where o.case_id = given_case and o.last_response <> ''
  union all select 'draft.body', d.employee_id || '/' || d.kind || '/' || d.case_id, case jsonb_typeof(d.body) when 'string' then d.body #>> '{}' else d.body::text end from public.draft d where d.case_id = given_case and d.body <> '{}'
  union all select v.* from public.rights_text r cross join lateral (values ('rights_text.extension_reasons', r.part_id::text, r.extension_reasons), ('rights_text.decision_reasons', r.part_id::text, r.decision_reasons)) v
    where r.case_id = given_case and v.column3 <> ''
  union all select v.* from public.participant p cross join lateral (values ('participant.name', p.id::text, p.name), ('participant.email', p.id::text, p.email), ('participant.phone', p.id::text, p.phone),
      ('participant.address', p.id::text, p.address), ('participant.property_designation', p.id::text, p.property_designation)) v (place, ref, value)
    where (p.case_id = given_case or p.contact_id = given_contact) and v.value <> ''
  union all select v.* from public.question_text q cross join lateral (values ('question_text.asked', q.question_id::text, q.asked), ('question_text.answered', q.question_id::text, q.answered)) v (place, ref, value)
    where q.contact_id = given_contact and v.value <> ''
  union all select 'application_answer.value', x.contact_id || '/' || x.field, x.value from public.application_answer x where x.contact_id = given_contact and x.value <> '' $$;

-- Sealed words name their own place and their case's own key, so that they can't be moved to stand somewhere else.
create function stands_sealed(given text, place text, ref text, key uuid) returns boolean language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select starts_with(given, U&'\E5EA1|' || place || '|' || ref || '|' || key || '|')
    and substr(given, length(U&'\E5EA1|' || place || '|' || ref || '|' || key || '|') + 1) ~ (U&'^[jt]\005C|[A-Za-z0-9_-]+\E5EB$') $$;

-- What of a case or contact doesn't stand as its type demands: clear where it should be sealed, sealed where it should be open, or sealed for another place.
create function not_as_it_should(given_case uuid, given_contact uuid) returns table (place text, ref text, value text, should_seal boolean) language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select x.place, x.ref, x.value, s.sealed from (select public.is_sealed(given_case, given_contact) as sealed, (select k.id from public.sealing_key k where k.case_id = given_case or k.contact_id = given_contact) as key) s,
    public.texts_of(given_case, given_contact) x
  where case when s.sealed then not coalesce(public.stands_sealed(x.value, x.place, x.ref, s.key), false) else strpos(x.value, U&'\E5EA') > 0 end $$;

create function is_to_be_sealed(of_case uuid, of_contact uuid, by_move boolean) returns void language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if of_case is not null then insert into public.sealing_due (case_id, moved) values (of_case, by_move) on conflict (case_id, xact) do update set moved = sealing_due.moved or excluded.moved;
  elsif of_contact is not null then insert into public.sealing_due (contact_id, moved) values (of_contact, by_move) on conflict (contact_id, xact) do update set moved = sealing_due.moved or excluded.moved;
  else return;
  end if;
  -- the program hears this with the answer to its statement, and seals before it commits; nobody else has to pay for asking
  raise notice 'sealing is due' using errcode = 'OMB35';
end $$;
-- arguments: whether the table's rows belong to a case, to a contact, or to one of the two
create function note_sealing() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare of_case uuid; of_contact uuid;
begin
  if tg_argv[0] <> 'contact' then of_case := new.case_id; end if;
  if tg_argv[0] <> 'case' then of_contact := new.contact_id; end if;
  if public.is_sealed(of_case, of_contact) or strpos(new::text, U&'\E5EA') > 0 then perform public.is_to_be_sealed(of_case, of_contact, false); end if;
  return null;
end $$;
create function note_move() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare types int[] := array[new.case_type_id];
begin
  if tg_op = 'UPDATE' then types := types || old.case_type_id; end if;
  if not exists (select from public.case_type t where t.id = any (types) and t.secrecy = 'sealed') then return null; end if;
  if tg_table_name = 'case' and tg_op = 'UPDATE' then perform public.is_to_be_sealed(new.id, null, true); end if;
  if tg_table_name = 'contact' then perform public.is_to_be_sealed(null, new.id, true); else perform public.is_to_be_sealed(null, new.contact_id, true); end if;
  return null;
end $$;
do $$
declare t record;
begin
  for t in select * from (values ('message', 'case'), ('note', 'case'), ('attachment', 'case'), ('outgoing', 'case'), ('draft', 'case'), ('rights_text', 'case'), ('participant', 'either'), ('question_text', 'contact'), ('application_answer', 'contact')) x (name, owner) loop
    execute format('create trigger to_be_sealed after insert or update on %I for each row execute function note_sealing(%L)', t.name, t.owner);
  end loop;
end $$;
create trigger to_be_sealed after insert on "case" for each row execute function note_move();
create trigger to_be_sealed_when_moved after update of case_type_id on "case" for each row when (old.case_type_id <> new.case_type_id) execute function note_move();
create trigger to_be_sealed after insert on question for each row execute function note_move();
create trigger to_be_sealed_when_moved after update of case_type_id on question for each row when (old.case_type_id <> new.case_type_id) execute function note_move();
create trigger to_be_sealed after insert on application for each row execute function note_move();
create trigger to_be_sealed_when_moved after update of case_type_id on contact for each row when (old.case_type_id <> new.case_type_id) execute function note_move();

-- Nothing is committed while something of this transaction's own stands otherwise than it should.
create function refuse_unsealed() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.xact = pg_current_xact_id() and exists (select from public.sealing_due d where d.id = new.id) then raise exception 'words of a sealed type are committed sealed or not at all (L33)' using errcode = '42501'; end if;
  return null;
end $$;
create constraint trigger sealed_at_the_end after insert on sealing_due deferrable initially deferred for each row execute function refuse_unsealed();

-- The program's five questions. They give words in clear only to the transaction that wrote them or moved their case; what is moved leaves its access row.
create function sealing_work() returns table (of_case uuid, of_contact uuid, should_seal boolean, key_id uuid, wrapped bytea, place text, ref text, value text) language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from public.sealing_due d where d.xact = pg_current_xact_id() and d.moved and not (coalesce(d.case_id = any (public.opened_cases()), false) or coalesce(d.contact_id = any (public.opened_contacts()), false))) then
    insert into public.access_event (at, xact, xact_started, employee_id, hand, purpose, act, case_ids, contact_ids)
    select public.ombud_now(), pg_current_xact_id(), transaction_timestamp(), public.actor_id(), coalesce(public.actor_hand(), 'service'), 'routing', 'seal',
      coalesce(array_agg(d.case_id) filter (where d.case_id is not null), '{}'), coalesce(array_agg(d.contact_id) filter (where d.contact_id is not null), '{}')
    from public.sealing_due d where d.xact = pg_current_xact_id() and d.moved;
  end if;
  return query select d.case_id, d.contact_id, n.should_seal, k.id, k.wrapped, n.place, n.ref, n.value
    from public.sealing_due d cross join lateral public.not_as_it_should(d.case_id, d.contact_id) n left join public.sealing_key k on k.case_id = d.case_id or k.contact_id = d.contact_id
    where d.xact = pg_current_xact_id();
end $$;
-- Two at once agree on one key: the second gets the first's.
create function sealing_key_of(given_case uuid, given_contact uuid, new_id uuid, new_wrapped bytea) returns table (key_id uuid, wrapped bytea) language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform public.refuse_unless(exists (select from public.sealing_due d where d.xact = pg_current_xact_id() and (d.case_id = given_case or d.contact_id = given_contact)), 'a key is made for what is being written');
  insert into public.sealing_key as k (id, case_id, contact_id, wrapped, made_at) values (new_id, given_case, given_contact, new_wrapped, public.ombud_now()) on conflict do nothing;
  return query select k.id, k.wrapped from public.sealing_key k where k.case_id = given_case or k.contact_id = given_contact;
end $$;
create function put_sealed(given_case uuid, given_contact uuid, places text[], refs text[], given text[], hashes bytea[]) returns int language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare one record; changed int := 0; at_key text; parts text[];
begin
  update public.sealing_due d set writing = true where d.xact = pg_current_xact_id() and (d.case_id = given_case or d.contact_id = given_contact);
  if not found then raise exception 'only what this transaction has written is sealed' using errcode = '42501'; end if;
  for one in select n.place, n.ref, g.becomes from unnest(places, refs, given) g (place, ref, becomes) join public.not_as_it_should(given_case, given_contact) n on n.place = g.place and n.ref = g.ref loop
    parts := string_to_array(one.place, '.');
    if one.place = 'draft.body' then
      update public.draft d set body = case when strpos(one.becomes, U&'\E5EA') > 0 then to_jsonb(one.becomes) else one.becomes::jsonb end
      where d.case_id = given_case and d.employee_id = split_part(one.ref, '/', 1)::uuid and d.kind = split_part(one.ref, '/', 2);
    elsif one.place = 'application_answer.value' then
      update public.application_answer x set value = one.becomes where x.contact_id = given_contact and x.field = split_part(one.ref, '/', 2);
    else
      at_key := case parts[1] when 'question_text' then 'question_id' when 'rights_text' then 'part_id' else 'id' end;
      execute format('update public.%I set %I = $1 where %I = $2', parts[1], parts[2], at_key) using one.becomes, one.ref::uuid;
    end if;
    changed := changed + 1;
  end loop;
  insert into public.sealed_lookup (case_id, contact_id, hash) select given_case, given_contact, h from unnest(hashes) h on conflict do nothing;
  update public.sealing_due d set writing = false where d.xact = pg_current_xact_id() and (d.case_id = given_case or d.contact_id = given_contact);
  return changed;
end $$;
create function settle_sealing() returns void language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  -- what is open again is found as other things are
  delete from public.sealed_lookup l using public.sealing_due d where d.xact = pg_current_xact_id() and (l.case_id = d.case_id or l.contact_id = d.contact_id) and not public.is_sealed(d.case_id, d.contact_id);
  delete from public.sealing_due d where d.xact = pg_current_xact_id() and not exists (select from public.not_as_it_should(d.case_id, d.contact_id)) $$;
-- A wrapped key opens nothing by itself, and sealed words reach only those who may read them: so it needs no row of its own in the log.
create function wrapped_keys(ids uuid[]) returns table (key_id uuid, wrapped bytea) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select k.id, k.wrapped from public.sealing_key k where k.id = any (ids) $$;
-- What was there before a type became sealed, or before this edition: cases and contacts whose words the worker has left to seal.
create function take_up_sealing(at_most int) returns int language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare one record; taken int := 0;
begin
  for one in
    select c.id as of_case, null::uuid as of_contact from public."case" c join public.case_type t on t.id = c.case_type_id and t.secrecy = 'sealed' where exists (select from public.not_as_it_should(c.id, null))
    union all select null, k.id from public.contact k where public.is_sealed(null, k.id) and exists (select from public.not_as_it_should(null, k.id)) limit at_most
  loop
    perform public.is_to_be_sealed(one.of_case, one.of_contact, true);
    if one.of_case is not null then update public.case_summary s set subject = '', preview = '', sender = '', lookup = lower(c.number), ts = to_tsvector('simple', c.number) from public."case" c where c.id = one.of_case and s.case_id = c.id; end if;
    taken := taken + 1;
  end loop;
  return taken;
end $$;
comment on function take_up_sealing(int) is 'L33: what lay in clear when its type became sealed; ids only. Needs no hand''s right to the case: it gives nothing out.';
revoke execute on function is_sealed(uuid, uuid), texts_of(uuid, uuid), stands_sealed(text, text, text, uuid), not_as_it_should(uuid, uuid), is_to_be_sealed(uuid, uuid, boolean), note_sealing(), note_move(), refuse_unsealed(),
  sealing_work(), sealing_key_of(uuid, uuid, uuid, bytea), put_sealed(uuid, uuid, text[], text[], text[], bytea[]), settle_sealing(), wrapped_keys(uuid[]), take_up_sealing(int) from public;
grant execute on function sealing_work(), sealing_key_of(uuid, uuid, uuid, bytea), put_sealed(uuid, uuid, text[], text[], text[], bytea[]), settle_sealing() to ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_eraser, ombud_auditor;
grant execute on function wrapped_keys(uuid[]) to ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_eraser, ombud_auditor;
grant execute on function take_up_sealing(int) to ombud_service;

-- Sealed words are longer than the words.
alter table application_answer drop constraint application_answer_value_check;
alter table application_answer add constraint application_answer_value_check check (length(value) <= case when starts_with(value, U&'\E5EA') then 120000 else 20000 end);
alter table rights_text drop constraint rights_text_decision_reasons_check, drop constraint rights_text_extension_reasons_check;
alter table rights_text add constraint rights_text_decision_reasons_check check (length(decision_reasons) <= case when starts_with(decision_reasons, U&'\E5EA') then 120000 else 20000 end),
  add constraint rights_text_extension_reasons_check check (length(extension_reasons) <= case when starts_with(extension_reasons, U&'\E5EA') then 30000 else 4000 end);

-- Sealing an answer is no edit of it. A case that a request for somebody's own data leads to may be sealed: it is matched by hash, which the program gives.
do $$
declare was text; becomes text;
begin
  was := pg_get_functiondef('public.guard_answer()'::regprocedure);
  becomes := replace(was, 'begin
  if exists', 'begin
  if tg_op = ''UPDATE'' and exists (select from public.sealing_due d where d.contact_id = new.contact_id and d.xact = pg_current_xact_id() and d.writing) then return new; end if;
  if exists');
  if becomes = was then raise exception 'guard_answer has no beginning to extend'; end if;
  execute becomes;
  was := pg_get_functiondef('public.make_rights_request(uuid, text, timestamptz, text[], bytea[], uuid[], uuid)'::regprocedure);
  becomes := replace(was, 'union all select null, c.id, c.board_id, c.case_type_id, ''contact''', 'union all select c.id, null, c.board_id, c.case_type_id, h.lead from public.leads_by_hash() h join public.sealed_lookup l on l.hash = h.hash join public."case" c on c.id = l.case_id where given_kind <> ''records'' and c.id <> given_case
      union all select null, l.contact_id, q.board_id, q.case_type_id, h.lead from public.leads_by_hash() h join public.sealed_lookup l on l.hash = h.hash join public.question q on q.contact_id = l.contact_id where given_kind <> ''records''
      union all select null, c.id, c.board_id, c.case_type_id, ''contact''');
  if becomes = was then raise exception 'make_rights_request has no list to extend'; end if;
  execute becomes;
end $$;
create function leads_by_hash() returns table (lead text, hash bytea) language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select split_part(x, ':', 1), decode(split_part(x, ':', 2), 'hex') from unnest(string_to_array(nullif(current_setting('ombud.leads', true), ''), ',')) x where x ~ '^(email|phone):[0-9a-f]{64}$' $$;
revoke execute on function leads_by_hash() from public;

-- What is there when a type becomes sealed, and what was there before this edition, is sealed by the worker as soon as it comes to it.
create function seal_what_was() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.secrecy = 'sealed' and old.secrecy <> 'sealed' then perform public.queue_job('scan-texts', '{}', '0', 'seal-what-was'); end if;
  return null;
end $$;
revoke execute on function seal_what_was() from public;
create trigger sealed_from_now after update of secrecy on case_type for each row execute function seal_what_was();
select public.queue_job('scan-texts', '{}', '0', 'seal-what-was') from case_type t where t.secrecy = 'sealed' and exists (select from "case" c where c.case_type_id = t.id) limit 1;
