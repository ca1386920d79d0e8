import { expect, test } from 'vitest';
import { pseudoRandomBytes } from '../../../testing/media/pseudo-random.ts';
import { amrNarrowTone, g722Tone, gsmTone } from '../../../testing/media/telephone-tones.ts';
import { tone } from '../../../testing/media/tones.ts';
import { looksLikeText } from './looks-like-text.ts';

const talk = 'Jane: Good morning, how are you?\r\nErik: Très bien, merci. Wir sehen uns um 9 Uhr.\r\n';
const russian = 'Спикер №1: Доброе утро, как дела?\nСпикер №2: Спасибо, хорошо.\n';
const chinese = '张伟：早上好，今天我们看一下预算。\n李娜：好的，我有数字。\n';

function utf16(text: string, { swap, mark }: { swap: boolean; mark: boolean }): Buffer {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le');
  return swap ? bytes.swap16() : bytes;
}

function windows1251(text: string): Buffer {
  const codes = [...text].map((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return letter === '№' ? 0xb9 : code >= 0x410 && code <= 0x44f ? code - 0x350 : code;
  });
  return Buffer.from(codes);
}

test.each<[string, Uint8Array]>([
  ['UTF-8', Buffer.from(talk)],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${talk}`)],
  ['UTF-8 cut within a letter', Buffer.from(russian).subarray(0, 13)],
  ['Chinese in UTF-8', Buffer.from(chinese)],
  ['one line of JSON', Buffer.from('{"utterances":[{"speaker":"A","start":0}]}')],
  ['Windows-1252', Buffer.from(talk, 'latin1')],
  ['Windows-1251', windows1251(russian)],
  ['UTF-16, little-endian', utf16(talk, { swap: false, mark: true })],
  ['UTF-16, big-endian', utf16(talk, { swap: true, mark: true })],
  ['UTF-16 without a byte order mark', utf16(talk, { swap: false, mark: false })],
  ['Chinese in UTF-16', utf16(chinese, { swap: false, mark: true })],
  ['the end mark of DOS', Buffer.from(`${talk}\u001a`)],
])('%s is text', (_, bytes) => {
  expect(looksLikeText(bytes)).toBe(true);
});

const quiet = tone(300, 1, 8000, 0.003);
const linear = new Uint8Array(Int16Array.from(quiet, (value) => Math.round(value * 32767)).buffer);

test.each<[string, Uint8Array]>([
  ['nothing', new Uint8Array(0)],
  ['random bytes', pseudoRandomBytes(4000, 7)],
  ['GSM', gsmTone],
  ['G.722', g722Tone],
  ['AMR', amrNarrowTone],
  ['quiet samples of 16 bits', linear],
  ['samples that begin as a byte order mark', Buffer.concat([Buffer.of(0xff, 0xfe), linear])],
  ['silence of G.722', Buffer.alloc(1000, 0xfa)],
  ['silence of A-law, which is the letter U', Buffer.alloc(1000, 0x55)],
  ['silence of A-law with noise', pseudoRandomBytes(1000, 3).map((byte) => 0x54 | (byte & 0x81))],
  ['silence of µ-law with noise', pseudoRandomBytes(1000, 3).map((byte) => 0x7e | (byte & 0x81))],
  ['zeros', Buffer.alloc(1000)],
])('%s is no text', (_, bytes) => {
  expect(looksLikeText(bytes)).toBe(false);
});
