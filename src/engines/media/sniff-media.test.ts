import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pseudoRandomBytes } from '../../../testing/media/pseudo-random.ts';
import { amrNarrowTone, g722Tone, gsmTone } from '../../../testing/media/telephone-tones.ts';
import { tone } from '../../../testing/media/tones.ts';
import { writeWav } from '../../../testing/media/wav-writer.ts';
import { endingOf, recordingFormats } from './recording-formats.ts';
import { sniffMedia } from './sniff-media.ts';
import type { Sniffed } from './sniffed.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'meetric-sniff-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function sniff(name: string, bytes: Uint8Array, told?: string): Promise<Sniffed> {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  const handle = await open(file, 'r');
  return sniffMedia(handle, { ending: endingOf(name), told }).finally(() => handle.close());
}

const talk = 'Jane: Good morning, how are you today?\nErik: Fine, thank you, and how are you?\n'.repeat(20);

describe('a transcript is no recording, whatever it begins with', () => {
  test.each([
    'caff is what we talk about',
    'FORM AIFF',
    'FORMxxxxAIFF',
    'RIFFxxxxWAVE',
    'RIFFxxxxAVI ',
    'OggS',
    'fLaC',
    'The free trial',
    'The mdat',
    'Wir wide open',
    'ID3 tags were',
    'MAC address',
    'DSD is',
    '.snd',
    'FLV',
    'wvpk',
    '.RMF',
    '#!AMR\n',
    '#!AMR\nJane',
    '#!AMR-WB\n<',
    '#!iLBC',
    'NIST_1A\n',
    'Creative Voice File',
    '0&²uf',
  ])('%s', async (start) => {
    expect(await sniff('call.txt', Buffer.from(`${start} ${talk}`))).toEqual({ kind: 'text' });
    expect(await sniff('call.txt', Buffer.from(`${start}${talk}`, 'latin1'))).toEqual({ kind: 'text' });
  });

  test('a G at every 188th letter, as packets of a transport stream have', async () => {
    const line = `G${'ood morning to all of you. '.repeat(10)}`.slice(0, 188);
    expect(await sniff('call.txt', Buffer.from(line.repeat(50)))).toEqual({ kind: 'text' });
  });

  test('UTF-16 with the sync of mp3 and AAC in it', async () => {
    // U+FBFF and U+F1FF are FF FB and FF F1 in this order of bytes; U+FFFB is in the other.
    const signs = '\ufb00\uff5e\uff10 \ufffb \uf8ff';
    for (const swap of [false, true]) {
      const bytes = Buffer.from(`\ufeff${`${signs}${talk}`.repeat(20)}`, 'utf16le');
      expect(await sniff('call.txt', swap ? bytes.swap16() : bytes)).toEqual({ kind: 'text' });
    }
  });

  test('its name may even be that of sound without a header', async () => {
    for (const name of ['notes.raw', 'notes.al', 'notes.g722', 'notes.gsm'])
      expect(await sniff(name, Buffer.from(talk))).toEqual({ kind: 'text' });
  });
});

