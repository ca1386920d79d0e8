import type { Gathering } from '../json/gathering.ts';
import { headerDate, headerOf } from '../json/header-values.ts';
import { isObject, type JsonObject } from '../json/json-content.ts';
import { objectAt, stringAt } from '../json/json-fields.ts';
import { type JsonReader, jsonFormat, refuseShape } from '../json/json-format.ts';
import { SpeakerNames, speakerName } from '../json/speaker-name.ts';

/** Joining, leaving and renaming; other subtypes are messages. */
const notSpeech = /_(?:join|leave|topic|purpose|name|archive|unarchive|posting_permissions|add|remove)$/u;

const reader: JsonReader = {
  id: 'slack',
  name: 'Slack export (a day of a channel)',
  source: { url: 'https://gist.github.com/viccro/734581d3c9777f9733d1f665279e5b54', seen: '2026-11-30' },
  takes: ['speakers', 'clock times', 'date'],
  recognises: (value) => (Array.isArray(value) && value.slice(0, 20).some(isMessage) ? 0.92 : 0),
  readValue(value, gathering) {
    if (!Array.isArray(value)) return refuseShape(reader.name, '', 'list of messages');
    const names = namesOf(value);
    for (const [at, message] of value.entries()) {
      const place = `[${at}]`;
      if (!isObject(message)) gathering.leaveOutOdd(place);
      else if (notSpeech.test(stringAt(message, 'subtype') ?? ''))
        gathering.options.notices.add('lines_left_out', place);
      else gatherMessage(message, names, gathering, place);
    }
    const date = value.map((message) => dateOf(message)).find((it) => it !== null);
    return gathering.finish(headerOf({ date }), 'messages');
  },
};

/** A file of an export; the names of people stand in a file of their own and beside some of the messages. */
export const slack = jsonFormat(reader);

function isMessage(value: unknown): boolean {
  return (
    isObject(value) &&
    value['type'] === 'message' &&
    typeof value['ts'] === 'string' &&
    ('user' in value || 'bot_id' in value || 'username' in value)
  );
}

function namesOf(messages: readonly unknown[]): SpeakerNames {
  const names = new SpeakerNames();
  for (const message of messages) names.add(stringAt(message, 'user'), profileName(message));
  return names;
}

function profileName(message: unknown): string | null {
  const profile = objectAt(message, 'user_profile') ?? {};
  return (
    speakerName(profile['real_name']) ?? speakerName(profile['display_name']) ?? speakerName(profile['name'])
  );
}

function gatherMessage(message: JsonObject, names: SpeakerNames, gathering: Gathering, place: string): void {
  const user = stringAt(message, 'user');
  const named = profileName(message) ?? names.of(user);
  const speaker =
    named ?? speakerName(message['username']) ?? speakerName(user) ?? speakerName(message['bot_id']);
  const date = dateOf(message);
  const text = plainText(stringAt(message, 'text') ?? '', names);
  gathering.add({ speaker, text, ...(date !== null && { extra: { date } }) }, place);
}

/** Links, mentions and three escaped characters (https://api.slack.com/reference/surfaces/formatting). */
function plainText(text: string, names: SpeakerNames): string {
  return text
    .replace(/<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/gu, (_all, sign: string, target: string, label?: string) => {
      const shown = label || (sign === '@' ? (names.of(target) ?? target) : target);
      return sign === '' || shown.startsWith(sign) ? shown : `${sign === '!' ? '@' : sign}${shown}`;
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function dateOf(message: unknown): string | null {
  return headerDate(stringAt(message, 'ts'));
}
