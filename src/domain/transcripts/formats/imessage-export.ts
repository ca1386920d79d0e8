import type { ReadOptions, TranscriptFormat } from '../format.ts';
import type { Source } from '../source.ts';
import { readTextDate } from '../text/text-date.ts';
import { placeOfLine, Turns } from '../text/turns.ts';
import { isoDate } from '../transcript-header.ts';
import type { TranscriptReading } from '../transcript-reading.ts';

/**
 * A chat written as text by the program imessage-exporter: date and time, the sender on the next line, then the
 * message.
 */
export const imessageExport: TranscriptFormat = {
  id: 'imessage_export',
  name: 'iMessage chat, by imessage-exporter',
  source: { url: 'https://github.com/ReagentX/imessage-exporter', seen: '2026-11-30' },
  takes: ['speakers', 'clock times', 'date'],
  matches: ({ head }) => {
    const first = head.find((line) => line.trim() !== '');
    return first !== undefined && readHead(first) ? 0.9 : 0;
  },
  read: readImessageExport,
};

/** `May 17, 2022  5:29:42 PM`, when it was read in brackets behind it, or what the app says behind a colon. */
const head = /^(\p{L}{3} \d{1,2}, \d{4}\s{1,2}\d{1,2}:\d{2}:\d{2} [AP]M)(?: \([^()]{1,80}\)|(:) .*)?$/u;
const headCharacters = 300;

function readHead(line: string): { date: string; isOfApp: boolean } | null {
  const text = line.trim();
  const [, written = '', colon] = text.length <= headCharacters ? (head.exec(text) ?? []) : [];
  const date = written === '' ? null : readTextDate(written);
  return date ? { date: date.local, isOfApp: colon !== undefined } : null;
}

function readImessageExport({ lines }: Source, options: ReadOptions): TranscriptReading {
  const turns = new Turns(options, "'May 17, 2022  5:29:42 PM' with a name below it");
  let awaits: 'sender' | 'text' | 'nothing' = 'text';
  let date = '';
  for (const [at, line] of lines.entries()) {
    const found = readHead(line);
    const text = line.trim();
    if (found) {
      awaits = found.isOfApp ? 'nothing' : 'sender';
      date = found.date;
      if (found.isOfApp) turns.leaveOut(at);
    } else if (awaits === 'sender' && text !== '') {
      turns.begin(at, { speaker: text, extra: { date } });
      awaits = 'text';
    } else if (/^(?:Tapbacks|Stickers):$/u.test(text)) {
      options.notices.add('items_left_out', placeOfLine(at));
      awaits = 'nothing';
    } else if (awaits === 'text') turns.add(at, line);
  }
  const first = isoDate(turns.utterances[0]?.extra?.['date'] ?? '');
  return turns.finish(first === null ? {} : { date: first }, 'messages');
}
