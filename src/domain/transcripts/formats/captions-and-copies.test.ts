import { expect, test } from 'vitest';
import { parseTranscript } from '../parse-transcript.ts';
import { isSentenceTranscript } from '../stored-transcript.ts';

function read(text: string): unknown {
  const parsed = parseTranscript({ name: 'a.txt', bytes: new TextEncoder().encode(text) });
  if (parsed.kind === 'refused') return parsed.code;
  const { transcript, format, notices } = parsed;
  const items = isSentenceTranscript(transcript) ? transcript.sentences : transcript.messages;
  const told = items.map(({ speaker_name, text: said, end: _, ...rest }) =>
    [speaker_name, said, ...Object.values(rest)].join('|'),
  );
  return [format, ...told, ...notices.map(({ code, count }) => `${code} ${count}`)];
}

test.each([
  [
    'Zoom captions count from the first, past midnight',
    '[Mara Lind] 23:59:50\nGood morning all, at 10:30\nor so.\n\n[stork [Acme]] 00:00:08\nHello.\n\n[🦊] 00:00:07\nHi.',
    [
      'zoom_captions',
      'Mara Lind|Good morning all, at 10:30 or so.|0|23:59:50',
      '🦊|Hi.|17|00:00:07',
      'stork [Acme]|Hello.|18|00:00:08',
      'starts_from_clock 1',
      'ends_estimated 3',
    ],
  ],
  [
    'Telegram Desktop, with a reply and a message that was passed on',
    "Mara Lind, [13.06.2026 10:00]\nGood morning\n\nNo names, [here]\n\nD'Arcy, Tom 🦊, [13.06.2026 10:02]\n[In reply to Mara Lind]\nHello\n\n7, [13.06.2026 10:03]\n[Forwarded from Mara Lind]\nYes\n[Photo]",
    [
      'telegram_copy',
      'Mara Lind|Good morning No names, [here]|2026-06-13T10:00',
      "D'Arcy, Tom 🦊|Hello|2026-06-13T10:02|Mara Lind",
      '7|Yes|2026-06-13T10:03|Mara Lind',
      'items_left_out 1',
    ],
  ],
  [
    'Telegram of a Mac',
    'Mara, [Jun 3, 2026 at 10:00:12 PM]:\nHi\n\nTobias, [Jun 4, 2026 at 9:00:12 AM]:\nHello',
    ['telegram_copy', 'Mara|Hi|2026-06-03T22:00:12', 'Tobias|Hello|2026-06-04T09:00:12'],
  ],
  [
    'iMessage',
    'Jun 03, 2026  9:59:42 AM: Me renamed the conversation to "Roof: x"\n\nJun 03, 2026 10:00:12 AM\nMe\nGood morning\n\nMara: at 10:30\n\nJun 03, 2026  1:00:40 PM (Read by you after 5 seconds)\n+49 170 1234567\nHello\nTapbacks:\nLoved by Me\n\n',
    [
      'imessage_export',
      'Me|Good morning Mara: at 10:30|2026-06-03T10:00:12',
      '+49 170 1234567|Hello|2026-06-03T13:00:40',
      'lines_left_out 1',
      'items_left_out 1',
    ],
  ],
])('%s', (_name, text, expected) => {
  expect(read(text)).toEqual(expected);
});
