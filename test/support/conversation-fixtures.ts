import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, vi } from 'vitest';
import { packTranscript } from '../../src/domain/conversations/packed-transcript.ts';
import {
  refreshCard,
  setFailed,
  setRecording,
  storeConversation,
} from '../../src/domain/conversations/store.ts';
import { keepMediaFile, storeRecording } from '../../src/domain/recordings/recordings.ts';
import type { StoredTranscript } from '../../src/domain/transcripts/stored-transcript.ts';
import type { Analysis } from '../../src/engines/analysis/analyser.ts';
import { presentCard } from '../../src/http/partner/present-conversation.ts';
import { acceptConversation, type IncomingConversation } from '../../src/intake/accept.ts';
import { SALES_CALL } from '../../testing/analysis/sales-call.ts';
import { completeWith } from './completion.ts';
import type { World } from './fixtures.ts';

const hourMs = 3_600_000;

export interface Conversations {
  /** Completed, with everything: department, owner, participants, recording. */
  sales: string;
  /** Completed, from messages without times, with a recording; nothing else known but its title. */
  messages: string;
  /** Completed, in a language that is not analysed, without a recording. */
  swedish: string;
  /** Completed, 31 days ago. */
  old: string;
  processing: string;
  failed: string;
  /** Processing, its transcript not there yet. */
  untranscribed: string;
  /** Completed, with a recording, of the other account. */
  foreign: string;
  /** When they took place. */
  startedAt: Record<
    'sales' | 'messages' | 'swedish' | 'old' | 'processing' | 'failed' | 'untranscribed',
    Date
  >;
}

export const salesTranscript: StoredTranscript = {
  sentences: SALES_CALL.lines.map(({ speakerName, start, end, text }) => ({
    speaker_name: speakerName,
    start: start ?? 0,
    end: end ?? 0,
    text,
  })),
};
export const messagesTranscript: StoredTranscript = {
  messages: SALES_CALL.lines.map(({ speakerName, text }) => ({ speaker_name: speakerName, text })),
  source: 'chat export',
};
export const swedishTranscript: StoredTranscript = {
  sentences: [
    { speaker_name: 'Erik', start: 0, end: 4, text: 'Hej och välkommen till mötet om det nya avtalet.' },
    {
      speaker_name: 'Anna',
      start: 4,
      end: 9,
      text: 'Tack, vi behöver prata om priset innan vi skriver under.',
    },
  ],
};

/** A second of silence, 8 kHz, 8 bit, mono. */
export const silentWav = wav(Buffer.alloc(8_000, 128));

export const givenAnalysis: Analysis = {
  kind: 'analysed',
  summary: {
    short: 'Planning takes too long.',
    text: 'Route planning by hand takes too long.',
    sections: [{ kind: 'about', points: [{ text: 'Route planning takes too long.', sentences: [0] }] }],
  },
  sentiment: 'neutral',
  topics: [{ name: 'Route planning', firstSentence: 0, lastSentence: 17, start: 0, end: 143 }],
  insights: Array.from({ length: 8 }, (_, index) => ({
    type: 'question',
    title: `Question ${index}`,
    text: `What about item ${index} of the plan?`,
    askedBy: 'Anna Keller',
    answered: index % 2 === 0,
    rank: index + 1,
    evidence: [{ sentenceIndex: index, speakerName: null, start: null, end: null, quote: 'the plan' }],
  })),
  statistics: {
    sentences: 29,
    words: 250,
    questions: 8,
    speakers: [],
    interactivityPerMinute: 7.1,
    sentimentOverTime: [],
  },
};

export const participants = [
  { name: 'Anna Keller', email: 'anna@seller.example', role: 'host' },
  { name: 'Ben Ortiz', email: null, role: null },
];

/** How conversations that are to be completed come in. */
type Enter = (world: World, accountId: string, wanted: IncomingConversation) => Promise<string>;

/**
 * Fills both accounts with conversations in every state and waits until the pipeline has done its part. With
 * `storeCompleted` nothing is analysed: quicker, for tests that do not look at the findings.
 */
