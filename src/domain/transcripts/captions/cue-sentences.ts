import { assemble, type Utterance } from '../assemble.ts';
import type { ReadOptions } from '../format.ts';
import { chooseLabels, type LabelReader } from '../speaker-labels.ts';
import type { TranscriptHeader } from '../transcript-header.ts';
import type { TranscriptReading } from '../transcript-reading.ts';
import { type Caption, captionOf, dropCopies, joinRepeats } from './captions.ts';
import type { Cue } from './cue-blocks.ts';
import { withoutSounds } from './sounds.ts';

/** Knowledge that a format of cues has beside them. */
export interface CueKnowledge {
  options: ReadOptions;
  header?: TranscriptHeader;
  /** The file consists of several: cues may reach over their borders. */
  isStitched?: boolean;
  /** The speaker of a whole cue, where its identifier names one. */
  speakerOf?(identifier: string): string | null;
}

/** "- Hi" and ">> Hi" begin with the mark of a change of speaker. */
const MARK = /^(?:[-–—]|>{2,3})\s*(?=[\p{L}\p{N}[("“¿¡'])/u;

/**
 * Takes cues; gives a sentence per speaker in each cue, all with the cue's own times. Names come from identifiers,
 * else from voice tags, else from labels in the text. A name is carried over to the next cue only where that is
 * asked for.
 */
export function cueTranscript(cues: readonly Cue[], knowledge: CueKnowledge): TranscriptReading {
  const { options, header, isStitched, speakerOf } = knowledge;
  const shown = cues.map(captionOf);
  const captions = joinRepeats(isStitched ? dropCopies(shown, options.notices) : shown, options.notices);
  const nameOf = ({ identifier }: Caption): string | null =>
    identifier === null ? null : (speakerOf?.(identifier) ?? null);
  const isNamed = captions.some(
    (caption) => caption.parts.some(({ speakerName }) => speakerName !== null) || nameOf(caption) !== null,
  );
  const spoken = captions.filter(({ parts }) => parts.some(({ lines }) => lines.length > 0));
  const telling = {
    notices: options.notices,
    placeOf: (unit: number): string => `line ${spoken[unit]?.lineNumber}`,
  };
  const labelOf = isNamed ? null : chooseLabels(spoken.flatMap(unitOf), telling);
  const utterances: Utterance[] = [];
  const lineNumbers: number[] = [];
  for (const caption of captions) {
    const name = nameOf(caption);
    const before = utterances.length;
    addTurns(caption, labelOf, utterances);
    for (let at = before; at < utterances.length; at++) {
      const utterance = utterances[at];
      if (!utterance) continue;
      utterance.text = speechOf(utterance.text, caption, options);
      if (name !== null) utterance.speaker = name;
      lineNumbers.push(caption.lineNumber);
    }
  }
  const placeOf = (index: number): string => `line ${lineNumbers[index]}`;
  return assemble(utterances, { options, placeOf, ...(header ? { header } : {}) });
}

/** A caption's lines without the marks of a change; none where it has no lines. */
function unitOf({ parts }: Caption): string[][] {
  const [first, ...others] = parts;
  if (!first) return [];
  const lines = others.length === 0 ? first.lines : parts.flatMap((part) => part.lines);
  return lines.length === 0 ? [] : [lines.some(isMarked) ? lines.map(unmark) : lines];
}

function isMarked(line: string): boolean {
  const first = line.charAt(0);
  return (first === '-' || first === '>' || first === '–' || first === '—') && MARK.test(line);
}

function unmark(line: string): string {
  return line.replace(MARK, '');
}

function speechOf(text: string, { lineNumber }: Caption, { notices }: ReadOptions): string {
  const { text: speech, sounds, stamps } = withoutSounds(text);
  if (sounds > 0) notices.add('sounds_left_out', `line ${lineNumber}`, sounds);
  if (stamps > 0) notices.add('stamps_left_out', `line ${lineNumber}`, stamps);
  return speech;
}

/** Most captions are one line of one person. */
function addTurns(caption: Caption, labelOf: LabelReader | null, turns: Utterance[]): void {
  const { start, end, parts } = caption;
  const [part] = parts;
  const line = part?.lines[0];
  if (!part || line === undefined || parts.length > 1 || part.lines.length > 1 || isMarked(line)) {
    turns.push(...turnsOf(caption, labelOf));
    return;
  }
  const labelled = part.speakerName === null && labelOf ? labelOf(line) : null;
  turns.push(
    labelled
      ? { speaker: labelled.label, text: labelled.rest, start, end, changesSpeaker: true }
      : { speaker: part.speakerName, text: line, start, end, changesSpeaker: false },
  );
}

/** The turns of a caption: a voice, a label or a mark begins each. */
function turnsOf({ start, end, parts }: Caption, labelOf: LabelReader | null): Utterance[] {
  const turns: Utterance[] = [];
  for (const { speakerName, lines } of parts) {
    // One dash alone may be any dash; from the second on, or as ">>", they are changes of speaker.
    const marked = speakerName === null ? lines.filter(isMarked) : [];
    const areTurns = marked.length > 1 || marked.some((line) => line.startsWith('>>'));
    for (const [at, line] of lines.entries()) {
      const hasMark = marked.includes(line);
      const bare = hasMark && (areTurns || labelOf?.(unmark(line))) ? unmark(line) : line;
      const labelled = speakerName === null ? (labelOf?.(bare) ?? null) : null;
      const last = turns.at(-1);
      const changesSpeaker = labelled !== null || (areTurns && hasMark);
      if (at > 0 && last && !changesSpeaker) last.text += ` ${bare}`;
      else {
        const [speaker, text] = labelled ? [labelled.label, labelled.rest] : [speakerName, bare];
        turns.push({ speaker, text, start, end, changesSpeaker });
      }
    }
  }
  return turns;
}
