-- Why a conversation failed, and what is to be known of an analysis, are a code and its fields. The sentence is made where
-- it is shown. Of failures that were stored as sentences the code is kept; numbers are kept where a sentence had them.
alter table conversation add column failure jsonb;
update conversation set failure = case
    when failure_code = 'media_truncated' and failure_hint ~ '^The recording is cut off: \d+ (of \d+ )?seconds can be played'
      then jsonb_build_object('code', failure_code, 'problem', 'cut_off',
        'seconds', substring(failure_hint from 'cut off: (\d+)')::int,
        'expectedSeconds', substring(failure_hint from ' of (\d+) seconds')::int)
    when failure_code = 'media_truncated' and failure_hint ~ '^The recording is damaged: \d+ seconds'
      then jsonb_build_object('code', failure_code, 'problem', 'partly_damaged',
        'missingSeconds', substring(failure_hint from 'damaged: (\d+)')::int)
    when failure_code in ('no_speech', 'analysis_failed', 'sound_failed', 'media_no_audio', 'media_empty', 'media_protected',
        'media_stuck', 'disk_full')
      then jsonb_build_object('code', failure_code)
    else jsonb_build_object('code', failure_code, 'problem', 'not_kept') end
  where failure_code is not null;
alter table conversation drop column failure_code, drop column failure_hint;

alter table analysis add column notices jsonb not null default '[]';
update analysis set notices = case
    when notice like '% The earlier analysis stands.'
      then jsonb_build_array(jsonb_build_object('code', 'earlier_analysis_stands', 'failure',
        jsonb_build_object('code', split_part(notice, ':', 1), 'problem', 'not_kept')))
    else case
      when notice like '%The embedded analyser was used instead.%'
        then '[{"code": "embedded_instead", "isAnalysed": true, "reason": null}]'::jsonb
      when notice like '%The embedded analyser, used instead, does not cover the language.%'
        then '[{"code": "embedded_instead", "isAnalysed": false, "reason": null}]'
      else '[]' end
    || coalesce((
      select jsonb_agg(jsonb_build_object('code', 'lines_in_other_language',
        'language', nullif(found[1], 'und'), 'lines', found[2]::int))
      from regexp_matches(notice, 'Lines in another language \(([^)]+)\) left out of the analysis: (\d+)\.') as found), '[]')
    || coalesce((
      select jsonb_agg(jsonb_build_object('code', 'sentences_sampled', 'taken', found[1]::int, 'all', found[2]::int))
      from regexp_matches(notice, 'Summary, topics and sentiment are made of (\d+) of (\d+) sentences\.') as found), '[]')
    end
  where notice is not null;
alter table analysis drop column notice;