describe('what is no text and no recording is neither', () => {
  test.each<[string, Uint8Array]>([
    ['random bytes', pseudoRandomBytes(100_000, 11)],
    ['zeros', Buffer.alloc(10_000)],
    ['a zip file', Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0\x08\0'), pseudoRandomBytes(5000, 12)])],
    ['short words in binary', Buffer.concat([Buffer.from('caff\0\x07'), pseudoRandomBytes(5000, 13)])],
    [
      'one header of AAC that claims the file',
      Buffer.concat([Buffer.of(0xff, 0xf1, 0x50, 0x83, 0xff), pseudoRandomBytes(400, 14)]),
    ],
    [
      'three Gs of a transport stream',
      pseudoRandomBytes(20_000, 15).map((byte, at) => ([0, 188, 376].includes(at) ? 0x47 : byte)),
    ],
    ['eleven frames of GSM', gsmTone.subarray(0, 330 - 33)],
  ])('%s', async (_, bytes) => {
    expect(await sniff('call.dat', bytes)).toEqual({ kind: 'unknown' });
  });
});

describe('sound without a header', () => {
  const minutes = Buffer.concat(Array.from({ length: 20 }, () => gsmTone));
  const noise = pseudoRandomBytes(4000, 21);

  test('GSM shows it by its structure, whatever its name', async () => {
    for (const name of ['call', 'call.dat', 'call.gsm', 'call.ulaw', 'call.wav']) {
      expect(await sniff(name, minutes)).toMatchObject({ format: { name: 'gsm' }, isAssumed: false });
    }
  });

  test.each([
    ['a.g722', 'g722'],
    ['a.G722', 'g722'],
    ['a.ulaw', 'ulaw'],
    ['a.ul', 'ulaw'],
    ['a.mulaw', 'ulaw'],
    ['a.pcmu', 'ulaw'],
    ['a.alaw', 'alaw'],
    ['a.al', 'alaw'],
    ['a.pcma', 'alaw'],
    ['a.sln', 'sln'],
    ['a.sln16', 'sln16'],
    ['a.sln44', 'sln44'],
    ['a.sln192', 'sln192'],
    ['a.slin16', 'sln16'],
    ['a.g729', 'g729'],
    ['a.g723', 'g723'],
    ['a.ilbc', 'ilbc'],
    ['a.siren7', 'siren7'],
    ['a.vox', 'vox'],
  ])('%s is %s by its name', async (name, format) => {
    expect(await sniff(name, noise)).toMatchObject({
      kind: 'headerless',
      format: { name: format },
      isAssumed: true,
    });
  });

  test('a short GSM file is one by its name; what has not its structure is refused', async () => {
    expect(await sniff('short.gsm', gsmTone.subarray(0, 99))).toMatchObject({
      kind: 'headerless',
      isAssumed: false,
    });
    expect(await sniff('wrong.gsm', noise)).toMatchObject({
      code: 'media_format_unclear',
      message: expect.stringContaining('This looks like a headerless GSM 06.10 stream (by its name)'),
    });
  });

  test.each(['call.raw', 'call.pcm', 'call.lin'])('%s does not say what it is', async (name) => {
    expect(await sniff(name, noise)).toMatchObject({
      code: 'media_format_unclear',
      message: expect.stringMatching(/by its name.*--format.*g722.*sln16/),
    });
  });

  test('what has a header is not read as if it had none', async () => {
    const wav = writeWav([tone(440, 0.1, 8000)], { rate: 8000, encoding: 's16' });
    expect(await sniff('call.ulaw', wav)).toMatchObject({ kind: 'signed', format: { name: 'wav' } });
    expect(await sniff('call.g722', amrNarrowTone)).toMatchObject({
      kind: 'signed',
      format: { name: 'amr' },
    });
    expect(await sniff('call.g722', wav, 'ulaw')).toMatchObject({
      code: 'media_format_unclear',
      message: 'By its content this file is WAV, RF64, BW64, not ulaw. Import it without --format.',
    });
  });

  test('told: any name will do', async () => {
    expect(await sniff('call.raw', noise, 'alaw')).toMatchObject({
      format: { name: 'alaw' },
      isAssumed: true,
    });
    expect(await sniff('call', g722Tone, 'g722')).toMatchObject({ format: { name: 'g722' } });
    expect(await sniff('call.g722', noise, 'sln16')).toMatchObject({ format: { name: 'sln16' } });
    expect(await sniff('call.amr', amrNarrowTone, 'amr')).toMatchObject({ kind: 'signed' });
    expect(await sniff('call.txt', Buffer.from(talk), 'ulaw')).toMatchObject({ code: 'not_media' });
    expect(await sniff('call.raw', noise, 'amr')).toMatchObject({ code: 'media_format_unclear' });
    expect(await sniff('call.raw', noise, 'gsm')).toMatchObject({ code: 'media_format_unclear' });
    expect(await sniff('call.raw', minutes, 'ulaw')).toMatchObject({
      message: 'By its content this file is GSM 06.10, not ulaw. Import it without --format.',
    });
  });
});

describe('too few bytes for any sound are refused at once', () => {
  test.each<[string, Uint8Array, string]>([
    ['call.amr', Buffer.from('#!AMR\n\x04\0\0', 'latin1'), 'This AMR file has 9 bytes'],
    ['call.dat', Buffer.from('#!AMR\n\x04\0\0', 'latin1'), 'This AMR file has 9 bytes'],
    ['call.wav', Buffer.from('RIFF'), 'This file has 4 bytes'],
    ['call.g722', Buffer.alloc(5), 'This file has 5 bytes'],
  ])('%s', async (name, bytes, message) => {
    expect(await sniff(name, bytes)).toMatchObject({
      code: 'media_truncated',
      message: expect.stringContaining(message),
    });
  });

  test('nothing at all is empty where the name is that of a recording', async () => {
    expect(await sniff('call.mp3', new Uint8Array(0))).toMatchObject({ code: 'media_empty' });
    expect(await sniff('call.txt', new Uint8Array(0))).toEqual({ kind: 'unknown' });
  });

  test('short text stays text', async () => {
    expect(await sniff('call.txt', Buffer.from('Jane: Hello.'))).toEqual({ kind: 'text' });
  });
});

test('no two formats have one name, and every ending is in lower case', () => {
  const names = recordingFormats.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { mediaTypes } of recordingFormats) {
    for (const [ending, mediaType] of Object.entries(mediaTypes)) {
      expect(ending).toMatch(/^[a-z0-9-]+$/);
      expect(mediaType).toMatch(/^(audio|video|application)\/[\w.+-]+$/);
    }
  }
});
