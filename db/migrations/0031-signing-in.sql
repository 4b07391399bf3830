-- 0031  Signing in: the employer's directory (OpenID Connect, SCIM), passkeys, codes, and sessions that are seen, ended and renewed (decision 0031).

-- What only a program can verify (a provider's signed token, a passkey's signature, a code made from a sealed secret) is vouched for by a process that
-- holds a secret outside the database. Arbitrary SQL in the web's connection doesn't hold it, so it still opens no session (0008).
create table vouching_key (only_row boolean primary key default true check (only_row), secret_hash bytea not null check (length(secret_hash) = 32));
comment on table vouching_key is 'personal data: no; kept by domain/staff';
create function vouched(given text) returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from public.vouching_key k where k.secret_hash = sha256(convert_to(given, 'UTF8'))) $$;

-- Sessions: idle and absolute end. `expires_at` moves with use and never past `ends_at`, so that every function that looks at it stays as it is.
alter table session add column ends_at timestamptz, add column idle interval not null default interval '1 hour',
  add column method text not null default 'password' check (method in ('password', 'password-and-code', 'passkey', 'provider')),
  add column device text not null default 'unknown' check (device in ('computer', 'phone', 'tablet', 'unknown')), add column network text,
  add column provider_issuer text, add column provider_subject text, add column provider_session text, add column sealed_hint bytea;
grant select (ends_at, method, device, network) on session to ombud_agent, ombud_officer, ombud_auditor;
create index session_of_provider on session (provider_issuer, provider_subject) where revoked_at is null;
create function session_id() returns uuid language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.id from public.session s join public.employee e on e.id = s.employee_id and e.active
  where s.secret_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8')) and s.revoked_at is null and s.expires_at > public.ombud_now() $$;
create function session_seen() returns text language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update public.session s set seen_at = public.ombud_now(), expires_at = case when s.ends_at is null then s.expires_at else least(s.ends_at, public.ombud_now() + s.idle) end
  where s.id = public.session_id() and s.seen_at < public.ombud_now() - interval '1 minute';
  return public.actor_hand();
end $$;
comment on function session_seen() is 'The hand of the session, which lives on because it was used; null when it has ended.';
create function renew_session(given_next bytea) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update public.session set secret_hash = given_next where id = public.session_id();
  return found;
end $$;
comment on function renew_session(bytea) is 'After a step-up the session goes on with a new secret; whoever holds the old one holds nothing.';
grant execute on function session_id(), session_seen(), renew_session(bytea) to ombud_agent, ombud_officer, ombud_auditor, ombud_citizen;

-- Whoever hears live news is looked at again when a session has ended somewhere.
create function tell_session_ended() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin perform pg_notify('ombud', '{"session": "ended"}'); return null; end $$;
create trigger session_ended after update of revoked_at, secret_hash on session for each statement execute function tell_session_ended();

-- People as the directory knows them. `external_id` is the directory's own id of the person; nobody is ever recognised by an address.
alter table employee add column external_id text unique, add column user_name text unique, add column directory_left_at timestamptz, add column changed_at timestamptz not null default '-infinity',
  add column claimed_groups text[] not null default '{}';
alter table assignment add column source text not null default 'local' check (source in ('local', 'group'));
create table identity (
  id int generated always as identity primary key, employee_id uuid not null references employee, issuer text not null, subject text not null, linked_at timestamptz not null,
  how text not null check (how in ('claim', 'link')), unique (issuer, subject), unique (employee_id, issuer)
);
comment on table identity is 'personal data: staff; kept by domain/staff/keeps.ts';
create table group_hand (
  id int generated always as identity primary key, claim_value text not null check (length(claim_value) between 1 and 300), hand text not null check (hand in ('agent', 'officer', 'auditor')), board_id int not null references board,
  made_by uuid not null references employee, made_at timestamptz not null, ended_by uuid references employee, ended_at timestamptz
);
comment on table group_hand is 'personal data: staff; kept by domain/staff/keeps.ts';
create unique index group_hand_once on group_hand (claim_value, hand, board_id) where ended_at is null;
create table scim_token (
  id uuid primary key default gen_random_uuid(), secret_hash bytea not null unique check (length(secret_hash) = 32), name text not null, made_by uuid not null references employee, made_at timestamptz not null,
  used_at timestamptz, revoked_by uuid references employee, revoked_at timestamptz
);
comment on table scim_token is 'personal data: staff; kept by domain/staff/keeps.ts';
create table directory_group (id uuid primary key default gen_random_uuid(), display_name text not null unique, external_id text unique, changed_at timestamptz not null);
comment on table directory_group is 'personal data: no; kept by domain/staff';
create table directory_member (group_id uuid not null references directory_group on delete cascade, employee_id uuid not null references employee, primary key (group_id, employee_id));
comment on table directory_member is 'personal data: staff; kept by domain/staff/keeps.ts';

