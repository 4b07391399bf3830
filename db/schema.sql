-- Made by `npm run generate` from a migrated database and compared by `npm run check`. Never edited; the migrations are.

-- Tables

create table access_event (
  id bigint generated always as identity not null,
  at timestamp with time zone not null,
  xact xid8 not null,
  xact_started timestamp with time zone not null,
  employee_id uuid,
  hand text not null,
  purpose text not null,
  act text not null,
  case_ids uuid[] default '{}'::uuid[] not null,
  contact_ids uuid[] default '{}'::uuid[] not null,
  constraint access_event_purpose_check CHECK ((purpose = ANY (ARRAY['guidance'::text, 'feedback'::text, 'status'::text, 'application'::text, 'assistance'::text, 'routing'::text, 'threat'::text, 'rights'::text, 'disposal'::text]))),
  constraint access_event_pkey PRIMARY KEY (id)
);
CREATE INDEX access_event_key ON public.access_event USING btree (xact);
CREATE INDEX access_event_of_case ON public.access_event USING gin (case_ids);
comment on table access_event is 'personal data: staff, and ids; kept by domain/audit/keeps.ts';
alter table access_event enable row level security; alter table access_event force row level security;

create table arrival (
  id uuid default gen_random_uuid() not null,
  channel_id integer not null,
  channel_key text not null,
  received_at timestamp with time zone not null,
  file_id uuid,
  state text default 'waiting'::text not null,
  reason text,
  retrieval_hash bytea,
  contact_id uuid,
  case_id uuid,
  constraint arrival_check CHECK (((file_id IS NULL) = (state = 'erased'::text))),
  constraint arrival_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'quarantined'::text, 'erased'::text]))),
  constraint arrival_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channel(id),
  constraint arrival_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id),
  constraint arrival_pkey PRIMARY KEY (id),
  constraint arrival_channel_id_channel_key_key UNIQUE (channel_id, channel_key)
);
CREATE INDEX arrival_of_case ON public.arrival USING btree (case_id);
CREATE INDEX arrival_of_contact ON public.arrival USING btree (contact_id);
CREATE INDEX arrival_of_file ON public.arrival USING btree (file_id);
CREATE INDEX arrival_waiting ON public.arrival USING btree (received_at) WHERE (state = ANY (ARRAY['waiting'::text, 'quarantined'::text]));
comment on table arrival is 'personal data: pseudonymous; kept by domain/contact/keeps.ts';
alter table arrival enable row level security; alter table arrival force row level security;

create table assignment (
  id integer generated always as identity not null,
  employee_id uuid not null,
  hand text not null,
  board_id integer not null,
  valid_from timestamp with time zone not null,
  valid_to timestamp with time zone,
  constraint assignment_hand_check CHECK ((hand = ANY (ARRAY['agent'::text, 'officer'::text, 'auditor'::text]))),
  constraint assignment_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint assignment_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint assignment_pkey PRIMARY KEY (id),
  constraint assignment_employee_id_hand_board_id_valid_from_key UNIQUE (employee_id, hand, board_id, valid_from)
);
comment on table assignment is 'personal data: staff; kept by domain/staff/keeps.ts';
alter table assignment enable row level security; alter table assignment force row level security;

create table attachment (
  id uuid default gen_random_uuid() not null,
  case_id uuid not null,
  message_id uuid not null,
  file_id uuid not null,
  name text not null,
  media_type text not null,
  size_bytes bigint not null,
  content_id text,
  constraint attachment_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint attachment_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id),
  constraint attachment_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id),
  constraint attachment_pkey PRIMARY KEY (id)
);
CREATE INDEX attachment_of_case ON public.attachment USING btree (case_id);
CREATE INDEX attachment_of_file ON public.attachment USING btree (file_id);
CREATE INDEX attachment_of_message ON public.attachment USING btree (message_id);
comment on table attachment is 'personal data: yes; kept by domain/case/keeps.ts';
alter table attachment enable row level security; alter table attachment force row level security;

create table audit_event (
  id bigint generated always as identity not null,
  at timestamp with time zone not null,
  xact xid8 default pg_current_xact_id() not null,
  employee_id uuid,
  hand text not null,
  event text not null,
  case_id uuid,
  contact_id uuid,
  board_id integer,
  facts jsonb default '{}'::jsonb not null,
  constraint audit_event_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_event_of_case ON public.audit_event USING btree (case_id, id);
CREATE TRIGGER told AFTER INSERT ON public.audit_event FOR EACH ROW EXECUTE FUNCTION tell_listeners();
comment on table audit_event is 'personal data: staff, and ids; kept by domain/audit/keeps.ts. facts: codes, counts and ids, never content';
alter table audit_event enable row level security; alter table audit_event force row level security;

create table board (
  id integer generated always as identity not null,
  code text not null,
  name text not null,
  short text not null,
  administration text not null,
  hosts_contact_centre boolean default false not null,
  constraint board_pkey PRIMARY KEY (id),
  constraint board_code_key UNIQUE (code),
  constraint board_short_key UNIQUE (short)
);
CREATE UNIQUE INDEX board_one_host ON public.board USING btree (hosts_contact_centre) WHERE hosts_contact_centre;
comment on table board is 'personal data: no; kept by domain/staff';
alter table board enable row level security; alter table board force row level security;

create table "case" (
  id uuid default gen_random_uuid() not null,
  number text not null,
  board_id integer not null,
  case_type_id integer not null,
  contact_id uuid,
  channel text not null,
  state text default 'new'::text not null,
  holder text default 'centre'::text not null,
  offered_board_id integer,
  offered_type_id integer,
  assignee_id uuid,
  anonymous boolean default false not null,
  answerable boolean default true not null,
  opened_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  outcome text,
  delivered_at timestamp with time zone,
  instruction_version_id integer,
  dispose_on date,
  dispose_at timestamp with time zone,
  dispose_rule text,
  dispose_review boolean default false not null,
  keep_forever boolean default false not null,
  version integer default 1 not null,
  constraint case_check CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL))),
  constraint case_check1 CHECK (((offered_board_id IS NULL) = (offered_type_id IS NULL))),
  constraint case_holder_check CHECK ((holder = ANY (ARRAY['centre'::text, 'board'::text]))),
  constraint case_state_check CHECK ((state = ANY (ARRAY['new'::text, 'open'::text, 'waiting'::text, 'closed'::text]))),
  constraint closed_case_has_an_end CHECK (((state <> 'closed'::text) OR (dispose_at IS NOT NULL) OR keep_forever OR dispose_review)),
  constraint case_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES employee(id),
  constraint case_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint case_case_type_id_board_id_fkey FOREIGN KEY (case_type_id, board_id) REFERENCES case_type(id, board_id),
  constraint case_case_type_id_fkey FOREIGN KEY (case_type_id) REFERENCES case_type(id),
  constraint case_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint case_instruction_version_id_fkey FOREIGN KEY (instruction_version_id) REFERENCES instruction_version(id),
  constraint case_offered_board_id_fkey FOREIGN KEY (offered_board_id) REFERENCES board(id),
  constraint case_offered_type_id_fkey FOREIGN KEY (offered_type_id) REFERENCES case_type(id),
  constraint case_outcome_fkey FOREIGN KEY (outcome) REFERENCES outcome(code),
  constraint case_pkey PRIMARY KEY (id),
  constraint case_number_key UNIQUE (number)
);
CREATE INDEX case_due ON public."case" USING btree (dispose_at) WHERE (dispose_at IS NOT NULL);
CREATE INDEX case_mine ON public."case" USING btree (assignee_id, changed_at DESC) WHERE (state <> 'closed'::text);
CREATE INDEX case_newest ON public."case" USING btree (opened_at DESC, id DESC);
CREATE INDEX case_of_contact ON public."case" USING btree (contact_id);
CREATE INDEX case_offered ON public."case" USING btree (offered_board_id) WHERE (offered_board_id IS NOT NULL);
CREATE INDEX case_open_by_type ON public."case" USING btree (case_type_id, holder, state) WHERE (state <> 'closed'::text);
CREATE INDEX case_type_newest ON public."case" USING btree (case_type_id, opened_at DESC, id DESC);
CREATE TRIGGER guarded BEFORE UPDATE ON public."case" FOR EACH ROW EXECUTE FUNCTION guard_case_change();
CREATE TRIGGER guarded_when_held BEFORE UPDATE ON public."case" FOR EACH ROW EXECUTE FUNCTION guard_what_a_board_holds();
comment on table "case" is 'personal data: pseudonymous; kept by domain/case/keeps.ts';
alter table "case" enable row level security; alter table "case" force row level security;

create table case_counter (
  board_id integer not null,
  year integer not null,
  last integer not null,
  constraint case_counter_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint case_counter_pkey PRIMARY KEY (board_id, year)
);
comment on table case_counter is 'personal data: no; kept by domain/case/keeps.ts';
alter table case_counter enable row level security; alter table case_counter force row level security;

create table case_key (
  case_id uuid not null,
  kind text not null,
  hash bytea not null,
  token text,
  constraint case_key_check CHECK (((kind = 'reply'::text) = (token IS NOT NULL))),
  constraint case_key_hash_check CHECK ((length(hash) = 32)),
  constraint case_key_kind_check CHECK ((kind = ANY (ARRAY['retrieval'::text, 'reply'::text]))),
  constraint case_key_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint case_key_pkey PRIMARY KEY (case_id, kind),
  constraint case_key_hash_key UNIQUE (hash)
);
comment on table case_key is 'personal data: pseudonymous; kept by domain/case/keeps.ts';
alter table case_key enable row level security; alter table case_key force row level security;

create table case_summary (
  case_id uuid not null,
  case_type_id integer not null,
  opened_at timestamp with time zone not null,
  subject text not null,
  preview text not null,
  sender text not null,
  lookup text not null,
  ts tsvector not null,
  constraint case_summary_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint case_summary_pkey PRIMARY KEY (case_id)
);
CREATE INDEX case_summary_lookup ON public.case_summary USING gin (lookup gin_trgm_ops);
CREATE INDEX case_summary_newest ON public.case_summary USING btree (opened_at DESC);
CREATE INDEX case_summary_words ON public.case_summary USING gin (ts);
comment on table case_summary is 'personal data: yes; kept by domain/case/keeps.ts';
alter table case_summary enable row level security; alter table case_summary force row level security;

create table case_type (
  id integer generated always as identity not null,
  board_id integer not null,
  department_id integer not null,
  code text not null,
  name text not null,
  secrecy text not null,
  secrecy_tags text[] default '{}'::text[] not null,
  unrouted boolean default false not null,
  constraint case_type_secrecy_check CHECK ((secrecy = ANY (ARRAY['open'::text, 'sealed'::text]))),
  constraint case_type_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint case_type_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint case_type_pkey PRIMARY KEY (id),
  constraint case_type_board_id_code_key UNIQUE (board_id, code),
  constraint case_type_id_board_id_key UNIQUE (id, board_id)
);
CREATE UNIQUE INDEX case_type_one_unrouted ON public.case_type USING btree (unrouted) WHERE unrouted;
comment on table case_type is 'personal data: no; kept by domain/staff';
alter table case_type enable row level security; alter table case_type force row level security;

create table certificate (
  number bigint not null,
  issued_at timestamp with time zone not null,
  disposal_id uuid not null,
  board_id integer not null,
  body text not null,
  previous_hash bytea not null,
  hash bytea not null,
  constraint certificate_hash_check CHECK ((length(hash) = 32)),
  constraint certificate_previous_hash_check CHECK ((length(previous_hash) = 32)),
  constraint certificate_pkey PRIMARY KEY (number),
  constraint certificate_disposal_id_key UNIQUE (disposal_id)
);
comment on table certificate is 'personal data: no; kept by domain/retention/keeps.ts. No foreign key to what it certifies; the body''s text is what is hashed';
alter table certificate enable row level security; alter table certificate force row level security;

create table channel (
  id integer generated always as identity not null,
  code text not null,
  kind text not null,
  name text not null,
  address text,
  region text not null,
  active boolean default true not null,
  constraint channel_pkey PRIMARY KEY (id),
  constraint channel_code_key UNIQUE (code)
);
comment on table channel is 'personal data: no; kept by domain/staff';
alter table channel enable row level security; alter table channel force row level security;

create table clause (
  version_id integer not null,
  id text not null,
  requirement text not null,
  "position" integer not null,
  text text not null,
  text_hash bytea not null,
  rule jsonb not null,
  constraint clause_text_hash_check CHECK ((length(text_hash) = 32)),
  constraint clause_version_id_fkey FOREIGN KEY (version_id) REFERENCES instruction_version(id),
  constraint clause_pkey PRIMARY KEY (version_id, id)
);
comment on table clause is 'personal data: no; kept by domain/instruction/keeps.ts';
alter table clause enable row level security; alter table clause force row level security;

