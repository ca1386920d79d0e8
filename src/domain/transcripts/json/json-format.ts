import type { ReadOptions, TranscriptFormat } from '../format.ts';
import type { Source } from '../source.ts';
import type { TranscriptReading } from '../transcript-reading.ts';
import { refuse } from '../transcript-refusal.ts';
import { Gathering } from './gathering.ts';
import { refuseSize } from './json-content.ts';

/** A format that is one JSON value, as one tool writes it. */
export interface JsonReader extends Pick<TranscriptFormat, 'id' | 'name' | 'source' | 'takes'> {
  /** Memory that reading takes for each object, where that is more than for a word. */
  bytesPerObject?: number;
  /** How surely the value is this tool's, 0 to 1, by keys that only it writes. Only called with objects and arrays. */
  recognises(value: object): number;
  /** Also called with values that it does not recognise, where the importer names the format. */
  readValue(value: unknown, gathering: Gathering): TranscriptReading;
}

/** Measured: in most files objects are words or parts of them. */
const wordBytes = 100;

export interface JsonFormat extends TranscriptFormat {
  /** For containers that hold a value of the format. */
  reader: JsonReader;
}

/** Makes a format of a reader. */
export function jsonFormat(reader: JsonReader): JsonFormat {
  const { id, name, source, takes } = reader;
  return {
    id,
    name,
    source,
    takes,
    matches: ({ json }) =>
      json.kind === 'json' && typeof json.value === 'object' && json.value !== null
        ? reader.recognises(json.value)
        : 0,
    reader,
    read: ({ json }, options) => readJson(json, reader, options),
  };
}

function readJson(json: Source['json'], reader: JsonReader, options: ReadOptions): TranscriptReading {
  if (json.kind === 'refused') return json;
  if (json.kind !== 'json') return refuse('malformed', `Read as ${reader.name}: the file is no JSON value.`);
  if (json.bytesPerObject < (reader.bytesPerObject ?? wordBytes)) return refuseSize();
  return reader.readValue(json.value, new Gathering(reader.name, options));
}

export function refuseShape(name: string, place: string, wanted: string): TranscriptReading {
  return refuse('malformed', `Read as ${name}: ${place === '' ? 'the top level' : place} is no ${wanted}.`);
}
