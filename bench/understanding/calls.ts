import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Call, readCalls } from '../../testing/calls/read-call.ts';
import type { Half, Labelled } from './labelled.ts';

const folder = path.resolve(import.meta.dirname, '../../testing/calls');

/** The calls that were written by hand; none where a half has none. */
export function readLabelledCalls(language: 'en' | 'sv', half: Half): Labelled[] {
  const of = path.join(folder, language, half);
  return existsSync(of) ? readCalls(of).map(({ name, call }) => labelled(name, call, language)) : [];
}

function labelled(name: string, call: Call, language: string): Labelled {
  const { lines, actions, startedAt, people } = call;
  return {
    name,
    input: {
      lines: lines.map(({ speakerName, text }, index) => ({
        index,
        speakerName,
        text,
        start: null,
        end: null,
      })),
      language,
      startedAt,
      participants: people,
    },
    questions: lines.flatMap(({ answered }, line) => (answered === undefined ? [] : [{ line, answered }])),
    actions,
    tracked: lines.flatMap(({ tracked }, line) => tracked.map((type) => ({ type, line }))),
  };
}
