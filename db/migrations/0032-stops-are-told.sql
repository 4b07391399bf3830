-- A9, B1: a stop that is made is told to the public at once. One task more on the two closed lists, the queue's and the web's (T12).
set local role ombud_jobs;
do $$
declare was text := pg_get_functiondef('public.queue_job(text, jsonb, interval, text)'::regprocedure); now_is text;
begin
  now_is := replace(was, '''send-outgoing''', '''send-outgoing'', ''publish-notice''');
  if now_is = was then raise exception 'queue_job has another shape than expected'; end if;
  execute now_is;
end $$;
set local role ombud_owner;
