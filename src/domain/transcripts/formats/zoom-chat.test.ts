import { expect, test } from 'vitest';
import { parseTranscript } from '../parse-transcript.ts';

function read(text: string): unknown {
  const parsed = parseTranscript({ name: 'chat.txt', bytes: new TextEncoder().encode(text) });
  if (parsed.kind === 'refused') return parsed.code;
  const { messages } = parsed.transcript;
  const told = Array.isArray(messages)
    ? messages.map(
        ({ speaker_name, text: said, ...extra }) =>
          `${speaker_name}|${said}|${Object.values(extra).join('|')}`,
      )
    : [];
  return [parsed.format, ...told, ...parsed.notices.map(({ code, count }) => `${code} ${count}`)];
}

test.each([
  [
    'cloud',
    '00:06:51\tMara Lind:\tShall we start?\n00:06:56\tstork:\tYes,\nI am here.\n\n10:30 works, Mara: fine\n00:07:00\t🦊 (Acme): x:\tHm',
    [
      'zoom_chat',
      'Mara Lind|Shall we start?|00:06:51',
      'stork|Yes, I am here. 10:30 works, Mara: fine|00:06:56',
      '🦊 (Acme): x|Hm|00:07:00',
    ],
  ],
  [
    'computer, older',
    '10:02:11\t From  Mara Lind : Hello\n10:02:12\t From  stork  to  Everyone : Hi: you\n10:02:13\t From  Daniel B, KTH  to  Mara Lind(Direct Message) : Psst\nmore\n10:02:14\t From 黑貓  To  鄭鴻旗(privately) : 你好\n10:02:15 From Mara to stork (Privately) : No',
    [
      'zoom_chat',
      'Mara Lind|Hello|10:02:11',
      'stork|Hi: you|10:02:12',
      'Daniel B, KTH|Psst more|10:02:13|Mara Lind',
      '黑貓|你好|10:02:14|鄭鴻旗',
      'Mara|No|10:02:15|stork',
    ],
  ],
  [
    'computer, newer, with replies and reactions',
    '10:02:11 From Mara Lind to Everyone:\n\tHello: all\n\t10:02:12 From x to Everyone:\n10:02:20 From stork to Everyone:\n\tReplying to "Hello: all"\n\t\n\tYes\n10:02:21 From stork to Everyone:\n\tReacted to "Hello: all" with 👍\n10:02:22 From stork to Everyone:\n\tRemoved a 👍 reaction from "Hello: all"\n10:02:23 From Up to date Tom to Everyone:\n\tok',
    [
      'zoom_chat',
      'Mara Lind|Hello: all 10:02:12 From x to Everyone:|10:02:11',
      'stork|Yes|10:02:20|Hello: all',
      'Up to date Tom|ok|10:02:23',
      'items_left_out 2',
    ],
  ],
  [
    'with a date, in Russian',
    '2026-06-03 18:05:11 От Мара кому Все:\n\tПривет\n2026-06-03 18:05:20 От Тобиас кому Мара(личное сообщение):\n\tОтвет на «Привет»:\n\tда',
    ['zoom_chat', 'Мара|Привет|2026-06-03T18:05:11', 'Тобиас|да|2026-06-03T18:05:20|Мара|Привет'],
  ],
  [
    'a line separator of Zoom is a break',
    '10:02:11\t From Mara : one\u2028\u2028two\r\n10:02:12\t From stork : three\r\n',
    ['zoom_chat', 'Mara|one two|10:02:11', 'stork|three|10:02:12'],
  ],
])('%s', (_name, text, expected) => {
  expect(read(text)).toEqual(expected);
});
