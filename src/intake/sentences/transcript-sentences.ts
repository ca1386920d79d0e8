import type {
  ForeignDocument,
  ForeignText,
  ItemProblem,
  Malformed,
  TranscriptFault,
  UnknownFormat,
  UnstorableText,
} from '../../domain/transcripts/transcript-refusal.ts';
import { sentencesByProblem } from './sentence-table.ts';

const asText = 'save it as .docx or .txt';
const formatsPage = 'see docs/formats.md';

const documents: Readonly<Record<ForeignDocument, string>> = {
  old_word: `This is a document of old Word (.doc) or one with a password; ${asText}, without a password.`,
  pdf: `This is a PDF document; ${asText}, or copy its text into a .txt file.`,
  rtf: `This is a rich-text document (.rtf); ${asText}.`,
  gzip: 'This is a packed file (gzip); unpack it first.',
  '7z': 'This is an archive (.7z); unpack it first.',
  rar: 'This is an archive (.rar); unpack it first.',
  xlsx: 'This is a workbook (.xlsx); copy its text into a .txt file.',
  pptx: 'This is a presentation (.pptx); copy its text into a .txt file.',
  pages: `This is a document of Pages; ${asText}.`,
  epub: 'This is a book (.epub); copy its text into a .txt file.',
  odt: `This is an OpenDocument file, such as .odt; ${asText}.`,
  zip: 'This is a ZIP archive; unpack it and import the files in it.',
};

/** `kind`: the document that the text looks like. `advice`: what to do about it. */
const texts: Readonly<Record<ForeignText, readonly [kind: string, advice?: string]>> = {
  pdf: ['a PDF document', 'Copy its text into a .txt file.'],
  rtf: ['a rich-text (RTF) document', 'Save it as .docx or .txt.'],
  html: ['an HTML page', 'Copy its text into a .txt file, or export it in another format.'],
  telegram_html: ['an HTML export of Telegram', 'Export the chat as "Machine-readable JSON" instead.'],
  xml: ['an XML document'],
  sub_station_alpha: ['a SubStation Alpha subtitle file', 'Convert it to .srt.'],
  binary: ['no text that people read'],
  table: ['a table (CSV)'],
  mail: ['a mail'],
  log: ['a log file'],
  markdown: ['a document in Markdown'],
  re_structured_text: ['a document in reStructuredText'],
  source_code: ['source code'],
  settings: ['a file of settings'],
};

const unstorable: Readonly<Record<UnstorableText, string>> = {
  nul: 'a NUL character',
  half_character: 'half of a surrogate pair',
};

const items: Readonly<Record<ItemProblem, (most: number) => string>> = {
  no_object: () => ' is not an object',
  text_no_string: () => '.text is not a string',
  speaker_no_string: () => '.speaker_name is neither a string nor null',
  speaker_too_long: (most) => `.speaker_name has more than ${most} characters`,
  start_out_of_range: (most) => `.start is not a number of seconds from 0 to ${most}`,
  end_out_of_range: (most) => `.end is not a number of seconds from 0 to ${most}`,
  end_before_start: () => '.end is before its start',
};

export const unknownFormatSentence = sentencesByProblem<UnknownFormat>({
  told_unknown: ({ told, known }) => `There is no format ${told}; there are ${known.join(', ')}.`,
  is_document: ({ document }) => documents[document],
  looks_like: ({ text, isTold }) => {
    const [kind, advice = 'See docs/formats.md for what can be read.'] = texts[text];
    return `This is no transcript: it looks like ${kind}.${isTold ? '' : ` ${advice}`}`;
  },
  no_form: ({ extension }) =>
    `${named(extension)} has no form of a transcript: no names before what is said, and no times; ${formatsPage}.`,
  irregular_form: ({ extension, seen, format }) => {
    const irregular = seen.map(({ text, place }) => `"${text}" in ${place}`).join(', ');
    return (
      `${named(extension)} has no form of a transcript: what may be names or times is not regular enough (${irregular}). ` +
      `If it is one, give its format, such as ${format}; ${formatsPage}.`
    );
  },
  no_columns:
    'The table has no columns that can be read; its first row must name a column text (or transcript, content, message) and one of speaker, start.',
  no_labels: 'No line has the form "Name: text".',
  no_repeated_names: 'No line is a name that comes again.',
  no_stamps: 'No line has a time such as 0:03 or [00:00:03].',
});

