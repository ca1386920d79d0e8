import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { constants, inflateRawSync } from 'node:zlib';
import { storeWishes, storeWords } from '../../src/domain/conversations/recognition.ts';
import { keepMediaFile, setDecoded } from '../../src/domain/recordings/recordings.ts';
import type { RecordingStorage } from '../../src/domain/recordings/storage.ts';
import type { Analysis } from '../../src/engines/analysis/analyser.ts';
import { presentCard } from '../../src/http/partner/present-conversation.ts';
import { acceptConversation, type IncomingConversation } from '../../src/intake/accept.ts';
import { workFolder } from '../../src/processing/sound-work.ts';
import type { Installation } from '../domain/limits/installation.ts';
import { completeWith } from '../support/completion.ts';
import type { TestDatabase } from '../support/database.ts';
import { incoming } from './pipeline-rig.ts';

/** A conversation, and a word that nothing else holds. */
export interface Canary {
  id: string;
  word: string;
}

function transcriptOf(word: string): IncomingConversation['transcript'] {
  return { sentences: [{ speaker_name: `Mr ${word}`, start: 0, end: 2, text: `We say ${word}.` }] };
}

function analysisOf(word: string): Analysis {
  return {
    kind: 'analysed',
    summary: {
      short: `${word}, in short.`,
      text: `About ${word}.`,
      sections: [{ kind: 'about', points: [{ text: `On ${word}.`, sentences: [0] }] }],
    },
    sentiment: 'positive',
    notices: [{ code: 'lines_in_other_language', language: word, lines: 1 }],
    topics: [{ name: word, firstSentence: 0, lastSentence: 0, start: 0, end: 2 }],
    insights: [{ type: 'risk', title: word, text: `It says ${word}.`, evidence: [] }],
    statistics: {
      sentences: 1,
      words: 3,
      questions: 0,
      speakers: [],
      interactivityPerMinute: null,
      sentimentOverTime: [],
    },
  };
}

/** A completed conversation that has its word everywhere: in rows, in deliveries' bodies, in its recording, in work on it. */
export async function storeCanary(
  installation: Installation,
  { storage, dataDir }: { storage: RecordingStorage; dataDir: string },
): Promise<Canary> {
  const { pool, accountId, database } = installation;
  const word = `canary${randomBytes(8).toString('hex')}`;
  const now = new Date();
  const source = path.join(dataDir, `${randomUUID()}.wav`);
  writeFileSync(source, `RIFF ${word}`);
  const info = { container: 'wav', codec: 'pcm-s16', durationSeconds: 2 };
  const kept = await keepMediaFile(storage, accountId, { path: source, info });
  if (kept.kind !== 'kept') throw new Error('The recording was not kept');
  const id = await acceptConversation(
    pool,
    accountId,
    {
      ...incoming,
      title: `On ${word}`,
      company: word,
      conversationType: word,
      transcript: transcriptOf(word),
      recording: kept,
      participants: [{ name: `Mr ${word}`, email: null, role: null }],
      notices: [{ code: 'cues_mended', count: 1, firstPlace: word }],
    },
    { presentCard, now },
  );
  await setDecoded(pool, accountId, kept.recordingId, { durationSeconds: 2, peaks: [1] });
  await storeWishes(pool, accountId, id, { speakers: null, acceptTruncated: false });
  const sentence = { speakerName: null, start: 0, end: 2, text: word };
  await storeWords(pool, { accountId, id }, 'embedded', { sentences: [sentence], uncertainSpeakers: [word] });
  await database.query('delete from job where subject_id = $1', [id]);
  await completeWith(pool, accountId, id, { analysis: analysisOf(word), now });
  for (const name of [workFolder(dataDir, id), `${workFolder(dataDir, id)}.${randomUUID()}`]) {
    mkdirSync(name, { recursive: true });
    writeFileSync(path.join(name, 'journal-embedded'), word);
  }
  return { id, word };
}

function holds(value: unknown, word: string): boolean {
  if (!Buffer.isBuffer(value)) return JSON.stringify(value)?.includes(word) ?? false;
  return value.includes(word) || inflated(value)?.includes(word) === true;
}

function inflated(bytes: Buffer): Buffer | null {
  try {
    return inflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return null;
  }
}

/** `table.column` of every value in the database that holds the word or the conversation's id, deflated or not. */
export async function rowsWith(
  database: TestDatabase,
  { id, word }: Canary,
): Promise<{ word: string[]; id: string[] }> {
  const tables = await database.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'm')`,
  );
  const found = { word: new Set<string>(), id: new Set<string>() };
  for (const { name } of tables) {
    for (const row of await database.query(`select * from ${name}`)) {
      for (const [column, value] of Object.entries(row)) {
        if (holds(value, word)) found.word.add(`${name}.${column}`);
        if (holds(value, id)) found.id.add(`${name}.${column}`);
      }
    }
  }
  return { word: [...found.word].toSorted(), id: [...found.id].toSorted() };
}

/** Files below a folder that hold the word. */
export function filesWith(folder: string, word: string): string[] {
  if (!existsSync(folder)) return [];
  return globSync('**/*', { cwd: folder })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .filter((name) => readFileSync(path.join(folder, name)).includes(word));
}
