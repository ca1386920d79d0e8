import { describe, expect, test } from 'vitest';
import { readFile } from '../../../../test/support/written-conversations.ts';

describe('times', () => {
  const read = (first: object, second: object, more = {}, options = {}) =>
    readFile(
      {
        ...more,
        segments: [
          { text: 'Shall we start?', ...first },
          { text: 'Yes.', ...second },
        ],
      },
      options,
    );
  const times = [
    { start: 100, end: 2000 },
    { start: 2100, end: 3500 },
  ] as const;

  test.each([
    ['clock times', { start: '00:00:00.100', end: '0:02' }, { start: '00:00:02,100', end: '00:00:03.5' }],
    ['lengths of ISO 8601', { start: 'PT0.1S', end: 'PT2S' }, { start: 'PT2.1S', end: 'PT3.5S' }],
    ['numbers with a unit', { start: '100ms', end: '2s' }, { start: '2.1s', end: '3.5 s' }],
    ['keys with a unit', { start_ms: 100, end_ms: 2000 }, { start_ms: 2100, end_ms: 3500 }],
    [
      'ticks',
      { startInTicks: 1_000_000, endInTicks: 20_000_000 },
      { startInTicks: 21_000_000, endInTicks: 35_000_000 },
    ],
    ['lengths', { start: 0.1, duration: 1.9 }, { start: 2.1, duration: 1.4 }],
    ['both in a list', { timestamp: [0.1, 2] }, { timestamp: [2.1, 3.5] }],
    ['strings', { start: '0.1', end: '2.0' }, { start: '2.1', end: '3.5' }],
  ])('%s', (_name, first, second) => {
    expect(read(first, second)).toMatchObject({
      said: ['null|0.1|2|Shall we start?', 'null|2.1|3.5|Yes.'],
      notices: [],
    });
  });

  test('milliseconds are told by the length that the file gives of itself', () => {
    expect(read(...times, { audio_length: 4 })).toMatchObject({
      notices: ['time_unit_guessed 1 segments[0].start'],
    });
    expect(read(...times, { duration: '00:00:04' })).toMatchObject({
      said: ['null|0.1|2|Shall we start?', 'null|2.1|3.5|Yes.'],
      notices: [],
    });
  });

  test('else by how fast people speak, which is told', () => {
    expect(read(...times)).toMatchObject({
      said: ['null|0.1|2|Shall we start?', 'null|2.1|3.5|Yes.'],
      notices: ['time_unit_guessed 1 segments[0].start'],
    });
    expect(read({ start: 1, end: 3 }, { start: 4, end: 6 })).toMatchObject({
      said: ['null|1|3|Shall we start?', 'null|4|6|Yes.'],
    });
  });

  test('else refused, unless the importer says it', () => {
    const long = [
      { start: 0, end: 100 },
      { start: 100, end: 200 },
    ] as const;
    expect(read(...long)).toBe(
      'time_unit_unknown: segments[0].start: the file does not show whether its times are seconds or milliseconds; say --time-unit s or ms.',
    );
    expect(read(...long, {}, { timeUnit: 's' })).toMatchObject({
      said: ['null|0|100|Shall we start?', 'null|100|200|Yes.'],
    });
    expect(read(...long, {}, { timeUnit: 'ms' })).toMatchObject({
      said: ['null|0|0.1|Shall we start?', 'null|0.1|0.2|Yes.'],
    });
  });

  test('moments with ends are sentences of a conversation that began with the first', () => {
    const first = {
      startTime: '2026-06-03T10:00:05Z',
      endTime: '2026-06-03T10:00:06.5Z',
      participant: 'conferenceRecords/a/participants/1',
    };
    const second = {
      startTime: '2026-06-03T10:00:07Z',
      endTime: '2026-06-03T10:00:08Z',
      participant: 'conferenceRecords/a/participants/2',
    };
    expect(read(first, second)).toMatchObject({
      said: [
        'conferenceRecords/a/participants/1|0|1.5|Shall we start?',
        'conferenceRecords/a/participants/2|2|3|Yes.',
      ],
      header: { date: '2026-06-03T10:00:05.000Z' },
    });
  });

  test('moments alone are those of messages', () => {
    expect(
      readFile([
        { from: 'Mara', ts: '1780480800.5', text: 'Yes.' },
        { from: 'Ines', ts: '1780480860', text: 'No.' },
      ]),
    ).toMatchObject({
      said: ['Mara|2026-06-03T10:00:00.500Z|Yes.', 'Ines|2026-06-03T10:01:00.000Z|No.'],
      header: { date: '2026-06-03T10:00:00.500Z' },
    });
  });
});
