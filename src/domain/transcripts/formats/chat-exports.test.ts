import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const time = (second: number) => `2026-06-03T10:00:0${second}.000Z`;
const slack = (second: number, user: string, text: string, more = {}) => ({
  type: 'message',
  user,
  text,
  ts: `${1_780_480_800 + second}.000200`,
  ...more,
});
const profile = (real_name: string) => ({ user_profile: { real_name, display_name: '', name: 'x' } });

test('Slack: names from profiles, mentions and links as they are shown', () => {
  const day = [
    slack(0, 'U1', '<@U1> has joined the channel', { subtype: 'channel_join' }),
    slack(
      1,
      'U1',
      'Shall we, <@U2>? See <https://a.example|the plan> &amp; <#C1|roof>',
      profile('Mara Lind'),
    ),
    slack(2, 'U2', 'Yes.', profile('Tobias Reck')),
    slack(3, 'U1', 'Fine.'),
    slack(4, 'U9', 'Hello.'),
    {
      type: 'message',
      subtype: 'bot_message',
      bot_id: 'B1',
      username: 'Builds',
      text: 'Done.',
      ts: `${1_780_480_805}.0`,
    },
  ];
  expect(readFile(day)).toMatchObject({
    format: 'slack',
    said: [
      'Mara Lind|2026-06-03T10:00:01.000Z|Shall we, @Tobias Reck? See the plan & #roof',
      `Tobias Reck|${time(2)}|Yes.`,
      `Mara Lind|${time(3)}|Fine.`,
      `U9|${time(4)}|Hello.`,
      `Builds|${time(5)}|Done.`,
    ],
    notices: ['lines_left_out 1 [0]'],
  });
});

const teams = (second: number, displayName: string | null, content: string, more = {}) => ({
  id: `${second}`,
  messageType: 'message',
  createdDateTime: `2026-06-03T10:00:0${second}Z`,
  from: displayName === null ? null : { application: null, user: { id: 'u', displayName } },
  body: { contentType: 'html', content },
  ...more,
});

test('Teams: the newest message comes first in the file', () => {
  const value = [
    teams(3, null, '<systemEventMessage/>', { messageType: 'systemEventMessage' }),
    teams(2, 'Tobias Reck', '<p>Yes &amp; no.<br>Well.</p>'),
    teams(1, 'Mara Lind', 'Shall we?', { body: { contentType: 'text', content: 'Shall we?' } }),
  ];
  expect(readFile({ '@odata.context': 'x', value })).toEqual({
    format: 'teams_chat',
    said: [`Mara Lind|${time(1)}|Shall we?`, `Tobias Reck|${time(2)}|Yes & no. Well.`],
    header: { date: time(1) },
    notices: ['lines_left_out 1 value[0]'],
  });
});

describe.each<Writer>([
  {
    format: 'slack',
    write: (lines) =>
      lines.map(({ person, text }, at) => slack(at, `U${person}`, text, profile(`Person ${person}`))),
    name: (person) => `Person ${person}`,
    lacks: 'times',
  },
  {
    format: 'teams_chat',
    write: (lines) => ({
      value: lines.map(({ person, text }, at) => teams(at, `Person ${person}`, text)).reverse(),
    }),
    name: (person) => `Person ${person}`,
    lacks: 'times',
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});
