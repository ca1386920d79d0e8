// Runs in a process of its own: the native library may abort, and its memory grows with every shape it has seen.
import { Worker } from 'node:worker_threads';
import { attribute } from './attribute.ts';
import type { ChildDone, ChildReport, ChildRequest } from './child-messages.ts';
import type { VoiceTools } from './find-voices.ts';
import { type Journal, openJournal } from './journal.ts';
import { type DiarisationWatch, diarise } from './native-diarisation.ts';
import { createSpeechEngine, loadSherpa, type Sherpa, type SpeechEngine } from './sherpa.ts';
import { transcribe } from './transcribe.ts';

// Resident size after which a fresh process is cheaper than growing on; models and runtime take about 200 MB.
const recycleBytes = 500 * 2 ** 20;
// A fresh process always gets somewhere before it may ask for the next one.
const fewestSegments = 20;

let loaded: { sherpa: Sherpa; engine: SpeechEngine } | undefined;

function send(report: ChildReport): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!process.send) return resolve();
    process.send(report, (error: Error | null) => (error ? reject(error) : resolve()));
  });
}

const onProgress = (fraction: number): Promise<void> => send({ kind: 'progress', fraction });

const watch: DiarisationWatch = {
  onTrying: (file, allowanceMs) => send({ kind: 'trying', file, allowanceMs }),
  onTried: (file) => send({ kind: 'tried', file }),
  onProblem: (file, message) => send({ kind: 'model_unusable', file, message }),
  onNotice: (message) => send({ kind: 'notice', message }),
};

// Diarisation of an hour is one native call of minutes, in which this thread does not hear that the parent is gone.
function endWithParent(): void {
  const check = `if (process.ppid !== ${process.ppid}) process.kill(process.pid, 'SIGKILL')`;
  new Worker(`setInterval(() => { ${check} }, 1_000)`, { eval: true }).unref();
}

let guarded = false;

function load(request: ChildRequest): { sherpa: Sherpa; engine: SpeechEngine } {
  const sherpa = loadSherpa();
  const onFallback = (cause: string): void =>
    void send({ kind: 'notice', message: `sherpa-onnx decodes, with more words left out: ${cause}` });
  return { sherpa, engine: createSpeechEngine(sherpa, request, onFallback) };
}

async function work(request: ChildRequest, tools: VoiceTools, journal: Journal): Promise<ChildDone> {
  if (request.work.kind === 'attribute') {
    const attribution = await attribute(request.work.job, tools);
    return { kind: 'attributed', attribution, residentBytes: process.memoryUsage.rss() };
  }
  let segments = 0;
  const onSegment = async (): Promise<void> => {
    segments += 1;
    if (segments < fewestSegments || process.memoryUsage.rss() < recycleBytes) return;
    await send({ kind: 'recycle' });
    process.exit(0);
  };
  const transcription = await transcribe(request.work.job, { ...tools, journal, onSegment });
  return { kind: 'transcribed', transcription, residentBytes: process.memoryUsage.rss() };
}

async function serve(request: ChildRequest): Promise<void> {
  try {
    loaded ??= load(request);
  } catch (error) {
    return await send({ kind: 'native_missing', message: String(error) });
  }
  const { sherpa, engine } = loaded;
  try {
    const journal = openJournal(request.journalPath);
    const files = request.diarisation;
    if (files && !guarded) {
      guarded = true;
      endWithParent();
    }
    const voices: VoiceTools['diarise'] = async (source, speakers) =>
      files ? await diarise(source, files, { sherpa, journal, watch, speakers }) : undefined;
    await send(await work(request, { engine, onProgress, diarise: voices }, journal));
  } catch (error) {
    await send({
      kind: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}

process.on('message', (request: ChildRequest) => void serve(request));
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group; whether work stops is for the parent to say.
process.on('SIGINT', () => {});
