-- 0015  What has happened, so that a rule can count from any of it (K01): ids, names of events and instants, nothing that was said. A clock is worked out again from these rows.
create table happening (
  id bigint generated always as identity primary key, case_id uuid references "case", contact_id uuid references contact,
  event text not null check (event ~ '^[a-z][a-z0-9]*([.-][a-z0-9]+)*$' and length(event) <= 80), at timestamptz not null,
  recorded_by uuid references employee, recorded_at timestamptz not null, taken_back_at timestamptz, check (num_nonnulls(case_id, contact_id) = 1)
);
comment on table happening is 'personal data: pseudonymous; kept by domain/retention/keeps.ts';
create index happening_of_case on happening (case_id);
create index happening_of_contact on happening (contact_id);

-- What the program itself records where it happens; everything else is declared by someone who answers for it.
create function domain_events() returns text[] language sql immutable set search_path = pg_catalog, public, pg_temp as $$
  select array['case.opened', 'case.assigned', 'case.handed-over', 'case.accepted', 'case.noted', 'case.closed', 'case.reopened', 'message.received', 'message.answered', 'delivery.confirmed'] $$;
grant execute on function domain_events() to ombud_agent, ombud_officer, ombud_service;

alter table happening enable row level security;
alter table happening force row level security;
create policy owner_all on happening to ombud_owner using (true) with check (true);
create policy service_all on happening to ombud_service using (true) with check (true);
create policy eraser_all on happening to ombud_eraser using (true) with check (event = 'text.altered');
create policy with_its_case on happening for select to ombud_agent, ombud_officer, ombud_auditor
  using (case_id is not null and exists (select from "case" c where c.id = case_id) or contact_id is not null and exists (select from contact c where c.id = contact_id));
-- Domain events are of this moment, so that nobody writes a day back to make something go sooner; what is declared may have been earlier, never later. A judgement is an officer's.
create policy agent_adds on happening for insert to ombud_agent with check (recorded_by = (select actor_id()) and at <= ombud_now() and event !~ '\.judged$' and (
  case_id is not null and exists (select from "case" c where c.id = case_id and (event = any (domain_events()) and at > ombud_now() - interval '1 minute' or event <> all (domain_events()) and may(array['handle'], c.case_type_id)))
  or contact_id is not null and event = 'contact.ended' and at > ombud_now() - interval '1 minute' and exists (select from contact c where c.id = contact_id)));
create policy officer_adds on happening for insert to ombud_officer with check (recorded_by = (select actor_id()) and at <= ombud_now() and case_id is not null and exists (select from "case" c
  where c.id = case_id and (event = any (domain_events()) and at > ombud_now() - interval '1 minute' or event <> all (domain_events()) and c.board_id = any (actor_boards('officer')))));
-- an answer that was undone didn't leave; what somebody declared by mistake stands with the hour it was taken back
create policy own_taken_back on happening for update to ombud_agent, ombud_officer using (recorded_by = (select actor_id()) and case_id is not null and exists (select from "case" c where c.id = case_id)) with check (taken_back_at is not null);
grant select on happening to ombud_agent, ombud_officer, ombud_auditor, ombud_service, ombud_eraser;
grant insert (case_id, contact_id, event, at, recorded_by, recorded_at) on happening to ombud_agent, ombud_officer, ombud_service;
grant update (taken_back_at) on happening to ombud_agent, ombud_officer;
grant delete, insert (case_id, event, at, recorded_at) on happening to ombud_eraser;

