import { expect, test } from 'vitest';
import { plainName, readUploadMetadata } from './upload-metadata.ts';

test.each([
  ['call.ogg', 'call.ogg'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\calls\\Acme.wav', 'Acme.wav'],
  ['a\u0000b\nc.vtt', 'a b c.vtt'],
  ['\ud800.txt', '\ufffd.txt'],
  ['', 'Upload'],
  ['///', 'Upload'],
  [`${'x'.repeat(400)}.webm`, `${'x'.repeat(250)}.webm`],
  ['<script>alert(1)</script>', 'script>'],
])('%j is called %j', (given, name) => {
  expect(plainName(given)).toBe(name);
});

test('what is told of a file is read, and what is not known is left out', () => {
  const given = {
    filename: 'a.wav',
    title: 'Call',
    speakers: '2',
    accept_truncated: 'true',
    time_unit: 'ms',
    department: 'Sales',
    modified: '1764561600000',
    filetype: 'audio/wav',
    company: '',
    language: null,
  };
  expect(readUploadMetadata(given)).toEqual({
    kind: 'read',
    fileName: 'a.wav',
    wishes: {
      title: 'Call',
      speakers: 2,
      acceptTruncated: true,
      timeUnit: 'ms',
      departmentName: 'Sales',
      modifiedMs: 1_764_561_600_000,
    },
  });
});

test.each([
  [{ speakers: '0' }, 'speakers'],
  [{ speakers: '2e1' }, 'speakers'],
  [{ title: 'a\u0007b' }, 'title'],
  [{ title: 'x'.repeat(501) }, 'title'],
  [{ format: '../x' }, 'format'],
  [{ accept_truncated: 'yes' }, 'accept_truncated'],
])('%j is refused by its name', (given, name) => {
  expect(readUploadMetadata(given)).toEqual({ kind: 'invalid', name });
});
