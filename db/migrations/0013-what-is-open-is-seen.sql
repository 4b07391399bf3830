-- 0013  What this transaction has opened is seen without asking the instruction again: the doorman has just asked, and only lets through what may be
-- seen (open_cases). Its name stands first, so that it is tried before the policies that ask.
create policy a_case_that_is_open on "case" for select to ombud_agent, ombud_officer, ombud_auditor using (id = any ((select opened_cases())::uuid[]));