-- What a person signs in with beside a password.
create table passkey (
  id uuid primary key default gen_random_uuid(), employee_id uuid not null references employee, credential_id text not null unique, public_key bytea not null, counter bigint not null,
  transports text[] not null default '{}', name text not null check (length(name) between 1 and 60), made_at timestamptz not null, used_at timestamptz
);
comment on table passkey is 'personal data: staff; kept by domain/staff/keeps.ts';
create table totp (employee_id uuid primary key references employee, sealed bytea, confirmed_at timestamptz, last_step bigint not null default 0, offered bytea);
comment on table totp is 'personal data: staff; kept by domain/staff/keeps.ts';
create table recovery_code (employee_id uuid not null references employee, hash bytea not null, used_at timestamptz, primary key (employee_id, hash));
comment on table recovery_code is 'personal data: staff; kept by domain/staff/keeps.ts';
create table second_factor_demand (hand text primary key check (hand in ('agent', 'officer', 'auditor')), demanded_by uuid not null references employee, demanded_at timestamptz not null);
comment on table second_factor_demand is 'personal data: staff; kept by domain/staff/keeps.ts';
-- A way in that has been begun: known to whoever holds its secret, walked once, ten minutes long (a link by an administrator: a day).
create table sign_in_way (
  hash bytea primary key check (length(hash) = 32), kind text not null check (kind in ('code', 'enrol', 'provider', 'passkey', 'link')), employee_id uuid references employee, hand text,
  facts jsonb not null default '{}', sealed bytea, expires_at timestamptz not null
);
comment on table sign_in_way is 'personal data: staff; kept by domain/staff/keeps.ts';

do $$
declare t text;
begin
  foreach t in array array['vouching_key', 'identity', 'group_hand', 'scim_token', 'directory_group', 'directory_member', 'passkey', 'totp', 'recovery_code', 'second_factor_demand', 'sign_in_way'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to ombud_owner using (true) with check (true)', t);
  end loop;
  foreach t in array array['identity', 'passkey', 'totp', 'recovery_code'] loop
    execute format('create policy own_only on %I for select to ombud_agent, ombud_officer, ombud_auditor using (employee_id = (select actor_id()))', t);
  end loop;
  foreach t in array array['group_hand', 'scim_token', 'second_factor_demand', 'directory_group'] loop
    execute format('create policy operator_reads on %I for select to ombud_agent, ombud_officer, ombud_auditor using ((select actor_is_operator()))', t);
  end loop;
end $$;
grant select (employee_id, issuer, linked_at) on identity to ombud_agent, ombud_officer, ombud_auditor;
grant select (id, employee_id, credential_id, transports, name, made_at, used_at) on passkey to ombud_agent, ombud_officer, ombud_auditor;
grant select (employee_id, confirmed_at) on totp to ombud_agent, ombud_officer, ombud_auditor;
grant select (employee_id, used_at) on recovery_code to ombud_agent, ombud_officer, ombud_auditor;
grant select on group_hand, second_factor_demand, directory_group to ombud_agent, ombud_officer, ombud_auditor;
grant select (id, name, made_by, made_at, used_at, revoked_at) on scim_token to ombud_agent, ombud_officer, ombud_auditor;

-- Every change of what someone may do or signs in with ends their sessions in the same transaction, whoever makes it and by whatever way.
create function end_sessions_of(who uuid) returns void language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  update public.session set revoked_at = public.ombud_now(), sealed_hint = null where employee_id = who and revoked_at is null $$;
create function end_sessions_of_changed() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_table_name = 'employee' then perform public.end_sessions_of(new.id);
  elsif tg_op = 'DELETE' then perform public.end_sessions_of(old.employee_id);
  else perform public.end_sessions_of(new.employee_id); end if;
  return null;
end $$;
create trigger end_sessions after update on employee for each row
  when (old.password_hash is distinct from new.password_hash or old.active <> new.active or old.operator <> new.operator) execute function end_sessions_of_changed();
create trigger end_sessions after insert or delete on assignment for each row execute function end_sessions_of_changed();
create trigger end_sessions_changed after update on assignment for each row when (old is distinct from new) execute function end_sessions_of_changed();
create trigger end_sessions after insert or delete on passkey for each row execute function end_sessions_of_changed();
create trigger end_sessions after delete on totp for each row execute function end_sessions_of_changed();
create trigger end_sessions_changed after update on totp for each row when (old.sealed is distinct from new.sealed) execute function end_sessions_of_changed();
create trigger end_sessions_added after insert on totp for each row when (new.sealed is not null) execute function end_sessions_of_changed();

-- Opening. `about`: idleMinutes, longestMinutes, device, network; the database caps what it is told.
create function sign_in_hand(who uuid, given_hand text) returns text language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select a.hand from public.assignment a join public.employee e on e.id = a.employee_id and e.active where a.employee_id = who and (given_hand is null or a.hand = given_hand)
    and a.valid_from <= public.ombud_now() and (a.valid_to is null or a.valid_to > public.ombud_now()) order by a.id limit 1 $$;
create function open_session(who uuid, given_hand text, given_secret_hash bytea, about jsonb, given_method text) returns text language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  chosen text := public.sign_in_hand(who, given_hand);
  longest interval := least(make_interval(mins => greatest(1, (about ->> 'longestMinutes')::int)), interval '12 hours');
  idle_for interval := least(make_interval(mins => greatest(1, (about ->> 'idleMinutes')::int)), longest);
begin
  if chosen is null then return null; end if;
  insert into public.session (secret_hash, employee_id, hand, created_at, expires_at, ends_at, idle, seen_at, method, device, network)
  values (given_secret_hash, who, chosen, public.ombud_now(), public.ombud_now() + idle_for, public.ombud_now() + longest, idle_for, public.ombud_now(), given_method, coalesce(about ->> 'device', 'unknown'), about ->> 'network');
  return chosen;
end $$;
-- One address is tried one guess at a time: the lock is held until the guess has been counted, so that parallel guesses can't pass the limit.
create function count_try(address bytea) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(encode(address, 'hex'), 31));
  return (select count(*) from public.sign_in_attempt t where t.email_hash = address and not t.succeeded and t.at > public.ombud_now() - interval '15 minutes') < 8;
