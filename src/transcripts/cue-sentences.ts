import { assemble, type Utterance } from './assemble.ts';
import { type Caption, dropCopies, joinRepeats } from './captions.ts';
import type { Cue } from './cue-blocks.ts';
import { readCueText } from './cue-text.ts';
import type { ReadOptions } from './format.ts';
import { withoutSounds } from './sounds.ts';
import { chooseLabels, type LabelReader } from './speaker-labels.ts';
import type { TranscriptHeader } from './transcript-header.ts';
import type { TranscriptReading } from './transcript-refusal.ts';

/** What a format of cues knows beside them. */
export interface CueKnowledge {
  options: ReadOptions;
  header?: TranscriptHeader;
  /** The file consists of several: cues may reach over their borders. */
  isStitched?: boolean;
  /** The speaker of a whole cue, where its identifier names one. */
  speakerOf?(identifier: string): string | null;
}

interface Turn {
  speaker: string | null;
  text: string;
  changesSpeaker: boolean;
}

/** "- Hi" and ">> Hi" begin with the mark of a change of speaker. */
const MARK = /^(?:[-–—]|>{2,3})\s*(?=[\p{L}\p{N}[("“¿¡'])/u;

/**
 * Takes cues; gives a sentence per speaker in each cue, all with the cue's own times. Names come from identifiers, else
 * from voice tags, else from labels in the text; a name is carried over to the next cue only where that is asked for.
 */
export function cueTranscript(
  cues: readonly Cue[],
  { options, header, isStitched, speakerOf }: CueKnowledge,
): TranscriptReading {
  const shown = cues.map(captionOf);
  const single = isStitched ? dropCopies(shown, options.notices) : shown;
  const captions = joinRepeats(single, options.notices);
  const named = speakerOf
    ? captions.map(({ identifier }) => (identifier ? speakerOf(identifier) : null))
    : [];
  const hasVoices = captions.some(({ parts }) => parts.some(({ speakerName }) => speakerName !== null));
  const labelOf = hasVoices || named.some(Boolean) ? null : chooseLabels(captions.map(unitOf));
  const utterances: Utterance[] = [];
  const lineNumbers: number[] = [];
  for (const [at, caption] of captions.entries()) {
    for (const turn of turnsOf(caption, labelOf)) {
      const text = speechOf(turn.text, caption, options);
      const { start, end } = caption;
      const speaker = named[at] ?? turn.speaker;
      utterances.push({ speaker, text, start, end, changesSpeaker: turn.changesSpeaker });
      lineNumbers.push(caption.lineNumber);
    }
  }
  const placeOf = (index: number): string => `line ${lineNumbers[index]}`;
  return assemble(utterances, { options, placeOf, ...(header ? { header } : {}) });
}

function captionOf({ start, end, text, identifier, lineNumber }: Cue): Caption {
  return { start, end, identifier, lineNumber, ...readCueText(text) };
}

/** A caption's lines without the marks of a change. */
function unitOf({ parts }: Caption): string[] {
  return parts.flatMap(({ text }) => text.split('\n').flatMap((line) => line.trim().replace(MARK, '') || []));
}

function speechOf(text: string, { lineNumber }: Caption, { notices }: ReadOptions): string {
  const { text: speech, sounds, stamps } = withoutSounds(text);
  if (sounds > 0) notices.add('sounds_left_out', `line ${lineNumber}`, sounds);
  if (stamps > 0) notices.add('stamps_left_out', `line ${lineNumber}`, stamps);
  return speech;
}

/** Who speaks in a caption, in turn: a voice, a label or a mark begins each turn. */
function turnsOf({ parts }: Caption, labelOf: LabelReader | null): Turn[] {
  const turns: Turn[] = [];
  for (const { speakerName, text } of parts) {
    const lines = text.split('\n').flatMap((line) => line.trim() || []);
    // One dash alone may be any dash; from the second on, or as ">>", they are changes of speaker.
    const marked = lines.filter((line) => MARK.test(line));
    const areTurns =
      speakerName === null && (marked.length > 1 || marked.some((line) => line.startsWith('>>')));
    let isFirst = true;
    for (const line of lines) {
      const isMarked = MARK.test(line);
      const bare =
        isMarked && (areTurns || labelOf?.(line.replace(MARK, ''))) ? line.replace(MARK, '') : line;
      const labelled = speakerName === null ? (labelOf?.(bare) ?? null) : null;
      const last = turns.at(-1);
      if (labelled) turns.push({ speaker: labelled.label, text: labelled.rest, changesSpeaker: true });
      else if (isFirst || (areTurns && isMarked) || !last)
        turns.push({ speaker: speakerName, text: bare, changesSpeaker: areTurns && isMarked });
      else last.text += ` ${bare}`;
      isFirst = false;
    }
  }
  return turns;
}
