-- 0029  A rule that is said to break the law destroys nothing until the board has answered (A10, K13).
create function paused_rules() returns text[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(c.version_id || ' ' || c.id), '{}') from public.clause_pause p join public.instruction_version v on v.board_id = p.board_id
    join public.clause c on c.version_id = v.id and c.id = p.clause_id and c.text_hash = p.text_hash where p.lifted_at is null $$;
comment on function paused_rules() is 'A10: version and clause, a space between, of every clause that is said to break the law and hasn’t been answered for.';
revoke execute on function paused_rules() from public;
grant execute on function paused_rules() to ombud_agent, ombud_officer, ombud_auditor, ombud_service, ombud_eraser;

-- K12  The same person’s other cases at the same board, known by an address or a number they gave in both. Codes and instants only, and for the worker and the eraser only: nobody is shown who has what.
create index participant_by_email on participant (email) where email is not null and case_id is not null;
create index participant_by_phone on participant (regexp_replace(phone, '\D', '', 'g')) where phone is not null and case_id is not null;
create function others_of_person(given_case uuid) returns jsonb language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with points as (select p.email, nullif(regexp_replace(p.phone, '\D', '', 'g'), '') as phone from public.participant p where p.case_id = given_case),
    same as (select p.case_id from points g join public.participant p on p.email = g.email where p.case_id is not null
      union select p.case_id from points g join public.participant p on regexp_replace(p.phone, '\D', '', 'g') = g.phone where p.phone is not null and p.case_id is not null)
  select case when exists (select from points g where g.email is not null or g.phone is not null) then coalesce((
    select jsonb_agg(jsonb_build_object('kind', 'case',
      'facts', jsonb_build_object('case.type', t.code, 'case.state', c.state, 'case.outcome', c.outcome, 'case.channel', c.channel, 'case.holder', c.holder),
      'events', (select coalesce(jsonb_agg(jsonb_build_array(h.event, floor(extract(epoch from h.at) * 1000))), '[]') from public.happening h where h.case_id = c.id and h.taken_back_at is null)))
    from public."case" c join public.case_type t on t.id = c.case_type_id
    where c.id in (select case_id from same) and c.id <> given_case and c.board_id = (select m.board_id from public."case" m where m.id = given_case)), '[]') end $$;
comment on function others_of_person(uuid) is 'K12: null = there is no address or number to know the person by, so nobody knows.';
revoke execute on function others_of_person(uuid) from public;
grant execute on function others_of_person(uuid) to ombud_service, ombud_eraser;

-- K13  What a clause freezes lies still: nobody opens it until the hold has ended. It is still listed, and says why.
alter table clock add column frozen boolean not null default false;
comment on column clock.frozen is 'A clause with mode freeze holds it (held_by): it can’t be opened meanwhile.';
grant insert (frozen) on clock to ombud_agent, ombud_officer, ombud_service, ombud_eraser;
create function frozen_cases(wanted uuid[]) returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(k.case_id), '{}') from public.clock k where k.case_id = any (wanted) and k.frozen and k.state <> 'stopped' $$;
revoke execute on function frozen_cases(uuid[]) from public;
grant execute on function frozen_cases(uuid[]) to ombud_doorman;
set local role ombud_doorman;
do $$
declare
  before text := pg_get_functiondef('public.open_cases(uuid[], text, text)'::regprocedure);
  after text := replace(before, 'c.case_type_id <> all (waits)', 'c.case_type_id <> all (waits) and c.id <> all ((select public.frozen_cases(wanted))::uuid[])');
begin
  if after = before then raise exception 'open_cases isn’t what it was'; end if;
  execute after;
end $$;
set local role ombud_owner;