end $$;
create function note_try(address bytea, did_succeed boolean) returns void language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into public.sign_in_attempt (email_hash, at, succeeded) values (address, public.ombud_now(), did_succeed) $$;

drop function sign_in_open(text, bytea, text, bytea, interval);
create function sign_in_open(given_email text, given_tag bytea, given_hand text, given_secret_hash bytea, about jsonb) returns table (outcome text, opened_hand text)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  address bytea := sha256(convert_to(lower(given_email), 'UTF8'));
  who uuid; chosen text; coded boolean;
begin
  if not public.count_try(address) then return query select 'wrong', null::text; return; end if;
  select e.id into who from public.employee e where e.email = lower(given_email) and e.active and split_part(e.password_hash, '$', 3) = public.base64url(sha256(given_tag));
  perform public.note_try(address, who is not null);
  chosen := public.sign_in_hand(who, given_hand);
  if chosen is null then return query select 'wrong', null::text; return; end if;
  coded := exists (select from public.totp t where t.employee_id = who and t.confirmed_at is not null);
  if coded or exists (select from public.second_factor_demand d where d.hand = chosen) then
    insert into public.sign_in_way (hash, kind, employee_id, hand, expires_at) values (given_secret_hash, case when coded then 'code' else 'enrol' end, who, chosen, public.ombud_now() + interval '10 minutes');
    return query select case when coded then 'code' else 'enrol' end, null::text; return;
  end if;
  return query select 'opened', public.open_session(who, chosen, given_secret_hash, about, 'password');
end $$;
comment on function sign_in_open(text, bytea, text, bytea, jsonb) is 'Unknown, wrong, disabled and resting are one answer. code, enrol: the secret is a way on, not a session.';

-- The second step. The process that holds the key opens the sealed secret and says which of its steps the code belongs to; the database counts and lets no step be used twice.
create function sign_in_way_of(given_ticket bytea) returns table (kind text, employee_id uuid, sealed bytea) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select w.kind, w.employee_id, coalesce(w.sealed, t.sealed) from public.sign_in_way w left join public.totp t on t.employee_id = w.employee_id and w.kind = 'code' and t.confirmed_at is not null
  where w.hash = given_ticket and w.kind in ('code', 'enrol') and w.expires_at > public.ombud_now() $$;
create function sign_in_enrol(given_ticket bytea, given_sealed bytea) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update public.sign_in_way set sealed = given_sealed where hash = given_ticket and kind = 'enrol' and expires_at > public.ombud_now();
  return found;
end $$;
create function use_step(who uuid, given_step bigint) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update public.totp set last_step = given_step where employee_id = who and confirmed_at is not null and last_step < given_step;
  return found;
end $$;
create function use_recovery(who uuid, given_hash bytea) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update public.recovery_code set used_at = public.ombud_now() where employee_id = who and hash = given_hash and used_at is null;
  return found;
end $$;
create function give_totp(who uuid, given_sealed bytea, given_step bigint, given_recovery bytea[]) returns void language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into public.totp (employee_id, sealed, confirmed_at, last_step) values (who, given_sealed, public.ombud_now(), given_step)
  on conflict (employee_id) do update set sealed = excluded.sealed, confirmed_at = excluded.confirmed_at, last_step = excluded.last_step, offered = null;
  delete from public.recovery_code where employee_id = who;
  insert into public.recovery_code (employee_id, hash) select who, unnest(given_recovery);
end $$;
create function sign_in_code(given_voucher text, given_ticket bytea, given_step bigint, given_recovery bytea, new_recovery bytea[], given_secret_hash bytea, about jsonb) returns text
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare way public.sign_in_way; address bytea; right_one boolean := false;
begin
  if given_step is not null then perform public.refuse_unless(public.vouched(given_voucher), 'not vouched for'); end if;
  select w.* into way from public.sign_in_way w where w.hash = given_ticket and w.kind in ('code', 'enrol') and w.expires_at > public.ombud_now();
  select sha256(convert_to(e.email, 'UTF8')) into address from public.employee e where e.id = way.employee_id and e.active;
  if address is null or not public.count_try(address) then return null; end if;
  if way.kind = 'code' then right_one := case when given_step is not null then public.use_step(way.employee_id, given_step) else public.use_recovery(way.employee_id, given_recovery) end;
  elsif given_step is not null and way.sealed is not null then
    right_one := true;
    perform public.give_totp(way.employee_id, way.sealed, given_step, new_recovery);
  end if;
  perform public.note_try(address, coalesce(right_one, false));
  if not coalesce(right_one, false) then return null; end if;
  delete from public.sign_in_way where hash = given_ticket;
  return public.open_session(way.employee_id, way.hand, given_secret_hash, about, 'password-and-code');
end $$;
comment on function sign_in_code(text, bytea, bigint, bytea, bytea[], bytea, jsonb) is 'The hand that was opened, or null: wrong, used before, too late or resting.';

-- Ways that are begun and walked once.
create function begin_way(given_hash bytea, given_kind text, given_facts jsonb) returns void language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform public.refuse_unless(given_kind in ('provider', 'passkey'), 'no such way');
  delete from public.sign_in_way where expires_at < public.ombud_now();
  insert into public.sign_in_way (hash, kind, employee_id, facts, expires_at) values (given_hash, given_kind, public.actor_id(), given_facts, public.ombud_now() + interval '10 minutes');
end $$;
create function take_way(given_hash bytea, given_kind text) returns jsonb language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  delete from public.sign_in_way w where w.hash = given_hash and w.kind = given_kind and w.kind in ('provider', 'passkey') and w.expires_at > public.ombud_now()
    and w.employee_id is not distinct from public.actor_id() returning w.facts $$;