create table clock (
  id bigint generated always as identity not null,
  case_id uuid,
  contact_id uuid,
  version_id integer not null,
  clause_id text not null,
  trigger text not null,
  started_at timestamp with time zone,
  due_at timestamp with time zone,
  due_on date,
  action text not null,
  state text not null,
  rule jsonb not null,
  constraint clock_action_check CHECK ((action = ANY (ARRAY['delete'::text, 'preserve'::text, 'review'::text]))),
  constraint clock_check CHECK ((num_nonnulls(case_id, contact_id) = 1)),
  constraint clock_check1 CHECK (((state <> 'running'::text) OR (started_at IS NOT NULL))),
  constraint clock_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'stopped'::text]))),
  constraint clock_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint clock_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint clock_version_id_fkey FOREIGN KEY (version_id) REFERENCES instruction_version(id),
  constraint clock_pkey PRIMARY KEY (id)
);
CREATE INDEX clock_due ON public.clock USING btree (due_at) WHERE ((state = 'running'::text) AND (action = 'delete'::text));
CREATE INDEX clock_of_case ON public.clock USING btree (case_id);
CREATE INDEX clock_of_contact ON public.clock USING btree (contact_id);
CREATE UNIQUE INDEX clock_one_of_case ON public.clock USING btree (case_id) WHERE ((state <> 'stopped'::text) AND (case_id IS NOT NULL));
CREATE UNIQUE INDEX clock_one_of_contact ON public.clock USING btree (contact_id) WHERE ((state <> 'stopped'::text) AND (contact_id IS NOT NULL));
comment on table clock is 'personal data: pseudonymous; kept by domain/retention/keeps.ts';
alter table clock enable row level security; alter table clock force row level security;

create table contact (
  id uuid default gen_random_uuid() not null,
  channel_id integer not null,
  channel text not null,
  direction text default 'in'::text not null,
  board_id integer not null,
  case_type_id integer not null,
  agent_id uuid,
  anonymous boolean default false not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  notice_version text,
  dispose_on date,
  dispose_rule text,
  constraint contact_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint contact_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES employee(id),
  constraint contact_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint contact_case_type_id_fkey FOREIGN KEY (case_type_id) REFERENCES case_type(id),
  constraint contact_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channel(id),
  constraint contact_notice_version_fkey FOREIGN KEY (notice_version) REFERENCES notice(version),
  constraint contact_pkey PRIMARY KEY (id)
);
CREATE INDEX contact_due ON public.contact USING btree (dispose_on) WHERE (dispose_on IS NOT NULL);
CREATE INDEX contact_newest ON public.contact USING btree (started_at DESC, id DESC);
comment on table contact is 'personal data: pseudonymous; kept by domain/contact/keeps.ts';
alter table contact enable row level security; alter table contact force row level security;

create table department (
  id integer generated always as identity not null,
  board_id integer not null,
  code text not null,
  name text not null,
  constraint department_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint department_pkey PRIMARY KEY (id),
  constraint department_board_id_code_key UNIQUE (board_id, code)
);
comment on table department is 'personal data: no; kept by domain/staff';
alter table department enable row level security; alter table department force row level security;

create table disposal (
  id uuid default gen_random_uuid() not null,
  subject text not null,
  subject_id uuid not null,
  board_id integer not null,
  case_type_id integer not null,
  version_id integer not null,
  clause_id text not null,
  due_at timestamp with time zone not null,
  found_at timestamp with time zone not null,
  state text default 'due'::text not null,
  expected jsonb,
  erased jsonb,
  file_ids uuid[] default '{}'::uuid[] not null,
  erased_at timestamp with time zone,
  certificate bigint,
  late_because text,
  constraint disposal_state_check CHECK ((state = ANY (ARRAY['due'::text, 'held'::text, 'withdrawn'::text, 'erased'::text, 'certified'::text]))),
  constraint disposal_subject_check CHECK ((subject = ANY (ARRAY['case'::text, 'contact'::text]))),
  constraint disposal_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint disposal_case_type_id_fkey FOREIGN KEY (case_type_id) REFERENCES case_type(id),
  constraint disposal_version_id_fkey FOREIGN KEY (version_id) REFERENCES instruction_version(id),
  constraint disposal_pkey PRIMARY KEY (id)
);
CREATE INDEX disposal_by_board ON public.disposal USING btree (board_id, due_at DESC);
CREATE INDEX disposal_by_state ON public.disposal USING btree (state, due_at);
CREATE UNIQUE INDEX disposal_open ON public.disposal USING btree (subject_id) WHERE (state = ANY (ARRAY['due'::text, 'held'::text]));
comment on table disposal is 'personal data: no; kept by domain/retention/keeps.ts';
alter table disposal enable row level security; alter table disposal force row level security;

create table draft (
  employee_id uuid not null,
  case_id uuid,
  kind text not null,
  body jsonb not null,
  touched_at timestamp with time zone not null,
  constraint draft_kind_check CHECK ((kind = ANY (ARRAY['answer'::text, 'note'::text, 'contact'::text]))),
  constraint draft_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint draft_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id)
);
CREATE INDEX draft_of_case ON public.draft USING btree (case_id);
CREATE UNIQUE INDEX draft_one ON public.draft USING btree (employee_id, kind, COALESCE(case_id, '00000000-0000-0000-0000-000000000000'::uuid));
comment on table draft is 'personal data: yes; kept by domain/case/keeps.ts';
alter table draft enable row level security; alter table draft force row level security;

create table employee (
  id uuid default gen_random_uuid() not null,
  name text not null,
  email text not null,
  password_hash text,
  operator boolean default false not null,
  active boolean default true not null,
  created_at timestamp with time zone default now() not null,
  constraint employee_email_check CHECK ((email = lower(email))),
  constraint employee_pkey PRIMARY KEY (id),
  constraint employee_email_key UNIQUE (email)
);
comment on table employee is 'personal data: staff; kept by domain/staff/keeps.ts';
alter table employee enable row level security; alter table employee force row level security;

create table first_admin_link (
  hash bytea not null,
  expires_at timestamp with time zone not null,
  uses_left integer not null,
  constraint first_admin_link_pkey PRIMARY KEY (hash)
);
comment on table first_admin_link is 'personal data: no; kept by domain/staff';
alter table first_admin_link enable row level security; alter table first_admin_link force row level security;

create table gap (
  id uuid default gen_random_uuid() not null,
  board_id integer not null,
  act text not null,
  case_type_id integer,
  mission text,
  reason text not null,
  count integer default 1 not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  constraint gap_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint gap_case_type_id_fkey FOREIGN KEY (case_type_id) REFERENCES case_type(id),
  constraint gap_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX gap_open ON public.gap USING btree (board_id, act, COALESCE(case_type_id, 0), COALESCE(mission, ''::text), reason) WHERE (answered_at IS NULL);
comment on table gap is 'personal data: no; kept by domain/instruction/keeps.ts';
alter table gap enable row level security; alter table gap force row level security;

create table handover (
  id uuid default gen_random_uuid() not null,
  case_id uuid not null,
  from_board_id integer not null,
  to_board_id integer not null,
  to_type_id integer not null,
  offered_by uuid,
  offered_at timestamp with time zone not null,
  state text default 'offered'::text not null,
  answered_by uuid,
  answered_at timestamp with time zone,
  constraint handover_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'accepted'::text, 'returned'::text, 'withdrawn'::text]))),
  constraint handover_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES employee(id),
  constraint handover_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint handover_from_board_id_fkey FOREIGN KEY (from_board_id) REFERENCES board(id),
  constraint handover_offered_by_fkey FOREIGN KEY (offered_by) REFERENCES employee(id),
  constraint handover_to_board_id_fkey FOREIGN KEY (to_board_id) REFERENCES board(id),
  constraint handover_to_type_id_fkey FOREIGN KEY (to_type_id) REFERENCES case_type(id),
  constraint handover_pkey PRIMARY KEY (id)
);
CREATE INDEX handover_of_case ON public.handover USING btree (case_id);
CREATE UNIQUE INDEX handover_one_open ON public.handover USING btree (case_id) WHERE (state = 'offered'::text);
comment on table handover is 'personal data: staff; kept by domain/case/keeps.ts';
alter table handover enable row level security; alter table handover force row level security;

create table hold (
  id uuid default gen_random_uuid() not null,
  case_id uuid,
  contact_id uuid,
  ground text not null,
  owner_id uuid,
  placed_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  released_at timestamp with time zone,
  constraint hold_check CHECK ((num_nonnulls(case_id, contact_id) = 1)),
  constraint hold_check1 CHECK ((expires_at <= (placed_at + '90 days'::interval))),
  constraint hold_ground_check CHECK ((ground = ANY (ARRAY['records-request'::text, 'access-request'::text, 'authority'::text, 'incident'::text, 'claim'::text, 'appeal'::text]))),
  constraint hold_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint hold_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint hold_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES employee(id),
  constraint hold_pkey PRIMARY KEY (id)
);
CREATE INDEX hold_of_any_case ON public.hold USING btree (case_id);
CREATE INDEX hold_of_any_contact ON public.hold USING btree (contact_id);
CREATE INDEX hold_of_case ON public.hold USING btree (case_id) WHERE (released_at IS NULL);
CREATE INDEX hold_of_contact ON public.hold USING btree (contact_id) WHERE (released_at IS NULL);
comment on table hold is 'personal data: staff; kept by domain/retention/keeps.ts';
alter table hold enable row level security; alter table hold force row level security;

create table installation (
  only_row boolean default true not null,
  municipality_code text not null,
  municipality text not null,
  mail_domain text not null,
  organisation jsonb not null,
  demo boolean not null,
  installed_at timestamp with time zone not null,
  constraint installation_only_row_check CHECK (only_row),
  constraint installation_pkey PRIMARY KEY (only_row)
);
comment on table installation is 'personal data: no; kept by domain/staff';
alter table installation enable row level security; alter table installation force row level security;

create table instruction_grant (
  id bigint generated always as identity not null,
  version_id integer not null,
  act text not null,
  channel text,
  case_type_ids integer[] not null,
  valid_from timestamp with time zone not null,
  valid_to timestamp with time zone,
  constraint instruction_grant_version_id_fkey FOREIGN KEY (version_id) REFERENCES instruction_version(id),
  constraint instruction_grant_pkey PRIMARY KEY (id)
);
CREATE INDEX instruction_grant_any_channel ON public.instruction_grant USING btree (version_id, act) WHERE (channel IS NULL);
CREATE INDEX instruction_grant_of_version ON public.instruction_grant USING btree (version_id, act);
comment on table instruction_grant is 'personal data: no; kept by domain/instruction/keeps.ts';
alter table instruction_grant enable row level security; alter table instruction_grant force row level security;

create table instruction_version (
  id integer generated always as identity not null,
  board_id integer not null,
  version integer not null,
  title text not null,
  state text not null,
  valid_from timestamp with time zone not null,
  valid_to timestamp with time zone,
  review_by date not null,
  hash bytea not null,
  approvals jsonb default '[]'::jsonb not null,
  contacts jsonb default '{}'::jsonb not null,
  source text not null,
  constraint instruction_version_hash_check CHECK ((length(hash) = 32)),
  constraint instruction_version_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'proposed'::text, 'approved'::text, 'accepted'::text, 'in-force'::text, 'superseded'::text, 'stopped'::text, 'ended'::text]))),
  constraint instruction_version_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint instruction_version_pkey PRIMARY KEY (id),
  constraint instruction_version_board_id_version_key UNIQUE (board_id, version)
);
CREATE UNIQUE INDEX instruction_one_in_force ON public.instruction_version USING btree (board_id) WHERE (state = 'in-force'::text);
comment on table instruction_version is 'personal data: names of signers; kept by domain/instruction/keeps.ts';
alter table instruction_version enable row level security; alter table instruction_version force row level security;

create table job_end (
  id bigint generated always as identity not null,
  job_id text not null,
  task text not null,
  payload jsonb not null,
  state text not null,
  attempt integer not null,
  at timestamp with time zone not null,
  again_at timestamp with time zone,
  because text,
  constraint job_end_state_check CHECK ((state = ANY (ARRAY['done'::text, 'again'::text, 'given-up'::text, 'cancelled'::text]))),
  constraint job_end_pkey PRIMARY KEY (id)
);
CREATE INDEX job_end_newest ON public.job_end USING btree (at DESC);
comment on table job_end is 'personal data: no; kept by platform/jobs.ts. Payloads hold ids only';
alter table job_end enable row level security; alter table job_end force row level security;

