import type { ReadOptions, TranscriptFormat } from '../format.ts';
import type { Source } from '../source.ts';
import { isLogLevel } from '../text/dated-messages.ts';
import { placeOfLine, Turns } from '../text/turns.ts';
import { isoDate } from '../transcript-header.ts';
import type { TranscriptReading } from '../transcript-reading.ts';

/**
 * The chat of a Zoom meeting in three forms. The cloud writes `00:06:51<tab>Name:<tab>text`, an older computer
 * `10:02:11<tab> From Name to Everyone : text`. A newer one puts the texts on lines of their own behind a tab.
 */
export const zoomChat: TranscriptFormat = {
  id: 'zoom_chat',
  name: 'Zoom meeting chat',
  source: { url: 'https://github.com/KeysAndValues/zoomchatter', seen: '2026-11-30' },
  takes: ['speakers', 'clock times', 'date'],
  matches: ({ head }) => {
    const first = head.find((line) => line.trim() !== '');
    if (first === undefined || !readHead(first)) return 0;
    const senders = head.flatMap((line) => readHead(line)?.sender ?? []);
    return senders.filter(isLogLevel).length * 2 > senders.length ? 0 : 0.95;
  },
  read: readZoomChat,
};

interface Head {
  date: string | null;
  time: string;
  sender: string;
  /** Null where everybody is. */
  to: string | null;
  text: string;
}

const stamp = /^(?:(\d{4}-\d{2}-\d{2}) )?(\d{1,2}:\d{2}:\d{2}(?: [AP]M)?)[\t ]\s?/iu;
/** The words of Zoom's languages, as far as public samples have them. */
const from = /^(?:from|от|von|de|da|van|från|fra|od|dari)\s+/iu;
const to = /\s+(?:to|кому|an|à|a|para|naar|till|til|do|kepada)\s+/giu;
const everyone =
  /^(?:everyone(?:\s?\(in meeting\))?|все|alle|todos|tout le monde|tutti|iedereen|alla|wszyscy|semua orang)$/iu;
const privately = /\s?\((?:direct message|privately|личное сообщение|direktnachricht)\)\s*$/iu;
/** Names are shorter; what comes later in a line is text. */
const headCharacters = 300;

function readHead(line: string): Head | null {
  const match = stamp.exec(line);
  if (!match) return null;
  const [written, date = null, time = ''] = match;
  const rest = line.slice(written.length);
  const tab = rest.slice(0, headCharacters).indexOf(':\t');
  if (tab > 0 && !from.test(rest.trimStart()))
    return { date, time, sender: rest.slice(0, tab).trim(), to: null, text: rest.slice(tab + 2) };
  const opening = from.exec(rest.trimStart());
  if (!opening) return null;
  const people = rest.trimStart().slice(opening[0].length);
  const colon = / :(?:\s|$)|:\s*$|:\s/u.exec(people.slice(0, headCharacters));
  if (!colon) return null;
  const names = people.slice(0, colon.index);
  return { date, time, ...splitNames(names), text: people.slice(colon.index + colon[0].length) };
}

/** Both names may hold the word between them; the last one divides. */
function splitNames(names: string): { sender: string; to: string | null } {
  const last = [...names.matchAll(to)].at(-1);
  if (!last) return { sender: names.trim(), to: null };
  const recipient = names
    .slice(last.index + last[0].length)
    .replace(privately, '')
    .trim();
  const sender = names.slice(0, last.index).trim();
  return { sender, to: everyone.test(recipient) ? null : recipient };
}

function readZoomChat(source: Source, options: ReadOptions): TranscriptReading {
  const turns = new Turns(options, '10:02:11 From Name to Everyone: text');
  let firstDate: string | null = null;
  for (const [line, written] of source.lines.entries()) {
    const head = readHead(written);
    if (!head) {
      turns.add(line, written);
      continue;
    }
    const { date, time, sender, to: recipient, text } = head;
    firstDate ??= date;
    const when = date === null || time.includes(' ') ? { time } : { date: `${date}T${time}` };
    const extra = recipient === null ? when : { ...when, to: recipient };
    turns.begin(line, { speaker: sender, text, extra });
  }
  keepWords(turns);
  const date = isoDate(firstDate ?? '');
  return turns.finish(date === null ? {} : { date }, 'messages');
}

const reaction =
  /^(?:reacted to ["“«].*["”»] with \S+|reacted to .*\.\.\. with ["“]\S+["”]|removed a \S+ reaction from ["“«].*["”»]|реакция на ["“«].*["”»] с помощью \S+|элемент \S+ удален из ["“«].*["”»])$/isu;
const reply = /^(?:replying to|reply to|ответ на) (?:"([^"]*)"|“([^”]*)”|«([^»]*)»):?\s*/iu;

/** A reaction is no message, and the beginning of a reply is what somebody else wrote. */
function keepWords(turns: Turns): void {
  for (const [index, utterance] of turns.utterances.entries()) {
    const text = utterance.text.trim();
    const quoted = reply.exec(text);
    const isReaction = reaction.test(text);
    if (isReaction) turns.options.notices.add('items_left_out', placeOfLine(turns.lineOf(index)));
    if (!quoted) {
      if (isReaction) utterance.text = '';
      continue;
    }
    utterance.text = text.slice(quoted[0].length);
    const quote = quoted.slice(1).find((part) => part !== undefined) ?? '';
    utterance.extra = { ...utterance.extra, reply_to: quote.replace(/\s+/gu, ' ') };
  }
}
