import type { Gathering } from '../json/gathering.ts';
import { headerOf } from '../json/header-values.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import { listAt, numberAt, objectAt, stringAt, unwrap, wordsAt } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { speakerName } from '../json/speaker-name.ts';

/** Turns of the conversation; the others are instructions and calls of programs. */
const people = new Set(['user', 'bot', 'assistant', 'customer', 'human']);

const reader: JsonReader = {
  id: 'vapi',
  name: 'Vapi JSON',
  source: {
    url: 'https://github.com/VapiAI/server-sdk-typescript/blob/main/src/api/types/UserMessage.ts',
    seen: '2026-11-30',
  },
  takes: ['speakers', 'starts', 'ends', 'title', 'date'],
  recognises: (value) => (unwrap(value, isCall) ? 0.92 : 0),
  readValue(value, gathering) {
    const top = unwrap(value, isCall);
    const messages = messagesOf(top);
    if (!top || !messages) return refuseShape(reader.name, 'artifact.messages', 'list');
    const call = objectAt(top, 'call') ?? top;
    const customer = objectAt(top, 'customer') ?? objectAt(call, 'customer');
    const assistant = objectAt(top, 'assistant') ?? objectAt(call, 'assistant');
    const names = { customer: speakerName(customer?.['name']), assistant: speakerName(assistant?.['name']) };
    for (const [at, message] of messages.entries()) {
      const place = `messages[${at}]`;
      if (!isObject(message)) gathering.leaveOutOdd(place);
      else if (!people.has(String(message['role']))) gathering.options.notices.add('lines_left_out', place);
      else gatherMessage(message, names, gathering, place);
    }
    const date = top['startedAt'] ?? call['startedAt'] ?? call['createdAt'];
    return gathering.finish(headerOf({ title: call['name'], date }));
  },
};

/** A call of its API or the report at its end: who speaks is the customer or the assistant. */
export const vapi = jsonFormat(reader);

function messagesOf(call: unknown): readonly unknown[] | null {
  return listAt(objectAt(call, 'artifact'), 'messages') ?? listAt(call, 'messages');
}

function isCall(value: JsonObject): boolean {
  return (messagesOf(value) ?? [])
    .slice(0, 20)
    .some((message) => isObject(message) && 'role' in message && 'secondsFromStart' in message);
}

function gatherMessage(
  message: JsonObject,
  names: { customer: string | null; assistant: string | null },
  gathering: Gathering,
  place: string,
): void {
  const role = stringAt(message, 'role');
  const isAssistant = role === 'bot' || role === 'assistant';
  const own = speakerName(message['speakerLabel']) ?? speakerName(message['assistantName']);
  const speaker = own ?? (isAssistant ? names.assistant : names.customer) ?? role;
  const start = gathering.seconds(message['secondsFromStart'], 's', () => `${place}.secondsFromStart`);
  // `duration` is said to be seconds and is found to be milliseconds; the two times of day are one unit always.
  const [from, to] = [numberAt(message, 'time'), numberAt(message, 'endTime')];
  const end = start === null || from === null || to === null ? null : start + (to - from) / 1000;
  gathering.add({ speaker, text: wordsAt(message, 'message', 'content') ?? '', start, end }, place);
}
