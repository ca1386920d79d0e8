import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { convertToPcm, writePcm } from '../../../../bench/speech-audio.ts';
import { haveSample, samplesFolder } from '../../../../test/support/samples.ts';
import { highHz, lowHz, toneEmbedding, toneSegmentation } from '../../../../testing/speech/tone-models.ts';
import { ChildPool } from './child-pool.ts';
import { type RecogniserChild, startRecogniserChild } from './child-process.ts';
import { checkParts } from './parts.ts';
import { prepareTokens } from './tokens.ts';

const present = haveSample('two-speaker-call.wav', 'processes that are stopped at work');

let folder: string;
let request: Parameters<RecogniserChild['run']>[0];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pool-'));
  const path = join(folder, 'call.pcm');
  if (present) await convertToPcm(join(samplesFolder, 'two-speaker-call.wav'), path);
  else await writeFile(path, Buffer.alloc(32_000));
  const check = await checkParts();
  if (check.kind === 'missing') throw new Error(check.part.code);
  const work = { kind: 'transcribe', job: { channels: [{ path }] } } as const;
  const tokensPath = await prepareTokens(folder);
  request = { work, parts: check.parts, tokensPath, journalPath: join(folder, 'journal') };
});
afterAll(() => rm(folder, { recursive: true }));

describe.skipIf(!present || process.platform === 'win32')('ChildPool', () => {
  let pids: number[];
  const start = (): RecogniserChild => {
    const child = startRecogniserChild();
    pids.push(child.pid ?? 0);
    return child;
  };
  beforeEach(async () => {
    pids = [];
    await rm(request.journalPath, { force: true });
  });
  const onNotice = (message: string): never => {
    throw new Error(message);
  };

  it('ends a child that falls silent, and a fresh one goes on', async () => {
    // Only the first is to be found silent: where the machine is busy, others may say nothing for long.
    const startPatient = (): RecogniserChild => {
      const child = start();
      if (pids.length === 1) return child;
      return { ...child, run: (asked, options) => child.run(asked, { ...options, silenceMs: 120_000 }) };
    };
    const pool = new ChildPool({ start: startPatient, idleMs: 60_000, silenceMs: 10_000, onNotice });
    const onProgress = (fraction: number): void => {
      if (fraction > 0.3 && pids.length === 1) process.kill(pids[0] ?? 0, 'SIGSTOP');
    };
    const stopped = await pool.run(request, { onProgress, signal: undefined });
    expect(pids).toHaveLength(2);
    expect(() => process.kill(pids[0] ?? 0, 0)).toThrow('ESRCH');
    await rm(request.journalPath);
    const undisturbed = await pool.run(request, { onProgress: undefined, signal: undefined });
    expect(stopped.kind === 'transcribed' && stopped.transcription).toEqual(
      undisturbed.kind === 'transcribed' && undisturbed.transcription,
    );
    await pool.retire();
  });

  it('gives up with the reason after the fifth silence', async () => {
    const pool = new ChildPool({ start, idleMs: 60_000, silenceMs: 1, onNotice });
    const outcome = await pool.run(request, { onProgress: undefined, signal: undefined });
    const cause = expect.stringContaining('said nothing for 0.001 s');
    expect(outcome).toEqual({ kind: 'gave_up', crashes: 5, cause });
    expect(pids).toHaveLength(5);
  });

  it('leaves Ctrl-C to the parent', async () => {
    const pool = new ChildPool({ start, idleMs: 60_000, silenceMs: 60_000, onNotice });
    const onProgress = (fraction: number): void => {
      if (fraction > 0.3) process.kill(pids[0] ?? 0, 'SIGINT');
    };
    const outcome = await pool.run(request, { onProgress, signal: undefined });
    expect(outcome.kind).toBe('transcribed');
    expect(pids).toHaveLength(1);
    await pool.retire();
  });
});

