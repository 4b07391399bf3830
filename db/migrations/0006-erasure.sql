-- 0006  What erasing many at once needs: an index behind every reference to what goes, a way to withdraw a disposal, and an eye that looks again.
-- Taking a row away asks every table that refers to it; the indexes of 0003-0005 that leave rows out can't answer that.
create index clock_of_case on clock (case_id);
create index clock_of_contact on clock (contact_id);
create index hold_of_any_case on hold (case_id);
create index hold_of_any_contact on hold (contact_id);
create index arrival_of_file on arrival (file_id);
create index contact_due on contact (dispose_on) where dispose_on is not null;
-- What went with a case is certified with it.
alter table tombstone add column disposal_id uuid;
create index tombstone_of_disposal on tombstone (disposal_id);
create index tombstone_of_certificate on tombstone (certificate);
create index disposal_by_board on disposal (board_id, due_at desc);

-- Reopened, or given a new end, between the list and the erasing: the row stays as evidence and another is found when the new day comes (T6).
alter table disposal drop constraint disposal_state_check;
alter table disposal add constraint disposal_state_check check (state in ('due', 'held', 'withdrawn', 'erased', 'certified'));

-- Locking a row asks for the right to change something in it. The eraser locks the contact so that no hold can be placed while it goes.
grant update (dispose_rule) on contact to ombud_eraser;
-- A file that came in a contact and belongs to a case stays with the case when the contact goes.
create policy contact_forgotten on stored_file for update to ombud_eraser
  using (contact_id = any ((select opened_contacts())::uuid[]) and case_id is not null) with check (contact_id is null);
grant update (contact_id) on stored_file to ombud_eraser;

-- Looks again, without trusting the list of what the program thinks it keeps: every column in the database that is called case_id or contact_id,
-- and the two tables themselves. Answers for what has a tombstone only, so that nobody can ask whether something living exists.
create function rows_left(given uuid[]) returns table (table_name text, rows bigint) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare place record; erased uuid[] := array(select t.subject_id from public.tombstone t where t.subject_id = any (given));
begin
  for place in
    select c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not a.attisdropped
      -- evidence keeps ids that name nothing any more, under its own rule (design §3)
      and c.relname not in ('audit_event', 'access_event', 'refusal')
      and (a.attname in ('case_id', 'contact_id') or (c.relname in ('case', 'contact') and a.attname = 'id'))
  loop
    table_name := place.relname;
    execute format('select count(*) from public.%I where %I = any ($1)', place.relname, place.attname) into rows using erased;
    if rows > 0 then return next; end if;
  end loop;
end $$;
comment on function rows_left(uuid[]) is 'Tables that still hold a row about something erased; none is the only right answer.';
revoke execute on function rows_left(uuid[]) from public;
grant execute on function rows_left(uuid[]) to ombud_agent, ombud_officer, ombud_auditor, ombud_service, ombud_eraser;
