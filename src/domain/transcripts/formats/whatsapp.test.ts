import { expect, test } from 'vitest';
import { parseTranscript } from '../parse-transcript.ts';

function read(text: string): unknown {
  const parsed = parseTranscript({ name: 'chat.txt', bytes: new TextEncoder().encode(text) });
  if (parsed.kind === 'refused') return parsed.code;
  const { transcript } = parsed;
  if (!Array.isArray(transcript.messages)) return 'sentences';
  return [
    parsed.format,
    ...transcript.messages.map((m) => `${m.speaker_name} ${m['date'] ?? m['time']} ${m.text}`),
    ...parsed.notices.map(({ code, count, firstPlace }) => `${code} ${count} ${firstPlace}`),
  ];
}

const mark = '\u200e';

test.each([
  [
    'iOS, Germany',
    '[03.06.26, 10:00:12] Mara Lind: Good morning all\n[03.06.26, 10:00:40] Tobias Reck: Hello',
    ['whatsapp', 'Mara Lind 2026-06-03T10:00:12 Good morning all', 'Tobias Reck 2026-06-03T10:00:40 Hello'],
  ],
  [
    'Android, with a message of several lines that hold a time, a name and a blank line',
    '13/06/2026, 10:00 - stork: List:\n\nTobias Reck: the tiles\n10:30 we meet\n13/06/2026, 10:01 - Mara Lind: Fine',
    [
      'whatsapp',
      'stork 2026-06-13T10:00 List: Tobias Reck: the tiles 10:30 we meet',
      'Mara Lind 2026-06-13T10:01 Fine',
    ],
  ],
  [
    'United States, with a narrow space before PM',
    '6/3/26, 11:59\u202fAM - Mara: Hi\n6/13/26, 12:05\u202fPM - Tobias: Hello\n6/13/26, 12:30\u202fAM - Mara: Late',
    ['whatsapp', 'Mara 2026-06-03T11:59 Hi', 'Tobias 2026-06-13T12:05 Hello', 'Mara 2026-06-13T00:30 Late'],
  ],
  [
    'Spanish and Canadian halves of the day, and no comma',
    '28/3/2026 9:29 p.\u00a0m. - Mara: Hola\n29/3/2026 1:05 a.\u00a0m. - Tobias: Adiós',
    ['whatsapp', 'Mara 2026-03-28T21:29 Hola', 'Tobias 2026-03-29T01:05 Adiós'],
  ],
  ['ISO dates', '2026-06-03, 5:46 p.m. - Mara: Hi', ['whatsapp', 'Mara 2026-06-03T17:46 Hi']],
  ['Japanese', '2026/06/03 午後5:46 - 田中: こんにちは', ['whatsapp', '田中 2026-06-03T17:46 こんにちは']],
  ['Finnish', '3.6.2026 klo 10.05 - Mara: Moi', ['whatsapp', 'Mara 2026-06-03T10:05 Moi']],
  ['old iOS', '24/3/26, 13:59:59: Mara Lind: Hi', ['whatsapp', 'Mara Lind 2026-03-24T13:59:59 Hi']],
  ['Arabic digits', '[١٣‏/٦‏/٢٠٢٦، ١٠:٠٠:١٢] سارة: مرحبا', ['whatsapp', 'سارة 2026-06-13T10:00:12 مرحبا']],
  [
    'odd names',
    ['🦊 fox', '+49 170 1234567', "D'Arcy O'Neill [Acme]", 'user@acme.test', '7', 'Mara (Roof): team']
      .map((name, at) => `[2026-06-0${at + 1}, 10:00:00] ${name}: Hi`)
      .join('\n'),
    [
      'whatsapp',
      '🦊 fox 2026-06-01T10:00:00 Hi',
      '+49 170 1234567 2026-06-02T10:00:00 Hi',
      "D'Arcy O'Neill [Acme] 2026-06-03T10:00:00 Hi",
      'user@acme.test 2026-06-04T10:00:00 Hi',
      '7 2026-06-05T10:00:00 Hi',
      'Mara (Roof) 2026-06-06T10:00:00 team: Hi',
    ],
  ],
  [
    'what the app writes is no speech',
    [
      '03.06.26, 09:59 - Messages and calls are end-to-end encrypted. Tap to learn more.',
      '03.06.26, 10:00 - Mara added Tobias',
      '03.06.26, 10:00 - Mara: <Media omitted>',
      '03.06.26, 10:01 - Mara: IMG-20260603-WA0001.jpg (file attached)',
      'The roof today',
      '03.06.26, 10:02 - Mara changed the subject to "Roof: part 2"',
      '03.06.26, 10:03 - Tobias: Good <This message was edited>',
    ].join('\n'),
    [
      'whatsapp',
      'Mara 2026-06-03T10:01 The roof today',
      'null 2026-06-03T10:02 Mara changed the subject to "Roof: part 2"',
      'Tobias 2026-06-03T10:03 Good',
      'lines_left_out 2 line 1',
      'items_left_out 3 line 3',
      'speakers_unknown 1 line 6',
    ],
  ],
  [
    'marks of iOS',
    [
      `[03.06.26, 10:00:00] ~\u202fMara: ${mark}Messages and calls are end-to-end encrypted.`,
      `${mark}[03.06.26, 10:00:01] Mara: ${mark}image omitted`,
      `[03.06.26, 10:00:02] Mara: The roof ${mark}<attached: 00000012-PHOTO-2026-06-03.jpg>`,
      `[03.06.26, 10:00:03] Tobias: <3`,
    ].join('\n'),
    [
      'whatsapp',
      'Mara 2026-06-03T10:00:02 The roof',
      'Tobias 2026-06-03T10:00:03 <3',
      'items_left_out 3 line 1',
    ],
  ],
  [
    'a day that may be a month',
    '03/06/2026, 10:00 - Mara: Hi\n04/06/2026, 10:00 - Tobias: Hello',
    ['whatsapp', 'Mara 2026-06-03T10:00 Hi', 'Tobias 2026-06-04T10:00 Hello', 'day_order_guessed 1 line 1'],
  ],
  [
    'a day that may be a month, with Spanish halves of the day',
    '6/5/26, 10:00 p.\u00a0m. - Ana: Hola\n6/5/26, 10:01 p. m. - Bob: Ja',
    ['whatsapp', 'Ana 2026-05-06T22:00 Hola', 'Bob 2026-05-06T22:01 Ja', 'day_order_guessed 1 line 1'],
  ],
  [
    'a day that does not exist leaves the time',
    '[40.06.26, 10:00:12] Mara: Hi\n[03.06.26, 10:00:40] Tobias: Hello',
    ['whatsapp', 'Mara 10:00:12 Hi', 'Tobias 2026-06-03T10:00:40 Hello'],
  ],
  [
    'signal-export',
    '[2026-06-03, 10:00] Me: Hi\n[2026-06-03, 10:05] Mara: Fine\n\n>\n> Hi\n>\n(- Me: 👍 -)\n![a.jpg](./media/a.jpg)',
    ['signal_export', 'Me 2026-06-03T10:00 Hi', 'Mara 2026-06-03T10:05 Fine', 'items_left_out 5 line 2'],
  ],
])('%s', (_name, text, expected) => {
  expect(read(text)).toEqual(expected);
});

test('the first message dates the conversation', () => {
  const bytes = new TextEncoder().encode('[03.06.26, 10:00:12] Mara: Hi\n[04.06.26, 10:00:12] Tobias: Hi');
  expect(parseTranscript({ name: 'a.txt', bytes })).toMatchObject({
    header: { date: '2026-06-03T10:00:12.000Z' },
  });
});
