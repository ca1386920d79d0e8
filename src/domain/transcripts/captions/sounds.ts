/** Words of which notes of sounds and pauses are made, in the languages of automatic captions. */
const soundWords = new Set(
  `music musik musique música musica muziek applause applaus applaudissements aplausos applausi laughter laughs laughing
  chuckles chuckling giggles gelächter lacht lachen rires rire risas risate skratt sighs sighing seufzt coughs coughing
  hustet clears throat sneezes gasps sniffs pause pausa silence stille cheering cheers whistles whistling beep beeping
  ringing rings bell buzzing knocking footsteps barking typing static noise geräusch`.split(/\s+/u),
);
/** Notes that say that words are missing stay: they are all that is left of them. */
const missingWords = /inaudible|unintelligible|crosstalk|unverständlich|indistinct/iu;
const mostWords = 4;
const NOTE = /\s*(?:\[([^[\]]{1,60})\]|\(([^()]{1,60})\)|([♪♫]+)(?=\s|$))/gu;
const STAMP = /^\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?$/u;

/** Whether what stands in brackets is a note of a sound or a pause. */
export function isSoundNote(inner: string): boolean {
  const words = inner
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
  return words.length <= mostWords && !missingWords.test(inner) && words.some((word) => soundWords.has(word));
}

/**
 * Takes a caption's text; gives it without notes of sounds, pauses and times in brackets. A note in capitals counts
 * only where the caption begins with it and it has several words: "[DOOR SLAMS]", but not "[NASA]".
 */
export function withoutSounds(text: string): { text: string; sounds: number; stamps: number } {
  if (!/[[(♪♫]/u.test(text)) return { text, sounds: 0, stamps: 0 };
  let sounds = 0;
  let stamps = 0;
  let left = '';
  let reached = 0;
  for (const note of text.matchAll(NOTE)) {
    const before = text.slice(reached, note.index);
    const inner = (note[1] ?? note[2] ?? '').trim();
    const isFirst = left === '' && before === '';
    if (STAMP.test(inner)) stamps++;
    else if (inner === '' || isSoundNote(inner) || (isFirst && isInCapitals(inner) && inner.includes(' ')))
      sounds++;
    else continue;
    left += before;
    reached = note.index + note[0].length;
  }
  return { text: (left + text.slice(reached)).trim(), sounds, stamps };
}

/** Whether a note is written as subtitles write sounds: "DOOR SLAMS". */
export function isInCapitals(inner: string): boolean {
  return /\p{Lu}{2}/u.test(inner) && inner === inner.toUpperCase() && !missingWords.test(inner);
}
