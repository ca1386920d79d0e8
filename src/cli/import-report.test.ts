import { expect, test } from 'vitest';
import { type AcceptedFile, type FileOutcome, ImportReport } from './import-report.ts';

const accepted = (file: string): AcceptedFile => ({
  file,
  kind: 'accepted',
  id: `id-of-${file}`,
  isNew: true,
  status: 'processing',
  failure: null,
  notice: null,
  notices: [],
});
const refused = (file: string): FileOutcome => ({
  file,
  kind: 'refused',
  code: 'malformed',
  message: 'Line 3.',
});
const failed = (file: string): FileOutcome => ({
  file,
  kind: 'failed',
  code: 'unexpected_error',
  message: 'EIO',
});

interface Rig {
  report: ImportReport;
  out: string[];
  err: string[];
  passMs(ms: number): void;
}

/** A report that writes into lists, on a terminal or not. */
function reportOn(options: {
  json?: boolean;
  files: number;
  waits?: boolean;
  terminal?: boolean;
  columns?: number;
}): Rig {
  const [out, err]: string[][] = [[], []];
  let nowMs = 0;
  const { json = false, files, waits = false, terminal = false, columns = 200 } = options;
  const report = new ImportReport({
    json,
    files,
    waits,
    nowMs: () => nowMs,
    out: { isTTY: terminal, write: (text) => out?.push(text) },
    err: { isTTY: terminal, columns, write: (text) => err?.push(text) },
  });
  return { report, out: out ?? [], err: err ?? [], passMs: (ms) => (nowMs += ms) };
}

test('redirected, each file is a line as soon as it is known, and nothing else', () => {
  const { report, out, err } = reportOn({ files: 3 });
  report.taken(accepted('a'));
  expect(out).toEqual(['a: processing, id id-of-a\n']);
  report.taken(refused('b'));
  expect(err).toEqual(['b: malformed: Line 3.\n']);
  report.taken(failed('c'));
  report.end();
  expect(out).toHaveLength(1);
  expect(err.slice(1)).toEqual(['c: unexpected_error: EIO\n']);
});

test('with --json the array comes last, and what goes on is told on standard error meanwhile', () => {
  const { report, out, err } = reportOn({ json: true, files: 3 });
  const outcomes = [accepted('a'), refused('b'), failed('c')];
  for (const outcome of outcomes) report.taken(outcome);
  expect(err).toEqual([
    'a: processing, id id-of-a\n',
    'b: malformed: Line 3.\n',
    'c: unexpected_error: EIO\n',
  ]);
  report.end();
  report.end();
  expect(JSON.parse(out.join(''))).toEqual([
    { id: 'id-of-a', status: 'processing' },
    { file: 'b', status: 'refused', code: 'malformed', message: 'Line 3.' },
    { file: 'c', status: 'failed', code: 'unexpected_error', message: 'EIO' },
  ]);
});

/** The lines of an array that may be cut off, as values. */
const valuesIn = (out: string[]): unknown[] =>
  out
    .join('')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line.replace(/,$/, '')));

test('the array has a line for each file as soon as its outcome is known', () => {
  const { report, out } = reportOn({ json: true, files: 3 });
  report.taken(accepted('a'));
  expect(valuesIn(out)).toEqual([{ id: 'id-of-a', status: 'processing' }]);
  report.taken(refused('b'));
  expect(valuesIn(out)).toHaveLength(2);
});

test('where conversations are waited for, a line comes when it and all before it are settled', () => {
  const { report, out } = reportOn({ json: true, files: 3, waits: true });
  const [one, other] = [accepted('a'), accepted('c')];
  for (const outcome of [one, refused('b'), other]) report.taken(outcome);
  expect(out).toEqual([]);
  report.waitFor(2);
  report.settled(Object.assign(one, { status: 'completed' }));
  expect(valuesIn(out)).toEqual([
    { id: 'id-of-a', status: 'completed' },
    { file: 'b', status: 'refused', code: 'malformed', message: 'Line 3.' },
  ]);
  report.end();
  expect(JSON.parse(out.join(''))).toHaveLength(3);
});

test('without any file that was reached the array is empty', () => {
  const { report, out } = reportOn({ json: true, files: 3 });
  report.end();
  expect(JSON.parse(out.join(''))).toEqual([]);
});