export async function addConversations(world: World, enter: Enter = accept): Promise<Conversations> {
  const { server, other, people } = world;
  const newest = new Date(Math.floor(Date.now() / 1000) * 1000);
  const ago = (hours: number): Date => new Date(newest.getTime() - hours * hourMs);
  const startedAt = {
    processing: ago(1),
    sales: ago(2),
    messages: ago(3),
    swedish: ago(4),
    failed: ago(5),
    untranscribed: ago(6),
    old: ago(31 * 24),
  };
  const { accountId } = server;
  const plain = (title: string, at: Date): IncomingConversation => incoming({ title, startedAt: at });
  const sales = await enter(world, accountId, {
    ...plain('Discovery call - Acme', startedAt.sales),
    company: 'Acme',
    durationSeconds: 143,
    medium: 'call',
    conversationType: 'sales',
    departmentId: people.sales.id,
    userId: people.erik.id,
    participants,
    recording: await keepRecording(world, accountId),
  });
  const messages = await enter(world, accountId, {
    ...plain('Chat', startedAt.messages),
    transcript: messagesTranscript,
    recording: await keepRecording(world, accountId),
  });
  const swedish = await enter(world, accountId, {
    ...plain('Möte', startedAt.swedish),
    language: 'sv',
    transcript: swedishTranscript,
    departmentId: people.support.id,
  });
  const old = await enter(world, accountId, plain('Long ago', startedAt.old));
  const foreign = await enter(world, other.accountId, {
    ...plain('Secret of the others', startedAt.sales),
    recording: await keepRecording(world, other.accountId),
  });
  const processing = await store(world, plain('Renewal - Globex', startedAt.processing), 'processing');
  const failed = await store(world, plain('Broken', startedAt.failed), 'failed');
  const untranscribed = await store(world, plain('Sound only', startedAt.untranscribed), 'processing');
  await world.database.query('delete from transcript where conversation_id = $1', [untranscribed]);
  await completed(world, [sales, messages, swedish, old, foreign]);
  return { sales, messages, swedish, old, processing, failed, untranscribed, foreign, startedAt };
}

/** A conversation as it comes in, unless told otherwise. */
export function incoming(
  wanted: Partial<IncomingConversation> & { title: string; startedAt: Date },
): IncomingConversation {
  return {
    company: null,
    durationSeconds: null,
    medium: 'upload',
    conversationType: null,
    language: 'en',
    departmentId: null,
    userId: null,
    participants: [],
    importedAs: null,
    notices: [],
    transcript: salesTranscript,
    recording: null,
    ...wanted,
  };
}

export function accept(world: World, accountId: string, wanted: IncomingConversation): Promise<string> {
  return acceptConversation(world.server.context.pool, accountId, wanted, { presentCard, now: new Date() });
}

/** Stores a completed conversation with findings that are always the same. */
export async function storeCompleted(
  world: World,
  accountId: string,
  wanted: IncomingConversation,
): Promise<string> {
  const { pool } = world.server.context;
  const key = { accountId, id: randomUUID() };
  const now = new Date();
  await storeConversation(pool, { ...wanted, ...key }, packTranscript(key.id, wanted.transcript), {
    presentCard,
    now,
  });
  if (wanted.recording) {
    await storeRecording(pool, accountId, key.id, { ...wanted.recording, now });
    await setRecording(pool, key, wanted.recording.recordingId, now);
  }
  const { statistics } = givenAnalysis;
  const { language } = wanted;
  const refusal = { kind: 'not_analysed', reason: 'language_not_covered', language, statistics } as const;
  const analysis = language === 'en' ? givenAnalysis : refusal;
  await completeWith(pool, accountId, key.id, { analysis, now, again: true });
  return key.id;
}

/** Stores a conversation of the first account in a status that no job will change. */
export async function store(
  world: World,
  wanted: IncomingConversation,
  status: 'processing' | 'failed',
): Promise<string> {
  const { accountId, context } = world.server;
  const key = { accountId, id: randomUUID() };
  const now = new Date();
  await storeConversation(context.pool, { ...wanted, ...key }, packTranscript(key.id, wanted.transcript), {
    presentCard,
    now,
  });
  if (status === 'failed') {
    await setFailed(context.pool, accountId, key.id, { code: 'analysis_failed' });
    await refreshCard(context.pool, accountId, key.id, { presentCard, now });
  }
  return key.id;
}

/** Waits until the pipeline has completed these conversations. */
export async function completed(world: World, ids: string[]): Promise<void> {
  const statuses = async (): Promise<string[]> => {
    const rows = await world.database.query<{ status: string }>(
      'select status from conversation where id = any($1)',
      [ids],
    );
    return rows.map(({ status }) => status);
  };
  // Also called before the tests, where there is no expect.poll.
  await vi.waitFor(async () => expect(await statuses()).toEqual(ids.map(() => 'completed')), {
    timeout: 120_000,
    interval: 25,
  });
}

/** Keeps `silentWav` as a recording that a conversation can come in with. */
export async function keepRecording(
  world: World,
  accountId: string,
): Promise<NonNullable<IncomingConversation['recording']>> {
  const source = path.join(world.server.dataDir, `${randomUUID()}.wav`);
  writeFileSync(source, silentWav);
  const info = { container: 'wav', codec: 'pcm-u8', durationSeconds: 1 };
  const kept = await keepMediaFile(world.server.context.storage, accountId, { path: source, info });
  if (kept.kind !== 'kept') throw new Error('A wav file was not kept');
  const { kind: _, ...recording } = kept;
  return recording;
}

function wav(samples: Buffer): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8_000, 24);
  header.writeUInt32LE(8_000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}