-- What a clock was asked with (B19: a reorganisation doesn't move it), what it waits for, and when to look at it again though nothing has happened.
alter table clock drop constraint clock_action_check, drop constraint clock_state_check,
  add constraint clock_action_check check (action in ('delete', 'preserve', 'review', 'anonymise', 'redact', 'weed', 'move', 'transfer', 'publish', 'disclose-part')),
  -- done: what was to be done has been done, and the rest stays
  add constraint clock_state_check check (state in ('waiting', 'running', 'stopped', 'done')),
  add column asked jsonb, add column because text, add column waits_for text[] not null default '{}', add column step text, add column by_law boolean not null default false,
  add column held_by text, add column latest_at timestamptz, add column look_at timestamptz;
grant insert (asked, because, waits_for, step, by_law, held_by, latest_at, look_at) on clock to ombud_agent, ombud_officer, ombud_service;
grant update (look_at) on clock to ombud_service;
grant insert (case_id, contact_id, version_id, clause_id, trigger, started_at, due_at, due_on, action, state, rule, asked, because, waits_for, step, by_law, held_by, latest_at, look_at), update (state, look_at) on clock to ombud_eraser;
create index clock_look_again on clock (look_at) where state in ('waiting', 'running') and look_at is not null;
create index clock_review on clock (due_at) where state = 'running' and action <> 'delete';
-- a waiting clock that the night wakes gives its case the new day
grant update (dispose_on, dispose_at, dispose_rule, dispose_review, keep_forever) on "case" to ombud_eraser;
grant update (dispose_on) on contact to ombud_eraser;

-- K17: the eraser takes parts of texts away, in what it has opened, and nobody else changes a word.
alter table message add column altered_at timestamptz, add column altered_rule text;
alter table note add column altered_at timestamptz, add column altered_rule text;
create policy only_opened_altered on message for update to ombud_eraser using (case_id = any ((select opened_cases())::uuid[])) with check (altered_at is not null and altered_rule is not null);
create policy only_opened_altered on note for update to ombud_eraser using (case_id = any ((select opened_cases())::uuid[])) with check (altered_at is not null and altered_rule is not null);
create policy only_opened_altered on participant for update to ombud_eraser using (case_id = any ((select opened_cases())::uuid[])) with check (true);
create policy only_opened_altered on case_summary for update to ombud_eraser using (case_id = any ((select opened_cases())::uuid[])) with check (true);
grant update (subject, body, html, to_email, to_name, altered_at, altered_rule) on message to ombud_eraser;
grant update (body, altered_at, altered_rule) on note to ombud_eraser;
grant update (name, email, phone, address, property_designation) on participant to ombud_eraser;
grant update (case_type_id, subject, preview, sender, lookup, ts) on case_summary to ombud_eraser;

-- Clocks that were running before this: what they count from, and everything else that is known to have happened.
insert into happening (case_id, event, at, recorded_at)
  select id, 'case.opened', opened_at, opened_at from "case"
  union all select c.id, 'case.closed', coalesce(k.started_at, c.closed_at), c.closed_at from "case" c left join clock k on k.case_id = c.id and k.state = 'running' and k.trigger = 'case.closed' where c.closed_at is not null
  union all select id, 'delivery.confirmed', delivered_at, delivered_at from "case" where delivered_at is not null
  union all select case_id, case direction when 'in' then 'message.received' else 'message.answered' end, at, at from message
  union all select case_id, 'case.noted', at, at from note where kind = 'note'
  union all select case_id, 'case.handed-over', offered_at, offered_at from handover
  union all select case_id, 'case.accepted', answered_at, answered_at from handover where state = 'accepted'
  union all select k.case_id, k.trigger, k.started_at, k.started_at from clock k where k.case_id is not null and k.state = 'running' and k.trigger not in ('case.closed', 'delivery.confirmed', 'case.opened');
insert into happening (contact_id, event, at, recorded_at)
  select c.id, 'contact.ended', coalesce(k.started_at, c.ended_at), c.ended_at from contact c left join clock k on k.contact_id = c.id and k.state = 'running' and k.trigger = 'contact.ended' where c.ended_at is not null;
update clock k set waits_for = case when k.state = 'waiting' then array[k.trigger] else '{}' end,
  asked = coalesce(
    (select jsonb_build_object('board', vb.code, 'department', d.code, 'caseType', t.code) from "case" c join case_type t on t.id = c.case_type_id join department d on d.id = t.department_id where c.id = k.case_id),
    (select jsonb_build_object('board', vb.code, 'department', d.code, 'caseType', t.code) from contact c join case_type t on t.id = c.case_type_id join department d on d.id = t.department_id where c.id = k.contact_id))
  from instruction_version v join board vb on vb.id = v.board_id where v.id = k.version_id;
