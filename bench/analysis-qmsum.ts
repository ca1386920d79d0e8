import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { AnalysisInput } from '../src/engines/analysis/analyser.ts';

/** Where the sample meetings lie, beside the repository. */
export const QMSUM_FOLDER = path.resolve(import.meta.dirname, '../../shared/samples/qmsum');

export interface QmsumMeeting {
  name: string;
  input: AnalysisInput;
  humanSummary: string;
  /** Turn indexes where a human topic starts, the meeting's own beginning left out. */
  topicStarts: number[];
}

const schema = z.object({
  meeting_transcripts: z.array(z.object({ speaker: z.string(), content: z.string() })),
  topic_list: z.array(z.object({ relevant_text_span: z.array(z.tuple([z.string(), z.string()])) })),
  general_query_list: z.array(z.object({ answer: z.string() })),
});

/** The five meetings as analyser input with their human labels; null where the folder is absent. */
export function readQmsumMeetings(): QmsumMeeting[] | null {
  if (!existsSync(QMSUM_FOLDER)) return null;
  const files = readdirSync(QMSUM_FOLDER).filter((file) => file.endsWith('.json'));
  return files.sort().map(readMeeting);
}

function readMeeting(file: string): QmsumMeeting {
  const stored = schema.parse(JSON.parse(readFileSync(path.join(QMSUM_FOLDER, file), 'utf8')));
  const starts = stored.topic_list.flatMap((topic) =>
    topic.relevant_text_span.map(([first]) => Number(first)),
  );
  const firstStart = Math.min(...starts);
  return {
    name: path.basename(file, '.json'),
    input: {
      lines: stored.meeting_transcripts.map((turn, index) => ({
        index,
        speakerName: turn.speaker,
        text: turn.content,
        start: null,
        end: null,
      })),
      language: 'en',
      startedAt: new Date('2026-06-03T09:00:00Z'),
      participants: [],
    },
    humanSummary: stored.general_query_list[0]?.answer ?? '',
    topicStarts: [...new Set(starts)].filter((start) => start !== firstStart).sort((a, b) => a - b),
  };
}
