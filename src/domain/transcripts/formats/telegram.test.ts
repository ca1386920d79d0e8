import { describe, expect, test } from 'vitest';
import {
  expectSafeMutations,
  expectSameConversations,
  readFile,
  type Writer,
} from '../../../../test/support/written-conversations.ts';

const message = (id: number, from: string | null, text: unknown, more = {}) => ({
  id,
  type: 'message',
  date: '2026-06-03T12:00:00',
  date_unixtime: `${1_780_480_800 + id}`,
  from,
  from_id: `user${id}`,
  text,
  ...more,
});
const chat = (messages: unknown[]) => ({ name: 'Roof', type: 'private_group', id: 7, messages });
const time = (second: number) => `2026-06-03T10:00:0${second}.000Z`;

test('messages by their senders; calls and members are no speech', () => {
  const messages = [
    {
      id: 0,
      type: 'service',
      date: '2026-06-03T12:00:00',
      actor: 'Mara Lind',
      actor_id: 'user1',
      action: 'phone_call',
      text: '',
    },
    message(1, 'Mara Lind', ['See ', { type: 'link', text: 'a.example' }, ', shall we?']),
    message(2, null, 'Yes.'),
    message(3, 'Tobias Reck', 'As she says.', { forwarded_from: 'In\u0000es\ud800' }),
    message(4, 'Tobias Reck', '', { photo: 'photos/a.jpg' }),
    message(5, 'Tobias Reck', '', {
      poll: { question: 'When?', answers: [{ text: 'Now' }, { text: 'Later' }] },
    }),
  ];
  expect(readFile(chat(messages))).toEqual({
    format: 'telegram',
    said: [
      `Mara Lind|${time(1)}|See a.example, shall we?`,
      `user2|${time(2)}|Yes.`,
      `Tobias Reck|${time(3)}|In es\ufffd|As she says.`,
      `Tobias Reck|${time(5)}|When? Now Later`,
    ],
    header: { title: 'Roof', date: '2026-06-03T10:00:00.000Z'.replace('10:00', '12:00') },
    notices: ['lines_left_out 1 messages[0]', 'items_left_out 1 messages[4]'],
  });
});

test('control characters as Telegram writes them are no reason to refuse', () => {
  const text = JSON.stringify(chat([message(1, 'Mara Lind', 'Shall#we?')])).replace('#', '\\x0B');
  expect(readFile(text)).toMatchObject({ format: 'telegram', said: [`Mara Lind|${time(1)}|Shall we?`] });
});

test('an export of all chats is several conversations', () => {
  const chats = { list: [chat([message(1, 'A', 'a')]), chat([message(1, 'A', 'b')])] };
  expect(readFile({ about: 'x', chats })).toBe(
    'malformed: Read as Telegram export: chats.list holds 2 chats; export one chat by itself.',
  );
});

describe.each<Writer>([
  {
    format: 'telegram',
    write: (lines) => chat(lines.map(({ person, text }, at) => message(at, `Person ${person}`, text))),
    name: (person) => `Person ${person}`,
    lacks: 'times',
  },
])('property: $format', (writer) => {
  test('conversations come back the same', () => expectSameConversations(writer));
  test('mutations are safe', () => expectSafeMutations(writer));
});
