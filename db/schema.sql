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
  board_ids integer[],
  contact_board_ids integer[],
  version_ids integer[],
  session_id uuid,
  via text,
  facts jsonb,
  constraint access_event_purpose_check CHECK ((purpose = ANY (ARRAY['guidance'::text, 'feedback'::text, 'status'::text, 'application'::text, 'assistance'::text, 'routing'::text, 'threat'::text, 'rights'::text, 'disposal'::text]))),
  constraint access_event_pkey PRIMARY KEY (id)
);
CREATE INDEX access_event_at ON public.access_event USING brin (at);
CREATE INDEX access_event_key ON public.access_event USING btree (xact);
CREATE INDEX access_event_of_case ON public.access_event USING gin (case_ids);
CREATE INDEX access_event_of_contact ON public.access_event USING gin (contact_ids) WHERE (contact_ids <> '{}'::uuid[]);
CREATE INDEX access_event_of_employee ON public.access_event USING btree (employee_id, id) WHERE (employee_id IS NOT NULL);
CREATE TRIGGER placed BEFORE INSERT ON public.access_event FOR EACH ROW EXECUTE FUNCTION log_place_access();
comment on table access_event is 'personal data: staff, and ids; kept by domain/audit/keeps.ts';
alter table access_event enable row level security; alter table access_event force row level security;

create table access_removal (
  id uuid default gen_random_uuid() not null,
  employee_id uuid not null,
  board_id integer not null,
  hand text not null,
  removed_at timestamp with time zone not null,
  removed_by uuid not null,
  given_back_at timestamp with time zone,
  given_back_by uuid,
  constraint access_removal_hand_check CHECK ((hand = ANY (ARRAY['agent'::text, 'officer'::text, 'auditor'::text]))),
  constraint access_removal_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint access_removal_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint access_removal_given_back_by_fkey FOREIGN KEY (given_back_by) REFERENCES employee(id),
  constraint access_removal_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES employee(id),
  constraint access_removal_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX access_removal_standing ON public.access_removal USING btree (employee_id, hand, board_id) WHERE (given_back_at IS NULL);
comment on table access_removal is 'personal data: staff; kept by domain/need/keeps.ts';
alter table access_removal enable row level security; alter table access_removal force row level security;

create table access_review (
  id uuid default gen_random_uuid() not null,
  board_id integer not null,
  quarter text not null,
  opened_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  done_at timestamp with time zone,
  constraint access_review_quarter_check CHECK ((quarter ~ '^\d{4}-Q[1-4]$'::text)),
  constraint access_review_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint access_review_pkey PRIMARY KEY (id),
  constraint access_review_board_id_quarter_key UNIQUE (board_id, quarter)
);
comment on table access_review is 'personal data: no; kept by domain/need/keeps.ts';
alter table access_review enable row level security; alter table access_review force row level security;

create table access_review_line (
  review_id uuid not null,
  employee_id uuid not null,
  hand text not null,
  verdict text,
  decided_by uuid,
  decided_at timestamp with time zone,
  constraint access_review_line_check CHECK ((num_nulls(verdict, decided_by, decided_at) = ANY (ARRAY[0, 3]))),
  constraint access_review_line_hand_check CHECK ((hand = ANY (ARRAY['agent'::text, 'officer'::text, 'auditor'::text]))),
  constraint access_review_line_verdict_check CHECK ((verdict = ANY (ARRAY['confirmed'::text, 'removed'::text]))),
  constraint access_review_line_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES employee(id),
  constraint access_review_line_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint access_review_line_review_id_fkey FOREIGN KEY (review_id) REFERENCES access_review(id),
  constraint access_review_line_pkey PRIMARY KEY (review_id, employee_id, hand)
);
comment on table access_review_line is 'personal data: staff; kept by domain/need/keeps.ts';
alter table access_review_line enable row level security; alter table access_review_line force row level security;

create table application (
  contact_id uuid not null,
  form_id integer not null,
  board_id integer not null,
  case_type_id integer not null,
  helper_id uuid not null,
  code_hash bytea not null,
  state text default 'draft'::text not null,
  revision integer default 0 not null,
  started_at timestamp with time zone not null,
  touched_at timestamp with time zone not null,
  opened_at timestamp with time zone,
  confirmed_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint application_check CHECK (((state = 'draft'::text) = (ended_at IS NULL))),
  constraint application_check1 CHECK (((state <> 'submitted'::text) OR (confirmed_at IS NOT NULL))),
  constraint application_code_hash_check CHECK ((length(code_hash) = 32)),
  constraint application_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'discarded'::text]))),
  constraint application_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint application_case_type_id_board_id_fkey FOREIGN KEY (case_type_id, board_id) REFERENCES case_type(id, board_id),
  constraint application_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint application_form_id_fkey FOREIGN KEY (form_id) REFERENCES form_version(id),
  constraint application_helper_id_fkey FOREIGN KEY (helper_id) REFERENCES employee(id),
  constraint application_pkey PRIMARY KEY (contact_id),
  constraint application_code_hash_key UNIQUE (code_hash)
);
CREATE INDEX application_of_helper ON public.application USING btree (helper_id, touched_at DESC);
CREATE TRIGGER guarded BEFORE UPDATE ON public.application FOR EACH ROW EXECUTE FUNCTION guard_application();
CREATE TRIGGER to_be_sealed AFTER INSERT ON public.application FOR EACH ROW EXECUTE FUNCTION note_move();
comment on table application is 'personal data: pseudonymous; kept by domain/application/keeps.ts';
alter table application enable row level security; alter table application force row level security;

create table application_answer (
  contact_id uuid not null,
  field text not null,
  value text not null,
  written_by text not null,
  employee_id uuid,
  at timestamp with time zone not null,
  constraint application_answer_check CHECK (((written_by = 'agent'::text) = (employee_id IS NOT NULL))),
  constraint application_answer_field_check CHECK ((field ~ '^[a-z][a-zA-Z0-9]{0,39}$'::text)),
  constraint application_answer_value_check CHECK ((length(value) <=
CASE
    WHEN starts_with(value, ''::text) THEN 120000
    ELSE 20000
END)),
  constraint application_answer_written_by_check CHECK ((written_by = ANY (ARRAY['agent'::text, 'applicant'::text]))),
  constraint application_answer_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES application(contact_id),
  constraint application_answer_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint application_answer_pkey PRIMARY KEY (contact_id, field)
);
CREATE TRIGGER guarded BEFORE INSERT OR UPDATE ON public.application_answer FOR EACH ROW EXECUTE FUNCTION guard_answer();
CREATE TRIGGER to_be_sealed AFTER INSERT OR UPDATE ON public.application_answer FOR EACH ROW EXECUTE FUNCTION note_sealing('contact');
comment on table application_answer is 'personal data: yes; kept by domain/application/keeps.ts';
alter table application_answer enable row level security; alter table application_answer force row level security;

create table application_edit (
  id bigint generated always as identity not null,
  contact_id uuid not null,
  field text not null,
  written_by text not null,
  employee_id uuid,
  at timestamp with time zone not null,
  emptied boolean not null,
  constraint application_edit_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES application(contact_id),
  constraint application_edit_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint application_edit_pkey PRIMARY KEY (id)
);
CREATE INDEX application_edit_of_contact ON public.application_edit USING btree (contact_id, id);
comment on table application_edit is 'personal data: pseudonymous; kept by domain/application/keeps.ts';
alter table application_edit enable row level security; alter table application_edit force row level security;

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
  signs text,
  source text default 'local'::text not null,
  constraint assignment_hand_check CHECK ((hand = ANY (ARRAY['agent'::text, 'officer'::text, 'auditor'::text]))),
  constraint assignment_signs_check CHECK ((signs = ANY (ARRAY['board'::text, 'contact-centre'::text]))),
  constraint assignment_source_check CHECK ((source = ANY (ARRAY['local'::text, 'group'::text]))),
  constraint officers_sign CHECK (((signs IS NULL) OR (hand = 'officer'::text))),
  constraint assignment_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint assignment_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint assignment_pkey PRIMARY KEY (id),
  constraint assignment_employee_id_hand_board_id_valid_from_key UNIQUE (employee_id, hand, board_id, valid_from)
);
CREATE TRIGGER end_sessions AFTER INSERT OR DELETE ON public.assignment FOR EACH ROW EXECUTE FUNCTION end_sessions_of_changed();
CREATE TRIGGER end_sessions_changed AFTER UPDATE ON public.assignment FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION end_sessions_of_changed();
CREATE TRIGGER ends_undertakings AFTER INSERT OR DELETE OR UPDATE ON public.assignment FOR EACH ROW EXECUTE FUNCTION follow_employment();
CREATE TRIGGER unions BEFORE INSERT OR UPDATE OF employee_id, hand, board_id, signs ON public.assignment FOR EACH ROW EXECUTE FUNCTION refuse_unions();
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
CREATE TRIGGER to_be_sealed AFTER INSERT OR UPDATE ON public.attachment FOR EACH ROW EXECUTE FUNCTION note_sealing('case');
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
  session_id uuid,
  via text,
  constraint audit_event_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_event_key ON public.audit_event USING btree (xact);
CREATE INDEX audit_event_of_case ON public.audit_event USING btree (case_id, id);
CREATE INDEX audit_event_of_contact ON public.audit_event USING btree (contact_id) WHERE (contact_id IS NOT NULL);
CREATE INDEX audit_event_of_employee ON public.audit_event USING btree (employee_id, id) WHERE (employee_id IS NOT NULL);
CREATE TRIGGER placed BEFORE INSERT ON public.audit_event FOR EACH ROW EXECUTE FUNCTION log_place();
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

create table board_notice (
  id uuid default gen_random_uuid() not null,
  board_id integer not null,
  direction text not null,
  kind text not null,
  gap_id uuid,
  version_id integer,
  clause_id text,
  laws text[] default '{}'::text[] not null,
  words text,
  sent_by uuid,
  owed_at timestamp with time zone not null,
  delivered_at timestamp with time zone,
  due_at timestamp with time zone,
  read_at timestamp with time zone,
  read_by uuid,
  overdue_at timestamp with time zone,
  answered_at timestamp with time zone,
  answered_by uuid,
  answer text,
  reason text,
  mail_state text default 'none'::text not null,
  control_state_id uuid,
  measure text,
  measure_state text,
  glass_id uuid,
  constraint board_notice_answer_check CHECK ((answer = ANY (ARRAY['clause'::text, 'refused'::text, 'changed'::text, 'kept'::text, 'noted'::text]))),
  constraint board_notice_check CHECK (((kind = 'gap'::text) = (gap_id IS NOT NULL))),
  constraint board_notice_check1 CHECK (((answered_at IS NULL) = (answer IS NULL))),
  constraint board_notice_direction_check CHECK ((direction = ANY (ARRAY['to-board'::text, 'to-centre'::text]))),
  constraint board_notice_kind_check CHECK ((kind = ANY (ARRAY['dead-link'::text, 'gap'::text, 'infringing'::text, 'change'::text, 'stop'::text, 'glass'::text, 'access'::text, 'rights'::text, 'control'::text]))),
  constraint board_notice_mail_state_check CHECK ((mail_state = ANY (ARRAY['none'::text, 'sent'::text, 'given-up'::text]))),
  constraint board_notice_measure_state_check CHECK ((measure_state = ANY (ARRAY['fails'::text, 'works'::text]))),
  constraint board_notice_of_control CHECK (((kind = 'control'::text) = ((control_state_id IS NOT NULL) AND (measure IS NOT NULL) AND (measure_state IS NOT NULL)))),
  constraint board_notice_of_glass CHECK (((kind = 'glass'::text) = (glass_id IS NOT NULL))),
  constraint board_notice_reason_check CHECK ((length(reason) <= 4000)),
  constraint board_notice_words_check CHECK ((length(words) <= 4000)),
  constraint board_notice_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES employee(id),
  constraint board_notice_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint board_notice_control_state_id_fkey FOREIGN KEY (control_state_id) REFERENCES control_state(id),
  constraint board_notice_gap_id_fkey FOREIGN KEY (gap_id) REFERENCES gap(id),
  constraint board_notice_glass_id_fkey FOREIGN KEY (glass_id) REFERENCES broken_glass(id),
  constraint board_notice_read_by_fkey FOREIGN KEY (read_by) REFERENCES employee(id),
  constraint board_notice_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES employee(id),
  constraint board_notice_version_id_fkey FOREIGN KEY (version_id) REFERENCES instruction_version(id),
  constraint board_notice_pkey PRIMARY KEY (id),
  constraint board_notice_gap_id_key UNIQUE (gap_id)
);
CREATE INDEX board_notice_newest ON public.board_notice USING btree (owed_at DESC);
CREATE UNIQUE INDEX board_notice_one_a_state ON public.board_notice USING btree (control_state_id, board_id) WHERE (control_state_id IS NOT NULL);
CREATE INDEX board_notice_open ON public.board_notice USING btree (board_id, owed_at) WHERE (answered_at IS NULL);
comment on table board_notice is 'personal data: staff; kept by domain/duty/keeps.ts';
alter table board_notice enable row level security; alter table board_notice force row level security;

create table broken_glass (
  id uuid default gen_random_uuid() not null,
  case_id uuid not null,
  board_id integer not null,
  employee_id uuid not null,
  reason text not null,
  minutes integer not null,
  needs_two boolean not null,
  asked_at timestamp with time zone not null,
  second_id uuid,
  opens_at timestamp with time zone,
  until timestamp with time zone,
  ended_at timestamp with time zone,
  constraint broken_glass_check CHECK (((second_id IS NULL) OR (second_id <> employee_id))),
  constraint broken_glass_check1 CHECK (((opens_at IS NULL) = (until IS NULL))),
  constraint broken_glass_check2 CHECK ((until <= (opens_at + '01:00:00'::interval))),
  constraint broken_glass_check3 CHECK (((opens_at IS NULL) OR (NOT needs_two) OR (second_id IS NOT NULL))),
  constraint broken_glass_minutes_check CHECK (((minutes >= 5) AND (minutes <= 60))),
  constraint broken_glass_reason_check CHECK ((reason = ANY (ARRAY['life'::text, 'child'::text, 'crisis'::text]))),
  constraint broken_glass_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint broken_glass_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint broken_glass_second_id_fkey FOREIGN KEY (second_id) REFERENCES employee(id),
  constraint broken_glass_pkey PRIMARY KEY (id)
);
CREATE INDEX broken_glass_of ON public.broken_glass USING btree (employee_id, until DESC);
CREATE INDEX broken_glass_standing ON public.broken_glass USING btree (until) WHERE (ended_at IS NULL);
comment on table broken_glass is 'personal data: staff; kept by domain/need/keeps.ts';
alter table broken_glass enable row level security; alter table broken_glass force row level security;

create table bulletin (
  id uuid default gen_random_uuid() not null,
  board_id integer,
  kind text not null,
  title text not null,
  body text not null,
  hands text[] not null,
  read_by_days integer not null,
  published_by uuid not null,
  published_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  constraint bulletin_body_check CHECK (((length(body) >= 3) AND (length(body) <= 20000))),
  constraint bulletin_hands_check CHECK (((cardinality(hands) > 0) AND (hands <@ ARRAY['agent'::text, 'officer'::text, 'auditor'::text]))),
  constraint bulletin_kind_check CHECK ((kind = ANY (ARRAY['bulletin'::text, 'training'::text]))),
  constraint bulletin_read_by_days_check CHECK (((read_by_days >= 1) AND (read_by_days <= 90))),
  constraint bulletin_title_check CHECK (((length(title) >= 3) AND (length(title) <= 200))),
  constraint bulletin_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint bulletin_published_by_fkey FOREIGN KEY (published_by) REFERENCES employee(id),
  constraint bulletin_pkey PRIMARY KEY (id)
);
CREATE INDEX bulletin_standing ON public.bulletin USING btree (published_at) WHERE (withdrawn_at IS NULL);
comment on table bulletin is 'personal data: staff; kept by domain/briefing/keeps.ts';
alter table bulletin enable row level security; alter table bulletin force row level security;

create table bulletin_receipt (
  bulletin_id uuid not null,
  employee_id uuid not null,
  read_at timestamp with time zone not null,
  constraint bulletin_receipt_bulletin_id_fkey FOREIGN KEY (bulletin_id) REFERENCES bulletin(id),
  constraint bulletin_receipt_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint bulletin_receipt_pkey PRIMARY KEY (bulletin_id, employee_id)
);
comment on table bulletin_receipt is 'personal data: staff; kept by domain/briefing/keeps.ts';
alter table bulletin_receipt enable row level security; alter table bulletin_receipt force row level security;

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
  e_service_offer text,
  constraint case_check CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL))),
  constraint case_check1 CHECK (((offered_board_id IS NULL) = (offered_type_id IS NULL))),
  constraint case_e_service_offer_check CHECK ((e_service_offer = ANY (ARRAY['accepted'::text, 'declined'::text, 'not-relevant'::text]))),
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
CREATE TRIGGER guarded_secret BEFORE UPDATE OF board_id, offered_board_id ON public."case" FOR EACH ROW EXECUTE FUNCTION guard_secret_route();
CREATE TRIGGER guarded_when_decided BEFORE UPDATE ON public."case" FOR EACH ROW EXECUTE FUNCTION guard_decided();
CREATE TRIGGER guarded_when_held BEFORE UPDATE ON public."case" FOR EACH ROW EXECUTE FUNCTION guard_what_a_board_holds();
CREATE TRIGGER guarded_while_decided BEFORE UPDATE ON public."case" FOR EACH ROW EXECUTE FUNCTION guard_rights_case();
CREATE TRIGGER keeps_secrecy AFTER UPDATE OF case_type_id ON public."case" FOR EACH ROW WHEN ((old.case_type_id <> new.case_type_id)) EXECUTE FUNCTION keep_secrecy();
CREATE TRIGGER to_be_sealed AFTER INSERT ON public."case" FOR EACH ROW EXECUTE FUNCTION note_move();
CREATE TRIGGER to_be_sealed_when_moved AFTER UPDATE OF case_type_id ON public."case" FOR EACH ROW WHEN ((old.case_type_id <> new.case_type_id)) EXECUTE FUNCTION note_move();
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

create table case_opening (
  id uuid default gen_random_uuid() not null,
  case_id uuid not null,
  employee_id uuid not null,
  reason text not null,
  at timestamp with time zone not null,
  until timestamp with time zone not null,
  constraint case_opening_check CHECK (((until > at) AND (until <= (at + '00:30:00'::interval)))),
  constraint case_opening_reason_check CHECK ((reason = ANY (ARRAY['caller-asks'::text, 'colleague-away'::text, 'colleague-asks'::text, 'follow-up'::text, 'check'::text]))),
  constraint case_opening_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint case_opening_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint case_opening_pkey PRIMARY KEY (id)
);
CREATE INDEX case_opening_of ON public.case_opening USING btree (case_id, employee_id, until DESC);
comment on table case_opening is 'personal data: pseudonymous; kept by domain/need/keeps.ts';
alter table case_opening enable row level security; alter table case_opening force row level security;

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
  secrecy_level text default 'none'::text not null,
  secrecy_provision text,
  secrecy_years integer,
  constraint case_type_secrecy_check CHECK ((secrecy = ANY (ARRAY['open'::text, 'sealed'::text]))),
  constraint case_type_secrecy_level_check CHECK ((secrecy_level = ANY (ARRAY['none'::text, 'qualified-straight'::text, 'straight'::text, 'reverse'::text, 'absolute'::text]))),
  constraint case_type_secrecy_years_check CHECK (((secrecy_years >= 1) AND (secrecy_years <= 150))),
  constraint presumed_secret CHECK (((NOT (secrecy_tags && reverse_provisions())) OR (secrecy_level = ANY (ARRAY['reverse'::text, 'absolute'::text])))),
  constraint sealed_by_level CHECK (((secrecy = 'sealed'::text) = (secrecy_level = ANY (ARRAY['reverse'::text, 'absolute'::text])))),
  constraint secret_by_provision CHECK ((((secrecy_level = 'none'::text) = (secrecy_provision IS NULL)) AND ((secrecy_provision IS NULL) = (secrecy_tags = '{}'::text[])) AND ((secrecy_provision IS NULL) OR (secrecy_provision = ANY (secrecy_tags))))),
  constraint case_type_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint case_type_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint case_type_pkey PRIMARY KEY (id),
  constraint case_type_board_id_code_key UNIQUE (board_id, code),
  constraint case_type_id_board_id_key UNIQUE (id, board_id)
);
CREATE UNIQUE INDEX case_type_one_unrouted ON public.case_type USING btree (unrouted) WHERE unrouted;
CREATE TRIGGER sealed_from_now AFTER UPDATE OF secrecy ON public.case_type FOR EACH ROW EXECUTE FUNCTION seal_what_was();
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
  xact xid8 default pg_current_xact_id() not null,
  constraint certificate_hash_check CHECK ((length(hash) = 32)),
  constraint certificate_previous_hash_check CHECK ((length(previous_hash) = 32)),
  constraint certificate_pkey PRIMARY KEY (number),
  constraint certificate_disposal_id_key UNIQUE (disposal_id)
);
CREATE INDEX certificate_key ON public.certificate USING btree (xact);
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
CREATE TRIGGER guarded_with_its_version BEFORE INSERT OR DELETE OR UPDATE ON public.clause FOR EACH ROW EXECUTE FUNCTION guard_clause();
comment on table clause is 'personal data: no; kept by domain/instruction/keeps.ts';
alter table clause enable row level security; alter table clause force row level security;

create table clause_pause (
  id uuid default gen_random_uuid() not null,
  board_id integer not null,
  clause_id text not null,
  text_hash bytea not null,
  notice_id uuid not null,
  paused_at timestamp with time zone not null,
  lifted_at timestamp with time zone,
  constraint clause_pause_text_hash_check CHECK ((length(text_hash) = 32)),
  constraint clause_pause_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint clause_pause_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES board_notice(id),
  constraint clause_pause_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX clause_pause_open ON public.clause_pause USING btree (board_id, clause_id, text_hash) WHERE (lifted_at IS NULL);
comment on table clause_pause is 'personal data: no; kept by domain/duty/keeps.ts';
alter table clause_pause enable row level security; alter table clause_pause force row level security;

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
  asked jsonb,
  because text,
  waits_for text[] default '{}'::text[] not null,
  step text,
  by_law boolean default false not null,
  held_by text,
  latest_at timestamp with time zone,
  look_at timestamp with time zone,
  frozen boolean default false not null,
  constraint clock_action_check CHECK ((action = ANY (ARRAY['delete'::text, 'preserve'::text, 'review'::text, 'anonymise'::text, 'redact'::text, 'weed'::text, 'move'::text, 'transfer'::text, 'publish'::text, 'disclose-part'::text]))),
  constraint clock_check CHECK ((num_nonnulls(case_id, contact_id) = 1)),
  constraint clock_check1 CHECK (((state <> 'running'::text) OR (started_at IS NOT NULL))),
  constraint clock_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'stopped'::text, 'done'::text]))),
  constraint clock_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint clock_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint clock_version_id_fkey FOREIGN KEY (version_id) REFERENCES instruction_version(id),
  constraint clock_pkey PRIMARY KEY (id)
);
CREATE INDEX clock_due ON public.clock USING btree (due_at) WHERE ((state = 'running'::text) AND (action = 'delete'::text));
CREATE INDEX clock_look_again ON public.clock USING btree (look_at) WHERE ((state = ANY (ARRAY['waiting'::text, 'running'::text])) AND (look_at IS NOT NULL));
CREATE INDEX clock_of_case ON public.clock USING btree (case_id);
CREATE INDEX clock_of_contact ON public.clock USING btree (contact_id);
CREATE UNIQUE INDEX clock_one_of_case ON public.clock USING btree (case_id) WHERE ((state <> 'stopped'::text) AND (case_id IS NOT NULL));
CREATE UNIQUE INDEX clock_one_of_contact ON public.clock USING btree (contact_id) WHERE ((state <> 'stopped'::text) AND (contact_id IS NOT NULL));
CREATE INDEX clock_review ON public.clock USING btree (due_at) WHERE ((state = 'running'::text) AND (action <> 'delete'::text));
comment on table clock is 'personal data: pseudonymous; kept by domain/retention/keeps.ts';
alter table clock enable row level security; alter table clock force row level security;

create table conflict (
  id uuid default gen_random_uuid() not null,
  case_id uuid,
  contact_id uuid,
  employee_id uuid not null,
  mark_id uuid,
  found_at timestamp with time zone not null,
  constraint conflict_check CHECK ((num_nonnulls(case_id, contact_id) = 1)),
  constraint conflict_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint conflict_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint conflict_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint conflict_mark_id_fkey FOREIGN KEY (mark_id) REFERENCES conflict_mark(id),
  constraint conflict_pkey PRIMARY KEY (id),
  constraint conflict_case_id_contact_id_employee_id_mark_id_key UNIQUE NULLS NOT DISTINCT (case_id, contact_id, employee_id, mark_id)
);
CREATE INDEX conflict_of_case ON public.conflict USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX conflict_of_contact ON public.conflict USING btree (contact_id) WHERE (contact_id IS NOT NULL);
comment on table conflict is 'personal data: pseudonymous; kept by domain/need/keeps.ts';
alter table conflict enable row level security; alter table conflict force row level security;

create table conflict_key (
  only_one boolean default true not null,
  secret bytea not null,
  constraint conflict_key_only_one_check CHECK (only_one),
  constraint conflict_key_secret_check CHECK ((length(secret) = 32)),
  constraint conflict_key_pkey PRIMARY KEY (only_one)
);
comment on table conflict_key is 'personal data: no; kept by domain/need/keeps.ts';
alter table conflict_key enable row level security; alter table conflict_key force row level security;

create table conflict_mark (
  id uuid default gen_random_uuid() not null,
  employee_id uuid not null,
  kind text not null,
  point text not null,
  mark bytea not null,
  declared_at timestamp with time zone not null,
  declared_by uuid not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  constraint conflict_mark_kind_check CHECK ((kind = ANY (ARRAY['own'::text, 'relative'::text, 'other'::text]))),
  constraint conflict_mark_mark_check CHECK ((length(mark) = 32)),
  constraint conflict_mark_point_check CHECK ((point = ANY (ARRAY['mail'::text, 'phone'::text, 'address'::text, 'household'::text, 'identity'::text]))),
  constraint conflict_mark_declared_by_fkey FOREIGN KEY (declared_by) REFERENCES employee(id),
  constraint conflict_mark_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint conflict_mark_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES employee(id),
  constraint conflict_mark_pkey PRIMARY KEY (id)
);
CREATE INDEX conflict_mark_of ON public.conflict_mark USING btree (mark) WHERE (withdrawn_at IS NULL);
CREATE UNIQUE INDEX conflict_mark_once ON public.conflict_mark USING btree (employee_id, kind, mark) WHERE (withdrawn_at IS NULL);
comment on table conflict_mark is 'personal data: pseudonymous; kept by domain/need/keeps.ts';
alter table conflict_mark enable row level security; alter table conflict_mark force row level security;

create table conflict_named (
  id uuid default gen_random_uuid() not null,
  case_id uuid not null,
  employee_id uuid not null,
  named_by uuid not null,
  named_at timestamp with time zone not null,
  constraint conflict_named_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint conflict_named_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint conflict_named_named_by_fkey FOREIGN KEY (named_by) REFERENCES employee(id),
  constraint conflict_named_pkey PRIMARY KEY (id),
  constraint conflict_named_case_id_employee_id_key UNIQUE (case_id, employee_id)
);
comment on table conflict_named is 'personal data: pseudonymous; kept by domain/need/keeps.ts';
alter table conflict_named enable row level security; alter table conflict_named force row level security;

create table connector_acknowledgement (
  employee_id uuid not null,
  system text not null,
  version text not null,
  acknowledged_at timestamp with time zone not null,
  constraint connector_acknowledgement_version_check CHECK ((version ~ '^[0-9a-f]{16}$'::text)),
  constraint connector_acknowledgement_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint connector_acknowledgement_pkey PRIMARY KEY (employee_id, system, version)
);
comment on table connector_acknowledgement is 'personal data: staff; kept by domain/briefing/keeps.ts';
alter table connector_acknowledgement enable row level security; alter table connector_acknowledgement force row level security;

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
  publicity_warning text,
  constraint contact_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint contact_publicity_warning_check CHECK ((publicity_warning = 'shown'::text)),
  constraint contact_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES employee(id),
  constraint contact_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint contact_case_type_id_fkey FOREIGN KEY (case_type_id) REFERENCES case_type(id),
  constraint contact_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channel(id),
  constraint contact_notice_version_fkey FOREIGN KEY (notice_version) REFERENCES notice(version),
  constraint contact_pkey PRIMARY KEY (id)
);
CREATE INDEX contact_due ON public.contact USING btree (dispose_on) WHERE (dispose_on IS NOT NULL);
CREATE INDEX contact_newest ON public.contact USING btree (started_at DESC, id DESC);
CREATE INDEX contact_open_with ON public.contact USING btree (agent_id) WHERE ((ended_at IS NULL) AND (agent_id IS NOT NULL));
CREATE TRIGGER to_be_sealed_when_moved AFTER UPDATE OF case_type_id ON public.contact FOR EACH ROW WHEN ((old.case_type_id <> new.case_type_id)) EXECUTE FUNCTION note_move();
comment on table contact is 'personal data: pseudonymous; kept by domain/contact/keeps.ts';
alter table contact enable row level security; alter table contact force row level security;

create table control_block (
  id uuid default gen_random_uuid() not null,
  board_id integer not null,
  state_id uuid not null,
  measure text not null,
  acts text[] not null,
  case_type_ids integer[] default '{}'::integer[] not null,
  blocked_at timestamp with time zone not null,
  lifted_at timestamp with time zone,
  constraint control_block_acts_check CHECK ((cardinality(acts) > 0)),
  constraint control_block_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint control_block_state_id_fkey FOREIGN KEY (state_id) REFERENCES control_state(id),
  constraint control_block_pkey PRIMARY KEY (id)
);
CREATE INDEX control_block_of_state ON public.control_block USING btree (state_id);
CREATE UNIQUE INDEX control_block_open ON public.control_block USING btree (board_id, measure) WHERE (lifted_at IS NULL);
comment on table control_block is 'personal data: no; kept by domain/control/keeps.ts';
alter table control_block enable row level security; alter table control_block force row level security;

create table control_report (
  id uuid default gen_random_uuid() not null,
  board_id integer not null,
  quarter text not null,
  body text not null,
  hash bytea not null,
  public_key bytea not null,
  signature bytea not null,
  made_at timestamp with time zone not null,
  constraint control_report_hash_check CHECK ((length(hash) = 32)),
  constraint control_report_public_key_check CHECK ((length(public_key) = 44)),
  constraint control_report_quarter_check CHECK ((quarter ~ '^\d{4}-Q[1-4]$'::text)),
  constraint control_report_signature_check CHECK ((length(signature) = 64)),
  constraint control_report_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint control_report_pkey PRIMARY KEY (id),
  constraint control_report_board_id_quarter_key UNIQUE (board_id, quarter)
);
comment on table control_report is 'personal data: no; kept by domain/control/keeps.ts';
alter table control_report enable row level security; alter table control_report force row level security;

create table control_state (
  id uuid default gen_random_uuid() not null,
  measure text not null,
  board_id integer,
  state text not null,
  evidence jsonb default '{}'::jsonb not null,
  since timestamp with time zone not null,
  probed_at timestamp with time zone not null,
  until timestamp with time zone,
  constraint control_state_check CHECK (((until IS NULL) OR (until >= since))),
  constraint control_state_check1 CHECK ((probed_at >= since)),
  constraint control_state_evidence_check CHECK (((jsonb_typeof(evidence) = 'object'::text) AND (pg_column_size(evidence) < 4000))),
  constraint control_state_measure_check CHECK ((measure ~ '^[a-z0-9][a-z0-9-]{0,59}$'::text)),
  constraint control_state_state_check CHECK ((state = ANY (ARRAY['works'::text, 'fails'::text, 'not-in-use'::text]))),
  constraint control_state_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint control_state_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX control_state_now ON public.control_state USING btree (measure, board_id) NULLS NOT DISTINCT WHERE (until IS NULL);
CREATE INDEX control_state_of_measure ON public.control_state USING btree (measure, since DESC);
comment on table control_state is 'personal data: no; kept by domain/control/keeps.ts';
alter table control_state enable row level security; alter table control_state force row level security;

create table decision (
  id uuid default gen_random_uuid() not null,
  case_id uuid not null,
  board_id integer not null,
  delegation_id integer not null,
  employee_id uuid not null,
  kind text not null,
  decided_at timestamp with time zone not null,
  reported_on date,
  constraint decision_kind_check CHECK ((kind = ANY (ARRAY['approval'::text, 'rejection'::text, 'dismissal'::text, 'closure'::text, 'other'::text]))),
  constraint decision_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint decision_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint decision_delegation_id_fkey FOREIGN KEY (delegation_id) REFERENCES delegation(id),
  constraint decision_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint decision_pkey PRIMARY KEY (id)
);
CREATE INDEX decision_of_case ON public.decision USING btree (case_id);
CREATE INDEX decision_to_report ON public.decision USING btree (board_id, decided_at DESC) WHERE (reported_on IS NULL);
comment on table decision is 'personal data: pseudonymous; kept by domain/case/keeps.ts';
alter table decision enable row level security; alter table decision force row level security;

create table decision_event (
  id bigint generated always as identity not null,
  at timestamp with time zone not null,
  board_id integer not null,
  case_type_id integer,
  acts text[] not null,
  channel text,
  mission text,
  category text,
  anonymous boolean not null,
  carries_personal_data boolean not null,
  outcome text not null,
  because text not null,
  clause_ids text[] not null,
  version_id integer,
  constraint decision_event_outcome_check CHECK ((outcome = ANY (ARRAY['permit'::text, 'deny'::text, 'refer'::text]))),
  constraint decision_event_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint decision_event_case_type_id_fkey FOREIGN KEY (case_type_id) REFERENCES case_type(id),
  constraint decision_event_version_id_fkey FOREIGN KEY (version_id) REFERENCES instruction_version(id),
  constraint decision_event_pkey PRIMARY KEY (id)
);
CREATE INDEX decision_event_at ON public.decision_event USING brin (at);
CREATE INDEX decision_event_of_board ON public.decision_event USING btree (board_id, id);
comment on table decision_event is 'personal data: no; kept by domain/audit/purge-decisions.ts. Codes only, for 100 days';
alter table decision_event enable row level security; alter table decision_event force row level security;

create table delegation (
  id integer generated always as identity not null,
  board_id integer not null,
  employee_id uuid not null,
  case_type_ids integer[] not null,
  paragraph text not null,
  decided_on date not null,
  valid_from timestamp with time zone not null,
  valid_to timestamp with time zone,
  constraint delegation_case_type_ids_check CHECK ((case_type_ids <> '{}'::integer[])),
  constraint delegation_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint delegation_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint delegation_pkey PRIMARY KEY (id)
);
CREATE INDEX delegation_of_employee ON public.delegation USING btree (employee_id);
comment on table delegation is 'personal data: staff; kept by domain/staff/keeps.ts';
alter table delegation enable row level security; alter table delegation force row level security;

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

create table directory_group (
  id uuid default gen_random_uuid() not null,
  display_name text not null,
  external_id text,
  changed_at timestamp with time zone not null,
  constraint directory_group_pkey PRIMARY KEY (id),
  constraint directory_group_display_name_key UNIQUE (display_name),
  constraint directory_group_external_id_key UNIQUE (external_id)
);
comment on table directory_group is 'personal data: no; kept by domain/staff';
alter table directory_group enable row level security; alter table directory_group force row level security;

create table directory_member (
  group_id uuid not null,
  employee_id uuid not null,
  constraint directory_member_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint directory_member_group_id_fkey FOREIGN KEY (group_id) REFERENCES directory_group(id) ON DELETE CASCADE,
  constraint directory_member_pkey PRIMARY KEY (group_id, employee_id)
);
comment on table directory_member is 'personal data: staff; kept by domain/staff/keeps.ts';
alter table directory_member enable row level security; alter table directory_member force row level security;

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
  offboarding_id uuid,
  constraint disposal_state_check CHECK ((state = ANY (ARRAY['due'::text, 'held'::text, 'withdrawn'::text, 'erased'::text, 'certified'::text]))),
  constraint disposal_subject_check CHECK ((subject = ANY (ARRAY['case'::text, 'contact'::text]))),
  constraint disposal_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint disposal_case_type_id_fkey FOREIGN KEY (case_type_id) REFERENCES case_type(id),
  constraint disposal_offboarding_id_fkey FOREIGN KEY (offboarding_id) REFERENCES offboarding(id),
  constraint disposal_version_id_fkey FOREIGN KEY (version_id) REFERENCES instruction_version(id),
  constraint disposal_pkey PRIMARY KEY (id)
);
CREATE INDEX disposal_by_board ON public.disposal USING btree (board_id, due_at DESC);
CREATE INDEX disposal_by_state ON public.disposal USING btree (state, due_at);
CREATE INDEX disposal_of_offboarding ON public.disposal USING btree (offboarding_id) WHERE (offboarding_id IS NOT NULL);
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
CREATE TRIGGER to_be_sealed AFTER INSERT OR UPDATE ON public.draft FOR EACH ROW EXECUTE FUNCTION note_sealing('case');
comment on table draft is 'personal data: yes; kept by domain/case/keeps.ts';
alter table draft enable row level security; alter table draft force row level security;

create table duty_occurrence (
  id uuid default gen_random_uuid() not null,
  board_id integer not null,
  version_id integer not null,
  clause_id text not null,
  task text not null,
  responsible text not null,
  on_day date not null,
  latest date not null,
  missed jsonb default '[]'::jsonb not null,
  overdue_at timestamp with time zone,
  done_at timestamp with time zone,
  done_by uuid,
  constraint duty_occurrence_check CHECK ((latest >= on_day)),
  constraint duty_occurrence_check1 CHECK (((done_at IS NULL) = (done_by IS NULL))),
  constraint duty_occurrence_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint duty_occurrence_done_by_fkey FOREIGN KEY (done_by) REFERENCES employee(id),
  constraint duty_occurrence_version_id_fkey FOREIGN KEY (version_id) REFERENCES instruction_version(id),
  constraint duty_occurrence_pkey PRIMARY KEY (id),
  constraint duty_occurrence_board_id_clause_id_on_day_key UNIQUE (board_id, clause_id, on_day)
);
CREATE INDEX duty_occurrence_open ON public.duty_occurrence USING btree (latest) WHERE (done_at IS NULL);
comment on table duty_occurrence is 'personal data: staff; kept by domain/duty/keeps.ts';
alter table duty_occurrence enable row level security; alter table duty_occurrence force row level security;

create table employee (
  id uuid default gen_random_uuid() not null,
  name text not null,
  email text not null,
  password_hash text,
  operator boolean default false not null,
  active boolean default true not null,
  created_at timestamp with time zone default now() not null,
  external_id text,
  user_name text,
  directory_left_at timestamp with time zone,
  changed_at timestamp with time zone default '-infinity'::timestamp with time zone not null,
  claimed_groups text[] default '{}'::text[] not null,
  constraint employee_email_check CHECK ((email = lower(email))),
  constraint employee_pkey PRIMARY KEY (id),
  constraint employee_email_key UNIQUE (email),
  constraint employee_external_id_key UNIQUE (external_id),
  constraint employee_user_name_key UNIQUE (user_name)
);
CREATE TRIGGER end_sessions AFTER UPDATE ON public.employee FOR EACH ROW WHEN (((old.password_hash IS DISTINCT FROM new.password_hash) OR (old.active <> new.active) OR (old.operator <> new.operator))) EXECUTE FUNCTION end_sessions_of_changed();
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

create table form_version (
  id integer generated always as identity not null,
  board_id integer not null,
  case_type_id integer not null,
  version integer not null,
  instruction_version_id integer not null,
  title jsonb not null,
  lead jsonb not null,
  fields jsonb not null,
  categories text[] not null,
  retention_clause text not null,
  secrecy text not null,
  secrecy_tags text[] not null,
  e_service_url text,
  published_at timestamp with time zone not null,
  published_by uuid,
  constraint form_version_categories_check CHECK ((cardinality(categories) > 0)),
  constraint form_version_e_service_url_check CHECK ((e_service_url ~~ 'https://%'::text)),
  constraint form_version_fields_check CHECK (((jsonb_typeof(fields) = 'array'::text) AND ((jsonb_array_length(fields) >= 1) AND (jsonb_array_length(fields) <= 40)))),
  constraint form_version_retention_clause_check CHECK ((retention_clause <> ''::text)),
  constraint form_version_secrecy_check CHECK ((secrecy = 'open'::text)),
  constraint form_version_version_check CHECK ((version > 0)),
  constraint form_version_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint form_version_case_type_id_board_id_fkey FOREIGN KEY (case_type_id, board_id) REFERENCES case_type(id, board_id),
  constraint form_version_instruction_version_id_fkey FOREIGN KEY (instruction_version_id) REFERENCES instruction_version(id),
  constraint form_version_published_by_fkey FOREIGN KEY (published_by) REFERENCES employee(id),
  constraint form_version_pkey PRIMARY KEY (id),
  constraint form_version_case_type_id_version_key UNIQUE (case_type_id, version)
);
CREATE TRIGGER guarded BEFORE INSERT OR UPDATE ON public.form_version FOR EACH ROW EXECUTE FUNCTION guard_form();
comment on table form_version is 'personal data: staff; kept by domain/application/keeps.ts';
alter table form_version enable row level security; alter table form_version force row level security;

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
  clause_ids text[] default '{}'::text[] not null,
  answer text,
  clause_id text,
  version_id integer,
  constraint gap_answer_check CHECK ((answer = ANY (ARRAY['clause'::text, 'refused'::text]))),
  constraint gap_answered_whole CHECK ((((answered_at IS NULL) = (answer IS NULL)) AND ((answer IS DISTINCT FROM 'clause'::text) OR ((clause_id IS NOT NULL) AND (version_id IS NOT NULL))))) NOT VALID,
  constraint gap_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint gap_case_type_id_fkey FOREIGN KEY (case_type_id) REFERENCES case_type(id),
  constraint gap_version_id_fkey FOREIGN KEY (version_id) REFERENCES instruction_version(id),
  constraint gap_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX gap_open ON public.gap USING btree (board_id, act, COALESCE(case_type_id, 0), COALESCE(mission, ''::text), reason) WHERE (answered_at IS NULL);
comment on table gap is 'personal data: no; kept by domain/instruction/keeps.ts';
alter table gap enable row level security; alter table gap force row level security;

create table gap_day (
  gap_id uuid not null,
  on_day date not null,
  channel text not null,
  count integer not null,
  constraint gap_day_gap_id_fkey FOREIGN KEY (gap_id) REFERENCES gap(id),
  constraint gap_day_pkey PRIMARY KEY (gap_id, on_day, channel)
);
comment on table gap_day is 'personal data: no; kept by domain/duty/keeps.ts';
alter table gap_day enable row level security; alter table gap_day force row level security;

create table group_hand (
  id integer generated always as identity not null,
  claim_value text not null,
  hand text not null,
  board_id integer not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  ended_by uuid,
  ended_at timestamp with time zone,
  constraint group_hand_claim_value_check CHECK (((length(claim_value) >= 1) AND (length(claim_value) <= 300))),
  constraint group_hand_hand_check CHECK ((hand = ANY (ARRAY['agent'::text, 'officer'::text, 'auditor'::text]))),
  constraint group_hand_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint group_hand_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES employee(id),
  constraint group_hand_made_by_fkey FOREIGN KEY (made_by) REFERENCES employee(id),
  constraint group_hand_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX group_hand_once ON public.group_hand USING btree (claim_value, hand, board_id) WHERE (ended_at IS NULL);
comment on table group_hand is 'personal data: staff; kept by domain/staff/keeps.ts';
alter table group_hand enable row level security; alter table group_hand force row level security;

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
CREATE TRIGGER guarded_secret BEFORE INSERT ON public.handover FOR EACH ROW EXECUTE FUNCTION guard_secret_handover();
comment on table handover is 'personal data: staff; kept by domain/case/keeps.ts';
alter table handover enable row level security; alter table handover force row level security;

create table happening (
  id bigint generated always as identity not null,
  case_id uuid,
  contact_id uuid,
  event text not null,
  at timestamp with time zone not null,
  recorded_by uuid,
  recorded_at timestamp with time zone not null,
  taken_back_at timestamp with time zone,
  constraint happening_check CHECK ((num_nonnulls(case_id, contact_id) = 1)),
  constraint happening_event_check CHECK (((event ~ '^[a-z][a-z0-9]*([.-][a-z0-9]+)*$'::text) AND (length(event) <= 80))),
  constraint happening_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint happening_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint happening_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES employee(id),
  constraint happening_pkey PRIMARY KEY (id)
);
CREATE INDEX happening_of_case ON public.happening USING btree (case_id);
CREATE INDEX happening_of_contact ON public.happening USING btree (contact_id);
comment on table happening is 'personal data: pseudonymous; kept by domain/retention/keeps.ts';
alter table happening enable row level security; alter table happening force row level security;

create table harm_test (
  id uuid default gen_random_uuid() not null,
  case_id uuid,
  contact_id uuid,
  board_id integer not null,
  to_board_id integer,
  look_up_id uuid,
  employee_id uuid not null,
  hand text not null,
  at timestamp with time zone not null,
  level text not null,
  provisions text[] not null,
  is_protected boolean not null,
  ground text default 'no-harm'::text not null,
  answers jsonb not null,
  kept text[] default '{}'::text[] not null,
  consented text[] default '{}'::text[] not null,
  law text,
  outcome text not null,
  constraint harm_test_answers_check CHECK ((jsonb_typeof(answers) = 'object'::text)),
  constraint harm_test_check CHECK ((num_nonnulls(case_id, contact_id) = 1)),
  constraint harm_test_check1 CHECK ((num_nonnulls(to_board_id, look_up_id) = 1)),
  constraint harm_test_check2 CHECK (((to_board_id IS NULL) OR (case_id IS NOT NULL))),
  constraint harm_test_consented_check CHECK ((consented <@ ARRAY['messages'::text, 'notes'::text, 'files'::text, 'people'::text])),
  constraint harm_test_ground_check CHECK ((ground = ANY (ARRAY['no-harm'::text, 'consent'::text, '10:2'::text, '10:27'::text, '10:28'::text]))),
  constraint harm_test_hand_check CHECK ((hand = ANY (ARRAY['agent'::text, 'officer'::text]))),
  constraint harm_test_law_check CHECK ((law ~ '^[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,24} \d{1,2}:\d{1,3}( [a-z])?$'::text)),
  constraint harm_test_outcome_check CHECK ((outcome = ANY (ARRAY['all'::text, 'part'::text, 'nothing'::text]))),
  constraint harm_test_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint harm_test_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint harm_test_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint harm_test_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint harm_test_look_up_id_fkey FOREIGN KEY (look_up_id) REFERENCES look_up(id),
  constraint harm_test_to_board_id_fkey FOREIGN KEY (to_board_id) REFERENCES board(id),
  constraint harm_test_pkey PRIMARY KEY (id)
);
CREATE INDEX harm_test_of_case ON public.harm_test USING btree (case_id, at DESC);
CREATE INDEX harm_test_of_contact ON public.harm_test USING btree (contact_id);
CREATE INDEX harm_test_of_look_up ON public.harm_test USING btree (look_up_id, at DESC);
CREATE TRIGGER settled BEFORE INSERT ON public.harm_test FOR EACH ROW EXECUTE FUNCTION settle_harm_test();
comment on table harm_test is 'personal data: pseudonymous; kept by domain/lookup/keeps.ts';
alter table harm_test enable row level security; alter table harm_test force row level security;

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

create table identity (
  id integer generated always as identity not null,
  employee_id uuid not null,
  issuer text not null,
  subject text not null,
  linked_at timestamp with time zone not null,
  how text not null,
  constraint identity_how_check CHECK ((how = ANY (ARRAY['claim'::text, 'link'::text]))),
  constraint identity_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint identity_pkey PRIMARY KEY (id),
  constraint identity_employee_id_issuer_key UNIQUE (employee_id, issuer),
  constraint identity_issuer_subject_key UNIQUE (issuer, subject)
);
comment on table identity is 'personal data: staff; kept by domain/staff/keeps.ts';
alter table identity enable row level security; alter table identity force row level security;

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

create table instruction_comment (
  id uuid default gen_random_uuid() not null,
  version_id integer not null,
  clause_id text not null,
  author uuid not null,
  body text not null,
  at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  resolved_by uuid,
  constraint instruction_comment_body_check CHECK (((length(body) >= 1) AND (length(body) <= 2000))),
  constraint instruction_comment_check CHECK (((resolved_at IS NULL) = (resolved_by IS NULL))),
  constraint instruction_comment_clause_id_check CHECK (((length(clause_id) >= 1) AND (length(clause_id) <= 60))),
  constraint instruction_comment_author_fkey FOREIGN KEY (author) REFERENCES employee(id),
  constraint instruction_comment_resolved_by_fkey FOREIGN KEY (resolved_by) REFERENCES employee(id),
  constraint instruction_comment_version_id_fkey FOREIGN KEY (version_id) REFERENCES instruction_version(id),
  constraint instruction_comment_pkey PRIMARY KEY (id)
);
CREATE INDEX instruction_comment_of_version ON public.instruction_comment USING btree (version_id, at);
comment on table instruction_comment is 'personal data: staff; kept by domain/instruction/keeps.ts';
alter table instruction_comment enable row level security; alter table instruction_comment force row level security;

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

create table instruction_review (
  id uuid default gen_random_uuid() not null,
  version_id integer not null,
  reviewed_by uuid not null,
  paragraph text not null,
  on_day date not null,
  result text not null,
  next_by date not null,
  recorded_at timestamp with time zone not null,
  constraint instruction_review_check CHECK ((next_by <= (on_day + '1 year'::interval))),
  constraint instruction_review_result_check CHECK ((result = ANY (ARRAY['unchanged'::text, 'to-be-changed'::text, 'to-be-ended'::text]))),
  constraint instruction_review_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES employee(id),
  constraint instruction_review_version_id_fkey FOREIGN KEY (version_id) REFERENCES instruction_version(id),
  constraint instruction_review_pkey PRIMARY KEY (id)
);
CREATE INDEX instruction_review_of_version ON public.instruction_review USING btree (version_id, recorded_at DESC);
comment on table instruction_review is 'personal data: staff; kept by domain/instruction/keeps.ts';
alter table instruction_review enable row level security; alter table instruction_review force row level security;

create table instruction_signature (
  id uuid default gen_random_uuid() not null,
  version_id integer not null,
  stop_id uuid,
  purpose text not null,
  party text not null,
  signer uuid not null,
  paragraph text not null,
  on_day date not null,
  signed_at timestamp with time zone not null,
  signed_hash bytea not null,
  key_id uuid not null,
  signature bytea not null,
  void_at timestamp with time zone,
  constraint instruction_signature_check CHECK (((purpose = 'lift'::text) = (stop_id IS NOT NULL))),
  constraint instruction_signature_party_check CHECK ((party = ANY (ARRAY['board'::text, 'contact-centre'::text]))),
  constraint instruction_signature_purpose_check CHECK ((purpose = ANY (ARRAY['version'::text, 'lift'::text, 'ending'::text]))),
  constraint instruction_signature_signature_check CHECK ((length(signature) = 64)),
  constraint instruction_signature_signed_hash_check CHECK ((length(signed_hash) = 32)),
  constraint instruction_signature_key_id_fkey FOREIGN KEY (key_id) REFERENCES signing_key(id),
  constraint instruction_signature_signer_fkey FOREIGN KEY (signer) REFERENCES employee(id),
  constraint instruction_signature_stop_id_fkey FOREIGN KEY (stop_id) REFERENCES instruction_stop(id),
  constraint instruction_signature_version_id_fkey FOREIGN KEY (version_id) REFERENCES instruction_version(id),
  constraint instruction_signature_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX instruction_signature_one_a_party ON public.instruction_signature USING btree (version_id, purpose, party, stop_id) NULLS NOT DISTINCT WHERE (void_at IS NULL);
CREATE UNIQUE INDEX instruction_signature_one_a_person ON public.instruction_signature USING btree (version_id, purpose, signer, stop_id) NULLS NOT DISTINCT WHERE (void_at IS NULL);
comment on table instruction_signature is 'personal data: staff; kept by domain/instruction/keeps.ts';
alter table instruction_signature enable row level security; alter table instruction_signature force row level security;

create table instruction_stop (
  id uuid default gen_random_uuid() not null,
  board_id integer not null,
  version_id integer not null,
  acts text[] default '{}'::text[] not null,
  case_type_ids integer[] default '{}'::integer[] not null,
  reason text not null,
  stopped_by uuid not null,
  stopped_at timestamp with time zone not null,
  lifted_at timestamp with time zone,
  constraint instruction_stop_reason_check CHECK (((length(reason) >= 3) AND (length(reason) <= 2000))),
  constraint instruction_stop_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint instruction_stop_stopped_by_fkey FOREIGN KEY (stopped_by) REFERENCES employee(id),
  constraint instruction_stop_version_id_fkey FOREIGN KEY (version_id) REFERENCES instruction_version(id),
  constraint instruction_stop_pkey PRIMARY KEY (id)
);
CREATE INDEX instruction_stop_open ON public.instruction_stop USING btree (board_id) WHERE (lifted_at IS NULL);
CREATE TRIGGER owed_to_the_centre AFTER INSERT ON public.instruction_stop FOR EACH ROW EXECUTE FUNCTION owe_stop();
comment on table instruction_stop is 'personal data: staff; kept by domain/instruction/keeps.ts';
alter table instruction_stop enable row level security; alter table instruction_stop force row level security;

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
  uid uuid default gen_random_uuid() not null,
  signed text default 'paper'::text not null,
  content jsonb default '{}'::jsonb not null,
  diff jsonb,
  previous_id integer,
  previous_hash bytea,
  created_by uuid,
  touched_at timestamp with time zone,
  returned_reason text,
  in_force_at timestamp with time zone,
  ended_at timestamp with time zone,
  revision integer default 0 not null,
  constraint instruction_version_hash_check CHECK ((length(hash) = 32)),
  constraint instruction_version_signed_check CHECK ((signed = ANY (ARRAY['paper'::text, 'keys'::text]))),
  constraint instruction_version_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'proposed'::text, 'approved'::text, 'accepted'::text, 'in-force'::text, 'superseded'::text, 'stopped'::text, 'ended'::text]))),
  constraint instruction_version_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint instruction_version_created_by_fkey FOREIGN KEY (created_by) REFERENCES employee(id),
  constraint instruction_version_previous_id_fkey FOREIGN KEY (previous_id) REFERENCES instruction_version(id),
  constraint instruction_version_pkey PRIMARY KEY (id),
  constraint instruction_version_board_id_version_key UNIQUE (board_id, version),
  constraint instruction_version_uid_key UNIQUE (uid)
);
CREATE UNIQUE INDEX instruction_one_in_force ON public.instruction_version USING btree (board_id) WHERE (state = 'in-force'::text);
CREATE UNIQUE INDEX instruction_one_on_its_way ON public.instruction_version USING btree (board_id) WHERE (state = ANY (ARRAY['proposed'::text, 'approved'::text, 'accepted'::text]));
CREATE TRIGGER guarded_life BEFORE UPDATE ON public.instruction_version FOR EACH ROW EXECUTE FUNCTION guard_version();
CREATE TRIGGER owed_to_the_centre AFTER INSERT OR UPDATE OF state ON public.instruction_version FOR EACH ROW EXECUTE FUNCTION owe_change();
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

create table link (
  id uuid default gen_random_uuid() not null,
  board_id integer not null,
  url text not null,
  used_in text[] not null,
  first_at timestamp with time zone not null,
  gone_at timestamp with time zone,
  checked_at timestamp with time zone,
  outcome text,
  dead_since timestamp with time zone,
  notice_id uuid,
  constraint link_url_check CHECK (((url ~ '^https?://'::text) AND (length(url) <= 2000))),
  constraint link_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint link_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES board_notice(id),
  constraint link_pkey PRIMARY KEY (id),
  constraint link_board_id_url_key UNIQUE (board_id, url)
);
comment on table link is 'personal data: no; kept by domain/link/keeps.ts';
alter table link enable row level security; alter table link force row level security;

create table link_check (
  id bigint generated always as identity not null,
  link_id uuid not null,
  at timestamp with time zone not null,
  outcome text not null,
  status integer,
  landed_at text,
  constraint link_check_outcome_check CHECK ((outcome = ANY (ARRAY['ok'::text, 'redirected'::text, 'not-found'::text, 'refused'::text, 'server-fault'::text, 'timeout'::text, 'tls-fault'::text, 'unreachable'::text, 'private-address'::text, 'redirect-loop'::text, 'bad-redirect'::text]))),
  constraint link_check_link_id_fkey FOREIGN KEY (link_id) REFERENCES link(id),
  constraint link_check_pkey PRIMARY KEY (id)
);
CREATE INDEX link_check_of_link ON public.link_check USING btree (link_id, id DESC);
comment on table link_check is 'personal data: no; kept by domain/link/keeps.ts';
alter table link_check enable row level security; alter table link_check force row level security;

create table log_checkpoint (
  size bigint not null,
  at timestamp with time zone not null,
  root bytea not null,
  note text not null,
  constraint log_checkpoint_root_check CHECK ((length(root) = 32)),
  constraint log_checkpoint_pkey PRIMARY KEY (size)
);
CREATE INDEX log_checkpoint_at ON public.log_checkpoint USING btree (at);
comment on table log_checkpoint is 'personal data: no; kept by domain/audit/keeps.ts. note: as signed (C2SP checkpoint)';
alter table log_checkpoint enable row level security; alter table log_checkpoint force row level security;

create table log_control (
  id uuid default gen_random_uuid() not null,
  board_id integer not null,
  from_on date not null,
  until_on date not null,
  seed text not null,
  tree_size bigint not null,
  population integer not null,
  made_at timestamp with time zone not null,
  made_by uuid,
  statement text,
  hash bytea,
  public_key bytea,
  signature bytea,
  signed_at timestamp with time zone,
  signed_by uuid,
  constraint log_control_check CHECK ((until_on >= from_on)),
  constraint log_control_check1 CHECK ((num_nonnulls(statement, hash, public_key, signature, signed_at, signed_by) = ANY (ARRAY[0, 6]))),
  constraint log_control_population_check CHECK ((population >= 0)),
  constraint log_control_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint log_control_made_by_fkey FOREIGN KEY (made_by) REFERENCES employee(id),
  constraint log_control_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES employee(id),
  constraint log_control_pkey PRIMARY KEY (id),
  constraint log_control_board_id_from_on_until_on_key UNIQUE (board_id, from_on, until_on)
);
comment on table log_control is 'personal data: staff; kept by domain/logcontrol/keeps.ts';
alter table log_control enable row level security; alter table log_control force row level security;

create table log_control_item (
  id uuid default gen_random_uuid() not null,
  control_id uuid not null,
  number bigint not null,
  whys text[] not null,
  verdict text,
  reason text,
  judged_at timestamp with time zone,
  judged_by uuid,
  constraint log_control_item_check CHECK ((num_nonnulls(verdict, reason, judged_at, judged_by) = ANY (ARRAY[0, 4]))),
  constraint log_control_item_reason_check CHECK (((length(reason) >= 3) AND (length(reason) <= 500))),
  constraint log_control_item_verdict_check CHECK ((verdict = ANY (ARRAY['in-order'::text, 'not-explained'::text, 'investigate'::text]))),
  constraint log_control_item_whys_check CHECK ((cardinality(whys) > 0)),
  constraint log_control_item_control_id_fkey FOREIGN KEY (control_id) REFERENCES log_control(id),
  constraint log_control_item_judged_by_fkey FOREIGN KEY (judged_by) REFERENCES employee(id),
  constraint log_control_item_pkey PRIMARY KEY (id),
  constraint log_control_item_control_id_number_key UNIQUE (control_id, number)
);
comment on table log_control_item is 'personal data: staff; kept by domain/logcontrol/keeps.ts';
alter table log_control_item enable row level security; alter table log_control_item force row level security;

create table log_cursor (
  only_one boolean default true not null,
  next_xact xid8 not null,
  begun xid8 not null,
  constraint log_cursor_only_one_check CHECK (only_one),
  constraint log_cursor_pkey PRIMARY KEY (only_one)
);
comment on table log_cursor is 'personal data: no; kept by domain/audit/keeps.ts';
alter table log_cursor enable row level security; alter table log_cursor force row level security;

create table log_key (
  id integer generated always as identity not null,
  kind text not null,
  board_id integer,
  verifier text not null,
  made_at timestamp with time zone not null,
  constraint log_key_check CHECK (((kind = 'witness'::text) = (board_id IS NOT NULL))),
  constraint log_key_kind_check CHECK ((kind = ANY (ARRAY['log'::text, 'witness'::text]))),
  constraint log_key_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint log_key_pkey PRIMARY KEY (id),
  constraint log_key_verifier_key UNIQUE (verifier)
);
CREATE INDEX log_key_of_board ON public.log_key USING btree (board_id);
comment on table log_key is 'personal data: no; kept by domain/audit/keeps.ts. The public half only';
alter table log_key enable row level security; alter table log_key force row level security;

create table log_leaf (
  sequence bigint not null,
  kind text not null,
  row_id bigint not null,
  salt bytea,
  entry text not null,
  constraint log_leaf_kind_check CHECK ((kind = ANY (ARRAY['access'::text, 'audit'::text, 'refusal'::text, 'certificate'::text]))),
  constraint log_leaf_salt_check CHECK ((length(salt) = 16)),
  constraint log_leaf_pkey PRIMARY KEY (sequence),
  constraint log_leaf_kind_row_id_key UNIQUE (kind, row_id)
);
CREATE INDEX log_leaf_with_salt ON public.log_leaf USING btree (sequence) WHERE ((salt IS NOT NULL) AND (kind <> 'certificate'::text));
comment on table log_leaf is 'personal data: pseudonymous; kept by domain/audit/keeps.ts. entry: what is hashed, without ids of people or cases';
alter table log_leaf enable row level security; alter table log_leaf force row level security;

create table log_node (
  level integer not null,
  "position" bigint not null,
  hash bytea not null,
  constraint log_node_hash_check CHECK ((length(hash) = 32)),
  constraint log_node_pkey PRIMARY KEY (level, "position")
);
comment on table log_node is 'personal data: no; kept by domain/audit/keeps.ts. Hashes of complete groups of 16, 256, 4096 … rows';
alter table log_node enable row level security; alter table log_node force row level security;

create table log_number (
  board_id integer not null,
  number bigint not null,
  sequence bigint not null,
  constraint log_number_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint log_number_pkey PRIMARY KEY (board_id, number)
);
CREATE UNIQUE INDEX log_number_in_order ON public.log_number USING btree (board_id, sequence);
comment on table log_number is 'personal data: no; kept by domain/audit/keeps.ts. Each board counts its own rows, so that one that is missing leaves a hole';
alter table log_number enable row level security; alter table log_number force row level security;

create table log_witness (
  size bigint not null,
  board_id integer not null,
  at timestamp with time zone not null,
  line text not null,
  constraint log_witness_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint log_witness_size_fkey FOREIGN KEY (size) REFERENCES log_checkpoint(size),
  constraint log_witness_pkey PRIMARY KEY (board_id, size)
);
CREATE INDEX log_witness_of_checkpoint ON public.log_witness USING btree (size);
comment on table log_witness is 'personal data: no; kept by domain/audit/keeps.ts. line: a cosignature (C2SP)';
alter table log_witness enable row level security; alter table log_witness force row level security;

create table look_up (
  id uuid default gen_random_uuid() not null,
  case_id uuid,
  contact_id uuid,
  board_id integer not null,
  case_type_id integer not null,
  employee_id uuid not null,
  at timestamp with time zone not null,
  system text,
  version_id integer,
  clause_ids text[] not null,
  reference_hash bytea not null,
  outcome text default 'asked'::text not null,
  answered_at timestamp with time zone,
  fields text[] default '{}'::text[] not null,
  secrecy_tags text[] default '{}'::text[] not null,
  told jsonb default '[]'::jsonb not null,
  constraint look_up_check CHECK ((num_nonnulls(case_id, contact_id) = 1)),
  constraint look_up_check1 CHECK (((outcome = 'asked'::text) = (answered_at IS NULL))),
  constraint look_up_check2 CHECK (((outcome = 'found'::text) OR ((fields = '{}'::text[]) AND (told = '[]'::jsonb)))),
  constraint look_up_outcome_check CHECK ((outcome = ANY (ARRAY['asked'::text, 'found'::text, 'not-found'::text, 'not-available'::text]))),
  constraint look_up_reference_hash_check CHECK ((length(reference_hash) = 32)),
  constraint look_up_told_check CHECK ((jsonb_typeof(told) = 'array'::text)),
  constraint look_up_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint look_up_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint look_up_case_type_id_board_id_fkey FOREIGN KEY (case_type_id, board_id) REFERENCES case_type(id, board_id),
  constraint look_up_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint look_up_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint look_up_version_id_fkey FOREIGN KEY (version_id) REFERENCES instruction_version(id),
  constraint look_up_pkey PRIMARY KEY (id)
);
CREATE INDEX look_up_of_case ON public.look_up USING btree (case_id);
CREATE INDEX look_up_of_contact ON public.look_up USING btree (contact_id);
CREATE INDEX look_up_of_employee ON public.look_up USING btree (employee_id, at DESC);
CREATE TRIGGER guarded BEFORE INSERT OR UPDATE ON public.look_up FOR EACH ROW EXECUTE FUNCTION guard_look_up();
CREATE TRIGGER guarded_telling BEFORE UPDATE OF told ON public.look_up FOR EACH ROW EXECUTE FUNCTION guard_telling();
CREATE TRIGGER logged AFTER INSERT OR UPDATE ON public.look_up FOR EACH ROW EXECUTE FUNCTION log_look_up();
comment on table look_up is 'personal data: pseudonymous; kept by domain/lookup/keeps.ts';
alter table look_up enable row level security; alter table look_up force row level security;

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
  altered_at timestamp with time zone,
  altered_rule text,
  constraint message_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint message_author_id_fkey FOREIGN KEY (author_id) REFERENCES employee(id),
  constraint message_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint message_pkey PRIMARY KEY (id)
);
CREATE INDEX message_of_case ON public.message USING btree (case_id, at);
CREATE TRIGGER conflicts AFTER INSERT ON public.message FOR EACH ROW EXECUTE FUNCTION find_conflicts_in_words();
CREATE TRIGGER to_be_sealed AFTER INSERT OR UPDATE ON public.message FOR EACH ROW EXECUTE FUNCTION note_sealing('case');
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
  altered_at timestamp with time zone,
  altered_rule text,
  constraint note_kind_check CHECK ((kind = ANY (ARRAY['note'::text, 'handover'::text, 'return'::text, 'closing'::text]))),
  constraint note_author_id_fkey FOREIGN KEY (author_id) REFERENCES employee(id),
  constraint note_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint note_pkey PRIMARY KEY (id)
);
CREATE INDEX note_of_case ON public.note USING btree (case_id, at);
CREATE TRIGGER conflicts AFTER INSERT ON public.note FOR EACH ROW EXECUTE FUNCTION find_conflicts_in_words();
CREATE TRIGGER to_be_sealed AFTER INSERT OR UPDATE ON public.note FOR EACH ROW EXECUTE FUNCTION note_sealing('case');
comment on table note is 'personal data: yes; kept by domain/case/keeps.ts';
alter table note enable row level security; alter table note force row level security;

create table notice (
  version text not null,
  published_at timestamp with time zone not null,
  content jsonb not null,
  constraint notice_pkey PRIMARY KEY (version)
);
comment on table notice is 'personal data: no; kept by domain/publication/keeps.ts';
alter table notice enable row level security; alter table notice force row level security;

create table notice_publication (
  id bigint generated always as identity not null,
  version text not null,
  published_at timestamp with time zone not null,
  content jsonb not null,
  constraint notice_publication_version_fkey FOREIGN KEY (version) REFERENCES notice(version),
  constraint notice_publication_pkey PRIMARY KEY (id)
);
CREATE INDEX notice_publication_of_version ON public.notice_publication USING btree (version, id DESC);
comment on table notice_publication is 'personal data: no; kept by domain/publication/keeps.ts';
alter table notice_publication enable row level security; alter table notice_publication force row level security;

create table offboarding (
  id uuid default gen_random_uuid() not null,
  board_id integer not null,
  version_id integer not null,
  state text default 'exporting'::text not null,
  after_case uuid,
  after_contact uuid,
  started_at timestamp with time zone not null,
  exported_at timestamp with time zone,
  done_at timestamp with time zone,
  constraint offboarding_state_check CHECK ((state = ANY (ARRAY['exporting'::text, 'exported'::text, 'purging'::text, 'done'::text, 'cancelled'::text]))),
  constraint offboarding_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint offboarding_version_id_fkey FOREIGN KEY (version_id) REFERENCES instruction_version(id),
  constraint offboarding_pkey PRIMARY KEY (id),
  constraint offboarding_version_id_key UNIQUE (version_id)
);
comment on table offboarding is 'personal data: no; kept by domain/archive/keeps.ts';
alter table offboarding enable row level security; alter table offboarding force row level security;

create table offboarding_part (
  offboarding_id uuid not null,
  part integer not null,
  file_id uuid not null,
  sha256 bytea not null,
  size_bytes bigint not null,
  wrapped_key bytea,
  subjects integer not null,
  made_at timestamp with time zone not null,
  fetched_at timestamp with time zone,
  fetched_by uuid,
  constraint offboarding_part_sha256_check CHECK ((length(sha256) = 32)),
  constraint offboarding_part_fetched_by_fkey FOREIGN KEY (fetched_by) REFERENCES employee(id),
  constraint offboarding_part_offboarding_id_fkey FOREIGN KEY (offboarding_id) REFERENCES offboarding(id),
  constraint offboarding_part_pkey PRIMARY KEY (offboarding_id, part),
  constraint offboarding_part_file_id_key UNIQUE (file_id)
);
comment on table offboarding_part is 'personal data: staff; kept by domain/archive/keeps.ts';
alter table offboarding_part enable row level security; alter table offboarding_part force row level security;

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
CREATE TRIGGER to_be_sealed AFTER INSERT OR UPDATE ON public.outgoing FOR EACH ROW EXECUTE FUNCTION note_sealing('case');
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
CREATE INDEX participant_by_email ON public.participant USING btree (email) WHERE ((email IS NOT NULL) AND (case_id IS NOT NULL));
CREATE INDEX participant_by_phone ON public.participant USING btree (regexp_replace(phone, '\D'::text, ''::text, 'g'::text)) WHERE ((phone IS NOT NULL) AND (case_id IS NOT NULL));
CREATE INDEX participant_email_anywhere ON public.participant USING btree (email) WHERE (email IS NOT NULL);
CREATE INDEX participant_of_case ON public.participant USING btree (case_id);
CREATE INDEX participant_of_contact ON public.participant USING btree (contact_id);
CREATE INDEX participant_phone_ending ON public.participant USING btree ("right"(regexp_replace(phone, '\D'::text, ''::text, 'g'::text), 8)) WHERE (phone IS NOT NULL);
CREATE TRIGGER conflicts AFTER INSERT ON public.participant FOR EACH ROW EXECUTE FUNCTION find_conflicts();
CREATE TRIGGER to_be_sealed AFTER INSERT OR UPDATE ON public.participant FOR EACH ROW EXECUTE FUNCTION note_sealing('either');
comment on table participant is 'personal data: yes; kept by domain/person/keeps.ts';
alter table participant enable row level security; alter table participant force row level security;

create table passkey (
  id uuid default gen_random_uuid() not null,
  employee_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] default '{}'::text[] not null,
  name text not null,
  made_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint passkey_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  constraint passkey_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint passkey_pkey PRIMARY KEY (id),
  constraint passkey_credential_id_key UNIQUE (credential_id)
);
CREATE TRIGGER end_sessions AFTER INSERT OR DELETE ON public.passkey FOR EACH ROW EXECUTE FUNCTION end_sessions_of_changed();
comment on table passkey is 'personal data: staff; kept by domain/staff/keeps.ts';
alter table passkey enable row level security; alter table passkey force row level security;

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
  e_service_offer text,
  constraint question_e_service_offer_check CHECK ((e_service_offer = ANY (ARRAY['accepted'::text, 'declined'::text, 'not-relevant'::text]))),
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
CREATE TRIGGER to_be_sealed AFTER INSERT ON public.question FOR EACH ROW EXECUTE FUNCTION note_move();
CREATE TRIGGER to_be_sealed_when_moved AFTER UPDATE OF case_type_id ON public.question FOR EACH ROW WHEN ((old.case_type_id <> new.case_type_id)) EXECUTE FUNCTION note_move();
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
CREATE TRIGGER to_be_sealed AFTER INSERT OR UPDATE ON public.question_text FOR EACH ROW EXECUTE FUNCTION note_sealing('contact');
comment on table question_text is 'personal data: yes; kept by domain/contact/keeps.ts';
alter table question_text enable row level security; alter table question_text force row level security;

create table recovery_code (
  employee_id uuid not null,
  hash bytea not null,
  used_at timestamp with time zone,
  constraint recovery_code_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint recovery_code_pkey PRIMARY KEY (employee_id, hash)
);
comment on table recovery_code is 'personal data: staff; kept by domain/staff/keeps.ts';
alter table recovery_code enable row level security; alter table recovery_code force row level security;

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
  xact xid8 default pg_current_xact_id() not null,
  session_id uuid,
  via text,
  constraint refusal_pkey PRIMARY KEY (id)
);
CREATE INDEX refusal_key ON public.refusal USING btree (xact);
CREATE INDEX refusal_of_case ON public.refusal USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX refusal_of_employee ON public.refusal USING btree (employee_id, id) WHERE (employee_id IS NOT NULL);
CREATE TRIGGER placed BEFORE INSERT ON public.refusal FOR EACH ROW EXECUTE FUNCTION log_place();
comment on table refusal is 'personal data: staff, and ids; kept by domain/audit/keeps.ts';
alter table refusal enable row level security; alter table refusal force row level security;

create table representation (
  id uuid default gen_random_uuid() not null,
  case_id uuid,
  contact_id uuid,
  look_up_id uuid not null,
  board_id integer not null,
  employee_id uuid not null,
  at timestamp with time zone not null,
  kind text not null,
  document_ref text,
  valid_to date,
  scope text[] default '{}'::text[] not null,
  custody text,
  child_age integer,
  decides text,
  considerable_harm boolean,
  law text,
  constraint representation_check CHECK ((num_nonnulls(case_id, contact_id) = 1)),
  constraint representation_check1 CHECK (((kind = 'representative'::text) = (document_ref IS NOT NULL))),
  constraint representation_check2 CHECK (((kind = 'guardian'::text) = ((custody IS NOT NULL) AND (child_age IS NOT NULL) AND (considerable_harm IS NOT NULL)))),
  constraint representation_check3 CHECK (((kind = 'authority'::text) = (law IS NOT NULL))),
  constraint representation_child_age_check CHECK (((child_age >= 0) AND (child_age <= 120))),
  constraint representation_custody_check CHECK ((custody = ANY (ARRAY['not-checked'::text, 'population-register'::text, 'document'::text]))),
  constraint representation_decides_check CHECK ((decides = ANY (ARRAY['guardian'::text, 'child'::text]))),
  constraint representation_document_ref_check CHECK ((document_ref ~ '^[A-Za-zÅÄÖåäö0-9][A-Za-zÅÄÖåäö0-9 ./-]{1,39}$'::text)),
  constraint representation_kind_check CHECK ((kind = ANY (ARRAY['representative'::text, 'guardian'::text, 'authority'::text]))),
  constraint representation_law_check CHECK ((law ~ '^[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,24} \d{1,2}:\d{1,3}( [a-z])?$'::text)),
  constraint representation_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint representation_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint representation_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint representation_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint representation_look_up_id_fkey FOREIGN KEY (look_up_id) REFERENCES look_up(id),
  constraint representation_pkey PRIMARY KEY (id)
);
CREATE INDEX representation_of_case ON public.representation USING btree (case_id);
CREATE INDEX representation_of_contact ON public.representation USING btree (contact_id);
CREATE INDEX representation_of_look_up ON public.representation USING btree (look_up_id, at DESC);
CREATE TRIGGER dated BEFORE INSERT ON public.representation FOR EACH ROW EXECUTE FUNCTION date_representation();
comment on table representation is 'personal data: pseudonymous; kept by domain/lookup/keeps.ts';
alter table representation enable row level security; alter table representation force row level security;

create table rights_item (
  id uuid default gen_random_uuid() not null,
  part_id uuid not null,
  case_id uuid not null,
  about_case uuid,
  about_contact uuid,
  hold_id uuid not null,
  constraint rights_item_check CHECK ((num_nonnulls(about_case, about_contact) = 1)),
  constraint rights_item_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint rights_item_part_id_fkey FOREIGN KEY (part_id) REFERENCES rights_part(id),
  constraint rights_item_pkey PRIMARY KEY (id)
);
CREATE INDEX rights_item_of_case ON public.rights_item USING btree (case_id);
CREATE INDEX rights_item_of_part ON public.rights_item USING btree (part_id);
comment on table rights_item is 'personal data: pseudonymous; kept by domain/rights/keeps.ts';
alter table rights_item enable row level security; alter table rights_item force row level security;

create table rights_part (
  id uuid default gen_random_uuid() not null,
  request_id uuid not null,
  case_id uuid not null,
  board_id integer not null,
  notice_id uuid not null,
  matched_by text[] not null,
  sealed boolean not null,
  due_at timestamp with time zone not null,
  extended_at timestamp with time zone,
  taken_at timestamp with time zone,
  taken_by uuid,
  decided_at timestamp with time zone,
  decided_by uuid,
  outcome text,
  law_id text,
  constraint rights_part_check CHECK ((num_nonnulls(decided_at, decided_by, outcome) = ANY (ARRAY[0, 3]))),
  constraint rights_part_check1 CHECK (((outcome IS NULL) OR (outcome = 'granted'::text) OR (law_id IS NOT NULL))),
  constraint rights_part_law_id_check CHECK (((length(law_id) >= 3) AND (length(law_id) <= 200))),
  constraint rights_part_outcome_check CHECK ((outcome = ANY (ARRAY['granted'::text, 'partly'::text, 'refused'::text]))),
  constraint rights_part_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint rights_part_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint rights_part_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES employee(id),
  constraint rights_part_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES board_notice(id),
  constraint rights_part_request_id_fkey FOREIGN KEY (request_id) REFERENCES rights_request(id),
  constraint rights_part_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES employee(id),
  constraint rights_part_pkey PRIMARY KEY (id),
  constraint rights_part_request_id_board_id_key UNIQUE (request_id, board_id)
);
CREATE INDEX rights_part_of_case ON public.rights_part USING btree (case_id);
CREATE INDEX rights_part_of_notice ON public.rights_part USING btree (notice_id);
CREATE INDEX rights_part_open ON public.rights_part USING btree (board_id, due_at) WHERE (decided_at IS NULL);
comment on table rights_part is 'personal data: pseudonymous; kept by domain/rights/keeps.ts';
alter table rights_part enable row level security; alter table rights_part force row level security;

create table rights_request (
  id uuid default gen_random_uuid() not null,
  case_id uuid not null,
  kind text not null,
  channel text not null,
  received_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  registered_by uuid,
  told_at timestamp with time zone,
  closed_at timestamp with time zone,
  constraint rights_request_check CHECK ((due_at > received_at)),
  constraint rights_request_kind_check CHECK ((kind = ANY (ARRAY['information'::text, 'access'::text, 'rectification'::text, 'erasure'::text, 'restriction'::text, 'objection'::text, 'portability'::text, 'consent-withdrawal'::text, 'records'::text]))),
  constraint rights_request_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint rights_request_registered_by_fkey FOREIGN KEY (registered_by) REFERENCES employee(id),
  constraint rights_request_pkey PRIMARY KEY (id),
  constraint rights_request_case_id_key UNIQUE (case_id)
);
CREATE INDEX rights_request_open ON public.rights_request USING btree (due_at) WHERE (closed_at IS NULL);
comment on table rights_request is 'personal data: pseudonymous; kept by domain/rights/keeps.ts';
alter table rights_request enable row level security; alter table rights_request force row level security;

create table rights_text (
  part_id uuid not null,
  case_id uuid not null,
  extension_reasons text,
  decision_reasons text,
  constraint rights_text_decision_reasons_check CHECK ((length(decision_reasons) <=
CASE
    WHEN starts_with(decision_reasons, ''::text) THEN 120000
    ELSE 20000
END)),
  constraint rights_text_extension_reasons_check CHECK ((length(extension_reasons) <=
CASE
    WHEN starts_with(extension_reasons, ''::text) THEN 30000
    ELSE 4000
END)),
  constraint rights_text_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint rights_text_part_id_fkey FOREIGN KEY (part_id) REFERENCES rights_part(id),
  constraint rights_text_pkey PRIMARY KEY (part_id)
);
CREATE INDEX rights_text_of_case ON public.rights_text USING btree (case_id);
CREATE TRIGGER to_be_sealed AFTER INSERT OR UPDATE ON public.rights_text FOR EACH ROW EXECUTE FUNCTION note_sealing('case');
comment on table rights_text is 'personal data: yes; kept by domain/rights/keeps.ts';
alter table rights_text enable row level security; alter table rights_text force row level security;

create table scim_token (
  id uuid default gen_random_uuid() not null,
  secret_hash bytea not null,
  name text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  used_at timestamp with time zone,
  revoked_by uuid,
  revoked_at timestamp with time zone,
  constraint scim_token_secret_hash_check CHECK ((length(secret_hash) = 32)),
  constraint scim_token_made_by_fkey FOREIGN KEY (made_by) REFERENCES employee(id),
  constraint scim_token_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES employee(id),
  constraint scim_token_pkey PRIMARY KEY (id),
  constraint scim_token_secret_hash_key UNIQUE (secret_hash)
);
comment on table scim_token is 'personal data: staff; kept by domain/staff/keeps.ts';
alter table scim_token enable row level security; alter table scim_token force row level security;

create table sealed_lookup (
  id uuid default gen_random_uuid() not null,
  case_id uuid,
  contact_id uuid,
  hash bytea not null,
  constraint sealed_lookup_check CHECK ((num_nonnulls(case_id, contact_id) = 1)),
  constraint sealed_lookup_hash_check CHECK ((length(hash) = 32)),
  constraint sealed_lookup_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint sealed_lookup_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint sealed_lookup_pkey PRIMARY KEY (id),
  constraint sealed_lookup_case_id_contact_id_hash_key UNIQUE NULLS NOT DISTINCT (case_id, contact_id, hash)
);
CREATE INDEX sealed_lookup_of_contact ON public.sealed_lookup USING btree (contact_id);
CREATE INDEX sealed_lookup_of_hash ON public.sealed_lookup USING btree (hash);
comment on table sealed_lookup is 'personal data: pseudonymous; kept by domain/contact/keeps.ts';
alter table sealed_lookup enable row level security; alter table sealed_lookup force row level security;

create table sealing_due (
  id uuid default gen_random_uuid() not null,
  case_id uuid,
  contact_id uuid,
  moved boolean default false not null,
  writing boolean default false not null,
  xact xid8 default pg_current_xact_id() not null,
  constraint sealing_due_check CHECK ((num_nonnulls(case_id, contact_id) = 1)),
  constraint sealing_due_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint sealing_due_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint sealing_due_pkey PRIMARY KEY (id),
  constraint sealed_at_the_end TRIGGER DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX sealing_due_case ON public.sealing_due USING btree (xact, case_id);
CREATE UNIQUE INDEX sealing_due_contact ON public.sealing_due USING btree (xact, contact_id);
CREATE CONSTRAINT TRIGGER sealed_at_the_end AFTER INSERT ON public.sealing_due DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unsealed();
comment on table sealing_due is 'personal data: pseudonymous; kept by domain/contact/keeps.ts. Ids within one transaction';
alter table sealing_due enable row level security; alter table sealing_due force row level security;

create table sealing_key (
  id uuid not null,
  case_id uuid,
  contact_id uuid,
  wrapped bytea not null,
  made_at timestamp with time zone not null,
  constraint sealing_key_check CHECK ((num_nonnulls(case_id, contact_id) = 1)),
  constraint sealing_key_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint sealing_key_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id),
  constraint sealing_key_pkey PRIMARY KEY (id),
  constraint sealing_key_case_id_key UNIQUE (case_id),
  constraint sealing_key_contact_id_key UNIQUE (contact_id)
);
comment on table sealing_key is 'personal data: yes; kept by domain/contact/keeps.ts. The key row: without it the sealed words are noise';
alter table sealing_key enable row level security; alter table sealing_key force row level security;

create table second_factor_demand (
  hand text not null,
  demanded_by uuid not null,
  demanded_at timestamp with time zone not null,
  constraint second_factor_demand_hand_check CHECK ((hand = ANY (ARRAY['agent'::text, 'officer'::text, 'auditor'::text]))),
  constraint second_factor_demand_demanded_by_fkey FOREIGN KEY (demanded_by) REFERENCES employee(id),
  constraint second_factor_demand_pkey PRIMARY KEY (hand)
);
comment on table second_factor_demand is 'personal data: staff; kept by domain/staff/keeps.ts';
alter table second_factor_demand enable row level security; alter table second_factor_demand force row level security;

create table secrecy_mark (
  id uuid default gen_random_uuid() not null,
  case_id uuid not null,
  message_id uuid,
  board_id integer not null,
  provision text not null,
  level text not null,
  marked_by uuid,
  marked_at timestamp with time zone not null,
  lifted_by uuid,
  lifted_at timestamp with time zone,
  constraint secrecy_mark_check CHECK (((lifted_by IS NULL) = (lifted_at IS NULL))),
  constraint secrecy_mark_level_check CHECK ((level = ANY (ARRAY['qualified-straight'::text, 'straight'::text, 'reverse'::text, 'absolute'::text]))),
  constraint secrecy_mark_provision_check CHECK ((provision ~ '^\d{1,2}:\d{1,2}( [a-z])?$'::text)),
  constraint secrecy_mark_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint secrecy_mark_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint secrecy_mark_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES employee(id),
  constraint secrecy_mark_marked_by_fkey FOREIGN KEY (marked_by) REFERENCES employee(id),
  constraint secrecy_mark_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id),
  constraint secrecy_mark_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX secrecy_mark_once ON public.secrecy_mark USING btree (case_id, provision, COALESCE(message_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE (lifted_at IS NULL);
comment on table secrecy_mark is 'personal data: pseudonymous; kept by domain/case/keeps.ts';
alter table secrecy_mark enable row level security; alter table secrecy_mark force row level security;

create table session (
  id uuid default gen_random_uuid() not null,
  secret_hash bytea not null,
  employee_id uuid not null,
  hand text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  step_up_hash bytea,
  step_up_until timestamp with time zone,
  ends_at timestamp with time zone,
  idle interval default '01:00:00'::interval not null,
  method text default 'password'::text not null,
  device text default 'unknown'::text not null,
  network text,
  provider_issuer text,
  provider_subject text,
  provider_session text,
  sealed_hint bytea,
  constraint session_device_check CHECK ((device = ANY (ARRAY['computer'::text, 'phone'::text, 'tablet'::text, 'unknown'::text]))),
  constraint session_hand_check CHECK ((hand = ANY (ARRAY['agent'::text, 'officer'::text, 'auditor'::text]))),
  constraint session_method_check CHECK ((method = ANY (ARRAY['password'::text, 'password-and-code'::text, 'passkey'::text, 'provider'::text]))),
  constraint session_secret_hash_check CHECK ((length(secret_hash) = 32)),
  constraint session_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint session_pkey PRIMARY KEY (id),
  constraint session_secret_hash_key UNIQUE (secret_hash)
);
CREATE INDEX session_of_employee ON public.session USING btree (employee_id) WHERE (revoked_at IS NULL);
CREATE INDEX session_of_provider ON public.session USING btree (provider_issuer, provider_subject) WHERE (revoked_at IS NULL);
CREATE TRIGGER session_ended AFTER UPDATE OF revoked_at, secret_hash ON public.session FOR EACH STATEMENT EXECUTE FUNCTION tell_session_ended();
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

create table sign_in_way (
  hash bytea not null,
  kind text not null,
  employee_id uuid,
  hand text,
  facts jsonb default '{}'::jsonb not null,
  sealed bytea,
  expires_at timestamp with time zone not null,
  constraint sign_in_way_hash_check CHECK ((length(hash) = 32)),
  constraint sign_in_way_kind_check CHECK ((kind = ANY (ARRAY['code'::text, 'enrol'::text, 'provider'::text, 'passkey'::text, 'link'::text]))),
  constraint sign_in_way_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint sign_in_way_pkey PRIMARY KEY (hash)
);
comment on table sign_in_way is 'personal data: staff; kept by domain/staff/keeps.ts';
alter table sign_in_way enable row level security; alter table sign_in_way force row level security;

create table signing_key (
  id uuid default gen_random_uuid() not null,
  party text not null,
  board_id integer not null,
  public_key bytea not null,
  sealed_key bytea,
  made_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  constraint signing_key_party_check CHECK ((party = ANY (ARRAY['board'::text, 'contact-centre'::text]))),
  constraint signing_key_public_key_check CHECK ((length(public_key) = 44)),
  constraint signing_key_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint signing_key_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX signing_key_in_use ON public.signing_key USING btree (party, board_id) WHERE (retired_at IS NULL);
comment on table signing_key is 'personal data: no; kept by domain/instruction/keeps.ts';
alter table signing_key enable row level security; alter table signing_key force row level security;

create table simulation (
  id uuid default gen_random_uuid() not null,
  version_id integer not null,
  board_id integer not null,
  basis bytea not null,
  state text default 'queued'::text not null,
  done integer default 0 not null,
  total integer default 0 not null,
  queued_at timestamp with time zone not null,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  because text,
  place jsonb default '{}'::jsonb not null,
  tally jsonb default '{}'::jsonb not null,
  result jsonb,
  constraint simulation_basis_check CHECK ((length(basis) = 32)),
  constraint simulation_check CHECK (((state = ANY (ARRAY['done'::text, 'cancelled'::text, 'failed'::text])) = (ended_at IS NOT NULL))),
  constraint simulation_check1 CHECK (((state = 'done'::text) = (result IS NOT NULL))),
  constraint simulation_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'failed'::text]))),
  constraint simulation_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint simulation_version_id_fkey FOREIGN KEY (version_id) REFERENCES instruction_version(id) ON DELETE CASCADE,
  constraint simulation_pkey PRIMARY KEY (id)
);
CREATE INDEX simulation_of_version ON public.simulation USING btree (version_id, queued_at DESC);
CREATE UNIQUE INDEX simulation_one_at_a_time ON public.simulation USING btree (version_id) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));
comment on table simulation is 'personal data: no; kept by domain/simulation/keeps.ts. Counts only';
alter table simulation enable row level security; alter table simulation force row level security;

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

create table sub_processor (
  id uuid default gen_random_uuid() not null,
  code text not null,
  name text not null,
  what_for text not null,
  region text not null,
  added_at timestamp with time zone not null,
  added_by uuid,
  ended_at timestamp with time zone,
  ended_by uuid,
  constraint sub_processor_code_check CHECK ((code ~ '^[a-z0-9][a-z0-9-]{0,59}$'::text)),
  constraint sub_processor_name_check CHECK (((length(name) >= 2) AND (length(name) <= 200))),
  constraint sub_processor_region_check CHECK ((region = ANY (ARRAY['EU/EEA'::text, 'outside EU/EEA'::text]))),
  constraint sub_processor_what_for_check CHECK (((length(what_for) >= 3) AND (length(what_for) <= 1000))),
  constraint sub_processor_added_by_fkey FOREIGN KEY (added_by) REFERENCES employee(id),
  constraint sub_processor_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES employee(id),
  constraint sub_processor_pkey PRIMARY KEY (id),
  constraint sub_processor_code_key UNIQUE (code)
);
comment on table sub_processor is 'personal data: staff; kept by domain/control/keeps.ts';
alter table sub_processor enable row level security; alter table sub_processor force row level security;

create table sub_processor_consent (
  id uuid default gen_random_uuid() not null,
  sub_processor_id uuid not null,
  board_id integer not null,
  paragraph text not null,
  on_day date not null,
  given_at timestamp with time zone not null,
  given_by uuid,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  constraint sub_processor_consent_paragraph_check CHECK (((length(paragraph) >= 1) AND (length(paragraph) <= 100))),
  constraint sub_processor_consent_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  constraint sub_processor_consent_given_by_fkey FOREIGN KEY (given_by) REFERENCES employee(id),
  constraint sub_processor_consent_sub_processor_id_fkey FOREIGN KEY (sub_processor_id) REFERENCES sub_processor(id),
  constraint sub_processor_consent_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES employee(id),
  constraint sub_processor_consent_pkey PRIMARY KEY (id)
);
CREATE INDEX sub_processor_consent_of_board ON public.sub_processor_consent USING btree (board_id);
CREATE UNIQUE INDEX sub_processor_consent_open ON public.sub_processor_consent USING btree (sub_processor_id, board_id) WHERE (withdrawn_at IS NULL);
comment on table sub_processor_consent is 'personal data: staff; kept by domain/control/keeps.ts';
alter table sub_processor_consent enable row level security; alter table sub_processor_consent force row level security;

create table text_finding (
  id uuid default gen_random_uuid() not null,
  case_id uuid not null,
  message_id uuid,
  note_id uuid,
  version integer not null,
  scanned_at timestamp with time zone not null,
  findings jsonb default '[]'::jsonb not null,
  constraint text_finding_check CHECK ((num_nonnulls(message_id, note_id) = 1)),
  constraint text_finding_findings_check CHECK ((jsonb_typeof(findings) = 'array'::text)),
  constraint text_finding_case_id_fkey FOREIGN KEY (case_id) REFERENCES "case"(id),
  constraint text_finding_message_id_fkey FOREIGN KEY (message_id) REFERENCES message(id),
  constraint text_finding_note_id_fkey FOREIGN KEY (note_id) REFERENCES note(id),
  constraint text_finding_pkey PRIMARY KEY (id),
  constraint text_finding_message_id_key UNIQUE (message_id),
  constraint text_finding_note_id_key UNIQUE (note_id)
);
CREATE INDEX text_finding_of_case ON public.text_finding USING btree (case_id);
comment on table text_finding is 'personal data: pseudonymous; kept by domain/case/keeps.ts';
alter table text_finding enable row level security; alter table text_finding force row level security;

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

create table totp (
  employee_id uuid not null,
  sealed bytea,
  confirmed_at timestamp with time zone,
  last_step bigint default 0 not null,
  offered bytea,
  constraint totp_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint totp_pkey PRIMARY KEY (employee_id)
);
CREATE TRIGGER end_sessions AFTER DELETE ON public.totp FOR EACH ROW EXECUTE FUNCTION end_sessions_of_changed();
CREATE TRIGGER end_sessions_added AFTER INSERT ON public.totp FOR EACH ROW WHEN ((new.sealed IS NOT NULL)) EXECUTE FUNCTION end_sessions_of_changed();
CREATE TRIGGER end_sessions_changed AFTER UPDATE ON public.totp FOR EACH ROW WHEN ((old.sealed IS DISTINCT FROM new.sealed)) EXECUTE FUNCTION end_sessions_of_changed();
comment on table totp is 'personal data: staff; kept by domain/staff/keeps.ts';
alter table totp enable row level security; alter table totp force row level security;

create table undertaking (
  id uuid default gen_random_uuid() not null,
  employee_id uuid not null,
  version_id integer not null,
  signed_at timestamp with time zone not null,
  quiz jsonb not null,
  signature_hash bytea not null,
  revoked_at timestamp with time zone,
  carried_from uuid,
  carried_diff bytea,
  attempt_id uuid,
  text_hash bytea,
  public_key bytea,
  signature bytea,
  valid_until timestamp with time zone not null,
  constraint undertaking_public_key_check CHECK ((length(public_key) = 44)),
  constraint undertaking_signature_check CHECK ((length(signature) = 64)),
  constraint undertaking_text_hash_check CHECK ((length(text_hash) = 32)),
  constraint undertaking_attempt_id_fkey FOREIGN KEY (attempt_id) REFERENCES undertaking_attempt(id),
  constraint undertaking_carried_from_fkey FOREIGN KEY (carried_from) REFERENCES undertaking(id),
  constraint undertaking_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint undertaking_version_id_fkey FOREIGN KEY (version_id) REFERENCES instruction_version(id),
  constraint undertaking_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX undertaking_standing ON public.undertaking USING btree (employee_id, version_id) WHERE (revoked_at IS NULL);
CREATE TRIGGER guarded BEFORE INSERT OR UPDATE ON public.undertaking FOR EACH ROW EXECUTE FUNCTION guard_undertaking();
comment on table undertaking is 'personal data: staff; kept by domain/instruction/keeps.ts';
alter table undertaking enable row level security; alter table undertaking force row level security;

create table undertaking_attempt (
  id uuid default gen_random_uuid() not null,
  employee_id uuid not null,
  version_id integer not null,
  drawn_at timestamp with time zone not null,
  questions text[] not null,
  answered_at timestamp with time zone,
  answers jsonb default '[]'::jsonb not null,
  right_count integer,
  constraint undertaking_attempt_answers_check CHECK (((jsonb_typeof(answers) = 'array'::text) AND (pg_column_size(answers) < 8000))),
  constraint undertaking_attempt_check CHECK (((right_count >= 0) AND (right_count <= cardinality(questions)))),
  constraint undertaking_attempt_check1 CHECK (((answered_at IS NULL) = (right_count IS NULL))),
  constraint undertaking_attempt_questions_check CHECK (((cardinality(questions) >= 1) AND (cardinality(questions) <= 20))),
  constraint undertaking_attempt_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES employee(id),
  constraint undertaking_attempt_version_id_fkey FOREIGN KEY (version_id) REFERENCES instruction_version(id),
  constraint undertaking_attempt_pkey PRIMARY KEY (id)
);
CREATE INDEX undertaking_attempt_of_employee ON public.undertaking_attempt USING btree (employee_id, drawn_at DESC);
CREATE TRIGGER answered_once BEFORE UPDATE ON public.undertaking_attempt FOR EACH ROW EXECUTE FUNCTION guard_attempt();
comment on table undertaking_attempt is 'personal data: staff; kept by domain/instruction/keeps.ts';
alter table undertaking_attempt enable row level security; alter table undertaking_attempt force row level security;

create table vouching_key (
  only_row boolean default true not null,
  secret_hash bytea not null,
  constraint vouching_key_only_row_check CHECK (only_row),
  constraint vouching_key_secret_hash_check CHECK ((length(secret_hash) = 32)),
  constraint vouching_key_pkey PRIMARY KEY (only_row)
);
comment on table vouching_key is 'personal data: no; kept by domain/staff';
alter table vouching_key enable row level security; alter table vouching_key force row level security;


-- Functions

CREATE OR REPLACE FUNCTION public.access_facts(who uuid, in_board integer, OUT assigned integer, OUT conflicts integer)
 RETURNS record
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select (select count(*)::int from public."case" c where c.board_id = in_board and c.assignee_id = who and c.state <> 'closed'),
    (select count(distinct coalesce(k.case_id, k.contact_id))::int from public.conflict k left join public.conflict_mark m on m.id = k.mark_id left join public."case" c on c.id = k.case_id left join public.contact t on t.id = k.contact_id
      where k.employee_id = who and m.withdrawn_at is null and coalesce(c.board_id, t.board_id) = in_board)
  where in_board = any (public.actor_boards(public.actor_hand())) or cardinality(public.actor_signs('contact-centre')) > 0 $function$;
alter function access_facts(uuid,integer) owner to ombud_owner;

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

CREATE OR REPLACE FUNCTION public.actor_delegations(for_case_type integer)
 RETURNS integer[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select coalesce(array_agg(d.id), '{}') from public.delegation d
  where d.employee_id = public.actor_id() and for_case_type = any (d.case_type_ids) and d.valid_from <= public.ombud_now() and (d.valid_to is null or d.valid_to > public.ombud_now()) $function$;
alter function actor_delegations(integer) owner to ombud_owner;
comment on function actor_delegations(integer) is 'A36, A37: what the actor has been given the right to decide, by the board and by name.';

CREATE OR REPLACE FUNCTION public.actor_gate()
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  at timestamptz := public.ombud_now();
  who uuid := public.actor_id();
  by_hand text := public.actor_hand();
  boards int[];
  signed int[];
begin
  if who is null then return null; end if;
  if by_hand = 'agent' then
    boards := array(select v.board_id from public.instruction_version v where v.state = 'in-force' and v.valid_from <= at and (v.valid_to is null or v.valid_to > at));
    signed := array(select v.board_id from public.undertaking u join public.instruction_version v on v.id = u.version_id and v.state = 'in-force' and v.valid_from <= at and (v.valid_to is null or v.valid_to > at)
      where u.employee_id = who and u.revoked_at is null and u.valid_until > at);
  else
    boards := public.actor_boards(by_hand);
    if boards = '{}' or public.content_boards(by_hand) <> '{}' then return null; end if;
    signed := array(select v.board_id from public.undertaking u join public.instruction_version v on v.id = u.version_id where u.employee_id = who and v.board_id = any (boards) and u.revoked_at is null and u.valid_until > at);
    if signed = '{}' then return 'unsigned'; end if;
    return 'unread';
  end if;
  if boards = '{}' then return null; end if;
  if signed = '{}' then return 'unsigned'; end if;
  if signed <@ public.unbriefed_boards(who, by_hand, at) then return 'unread'; end if;
  return null;
end $function$;
alter function actor_gate() owner to ombud_owner;

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

CREATE OR REPLACE FUNCTION public.actor_removed()
 RETURNS integer[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select public.removed_boards(public.actor_id(), public.actor_hand()) $function$;
alter function actor_removed() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.actor_signs(given_party text)
 RETURNS integer[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select coalesce(array_agg(a.board_id), '{}') from public.assignment a join public.board b on b.id = a.board_id
  where a.employee_id = public.actor_id() and a.hand = 'officer' and public.actor_hand() = 'officer' and a.signs = given_party
    and (given_party = 'board' or b.hosts_contact_centre) and a.valid_from <= public.ombud_now() and (a.valid_to is null or a.valid_to > public.ombud_now()) $function$;
alter function actor_signs(text) owner to ombud_owner;
comment on function actor_signs(text) is 'A38: the boards for which the actor may give this party’s signature.';

CREATE OR REPLACE FUNCTION public.actor_unbriefed()
 RETURNS integer[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select public.unbriefed_boards(public.actor_id(), public.actor_hand(), public.ombud_now()) $function$;
alter function actor_unbriefed() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.add_passkey(given_voucher text, given_proof text, given_next bytea, given jsonb)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare me uuid := public.actor_id(); mine uuid := public.session_id();
begin
  perform public.refuse_unless(me is not null and public.vouched(given_voucher), 'not vouched for');
  if not public.fresh(given_proof) then return 'step-up'; end if;
  insert into public.passkey (employee_id, credential_id, public_key, counter, transports, name, made_at)
  values (me, given ->> 'credential', decode(given ->> 'publicKey', 'base64'), (given ->> 'counter')::bigint, array(select jsonb_array_elements_text(given -> 'transports')), given ->> 'name', public.ombud_now());
  perform public.record_audit('staff.passkey-added', null, null, null, '{}');
  perform public.end_sessions_of(me);
  perform public.go_on_as(mine, given_next);
  return 'done';
end $function$;
alter function add_passkey(text,text,bytea,jsonb) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.add_signing_key(given_party text, given_board integer, given_public bytea, given_sealed bytea, given_proof text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare made uuid;
begin
  perform public.refuse_unless(given_board = any (public.actor_signs(given_party)) and public.stepped_up(given_proof, false), 'the key is its party’s');
  update public.signing_key set retired_at = public.ombud_now() where party = given_party and board_id = given_board and retired_at is null;
  insert into public.signing_key (party, board_id, public_key, sealed_key, made_at) values (given_party, given_board, given_public, given_sealed, public.ombud_now()) returning id into made;
  return made;
end $function$;
alter function add_signing_key(text,integer,bytea,bytea,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.add_sub_processor(given_code text, given_name text, given_what_for text, given_region text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare made uuid;
begin
  perform public.refuse_unless(public.sees_all_controls(), 'the register is kept by whoever runs the centre');
  insert into public.sub_processor (code, name, what_for, region, added_at, added_by) values (given_code, given_name, given_what_for, given_region, public.ombud_now(), public.actor_id())
  on conflict (code) do nothing returning id into made;
  return made;
end $function$;
alter function add_sub_processor(text,text,text,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.agents_bound_by(given_version integer)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select count(distinct a.employee_id)::int from public.assignment a join public.employee e on e.id = a.employee_id and e.active
  where a.hand = 'agent' and a.valid_from <= public.ombud_now() and (a.valid_to is null or a.valid_to > public.ombud_now())
    and (given_version is null or exists (select from public.undertaking u where u.employee_id = a.employee_id and u.version_id = given_version and u.revoked_at is null and u.valid_until > public.ombud_now())) $function$;
alter function agents_bound_by(integer) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.answer_gap(given_gap uuid, given_answer text, given_clause text, given_version integer, given_reason text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare of_board int;
begin
  select g.board_id into of_board from public.gap g where g.id = given_gap and g.answered_at is null and g.board_id = any (public.actor_boards('officer')) for update;
  if of_board is null then return false; end if;
  if given_version is not null and not exists (select from public.instruction_version v where v.id = given_version and v.board_id = of_board) then raise exception 'another board''s instruction' using errcode = '42501'; end if;
  update public.gap set answered_at = public.ombud_now(), answer = given_answer, clause_id = given_clause, version_id = given_version where id = given_gap;
  update public.board_notice set answered_at = public.ombud_now(), answered_by = public.actor_id(), answer = given_answer, reason = given_reason,
    read_at = coalesce(read_at, public.ombud_now()), read_by = coalesce(read_by, public.actor_id()), delivered_at = coalesce(delivered_at, public.ombud_now()) where gap_id = given_gap;
  return true;
end $function$;
alter function answer_gap(uuid,text,text,integer,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.answer_notice(given_id uuid, given_answer text, given_reason text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare found public.board_notice;
begin
  select * into found from public.board_notice n where n.id = given_id and n.answered_at is null
    and case n.direction when 'to-board' then n.board_id = any (public.actor_boards('officer')) else public.actor_hand() = 'agent' end for update;
  if found.id is null or (found.kind, given_answer) not in (('infringing', 'kept'), ('infringing', 'changed'), ('change', 'noted'), ('stop', 'noted'), ('glass', 'noted'), ('dead-link', 'noted'), ('control', 'noted')) then return false; end if;
  update public.board_notice set answered_at = public.ombud_now(), answered_by = public.actor_id(), answer = given_answer, reason = given_reason,
    read_at = coalesce(read_at, public.ombud_now()), read_by = coalesce(read_by, public.actor_id()), delivered_at = coalesce(delivered_at, public.ombud_now()) where id = given_id;
  if given_answer = 'kept' then update public.clause_pause set lifted_at = public.ombud_now() where notice_id = given_id and lifted_at is null; end if;
  return true;
end $function$;
alter function answer_notice(uuid,text,text) owner to ombud_owner;

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

CREATE OR REPLACE FUNCTION public.begin_in_force(given_version integer, given_approvals jsonb, given_grants jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare of_board int;
begin
  select v.board_id into of_board from public.instruction_version v where v.id = given_version and v.state = 'accepted' and v.valid_from <= public.ombud_now() for update;
  perform public.refuse_unless(of_board is not null, 'not accepted, or not yet');
  update public.instruction_version set state = 'superseded', ended_at = public.ombud_now() where board_id = of_board and state = 'in-force';
  insert into public.instruction_grant (version_id, act, channel, case_type_ids, valid_from, valid_to)
  select given_version, g.act, g.channel, g.types, g.valid_from, g.valid_to from jsonb_to_recordset(given_grants) as g (act text, channel text, types int[], valid_from timestamptz, valid_to timestamptz);
  update public.instruction_version set state = 'in-force', approvals = given_approvals, in_force_at = public.ombud_now() where id = given_version;
  perform public.tell_of_instruction(of_board, 'in-force');
end $function$;
alter function begin_in_force(integer,jsonb,jsonb) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.begin_way(given_hash bytea, given_kind text, given_facts jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform public.refuse_unless(given_kind in ('provider', 'passkey'), 'no such way');
  delete from public.sign_in_way where expires_at < public.ombud_now();
  insert into public.sign_in_way (hash, kind, employee_id, facts, expires_at) values (given_hash, given_kind, public.actor_id(), given_facts, public.ombud_now() + interval '10 minutes');
end $function$;
alter function begin_way(bytea,text,jsonb) owner to ombud_owner;

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

CREATE OR REPLACE FUNCTION public.break_glass(given_number text, given_reason text, given_minutes integer)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare k record; made uuid; two boolean; told uuid;
begin
  perform public.refuse_unless(public.actor_hand() in ('agent', 'officer'), 'only those who work with cases break the glass');
  select c.id, c.board_id, c.case_type_id into k from public."case" c where c.number = given_number;
  if k.id is null or k.id = any (public.conflicted_cases(array[k.id])) or k.id = any (public.frozen_cases(array[k.id]))
    or exists (select from public.instruction_stop s where s.lifted_at is null and s.board_id = k.board_id and s.acts = '{}' and (s.case_type_ids = '{}' or k.case_type_id = any (s.case_type_ids))) then return null; end if;
  two := public.glass_needs_two(k.id);
  insert into public.broken_glass (case_id, board_id, employee_id, reason, minutes, needs_two, asked_at, opens_at, until)
  values (k.id, k.board_id, public.actor_id(), given_reason, given_minutes, two, public.ombud_now(), case when not two then public.ombud_now() end, case when not two then public.ombud_now() + make_interval(mins => given_minutes) end) returning id into made;
  insert into public.board_notice (board_id, direction, kind, glass_id, owed_at) values (k.board_id, 'to-board', 'glass', made, public.ombud_now()) returning id into told;
  perform public.queue_job('deliver-notice', jsonb_build_object('notice', told), '0', 'notice-' || told);
  perform public.record_audit(case when two then 'glass.asked' else 'glass.broken' end, k.id, null, k.board_id, jsonb_build_object('glass', made, 'reason', given_reason, 'minutes', given_minutes));
  return made;
end $function$;
alter function break_glass(text,text,integer) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.bulletin_reading()
 RETURNS TABLE(bulletin_id uuid, hand text, people integer, read integer, missing text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  with t as materialized (select public.ombud_now() as at, cardinality(public.actor_signs('contact-centre')) > 0 as leads, public.actor_boards('officer') as boards)
  select b.id, a.hand, count(distinct a.employee_id)::int, (count(distinct a.employee_id) filter (where r.employee_id is not null))::int,
    case when t.leads then coalesce(array_agg(distinct e.name) filter (where r.employee_id is null), '{}') end
  from t, public.bulletin b join public.assignment a on a.hand = any (b.hands) and (a.hand = 'agent' or b.board_id is null or a.board_id = b.board_id) join public.employee e on e.id = a.employee_id and e.active
  left join public.bulletin_receipt r on r.bulletin_id = b.id and r.employee_id = a.employee_id
  where b.withdrawn_at is null and (t.leads or b.board_id = any (t.boards)) and a.valid_from <= t.at and (a.valid_to is null or a.valid_to > t.at)
  group by b.id, a.hand, t.leads $function$;
alter function bulletin_reading() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.carry_undertakings(from_version integer, to_version integer, given_diff bytea)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare carried int;
begin
  insert into public.undertaking (employee_id, version_id, signed_at, quiz, signature_hash, attempt_id, text_hash, public_key, signature, carried_from, carried_diff)
  select u.employee_id, to_version, u.signed_at, u.quiz, u.signature_hash, u.attempt_id, u.text_hash, u.public_key, u.signature, u.id, given_diff from public.undertaking u
  where u.version_id = from_version and u.revoked_at is null and not exists (select from public.undertaking n where n.employee_id = u.employee_id and n.version_id = to_version and n.revoked_at is null);
  get diagnostics carried = row_count;
  return carried;
end $function$;
alter function carry_undertakings(integer,integer,bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.case_of_key(given_kind text, given_hash bytea)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select k.case_id from public.case_key k where k.kind = given_kind and k.hash = given_hash $function$;
alter function case_of_key(text,bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.case_secrecy(of_case uuid, OUT level text, OUT provisions text[], OUT is_protected boolean)
 RETURNS record
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  with said as (
    select t.secrecy_level as level, t.secrecy_tags as tags from public."case" c join public.case_type t on t.id = c.case_type_id where c.id = of_case
    union all select m.level, array[m.provision] from public.secrecy_mark m where m.case_id = of_case and m.lifted_at is null),
  tags as (select coalesce(array_agg(distinct tag), '{}') as all_tags from said, unnest(said.tags) as t (tag))
  select coalesce((select s.level from said s order by array_position(array['none', 'qualified-straight', 'straight', 'reverse', 'absolute'], s.level) desc limit 1), 'none'), tags.all_tags, tags.all_tags && array['21:3', '21:3 a', '22:1', '22:2'] from tags $function$;
alter function case_secrecy(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.cases_to_scan(wanted integer, at_most integer)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select coalesce(array_agg(t.case_id), '{}') from (
    select distinct x.case_id from (
      select m.case_id, f.version, f.scanned_at, m.altered_at from public.message m left join public.text_finding f on f.message_id = m.id
      union all
      select n.case_id, f.version, f.scanned_at, n.altered_at from public.note n left join public.text_finding f on f.note_id = n.id) x
    where x.version is distinct from wanted or x.altered_at > x.scanned_at order by 1 limit at_most) t $function$;
alter function cases_to_scan(integer,integer) owner to ombud_owner;
comment on function cases_to_scan(integer,integer) is 'T10: what the nightly reading has left to read; ids only.';

CREATE OR REPLACE FUNCTION public.centre_case_types()
 RETURNS integer[]
 LANGUAGE sql
 STABLE
AS $function$ select public.granted_case_types(array['receive', 'handle', 'assist', 'advise']) $function$;
alter function centre_case_types() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.change_password(given_proof text, given_hash text, given_next bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare me uuid := public.actor_id(); mine uuid := public.session_id();
begin
  -- a fresh session isn't enough: whoever finds an open screen may not take the account
  if not coalesce(public.stepped_up(given_proof, true), false) then return 'step-up'; end if;
  perform public.refuse_unless(given_hash ~ '^argon2id\$[A-Za-z0-9_-]{22}\$[A-Za-z0-9_-]{43}$', 'not a password hash');
  perform public.record_audit('staff.password-changed', null, null, null, '{}');
  update public.employee set password_hash = given_hash where id = me;
  perform public.go_on_as(mine, given_next);
  return 'done';
end $function$;
alter function change_password(text,text,bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.citizen_application()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select a.contact_id from public.application a where a.code_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8')) $function$;
alter function citizen_application() owner to ombud_owner;
comment on function citizen_application() is 'The application whose code this transaction carries; null for none.';

CREATE OR REPLACE FUNCTION public.citizen_case()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select k.case_id from public.case_key k where k.kind = 'retrieval' and k.hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8')) $function$;
alter function citizen_case() owner to ombud_owner;
comment on function citizen_case() is 'The case whose retrieval code this transaction carries; null for none.';

CREATE OR REPLACE FUNCTION public.clear_factors(given_employee uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform public.refuse_unless(public.actor_is_operator() and given_employee <> public.actor_id(), 'for another administrator');
  if not exists (select from public.employee e where e.id = given_employee) then return false; end if;
  delete from public.passkey where employee_id = given_employee;
  delete from public.totp where employee_id = given_employee;
  delete from public.recovery_code where employee_id = given_employee;
  perform public.end_sessions_of(given_employee);
  perform public.record_audit('staff.factors-cleared', null, null, null, jsonb_build_object('employee', given_employee));
  return true;
end $function$;
alter function clear_factors(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.confirm_totp(given_voucher text, given_step bigint, given_recovery bytea[], given_next bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare me uuid := public.actor_id(); mine uuid := public.session_id(); kept bytea; address bytea;
begin
  perform public.refuse_unless(public.vouched(given_voucher), 'not vouched for');
  select t.offered, sha256(convert_to(e.email, 'UTF8')) into kept, address from public.totp t join public.employee e on e.id = t.employee_id where t.employee_id = me;
  if kept is null then return 'none'; end if;
  if not public.count_try(address) then return 'rest'; end if;
  perform public.note_try(address, given_step is not null);
  if given_step is null then return 'wrong'; end if;
  perform public.give_totp(me, kept, given_step, given_recovery);
  perform public.record_audit('staff.code-added', null, null, null, '{}');
  perform public.go_on_as(mine, given_next);
  return 'done';
end $function$;
alter function confirm_totp(text,bigint,bytea[],bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.conflict_counts()
 RETURNS TABLE(employee_id uuid, name text, kind text, declared integer, met integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select e.id, e.name, m.kind, count(distinct m.id)::int, count(distinct k.id)::int from public.conflict_mark m join public.employee e on e.id = m.employee_id left join public.conflict k on k.mark_id = m.id
  where m.withdrawn_at is null and public.leads(e.id) group by 1, 2, 3 order by 2, 3 $function$;
alter function conflict_counts() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.conflicted_cases(wanted uuid[])
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare who uuid;
begin
  -- the ordinary case: one look in an index
  if not exists (select from public.conflict k where k.case_id = any (wanted)) then return '{}'; end if;
  who := public.actor_id();
  return array(select distinct k.case_id from public.conflict k left join public.conflict_mark m on m.id = k.mark_id where k.case_id = any (wanted) and who is not null and m.withdrawn_at is null
    and (k.employee_id = who or m.kind = 'own' and not exists (select from public.conflict_named n where n.case_id = k.case_id and n.employee_id = who)));
end $function$;
alter function conflicted_cases(uuid[]) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.conflicted_contacts(wanted uuid[])
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare who uuid;
begin
  if not exists (select from public.conflict k where k.contact_id = any (wanted)) then return '{}'; end if;
  who := public.actor_id();
  return array(select distinct k.contact_id from public.conflict k left join public.conflict_mark m on m.id = k.mark_id
    where k.contact_id = any (wanted) and who is not null and m.withdrawn_at is null and (k.employee_id = who or m.kind = 'own'));
end $function$;
alter function conflicted_contacts(uuid[]) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.consent_to_sub_processor(given uuid, given_board integer, given_paragraph text, given_day date)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform public.refuse_unless(given_board = any (public.actor_signs('board')), 'only whoever signs for the board consents');
  if not exists (select from public.sub_processor s where s.id = given and s.ended_at is null) then return false; end if;
  insert into public.sub_processor_consent (sub_processor_id, board_id, paragraph, on_day, given_at, given_by) values (given, given_board, given_paragraph, given_day, public.ombud_now(), public.actor_id())
  on conflict (sub_processor_id, board_id) where withdrawn_at is null do nothing;
  return found;
end $function$;
alter function consent_to_sub_processor(uuid,integer,text,date) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.content_boards(wanted_hand text)
 RETURNS integer[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  at timestamptz := public.ombud_now();
  boards int[] := public.actor_boards(wanted_hand);
  who uuid;
  shut int[];
begin
  if boards = '{}' then return boards; end if;
  who := public.actor_id();
  shut := public.unbriefed_boards(who, wanted_hand, at);
  return array(select b from unnest(boards) b where b <> all (shut) and (
    exists (select from public.undertaking u join public.instruction_version v on v.id = u.version_id where u.employee_id = who and v.board_id = b and u.revoked_at is null and u.valid_until > at)
    or not exists (select from public.instruction_version v where v.board_id = b and v.state = 'in-force' and v.valid_from <= at and (v.valid_to is null or v.valid_to > at))));
end $function$;
alter function content_boards(text) owner to ombud_owner;
comment on function content_boards(text) is 'A12, A21: boards the actor is assigned to with this hand and may see personal data of.';

CREATE OR REPLACE FUNCTION public.control_health(OUT failing integer, OUT oldest_seconds integer)
 RETURNS record
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select count(*) filter (where s.state = 'fails')::int, extract(epoch from public.ombud_now() - min(s.probed_at))::int from public.control_state s where s.until is null $function$;
alter function control_health() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.count_try(address bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform pg_advisory_xact_lock(hashtextextended(encode(address, 'hex'), 31));
  return (select count(*) from public.sign_in_attempt t where t.email_hash = address and not t.succeeded and t.at > public.ombud_now() - interval '15 minutes') < 8;
end $function$;
alter function count_try(bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.create_draft(given_board integer, given_content jsonb, given_source text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare next int; made uuid;
begin
  perform public.refuse_unless(given_board = any (public.actor_boards('officer')), 'only the board writes its instruction');
  perform pg_advisory_xact_lock(hashtextextended('instruction of ' || given_board, 0));
  select coalesce(max(v.version), 0) + 1 into next from public.instruction_version v where v.board_id = given_board;
  insert into public.instruction_version (board_id, version, title, state, valid_from, valid_to, review_by, hash, contacts, source, signed, content, created_by, touched_at)
  values (given_board, next, given_content ->> 'title', 'draft', (given_content ->> 'validFrom')::timestamptz, (given_content ->> 'validTo')::timestamptz, (given_content ->> 'reviewBy')::date,
    sha256(''), coalesce(given_content -> 'contacts', '{}'), given_source, 'keys', jsonb_set(given_content, '{version}', to_jsonb(next)), public.actor_id(), public.ombud_now()) returning uid into made;
  return made;
end $function$;
alter function create_draft(integer,jsonb,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.date_representation()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$ begin new.at := public.ombud_now(); return new; end $function$;
alter function date_representation() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.decide_rights_part(given_part uuid, given_outcome text, given_law text, given_reasons text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare part public.rights_part;
begin
  if given_outcome <> 'granted' and (given_law is null or length(trim(coalesce(given_reasons, ''))) < 3) then return false; end if;
  perform from public.rights_request r join public.rights_part p on p.request_id = r.id where p.id = given_part for update of r;
  update public.rights_part p set decided_at = public.ombud_now(), decided_by = public.actor_id(), outcome = given_outcome, law_id = given_law, taken_at = coalesce(p.taken_at, public.ombud_now()), taken_by = coalesce(p.taken_by, public.actor_id())
  where p.id = given_part and p.decided_at is null and p.board_id = any (public.content_boards('officer')) returning * into part;
  if part.id is null then return false; end if;
  insert into public.rights_text (part_id, case_id, decision_reasons) values (part.id, part.case_id, given_reasons) on conflict (part_id) do update set decision_reasons = excluded.decision_reasons;
  update public.board_notice n set answered_at = public.ombud_now(), answered_by = public.actor_id(), answer = 'noted', read_at = coalesce(n.read_at, public.ombud_now()), read_by = coalesce(n.read_by, public.actor_id()), delivered_at = coalesce(n.delivered_at, public.ombud_now())
  where n.id = part.notice_id and n.answered_at is null;
  update public.hold h set released_at = public.ombud_now() where h.released_at is null and h.id in (select i.hold_id from public.rights_item i where i.part_id = part.id);
  update public.rights_request r set closed_at = public.ombud_now() where r.id = part.request_id and not exists (select from public.rights_part p where p.request_id = r.id and p.decided_at is null);
  return true;
end $function$;
alter function decide_rights_part(uuid,text,text,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.declare_conflict(given_employee uuid, given_kind text, given_point text, given text, given_surname text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  who uuid := public.actor_id(); made uuid; hash bytea;
  plain text := case given_point when 'household' then public.plain_household(given_surname, given) else public.plain_point(given_point, given) end;
begin
  perform public.refuse_unless(who is not null and (given_employee = who or (given_kind = 'own' and public.actor_is_operator())), 'one declares for oneself; an administrator gives a person''s own points');
  if plain is null then return null; end if;
  hash := public.point_mark(given_point, plain);
  select m.id into made from public.conflict_mark m where m.employee_id = given_employee and m.kind = given_kind and m.mark = hash and m.withdrawn_at is null;
  if made is not null then return made; end if;
  insert into public.conflict_mark (employee_id, kind, point, mark, declared_at, declared_by) values (given_employee, given_kind, given_point, hash, public.ombud_now(), who) returning id into made;
  insert into public.conflict (case_id, contact_id, employee_id, mark_id, found_at)
  select p.case_id, p.contact_id, given_employee, made, public.ombud_now() from public.participant p where case given_point
    when 'mail' then p.email = plain when 'phone' then p.phone is not null and public.plain_point('phone', p.phone) = plain
    when 'address' then p.address is not null and public.plain_point('address', p.address) = plain
    when 'household' then p.address is not null and public.plain_household(p.name, p.address) = plain else false end
  on conflict do nothing;
  if given_point = 'identity' then
    insert into public.conflict (case_id, employee_id, mark_id, found_at)
    select distinct w.case_id, given_employee, made, public.ombud_now() from (select case_id, body from public.message union all select case_id, body from public.note) w
    where regexp_replace(w.body, '[-+ ]', '', 'g') like '%' || plain || '%' on conflict do nothing;
  end if;
  perform public.record_audit('conflict.declared', null, null, null, jsonb_build_object('employee', given_employee, 'kind', given_kind, 'point', given_point));
  return made;
end $function$;
alter function declare_conflict(uuid,text,text,text,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.demand_second_factor(given_hand text, demanded boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform public.refuse_unless(public.actor_is_operator(), 'for administrators');
  if demanded then insert into public.second_factor_demand (hand, demanded_by, demanded_at) values (given_hand, public.actor_id(), public.ombud_now()) on conflict do nothing;
  else delete from public.second_factor_demand where hand = given_hand; end if;
  perform public.record_audit('staff.second-factor-demanded', null, null, null, jsonb_build_object('hand', given_hand, 'demanded', demanded));
end $function$;
alter function demand_second_factor(text,boolean) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.do_duty(given_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update public.duty_occurrence d set done_at = public.ombud_now(), done_by = public.actor_id()
  where d.id = given_id and d.done_at is null and d.on_day <= (public.ombud_now() at time zone 'Europe/Stockholm')::date
    and (d.board_id = any (public.actor_boards('officer')) or public.actor_hand() = 'agent' and d.responsible in ('agent', 'everyone'));
  return found;
end $function$;
alter function do_duty(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.domain_events()
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select array['case.opened', 'case.assigned', 'case.handed-over', 'case.accepted', 'case.noted', 'case.closed', 'case.reopened', 'message.received', 'message.answered', 'delivery.confirmed'] $function$;
alter function domain_events() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.end_other_sessions()
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  with ended as (update public.session set revoked_at = public.ombud_now(), sealed_hint = null where employee_id = public.actor_id() and revoked_at is null and id <> public.session_id() returning 1) select count(*)::int from ended $function$;
alter function end_other_sessions() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.end_session(given_secret_hash bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  update public.session set revoked_at = public.ombud_now() where secret_hash = given_secret_hash and revoked_at is null $function$;
alter function end_session(bytea) owner to ombud_owner;
comment on function end_session(bytea) is 'Whoever has the secret may end its session; nobody else can name it.';

CREATE OR REPLACE FUNCTION public.end_sessions_of(who uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  update public.session set revoked_at = public.ombud_now(), sealed_hint = null where employee_id = who and revoked_at is null $function$;
alter function end_sessions_of(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.end_sessions_of_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if tg_table_name = 'employee' then perform public.end_sessions_of(new.id);
  elsif tg_op = 'DELETE' then perform public.end_sessions_of(old.employee_id);
  else perform public.end_sessions_of(new.employee_id); end if;
  return null;
end $function$;
alter function end_sessions_of_changed() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.end_stop(given_stop uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare of_board int;
begin
  perform public.refuse_unless((select count(*) from public.instruction_signature g where g.stop_id = given_stop and g.void_at is null) = 2, 'a stop is lifted by both');
  update public.instruction_stop set lifted_at = public.ombud_now() where id = given_stop and lifted_at is null returning board_id into of_board;
  if of_board is not null then perform public.tell_of_instruction(of_board, 'lifted'); end if;
end $function$;
alter function end_stop(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.end_sub_processor(given uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform public.refuse_unless(public.sees_all_controls(), 'the register is kept by whoever runs the centre');
  update public.sub_processor set ended_at = public.ombud_now(), ended_by = public.actor_id() where id = given and ended_at is null;
  return found;
end $function$;
alter function end_sub_processor(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.end_version(given_version integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare of_board int;
begin
  select v.board_id into of_board from public.instruction_version v where v.id = given_version and v.state = 'in-force' for update;
  perform public.refuse_unless(of_board is not null and (exists (select from public.instruction_version v where v.id = given_version and v.valid_to <= public.ombud_now())
    or (select count(*) from public.instruction_signature g where g.version_id = given_version and g.purpose = 'ending' and g.void_at is null) = 2), 'an instruction is ended by both, or by its last day');
  update public.instruction_version set state = 'ended', ended_at = public.ombud_now() where id = given_version;
  insert into public.offboarding (board_id, version_id, started_at) values (of_board, given_version, public.ombud_now());
  perform public.tell_of_instruction(of_board, 'ended');
end $function$;
alter function end_version(integer) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.export_batch(given uuid, at_most integer)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  mine public.offboarding;
  nobody uuid := '00000000-0000-0000-0000-000000000000';
  cases uuid[]; contacts uuid[] := '{}'; answer jsonb;
begin
  select * into mine from public.offboarding o where o.id = given and o.state = 'exporting' for update;
  if mine.id is null then return null; end if;
  cases := array(select c.id from public."case" c where c.board_id = mine.board_id and c.id > coalesce(mine.after_case, nobody) order by c.id limit at_most);
  if cases = '{}' then contacts := array(select c.id from public.contact c where (c.board_id = mine.board_id or exists (select from public.question q where q.contact_id = c.id and q.board_id = mine.board_id))
    and c.id > coalesce(mine.after_contact, nobody) order by c.id limit at_most); end if;
  if cases = '{}' and contacts = '{}' then return null; end if;
  insert into public.access_event (at, xact, xact_started, employee_id, hand, purpose, act, case_ids, contact_ids)
  values (public.ombud_now(), pg_current_xact_id(), transaction_timestamp(), null, 'service', 'disposal', 'export', cases, contacts);
  update public.offboarding set after_case = coalesce(cases[cardinality(cases)], after_case), after_contact = coalesce(contacts[cardinality(contacts)], after_contact) where id = given;
  select jsonb_build_object(
    'cases', coalesce((select jsonb_agg(to_jsonb(c) || jsonb_build_object(
      'participants', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from public.participant x where x.case_id = c.id),
      'messages', (select coalesce(jsonb_agg(to_jsonb(x) order by x.at), '[]') from public.message x where x.case_id = c.id),
      'notes', (select coalesce(jsonb_agg(to_jsonb(x) order by x.at), '[]') from public.note x where x.case_id = c.id),
      'handovers', (select coalesce(jsonb_agg(to_jsonb(x) order by x.offered_at), '[]') from public.handover x where x.case_id = c.id),
      'questions', (select coalesce(jsonb_agg(to_jsonb(q) || to_jsonb(x)), '[]') from public.question q join public.question_text x on x.question_id = q.id where q.case_id = c.id),
      'attachments', (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'messageId', x.message_id, 'name', x.name, 'mediaType', x.media_type, 'file', jsonb_build_object(
        'id', f.id, 'sha256', encode(f.sha256, 'hex'), 'sizeBytes', f.size_bytes, 'wrappedKey', encode(f.wrapped_key, 'hex')))), '[]') from public.attachment x join public.stored_file f on f.id = x.file_id where x.case_id = c.id)) order by c.id)
      from public."case" c where c.id = any (cases)), '[]'),
    'contacts', coalesce((select jsonb_agg(to_jsonb(c) || jsonb_build_object(
      'participants', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from public.participant x where x.contact_id = c.id and c.board_id = mine.board_id),
      'questions', (select coalesce(jsonb_agg(to_jsonb(q) || coalesce(to_jsonb(x), '{}')), '[]') from public.question q left join public.question_text x on x.question_id = q.id where q.contact_id = c.id and q.board_id = mine.board_id)) order by c.id)
      from public.contact c where c.id = any (contacts)), '[]')) into answer;
  return answer;
end $function$;
alter function export_batch(uuid,integer) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.extend_rights_part(given_part uuid, given_due timestamp with time zone, given_reasons text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare part public.rights_part;
begin
  update public.rights_part p set due_at = given_due, extended_at = public.ombud_now(), taken_at = coalesce(p.taken_at, public.ombud_now()), taken_by = coalesce(p.taken_by, public.actor_id())
  where p.id = given_part and p.board_id = any (public.content_boards('officer')) and p.decided_at is null and p.extended_at is null and p.due_at > public.ombud_now() and length(trim(given_reasons)) >= 3
    and exists (select from public.rights_request r where r.id = p.request_id and r.kind <> 'records' and given_due > p.due_at and given_due <= r.received_at + interval '3 months 14 days') returning * into part;
  if part.id is null then return false; end if;
  insert into public.rights_text (part_id, case_id, extension_reasons) values (part.id, part.case_id, given_reasons) on conflict (part_id) do update set extension_reasons = excluded.extension_reasons;
  update public.board_notice n set due_at = given_due where n.id = part.notice_id;
  return true;
end $function$;
alter function extend_rights_part(uuid,timestamp with time zone,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.fetch_part(given uuid, given_part integer)
 RETURNS TABLE(id uuid, sha256 bytea, size_bytes bigint, wrapped_key bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return query update public.offboarding_part p set fetched_at = coalesce(p.fetched_at, public.ombud_now()), fetched_by = public.actor_id()
    from public.offboarding o where o.id = p.offboarding_id and o.id = given and p.part = given_part and o.state = 'exported' and o.board_id = any (public.actor_signs('board')) and p.wrapped_key is not null
      and (p.fetched_at is null or p.fetched_by = public.actor_id() and p.fetched_at > public.ombud_now() - interval '1 hour')
    returning p.file_id, p.sha256, p.size_bytes, p.wrapped_key;
end $function$;
alter function fetch_part(uuid,integer) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.find_conflicts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare marks bytea[];
begin
  if new.email is not null then
    insert into public.conflict (case_id, contact_id, employee_id, found_at) select new.case_id, new.contact_id, e.id, public.ombud_now() from public.employee e where e.email = lower(new.email) on conflict do nothing;
  end if;
  if not exists (select from public.conflict_mark m where m.withdrawn_at is null) then return null; end if;
  marks := array[public.point_mark('mail', public.plain_point('mail', new.email)), public.point_mark('phone', public.plain_point('phone', new.phone)),
    public.point_mark('address', public.plain_point('address', new.address)), public.point_mark('household', public.plain_household(new.name, new.address))];
  insert into public.conflict (case_id, contact_id, employee_id, mark_id, found_at)
  select new.case_id, new.contact_id, m.employee_id, m.id, public.ombud_now() from public.conflict_mark m where m.withdrawn_at is null and m.mark = any (marks) on conflict do nothing;
  return null;
end $function$;
alter function find_conflicts() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.find_conflicts_in_words()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if not exists (select from public.conflict_mark m where m.withdrawn_at is null and m.point = 'identity') then return null; end if;
  insert into public.conflict (case_id, employee_id, mark_id, found_at)
  select distinct new.case_id, m.employee_id, m.id, public.ombud_now() from regexp_matches(new.body, '(?:19|20)?\d{6}[-+ ]?\d{4}', 'g') n
  join public.conflict_mark m on m.withdrawn_at is null and m.mark = public.point_mark('identity', public.plain_point('identity', n[1])) on conflict do nothing;
  return null;
end $function$;
alter function find_conflicts_in_words() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.find_log(given_board integer, first_number bigint, last_number bigint, given_kind text, given_id uuid, given_employee uuid, at_most integer)
 RETURNS bigint[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if not (given_board = any (public.content_boards(public.actor_hand())) and public.actor_hand() in ('officer', 'auditor')) then return '{}'; end if;
  if given_id is null and given_employee is null then
    return array(select n.number from public.log_number n join public.log_leaf l using (sequence) where n.board_id = given_board and n.number between first_number and last_number and (given_kind is null or l.kind = given_kind) order by n.number desc limit at_most);
  end if;
  return array(select n.number from (
      select 'access' as kind, e.id from public.access_event e where (given_id is null or e.case_ids @> array[given_id] or e.contact_ids @> array[given_id]) and (given_employee is null or e.employee_id = given_employee)
      union all select 'audit', e.id from public.audit_event e where (given_id is null or e.case_id = given_id or e.contact_id = given_id) and (given_employee is null or e.employee_id = given_employee)
      union all select 'refusal', e.id from public.refusal e where (given_id is null or e.case_id = given_id) and (given_employee is null or e.employee_id = given_employee)) f
    join public.log_leaf l on l.kind = f.kind and l.row_id = f.id join public.log_number n on n.board_id = given_board and n.sequence = l.sequence
    where n.number between first_number and last_number and (given_kind is null or l.kind = given_kind) order by n.number desc limit at_most);
end $function$;
alter function find_log(integer,bigint,bigint,text,uuid,uuid,integer) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.findable_cases(wanted uuid[])
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select coalesce(array_agg(c.id), '{}') from public."case" c where c.id = any (public.unrelated_cases(wanted)) and c.id <> all (public.conflicted_cases(wanted)) and c.id <> all (public.frozen_cases(wanted))
    and c.case_type_id <> all ((select public.uninstructed_case_types())::int[]) and c.case_type_id = any (public.granted_case_types(case c.holder when 'board' then array['handle'] else array['receive', 'handle', 'assist', 'advise', 'status.read'] end)) $function$;
alter function findable_cases(uuid[]) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.follow_employment()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare who uuid := case when tg_op = 'DELETE' then old.employee_id else new.employee_id end;
begin
  update public.undertaking u set valid_until = public.undertaking_end(who, u.signed_at) where u.employee_id = who and u.revoked_at is null and u.valid_until is distinct from public.undertaking_end(who, u.signed_at);
  return null;
end $function$;
alter function follow_employment() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.fresh(given_proof text)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select coalesce(public.stepped_up(given_proof, true), false) or exists (select from public.session s where s.id = public.session_id() and s.created_at > public.ombud_now() - interval '10 minutes') $function$;
alter function fresh(text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.frozen_cases(wanted uuid[])
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select coalesce(array_agg(k.case_id), '{}') from public.clock k where k.case_id = any (wanted) and k.frozen and k.state <> 'stopped' $function$;
alter function frozen_cases(uuid[]) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.give_access_back(given_employee uuid, given_board integer, given_hand text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if given_board <> all (public.actor_boards('officer')) or given_employee = public.actor_id() then return false; end if;
  update public.access_removal set given_back_at = public.ombud_now(), given_back_by = public.actor_id() where employee_id = given_employee and board_id = given_board and hand = given_hand and given_back_at is null;
  if not found then return false; end if;
  perform public.record_audit('access.given-back', null, null, given_board, jsonb_build_object('employee', given_employee, 'hand', given_hand));
  return true;
end $function$;
alter function give_access_back(uuid,integer,text) owner to ombud_owner;

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

CREATE OR REPLACE FUNCTION public.give_totp(who uuid, given_sealed bytea, given_step bigint, given_recovery bytea[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  insert into public.totp (employee_id, sealed, confirmed_at, last_step) values (who, given_sealed, public.ombud_now(), given_step)
  on conflict (employee_id) do update set sealed = excluded.sealed, confirmed_at = excluded.confirmed_at, last_step = excluded.last_step, offered = null;
  delete from public.recovery_code where employee_id = who;
  insert into public.recovery_code (employee_id, hash) select who, unnest(given_recovery);
end $function$;
alter function give_totp(uuid,bytea,bigint,bytea[]) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.glass_cases()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare this_moment timestamptz := public.ombud_now(); who uuid;
begin
  if not exists (select from public.broken_glass g where g.ended_at is null and g.until > this_moment) then return '{}'; end if;
  who := public.actor_id();
  return array(select g.case_id from public.broken_glass g where g.employee_id = who and g.ended_at is null and g.opens_at <= this_moment and g.until > this_moment);
end $function$;
alter function glass_cases() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.glass_needs_two(given uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select t.secrecy = 'sealed' or exists (select from public.instruction_version v join public.clause l on l.version_id = v.id
    where v.board_id = c.board_id and v.state = 'in-force' and v.valid_from <= public.ombud_now() and (v.valid_to is null or v.valid_to > public.ombud_now())
      and l.rule -> 'obligations' @> '[{"kind": "two-person"}]' and (l.rule -> 'caseTypes' = '"all"' or l.rule -> 'caseTypes' ? t.code))
  from public."case" c join public.case_type t on t.id = c.case_type_id where c.id = given $function$;
alter function glass_needs_two(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.glass_openings(given uuid)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select count(*)::int from public.broken_glass g join public.access_event e on e.case_ids @> array[g.case_id] and e.employee_id = g.employee_id and e.at between g.opens_at and g.until where g.id = given and e.facts ->> 'glass' is not null
    and (g.employee_id = public.actor_id() or g.board_id = any (public.actor_boards(public.actor_hand())) or cardinality(public.actor_signs('contact-centre')) > 0) $function$;
alter function glass_openings(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.go_on_as(old_session uuid, given_next bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  insert into public.session (secret_hash, employee_id, hand, created_at, expires_at, ends_at, idle, seen_at, method, device, network, provider_issuer, provider_subject, provider_session)
  select given_next, s.employee_id, s.hand, s.created_at, s.expires_at, s.ends_at, s.idle, public.ombud_now(), s.method, s.device, s.network, s.provider_issuer, s.provider_subject, s.provider_session from public.session s where s.id = old_session $function$;
alter function go_on_as(uuid,bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.granted_case_types(wanted text[], in_channel text DEFAULT NULL::text)
 RETURNS integer[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  at timestamptz := public.ombud_now();
  stopped boolean := (exists (select from public.instruction_stop s where s.lifted_at is null) or exists (select from public.control_block k where k.lifted_at is null));
  who uuid;
begin
  select s.employee_id into who from public.session s join public.employee e on e.id = s.employee_id and e.active
  where s.secret_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8')) and s.revoked_at is null and s.expires_at > at and s.hand = 'agent'
    and exists (select from public.assignment a where a.employee_id = s.employee_id and a.hand = 'agent' and a.valid_from <= at and (a.valid_to is null or a.valid_to > at));
  if who is null then return '{}'; end if;
  if stopped then return array(
    select distinct t.id from public.undertaking u
    join public.instruction_version v on v.id = u.version_id and v.state = 'in-force' and v.valid_from <= at and (v.valid_to is null or v.valid_to > at)
    join public.instruction_grant g on g.version_id = v.id and g.act = any (wanted) and g.channel is not distinct from in_channel and g.valid_from <= at and (g.valid_to is null or g.valid_to > at)
    cross join unnest(g.case_type_ids) t (id)
    where u.employee_id = who and u.revoked_at is null and u.valid_until > at and v.board_id <> all ((select public.unbriefed_boards(who, 'agent', at))::int[]) and not exists (select from public.instruction_stop s where s.lifted_at is null and s.board_id = v.board_id
      and (s.acts = '{}' or g.act = any (s.acts)) and (s.case_type_ids = '{}' or t.id = any (s.case_type_ids))) and not exists (select from public.control_block k where k.lifted_at is null and k.board_id = v.board_id and g.act = any (k.acts) and (k.case_type_ids = '{}' or t.id = any (k.case_type_ids))));
  end if;
  -- without a channel the index answers; a grant for one channel only is read row by row, where a contact or a case is registered
  if in_channel is null then return array(
    select distinct t.id from public.undertaking u
    join public.instruction_version v on v.id = u.version_id and v.state = 'in-force' and v.valid_from <= at and (v.valid_to is null or v.valid_to > at)
    join public.instruction_grant g on g.version_id = v.id and g.act = any (wanted) and g.channel is null and g.valid_from <= at and (g.valid_to is null or g.valid_to > at)
    cross join unnest(g.case_type_ids) t (id)
    where u.employee_id = who and u.revoked_at is null and u.valid_until > at and v.board_id <> all ((select public.unbriefed_boards(who, 'agent', at))::int[]));
  end if;
  return array(
    select distinct t.id from public.undertaking u
    join public.instruction_version v on v.id = u.version_id and v.state = 'in-force' and v.valid_from <= at and (v.valid_to is null or v.valid_to > at)
    join public.instruction_grant g on g.version_id = v.id and g.act = any (wanted) and g.channel = in_channel and g.valid_from <= at and (g.valid_to is null or g.valid_to > at)
    cross join unnest(g.case_type_ids) t (id)
    where u.employee_id = who and u.revoked_at is null and u.valid_until > at and v.board_id <> all ((select public.unbriefed_boards(who, 'agent', at))::int[]));
end $function$;
alter function granted_case_types(text[],text) owner to ombud_owner;
comment on function granted_case_types(text[],text) is 'A6, A21-A23: role, valid undertaking for the version in force, and a clause that permits one of the acts.';

CREATE OR REPLACE FUNCTION public.groups_of(who uuid)
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select coalesce(array_agg(distinct g.value), '{}') from (
    select unnest(e.claimed_groups) as value from public.employee e where e.id = who
    union select v from public.directory_member m join public.directory_group d on d.id = m.group_id cross join lateral (values (d.display_name), (d.external_id), (d.id::text)) x (v) where m.employee_id = who and v is not null) g $function$;
alter function groups_of(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.guard_answer()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare who uuid := public.actor_id();
begin
  if tg_op = 'UPDATE' and exists (select from public.sealing_due d where d.contact_id = new.contact_id and d.xact = pg_current_xact_id() and d.writing) then return new; end if;
  if exists (select from public.application a where a.contact_id = new.contact_id and a.state <> 'draft') then raise exception 'an application that has ended stands still (A33)' using errcode = '42501'; end if;
  if public.citizen_application() = new.contact_id then new.written_by := 'applicant'; new.employee_id := null;
  elsif who is not null then new.written_by := 'agent'; new.employee_id := who;
  elsif new.written_by is null then raise exception 'a draft is its applicant''s and the helper''s (A33)' using errcode = '42501'; end if;
  new.at := public.ombud_now();
  insert into public.application_edit (contact_id, field, written_by, employee_id, at, emptied) values (new.contact_id, new.field, new.written_by, new.employee_id, new.at, new.value = '');
  return new;
end $function$;
alter function guard_answer() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.guard_application()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if old.state <> 'draft' then raise exception 'an application that has ended stands still (A33)' using errcode = '42501'; end if;
  if new.state <> 'draft' and public.citizen_application() is distinct from old.contact_id then raise exception 'only the applicant ends a draft (A33)' using errcode = '42501'; end if;
  if new.revision < old.revision then raise exception 'a revision only grows' using errcode = '42501'; end if;
  return new;
end $function$;
alter function guard_application() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.guard_attempt()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if old.answered_at is not null then raise exception 'an attempt is answered once (A22)' using errcode = '42501'; end if;
  return new;
end $function$;
alter function guard_attempt() owner to ombud_owner;

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

CREATE OR REPLACE FUNCTION public.guard_clause()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  of_version int := case when tg_op = 'DELETE' then old.version_id else new.version_id end;
begin
  if (tg_op <> 'INSERT' or current_user <> 'ombud_owner') and exists (select from instruction_version v where v.id in (of_version, case when tg_op = 'UPDATE' then old.version_id end) and v.state <> 'draft') then
    raise exception 'the clauses of a version that has been proposed don’t change (A38)' using errcode = '42501'; end if;
  return case when tg_op = 'DELETE' then old else new end;
end $function$;
alter function guard_clause() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.guard_decided()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  -- the worker and the eraser are held by their policies and grants, and may not read decisions
  if current_user in ('ombud_agent', 'ombud_officer') and new.outcome = 'beslutad' and old.outcome is distinct from new.outcome then
    if not exists (select from public.decision d where d.case_id = new.id) then raise exception 'closed as decided without a decision (A36)' using errcode = '42501'; end if;
  end if;
  return new;
end $function$;
alter function guard_decided() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.guard_form()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if exists (select from jsonb_array_elements(new.fields) f where coalesce(f ->> 'category', '') <> all (new.categories)) then
    raise exception 'every field of a form is of a category that the form names (A3, A34)' using errcode = '23514'; end if;
  if not exists (select from public.case_type t where t.id = new.case_type_id and t.secrecy = new.secrecy and t.secrecy_tags <@ new.secrecy_tags) then
    raise exception 'a form has the secrecy of its case type (A34)' using errcode = '23514'; end if;
  if not exists (select from public.instruction_version v join public.clause c on c.version_id = v.id
    where v.id = new.instruction_version_id and v.board_id = new.board_id and c.id = new.retention_clause and c.rule #>> '{retention,record}' = 'draft') then
    raise exception 'a form has a rule of its board for its drafts (A34, B18)' using errcode = '23514'; end if;
  return new;
end $function$;
alter function guard_form() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.guard_look_up()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$;
alter function guard_look_up() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.guard_rights_case()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if (new.board_id <> old.board_id or new.offered_board_id is not null or new.state = 'closed' and old.state <> 'closed') and exists (select from public.rights_request r where r.case_id = new.id and r.closed_at is null) then
    raise exception 'a request that a board is deciding is neither closed nor moved (A14)' using errcode = '42501'; end if;
  return new;
end $function$;
alter function guard_rights_case() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.guard_secret_handover()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare secret record;
begin
  select * into secret from public.case_secrecy(new.case_id);
  if secret.level = 'none' and not secret.is_protected then return new; end if;
  if new.from_board_id = new.to_board_id then
    if secret.level = 'absolute' then raise exception 'absolute secrecy goes nowhere (D6)' using errcode = '42501'; end if;
    return new;
  end if;
  if not public.passed_harm_test(new.case_id, new.to_board_id, new.offered_by) then
    raise exception 'a secret case is handed to another board without a harm test (OSL 8:1, D6)' using errcode = '42501'; end if;
  return new;
end $function$;
alter function guard_secret_handover() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.guard_secret_route()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare secret record; goes_to int;
begin
  if current_user not in ('ombud_agent', 'ombud_officer') then return new; end if;
  goes_to := case when new.offered_board_id is distinct from old.offered_board_id and new.offered_board_id is not null then new.offered_board_id
    when new.board_id <> old.board_id and not (new.board_id is not distinct from old.offered_board_id and public.actor_hand() = 'officer') then new.board_id end;
  if goes_to is null or goes_to = old.board_id then return new; end if;
  select * into secret from public.case_secrecy(old.id);
  if (secret.level <> 'none' or secret.is_protected) and not public.passed_harm_test(old.id, goes_to, public.actor_id()) then
    raise exception 'a secret case goes to another board without a harm test (OSL 8:1, D6)' using errcode = '42501'; end if;
  return new;
end $function$;
alter function guard_secret_route() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.guard_telling()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare secret record; entry jsonb; fields text[]; since timestamptz := public.ombud_now() - interval '30 minutes';
begin
  select * into secret from public.look_up_secrecy(new.id);
  if secret.level = 'none' then return new; end if;
  for entry in select e.each from jsonb_array_elements(new.told) with ordinality as e (each, n) where e.n > jsonb_array_length(old.told) and e.each -> 'fields' <> '[]' loop
    fields := array(select jsonb_array_elements_text(entry -> 'fields'));
    if secret.level = 'absolute' or secret.is_protected then raise exception 'absolute secrecy and protected persons are told to nobody (D6)' using errcode = '42501'; end if;
    if not (case entry ->> 'recipient'
      when 'party' then true
      when 'representative' then exists (select from (select * from public.representation r where r.look_up_id = new.id and r.at > since order by r.at desc limit 1) r
        where r.kind = 'representative' and (r.valid_to is null or r.valid_to >= (public.ombud_now() at time zone 'Europe/Stockholm')::date) and fields <@ r.scope)
      when 'guardian' then exists (select from (select * from public.representation r where r.look_up_id = new.id and r.at > since order by r.at desc limit 1) r
        where r.kind = 'guardian' and r.custody <> 'not-checked' and r.child_age < 18 and not r.considerable_harm and (r.decides = 'guardian' or r.decides is null and r.child_age < 15))
      when 'public' then exists (select from (select * from public.harm_test h where h.look_up_id = new.id and h.employee_id = new.employee_id and h.at > since order by h.at desc limit 1) h
        where h.outcome = 'all' or h.outcome = 'part' and fields <@ h.kept)
      else false end)
    then raise exception 'something secret is told on no ground that holds (OSL 8:1, 12:2, 12:3, D8)' using errcode = '42501'; end if;
  end loop;
  return new;
end $function$;
alter function guard_telling() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.guard_undertaking()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if tg_op = 'INSERT' then
    -- a signature can't be dated into the future, or out of an old employment
    if session_user = 'ombud_web' and new.signed_at not between public.ombud_now() - interval '1 minute' and public.ombud_now() + interval '1 minute' then
      raise exception 'an undertaking is signed now' using errcode = '42501'; end if;
    new.valid_until := public.undertaking_end(new.employee_id, new.signed_at);
    update public.undertaking set revoked_at = new.signed_at where employee_id = new.employee_id and version_id = new.version_id and revoked_at is null;
    return new;
  end if;
  -- what was sealed doesn't change; if it does, whoever changes it, it is no signature any more
  if (new.employee_id, new.version_id, new.signed_at, new.quiz, new.signature_hash, new.attempt_id, new.text_hash, new.public_key, new.signature)
      is distinct from (old.employee_id, old.version_id, old.signed_at, old.quiz, old.signature_hash, old.attempt_id, old.text_hash, old.public_key, old.signature) then
    new.revoked_at := coalesce(old.revoked_at, public.ombud_now()); end if;
  return new;
end $function$;
alter function guard_undertaking() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.guard_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if old.state <> new.state and (old.state, new.state) not in (('draft', 'proposed'), ('proposed', 'approved'), ('approved', 'accepted'), ('accepted', 'in-force'),
      ('proposed', 'draft'), ('approved', 'draft'), ('accepted', 'draft'), ('in-force', 'superseded'), ('in-force', 'ended')) then
    raise exception 'no such move: % to %', old.state, new.state using errcode = '23514'; end if;
  if old.state <> 'draft' and (new.board_id, new.version, new.title, new.valid_from, new.valid_to, new.review_by, new.hash, new.contacts, new.source, new.content, new.signed)
      is distinct from (old.board_id, old.version, old.title, old.valid_from, old.valid_to, old.review_by, old.hash, old.contacts, old.source, old.content, old.signed) then
    raise exception 'the text of a version that has been proposed doesn’t change (A38)' using errcode = '42501'; end if;
  if old.state <> 'draft' and new.state <> 'draft' and (new.diff, new.previous_id, new.previous_hash) is distinct from (old.diff, old.previous_id, old.previous_hash) then
    raise exception 'the diff that is signed doesn’t change (A38)' using errcode = '42501'; end if;
  return new;
end $function$;
alter function guard_version() owner to ombud_owner;

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

CREATE OR REPLACE FUNCTION public.is_sealed(given_case uuid, given_contact uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select exists (select from public."case" c join public.case_type t on t.id = c.case_type_id where c.id = given_case and t.secrecy = 'sealed')
    or given_contact is not null and exists (select from public.case_type t where t.secrecy = 'sealed' and t.id in (
      select k.case_type_id from public.contact k where k.id = given_contact union all select c.case_type_id from public."case" c where c.contact_id = given_contact
      union all select q.case_type_id from public.question q where q.contact_id = given_contact union all select a.case_type_id from public.application a where a.contact_id = given_contact)) $function$;
alter function is_sealed(uuid,uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.is_to_be_sealed(of_case uuid, of_contact uuid, by_move boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if of_case is not null then insert into public.sealing_due (case_id, moved) values (of_case, by_move) on conflict (case_id, xact) do update set moved = sealing_due.moved or excluded.moved;
  elsif of_contact is not null then insert into public.sealing_due (contact_id, moved) values (of_contact, by_move) on conflict (contact_id, xact) do update set moved = sealing_due.moved or excluded.moved;
  else return;
  end if;
  -- the program hears this with the answer to its statement, and seals before it commits; nobody else has to pay for asking
  raise notice 'sealing is due' using errcode = 'OMB35';
end $function$;
alter function is_to_be_sealed(uuid,uuid,boolean) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.judge_log_item(given_control uuid, given_number bigint, given_verdict text, given_reason text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare c public.log_control; who uuid;
begin
  select * into c from public.log_control x where x.id = given_control and x.board_id = any (public.content_boards(public.actor_hand())) and public.actor_hand() in ('officer', 'auditor') for update;
  if c.id is null or not exists (select from public.log_control_item i where i.control_id = c.id and i.number = given_number) then return 'missing'; end if;
  if c.signed_at is not null then return 'signed'; end if;
  select coalesce(a.employee_id, e.employee_id, r.employee_id) into who from public.log_number n join public.log_leaf l using (sequence)
    left join public.access_event a on l.kind = 'access' and a.id = l.row_id left join public.audit_event e on l.kind = 'audit' and e.id = l.row_id left join public.refusal r on l.kind = 'refusal' and r.id = l.row_id
    where n.board_id = c.board_id and n.number = given_number;
  if who = public.actor_id() then return 'own'; end if;
  update public.log_control_item i set verdict = given_verdict, reason = given_reason, judged_at = public.ombud_now(), judged_by = public.actor_id() where i.control_id = c.id and i.number = given_number;
  return 'judged';
end $function$;
alter function judge_log_item(uuid,bigint,text,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.keep_secrecy()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare was public.case_type; now_is public.case_type;
begin
  select * into was from public.case_type where id = old.case_type_id;
  select * into now_is from public.case_type where id = new.case_type_id;
  if was.secrecy = 'sealed' and not was.secrecy_provision = any (now_is.secrecy_tags) then
    insert into public.secrecy_mark (case_id, board_id, provision, level, marked_by, marked_at) values (new.id, old.board_id, was.secrecy_provision, was.secrecy_level, null, public.ombud_now()) on conflict do nothing;
  end if;
  return new;
end $function$;
alter function keep_secrecy() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.kept_from(given uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select case when given = any (public.conflicted_cases(array[given])) then 'conflict' when given = any (public.glass_cases()) then 'glass' when given = any (public.unrelated_cases(array[given])) then 'relation' end $function$;
alter function kept_from(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.leads(given_employee uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select given_employee <> public.actor_id() and (cardinality(public.actor_signs('contact-centre')) > 0
    or exists (select from public.assignment a where a.employee_id = given_employee and a.board_id = any (public.actor_signs('board')) and a.valid_from <= public.ombud_now() and (a.valid_to is null or a.valid_to > public.ombud_now()))) $function$;
alter function leads(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.leads_by_hash()
 RETURNS TABLE(lead text, hash bytea)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select split_part(x, ':', 1), decode(split_part(x, ':', 2), 'hex') from unnest(string_to_array(nullif(current_setting('ombud.leads', true), ''), ',')) x where x ~ '^(email|phone):[0-9a-f]{64}$' $function$;
alter function leads_by_hash() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.limits_in_force()
 RETURNS TABLE(parameter text, value numeric)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select x.parameter, (regexp_match((select p.prosrc from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname = x.source), x.pattern))[1]::numeric from (values
    ('session-cap-hours', 'open_session', 'interval ''(\d+) hours''\)'),
    ('sign-in-pause-minutes', 'count_try', 'not t\.succeeded and t\.at > public\.ombud_now\(\) - interval ''(\d+) minutes'''),
    ('sign-in-tries', 'count_try', 'minutes''\) < (\d+);'),
    ('step-up-pause-minutes', 'count_try', 'not t\.succeeded and t\.at > public\.ombud_now\(\) - interval ''(\d+) minutes'''),
    ('step-up-tries', 'count_try', 'minutes''\) < (\d+);'),
    ('step-up-minutes', 'step_up', 'step_up_until = public\.ombud_now\(\) \+ interval ''(\d+) minutes'''),
    ('look-ups', 'guard_look_up', 'minutes''\) >= (\d+) then'),
    ('look-up-minutes', 'guard_look_up', 'interval ''(\d+) minutes''\)')) x (parameter, source, pattern)
  union all select 'hold-days', (regexp_match(string_agg(pg_get_constraintdef(c.oid), ' '), '''(\d+) days'''))[1]::numeric from pg_constraint c where c.conrelid = 'public.hold'::regclass and c.contype = 'c' $function$;
alter function limits_in_force() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.log_control_breaks(given_board integer, first_number bigint, last_number bigint)
 RETURNS bigint[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select coalesce(array_agg(g.number order by g.number), '{}') from generate_series(first_number, last_number) g (number)
  left join public.log_number n on n.board_id = given_board and n.number = g.number left join public.log_leaf l on l.sequence = n.sequence
  where given_board = any (public.content_boards(public.actor_hand())) and public.actor_hand() in ('officer', 'auditor')
    and (l.sequence is null or (l.salt is not null and l.kind <> 'certificate' and public.log_record(l.kind, l.row_id) is null)) $function$;
alter function log_control_breaks(integer,bigint,bigint) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.log_control_events(given_board integer, from_at timestamp with time zone, until_at timestamp with time zone)
 RETURNS TABLE(number bigint, kind text, hand text, act text, at timestamp with time zone, who uuid, cases jsonb, related boolean, wrapped boolean, tie text, terms text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  with rows as materialized (
    select n.number, l.kind, a.id, a.at, a.employee_id, a.hand, a.act, a.facts, array(select u.id from unnest(a.case_ids, a.board_ids) u (id, board) where u.board = given_board) as case_ids
    from public.log_number n join public.log_leaf l using (sequence) join public.access_event a on l.kind = 'access' and a.id = l.row_id
    where n.board_id = given_board and a.at >= from_at and a.at < until_at
    union all select n.number, l.kind, e.id, e.at, e.employee_id, e.hand, e.event, e.facts, '{}' from public.log_number n join public.log_leaf l using (sequence) join public.audit_event e on l.kind = 'audit' and e.id = l.row_id
    where n.board_id = given_board and e.at >= from_at and e.at < until_at)
  select r.number, r.kind, r.hand, r.act, r.at, r.employee_id,
    case when r.kind = 'access' then (select jsonb_agg(jsonb_build_object('id', c.id, 'number', c.number, 'closedAt', c.closed_at)) from public."case" c where c.id = any (r.case_ids)) end,
    w.related, w.wrapped, t.tie, string_to_array(nullif(case jsonb_typeof(r.facts -> 'terms') when 'array' then array_to_string(array(select jsonb_array_elements_text(r.facts -> 'terms')), ' ') else r.facts ->> 'terms' end, ''), ' ')
  from rows r left join public.employee p on p.id = r.employee_id
  cross join lateral (select
    exists (select from public.audit_event e where e.employee_id = r.employee_id and e.event not in ('log.read', 'log.exported', 'case.searched') and ((e.case_id = any (r.case_ids) and e.at <= r.at + interval '1 hour') or (e.event = 'contact.registered' and e.at between r.at - interval '1 hour' and r.at + interval '1 hour'))) as related,
    exists (select from public.audit_event e where e.employee_id = r.employee_id and e.event not in ('log.read', 'log.exported', 'case.searched') and e.at >= r.at and e.at <= r.at + interval '2 days' and (e.case_id = any (r.case_ids) or (e.event = 'contact.registered' and e.at <= r.at + interval '1 hour'))) as wrapped) w
  cross join lateral (select case
    when cardinality(r.case_ids) <> 1 or p.id is null then null
    when exists (select from public.participant s where s.case_id = any (r.case_ids) and (lower(s.email) = p.email or lower(s.name) = lower(p.name))) then 'own'
    when exists (select from public.participant s join public.employee o on o.id <> p.id and (o.email = lower(s.email) or lower(o.name) = lower(s.name)) where s.case_id = any (r.case_ids)) then 'colleague'
    when exists (select from public.participant s where s.case_id = any (r.case_ids) and s.name ~ ' ' and lower(substring(s.name from '\S+$')) = lower(substring(p.name from '\S+$'))) then 'family' end as tie) t
  where given_board = any (public.content_boards(public.actor_hand())) and public.actor_hand() in ('officer', 'auditor')
  order by r.number $function$;
alter function log_control_events(integer,timestamp with time zone,timestamp with time zone) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.log_host(given_board integer)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select coalesce(nullif(given_board, 0), (select b.id from public.board b where b.hosts_contact_centre), (select min(b.id) from public.board b))::text $function$;
alter function log_host(integer) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.log_instant(given timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select to_char(given at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $function$;
alter function log_instant(timestamp with time zone) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.log_look_up()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if tg_op = 'INSERT' or (old.outcome, old.told) is distinct from (new.outcome, new.told) then
    insert into public.audit_event (at, employee_id, hand, event, case_id, contact_id, board_id, facts)
    values (public.ombud_now(), public.actor_id(), coalesce(public.actor_hand(), 'service'),
      case when tg_op = 'INSERT' then 'look-up.asked' when old.outcome is distinct from new.outcome then 'look-up.answered' else 'look-up.told' end, new.case_id, new.contact_id, new.board_id,
      jsonb_build_object('system', new.system, 'version', new.version_id, 'clauses', array_to_string(new.clause_ids, ' '), 'outcome', new.outcome, 'fields', array_to_string(new.fields, ' ')));
  end if;
  return null;
end $function$;
alter function log_look_up() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.log_of_own_case(at_most integer)
 RETURNS TABLE(at timestamp with time zone, hand text, purpose text, act text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select e.at, e.hand, e.purpose, e.act from public.access_event e where public.citizen_case() is not null and e.case_ids @> array[public.citizen_case()] and e.hand in ('agent', 'officer', 'auditor') order by e.id desc limit at_most $function$;
alter function log_of_own_case(integer) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.log_place()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  new.via := case session_user when 'ombud_web' then 'web' when 'ombud_worker' then 'worker' when 'ombud_purge' then 'purge' else 'owner' end;
  if new.via = 'web' then new.session_id := (select s.id from public.session s where s.secret_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8'))); end if;
  if new.board_id is null and new.case_id is not null then new.board_id := (select c.board_id from public."case" c where c.id = new.case_id); end if;
  return new;
end $function$;
alter function log_place() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.log_place_access()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare said text := nullif(current_setting('ombud.facts', true), '');
begin
  -- a contact is each of its boards' (B3): it stands once for each
  if new.contact_ids <> '{}' then
    select array_agg(p.id order by p.id, p.board), array_agg(p.board order by p.id, p.board) into new.contact_ids, new.contact_board_ids from (
      select u.id, coalesce(c.board_id, 0) as board from unnest(new.contact_ids) u (id) left join public.contact c on c.id = u.id
      union select q.contact_id, q.board_id from public.question q where q.contact_id = any (new.contact_ids)) p;
  end if;
  if new.board_ids is null and new.case_ids <> '{}' then
    new.board_ids := array(select coalesce(c.board_id, 0) from unnest(new.case_ids) with ordinality u (id, n) left join public."case" c on c.id = u.id order by u.n);
  end if;
  -- one question: this is written before every read
  select case session_user when 'ombud_web' then 'web' when 'ombud_worker' then 'worker' when 'ombud_purge' then 'purge' else 'owner' end,
    (select s.id from public.session s where s.secret_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8'))),
    case when new.hand = 'agent' then array(select v.id from public.instruction_version v where v.state = 'in-force' and v.board_id = any (coalesce(new.board_ids, '{}') || coalesce(new.contact_board_ids, '{}')) order by v.id) end
  into new.via, new.session_id, new.version_ids;
  if said is not null then
    new.facts := said::jsonb;
    perform set_config('ombud.facts', '', true); -- said of one opening only
  end if;
  return new;
end $function$;
alter function log_place_access() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.log_record(e access_event)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select jsonb_build_object('open', jsonb_build_object('kind', 'access', 'id', e.id, 'at', public.log_instant(e.at), 'hand', e.hand, 'act', e.act, 'purpose', e.purpose),
    'common', to_jsonb(e) - array['id', 'at', 'hand', 'act', 'purpose', 'xact', 'xact_started', 'case_ids', 'contact_ids', 'board_ids', 'contact_board_ids'],
    'boards', coalesce((select jsonb_object_agg(p.board, p.part) from (
      select public.log_host(i.board) as board, jsonb_build_object('cases', coalesce(jsonb_agg(i.id order by i.n) filter (where i.kind = 'case'), '[]'), 'contacts', coalesce(jsonb_agg(i.id order by i.n) filter (where i.kind = 'contact'), '[]')) as part
      from (select 'case' as kind, u.id, u.board, u.n from unnest(e.case_ids, e.board_ids) with ordinality u (id, board, n)
        union all select 'contact', u.id, u.board, u.n from unnest(e.contact_ids, e.contact_board_ids) with ordinality u (id, board, n)) i group by 1) p), jsonb_build_object(public.log_host(0), '{}'::jsonb))) $function$;
alter function log_record(access_event) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.log_record(e audit_event)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select jsonb_build_object('open', jsonb_build_object('kind', 'audit', 'id', e.id, 'at', public.log_instant(e.at), 'hand', e.hand, 'act', e.event),
    'common', to_jsonb(e) - array['id', 'at', 'hand', 'event', 'xact', 'board_id'], 'boards', jsonb_build_object(public.log_host(e.board_id), '{}'::jsonb)) $function$;
alter function log_record(audit_event) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.log_record(e certificate)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select jsonb_build_object('open', jsonb_build_object('kind', 'certificate', 'id', e.number, 'at', public.log_instant(e.issued_at), 'hand', 'eraser', 'act', 'certified', 'hash', encode(e.hash, 'hex')),
    'common', '{}'::jsonb, 'boards', jsonb_build_object(public.log_host(e.board_id), '{}'::jsonb)) $function$;
alter function log_record(certificate) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.log_record(e refusal)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select jsonb_build_object('open', jsonb_build_object('kind', 'refusal', 'id', e.id, 'at', public.log_instant(e.at), 'hand', e.hand, 'act', e.act),
    'common', to_jsonb(e) - array['id', 'at', 'hand', 'act', 'xact', 'board_id'], 'boards', jsonb_build_object(public.log_host(e.board_id), '{}'::jsonb)) $function$;
alter function log_record(refusal) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.log_record(given_kind text, given_id bigint)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select case given_kind when 'access' then (select public.log_record(e) from public.access_event e where e.id = given_id) when 'audit' then (select public.log_record(e) from public.audit_event e where e.id = given_id)
    when 'refusal' then (select public.log_record(e) from public.refusal e where e.id = given_id) else (select public.log_record(e) from public.certificate e where e.number = given_id) end $function$;
alter function log_record(text,bigint) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.log_rows(given_board integer, numbers bigint[])
 RETURNS TABLE(number bigint, sequence bigint, entry text, salted boolean, record jsonb, common_salt bytea, own_salt bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select u.number, n.sequence, l.entry, l.salt is not null,
    case when r.record is not null then jsonb_build_object('open', r.record -> 'open', 'common', r.record -> 'common', 'own', coalesce(r.record -> 'boards' -> given_board::text, '{}')) end,
    sha256(l.salt || convert_to('common', 'UTF8')), sha256(l.salt || convert_to('board ' || given_board, 'UTF8'))
  from unnest(numbers) u (number) left join public.log_number n on n.board_id = given_board and n.number = u.number left join public.log_leaf l on l.sequence = n.sequence
  left join lateral (select public.log_record(l.kind, l.row_id) as record) r on l.kind is not null order by u.number $function$;
alter function log_rows(integer,bigint[]) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.log_waiting(at_most integer)
 RETURNS TABLE(kind text, id bigint, xact text, record jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  with from_here as materialized (select case when c.next_xact > pg_snapshot_xmax(pg_current_snapshot()) then '0'::xid8 else c.next_xact end as x from public.log_cursor c),
  found as materialized (
    (select 'access' as kind, e.id, e.xact from public.access_event e where e.xact >= (select x from from_here) and not exists (select from public.log_leaf l where l.kind = 'access' and l.row_id = e.id) order by e.xact, e.id limit at_most)
    union all (select 'audit', e.id, e.xact from public.audit_event e where e.xact >= (select x from from_here) and not exists (select from public.log_leaf l where l.kind = 'audit' and l.row_id = e.id) order by e.xact, e.id limit at_most)
    union all (select 'refusal', e.id, e.xact from public.refusal e where e.xact >= (select x from from_here) and not exists (select from public.log_leaf l where l.kind = 'refusal' and l.row_id = e.id) order by e.xact, e.id limit at_most)
    union all (select 'certificate', e.number, e.xact from public.certificate e where e.xact >= (select x from from_here) and not exists (select from public.log_leaf l where l.kind = 'certificate' and l.row_id = e.number) order by e.xact, e.number limit at_most))
  select f.kind, f.id, f.xact::text, case when f.xact < (select c.begun from public.log_cursor c) then jsonb_set(public.log_record(f.kind, f.id), '{open,earlier}', 'true') else public.log_record(f.kind, f.id) end from (select * from found order by xact, kind, id limit at_most) f order by f.xact, f.kind, f.id $function$;
alter function log_waiting(integer) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.look_up_secrecy(of_look_up uuid, OUT level text, OUT provisions text[], OUT is_protected boolean)
 RETURNS record
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select public.strictest(t.secrecy_tags || l.secrecy_tags), t.secrecy_tags || l.secrecy_tags, t.secrecy_tags || l.secrecy_tags && array['21:3', '21:3 a', '22:1', '22:2']
  from public.look_up l join public.case_type t on t.id = l.case_type_id where l.id = of_look_up $function$;
alter function look_up_secrecy(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.make_rights_request(given_case uuid, given_kind text, given_due timestamp with time zone, given_numbers text[], given_codes bytea[], given_contacts uuid[], given_message uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare of_case public."case"; host int; came timestamptz; made uuid; one record; item record; new_part uuid; new_notice uuid; new_hold uuid; emails text[]; phones text[]; new_type int;
begin
  select * into of_case from public."case" c where c.id = given_case for update;
  select b.id into host from public.board b where b.hosts_contact_centre;
  perform public.refuse_unless(of_case.board_id = host and of_case.holder = 'centre' and of_case.state <> 'closed' and of_case.offered_board_id is null, 'a request is taken in at the board that hosts the centre');
  select min(m.at) into came from public.message m where m.case_id = given_case and m.direction = 'in' and (given_message is null or m.id = given_message);
  if came is null then raise exception 'nothing has come in here' using errcode = '22023'; end if;
  insert into public.rights_request (case_id, kind, channel, received_at, due_at, registered_by) values (given_case, given_kind, of_case.channel, came, given_due, public.actor_id()) returning id into made;
  select t.id into new_type from public.case_type t where t.board_id = host and t.code = case given_kind when 'records' then 'allman-handling' else 'dataskyddsbegaran' end;
  if new_type is not null and (public.actor_hand() is null or public.may(array['receive'], new_type)) then
    update public."case" set case_type_id = new_type, version = version + 1, changed_at = public.ombud_now() where id = given_case;
    update public.case_summary set case_type_id = new_type where case_id = given_case;
  end if;
  select coalesce(array_agg(p.email) filter (where p.email is not null), '{}'), coalesce(array_agg(right(regexp_replace(p.phone, '\D', '', 'g'), 8)) filter (where length(regexp_replace(p.phone, '\D', '', 'g')) >= 8), '{}')
    into emails, phones from public.participant p where p.case_id = given_case;
  for one in
    with near as ( -- cases and questions that what was given leads to
      select c.id, null::uuid as contact, c.board_id, c.case_type_id, 'email' as lead from public.participant p join public."case" c on c.id = p.case_id where given_kind <> 'records' and p.email = any (emails) and c.id <> given_case
      union all select null, p.contact_id, q.board_id, q.case_type_id, 'email' from public.participant p join public.question q on q.contact_id = p.contact_id where given_kind <> 'records' and p.email = any (emails)
      union all select c.id, null, c.board_id, c.case_type_id, 'phone' from public.participant p join public."case" c on c.id = p.case_id
        where given_kind <> 'records' and p.phone is not null and right(regexp_replace(p.phone, '\D', '', 'g'), 8) = any (phones) and c.id <> given_case
      union all select null, p.contact_id, q.board_id, q.case_type_id, 'phone' from public.participant p join public.question q on q.contact_id = p.contact_id
        where given_kind <> 'records' and p.phone is not null and right(regexp_replace(p.phone, '\D', '', 'g'), 8) = any (phones)
      union all select c.id, null, c.board_id, c.case_type_id, 'number' from public."case" c where c.number = any (given_numbers) and c.id <> given_case
      union all select c.id, null, c.board_id, c.case_type_id, 'code' from public.case_key k join public."case" c on c.id = k.case_id where k.kind = 'retrieval' and k.hash = any (given_codes) and c.id <> given_case
      union all select c.id, null, c.board_id, c.case_type_id, h.lead from public.leads_by_hash() h join public.sealed_lookup l on l.hash = h.hash join public."case" c on c.id = l.case_id where given_kind <> 'records' and c.id <> given_case
      union all select null, l.contact_id, q.board_id, q.case_type_id, h.lead from public.leads_by_hash() h join public.sealed_lookup l on l.hash = h.hash join public.question q on q.contact_id = l.contact_id where given_kind <> 'records'
      union all select null, c.id, c.board_id, c.case_type_id, 'contact' from public.contact c where c.id = any (given_contacts)
    ), boards as (
      select n.board_id, array_agg(distinct n.lead order by n.lead) as leads, bool_or(t.secrecy = 'sealed') as sealed from near n join public.case_type t on t.id = n.case_type_id group by n.board_id
      -- the centre's own board always has the request itself; of records it has its part when nothing else is known to be asked for
      union all select host, array['host'], false where not exists (select from near n where n.board_id = host) and (given_kind <> 'records' or not exists (select from near))
    ) select * from boards order by board_id
  loop
    insert into public.board_notice (board_id, direction, kind, owed_at, due_at) values (one.board_id, 'to-board', 'rights', public.ombud_now(), given_due) returning id into new_notice;
    insert into public.rights_part (request_id, case_id, board_id, notice_id, matched_by, sealed, due_at) values (made, given_case, one.board_id, new_notice, one.leads, one.sealed, given_due) returning id into new_part;
    perform public.queue_job('deliver-notice', jsonb_build_object('notice', new_notice), '0', 'notice-' || new_notice);
    if given_kind = 'records' then
      for item in
        select c.id as of_case, null::uuid as of_contact from public."case" c where c.board_id = one.board_id and c.id <> given_case and (c.number = any (given_numbers) or c.id in (select k.case_id from public.case_key k where k.kind = 'retrieval' and k.hash = any (given_codes)))
        union all select null, c.id from public.contact c where c.board_id = one.board_id and c.id = any (given_contacts)
      loop
        -- the eraser locks the same row before it judges: what is asked for either has a hold then, or has gone already
        perform from public."case" c where c.id = item.of_case for update;
        perform from public.contact c where c.id = item.of_contact for update;
        insert into public.hold (case_id, contact_id, ground, owner_id, placed_at, expires_at)
        values (item.of_case, item.of_contact, 'records-request', public.actor_id(), public.ombud_now(), public.ombud_now() + interval '90 days') returning id into new_hold;
        insert into public.rights_item (part_id, case_id, about_case, about_contact, hold_id) values (new_part, given_case, item.of_case, item.of_contact, new_hold);
      end loop;
    end if;
  end loop;
  perform public.queue_job('tell-rights', jsonb_build_object('request', made), '0', 'tell-rights-' || made);
  return made;
end $function$;
alter function make_rights_request(uuid,text,timestamp with time zone,text[],bytea[],uuid[],uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.make_scim_token(given_name text, given_hash bytea)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare made uuid;
begin
  perform public.refuse_unless(public.actor_is_operator(), 'for administrators');
  insert into public.scim_token (secret_hash, name, made_by, made_at) values (given_hash, given_name, public.actor_id(), public.ombud_now()) returning id into made;
  perform public.record_audit('staff.scim-token-made', null, null, null, jsonb_build_object('token', made));
  return made;
end $function$;
alter function make_scim_token(text,bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.map_group(given_value text, given_hand text, given_board text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare made int;
begin
  perform public.refuse_unless(public.actor_is_operator(), 'for administrators');
  insert into public.group_hand (claim_value, hand, board_id, made_by, made_at) select given_value, given_hand, b.id, public.actor_id(), public.ombud_now() from public.board b where b.code = given_board
  on conflict do nothing returning id into made;
  if made is not null then
    perform public.record_audit('staff.group-mapped', null, null, (select g.board_id from public.group_hand g where g.id = made), jsonb_build_object('mapping', made, 'hand', given_hand));
    perform public.settle_group(given_value);
  end if;
  return made;
end $function$;
alter function map_group(text,text,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.may(wanted text[], in_case_type integer, in_channel text DEFAULT NULL::text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select in_case_type = any (public.granted_case_types(wanted, in_channel)) $function$;
alter function may(text[],integer,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.mend_glass(given uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare g public.broken_glass;
begin
  update public.broken_glass b set ended_at = public.ombud_now() where b.id = given and b.ended_at is null and (b.employee_id = public.actor_id() or b.board_id = any (public.actor_boards('officer'))) returning * into g;
  if g.id is null then return false; end if;
  perform public.record_audit('glass.mended', g.case_id, null, g.board_id, jsonb_build_object('glass', given));
  return true;
end $function$;
alter function mend_glass(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.name_for_conflict(given uuid, given_employee uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare of_board int := (select c.board_id from public."case" c where c.id = given);
begin
  perform public.refuse_unless(cardinality(public.actor_signs('contact-centre')) > 0 or of_board = any (public.actor_signs('board')), 'only a manager names who sees a colleague''s matter');
  -- neither the one it concerns nor someone close to them, and nobody names themselves for what they may not see
  if of_board is null or not exists (select from public.conflict k where k.case_id = given) or not exists (select from public.employee e where e.id = given_employee and e.active)
    or exists (select from public.conflict k left join public.conflict_mark m on m.id = k.mark_id where k.case_id = given and k.employee_id in (given_employee, public.actor_id()) and m.withdrawn_at is null) then return false; end if;
  insert into public.conflict_named (case_id, employee_id, named_by, named_at) values (given, given_employee, public.actor_id(), public.ombud_now()) on conflict do nothing;
  perform public.record_audit('conflict.named', given, null, of_board, jsonb_build_object('employee', given_employee));
  return true;
end $function$;
alter function name_for_conflict(uuid,uuid) owner to ombud_owner;

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

CREATE OR REPLACE FUNCTION public.no_harm(at_level text, answers jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select at_level <> 'absolute' and (select bool_and(coalesce(answers ->> harm = any (case at_level when 'none' then array['none', 'unsure', 'some', 'considerable']
    when 'qualified-straight' then array['none', 'unsure', 'some'] when 'straight' then array['none', 'unsure'] when 'reverse' then array['none'] end), false))
    from unnest(array['economy', 'integrity', 'safety', 'others']) as h (harm)) $function$;
alter function no_harm(text,jsonb) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.not_as_it_should(given_case uuid, given_contact uuid)
 RETURNS TABLE(place text, ref text, value text, should_seal boolean)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select x.place, x.ref, x.value, s.sealed from (select public.is_sealed(given_case, given_contact) as sealed, (select k.id from public.sealing_key k where k.case_id = given_case or k.contact_id = given_contact) as key) s,
    public.texts_of(given_case, given_contact) x
  where case when s.sealed then not coalesce(public.stands_sealed(x.value, x.place, x.ref, s.key), false) else strpos(x.value, U&'\E5EA') > 0 end $function$;
alter function not_as_it_should(uuid,uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.note_conflicts(given_cases uuid[], given_contacts uuid[], given_act text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  insert into public.audit_event (at, employee_id, hand, event, case_id, contact_id, board_id, facts)
  select public.ombud_now(), public.actor_id(), public.actor_hand(), 'conflict.met', x.case_id, x.contact_id, coalesce(c.board_id, t.board_id), jsonb_build_object('act', given_act)
  from (select unnest(given_cases) as case_id, null::uuid as contact_id union all select null, unnest(given_contacts)) x left join public."case" c on c.id = x.case_id left join public.contact t on t.id = x.contact_id $function$;
alter function note_conflicts(uuid[],uuid[],text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.note_move()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare types int[] := array[new.case_type_id];
begin
  if tg_op = 'UPDATE' then types := types || old.case_type_id; end if;
  if not exists (select from public.case_type t where t.id = any (types) and t.secrecy = 'sealed') then return null; end if;
  if tg_table_name = 'case' and tg_op = 'UPDATE' then perform public.is_to_be_sealed(new.id, null, true); end if;
  if tg_table_name = 'contact' then perform public.is_to_be_sealed(null, new.id, true); else perform public.is_to_be_sealed(null, new.contact_id, true); end if;
  return null;
end $function$;
alter function note_move() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.note_sealing()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare of_case uuid; of_contact uuid;
begin
  if tg_argv[0] <> 'contact' then of_case := new.case_id; end if;
  if tg_argv[0] <> 'case' then of_contact := new.contact_id; end if;
  if public.is_sealed(of_case, of_contact) or strpos(new::text, U&'\E5EA') > 0 then perform public.is_to_be_sealed(of_case, of_contact, false); end if;
  return null;
end $function$;
alter function note_sealing() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.note_try(address bytea, did_succeed boolean)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  insert into public.sign_in_attempt (email_hash, at, succeeded) values (address, public.ombud_now(), did_succeed) $function$;
alter function note_try(bytea,boolean) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.offer_link(given_employee uuid, given_hash bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform public.refuse_unless(public.actor_is_operator(), 'for administrators');
  if not exists (select from public.employee e where e.id = given_employee and e.active) then return false; end if;
  delete from public.sign_in_way where kind = 'link' and employee_id = given_employee;
  delete from public.identity where employee_id = given_employee;
  perform public.end_sessions_of(given_employee);
  insert into public.sign_in_way (hash, kind, employee_id, expires_at) values (given_hash, 'link', given_employee, public.ombud_now() + interval '1 day');
  perform public.record_audit('staff.link-offered', null, null, null, jsonb_build_object('employee', given_employee));
  return true;
end $function$;
alter function offer_link(uuid,bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.offer_totp(given_proof text, given_sealed bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if not public.fresh(given_proof) then return 'step-up'; end if;
  insert into public.totp (employee_id, offered) values (public.actor_id(), given_sealed) on conflict (employee_id) do update set offered = excluded.offered;
  return 'done';
end $function$;
alter function offer_totp(text,bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.ombud_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select now() + (select shift from public.time_shift) $function$;
alter function ombud_now() owner to ombud_owner;
comment on function ombud_now() is 'The instant this transaction began, on Ombud''s clock.';

CREATE OR REPLACE FUNCTION public.open_access_reviews()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  this_moment timestamptz := public.ombud_now(); made int := 0; r record; told uuid;
  this text := to_char(this_moment at time zone 'Europe/Stockholm', 'YYYY"-Q"Q');
begin
  for r in insert into public.access_review (board_id, quarter, opened_at, due_at)
    select distinct v.board_id, this, this_moment, this_moment + interval '30 days' from public.instruction_version v where v.state = 'in-force' and v.valid_from <= this_moment and (v.valid_to is null or v.valid_to > this_moment) on conflict do nothing returning id, board_id, due_at loop
    made := made + 1;
    insert into public.access_review_line (review_id, employee_id, hand)
    select distinct r.id, a.employee_id, a.hand from public.assignment a join public.employee e on e.id = a.employee_id and e.active
    where a.valid_from <= this_moment and (a.valid_to is null or a.valid_to > this_moment) and r.board_id <> all (public.removed_boards(a.employee_id, a.hand)) and (a.hand <> 'agent' and a.board_id = r.board_id or a.hand = 'agent' and exists (
      select from public.undertaking u join public.instruction_version v on v.id = u.version_id where u.employee_id = a.employee_id and v.board_id = r.board_id and u.revoked_at is null and u.valid_until > this_moment));
    insert into public.board_notice (board_id, direction, kind, owed_at, due_at) values (r.board_id, 'to-board', 'access', this_moment, r.due_at) returning id into told;
    perform public.queue_job('deliver-notice', jsonb_build_object('notice', told), '0', 'notice-' || told);
  end loop;
  return made;
end $function$;
alter function open_access_reviews() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.open_application()
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare own uuid := public.citizen_application();
begin
  if own is not null then
    insert into public.access_event (at, xact, xact_started, employee_id, hand, purpose, act, contact_ids)
    values (public.ombud_now(), pg_current_xact_id(), transaction_timestamp(), null, 'citizen', 'application', 'read', array[own]); end if;
  return own;
end $function$;
alter function open_application() owner to ombud_doorman;

CREATE OR REPLACE FUNCTION public.open_cases(wanted uuid[], for_purpose text, for_act text DEFAULT 'read'::text)
 RETURNS uuid[]
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  seen uuid[]; boards int[]; glass uuid[] := public.glass_cases(); conflicts uuid[] := public.conflicted_cases(wanted); far uuid[];
  who uuid := public.actor_id();
  by_hand text := coalesce(public.actor_hand(), case when public.citizen_case() is not null then 'citizen' end);
  -- what A5 leaves of an uninstructed board's case is that it waits, not what it says
  waits int[] := case when by_hand = 'agent' then public.uninstructed_case_types() else '{}' end;
  handled int[] := case when by_hand = 'agent' then public.granted_case_types(array['handle']) else '{}' end;
begin
  if by_hand is null then return '{}'; end if;
  if coalesce(for_purpose, '') = '' then raise exception 'a purpose is needed (A26)' using errcode = '22023'; end if;
  far := case when by_hand = 'agent' then public.unrelated_cases(wanted) else '{}' end;
  if conflicts <> '{}' and for_act not in ('list', 'search') then perform public.note_conflicts(conflicts, '{}', for_act); end if;
  select coalesce(array_agg(c.id), '{}'), array_agg(c.board_id) into seen, boards from public."case" c where c.id = any (wanted) and c.case_type_id <> all (waits) and c.id <> all ((select public.frozen_cases(wanted))::uuid[])
    and c.id <> all (conflicts) and (c.id = any (glass) or c.id <> all (far) and (by_hand <> 'agent' or c.holder = 'centre' or c.case_type_id = any (handled)));
  if seen <> '{}' then
    insert into public.access_event (at, xact, xact_started, employee_id, hand, purpose, act, case_ids, board_ids, facts)
    values (public.ombud_now(), pg_current_xact_id(), transaction_timestamp(), who, by_hand, for_purpose, for_act, seen, boards, case when seen && glass then jsonb_build_object('glass', (select string_agg(g::text, ' ') from unnest(glass) g where g = any (seen))) end);
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
declare seen uuid[]; conflicts uuid[] := public.conflicted_contacts(wanted); by_hand text := public.actor_hand();
begin
  if by_hand is null then return '{}'; end if;
  if coalesce(for_purpose, '') = '' then raise exception 'a purpose is needed (A26)' using errcode = '22023'; end if;
  -- a contact is opened by whoever may see it, or one of its questions: each board its own segment (B3)
  select coalesce(array_agg(distinct x.id), '{}') into seen from (select c.id from public.contact c where c.id = any (wanted) union select q.contact_id from public.question q where q.contact_id = any (wanted)) x where x.id <> all (conflicts);
  if conflicts <> '{}' and for_act not in ('list', 'search') then perform public.note_conflicts('{}', conflicts, for_act); end if;
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

CREATE OR REPLACE FUNCTION public.open_rights_part(given_part uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare part public.rights_part;
begin
  select * into part from public.rights_part p where p.id = given_part and p.board_id = any (public.content_boards('officer'));
  if part.case_id = any (public.conflicted_cases(array[part.case_id])) then
    perform public.note_conflicts(array[part.case_id], '{}', 'rights');
    return null;
  end if;
  if part.id is null then return null; end if;
  insert into public.access_event (at, xact, xact_started, employee_id, hand, purpose, act, case_ids)
  values (public.ombud_now(), '3', public.ombud_now(), public.actor_id(), 'officer', 'rights', 'read', array[part.case_id]);
  update public.board_notice n set read_at = public.ombud_now(), read_by = public.actor_id(), delivered_at = coalesce(n.delivered_at, public.ombud_now()) where n.id = part.notice_id and n.read_at is null;
  return jsonb_build_object(
    'messages', (select coalesce(jsonb_agg(jsonb_build_object('subject', m.subject, 'body', m.body) order by m.at), '[]') from public.message m where m.case_id = part.case_id and m.direction = 'in'),
    'person', (select jsonb_build_object('name', p.name, 'email', p.email, 'phone', p.phone, 'address', p.address) from public.participant p where p.case_id = part.case_id limit 1),
    'items', (select coalesce(jsonb_agg(coalesce(c.number, 'kontakt ' || to_char(k.started_at at time zone 'Europe/Stockholm', 'YYYY-MM-DD'), '–')), '[]') from public.rights_item i left join public."case" c on c.id = i.about_case left join public.contact k on k.id = i.about_contact where i.part_id = part.id),
    'extensionReasons', (select t.extension_reasons from public.rights_text t where t.part_id = part.id), 'decisionReasons', (select t.decision_reasons from public.rights_text t where t.part_id = part.id));
end $function$;
alter function open_rights_part(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.open_session(who uuid, given_hand text, given_secret_hash bytea, about jsonb, given_method text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  chosen text := public.sign_in_hand(who, given_hand);
  longest interval := least(make_interval(mins => greatest(1, (about ->> 'longestMinutes')::int)), interval '12 hours');
  idle_for interval := least(make_interval(mins => greatest(1, (about ->> 'idleMinutes')::int)), longest);
begin
  if chosen is null then return null; end if;
  insert into public.session (secret_hash, employee_id, hand, created_at, expires_at, ends_at, idle, seen_at, method, device, network)
  values (given_secret_hash, who, chosen, public.ombud_now(), public.ombud_now() + idle_for, public.ombud_now() + longest, idle_for, public.ombud_now(), given_method, coalesce(about ->> 'device', 'unknown'), about ->> 'network');
  return chosen;
end $function$;
alter function open_session(uuid,text,bytea,jsonb,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.open_with_reason(given uuid, given_reason text)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare ends timestamptz := public.ombud_now() + interval '30 minutes';
begin
  if given <> all (public.unrelated_cases(array[given])) or given = any (public.conflicted_cases(array[given])) then return null; end if;
  insert into public.case_opening (case_id, employee_id, reason, at, until) values (given, public.actor_id(), given_reason, public.ombud_now(), ends);
  perform public.record_audit('case.opened-with-reason', given, null, (select c.board_id from public."case" c where c.id = given), jsonb_build_object('reason', given_reason, 'until', public.utc(ends)));
  return ends;
end $function$;
alter function open_with_reason(uuid,text) owner to ombud_owner;

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

CREATE OR REPLACE FUNCTION public.others_of_person(given_case uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  with points as (select p.email, nullif(regexp_replace(p.phone, '\D', '', 'g'), '') as phone from public.participant p where p.case_id = given_case),
    same as (select p.case_id from points g join public.participant p on p.email = g.email where p.case_id is not null
      union select p.case_id from points g join public.participant p on regexp_replace(p.phone, '\D', '', 'g') = g.phone where p.phone is not null and p.case_id is not null)
  select case when exists (select from points g where g.email is not null or g.phone is not null) then coalesce((
    select jsonb_agg(jsonb_build_object('kind', 'case',
      'facts', jsonb_build_object('case.type', t.code, 'case.state', c.state, 'case.outcome', c.outcome, 'case.channel', c.channel, 'case.holder', c.holder),
      'events', (select coalesce(jsonb_agg(jsonb_build_array(h.event, floor(extract(epoch from h.at) * 1000))), '[]') from public.happening h where h.case_id = c.id and h.taken_back_at is null)))
    from public."case" c join public.case_type t on t.id = c.case_type_id
    where c.id in (select case_id from same) and c.id <> given_case and c.board_id = (select m.board_id from public."case" m where m.id = given_case)), '[]') end $function$;
alter function others_of_person(uuid) owner to ombud_owner;
comment on function others_of_person(uuid) is 'K12: null = there is no address or number to know the person by, so nobody knows.';

CREATE OR REPLACE FUNCTION public.outbox_counts()
 RETURNS TABLE(queued integer, given_up integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select count(*) filter (where state = 'queued')::int, count(*) filter (where state = 'given-up')::int from public.outgoing where public.actor_is_operator() $function$;
alter function outbox_counts() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.overdue_disposals()
 RETURNS TABLE(board_id integer, overdue integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select x.board_id, count(*)::int from (
    select d.board_id from public.disposal d where d.state = 'due' and d.found_at < public.ombud_now() - interval '48 hours'
    union all
    select c.board_id from public.clock k join public."case" c on c.id = k.case_id
    where k.state = 'running' and k.action = 'delete' and k.due_at < public.ombud_now() - interval '48 hours' and (k.by_law or jsonb_typeof(k.rule -> 'disposalDecision') = 'object') and k.look_at is null and c.state = 'closed'
      and not exists (select from public.disposal d where d.subject_id = c.id and d.state in ('due', 'held'))) x group by x.board_id $function$;
alter function overdue_disposals() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.owe_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare made uuid;
begin
  if new.state not in ('in-force', 'ended') or tg_op = 'UPDATE' and old.state = new.state then return null; end if;
  if not exists (select from public.instruction_version v where v.board_id = new.board_id and v.id <> new.id and v.state in ('superseded', 'stopped', 'ended')) and new.state = 'in-force' then return null; end if;
  insert into public.board_notice (board_id, direction, kind, version_id, owed_at) values (new.board_id, 'to-centre', 'change', new.id, public.ombud_now()) returning id into made;
  perform public.queue_job('deliver-notice', jsonb_build_object('notice', made), '0', 'notice-' || made);
  return null;
end $function$;
alter function owe_change() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.owe_control(given_board integer, given_state uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare made uuid;
begin
  insert into public.board_notice (board_id, direction, kind, control_state_id, measure, measure_state, owed_at)
  select given_board, 'to-board', 'control', s.id, s.measure, case s.state when 'fails' then 'fails' else 'works' end, public.ombud_now() from public.control_state s where s.id = given_state
  on conflict (control_state_id, board_id) where control_state_id is not null do nothing returning id into made;
  if made is null then return false; end if;
  perform public.queue_job('deliver-notice', jsonb_build_object('notice', made), '0', 'notice-' || made);
  return true;
end $function$;
alter function owe_control(integer,uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.owe_stop()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare made uuid;
begin
  insert into public.board_notice (board_id, direction, kind, version_id, owed_at) values (new.board_id, 'to-centre', 'stop', new.version_id, public.ombud_now()) returning id into made;
  perform public.queue_job('deliver-notice', jsonb_build_object('notice', made), '0', 'notice-' || made);
  return null;
end $function$;
alter function owe_stop() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.own_account()
 RETURNS TABLE(email text, password boolean, demanded boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select e.email, e.password_hash is not null, exists (select from public.second_factor_demand d join public.assignment a on a.hand = d.hand and a.employee_id = e.id and (a.valid_to is null or a.valid_to > public.ombud_now()))
  from public.employee e where e.id = public.actor_id() $function$;
alter function own_account() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.own_rights()
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare mine uuid := public.citizen_case(); found jsonb;
begin
  select jsonb_build_object('kind', r.kind, 'receivedAt', r.received_at, 'dueAt', r.due_at, 'municipality', (select i.municipality from public.installation i), 'parts', (
    select coalesce(jsonb_agg(jsonb_build_object('board', b.name, 'forwardedAt', n.delivered_at, 'dueAt', p.due_at, 'extendedAt', p.extended_at, 'decidedAt', p.decided_at, 'outcome', p.outcome, 'lawId', p.law_id,
      'extensionReasons', t.extension_reasons, 'decisionReasons', t.decision_reasons) order by b.name), '[]')
    from public.rights_part p join public.board b on b.id = p.board_id join public.board_notice n on n.id = p.notice_id left join public.rights_text t on t.part_id = p.id
    where p.request_id = r.id and p.matched_by && array['number', 'code', 'contact', 'host'])) into found
  from public.rights_request r where r.case_id = mine;
  if found is not null then
    insert into public.access_event (at, xact, xact_started, employee_id, hand, purpose, act, case_ids) values (public.ombud_now(), '3', public.ombud_now(), null, 'citizen', 'rights', 'read', array[mine]);
  end if;
  return found;
end $function$;
alter function own_rights() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.pass_on_case(given uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if given <> all (public.conflicted_cases(array[given])) or not exists (select from public."case" c where c.id = given) then return false; end if;
  update public."case" set assignee_id = null, version = version + 1, changed_at = public.ombud_now() where id = given and assignee_id = public.actor_id();
  perform public.record_audit('conflict.passed-on', given, null, (select c.board_id from public."case" c where c.id = given), '{}');
  return true;
end $function$;
alter function pass_on_case(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.passed_harm_test(of_case uuid, to_board integer, by_employee uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select exists (select from public.harm_test h, public.case_secrecy(of_case) s where h.case_id = of_case and h.to_board_id = to_board and h.employee_id = by_employee and h.outcome = 'all'
    and h.at > public.ombud_now() - interval '30 minutes' and h.level = s.level and h.provisions @> s.provisions) $function$;
alter function passed_harm_test(uuid,integer,uuid) owner to ombud_owner;
comment on function passed_harm_test(uuid,integer,uuid) is 'L40b: a test of the case as secret as it is now, not older than half an hour.';

CREATE OR REPLACE FUNCTION public.passes_between_boards(at_level text, provisions text[], is_protected boolean, by_hand text, on_ground text, answers jsonb, consented text[], law text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select case
    when on_ground = 'consent' and (at_level in ('none', 'qualified-straight', 'straight') and not is_protected) then true
    when on_ground = 'consent' then consented @> array['messages', 'notes', 'files', 'people'] and case
      when at_level = 'absolute' then not provisions && array['24:8'] when is_protected then by_hand = 'officer' else true end
    when at_level = 'absolute' or is_protected then false
    when at_level = 'none' then true
    when at_level <> 'reverse' and public.no_harm(at_level, answers) then true
    when not public.no_harm('none', answers) then false
    when on_ground = '10:2' then true
    when on_ground = '10:28' then law is not null
    when on_ground = '10:27' then not exists (select from unnest(provisions) as p (tag) where tag ~ '^(25:[1-8]|26:[1-6])( |$)')
    else false end $function$;
alter function passes_between_boards(text,text[],boolean,text,text,jsonb,text[],text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.passkey_of(given_credential text)
 RETURNS TABLE(public_key bytea, counter bigint, transports text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select p.public_key, p.counter, p.transports from public.passkey p join public.employee e on e.id = p.employee_id and e.active where p.credential_id = given_credential $function$;
alter function passkey_of(text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.paused_rules()
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select coalesce(array_agg(c.version_id || ' ' || c.id), '{}') from public.clause_pause p join public.instruction_version v on v.board_id = p.board_id
    join public.clause c on c.version_id = v.id and c.id = p.clause_id and c.text_hash = p.text_hash where p.lifted_at is null $function$;
alter function paused_rules() owner to ombud_owner;
comment on function paused_rules() is 'A10: version and clause, a space between, of every clause that is said to break the law and hasn’t been answered for.';

CREATE OR REPLACE FUNCTION public.people_who_sign_in()
 RETURNS TABLE(id uuid, name text, email text, active boolean, password boolean, code boolean, passkeys integer, linked boolean, by_directory boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select e.id, e.name, e.email, e.active, e.password_hash is not null, exists (select from public.totp t where t.employee_id = e.id and t.confirmed_at is not null),
    (select count(*)::int from public.passkey p where p.employee_id = e.id), exists (select from public.identity i where i.employee_id = e.id), e.user_name is not null
  from public.employee e where public.actor_is_operator() order by e.name $function$;
alter function people_who_sign_in() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.plain_household(surname text, address text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select lower(nullif(regexp_replace(btrim(surname), '^.*\s', ''), '')) || '|' || public.plain_point('address', address) $function$;
alter function plain_household(text,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.plain_point(point text, given text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select nullif(case point
    when 'mail' then lower(btrim(given))
    when 'phone' then (select case when length(d) >= 6 then d end from regexp_replace(regexp_replace(given, '\D', '', 'g'), '^(0046|46|0)', '') d)
    when 'identity' then (select case when length(d) >= 10 then right(d, 10) end from regexp_replace(given, '\D', '', 'g') d)
    else (select case when street ~ '\d' then street end from btrim(regexp_replace(lower(split_part(given, ',', 1)), '[^[:alnum:]]+', ' ', 'g')) street) end, '') $function$;
alter function plain_point(text,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.point_mark(point text, plain text)
 RETURNS bytea
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select case when plain is not null then (select sha256(k.secret || sha256(k.secret || convert_to(point || ':' || plain, 'UTF8'))) from public.conflict_key k) end $function$;
alter function point_mark(text,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.propose_version(given_uid uuid, given_hash bytea, given_diff jsonb, given_previous integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare mine public.instruction_version;
begin
  select * into mine from public.instruction_version v where v.uid = given_uid and v.state = 'draft' and v.board_id = any (public.actor_boards('officer')) for update;
  if mine.id is null then return false; end if;
  insert into public.clause (version_id, id, requirement, position, text, text_hash, rule)
  select mine.id, c ->> 'id', c ->> 'requirement', n, c ->> 'text', sha256(convert_to(c ->> 'text', 'UTF8')), c from jsonb_array_elements(mine.content -> 'clauses') with ordinality as given (c, n);
  update public.instruction_version v set state = 'proposed', hash = given_hash, diff = given_diff, previous_id = p.id, previous_hash = p.hash, returned_reason = null
  from (select 1) one left join public.instruction_version p on p.id = given_previous and p.board_id = mine.board_id and p.state = 'in-force' where v.id = mine.id;
  return true;
end $function$;
alter function propose_version(uuid,bytea,jsonb,integer) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.provider_hint()
 RETURNS bytea
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select s.sealed_hint from public.session s where s.id = public.session_id() and s.method = 'provider' $function$;
alter function provider_hint() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.provider_signed_out(given_voucher text, given_issuer text, given_subject text, given_session text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare ended int;
begin
  perform public.refuse_unless(public.vouched(given_voucher) and coalesce(given_subject, given_session) is not null, 'not vouched for');
  update public.session set revoked_at = public.ombud_now(), sealed_hint = null where provider_issuer = given_issuer and (given_subject is null or provider_subject = given_subject)
    and (given_session is null or provider_session = given_session) and revoked_at is null;
  get diagnostics ended = row_count;
  return ended;
end $function$;
alter function provider_signed_out(text,text,text,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.publish_bulletin(given_board integer, given_kind text, given_title text, given_body text, given_hands text[], given_days integer)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare made uuid;
begin
  perform public.refuse_unless(cardinality(public.actor_signs('contact-centre')) > 0 or given_board is not null and given_board = any (public.actor_boards('officer')), 'a bulletin is the board’s own, or the centre’s');
  insert into public.bulletin (board_id, kind, title, body, hands, read_by_days, published_by, published_at)
  values (given_board, given_kind, given_title, given_body, given_hands, given_days, public.actor_id(), public.ombud_now()) returning id into made;
  insert into public.bulletin_receipt (bulletin_id, employee_id, read_at) values (made, public.actor_id(), public.ombud_now());
  return made;
end $function$;
alter function publish_bulletin(integer,text,text,text,text[],integer) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.purge_log(after_sequence bigint, at_most integer)
 RETURNS TABLE(last bigint, purged integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare seen bigint[]; gone bigint[];
begin
  seen := array(select l.sequence from public.log_leaf l where l.sequence > after_sequence and l.salt is not null and l.kind <> 'certificate' order by l.sequence limit at_most);
  if seen = '{}' then return; end if;
  gone := array(select l.sequence from public.log_leaf l
    left join public.access_event a on l.kind = 'access' and a.id = l.row_id left join public.audit_event e on l.kind = 'audit' and e.id = l.row_id left join public.refusal r on l.kind = 'refusal' and r.id = l.row_id
    where l.sequence = any (seen) and coalesce(a.at, e.at, r.at) < public.ombud_now() - interval '5 years'
      and not exists (select from public."case" c where c.id = any (coalesce(a.case_ids, array[e.case_id, r.case_id]))) and not exists (select from public.contact c where c.id = any (coalesce(a.contact_ids, array[e.contact_id]))));
  delete from public.access_event x using public.log_leaf l where l.sequence = any (gone) and l.kind = 'access' and x.id = l.row_id;
  delete from public.audit_event x using public.log_leaf l where l.sequence = any (gone) and l.kind = 'audit' and x.id = l.row_id;
  delete from public.refusal x using public.log_leaf l where l.sequence = any (gone) and l.kind = 'refusal' and x.id = l.row_id;
  delete from public.log_control_item i using public.log_control c, public.log_number n where n.sequence = any (gone) and c.id = i.control_id and c.board_id = n.board_id and i.number = n.number;
  update public.log_leaf set salt = null where sequence = any (gone);
  last := seen[cardinality(seen)]; purged := cardinality(gone);
  return next;
end $function$;
alter function purge_log(bigint,integer) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.put_sealed(given_case uuid, given_contact uuid, places text[], refs text[], given text[], hashes bytea[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare one record; changed int := 0; at_key text; parts text[];
begin
  update public.sealing_due d set writing = true where d.xact = pg_current_xact_id() and (d.case_id = given_case or d.contact_id = given_contact);
  if not found then raise exception 'only what this transaction has written is sealed' using errcode = '42501'; end if;
  for one in select n.place, n.ref, g.becomes from unnest(places, refs, given) g (place, ref, becomes) join public.not_as_it_should(given_case, given_contact) n on n.place = g.place and n.ref = g.ref loop
    parts := string_to_array(one.place, '.');
    if one.place = 'draft.body' then
      update public.draft d set body = case when strpos(one.becomes, U&'\E5EA') > 0 then to_jsonb(one.becomes) else one.becomes::jsonb end
      where d.case_id = given_case and d.employee_id = split_part(one.ref, '/', 1)::uuid and d.kind = split_part(one.ref, '/', 2);
    elsif one.place = 'application_answer.value' then
      update public.application_answer x set value = one.becomes where x.contact_id = given_contact and x.field = split_part(one.ref, '/', 2);
    else
      at_key := case parts[1] when 'question_text' then 'question_id' when 'rights_text' then 'part_id' else 'id' end;
      execute format('update public.%I set %I = $1 where %I = $2', parts[1], parts[2], at_key) using one.becomes, one.ref::uuid;
    end if;
    changed := changed + 1;
  end loop;
  insert into public.sealed_lookup (case_id, contact_id, hash) select given_case, given_contact, h from unnest(hashes) h on conflict do nothing;
  update public.sealing_due d set writing = false where d.xact = pg_current_xact_id() and (d.case_id = given_case or d.contact_id = given_contact);
  return changed;
end $function$;
alter function put_sealed(uuid,uuid,text[],text[],text[],bytea[]) owner to ombud_owner;

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
  if task not in ('read-arrival', 'send-outgoing', 'publish-notice', 'tell-rights', 'follow-draft', 'simulate', 'deliver-notice', 'find-due', 'erase', 'remove-files', 'certify', 'sweep-files', 'scan-texts', 'probe-controls', 'mail-notice', 'watch-duties', 'put-in-force') then raise exception 'no such task: %', task using errcode = '22023'; end if;
  -- the web may ask for it to be looked at: the worker verifies both signatures before anything is put in force
  if session_user = 'ombud_web' and task not in ('read-arrival', 'send-outgoing', 'publish-notice', 'tell-rights', 'follow-draft', 'simulate', 'deliver-notice', 'put-in-force') then raise exception 'not a task of the web: %', task using errcode = '42501'; end if;
  if exists (select from jsonb_each_text(payload) p where p.value !~ '^[0-9a-f-]{36}$') then raise exception 'a job carries ids only' using errcode = '22023'; end if;
  perform graphile_worker.add_job(task, payload::json, run_at => now() + wait, max_attempts => 12, job_key => queue_job.job_key);
end $function$;
alter function queue_job(text,jsonb,interval,text) owner to ombud_jobs;

CREATE OR REPLACE FUNCTION public.read_log(given_board integer, numbers bigint[])
 RETURNS TABLE(number bigint, sequence bigint, entry text, salted boolean, record jsonb, common_salt bytea, own_salt bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select r.* from public.log_rows(given_board, numbers) r where given_board = any (public.content_boards(public.actor_hand())) and public.actor_hand() in ('officer', 'auditor') $function$;
alter function read_log(integer,bigint[]) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.read_notice(given_id uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  update public.board_notice n set read_at = public.ombud_now(), read_by = public.actor_id()
  where n.id = given_id and n.read_at is null and n.delivered_at is not null
    and case n.direction when 'to-board' then n.board_id = any (public.actor_boards('officer')) else public.actor_hand() = 'agent' end $function$;
alter function read_notice(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.recent_look_ups()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform pg_advisory_xact_lock(hashtextextended('look-up ' || public.actor_id(), 0));
  return (select count(*)::int from public.look_up l where l.employee_id = public.actor_id() and l.at > public.ombud_now() - interval '10 minutes');
end $function$;
alter function recent_look_ups() owner to ombud_owner;

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

CREATE OR REPLACE FUNCTION public.record_decision(given_board text, given_type text, given_acts text[], given_channel text, given_mission text, given_category text, given_anonymous boolean, given_carries boolean, given_outcome text, given_because text, given_clauses text[], given_version integer)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  insert into public.decision_event (at, board_id, case_type_id, acts, channel, mission, category, anonymous, carries_personal_data, outcome, because, clause_ids, version_id)
  select date_bin('15 minutes', public.ombud_now(), 'epoch'), b.id, t.id, given_acts, given_channel, given_mission, given_category, given_anonymous, given_carries, given_outcome, given_because, given_clauses, given_version
  from public.board b left join public.case_type t on t.board_id = b.id and t.code = given_type where b.code = given_board and public.actor_hand() = 'agent' $function$;
alter function record_decision(text,text,text[],text,text,text,boolean,boolean,text,text,text[],integer) owner to ombud_owner;
comment on function record_decision(text,text,text[],text,text,text,boolean,boolean,text,text,text[],integer) is 'What decide() answered an agent, as codes.';

CREATE OR REPLACE FUNCTION public.record_gap(given_board integer, given_act text, given_type integer, given_mission text, given_reason text, given_channel text, given_clauses text[])
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  ticket uuid; fresh boolean; owed uuid;
begin
  insert into public.gap (board_id, act, case_type_id, mission, reason, clause_ids, first_at, last_at)
  values (given_board, given_act, given_type, given_mission, given_reason, given_clauses, public.ombud_now(), public.ombud_now())
  on conflict (board_id, act, coalesce(case_type_id, 0), coalesce(mission, ''), reason) where answered_at is null do update set count = gap.count + 1, last_at = excluded.last_at
  returning id, count = 1 into ticket, fresh;
  insert into public.gap_day (gap_id, on_day, channel, count) values (ticket, (public.ombud_now() at time zone 'Europe/Stockholm')::date, coalesce(given_channel, ''), 1)
  on conflict (gap_id, on_day, channel) do update set count = gap_day.count + 1;
  if fresh then
    insert into public.board_notice (board_id, direction, kind, gap_id, owed_at) values (given_board, 'to-board', 'gap', ticket, public.ombud_now()) returning id into owed;
  end if;
  return owed;
end $function$;
alter function record_gap(integer,text,integer,text,text,text,text[]) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.record_refusal(given_act text, given_board integer, given_type integer, given_because text, given_clauses text[], given_laws text[], given_case uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  insert into public.refusal (at, employee_id, hand, act, board_id, case_type_id, because, clause_ids, law_ids, case_id)
  values (public.ombud_now(), public.actor_id(), coalesce(public.actor_hand(), 'citizen'), given_act, given_board, given_type, given_because, given_clauses, given_laws, given_case) $function$;
alter function record_refusal(text,integer,integer,text,text[],text[],uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.refuse_unions()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare why text;
begin
  if new.valid_to is not null and new.valid_to <= public.ombud_now() then return new; end if;
  why := public.union_refused(new.id, new.employee_id, new.hand, new.board_id, new.signs, greatest(public.ombud_now(), new.valid_from));
  if why is null then return new; end if;
  -- a directory's list isn't stopped by one of its lines; what isn't given is told
  if new.source = 'group' then
    perform public.record_audit('staff.hand-refused', null, null, new.board_id, jsonb_build_object('employee', new.employee_id, 'hand', new.hand, 'why', why));
    return null;
  end if;
  raise exception 'hands that together give more than each alone: %', why using errcode = '42501', hint = why;
end $function$;
alter function refuse_unions() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.refuse_unless(given boolean, because text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin if not coalesce(given, false) then raise exception '%', because using errcode = '42501'; end if; end $function$;
alter function refuse_unless(boolean,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.refuse_unsealed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if new.xact = pg_current_xact_id() and exists (select from public.sealing_due d where d.id = new.id) then raise exception 'words of a sealed type are committed sealed or not at all (L33)' using errcode = '42501'; end if;
  return null;
end $function$;
alter function refuse_unsealed() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.remove_passkey(given_id uuid, given_proof text, given_next bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare me uuid := public.actor_id(); mine uuid := public.session_id();
begin
  if not exists (select from public.passkey p where p.id = given_id and p.employee_id = me) then return 'none'; end if;
  if not public.fresh(given_proof) then return 'step-up'; end if;
  perform public.record_audit('staff.passkey-removed', null, null, null, '{}');
  delete from public.passkey p where p.id = given_id and p.employee_id = me;
  perform public.go_on_as(mine, given_next);
  return 'done';
end $function$;
alter function remove_passkey(uuid,text,bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.remove_totp(given_proof text, given_next bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare me uuid := public.actor_id(); mine uuid := public.session_id();
begin
  if not exists (select from public.totp t where t.employee_id = me and t.confirmed_at is not null) then return 'none'; end if;
  if not public.fresh(given_proof) then return 'step-up'; end if;
  perform public.record_audit('staff.code-removed', null, null, null, '{}');
  delete from public.totp where employee_id = me;
  delete from public.recovery_code where employee_id = me;
  perform public.go_on_as(mine, given_next);
  return 'done';
end $function$;
alter function remove_totp(text,bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.removed_boards(who uuid, with_hand text)
 RETURNS integer[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select coalesce(array_agg(r.board_id), '{}') from public.access_removal r where r.employee_id = who and r.hand = with_hand and r.given_back_at is null $function$;
alter function removed_boards(uuid,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.renew_rights_holds()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare item record; made uuid; renewed int := 0;
begin
  for item in select i.id, h.case_id, h.contact_id, h.owner_id, h.id as hold from public.rights_item i join public.rights_part p on p.id = i.part_id join public.hold h on h.id = i.hold_id
    where p.decided_at is null and h.released_at is null and h.expires_at < public.ombud_now() + interval '3 days' for update of i, h
  loop
    update public.hold set released_at = public.ombud_now() where id = item.hold;
    insert into public.hold (case_id, contact_id, ground, owner_id, placed_at, expires_at) values (item.case_id, item.contact_id, 'records-request', item.owner_id, public.ombud_now(), public.ombud_now() + interval '90 days') returning id into made;
    update public.rights_item set hold_id = made where id = item.id;
    renewed := renewed + 1;
  end loop;
  return renewed;
end $function$;
alter function renew_rights_holds() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.renew_session(given_next bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update public.session set secret_hash = given_next where id = public.session_id();
  return found;
end $function$;
alter function renew_session(bytea) owner to ombud_owner;
comment on function renew_session(bytea) is 'After a step-up the session goes on with a new secret; whoever holds the old one holds nothing.';

CREATE OR REPLACE FUNCTION public.replace_grants(given_version integer, given_grants jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if not exists (select from public.instruction_version v where v.id = given_version and v.state = 'in-force' for update) then return; end if;
  delete from public.instruction_grant where version_id = given_version;
  insert into public.instruction_grant (version_id, act, channel, case_type_ids, valid_from, valid_to)
  select given_version, g.act, g.channel, g.types, g.valid_from, g.valid_to from jsonb_to_recordset(given_grants) as g (act text, channel text, types int[], valid_from timestamptz, valid_to timestamptz);
end $function$;
alter function replace_grants(integer,jsonb) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.return_version(given_uid uuid, given_reason text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare mine public.instruction_version;
begin
  select * into mine from public.instruction_version v where v.uid = given_uid and v.state in ('proposed', 'approved', 'accepted') for update;
  if mine.id is null or not (mine.board_id = any (public.actor_boards('officer')) or cardinality(public.actor_signs('contact-centre')) > 0) then return false; end if;
  update public.instruction_signature set void_at = public.ombud_now() where version_id = mine.id and purpose = 'version' and void_at is null;
  update public.instruction_version set state = 'draft', diff = null, previous_id = null, previous_hash = null, returned_reason = given_reason where id = mine.id;
  delete from public.clause where version_id = mine.id;
  return true;
end $function$;
alter function return_version(uuid,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.reverse_provisions()
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$ select array['22:2', '23:1', '23:2', '25:1', '26:1', '40:3', '40:7 g'] $function$;
alter function reverse_provisions() owner to ombud_owner;
comment on function reverse_provisions() is 'OSL: secret unless it is clear that no harm is done; the same as server/domain/secrecy/levels.ts';

CREATE OR REPLACE FUNCTION public.review_access(given_review uuid, given_employee uuid, given_hand text, given_verdict text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare v public.access_review; me uuid := public.actor_id();
begin
  select * into v from public.access_review r where r.id = given_review and r.board_id = any (public.actor_boards('officer')) and r.done_at is null for update;
  -- nobody confirms themselves
  if v.id is null or given_employee = me then return false; end if;
  update public.access_review_line l set verdict = given_verdict, decided_by = me, decided_at = public.ombud_now() where l.review_id = v.id and l.employee_id = given_employee and l.hand = given_hand and l.verdict is null;
  if not found then return false; end if;
  if given_verdict = 'removed' then
    insert into public.access_removal (employee_id, board_id, hand, removed_at, removed_by) values (given_employee, v.board_id, given_hand, public.ombud_now(), me) on conflict do nothing;
    if given_hand <> 'agent' then update public.assignment a set valid_to = public.ombud_now() where a.employee_id = given_employee and a.board_id = v.board_id and a.hand = given_hand and (a.valid_to is null or a.valid_to > public.ombud_now()); end if;
    perform public.end_sessions_of(given_employee);
  end if;
  perform public.record_audit('access.' || given_verdict, null, null, v.board_id, jsonb_build_object('employee', given_employee, 'hand', given_hand, 'quarter', v.quarter));
  if not exists (select from public.access_review_line l where l.review_id = v.id and l.verdict is null) then
    update public.access_review set done_at = public.ombud_now() where id = v.id;
    update public.board_notice set answered_at = public.ombud_now(), answered_by = me, answer = 'noted' where board_id = v.board_id and kind = 'access' and answered_at is null;
  end if;
  return true;
end $function$;
alter function review_access(uuid,uuid,text,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.review_due(given_version integer)
 RETURNS date
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select coalesce((select r.next_by from public.instruction_review r where r.version_id = v.id order by r.recorded_at desc limit 1), v.review_by) from public.instruction_version v where v.id = given_version $function$;
alter function review_due(integer) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.review_instruction(given_board integer, given_paragraph text, given_day date, given_result text, given_next date)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare current_one int;
begin
  perform public.refuse_unless(given_board = any (public.actor_signs('board')), 'only the board reviews its instruction');
  select v.id into current_one from public.instruction_version v where v.board_id = given_board and v.state = 'in-force' and (v.valid_to is null or v.valid_to > public.ombud_now());
  if current_one is null or given_day > (public.ombud_now() at time zone 'Europe/Stockholm')::date then return false; end if;
  insert into public.instruction_review (version_id, reviewed_by, paragraph, on_day, result, next_by, recorded_at)
  values (current_one, public.actor_id(), given_paragraph, given_day, given_result, given_next, public.ombud_now());
  return true;
end $function$;
alter function review_instruction(integer,text,date,text,date) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.revoke_scim_token(given_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform public.refuse_unless(public.actor_is_operator(), 'for administrators');
  update public.scim_token set revoked_at = public.ombud_now(), revoked_by = public.actor_id() where id = given_id and revoked_at is null;
  if not found then return false; end if;
  perform public.record_audit('staff.scim-token-revoked', null, null, null, jsonb_build_object('token', given_id));
  return true;
end $function$;
alter function revoke_scim_token(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.rights_of(given_case uuid)
 RETURNS TABLE(kind text, open boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select r.kind, r.closed_at is null from public.rights_request r where r.case_id = given_case $function$;
alter function rights_of(uuid) owner to ombud_owner;

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

CREATE OR REPLACE FUNCTION public.rows_of_board(given_board integer)
 RETURNS TABLE(table_name text, rows bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare place record;
begin
  for place in
    select c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not a.attisdropped and c.relname not in ('audit_event', 'access_event', 'refusal')
      and (a.attname in ('case_id', 'contact_id') or (c.relname in ('case', 'contact') and a.attname = 'id'))
  loop
    table_name := place.relname;
    execute format('select count(*) from public.%I where %I in (select x.id from public.%I x where x.board_id = $1)', place.relname, place.attname,
      case when place.attname = 'contact_id' or place.relname = 'contact' then 'contact' else 'case' end) into rows using given_board;
    if rows > 0 then return next; end if;
  end loop;
  table_name := 'question_text';
  select count(*) into rows from public.question_text x join public.question q on q.id = x.question_id where q.board_id = given_board;
  if rows > 0 then return next; end if;
end $function$;
alter function rows_of_board(integer) owner to ombud_owner;
comment on function rows_of_board(integer) is 'X8: tables that still hold something of a board that has left; none is the only right answer.';

CREATE OR REPLACE FUNCTION public.save_draft(given_uid uuid, given_content jsonb, given_source text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update public.instruction_version v set title = given_content ->> 'title', valid_from = (given_content ->> 'validFrom')::timestamptz, valid_to = (given_content ->> 'validTo')::timestamptz,
    review_by = (given_content ->> 'reviewBy')::date, contacts = coalesce(given_content -> 'contacts', '{}'), source = coalesce(given_source, v.source), content = jsonb_set(given_content, '{version}', to_jsonb(v.version)), touched_at = public.ombud_now()
  where v.uid = given_uid and v.state = 'draft' and v.signed = 'keys' and v.board_id = any (public.actor_boards('officer'));
  return found;
end $function$;
alter function save_draft(uuid,jsonb,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.say_infringing(given_board integer, given_clause text, given_laws text[], given_words text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  made uuid; hash bytea; of_version int;
begin
  if public.actor_hand() is distinct from 'agent' and not coalesce((select bool_or(b.hosts_contact_centre) from public.board b where b.id = any (public.actor_boards('officer'))), false) then
    raise exception 'only the contact centre sends this notice' using errcode = '42501'; end if;
  select c.text_hash, v.id into hash, of_version from public.clause c join public.instruction_version v on v.id = c.version_id where v.board_id = given_board and v.state = 'in-force' and c.id = given_clause;
  if hash is null then return null; end if;
  insert into public.board_notice (board_id, direction, kind, version_id, clause_id, laws, words, sent_by, owed_at)
  values (given_board, 'to-board', 'infringing', of_version, given_clause, given_laws, given_words, public.actor_id(), public.ombud_now()) returning id into made;
  insert into public.clause_pause (board_id, clause_id, text_hash, notice_id, paused_at) values (given_board, given_clause, hash, made, public.ombud_now()) on conflict (board_id, clause_id, text_hash) where lifted_at is null do nothing;
  return made;
end $function$;
alter function say_infringing(integer,text,text[],text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.scim_caller()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select t.id from public.scim_token t where t.secret_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8')) and t.revoked_at is null $function$;
alter function scim_caller() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.scim_enter()
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update public.scim_token set used_at = public.ombud_now() where id = public.scim_caller();
  return found;
end $function$;
alter function scim_enter() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.scim_groups(given_id uuid, given_name text, given_external text, skipped integer, taken integer)
 RETURNS TABLE(id uuid, display_name text, external_id text, changed_at timestamp with time zone, members jsonb, total integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select d.id, d.display_name, d.external_id, d.changed_at, coalesce((select jsonb_agg(jsonb_build_object('value', e.id, 'display', e.name) order by e.name, e.id) from public.directory_member m join public.employee e on e.id = m.employee_id where m.group_id = d.id), '[]'), count(*) over ()::int
  from public.directory_group d where public.scim_caller() is not null and (given_id is null or d.id = given_id) and (given_name is null or lower(d.display_name) = lower(given_name)) and (given_external is null or d.external_id = given_external)
  order by d.display_name, d.id offset skipped limit taken $function$;
alter function scim_groups(uuid,text,text,integer,integer) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.scim_people(given_id uuid, given_user_name text, given_external text, skipped integer, taken integer)
 RETURNS TABLE(id uuid, user_name text, external_id text, name text, email text, active boolean, created_at timestamp with time zone, changed_at timestamp with time zone, groups jsonb, total integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select e.id, e.user_name, e.external_id, e.name, e.email, e.active, e.created_at, greatest(e.changed_at, e.created_at),
    coalesce((select jsonb_agg(jsonb_build_object('value', d.id, 'display', d.display_name) order by d.display_name) from public.directory_member m join public.directory_group d on d.id = m.group_id where m.employee_id = e.id), '[]'),
    count(*) over ()::int
  from public.employee e where public.scim_caller() is not null and e.user_name is not null and (given_id is null or e.id = given_id)
    and (given_user_name is null or lower(e.user_name) = lower(given_user_name)) and (given_external is null or e.external_id = given_external)
  order by e.created_at, e.id offset skipped limit taken $function$;
alter function scim_people(uuid,text,text,integer,integer) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.scim_remove_group(given_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare touched uuid[];
begin
  perform public.refuse_unless(public.scim_caller() is not null, 'for the directory');
  touched := array(select m.employee_id from public.directory_member m where m.group_id = given_id);
  delete from public.directory_group where id = given_id;
  if not found then return false; end if;
  perform public.settle_hands(t) from unnest(touched) t;
  return true;
end $function$;
alter function scim_remove_group(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.scim_remove_person(given_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform public.refuse_unless(public.scim_caller() is not null, 'for the directory');
  update public.employee set active = false, user_name = null, external_id = null, password_hash = null, claimed_groups = '{}', directory_left_at = public.ombud_now(), changed_at = public.ombud_now() where id = given_id and user_name is not null;
  if not found then return false; end if;
  delete from public.identity where employee_id = given_id;
  delete from public.passkey where employee_id = given_id;
  delete from public.totp where employee_id = given_id;
  delete from public.recovery_code where employee_id = given_id;
  delete from public.directory_member where employee_id = given_id;
  perform public.settle_hands(given_id);
  perform public.record_audit('staff.left-directory', null, null, null, jsonb_build_object('employee', given_id, 'token', public.scim_caller()));
  return true;
end $function$;
alter function scim_remove_person(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.scim_write_group(given_id uuid, given_name text, given_external text, given_members uuid[])
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare which uuid := given_id; touched uuid[];
begin
  perform public.refuse_unless(public.scim_caller() is not null, 'for the directory');
  if which is null then insert into public.directory_group (display_name, external_id, changed_at) values (given_name, given_external, public.ombud_now()) returning id into which;
  else
    update public.directory_group set display_name = given_name, external_id = given_external, changed_at = public.ombud_now() where id = which;
    if not found then return null; end if;
  end if;
  touched := array(select m.employee_id from public.directory_member m where m.group_id = which) || given_members;
  delete from public.directory_member m where m.group_id = which and m.employee_id <> all (given_members);
  insert into public.directory_member (group_id, employee_id) select which, e.id from public.employee e where e.id = any (given_members) and e.user_name is not null on conflict do nothing;
  perform public.settle_hands(t) from (select distinct unnest(touched) as t) each where exists (select from public.employee e where e.id = t);
  return which;
end $function$;
alter function scim_write_group(uuid,text,text,uuid[]) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.scim_write_person(given_id uuid, given jsonb)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare who uuid := given_id; address text := lower(given ->> 'email');
begin
  perform public.refuse_unless(public.scim_caller() is not null, 'for the directory');
  if who is null then
    -- someone the directory took away and gives back is the same person, without anything they signed in with
    select e.id into who from public.employee e where e.email = address and e.directory_left_at is not null;
    if who is null then
      insert into public.employee (name, email, user_name, external_id, active, created_at, changed_at)
      values (given ->> 'name', address, given ->> 'userName', given ->> 'externalId', (given ->> 'active')::boolean, public.ombud_now(), public.ombud_now()) returning id into who;
      perform public.record_audit('staff.provisioned', null, null, null, jsonb_build_object('employee', who, 'token', public.scim_caller()));
      return who;
    end if;
  elsif not exists (select from public.employee e where e.id = who and e.user_name is not null) then return null; end if;
  update public.employee set name = given ->> 'name', email = address, user_name = given ->> 'userName', external_id = given ->> 'externalId', active = (given ->> 'active')::boolean, directory_left_at = null, changed_at = public.ombud_now() where id = who;
  perform public.record_audit('staff.changed-by-directory', null, null, null, jsonb_build_object('employee', who, 'active', (given ->> 'active')::boolean, 'token', public.scim_caller()));
  return who;
end $function$;
alter function scim_write_person(uuid,jsonb) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.seal_what_was()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if new.secrecy = 'sealed' and old.secrecy <> 'sealed' then perform public.queue_job('scan-texts', '{}', '0', 'seal-what-was'); end if;
  return null;
end $function$;
alter function seal_what_was() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.sealing_key_of(given_case uuid, given_contact uuid, new_id uuid, new_wrapped bytea)
 RETURNS TABLE(key_id uuid, wrapped bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform public.refuse_unless(exists (select from public.sealing_due d where d.xact = pg_current_xact_id() and (d.case_id = given_case or d.contact_id = given_contact)), 'a key is made for what is being written');
  insert into public.sealing_key as k (id, case_id, contact_id, wrapped, made_at) values (new_id, given_case, given_contact, new_wrapped, public.ombud_now()) on conflict do nothing;
  return query select k.id, k.wrapped from public.sealing_key k where k.case_id = given_case or k.contact_id = given_contact;
end $function$;
alter function sealing_key_of(uuid,uuid,uuid,bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.sealing_work()
 RETURNS TABLE(of_case uuid, of_contact uuid, should_seal boolean, key_id uuid, wrapped bytea, place text, ref text, value text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if exists (select from public.sealing_due d where d.xact = pg_current_xact_id() and d.moved and not (coalesce(d.case_id = any (public.opened_cases()), false) or coalesce(d.contact_id = any (public.opened_contacts()), false))) then
    insert into public.access_event (at, xact, xact_started, employee_id, hand, purpose, act, case_ids, contact_ids)
    select public.ombud_now(), pg_current_xact_id(), transaction_timestamp(), public.actor_id(), coalesce(public.actor_hand(), 'service'), 'routing', 'seal',
      coalesce(array_agg(d.case_id) filter (where d.case_id is not null), '{}'), coalesce(array_agg(d.contact_id) filter (where d.contact_id is not null), '{}')
    from public.sealing_due d where d.xact = pg_current_xact_id() and d.moved;
  end if;
  return query select d.case_id, d.contact_id, n.should_seal, k.id, k.wrapped, n.place, n.ref, n.value
    from public.sealing_due d cross join lateral public.not_as_it_should(d.case_id, d.contact_id) n left join public.sealing_key k on k.case_id = d.case_id or k.contact_id = d.contact_id
    where d.xact = pg_current_xact_id();
end $function$;
alter function sealing_work() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.search_case_ids(words text, like_pattern text, at_most integer)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_sort TO 'on'
AS $function$
declare
  boards int[] := public.content_boards('officer') || public.content_boards('auditor');
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

CREATE OR REPLACE FUNCTION public.second_glass(given uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare g public.broken_glass;
begin
  select * into g from public.broken_glass b where b.id = given and b.opens_at is null and b.ended_at is null and b.asked_at > public.ombud_now() - interval '60 minutes' for update;
  if g.id is null or g.employee_id = public.actor_id() or not (g.board_id = any (public.actor_boards('officer')) or cardinality(public.actor_signs('contact-centre')) > 0) then return false; end if;
  update public.broken_glass set second_id = public.actor_id(), opens_at = public.ombud_now(), until = public.ombud_now() + make_interval(mins => g.minutes) where id = given;
  perform public.record_audit('glass.broken', g.case_id, null, g.board_id, jsonb_build_object('glass', given, 'reason', g.reason, 'minutes', g.minutes));
  return true;
end $function$;
alter function second_glass(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.sees_all_controls()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select public.actor_is_operator() or cardinality(public.actor_signs('contact-centre')) > 0 $function$;
alter function sees_all_controls() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.session_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select s.id from public.session s join public.employee e on e.id = s.employee_id and e.active
  where s.secret_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8')) and s.revoked_at is null and s.expires_at > public.ombud_now() $function$;
alter function session_id() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.session_seen()
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update public.session s set seen_at = public.ombud_now(), expires_at = case when s.ends_at is null then s.expires_at else least(s.ends_at, public.ombud_now() + s.idle) end
  where s.id = public.session_id() and s.seen_at < public.ombud_now() - interval '1 minute';
  return public.actor_hand();
end $function$;
alter function session_seen() owner to ombud_owner;
comment on function session_seen() is 'The hand of the session, which lives on because it was used; null when it has ended.';

CREATE OR REPLACE FUNCTION public.settle_group(given_value text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select public.settle_hands(e.id) from public.employee e where given_value = any (public.groups_of(e.id)) $function$;
alter function settle_group(text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.settle_hands(who uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  mine text[] := public.groups_of(who); ended int; added int;
begin
  update public.assignment a set valid_to = public.ombud_now() where a.employee_id = who and a.source = 'group' and (a.valid_to is null or a.valid_to > public.ombud_now())
    and not exists (select from public.group_hand g where g.ended_at is null and g.claim_value = any (mine) and g.hand = a.hand and g.board_id = a.board_id);
  get diagnostics ended = row_count;
  insert into public.assignment (employee_id, hand, board_id, valid_from, source)
  select distinct who, g.hand, g.board_id, public.ombud_now(), 'group' from public.group_hand g where g.ended_at is null and g.claim_value = any (mine)
    and not exists (select from public.assignment a where a.employee_id = who and a.hand = g.hand and a.board_id = g.board_id and (a.valid_to is null or a.valid_to > public.ombud_now()))
  on conflict (employee_id, hand, board_id, valid_from) do update set valid_to = null;
  get diagnostics added = row_count;
  if ended + added > 0 then perform public.record_audit('staff.hands-by-group', null, null, null, jsonb_build_object('employee', who, 'ended', ended, 'added', added)); end if;
  return ended + added;
end $function$;
alter function settle_hands(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.settle_harm_test()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare secret record;
begin
  if new.look_up_id is null then select * into secret from public.case_secrecy(new.case_id);
  else select * into secret from public.look_up_secrecy(new.look_up_id); end if;
  new.at := public.ombud_now();
  new.level := secret.level; new.provisions := secret.provisions; new.is_protected := secret.is_protected;
  new.hand := coalesce(public.actor_hand(), new.hand);
  if new.look_up_id is null then
    new.outcome := case when public.passes_between_boards(new.level, new.provisions, new.is_protected, new.hand, new.ground, new.answers, new.consented, new.law) then 'all' else 'nothing' end;
  else
    new.outcome := case when new.is_protected or new.level = 'absolute' then 'nothing' when public.no_harm(new.level, new.answers) then 'all'
      when new.kept <> '{}' and public.no_harm('none', new.answers) then 'part' else 'nothing' end;
  end if;
  return new;
end $function$;
alter function settle_harm_test() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.settle_sealing()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  -- what is open again is found as other things are
  delete from public.sealed_lookup l using public.sealing_due d where d.xact = pg_current_xact_id() and (l.case_id = d.case_id or l.contact_id = d.contact_id) and not public.is_sealed(d.case_id, d.contact_id);
  delete from public.sealing_due d where d.xact = pg_current_xact_id() and not exists (select from public.not_as_it_should(d.case_id, d.contact_id)) $function$;
alter function settle_sealing() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.sign_ending(given_uid uuid, given_party text, given_paragraph text, given_day date, given_hash bytea, given_key uuid, given_signature bytea, given_proof text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare mine int;
begin
  select v.id into mine from public.instruction_version v where v.uid = given_uid and v.state = 'in-force' for update;
  if mine is null then return false; end if;
  perform public.sign_something(mine, null, 'ending', given_party, given_paragraph, given_day, given_hash, given_key, given_signature, given_proof);
  return true;
end $function$;
alter function sign_ending(uuid,text,text,date,bytea,uuid,bytea,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.sign_in_code(given_voucher text, given_ticket bytea, given_step bigint, given_recovery bytea, new_recovery bytea[], given_secret_hash bytea, about jsonb)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare way public.sign_in_way; address bytea; right_one boolean := false;
begin
  if given_step is not null then perform public.refuse_unless(public.vouched(given_voucher), 'not vouched for'); end if;
  select w.* into way from public.sign_in_way w where w.hash = given_ticket and w.kind in ('code', 'enrol') and w.expires_at > public.ombud_now();
  select sha256(convert_to(e.email, 'UTF8')) into address from public.employee e where e.id = way.employee_id and e.active;
  if address is null or not public.count_try(address) then return null; end if;
  if way.kind = 'code' then right_one := case when given_step is not null then public.use_step(way.employee_id, given_step) else public.use_recovery(way.employee_id, given_recovery) end;
  elsif given_step is not null and way.sealed is not null then
    right_one := true;
    perform public.give_totp(way.employee_id, way.sealed, given_step, new_recovery);
  end if;
  perform public.note_try(address, coalesce(right_one, false));
  if not coalesce(right_one, false) then return null; end if;
  delete from public.sign_in_way where hash = given_ticket;
  return public.open_session(way.employee_id, way.hand, given_secret_hash, about, 'password-and-code');
end $function$;
alter function sign_in_code(text,bytea,bigint,bytea,bytea[],bytea,jsonb) owner to ombud_owner;
comment on function sign_in_code(text,bytea,bigint,bytea,bytea[],bytea,jsonb) is 'The hand that was opened, or null: wrong, used before, too late or resting.';

CREATE OR REPLACE FUNCTION public.sign_in_enrol(given_ticket bytea, given_sealed bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update public.sign_in_way set sealed = given_sealed where hash = given_ticket and kind = 'enrol' and expires_at > public.ombud_now();
  return found;
end $function$;
alter function sign_in_enrol(bytea,bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.sign_in_hand(who uuid, given_hand text)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select a.hand from public.assignment a join public.employee e on e.id = a.employee_id and e.active where a.employee_id = who and (given_hand is null or a.hand = given_hand)
    and a.valid_from <= public.ombud_now() and (a.valid_to is null or a.valid_to > public.ombud_now()) order by a.id limit 1 $function$;
alter function sign_in_hand(uuid,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.sign_in_open(given_email text, given_tag bytea, given_hand text, given_secret_hash bytea, about jsonb)
 RETURNS TABLE(outcome text, opened_hand text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  address bytea := sha256(convert_to(lower(given_email), 'UTF8'));
  who uuid; chosen text; coded boolean;
begin
  if not public.count_try(address) then return query select 'wrong', null::text; return; end if;
  select e.id into who from public.employee e where e.email = lower(given_email) and e.active and split_part(e.password_hash, '$', 3) = public.base64url(sha256(given_tag));
  perform public.note_try(address, who is not null);
  chosen := public.sign_in_hand(who, given_hand);
  if chosen is null then return query select 'wrong', null::text; return; end if;
  coded := exists (select from public.totp t where t.employee_id = who and t.confirmed_at is not null);
  if coded or exists (select from public.second_factor_demand d where d.hand = chosen) then
    insert into public.sign_in_way (hash, kind, employee_id, hand, expires_at) values (given_secret_hash, case when coded then 'code' else 'enrol' end, who, chosen, public.ombud_now() + interval '10 minutes');
    return query select case when coded then 'code' else 'enrol' end, null::text; return;
  end if;
  return query select 'opened', public.open_session(who, chosen, given_secret_hash, about, 'password');
end $function$;
alter function sign_in_open(text,bytea,text,bytea,jsonb) owner to ombud_owner;
comment on function sign_in_open(text,bytea,text,bytea,jsonb) is 'Unknown, wrong, disabled and resting are one answer. code, enrol: the secret is a way on, not a session.';

CREATE OR REPLACE FUNCTION public.sign_in_passkey(given_voucher text, given_credential text, given_counter bigint, given_hand text, given_secret_hash bytea, about jsonb)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform public.refuse_unless(public.vouched(given_voucher), 'not vouched for');
  return public.open_session(public.use_passkey(given_credential, given_counter), given_hand, given_secret_hash, about, 'passkey');
end $function$;
alter function sign_in_passkey(text,text,bigint,text,bytea,jsonb) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.sign_in_provider(given_voucher text, given jsonb, given_link bytea, given_secret_hash bytea, given_hint bytea, about jsonb)
 RETURNS TABLE(outcome text, opened_hand text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare who uuid; chosen text; way text;
begin
  perform public.refuse_unless(public.vouched(given_voucher), 'not vouched for');
  select i.employee_id into who from public.identity i where i.issuer = given ->> 'issuer' and i.subject = given ->> 'subject';
  if who is null then
    if given_link is not null then
      delete from public.sign_in_way w where w.hash = given_link and w.kind = 'link' and w.expires_at > public.ombud_now() returning w.employee_id into who;
      way := 'link';
    elsif given ->> 'externalId' is not null then
      select e.id into who from public.employee e where e.external_id = given ->> 'externalId' and e.active;
      way := 'claim';
    end if;
    if who is null or exists (select from public.identity i where i.employee_id = who and i.issuer = given ->> 'issuer') then return query select 'unknown', null::text; return; end if;
    insert into public.identity (employee_id, issuer, subject, linked_at, how) values (who, given ->> 'issuer', given ->> 'subject', public.ombud_now(), way);
    perform public.record_audit('staff.linked', null, null, null, jsonb_build_object('employee', who, 'how', way));
  end if;
  if not exists (select from public.employee e where e.id = who and e.active) then return query select 'unknown', null::text; return; end if;
  if given -> 'groups' is not null then
    update public.employee set claimed_groups = array(select jsonb_array_elements_text(given -> 'groups')) where id = who;
    perform public.settle_hands(who);
  end if;
  chosen := public.open_session(who, given ->> 'hand', given_secret_hash, about, 'provider');
  if chosen is null then chosen := public.open_session(who, null, given_secret_hash, about, 'provider'); end if;
  if chosen is null then return query select 'no-hand', null::text; return; end if;
  update public.session set provider_issuer = given ->> 'issuer', provider_subject = given ->> 'subject', provider_session = given ->> 'session', sealed_hint = given_hint where secret_hash = given_secret_hash;
  return query select 'opened', chosen;
end $function$;
alter function sign_in_provider(text,jsonb,bytea,bytea,bytea,jsonb) owner to ombud_owner;

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

CREATE OR REPLACE FUNCTION public.sign_in_way_of(given_ticket bytea)
 RETURNS TABLE(kind text, employee_id uuid, sealed bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select w.kind, w.employee_id, coalesce(w.sealed, t.sealed) from public.sign_in_way w left join public.totp t on t.employee_id = w.employee_id and w.kind = 'code' and t.confirmed_at is not null
  where w.hash = given_ticket and w.kind in ('code', 'enrol') and w.expires_at > public.ombud_now() $function$;
alter function sign_in_way_of(bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.sign_lift(given_stop uuid, given_party text, given_paragraph text, given_day date, given_hash bytea, given_key uuid, given_signature bytea, given_proof text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare mine public.instruction_stop;
begin
  select * into mine from public.instruction_stop s where s.id = given_stop and s.lifted_at is null for update;
  -- the board lifts, the centre acknowledges
  if mine.id is null or (given_party = 'contact-centre' and not exists (select from public.instruction_signature g where g.stop_id = mine.id and g.party = 'board' and g.void_at is null)) then return false; end if;
  perform public.sign_something(mine.version_id, mine.id, 'lift', given_party, given_paragraph, given_day, given_hash, given_key, given_signature, given_proof);
  return true;
end $function$;
alter function sign_lift(uuid,text,text,date,bytea,uuid,bytea,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.sign_log_control(given_control uuid, given_statement text, given_hash bytea, given_key bytea, given_signature bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform public.refuse_unless(exists (select from public.log_control x where x.id = given_control and x.board_id = any (public.content_boards(public.actor_hand()))) and public.actor_hand() in ('officer', 'auditor'), 'the log is its board’s');
  update public.log_control c set statement = given_statement, hash = given_hash, public_key = given_key, signature = given_signature, signed_at = public.ombud_now(), signed_by = public.actor_id()
  where c.id = given_control and c.signed_at is null and not exists (select from public.log_control_item i where i.control_id = c.id and i.verdict is null);
  return found;
end $function$;
alter function sign_log_control(uuid,text,bytea,bytea,bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.sign_something(given_version integer, given_stop uuid, given_purpose text, given_party text, given_paragraph text, given_day date, given_hash bytea, given_key uuid, given_signature bytea, given_proof text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  of_board int := (select v.board_id from public.instruction_version v where v.id = given_version);
  key_board int := (select k.board_id from public.signing_key k where k.id = given_key and k.party = given_party and k.retired_at is null);
begin
  perform public.refuse_unless(key_board = any (public.actor_signs(given_party)) and (given_party = 'contact-centre' or key_board = of_board), 'not this party’s signer');
  perform public.refuse_unless(public.stepped_up(given_proof, true), 'a signature takes the password again');
  insert into public.instruction_signature (version_id, stop_id, purpose, party, signer, paragraph, on_day, signed_at, signed_hash, key_id, signature)
  values (given_version, given_stop, given_purpose, given_party, public.actor_id(), given_paragraph, given_day, public.ombud_now(), given_hash, given_key, given_signature);
end $function$;
alter function sign_something(integer,uuid,text,text,text,date,bytea,uuid,bytea,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.sign_version(given_uid uuid, given_party text, given_paragraph text, given_day date, given_hash bytea, given_key uuid, given_signature bytea, given_proof text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare mine int;
begin
  select v.id into mine from public.instruction_version v where v.uid = given_uid and v.state = case given_party when 'board' then 'proposed' else 'approved' end for update;
  if mine is null then return false; end if;
  perform public.sign_something(mine, null, 'version', given_party, given_paragraph, given_day, given_hash, given_key, given_signature, given_proof);
  update public.instruction_version set state = case given_party when 'board' then 'approved' else 'accepted' end where id = mine;
  return true;
end $function$;
alter function sign_version(uuid,text,text,date,bytea,uuid,bytea,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.standing_of(who uuid, with_hand text, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select jsonb_build_object('now', public.utc(at),
    'boards', array(select distinct b.code from public.board b join public.assignment a on a.board_id = b.id where a.employee_id = who and a.hand = with_hand and a.valid_from <= at and (a.valid_to is null or a.valid_to > at)),
    'undertakings', coalesce((select jsonb_agg(jsonb_build_object('board', b.code, 'versionId', u.version_id)) from public.undertaking u join public.instruction_version v on v.id = u.version_id join public.board b on b.id = v.board_id
      where u.employee_id = who and u.revoked_at is null and u.valid_until > at), '[]'),
    'unbriefed', array(select b.code from public.board b where b.id = any (public.unbriefed_boards(who, with_hand, at))),
    'removed', array(select b.code from public.board b where b.id = any (public.removed_boards(who, with_hand))),
    'opening_hours', (select i.organisation -> 'openingHours' from public.installation i))
  where cardinality(public.actor_boards('officer')) + cardinality(public.actor_boards('auditor')) > 0 $function$;
alter function standing_of(uuid,text,timestamp with time zone) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.stands_sealed(given text, place text, ref text, key uuid)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select starts_with(given, U&'\E5EA1|' || place || '|' || ref || '|' || key || '|')
    and substr(given, length(U&'\E5EA1|' || place || '|' || ref || '|' || key || '|') + 1) ~ (U&'^[jt]\005C|[A-Za-z0-9_-]+\E5EB$') $function$;
alter function stands_sealed(text,text,text,uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.start_log_control(given_board integer, given_from date, given_until date, given_seed text, given_size bigint, given_population integer, items jsonb)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare made uuid;
begin
  perform public.refuse_unless(given_board = any (public.content_boards(public.actor_hand())) and public.actor_hand() in ('officer', 'auditor'), 'the log is its board’s');
  perform public.refuse_unless(exists (select from public.log_checkpoint k where k.size = given_size and encode(k.root, 'base64') = given_seed), 'the sample is drawn from what was signed');
  insert into public.log_control (board_id, from_on, until_on, seed, tree_size, population, made_at, made_by) values (given_board, given_from, given_until, given_seed, given_size, given_population, public.ombud_now(), public.actor_id())
  on conflict (board_id, from_on, until_on) do nothing returning id into made;
  if made is null then return (select c.id from public.log_control c where c.board_id = given_board and c.from_on = given_from and c.until_on = given_until); end if;
  insert into public.log_control_item (control_id, number, whys) select made, i.number, i.whys from jsonb_to_recordset(items) i (number bigint, whys text[]);
  return made;
end $function$;
alter function start_log_control(integer,date,date,text,bigint,integer,jsonb) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.step_up(given_tag bytea, given_proof bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  me uuid := public.actor_id();
  address bytea; right_one boolean;
begin
  select sha256(convert_to(e.email, 'UTF8')) into address from public.employee e where e.id = me and e.active;
  if address is null then return 'wrong'; end if;
  if not public.count_try(address) then return 'rest'; end if;
  select coalesce(split_part(e.password_hash, '$', 3) = public.base64url(sha256(given_tag)), false) into right_one from public.employee e where e.id = me;
  perform public.note_try(address, right_one);
  if not right_one then return 'wrong'; end if;
  update public.session set step_up_hash = given_proof, step_up_until = public.ombud_now() + interval '2 minutes' where id = public.session_id();
  return 'right';
end $function$;
alter function step_up(bytea,bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.step_up_code(given_voucher text, given_step bigint, given_proof bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare me uuid := public.actor_id(); address bytea; right_one boolean;
begin
  perform public.refuse_unless(public.vouched(given_voucher), 'not vouched for');
  select sha256(convert_to(e.email, 'UTF8')) into address from public.employee e where e.id = me;
  if address is null then return 'wrong'; end if;
  if not public.count_try(address) then return 'rest'; end if;
  right_one := given_step is not null and public.use_step(me, given_step);
  perform public.note_try(address, right_one);
  if not right_one then return 'wrong'; end if;
  update public.session set step_up_hash = given_proof, step_up_until = public.ombud_now() + interval '2 minutes' where id = public.session_id();
  return 'right';
end $function$;
alter function step_up_code(text,bigint,bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.step_up_passkey(given_voucher text, given_credential text, given_counter bigint, given_proof bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform public.refuse_unless(public.vouched(given_voucher), 'not vouched for');
  if public.use_passkey(given_credential, given_counter) is distinct from public.actor_id() then return 'wrong'; end if;
  update public.session set step_up_hash = given_proof, step_up_until = public.ombud_now() + interval '2 minutes' where id = public.session_id();
  return 'right';
end $function$;
alter function step_up_passkey(text,text,bigint,bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.step_up_provider(given_voucher text, given_issuer text, given_subject text, given_proof bytea)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform public.refuse_unless(public.vouched(given_voucher), 'not vouched for');
  if not exists (select from public.identity i where i.issuer = given_issuer and i.subject = given_subject and i.employee_id = public.actor_id()) then return 'wrong'; end if;
  update public.session set step_up_hash = given_proof, step_up_until = public.ombud_now() + interval '2 minutes' where id = public.session_id();
  return 'right';
end $function$;
alter function step_up_provider(text,text,text,bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.step_up_salt()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select split_part(e.password_hash, '$', 2) from public.employee e where e.id = public.actor_id() $function$;
alter function step_up_salt() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.stepped_up(given_proof text, uses boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare mine uuid;
begin
  select s.id into mine from public.session s where s.secret_hash = sha256(convert_to(nullif(current_setting('ombud.session', true), ''), 'UTF8')) and s.employee_id = public.actor_id()
    and s.step_up_hash = sha256(convert_to(given_proof, 'UTF8')) and s.step_up_until > public.ombud_now();
  if mine is not null and uses then update public.session set step_up_hash = null, step_up_until = null where id = mine; end if;
  return mine is not null;
end $function$;
alter function stepped_up(text,boolean) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.stop_instruction(given_board integer, given_acts text[], given_types integer[], given_reason text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare made uuid; current_one int;
begin
  perform public.refuse_unless(given_board = any (public.actor_signs('board')), 'only the board stops its instruction');
  select v.id into current_one from public.instruction_version v where v.board_id = given_board and v.state = 'in-force' for update;
  if current_one is null then return null; end if;
  perform public.refuse_unless(not exists (select from unnest(given_types) t (id) where not exists (select from public.case_type c where c.id = t.id and c.board_id = given_board)), 'another board’s case type');
  insert into public.instruction_stop (board_id, version_id, acts, case_type_ids, reason, stopped_by, stopped_at)
  values (given_board, current_one, given_acts, given_types, given_reason, public.actor_id(), public.ombud_now()) returning id into made;
  perform public.tell_of_instruction(given_board, 'stopped');
  return made;
end $function$;
alter function stop_instruction(integer,text[],integer[],text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.strictest(tags text[])
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select case when tags && array['24:8', '27:1'] then 'absolute' when tags && public.reverse_provisions() then 'reverse'
    when not tags <@ array['21:1', '21:3', '21:3 a', '21:5', '21:7', '22:1', '23:5', '26:5', '40:6', '40:7'] then 'reverse'
    when tags && array['21:5', '21:7', '26:5'] then 'straight' when tags <> '{}' then 'qualified-straight' else 'none' end $function$;
alter function strictest(text[]) owner to ombud_owner;
comment on function strictest(text[]) is 'L21: the harm criterion of the strictest of some provisions; the same as mostSecret (server/domain/secrecy/levels.ts)';

CREATE OR REPLACE FUNCTION public.take_rights_part(given_part uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update public.rights_part p set taken_at = public.ombud_now(), taken_by = public.actor_id() where p.id = given_part and p.taken_at is null and p.decided_at is null and p.board_id = any (public.content_boards('officer'));
  return found;
end $function$;
alter function take_rights_part(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.take_up_rights(given_case uuid, given_kind text, given_due timestamp with time zone, given_numbers text[], given_codes bytea[], given_contacts uuid[], given_message uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  -- whoever works at the centre's own board, with a case that they see
  perform public.refuse_unless(exists (select from public."case" c where c.id = given_case and (
    public.actor_hand() = 'agent' and c.holder = 'centre' and (c.case_type_id = any (public.centre_case_types()) or c.case_type_id = any (public.uninstructed_case_types()))
    or public.actor_hand() = 'officer' and c.board_id = any (public.content_boards('officer')))), 'this case can’t be taken up');
  return public.make_rights_request(given_case, given_kind, given_due, given_numbers, given_codes, given_contacts, given_message);
end $function$;
alter function take_up_rights(uuid,text,timestamp with time zone,text[],bytea[],uuid[],uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.take_up_rights_at_work(given_case uuid, given_kind text, given_due timestamp with time zone, given_numbers text[], given_codes bytea[])
 RETURNS uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select public.make_rights_request(given_case, given_kind, given_due, given_numbers, given_codes, '{}', null) $function$;
alter function take_up_rights_at_work(uuid,text,timestamp with time zone,text[],bytea[]) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.take_up_sealing(at_most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare one record; taken int := 0;
begin
  for one in
    select c.id as of_case, null::uuid as of_contact from public."case" c join public.case_type t on t.id = c.case_type_id and t.secrecy = 'sealed' where exists (select from public.not_as_it_should(c.id, null))
    union all select null, k.id from public.contact k where public.is_sealed(null, k.id) and exists (select from public.not_as_it_should(null, k.id)) limit at_most
  loop
    perform public.is_to_be_sealed(one.of_case, one.of_contact, true);
    if one.of_case is not null then update public.case_summary s set subject = '', preview = '', sender = '', lookup = lower(c.number), ts = to_tsvector('simple', c.number) from public."case" c where c.id = one.of_case and s.case_id = c.id; end if;
    taken := taken + 1;
  end loop;
  return taken;
end $function$;
alter function take_up_sealing(integer) owner to ombud_owner;
comment on function take_up_sealing(integer) is 'L33: what lay in clear when its type became sealed; ids only. Needs no hand''s right to the case: it gives nothing out.';

CREATE OR REPLACE FUNCTION public.take_way(given_hash bytea, given_kind text)
 RETURNS jsonb
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  delete from public.sign_in_way w where w.hash = given_hash and w.kind = given_kind and w.kind in ('provider', 'passkey') and w.expires_at > public.ombud_now()
    and w.employee_id is not distinct from public.actor_id() returning w.facts $function$;
alter function take_way(bytea,text) owner to ombud_owner;
comment on function take_way(bytea,text) is 'What was put aside when the way began, once, to whoever began it.';

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

CREATE OR REPLACE FUNCTION public.tell_of_instruction(given_board integer, given_event text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select pg_notify('ombud', json_build_object('instruction', b.code, 'event', given_event)::text) from public.board b where b.id = given_board $function$;
alter function tell_of_instruction(integer,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.tell_session_ended()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin perform pg_notify('ombud', '{"session": "ended"}'); return null; end $function$;
alter function tell_session_ended() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.texts_of(given_case uuid, given_contact uuid)
 RETURNS TABLE(place text, ref text, value text)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select v.* from public.message m cross join lateral (values ('message.subject', m.id::text, m.subject), ('message.body', m.id::text, m.body), ('message.html', m.id::text, m.html),
      ('message.to_email', m.id::text, m.to_email), ('message.to_name', m.id::text, m.to_name), ('message.message_id', m.id::text, m.message_id), ('message.in_reply_to', m.id::text, m.in_reply_to)) v (place, ref, value) where m.case_id = given_case and v.value <> ''
  union all select 'note.body', n.id::text, n.body from public.note n where n.case_id = given_case and n.body <> ''
  union all select 'attachment.name', a.id::text, a.name from public.attachment a where a.case_id = given_case and a.name <> ''
  union all select 'outgoing.last_response', o.id::text, o.last_response from public.outgoing o where o.case_id = given_case and o.last_response <> ''
  union all select 'draft.body', d.employee_id || '/' || d.kind || '/' || d.case_id, case jsonb_typeof(d.body) when 'string' then d.body #>> '{}' else d.body::text end from public.draft d where d.case_id = given_case and d.body <> '{}'
  union all select v.* from public.rights_text r cross join lateral (values ('rights_text.extension_reasons', r.part_id::text, r.extension_reasons), ('rights_text.decision_reasons', r.part_id::text, r.decision_reasons)) v
    where r.case_id = given_case and v.column3 <> ''
  union all select v.* from public.participant p cross join lateral (values ('participant.name', p.id::text, p.name), ('participant.email', p.id::text, p.email), ('participant.phone', p.id::text, p.phone),
      ('participant.address', p.id::text, p.address), ('participant.property_designation', p.id::text, p.property_designation)) v (place, ref, value)
    where (p.case_id = given_case or p.contact_id = given_contact) and v.value <> ''
  union all select v.* from public.question_text q cross join lateral (values ('question_text.asked', q.question_id::text, q.asked), ('question_text.answered', q.question_id::text, q.answered)) v (place, ref, value)
    where q.contact_id = given_contact and v.value <> ''
  union all select 'application_answer.value', x.contact_id || '/' || x.field, x.value from public.application_answer x where x.contact_id = given_contact and x.value <> '' $function$;
alter function texts_of(uuid,uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.totp_of_me()
 RETURNS TABLE(employee_id uuid, sealed bytea, offered bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select t.employee_id, t.sealed, t.offered from public.totp t where t.employee_id = public.actor_id() $function$;
alter function totp_of_me() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.touch_application()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  insert into public.happening (contact_id, event, at, recorded_by, recorded_at)
  select a.contact_id, 'draft.touched', public.ombud_now(), null, public.ombud_now() from public.application a where a.contact_id = public.citizen_application() and a.state = 'draft' $function$;
alter function touch_application() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.unbriefed_boards(who uuid, with_hand text, at timestamp with time zone)
 RETURNS integer[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare begun timestamptz;
begin
  if not exists (select from public.bulletin b where b.withdrawn_at is null) then return public.removed_boards(who, with_hand); end if;
  select min(a.valid_from) into begun from public.assignment a where a.employee_id = who and a.hand = with_hand and a.valid_from <= at and (a.valid_to is null or a.valid_to > at);
  return public.removed_boards(who, with_hand) || array(select distinct x.id from public.bulletin b join public.board x on b.board_id is null or b.board_id = x.id
    where b.withdrawn_at is null and with_hand = any (b.hands) and greatest(b.published_at, begun) + make_interval(days => b.read_by_days) <= at
      and not exists (select from public.bulletin_receipt r where r.bulletin_id = b.id and r.employee_id = who));
end $function$;
alter function unbriefed_boards(uuid,text,timestamp with time zone) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.undertaking_coverage()
 RETURNS TABLE(board_id integer, hand text, people integer, signed integer, soon integer, unread integer, overdue integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  with t as materialized (select public.ombud_now() as at), mine as materialized (select unnest(public.actor_boards(public.actor_hand())) as board_id),
  works as materialized (
    select distinct m.board_id, a.hand, a.employee_id, min(a.valid_from) over (partition by m.board_id, a.hand, a.employee_id) as begun from mine m
    join public.assignment a on (a.hand = 'agent' or a.board_id = m.board_id) join public.employee e on e.id = a.employee_id and e.active, t
    where public.actor_hand() in ('officer', 'auditor') and a.valid_from <= t.at and (a.valid_to is null or a.valid_to > t.at)),
  known as materialized (
    select w.board_id, w.hand, w.employee_id,
      (select max(u.valid_until) from public.undertaking u join public.instruction_version v on v.id = u.version_id where u.employee_id = w.employee_id and v.board_id = w.board_id and u.revoked_at is null and u.valid_until > t.at
        and (w.hand <> 'agent' or v.state = 'in-force')) as until,
      (select count(*) from public.bulletin b where b.withdrawn_at is null and w.hand = any (b.hands) and (b.board_id is null or b.board_id = w.board_id)
        and not exists (select from public.bulletin_receipt r where r.bulletin_id = b.id and r.employee_id = w.employee_id)) as unread,
      w.board_id = any (public.unbriefed_boards(w.employee_id, w.hand, t.at)) as overdue
    from works w, t)
  select k.board_id, k.hand, count(*)::int, count(*) filter (where k.until is not null)::int, count(*) filter (where k.until <= t.at + interval '30 days')::int, count(*) filter (where k.unread > 0)::int, count(*) filter (where k.overdue)::int
  from known k, t group by k.board_id, k.hand $function$;
alter function undertaking_coverage() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.undertaking_end(who uuid, signed timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select least(signed + interval '12 months', (select upper(r) from (select unnest(range_agg(tstzrange(a.valid_from, a.valid_to))) as r from public.assignment a where a.employee_id = who) x
    where upper_inf(r) or upper(r) > signed order by lower(r) limit 1)) $function$;
alter function undertaking_end(uuid,timestamp with time zone) owner to ombud_owner;

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
  return array(select t.id from public.case_type t where t.board_id <> all (instructed)
    or exists (select from public.instruction_stop s where s.lifted_at is null and s.board_id = t.board_id and s.acts = '{}' and (s.case_type_ids = '{}' or t.id = any (s.case_type_ids))));
end $function$;
alter function uninstructed_case_types() owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.union_refused(given_id integer, who uuid, new_hand text, new_board integer, new_signs text, at timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select case
    when new_signs is not null and a.signs is not null and a.signs <> new_signs then 'signs-both'
    when 'auditor' in (new_hand, a.hand) and new_hand <> a.hand and (a.board_id = new_board or 'agent' in (new_hand, a.hand)) then 'does-and-audits'
    when new_hand <> a.hand and 'agent' in (new_hand, a.hand) and not (select b.hosts_contact_centre from public.board b where b.id = case when new_hand = 'officer' then new_board else a.board_id end) then 'both-sides' end
  from public.assignment a where a.id is distinct from given_id and a.employee_id = who and a.valid_from <= at and (a.valid_to is null or a.valid_to > at) order by 1 nulls last limit 1 $function$;
alter function union_refused(integer,uuid,text,integer,text,timestamp with time zone) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.unknown_files(given uuid[])
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select coalesce(array_agg(g), '{}') from unnest(given) g where not exists (select from public.stored_file f where f.id = g) and not exists (select from public.offboarding_part p where p.file_id = g) $function$;
alter function unknown_files(uuid[]) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.unlock_signing_key(given_party text, given_board integer, given_proof text)
 RETURNS TABLE(key_id uuid, sealed bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform public.refuse_unless(given_board = any (public.actor_signs(given_party)) and public.stepped_up(given_proof, false), 'the key is its party’s');
  return query select k.id, k.sealed_key from public.signing_key k where k.party = given_party and k.board_id = given_board and k.retired_at is null;
end $function$;
alter function unlock_signing_key(text,integer,text) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.unmap_group(given_id integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare ended public.group_hand;
begin
  perform public.refuse_unless(public.actor_is_operator(), 'for administrators');
  update public.group_hand set ended_by = public.actor_id(), ended_at = public.ombud_now() where id = given_id and ended_at is null returning * into ended;
  if ended.id is null then return false; end if;
  perform public.record_audit('staff.group-unmapped', null, null, ended.board_id, jsonb_build_object('mapping', given_id, 'hand', ended.hand));
  perform public.settle_group(ended.claim_value);
  return true;
end $function$;
alter function unmap_group(integer) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.unrelated_cases(wanted uuid[])
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  who uuid := public.actor_id(); this_moment timestamptz := public.ombud_now();
  far uuid[] := array(select c.id from public."case" c where c.id = any (wanted)
    and not ((c.state <> 'closed' or c.closed_at > this_moment - interval '30 minutes') and (c.assignee_id is null or c.assignee_id = who)));
begin
  if far = '{}' or public.actor_hand() is distinct from 'agent' then return '{}'; end if;
  return array(select c.id from public."case" c where c.id = any (far)
    -- wrapping up: had it open when somebody else took it, within the half hour
    and not exists (select from public.happening h where h.case_id = c.id and h.event = 'case.assigned' and h.at > this_moment - interval '30 minutes' and c.state <> 'closed'
      and exists (select from public.access_event e where e.employee_id = who and e.case_ids @> array[c.id] and e.act not in ('list', 'search') and e.at <= h.at and e.at > h.at - interval '30 minutes'))
    and not exists (select from public.case_opening o where o.case_id = c.id and o.employee_id = who and o.until > this_moment)
    and not exists (select from public.contact t where t.agent_id = who and t.ended_at is null and (t.id = c.contact_id or exists (select from public.question q where q.contact_id = t.id and q.case_id = c.id)
      or exists (select from public.participant mine join public.participant theirs on theirs.case_id = c.id and (theirs.email = mine.email or public.plain_point('phone', theirs.phone) = public.plain_point('phone', mine.phone)) where mine.contact_id = t.id))));
end $function$;
alter function unrelated_cases(uuid[]) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.use_passkey(given_credential text, given_counter bigint)
 RETURNS uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  update public.passkey p set counter = given_counter, used_at = public.ombud_now() where p.credential_id = given_credential and (given_counter > p.counter or (given_counter = 0 and p.counter = 0)) returning p.employee_id $function$;
alter function use_passkey(text,bigint) owner to ombud_owner;
comment on function use_passkey(text,bigint) is 'Whose it is; null when it is unknown or its counter has gone back, which says that somebody has copied it.';

CREATE OR REPLACE FUNCTION public.use_recovery(who uuid, given_hash bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update public.recovery_code set used_at = public.ombud_now() where employee_id = who and hash = given_hash and used_at is null;
  return found;
end $function$;
alter function use_recovery(uuid,bytea) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.use_step(who uuid, given_step bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update public.totp set last_step = given_step where employee_id = who and confirmed_at is not null and last_step < given_step;
  return found;
end $function$;
alter function use_step(uuid,bigint) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.utc(given timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$ select to_char(given at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $function$;
alter function utc(timestamp with time zone) owner to ombud_owner;

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

CREATE OR REPLACE FUNCTION public.vouched(given text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select exists (select from public.vouching_key k where k.secret_hash = sha256(convert_to(given, 'UTF8'))) $function$;
alter function vouched(text) owner to ombud_owner;

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

CREATE OR REPLACE FUNCTION public.withdraw_bulletin(given uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update public.bulletin b set withdrawn_at = public.ombud_now() where b.id = given and b.withdrawn_at is null
    and (cardinality(public.actor_signs('contact-centre')) > 0 or b.board_id = any (public.actor_boards('officer')));
  return found;
end $function$;
alter function withdraw_bulletin(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.withdraw_conflict(given uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare of uuid;
begin
  select m.employee_id into of from public.conflict_mark m where m.id = given and m.withdrawn_at is null;
  if of is null or not public.leads(of) then return false; end if;
  update public.conflict_mark set withdrawn_at = public.ombud_now(), withdrawn_by = public.actor_id() where id = given;
  perform public.record_audit('conflict.withdrawn', null, null, null, jsonb_build_object('employee', of));
  return true;
end $function$;
alter function withdraw_conflict(uuid) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.withdraw_consent(given uuid, given_board integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform public.refuse_unless(given_board = any (public.actor_signs('board')), 'only whoever signs for the board takes its consent back');
  update public.sub_processor_consent set withdrawn_at = public.ombud_now(), withdrawn_by = public.actor_id() where sub_processor_id = given and board_id = given_board and withdrawn_at is null;
  return found;
end $function$;
alter function withdraw_consent(uuid,integer) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.wrapped_keys(ids uuid[])
 RETURNS TABLE(key_id uuid, wrapped bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select k.id, k.wrapped from public.sealing_key k where k.id = any (ids) $function$;
alter function wrapped_keys(uuid[]) owner to ombud_owner;

CREATE OR REPLACE FUNCTION public.write_draft(given_uid uuid, given_revision integer, given_content jsonb, given_source text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare mine public.instruction_version;
begin
  select * into mine from public.instruction_version v where v.uid = given_uid and v.state = 'draft' and v.signed = 'keys' and v.board_id = any (public.actor_boards('officer')) for update;
  if mine.id is null then return null; end if;
  if mine.revision <> given_revision then return -1; end if;
  if not public.save_draft(given_uid, given_content, given_source) then return null; end if;
  update public.instruction_version v set revision = v.revision + 1 where v.id = mine.id;
  return mine.revision + 1;
end $function$;
alter function write_draft(uuid,integer,jsonb,text) owner to ombud_owner;
comment on function write_draft(uuid,integer,jsonb,text) is 'A2: an officer of the board writes its draft; whoever has an older one is told so.';


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
create policy service_replays on access_event for select to ombud_service
  using (true);
create policy board_sees on access_removal for select to ombud_auditor, ombud_officer
  using ((board_id = ANY (( SELECT actor_boards(actor_hand()) AS actor_boards)::integer[])));
create policy owner_all on access_removal to ombud_owner
  using (true)
  with check (true);
create policy board_sees on access_review for select to ombud_auditor, ombud_officer
  using ((board_id = ANY (( SELECT actor_boards(actor_hand()) AS actor_boards)::integer[])));
create policy owner_all on access_review to ombud_owner
  using (true)
  with check (true);
create policy board_sees on access_review_line for select to ombud_auditor, ombud_officer
  using ((EXISTS ( SELECT
   FROM access_review r
  WHERE (r.id = access_review_line.review_id))));
create policy owner_all on access_review_line to ombud_owner
  using (true)
  with check (true);
create policy applicant_ends on application for update to ombud_citizen
  using (((contact_id = ( SELECT citizen_application() AS citizen_application)) AND (state = 'draft'::text)))
  with check ((contact_id = ( SELECT citizen_application() AS citizen_application)));
create policy applicant_sees on application for select to ombud_citizen
  using ((contact_id = ( SELECT citizen_application() AS citizen_application)));
create policy eraser_all on application to ombud_eraser
  using (true)
  with check (true);
create policy helper_sees on application for select to ombud_agent
  using (((helper_id = ( SELECT actor_id() AS actor_id)) AND (case_type_id = ANY (( SELECT granted_case_types(ARRAY['draft'::text, 'assist'::text]) AS granted_case_types)::integer[]))));
create policy helper_starts on application for insert to ombud_agent
  with check (((helper_id = ( SELECT actor_id() AS actor_id)) AND (state = 'draft'::text) AND may(ARRAY['draft'::text, 'assist'::text], case_type_id) AND (EXISTS ( SELECT
   FROM contact c
  WHERE ((c.id = application.contact_id) AND (c.agent_id = ( SELECT actor_id() AS actor_id)))))));
create policy helper_touches on application for update to ombud_agent
  using (((helper_id = ( SELECT actor_id() AS actor_id)) AND (state = 'draft'::text) AND (case_type_id = ANY (( SELECT granted_case_types(ARRAY['draft'::text, 'assist'::text]) AS granted_case_types)::integer[]))));
create policy owner_all on application to ombud_owner
  using (true)
  with check (true);
create policy applicant_reads on application_answer for select to ombud_citizen
  using (((contact_id = ANY (( SELECT opened_contacts() AS opened_contacts)::uuid[])) AND (contact_id = ( SELECT citizen_application() AS citizen_application))));
create policy applicant_writes on application_answer for insert to ombud_citizen
  with check ((contact_id = ( SELECT citizen_application() AS citizen_application)));
create policy applicant_writes_again on application_answer for update to ombud_citizen
  using (((contact_id = ANY (( SELECT opened_contacts() AS opened_contacts)::uuid[])) AND (contact_id = ( SELECT citizen_application() AS citizen_application))));
create policy helper_reads on application_answer for select to ombud_agent
  using (((contact_id = ANY (( SELECT opened_contacts() AS opened_contacts)::uuid[])) AND (EXISTS ( SELECT
   FROM application a
  WHERE ((a.contact_id = application_answer.contact_id) AND (a.state = 'draft'::text))))));
create policy helper_writes on application_answer for insert to ombud_agent
  with check ((EXISTS ( SELECT
   FROM application a
  WHERE ((a.contact_id = application_answer.contact_id) AND (a.state = 'draft'::text)))));
create policy helper_writes_again on application_answer for update to ombud_agent
  using (((contact_id = ANY (( SELECT opened_contacts() AS opened_contacts)::uuid[])) AND (EXISTS ( SELECT
   FROM application a
  WHERE ((a.contact_id = application_answer.contact_id) AND (a.state = 'draft'::text))))));
create policy only_opened_counted on application_answer for select to ombud_eraser
  using ((contact_id = ANY (( SELECT opened_contacts() AS opened_contacts)::uuid[])));
create policy only_opened_erased on application_answer for delete to ombud_eraser
  using ((contact_id = ANY (( SELECT opened_contacts() AS opened_contacts)::uuid[])));
create policy owner_all on application_answer to ombud_owner
  using (true)
  with check (true);
create policy board_checks on application_edit for select to ombud_auditor, ombud_officer
  using ((EXISTS ( SELECT
   FROM contact c
  WHERE (c.id = application_edit.contact_id))));
create policy eraser_all on application_edit to ombud_eraser
  using (true)
  with check (true);
create policy owner_all on application_edit to ombud_owner
  using (true)
  with check (true);
create policy with_its_draft on application_edit for select to ombud_agent, ombud_citizen
  using ((EXISTS ( SELECT
   FROM application a
  WHERE (a.contact_id = application_edit.contact_id))));
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
create policy board_sees on board_notice for select to ombud_auditor, ombud_officer
  using (((board_id = ANY (( SELECT actor_boards(actor_hand()) AS actor_boards)::integer[])) OR (sent_by = ( SELECT actor_id() AS actor_id))));
create policy centre_sees on board_notice for select to ombud_agent
  using ((( SELECT actor_hand() AS actor_hand) = 'agent'::text));
create policy owner_all on board_notice to ombud_owner
  using (true)
  with check (true);
create policy service_delivers on board_notice to ombud_service
  using (true)
  with check (true);
create policy own_and_board on broken_glass for select to ombud_agent, ombud_auditor, ombud_officer
  using (((employee_id = ( SELECT actor_id() AS actor_id)) OR (board_id = ANY (( SELECT actor_boards(actor_hand()) AS actor_boards)::integer[])) OR (cardinality(( SELECT actor_signs('contact-centre'::text) AS actor_signs)) > 0)));
create policy owner_all on broken_glass to ombud_owner
  using (true)
  with check (true);
create policy owner_all on bulletin to ombud_owner
  using (true)
  with check (true);
create policy staff_reads on bulletin for select to ombud_agent, ombud_auditor, ombud_officer
  using (true);
create policy for_self on bulletin_receipt for insert to ombud_agent, ombud_auditor, ombud_officer
  with check ((employee_id = ( SELECT actor_id() AS actor_id)));
create policy own_only on bulletin_receipt for select to ombud_agent, ombud_auditor, ombud_officer
  using ((employee_id = ( SELECT actor_id() AS actor_id)));
create policy owner_all on bulletin_receipt to ombud_owner
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
  using ((board_id = ANY (( SELECT content_boards('auditor'::text) AS actor_boards)::integer[])));
create policy citizen_sees on "case" for select to ombud_citizen, ombud_doorman
  using ((id = ( SELECT citizen_case() AS citizen_case)));
create policy eraser_all on "case" to ombud_eraser
  using (true)
  with check (true);
create policy glass_opens on "case" for select to ombud_agent, ombud_doorman, ombud_officer
  using ((id = ANY (( SELECT glass_cases() AS glass_cases)::uuid[])));
create policy officer_changes on "case" for update to ombud_officer
  using (((board_id = ANY (( SELECT content_boards('officer'::text) AS actor_boards)::integer[])) OR (offered_board_id = ANY (( SELECT content_boards('officer'::text) AS actor_boards)::integer[]))))
  with check (true);
create policy officer_sees on "case" for select to ombud_doorman, ombud_officer
  using (((board_id = ANY (( SELECT content_boards('officer'::text) AS actor_boards)::integer[])) OR (offered_board_id = ANY (( SELECT content_boards('officer'::text) AS actor_boards)::integer[]))));
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
create policy eraser_all on case_opening to ombud_eraser
  using (true)
  with check (true);
create policy own_only on case_opening for select to ombud_agent
  using ((employee_id = ( SELECT actor_id() AS actor_id)));
create policy owner_all on case_opening to ombud_owner
  using (true)
  with check (true);
create policy hand_summarises on case_summary for insert to ombud_agent
  with check ((EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = case_summary.case_id))));
create policy only_opened on case_summary for select to public
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])));
create policy only_opened_altered on case_summary for update to ombud_eraser
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])))
  with check (true);
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
create policy owner_all on clause to ombud_owner
  using (true)
  with check (true);
create policy with_its_version on clause for select to public
  using ((version_id IN ( SELECT v.id
   FROM instruction_version v)));
create policy everyone_reads on clause_pause for select to public
  using (true);
create policy owner_all on clause_pause to ombud_owner
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
create policy stopped_with_its_draft on clock for update to ombud_agent
  using ((EXISTS ( SELECT
   FROM application a
  WHERE ((a.contact_id = clock.contact_id) AND (a.state = 'draft'::text)))));
create policy with_its_case on clock for select to ombud_agent, ombud_auditor, ombud_officer
  using ((((case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = clock.case_id)))) OR ((contact_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM contact c
  WHERE (c.id = clock.contact_id))))));
create policy eraser_all on conflict to ombud_eraser
  using (true)
  with check (true);
create policy owner_all on conflict to ombud_owner
  using (true)
  with check (true);
create policy owner_all on conflict_key to ombud_owner
  using (true)
  with check (true);
create policy own_only on conflict_mark for select to ombud_agent, ombud_auditor, ombud_officer
  using ((employee_id = ( SELECT actor_id() AS actor_id)));
create policy owner_all on conflict_mark to ombud_owner
  using (true)
  with check (true);
create policy eraser_all on conflict_named to ombud_eraser
  using (true)
  with check (true);
create policy owner_all on conflict_named to ombud_owner
  using (true)
  with check (true);
create policy for_self on connector_acknowledgement for insert to ombud_agent, ombud_auditor, ombud_officer
  with check ((employee_id = ( SELECT actor_id() AS actor_id)));
create policy own_only on connector_acknowledgement for select to ombud_agent, ombud_auditor, ombud_officer
  using ((employee_id = ( SELECT actor_id() AS actor_id)));
create policy owner_all on connector_acknowledgement to ombud_owner
  using (true)
  with check (true);
create policy agent_ends_own on contact for update to ombud_agent
  using ((agent_id = ( SELECT actor_id() AS actor_id)))
  with check ((agent_id = ( SELECT actor_id() AS actor_id)));
create policy agent_registers on contact for insert to ombud_agent
  with check (((agent_id = ( SELECT actor_id() AS actor_id)) AND (may(ARRAY['receive'::text, 'advise'::text], case_type_id, channel) OR (anonymous AND (case_type_id = ANY (( SELECT uninstructed_case_types() AS uninstructed_case_types)::integer[]))))));
create policy agent_sees on contact for select to ombud_agent, ombud_doorman
  using (((case_type_id = ANY (( SELECT centre_case_types() AS centre_case_types)::integer[])) OR ((agent_id = ( SELECT actor_id() AS actor_id)) AND (case_type_id = ANY (( SELECT uninstructed_case_types() AS uninstructed_case_types)::integer[])))));
create policy auditor_sees on contact for select to ombud_auditor, ombud_doorman
  using ((board_id = ANY (( SELECT content_boards('auditor'::text) AS actor_boards)::integer[])));
create policy eraser_all on contact to ombud_eraser
  using (true)
  with check (true);
create policy officer_sees on contact for select to ombud_doorman, ombud_officer
  using ((board_id = ANY (( SELECT content_boards('officer'::text) AS actor_boards)::integer[])));
create policy owner_all on contact to ombud_owner
  using (true)
  with check (true);
create policy service_all on contact to ombud_service
  using (true)
  with check (true);
create policy everyone_reads on control_block for select to public
  using (true);
create policy owner_all on control_block to ombud_owner
  using (true)
  with check (true);
create policy service_blocks on control_block for insert to ombud_service
  with check ((lifted_at IS NULL));
create policy service_lifts on control_block for update to ombud_service
  using ((lifted_at IS NULL))
  with check (true);
create policy board_sees on control_report for select to ombud_auditor, ombud_officer
  using (((board_id = ANY (( SELECT actor_boards(actor_hand()) AS actor_boards)::integer[])) OR ( SELECT sees_all_controls() AS sees_all_controls)));
create policy owner_all on control_report to ombud_owner
  using (true)
  with check (true);
create policy service_makes on control_report for insert to ombud_service
  with check (true);
create policy service_reads on control_report for select to ombud_service
  using (true);
create policy board_sees on control_state for select to ombud_auditor, ombud_officer
  using ((((board_id IS NULL) AND (cardinality(( SELECT actor_boards(actor_hand()) AS actor_boards)) > 0)) OR (board_id = ANY (( SELECT actor_boards(actor_hand()) AS actor_boards)::integer[])) OR ( SELECT sees_all_controls() AS sees_all_controls)));
create policy owner_all on control_state to ombud_owner
  using (true)
  with check (true);
create policy service_adds on control_state for insert to ombud_service
  with check ((until IS NULL));
create policy service_ends on control_state for update to ombud_service
  using ((until IS NULL))
  with check (true);
create policy service_reads on control_state for select to ombud_service
  using (true);
create policy board_reports on decision for update to ombud_officer
  using ((board_id = ANY (( SELECT content_boards('officer'::text) AS actor_boards)::integer[])))
  with check ((reported_on IS NOT NULL));
create policy decided_by_delegation on decision for insert to ombud_agent, ombud_officer
  with check (((employee_id = ( SELECT actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE ((c.id = decision.case_id) AND (c.board_id = decision.board_id) AND (c.state <> 'closed'::text) AND (decision.delegation_id = ANY (actor_delegations(c.case_type_id))) AND ((c.board_id = ANY (( SELECT content_boards('officer'::text) AS actor_boards)::integer[])) OR may(ARRAY['decide'::text], c.case_type_id)))))));
create policy eraser_all on decision to ombud_eraser
  using (true)
  with check (true);
create policy owner_all on decision to ombud_owner
  using (true)
  with check (true);
create policy with_its_case on decision for select to ombud_agent, ombud_auditor, ombud_officer
  using ((EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = decision.case_id))));
create policy eraser_finds on decision_event for select to ombud_eraser
  using (true);
create policy eraser_purges on decision_event for delete to ombud_eraser
  using (true);
create policy owner_all on decision_event to ombud_owner
  using (true)
  with check (true);
create policy service_replays on decision_event for select to ombud_service
  using (true);
create policy owner_all on delegation to ombud_owner
  using (true)
  with check (true);
create policy staff_reads on delegation for select to ombud_agent, ombud_auditor, ombud_officer
  using ((( SELECT actor_id() AS actor_id) IS NOT NULL));
create policy everyone_reads on department for select to public
  using (true);
create policy owner_all on department to ombud_owner
  using (true)
  with check (true);
create policy operator_reads on directory_group for select to ombud_agent, ombud_auditor, ombud_officer
  using (( SELECT actor_is_operator() AS actor_is_operator));
create policy owner_all on directory_group to ombud_owner
  using (true)
  with check (true);
create policy owner_all on directory_member to ombud_owner
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
  using ((board_id = ANY (( SELECT content_boards(actor_hand()) AS actor_boards)::integer[])));
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
create policy board_sees on duty_occurrence for select to ombud_auditor, ombud_officer
  using ((board_id = ANY (( SELECT actor_boards(actor_hand()) AS actor_boards)::integer[])));
create policy centre_sees_its_own on duty_occurrence for select to ombud_agent
  using (((( SELECT actor_hand() AS actor_hand) = 'agent'::text) AND (responsible = ANY (ARRAY['agent'::text, 'everyone'::text]))));
create policy owner_all on duty_occurrence to ombud_owner
  using (true)
  with check (true);
create policy service_all on duty_occurrence to ombud_service
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
create policy board_publishes on form_version for insert to ombud_officer
  with check (((board_id = ANY (( SELECT actor_boards('officer'::text) AS actor_boards)::integer[])) AND (published_by = ( SELECT actor_id() AS actor_id))));
create policy forms_are_public on form_version for select to public
  using (true);
create policy owner_all on form_version to ombud_owner
  using (true)
  with check (true);
create policy board_reads_its_gaps on gap for select to ombud_auditor, ombud_officer
  using ((board_id = ANY (( SELECT actor_boards(actor_hand()) AS actor_boards)::integer[])));
create policy centre_sees_gaps on gap for select to ombud_agent
  using ((( SELECT actor_hand() AS actor_hand) = 'agent'::text));
create policy owner_all on gap to ombud_owner
  using (true)
  with check (true);
create policy service_sees_gaps on gap for select to ombud_service
  using (true);
create policy owner_all on gap_day to ombud_owner
  using (true)
  with check (true);
create policy with_its_gap on gap_day for select to ombud_agent, ombud_auditor, ombud_officer
  using ((EXISTS ( SELECT
   FROM gap g
  WHERE (g.id = gap_day.gap_id))));
create policy operator_reads on group_hand for select to ombud_agent, ombud_auditor, ombud_officer
  using (( SELECT actor_is_operator() AS actor_is_operator));
create policy owner_all on group_hand to ombud_owner
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
create policy agent_adds on happening for insert to ombud_agent
  with check (((recorded_by = ( SELECT actor_id() AS actor_id)) AND (at <= ombud_now()) AND (event !~ '\.judged$'::text) AND (((case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE ((c.id = happening.case_id) AND (((happening.event = ANY (domain_events())) AND (happening.at > (ombud_now() - '00:01:00'::interval))) OR ((happening.event <> ALL (domain_events())) AND may(ARRAY['handle'::text], c.case_type_id))))))) OR ((contact_id IS NOT NULL) AND (event = 'contact.ended'::text) AND (at > (ombud_now() - '00:01:00'::interval)) AND (EXISTS ( SELECT
   FROM contact c
  WHERE (c.id = happening.contact_id)))))));
create policy eraser_all on happening to ombud_eraser
  using (true)
  with check ((event = 'text.altered'::text));
create policy helper_says_touched on happening for insert to ombud_agent
  with check (((recorded_by = ( SELECT actor_id() AS actor_id)) AND (event = 'draft.touched'::text) AND (at > (ombud_now() - '00:01:00'::interval)) AND (at <= ombud_now()) AND (EXISTS ( SELECT
   FROM application a
  WHERE ((a.contact_id = happening.contact_id) AND (a.state = 'draft'::text))))));
create policy officer_adds on happening for insert to ombud_officer
  with check (((recorded_by = ( SELECT actor_id() AS actor_id)) AND (at <= ombud_now()) AND (case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE ((c.id = happening.case_id) AND (((happening.event = ANY (domain_events())) AND (happening.at > (ombud_now() - '00:01:00'::interval))) OR ((happening.event <> ALL (domain_events())) AND (c.board_id = ANY (content_boards('officer'::text))))))))));
create policy own_taken_back on happening for update to ombud_agent, ombud_officer
  using (((recorded_by = ( SELECT actor_id() AS actor_id)) AND (case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = happening.case_id)))))
  with check ((taken_back_at IS NOT NULL));
create policy owner_all on happening to ombud_owner
  using (true)
  with check (true);
create policy service_all on happening to ombud_service
  using (true)
  with check (true);
create policy with_its_case on happening for select to ombud_agent, ombud_auditor, ombud_officer
  using ((((case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = happening.case_id)))) OR ((contact_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM contact c
  WHERE (c.id = happening.contact_id))))));
create policy eraser_all on harm_test to ombud_eraser
  using (true)
  with check (true);
create policy owner_all on harm_test to ombud_owner
  using (true)
  with check (true);
create policy who_hands_over on harm_test for insert to ombud_agent, ombud_officer
  with check (((employee_id = ( SELECT actor_id() AS actor_id)) AND (to_board_id <> board_id) AND (look_up_id IS NULL) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE ((c.id = harm_test.case_id) AND (c.board_id = harm_test.board_id) AND (c.state <> 'closed'::text))))));
create policy who_tells on harm_test for insert to ombud_agent
  with check (((employee_id = ( SELECT actor_id() AS actor_id)) AND (to_board_id IS NULL) AND (EXISTS ( SELECT
   FROM look_up l
  WHERE ((l.id = harm_test.look_up_id) AND (l.employee_id = ( SELECT actor_id() AS actor_id)) AND (l.outcome = 'found'::text) AND (l.board_id = harm_test.board_id) AND (NOT ((l.case_id IS DISTINCT FROM harm_test.case_id) OR (l.contact_id IS DISTINCT FROM harm_test.contact_id))))))));
create policy with_its_case on harm_test for select to ombud_agent, ombud_auditor, ombud_officer
  using (((look_up_id IS NULL) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = harm_test.case_id)))));
create policy with_its_look_up on harm_test for select to ombud_agent, ombud_auditor, ombud_officer
  using ((EXISTS ( SELECT
   FROM look_up l
  WHERE (l.id = harm_test.look_up_id))));
create policy eraser_all on hold to ombud_eraser
  using (true)
  with check (true);
create policy officer_holds on hold for insert to ombud_officer
  with check (((owner_id = ( SELECT actor_id() AS actor_id)) AND (case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE ((c.id = hold.case_id) AND (c.board_id = ANY (content_boards('officer'::text))))))));
create policy officer_releases on hold for update to ombud_officer
  using (((case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE ((c.id = hold.case_id) AND (c.board_id = ANY (content_boards('officer'::text))))))))
  with check ((released_at IS NOT NULL));
create policy owner_all on hold to ombud_owner
  using (true)
  with check (true);
create policy with_its_case on hold for select to ombud_agent, ombud_auditor, ombud_officer
  using (((case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = hold.case_id)))));
create policy own_only on identity for select to ombud_agent, ombud_auditor, ombud_officer
  using ((employee_id = ( SELECT actor_id() AS actor_id)));
create policy owner_all on identity to ombud_owner
  using (true)
  with check (true);
create policy everyone_reads on installation for select to public
  using (true);
create policy owner_all on installation to ombud_owner
  using (true)
  with check (true);
create policy board_and_centre_read on instruction_comment for select to ombud_officer
  using ((version_id IN ( SELECT v.id
   FROM instruction_version v
  WHERE ((v.board_id = ANY (( SELECT actor_boards(actor_hand()) AS actor_boards)::integer[])) OR (( SELECT cardinality(actor_signs('contact-centre'::text)) AS cardinality) > 0)))));
create policy owner_all on instruction_comment to ombud_owner
  using (true)
  with check (true);
create policy settles_what_one_sees on instruction_comment for update to ombud_officer
  using ((version_id IN ( SELECT v.id
   FROM instruction_version v
  WHERE ((v.board_id = ANY (( SELECT actor_boards(actor_hand()) AS actor_boards)::integer[])) OR (( SELECT cardinality(actor_signs('contact-centre'::text)) AS cardinality) > 0)))))
  with check (((resolved_by IS NULL) OR (resolved_by = ( SELECT actor_id() AS actor_id))));
create policy writes_as_oneself on instruction_comment for insert to ombud_officer
  with check (((author = ( SELECT actor_id() AS actor_id)) AND (resolved_at IS NULL) AND (version_id IN ( SELECT v.id
   FROM instruction_version v
  WHERE ((v.board_id = ANY (( SELECT actor_boards(actor_hand()) AS actor_boards)::integer[])) OR (( SELECT cardinality(actor_signs('contact-centre'::text)) AS cardinality) > 0))))));
create policy everyone_reads on instruction_grant for select to public
  using (true);
create policy owner_all on instruction_grant to ombud_owner
  using (true)
  with check (true);
create policy everyone_reads on instruction_review for select to public
  using (true);
create policy owner_all on instruction_review to ombud_owner
  using (true)
  with check (true);
create policy everyone_reads on instruction_signature for select to public
  using (true);
create policy owner_all on instruction_signature to ombud_owner
  using (true)
  with check (true);
create policy everyone_reads on instruction_stop for select to public
  using (true);
create policy owner_all on instruction_stop to ombud_owner
  using (true)
  with check (true);
create policy agreed_is_public on instruction_version for select to public
  using ((state = ANY (ARRAY['in-force'::text, 'superseded'::text, 'stopped'::text, 'ended'::text])));
create policy board_reads_its_own on instruction_version for select to ombud_auditor, ombud_officer
  using ((board_id = ANY (( SELECT actor_boards(actor_hand()) AS actor_boards)::integer[])));
create policy centre_reads_what_it_is_asked on instruction_version for select to ombud_officer
  using (((state <> 'draft'::text) AND (( SELECT cardinality(actor_signs('contact-centre'::text)) AS cardinality) > 0)));
create policy owner_all on instruction_version to ombud_owner
  using (true)
  with check (true);
create policy service_reads on instruction_version for select to ombud_service
  using ((state <> 'draft'::text));
create policy service_reads_what_it_simulates on instruction_version for select to ombud_service
  using ((id IN ( SELECT s.version_id
   FROM simulation s
  WHERE (s.state = ANY (ARRAY['queued'::text, 'running'::text])))));
create policy operator_reads on job_end for select to ombud_agent, ombud_auditor, ombud_officer
  using (( SELECT actor_is_operator() AS actor_is_operator));
create policy owner_all on job_end to ombud_owner
  using (true)
  with check (true);
create policy service_writes on job_end for insert to ombud_service
  with check (true);
create policy owner_all on link to ombud_owner
  using (true)
  with check (true);
create policy service_all on link to ombud_service
  using (true)
  with check (true);
create policy staff_reads on link for select to ombud_agent, ombud_auditor, ombud_officer
  using ((( SELECT actor_hand() AS actor_hand) IS NOT NULL));
create policy owner_all on link_check to ombud_owner
  using (true)
  with check (true);
create policy service_all on link_check to ombud_service
  using (true)
  with check (true);
create policy staff_reads on link_check for select to ombud_agent, ombud_auditor, ombud_officer
  using ((( SELECT actor_hand() AS actor_hand) IS NOT NULL));
create policy controls on log_checkpoint for select to ombud_auditor, ombud_officer
  using (true);
create policy owner_all on log_checkpoint to ombud_owner
  using (true)
  with check (true);
create policy service_adds on log_checkpoint for insert to ombud_service
  with check (true);
create policy service_reads on log_checkpoint for select to ombud_service
  using (true);
create policy own_board on log_control for select to ombud_auditor, ombud_officer
  using ((board_id = ANY (( SELECT content_boards(actor_hand()) AS content_boards)::integer[])));
create policy owner_all on log_control to ombud_owner
  using (true)
  with check (true);
create policy own_board on log_control_item for select to ombud_auditor, ombud_officer
  using ((EXISTS ( SELECT
   FROM log_control c
  WHERE (c.id = log_control_item.control_id))));
create policy owner_all on log_control_item to ombud_owner
  using (true)
  with check (true);
create policy owner_all on log_cursor to ombud_owner
  using (true)
  with check (true);
create policy service_moves on log_cursor for update to ombud_service
  using (true)
  with check (true);
create policy service_reads on log_cursor for select to ombud_service
  using (true);
create policy board_signs on log_key for insert to ombud_auditor, ombud_officer
  with check (((kind = 'witness'::text) AND (board_id = ANY (( SELECT actor_boards(actor_hand()) AS actor_boards)::integer[]))));
create policy controls on log_key for select to ombud_auditor, ombud_officer
  using (true);
create policy owner_all on log_key to ombud_owner
  using (true)
  with check (true);
create policy service_adds on log_key for insert to ombud_service
  with check (true);
create policy service_reads on log_key for select to ombud_service
  using (true);
create policy controls on log_leaf for select to ombud_auditor, ombud_officer
  using (true);
create policy owner_all on log_leaf to ombud_owner
  using (true)
  with check (true);
create policy service_adds on log_leaf for insert to ombud_service
  with check (true);
create policy service_reads on log_leaf for select to ombud_service
  using (true);
create policy controls on log_node for select to ombud_auditor, ombud_officer
  using (true);
create policy owner_all on log_node to ombud_owner
  using (true)
  with check (true);
create policy service_adds on log_node for insert to ombud_service
  with check (true);
create policy service_reads on log_node for select to ombud_service
  using (true);
create policy own_board on log_number for select to ombud_auditor, ombud_officer
  using ((board_id = ANY (( SELECT actor_boards(actor_hand()) AS actor_boards)::integer[])));
create policy owner_all on log_number to ombud_owner
  using (true)
  with check (true);
create policy service_adds on log_number for insert to ombud_service
  with check (true);
create policy service_reads on log_number for select to ombud_service
  using (true);
create policy board_signs on log_witness for insert to ombud_auditor, ombud_officer
  with check ((board_id = ANY (( SELECT actor_boards(actor_hand()) AS actor_boards)::integer[])));
create policy controls on log_witness for select to ombud_auditor, ombud_officer
  using (true);
create policy owner_all on log_witness to ombud_owner
  using (true)
  with check (true);
create policy service_adds on log_witness for insert to ombud_service
  with check (true);
create policy service_reads on log_witness for select to ombud_service
  using (true);
create policy agent_asks on look_up for insert to ombud_agent
  with check (((employee_id = ( SELECT actor_id() AS actor_id)) AND (outcome = 'asked'::text) AND may(ARRAY['status.read'::text], case_type_id) AND ((EXISTS ( SELECT
   FROM "case" c
  WHERE ((c.id = look_up.case_id) AND (c.assignee_id = ( SELECT actor_id() AS actor_id)) AND (c.state <> 'closed'::text)))) OR (EXISTS ( SELECT
   FROM contact c
  WHERE ((c.id = look_up.contact_id) AND (c.agent_id = ( SELECT actor_id() AS actor_id)) AND (c.ended_at IS NULL)))))));
create policy agent_notes_answer on look_up for update to ombud_agent
  using ((employee_id = ( SELECT actor_id() AS actor_id)))
  with check ((employee_id = ( SELECT actor_id() AS actor_id)));
create policy board_sees on look_up for select to ombud_auditor, ombud_officer
  using ((board_id = ANY (( SELECT content_boards(actor_hand()) AS actor_boards)::integer[])));
create policy eraser_all on look_up to ombud_eraser
  using (true)
  with check (true);
create policy own_only on look_up for select to ombud_agent
  using (((employee_id = ( SELECT actor_id() AS actor_id)) AND (board_id = ANY (( SELECT ARRAY( SELECT v.board_id
           FROM (undertaking u
             JOIN instruction_version v ON ((v.id = u.version_id)))
          WHERE ((u.employee_id = actor_id()) AND (u.revoked_at IS NULL) AND (u.valid_until > ombud_now()))) AS "array")::integer[]))));
create policy owner_all on look_up to ombud_owner
  using (true)
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
  WHERE ((c.id = message.case_id) AND (c.board_id = ANY (content_boards('officer'::text))))))));
create policy only_opened on message for select to public
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])));
create policy only_opened_altered on message for update to ombud_eraser
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])))
  with check (((altered_at IS NOT NULL) AND (altered_rule IS NOT NULL)));
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
create policy only_opened_altered on note for update to ombud_eraser
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])))
  with check (((altered_at IS NOT NULL) AND (altered_rule IS NOT NULL)));
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
create policy service_publishes on notice for insert to ombud_service
  with check (true);
create policy everyone_reads on notice_publication for select to public
  using (true);
create policy owner_all on notice_publication to ombud_owner
  using (true)
  with check (true);
create policy service_publishes on notice_publication for insert to ombud_service
  with check (true);
create policy board_reads_its_own on offboarding for select to ombud_auditor, ombud_officer
  using ((board_id = ANY (( SELECT actor_boards(actor_hand()) AS actor_boards)::integer[])));
create policy owner_all on offboarding to ombud_owner
  using (true)
  with check (true);
create policy worker_all on offboarding to ombud_eraser, ombud_service
  using (true)
  with check (true);
create policy owner_all on offboarding_part to ombud_owner
  using (true)
  with check (true);
create policy with_its_offboarding on offboarding_part for select to ombud_auditor, ombud_officer
  using ((EXISTS ( SELECT
   FROM offboarding o
  WHERE (o.id = offboarding_part.offboarding_id))));
create policy worker_all on offboarding_part to ombud_eraser, ombud_service
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
create policy only_opened_altered on participant for update to ombud_eraser
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])))
  with check (true);
create policy only_opened_erased on participant for delete to ombud_eraser
  using (((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])) OR (contact_id = ANY (( SELECT opened_contacts() AS opened_contacts)::uuid[]))));
create policy owner_all on participant to ombud_owner
  using (true)
  with check (true);
create policy service_adds on participant for insert to ombud_service
  with check (true);
create policy own_only on passkey for select to ombud_agent, ombud_auditor, ombud_officer
  using ((employee_id = ( SELECT actor_id() AS actor_id)));
create policy owner_all on passkey to ombud_owner
  using (true)
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
  using ((board_id = ANY (( SELECT content_boards('auditor'::text) AS actor_boards)::integer[])));
create policy eraser_all on question to ombud_eraser
  using (true)
  with check (true);
create policy officer_sees on question for select to ombud_doorman, ombud_officer
  using ((board_id = ANY (( SELECT content_boards('officer'::text) AS actor_boards)::integer[])));
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
create policy own_only on recovery_code for select to ombud_agent, ombud_auditor, ombud_officer
  using ((employee_id = ( SELECT actor_id() AS actor_id)));
create policy owner_all on recovery_code to ombud_owner
  using (true)
  with check (true);
create policy auditor_reads on refusal for select to ombud_auditor
  using ((board_id = ANY (( SELECT content_boards('auditor'::text) AS actor_boards)::integer[])));
create policy own_refusals on refusal for select to ombud_agent, ombud_officer
  using ((employee_id = ( SELECT actor_id() AS actor_id)));
create policy owner_all on refusal to ombud_owner
  using (true)
  with check (true);
create policy eraser_all on representation to ombud_eraser
  using (true)
  with check (true);
create policy owner_all on representation to ombud_owner
  using (true)
  with check (true);
create policy who_tells on representation for insert to ombud_agent
  with check (((employee_id = ( SELECT actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM look_up l
  WHERE ((l.id = representation.look_up_id) AND (l.employee_id = ( SELECT actor_id() AS actor_id)) AND (l.outcome = 'found'::text) AND (l.board_id = representation.board_id) AND (NOT ((l.case_id IS DISTINCT FROM representation.case_id) OR (l.contact_id IS DISTINCT FROM representation.contact_id))))))));
create policy with_its_look_up on representation for select to ombud_agent, ombud_auditor, ombud_officer
  using ((EXISTS ( SELECT
   FROM look_up l
  WHERE (l.id = representation.look_up_id))));
create policy eraser_all on rights_item to ombud_eraser
  using (true)
  with check (true);
create policy owner_all on rights_item to ombud_owner
  using (true)
  with check (true);
create policy service_reads on rights_item for select to ombud_service
  using (true);
create policy with_its_part on rights_item for select to ombud_agent, ombud_auditor, ombud_officer
  using ((EXISTS ( SELECT
   FROM rights_part p
  WHERE (p.id = rights_item.part_id))));
create policy board_sees on rights_part for select to ombud_auditor, ombud_officer
  using (((board_id = ANY (( SELECT content_boards(actor_hand()) AS content_boards)::integer[])) OR (EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = rights_part.case_id)))));
create policy eraser_all on rights_part to ombud_eraser
  using (true)
  with check (true);
create policy owner_all on rights_part to ombud_owner
  using (true)
  with check (true);
create policy service_reads on rights_part for select to ombud_service
  using (true);
create policy with_its_case on rights_part for select to ombud_agent
  using ((EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = rights_part.case_id))));
create policy eraser_all on rights_request to ombud_eraser
  using (true)
  with check (true);
create policy owner_all on rights_request to ombud_owner
  using (true)
  with check (true);
create policy service_reads on rights_request for select to ombud_service
  using (true);
create policy service_tells on rights_request for update to ombud_service
  using (true)
  with check (true);
create policy with_its_part on rights_request for select to ombud_agent, ombud_auditor, ombud_officer
  using ((EXISTS ( SELECT
   FROM rights_part p
  WHERE (p.request_id = rights_request.id))));
create policy only_opened_erased on rights_text to ombud_eraser
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])));
create policy owner_all on rights_text to ombud_owner
  using (true)
  with check (true);
create policy operator_reads on scim_token for select to ombud_agent, ombud_auditor, ombud_officer
  using (( SELECT actor_is_operator() AS actor_is_operator));
create policy owner_all on scim_token to ombud_owner
  using (true)
  with check (true);
create policy known_exactly on sealed_lookup for select to ombud_agent, ombud_officer
  using (((case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = sealed_lookup.case_id)))));
create policy only_opened on sealed_lookup for select to ombud_eraser
  using (((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])) OR (contact_id = ANY (( SELECT opened_contacts() AS opened_contacts)::uuid[]))));
create policy only_opened_erased on sealed_lookup for delete to ombud_eraser
  using (((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])) OR (contact_id = ANY (( SELECT opened_contacts() AS opened_contacts)::uuid[]))));
create policy owner_all on sealed_lookup to ombud_owner
  using (true)
  with check (true);
create policy only_opened on sealing_due for select to ombud_eraser
  using (((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])) OR (contact_id = ANY (( SELECT opened_contacts() AS opened_contacts)::uuid[]))));
create policy only_opened_erased on sealing_due for delete to ombud_eraser
  using (((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])) OR (contact_id = ANY (( SELECT opened_contacts() AS opened_contacts)::uuid[]))));
create policy owner_all on sealing_due to ombud_owner
  using (true)
  with check (true);
create policy only_opened on sealing_key for select to ombud_eraser
  using (((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])) OR (contact_id = ANY (( SELECT opened_contacts() AS opened_contacts)::uuid[]))));
create policy only_opened_erased on sealing_key for delete to ombud_eraser
  using (((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])) OR (contact_id = ANY (( SELECT opened_contacts() AS opened_contacts)::uuid[]))));
create policy owner_all on sealing_key to ombud_owner
  using (true)
  with check (true);
create policy operator_reads on second_factor_demand for select to ombud_agent, ombud_auditor, ombud_officer
  using (( SELECT actor_is_operator() AS actor_is_operator));
create policy owner_all on second_factor_demand to ombud_owner
  using (true)
  with check (true);
create policy eraser_all on secrecy_mark to ombud_eraser
  using (true)
  with check (true);
create policy officer_lifts on secrecy_mark for update to ombud_officer
  using ((EXISTS ( SELECT
   FROM "case" c
  WHERE ((c.id = secrecy_mark.case_id) AND (c.board_id = ANY (( SELECT actor_boards('officer'::text) AS actor_boards)::integer[]))))))
  with check ((lifted_by = ( SELECT actor_id() AS actor_id)));
create policy owner_all on secrecy_mark to ombud_owner
  using (true)
  with check (true);
create policy who_handles_marks on secrecy_mark for insert to ombud_agent, ombud_officer
  with check (((marked_by = ( SELECT actor_id() AS actor_id)) AND (lifted_at IS NULL) AND (EXISTS ( SELECT
   FROM "case" c
  WHERE ((c.id = secrecy_mark.case_id) AND (c.board_id = secrecy_mark.board_id) AND ((c.board_id = ANY (( SELECT actor_boards('officer'::text) AS actor_boards)::integer[])) OR may(ARRAY['handle'::text], c.case_type_id)))))));
create policy with_its_case on secrecy_mark for select to ombud_agent, ombud_auditor, ombud_officer
  using ((EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = secrecy_mark.case_id))));
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
create policy owner_all on sign_in_way to ombud_owner
  using (true)
  with check (true);
create policy everyone_reads on signing_key for select to public
  using (true);
create policy owner_all on signing_key to ombud_owner
  using (true)
  with check (true);
create policy officer_asks on simulation for insert to ombud_officer
  with check (((state = 'queued'::text) AND (board_id = ANY (( SELECT actor_boards('officer'::text) AS actor_boards)::integer[])) AND (EXISTS ( SELECT
   FROM instruction_version v
  WHERE ((v.id = simulation.version_id) AND (v.board_id = simulation.board_id) AND (v.state = ANY (ARRAY['draft'::text, 'proposed'::text, 'approved'::text, 'accepted'::text])))))));
create policy officer_cancels on simulation for update to ombud_officer
  using (((board_id = ANY (( SELECT actor_boards('officer'::text) AS actor_boards)::integer[])) AND (state = ANY (ARRAY['queued'::text, 'running'::text]))))
  with check ((state = 'cancelled'::text));
create policy officer_reads on simulation for select to ombud_officer
  using ((board_id = ANY (( SELECT actor_boards('officer'::text) AS actor_boards)::integer[])));
create policy owner_all on simulation to ombud_owner
  using (true)
  with check (true);
create policy service_goes_on on simulation for update to ombud_service
  using ((state = ANY (ARRAY['queued'::text, 'running'::text])))
  with check (true);
create policy service_works on simulation for select to ombud_service
  using (true);
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
create policy everyone_reads on sub_processor for select to public
  using (true);
create policy owner_all on sub_processor to ombud_owner
  using (true)
  with check (true);
create policy everyone_reads on sub_processor_consent for select to public
  using (true);
create policy owner_all on sub_processor_consent to ombud_owner
  using (true)
  with check (true);
create policy eraser_erases on text_finding for delete to ombud_eraser
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])));
create policy found_when_written on text_finding for insert to ombud_agent, ombud_officer
  with check ((EXISTS ( SELECT
   FROM "case" c
  WHERE (c.id = text_finding.case_id))));
create policy only_opened on text_finding for select to public
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])));
create policy owner_all on text_finding to ombud_owner
  using (true)
  with check (true);
create policy service_finds on text_finding for insert to ombud_service
  with check (true);
create policy service_finds_again on text_finding for update to ombud_service
  using ((case_id = ANY (( SELECT opened_cases() AS opened_cases)::uuid[])))
  with check (true);
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
create policy own_only on totp for select to ombud_agent, ombud_auditor, ombud_officer
  using ((employee_id = ( SELECT actor_id() AS actor_id)));
create policy owner_all on totp to ombud_owner
  using (true)
  with check (true);
create policy own_undertakings on undertaking for select to ombud_agent, ombud_auditor, ombud_officer
  using ((employee_id = ( SELECT actor_id() AS actor_id)));
create policy owner_all on undertaking to ombud_owner
  using (true)
  with check (true);
create policy signs_for_self on undertaking for insert to ombud_agent, ombud_auditor, ombud_officer
  with check (((employee_id = ( SELECT actor_id() AS actor_id)) AND (signature IS NOT NULL) AND (public_key IS NOT NULL) AND (text_hash IS NOT NULL) AND (EXISTS ( SELECT
   FROM undertaking_attempt a
  WHERE ((a.id = undertaking.attempt_id) AND (a.employee_id = ( SELECT actor_id() AS actor_id)) AND (a.version_id = undertaking.version_id) AND (a.right_count = cardinality(a.questions)))))));
create policy answers_for_self on undertaking_attempt for update to ombud_agent, ombud_auditor, ombud_officer
  using ((employee_id = ( SELECT actor_id() AS actor_id)))
  with check ((employee_id = ( SELECT actor_id() AS actor_id)));
create policy for_self on undertaking_attempt for insert to ombud_agent, ombud_auditor, ombud_officer
  with check ((employee_id = ( SELECT actor_id() AS actor_id)));
create policy own_only on undertaking_attempt for select to ombud_agent, ombud_auditor, ombud_officer
  using ((employee_id = ( SELECT actor_id() AS actor_id)));
create policy owner_all on undertaking_attempt to ombud_owner
  using (true)
  with check (true);
create policy owner_all on vouching_key to ombud_owner
  using (true)
  with check (true);

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
grant insert (at, xact, xact_started, employee_id, hand, purpose, act, case_ids, contact_ids, board_ids, facts) on access_event to ombud_doorman;
grant select (id, at, hand, purpose, act, case_ids) on access_event to ombud_service;
grant select on access_event to ombud_auditor;
grant select on access_event to ombud_officer;
grant select on access_removal to ombud_auditor;
grant select on access_removal to ombud_officer;
grant select on access_review to ombud_auditor;
grant select on access_review to ombud_officer;
grant select on access_review_line to ombud_auditor;
grant select on access_review_line to ombud_officer;
grant delete, select on application to ombud_eraser;
grant insert (contact_id, form_id, board_id, case_type_id, helper_id, code_hash, started_at, touched_at) on application to ombud_agent;
grant select (contact_id, form_id, board_id, case_type_id, helper_id, state, revision, started_at, touched_at, opened_at, ended_at) on application to ombud_agent;
grant select (contact_id, form_id, board_id, case_type_id, state, revision, started_at, touched_at, opened_at, confirmed_at, ended_at) on application to ombud_citizen;
grant update (revision, touched_at) on application to ombud_agent;
grant update (state, revision, touched_at, opened_at, confirmed_at, ended_at) on application to ombud_citizen;
grant delete, select on application_answer to ombud_eraser;
grant insert (contact_id, field, value) on application_answer to ombud_agent;
grant insert (contact_id, field, value) on application_answer to ombud_citizen;
grant select on application_answer to ombud_agent;
grant select on application_answer to ombud_citizen;
grant update (value) on application_answer to ombud_agent;
grant update (value) on application_answer to ombud_citizen;
grant delete, select on application_edit to ombud_eraser;
grant select on application_edit to ombud_agent;
grant select on application_edit to ombud_auditor;
grant select on application_edit to ombud_citizen;
grant select on application_edit to ombud_officer;
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
grant insert (id, board_id, direction, kind, words, owed_at) on board_notice to ombud_service;
grant select on board_notice to ombud_agent;
grant select on board_notice to ombud_auditor;
grant select on board_notice to ombud_officer;
grant select on board_notice to ombud_service;
grant update (delivered_at, due_at, overdue_at, mail_state) on board_notice to ombud_service;
grant select on broken_glass to ombud_agent;
grant select on broken_glass to ombud_auditor;
grant select on broken_glass to ombud_officer;
grant select on bulletin to ombud_agent;
grant select on bulletin to ombud_auditor;
grant select on bulletin to ombud_officer;
grant insert (bulletin_id, employee_id, read_at) on bulletin_receipt to ombud_agent;
grant insert (bulletin_id, employee_id, read_at) on bulletin_receipt to ombud_auditor;
grant insert (bulletin_id, employee_id, read_at) on bulletin_receipt to ombud_officer;
grant select on bulletin_receipt to ombud_agent;
grant select on bulletin_receipt to ombud_auditor;
grant select on bulletin_receipt to ombud_officer;
grant delete, select on "case" to ombud_eraser;
grant insert (id, number, board_id, case_type_id, contact_id, channel, state, holder, assignee_id, anonymous, answerable, opened_at, changed_at, instruction_version_id) on "case" to ombud_agent;
grant insert (id, number, board_id, case_type_id, contact_id, channel, state, holder, assignee_id, anonymous, answerable, opened_at, changed_at, instruction_version_id) on "case" to ombud_service;
grant select (id, number, board_id, case_type_id, channel, state, anonymous, opened_at, changed_at, closed_at, dispose_on) on "case" to ombud_citizen;
grant select on "case" to ombud_agent;
grant select on "case" to ombud_auditor;
grant select on "case" to ombud_doorman;
grant select on "case" to ombud_officer;
grant select on "case" to ombud_service;
grant update (board_id, case_type_id, state, holder, offered_board_id, offered_type_id, assignee_id, changed_at, closed_at, outcome, delivered_at, instruction_version_id, dispose_on, dispose_at, dispose_rule, dispose_review, keep_forever, version) on "case" to ombud_service;
grant update (board_id, case_type_id, state, holder, offered_board_id, offered_type_id, assignee_id, changed_at, closed_at, outcome, delivered_at, instruction_version_id, dispose_on, dispose_at, dispose_rule, dispose_review, keep_forever, version, e_service_offer) on "case" to ombud_agent;
grant update (board_id, case_type_id, state, holder, offered_board_id, offered_type_id, assignee_id, changed_at, closed_at, outcome, delivered_at, instruction_version_id, dispose_on, dispose_at, dispose_rule, dispose_review, keep_forever, version, e_service_offer) on "case" to ombud_officer;
grant update (contact_id, dispose_on, dispose_at, dispose_rule, dispose_review, keep_forever) on "case" to ombud_eraser;
grant delete, select on case_key to ombud_eraser;
grant insert (case_id, kind, hash, token) on case_key to ombud_agent;
grant insert (case_id, kind, hash, token) on case_key to ombud_service;
grant select on case_key to ombud_service;
grant delete, select on case_opening to ombud_eraser;
grant select on case_opening to ombud_agent;
grant delete, select on case_summary to ombud_eraser;
grant insert, select on case_summary to ombud_agent;
grant insert, select on case_summary to ombud_service;
grant select on case_summary to ombud_auditor;
grant select on case_summary to ombud_officer;
grant update (case_type_id, subject, preview, sender, lookup, ts) on case_summary to ombud_agent;
grant update (case_type_id, subject, preview, sender, lookup, ts) on case_summary to ombud_eraser;
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
grant select on clause_pause to ombud_agent;
grant select on clause_pause to ombud_auditor;
grant select on clause_pause to ombud_citizen;
grant select on clause_pause to ombud_doorman;
grant select on clause_pause to ombud_eraser;
grant select on clause_pause to ombud_officer;
grant select on clause_pause to ombud_service;
grant delete, select on clock to ombud_eraser;
grant insert (case_id, contact_id, version_id, clause_id, trigger, started_at, due_at, due_on, action, state, rule, asked, because, waits_for, step, by_law, held_by, latest_at, look_at, frozen) on clock to ombud_agent;
grant insert (case_id, contact_id, version_id, clause_id, trigger, started_at, due_at, due_on, action, state, rule, asked, because, waits_for, step, by_law, held_by, latest_at, look_at, frozen) on clock to ombud_eraser;
grant insert (case_id, contact_id, version_id, clause_id, trigger, started_at, due_at, due_on, action, state, rule, asked, because, waits_for, step, by_law, held_by, latest_at, look_at, frozen) on clock to ombud_officer;
grant insert (case_id, contact_id, version_id, clause_id, trigger, started_at, due_at, due_on, action, state, rule, asked, because, waits_for, step, by_law, held_by, latest_at, look_at, frozen) on clock to ombud_service;
grant select on clock to ombud_agent;
grant select on clock to ombud_auditor;
grant select on clock to ombud_citizen;
grant select on clock to ombud_officer;
grant select on clock to ombud_service;
grant update (started_at, due_at, due_on, state, look_at) on clock to ombud_service;
grant update (state) on clock to ombud_agent;
grant update (state) on clock to ombud_officer;
grant update (state, look_at) on clock to ombud_eraser;
grant delete, select on conflict to ombud_eraser;
grant select (id, employee_id, kind, point, declared_at, declared_by, withdrawn_at) on conflict_mark to ombud_agent;
grant select (id, employee_id, kind, point, declared_at, declared_by, withdrawn_at) on conflict_mark to ombud_auditor;
grant select (id, employee_id, kind, point, declared_at, declared_by, withdrawn_at) on conflict_mark to ombud_officer;
grant delete, select on conflict_named to ombud_eraser;
grant insert (employee_id, system, version, acknowledged_at) on connector_acknowledgement to ombud_agent;
grant insert (employee_id, system, version, acknowledged_at) on connector_acknowledgement to ombud_auditor;
grant insert (employee_id, system, version, acknowledged_at) on connector_acknowledgement to ombud_officer;
grant select on connector_acknowledgement to ombud_agent;
grant select on connector_acknowledgement to ombud_auditor;
grant select on connector_acknowledgement to ombud_officer;
grant delete, select on contact to ombud_eraser;
grant insert (id, channel_id, channel, direction, board_id, case_type_id, agent_id, anonymous, started_at, ended_at, notice_version, dispose_on, dispose_rule) on contact to ombud_service;
grant insert (id, channel_id, channel, direction, board_id, case_type_id, agent_id, anonymous, started_at, ended_at, notice_version, dispose_on, dispose_rule, publicity_warning) on contact to ombud_agent;
grant select on contact to ombud_agent;
grant select on contact to ombud_auditor;
grant select on contact to ombud_doorman;
grant select on contact to ombud_officer;
grant select on contact to ombud_service;
grant update (dispose_on, dispose_rule) on contact to ombud_eraser;
grant update (ended_at, dispose_on, dispose_rule) on contact to ombud_agent;
grant update (ended_at, dispose_on, dispose_rule) on contact to ombud_service;
grant insert (board_id, state_id, measure, acts, case_type_ids, blocked_at) on control_block to ombud_service;
grant select on control_block to ombud_agent;
grant select on control_block to ombud_auditor;
grant select on control_block to ombud_citizen;
grant select on control_block to ombud_doorman;
grant select on control_block to ombud_eraser;
grant select on control_block to ombud_officer;
grant select on control_block to ombud_service;
grant update (lifted_at) on control_block to ombud_service;
grant insert (board_id, quarter, body, hash, public_key, signature, made_at) on control_report to ombud_service;
grant select on control_report to ombud_auditor;
grant select on control_report to ombud_officer;
grant select on control_report to ombud_service;
grant insert (measure, board_id, state, evidence, since, probed_at) on control_state to ombud_service;
grant select on control_state to ombud_auditor;
grant select on control_state to ombud_officer;
grant select on control_state to ombud_service;
grant update (evidence, probed_at, until) on control_state to ombud_service;
grant delete, select on decision to ombud_eraser;
grant insert (id, case_id, board_id, delegation_id, employee_id, kind, decided_at) on decision to ombud_agent;
grant insert (id, case_id, board_id, delegation_id, employee_id, kind, decided_at) on decision to ombud_officer;
grant select on decision to ombud_agent;
grant select on decision to ombud_auditor;
grant select on decision to ombud_officer;
grant update (reported_on) on decision to ombud_officer;
grant delete on decision_event to ombud_eraser;
grant select (id, at) on decision_event to ombud_eraser;
grant select on decision_event to ombud_service;
grant select on delegation to ombud_agent;
grant select on delegation to ombud_auditor;
grant select on delegation to ombud_officer;
grant select on department to ombud_agent;
grant select on department to ombud_auditor;
grant select on department to ombud_citizen;
grant select on department to ombud_doorman;
grant select on department to ombud_eraser;
grant select on department to ombud_officer;
grant select on department to ombud_service;
grant select on directory_group to ombud_agent;
grant select on directory_group to ombud_auditor;
grant select on directory_group to ombud_officer;
grant insert (id, subject, subject_id, board_id, case_type_id, version_id, clause_id, due_at, found_at, state, offboarding_id) on disposal to ombud_eraser;
grant select on disposal to ombud_agent;
grant select on disposal to ombud_auditor;
grant select on disposal to ombud_eraser;
grant select on disposal to ombud_officer;
grant update (state, expected, erased, file_ids, erased_at, certificate, late_because, offboarding_id) on disposal to ombud_eraser;
grant delete on draft to ombud_eraser;
grant insert, select on draft to ombud_agent;
grant insert, select on draft to ombud_officer;
grant select (employee_id, case_id, kind, touched_at) on draft to ombud_eraser;
grant select on draft to ombud_auditor;
grant update (body, touched_at) on draft to ombud_agent;
grant update (body, touched_at) on draft to ombud_officer;
grant insert (board_id, version_id, clause_id, task, responsible, on_day, latest, missed) on duty_occurrence to ombud_service;
grant select on duty_occurrence to ombud_agent;
grant select on duty_occurrence to ombud_auditor;
grant select on duty_occurrence to ombud_officer;
grant select on duty_occurrence to ombud_service;
grant update (overdue_at) on duty_occurrence to ombud_service;
grant select (id, name, operator, active) on employee to ombud_agent;
grant select (id, name, operator, active) on employee to ombud_auditor;
grant select (id, name, operator, active) on employee to ombud_doorman;
grant select (id, name, operator, active) on employee to ombud_officer;
grant select (id, name, operator, active) on employee to ombud_service;
grant insert (board_id, case_type_id, version, instruction_version_id, title, lead, fields, categories, retention_clause, secrecy, secrecy_tags, e_service_url, published_at, published_by) on form_version to ombud_officer;
grant select on form_version to ombud_agent;
grant select on form_version to ombud_auditor;
grant select on form_version to ombud_citizen;
grant select on form_version to ombud_officer;
grant select on form_version to ombud_service;
grant select on gap to ombud_agent;
grant select on gap to ombud_auditor;
grant select on gap to ombud_officer;
grant select on gap to ombud_service;
grant select on gap_day to ombud_agent;
grant select on gap_day to ombud_auditor;
grant select on gap_day to ombud_officer;
grant select on group_hand to ombud_agent;
grant select on group_hand to ombud_auditor;
grant select on group_hand to ombud_officer;
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
grant delete, select on happening to ombud_eraser;
grant insert (case_id, contact_id, event, at, recorded_by, recorded_at) on happening to ombud_agent;
grant insert (case_id, contact_id, event, at, recorded_by, recorded_at) on happening to ombud_officer;
grant insert (case_id, contact_id, event, at, recorded_by, recorded_at) on happening to ombud_service;
grant insert (case_id, event, at, recorded_at) on happening to ombud_eraser;
grant select on happening to ombud_agent;
grant select on happening to ombud_auditor;
grant select on happening to ombud_officer;
grant select on happening to ombud_service;
grant update (taken_back_at) on happening to ombud_agent;
grant update (taken_back_at) on happening to ombud_officer;
grant delete, select on harm_test to ombud_eraser;
grant insert (id, case_id, contact_id, board_id, to_board_id, look_up_id, employee_id, ground, answers, kept, consented, law) on harm_test to ombud_agent;
grant insert (id, case_id, contact_id, board_id, to_board_id, look_up_id, employee_id, ground, answers, kept, consented, law) on harm_test to ombud_officer;
grant select on harm_test to ombud_agent;
grant select on harm_test to ombud_auditor;
grant select on harm_test to ombud_officer;
grant delete, select on hold to ombud_eraser;
grant insert (id, case_id, ground, owner_id, placed_at, expires_at) on hold to ombud_officer;
grant select on hold to ombud_agent;
grant select on hold to ombud_auditor;
grant select on hold to ombud_officer;
grant select on hold to ombud_service;
grant update (released_at) on hold to ombud_officer;
grant select (employee_id, issuer, linked_at) on identity to ombud_agent;
grant select (employee_id, issuer, linked_at) on identity to ombud_auditor;
grant select (employee_id, issuer, linked_at) on identity to ombud_officer;
grant select on installation to ombud_agent;
grant select on installation to ombud_auditor;
grant select on installation to ombud_citizen;
grant select on installation to ombud_doorman;
grant select on installation to ombud_eraser;
grant select on installation to ombud_officer;
grant select on installation to ombud_service;
grant insert (version_id, clause_id, author, body, at) on instruction_comment to ombud_officer;
grant select (id, version_id, clause_id, author, body, at, resolved_at, resolved_by) on instruction_comment to ombud_officer;
grant update (resolved_at, resolved_by) on instruction_comment to ombud_officer;
grant select on instruction_grant to ombud_agent;
grant select on instruction_grant to ombud_auditor;
grant select on instruction_grant to ombud_citizen;
grant select on instruction_grant to ombud_doorman;
grant select on instruction_grant to ombud_eraser;
grant select on instruction_grant to ombud_officer;
grant select on instruction_grant to ombud_service;
grant select (id, version_id, paragraph, on_day, result, next_by, recorded_at) on instruction_review to ombud_agent;
grant select (id, version_id, paragraph, on_day, result, next_by, recorded_at) on instruction_review to ombud_citizen;
grant select (id, version_id, paragraph, on_day, result, next_by, recorded_at) on instruction_review to ombud_service;
grant select (id, version_id, reviewed_by, paragraph, on_day, result, next_by, recorded_at) on instruction_review to ombud_auditor;
grant select (id, version_id, reviewed_by, paragraph, on_day, result, next_by, recorded_at) on instruction_review to ombud_officer;
grant select (id, version_id, stop_id, purpose, party, paragraph, on_day, signed_hash, key_id, signature, void_at) on instruction_signature to ombud_agent;
grant select (id, version_id, stop_id, purpose, party, paragraph, on_day, signed_hash, key_id, signature, void_at) on instruction_signature to ombud_citizen;
grant select (id, version_id, stop_id, purpose, party, paragraph, on_day, signed_hash, key_id, signature, void_at) on instruction_signature to ombud_doorman;
grant select (id, version_id, stop_id, purpose, party, paragraph, on_day, signed_hash, key_id, signature, void_at) on instruction_signature to ombud_eraser;
grant select (id, version_id, stop_id, purpose, party, signer, paragraph, on_day, signed_at, signed_hash, key_id, signature, void_at) on instruction_signature to ombud_auditor;
grant select (id, version_id, stop_id, purpose, party, signer, paragraph, on_day, signed_at, signed_hash, key_id, signature, void_at) on instruction_signature to ombud_officer;
grant select (id, version_id, stop_id, purpose, party, signer, paragraph, on_day, signed_at, signed_hash, key_id, signature, void_at) on instruction_signature to ombud_service;
grant select (id, board_id, version_id, acts, case_type_ids, reason, stopped_by, stopped_at, lifted_at) on instruction_stop to ombud_agent;
grant select (id, board_id, version_id, acts, case_type_ids, reason, stopped_by, stopped_at, lifted_at) on instruction_stop to ombud_auditor;
grant select (id, board_id, version_id, acts, case_type_ids, reason, stopped_by, stopped_at, lifted_at) on instruction_stop to ombud_officer;
grant select (id, board_id, version_id, acts, case_type_ids, reason, stopped_by, stopped_at, lifted_at) on instruction_stop to ombud_service;
grant select (id, board_id, version_id, acts, case_type_ids, stopped_at, lifted_at) on instruction_stop to ombud_citizen;
grant select (id, board_id, version_id, acts, case_type_ids, stopped_at, lifted_at) on instruction_stop to ombud_doorman;
grant select (id, board_id, version_id, acts, case_type_ids, stopped_at, lifted_at) on instruction_stop to ombud_eraser;
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
grant insert (id, board_id, url, used_in, first_at) on link to ombud_service;
grant select on link to ombud_agent;
grant select on link to ombud_auditor;
grant select on link to ombud_officer;
grant select on link to ombud_service;
grant update (used_in, gone_at, checked_at, outcome, dead_since, notice_id) on link to ombud_service;
grant insert (link_id, at, outcome, status, landed_at) on link_check to ombud_service;
grant select on link_check to ombud_agent;
grant select on link_check to ombud_auditor;
grant select on link_check to ombud_officer;
grant select on link_check to ombud_service;
grant insert, select on log_checkpoint to ombud_service;
grant select on log_checkpoint to ombud_auditor;
grant select on log_checkpoint to ombud_officer;
grant select on log_control to ombud_auditor;
grant select on log_control to ombud_officer;
grant select on log_control_item to ombud_auditor;
grant select on log_control_item to ombud_officer;
grant select on log_cursor to ombud_service;
grant update (next_xact) on log_cursor to ombud_service;
grant insert (kind, board_id, verifier, made_at) on log_key to ombud_auditor;
grant insert (kind, board_id, verifier, made_at) on log_key to ombud_officer;
grant insert (kind, board_id, verifier, made_at) on log_key to ombud_service;
grant select on log_key to ombud_auditor;
grant select on log_key to ombud_officer;
grant select on log_key to ombud_service;
grant insert, select on log_leaf to ombud_service;
grant select (sequence, entry) on log_leaf to ombud_auditor;
grant select (sequence, entry) on log_leaf to ombud_officer;
grant insert, select on log_node to ombud_service;
grant select on log_node to ombud_auditor;
grant select on log_node to ombud_officer;
grant insert, select on log_number to ombud_service;
grant select on log_number to ombud_auditor;
grant select on log_number to ombud_officer;
grant insert, select on log_witness to ombud_auditor;
grant insert, select on log_witness to ombud_officer;
grant insert, select on log_witness to ombud_service;
grant delete, select on look_up to ombud_eraser;
grant insert (id, case_id, contact_id, board_id, case_type_id, employee_id, at, system, version_id, clause_ids, reference_hash) on look_up to ombud_agent;
grant select on look_up to ombud_agent;
grant select on look_up to ombud_auditor;
grant select on look_up to ombud_officer;
grant update (outcome, answered_at, fields, secrecy_tags, told) on look_up to ombud_agent;
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
grant update (subject, body, html, to_email, to_name, altered_at, altered_rule) on message to ombud_eraser;
grant delete, select on note to ombud_eraser;
grant insert (id, case_id, at, author_id, kind, body) on note to ombud_agent;
grant insert (id, case_id, at, author_id, kind, body) on note to ombud_officer;
grant insert (id, case_id, at, author_id, kind, body) on note to ombud_service;
grant select on note to ombud_agent;
grant select on note to ombud_auditor;
grant select on note to ombud_officer;
grant select on note to ombud_service;
grant update (body, altered_at, altered_rule) on note to ombud_eraser;
grant insert (version, published_at, content) on notice to ombud_service;
grant select on notice to ombud_agent;
grant select on notice to ombud_auditor;
grant select on notice to ombud_citizen;
grant select on notice to ombud_doorman;
grant select on notice to ombud_eraser;
grant select on notice to ombud_officer;
grant select on notice to ombud_service;
grant insert (version, published_at, content) on notice_publication to ombud_service;
grant select on notice_publication to ombud_agent;
grant select on notice_publication to ombud_auditor;
grant select on notice_publication to ombud_citizen;
grant select on notice_publication to ombud_doorman;
grant select on notice_publication to ombud_eraser;
grant select on notice_publication to ombud_officer;
grant select on notice_publication to ombud_service;
grant select on offboarding to ombud_auditor;
grant select on offboarding to ombud_eraser;
grant select on offboarding to ombud_officer;
grant select on offboarding to ombud_service;
grant update (state, done_at) on offboarding to ombud_eraser;
grant update (state, exported_at) on offboarding to ombud_service;
grant insert (offboarding_id, part, file_id, sha256, size_bytes, wrapped_key, subjects, made_at) on offboarding_part to ombud_service;
grant select (offboarding_id, part, file_id, size_bytes, subjects, made_at, fetched_at) on offboarding_part to ombud_auditor;
grant select (offboarding_id, part, file_id, size_bytes, subjects, made_at, fetched_at) on offboarding_part to ombud_eraser;
grant select (offboarding_id, part, file_id, size_bytes, subjects, made_at, fetched_at) on offboarding_part to ombud_officer;
grant select (offboarding_id, part, file_id, size_bytes, subjects, made_at, fetched_at) on offboarding_part to ombud_service;
grant update (wrapped_key) on offboarding_part to ombud_eraser;
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
grant update (name, email, phone, address, property_designation) on participant to ombud_eraser;
grant select (id, employee_id, credential_id, transports, name, made_at, used_at) on passkey to ombud_agent;
grant select (id, employee_id, credential_id, transports, name, made_at, used_at) on passkey to ombud_auditor;
grant select (id, employee_id, credential_id, transports, name, made_at, used_at) on passkey to ombud_officer;
grant delete, select on presence to ombud_eraser;
grant insert (case_id, employee_id, seen_at, writing) on presence to ombud_agent;
grant insert (case_id, employee_id, seen_at, writing) on presence to ombud_officer;
grant select on presence to ombud_agent;
grant select on presence to ombud_auditor;
grant select on presence to ombud_officer;
grant update (seen_at, writing) on presence to ombud_agent;
grant update (seen_at, writing) on presence to ombud_officer;
grant delete, select on question to ombud_eraser;
grant insert (id, contact_id, board_id, case_type_id, state, outcome, case_id, answered_at) on question to ombud_service;
grant insert (id, contact_id, board_id, case_type_id, state, outcome, case_id, answered_at, e_service_offer) on question to ombud_agent;
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
grant select (employee_id, used_at) on recovery_code to ombud_agent;
grant select (employee_id, used_at) on recovery_code to ombud_auditor;
grant select (employee_id, used_at) on recovery_code to ombud_officer;
grant select on refusal to ombud_agent;
grant select on refusal to ombud_auditor;
grant select on refusal to ombud_officer;
grant delete, select on representation to ombud_eraser;
grant insert (id, case_id, contact_id, look_up_id, board_id, employee_id, kind, document_ref, valid_to, scope, custody, child_age, decides, considerable_harm, law) on representation to ombud_agent;
grant select on representation to ombud_agent;
grant select on representation to ombud_auditor;
grant select on representation to ombud_officer;
grant delete, select on rights_item to ombud_eraser;
grant select on rights_item to ombud_agent;
grant select on rights_item to ombud_auditor;
grant select on rights_item to ombud_officer;
grant select on rights_item to ombud_service;
grant delete, select on rights_part to ombud_eraser;
grant select on rights_part to ombud_agent;
grant select on rights_part to ombud_auditor;
grant select on rights_part to ombud_officer;
grant select on rights_part to ombud_service;
grant delete, select on rights_request to ombud_eraser;
grant select on rights_request to ombud_agent;
grant select on rights_request to ombud_auditor;
grant select on rights_request to ombud_officer;
grant select on rights_request to ombud_service;
grant update (told_at) on rights_request to ombud_service;
grant delete, select on rights_text to ombud_eraser;
grant select (id, name, made_by, made_at, used_at, revoked_at) on scim_token to ombud_agent;
grant select (id, name, made_by, made_at, used_at, revoked_at) on scim_token to ombud_auditor;
grant select (id, name, made_by, made_at, used_at, revoked_at) on scim_token to ombud_officer;
grant delete, select on sealed_lookup to ombud_eraser;
grant select (case_id, hash) on sealed_lookup to ombud_agent;
grant select (case_id, hash) on sealed_lookup to ombud_officer;
grant delete, select on sealing_due to ombud_eraser;
grant delete, select on sealing_key to ombud_eraser;
grant select on second_factor_demand to ombud_agent;
grant select on second_factor_demand to ombud_auditor;
grant select on second_factor_demand to ombud_officer;
grant delete, select on secrecy_mark to ombud_eraser;
grant insert (id, case_id, message_id, board_id, provision, level, marked_by, marked_at) on secrecy_mark to ombud_agent;
grant insert (id, case_id, message_id, board_id, provision, level, marked_by, marked_at) on secrecy_mark to ombud_officer;
grant select on secrecy_mark to ombud_agent;
grant select on secrecy_mark to ombud_auditor;
grant select on secrecy_mark to ombud_officer;
grant update (lifted_by, lifted_at) on secrecy_mark to ombud_agent;
grant update (lifted_by, lifted_at) on secrecy_mark to ombud_officer;
grant select (id, employee_id, hand, created_at, expires_at, seen_at, revoked_at, ends_at, method, device, network) on session to ombud_agent;
grant select (id, employee_id, hand, created_at, expires_at, seen_at, revoked_at, ends_at, method, device, network) on session to ombud_auditor;
grant select (id, employee_id, hand, created_at, expires_at, seen_at, revoked_at, ends_at, method, device, network) on session to ombud_officer;
grant update (seen_at, revoked_at) on session to ombud_agent;
grant update (seen_at, revoked_at) on session to ombud_auditor;
grant update (seen_at, revoked_at) on session to ombud_officer;
grant select (id, party, board_id, public_key, made_at, retired_at) on signing_key to ombud_agent;
grant select (id, party, board_id, public_key, made_at, retired_at) on signing_key to ombud_auditor;
grant select (id, party, board_id, public_key, made_at, retired_at) on signing_key to ombud_citizen;
grant select (id, party, board_id, public_key, made_at, retired_at) on signing_key to ombud_doorman;
grant select (id, party, board_id, public_key, made_at, retired_at) on signing_key to ombud_eraser;
grant select (id, party, board_id, public_key, made_at, retired_at) on signing_key to ombud_officer;
grant select (id, party, board_id, public_key, made_at, retired_at) on signing_key to ombud_service;
grant insert (id, version_id, board_id, basis, queued_at) on simulation to ombud_officer;
grant select (id, version_id, board_id, basis, state, done, total, queued_at, started_at, ended_at, because, result) on simulation to ombud_officer;
grant select on simulation to ombud_service;
grant update (state, done, total, started_at, ended_at, because, place, tally, result) on simulation to ombud_service;
grant update (state, ended_at) on simulation to ombud_officer;
grant delete, select on stored_file to ombud_eraser;
grant insert (id, sha256, size_bytes, wrapped_key, stored_at) on stored_file to ombud_citizen;
grant insert (id, sha256, size_bytes, wrapped_key, stored_at, case_id, contact_id) on stored_file to ombud_service;
grant select on stored_file to ombud_agent;
grant select on stored_file to ombud_officer;
grant select on stored_file to ombud_service;
grant update (case_id, contact_id) on stored_file to ombud_service;
grant update (contact_id) on stored_file to ombud_eraser;
grant select (id, code, name, what_for, region, added_at, added_by, ended_at, ended_by) on sub_processor to ombud_auditor;
grant select (id, code, name, what_for, region, added_at, added_by, ended_at, ended_by) on sub_processor to ombud_officer;
grant select (id, code, name, what_for, region, added_at, ended_at) on sub_processor to ombud_agent;
grant select (id, code, name, what_for, region, added_at, ended_at) on sub_processor to ombud_citizen;
grant select (id, code, name, what_for, region, added_at, ended_at) on sub_processor to ombud_service;
grant select (id, sub_processor_id, board_id, paragraph, on_day, given_at, given_by, withdrawn_at, withdrawn_by) on sub_processor_consent to ombud_auditor;
grant select (id, sub_processor_id, board_id, paragraph, on_day, given_at, given_by, withdrawn_at, withdrawn_by) on sub_processor_consent to ombud_officer;
grant select (id, sub_processor_id, board_id, paragraph, on_day, given_at, withdrawn_at) on sub_processor_consent to ombud_agent;
grant select (id, sub_processor_id, board_id, paragraph, on_day, given_at, withdrawn_at) on sub_processor_consent to ombud_citizen;
grant select (id, sub_processor_id, board_id, paragraph, on_day, given_at, withdrawn_at) on sub_processor_consent to ombud_service;
grant delete, select on text_finding to ombud_eraser;
grant insert (case_id, message_id, note_id, version, scanned_at, findings) on text_finding to ombud_agent;
grant insert (case_id, message_id, note_id, version, scanned_at, findings) on text_finding to ombud_officer;
grant insert (case_id, message_id, note_id, version, scanned_at, findings) on text_finding to ombud_service;
grant select on text_finding to ombud_agent;
grant select on text_finding to ombud_auditor;
grant select on text_finding to ombud_officer;
grant select on text_finding to ombud_service;
grant update (version, scanned_at, findings) on text_finding to ombud_service;
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
grant select (employee_id, confirmed_at) on totp to ombud_agent;
grant select (employee_id, confirmed_at) on totp to ombud_auditor;
grant select (employee_id, confirmed_at) on totp to ombud_officer;
grant insert (employee_id, version_id, signed_at, quiz, signature_hash, attempt_id, text_hash, public_key, signature) on undertaking to ombud_agent;
grant insert (employee_id, version_id, signed_at, quiz, signature_hash, attempt_id, text_hash, public_key, signature) on undertaking to ombud_auditor;
grant insert (employee_id, version_id, signed_at, quiz, signature_hash, attempt_id, text_hash, public_key, signature) on undertaking to ombud_officer;
grant select on undertaking to ombud_agent;
grant select on undertaking to ombud_auditor;
grant select on undertaking to ombud_officer;
grant insert (employee_id, version_id, drawn_at, questions) on undertaking_attempt to ombud_agent;
grant insert (employee_id, version_id, drawn_at, questions) on undertaking_attempt to ombud_auditor;
grant insert (employee_id, version_id, drawn_at, questions) on undertaking_attempt to ombud_officer;
grant select on undertaking_attempt to ombud_agent;
grant select on undertaking_attempt to ombud_auditor;
grant select on undertaking_attempt to ombud_officer;
grant update (answered_at, answers, right_count) on undertaking_attempt to ombud_agent;
grant update (answered_at, answers, right_count) on undertaking_attempt to ombud_auditor;
grant update (answered_at, answers, right_count) on undertaking_attempt to ombud_officer;
grant execute on function access_facts(uuid,integer) to ombud_auditor, ombud_officer;
grant execute on function actor_boards(text) to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function actor_delegations(integer) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function actor_gate() to ombud_agent, ombud_auditor, ombud_citizen, ombud_officer;
grant execute on function actor_hand() to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function actor_id() to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function actor_is_operator() to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_jobs, ombud_officer, ombud_service;
grant execute on function actor_removed() to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function actor_signs(text) to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function actor_unbriefed() to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function add_passkey(text,text,bytea,jsonb) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function add_signing_key(text,integer,bytea,bytea,text) to ombud_officer;
grant execute on function add_sub_processor(text,text,text,text) to ombud_officer;
grant execute on function agents_bound_by(integer) to ombud_service;
grant execute on function answer_gap(uuid,text,text,integer,text) to ombud_officer;
grant execute on function answer_notice(uuid,text,text) to ombud_agent, ombud_officer;
grant execute on function arrival_on_its_way(bytea) to ombud_citizen;
grant execute on function begin_in_force(integer,jsonb,jsonb) to ombud_service;
grant execute on function begin_way(bytea,text,jsonb) to ombud_agent, ombud_auditor, ombud_citizen, ombud_officer;
grant execute on function board_has_officer(integer) to ombud_agent, ombud_officer, ombud_service;
grant execute on function board_held_case_types() to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function break_glass(text,text,integer) to ombud_agent, ombud_officer;
grant execute on function bulletin_reading() to ombud_officer;
grant execute on function carry_undertakings(integer,integer,bytea) to ombud_service;
grant execute on function case_of_key(text,bytea) to ombud_service;
grant execute on function case_secrecy(uuid) to ombud_agent, ombud_auditor, ombud_eraser, ombud_officer, ombud_service;
grant execute on function cases_to_scan(integer,integer) to ombud_service;
grant execute on function centre_case_types() to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function change_password(text,text,bytea) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function citizen_application() to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function citizen_case() to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function clear_factors(uuid) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function confirm_totp(text,bigint,bytea[],bytea) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function conflict_counts() to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function conflicted_cases(uuid[]) to ombud_agent, ombud_auditor, ombud_doorman, ombud_officer;
grant execute on function conflicted_contacts(uuid[]) to ombud_doorman;
grant execute on function consent_to_sub_processor(uuid,integer,text,date) to ombud_officer;
grant execute on function content_boards(text) to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function control_health() to ombud_citizen, ombud_service;
grant execute on function create_draft(integer,jsonb,text) to ombud_officer;
grant execute on function date_representation() to ombud_agent;
grant execute on function decide_rights_part(uuid,text,text,text) to ombud_officer;
grant execute on function declare_conflict(uuid,text,text,text,text) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function demand_second_factor(text,boolean) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function do_duty(uuid) to ombud_agent, ombud_officer;
grant execute on function domain_events() to ombud_agent, ombud_officer, ombud_service;
grant execute on function end_other_sessions() to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function end_session(bytea) to ombud_agent, ombud_auditor, ombud_citizen, ombud_officer;
grant execute on function end_stop(uuid) to ombud_service;
grant execute on function end_sub_processor(uuid) to ombud_officer;
grant execute on function end_version(integer) to ombud_service;
grant execute on function export_batch(uuid,integer) to ombud_service;
grant execute on function extend_rights_part(uuid,timestamp with time zone,text) to ombud_officer;
grant execute on function fetch_part(uuid,integer) to ombud_officer;
grant execute on function find_log(integer,bigint,bigint,text,uuid,uuid,integer) to ombud_auditor, ombud_officer;
grant execute on function findable_cases(uuid[]) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function frozen_cases(uuid[]) to ombud_doorman;
grant execute on function give_access_back(uuid,integer,text) to ombud_officer;
grant execute on function give_back_offer(uuid) to ombud_officer;
grant execute on function glass_cases() to ombud_agent, ombud_auditor, ombud_doorman, ombud_officer;
grant execute on function glass_openings(uuid) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function granted_case_types(text[],text) to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function guard_case_change() to ombud_agent, ombud_officer, ombud_service;
grant execute on function guard_clause() to ombud_officer, ombud_service;
grant execute on function guard_decided() to ombud_agent, ombud_officer, ombud_service;
grant execute on function guard_secret_route() to ombud_agent, ombud_officer, ombud_service;
grant execute on function guard_version() to ombud_officer, ombud_service;
grant execute on function guard_what_a_board_holds() to ombud_agent, ombud_officer, ombud_service;
grant execute on function judge_log_item(uuid,bigint,text,text) to ombud_auditor, ombud_officer;
grant execute on function kept_from(uuid) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function leads(uuid) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function limits_in_force() to ombud_service;
grant execute on function log_control_breaks(integer,bigint,bigint) to ombud_auditor, ombud_officer;
grant execute on function log_control_events(integer,timestamp with time zone,timestamp with time zone) to ombud_auditor, ombud_officer;
grant execute on function log_of_own_case(integer) to ombud_citizen;
grant execute on function log_waiting(integer) to ombud_service;
grant execute on function look_up_secrecy(uuid) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function make_scim_token(text,bytea) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function map_group(text,text,text) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function may(text[],integer,text) to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function mend_glass(uuid) to ombud_agent, ombud_officer;
grant execute on function name_for_conflict(uuid,uuid) to ombud_agent, ombud_officer;
grant execute on function next_case_number(integer) to ombud_agent, ombud_officer, ombud_service;
grant execute on function no_harm(text,jsonb) to ombud_agent, ombud_officer;
grant execute on function note_conflicts(uuid[],uuid[],text) to ombud_doorman;
grant execute on function offer_link(uuid,bytea) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function offer_totp(text,bytea) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function ombud_now() to public;
grant execute on function open_access_reviews() to ombud_service;
grant execute on function open_application() to ombud_citizen;
grant execute on function open_cases(uuid[],text,text) to ombud_agent, ombud_auditor, ombud_citizen, ombud_officer;
grant execute on function open_contacts(uuid[],text,text) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function open_for_work(uuid[],uuid[],text,text) to ombud_eraser, ombud_service;
grant execute on function open_rights_part(uuid) to ombud_officer;
grant execute on function open_with_reason(uuid,text) to ombud_agent;
grant execute on function opened_cases() to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function opened_contacts() to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function others_of_person(uuid) to ombud_eraser, ombud_service;
grant execute on function outbox_counts() to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function overdue_disposals() to ombud_service;
grant execute on function owe_control(integer,uuid) to ombud_service;
grant execute on function own_account() to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function own_rights() to ombud_citizen;
grant execute on function pass_on_case(uuid) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function passed_harm_test(uuid,integer,uuid) to ombud_agent, ombud_officer;
grant execute on function passes_between_boards(text,text[],boolean,text,text,jsonb,text[],text) to ombud_agent, ombud_officer;
grant execute on function passkey_of(text) to ombud_agent, ombud_auditor, ombud_citizen, ombud_officer;
grant execute on function paused_rules() to ombud_agent, ombud_auditor, ombud_eraser, ombud_officer, ombud_service;
grant execute on function people_who_sign_in() to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function propose_version(uuid,bytea,jsonb,integer) to ombud_officer;
grant execute on function provider_hint() to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function provider_signed_out(text,text,text,text) to ombud_citizen;
grant execute on function publish_bulletin(integer,text,text,text,text[],integer) to ombud_officer;
grant execute on function purge_log(bigint,integer) to ombud_eraser;
grant execute on function put_sealed(uuid,uuid,text[],text[],text[],bytea[]) to ombud_agent, ombud_auditor, ombud_citizen, ombud_eraser, ombud_officer, ombud_service;
grant execute on function quarantined_arrivals() to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function queue_job(text,jsonb,interval,text) to ombud_agent, ombud_auditor, ombud_citizen, ombud_eraser, ombud_officer, ombud_owner, ombud_service;
grant execute on function read_log(integer,bigint[]) to ombud_auditor, ombud_officer;
grant execute on function read_notice(uuid) to ombud_agent, ombud_officer;
grant execute on function recent_look_ups() to ombud_agent;
grant execute on function record_audit(text,uuid,uuid,integer,jsonb) to ombud_agent, ombud_auditor, ombud_citizen, ombud_eraser, ombud_officer, ombud_service;
grant execute on function record_decision(text,text,text[],text,text,text,boolean,boolean,text,text,text[],integer) to ombud_agent;
grant execute on function record_gap(integer,text,integer,text,text,text,text[]) to ombud_agent, ombud_auditor, ombud_citizen, ombud_officer, ombud_service;
grant execute on function record_refusal(text,integer,integer,text,text[],text[],uuid) to ombud_agent, ombud_auditor, ombud_citizen, ombud_officer, ombud_service;
grant execute on function refuse_unless(boolean,text) to ombud_agent, ombud_officer, ombud_service;
grant execute on function remove_passkey(uuid,text,bytea) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function remove_totp(text,bytea) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function renew_rights_holds() to ombud_eraser;
grant execute on function renew_session(bytea) to ombud_agent, ombud_auditor, ombud_citizen, ombud_officer;
grant execute on function replace_grants(integer,jsonb) to ombud_service;
grant execute on function return_version(uuid,text) to ombud_officer;
grant execute on function reverse_provisions() to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function review_access(uuid,uuid,text,text) to ombud_officer;
grant execute on function review_due(integer) to ombud_agent, ombud_auditor, ombud_citizen, ombud_officer, ombud_service;
grant execute on function review_instruction(integer,text,date,text,date) to ombud_officer;
grant execute on function revoke_scim_token(uuid) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function rights_of(uuid) to ombud_agent, ombud_officer, ombud_service;
grant execute on function rows_left(uuid[]) to ombud_agent, ombud_auditor, ombud_eraser, ombud_officer, ombud_service;
grant execute on function rows_of_board(integer) to ombud_eraser, ombud_service;
grant execute on function save_draft(uuid,jsonb,text) to ombud_officer;
grant execute on function say_infringing(integer,text,text[],text) to ombud_agent, ombud_officer;
grant execute on function scim_enter() to ombud_citizen;
grant execute on function scim_groups(uuid,text,text,integer,integer) to ombud_citizen;
grant execute on function scim_people(uuid,text,text,integer,integer) to ombud_citizen;
grant execute on function scim_remove_group(uuid) to ombud_citizen;
grant execute on function scim_remove_person(uuid) to ombud_citizen;
grant execute on function scim_write_group(uuid,text,text,uuid[]) to ombud_citizen;
grant execute on function scim_write_person(uuid,jsonb) to ombud_citizen;
grant execute on function sealing_key_of(uuid,uuid,uuid,bytea) to ombud_agent, ombud_auditor, ombud_citizen, ombud_eraser, ombud_officer, ombud_service;
grant execute on function sealing_work() to ombud_agent, ombud_auditor, ombud_citizen, ombud_eraser, ombud_officer, ombud_service;
grant execute on function search_case_ids(text,text,integer) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function second_glass(uuid) to ombud_agent, ombud_officer;
grant execute on function sees_all_controls() to ombud_auditor, ombud_officer;
grant execute on function session_id() to ombud_agent, ombud_auditor, ombud_citizen, ombud_officer;
grant execute on function session_seen() to ombud_agent, ombud_auditor, ombud_citizen, ombud_officer;
grant execute on function settle_sealing() to ombud_agent, ombud_auditor, ombud_citizen, ombud_eraser, ombud_officer, ombud_service;
grant execute on function sign_ending(uuid,text,text,date,bytea,uuid,bytea,text) to ombud_officer;
grant execute on function sign_in_code(text,bytea,bigint,bytea,bytea[],bytea,jsonb) to ombud_citizen;
grant execute on function sign_in_enrol(bytea,bytea) to ombud_citizen;
grant execute on function sign_in_open(text,bytea,text,bytea,jsonb) to ombud_citizen;
grant execute on function sign_in_passkey(text,text,bigint,text,bytea,jsonb) to ombud_citizen;
grant execute on function sign_in_provider(text,jsonb,bytea,bytea,bytea,jsonb) to ombud_citizen;
grant execute on function sign_in_salt(text) to ombud_citizen;
grant execute on function sign_in_way_of(bytea) to ombud_citizen;
grant execute on function sign_lift(uuid,text,text,date,bytea,uuid,bytea,text) to ombud_officer;
grant execute on function sign_log_control(uuid,text,bytea,bytea,bytea) to ombud_auditor, ombud_officer;
grant execute on function sign_version(uuid,text,text,date,bytea,uuid,bytea,text) to ombud_officer;
grant execute on function standing_of(uuid,text,timestamp with time zone) to ombud_auditor, ombud_officer;
grant execute on function start_log_control(integer,date,date,text,bigint,integer,jsonb) to ombud_auditor, ombud_officer;
grant execute on function step_up(bytea,bytea) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function step_up_code(text,bigint,bytea) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function step_up_passkey(text,text,bigint,bytea) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function step_up_provider(text,text,text,bytea) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function step_up_salt() to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function stop_instruction(integer,text[],integer[],text) to ombud_officer;
grant execute on function strictest(text[]) to ombud_agent, ombud_auditor, ombud_officer, ombud_service;
grant execute on function take_rights_part(uuid) to ombud_officer;
grant execute on function take_up_rights(uuid,text,timestamp with time zone,text[],bytea[],uuid[],uuid) to ombud_agent, ombud_officer;
grant execute on function take_up_rights_at_work(uuid,text,timestamp with time zone,text[],bytea[]) to ombud_service;
grant execute on function take_up_sealing(integer) to ombud_service;
grant execute on function take_way(bytea,text) to ombud_agent, ombud_auditor, ombud_citizen, ombud_officer;
grant execute on function tell_of_instruction(integer,text) to ombud_service;
grant execute on function totp_of_me() to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function touch_application() to ombud_citizen;
grant execute on function undertaking_coverage() to ombud_auditor, ombud_officer;
grant execute on function uninstructed_case_types() to ombud_agent, ombud_auditor, ombud_citizen, ombud_doorman, ombud_eraser, ombud_officer, ombud_service;
grant execute on function unknown_files(uuid[]) to ombud_service;
grant execute on function unlock_signing_key(text,integer,text) to ombud_officer;
grant execute on function unmap_group(integer) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function unrelated_cases(uuid[]) to ombud_agent, ombud_doorman;
grant execute on function utc(timestamp with time zone) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function version_in_force(integer) to ombud_agent, ombud_officer, ombud_service;
grant execute on function waiting_jobs() to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function waiting_outgoing() to ombud_service;
grant execute on function withdraw_bulletin(uuid) to ombud_officer;
grant execute on function withdraw_conflict(uuid) to ombud_agent, ombud_auditor, ombud_officer;
grant execute on function withdraw_consent(uuid,integer) to ombud_officer;
grant execute on function wrapped_keys(uuid[]) to ombud_agent, ombud_auditor, ombud_citizen, ombud_eraser, ombud_officer, ombud_service;
grant execute on function write_draft(uuid,integer,jsonb,text) to ombud_officer;
