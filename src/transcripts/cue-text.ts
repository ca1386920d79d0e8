import { oneLine, type SpokenPart } from './speaker-labels.ts';

const TAG = /<(?:(\/?)([a-z]+)(?:\.[^\s.<>]+)*(?:\s([^<>]*))?\/?|\d[\d:.]*)>/giu;
const NAMED_REFERENCES: Record<string, string> = {
  amp: '&',
  apos: "'",
  gt: '>',
  lrm: '\u200e',
  lt: '<',
  nbsp: '\u00a0',
  quot: '"',
  rlm: '\u200f',
};

export interface CueText {
  /** Whether a voice tag names somebody. */
  hasVoice: boolean;
  /** Text between voice tags, its line breaks kept. */
  parts: SpokenPart[];
}

/** Takes a cue's payload; gives its text by voice (`<v Name>`), other tags stripped, character references decoded. */
export function readCueText(payload: readonly string[]): CueText {
  const source = payload.join('\n');
  const parts: SpokenPart[] = [];
  let voice: string | null = null;
  let hasVoice = false;
  let from = 0;
  let text = '';
  const finish = (): void => {
    if (text.trim() !== '') parts.push({ speakerName: voice, text: text.trim() });
    text = '';
  };
  for (const match of source.matchAll(TAG)) {
    text += decodeReferences(source.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[2]?.toLowerCase() !== 'v') continue;
    finish();
    voice = match[1] === '/' ? null : oneLine(decodeReferences(match[3] ?? '')) || null;
    hasVoice ||= voice !== null;
  }
  text += decodeReferences(source.slice(from));
  finish();
  return { hasVoice, parts };
}

function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([\da-f]{1,8})|#(\d{1,9})|([a-z]+));/giu, (whole, hex, decimal, name) => {
    if (typeof name === 'string')
      return Object.hasOwn(NAMED_REFERENCES, name) ? (NAMED_REFERENCES[name] ?? whole) : whole;
    return codePoint(
      typeof hex === 'string' ? Number.parseInt(hex, 16) : Number.parseInt(String(decimal), 10),
    );
  });
}

// https://html.spec.whatwg.org/#numeric-character-reference-end-state: NUL, surrogates and what is beyond Unicode become U+FFFD.
function codePoint(code: number): string {
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : '\ufffd';
}
