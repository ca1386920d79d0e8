import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gzipWithEnding, packQuickly, unpackText } from './packed-text.ts';
import { packTranscript, unpackTranscriptJson } from './packed-transcript.ts';

const gzipOf = (...args: Parameters<typeof gzipWithEnding>): Buffer => Buffer.concat(gzipWithEnding(...args));
const id = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const text = fc.string({ unit: 'binary' });
const transcripts = fc.oneof(
  fc.record({ sentences: fc.array(fc.record({ start: fc.nat(), end: fc.nat(), text, speaker_name: text })) }),
  fc.record({ messages: fc.array(fc.record({ text }, { requiredKeys: ['text'] })) }),
);

test('stored and read back, plain and compressed, a response is the same bytes', () => {
  fc.assert(
    fc.property(transcripts, fc.string({ unit: 'grapheme' }), (transcript, ending) => {
      const packed = packTranscript(id, transcript);
      const json = JSON.stringify(transcript);
      const beginning = `{"conversation_id":"${id}","transcript":${json}`;
      expect(unpackText(packed).toString()).toBe(beginning);
      expect(unpackTranscriptJson(id, packed)).toBe(json);
      expect(packed.bytes).toBe(Buffer.byteLength(beginning));
      expect(gunzipSync(gzipOf(packed, ending)).toString()).toBe(beginning + ending);
    }),
    { numRuns: 300 },
  );
});

test('a long transcript is stored much smaller and takes any number of endings', () => {
  const sentence = {
    start: 1,
    end: 2,
    text: 'Thanks for joining today, ÅÄÖ 日本語 👩‍👩‍👧.',
    speaker_name: 'Erik',
  };
  const transcript = { sentences: Array.from({ length: 20_000 }, () => sentence) };
  const packed = packTranscript(id, transcript);
  expect(packed.deflated.length).toBeLessThan(packed.bytes / 50);
  for (const ending of ['}', ',"_meta":{}}', '']) {
    expect(gunzipSync(gzipOf(packed, ending)).toString()).toBe(unpackText(packed).toString() + ending);
  }
});

test('a damaged stored transcript is noticed by the reader of the stream', () => {
  const packed = packTranscript(id, { messages: [{ text: 'one' }] });
  expect(() => gunzipSync(gzipOf({ ...packed, crc32: packed.crc32 ^ 1 }, '}'))).toThrow();
});

test('packed on another thread, a text is the same stream to its reader', async () => {
  const beginning = Buffer.from(`{"conversations":["${'Ä日 '.repeat(5_000)}"]`);
  const packed = await packQuickly(beginning);
  expect(gunzipSync(gzipOf(packed, '}')).toString()).toBe(`${beginning}}`);
});

test('an ending too long for its block is an error, never a broken stream', () => {
  const packed = packTranscript(id, { messages: [] });
  expect(gunzipSync(gzipOf(packed, 'x'.repeat(65_535))).length).toBe(packed.bytes + 65_535);
  expect(() => gzipWithEnding(packed, 'x'.repeat(65_536))).toThrow('65536');
});
