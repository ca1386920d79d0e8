import { execFile } from 'node:child_process';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { SALES_CALL } from '../../../testing/analysis/sales-call.ts';
import { createThreadedAnalyser } from './threaded-analyser.ts';

const ANALYSER_URL = new URL('./threaded-analyser.ts', import.meta.url).href;

/** A thread of a few lines that stands for one that misbehaves at its first request, or at every one. */
function threadOf(code: string): URL {
  return new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads';${code}`)}`,
  );
}

test('analyses several conversations at once, each answer with its own question', async () => {
  const analyser = createThreadedAnalyser();
  const lines = SALES_CALL.lines.map((line) => ({ ...line, text: 'Das ist für uns leider zu teuer.' }));
  const german = { ...SALES_CALL, lines, language: 'de' };
  const [english, declined, again] = await Promise.all(
    [SALES_CALL, german, SALES_CALL].map((input) => analyser.analyse(input)),
  );
  await analyser.close();
  expect(english).toMatchObject({ kind: 'analysed', sentiment: 'negative' });
  expect(declined).toMatchObject({ kind: 'not_analysed', language: 'de' });
  expect(again).toEqual(english);
});

test('leaves the event loop free while it works', async () => {
  const analyser = createThreadedAnalyser();
  const lines = Array.from({ length: 40 }, () => SALES_CALL.lines).flat();
  let turns = 0;
  let counting = true;
  const count = async (): Promise<void> => {
    for (; counting; turns += 1) await setImmediate();
  };
  void count();
  await analyser.analyse({ ...SALES_CALL, lines: lines.map((line, index) => ({ ...line, index })) });
  counting = false;
  await analyser.close();
  // Thousands; an analysis in this thread would leave one or two.
  expect(turns).toBeGreaterThan(20);
});

test('gives up what makes no progress and serves the next request in a new thread', async () => {
  const threadModule = threadOf(`
    parentPort.on('message', ({ id, input }) => {
      if (input.language === 'stuck') while (true);
      parentPort.postMessage({ id, result: 'done' });
    });`);
  const analyser = createThreadedAnalyser({ stallMs: 3_000, threadModule });
  const stuck = analyser.analyse({ ...SALES_CALL, language: 'stuck' });
  const next = analyser.analyse(SALES_CALL).catch((failure: unknown) => failure);
  await expect(stuck).rejects.toMatchObject({ name: 'AnalysisFailure', code: 'analysis_timeout' });
  // Three seconds may pass before a thread has started; those that follow are served like the next.
  let served = await next;
  while (served !== 'done') {
    expect(served).toMatchObject({ code: 'analysis_timeout' });
    served = await analyser.analyse(SALES_CALL).catch((failure: unknown) => failure);
  }
  await analyser.close();
});

test('waits for what takes longer but makes progress', async () => {
  const threadModule = threadOf(`
    parentPort.on('message', ({ id, input, steps }) => {
      const count = new Int32Array(steps);
      const endsMs = Date.now() + (input.language === 'long' ? 3_000 : 0);
      while (Date.now() < endsMs) Atomics.add(count, 0, 1);
      parentPort.postMessage({ id, result: 'done' });
    });`);
  const analyser = createThreadedAnalyser({ stallMs: 2_000, threadModule });
  // Where a machine starts threads slowly, the first ones may be given up.
  let started: unknown;
  while (started !== 'done') started = await analyser.analyse(SALES_CALL).catch(() => 'given up');
  await expect(analyser.analyse({ ...SALES_CALL, language: 'long' })).resolves.toBe('done');
  await analyser.close();
});

test.each([
  ['exits', 'process.exit(3)', 'code 3'],
  ['throws outside a request', "setImmediate(() => { throw new Error('boom') })", 'code 1'],
  ['reports a failure', "parentPort.postMessage({ id, message: 'boom' })", 'boom'],
])('a thread that %s rejects that request only', async (_, failing, said) => {
  const threadModule = threadOf(`
    parentPort.on('message', ({ id, input }) => {
      if (input.language === 'bad') { ${failing}; return; }
      parentPort.postMessage({ id, result: 'done' });
    });`);
  const analyser = createThreadedAnalyser({ threadModule });
  const bad = analyser.analyse({ ...SALES_CALL, language: 'bad' });
  await expect(bad).rejects.toMatchObject({
    code: 'analysis_crashed',
    message: expect.stringContaining(said),
  });
  await expect(analyser.analyse(SALES_CALL)).resolves.toBe('done');
  await analyser.close();
});

test('closing rejects what still waits, and later calls', async () => {
  const analyser = createThreadedAnalyser();
  const waiting = [analyser.analyse(SALES_CALL), analyser.analyse(SALES_CALL)];
  const outcomes = Promise.allSettled(waiting);
  await analyser.close();
  expect((await outcomes).map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
  await expect(analyser.analyse(SALES_CALL)).rejects.toMatchObject({ code: 'analysis_crashed' });
});

test('an idle thread does not keep plain node alive', async () => {
  const script = `
    import { createThreadedAnalyser } from ${JSON.stringify(ANALYSER_URL)};
    const input = { lines: [], language: 'en', startedAt: new Date(0), participants: [] };
    console.log((await createThreadedAnalyser().analyse(input)).kind);`;
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    timeout: 120_000,
  });
  expect((await run).stdout.trim()).toBe('analysed');
});
