import { isLanguageTag } from '../../../base/language-tag.ts';
import { assemble, type Utterance } from '../assemble.ts';
import { type Cue, readCues } from '../captions/cue-blocks.ts';
import type { TranscriptFormat } from '../format.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import { isoDate, type TranscriptHeader } from '../transcript-header.ts';
import { isWebVtt } from './web-vtt.ts';

/** Microsoft Graph's metadataContent of a call transcript: an object in every cue. */
export const graphVtt: TranscriptFormat = {
  id: 'graph_vtt',
  name: 'Microsoft Graph metadata in WebVTT',
  source: {
    url: 'https://learn.microsoft.com/en-us/graph/api/calltranscript-get',
    seen: '2026-11-30',
  },
  writtenBy: ['Teams, through Microsoft Graph'],
  takes: ['speakers', 'starts', 'ends', 'date', 'language'],
  matches: ({ text, head }) =>
    isWebVtt(text) && head.some((line) => line.startsWith('{') && line.includes('"spokenText"')) ? 0.95 : 0,
  read({ text }, options) {
    const read = readCues({ text, notices: options.notices, isWebVtt: true });
    if (read.kind === 'refused') return read;
    const said = read.cues.map(readMetadata);
    const unread = said.indexOf(null);
    if (unread !== -1) {
      const count = said.filter((metadata) => metadata === null).length;
      options.notices.add('words_unlabelled', `line ${read.cues[unread]?.lineNumber}`, count);
    }
    const utterances = read.cues.map((cue, at) => utteranceOf(cue, said[at] ?? null));
    const placeOf = (index: number): string => `line ${read.cues[index]?.lineNumber}`;
    return assemble(utterances, { options, placeOf, header: headerOf(said) });
  },
};

function readMetadata({ text }: Cue): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && typeof value['spokenText'] === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** A cue that holds something else keeps it as its text. */
function utteranceOf({ start, end, text }: Cue, metadata: JsonObject | null): Utterance {
  if (!metadata) return { speaker: null, text, start, end };
  return { speaker: textOf(metadata['speakerName']), text: String(metadata['spokenText']), start, end };
}

function headerOf(said: readonly (JsonObject | null)[]): TranscriptHeader {
  const first = said.find((metadata) => metadata !== null);
  const language = textOf(first?.['spokenLanguage']);
  const date = isoDate((textOf(first?.['startDateTime']) ?? '').replace(/(\.\d{9})\d+/u, '$1'));
  return {
    ...(language && isLanguageTag(language) ? { language } : {}),
    ...(date === null ? {} : { date }),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