create table mailbox_cursor (
  mailbox text not null,
  uid_validity text not null,
  last_uid bigint not null,
  moved_at timestamp with time zone not null,
  constraint mailbox_cursor_pkey PRIMARY KEY (mailbox)
);
comment on table mailbox_cursor is 'personal data: no; kept by channel/email';
alter table mailbox_cursor enable row level security; alter table mailbox_cursor force row level security;

create table message (
  id uuid default gen_random_uuid() not null,
  case_id uuid not null,
  direction text not null,
  at timestamp with time zone not null,
  author_id uuid,
  subject text not null,
  body text not null,
  html text,
  message_id text,
  in_reply_to text,
  to_email text,
  to_name text,
  channel text not null,
  constraint message_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint message_author_id_fkey FOREIGN KEY (author_id) REFERENCES employee(id),
  constraint message_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint message_pkey PRIMARY KEY (id)
);
CREATE INDEX message_of_case ON public.message USING btree (case_id, at);
comment on table message is 'personal data: yes; kept by domain/case/keeps.ts';
alter table message enable row level security; alter table message force row level security;

create table migration (
  number integer not null,
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone default now() not null,
  constraint migration_pkey PRIMARY KEY (number)
);
comment on table migration is 'personal data: no; kept by platform/migrate.ts';
alter table migration enable row level security; alter table migration force row level security;

create table note (
  id uuid default gen_random_uuid() not null,
  case_id uuid not null,
  at timestamp with time zone not null,
  author_id uuid,
  kind text default 'note'::text not null,
  body text not null,
  constraint note_kind_check CHECK ((kind = ANY (ARRAY['note'::text, 'handover'::text, 'return'::text, 'closing'::text]))),
  constraint note_author_id_fkey FOREIGN KEY (author_id) REFERENCES employee(id),
  constraint note_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint note_pkey PRIMARY KEY (id)
);
CREATE INDEX note_of_case ON public.note USING btree (case_id, at);
comment on table note is 'personal data: yes; kept by domain/case/keeps.ts';
alter table note enable row level security; alter table note force row level security;

create table notice (
  version text not null,
  published_at timestamp with time zone not null,
  content jsonb not null,
  constraint notice_pkey PRIMARY KEY (version)
);
comment on table notice is 'personal data: no; kept by domain/instruction/keeps.ts';
alter table notice enable row level security; alter table notice force row level security;

create table outcome (
  code text not null,
  name text not null,
  needs text not null,
  sort integer not null,
  constraint outcome_needs_check CHECK ((needs = ANY (ARRAY['case'::text, 'question'::text, 'both'::text]))),
  constraint outcome_pkey PRIMARY KEY (code)
);
comment on table outcome is 'personal data: no; kept by domain/staff';
alter table outcome enable row level security; alter table outcome force row level security;

create table outgoing (
  id uuid default gen_random_uuid() not null,
  case_id uuid not null,
  message_id uuid not null,
  kind text not null,
  state text default 'queued'::text not null,
  queued_at timestamp with time zone not null,
  not_before timestamp with time zone not null,
  attempts integer default 0 not null,
  last_response text,
  sent_at timestamp with time zone,
  constraint outgoing_kind_check CHECK ((kind = ANY (ARRAY['answer'::text, 'receipt'::text]))),
  constraint outgoing_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'given-up'::text, 'cancelled'::text]))),
  constraint outgoing_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint outgoing_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id),
  constraint outgoing_pkey PRIMARY KEY (id)
);
CREATE INDEX outgoing_of_case ON public.outgoing USING btree (case_id);
CREATE INDEX outgoing_of_message ON public.outgoing USING btree (message_id);
CREATE INDEX outgoing_waiting ON public.outgoing USING btree (not_before) WHERE (state = 'queued'::text);
comment on table outgoing is 'personal data: pseudonymous; kept by domain/outbox/keeps.ts';
alter table outgoing enable row level security; alter table outgoing force row level security;

create table participant (
  id uuid default gen_random_uuid() not null,
  case_id uuid,
  contact_id uuid,
  role text default 'caller'::text not null,
  name text,
  email text,
  phone text,
  address text,
  property_designation text,
  constraint participant_check CHECK ((num_nonnulls(case_id, contact_id) = 1)),
  constraint participant_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint participant_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint participant_pkey PRIMARY KEY (id)
);
CREATE INDEX participant_of_case ON public.participant USING btree (case_id);
CREATE INDEX participant_of_contact ON public.participant USING btree (contact_id);
comment on table participant is 'personal data: yes; kept by domain/person/keeps.ts';
alter table participant enable row level security; alter table participant force row level security;

create table presence (
  case_id uuid not null,
  employee_id uuid not null,
  seen_at timestamp with time zone not null,
  writing boolean default false not null,
  constraint presence_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id) ON DELETE CASCADE,
  constraint presence_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint presence_pkey PRIMARY KEY (case_id, employee_id)
);
comment on table presence is 'personal data: staff; kept by domain/case/keeps.ts';
alter table presence enable row level security; alter table presence force row level security;

create table question (
  id uuid default gen_random_uuid() not null,
  contact_id uuid not null,
  board_id integer not null,
  case_type_id integer not null,
  state text default 'open'::text not null,
  outcome text,
  case_id uuid,
  answered_at timestamp with time zone,
  constraint question_state_check CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text, 'case'::text, 'handed-over'::text]))),
  constraint question_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint question_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint question_case_type_id_board_id_fkey FOREIGN KEY (case_type_id, board_id) REFERENCES case_type(id, board_id),
  constraint question_case_type_id_fkey FOREIGN KEY (case_type_id) REFERENCES case_type(id),
  constraint question_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint question_outcome_fkey FOREIGN KEY (outcome) REFERENCES outcome(code),
  constraint question_pkey PRIMARY KEY (id)
);
CREATE INDEX question_by_type ON public.question USING btree (case_type_id, contact_id);
CREATE INDEX question_of_case ON public.question USING btree (case_id);
CREATE INDEX question_of_contact ON public.question USING btree (contact_id);
comment on table question is 'personal data: pseudonymous; kept by domain/contact/keeps.ts';
alter table question enable row level security; alter table question force row level security;

create table question_text (
  question_id uuid not null,
  contact_id uuid not null,
  asked text not null,
  answered text default ''::text not null,
  constraint question_text_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint question_text_question_id_fkey FOREIGN KEY (question_id) REFERENCES question(id),
  constraint question_text_pkey PRIMARY KEY (question_id)
);
CREATE INDEX question_text_of_contact ON public.question_text USING btree (contact_id);
comment on table question_text is 'personal data: yes; kept by domain/contact/keeps.ts';
alter table question_text enable row level security; alter table question_text force row level security;

create table refusal (
  id bigint generated always as identity not null,
  at timestamp with time zone not null,
  employee_id uuid,
  hand text not null,
  act text not null,
  board_id integer,
  case_type_id integer,
  because text not null,
  clause_ids text[] not null,
  law_ids text[] not null,
  case_id uuid,
  constraint refusal_pkey PRIMARY KEY (id)
);
comment on table refusal is 'personal data: staff, and ids; kept by domain/audit/keeps.ts';
alter table refusal enable row level security; alter table refusal force row level security;

create table session (
  id uuid default gen_random_uuid() not null,
  secret_hash bytea not null,
  employee_id uuid not null,
  hand text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint session_hand_check CHECK ((hand = ANY (ARRAY['agent'::text, 'officer'::text, 'auditor'::text]))),
  constraint session_secret_hash_check CHECK ((length(secret_hash) = 32)),
  constraint session_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint session_pkey PRIMARY KEY (id),
  constraint session_secret_hash_key UNIQUE (secret_hash)
);
CREATE INDEX session_of_employee ON public.session USING btree (employee_id) WHERE (revoked_at IS NULL);
comment on table session is 'personal data: staff; kept by domain/staff/keeps.ts';
alter table session enable row level security; alter table session force row level security;

create table sign_in_attempt (
  id bigint generated always as identity not null,
  email_hash bytea not null,
  at timestamp with time zone not null,
  succeeded boolean not null,
  constraint sign_in_attempt_pkey PRIMARY KEY (id)
);
CREATE INDEX sign_in_attempt_recent ON public.sign_in_attempt USING btree (email_hash, at DESC);
comment on table sign_in_attempt is 'personal data: pseudonymous; kept by domain/staff/keeps.ts';
alter table sign_in_attempt enable row level security; alter table sign_in_attempt force row level security;

create table stored_file (
  id uuid not null,
  sha256 bytea not null,
  size_bytes bigint not null,
  wrapped_key bytea not null,
  stored_at timestamp with time zone not null,
  case_id uuid,
  contact_id uuid,
  constraint stored_file_sha256_check CHECK ((length(sha256) = 32)),
  constraint stored_file_pkey PRIMARY KEY (id)
);
CREATE INDEX stored_file_of_case ON public.stored_file USING btree (case_id);
CREATE INDEX stored_file_of_contact ON public.stored_file USING btree (contact_id);
comment on table stored_file is 'personal data: yes; kept by domain/contact/keeps.ts. The key row: without it the bytes on disk are noise';
alter table stored_file enable row level security; alter table stored_file force row level security;

create table time_shift (
  only_row boolean default true not null,
  shift interval default '00:00:00'::interval not null,
  constraint time_shift_only_row_check CHECK (only_row),
  constraint time_shift_pkey PRIMARY KEY (only_row)
);
comment on table time_shift is 'personal data: no; kept by platform/clock.ts';
alter table time_shift enable row level security; alter table time_shift force row level security;

create table tombstone (
  subject_id uuid not null,
  subject text not null,
  erased_at timestamp with time zone not null,
  certificate bigint,
  file_ids uuid[] default '{}'::uuid[] not null,
  disposal_id uuid,
  constraint tombstone_pkey PRIMARY KEY (subject_id)
);
CREATE INDEX tombstone_of_certificate ON public.tombstone USING btree (certificate);
CREATE INDEX tombstone_of_disposal ON public.tombstone USING btree (disposal_id);
comment on table tombstone is 'personal data: no; kept by domain/retention/keeps.ts';
alter table tombstone enable row level security; alter table tombstone force row level security;

create table undertaking (
  id uuid default gen_random_uuid() not null,
  employee_id uuid not null,
  version_id integer not null,
  signed_at timestamp with time zone not null,
  quiz jsonb not null,
  signature_hash bytea not null,
  revoked_at timestamp with time zone,
  constraint undertaking_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint undertaking_version_id_fkey FOREIGN KEY (version_id) REFERENCES instruction_version(id),
  constraint undertaking_pkey PRIMARY KEY (id),
  constraint undertaking_employee_id_version_id_key UNIQUE (employee_id, version_id)
);
comment on table undertaking is 'personal data: staff; kept by domain/instruction/keeps.ts';
alter table undertaking enable row level security; alter table undertaking force row level security;


-- Functions

