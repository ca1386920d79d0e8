import { oneLine, type SpokenPart } from '../speaker-labels.ts';

const TAG = /<(?:(\/?)([a-z]+)(?:\.[^\s.<>]+)*(?:\s([^<>]*))?\/?|\d[\d:.]*)>/giu;
/** Tags around the word that is being said. */
const HIGHLIGHTS = new Set(['u', 'b', 'i', 'font', 'c']);
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
  /** Text between voice tags, its line breaks kept. */
  parts: SpokenPart[];
  /** Times inside the text. */
  hasTimes: boolean;
  /** Markup around a part of the text only. */
  hasHighlight: boolean;
}

/** Takes a cue's payload; gives its text by voice (`<v Name>`), other tags stripped, character references decoded. */
export function readCueText(source: string): CueText {
  if (!source.includes('<') && !source.includes('&')) {
    const parts = source === '' ? [] : [{ speakerName: null, text: source }];
    return { parts, hasTimes: false, hasHighlight: false };
  }
  const parts: SpokenPart[] = [];
  let voice: string | null = null;
  let hasTimes = false;
  let hasHighlight = false;
  let from = 0;
  let text = '';
  const finish = (): void => {
    if (text.trim() !== '') parts.push({ speakerName: voice, text: text.trim() });
    text = '';
  };
  for (const match of source.matchAll(TAG)) {
    text += decodeReferences(source.slice(from, match.index));
    from = match.index + match[0].length;
    const tag = match[2]?.toLowerCase();
    if (tag === undefined) hasTimes = true;
    else if (HIGHLIGHTS.has(tag) && (match.index > 0 || from < source.length)) hasHighlight = true;
    if (tag !== 'v') continue;
    finish();
    voice = match[1] === '/' ? null : oneLine(decodeReferences(match[3] ?? '')) || null;
  }
  text += decodeReferences(source.slice(from));
  finish();
  return { parts, hasTimes, hasHighlight };
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