comment on function take_way(bytea, text) is 'What was put aside when the way began, once, to whoever began it.';
grant execute on function sign_in_open(text, bytea, text, bytea, jsonb), sign_in_way_of(bytea), sign_in_enrol(bytea, bytea), sign_in_code(text, bytea, bigint, bytea, bytea[], bytea, jsonb) to ombud_citizen;
grant execute on function begin_way(bytea, text, jsonb), take_way(bytea, text) to ombud_citizen, ombud_agent, ombud_officer, ombud_auditor;

-- Step-up: the same guard as signing in, and more than one way to do it.
create or replace function step_up(given_tag bytea, given_proof bytea) returns text language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  me uuid := public.actor_id();
  address bytea; right_one boolean;
begin
  select sha256(convert_to(e.email, 'UTF8')) into address from public.employee e where e.id = me and e.active;
  if address is null then return 'wrong'; end if;
  if not public.count_try(address) then return 'rest'; end if;
  select coalesce(split_part(e.password_hash, '$', 3) = public.base64url(sha256(given_tag)), false) into right_one from public.employee e where e.id = me;
  perform public.note_try(address, right_one);
  if not right_one then return 'wrong'; end if;
  update public.session set step_up_hash = given_proof, step_up_until = public.ombud_now() + interval '2 minutes' where id = public.session_id();
  return 'right';
end $$;
create function step_up_code(given_voucher text, given_step bigint, given_proof bytea) returns text language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare me uuid := public.actor_id(); address bytea; right_one boolean;
begin
  perform public.refuse_unless(public.vouched(given_voucher), 'not vouched for');
  select sha256(convert_to(e.email, 'UTF8')) into address from public.employee e where e.id = me;
  if address is null then return 'wrong'; end if;
  if not public.count_try(address) then return 'rest'; end if;
  right_one := given_step is not null and public.use_step(me, given_step);
  perform public.note_try(address, right_one);
  if not right_one then return 'wrong'; end if;
  update public.session set step_up_hash = given_proof, step_up_until = public.ombud_now() + interval '2 minutes' where id = public.session_id();
  return 'right';
end $$;
create function use_passkey(given_credential text, given_counter bigint) returns uuid language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  update public.passkey p set counter = given_counter, used_at = public.ombud_now() where p.credential_id = given_credential and (given_counter > p.counter or (given_counter = 0 and p.counter = 0)) returning p.employee_id $$;
comment on function use_passkey(text, bigint) is 'Whose it is; null when it is unknown or its counter has gone back, which says that somebody has copied it.';
create function step_up_passkey(given_voucher text, given_credential text, given_counter bigint, given_proof bytea) returns text language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform public.refuse_unless(public.vouched(given_voucher), 'not vouched for');
  if public.use_passkey(given_credential, given_counter) is distinct from public.actor_id() then return 'wrong'; end if;
  update public.session set step_up_hash = given_proof, step_up_until = public.ombud_now() + interval '2 minutes' where id = public.session_id();
  return 'right';
end $$;
create function step_up_provider(given_voucher text, given_issuer text, given_subject text, given_proof bytea) returns text language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform public.refuse_unless(public.vouched(given_voucher), 'not vouched for');
  if not exists (select from public.identity i where i.issuer = given_issuer and i.subject = given_subject and i.employee_id = public.actor_id()) then return 'wrong'; end if;
  update public.session set step_up_hash = given_proof, step_up_until = public.ombud_now() + interval '2 minutes' where id = public.session_id();
  return 'right';
end $$;
create function totp_of_me() returns table (employee_id uuid, sealed bytea, offered bytea) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select t.employee_id, t.sealed, t.offered from public.totp t where t.employee_id = public.actor_id() $$;

-- What a person changes about how they sign in. It takes a fresh session or a step-up, ends every session there is, and goes on in a new one.
create function fresh(given_proof text) returns boolean language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(public.stepped_up(given_proof, true), false) or exists (select from public.session s where s.id = public.session_id() and s.created_at > public.ombud_now() - interval '10 minutes') $$;
create function go_on_as(old_session uuid, given_next bytea) returns void language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into public.session (secret_hash, employee_id, hand, created_at, expires_at, ends_at, idle, seen_at, method, device, network, provider_issuer, provider_subject, provider_session)
  select given_next, s.employee_id, s.hand, s.created_at, s.expires_at, s.ends_at, s.idle, public.ombud_now(), s.method, s.device, s.network, s.provider_issuer, s.provider_subject, s.provider_session from public.session s where s.id = old_session $$;
create function add_passkey(given_voucher text, given_proof text, given_next bytea, given jsonb) returns text language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare me uuid := public.actor_id(); mine uuid := public.session_id();
begin
  perform public.refuse_unless(me is not null and public.vouched(given_voucher), 'not vouched for');
  if not public.fresh(given_proof) then return 'step-up'; end if;
  insert into public.passkey (employee_id, credential_id, public_key, counter, transports, name, made_at)
  values (me, given ->> 'credential', decode(given ->> 'publicKey', 'base64'), (given ->> 'counter')::bigint, array(select jsonb_array_elements_text(given -> 'transports')), given ->> 'name', public.ombud_now());
  perform public.record_audit('staff.passkey-added', null, null, null, '{}');
  perform public.end_sessions_of(me);
  perform public.go_on_as(mine, given_next);
  return 'done';
