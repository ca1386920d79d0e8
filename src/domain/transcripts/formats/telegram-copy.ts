import type { ReadOptions, TranscriptFormat } from '../format.ts';
import type { Source } from '../source.ts';
import { decideDateOrder, type NumericDate, numericDate, writeDate } from '../text/numeric-date.ts';
import { readClock, readTextDate } from '../text/text-date.ts';
import { placeOfLine, Turns } from '../text/turns.ts';
import { isoDate } from '../transcript-header.ts';
import type { TranscriptReading } from '../transcript-reading.ts';

/** Messages that were marked and copied in Telegram: `Name, [03.06.2026 10:00]`, the text below. */
export const telegramCopy: TranscriptFormat = {
  id: 'telegram_copy',
  name: 'Messages copied from Telegram',
  source: null,
  takes: ['speakers', 'clock times', 'date'],
  matches: ({ head }) => {
    const first = head.find((line) => line.trim() !== '');
    return first !== undefined && readHead(first) ? 0.94 : 0;
  },
  read: readTelegramCopy,
};

interface Head {
  speaker: string;
  /** In numbers, whose order the file must tell. */
  numeric: NumericDate | null;
  time: string;
  /** ISO 8601, where the month has a name. */
  date: string | null;
}

const headCharacters = 300;
const head = /^(.{1,200}), \[([^[\]]{6,40})\]:?$/u;
const numeric =
  /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4}),?\s(\d{1,2}):(\d{2})(?::(\d{2}))?\s?([ap]\.?\s?m\.?)?$/iu;
const reply = /^\[(?:In reply to|Forwarded from) (.+)\]$/u;
const medium =
  /^\[ ?(?:Photo|Video|Sticker|GIF|Voice message|Video message|File|Album|Poll|Location|Contact) ?\]$/u;

function readHead(line: string): Head | null {
  const text = line.trim();
  if (text.length > headCharacters || !text.includes(', [')) return null;
  const [, speaker = '', when = ''] = head.exec(text) ?? [];
  const numbers = numeric.exec(when);
  if (numbers) {
    const [, first, separator, second, third, hours = '', minutes, seconds, half] = numbers;
    const date = numericDate([first, separator, second, third], half !== undefined);
    return { speaker, numeric: date, time: readClock({ hours, minutes, seconds, half }), date: null };
  }
  const date = when === '' ? null : readTextDate(when);
  return date && date.local.length > 10 ? { speaker, numeric: null, time: '', date: date.local } : null;
}

function readTelegramCopy(source: Source, options: ReadOptions): TranscriptReading {
  const heads = source.lines.map(readHead);
  const dates = heads.flatMap((found) => (found?.numeric ? [found.numeric] : []));
  const first = Math.max(heads.findIndex(Boolean), 0);
  const order = dates.length === 0 ? 'year' : decideDateOrder(dates, options.notices, placeOfLine(first));
  const turns = new Turns(options, 'Name, [03.06.2026 10:00]');
  for (const [line, found] of heads.entries()) {
    const written = source.lines[line] ?? '';
    if (!found) {
      addText(turns, line, written);
      continue;
    }
    const day = found.numeric ? writeDate(found.numeric, order) : null;
    const date = found.date ?? (day === null ? null : `${day}T${found.time}`);
    turns.begin(line, { speaker: found.speaker, extra: date === null ? { time: found.time } : { date } });
  }
  const date = isoDate(turns.utterances[0]?.extra?.['date'] ?? '');
  return turns.finish(date === null ? {} : { date }, 'messages');
}

/** Lines above a text that tell whom it answers, and whose it was before it was passed on. */
function addText(turns: Turns, line: number, written: string): void {
  const text = written.trim();
  const open = turns.utterances.at(-1);
  const note = open?.text === '' ? reply.exec(text) : null;
  if (open && note) {
    const key = text.startsWith('[In') ? 'reply_to' : 'forwarded_from';
    open.extra = { ...open.extra, [key]: note[1] ?? '' };
  } else if (medium.test(text)) turns.options.notices.add('items_left_out', placeOfLine(line));
  else turns.add(line, written);
}
