-- 0017  Drafts are saved by whoever has read the newest, and what is said about a clause while it is written has a place of its own.
alter table instruction_version add column revision int not null default 0;
comment on column instruction_version.revision is 'Counts the saves of a draft, so that two who write at once never overwrite each other.';
-- As save_draft (0014), for the one who has seen the revision before. @returns the new revision; null when it isn't a draft of one's own board, -1 when someone was first
create function write_draft(given_uid uuid, given_revision int, given_content jsonb, given_source text) returns int language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare mine public.instruction_version;
begin
  select * into mine from public.instruction_version v where v.uid = given_uid and v.state = 'draft' and v.signed = 'keys' and v.board_id = any (public.actor_boards('officer')) for update;
  if mine.id is null then return null; end if;
  if mine.revision <> given_revision then return -1; end if;
  if not public.save_draft(given_uid, given_content, given_source) then return null; end if;
  update public.instruction_version v set revision = v.revision + 1 where v.id = mine.id;
  return mine.revision + 1;
end $$;
comment on function write_draft(uuid, int, jsonb, text) is 'A2: an officer of the board writes its draft; whoever has an older one is told so.';
grant execute on function write_draft(uuid, int, jsonb, text) to ombud_officer;

create table instruction_comment (
  id uuid primary key default gen_random_uuid(), version_id int not null references instruction_version, clause_id text not null check (length(clause_id) between 1 and 60),
  author uuid not null references employee, body text not null check (length(body) between 1 and 2000), at timestamptz not null,
  resolved_at timestamptz, resolved_by uuid references employee, check ((resolved_at is null) = (resolved_by is null))
);
comment on table instruction_comment is 'personal data: staff; kept by domain/instruction/keeps.ts';
create index instruction_comment_of_version on instruction_comment (version_id, at);
alter table instruction_comment enable row level security;
alter table instruction_comment force row level security;
create policy owner_all on instruction_comment to ombud_owner using (true) with check (true);
-- The board that writes, and whoever signs for the centre of what has been proposed to it: a version one may not see has no comments either.
create policy board_and_centre_read on instruction_comment for select to ombud_officer using (version_id in (
  select v.id from instruction_version v where v.board_id = any ((select actor_boards(actor_hand()))::int[]) or (select cardinality(actor_signs('contact-centre'))) > 0));
create policy writes_as_oneself on instruction_comment for insert to ombud_officer with check (author = (select actor_id()) and resolved_at is null and version_id in (
  select v.id from instruction_version v where v.board_id = any ((select actor_boards(actor_hand()))::int[]) or (select cardinality(actor_signs('contact-centre'))) > 0));
create policy settles_what_one_sees on instruction_comment for update to ombud_officer using (version_id in (
  select v.id from instruction_version v where v.board_id = any ((select actor_boards(actor_hand()))::int[]) or (select cardinality(actor_signs('contact-centre'))) > 0))
  with check (resolved_by is null or resolved_by = (select actor_id()));
grant select (id, version_id, clause_id, author, body, at, resolved_at, resolved_by) on instruction_comment to ombud_officer;
grant insert (version_id, clause_id, author, body, at) on instruction_comment to ombud_officer;
grant update (resolved_at, resolved_by) on instruction_comment to ombud_officer;