CREATE OR REPLACE FUNCTION public.actor_boards(wanted_hand text)
 RETURNS integer[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select coalesce(array_agg(a.board_id), '{}') from public.session s
  join public.employee e on e.id = s.employee_id and e.active
  join public.assignment a on a.employee_id = s.employee_id and a.hand = s.hand
  where s.secret_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8'))
    and s.revoked_at is null and s.expires_at > public.ombud_now() and s.hand = wanted_hand
    and a.valid_from <= public.ombud_now() and (a.valid_to is null or a.valid_to > public.ombud_now()) $function$;
alter function actor_boards(text) owner to ombud_owner;
comment on function actor_boards(text) is 'Boards the actor is assigned to with this hand; empty when the session acts with another hand.';

CREATE OR REPLACE FUNCTION public.actor_hand()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select s.hand from public.session s join public.employee e on e.id = s.employee_id
  where s.secret_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8'))
    and s.revoked_at is null and s.expires_at > public.ombud_now() and e.active $function$;
alter function actor_hand() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.actor_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select s.employee_id from public.session s join public.employee e on e.id = s.employee_id
  where s.secret_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8'))
    and s.revoked_at is null and s.expires_at > public.ombud_now() and e.active $function$;
alter function actor_id() owner to ombud_owner;
comment on function actor_id() is 'The employee whose session secret this transaction carries; null for nobody.';

CREATE OR REPLACE FUNCTION public.actor_is_operator()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select coalesce((select e.operator from public.employee e where e.id = public.actor_id()), false) $function$;
alter function actor_is_operator() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.arrival_on_its_way(given_hash bytea)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select exists (select from public.arrival a where a.retrieval_hash = given_hash and a.state in ('waiting', 'quarantined')) $function$;
alter function arrival_on_its_way(bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.base64url(given bytea)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select translate(rtrim(replace(encode(given, 'base64'), E'\n', ''), '='), '+/', '-_') $function$;
alter function base64url(bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.board_has_officer(given_board integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select exists (select from public.assignment a join public.employee e on e.id = a.employee_id and e.active where a.board_id = given_board and a.hand = 'officer' and a.valid_from <= public.ombud_now() and (a.valid_to is null or a.valid_to > public.ombud_now())) $function$;
alter function board_has_officer(integer) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.board_held_case_types()
 RETURNS integer[]
 LANGUAGE sql
 STABLE
AS $function$ select public.granted_case_types(array['handle', 'status.read']) $function$;
alter function board_held_case_types() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.case_of_key(given_kind text, given_hash bytea)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select k.case_id from public.case_key k where k.kind = given_kind and k.hash = given_hash $function$;
alter function case_of_key(text,bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.centre_case_types()
 RETURNS integer[]
 LANGUAGE sql
 STABLE
AS $function$ select public.granted_case_types(array['receive', 'handle', 'assist', 'advise']) $function$;
alter function centre_case_types() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.citizen_case()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select k.case_id from public.case_key k where k.kind = 'retrieval' and k.hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8')) $function$;
alter function citizen_case() owner to ombud_owner;
comment on function citizen_case() is 'The case whose retrieval code this transaction carries; null for none.';

CREATE OR REPLACE FUNCTION public.end_session(given_secret_hash bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  update public.session set revoked_at = public.ombud_now() where secret_hash = given_secret_hash and revoked_at is null $function$;
alter function end_session(bytea) owner to ombud_owner;
comment on function end_session(bytea) is 'Whoever has the secret may end its session; nobody else can name it.';

CREATE OR REPLACE FUNCTION public.give_back_offer(given_case uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update public."case" set offered_board_id = null, offered_type_id = null, version = version + 1, changed_at = public.ombud_now()
  where id = given_case and offered_board_id = any (public.actor_boards('officer'));
  return found;
end $function$;
alter function give_back_offer(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.granted_case_types(wanted text[], in_channel text DEFAULT NULL::text)
 RETURNS integer[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  at timestamptz := public.ombud_now();
  who uuid;
begin
  select s.employee_id into who from public.session s join public.employee e on e.id = s.employee_id and e.active
  where s.secret_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8')) and s.revoked_at is null and s.expires_at > at and s.hand = 'agent'
    and exists (select from public.assignment a where a.employee_id = s.employee_id and a.hand = 'agent' and a.valid_from <= at and (a.valid_to is null or a.valid_to > at));
  if who is null then return '{}'; end if;
  -- without a channel the index answers; a grant for one channel only is read row by row, where a contact or a case is registered
  if in_channel is null then return array(
    select distinct t.id from public.undertaking u
    join public.instruction_version v on v.id = u.version_id and v.state = 'in-force' and v.valid_from <= at and (v.valid_to is null or v.valid_to > at)
    join public.instruction_grant g on g.version_id = v.id and g.act = any (wanted) and g.channel is null and g.valid_from <= at and (g.valid_to is null or g.valid_to > at)
    cross join unnest(g.case_type_ids) t (id)
    where u.employee_id = who and u.revoked_at is null);
  end if;
  return array(
    select distinct t.id from public.undertaking u
    join public.instruction_version v on v.id = u.version_id and v.state = 'in-force' and v.valid_from <= at and (v.valid_to is null or v.valid_to > at)
    join public.instruction_grant g on g.version_id = v.id and g.act = any (wanted) and g.channel = in_channel and g.valid_from <= at and (g.valid_to is null or g.valid_to > at)
    cross join unnest(g.case_type_ids) t (id)
    where u.employee_id = who and u.revoked_at is null);
end $function$;
alter function granted_case_types(text[],text) owner to ombud_owner;
comment on function granted_case_types(text[],text) is 'A6, A21-A23: role, valid undertaking for the version in force, and a clause that permits one of the acts.';

CREATE OR REPLACE FUNCTION public.guard_case_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare hand text;
begin
  -- the worker, the eraser and our own functions are held by their policies and grants
  if current_user not in ('ombud_agent', 'ombud_officer') then return new; end if;
  hand := public.actor_hand();
  if hand = 'agent' then
    if new.holder = 'board' and old.holder = 'centre' then raise exception 'only a board takes over a case' using errcode = '42501'; end if;
    if new.case_type_id <> old.case_type_id and not public.may(array['receive'], new.case_type_id) then raise exception 'agent may not route to this case type (A26)' using errcode = '42501'; end if;
    if new.state = 'closed' and old.state <> 'closed' and not public.may(array['advise', 'handle'], old.case_type_id) then raise exception 'agent may not close this case type (A26)' using errcode = '42501'; end if;
    if new.state <> 'closed' and old.state = 'closed' and not public.may(array['receive', 'handle'], old.case_type_id) then raise exception 'agent may not reopen this case type (A26)' using errcode = '42501'; end if;
  elsif hand = 'officer' then
    if not (old.board_id = any (public.actor_boards('officer')) or (old.offered_board_id = any (public.actor_boards('officer')))) then raise exception 'another board''s case' using errcode = '42501'; end if;
    -- accepting an offer is the only way a case comes to an officer's board
    if new.board_id <> old.board_id and not (new.board_id = old.offered_board_id and new.board_id = any (public.actor_boards('officer'))) then raise exception 'a case changes board by an accepted hand-over only (A1)' using errcode = '42501'; end if;
    if old.board_id <> all (public.actor_boards('officer')) and new.board_id = old.board_id and (new.state, new.holder, new.outcome, new.assignee_id) is distinct from (old.state, old.holder, old.outcome, old.assignee_id) then
      raise exception 'accept the hand-over first' using errcode = '42501'; end if;
  else raise exception 'no hand' using errcode = '42501';
  end if;
  return new;
end $function$;
alter function guard_case_change() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.guard_what_a_board_holds()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if current_user = 'ombud_agent' and old.holder = 'board' and (new.board_id, new.case_type_id, new.holder) is distinct from (old.board_id, old.case_type_id, old.holder) then
    raise exception 'a board holds this case (A1)' using errcode = '42501';
  end if;
  return new;
end $function$;
alter function guard_what_a_board_holds() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.may(wanted text[], in_case_type integer, in_channel text DEFAULT NULL::text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select in_case_type = any (public.granted_case_types(wanted, in_channel)) $function$;
alter function may(text[],integer,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.next_case_number(for_board integer)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare n int; y int := extract(year from public.ombud_now() at time zone 'Europe/Stockholm');
begin
  insert into public.case_counter as c (board_id, year, last) values (for_board, y, 1) on conflict (board_id, year) do update set last = c.last + 1 returning last into n;
  return (select b.short from public.board b where b.id = for_board) || '-' || y || '-' || lpad(n::text, 6, '0');
end $function$;
alter function next_case_number(integer) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.ombud_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select now() + (select shift from public.time_shift) $function$;
alter function ombud_now() owner to ombud_owner;
comment on function ombud_now() is 'The instant this transaction began, on Ombud''s clock.';

CREATE OR REPLACE FUNCTION public.open_cases(wanted uuid[], for_purpose text, for_act text DEFAULT 'read'::text)
 RETURNS uuid[]
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  seen uuid[];
  who uuid := public.actor_id();
  by_hand text := coalesce(public.actor_hand(), case when public.citizen_case() is not null then 'citizen' end);
  -- what A5 leaves of an uninstructed board's case is that it waits, not what it says
  waits int[] := case when by_hand = 'agent' then public.uninstructed_case_types() else '{}' end;
  handled int[] := case when by_hand = 'agent' then public.granted_case_types(array['handle']) else '{}' end;
begin
  if by_hand is null then return '{}'; end if;
  if coalesce(for_purpose, '') = '' then raise exception 'a purpose is needed (A26)' using errcode = '22023'; end if;
  seen := array(select c.id from public."case" c where c.id = any (wanted) and c.case_type_id <> all (waits)
    and (by_hand <> 'agent' or c.holder = 'centre' or c.case_type_id = any (handled)));
  if seen <> '{}' then
    insert into public.access_event (at, xact, xact_started, employee_id, hand, purpose, act, case_ids)
    values (public.ombud_now(), pg_current_xact_id(), transaction_timestamp(), who, by_hand, for_purpose, for_act, seen);
  end if;
  return seen;
end $function$;
alter function open_cases(uuid[],text,text) owner to ombud_doorman;

CREATE OR REPLACE FUNCTION public.open_contacts(wanted uuid[], for_purpose text, for_act text DEFAULT 'read'::text)
 RETURNS uuid[]
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare seen uuid[]; by_hand text := public.actor_hand();
begin
  if by_hand is null then return '{}'; end if;
  if coalesce(for_purpose, '') = '' then raise exception 'a purpose is needed (A26)' using errcode = '22023'; end if;
  -- a contact is opened by whoever may see it, or one of its questions: each board its own segment (B3)
  select coalesce(array_agg(distinct x.id), '{}') into seen from (select c.id from public.contact c where c.id = any (wanted) union select q.contact_id from public.question q where q.contact_id = any (wanted)) x;
  if seen <> '{}' then
    insert into public.access_event (at, xact, xact_started, employee_id, hand, purpose, act, contact_ids)
    values (public.ombud_now(), pg_current_xact_id(), transaction_timestamp(), public.actor_id(), by_hand, for_purpose, for_act, seen);
  end if;
  return seen;
end $function$;
alter function open_contacts(uuid[],text,text) owner to ombud_doorman;

CREATE OR REPLACE FUNCTION public.open_for_work(wanted_cases uuid[], wanted_contacts uuid[], for_purpose text, by_hand text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  insert into public.access_event (at, xact, xact_started, employee_id, hand, purpose, act, case_ids, contact_ids)
  values (public.ombud_now(), pg_current_xact_id(), transaction_timestamp(), null, by_hand, for_purpose, 'work', wanted_cases, wanted_contacts) $function$;
alter function open_for_work(uuid[],uuid[],text,text) owner to ombud_doorman;

CREATE OR REPLACE FUNCTION public.opened_cases()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select coalesce(array_agg(c), '{}') from public.access_event e cross join unnest(e.case_ids) c
  where e.xact = pg_current_xact_id_if_assigned() and e.xact_started = transaction_timestamp() $function$;
alter function opened_cases() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.opened_contacts()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select coalesce(array_agg(c), '{}') from public.access_event e cross join unnest(e.contact_ids) c
  where e.xact = pg_current_xact_id_if_assigned() and e.xact_started = transaction_timestamp() $function$;
alter function opened_contacts() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.outbox_counts()
 RETURNS TABLE(queued integer, given_up integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select count(*) filter (where state = 'queued')::int, count(*) filter (where state = 'given-up')::int from public.outgoing where public.actor_is_operator() $function$;
alter function outbox_counts() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.quarantined_arrivals()
 RETURNS TABLE(id uuid, channel text, received_at timestamp with time zone, reason text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select a.id, c.code, a.received_at, a.reason from public.arrival a join public.channel c on c.id = a.channel_id where a.state = 'quarantined' and public.actor_is_operator() order by a.received_at desc limit 100 $function$;
alter function quarantined_arrivals() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.queue_job(task text, payload jsonb, wait interval DEFAULT '00:00:00'::interval, job_key text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if task not in ('read-arrival', 'send-outgoing', 'find-due', 'erase', 'remove-files', 'certify', 'sweep-files') then raise exception 'no such task: %', task using errcode = '22023'; end if;
  if session_user = 'ombud_web' and task not in ('read-arrival', 'send-outgoing') then raise exception 'not a task of the web: %', task using errcode = '42501'; end if;
  if exists (select from jsonb_each_text(payload) p where p.value !~ '^[0-9a-f-]{36}$') then raise exception 'a job carries ids only' using errcode = '22023'; end if;
  perform graphile_worker.add_job(task, payload::json, run_at => now() + wait, max_attempts => 12, job_key => queue_job.job_key);
end $function$;
alter function queue_job(text,jsonb,interval,text) owner to ombud_jobs;

CREATE OR REPLACE FUNCTION public.record_audit(given_event text, given_case uuid, given_contact uuid, given_board integer, given_facts jsonb)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  insert into public.audit_event (at, employee_id, hand, event, case_id, contact_id, board_id, facts)
  values (public.ombud_now(), public.actor_id(),
    coalesce(public.actor_hand(), case when public.citizen_case() is not null then 'citizen' end, case session_user when 'ombud_web' then 'nobody' when 'ombud_purge' then 'eraser' else 'service' end),
    given_event, given_case, given_contact, given_board, given_facts) $function$;
alter function record_audit(text,uuid,uuid,integer,jsonb) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.record_gap(given_board integer, given_act text, given_type integer, given_mission text, given_reason text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  insert into public.gap (board_id, act, case_type_id, mission, reason, first_at, last_at) values (given_board, given_act, given_type, given_mission, given_reason, public.ombud_now(), public.ombud_now())
  on conflict (board_id, act, coalesce(case_type_id, 0), coalesce(mission, ''), reason) where answered_at is null do update set count = gap.count + 1, last_at = excluded.last_at $function$;
alter function record_gap(integer,text,integer,text,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.record_refusal(given_act text, given_board integer, given_type integer, given_because text, given_clauses text[], given_laws text[], given_case uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  insert into public.refusal (at, employee_id, hand, act, board_id, case_type_id, because, clause_ids, law_ids, case_id)
  values (public.ombud_now(), public.actor_id(), coalesce(public.actor_hand(), 'citizen'), given_act, given_board, given_type, given_because, given_clauses, given_laws, given_case) $function$;
alter function record_refusal(text,integer,integer,text,text[],text[],uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.rows_left(given uuid[])
 RETURNS TABLE(table_name text, rows bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$;
alter function rows_left(uuid[]) owner to ombud_owner;
comment on function rows_left(uuid[]) is 'Tables that still hold a row about something erased; none is the only right answer.';

CREATE OR REPLACE FUNCTION public.search_case_ids(words text, like_pattern text, at_most integer)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_sort TO 'on'
AS $function$
declare
  boards int[] := public.actor_boards('officer') || public.actor_boards('auditor');
  types int[] := public.granted_case_types(array['receive', 'handle', 'assist', 'advise', 'status.read']) || array(select t.id from public.case_type t where t.board_id = any (boards));
  query tsquery := websearch_to_tsquery('swedish', words);
  prefix tsquery := case when words ~ '^[[:alnum:]]{2,}$' then to_tsquery('simple', words || ':*') end;
  pattern text := '%' || like_pattern || '%';
  few constant int := 1000;
  by_word uuid[];
  by_look uuid[];
begin
  with hit as materialized (select s.case_id, s.opened_at from public.case_summary s where s.case_type_id = any (types) and (s.ts @@ query or s.ts @@ prefix) limit few + 1)
  select array_agg(h.case_id order by h.opened_at desc) into by_word from hit h;
  if length(like_pattern) >= 3 then
    with hit as materialized (select s.case_id, s.opened_at from public.case_summary s where s.case_type_id = any (types) and s.lookup like pattern limit few + 1)
    select array_agg(h.case_id order by h.opened_at desc) into by_look from hit h;
  end if;
  perform set_config('enable_sort', 'off', true); -- until this function ends: the index that is already in order, and no other way
  if cardinality(by_word) > few then
    by_word := array(select s.case_id from public.case_summary s where s.case_type_id = any (types) and (s.ts @@ query or s.ts @@ prefix) order by s.opened_at desc limit at_most);
  end if;
  if cardinality(by_look) > few then
    by_look := array(select s.case_id from public.case_summary s where s.case_type_id = any (types) and s.lookup like pattern order by s.opened_at desc limit at_most);
  end if;
  return coalesce(by_word[:at_most], '{}') || coalesce(by_look[:at_most], '{}');
end $function$;
alter function search_case_ids(text,text,integer) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.sign_in_open(given_email text, given_tag bytea, given_hand text, given_secret_hash bytea, lasts interval)
 RETURNS TABLE(outcome text, opened_hand text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  address bytea := sha256(convert_to(lower(given_email), 'UTF8'));
  who uuid; chosen text;
begin
  if (select count(*) from public.sign_in_attempt t where t.email_hash = address and not t.succeeded and t.at > public.ombud_now() - interval '15 minutes') >= 8 then
    return query select 'rest', null::text; return; end if;
  select e.id into who from public.employee e where e.email = lower(given_email) and e.active and split_part(e.password_hash, '$', 3) = public.base64url(sha256(given_tag));
  insert into public.sign_in_attempt (email_hash, at, succeeded) values (address, public.ombud_now(), who is not null);
  select a.hand into chosen from public.assignment a where a.employee_id = who and (given_hand is null or a.hand = given_hand)
    and a.valid_from <= public.ombud_now() and (a.valid_to is null or a.valid_to > public.ombud_now()) order by a.id limit 1;
  if chosen is null then return query select 'wrong', null::text; return; end if;
  insert into public.session (secret_hash, employee_id, hand, created_at, expires_at, seen_at)
  values (given_secret_hash, who, chosen, public.ombud_now(), public.ombud_now() + least(lasts, interval '12 hours'), public.ombud_now());
  return query select 'opened', chosen;
end $function$;
alter function sign_in_open(text,bytea,text,bytea,interval) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.sign_in_salt(given_email text)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select coalesce(
    (select split_part(e.password_hash, '$', 2) from public.employee e where e.email = lower(given_email) and e.active),
    left(public.base64url(sha256(convert_to(lower(given_email) || (select min(e.password_hash) from public.employee e), 'UTF8'))), 22),
    repeat('A', 22)) $function$;
alter function sign_in_salt(text) owner to ombud_owner;
comment on function sign_in_salt(text) is 'An unknown address has a salt too, always the same.';

CREATE OR REPLACE FUNCTION public.tell_listeners()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if new.case_id is not null then perform pg_notify('ombud', json_build_object('case', new.case_id, 'event', new.event)::text); end if;
  return null;
end $function$;
alter function tell_listeners() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.uninstructed_case_types()
 RETURNS integer[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  at timestamptz := public.ombud_now();
  instructed int[] := array(select v.board_id from public.instruction_version v where v.state = 'in-force' and v.valid_from <= at and (v.valid_to is null or v.valid_to > at));
begin
  if public.actor_hand() is distinct from 'agent' then return '{}'; end if;
  return array(select t.id from public.case_type t where t.board_id <> all (instructed));
end $function$;
alter function uninstructed_case_types() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.unknown_files(given uuid[])
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select coalesce(array_agg(g), '{}') from unnest(given) g where not exists (select from public.stored_file f where f.id = g) $function$;
alter function unknown_files(uuid[]) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.version_in_force(of_board integer)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select v.id from public.instruction_version v
  where v.board_id = of_board and v.state = 'in-force' and v.valid_from <= public.ombud_now() and (v.valid_to is null or v.valid_to > public.ombud_now()) $function$;
alter function version_in_force(integer) owner to ombud_owner;
comment on function version_in_force(integer) is 'The version a matter that is opened or moved now is pinned to (A29); null when the board has none.';

CREATE OR REPLACE FUNCTION public.waiting_jobs()
 RETURNS TABLE(task text, count integer, oldest_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return query select j.task_identifier, count(*)::int, min(j.run_at) from graphile_worker.jobs j where public.actor_is_operator() group by 1 order by 1;
end $function$;
alter function waiting_jobs() owner to ombud_jobs;

CREATE OR REPLACE FUNCTION public.waiting_outgoing()
 RETURNS TABLE(id uuid, case_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select o.id, o.case_id from public.outgoing o where o.state = 'queued' and o.not_before < public.ombud_now() - interval '1 minute' $function$;
alter function waiting_outgoing() owner to ombud_owner;


-- Roles: hands can’t log in, logins may do nothing but take a hand

create role ombud_agent nologin noinherit;
create role ombud_auditor nologin noinherit;
create role ombud_citizen nologin noinherit;
create role ombud_doorman nologin noinherit;
create role ombud_eraser nologin noinherit;
create role ombud_jobs nologin noinherit;
create role ombud_officer nologin noinherit;
create role ombud_owner nologin noinherit;
create role ombud_purge login noinherit;
create role ombud_queue login inherit;
create role ombud_service nologin noinherit;
create role ombud_web login noinherit;
create role ombud_worker login noinherit;

-- Who may take which hand

grant ombud_doorman, ombud_jobs to ombud_owner;
grant ombud_eraser to ombud_purge;
grant ombud_jobs to ombud_queue;
grant ombud_agent, ombud_auditor, ombud_citizen, ombud_officer to ombud_web;
grant ombud_service to ombud_worker;

-- Policies: which rows

create policy auditor_reads on access_event for select to ombud_auditor
  using ((EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = ANY (access_event.case_ids)))));
create policy doorman_writes on access_event for insert to ombud_doorman
  with check (true);
create policy officer_reads on access_event for select to ombud_officer
  using ((EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = ANY (access_event.case_ids)))));
create policy owner_all on access_event to ombud_owner
  using (true)
  with check (true);
create policy citizen_leaves on arrival for insert to ombud_citizen
  with check (((state = 'waiting'::text) AND (case_id IS NULL) AND (contact_id IS NULL)));
create policy eraser_all on arrival to ombud_eraser
  using (true)
  with check (true);
create policy owner_all on arrival to ombud_owner
  using (true)
  with check (true);
create policy service_all on arrival to ombud_service
  using (true)
  with check (true);
create policy own_or_colleague on assignment for select to ombud_agent, ombud_auditor, ombud_officer
  using ((( SELECT actor_id() AS actor_id) IS NOT NULL));
create policy owner_all on assignment to ombud_owner
  using (true)
  with check (true);
create policy only_opened on attachment for select to public
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])));
create policy only_opened_erased on attachment for delete to ombud_eraser
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])));
create policy owner_all on attachment to ombud_owner
  using (true)
  with check (true);
create policy service_adds on attachment for insert to ombud_service
  with check (true);
create policy owner_all on audit_event to ombud_owner
  using (true)
  with check (true);
create policy service_reads on audit_event for select to ombud_eraser, ombud_service
  using (true);
create policy with_its_case on audit_event for select to ombud_agent, ombud_auditor, ombud_citizen, ombud_officer
  using (((case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = audit_event.case_id)))));
create policy everyone_reads on board for select to public
  using (true);
create policy owner_all on board to ombud_owner
  using (true)
  with check (true);
create policy agent_changes on "case" for update to ombud_agent
  using ((((holder = 'centre'::text) AND (case_type_id = ANY (( SELECT centre_case_types() AS centre_case_types)::integer[]))) OR ((holder = 'board'::text) AND (case_type_id = ANY (( SELECT granted_case_types(ARRAY['handle'::text]) AS granted_case_types)::integer[]))) OR ((holder = 'centre'::text) AND (case_type_id = ANY (( SELECT uninstructed_case_types() AS uninstructed_case_types)::integer[])))))
  with check (true);
create policy agent_registers on "case" for insert to ombud_agent
  with check (((holder = 'centre'::text) AND (state = ANY (ARRAY['new'::text, 'open'::text])) AND (offered_board_id IS NULL) AND may(ARRAY['receive'::text], case_type_id, channel)));
create policy agent_sees on "case" for select to ombud_agent, ombud_doorman
  using ((((holder = 'centre'::text) AND (case_type_id = ANY (( SELECT centre_case_types() AS centre_case_types)::integer[]))) OR ((holder = 'board'::text) AND (case_type_id = ANY (( SELECT board_held_case_types() AS board_held_case_types)::integer[]))) OR ((holder = 'centre'::text) AND (case_type_id = ANY (( SELECT uninstructed_case_types() AS uninstructed_case_types)::integer[])))));
create policy auditor_sees on "case" for select to ombud_auditor, ombud_doorman
  using ((board_id = ANY (( SELECT actor_boards('auditor'::text) AS actor_boards)::integer[])));
create policy citizen_sees on "case" for select to ombud_citizen, ombud_doorman
  using ((id = ( SELECT citizen_case() AS citizen_case)));
create policy eraser_all on "case" to ombud_eraser
  using (true)
  with check (true);
create policy officer_changes on "case" for update to ombud_officer
  using (((board_id = ANY (( SELECT actor_boards('officer'::text) AS actor_boards)::integer[])) OR (offered_board_id = ANY (( SELECT actor_boards('officer'::text) AS actor_boards)::integer[]))))
  with check (true);
create policy officer_sees on "case" for select to ombud_doorman, ombud_officer
  using (((board_id = ANY (( SELECT actor_boards('officer'::text) AS actor_boards)::integer[])) OR (offered_board_id = ANY (( SELECT actor_boards('officer'::text) AS actor_boards)::integer[]))));
create policy owner_all on "case" to ombud_owner
  using (true)
  with check (true);
create policy service_all on "case" to ombud_service
  using (true)
  with check (true);
create policy owner_all on case_counter to ombud_owner
  using (true)
  with check (true);
create policy agent_keys on case_key for insert to ombud_agent
  with check ((EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = case_key.case_id))));
create policy only_opened on case_key for select to public
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])));
create policy only_opened_erased on case_key for delete to ombud_eraser
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])));
create policy owner_all on case_key to ombud_owner
  using (true)
  with check (true);
