-- 0034  Secrecy (OSL; A20, L20-L42, D6): how secret a kind of case is, marks on cases (5:5), and the harm test that comes before a hand-over to another board.
alter table case_type
  add column secrecy_level text not null default 'none' check (secrecy_level in ('none', 'qualified-straight', 'straight', 'reverse', 'absolute')),
  add column secrecy_provision text,
  add column secrecy_years int check (secrecy_years between 1 and 150);
comment on column case_type.secrecy_level is 'the harm criterion of secrecy_provision, the strictest of secrecy_tags (L21)';

-- What was said as open or sealed with tags becomes a level. A sealed type without a provision can't be guessed.
do $$ begin
  if exists (select from case_type where secrecy = 'sealed' and secrecy_tags = '{}') then
    raise exception 'case type % is sealed and names no provision: give it one in secrecy_tags before this upgrade (A20)', (select code from case_type where secrecy = 'sealed' and secrecy_tags = '{}' limit 1); end if;
end $$;
create function reverse_provisions() returns text[] language sql immutable parallel safe set search_path = pg_catalog, public, pg_temp as $$ select array['22:2', '23:1', '23:2', '25:1', '26:1', '40:3', '40:7 g'] $$;
comment on function reverse_provisions() is 'OSL: secret unless it is clear that no harm is done; the same as server/domain/secrecy/levels.ts';
grant execute on function reverse_provisions() to ombud_agent, ombud_officer, ombud_auditor, ombud_service, ombud_eraser, ombud_citizen, ombud_doorman;
create function strictest(tags text[]) returns text language sql immutable parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select case when tags && array['24:8', '27:1'] then 'absolute' when tags && public.reverse_provisions() then 'reverse'
    when not tags <@ array['21:1', '21:3', '21:3 a', '21:5', '21:7', '22:1', '23:5', '26:5', '40:6', '40:7'] then 'reverse'
    when tags && array['21:5', '21:7', '26:5'] then 'straight' when tags <> '{}' then 'qualified-straight' else 'none' end $$;
comment on function strictest(text[]) is 'L21: the harm criterion of the strictest of some provisions; the same as mostSecret (server/domain/secrecy/levels.ts)';
grant execute on function strictest(text[]) to ombud_agent, ombud_officer, ombud_auditor, ombud_service;
update case_type set
  secrecy_level = case when secrecy = 'sealed' and strictest(secrecy_tags) not in ('reverse', 'absolute') then 'reverse' else strictest(secrecy_tags) end,
  secrecy_provision = coalesce((select tag from unnest(secrecy_tags) as t (tag) order by tag = any (reverse_provisions()) desc limit 1), secrecy_tags[1])
  where secrecy_tags <> '{}';
update case_type set secrecy = 'sealed' where secrecy_level in ('reverse', 'absolute');
-- what lists and search say of cases that are sealed from now on
update case_summary s set subject = '', preview = '', sender = '', lookup = split_part(s.lookup, ' | ', 1), ts = setweight(to_tsvector('simple', c.number), 'A')
  from "case" c join case_type t on t.id = c.case_type_id where c.id = s.case_id and t.secrecy = 'sealed' and (s.subject, s.preview, s.sender) is distinct from ('', '', '');

-- A20: a kind of case with a presumption of secrecy always carries the provision, and one that carries such a provision is sealed.
alter table case_type
  add constraint sealed_by_level check ((secrecy = 'sealed') = (secrecy_level in ('reverse', 'absolute'))),
  add constraint secret_by_provision check ((secrecy_level = 'none') = (secrecy_provision is null) and (secrecy_provision is null) = (secrecy_tags = '{}') and (secrecy_provision is null or secrecy_provision = any (secrecy_tags))),
  add constraint presumed_secret check (not secrecy_tags && reverse_provisions() or secrecy_level in ('reverse', 'absolute'));

-- the municipality's own file, as it stands in the installation
update installation i set organisation = jsonb_set(i.organisation, '{boards}', (
  select jsonb_agg(jsonb_set(b.board, '{caseTypes}', (
    select coalesce(jsonb_agg(k.kind || jsonb_build_object('level', t.secrecy_level, 'provision', t.secrecy_provision, 'years', t.secrecy_years, 'secrecy', t.secrecy) order by k.n), '[]')
    from jsonb_array_elements(b.board -> 'caseTypes') with ordinality as k (kind, n) join board o on o.code = b.board ->> 'code' join case_type t on t.board_id = o.id and t.code = k.kind ->> 'code')) order by b.n)
  from jsonb_array_elements(i.organisation -> 'boards') with ordinality as b (board, n)));

