import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const user = (username: string) => ({
  username,
  multiple_people: false,
  user_id: username,
  zoom_userid: '',
  avatar_url: '',
});

test('a timeline has no words', () => {
  expect(readFile({ timeline: [{ ts: '00:00:01.250', users: [user('Mara Lind')] }] })).toBe(
    'no_speech: A Zoom timeline says who speaks when and holds no words; import the .vtt file of the same recording.',
  );
});

test('with words: one user is the speaker, of several nobody knows', () => {
  const timeline = [
    { text: 'Shall we?', ts: '00:00:01.250', end_ts: '00:00:02.500', users: [user('Mara Lind')] },
    {
      text: 'Yes.',
      ts: '00:00:03.000',
      end_ts: '00:00:04.000',
      users: [user('Mara Lind'), user('Tobias Reck')],
    },
  ];
  expect(readFile({ type: 'zoom_transcript', ver: 1, timeline })).toEqual({
    format: 'zoom_timeline',
    said: ['Mara Lind|1.25|2.5|Shall we?', 'null|3|4|Yes.'],
    header: {},
    notices: ['speakers_unknown 1 timeline[1]'],
  });
});

const clock = (ms: number): string => new Date(ms).toISOString().slice(11, 23);

describe.each<Writer>([
  {
    format: 'zoom_timeline',
    write: (lines) => ({
      timeline: lines.map(({ person, text, startMs, endMs }) => ({
        text,
        ts: clock(startMs),
        end_ts: clock(endMs),
        users: [user(`Person ${person}`)],
      })),
    }),
    name: (person) => `Person ${person}`,
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});
