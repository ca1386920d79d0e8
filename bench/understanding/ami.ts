import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Half, Labelled, LabelledAction } from './labelled.ts';

const folder = path.resolve(import.meta.dirname, '../../../shared/samples/ami');
const schema = z.object({
  messages: z.array(z.object({ speaker_name: z.string(), text: z.string() })),
  gold: z.object({ questions: z.array(z.int()), action_items: z.array(z.int()) }),
});
/** Acts that are no further apart speak of one action. */
const nearActs = 5;

/** The meetings with the marks of AMI's annotators; null where the folder is absent. */
export function readAmiMeetings(): Labelled[] | null {
  if (!existsSync(folder)) return null;
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map(readMeeting);
}

/** The first and third meeting of each team are for looking at, the others for measuring. */
export function halfOf({ name }: Labelled): Half {
  return /[ac]$/.test(name) ? 'develop' : 'check';
}

function readMeeting(file: string): Labelled {
  const { messages, gold } = schema.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
  return {
    name: path.basename(file, '.json'),
    input: {
      lines: messages.map(({ speaker_name: speakerName, text }, index) => ({
        index,
        speakerName,
        text,
        start: null,
        end: null,
      })),
      language: 'en',
      startedAt: new Date('2026-06-03T09:00:00Z'),
      participants: [],
    },
    questions: gold.questions.map((line) => ({ line })),
    actions: together(gold.action_items),
    tracked: null,
  };
}

function together(acts: readonly number[]): LabelledAction[] {
  const actions: LabelledAction[] = [];
  for (const act of acts.toSorted((a, b) => a - b)) {
    const last = actions.at(-1);
    if (last && act - (last.lines.at(-1) ?? 0) <= nearActs) last.lines.push(act);
    else actions.push({ lines: [act] });
  }
  return actions;
}
