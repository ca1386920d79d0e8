const longestUnitWords = 10;
// Fast speech has about 20 letters a second; a figure is spoken as some five letters.
const fastestLettersPerSecond = 24;
const lettersPerDigit = 4;

interface Repetition {
  at: number;
  unit: number;
  times: number;
}

const bare = (word: string): string => word.toLowerCase().replaceAll(/[^\p{L}\p{N}']/gu, '');

function repetitionAt(words: readonly string[], at: number, unit: number): number {
  let times = 1;
  for (;;) {
    const next = at + times * unit;
    for (let i = 0; i < unit; i += 1) {
      if (words[at + i] === undefined || words[at + i] !== words[next + i]) return times;
    }
    times += 1;
  }
}

function longestRepetition(words: readonly string[]): Repetition | undefined {
  let best: Repetition | undefined;
  for (let unit = 1; unit <= longestUnitWords; unit += 1) {
    for (let at = 0; at + 2 * unit <= words.length; at += 1) {
      const times = repetitionAt(words, at, unit);
      if (times >= 3 && times * unit > (best ? best.times * best.unit : 0)) best = { at, unit, times };
    }
  }
  return best;
}

/** Letters a second that somebody would have to speak. */
function lettersPerSecond(text: string, seconds: number): number {
  const letters = text.replaceAll(/[^\p{L}\p{N}]/gu, '').length;
  const digits = text.replaceAll(/\D/g, '').length;
  return (letters + digits * (lettersPerDigit - 1)) / Math.max(seconds, 0.1);
}

function isStrong(found: Repetition): boolean {
  if (found.unit >= 3) return true;
  return found.unit === 2 ? found.times >= 4 : found.times >= 6;
}

/** Whether the recogniser went round in circles: a phrase over and over, or more words than anyone can say. */
export function isLooping(text: string, seconds: number): boolean {
  const found = longestRepetition(text.split(/\s+/).map(bare).filter(Boolean));
  const hurried = lettersPerSecond(text, seconds) > fastestLettersPerSecond;
  return found ? isStrong(found) || hurried : hurried && seconds >= 1;
}

/** Keeps one of each phrase that stands three times or more in a row. */
export function collapseLoops(text: string): string {
  let words = text.split(/\s+/).filter(Boolean);
  for (;;) {
    const found = longestRepetition(words.map(bare));
    if (!found) return words.join(' ');
    words = [...words.slice(0, found.at + found.unit), ...words.slice(found.at + found.unit * found.times)];
  }
}
