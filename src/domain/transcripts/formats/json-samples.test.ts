import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFile } from '../../../../test/support/written-conversations.ts';

const folder = path.join(import.meta.dirname, '../../../../../shared/samples/inputs');
const letters = ['A|0.1|2|Shall we start?', 'B|2.1|3.5|Yes.'];
const named = ['Mara Lind|0.1|2|Shall we start?', 'Tobias Reck|2.1|3.5|Yes.'];

/** Small files that were read wrongly once, and what is right. */
const samples: [name: string, format: string, said: string[], header?: object][] = [
  ['08a-milliseconds-taken-as-seconds', 'assemblyai', letters],
  ['08c-speaker-key-dropped', 'generic_json', named, { title: 'Roof project' }],
  [
    '08d-telegram-from-dropped',
    'telegram',
    ['Mara Lind|2026-06-03T10:00:00.000Z|Shall we start?', 'Tobias Reck|2026-06-03T10:01:00.000Z|Yes.'],
    { title: 'Roof' },
  ],
  ['13-json-assemblyai-utterances', 'assemblyai', letters],
  ['13-json-bare-array', 'generic_json', named],
  ['13-json-deepgram', 'deepgram', ['Speaker 0|0.1|2|Shall we start?', 'Speaker 1|2.1|3.5|Yes.']],
  ['13-json-fireflies', 'fireflies', named, { title: 'Roof project', date: '2026-06-03T10:00:00.000Z' }],
  ['13-json-gong', 'gong', ['Speaker 1|0.1|2|Shall we start?']],
  ['13-json-ndjson', 'generic_json', named],
  ['13-json-rev', 'revai', ['Speaker 0|0.1|0.7|Shall we', 'Speaker 1|2.1|2.5|Yes.']],
  ['13-json-vcon', 'vcon', ['Mara Lind|0|2|Shall we start?'], { date: '2026-06-03T10:00:00.000Z' }],
  ['13-json-whisper', 'whisper', ['null|0|2|Shall we start?', 'null|2|3.5|Yes.'], { language: 'en' }],
  ['13-json-whispercpp', 'whisper_cpp', ['null|0|2|Shall we start?'], { language: 'en' }],
  ['13-json-whisperx', 'whisperx', ['SPEAKER_00|0.1|2|Shall we start?', 'SPEAKER_01|2.1|3.5|Yes.']],
];

describe.skipIf(!existsSync(folder))(
  'samples of ../shared/samples/inputs, which is needed beside the checkout',
  () => {
    test.each(samples)('%s', (name, format, said, header = {}) => {
      const file = `${name}.json`;
      expect(readFile(readFileSync(path.join(folder, file), 'utf8'), { name: file })).toMatchObject({
        format,
        said,
        header,
      });
    });
  },
);