create policy service_adds on case_key for insert to ombud_service
  with check (true);
create policy hand_summarises on case_summary for insert to ombud_agent
  with check ((EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = case_summary.case_id))));
create policy only_opened on case_summary for select to public
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])));
create policy only_opened_erased on case_summary for delete to ombud_eraser
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])));
create policy owner_all on case_summary to ombud_owner
  using (true)
  with check (true);
create policy service_adds on case_summary for insert to ombud_service
  with check (true);
create policy summary_follows on case_summary for update to ombud_agent, ombud_officer, ombud_service
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])))
  with check (true);
create policy everyone_reads on case_type for select to public
  using (true);
create policy owner_all on case_type to ombud_owner
  using (true)
  with check (true);
create policy eraser_all on certificate to ombud_eraser
  using (true)
  with check (true);
create policy owner_all on certificate to ombud_owner
  using (true)
  with check (true);
create policy staff_reads on certificate for select to ombud_agent, ombud_auditor, ombud_officer, ombud_service
  using (true);
create policy everyone_reads on channel for select to public
  using (true);
create policy owner_all on channel to ombud_owner
  using (true)
  with check (true);
create policy everyone_reads on clause for select to public
  using (true);
create policy owner_all on clause to ombud_owner
  using (true)
  with check (true);
