import { headerDate, headerOf } from '../json/header-values.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import { firstObject, listAt, objectAt, stringAt } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { speakerName } from '../json/speaker-name.ts';
import { plainHtml } from '../text/plain-html.ts';

const reader: JsonReader = {
  id: 'teams_chat',
  name: 'Microsoft Teams chat JSON',
  source: {
    url: 'https://learn.microsoft.com/en-us/graph/api/resources/chatmessageinfo',
    seen: '2026-11-30',
  },
  takes: ['speakers', 'clock times', 'date'],
  recognises: (value) => (isMessage(firstObject(messagesOf(value))) ? 0.93 : 0),
  readValue(value, gathering) {
    const messages = messagesOf(value);
    if (!messages) return refuseShape(reader.name, 'value', 'list of messages');
    const dated = messages.map((message, at) => ({
      message,
      at,
      date: headerDate(stringAt(message, 'createdDateTime')),
    }));
    // The service gives the newest message first.
    dated.sort((a, b) => (a.date ?? '').localeCompare(b.date ?? ''));
    for (const { message, at, date } of dated) {
      const place = `value[${at}]`;
      if (!isObject(message)) gathering.leaveOutOdd(place);
      else if ((message['messageType'] ?? 'message') !== 'message')
        gathering.options.notices.add('lines_left_out', place);
      else {
        const extra = date === null ? {} : { extra: { date } };
        gathering.add({ speaker: senderOf(message), text: textOf(message), ...extra }, place);
      }
    }
    return gathering.finish(headerOf({ date: dated.find(({ date }) => date !== null)?.date }), 'messages');
  },
};

/** Messages of a chat or channel as Microsoft Graph gives them. */
export const teamsChat = jsonFormat(reader);

function messagesOf(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : listAt(value, 'value');
}

function isMessage(value: unknown): boolean {
  return isObject(value) && 'createdDateTime' in value && objectAt(value, 'body') !== null && 'from' in value;
}

function senderOf(message: JsonObject): string | null {
  const from = objectAt(message, 'from');
  return speakerName(from?.['user']) ?? speakerName(from?.['application']) ?? speakerName(from?.['device']);
}

function textOf(message: JsonObject): string {
  const body = objectAt(message, 'body');
  const content = stringAt(body, 'content') ?? '';
  const type = stringAt(body, 'contentType') ?? stringAt(body, 'messageBodyContentType');
  return type === 'html' ? plainHtml(content) : content;
}
