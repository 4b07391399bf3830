-- 0022  Status asked of a board's own system (A25, A30, A31): the trace of each look-up. What was answered is shown and never stored.
create table look_up (
  id uuid primary key default gen_random_uuid(), case_id uuid references "case", contact_id uuid references contact, board_id int not null references board, case_type_id int not null,
  employee_id uuid not null references employee, at timestamptz not null, system text, version_id int references instruction_version, clause_ids text[] not null,
  -- keyed with a secret outside the database: the same matter asked for twice can be seen, which matter it was can't
  reference_hash bytea not null check (length(reference_hash) = 32),
  outcome text not null default 'asked' check (outcome in ('asked', 'found', 'not-found', 'not-available')), answered_at timestamptz,
  -- names of fields, the source's secrecy tags, and who was told which of them; never a value
  fields text[] not null default '{}', secrecy_tags text[] not null default '{}', told jsonb not null default '[]' check (jsonb_typeof(told) = 'array'),
  foreign key (case_type_id, board_id) references case_type (id, board_id),
  check (num_nonnulls(case_id, contact_id) = 1), check ((outcome = 'asked') = (answered_at is null)), check (outcome = 'found' or fields = '{}' and told = '[]')
);
comment on table look_up is 'personal data: pseudonymous; kept by domain/lookup/keeps.ts';
create index look_up_of_case on look_up (case_id);
create index look_up_of_contact on look_up (contact_id);
create index look_up_of_employee on look_up (employee_id, at desc);
alter table look_up enable row level security;
alter table look_up force row level security;
create policy owner_all on look_up to ombud_owner using (true) with check (true);
-- one's own, at the boards one has signed for (A21)
create policy own_only on look_up for select to ombud_agent using (employee_id = (select actor_id()) and board_id = any ((select array(
  select v.board_id from undertaking u join instruction_version v on v.id = u.version_id where u.employee_id = actor_id() and u.revoked_at is null))::int[]));
create policy board_sees on look_up for select to ombud_officer, ombud_auditor using (board_id = any ((select actor_boards(actor_hand()))::int[]));
create policy eraser_all on look_up to ombud_eraser using (true) with check (true);
-- A25: in an open case or contact of one's own, for a kind of matter that the board's instruction lets one look at, and in one's own name
create policy agent_asks on look_up for insert to ombud_agent with check (
  employee_id = (select actor_id()) and outcome = 'asked' and may(array['status.read'], case_type_id)
  and (exists (select from "case" c where c.id = case_id and c.assignee_id = (select actor_id()) and c.state <> 'closed')
    or exists (select from contact c where c.id = contact_id and c.agent_id = (select actor_id()) and c.ended_at is null)));
create policy agent_notes_answer on look_up for update to ombud_agent using (employee_id = (select actor_id())) with check (employee_id = (select actor_id()));
grant select on look_up to ombud_agent, ombud_officer, ombud_auditor, ombud_eraser;
grant insert (id, case_id, contact_id, board_id, case_type_id, employee_id, at, system, version_id, clause_ids, reference_hash), update (outcome, answered_at, fields, secrecy_tags, told) on look_up to ombud_agent;
grant delete on look_up to ombud_eraser;

-- T1: how much the actor has looked up in the last ten minutes, whatever they may see of it now.
-- Two questions of one person wait for each other, or both would count the same thirty.
create function recent_look_ups() returns int language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('look-up ' || public.actor_id(), 0));
  return (select count(*)::int from public.look_up l where l.employee_id = public.actor_id() and l.at > public.ombud_now() - interval '10 minutes');
end $$;
grant execute on function recent_look_ups() to ombud_agent;
-- A trace is written once: a source answers once, and what was told is added to. T1: thirty in ten minutes, whatever the program thinks.
create function guard_look_up() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    new.at := public.ombud_now(); -- a trace can't be dated out of the count
    perform pg_advisory_xact_lock(hashtextextended('look-up ' || new.employee_id, 0));
    if (select count(*) from public.look_up l where l.employee_id = new.employee_id and l.at > public.ombud_now() - interval '10 minutes') >= 30 then
      raise exception 'more than thirty look-ups in ten minutes (A25)' using errcode = '42501'; end if;
    return new;
  end if;
  if old.outcome <> 'asked' and (new.outcome, new.answered_at, new.fields, new.secrecy_tags) is distinct from (old.outcome, old.answered_at, old.fields, old.secrecy_tags) then
    raise exception 'a look-up is answered once' using errcode = '42501'; end if;
  if old.told <> coalesce((select jsonb_agg(t.each order by t.n) from jsonb_array_elements(new.told) with ordinality t (each, n) where t.n <= jsonb_array_length(old.told)), '[]') then
    raise exception 'what was told can only be added to' using errcode = '42501'; end if;
  return new;
end $$;
create trigger guarded before insert or update on look_up for each row execute function guard_look_up();