create policy citizen_sees on clock for select to ombud_citizen
  using ((case_id = ( SELECT citizen_case() AS citizen_case)));
create policy eraser_all on clock to ombud_eraser
  using (true)
  with check (true);
create policy owner_all on clock to ombud_owner
  using (true)
  with check (true);
create policy service_all on clock to ombud_service
  using (true)
  with check (true);
create policy started_with_its_case on clock for insert to ombud_agent, ombud_officer
  with check ((((case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = clock.case_id)))) OR ((contact_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM contact c
  WHERE (c.id = clock.contact_id))))));
create policy stopped_with_its_case on clock for update to ombud_agent, ombud_officer
  using (((case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = clock.case_id)))))
  with check ((state = 'stopped'::text));
create policy with_its_case on clock for select to ombud_agent, ombud_auditor, ombud_officer
  using ((((case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = clock.case_id)))) OR ((contact_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM contact c
  WHERE (c.id = clock.contact_id))))));
create policy agent_ends_own on contact for update to ombud_agent
  using ((agent_id = ( SELECT actor_id() AS actor_id)))
  with check ((agent_id = ( SELECT actor_id() AS actor_id)));
create policy agent_registers on contact for insert to ombud_agent
  with check (((agent_id = ( SELECT actor_id() AS actor_id)) AND (may(ARRAY['receive'::text, 'advise'::text], case_type_id, channel) OR (anonymous AND (case_type_id = ANY (( SELECT uninstructed_case_types() AS uninstructed_case_types)::integer[]))))));
create policy agent_sees on contact for select to ombud_agent, ombud_doorman
  using (((case_type_id = ANY (( SELECT centre_case_types() AS centre_case_types)::integer[])) OR ((agent_id = ( SELECT actor_id() AS actor_id)) AND (case_type_id = ANY (( SELECT uninstructed_case_types() AS uninstructed_case_types)::integer[])))));
create policy auditor_sees on contact for select to ombud_auditor, ombud_doorman
  using ((board_id = ANY (( SELECT actor_boards('auditor'::text) AS actor_boards)::integer[])));
create policy eraser_all on contact to ombud_eraser
  using (true)
  with check (true);
create policy officer_sees on contact for select to ombud_doorman, ombud_officer
  using ((board_id = ANY (( SELECT actor_boards('officer'::text) AS actor_boards)::integer[])));
create policy owner_all on contact to ombud_owner
  using (true)
  with check (true);
create policy service_all on contact to ombud_service
  using (true)
  with check (true);
create policy everyone_reads on department for select to public
  using (true);
create policy owner_all on department to ombud_owner
  using (true)
  with check (true);
create policy agent_sees on disposal for select to ombud_agent
  using ((case_type_id = ANY (( SELECT centre_case_types() AS centre_case_types)::integer[])));
create policy eraser_all on disposal to ombud_eraser
  using (true)
  with check (true);
create policy owner_all on disposal to ombud_owner
  using (true)
  with check (true);
create policy staff_sees_own_boards on disposal for select to ombud_auditor, ombud_officer
  using ((board_id = ANY (( SELECT actor_boards(actor_hand()) AS actor_boards)::integer[])));
create policy erased_with_its_case on draft for delete to ombud_eraser
  using (((case_id IS NULL) OR (case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[]))));
create policy eraser_counts on draft for select to ombud_eraser
  using (((case_id IS NULL) OR (case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[]))));
create policy own_draft on draft for select to public
  using (((employee_id = ( SELECT actor_id() AS actor_id)) AND ((case_id IS NULL) OR (case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])))));
create policy own_draft_changed on draft for update to ombud_agent, ombud_officer
  using (((employee_id = ( SELECT actor_id() AS actor_id)) AND ((case_id IS NULL) OR (case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])))))
  with check ((employee_id = ( SELECT actor_id() AS actor_id)));
create policy own_draft_kept on draft for insert to ombud_agent, ombud_officer
  with check (((employee_id = ( SELECT actor_id() AS actor_id)) AND ((case_id IS NULL) OR (EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = draft.case_id))))));
create policy owner_all on draft to ombud_owner
  using (true)
  with check (true);
create policy owner_all on employee to ombud_owner
  using (true)
  with check (true);
create policy service_sees_names on employee for select to ombud_service
  using (true);
create policy staff_see_names on employee for select to ombud_agent, ombud_auditor, ombud_doorman, ombud_officer
  using ((( SELECT actor_id() AS actor_id) IS NOT NULL));
create policy owner_all on first_admin_link to ombud_owner
  using (true)
  with check (true);
create policy board_reads_its_gaps on gap for select to ombud_auditor, ombud_officer
  using ((board_id = ANY (( SELECT actor_boards(actor_hand()) AS actor_boards)::integer[])));
create policy owner_all on gap to ombud_owner
  using (true)
  with check (true);
create policy answered_with_its_case on handover for update to ombud_agent, ombud_officer
  using ((EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = handover.case_id))))
  with check (((answered_by = ( SELECT actor_id() AS actor_id)) AND ((state <> 'accepted'::text) OR (( SELECT actor_hand() AS actor_hand) = 'officer'::text))));
create policy eraser_all on handover to ombud_eraser
  using (true)
  with check (true);
create policy offered_with_its_case on handover for insert to ombud_agent, ombud_officer
  with check (((offered_by = ( SELECT actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = handover.case_id)))));
create policy owner_all on handover to ombud_owner
  using (true)
  with check (true);
create policy service_all on handover to ombud_service
  using (true)
  with check (true);
create policy with_its_case on handover for select to ombud_agent, ombud_auditor, ombud_officer
  using ((EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = handover.case_id))));
create policy eraser_all on hold to ombud_eraser
  using (true)
  with check (true);
create policy officer_holds on hold for insert to ombud_officer
  with check (((owner_id = ( SELECT actor_id() AS actor_id)) AND (case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE ((c.id = hold.case_id) AND (c.board_id = ANY (actor_boards('officer'::text))))))));
create policy officer_releases on hold for update to ombud_officer
  using (((case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE ((c.id = hold.case_id) AND (c.board_id = ANY (actor_boards('officer'::text))))))))
  with check ((released_at IS NOT NULL));
create policy owner_all on hold to ombud_owner
  using (true)
  with check (true);
create policy with_its_case on hold for select to ombud_agent, ombud_auditor, ombud_officer
  using (((case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = hold.case_id)))));
create policy everyone_reads on installation for select to public
  using (true);
create policy owner_all on installation to ombud_owner
  using (true)
  with check (true);
create policy everyone_reads on instruction_grant for select to public
  using (true);
create policy owner_all on instruction_grant to ombud_owner
  using (true)
  with check (true);
create policy everyone_reads on instruction_version for select to public
  using (true);
create policy owner_all on instruction_version to ombud_owner
  using (true)
  with check (true);
create policy operator_reads on job_end for select to ombud_agent, ombud_auditor, ombud_officer
  using (( SELECT actor_is_operator() AS actor_is_operator));
create policy owner_all on job_end to ombud_owner
  using (true)
  with check (true);
create policy service_writes on job_end for insert to ombud_service
  with check (true);
create policy owner_all on mailbox_cursor to ombud_owner
  using (true)
  with check (true);
create policy service_keeps_place on mailbox_cursor to ombud_service
  using (true)
  with check (true);
create policy agent_answers on message for insert to ombud_agent
  with check (((direction = 'out'::text) AND (author_id = ( SELECT actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE ((c.id = message.case_id) AND may(ARRAY['advise'::text, 'handle'::text], c.case_type_id))))));
create policy agent_takes_down on message for insert to ombud_agent
  with check (((direction = 'in'::text) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE ((c.id = message.case_id) AND (c.holder = 'centre'::text) AND may(ARRAY['receive'::text], c.case_type_id))))));
create policy officer_answers on message for insert to ombud_officer
  with check (((direction = 'out'::text) AND (author_id = ( SELECT actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE ((c.id = message.case_id) AND (c.board_id = ANY (actor_boards('officer'::text))))))));
create policy only_opened on message for select to public
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])));
create policy only_opened_erased on message for delete to ombud_eraser
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])));
create policy owner_all on message to ombud_owner
  using (true)
  with check (true);
create policy service_adds on message for insert to ombud_service
  with check (true);
create policy owner_all on migration to ombud_owner
  using (true)
  with check (true);
create policy agent_notes on note for insert to ombud_agent
  with check (((author_id = ( SELECT actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE ((c.id = note.case_id) AND (may(ARRAY['receive'::text, 'handle'::text, 'assist'::text], c.case_type_id) OR (note.kind = 'handover'::text)))))));
create policy officer_notes on note for insert to ombud_officer
  with check (((author_id = ( SELECT actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = note.case_id)))));
create policy only_opened on note for select to public
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])));
create policy only_opened_erased on note for delete to ombud_eraser
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])));
create policy owner_all on note to ombud_owner
  using (true)
  with check (true);
create policy service_adds on note for insert to ombud_service
  with check (true);
create policy everyone_reads on notice for select to public
  using (true);
create policy owner_all on notice to ombud_owner
  using (true)
  with check (true);
create policy everyone_reads on outcome for select to public
  using (true);
create policy owner_all on outcome to ombud_owner
  using (true)
  with check (true);
create policy hand_adds on outgoing for insert to ombud_agent, ombud_officer
  with check ((EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = outgoing.case_id))));
create policy hand_cancels on outgoing for update to ombud_agent, ombud_officer
  using (((state = 'queued'::text) AND (case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[]))))
  with check ((state = 'cancelled'::text));
create policy only_opened on outgoing for select to public
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])));
create policy only_opened_citizen on outgoing for select to ombud_citizen
  using ((case_id = ( SELECT citizen_case() AS citizen_case)));
create policy only_opened_erased on outgoing for delete to ombud_eraser
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])));
create policy owner_all on outgoing to ombud_owner
  using (true)
  with check (true);
create policy service_adds on outgoing for insert to ombud_service
  with check (true);
create policy service_sends on outgoing for update to ombud_service
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])))
  with check (true);
create policy agent_adds on participant for insert to ombud_agent
  with check ((((case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE ((c.id = participant.case_id) AND (NOT c.anonymous) AND may(ARRAY['receive'::text], c.case_type_id))))) OR ((contact_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM contact c
  WHERE ((c.id = participant.contact_id) AND (NOT c.anonymous) AND (c.agent_id = ( SELECT actor_id() AS actor_id))))))));
create policy only_opened on participant for select to public
  using (((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])) OR (contact_id = ANY (( SELECT opened_contacts() AS opened_contacts)::uuid[]))));
create policy only_opened_erased on participant for delete to ombud_eraser
  using (((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])) OR (contact_id = ANY (( SELECT opened_contacts() AS opened_contacts)::uuid[]))));
create policy owner_all on participant to ombud_owner
  using (true)
  with check (true);
create policy service_adds on participant for insert to ombud_service
  with check (true);
create policy auditor_sees on presence for select to ombud_auditor
  using ((EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = presence.case_id))));
create policy eraser_all on presence to ombud_eraser
  using (true)
  with check (true);
create policy owner_all on presence to ombud_owner
  using (true)
  with check (true);
create policy self_only on presence for insert to ombud_agent, ombud_officer
  with check (((employee_id = ( SELECT actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = presence.case_id)))));
create policy self_only_again on presence for update to ombud_agent, ombud_officer
  using ((employee_id = ( SELECT actor_id() AS actor_id)))
  with check ((employee_id = ( SELECT actor_id() AS actor_id)));
create policy service_all on presence to ombud_service
  using (true)
  with check (true);
create policy with_its_case on presence for select to ombud_agent, ombud_officer
  using ((EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = presence.case_id))));
