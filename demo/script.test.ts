import { expect, test } from 'vitest';
import { parseTranscript } from '../src/domain/transcripts/parse-transcript.ts';
import { transcriptLines } from '../src/domain/transcripts/stored-transcript.ts';
import { faultSentence } from '../testing/fault-sentence.ts';
import { type DemoConversation, demoAccount, demoConversations } from './script.ts';

const now = new Date('2026-06-03T09:42:00Z');
const conversations = demoConversations(now);

function parsed(
  conversation: DemoConversation,
): Extract<ReturnType<typeof parseTranscript>, { kind: 'parsed' }> {
  const result = parseTranscript({ name: conversation.fileName, bytes: conversation.bytes });
  if (result.kind === 'refused') throw new Error(`${conversation.fileName}: ${faultSentence(result)}`);
  return result;
}

test('at least sixty conversations, no two the same', () => {
  expect(conversations.length).toBeGreaterThanOrEqual(60);
  const distinct = (of: (conversation: DemoConversation) => unknown): number =>
    new Set(conversations.map(of)).size;
  expect(distinct((conversation) => conversation.fileName)).toBe(conversations.length);
  expect(distinct((conversation) => conversation.startedAt.getTime())).toBe(conversations.length);
  expect(
    distinct((conversation) =>
      transcriptLines(parsed(conversation).transcript)
        .map(({ text }) => text)
        .join(),
    ),
  ).toBe(conversations.length);
});

test('the same moment gives the same conversations', () => {
  expect(demoConversations(now)).toEqual(conversations);
});

test.each(conversations.map((conversation) => [conversation.title, conversation] as const))(
  '%s',
  (_title, conversation) => {
    const { transcript, speakers, durationSeconds } = parsed(conversation);
    const lines = transcriptLines(transcript);
    expect(lines.length).toBeGreaterThanOrEqual(14);
    expect(speakers.toSorted()).toEqual(conversation.participants.map(({ name }) => name).toSorted());
    expect(lines.every((line) => line.speakerName !== null && !/[{}]/u.test(line.text))).toBe(true);
    const endedAtMs = conversation.startedAt.getTime() + (durationSeconds ?? 0) * 1000;
    expect(endedAtMs).toBeLessThanOrEqual(now.getTime());
    expect(demoAccount.users.map(({ email }) => email)).toContain(conversation.userEmail);
    expect(demoAccount.departments.map(({ name }) => name)).toContain(conversation.departmentName);
  },
);

test.each(['2026-06-03T09:42:00Z', '2026-11-29T00:00:00Z', '2026-01-05T23:59:59.999Z'])(
  'at %s all are of the last 45 days, in office hours unless of the last hour',
  (moment) => {
    const at = new Date(moment);
    const agesDays = demoConversations(at).map(
      ({ startedAt }) => (at.getTime() - startedAt.getTime()) / 86_400_000,
    );
    expect(Math.min(...agesDays)).toBeGreaterThan(0);
    expect(Math.max(...agesDays)).toBeLessThan(45);
    expect(agesDays.filter((age) => age > 30).length).toBeGreaterThan(10);
    expect(agesDays.filter((age) => age < 1 / 24)).toHaveLength(3);
    const planned = demoConversations(at).filter((_, index) => (agesDays[index] ?? 0) >= 1 / 24);
    expect(planned.every(({ startedAt }) => startedAt.getUTCDay() % 6 !== 0)).toBe(true);
    expect(
      planned.every(({ startedAt }) => startedAt.getUTCHours() >= 8 && startedAt.getUTCHours() < 17),
    ).toBe(true);
  },
);

test('the show piece comes first', () => {
  const first = conversations[0];
  expect(first).toMatchObject({
    title: 'Discovery call - Acme',
    medium: 'call',
    language: 'en',
    company: 'Acme',
  });
  if (!first) return;
  const { format, durationSeconds, speakers } = parsed(first);
  expect(format).toBe('webvtt');
  expect(speakers).toEqual(['Erik Lindstrom', 'Jane Doe']);
  expect(durationSeconds).toBeGreaterThan(300);
  expect(durationSeconds).toBeLessThan(1080);
});

test('all formats and one Swedish conversation are there', () => {
  const formats = new Set(conversations.map((conversation) => parsed(conversation).format));
  expect([...formats].toSorted()).toEqual(['meetric_json', 'srt', 'text', 'webvtt']);
  expect(conversations.filter(({ language }) => language === 'sv').map(({ title }) => title)).toEqual([
    'Säljsamtal - Fjällby Livs',
  ]);
});
