/** A file that is not text, known by its first bytes or by the names of what is packed in it. */
export type ForeignDocument =
  | 'old_word'
  | 'pdf'
  | 'rtf'
  | 'gzip'
  | '7z'
  | 'rar'
  | 'xlsx'
  | 'pptx'
  | 'pages'
  | 'epub'
  | 'odt'
  | 'zip';

/** A text that clearly is something else than a transcript. */
export type ForeignText =
  | 'pdf'
  | 'rtf'
  | 'html'
  | 'telegram_html'
  | 'xml'
  | 'sub_station_alpha'
  | 'binary'
  | 'table'
  | 'mail'
  | 'log'
  | 'markdown'
  | 're_structured_text'
  | 'source_code'
  | 'settings';

export type UnstorableText = 'nul' | 'half_character';

export type ItemProblem =
  | 'no_object'
  | 'text_no_string'
  | 'speaker_no_string'
  | 'speaker_too_long'
  | 'start_out_of_range'
  | 'end_out_of_range'
  | 'end_before_start';

export type UnknownFormat = { code: 'unknown_format' } & (
  | { problem: 'told_unknown'; told: string; known: string[] }
  | { problem: 'is_document'; document: ForeignDocument }
  /** `isTold`: the importer named the format. */
  | { problem: 'looks_like'; text: ForeignText; isTold: boolean }
  /** `extension`: of the file's name, without the dot; empty where there is none. */
  | { problem: 'no_form'; extension: string }
  | {
      problem: 'irregular_form';
      extension: string;
      seen: { text: string; place: string }[];
      format: string;
    }
  | { problem: 'no_columns' | 'no_labels' | 'no_repeated_names' | 'no_stamps' }
);

/** `place` is empty where it is the top level; `format` is the name of what the file was read as. */
export type Malformed = { code: 'malformed' } & (
  | { problem: 'name_too_long'; place: string; most: number }
  | { problem: 'number_too_large'; place: string }
  | { problem: 'text_too_long'; place: string; most: number }
  | { problem: 'time_out_of_range'; place: string; mostSeconds: number }
  /** The sentences of one person, all together. */
  | { problem: 'speaks_too_long'; place: string; mostSeconds: number }
  | { problem: 'no_cue_timing'; line: number; text: string }
  | { problem: 'ttml_damaged' | 'ttml_doctype'; line: number }
  | { problem: 'zip_damaged' | 'docx_damaged' | 'docx_doctype' | 'encrypted_vcon' }
  | { problem: 'no_web_vtt' | 'no_cues' | 'no_list_of_texts' | 'no_object' | 'no_json' }
  | { problem: 'two_lists' | 'no_list' | 'uncertain_speakers' }
  /** `fault`: what the reader of JSON or CSV said. */
  | { problem: 'json_damaged' | 'table_damaged'; fault: string }
  | { problem: 'too_deep'; most: number }
  | { problem: 'no_array'; key: string }
  | { problem: 'item'; place: string; fault: ItemProblem; most: number }
  /** `fault`: what the schema of our own JSON said. */
  | { problem: 'header_field'; field: string; fault: string }
  | {
      problem: 'several';
      format: string | null;
      place: string;
      things: 'meetings' | 'calls' | 'chats' | 'conversations';
      count: number;
    }
  | { problem: 'no_json_of_format'; format: string }
  | { problem: 'shape'; format: string; place: string; wanted: string }
  | { problem: 'odd_entries' | 'odd_times'; format: string; place: string }
  | { problem: 'no_turn'; form: string }
);

/** Why a file is no transcript that can be taken. */
export type TranscriptFault =
  | UnknownFormat
  | Malformed
  | { code: 'empty' }
  | { code: 'not_text'; problem: 'not_utf8' }
  | { code: 'not_text'; problem: 'nul'; line: number }
  | { code: 'not_text'; problem: 'unstorable_text' | 'unstorable_key'; place: string; holds: UnstorableText }
  | { code: 'no_speech'; problem: 'no_words' | 'timeline' }
  | { code: 'no_speech'; problem: 'empty_list' | 'empty_texts'; key: string }
  | { code: 'time_unit_unknown'; place: string }
  | { code: 'too_large'; problem: 'file' | 'unpacked' | 'document_text' }
  | { code: 'too_large'; problem: 'rows' | 'speakers'; most: number }
  /** `values`: about how many there are; null where nobody counted. */
  | { code: 'too_large'; problem: 'values'; values: number | null };

export type TranscriptRefusal = { kind: 'refused' } & TranscriptFault;

export function refuse(fault: TranscriptFault): TranscriptRefusal {
  return { kind: 'refused', ...fault };
}
