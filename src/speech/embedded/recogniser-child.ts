// Runs in a process of its own: the native library may abort, and its memory grows with every shape it has seen.
import type { ChildReport, ChildRequest } from './child-messages.ts';
import { openJournal } from './journal.ts';
import { loadSpeechEngine, type SpeechEngine } from './sherpa.ts';
import { transcribe } from './transcribe.ts';

// Resident size after which a fresh process is cheaper than growing on; models and runtime take about 200 MB.
const recycleBytes = 500 * 2 ** 20;
// A fresh process always gets somewhere before it may ask for the next one.
const fewestSegments = 20;

let engine: SpeechEngine | undefined;

function send(report: ChildReport): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!process.send) return resolve();
    process.send(report, (error: Error | null) => (error ? reject(error) : resolve()));
  });
}

async function serve(request: ChildRequest): Promise<void> {
  try {
    engine ??= loadSpeechEngine(request.parts, request.tokensPath);
  } catch (error) {
    return await send({ kind: 'native_missing', message: String(error) });
  }
  let segments = 0;
  const onProgress = (fraction: number): Promise<void> => send({ kind: 'progress', fraction });
  const onSegment = async (): Promise<void> => {
    segments += 1;
    if (segments < fewestSegments || process.memoryUsage.rss() < recycleBytes) return;
    await send({ kind: 'recycle' });
    process.exit(0);
  };
  try {
    const journal = openJournal(request.journalPath);
    const transcription = await transcribe(request.job, { engine, journal, onProgress, onSegment });
    await send({ kind: 'done', transcription, residentBytes: process.memoryUsage.rss() });
  } catch (error) {
    await send({
      kind: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}

process.on('message', (request: ChildRequest) => void serve(request));
process.on('disconnect', () => process.exit(0));
