/** `npm run formats`: makes docs/formats.md from the code's own tables; with --check it says whether the page is current. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { faultMeanings } from '../src/base/fault.ts';
import { noticeMeanings } from '../src/base/notice.ts';
import type { TranscriptFormat } from '../src/domain/transcripts/format.ts';
import { transcriptFormats } from '../src/domain/transcripts/formats/table.ts';
import { transcriptWriters } from '../src/domain/transcripts/writers/table.ts';

const file = fileURLToPath(new URL('./formats.md', import.meta.url));

const introduction = `# Formats of transcripts

This page is made from the code's own tables by \`npm run formats\`.

The content decides the format; the name helps only where the content leaves it open. \`bin/meetric import FILE --dry-run\` shows
what a file is read as, who speaks, the first lines and all notices, and stores nothing.

Three rules hold for every format:

- Words are never given to another person, never lost and never invented in silence.
- A notice on the conversation tells what was mended, guessed or left out.
- A file that cannot be read is refused with the format that was believed to be there, the place and what to do.

| option of \`import\` | meaning |
| --- | --- |
| \`--format ID\` | read the file as this format, whatever it looks like |
| \`--carry-speakers\` | a line without a speaker gets the speaker before it; otherwise it has none |
| \`--time-unit s\\|ms\` | the unit of bare numbers, where the file does not show it |

Texts are UTF-8, UTF-16, Windows-1252 or ISO 8859-1; the last two are a guess, which a notice tells. A file has at most 20 MB. A
text has at most 1,000,000 characters, a name 200 and in Meetric JSON 1,000, and a time lies within 8,640,000 seconds. There are at most 10,000 speakers,
and the sentences of one last at most a year together. Where a file exceeds that it is refused with the place. A
sentence whose end the file does not say ends at the next one, or after its words at an unhurried pace. A label before a colon
is a speaker by how regular labels are in the whole file, not by its letters: \`src/domain/transcripts/speaker-labels.ts\` has the rule.`;

function page(): string {
  return [
    introduction,
    '## What is read',
    table(['format', 'id', 'written by', 'taken beside the words', 'source'], transcriptFormats.map(rowOf)),
    'Where the source is "from memory", the structure was not checked against a public description.',
    '## What is written',
    `\`bin/meetric conversation export ID --as ${Object.keys(transcriptWriters).join('|')}\`. VTT, TXT and JSON are read back the same, whatever was said by whom. SRT has labels only: a name that is no label, or speech that looks like one, can come back otherwise.`,
    '## Notices',
    'A conversation has `notices`, each with a `code`, a `count` and the `first_place` where it happened.',
    codeTable(noticeMeanings),
    '## Refusals and failures',
    'Input that is not taken in is refused with a code, and a conversation that fails has one. With the code the command line says where the fault is and what to do. More on recordings: [recordings.md](recordings.md#when-it-does-not-work).',
    codeTable(faultMeanings),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

function codeTable(meanings: Readonly<Record<string, string>>): string {
  return table(
    ['code', 'meaning'],
    Object.entries(meanings).map(([code, meaning]) => [`\`${code}\``, meaning]),
  );
}

function rowOf({ id, name, writtenBy = [], takes, source }: TranscriptFormat): string[] {
  const described = source ? `${link(source.url)}, ${source.seen}` : 'from memory';
  return [name, `\`${id}\``, writtenBy.join(', '), takes.join(', '), described];
}

function link(url: string): string {
  return URL.canParse(url) ? `[${new URL(url).hostname}](${url})` : `[here](${url.replace(/^docs\//u, '')})`;
}

function table(heading: string[], rows: string[][]): string {
  const line = (cells: string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)].join('\n');
}

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== page()) {
    process.stderr.write('docs/formats.md is not current; run: npm run formats\n');
    process.exitCode = 1;
  }
} else writeFileSync(file, page());