test('a file that is here already is counted apart, and told how to take it again', () => {
  const { report, out, err } = reportOn({ files: 3 });
  for (const outcome of [
    accepted('a'),
    { ...accepted('b'), isNew: false, status: 'completed' },
    refused('c'),
  ])
    report.taken(outcome);
  report.end();
  expect(out).toEqual([
    'a: processing, id id-of-a\n',
    'b: already here as id-of-b (completed); --again takes it in once more\n',
  ]);
  expect(err.at(-1)).toBe('Taken in: 1, already here: 1, not taken in: 1.\n');
});

test('in JSON such a file is marked', () => {
  const { report, out } = reportOn({ json: true, files: 1 });
  report.taken({ ...accepted('a'), isNew: false, status: 'failed' });
  report.end();
  expect(out.map((text) => JSON.parse(text))).toEqual([
    { id: 'id-of-a', status: 'failed', already_here: true },
  ]);
});

test('a single file that is accepted is one JSON value without a word besides', () => {
  const { report, out, err } = reportOn({ json: true, files: 1 });
  const outcome = accepted('a');
  report.taken(outcome);
  report.waitFor(1);
  report.settled(Object.assign(outcome, { status: 'completed' }));
  report.end();
  expect([out, err]).toEqual([['{"id":"id-of-a","status":"completed"}\n'], []]);
});

test('what was waited for is told when it is settled, with what went wrong', () => {
  const { report, out, err } = reportOn({ files: 2 });
  const [one, other] = [accepted('a'), accepted('b')];
  report.taken(one);
  report.taken(other);
  report.waitFor(2);
  report.settled({ ...one, status: 'completed', notice: 'No insights.' });
  report.settled({ ...other, status: 'failed', failure: 'no_speech: Nobody speaks.' });
  expect(out.slice(2)).toEqual(['a: completed, id id-of-a\n', 'b: failed, id id-of-b\n']);
  expect(err).toEqual(['a: No insights.\n', 'b: no_speech: Nobody speaks.\n']);
});

/** The lines that a terminal shows in the end: cleared ones are gone. */
function shownBy(pieces: string[]): string[] {
  return pieces
    .join('')
    .split('\n')
    .map((line) => line.split('\u001b[K').at(-1)?.replace('\r', '') ?? '');
}

test('on a terminal a last line counts and guesses the time left', () => {
  const { report, err, passMs } = reportOn({ files: 300, terminal: true });
  for (let n = 1; n <= 12; n += 1) {
    passMs(500);
    report.taken(accepted(String(n)));
  }
  expect(shownBy(err)).toEqual(['12/300  about 3 min left']);
  report.say('Stopping.');
  expect(shownBy(err)).toEqual(['Stopping.', '12/300  about 3 min left']);
  report.end();
  expect(shownBy(err)).toEqual(['Stopping.', '']);
});

test('while it is waited for, the last line shows the step too, no wider than the terminal', () => {
  const { report, err } = reportOn({ files: 2, terminal: true, columns: 40 });
  report.waitFor(2);
  report.step('call.wav', { kind: 'recognise', progress: 0.5 });
  const [line = ''] = shownBy(err);
  expect(line).toMatch(/^0\/2 {2}recognise █+░/);
  expect(line.length).toBe(39);
  report.settled(accepted('call.wav'));
  expect(shownBy(err)).toEqual(['1/2']);
  report.settled(accepted('talk.txt'));
  expect(shownBy(err)).toEqual(['']);
});

test('a terminal of unknown width counts as a usual one', () => {
  const { report, err } = reportOn({ files: 12, terminal: true, columns: 0 });
  report.taken(accepted('a'));
  expect(shownBy(err)).toEqual(['1/12']);
});

test('the steps of a single file stay, a line each', () => {
  const { report, err } = reportOn({ files: 1, terminal: true });
  report.waitFor(1);
  for (const progress of [0, 0.5, 1]) report.step('a.wav', { kind: 'decode', progress });
  report.step('a.wav', { kind: 'recognise', progress: 0.1 });
  report.settled(accepted('a.wav'));
  expect(shownBy(err).map((line) => line.replace(/[█░]+/, '#'))).toEqual([
    'decode    # 100 %  a.wav',
    'recognise #  10 %  a.wav',
    '',
  ]);
});
