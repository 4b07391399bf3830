-- 0020  When each privacy notice was published. The same words keep their version, so a version that comes back has two days and the newest counts (B35).
create table notice_publication (
  id bigint generated always as identity primary key, version text not null references notice, published_at timestamptz not null, content jsonb not null
);
comment on table notice_publication is 'personal data: no; kept by domain/publication/keeps.ts';
comment on table notice is 'personal data: no; kept by domain/publication/keeps.ts';
create index notice_publication_of_version on notice_publication (version, id desc);
alter table notice_publication enable row level security;
alter table notice_publication force row level security;
create policy owner_all on notice_publication to ombud_owner using (true) with check (true);
-- B1: what was told is public, and every old version stays readable; nobody can change or take away what was told.
create policy everyone_reads on notice_publication for select using (true);
create policy service_publishes on notice_publication for insert to ombud_service with check (true);
grant select on notice_publication to ombud_doorman, ombud_agent, ombud_officer, ombud_citizen, ombud_service, ombud_eraser, ombud_auditor;
grant insert (version, published_at, content) on notice_publication to ombud_service;
insert into notice_publication (version, published_at, content) select version, published_at, content from notice order by published_at;