describe('ChildPool with diarisation models', () => {
  async function toneRequest(): Promise<typeof request> {
    const path = join(folder, 'tones.pcm');
    const sound = Float32Array.from({ length: 6 * 16_000 }, (_, i) =>
      Math.sin((2 * Math.PI * (i < 3 * 16_000 ? lowHz : highHz) * i) / 16_000),
    );
    await writePcm(path, sound);
    const [segmentation, embedding] = [join(folder, 'segmentation.onnx'), join(folder, 'wespeaker.onnx')];
    await writeFile(segmentation, toneSegmentation());
    await writeFile(embedding, toneEmbedding());
    const spans = [
      { start: 0.5, end: 2.5 },
      { start: 3.5, end: 5.5 },
    ];
    const work = { kind: 'attribute', job: { channels: [{ path }], spans } } as const;
    return { ...request, work, diarisation: { segmentation, embeddings: [embedding] } };
  }

  it('blames the recording, not the models, once they have worked', async () => {
    const tones = await toneRequest();
    const notices: string[] = [];
    let killing = false;
    const start = (): RecogniserChild => {
      const child = startRecogniserChild();
      return {
        ...child,
        run: (asked, options) =>
          child.run(asked, {
            ...options,
            onNews: (news) => {
              if (killing && news.kind === 'trying') process.kill(child.pid ?? 0, 'SIGKILL');
              options.onNews(news);
            },
          }),
      };
    };
    const pool = new ChildPool({
      start,
      idleMs: 60_000,
      silenceMs: 60_000,
      onNotice: (text) => void notices.push(text),
    });
    const voices = async (): Promise<readonly number[]> => {
      await rm(tones.journalPath, { force: true });
      const outcome = await pool.run(tones, { onProgress: undefined, signal: undefined });
      return outcome.kind === 'attributed' ? outcome.attribution.voices : [];
    };
    expect(await voices()).toEqual([0, 1]);
    killing = true;
    expect(await voices()).toEqual([0, 0]);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain('not used for this recording');
    killing = false;
    expect(await voices()).toEqual([0, 1]);
    await pool.close();
  });

  it('starts no further child once closed', async () => {
    let started = 0;
    const start = (): RecogniserChild => {
      started += 1;
      return startRecogniserChild();
    };
    const pool = new ChildPool({ start, idleMs: 60_000, silenceMs: 60_000, onNotice: () => {} });
    const onProgress = (): void => void pool.close();
    await expect(pool.run(await toneRequest(), { onProgress, signal: undefined })).rejects.toThrow('closed');
    expect(started).toBe(1);
  });
});

describe.skipIf(process.platform === 'win32')('a recogniser process', () => {
  const isGone = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  };

  it('ends when its parent is killed, in the midst of work', async () => {
    const program = join(folder, 'parent.ts');
    const childProcess = fileURLToPath(new URL('./child-process.ts', import.meta.url));
    await writeFile(
      program,
      `import { startRecogniserChild } from ${JSON.stringify(childProcess)};
       const child = startRecogniserChild();
       void child.run(${JSON.stringify(request)}, { silenceMs: 60_000, onNews: () => process.send(child.pid) });`,
    );
    const parent: ChildProcess = fork(program, [], { execArgv: [], stdio: 'ignore' });
    const [pid] = await once(parent, 'message');
    expect(isGone(pid)).toBe(false);
    parent.kill('SIGKILL');
    await expect.poll(() => isGone(pid)).toBe(true);
  });
});

describe('a pool without work', () => {
  it('ends its child', async () => {
    const ended = Promise.withResolvers<void>();
    const done = { kind: 'attributed', residentBytes: 0 } as const;
    const attribution = { voices: [], uncertainVoices: [], speakersUncertain: false };
    const start = (): RecogniserChild => ({
      pid: 1,
      run: async () => ({ ...done, attribution }),
      kill: async () => ended.resolve(),
    });
    const pool = new ChildPool({ start, silenceMs: 60_000, idleMs: 1, onNotice: () => {} });
    await pool.run(request, { onProgress: undefined, signal: undefined });
    await ended.promise;
  });
});
