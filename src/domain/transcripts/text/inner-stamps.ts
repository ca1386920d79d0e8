import { placeOfLine, type Turns } from './turns.ts';

/** In square brackets, or with hours, minutes and seconds in round ones: "(10:30)" may have been said. */
const innerStamp =
  /\[(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,:]\d{1,3})?\]|\(\d{1,3}:\d{2}:\d{2}(?:[.,:]\d{1,3})?\)/gu;

/** Leaves out the times that a tool or a typist wrote into what was said. */
export function leaveOutInnerStamps(turns: Turns): void {
  for (const [index, utterance] of turns.utterances.entries()) {
    const count = utterance.text.match(innerStamp)?.length ?? 0;
    if (count === 0) continue;
    utterance.text = utterance.text
      .replace(innerStamp, ' ')
      .replace(/[^\S\n]+/gu, ' ')
      .trim();
    turns.options.notices.add('stamps_left_out', placeOfLine(turns.lineOf(index)), count);
  }
}
