import type { Gathering } from '../json/gathering.ts';
import { headerOf, writeMoment } from '../json/header-values.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import { listAt, numberAt, stringAt } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { readMoment } from '../json/json-time.ts';
import { speakerName } from '../json/speaker-name.ts';
import { plainHtml } from '../text/plain-html.ts';
import type { TranscriptReading } from '../transcript-reading.ts';
import { refuse } from '../transcript-refusal.ts';
import { readVconTranscripts, type VconDialog } from './vcon-analysis.ts';

const reader: JsonReader = {
  id: 'vcon',
  name: 'vCon',
  source: {
    url: 'https://github.com/ietf-wg-vcon/draft-ietf-vcon-vcon-core/blob/main/draft-ietf-vcon-vcon-core.md',
    seen: '2026-11-30',
  },
  takes: ['speakers', 'starts', 'ends', 'clock times', 'title', 'date', 'language', 'participants'],
  recognises: (value) => (isVcon(value) || isSigned(value) || isEncrypted(value) ? 0.95 : 0),
  readValue(value, gathering) {
    if (isEncrypted(value)) return refuse({ code: 'malformed', problem: 'encrypted_vcon' });
    const top = isSigned(value) ? payloadOf(value) : value;
    return isVcon(top)
      ? readVcon(top, gathering)
      : refuseShape(reader.name, '', 'vCon with parties and dialog');
  },
};

/** Messages of its dialog, and transcripts of its recordings as the recognisers wrote them, on one time line. */
export const vcon = jsonFormat(reader);

function isVcon(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  const [parties, dialog] = [listAt(value, 'parties'), listAt(value, 'dialog')];
  return 'vcon' in value
    ? (parties ?? dialog) !== null
    : 'uuid' in value && parties !== null && dialog !== null;
}

function isSigned(value: unknown): boolean {
  return typeof (isObject(value) && value['payload']) === 'string' && listAt(value, 'signatures') !== null;
}

function isEncrypted(value: unknown): boolean {
  return isObject(value) && typeof value['ciphertext'] === 'string' && 'recipients' in value;
}

/** A signed vCon is a JWS: its payload is base64url. Whether the signature is true is not looked at. */
function payloadOf(value: unknown): unknown {
  try {
    return JSON.parse(Buffer.from(stringAt(value, 'payload') ?? '', 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

function readVcon(top: JsonObject, gathering: Gathering): TranscriptReading {
  const parties = listAt(top, 'parties') ?? [];
  const names = parties.map((party, at) => speakerName(party) ?? `Speaker ${at}`);
  const dialogs = (listAt(top, 'dialog') ?? []).map(readDialog);
  const moments = dialogs.map(({ began }) => began).filter((began) => began !== null);
  const began = moments.length > 0 ? moments.reduce((first, moment) => Math.min(first, moment)) : null;
  const texts = dialogs.filter(({ entry }) => isText(entry));
  const speech = readVconTranscripts(top, { dialogs, names, began }, gathering);
  const isTimed = speech.count > 0 || texts.some(({ entry }) => (numberAt(entry, 'duration') ?? 0) > 0);
  for (const dialog of texts) gatherText(dialog, { names, began: isTimed ? began : null }, gathering);
  const header = headerOf({
    title: top['subject'],
    date: writeMoment(began) ?? top['created_at'],
    language: speech.language,
    participants: parties,
  });
  return gathering.finish(header, isTimed ? undefined : 'messages');
}

function readDialog(entry: unknown, at: number): VconDialog {
  const dialog = isObject(entry) ? entry : {};
  const originator = numberAt(dialog, 'originator');
  const named = [dialog['parties']].flat(2).filter((party) => typeof party === 'number');
  return {
    place: `dialog[${at}]`,
    entry: dialog,
    began: readMoment(stringAt(dialog, 'start') ?? ''),
    parties: originator === null ? named : [originator, ...named],
  };
}

function gatherText(
  { entry, began: moment, parties, place }: VconDialog,
  { names, began }: { names: readonly string[]; began: number | null },
  gathering: Gathering,
): void {
  const text = textOf(entry);
  if (text === null) {
    gathering.leaveOutOdd(`${place}.body`);
    return;
  }
  const start = moment === null || began === null ? null : (moment - began) / 1000;
  const length = numberAt(entry, 'duration');
  const date = writeMoment(moment);
  gathering.add(
    {
      speaker: names[parties[0] ?? -1] ?? null,
      text,
      start,
      end: start === null || length === null ? null : start + length,
      ...(began === null && date !== null && { extra: { date } }),
    },
    place,
  );
}

/** Other kinds of dialog have sound in their bodies, or nothing. */
const withoutText: ReadonlySet<unknown> = new Set(['recording', 'transfer', 'incomplete']);

function isText({ type, body }: JsonObject): boolean {
  return type === 'text' || (!withoutText.has(type) && typeof body === 'string');
}

/** The words of a message; null where they are in a form that is no plain text. */
function textOf(entry: JsonObject): string | null {
  const body = entry['body'];
  if (typeof body !== 'string') return body === undefined || body === null ? '' : null;
  const type = stringAt(entry, 'mediatype') ?? stringAt(entry, 'mimetype') ?? 'text/plain';
  const text = entry['encoding'] === 'base64url' ? Buffer.from(body, 'base64url').toString('utf8') : body;
  if (/^text\/html/iu.test(type)) return plainHtml(text);
  return /^text\//iu.test(type) ? text : null;
}
