-- 0014  The life of a version: drafts, two signatures, stops, reviews, endings. What a signature covers can't change, and no web hand flips a state by itself.
-- Moves are functions: each asks who acts and which state it is in, so that SQL in the web's hands can do no more than the screen. The worker verifies and puts in force.

-- A38: whose signature somebody may give. Only officers sign; for the centre only at the board that hosts it.
alter table assignment add column signs text check (signs in ('board', 'contact-centre')), add constraint officers_sign check (signs is null or hand = 'officer');

alter table instruction_version
  add column uid uuid not null unique default gen_random_uuid(),
  -- how it was agreed: on paper before it came into Ombud (written by the owner only), or with the parties' keys
  add column signed text not null default 'paper' check (signed in ('paper', 'keys')),
  add column content jsonb, add column diff jsonb, add column previous_id int references instruction_version, add column previous_hash bytea,
  add column created_by uuid references employee, add column touched_at timestamptz, add column returned_reason text, add column in_force_at timestamptz, add column ended_at timestamptz;
-- the drawn-up file of what was there before: comparisons start from it
update instruction_version v set content = jsonb_build_object('board', (select b.code from board b where b.id = v.board_id), 'version', v.version, 'title', v.title,
  'validFrom', to_char(v.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'validTo', to_char(v.valid_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
  'reviewBy', v.review_by::text, 'approvals', v.approvals, 'contacts', v.contacts, 'clauses', coalesce((select jsonb_agg(c.rule order by c.position) from clause c where c.version_id = v.id), '[]'));
alter table instruction_version alter column content set default '{}', alter column content set not null;
create unique index instruction_one_on_its_way on instruction_version (board_id) where state in ('proposed', 'approved', 'accepted');

create function guard_version() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.state <> new.state and (old.state, new.state) not in (('draft', 'proposed'), ('proposed', 'approved'), ('approved', 'accepted'), ('accepted', 'in-force'),
      ('proposed', 'draft'), ('approved', 'draft'), ('accepted', 'draft'), ('in-force', 'superseded'), ('in-force', 'ended')) then
    raise exception 'no such move: % to %', old.state, new.state using errcode = '23514'; end if;
  if old.state <> 'draft' and (new.board_id, new.version, new.title, new.valid_from, new.valid_to, new.review_by, new.hash, new.contacts, new.source, new.content, new.signed)
      is distinct from (old.board_id, old.version, old.title, old.valid_from, old.valid_to, old.review_by, old.hash, old.contacts, old.source, old.content, old.signed) then
    raise exception 'the text of a version that has been proposed doesn’t change (A38)' using errcode = '42501'; end if;
  if old.state <> 'draft' and new.state <> 'draft' and (new.diff, new.previous_id, new.previous_hash) is distinct from (old.diff, old.previous_id, old.previous_hash) then
    raise exception 'the diff that is signed doesn’t change (A38)' using errcode = '42501'; end if;
  return new;
end $$;
create trigger guarded_life before update on instruction_version for each row execute function guard_version();
create function guard_clause() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  of_version int := case when tg_op = 'DELETE' then old.version_id else new.version_id end;
begin
  if (tg_op <> 'INSERT' or current_user <> 'ombud_owner') and exists (select from instruction_version v where v.id in (of_version, case when tg_op = 'UPDATE' then old.version_id end) and v.state <> 'draft') then
    raise exception 'the clauses of a version that has been proposed don’t change (A38)' using errcode = '42501'; end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger guarded_with_its_version before insert or update or delete on clause for each row execute function guard_clause();

-- Keys per party: the board's, or the centre's. The private half is sealed with a key that lies outside the database; a board that signs elsewhere leaves none.
create table signing_key (
  id uuid primary key default gen_random_uuid(), party text not null check (party in ('board', 'contact-centre')), board_id int not null references board,
  public_key bytea not null check (length(public_key) = 44), sealed_key bytea, made_at timestamptz not null, retired_at timestamptz
);
comment on table signing_key is 'personal data: no; kept by domain/instruction/keeps.ts';
create unique index signing_key_in_use on signing_key (party, board_id) where retired_at is null;
create table instruction_stop (
  id uuid primary key default gen_random_uuid(), board_id int not null references board, version_id int not null references instruction_version,
  acts text[] not null default '{}', case_type_ids int[] not null default '{}', reason text not null check (length(reason) between 3 and 2000),
  stopped_by uuid not null references employee, stopped_at timestamptz not null, lifted_at timestamptz
);
comment on table instruction_stop is 'personal data: staff; kept by domain/instruction/keeps.ts';
create index instruction_stop_open on instruction_stop (board_id) where lifted_at is null;
create table instruction_signature (
  id uuid primary key default gen_random_uuid(), version_id int not null references instruction_version, stop_id uuid references instruction_stop,
  purpose text not null check (purpose in ('version', 'lift', 'ending')), party text not null check (party in ('board', 'contact-centre')),
  signer uuid not null references employee, paragraph text not null, on_day date not null, signed_at timestamptz not null,
  signed_hash bytea not null check (length(signed_hash) = 32), key_id uuid not null references signing_key, signature bytea not null check (length(signature) = 64), void_at timestamptz,
  check ((purpose = 'lift') = (stop_id is not null))
);
comment on table instruction_signature is 'personal data: staff; kept by domain/instruction/keeps.ts';
create unique index instruction_signature_one_a_party on instruction_signature (version_id, purpose, party, stop_id) nulls not distinct where void_at is null;
-- A38: two parties are two people
create unique index instruction_signature_one_a_person on instruction_signature (version_id, purpose, signer, stop_id) nulls not distinct where void_at is null;
create table instruction_review (
  id uuid primary key default gen_random_uuid(), version_id int not null references instruction_version, reviewed_by uuid not null references employee, paragraph text not null,
  on_day date not null, result text not null check (result in ('unchanged', 'to-be-changed', 'to-be-ended')), next_by date not null, recorded_at timestamptz not null,
  check (next_by <= on_day + interval '12 months')
);
comment on table instruction_review is 'personal data: staff; kept by domain/instruction/keeps.ts';
create index instruction_review_of_version on instruction_review (version_id, recorded_at desc);
-- A23: an undertaking for a version that isn't materially another goes on; the row says from which and on what ground.
alter table undertaking add column carried_from uuid references undertaking, add column carried_diff bytea;

do $$
declare t text;
begin
  foreach t in array array['signing_key', 'instruction_stop', 'instruction_signature', 'instruction_review'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to ombud_owner using (true) with check (true)', t);
    execute format('create policy everyone_reads on %I for select using (true)', t);
  end loop;
end $$;
-- The rules are verified wherever they are read, so the proof is as public as the text; who signed and why a board stopped is for those who work here.
grant select (id, party, board_id, public_key, made_at, retired_at) on signing_key to ombud_doorman, ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_eraser, ombud_auditor;
grant select (id, version_id, stop_id, purpose, party, on_day, paragraph, signed_hash, key_id, signature, void_at) on instruction_signature to ombud_doorman, ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_eraser, ombud_auditor;
grant select (signer, signed_at) on instruction_signature to ombud_officer, ombud_auditor, ombud_service;
grant select (id, board_id, version_id, acts, case_type_ids, stopped_at, lifted_at) on instruction_stop to ombud_doorman, ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_eraser, ombud_auditor;
grant select (reason, stopped_by) on instruction_stop to ombud_agent, ombud_officer, ombud_auditor, ombud_service;
grant select (id, version_id, paragraph, on_day, result, next_by, recorded_at) on instruction_review to ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_auditor;
grant select (reviewed_by) on instruction_review to ombud_officer, ombud_auditor;

-- What isn't agreed yet is read by the board that writes it, and by whoever signs for the centre once it has been proposed.
create function actor_signs(given_party text) returns int[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(a.board_id), '{}') from public.assignment a join public.board b on b.id = a.board_id
  where a.employee_id = public.actor_id() and a.hand = 'officer' and public.actor_hand() = 'officer' and a.signs = given_party
    and (given_party = 'board' or b.hosts_contact_centre) and a.valid_from <= public.ombud_now() and (a.valid_to is null or a.valid_to > public.ombud_now()) $$;
comment on function actor_signs(text) is 'A38: the boards for which the actor may give this party’s signature.';
drop policy everyone_reads on instruction_version;
create policy agreed_is_public on instruction_version for select using (state in ('in-force', 'superseded', 'stopped', 'ended'));
create policy board_reads_its_own on instruction_version for select to ombud_officer, ombud_auditor using (board_id = any ((select actor_boards(actor_hand()))::int[]));
create policy centre_reads_what_it_is_asked on instruction_version for select to ombud_officer using (state <> 'draft' and (select cardinality(actor_signs('contact-centre'))) > 0);
create policy service_reads on instruction_version for select to ombud_service using (state <> 'draft');
drop policy everyone_reads on clause;
create policy with_its_version on clause for select using (version_id in (select v.id from instruction_version v));

-- Step-up: the signer's password again, counted like a sign-in, good for one signature within two minutes.
alter table session add column step_up_hash bytea, add column step_up_until timestamptz;
create function step_up_salt() returns text language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select split_part(e.password_hash, '$', 2) from public.employee e where e.id = public.actor_id() $$;
create function step_up(given_tag bytea, given_proof bytea) returns text language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  me uuid := public.actor_id();
  address bytea; right_one boolean;
begin
  select sha256(convert_to(e.email, 'UTF8')), split_part(e.password_hash, '$', 3) = public.base64url(sha256(given_tag)) into address, right_one from public.employee e where e.id = me and e.active;
  if address is null then return 'wrong'; end if;
  if (select count(*) from public.sign_in_attempt t where t.email_hash = address and not t.succeeded and t.at > public.ombud_now() - interval '15 minutes') >= 8 then return 'rest'; end if;
  insert into public.sign_in_attempt (email_hash, at, succeeded) values (address, public.ombud_now(), right_one);
  if not right_one then return 'wrong'; end if;
  update public.session s set step_up_hash = given_proof, step_up_until = public.ombud_now() + interval '2 minutes'
  where s.secret_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8')) and s.employee_id = me;
  return 'right';
end $$;
create function stepped_up(given_proof text, uses boolean) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare mine uuid;
begin
  select s.id into mine from public.session s where s.secret_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8')) and s.employee_id = public.actor_id()
    and s.step_up_hash = sha256(convert_to(given_proof, 'UTF8')) and s.step_up_until > public.ombud_now();
  if mine is not null and uses then update public.session set step_up_hash = null, step_up_until = null where id = mine; end if;
  return mine is not null;
end $$;
create function refuse_unless(given boolean, because text) returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin if not coalesce(given, false) then raise exception '%', because using errcode = '42501'; end if; end $$;

-- Drafts. The file is kept whole; its clauses become rows when it is proposed.
create function create_draft(given_board int, given_content jsonb, given_source text) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare next int; made uuid;
begin
  perform public.refuse_unless(given_board = any (public.actor_boards('officer')), 'only the board writes its instruction');
  perform pg_advisory_xact_lock(hashtextextended('instruction of ' || given_board, 0));
  select coalesce(max(v.version), 0) + 1 into next from public.instruction_version v where v.board_id = given_board;
  insert into public.instruction_version (board_id, version, title, state, valid_from, valid_to, review_by, hash, contacts, source, signed, content, created_by, touched_at)
  values (given_board, next, given_content ->> 'title', 'draft', (given_content ->> 'validFrom')::timestamptz, (given_content ->> 'validTo')::timestamptz, (given_content ->> 'reviewBy')::date,
    sha256(''), coalesce(given_content -> 'contacts', '{}'), given_source, 'keys', jsonb_set(given_content, '{version}', to_jsonb(next)), public.actor_id(), public.ombud_now()) returning uid into made;
  return made;
end $$;
create function save_draft(given_uid uuid, given_content jsonb, given_source text) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update public.instruction_version v set title = given_content ->> 'title', valid_from = (given_content ->> 'validFrom')::timestamptz, valid_to = (given_content ->> 'validTo')::timestamptz,
    review_by = (given_content ->> 'reviewBy')::date, contacts = coalesce(given_content -> 'contacts', '{}'), source = coalesce(given_source, v.source), content = jsonb_set(given_content, '{version}', to_jsonb(v.version)), touched_at = public.ombud_now()
  where v.uid = given_uid and v.state = 'draft' and v.signed = 'keys' and v.board_id = any (public.actor_boards('officer'));
  return found;
end $$;

-- Proposed: text, rules, validity and the diff against what is in force now stand still from here.
create function propose_version(given_uid uuid, given_hash bytea, given_diff jsonb, given_previous int) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare mine public.instruction_version;
begin
  select * into mine from public.instruction_version v where v.uid = given_uid and v.state = 'draft' and v.board_id = any (public.actor_boards('officer')) for update;
  if mine.id is null then return false; end if;
  insert into public.clause (version_id, id, requirement, position, text, text_hash, rule)
  select mine.id, c ->> 'id', c ->> 'requirement', n, c ->> 'text', sha256(convert_to(c ->> 'text', 'UTF8')), c from jsonb_array_elements(mine.content -> 'clauses') with ordinality as given (c, n);
  update public.instruction_version v set state = 'proposed', hash = given_hash, diff = given_diff, previous_id = p.id, previous_hash = p.hash, returned_reason = null
  from (select 1) one left join public.instruction_version p on p.id = given_previous and p.board_id = mine.board_id and p.state = 'in-force' where v.id = mine.id;
  return true;
end $$;
create function return_version(given_uid uuid, given_reason text) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare mine public.instruction_version;
begin
  select * into mine from public.instruction_version v where v.uid = given_uid and v.state in ('proposed', 'approved', 'accepted') for update;
  if mine.id is null or not (mine.board_id = any (public.actor_boards('officer')) or cardinality(public.actor_signs('contact-centre')) > 0) then return false; end if;
  update public.instruction_signature set void_at = public.ombud_now() where version_id = mine.id and purpose = 'version' and void_at is null;
  update public.instruction_version set state = 'draft', diff = null, previous_id = null, previous_hash = null, returned_reason = given_reason where id = mine.id;
  delete from public.clause where version_id = mine.id;
  return true;
end $$;

-- Keys and signatures. The centre's key hangs on the board that hosts it.
create function unlock_signing_key(given_party text, given_board int, given_proof text) returns table (key_id uuid, sealed bytea) language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform public.refuse_unless(given_board = any (public.actor_signs(given_party)) and public.stepped_up(given_proof, false), 'the key is its party’s');
  return query select k.id, k.sealed_key from public.signing_key k where k.party = given_party and k.board_id = given_board and k.retired_at is null;
end $$;
create function add_signing_key(given_party text, given_board int, given_public bytea, given_sealed bytea, given_proof text) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare made uuid;
begin
  perform public.refuse_unless(given_board = any (public.actor_signs(given_party)) and public.stepped_up(given_proof, false), 'the key is its party’s');
  update public.signing_key set retired_at = public.ombud_now() where party = given_party and board_id = given_board and retired_at is null;
  insert into public.signing_key (party, board_id, public_key, sealed_key, made_at) values (given_party, given_board, given_public, given_sealed, public.ombud_now()) returning id into made;
  return made;
end $$;
-- party's board: the version's own for the board's signature, the host for the centre's
create function sign_something(given_version int, given_stop uuid, given_purpose text, given_party text, given_paragraph text, given_day date, given_hash bytea, given_key uuid, given_signature bytea, given_proof text)
returns void language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  of_board int := (select v.board_id from public.instruction_version v where v.id = given_version);
  key_board int := (select k.board_id from public.signing_key k where k.id = given_key and k.party = given_party and k.retired_at is null);
begin
  perform public.refuse_unless(key_board = any (public.actor_signs(given_party)) and (given_party = 'contact-centre' or key_board = of_board), 'not this party’s signer');
  perform public.refuse_unless(public.stepped_up(given_proof, true), 'a signature takes the password again');
  insert into public.instruction_signature (version_id, stop_id, purpose, party, signer, paragraph, on_day, signed_at, signed_hash, key_id, signature)
  values (given_version, given_stop, given_purpose, given_party, public.actor_id(), given_paragraph, given_day, public.ombud_now(), given_hash, given_key, given_signature);
end $$;
create function sign_version(given_uid uuid, given_party text, given_paragraph text, given_day date, given_hash bytea, given_key uuid, given_signature bytea, given_proof text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare mine int;
begin
  select v.id into mine from public.instruction_version v where v.uid = given_uid and v.state = case given_party when 'board' then 'proposed' else 'approved' end for update;
  if mine is null then return false; end if;
  perform public.sign_something(mine, null, 'version', given_party, given_paragraph, given_day, given_hash, given_key, given_signature, given_proof);
  update public.instruction_version set state = case given_party when 'board' then 'approved' else 'accepted' end where id = mine;
  return true;
end $$;
create function sign_ending(given_uid uuid, given_party text, given_paragraph text, given_day date, given_hash bytea, given_key uuid, given_signature bytea, given_proof text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare mine int;
begin
  select v.id into mine from public.instruction_version v where v.uid = given_uid and v.state = 'in-force' for update;
  if mine is null then return false; end if;
  perform public.sign_something(mine, null, 'ending', given_party, given_paragraph, given_day, given_hash, given_key, given_signature, given_proof);
  return true;
end $$;
create function sign_lift(given_stop uuid, given_party text, given_paragraph text, given_day date, given_hash bytea, given_key uuid, given_signature bytea, given_proof text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare mine public.instruction_stop;
begin
  select * into mine from public.instruction_stop s where s.id = given_stop and s.lifted_at is null for update;
  -- the board lifts, the centre acknowledges
  if mine.id is null or (given_party = 'contact-centre' and not exists (select from public.instruction_signature g where g.stop_id = mine.id and g.party = 'board' and g.void_at is null)) then return false; end if;
  perform public.sign_something(mine.version_id, mine.id, 'lift', given_party, given_paragraph, given_day, given_hash, given_key, given_signature, given_proof);
  return true;
end $$;

-- A9: a stop is one-sided and at once. Both walls read it in their next statement, and whoever listens is told.
create function tell_of_instruction(given_board int, given_event text) returns void language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  select pg_notify('ombud', json_build_object('instruction', b.code, 'event', given_event)::text) from public.board b where b.id = given_board $$;
create function stop_instruction(given_board int, given_acts text[], given_types int[], given_reason text) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare made uuid; current_one int;
begin
  perform public.refuse_unless(given_board = any (public.actor_signs('board')), 'only the board stops its instruction');
  select v.id into current_one from public.instruction_version v where v.board_id = given_board and v.state = 'in-force' for update;
  if current_one is null then return null; end if;
  perform public.refuse_unless(not exists (select from unnest(given_types) t (id) where not exists (select from public.case_type c where c.id = t.id and c.board_id = given_board)), 'another board’s case type');
  insert into public.instruction_stop (board_id, version_id, acts, case_type_ids, reason, stopped_by, stopped_at)
  values (given_board, current_one, given_acts, given_types, given_reason, public.actor_id(), public.ombud_now()) returning id into made;
  perform public.tell_of_instruction(given_board, 'stopped');
  return made;
end $$;
-- A7: at most twelve months from the review itself; the version's own days stay as they were signed.
create function review_instruction(given_board int, given_paragraph text, given_day date, given_result text, given_next date) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare current_one int;
begin
  perform public.refuse_unless(given_board = any (public.actor_signs('board')), 'only the board reviews its instruction');
  select v.id into current_one from public.instruction_version v where v.board_id = given_board and v.state = 'in-force' and (v.valid_to is null or v.valid_to > public.ombud_now());
  if current_one is null or given_day > (public.ombud_now() at time zone 'Europe/Stockholm')::date then return false; end if;
  insert into public.instruction_review (version_id, reviewed_by, paragraph, on_day, result, next_by, recorded_at)
  values (current_one, public.actor_id(), given_paragraph, given_day, given_result, given_next, public.ombud_now());
  return true;
end $$;
create function review_due(given_version int) returns date language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((select r.next_by from public.instruction_review r where r.version_id = v.id order by r.recorded_at desc limit 1), v.review_by) from public.instruction_version v where v.id = given_version $$;

-- The worker's own moves, after it has verified what the parties signed. No other hand may call them.
create function begin_in_force(given_version int, given_approvals jsonb, given_grants jsonb) returns void language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare of_board int;
begin
  select v.board_id into of_board from public.instruction_version v where v.id = given_version and v.state = 'accepted' and v.valid_from <= public.ombud_now() for update;
  perform public.refuse_unless(of_board is not null, 'not accepted, or not yet');
  update public.instruction_version set state = 'superseded', ended_at = public.ombud_now() where board_id = of_board and state = 'in-force';
  insert into public.instruction_grant (version_id, act, channel, case_type_ids, valid_from, valid_to)
  select given_version, g.act, g.channel, g.types, g.valid_from, g.valid_to from jsonb_to_recordset(given_grants) as g (act text, channel text, types int[], valid_from timestamptz, valid_to timestamptz);
  update public.instruction_version set state = 'in-force', approvals = given_approvals, in_force_at = public.ombud_now() where id = given_version;
  perform public.tell_of_instruction(of_board, 'in-force');
end $$;
create function carry_undertakings(from_version int, to_version int, given_diff bytea) returns int language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare carried int;
begin
  insert into public.undertaking (employee_id, version_id, signed_at, quiz, signature_hash, carried_from, carried_diff)
  select u.employee_id, to_version, u.signed_at, u.quiz, u.signature_hash, u.id, given_diff from public.undertaking u where u.version_id = from_version and u.revoked_at is null
  on conflict (employee_id, version_id) do nothing;
  get diagnostics carried = row_count;
  return carried;
end $$;
create function end_stop(given_stop uuid) returns void language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare of_board int;
begin
  perform public.refuse_unless((select count(*) from public.instruction_signature g where g.stop_id = given_stop and g.void_at is null) = 2, 'a stop is lifted by both');
  update public.instruction_stop set lifted_at = public.ombud_now() where id = given_stop and lifted_at is null returning board_id into of_board;
  if of_board is not null then perform public.tell_of_instruction(of_board, 'lifted'); end if;
end $$;
grant execute on function actor_signs(text) to ombud_doorman, ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_eraser, ombud_auditor;
grant execute on function step_up_salt(), step_up(bytea, bytea), create_draft(int, jsonb, text), save_draft(uuid, jsonb, text), propose_version(uuid, bytea, jsonb, int), return_version(uuid, text),
  unlock_signing_key(text, int, text), add_signing_key(text, int, bytea, bytea, text), sign_version(uuid, text, text, date, bytea, uuid, bytea, text), sign_ending(uuid, text, text, date, bytea, uuid, bytea, text),
  sign_lift(uuid, text, text, date, bytea, uuid, bytea, text), stop_instruction(int, text[], int[], text), review_instruction(int, text, date, text, date) to ombud_officer;
grant execute on function begin_in_force(int, jsonb, jsonb), carry_undertakings(int, int, bytea), end_stop(uuid) to ombud_service;
grant execute on function review_due(int) to ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_auditor;
grant execute on function refuse_unless(boolean, text), guard_version(), guard_clause() to ombud_officer, ombud_service;
-- the notice follows what is put in force
create policy service_publishes on notice for insert to ombud_service with check (true);
grant insert (version, published_at, content) on notice to ombud_service;

-- Both walls obey a stop. With no stop open nothing more is read than before.
create or replace function granted_case_types(wanted text[], in_channel text default null) returns int[] language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  at timestamptz := public.ombud_now();
  stopped boolean := exists (select from public.instruction_stop s where s.lifted_at is null);
  who uuid;
begin
  select s.employee_id into who from public.session s join public.employee e on e.id = s.employee_id and e.active
  where s.secret_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8')) and s.revoked_at is null and s.expires_at > at and s.hand = 'agent'
    and exists (select from public.assignment a where a.employee_id = s.employee_id and a.hand = 'agent' and a.valid_from <= at and (a.valid_to is null or a.valid_to > at));
  if who is null then return '{}'; end if;
  if stopped then return array(
    select distinct t.id from public.undertaking u
    join public.instruction_version v on v.id = u.version_id and v.state = 'in-force' and v.valid_from <= at and (v.valid_to is null or v.valid_to > at)
    join public.instruction_grant g on g.version_id = v.id and g.act = any (wanted) and g.channel is not distinct from in_channel and g.valid_from <= at and (g.valid_to is null or g.valid_to > at)
    cross join unnest(g.case_type_ids) t (id)
    where u.employee_id = who and u.revoked_at is null and not exists (select from public.instruction_stop s where s.lifted_at is null and s.board_id = v.board_id
      and (s.acts = '{}' or g.act = any (s.acts)) and (s.case_type_ids = '{}' or t.id = any (s.case_type_ids))));
  end if;
  -- without a channel the index answers; a grant for one channel only is read row by row, where a contact or a case is registered
  if in_channel is null then return array(
    select distinct t.id from public.undertaking u
    join public.instruction_version v on v.id = u.version_id and v.state = 'in-force' and v.valid_from <= at and (v.valid_to is null or v.valid_to > at)
    join public.instruction_grant g on g.version_id = v.id and g.act = any (wanted) and g.channel is null and g.valid_from <= at and (g.valid_to is null or g.valid_to > at)
    cross join unnest(g.case_type_ids) t (id)
    where u.employee_id = who and u.revoked_at is null);
  end if;
  return array(
    select distinct t.id from public.undertaking u
    join public.instruction_version v on v.id = u.version_id and v.state = 'in-force' and v.valid_from <= at and (v.valid_to is null or v.valid_to > at)
    join public.instruction_grant g on g.version_id = v.id and g.act = any (wanted) and g.channel = in_channel and g.valid_from <= at and (g.valid_to is null or g.valid_to > at)
    cross join unnest(g.case_type_ids) t (id)
    where u.employee_id = who and u.revoked_at is null);
end $$;
-- A5, A9: what a board has stopped in every act waits, as if nothing were instructed.
create or replace function uninstructed_case_types() returns int[] language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  at timestamptz := public.ombud_now();
  instructed int[] := array(select v.board_id from public.instruction_version v where v.state = 'in-force' and v.valid_from <= at and (v.valid_to is null or v.valid_to > at));
begin
  if public.actor_hand() is distinct from 'agent' then return '{}'; end if;
  return array(select t.id from public.case_type t where t.board_id <> all (instructed)
    or exists (select from public.instruction_stop s where s.lifted_at is null and s.board_id = t.board_id and s.acts = '{}' and (s.case_type_ids = '{}' or t.id = any (s.case_type_ids))));
end $$;

set local role ombud_jobs;
create or replace function queue_job(task text, payload jsonb, wait interval default '0', job_key text default null) returns void language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if task not in ('read-arrival', 'send-outgoing', 'find-due', 'erase', 'remove-files', 'certify', 'sweep-files', 'put-in-force') then raise exception 'no such task: %', task using errcode = '22023'; end if;
  -- the web may ask for it to be looked at: the worker verifies both signatures before anything is put in force
  if session_user = 'ombud_web' and task not in ('read-arrival', 'send-outgoing', 'put-in-force') then raise exception 'not a task of the web: %', task using errcode = '42501'; end if;
  if exists (select from jsonb_each_text(payload) p where p.value !~ '^[0-9a-f-]{36}$') then raise exception 'a job carries ids only' using errcode = '22023'; end if;
  perform graphile_worker.add_job(task, payload::json, run_at => now() + wait, max_attempts => 12, job_key => queue_job.job_key);
end $$;
set local role ombud_owner;

-- X8, A38: when an instruction has ended the board is given what is its own, and then nothing of it is left here (GDPR 28(3)(g)).
create table offboarding (
  id uuid primary key default gen_random_uuid(), board_id int not null references board, version_id int not null unique references instruction_version,
  state text not null default 'exporting' check (state in ('exporting', 'exported', 'purging', 'done', 'cancelled')), after_case uuid, after_contact uuid,
  started_at timestamptz not null, exported_at timestamptz, done_at timestamptz
);
comment on table offboarding is 'personal data: no; kept by domain/archive/keeps.ts';
-- One sealed file of the export. Its key goes when the board has it and the purge is done; the bytes go with it.
create table offboarding_part (
  offboarding_id uuid not null references offboarding, part int not null, file_id uuid not null unique, sha256 bytea not null check (length(sha256) = 32), size_bytes bigint not null, wrapped_key bytea,
  subjects int not null, made_at timestamptz not null, fetched_at timestamptz, fetched_by uuid references employee, primary key (offboarding_id, part)
);
comment on table offboarding_part is 'personal data: staff; kept by domain/archive/keeps.ts';
do $$
declare t text;
begin
  foreach t in array array['offboarding', 'offboarding_part'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to ombud_owner using (true) with check (true)', t);
    execute format('create policy worker_all on %I to ombud_service, ombud_eraser using (true) with check (true)', t);
  end loop;
end $$;
create policy board_reads_its_own on offboarding for select to ombud_officer, ombud_auditor using (board_id = any ((select actor_boards(actor_hand()))::int[]));
create policy with_its_offboarding on offboarding_part for select to ombud_officer, ombud_auditor using (exists (select from offboarding o where o.id = offboarding_id));
grant select on offboarding to ombud_officer, ombud_auditor, ombud_service, ombud_eraser;
grant update (state, exported_at) on offboarding to ombud_service;
grant update (state, done_at) on offboarding to ombud_eraser;
grant select (offboarding_id, part, file_id, size_bytes, subjects, made_at, fetched_at) on offboarding_part to ombud_officer, ombud_auditor, ombud_service, ombud_eraser;
grant insert (offboarding_id, part, file_id, sha256, size_bytes, wrapped_key, subjects, made_at) on offboarding_part to ombud_service;
grant update (wrapped_key) on offboarding_part to ombud_eraser;

create function end_version(given_version int) returns void language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare of_board int;
begin
  select v.board_id into of_board from public.instruction_version v where v.id = given_version and v.state = 'in-force' for update;
  perform public.refuse_unless(of_board is not null and (exists (select from public.instruction_version v where v.id = given_version and v.valid_to <= public.ombud_now())
    or (select count(*) from public.instruction_signature g where g.version_id = given_version and g.purpose = 'ending' and g.void_at is null) = 2), 'an instruction is ended by both, or by its last day');
  update public.instruction_version set state = 'ended', ended_at = public.ombud_now() where id = given_version;
  insert into public.offboarding (board_id, version_id, started_at) values (of_board, given_version, public.ombud_now());
  perform public.tell_of_instruction(of_board, 'ended');
end $$;

-- The next part of the export, with the access row that the reading leaves. For the worker, and only for a board that is leaving.
create function export_batch(given uuid, at_most int) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  mine public.offboarding;
  nobody uuid := '00000000-0000-0000-0000-000000000000';
  cases uuid[]; contacts uuid[] := '{}'; answer jsonb;
begin
  select * into mine from public.offboarding o where o.id = given and o.state = 'exporting' for update;
  if mine.id is null then return null; end if;
  cases := array(select c.id from public."case" c where c.board_id = mine.board_id and c.id > coalesce(mine.after_case, nobody) order by c.id limit at_most);
  if cases = '{}' then contacts := array(select c.id from public.contact c where (c.board_id = mine.board_id or exists (select from public.question q where q.contact_id = c.id and q.board_id = mine.board_id))
    and c.id > coalesce(mine.after_contact, nobody) order by c.id limit at_most); end if;
  if cases = '{}' and contacts = '{}' then return null; end if;
  insert into public.access_event (at, xact, xact_started, employee_id, hand, purpose, act, case_ids, contact_ids)
  values (public.ombud_now(), pg_current_xact_id(), transaction_timestamp(), null, 'service', 'disposal', 'export', cases, contacts);
  update public.offboarding set after_case = coalesce(cases[cardinality(cases)], after_case), after_contact = coalesce(contacts[cardinality(contacts)], after_contact) where id = given;
  select jsonb_build_object(
    'cases', coalesce((select jsonb_agg(to_jsonb(c) || jsonb_build_object(
      'participants', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from public.participant x where x.case_id = c.id),
      'messages', (select coalesce(jsonb_agg(to_jsonb(x) order by x.at), '[]') from public.message x where x.case_id = c.id),
      'notes', (select coalesce(jsonb_agg(to_jsonb(x) order by x.at), '[]') from public.note x where x.case_id = c.id),
      'handovers', (select coalesce(jsonb_agg(to_jsonb(x) order by x.offered_at), '[]') from public.handover x where x.case_id = c.id),
      'questions', (select coalesce(jsonb_agg(to_jsonb(q) || to_jsonb(x)), '[]') from public.question q join public.question_text x on x.question_id = q.id where q.case_id = c.id),
      'attachments', (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'messageId', x.message_id, 'name', x.name, 'mediaType', x.media_type, 'file', jsonb_build_object(
        'id', f.id, 'sha256', encode(f.sha256, 'hex'), 'sizeBytes', f.size_bytes, 'wrappedKey', encode(f.wrapped_key, 'hex')))), '[]') from public.attachment x join public.stored_file f on f.id = x.file_id where x.case_id = c.id)) order by c.id)
      from public."case" c where c.id = any (cases)), '[]'),
    'contacts', coalesce((select jsonb_agg(to_jsonb(c) || jsonb_build_object(
      'participants', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from public.participant x where x.contact_id = c.id and c.board_id = mine.board_id),
      'questions', (select coalesce(jsonb_agg(to_jsonb(q) || coalesce(to_jsonb(x), '{}')), '[]') from public.question q left join public.question_text x on x.question_id = q.id where q.contact_id = c.id and q.board_id = mine.board_id)) order by c.id)
      from public.contact c where c.id = any (contacts)), '[]')) into answer;
  return answer;
end $$;
-- Given out to whoever signs for the board, once: again within the hour if the way broke, and never by another.
create function fetch_part(given uuid, given_part int) returns table (id uuid, sha256 bytea, size_bytes bigint, wrapped_key bytea) language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query update public.offboarding_part p set fetched_at = coalesce(p.fetched_at, public.ombud_now()), fetched_by = public.actor_id()
    from public.offboarding o where o.id = p.offboarding_id and o.id = given and p.part = given_part and o.state = 'exported' and o.board_id = any (public.actor_signs('board')) and p.wrapped_key is not null
      and (p.fetched_at is null or p.fetched_by = public.actor_id() and p.fetched_at > public.ombud_now() - interval '1 hour')
    returning p.file_id, p.sha256, p.size_bytes, p.wrapped_key;
end $$;
-- What is left of a board wherever content may lie: every column called case_id or contact_id, the two tables themselves, and words under another's contact.
create function rows_of_board(given_board int) returns table (table_name text, rows bigint) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare place record;
begin
  for place in
    select c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not a.attisdropped and c.relname not in ('audit_event', 'access_event', 'refusal')
      and (a.attname in ('case_id', 'contact_id') or (c.relname in ('case', 'contact') and a.attname = 'id'))
  loop
    table_name := place.relname;
    execute format('select count(*) from public.%I where %I in (select x.id from public.%I x where x.board_id = $1)', place.relname, place.attname,
      case when place.attname = 'contact_id' or place.relname = 'contact' then 'contact' else 'case' end) into rows using given_board;
    if rows > 0 then return next; end if;
  end loop;
  table_name := 'question_text';
  select count(*) into rows from public.question_text x join public.question q on q.id = x.question_id where q.board_id = given_board;
  if rows > 0 then return next; end if;
end $$;
comment on function rows_of_board(int) is 'X8: tables that still hold something of a board that has left; none is the only right answer.';
grant execute on function export_batch(uuid, int), end_version(int) to ombud_service;
grant execute on function fetch_part(uuid, int) to ombud_officer;
grant execute on function rows_of_board(int) to ombud_eraser, ombud_service;
-- A disposal on the ground of an ending needs no clock: it cites the ending.
alter table disposal add column offboarding_id uuid references offboarding;
create index disposal_of_offboarding on disposal (offboarding_id) where offboarding_id is not null;
grant insert (offboarding_id), update (offboarding_id) on disposal to ombud_eraser;
-- the nightly sweep knows the export's files too
create or replace function unknown_files(given uuid[]) returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(g), '{}') from unnest(given) g where not exists (select from public.stored_file f where f.id = g) and not exists (select from public.offboarding_part p where p.file_id = g) $$;
