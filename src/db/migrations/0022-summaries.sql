-- Null where an older release made the analysis; the paragraph stays in summary.
alter table analysis
  -- One sentence, for lists.
  add column short_summary text,
  -- The long form as JSON: sections with points, and the sentences that each point cites.
  add column summary_sections text;
