import { expect, test } from 'vitest';
import { faultSentence } from '../../../../testing/fault-sentence.ts';
import { parseTranscript } from '../parse-transcript.ts';

const namespaces =
  'xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"';

function said(source: string): unknown {
  const parsed = parseTranscript({ name: 'a.ttml', bytes: new TextEncoder().encode(source) });
  if (parsed.kind === 'refused') return `${parsed.code}: ${faultSentence(parsed)}`;
  const { sentences } = parsed.transcript;
  return Array.isArray(sentences)
    ? sentences.map((s) => `${s.speaker_name} | ${s.start}-${s.end} | ${s.text}`)
    : null;
}

const document = (body: string, attributes = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<tt ${namespaces} xml:lang="en" ${attributes}><body><div>${body}</div></body></tt>`;

test.each([
  [
    'clock times, offsets, durations',
    document(
      '<p begin="00:00:01.000" end="00:00:02.500">One</p><p begin="3s" dur="1500ms">Two</p><p begin="1m" end="0.02h">Three</p>',
    ),
    ['null | 1-2.5 | One', 'null | 3-4.5 | Two', 'null | 60-72 | Three'],
  ],
  [
    'frames and ticks',
    document(
      '<p begin="00:00:01:12" end="50f">One</p><p begin="30000000t" end="40000000t">Two</p>',
      'ttp:frameRate="25" ttp:tickRate="10000000"',
    ),
    ['null | 1.48-2 | One', 'null | 3-4 | Two'],
  ],
  [
    'frames of a broadcaster',
    document(
      '<p begin="00:00:10:15" end="00:00:11:00">One</p>',
      'ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001"',
    ),
    ['null | 10.501-11 | One'],
  ],
  [
    'times add up, line breaks, spans, references',
    `<tt ${namespaces}><body begin="10s"><div begin="1s"><p begin="1s" end="2s">Fish &amp; <span>chips</span><br/>a &lt; b &lt;i&gt;</p></div></body></tt>`,
    ['null | 12-13 | Fish & chips a < b <i>'],
  ],
  [
    'spans with times of their own',
    document(
      '<p begin="1s" end="5s"><span begin="0s" end="1s">One</span><span begin="2s" end="3s">Two</span></p>',
    ),
    ['null | 1-2 | One', 'null | 3-4 | Two'],
  ],
  [
    'labels in the text',
    document(
      '<p begin="1s" end="2s">Mara: One</p><p begin="2s" end="3s">stork: Two</p><p begin="3s" end="4s">stork: Three</p>',
    ),
    ['Mara | 1-2 | One', 'stork | 2-3 | Two', 'stork | 3-4 | Three'],
  ],
  [
    'no end',
    document('<p begin="1s">One</p><p begin="4s">Two</p>'),
    ['null | 1-4 | One', 'null | 4-4 | Two'],
  ],
  [
    'damaged',
    document('<p begin="1s">One'),
    'malformed: Line 2: the XML of the captions is damaged; export them again.',
  ],
  [
    'a document type',
    `<?xml version="1.0"?>\n<!DOCTYPE tt [<!ENTITY a "b">]>\n<tt ${namespaces}><body><p begin="1s">&a;</p></body></tt>`,
    'unknown_format: This is no transcript: it looks like an XML document. See docs/formats.md for what can be read.',
  ],
  ['no words', document(''), 'no_speech: The file holds no words.'],
])('%s', (_name, source, expected) => {
  expect(said(source)).toEqual(expected);
});

test('agents are the speakers; title and language are taken', () => {
  const source = `<tt ${namespaces} xml:lang="de-AT"><head><metadata><ttm:title>Dachprojekt</ttm:title>
    <ttm:agent type="person" xml:id="m"><ttm:name type="full">Mara Lind</ttm:name></ttm:agent>
    <ttm:agent type="person" xml:id="t"><ttm:name type="full">Tobias Reck</ttm:name></ttm:agent></metadata></head>
    <body><div><p begin="1s" end="2s" ttm:agent="m">Hallo</p><p begin="2s" end="3s" ttm:agent="t">Ja</p></div></body></tt>`;
  const parsed = parseTranscript({ name: 'a.xml', bytes: new TextEncoder().encode(source) });
  expect(parsed).toMatchObject({ format: 'ttml', header: { title: 'Dachprojekt', language: 'de-AT' } });
  expect(said(source)).toEqual(['Mara Lind | 1-2 | Hallo', 'Tobias Reck | 2-3 | Ja']);
});