-- OSL 5:5: which provision, when, and which authority. A mark is a note that something may be secret, not a decision that it is.
create table secrecy_mark (
  id uuid primary key default gen_random_uuid(), case_id uuid not null references "case", message_id uuid references message, board_id int not null references board,
  provision text not null check (provision ~ '^\d{1,2}:\d{1,2}( [a-z])?$'), level text not null check (level in ('qualified-straight', 'straight', 'reverse', 'absolute')),
  marked_by uuid references employee, marked_at timestamptz not null, lifted_by uuid references employee, lifted_at timestamptz, check ((lifted_by is null) = (lifted_at is null))
);
comment on table secrecy_mark is 'personal data: pseudonymous; kept by domain/case/keeps.ts';
create unique index secrecy_mark_once on secrecy_mark (case_id, provision, coalesce(message_id, '00000000-0000-0000-0000-000000000000')) where lifted_at is null;

-- L40b: what was asked for, by which class of asker or which board, what each question was answered, and what it came to. Codes; never what would be told.
create table harm_test (
  id uuid primary key default gen_random_uuid(), case_id uuid references "case", contact_id uuid references contact, board_id int not null references board,
  -- before a hand-over to a board, or before anyone outside is told what a look-up found
  to_board_id int references board, look_up_id uuid references look_up,
  employee_id uuid not null references employee, hand text not null check (hand in ('agent', 'officer')), at timestamptz not null,
  level text not null, provisions text[] not null, is_protected boolean not null,
  ground text not null default 'no-harm' check (ground in ('no-harm', 'consent', '10:2', '10:27', '10:28')), answers jsonb not null check (jsonb_typeof(answers) = 'object'),
  -- fields of the look-up that the harm isn't about
  kept text[] not null default '{}',
  consented text[] not null default '{}' check (consented <@ array['messages', 'notes', 'files', 'people']), law text check (law ~ '^[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,24} \d{1,2}:\d{1,3}( [a-z])?$'),
  outcome text not null check (outcome in ('all', 'part', 'nothing')),
  check (num_nonnulls(case_id, contact_id) = 1), check (num_nonnulls(to_board_id, look_up_id) = 1), check (to_board_id is null or case_id is not null)
);
comment on table harm_test is 'personal data: pseudonymous; kept by domain/lookup/keeps.ts';
create index harm_test_of_case on harm_test (case_id, at desc);
create index harm_test_of_contact on harm_test (contact_id);
create index harm_test_of_look_up on harm_test (look_up_id, at desc);

-- D8: on what ground someone on the line speaks for another. A reference, codes and days; the document itself is in the case.
create table representation (
  id uuid primary key default gen_random_uuid(), case_id uuid references "case", contact_id uuid references contact, look_up_id uuid not null references look_up, board_id int not null references board,
  employee_id uuid not null references employee, at timestamptz not null, kind text not null check (kind in ('representative', 'guardian', 'authority')),
  document_ref text check (document_ref ~ '^[A-Za-zÅÄÖåäö0-9][A-Za-zÅÄÖåäö0-9 ./-]{1,39}$'), valid_to date, scope text[] not null default '{}',
  custody text check (custody in ('not-checked', 'population-register', 'document')), child_age int check (child_age between 0 and 120), decides text check (decides in ('guardian', 'child')), considerable_harm boolean,
  law text check (law ~ '^[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,24} \d{1,2}:\d{1,3}( [a-z])?$'),
  check (num_nonnulls(case_id, contact_id) = 1),
  check ((kind = 'representative') = (document_ref is not null)), check ((kind = 'guardian') = (custody is not null and child_age is not null and considerable_harm is not null)), check ((kind = 'authority') = (law is not null))
);
comment on table representation is 'personal data: pseudonymous; kept by domain/lookup/keeps.ts';
create index representation_of_case on representation (case_id);
create index representation_of_contact on representation (contact_id);
create index representation_of_look_up on representation (look_up_id, at desc);

