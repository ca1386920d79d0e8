/** What a file is by its first bytes, or by the names of what is packed in it. */
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

/** What a text clearly is instead of a transcript. */
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

export type UnknownFormat = { readonly code: 'unknown_format' } & (
  | { readonly problem: 'told_unknown'; readonly told: string; readonly known: readonly string[] }
  | { readonly problem: 'is_document'; readonly document: ForeignDocument }
  /** `isTold`: the importer named the format. */
  | { readonly problem: 'looks_like'; readonly text: ForeignText; readonly isTold: boolean }
  /** `extension`: of the file's name, without the dot; empty where there is none. */
  | { readonly problem: 'no_form'; readonly extension: string }
  | {
      readonly problem: 'irregular_form';
      readonly extension: string;
      readonly seen: readonly { readonly text: string; readonly place: string }[];
      readonly format: string;
    }
  | { readonly problem: 'no_columns' | 'no_labels' | 'no_repeated_names' | 'no_stamps' }
);

/** `place` is empty where it is the top level; `format` is the name of what the file was read as. */
export type Malformed = { readonly code: 'malformed' } & (
  | { readonly problem: 'name_too_long'; readonly place: string; readonly most: number }
  | { readonly problem: 'time_out_of_range'; readonly place: string; readonly mostSeconds: number }
  | { readonly problem: 'no_cue_timing'; readonly line: number; readonly text: string }
  | { readonly problem: 'ttml_damaged' | 'ttml_doctype'; readonly line: number }
  | { readonly problem: 'zip_damaged' | 'docx_damaged' | 'docx_doctype' | 'encrypted_vcon' }
  | { readonly problem: 'no_web_vtt' | 'no_cues' | 'no_list_of_texts' | 'no_object' | 'no_json' }
  | { readonly problem: 'two_lists' | 'no_list' | 'uncertain_speakers' }
  /** `fault`: what the reader of JSON or CSV said. */
  | { readonly problem: 'json_damaged' | 'table_damaged'; readonly fault: string }
  | { readonly problem: 'too_deep'; readonly most: number }
  | { readonly problem: 'no_array'; readonly key: string }
  | {
      readonly problem: 'item';
      readonly place: string;
      readonly fault: ItemProblem;
      readonly most: number;
    }
  /** `fault`: what the schema of our own JSON said. */
  | { readonly problem: 'header_field'; readonly field: string; readonly fault: string }
  | {
      readonly problem: 'several';
      readonly format: string | null;
      readonly place: string;
      readonly things: 'meetings' | 'calls' | 'chats' | 'conversations';
      readonly count: number;
    }
  | { readonly problem: 'no_json_of_format'; readonly format: string }
  | {
      readonly problem: 'shape';
      readonly format: string;
      readonly place: string;
      readonly wanted: string;
    }
  | {
      readonly problem: 'odd_entries' | 'odd_times';
      readonly format: string;
      readonly place: string;
    }
  | { readonly problem: 'no_turn'; readonly form: string }
);

/** Why a file is no transcript that can be taken. */
export type TranscriptFault =
  | UnknownFormat
  | Malformed
  | { readonly code: 'empty' }
  | { readonly code: 'not_text'; readonly problem: 'not_utf8' }
  | { readonly code: 'not_text'; readonly problem: 'nul'; readonly line: number }
  | {
      readonly code: 'not_text';
      readonly problem: 'unstorable_text' | 'unstorable_key';
      readonly place: string;
      readonly holds: UnstorableText;
    }
  | { readonly code: 'no_speech'; readonly problem: 'no_words' | 'timeline' }
  | {
      readonly code: 'no_speech';
      readonly problem: 'empty_list' | 'empty_texts';
      readonly key: string;
    }
  | { readonly code: 'time_unit_unknown'; readonly place: string }
  | { readonly code: 'too_large'; readonly problem: 'file' | 'unpacked' | 'document_text' }
  | { readonly code: 'too_large'; readonly problem: 'rows'; readonly most: number }
  /** `values`: about how many there are; null where nobody counted. */
  | { readonly code: 'too_large'; readonly problem: 'values'; readonly values: number | null };

export type TranscriptRefusal = { readonly kind: 'refused' } & TranscriptFault;

export function refuse(fault: TranscriptFault): TranscriptRefusal {
  return { kind: 'refused', ...fault };
}
