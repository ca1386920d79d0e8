import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type SaidTurn, transcriptWriters } from '../../../../test/support/transcript-writers.ts';
import { faultSentence } from '../../../../testing/fault-sentence.ts';
import { parseTranscript } from '../parse-transcript.ts';

function formatOf(name: string, text: string): string {
  const parsed = parseTranscript({ name, bytes: new TextEncoder().encode(text) });
  return parsed.kind === 'parsed' ? parsed.format : `${parsed.code}: ${faultSentence(parsed)}`;
}

const plainNames = ['Mara Lind', 'Tobias Reck', 'Mara Lind', 'Ann', 'Tobias Reck', 'Mara Lind'];
const oddNames = [
  'stork',
  '🦊 fox [Acme]',
  "D'Arcy O’Neill-Smith",
  '田中 太郎',
  '+49 170 1234567',
  'Спикер №1',
];

function talk(names: readonly string[]): SaidTurn[] {
  const texts = [
    ['Good morning, shall we start with the roof?'],
    ['Yes. The tiles come on Friday.', 'I sent you the list: ten of them.'],
    ['We meet at 10:30 then.'],
    ['Fine.'],
    ['I will pay the invoice today.', '', 'And call the crane.'],
    ['Thanks, bye.'],
  ];
  return texts.map((lines, at) => ({ speaker: names[at % names.length] ?? '', start: 3 + at * 9, lines }));
}

const odd = talk([...oddNames, ...oddNames].slice(0, 6)).concat(
  talk(oddNames.toReversed()).map((t) => ({ ...t, start: t.start + 60 })),
);

for (const { format, kind, extension, write } of transcriptWriters) {
  const sample = write(talk(plainNames));
  test.each([
    ['as written', `a.${extension}`, sample],
    ['CRLF', `a.${extension}`, sample.replaceAll('\n', '\r\n')],
    ['a byte order mark', `a.${extension}`, `\ufeff${sample}`],
    ['blanks at the ends', `a.${extension}`, sample.replaceAll('\n', '  \n')],
    ['blank lines first', `a.${extension}`, `\n\n${sample}`],
    ['no extension', 'a', sample],
    ['another extension', 'a.vtt', sample],
  ])(`${format} ${kind}: %s`, (_name, name, text) => {
    expect(formatOf(name, text)).toBe(format);
  });
  test(`${format} ${kind}: odd names`, () => {
    expect(formatOf(`a.${extension}`, write(odd))).toBe(format);
  });
}

const root = new URL('../../../../', import.meta.url);
const code =
  'const a = 1;\nfunction b(c) {\n  return { d: a };\n}\nswitch (a) {\n  case 1: break;\n  default: break;\n}';

