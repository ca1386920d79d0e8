import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { faultSentence } from '../../../../testing/fault-sentence.ts';
import { parseTranscript } from '../parse-transcript.ts';
import { openDocument } from './open-document.ts';
import { readZip } from './zip-entries.ts';

const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

function docx(body: string, others: Record<string, string> = {}): Uint8Array {
  const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ${namespace}><w:body>${body}</w:body></w:document>`;
  return zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': xml, ...others });
}

function zip(entries: Record<string, string>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, strToU8(text)])));
}

const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (...texts: string[]): string => `<w:p>${texts.map(run).join('<w:r><w:br/></w:r>')}</w:p>`;

function text(bytes: Uint8Array): string | undefined {
  const opened = openDocument(bytes);
  if (opened?.kind === 'refused') return faultSentence(opened);
  return opened?.text;
}

test.each([
  [
    'paragraphs, runs, breaks',
    `<w:p>${run('Mara')}${run(' Lind')}</w:p><w:p/>${paragraph('a', 'b')}`,
    'Mara Lind\n\na\nb',
  ],
  [
    'tabs are tabs, but not where they are set',
    `<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>`,
    'a\tb',
  ],
  ['references', paragraph('a &amp; b &#x1F98A; &lt;c&gt;'), 'a & b 🦊 <c>'],
  [
    'deleted text, fields and second copies',
    `<w:p>${run('a')}<w:del><w:r><w:delText>b</w:delText></w:r></w:del><w:ins>${run('c')}</w:ins><w:r><w:instrText>PAGE</w:instrText></w:r><mc:AlternateContent><mc:Choice>${run('d')}</mc:Choice><mc:Fallback>${run('d')}</mc:Fallback></mc:AlternateContent></w:p>`,
    'acd',
  ],
  [
    'tables in order',
    `${paragraph('a')}<w:tbl><w:tr><w:tc>${paragraph('0:03')}</w:tc><w:tc>${paragraph('Mara')}</w:tc><w:tc>${paragraph('b')}${paragraph('c')}</w:tc></w:tr></w:tbl>${paragraph('d')}`,
    'a\n0:03\tMara\tb\nc\nd',
  ],
  [
    'a talk in one cell',
    `<w:tbl><w:tr><w:tc>${paragraph('Mara: a')}${paragraph('Tobias: b')}</w:tc></w:tr></w:tbl>`,
    'Mara: a\nTobias: b',
  ],
])('%s', (_name, body, expected) => {
  expect(text(docx(body))).toBe(expected);
});

test('headers, footers and comments are no speech', () => {
  const others = { 'word/header1.xml': paragraph('x'), 'word/comments.xml': paragraph('y') };
  expect(text(docx(paragraph('a'), others))).toBe('a');
});

test('a Teams transcript in a document', () => {
  const body = [
    paragraph('Roof kick-off-20260603_100000UTC-Meeting Transcript'),
    paragraph('June 3, 2026, 10:00AM'),
    paragraph('12m 4s'),
    paragraph('Mara Lind started transcription'),
    paragraph('Mara Lind   0:03', 'Good morning.'),
    paragraph('stork   0:12', 'Yes.', 'The list.'),
    paragraph('Mara Lind stopped transcription'),
  ].join('');
  expect(parseTranscript({ name: 'a.docx', bytes: docx(body) })).toMatchObject({
    format: 'docx_teams_text',
    speakers: ['Mara Lind', 'stork'],
    header: { title: 'Roof kick-off', date: '2026-06-03T10:00:00.000Z' },
    transcript: { sentences: [{ text: 'Good morning.' }, { start: 12, text: 'Yes. The list.' }] },
  });
});

test('a table of times, names and texts', () => {
  const row = (cells: string[]): string =>
    `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`;
  const body = `<w:tbl>${row(['0:03', 'Mara Lind', 'Good: morning.'])}${row(['0:12', 'stork', 'Yes.'])}</w:tbl>`;
  expect(parseTranscript({ name: 'a.docx', bytes: docx(body) })).toMatchObject({
    format: 'docx_stamped_text',
    transcript: {
      sentences: [
        { speaker_name: 'Mara Lind', start: 3, text: 'Good: morning.' },
        { speaker_name: 'stork', start: 12, text: 'Yes.' },
      ],
    },
  });
});

test('cues of an older Teams document', () => {
  const cue = (from: string, to: string, name: string, said: string): string =>
    paragraph(`${from} --> ${to}`, name, said);
  const body = [
    cue('0:0:5.100', '0:0:8.250', 'Mara Lind', 'Good morning.'),
    cue('0:0:8.500', '0:1:10.300', 'stork', 'Yes.'),
    cue('0:1:10.800', '0:1:14.500', 'Mara Lind', 'Fine.'),
  ].join('');
  expect(parseTranscript({ name: 'a.docx', bytes: docx(body) })).toMatchObject({
    format: 'docx_teams_cue_text',
    transcript: {
      sentences: [
        { speaker_name: 'Mara Lind', start: 5.1, end: 8.25, text: 'Good morning.' },
        { speaker_name: 'stork', start: 8.5, end: 70.3, text: 'Yes.' },
        { speaker_name: 'Mara Lind', start: 70.8, end: 74.5, text: 'Fine.' },
      ],
    },
  });
});

test.each([
  ['an essay', docx(paragraph('We met. It was fine.')), 'This .docx file has no form of a transcript'],
  ['nothing in it', docx('<w:p/>'), 'The file is empty.'],
  ['broken XML', docx('<w:p>'), 'The document is damaged'],
  [
    'nothing but the beginning of a character',
    zipSync({ 'word/document.xml': new Uint8Array([0xe2]) }),
    'The document is damaged',
  ],
  ['a cut-off archive', docx(paragraph('a'.repeat(5000))).subarray(0, 200), 'is a damaged ZIP archive'],
  [
    'a document type',
    zip({ 'word/document.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>' }),
    'declares a document type',
  ],
  [
    '.doc, or a password',
    new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0]),
    'one with a password',
  ],
  ['.odt', zip({ mimetype: 'a', 'content.xml': '<x/>' }), 'OpenDocument'],
  ['.xlsx', zip({ 'xl/workbook.xml': '<x/>' }), 'workbook'],
  ['.pptx', zip({ 'ppt/presentation.xml': '<x/>' }), 'presentation'],
  ['.pages', zip({ 'Index/Document.iwa': 'x' }), 'Pages'],
  ['.zip of a chat', zip({ '_chat.txt': '[03.06.26, 10:00:12] Mara: Hi' }), 'unpack it'],
  ['.pdf', strToU8('%PDF-1.7 x'), 'PDF'],
  ['.rtf', strToU8('{\\rtf1 Jane: hi}'), '.rtf'],
  ['.gz', new Uint8Array([0x1f, 0x8b, 8]), 'gzip'],
])('refused by name: %s', (_name, bytes, message) => {
  const parsed = parseTranscript({ name: 'a.docx', bytes });
  expect(parsed.kind === 'refused' ? faultSentence(parsed) : 'parsed').toContain(message);
});

test('what unpacks to more than its bound is not unpacked', () => {
  const bytes = zip({ a: 'x', b: ' '.repeat(2_000_000) });
  expect(bytes.length).toBeLessThan(10_000);
  let taken = 0;
  const wish = {
    isWanted: (name: string) => name === 'b',
    take: (piece: Uint8Array) => (taken += piece.length),
  };
  expect(readZip(bytes, { ...wish, bytesMax: 1_000_000 })).toEqual({ kind: 'too_large' });
  expect(taken).toBeLessThanOrEqual(1_000_000);
  expect(readZip(bytes, { ...wish, bytesMax: 2_000_000 })).toMatchObject({ kind: 'read', found: true });
});

test('an archive of very many entries is refused', () => {
  const entries = Object.fromEntries(Array.from({ length: 10_001 }, (_, at) => [`${at}`, '']));
  expect(openDocument(zip(entries))).toMatchObject({ code: 'too_large' });
});

test('property: a document with damaged bytes is read or refused, never an exception', () => {
  const whole = docx(paragraph('Mara   0:03', 'Good morning.') + paragraph('stork   0:12', 'Yes.'));
  const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(damage, fc.nat(whole.length), (changes, length) => {
      const bytes = whole.slice(0, length);
      for (const [at, value] of changes) if (at < length) bytes[at] = value;
      expect(['parsed', 'refused']).toContain(parseTranscript({ name: 'a.docx', bytes }).kind);
    }),
    { numRuns: 500 },
  );
});
