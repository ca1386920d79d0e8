-- The format that a file was read as, and what was mended, guessed or left out: [{code, count, first_place}].
alter table conversation add column imported_as text, add column notices jsonb not null default '[]';
