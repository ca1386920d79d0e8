import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTranscript } from '../parse-transcript.ts';

/** Speakers × labels × times × line ends: a conversation written as each program writes it comes back the same. */

const names = [
  'Mara Lind',
  'stork',
  'Tobias Reck [Acme]',
  'Спикер №1',
  '4917****12',
  'Dr. K. Öz | Acme GmbH',
  '田中 さくら',
  "tobias's iPhone",
  'Conference Room Berlin 3rd Floor',
  'Mara Lind (she/her)',
  'Speaker 1',
  'JANE',
];
const texts = [
  'There are two ways: pay now, or pay later.',
  'Yes.',
  'We meet at 10:30, don’t we?',
  'I said (maybe) not.',
  '42',
  'Well - I think so',
  'See https://a.example/x: it says',
  'Привет. Как дела?',
  'We call it "the plan": easy',
];

interface Said {
  speaker: string;
  startMs: number;
  endMs: number;
  text: string;
}

/** Everybody speaks twice at least, as in real files. */
const conversation = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }),
    fc.array(
      fc.tuple(fc.nat(), fc.constantFrom(...texts), fc.nat(4_000), fc.integer({ min: 1, max: 9_000 })),
      {
        minLength: 1,
        maxLength: 20,
      },
    ),
  )
  .map(([people, rows]) => {
    let startMs = 0;
    const turns: [string, string, number, number][] = [
      ...[...people, ...people].map((name): [string, string, number, number] => [
        name,
        'Hello all.',
        10,
        900,
      ]),
      ...rows.map(
        ([who, text, pause, length]): [string, string, number, number] =>
          [people[who % people.length] ?? '', text, pause, length] as [string, string, number, number],
      ),
    ];
    return turns.map(([speaker, text, pause, length]): Said => {
      startMs += pause;
      return { speaker, startMs, endMs: startMs + length, text };
    });
  });

const layout = fc.record({
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  mark: fc.constantFrom('', '\ufeff'),
  numbers: fc.constantFrom('none', 'counted', 'uuid'),
  tail: fc.constantFrom('', '\n', '\n\n\n'),
});
type Layout = typeof layout extends fc.Arbitrary<infer L> ? L : never;

function stamp(ms: number, comma: string): string {
  const iso = new Date(ms).toISOString();
  return `${iso.slice(11, 19)}${comma}${iso.slice(20, 23)}`;
}

function identifier({ numbers }: Layout, at: number): string {
  if (numbers === 'counted') return `${at + 1}\n`;
  return numbers === 'uuid' ? `f1e2d3c4-0000-4000-8000-123456789abc/${at}-0\n` : '';
}

const writers: Record<string, (said: Said[], layout: Layout) => string> = {
  'zoom.vtt': (said, form) =>
    `WEBVTT\n\n${said.map((s, at) => `${identifier(form, at)}${stamp(s.startMs, '.')} --> ${stamp(s.endMs, '.')}\n${s.speaker}: ${s.text}\n`).join('\n')}`,
  'teams.vtt': (said, form) =>
    `WEBVTT\n\n${said.map((s, at) => `${identifier(form, at)}${stamp(s.startMs, '.')} --> ${stamp(s.endMs, '.')}\n<v ${s.speaker}>${s.text}</v>\n`).join('\n')}`,
  'webex.vtt': (said) =>
    `WEBVTT\n\n${said.map((s, at) => `${at + 1} "${s.speaker}" (${3_142_517_760 + at})\n${stamp(s.startMs, '.')} --> ${stamp(s.endMs, '.')}\n${s.text}\n`).join('\n')}`,
  'labels.srt': (said, form) =>
    said
      .map(
        (s, at) =>
          `${identifier(form, at)}${stamp(s.startMs, ',')} --> ${stamp(s.endMs, ',')}\n${s.speaker}: ${s.text}\n`,
      )
      .join('\n'),
  'labels.sbv': (said) =>
    said.map((s) => `${stamp(s.startMs, '.')},${stamp(s.endMs, '.')}\n${s.speaker}: ${s.text}\n`).join('\n'),
  'graph.vtt': (said) =>
    `WEBVTT\n\n${said.map((s) => `${stamp(s.startMs, '.')} --> ${stamp(s.endMs, '.')}\n${JSON.stringify({ speakerName: s.speaker, spokenText: s.text })}\n`).join('\n')}`,
};

test.each(Object.keys(writers))('%s', (name) => {
  fc.assert(
    fc.property(conversation, layout, (said, form) => {
      const source = `${form.mark}${writers[name]?.(said, form)}${form.tail}`.replaceAll('\n', form.lineEnd);
      const parsed = parseTranscript({ name, bytes: new TextEncoder().encode(source) });
      expect(parsed.kind === 'parsed' ? parsed.transcript : parsed).toEqual({
        sentences: said.map(({ speaker, startMs, endMs, text }) => ({
          speaker_name: speaker,
          start: startMs / 1000,
          end: endMs / 1000,
          text,
        })),
      });
    }),
    { numRuns: 300 },
  );
});

test('no word is lost or given to another where one cue of many is odd', () => {
  const oddTimings = [
    '00:00:09,000 --> ',
    '--> 00:00:12,000',
    '0 --> x',
    '00:61:09,000 --> 00:61:10,000',
    '00:00:09:000 -> 00:00:10:000',
  ];
  fc.assert(
    fc.property(conversation, fc.constantFrom(...oddTimings), fc.nat(), (said, timing, where) => {
      const odd = where % said.length;
      const source = said
        .map(
          (s, at) =>
            `${at + 1}\n${at === odd ? timing : `${stamp(s.startMs, ',')} --> ${stamp(s.endMs, ',')}`}\n${s.speaker}: ${s.text}\n`,
        )
        .join('\n');
      const parsed = parseTranscript({ name: 'a.srt', bytes: new TextEncoder().encode(source) });
      if (parsed.kind === 'refused') throw new Error(parsed.message);
      const { sentences } = parsed.transcript;
      const heard = Array.isArray(sentences) ? sentences.map((s) => `${s.speaker_name}: ${s.text}`) : [];
      expect(heard.toSorted()).toEqual(said.map((s) => `${s.speaker}: ${s.text}`).toSorted());
      expect(parsed.notices.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});