end $$;
create function remove_passkey(given_id uuid, given_proof text, given_next bytea) returns text language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare me uuid := public.actor_id(); mine uuid := public.session_id();
begin
  if not exists (select from public.passkey p where p.id = given_id and p.employee_id = me) then return 'none'; end if;
  if not public.fresh(given_proof) then return 'step-up'; end if;
  perform public.record_audit('staff.passkey-removed', null, null, null, '{}');
  delete from public.passkey p where p.id = given_id and p.employee_id = me;
  perform public.go_on_as(mine, given_next);
  return 'done';
end $$;
create function offer_totp(given_proof text, given_sealed bytea) returns text language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not public.fresh(given_proof) then return 'step-up'; end if;
  insert into public.totp (employee_id, offered) values (public.actor_id(), given_sealed) on conflict (employee_id) do update set offered = excluded.offered;
  return 'done';
end $$;
create function confirm_totp(given_voucher text, given_step bigint, given_recovery bytea[], given_next bytea) returns text language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare me uuid := public.actor_id(); mine uuid := public.session_id(); kept bytea; address bytea;
begin
  perform public.refuse_unless(public.vouched(given_voucher), 'not vouched for');
  select t.offered, sha256(convert_to(e.email, 'UTF8')) into kept, address from public.totp t join public.employee e on e.id = t.employee_id where t.employee_id = me;
  if kept is null then return 'none'; end if;
  if not public.count_try(address) then return 'rest'; end if;
  perform public.note_try(address, given_step is not null);
  if given_step is null then return 'wrong'; end if;
  perform public.give_totp(me, kept, given_step, given_recovery);
  perform public.record_audit('staff.code-added', null, null, null, '{}');
  perform public.go_on_as(mine, given_next);
  return 'done';
end $$;
create function remove_totp(given_proof text, given_next bytea) returns text language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare me uuid := public.actor_id(); mine uuid := public.session_id();
begin
  if not exists (select from public.totp t where t.employee_id = me and t.confirmed_at is not null) then return 'none'; end if;
  if not public.fresh(given_proof) then return 'step-up'; end if;
  perform public.record_audit('staff.code-removed', null, null, null, '{}');
  delete from public.totp where employee_id = me;
  delete from public.recovery_code where employee_id = me;
  perform public.go_on_as(mine, given_next);
  return 'done';
end $$;
create function change_password(given_proof text, given_hash text, given_next bytea) returns text language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare me uuid := public.actor_id(); mine uuid := public.session_id();
begin
  -- a fresh session isn't enough: whoever finds an open screen may not take the account
  if not coalesce(public.stepped_up(given_proof, true), false) then return 'step-up'; end if;
  perform public.refuse_unless(given_hash ~ '^argon2id\$[A-Za-z0-9_-]{22}\$[A-Za-z0-9_-]{43}$', 'not a password hash');
  perform public.record_audit('staff.password-changed', null, null, null, '{}');
  update public.employee set password_hash = given_hash where id = me;
  perform public.go_on_as(mine, given_next);
  return 'done';
end $$;
create function end_other_sessions() returns int language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  with ended as (update public.session set revoked_at = public.ombud_now(), sealed_hint = null where employee_id = public.actor_id() and revoked_at is null and id <> public.session_id() returning 1) select count(*)::int from ended $$;
grant execute on function step_up_salt(), step_up(bytea, bytea) to ombud_agent, ombud_auditor;
grant execute on function step_up_code(text, bigint, bytea), step_up_passkey(text, text, bigint, bytea), step_up_provider(text, text, text, bytea), totp_of_me(), add_passkey(text, text, bytea, jsonb), remove_passkey(uuid, text, bytea),
  offer_totp(text, bytea), confirm_totp(text, bigint, bytea[], bytea), remove_totp(text, bytea), change_password(text, text, bytea), end_other_sessions() to ombud_agent, ombud_officer, ombud_auditor;

create function passkey_of(given_credential text) returns table (public_key bytea, counter bigint, transports text[]) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select p.public_key, p.counter, p.transports from public.passkey p join public.employee e on e.id = p.employee_id and e.active where p.credential_id = given_credential $$;
grant execute on function passkey_of(text) to ombud_citizen, ombud_agent, ombud_officer, ombud_auditor;
create function sign_in_passkey(given_voucher text, given_credential text, given_counter bigint, given_hand text, given_secret_hash bytea, about jsonb) returns text language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform public.refuse_unless(public.vouched(given_voucher), 'not vouched for');
  return public.open_session(public.use_passkey(given_credential, given_counter), given_hand, given_secret_hash, about, 'passkey');
end $$;