create policy agent_adds on question for insert to ombud_agent
  with check ((may(ARRAY['receive'::text, 'advise'::text], case_type_id) OR ((state = 'answered'::text) AND (case_type_id = ANY (( SELECT uninstructed_case_types() AS uninstructed_case_types)::integer[])) AND (EXISTS ( SELECT
   FROM contact c
  WHERE ((c.id = question.contact_id) AND c.anonymous))))));
create policy agent_sees on question for select to ombud_agent, ombud_doorman
  using ((case_type_id = ANY (( SELECT granted_case_types(ARRAY['receive'::text, 'advise'::text, 'handle'::text, 'assist'::text]) AS granted_case_types)::integer[])));
create policy agent_settles on question for update to ombud_agent
  using ((case_type_id = ANY (( SELECT granted_case_types(ARRAY['receive'::text, 'advise'::text, 'handle'::text, 'assist'::text]) AS granted_case_types)::integer[])))
  with check (may(ARRAY['receive'::text, 'advise'::text], case_type_id));
create policy auditor_sees on question for select to ombud_auditor, ombud_doorman
  using ((board_id = ANY (( SELECT actor_boards('auditor'::text) AS actor_boards)::integer[])));
create policy eraser_all on question to ombud_eraser
  using (true)
  with check (true);
create policy officer_sees on question for select to ombud_doorman, ombud_officer
  using ((board_id = ANY (( SELECT actor_boards('officer'::text) AS actor_boards)::integer[])));
create policy owner_all on question to ombud_owner
  using (true)
  with check (true);
create policy service_all on question to ombud_service
  using (true)
  with check (true);
create policy agent_adds on question_text for insert to ombud_agent
  with check ((EXISTS ( SELECT
   FROM question q
  WHERE (q.id = question_text.question_id))));
create policy only_opened on question_text for select to public
  using (((contact_id = ANY (( SELECT opened_contacts() AS opened_contacts)::uuid[])) AND (EXISTS ( SELECT
   FROM question q
  WHERE (q.id = question_text.question_id)))));
create policy only_opened_erased on question_text for delete to ombud_eraser
  using ((contact_id = ANY (( SELECT opened_contacts() AS opened_contacts)::uuid[])));
create policy owner_all on question_text to ombud_owner
  using (true)
  with check (true);
create policy service_adds on question_text for insert to ombud_service
  with check (true);
create policy auditor_reads on refusal for select to ombud_auditor
  using ((board_id = ANY (( SELECT actor_boards('auditor'::text) AS actor_boards)::integer[])));
create policy own_refusals on refusal for select to ombud_agent, ombud_officer
  using ((employee_id = ( SELECT actor_id() AS actor_id)));
create policy owner_all on refusal to ombud_owner
  using (true)
  with check (true);
create policy own_sessions on session for select to ombud_agent, ombud_auditor, ombud_officer
  using ((employee_id = ( SELECT actor_id() AS actor_id)));
create policy own_sessions_end on session for update to ombud_agent, ombud_auditor, ombud_officer
  using (((employee_id = ( SELECT actor_id() AS actor_id)) AND (revoked_at IS NULL)))
  with check ((employee_id = ( SELECT actor_id() AS actor_id)));
create policy owner_all on session to ombud_owner
  using (true)
  with check (true);
create policy owner_all on sign_in_attempt to ombud_owner
  using (true)
  with check (true);
create policy citizen_leaves on stored_file for insert to ombud_citizen
  with check (((case_id IS NULL) AND (contact_id IS NULL)));
create policy contact_forgotten on stored_file for update to ombud_eraser
  using (((contact_id = ANY (( SELECT opened_contacts() AS opened_contacts)::uuid[])) AND (case_id IS NOT NULL)))
  with check ((contact_id IS NULL));
create policy only_opened on stored_file for select to public
  using (((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])) OR (contact_id = ANY (( SELECT opened_contacts() AS opened_contacts)::uuid[]))));
create policy only_opened_erased on stored_file for delete to ombud_eraser
  using (((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])) OR (contact_id = ANY (( SELECT opened_contacts() AS opened_contacts)::uuid[]))));
create policy owner_all on stored_file to ombud_owner
  using (true)
  with check (true);
create policy service_adds on stored_file for insert to ombud_service
  with check (true);
create policy waiting_file_adopted on stored_file for update to ombud_service
  using (((case_id IS NULL) AND (contact_id IS NULL)))
  with check (true);
create policy waiting_file_read on stored_file for select to ombud_service
  using (((case_id IS NULL) AND (contact_id IS NULL)));
create policy everyone_reads on time_shift for select to public
  using (true);
create policy owner_all on time_shift to ombud_owner
  using (true)
  with check (true);
create policy eraser_all on tombstone to ombud_eraser
  using (true)
  with check (true);
create policy owner_all on tombstone to ombud_owner
  using (true)
  with check (true);
create policy staff_reads on tombstone for select to ombud_agent, ombud_auditor, ombud_officer, ombud_service
  using (true);
create policy own_undertakings on undertaking for select to ombud_agent, ombud_auditor, ombud_officer
  using ((employee_id = ( SELECT actor_id() AS actor_id)));
create policy owner_all on undertaking to ombud_owner
  using (true)
  with check (true);
create policy signs_for_self on undertaking for insert to ombud_agent
  with check ((employee_id = ( SELECT actor_id() AS actor_id)));

-- Grants: which acts and columns