export const malformedSentence = sentencesByProblem<Malformed>({
  name_too_long: ({ place, most }) => `${capital(place)}: a name has more than ${most} characters.`,
  time_out_of_range: ({ place, mostSeconds }) =>
    `${capital(place)}: a time is no number of seconds from 0 to ${mostSeconds}.`,
  number_too_large: ({ place }) => `${place}: the number is too large to be stored.`,
  text_too_long: ({ place, most }) =>
    `${capital(place)}: a text has more than ${most} characters; cut it into sentences.`,
  speaks_too_long: ({ place, mostSeconds }) =>
    `${capital(place)}: the sentences of one speaker are longer than ${mostSeconds} seconds together; check their times.`,
  no_cue_timing: ({ line, text }) => `Line ${line}: "${text}" is not a cue timing.`,
  ttml_damaged: ({ line }) => `Line ${line}: the XML of the captions is damaged; export them again.`,
  ttml_doctype: ({ line }) => `Line ${line}: captions in TTML declare no document type.`,
  zip_damaged: 'The file is a damaged ZIP archive; save the document again.',
  docx_damaged: 'The document is damaged; save it again, or copy its text into a .txt file.',
  docx_doctype: 'The document declares a document type, which .docx files do not have.',
  encrypted_vcon: 'Read as vCon: it is encrypted (JWE); decrypt it before it is imported.',
  no_web_vtt: 'Line 1: a WebVTT file begins with the line "WEBVTT".',
  no_cues: 'The file has no cue timing such as "00:00:01,000 --> 00:00:02,500".',
  no_list_of_texts: `The JSON has no list of objects with a text (text, transcript, content …); ${formatsPage}.`,
  no_object: 'The JSON is not an object with "sentences" or "messages".',
  no_json: 'The JSON cannot be read: it is no object.',
  two_lists: 'The JSON has both "sentences" and "messages"; exactly one is wanted.',
  no_list: `The JSON has neither "sentences" nor "messages", nor any other list of things said; ${formatsPage}.`,
  uncertain_speakers: '"uncertain_speakers" is not a list of at most 1000 names of at most 1000 characters.',
  json_damaged: ({ fault }) => `The JSON cannot be read: ${fault}.`,
  table_damaged: ({ fault }) => `Read as a table: ${fault}.`,
  too_deep: ({ most }) => `The JSON is nested more than ${most} levels deep.`,
  no_array: ({ key }) => `"${key}" is not an array.`,
  item: ({ place, fault, most }) => `${place}${items[fault](most)}.`,
  header_field: ({ field, fault }) => `Field "${field}": ${fault}.`,
  several: ({ format, place, things, count }) => {
    const remedy = things === 'chats' ? 'export one chat by itself' : 'write each into a file of its own';
    return `${format === null ? '' : `Read as ${format}: `}${place || 'The list'} holds ${count} ${things}; ${remedy}.`;
  },
  no_json_of_format: ({ format }) => `Read as ${format}: the file is no JSON value.`,
  shape: ({ format, place, wanted }) =>
    `Read as ${format}: ${place === '' ? 'the top level' : place} is no ${wanted}.`,
  odd_entries: ({ format, place }) => `Read as ${format}: ${place} cannot be read, nor can most others.`,
  odd_times: ({ format, place }) =>
    `Read as ${format}: ${place} is no time that can be read, nor are most others.`,
  no_turn: ({ form }) => `No line of the file has the form ${form}.`,
});

export const notTextSentence = sentencesByProblem<Extract<TranscriptFault, { code: 'not_text' }>>({
  not_utf8: 'The file is not UTF-8 text; save it as UTF-8.',
  nul: ({ line }) => `Line ${line}: the text holds a NUL character.`,
  unstorable_text: ({ place, holds }) => `${place}: the text holds ${unstorable[holds]}.`,
  unstorable_key: ({ place, holds }) => `${place || 'The top level'}: a key holds ${unstorable[holds]}.`,
});

export const noWordsSentence = sentencesByProblem<Extract<TranscriptFault, { code: 'no_speech' }>>({
  no_words: 'The file holds no words.',
  timeline:
    'A Zoom timeline says who speaks when and holds no words; import the .vtt file of the same recording.',
  empty_list: ({ key }) => `"${key}" is empty.`,
  empty_texts: ({ key }) => `Every text of "${key}" is empty.`,
});

export const tooLargeSentence = sentencesByProblem<Extract<TranscriptFault, { code: 'too_large' }>>({
  file: 'The file is larger than 20 MB.',
  unpacked: 'The document is larger than 64 MB when it is unpacked.',
  document_text: 'The document holds more than 20 MB of text.',
  rows: ({ most }) => `The table has more than ${most} rows; split it into parts.`,
  speakers: ({ most }) => `The transcript has more than ${most} speakers; split it into parts.`,
  values: ({ values }) => {
    const many = values === null ? 'more entries' : `about ${values} values, more`;
    return `The JSON has ${many} than can be read within bounds; split it into parts.`;
  },
});

function named(extension: string): string {
  return extension === '' ? 'This file' : `This .${extension} file`;
}

function capital(place: string): string {
  return `${place.charAt(0).toUpperCase()}${place.slice(1)}`;
}
