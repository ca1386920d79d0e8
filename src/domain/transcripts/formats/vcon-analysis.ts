import { Gathering } from '../json/gathering.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import { listAt, stringAt } from '../json/json-fields.ts';
import type { JsonFormat } from '../json/json-format.ts';
import { isSentenceTranscript } from '../stored-transcript.ts';
import type { TranscriptReading } from '../transcript-reading.ts';
import { assemblyAi } from './assembly-ai.ts';
import { awsTranscribe } from './aws-transcribe.ts';
import { azureSpeech } from './azure-speech.ts';
import { deepgram } from './deepgram.ts';
import { elevenLabs } from './eleven-labs.ts';
import { genericJson } from './generic-json.ts';
import { gladia } from './gladia.ts';
import { googleSpeech } from './google-speech.ts';
import { openAi } from './open-ai.ts';
import { revAi } from './rev-ai.ts';
import { speechmatics } from './speechmatics.ts';
import { whisper } from './whisper.ts';
import { whisperCpp } from './whisper-cpp.ts';
import { whisperX } from './whisper-x.ts';
import { wtf } from './wtf.ts';

/** Formats of recognisers, which a vCon keeps as the body of an analysis. */
const recognisers: readonly JsonFormat[] = [
  wtf,
  deepgram,
  openAi,
  whisperX,
  whisper,
  whisperCpp,
  assemblyAi,
  revAi,
  awsTranscribe,
  googleSpeech,
  azureSpeech,
  speechmatics,
  gladia,
  elevenLabs,
  genericJson,
];

export interface VconDialog {
  place: string;
  entry: JsonObject;
  /** Milliseconds since 1970. */
  began: number | null;
  /** The people that take part, by position in `parties`; the one who began first. */
  parties: readonly number[];
}

export interface VconTimeLine {
  dialogs: readonly VconDialog[];
  names: readonly string[];
  /** Milliseconds since 1970. */
  began: number | null;
}

/** Gathers the transcripts of the recordings; of several transcripts of one recording the first that can be read. */
export function readVconTranscripts(
  top: JsonObject,
  line: VconTimeLine,
  gathering: Gathering,
): { count: number; language: string | undefined } {
  const before = gathering.count;
  const done = new Set<unknown>();
  let language: string | undefined;
  for (const list of ['analysis', 'attachments']) {
    for (const [at, entry] of (listAt(top, list) ?? []).entries()) {
      const dialog = isObject(entry) ? [entry['dialog']].flat()[0] : null;
      if (!isObject(entry) || !isTranscript(entry) || done.has(dialog)) continue;
      const reading = readBody(entry, gathering);
      if (reading?.kind !== 'read') gathering.leaveOutOdd(`${list}[${at}].body`);
      else {
        done.add(dialog);
        language ??= reading.header.language;
        gatherReading(
          reading,
          { dialog: line.dialogs[Number(dialog ?? 0)], line },
          gathering,
          `${list}[${at}]`,
        );
      }
    }
  }
  return { count: gathering.count - before, language };
}

function isTranscript(entry: JsonObject): boolean {
  return /^(?:wtf_)?transcript(?:ion)?$/iu.test(stringAt(entry, 'type') ?? '');
}

function readBody(entry: JsonObject, gathering: Gathering): TranscriptReading | null {
  const { body } = entry;
  const value = typeof body === 'string' ? parsed(body) : body;
  if (typeof value !== 'object' || value === null) return null;
  let best: JsonFormat | null = null;
  let confidence = 0;
  for (const format of recognisers) {
    const sure = format.reader.recognises(value);
    if (sure > confidence) [best, confidence] = [format, sure];
  }
  return best?.reader.readValue(value, new Gathering(best.name, gathering.options)) ?? null;
}

/** Words without anything beside them are a transcript too. */
function parsed(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body);
    if (isObject(value) || Array.isArray(value)) return value;
  } catch {
    // No JSON: the words themselves.
  }
  return [{ text: body }];
}

function gatherReading(
  { transcript }: Extract<TranscriptReading, { kind: 'read' }>,
  { dialog, line }: { dialog: VconDialog | undefined; line: VconTimeLine },
  gathering: Gathering,
  place: string,
): void {
  const moment = dialog?.began ?? line.began;
  const offset = moment === null || line.began === null ? 0 : (moment - line.began) / 1000;
  const [only, another] = dialog?.parties ?? [];
  const alone = only !== undefined && another === undefined ? (line.names[only] ?? null) : null;
  const items = isSentenceTranscript(transcript) ? transcript.sentences : transcript.messages;
  for (const [at, { speaker_name: speaker = null, text, start, end }] of items.entries()) {
    gathering.add(
      {
        speaker: speaker ?? alone,
        text,
        start: typeof start === 'number' ? start + offset : null,
        end: typeof end === 'number' ? end + offset : null,
      },
      `${place}.body, entry ${at + 1}`,
    );
  }
}
