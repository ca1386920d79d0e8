import type { ReadOptions, TranscriptFormat } from '../format.ts';
import type { Source } from '../source.ts';
import { headReader, isRegular, surveyHeads } from '../text/headed-turns.ts';
import { type Opening, Turns } from '../text/turns.ts';
import type { TranscriptReading } from '../transcript-refusal.ts';

/**
 * The transcript of Teams copied from its pane: name, `1 minute 8 seconds`, `1:08`, then both again for those who listen to
 * the page (`Name 1 minute 8 seconds`), then the text. Some programs leave parts of it out.
 */
export const teamsCopiedText: TranscriptFormat = {
  id: 'teams_copied_text',
  name: 'Transcript copied from the pane of Teams',
  source: null,
  takes: ['speakers', 'starts'],
  matches: (source) => {
    const survey = surveyHeads(source, headOf);
    const filled = source.head.filter((line) => line.trim() !== '');
    const isEarly = filled.slice(0, 6).some((line) => headOf(line) !== null);
    return isEarly && isRegular(survey, 2) && survey.heads >= filled.length * leastCoverage ? 0.8 : 0;
  },
  read: readTeamsCopiedText,
};

const leastCoverage = 0.15;
const spoken =
  /^(.*?)\s?\b(?:(\d{1,3}) hours?\s?)?(?:(\d{1,2}) minutes?\s?)?(?:(\d{1,2}) seconds?)?\s?(?:\d{1,2}:\d{2}(?::\d{2})?)?$/u;
const stamp = /^\d{1,2}:\d{2}(?::\d{2})?$/u;

const headOf = headReader((line): Opening | null => {
  const { 1: name = '', 2: hours, 3: minutes, 4: seconds } = spoken.exec(line) ?? [];
  if (hours === undefined && minutes === undefined && seconds === undefined) return null;
  return {
    speaker: name.trim() || null,
    start: Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0),
  };
});

function readTeamsCopiedText({ lines }: Source, options: ReadOptions): TranscriptReading {
  const turns = new Turns(options, "'Name 0 minutes 3 seconds'");
  const filled = lines.flatMap((line, at) => (line.trim() === '' ? [] : [{ at, text: line.trim() }]));
  for (const [index, { at, text }] of filled.entries()) {
    const open = turns.utterances.at(-1);
    const head = headOf(text);
    const next = headOf(filled[index + 1]?.text ?? '');
    if (!head) {
      const isName = next !== null && (next.speaker === null || next.speaker === text);
      if (isName) turns.begin(at, { speaker: text, start: next.start ?? null });
      else if (open?.text !== '' || !stamp.test(text)) turns.add(at, text);
      continue;
    }
    // The same turn, told a second time.
    const isSame =
      open?.text === '' && open.start === head.start && (head.speaker ?? open.speaker) === open.speaker;
    if (!isSame) turns.begin(at, head);
  }
  return turns.finish();
}
