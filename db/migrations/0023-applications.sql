-- 0023  What is owed to whoever asks or applies: the offer of help with the e-service and its answer (A35), and that the warning of publicity was shown before a name was kept (A28). Codes, never content.
alter table "case" add column e_service_offer text check (e_service_offer in ('accepted', 'declined', 'not-relevant'));
alter table question add column e_service_offer text check (e_service_offer in ('accepted', 'declined', 'not-relevant'));
alter table contact add column publicity_warning text check (publicity_warning in ('shown'));
comment on column "case".e_service_offer is 'A35: what was answered when help with the e-service was offered; null = nobody has said.';
comment on column contact.publicity_warning is 'A28, P10: the person was told that what is kept can be asked for by anyone, before the name was kept.';
grant update (e_service_offer) on "case" to ombud_agent, ombud_officer;
grant insert (e_service_offer) on question to ombud_agent;
grant insert (publicity_warning) on contact to ombud_agent;