test.each([
  [
    'an essay',
    'We met at noon. It was fine.\n\nThen we left: nobody stayed.\n\nSo it goes, at 10:30 or later.',
  ],
  [
    'a shopping list',
    'Fruit: apples, pears\nDairy: milk\nBread: rye\nFor Friday: candles\nTools: nails, a hammer',
  ],
  [
    'a log',
    '2026-06-03 10:00:12 INFO Server: started\n2026-06-03 10:00:13 WARN Disk: full\n2026-06-03 10:00:14 INFO Job: done',
  ],
  [
    'a log in brackets',
    '[2026-06-03 10:00:12] app.INFO: started\n[2026-06-03 10:00:13] app.ERROR: full\n[2026-06-03 10:00:14] app.INFO: done',
  ],
  [
    'a log with levels first',
    'INFO: started\nINFO: listening\nWARN: disk is full\nINFO: done\nERROR: gone\nINFO: bye',
  ],
  [
    'times and requests',
    '10:00:12 GET /a 200\n10:00:13 GET /b 404\n10:00:14 GET /c 200\n10:00:15 GET /d 200',
  ],
  ['source code', code],
  [
    'YAML',
    'services:\n  web:\n    image: a\n    ports:\n      - "80:80"\n  db:\n    image: b\n    volumes:\n      - data:/x',
  ],
  ['flat YAML', 'name: roof\nversion: 1\nauthor: Mara Lind\nlicense: MIT\nmain: a.js\nprivate: true'],
  ['INI', '[web]\nport: 80\nhost: a\n[db]\nport: 5432\nhost: b\n[mail]\nport: 25\nhost: c'],
  [
    'a mail',
    'From: Mara Lind <m@acme.test>\nTo: Tobias Reck <t@acme.test>\nSubject: Roof\nDate: Wed, 3 Jun 2026 10:00:12 +0200\n\nDear Tobias,\n\nthe tiles came.\n\nMara',
  ],
  [
    'a change log',
    '# Changelog\n\n## 1.1.0\n\n### Added\n\n- Roof: tiles\n- Roof: gutter\n\n## 1.0.0\n\n### Added\n\n- Walls: doors\n- Walls: windows\n\n### Fixed\n\n- Walls: paint',
  ],
  [
    'a README',
    '# Roof\n\nA tool: it builds.\n\n## Install\n\n```sh\nnpm i roof\n```\n\n## Use\n\nNote: run it at 10:30.\n\n```js\nroof({ a: 1 });\n```\n\n- **Fast**: it is\n- **Small**: too',
  ],
  [
    'records',
    Array.from({ length: 6 }, (_, at) => `Name: n${at}\nDriver: File\nMode: 644\nFile: f${at}\n`).join('\n'),
  ],
  [
    'a glossary',
    'Roof: what keeps the rain out.\nTile: a part of it.\nGutter: where water runs.\nCrane: it lifts.',
  ],
  ['chapters', '00:00 Intro\n02:13 The roof\n15:40 Tiles\n31:05 Questions'],
  ['an agenda', '10:00 Welcome\n10:15 Roof project\n11:00 Coffee\n11:30 Budget\n12:30 Lunch'],
  ['an HTML page', '<!DOCTYPE html>\n<html><body><p>Jane: hi</p><p>Bob: no</p></body></html>'],
  ['XML', '<?xml version="1.0"?>\n<a><b>Jane: hi</b></a>'],
  ['a table without such columns', 'name,amount,city\nJane,1,Bern\nBob,2,"Rome, Italy"'],
  ['SubStation Alpha', '[Script Info]\nTitle: a\n[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,,a,,,,hi'],
  ['base64', 'QUJD'.repeat(200)],
  ['a poem', 'The roof is red\nthe sky is blue\n\nThe roof is red\nand so are you'],
])('%s is refused', (_name, text) => {
  expect(formatOf('a.txt', text)).toMatch(/^unknown_format: .+/u);
});

test.each([
  'README.md',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'NOTICE',
  'package.json',
  'docs/api.md',
])('%s of this repository is refused', (name) => {
  expect(formatOf(name, readFileSync(new URL(name, root), 'utf8'))).toMatch(
    /^(?:unknown_format|malformed): /u,
  );
});

test('an HTML export of Telegram is refused with what to do', () => {
  const text = '<!DOCTYPE html>\n<html><head><title>Exported Data</title></head><body class="page_wrap">';
  expect(formatOf('messages.html', text)).toContain('Machine-readable JSON');
});

test.each([
  'whatsapp',
  'zoom_chat',
  'zoom_captions',
  'telegram_copy',
  'otter',
  'teams_text',
  'fathom',
  'rev',
  'stamped_text',
])('what was said to be %s and is not is refused with the form that is wanted', (format) => {
  const bytes = new TextEncoder().encode('We met.\nIt was fine.');
  const parsed = parseTranscript({ name: 'a.txt', bytes }, { format });
  expect(parsed.kind === 'refused' ? faultSentence(parsed) : 'parsed').toMatch(/^No line .+\d/u);
});
