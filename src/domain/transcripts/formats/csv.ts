import { CsvError, parse } from 'csv-parse/sync';
import type { ReadOptions, TranscriptFormat } from '../format.ts';
import { Gathering } from '../json/gathering.ts';
import type { JsonObject } from '../json/json-content.ts';
import { gatherUsualEntries, type UsualEntry } from '../json/usual-entries.ts';
import { findFields } from '../json/usual-fields.ts';
import type { Source } from '../source.ts';
import type { TranscriptReading } from '../transcript-reading.ts';
import { refuse, type TranscriptRefusal } from '../transcript-refusal.ts';

const delimiters = [',', ';', '\t'] as const;
const columnsMax = 200;
/** More than a hundred hours of talk; with more, the memory would fill. */
const rowsMax = 150_000;

/** A table whose first row names its columns by any of the usual keys. */
export const csv: TranscriptFormat = {
  id: 'csv',
  name: 'Table (CSV, TSV) with named columns',
  source: { url: 'https://www.rfc-editor.org/rfc/rfc4180', seen: '2026-11-30' },
  takes: ['speakers', 'starts', 'ends', 'clock times'],
  matches: (source) => (delimiterOf(source) ? 0.75 : isNamedTable(source) ? 0.3 : 0),
  read: readCsv,
};

function isNamedTable({ extension }: Source): boolean {
  return extension === 'csv' || extension === 'tsv';
}

/** The character that cuts the first row into columns of which one is the text and another usual too. */
function delimiterOf({ head }: Source): string | null {
  const first = head.find((line) => line.trim() !== '') ?? '';
  if (first.length > 10_000) return null;
  for (const delimiter of delimiters) {
    const columns = first.split(delimiter).map((column) => column.trim().replace(/^"(.*)"$/u, '$1'));
    if (columns.length < 2 || columns.some((column) => column.length > 40)) continue;
    const { texts, speaker, start } = findFields([sampleOf(columns)]);
    if (texts.length > 0 && (speaker !== null || start !== null)) return delimiter;
  }
  return null;
}

/**
 * A row in which every column may pass for a text, a name or a number, so that the names of columns alone decide.
 */
function sampleOf(columns: readonly string[]): JsonObject {
  return Object.fromEntries(columns.map((column) => [column, { text: 'text', name: 'name', seconds: 0 }]));
}

function readCsv(source: Source, options: ReadOptions): TranscriptReading {
  const delimiter = delimiterOf(source);
  if (delimiter === null) {
    return refuse({ code: 'unknown_format', problem: 'no_columns' });
  }
  const table = readRows(source.text, delimiter);
  if (table.kind === 'refused') return table;
  const gathering = new Gathering(csv.name, options);
  const gathered = gatherUsualEntries(() => entriesOf(table.rows), {
    gathering,
    declaredSeconds: null,
    place: '',
    timePlace: (key) => `row 2, ${key}`,
  });
  if (gathered.kind === 'refused') return gathered;
  return gathering.finish(gathered.began === null ? {} : { date: gathered.began }, gathered.form);
}

function readRows(
  text: string,
  delimiter: string,
): { kind: 'rows'; rows: readonly JsonObject[] } | TranscriptRefusal {
  const rows: JsonObject[] = [];
  let columns: string[] | null = null;
  try {
    parse(text, {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      to: rowsMax + 2,
      on_record: (fields: string[]) => {
        if (columns) rows.push(toEntry(columns, fields));
        else columns = fields.map((field) => field.trim());
        return null;
      },
    });
    return rows.length > rowsMax
      ? refuse({ code: 'too_large', problem: 'rows', most: rowsMax })
      : { kind: 'rows', rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const fault = error.message.replace(/\.$/u, '');
    return refuse({ code: 'malformed', problem: 'table_damaged', fault });
  }
}

function toEntry(columns: readonly string[], fields: readonly string[]): JsonObject {
  const entry: JsonObject = {};
  for (const [at, column] of columns.entries()) {
    const field = withoutGuard(fields[at] ?? '');
    if (field !== '' && at < columnsMax) entry[column] = field;
  }
  return entry;
}

/** Writers put an apostrophe before what a spreadsheet would take for a formula; ours does too. */
function withoutGuard(field: string): string {
  return /^'[=+\-@\t\r]/u.test(field) ? field.slice(1) : field;
}

function* entriesOf(rows: readonly JsonObject[]): Generator<UsualEntry> {
  // The first row names the columns.
  for (const [at, entry] of rows.entries()) yield { entry, place: `row ${at + 2}`, speaker: null };
}
