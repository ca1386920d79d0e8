import type { Gathering } from '../json/gathering.ts';
import { headerDate, headerOf } from '../json/header-values.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import { firstObject, listAt, objectAt, stringAt, wordsAt } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { speakerName } from '../json/speaker-name.ts';
import { refuse } from '../transcript-refusal.ts';

const reader: JsonReader = {
  id: 'telegram',
  name: 'Telegram export (result.json)',
  source: {
    url: 'https://github.com/telegramdesktop/tdesktop/blob/dev/Telegram/SourceFiles/export/output/export_output_json.cpp',
    seen: '2026-11-30',
  },
  takes: ['speakers', 'clock times', 'title', 'date'],
  recognises: (value) => (chatsOf(value).some(isChat) ? 0.93 : 0),
  readValue(value, gathering) {
    const chats = chatsOf(value).filter((chat) => listAt(chat, 'messages')?.length);
    if (chats.length > 1)
      return refuse({
        code: 'malformed',
        problem: 'several',
        format: 'Telegram export',
        place: 'chats.list',
        things: 'chats',
        count: chats.length,
      });
    const [chat] = chats;
    const messages = listAt(chat, 'messages');
    if (!chat || !messages) return refuseShape(reader.name, 'messages', 'list');
    for (const [at, message] of messages.entries()) {
      const place = `messages[${at}]`;
      if (!isObject(message)) gathering.leaveOutOdd(place);
      else if (message['type'] !== undefined && message['type'] !== 'message')
        gathering.options.notices.add('lines_left_out', place);
      else gatherMessage(message, gathering, place);
    }
    const date = messages.map((message) => dateOf(message)).find((it) => it !== null);
    return gathering.finish(headerOf({ title: chat['name'], date }), 'messages');
  },
};

/** One chat, as Telegram Desktop exports it. Notes of the service (calls, members, pins) are no speech. */
export const telegram = jsonFormat(reader);

function chatsOf(value: unknown): JsonObject[] {
  const list = listAt(objectAt(value, 'chats'), 'list');
  return (list ?? [value]).filter(isObject);
}

function isChat(chat: JsonObject): boolean {
  const message = firstObject(chat['messages']);
  return (
    message !== null &&
    'type' in message &&
    ('from_id' in message || 'date_unixtime' in message || 'actor_id' in message)
  );
}

function gatherMessage(message: JsonObject, gathering: Gathering, place: string): void {
  const date = dateOf(message);
  const forwarded = speakerName(message['forwarded_from'])?.replaceAll('\u0000', ' ').toWellFormed() ?? null;
  const extra = { ...(date !== null && { date }), ...(forwarded !== null && { forwarded_from: forwarded }) };
  // A deleted account has no name; its id still tells it from others.
  const speaker = speakerName(message['from']) ?? speakerName(message['from_id']);
  const text = textOf(message['text']) || textOf(message['text_entities']) || pollOf(message);
  gathering.add({ speaker, text, extra }, place);
}

/** A text with links and the like in it is a list of strings and objects. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return Array.isArray(value)
    ? value.map((part) => (typeof part === 'string' ? part : (stringAt(part, 'text') ?? ''))).join('')
    : '';
}

function pollOf(message: JsonObject): string {
  const poll = objectAt(message, 'poll');
  const answers = (listAt(poll, 'answers') ?? []).map((answer) => wordsAt(answer, 'text') ?? '');
  return [wordsAt(poll, 'question') ?? '', ...answers].join(' ').trim();
}

/** `date` is the local time of whoever exported it, without a zone; `date_unixtime` is exact where it is there. */
function dateOf(message: unknown): string | null {
  if (!isObject(message)) return null;
  return headerDate(message['date_unixtime']) ?? headerDate(message['date']);
}