do $$
declare t text;
begin
  foreach t in array array['secrecy_mark', 'harm_test', 'representation'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy owner_all on %I to ombud_owner using (true) with check (true)', t);
    execute format('create policy eraser_all on %I to ombud_eraser using (true) with check (true)', t);
    execute format('grant select on %I to ombud_agent, ombud_officer, ombud_auditor, ombud_eraser', t);
    execute format('grant delete on %I to ombud_eraser', t);
  end loop;
end $$;

create policy with_its_case on secrecy_mark for select to ombud_agent, ombud_officer, ombud_auditor using (exists (select from "case" c where c.id = case_id));
create policy with_its_case on harm_test for select to ombud_agent, ombud_officer, ombud_auditor using (look_up_id is null and exists (select from "case" c where c.id = case_id));
create policy with_its_look_up on harm_test for select to ombud_agent, ombud_officer, ombud_auditor using (exists (select from look_up l where l.id = look_up_id));
create policy with_its_look_up on representation for select to ombud_agent, ombud_officer, ombud_auditor using (exists (select from look_up l where l.id = look_up_id));

-- How secret a case is: the strictest of its kind and its marks (L21).
create function case_secrecy(of_case uuid, out level text, out provisions text[], out is_protected boolean) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with said as (
    select t.secrecy_level as level, t.secrecy_tags as tags from public."case" c join public.case_type t on t.id = c.case_type_id where c.id = of_case
    union all select m.level, array[m.provision] from public.secrecy_mark m where m.case_id = of_case and m.lifted_at is null),
  tags as (select coalesce(array_agg(distinct tag), '{}') as all_tags from said, unnest(said.tags) as t (tag))
  select coalesce((select s.level from said s order by array_position(array['none', 'qualified-straight', 'straight', 'reverse', 'absolute'], s.level) desc limit 1), 'none'), tags.all_tags, tags.all_tags && array['21:3', '21:3 a', '22:1', '22:2'] from tags $$;
grant execute on function case_secrecy(uuid) to ombud_agent, ombud_officer, ombud_auditor, ombud_service, ombud_eraser;

-- The same as judgeHarm (server/domain/secrecy): each question answered, and by an answer that the harm criterion lets pass.
create function no_harm(at_level text, answers jsonb) returns boolean language sql immutable parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select at_level <> 'absolute' and (select bool_and(coalesce(answers ->> harm = any (case at_level when 'none' then array['none', 'unsure', 'some', 'considerable']
    when 'qualified-straight' then array['none', 'unsure', 'some'] when 'straight' then array['none', 'unsure'] when 'reverse' then array['none'] end), false))
    from unnest(array['economy', 'integrity', 'safety', 'others']) as h (harm)) $$;
-- D6, to another board; the same as passesBetweenBoards (server/domain/secrecy).
create function passes_between_boards(at_level text, provisions text[], is_protected boolean, by_hand text, on_ground text, answers jsonb, consented text[], law text) returns boolean
  language sql immutable parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select case
    when on_ground = 'consent' and (at_level in ('none', 'qualified-straight', 'straight') and not is_protected) then true
    when on_ground = 'consent' then consented @> array['messages', 'notes', 'files', 'people'] and case
      when at_level = 'absolute' then not provisions && array['24:8'] when is_protected then by_hand = 'officer' else true end
    when at_level = 'absolute' or is_protected then false
    when at_level = 'none' then true
    when at_level <> 'reverse' and public.no_harm(at_level, answers) then true
    when not public.no_harm('none', answers) then false
    when on_ground = '10:2' then true
    when on_ground = '10:28' then law is not null
    when on_ground = '10:27' then not exists (select from unnest(provisions) as p (tag) where tag ~ '^(25:[1-8]|26:[1-6])( |$)')
    else false end $$;
grant execute on function no_harm(text, jsonb), passes_between_boards(text, text[], boolean, text, text, jsonb, text[], text) to ombud_agent, ombud_officer;

-- What is tested, when, by whom and what it comes to aren't the program's to say.
create function look_up_secrecy(of_look_up uuid, out level text, out provisions text[], out is_protected boolean) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select public.strictest(t.secrecy_tags || l.secrecy_tags), t.secrecy_tags || l.secrecy_tags, t.secrecy_tags || l.secrecy_tags && array['21:3', '21:3 a', '22:1', '22:2']
  from public.look_up l join public.case_type t on t.id = l.case_type_id where l.id = of_look_up $$;
grant execute on function look_up_secrecy(uuid) to ombud_agent, ombud_officer, ombud_auditor;
create function settle_harm_test() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare secret record;
begin
  if new.look_up_id is null then select * into secret from public.case_secrecy(new.case_id);
  else select * into secret from public.look_up_secrecy(new.look_up_id); end if;
  new.at := public.ombud_now();
  new.level := secret.level; new.provisions := secret.provisions; new.is_protected := secret.is_protected;
  new.hand := coalesce(public.actor_hand(), new.hand);
  if new.look_up_id is null then
    new.outcome := case when public.passes_between_boards(new.level, new.provisions, new.is_protected, new.hand, new.ground, new.answers, new.consented, new.law) then 'all' else 'nothing' end;
  else
    new.outcome := case when new.is_protected or new.level = 'absolute' then 'nothing' when public.no_harm(new.level, new.answers) then 'all'
      when new.kept <> '{}' and public.no_harm('none', new.answers) then 'part' else 'nothing' end;
  end if;
  return new;
end $$;
create trigger settled before insert on harm_test for each row execute function settle_harm_test();
create policy who_hands_over on harm_test for insert to ombud_agent, ombud_officer with check (
  employee_id = (select actor_id()) and to_board_id <> board_id and look_up_id is null and exists (select from "case" c where c.id = case_id and c.board_id = harm_test.board_id and c.state <> 'closed'));
-- of one's own look-up, which was found
create policy who_tells on harm_test for insert to ombud_agent with check (
  employee_id = (select actor_id()) and to_board_id is null and exists (select from look_up l where l.id = look_up_id and l.employee_id = (select actor_id()) and l.outcome = 'found' and l.board_id = harm_test.board_id
    and (l.case_id, l.contact_id) is not distinct from (harm_test.case_id, harm_test.contact_id)));
grant insert (id, case_id, contact_id, board_id, to_board_id, look_up_id, employee_id, ground, answers, kept, consented, law) on harm_test to ombud_agent, ombud_officer;
create function date_representation() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$ begin new.at := public.ombud_now(); return new; end $$;
create trigger dated before insert on representation for each row execute function date_representation();
grant execute on function date_representation() to ombud_agent;
create policy who_tells on representation for insert to ombud_agent with check (
  employee_id = (select actor_id()) and exists (select from look_up l where l.id = look_up_id and l.employee_id = (select actor_id()) and l.outcome = 'found' and l.board_id = representation.board_id
    and (l.case_id, l.contact_id) is not distinct from (representation.case_id, representation.contact_id)));
grant insert (id, case_id, contact_id, board_id, look_up_id, employee_id, kind, document_ref, valid_to, scope, custody, child_age, decides, considerable_harm, law) on representation to ombud_agent;

-- L22, L40b: what is secret passes to another board within half an hour of a test that let it, made by the one who hands it over, of the case as it is now.
create function passed_harm_test(of_case uuid, to_board int, by_employee uuid) returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select exists (select from public.harm_test h, public.case_secrecy(of_case) s where h.case_id = of_case and h.to_board_id = to_board and h.employee_id = by_employee and h.outcome = 'all'
    and h.at > public.ombud_now() - interval '30 minutes' and h.level = s.level and h.provisions @> s.provisions) $$;
comment on function passed_harm_test(uuid, int, uuid) is 'L40b: a test of the case as secret as it is now, not older than half an hour.';
grant execute on function passed_harm_test(uuid, int, uuid) to ombud_agent, ombud_officer;
create function guard_secret_handover() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare secret record;
begin
  select * into secret from public.case_secrecy(new.case_id);
  if secret.level = 'none' and not secret.is_protected then return new; end if;
  if new.from_board_id = new.to_board_id then
    if secret.level = 'absolute' then raise exception 'absolute secrecy goes nowhere (D6)' using errcode = '42501'; end if;
    return new;
  end if;
  if not public.passed_harm_test(new.case_id, new.to_board_id, new.offered_by) then
    raise exception 'a secret case is handed to another board without a harm test (OSL 8:1, D6)' using errcode = '42501'; end if;
  return new;
end $$;
create trigger guarded_secret before insert on handover for each row execute function guard_secret_handover();

-- D8: what is secret is told to others than the person it is about on a ground that holds, written less than half an hour ago. `told` is what was told, so it is what is guarded.
create function guard_telling() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare secret record; entry jsonb; fields text[]; since timestamptz := public.ombud_now() - interval '30 minutes';
begin
  select * into secret from public.look_up_secrecy(new.id);
  if secret.level = 'none' then return new; end if;
  for entry in select e.each from jsonb_array_elements(new.told) with ordinality as e (each, n) where e.n > jsonb_array_length(old.told) and e.each -> 'fields' <> '[]' loop
    fields := array(select jsonb_array_elements_text(entry -> 'fields'));
    if secret.level = 'absolute' or secret.is_protected then raise exception 'absolute secrecy and protected persons are told to nobody (D6)' using errcode = '42501'; end if;
    if not (case entry ->> 'recipient'
      when 'party' then true
      when 'representative' then exists (select from (select * from public.representation r where r.look_up_id = new.id and r.at > since order by r.at desc limit 1) r
        where r.kind = 'representative' and (r.valid_to is null or r.valid_to >= (public.ombud_now() at time zone 'Europe/Stockholm')::date) and fields <@ r.scope)
      when 'guardian' then exists (select from (select * from public.representation r where r.look_up_id = new.id and r.at > since order by r.at desc limit 1) r
        where r.kind = 'guardian' and r.custody <> 'not-checked' and r.child_age < 18 and not r.considerable_harm and (r.decides = 'guardian' or r.decides is null and r.child_age < 15))
      when 'public' then exists (select from (select * from public.harm_test h where h.look_up_id = new.id and h.employee_id = new.employee_id and h.at > since order by h.at desc limit 1) h
        where h.outcome = 'all' or h.outcome = 'part' and fields <@ h.kept)
      else false end)
    then raise exception 'something secret is told on no ground that holds (OSL 8:1, 12:2, 12:3, D8)' using errcode = '42501'; end if;
  end loop;
  return new;
end $$;
create trigger guarded_telling before update of told on look_up for each row execute function guard_telling();

-- To say that a case belongs to another board takes it there as surely; what was offered has been tested already.
create function guard_secret_route() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare secret record; goes_to int;
begin
  if current_user not in ('ombud_agent', 'ombud_officer') then return new; end if;
  goes_to := case when new.offered_board_id is distinct from old.offered_board_id and new.offered_board_id is not null then new.offered_board_id
    when new.board_id <> old.board_id and not (new.board_id is not distinct from old.offered_board_id and public.actor_hand() = 'officer') then new.board_id end;
  if goes_to is null or goes_to = old.board_id then return new; end if;
  select * into secret from public.case_secrecy(old.id);
  if (secret.level <> 'none' or secret.is_protected) and not public.passed_harm_test(old.id, goes_to, public.actor_id()) then
    raise exception 'a secret case goes to another board without a harm test (OSL 8:1, D6)' using errcode = '42501'; end if;
  return new;
end $$;
create trigger guarded_secret before update of board_id, offered_board_id on "case" for each row execute function guard_secret_route();
grant execute on function guard_secret_route() to ombud_agent, ombud_officer, ombud_service;

-- Marks: by the board's officers, or by whoever may handle the case; lifted by officers only. The three fields never change.
create policy who_handles_marks on secrecy_mark for insert to ombud_agent, ombud_officer with check (
  marked_by = (select actor_id()) and lifted_at is null
  and exists (select from "case" c where c.id = case_id and c.board_id = secrecy_mark.board_id and (c.board_id = any ((select actor_boards('officer'))::int[]) or may(array['handle'], c.case_type_id))));
create policy officer_lifts on secrecy_mark for update to ombud_officer using (exists (select from "case" c where c.id = case_id and c.board_id = any ((select actor_boards('officer'))::int[])))
  with check (lifted_by = (select actor_id()));
grant insert (id, case_id, message_id, board_id, provision, level, marked_by, marked_at), update (lifted_by, lifted_at) on secrecy_mark to ombud_agent, ombud_officer;
-- A20: a case that had a presumption of secrecy keeps it as a mark when it becomes another kind of case; what was received as secret is secret still (OSL 7:2, 11 kap.).
create function keep_secrecy() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare was public.case_type; now_is public.case_type;
begin
  select * into was from public.case_type where id = old.case_type_id;
  select * into now_is from public.case_type where id = new.case_type_id;
  if was.secrecy = 'sealed' and not was.secrecy_provision = any (now_is.secrecy_tags) then
    insert into public.secrecy_mark (case_id, board_id, provision, level, marked_by, marked_at) values (new.id, old.board_id, was.secrecy_provision, was.secrecy_level, null, public.ombud_now()) on conflict do nothing;
  end if;
  return new;
end $$;
create trigger keeps_secrecy after update of case_type_id on "case" for each row when (old.case_type_id <> new.case_type_id) execute function keep_secrecy();
