-- 0030  What the guard of free texts has found in a message or a note (T10, A3, L3-L5): kinds, places and the rule's id, never the words.
create table text_finding (
  id uuid primary key default gen_random_uuid(), case_id uuid not null references "case", message_id uuid unique references message, note_id uuid unique references note,
  -- which edition of the rules has read it; an older one is read again at night
  version int not null, scanned_at timestamptz not null,
  -- [{"kind", "part", "start", "end", "rule", "certainty", "clauses"}]: places count characters; clauses are those that let it stand (dataskyddslagen 3:10)
  findings jsonb not null default '[]' check (jsonb_typeof(findings) = 'array'),
  check (num_nonnulls(message_id, note_id) = 1)
);
comment on table text_finding is 'personal data: pseudonymous; kept by domain/case/keeps.ts';
create index text_finding_of_case on text_finding (case_id);
alter table text_finding enable row level security;
alter table text_finding force row level security;
create policy owner_all on text_finding to ombud_owner using (true) with check (true);
-- the log row is the key here too: what somebody's text tells of is seen with the text, so that no list can be made of it (X9)
create policy only_opened on text_finding for select using (case_id = any ((select opened_cases())::uuid[]));
create policy found_when_written on text_finding for insert to ombud_agent, ombud_officer with check (exists (select from "case" c where c.id = case_id));
create policy service_finds on text_finding for insert to ombud_service with check (true);
create policy service_finds_again on text_finding for update to ombud_service using (case_id = any ((select opened_cases())::uuid[])) with check (true);
create policy eraser_erases on text_finding for delete to ombud_eraser using (case_id = any ((select opened_cases())::uuid[]));
grant select on text_finding to ombud_agent, ombud_officer, ombud_auditor, ombud_service, ombud_eraser;
grant insert (case_id, message_id, note_id, version, scanned_at, findings) on text_finding to ombud_agent, ombud_officer, ombud_service;
grant update (version, scanned_at, findings) on text_finding to ombud_service;
grant delete on text_finding to ombud_eraser;

-- Cases with texts that this edition of the rules hasn't read, or that have been altered since.
create function cases_to_scan(wanted int, at_most int) returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(t.case_id), '{}') from (
    select distinct x.case_id from (
      select m.case_id, f.version, f.scanned_at, m.altered_at from public.message m left join public.text_finding f on f.message_id = m.id
      union all
      select n.case_id, f.version, f.scanned_at, n.altered_at from public.note n left join public.text_finding f on f.note_id = n.id) x
    where x.version is distinct from wanted or x.altered_at > x.scanned_at order by 1 limit at_most) t $$;
comment on function cases_to_scan(int, int) is 'T10: what the nightly reading has left to read; ids only.';
grant execute on function cases_to_scan(int, int) to ombud_service;

-- One task more on the two closed lists, the queue's and the web's, whatever else they hold by now (T12).
set local role ombud_jobs;
do $$
declare was text := pg_get_functiondef('public.queue_job(text, jsonb, interval, text)'::regprocedure);
  becomes text := replace(was, '''sweep-files''', '''sweep-files'', ''scan-texts''');
begin
  if becomes = was then raise exception 'queue_job has no list to extend'; end if;
  execute becomes;
end $$;
set local role ombud_owner;
