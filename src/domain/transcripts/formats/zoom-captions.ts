import type { ReadOptions, TranscriptFormat } from '../format.ts';
import type { Source } from '../source.ts';
import { clockSeconds } from '../text/clock-time.ts';
import { Turns } from '../text/turns.ts';
import type { TranscriptReading } from '../transcript-reading.ts';

/** Captions saved by Zoom: `[Name] 10:03:22`, the text on the next line. The times are those of the day. */
export const zoomCaptions: TranscriptFormat = {
  id: 'zoom_captions',
  name: 'Zoom saved captions',
  source: { url: 'https://github.com/Vexa-ai/vexa', seen: '2026-11-30' },
  takes: ['speakers', 'starts', 'clock times'],
  matches: ({ head }) => {
    const first = head.find((line) => line.trim() !== '');
    return first !== undefined && readHead(first) ? 0.93 : 0;
  },
  read: readZoomCaptions,
};

const headCharacters = 300;
const head = /^\[(.{1,200})\]\s+(\d{1,2}:\d{2}:\d{2})$/u;
const daySeconds = 86_400;

function readHead(line: string): { speaker: string; time: string; seconds: number } | null {
  const text = line.trim();
  const isShort = text.startsWith('[') && text.length <= headCharacters;
  const [, speaker, time] = isShort ? (head.exec(text) ?? []) : [];
  const seconds = time === undefined ? null : clockSeconds(time);
  return speaker === undefined || time === undefined || seconds === null ? null : { speaker, time, seconds };
}

/** Counts from the first caption, past midnight too; when the meeting began is not written. */
function readZoomCaptions(source: Source, options: ReadOptions): TranscriptReading {
  const turns = new Turns(options, '[Name] 10:03:22');
  let first: number | null = null;
  let last = 0;
  for (const [line, written] of source.lines.entries()) {
    const found = readHead(written);
    if (!found) {
      turns.add(line, written);
      continue;
    }
    first ??= found.seconds;
    const since = (found.seconds - first + daySeconds) % daySeconds;
    // Captions are saved a little out of order; only half a day back is a new day.
    const days = Math.round((last - since) / daySeconds);
    last = Math.max(0, since + days * daySeconds);
    turns.begin(line, { speaker: found.speaker, start: last, extra: { time: found.time } });
  }
  options.notices.add('starts_from_clock', null);
  return turns.finish();
}
