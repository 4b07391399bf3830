-- 0029  A rule that is said to break the law destroys nothing until the board has answered (A10, K13).
create function paused_rules() returns text[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(array_agg(c.version_id || ' ' || c.id), '{}') from public.clause_pause p join public.instruction_version v on v.board_id = p.board_id
    join public.clause c on c.version_id = v.id and c.id = p.clause_id and c.text_hash = p.text_hash where p.lifted_at is null $$;
comment on function paused_rules() is 'A10: version and clause, a space between, of every clause that is said to break the law and hasn’t been answered for.';
revoke execute on function paused_rules() from public;
grant execute on function paused_rules() to ombud_agent, ombud_officer, ombud_auditor, ombud_service, ombud_eraser;