create function utc(given timestamptz) returns text language sql stable set search_path = pg_catalog, public, pg_temp as $$ select to_char(given at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;
create function own_account() returns table (email text, password boolean, demanded boolean) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select e.email, e.password_hash is not null, exists (select from public.second_factor_demand d join public.assignment a on a.hand = d.hand and a.employee_id = e.id and (a.valid_to is null or a.valid_to > public.ombud_now()))
  from public.employee e where e.id = public.actor_id() $$;
grant execute on function utc(timestamptz), own_account() to ombud_agent, ombud_officer, ombud_auditor;

-- Groups become hands: what a group gives is data that an administrator writes, and what it gave goes when the group does. Local assignments are left alone.
create function groups_of(who uuid) returns text[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(distinct g.value), '{}') from (
    select unnest(e.claimed_groups) as value from public.employee e where e.id = who
    union select v from public.directory_member m join public.directory_group d on d.id = m.group_id cross join lateral (values (d.display_name), (d.external_id), (d.id::text)) x (v) where m.employee_id = who and v is not null) g $$;
create function settle_hands(who uuid) returns int language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  mine text[] := public.groups_of(who); ended int; added int;
begin
  update public.assignment a set valid_to = public.ombud_now() where a.employee_id = who and a.source = 'group' and (a.valid_to is null or a.valid_to > public.ombud_now())
    and not exists (select from public.group_hand g where g.ended_at is null and g.claim_value = any (mine) and g.hand = a.hand and g.board_id = a.board_id);
  get diagnostics ended = row_count;
  insert into public.assignment (employee_id, hand, board_id, valid_from, source)
  select distinct who, g.hand, g.board_id, public.ombud_now(), 'group' from public.group_hand g where g.ended_at is null and g.claim_value = any (mine)
    and not exists (select from public.assignment a where a.employee_id = who and a.hand = g.hand and a.board_id = g.board_id and (a.valid_to is null or a.valid_to > public.ombud_now()))
  on conflict (employee_id, hand, board_id, valid_from) do update set valid_to = null;
  get diagnostics added = row_count;
  if ended + added > 0 then perform public.record_audit('staff.hands-by-group', null, null, null, jsonb_build_object('employee', who, 'ended', ended, 'added', added)); end if;
  return ended + added;
end $$;
create function settle_group(given_value text) returns void language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  select public.settle_hands(e.id) from public.employee e where given_value = any (public.groups_of(e.id)) $$;

create function sign_in_provider(given_voucher text, given jsonb, given_link bytea, given_secret_hash bytea, given_hint bytea, about jsonb) returns table (outcome text, opened_hand text)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare who uuid; chosen text; way text;
begin
  perform public.refuse_unless(public.vouched(given_voucher), 'not vouched for');
  select i.employee_id into who from public.identity i where i.issuer = given ->> 'issuer' and i.subject = given ->> 'subject';
  if who is null then
    if given_link is not null then
      delete from public.sign_in_way w where w.hash = given_link and w.kind = 'link' and w.expires_at > public.ombud_now() returning w.employee_id into who;
      way := 'link';
    elsif given ->> 'externalId' is not null then
      select e.id into who from public.employee e where e.external_id = given ->> 'externalId' and e.active;
      way := 'claim';
    end if;
    if who is null or exists (select from public.identity i where i.employee_id = who and i.issuer = given ->> 'issuer') then return query select 'unknown', null::text; return; end if;
    insert into public.identity (employee_id, issuer, subject, linked_at, how) values (who, given ->> 'issuer', given ->> 'subject', public.ombud_now(), way);
    perform public.record_audit('staff.linked', null, null, null, jsonb_build_object('employee', who, 'how', way));
  end if;
  if not exists (select from public.employee e where e.id = who and e.active) then return query select 'unknown', null::text; return; end if;
  if given -> 'groups' is not null then
    update public.employee set claimed_groups = array(select jsonb_array_elements_text(given -> 'groups')) where id = who;
    perform public.settle_hands(who);
  end if;
  chosen := public.open_session(who, given ->> 'hand', given_secret_hash, about, 'provider');
  if chosen is null then chosen := public.open_session(who, null, given_secret_hash, about, 'provider'); end if;
  if chosen is null then return query select 'no-hand', null::text; return; end if;
  update public.session set provider_issuer = given ->> 'issuer', provider_subject = given ->> 'subject', provider_session = given ->> 'session', sealed_hint = given_hint where secret_hash = given_secret_hash;
  return query select 'opened', chosen;
end $$;
create function provider_signed_out(given_voucher text, given_issuer text, given_subject text, given_session text) returns int language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare ended int;
begin
  perform public.refuse_unless(public.vouched(given_voucher) and coalesce(given_subject, given_session) is not null, 'not vouched for');
  update public.session set revoked_at = public.ombud_now(), sealed_hint = null where provider_issuer = given_issuer and (given_subject is null or provider_subject = given_subject)
    and (given_session is null or provider_session = given_session) and revoked_at is null;
  get diagnostics ended = row_count;
  return ended;
end $$;
create function provider_hint() returns bytea language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.sealed_hint from public.session s where s.id = public.session_id() and s.method = 'provider' $$;
grant execute on function sign_in_passkey(text, text, bigint, text, bytea, jsonb), sign_in_provider(text, jsonb, bytea, bytea, bytea, jsonb), provider_signed_out(text, text, text, text) to ombud_citizen;
grant execute on function provider_hint() to ombud_agent, ombud_officer, ombud_auditor;

-- Administrators. Each act leaves a row of the log; every one of them asks who acts.
create function map_group(given_value text, given_hand text, given_board text) returns int language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare made int;
begin
  perform public.refuse_unless(public.actor_is_operator(), 'for administrators');
  insert into public.group_hand (claim_value, hand, board_id, made_by, made_at) select given_value, given_hand, b.id, public.actor_id(), public.ombud_now() from public.board b where b.code = given_board
  on conflict do nothing returning id into made;
  if made is not null then
    perform public.record_audit('staff.group-mapped', null, null, (select g.board_id from public.group_hand g where g.id = made), jsonb_build_object('mapping', made, 'hand', given_hand));
    perform public.settle_group(given_value);
  end if;
  return made;
end $$;
create function unmap_group(given_id int) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare ended public.group_hand;
begin
  perform public.refuse_unless(public.actor_is_operator(), 'for administrators');
  update public.group_hand set ended_by = public.actor_id(), ended_at = public.ombud_now() where id = given_id and ended_at is null returning * into ended;
  if ended.id is null then return false; end if;
  perform public.record_audit('staff.group-unmapped', null, null, ended.board_id, jsonb_build_object('mapping', given_id, 'hand', ended.hand));
  perform public.settle_group(ended.claim_value);
  return true;
end $$;
create function make_scim_token(given_name text, given_hash bytea) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare made uuid;
begin
  perform public.refuse_unless(public.actor_is_operator(), 'for administrators');
  insert into public.scim_token (secret_hash, name, made_by, made_at) values (given_hash, given_name, public.actor_id(), public.ombud_now()) returning id into made;
  perform public.record_audit('staff.scim-token-made', null, null, null, jsonb_build_object('token', made));
  return made;
end $$;
create function revoke_scim_token(given_id uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform public.refuse_unless(public.actor_is_operator(), 'for administrators');
  update public.scim_token set revoked_at = public.ombud_now(), revoked_by = public.actor_id() where id = given_id and revoked_at is null;
  if not found then return false; end if;
  perform public.record_audit('staff.scim-token-revoked', null, null, null, jsonb_build_object('token', given_id));
  return true;
end $$;
create function demand_second_factor(given_hand text, demanded boolean) returns void language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform public.refuse_unless(public.actor_is_operator(), 'for administrators');
  if demanded then insert into public.second_factor_demand (hand, demanded_by, demanded_at) values (given_hand, public.actor_id(), public.ombud_now()) on conflict do nothing;
  else delete from public.second_factor_demand where hand = given_hand; end if;
  perform public.record_audit('staff.second-factor-demanded', null, null, null, jsonb_build_object('hand', given_hand, 'demanded', demanded));
end $$;
create function offer_link(given_employee uuid, given_hash bytea) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform public.refuse_unless(public.actor_is_operator(), 'for administrators');
  if not exists (select from public.employee e where e.id = given_employee and e.active) then return false; end if;
  delete from public.sign_in_way where kind = 'link' and employee_id = given_employee;
  delete from public.identity where employee_id = given_employee;
  perform public.end_sessions_of(given_employee);
  insert into public.sign_in_way (hash, kind, employee_id, expires_at) values (given_hash, 'link', given_employee, public.ombud_now() + interval '1 day');
  perform public.record_audit('staff.link-offered', null, null, null, jsonb_build_object('employee', given_employee));
  return true;
end $$;
create function clear_factors(given_employee uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform public.refuse_unless(public.actor_is_operator() and given_employee <> public.actor_id(), 'for another administrator');
  if not exists (select from public.employee e where e.id = given_employee) then return false; end if;
  delete from public.passkey where employee_id = given_employee;
  delete from public.totp where employee_id = given_employee;
  delete from public.recovery_code where employee_id = given_employee;
  perform public.end_sessions_of(given_employee);
  perform public.record_audit('staff.factors-cleared', null, null, null, jsonb_build_object('employee', given_employee));
  return true;
end $$;
create function people_who_sign_in() returns table (id uuid, name text, email text, active boolean, password boolean, code boolean, passkeys int, linked boolean, by_directory boolean)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select e.id, e.name, e.email, e.active, e.password_hash is not null, exists (select from public.totp t where t.employee_id = e.id and t.confirmed_at is not null),
    (select count(*)::int from public.passkey p where p.employee_id = e.id), exists (select from public.identity i where i.employee_id = e.id), e.user_name is not null
  from public.employee e where public.actor_is_operator() order by e.name $$;
grant execute on function map_group(text, text, text), unmap_group(int), make_scim_token(text, bytea), revoke_scim_token(uuid), demand_second_factor(text, boolean), offer_link(uuid, bytea), clear_factors(uuid), people_who_sign_in() to ombud_agent, ombud_officer, ombud_auditor;

-- SCIM (RFC 7643, RFC 7644). The transaction carries the directory's token as others carry a session's secret.
create function scim_caller() returns uuid language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select t.id from public.scim_token t where t.secret_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8')) and t.revoked_at is null $$;
create function scim_enter() returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update public.scim_token set used_at = public.ombud_now() where id = public.scim_caller();
  return found;
end $$;
create function scim_people(given_id uuid, given_user_name text, given_external text, skipped int, taken int) returns table (id uuid, user_name text, external_id text, name text, email text, active boolean, created_at timestamptz, changed_at timestamptz, groups jsonb, total int)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select e.id, e.user_name, e.external_id, e.name, e.email, e.active, e.created_at, greatest(e.changed_at, e.created_at),
    coalesce((select jsonb_agg(jsonb_build_object('value', d.id, 'display', d.display_name) order by d.display_name) from public.directory_member m join public.directory_group d on d.id = m.group_id where m.employee_id = e.id), '[]'),
    count(*) over ()::int
  from public.employee e where public.scim_caller() is not null and e.user_name is not null and (given_id is null or e.id = given_id)
    and (given_user_name is null or lower(e.user_name) = lower(given_user_name)) and (given_external is null or e.external_id = given_external)
  order by e.created_at, e.id offset skipped limit taken $$;
create function scim_write_person(given_id uuid, given jsonb) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare who uuid := given_id; address text := lower(given ->> 'email');
begin
  perform public.refuse_unless(public.scim_caller() is not null, 'for the directory');
  if who is null then
    -- someone the directory took away and gives back is the same person, without anything they signed in with
    select e.id into who from public.employee e where e.email = address and e.directory_left_at is not null;
    if who is null then
      insert into public.employee (name, email, user_name, external_id, active, created_at, changed_at)
      values (given ->> 'name', address, given ->> 'userName', given ->> 'externalId', (given ->> 'active')::boolean, public.ombud_now(), public.ombud_now()) returning id into who;
      perform public.record_audit('staff.provisioned', null, null, null, jsonb_build_object('employee', who, 'token', public.scim_caller()));
      return who;
    end if;
  elsif not exists (select from public.employee e where e.id = who and e.user_name is not null) then return null; end if;
  update public.employee set name = given ->> 'name', email = address, user_name = given ->> 'userName', external_id = given ->> 'externalId', active = (given ->> 'active')::boolean, directory_left_at = null, changed_at = public.ombud_now() where id = who;
  perform public.record_audit('staff.changed-by-directory', null, null, null, jsonb_build_object('employee', who, 'active', (given ->> 'active')::boolean, 'token', public.scim_caller()));
  return who;
end $$;
create function scim_remove_person(given_id uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform public.refuse_unless(public.scim_caller() is not null, 'for the directory');
  update public.employee set active = false, user_name = null, external_id = null, password_hash = null, claimed_groups = '{}', directory_left_at = public.ombud_now(), changed_at = public.ombud_now() where id = given_id and user_name is not null;
  if not found then return false; end if;
  delete from public.identity where employee_id = given_id;
  delete from public.passkey where employee_id = given_id;
  delete from public.totp where employee_id = given_id;
  delete from public.recovery_code where employee_id = given_id;
  delete from public.directory_member where employee_id = given_id;
  perform public.settle_hands(given_id);
  perform public.record_audit('staff.left-directory', null, null, null, jsonb_build_object('employee', given_id, 'token', public.scim_caller()));
  return true;
end $$;
create function scim_groups(given_id uuid, given_name text, given_external text, skipped int, taken int) returns table (id uuid, display_name text, external_id text, changed_at timestamptz, members jsonb, total int)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select d.id, d.display_name, d.external_id, d.changed_at, coalesce((select jsonb_agg(jsonb_build_object('value', e.id, 'display', e.name) order by e.name, e.id) from public.directory_member m join public.employee e on e.id = m.employee_id where m.group_id = d.id), '[]'), count(*) over ()::int
  from public.directory_group d where public.scim_caller() is not null and (given_id is null or d.id = given_id) and (given_name is null or lower(d.display_name) = lower(given_name)) and (given_external is null or d.external_id = given_external)
  order by d.display_name, d.id offset skipped limit taken $$;
create function scim_write_group(given_id uuid, given_name text, given_external text, given_members uuid[]) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare which uuid := given_id; touched uuid[];
begin
  perform public.refuse_unless(public.scim_caller() is not null, 'for the directory');
  if which is null then insert into public.directory_group (display_name, external_id, changed_at) values (given_name, given_external, public.ombud_now()) returning id into which;
  else
    update public.directory_group set display_name = given_name, external_id = given_external, changed_at = public.ombud_now() where id = which;
    if not found then return null; end if;
  end if;
  touched := array(select m.employee_id from public.directory_member m where m.group_id = which) || given_members;
  delete from public.directory_member m where m.group_id = which and m.employee_id <> all (given_members);
  insert into public.directory_member (group_id, employee_id) select which, e.id from public.employee e where e.id = any (given_members) and e.user_name is not null on conflict do nothing;
  perform public.settle_hands(t) from (select distinct unnest(touched) as t) each where exists (select from public.employee e where e.id = t);
  return which;
end $$;
create function scim_remove_group(given_id uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare touched uuid[];
begin
  perform public.refuse_unless(public.scim_caller() is not null, 'for the directory');
  touched := array(select m.employee_id from public.directory_member m where m.group_id = given_id);
  delete from public.directory_group where id = given_id;
  if not found then return false; end if;
  perform public.settle_hands(t) from unnest(touched) t;
  return true;
end $$;
grant execute on function scim_enter(), scim_people(uuid, text, text, int, int), scim_write_person(uuid, jsonb), scim_remove_person(uuid), scim_groups(uuid, text, text, int, int), scim_write_group(uuid, text, text, uuid[]), scim_remove_group(uuid) to ombud_citizen;

-- A11: the limits on guesses and on sessions stand in other functions now.
create or replace function limits_in_force() returns table (parameter text, value numeric) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select x.parameter, (regexp_match((select p.prosrc from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname = x.source), x.pattern))[1]::numeric from (values
    ('session-cap-hours', 'open_session', 'interval ''(\d+) hours''\)'),
    ('sign-in-pause-minutes', 'count_try', 'not t\.succeeded and t\.at > public\.ombud_now\(\) - interval ''(\d+) minutes'''),
    ('sign-in-tries', 'count_try', 'minutes''\) < (\d+);'),
    ('step-up-pause-minutes', 'count_try', 'not t\.succeeded and t\.at > public\.ombud_now\(\) - interval ''(\d+) minutes'''),
    ('step-up-tries', 'count_try', 'minutes''\) < (\d+);'),
    ('step-up-minutes', 'step_up', 'step_up_until = public\.ombud_now\(\) \+ interval ''(\d+) minutes'''),
    ('look-ups', 'guard_look_up', 'minutes''\) >= (\d+) then'),
    ('look-up-minutes', 'guard_look_up', 'interval ''(\d+) minutes''\)')) x (parameter, source, pattern)
  union all select 'hold-days', (regexp_match(string_agg(pg_get_constraintdef(c.oid), ' '), '''(\d+) days'''))[1]::numeric from pg_constraint c where c.conrelid = 'public.hold'::regclass and c.contype = 'c' $$;
