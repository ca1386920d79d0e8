import type { Cue } from './cue-blocks.ts';
import { readCueText } from './cue-text.ts';
import { chooseLabels, oneLine, splitBySpeaker } from './speaker-labels.ts';
import type { StoredSentence } from './stored-transcript.ts';

/**
 * Takes cues; gives a sentence per speaker in each cue, all with the cue's own times. Names come from voice tags where the
 * file has them, else from labels in the text; a name is never carried over to the next cue.
 */
export function cueSentences(cues: readonly Cue[]): StoredSentence[] {
  const texts = cues.map((cue) => ({ cue, text: readCueText(cue.payload) }));
  if (texts.some(({ text }) => text.hasVoice)) {
    return texts.flatMap(({ cue, text }) =>
      text.parts.map((part) => sentence(cue, part.speakerName, oneLine(part.text))).filter(hasText),
    );
  }
  const units = texts.map(({ cue, text }) => ({
    cue,
    lines: text.parts.flatMap((part) => part.text.split('\n').map(undash)),
  }));
  const labelOf = chooseLabels(units.filter(({ lines }) => lines.length > 0).map(({ lines }) => lines));
  return units.flatMap(({ cue, lines }) =>
    splitBySpeaker(lines, labelOf).map((part) => sentence(cue, part.speakerName, part.text)),
  );
}

function sentence(cue: Cue, speakerName: string | null, text: string): StoredSentence {
  return { speaker_name: speakerName, start: cue.start, end: cue.end, text };
}

function hasText(candidate: StoredSentence): boolean {
  return candidate.text !== '';
}

/** "- Jane: hi" and ">> JANE: hi" are how subtitles mark a change of speaker. */
function undash(line: string): string {
  return line.trim().replace(/^(?:[-–—]|>{2,3})\s*(?=[\p{L}[])/u, '');
}
