import { expect, test } from 'vitest';
import { channelSpeaker, SpeakerNames, speakerName } from './speaker-name.ts';

test.each([
  [' Mara Lind ', 'Mara Lind'],
  ['A', 'A'],
  ['spk_0', 'spk_0'],
  ['SPEAKER_00', 'SPEAKER_00'],
  [0, 'Speaker 0'],
  ['12', 'Speaker 12'],
  ['-1', null],
  [-1, null],
  [0.5, null],
  ['unknown', null],
  ['Unknown Speaker', null],
  ['N/A', null],
  ['Na', 'Na'],
  ['Nan', 'Nan'],
  ['', null],
  [null, null],
  [[], null],
  [{ id: 7, display_name: 'Mara' }, 'Mara'],
  [{ id: 7, name: null }, 'Speaker 7'],
  [{ user: { displayName: 'Mara' } }, 'Mara'],
  [{ name: { name: { name: 'Mara' } } }, null],
])('%j', (value, expected) => {
  expect(speakerName(value)).toBe(expected);
});

test.each([
  [0, 1, 1, 'Speaker 1'],
  [0, null, 1, null],
  [0, null, 2, 'Channel 0'],
  ['2', 'A', 2, 'Channel 2 A'],
  ['ch_0', 'spk_1', 2, 'ch_0 spk_1'],
  [null, 3, 2, 'Speaker 3'],
])('channel %j, speaker %j of %d channels', (channel, speaker, channels, expected) => {
  expect(channelSpeaker(channel, speaker, channels)).toBe(expected);
});

test('an id that is none names nobody', () => {
  const names = new SpeakerNames();
  for (const id of [undefined, null, '', {}, 'b']) names.add(id, 'Mara');
  names.add(7, 'Ines');
  expect([undefined, null, '', {}, 'b', '7', 7].map((id) => names.of(id))).toEqual([
    null,
    null,
    null,
    null,
    'Mara',
    'Ines',
    'Ines',
  ]);
});
