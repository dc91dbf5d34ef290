CREATE VIEW public.next_version AS SELECT COUNT(*) AS planned FROM run;