grant connect on database to ombud_purge;
grant connect on database to ombud_queue;
grant connect on database to ombud_web;
grant connect on database to ombud_worker;
grant create on database to ombud_owner;
grant create, usage on schema public to ombud_doorman;
grant create, usage on schema public to ombud_owner;
grant usage on schema public to ombud_agent;
grant usage on schema public to ombud_auditor;
grant usage on schema public to ombud_citizen;
grant usage on schema public to ombud_eraser;
grant usage on schema public to ombud_jobs;
grant usage on schema public to ombud_officer;
grant usage on schema public to ombud_service;
grant usage on schema public to ombud_web;
grant insert (at, xact, xact_started, employee_id, hand, purpose, act, case_ids, contact_ids) on access_event to ombud_doorman;
grant select on access_event to ombud_auditor;
grant select on access_event to ombud_officer;
grant insert (id, channel_id, channel_key, received_at, file_id, retrieval_hash) on arrival to ombud_citizen;
grant insert (id, channel_id, channel_key, received_at, file_id, retrieval_hash) on arrival to ombud_service;
grant select on arrival to ombud_eraser;
grant select on arrival to ombud_service;
grant update (file_id, state, reason, retrieval_hash, contact_id, case_id) on arrival to ombud_eraser;
grant update (state, reason, contact_id, case_id) on arrival to ombud_service;
grant select on assignment to ombud_agent;
grant select on assignment to ombud_auditor;
grant select on assignment to ombud_officer;
grant delete, select on attachment to ombud_eraser;
grant insert (id, case_id, message_id, file_id, name, media_type, size_bytes, content_id) on attachment to ombud_service;
grant select on attachment to ombud_agent;
grant select on attachment to ombud_auditor;
grant select on attachment to ombud_officer;
grant select on attachment to ombud_service;
grant select on audit_event to ombud_agent;
grant select on audit_event to ombud_auditor;
grant select on audit_event to ombud_eraser;
grant select on audit_event to ombud_officer;
grant select on audit_event to ombud_service;
grant select on board to ombud_agent;
grant select on board to ombud_auditor;
grant select on board to ombud_citizen;
grant select on board to ombud_doorman;
grant select on board to ombud_eraser;
grant select on board to ombud_officer;
grant select on board to ombud_service;
grant delete, select on "case" to ombud_eraser;
grant insert (id, number, board_id, case_type_id, contact_id, channel, state, holder, assignee_id, anonymous, answerable, opened_at, changed_at, instruction_version_id) on "case" to ombud_agent;
grant insert (id, number, board_id, case_type_id, contact_id, channel, state, holder, assignee_id, anonymous, answerable, opened_at, changed_at, instruction_version_id) on "case" to ombud_service;
grant select (id, number, board_id, case_type_id, channel, state, anonymous, opened_at, changed_at, closed_at, dispose_on) on "case" to ombud_citizen;
grant select on "case" to ombud_agent;
grant select on "case" to ombud_auditor;
grant select on "case" to ombud_doorman;
grant select on "case" to ombud_officer;
grant select on "case" to ombud_service;
grant update (board_id, case_type_id, state, holder, offered_board_id, offered_type_id, assignee_id, changed_at, closed_at, outcome, delivered_at, instruction_version_id, dispose_on, dispose_at, dispose_rule, dispose_review, keep_forever, version) on "case" to ombud_agent;
grant update (board_id, case_type_id, state, holder, offered_board_id, offered_type_id, assignee_id, changed_at, closed_at, outcome, delivered_at, instruction_version_id, dispose_on, dispose_at, dispose_rule, dispose_review, keep_forever, version) on "case" to ombud_officer;
grant update (board_id, case_type_id, state, holder, offered_board_id, offered_type_id, assignee_id, changed_at, closed_at, outcome, delivered_at, instruction_version_id, dispose_on, dispose_at, dispose_rule, dispose_review, keep_forever, version) on "case" to ombud_service;
grant update (contact_id) on "case" to ombud_eraser;
grant delete, select on case_key to ombud_eraser;
grant insert (case_id, kind, hash, token) on case_key to ombud_agent;
grant insert (case_id, kind, hash, token) on case_key to ombud_service;
grant select on case_key to ombud_service;
grant delete, select on case_summary to ombud_eraser;
grant insert, select on case_summary to ombud_agent;
grant insert, select on case_summary to ombud_service;
grant select on case_summary to ombud_auditor;
grant select on case_summary to ombud_officer;
grant update (case_type_id, subject, preview, sender, lookup, ts) on case_summary to ombud_agent;
grant update (case_type_id, subject, preview, sender, lookup, ts) on case_summary to ombud_officer;
grant update (case_type_id, subject, preview, sender, lookup, ts) on case_summary to ombud_service;
grant select on case_type to ombud_agent;
grant select on case_type to ombud_auditor;
grant select on case_type to ombud_citizen;
grant select on case_type to ombud_doorman;
grant select on case_type to ombud_eraser;
grant select on case_type to ombud_officer;
grant select on case_type to ombud_service;
grant insert, select on certificate to ombud_eraser;
grant select on certificate to ombud_agent;
grant select on certificate to ombud_auditor;
grant select on certificate to ombud_officer;
grant select on certificate to ombud_service;
grant select on channel to ombud_agent;
grant select on channel to ombud_auditor;
grant select on channel to ombud_citizen;
grant select on channel to ombud_doorman;
grant select on channel to ombud_eraser;
grant select on channel to ombud_officer;
grant select on channel to ombud_service;
grant select on clause to ombud_agent;
grant select on clause to ombud_auditor;
grant select on clause to ombud_citizen;
grant select on clause to ombud_doorman;
grant select on clause to ombud_eraser;
grant select on clause to ombud_officer;
grant select on clause to ombud_service;
grant delete, select on clock to ombud_eraser;
grant insert (case_id, contact_id, version_id, clause_id, trigger, started_at, due_at, due_on, action, state, rule) on clock to ombud_agent;
grant insert (case_id, contact_id, version_id, clause_id, trigger, started_at, due_at, due_on, action, state, rule) on clock to ombud_officer;
grant insert (case_id, contact_id, version_id, clause_id, trigger, started_at, due_at, due_on, action, state, rule) on clock to ombud_service;
grant select on clock to ombud_agent;
grant select on clock to ombud_auditor;
grant select on clock to ombud_citizen;
grant select on clock to ombud_officer;
grant select on clock to ombud_service;
grant update (started_at, due_at, due_on, state) on clock to ombud_service;
grant update (state) on clock to ombud_agent;
grant update (state) on clock to ombud_officer;
grant delete, select on contact to ombud_eraser;
grant insert (id, channel_id, channel, direction, board_id, case_type_id, agent_id, anonymous, started_at, ended_at, notice_version, dispose_on, dispose_rule) on contact to ombud_agent;
grant insert (id, channel_id, channel, direction, board_id, case_type_id, agent_id, anonymous, started_at, ended_at, notice_version, dispose_on, dispose_rule) on contact to ombud_service;
grant select on contact to ombud_agent;
grant select on contact to ombud_auditor;
grant select on contact to ombud_doorman;
grant select on contact to ombud_officer;
grant select on contact to ombud_service;
grant update (dispose_rule) on contact to ombud_eraser;
grant update (ended_at, dispose_on, dispose_rule) on contact to ombud_agent;
grant update (ended_at, dispose_on, dispose_rule) on contact to ombud_service;
grant select on department to ombud_agent;
grant select on department to ombud_auditor;
grant select on department to ombud_citizen;
grant select on department to ombud_doorman;
grant select on department to ombud_eraser;
grant select on department to ombud_officer;
grant select on department to ombud_service;
grant insert (id, subject, subject_id, board_id, case_type_id, version_id, clause_id, due_at, found_at, state) on disposal to ombud_eraser;
grant select on disposal to ombud_agent;
grant select on disposal to ombud_auditor;
grant select on disposal to ombud_eraser;
grant select on disposal to ombud_officer;
grant update (state, expected, erased, file_ids, erased_at, certificate, late_because) on disposal to ombud_eraser;
grant delete on draft to ombud_eraser;
grant insert, select on draft to ombud_agent;
grant insert, select on draft to ombud_officer;
grant select (employee_id, case_id, kind, touched_at) on draft to ombud_eraser;
grant select on draft to ombud_auditor;
grant update (body, touched_at) on draft to ombud_agent;
grant update (body, touched_at) on draft to ombud_officer;
grant select (id, name, operator, active) on employee to ombud_agent;
grant select (id, name, operator, active) on employee to ombud_auditor;
grant select (id, name, operator, active) on employee to ombud_doorman;
grant select (id, name, operator, active) on employee to ombud_officer;
grant select (id, name, operator, active) on employee to ombud_service;
grant select on gap to ombud_auditor;
grant select on gap to ombud_officer;
grant delete, select on handover to ombud_eraser;
grant insert (id, case_id, from_board_id, to_board_id, to_type_id, offered_by, offered_at) on handover to ombud_agent;
grant insert (id, case_id, from_board_id, to_board_id, to_type_id, offered_by, offered_at) on handover to ombud_officer;
grant insert (id, case_id, from_board_id, to_board_id, to_type_id, offered_by, offered_at) on handover to ombud_service;
grant select on handover to ombud_agent;
grant select on handover to ombud_auditor;
grant select on handover to ombud_officer;
grant select on handover to ombud_service;
grant update (state, answered_by, answered_at) on handover to ombud_agent;
grant update (state, answered_by, answered_at) on handover to ombud_officer;
grant update (state, answered_by, answered_at) on handover to ombud_service;
grant delete, select on hold to ombud_eraser;
grant insert (id, case_id, ground, owner_id, placed_at, expires_at) on hold to ombud_officer;
grant select on hold to ombud_agent;
grant select on hold to ombud_auditor;
grant select on hold to ombud_officer;
grant select on hold to ombud_service;
grant update (released_at) on hold to ombud_officer;
grant select on installation to ombud_agent;
grant select on installation to ombud_auditor;
grant select on installation to ombud_citizen;
grant select on installation to ombud_doorman;
grant select on installation to ombud_eraser;
grant select on installation to ombud_officer;
grant select on installation to ombud_service;
grant select on instruction_grant to ombud_agent;
grant select on instruction_grant to ombud_auditor;
grant select on instruction_grant to ombud_citizen;
grant select on instruction_grant to ombud_doorman;
grant select on instruction_grant to ombud_eraser;
grant select on instruction_grant to ombud_officer;
grant select on instruction_grant to ombud_service;
grant select on instruction_version to ombud_agent;
grant select on instruction_version to ombud_auditor;
grant select on instruction_version to ombud_citizen;
grant select on instruction_version to ombud_doorman;
grant select on instruction_version to ombud_eraser;
grant select on instruction_version to ombud_officer;
grant select on instruction_version to ombud_service;
grant insert (job_id, task, payload, state, attempt, at, again_at, because) on job_end to ombud_service;
grant select on job_end to ombud_agent;
grant select on job_end to ombud_auditor;
grant select on job_end to ombud_officer;
grant insert, select, update on mailbox_cursor to ombud_service;
grant delete, select on message to ombud_eraser;
grant insert (id, case_id, direction, at, author_id, subject, body, html, message_id, in_reply_to, to_email, to_name, channel) on message to ombud_service;
grant insert (id, case_id, direction, at, author_id, subject, body, message_id, in_reply_to, to_email, to_name, channel) on message to ombud_agent;
grant insert (id, case_id, direction, at, author_id, subject, body, message_id, in_reply_to, to_email, to_name, channel) on message to ombud_officer;
grant select (id, case_id, direction, at, subject, body, html, channel) on message to ombud_citizen;
grant select on message to ombud_agent;
grant select on message to ombud_auditor;
grant select on message to ombud_officer;
grant select on message to ombud_service;
grant delete, select on note to ombud_eraser;
grant insert (id, case_id, at, author_id, kind, body) on note to ombud_agent;
grant insert (id, case_id, at, author_id, kind, body) on note to ombud_officer;
grant insert (id, case_id, at, author_id, kind, body) on note to ombud_service;
grant select on note to ombud_agent;
grant select on note to ombud_auditor;
grant select on note to ombud_officer;
grant select on note to ombud_service;
grant select on notice to ombud_agent;
grant select on notice to ombud_auditor;
grant select on notice to ombud_citizen;
grant select on notice to ombud_doorman;
grant select on notice to ombud_eraser;
grant select on notice to ombud_officer;
grant select on notice to ombud_service;
grant select on outcome to ombud_agent;
grant select on outcome to ombud_auditor;
grant select on outcome to ombud_citizen;
grant select on outcome to ombud_doorman;
grant select on outcome to ombud_eraser;
grant select on outcome to ombud_officer;
grant select on outcome to ombud_service;
grant delete, select on outgoing to ombud_eraser;
grant insert (id, case_id, message_id, kind, queued_at, not_before) on outgoing to ombud_agent;
grant insert (id, case_id, message_id, kind, queued_at, not_before) on outgoing to ombud_officer;
grant insert (id, case_id, message_id, kind, queued_at, not_before) on outgoing to ombud_service;
grant select (case_id, message_id, kind, state) on outgoing to ombud_citizen;
grant select on outgoing to ombud_agent;
grant select on outgoing to ombud_auditor;
grant select on outgoing to ombud_officer;
grant select on outgoing to ombud_service;
grant update (state) on outgoing to ombud_agent;
grant update (state) on outgoing to ombud_officer;
grant update (state, attempts, last_response, sent_at) on outgoing to ombud_service;
grant delete, select on participant to ombud_eraser;
grant insert (id, case_id, contact_id, role, name, email, phone, address, property_designation) on participant to ombud_agent;
grant insert (id, case_id, contact_id, role, name, email, phone, address, property_designation) on participant to ombud_service;
grant select on participant to ombud_agent;
grant select on participant to ombud_auditor;
grant select on participant to ombud_officer;
grant select on participant to ombud_service;
grant delete, select on presence to ombud_eraser;
grant insert (case_id, employee_id, seen_at, writing) on presence to ombud_agent;
grant insert (case_id, employee_id, seen_at, writing) on presence to ombud_officer;
grant select on presence to ombud_agent;
grant select on presence to ombud_auditor;
grant select on presence to ombud_officer;
grant update (seen_at, writing) on presence to ombud_agent;
grant update (seen_at, writing) on presence to ombud_officer;
grant delete, select on question to ombud_eraser;
grant insert (id, contact_id, board_id, case_type_id, state, outcome, case_id, answered_at) on question to ombud_agent;
grant insert (id, contact_id, board_id, case_type_id, state, outcome, case_id, answered_at) on question to ombud_service;
grant select on question to ombud_agent;
grant select on question to ombud_auditor;
grant select on question to ombud_doorman;
grant select on question to ombud_officer;
grant select on question to ombud_service;
grant update (board_id, case_type_id, state, outcome, case_id, answered_at) on question to ombud_agent;
grant update (board_id, case_type_id, state, outcome, case_id, answered_at) on question to ombud_service;
grant update (case_id) on question to ombud_eraser;
grant delete, select on question_text to ombud_eraser;
grant insert (question_id, contact_id, asked, answered) on question_text to ombud_agent;
grant insert (question_id, contact_id, asked, answered) on question_text to ombud_service;
grant select on question_text to ombud_agent;
grant select on question_text to ombud_auditor;
grant select on question_text to ombud_officer;
grant select on question_text to ombud_service;
grant select on refusal to ombud_agent;
grant select on refusal to ombud_auditor;
grant select on refusal to ombud_officer;
grant select (id, employee_id, hand, created_at, expires_at, seen_at, revoked_at) on session to ombud_agent;
grant select (id, employee_id, hand, created_at, expires_at, seen_at, revoked_at) on session to ombud_auditor;
grant select (id, employee_id, hand, created_at, expires_at, seen_at, revoked_at) on session to ombud_officer;
grant update (seen_at, revoked_at) on session to ombud_agent;
grant update (seen_at, revoked_at) on session to ombud_auditor;
grant update (seen_at, revoked_at) on session to ombud_officer;
grant delete, select on stored_file to ombud_eraser;
grant insert (id, sha256, size_bytes, wrapped_key, stored_at) on stored_file to ombud_citizen;
grant insert (id, sha256, size_bytes, wrapped_key, stored_at, case_id, contact_id) on stored_file to ombud_service;
grant select on stored_file to ombud_agent;
grant select on stored_file to ombud_officer;
grant select on stored_file to ombud_service;
grant update (case_id, contact_id) on stored_file to ombud_service;
grant update (contact_id) on stored_file to ombud_eraser;
grant select on time_shift to ombud_agent;
grant select on time_shift to ombud_auditor;
grant select on time_shift to ombud_citizen;
grant select on time_shift to ombud_doorman;
grant select on time_shift to ombud_eraser;
grant select on time_shift to ombud_officer;
grant select on time_shift to ombud_service;
grant insert, select on tombstone to ombud_eraser;
grant select on tombstone to ombud_agent;
grant select on tombstone to ombud_auditor;
grant select on tombstone to ombud_officer;
grant select on tombstone to ombud_service;
grant update (certificate) on tombstone to ombud_eraser;
grant insert (employee_id, version_id, signed_at, quiz, signature_hash) on undertaking to ombud_agent;
grant select on undertaking to ombud_agent;
grant select on undertaking to ombud_auditor;
grant select on undertaking to ombud_officer;
grant execute on function actor_boards(text) to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function actor_hand() to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function actor_id() to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function actor_is_operator() to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_jobs, ombud_officer, ombud_service;
grant execute on function arrival_on_its_way(bytea) to ombud_citizen;
grant execute on function board_has_officer(integer) to ombud_agent, ombud_officer, ombud_service;
grant execute on function board_held_case_types() to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function case_of_key(text,bytea) to ombud_service;
grant execute on function centre_case_types() to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function citizen_case() to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function end_session(bytea) to ombud_agent, ombud_auditor, ombud_citizen, ombud_officer;
grant execute on function give_back_offer(uuid) to ombud_officer;
grant execute on function granted_case_types(text[],text) to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function guard_case_change() to ombud_agent, ombud_officer, ombud_service;
grant execute on function guard_what_a_board_holds() to ombud_agent, ombud_officer, ombud_service;
grant execute on function may(text[],integer,text) to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function next_case_number(integer) to ombud_agent, ombud_officer, ombud_service;
grant execute on function ombud_now() to public;
grant execute on function open_cases(uuid[],text,text) to ombud_agent, ombud_auditor, ombud_citizen, ombud_officer;
grant execute on function open_contacts(uuid[],text,text) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function open_for_work(uuid[],uuid[],text,text) to ombud_eraser, ombud_service;
grant execute on function opened_cases() to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function opened_contacts() to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function outbox_counts() to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function quarantined_arrivals() to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function queue_job(text,jsonb,interval,text) to ombud_agent, ombud_citizen, ombud_eraser, ombud_officer, ombud_service;
grant execute on function record_audit(text,uuid,uuid,integer,jsonb) to ombud_agent, ombud_auditor, ombud_citizen, ombud_eraser, ombud_officer, ombud_service;
grant execute on function record_gap(integer,text,integer,text,text) to ombud_agent, ombud_auditor, ombud_citizen, ombud_officer, ombud_service;
grant execute on function record_refusal(text,integer,integer,text,text[],text[],uuid) to ombud_agent, ombud_auditor, ombud_citizen, ombud_officer, ombud_service;
grant execute on function rows_left(uuid[]) to ombud_agent, ombud_auditor, ombud_eraser, ombud_officer, ombud_service;
grant execute on function search_case_ids(text,text,integer) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function sign_in_open(text,bytea,text,bytea,interval) to ombud_citizen;
grant execute on function sign_in_salt(text) to ombud_citizen;
grant execute on function uninstructed_case_types() to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function unknown_files(uuid[]) to ombud_service;
grant execute on function version_in_force(integer) to ombud_agent, ombud_officer, ombud_service;
grant execute on function waiting_jobs() to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function waiting_outgoing() to ombud_service;
