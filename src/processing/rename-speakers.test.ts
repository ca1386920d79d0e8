import { describe, expect, test } from 'vitest';
import type { Participant } from '../domain/conversations/conversation.ts';
import type { StoredTranscript } from '../domain/transcripts/stored-transcript.ts';
import { renamedParticipants, renamedTranscript, type SpeakerRename } from './rename-speakers.ts';

const toJane: SpeakerRename = { from: 'Speaker 1', name: 'Jane Doe', email: 'jane@acme.test' };
const twoToJane: SpeakerRename = { from: 'Speaker 2', name: 'Jane Doe', email: null };
const toErik: SpeakerRename = { from: 'Speaker 2', name: 'Erik', email: null };
const swap: SpeakerRename[] = [
  { from: 'Speaker 1', name: 'Speaker 2', email: null },
  { from: 'Speaker 2', name: 'Speaker 1', email: null },
];

function spoken(names: string[], uncertain?: string[]): StoredTranscript {
  return {
    sentences: names.map((speaker_name, n) => ({ speaker_name, start: n, end: n + 1, text: `line ${n}` })),
    ...(uncertain ? { uncertain_speakers: uncertain } : {}),
  };
}

const [one, two] = ['Speaker 1', 'Speaker 2'];

describe('a transcript of sentences', () => {
  test.each<[string, StoredTranscript, SpeakerRename[], StoredTranscript]>([
    ['one is renamed', spoken([one, two]), [toErik], spoken([one, 'Erik'])],
    ['two become one', spoken([one, two, one]), [toJane, twoToJane], spoken(Array(3).fill('Jane Doe'))],
    ['two change places', spoken([one, two]), swap, spoken([two, one])],
    ['a name with blanks around it is meant too', spoken([` ${two}`]), [toErik], spoken(['Erik'])],
    ['part of a name is not meant', spoken(['Speaker 22']), [toErik], spoken(['Speaker 22'])],
    ['the last mark goes', spoken([one, two], [two]), [toErik], spoken([one, 'Erik'])],
    ["others' marks stay", spoken([one, two], [one, two]), [toErik], spoken([one, 'Erik'], [one])],
  ])('%s', (_, before, renames, after) => expect(renamedTranscript(before, renames)).toEqual(after));
});

test('a transcript of messages keeps everything but the names', () => {
  const messages = [
    { speaker_name: one, text: 'Hello.', extra: 1 },
    { speaker_name: null, text: 'A voice.' },
    { text: 'Nobody.' },
  ];
  expect(renamedTranscript({ messages, source: 'chat' }, [toJane])).toEqual({
    messages: [{ speaker_name: 'Jane Doe', text: 'Hello.', extra: 1 }, messages[1], messages[2]],
    source: 'chat',
  });
});

describe('participants', () => {
  const isInternal = (name: string, email: string | null): boolean =>
    email === null ? name === 'Erik' : email === 'erik@northwind.test';
  const plain = (name: string): Participant => ({ name, email: null, role: null });
  const jane = { name: 'Jane Doe', email: 'jane@acme.test', role: null };

  test.each<[string, Participant[], SpeakerRename[], Participant[]]>([
    ['a rename brings name and address', [plain(one), plain(two)], [toJane], [jane, plain(two)]],
    ['two become one', [plain(one), plain(two)], [toJane, twoToJane], [jane]],
    ['the address may come with the second', [plain(one), plain(two)], [twoToJane, toJane], [jane]],
    [
      'who was listed with a role keeps it',
      [{ name: 'Jane Doe', email: null, role: 'customer' }, plain(one)],
      [toJane],
      [{ ...jane, role: 'customer' }],
    ],
    [
      'what was known of the one renamed stays',
      [{ name: two, email: 'e@acme.test', role: 'customer' }],
      [{ from: two, name: 'Eve', email: null }],
      [{ name: 'Eve', email: 'e@acme.test', role: 'customer' }],
    ],
    [
      'an address that is given goes before one that is known',
      [{ name: 'Jane Doe', email: 'old@acme.test', role: null }, plain(one)],
      [toJane],
      [jane],
    ],
    ['a speaker who was not listed is added', [plain('Ann')], [toJane], [plain('Ann'), jane]],
    ['a user by name is internal', [plain(two)], [toErik], [{ ...plain('Erik'), role: 'internal' }]],
    [
      'a user by address is internal',
      [plain(two)],
      [{ from: two, name: 'E. L.', email: 'erik@northwind.test' }],
      [{ name: 'E. L.', email: 'erik@northwind.test', role: 'internal' }],
    ],
    [
      "another person of a user's name is not",
      [plain(two)],
      [{ from: two, name: 'Erik', email: 'erik@acme.test' }],
      [{ name: 'Erik', email: 'erik@acme.test', role: null }],
    ],
    ['two change places', [plain(one), plain(two)], swap, [plain(two), plain(one)]],
  ])('%s', (_, before, renames, after) =>
    expect(renamedParticipants(before, renames, isInternal)).toEqual(after),
  );

  test('the list that came in stays as it was', () => {
    const before = [plain(one), plain(two)];
    renamedParticipants(before, [toJane, twoToJane], isInternal);
    expect(before).toEqual([plain(one), plain(two)]);
  });
});
