-- 0012  The auditor opens cases, and one answer to "which version is in force now": inside its window, not only called so (A5).
create function version_in_force(of_board int) returns int language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select v.id from public.instruction_version v
  where v.board_id = of_board and v.state = 'in-force' and v.valid_from <= public.ombud_now() and (v.valid_to is null or v.valid_to > public.ombud_now()) $$;
comment on function version_in_force(int) is 'The version a matter that is opened or moved now is pinned to (A29); null when the board has none.';
grant execute on function version_in_force(int) to ombud_agent, ombud_officer, ombud_service;

-- A18: an auditor opens a case on the same page as everyone; of drafts they have none of their own, and who sits with a case is no secret to them.
grant select on draft, presence to ombud_auditor;
create policy auditor_sees on presence for select to ombud_auditor using (exists (select from "case" c where c.id = case_id));
