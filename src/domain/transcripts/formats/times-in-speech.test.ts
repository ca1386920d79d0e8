import { expect, test } from 'vitest';
import { faultSentence } from '../../../../testing/fault-sentence.ts';
import { parseTranscript } from '../parse-transcript.ts';
import { isSentenceTranscript } from '../stored-transcript.ts';

function read(text: string): unknown {
  const parsed = parseTranscript({ name: 'a.txt', bytes: new TextEncoder().encode(text) });
  if (parsed.kind === 'refused') return `${parsed.code}: ${faultSentence(parsed)}`;
  const { transcript, format, notices } = parsed;
  const items = isSentenceTranscript(transcript)
    ? transcript.sentences.map(({ speaker_name, start, text: said }) => `${speaker_name} ${start} ${said}`)
    : transcript.messages.map(({ speaker_name, time, text: said }) =>
        [speaker_name, time ? ` ${time}` : ':', ` ${said}`].join(''),
      );
  const told = notices.filter(({ code }) => code !== 'ends_estimated');
  return [format, ...items, ...told.map(({ code, count, firstPlace }) => `${code} ${count} ${firstPlace}`)];
}

const question = 'Interviewer: So tell me how it all started.';
const start = 'Anna: Well, it started in Berlin. [00:01:15] I was at the university.';

test.each([
  [
    'stamps inside speech are no names',
    `${question}\n${start}\nInterviewer: And after that?\nAnna: After that I moved. [00:02:30] I stayed.\nInterviewer: [00:03:00] How long?\nAnna: Two years [00:03:10] or three.\nInterviewer: Okay.\nAnna: And then home.`,
    [
      'text',
      'Interviewer: So tell me how it all started.',
      'Anna: Well, it started in Berlin. I was at the university.',
      'Interviewer: And after that?',
      'Anna: After that I moved. I stayed.',
      'Interviewer: How long?',
      'Anna: Two years or three.',
      'Interviewer: Okay.',
      'Anna: And then home.',
      'stamps_left_out 4 line 2',
    ],
  ],
  [
    'names without a time keep their words beside names with one',
    `${question}\nAnna: In Berlin.\nInterviewer: [00:03:00] How long?\nAnna: Two years. [00:03:04] Or three.\nInterviewer: [00:03:10] Okay.\nAnna: So.`,
    [
      'stamped_text',
      'Interviewer 0 So tell me how it all started.',
      'Anna 135 In Berlin.',
      'Interviewer 180 How long?',
      'Anna 183.103 Two years. Or three.',
      'Interviewer 190 Okay.',
      'Anna 190.333 So.',
      'stamps_left_out 1 line 4',
      'starts_estimated 3 line 2',
    ],
  ],
  [
    'times that are said behind a name',
    "Anna: When do we meet?\nBob: 10:30 is good.\nAnna: 11:00 is better.\nBob: Let's say 11:15.\nAnna: ok, 11:15\n10:45 at the door",
    [
      'text',
      'Anna: When do we meet?',
      'Bob: 10:30 is good.',
      'Anna: 11:00 is better.',
      "Bob: Let's say 11:15.",
      'Anna: ok, 11:15 10:45 at the door',
    ],
  ],
  [
    'times that are said, and nothing else',
    'Anna: 10:30?\nBob: 10:45 is good.\nAnna: 11:00 is better.\nBob: 11:15',
    ['text', 'Anna: 10:30?', 'Bob: 10:45 is good.', 'Anna: 11:00 is better.', 'Bob: 11:15'],
  ],
  [
    'bare stamps behind every name',
    'Anna: 0:03 Hello\nBob: 0:07 Hi\nAnna: 0:09 So',
    ['stamped_text', 'Anna 3 Hello', 'Bob 7 Hi', 'Anna 9 So'],
  ],
  [
    'Rev: the end of a sentence with a time',
    'Speaker 1 (00:03):\nGood.\nIt was (10:30):\nlate.\n\nSpeaker 2 (12:12):\nYes.\n\nThe Host (12:20):\nBye.',
    ['rev', 'Speaker 1 3 Good. It was (10:30): late.', 'Speaker 2 732 Yes.', 'The Host 740 Bye.'],
  ],
  [
    'brackets in the middle of what each of several lines says',
    'Anna [0:03] so we went\nBob [0:07] and came\nAnna [0:12] home\nBob [0:20] late',
    ['stamped_text', 'Anna 3 so we went', 'Bob 7 and came', 'Anna 12 home', 'Bob 20 late'],
  ],
  [
    'lines that go on below a name are no settings',
    'Anna: Hello there\n  and more: text\nBob: Yes.\nAnna:\n  Bye\nBob: see you',
    ['text', 'Anna: Hello there and more: text', 'Bob: Yes.', 'Anna: Bye', 'Bob: see you'],
  ],
  [
    'hours and minutes, far too far apart for what is said',
    '[09:15] Anna: Hallo\n[09:16] Bob: Ja\n[10:45] Bob: Ja\n[14:10] Anna: Tschüss',
    [
      'stamped_text',
      'Anna 09:15 Hallo',
      'Bob 09:16 Ja',
      'Bob 10:45 Ja',
      'Anna 14:10 Tschüss',
      'time_unit_guessed 1 line 1',
    ],
  ],
  [
    'minutes and seconds, or hours and minutes',
    '[09:15] Anna: Hello and welcome to you all\n[09:20] Bob: Yes, it is good to be here',
    [
      'stamped_text',
      'Anna 555 Hello and welcome to you all',
      'Bob 560 Yes, it is good to be here',
      'time_unit_guessed 1 line 1',
    ],
  ],
  [
    'minutes that no day has as hours',
    '[09:15] Anna: Hello\n[25:17] Bob: Yes',
    ['stamped_text', 'Anna 555 Hello', 'Bob 1517 Yes'],
  ],
  [
    'copied from Discord',
    'Anna — Today at 3:04 PM\nHello\nBob — Today at 3:05 PM\nYes',
    ['stamped_text', 'Anna Today at 3:04 PM Hello', 'Bob Today at 3:05 PM Yes'],
  ],
  [
    'copied from Discord, of several days',
    'Anna — 01/02/2026 3:04 PM\nHello\nBob — Yesterday at 9:05 AM\nYes\nAnna — Today at 8:04\nSo',
    [
      'stamped_text',
      'Anna 01/02/2026 3:04 PM Hello',
      'Bob Yesterday at 9:05 AM Yes',
      'Anna Today at 8:04 So',
    ],
  ],
  [
    'questions and answers of a court',
    'Q. State your name.\nA. Anna Berg.\nQ. Where do you live?\nA. In Berlin.\nSince 2010.\nQ. Alone?\nA. No.',
    [
      'text',
      'Q: State your name.',
      'A: Anna Berg.',
      'Q: Where do you live?',
      'A: In Berlin. Since 2010.',
      'Q: Alone?',
      'A: No.',
    ],
  ],
  [
    'times without a blank, copied from YouTube',
    '0:00hello everyone\n0:03welcome to the show',
    ['stamped_text', 'null 0 hello everyone', 'null 3 welcome to the show'],
  ],
  [
    'names in a column',
    'Anna\tHello\nBob\tHi there\nAnna\tHow are you?\nBob\tFine, thanks.\nAnna\tBye',
    ['text', 'Anna: Hello', 'Bob: Hi there', 'Anna: How are you?', 'Bob: Fine, thanks.', 'Anna: Bye'],
  ],
  [
    'names that are not regular enough are named',
    'Then we met at the lake.\n\nAnna: Hello\n\nNobody said anything else.\n\nThe sun went down.\n\nNight fell on all of them.',
    'unknown_format: This .txt file has no form of a transcript: what may be names or times is not regular enough ("Anna:" in line 3). If it is one, give its format, such as text; see docs/formats.md.',
  ],
  [
    'times that are said, on lines of their own between names',
    'Anna: When and where?\nBob: These times:\n10:45 at the door\n11:00 in the hall\nAnna: The second.\nBob: And lunch?\nAnna: Yes.',
    [
      'text',
      'Anna: When and where?',
      'Bob: These times: 10:45 at the door 11:00 in the hall',
      'Anna: The second.',
      'Bob: And lunch?',
      'Anna: Yes.',
    ],
  ],
  [
    'titles and firms with a full stop',
    'Prof. Bob Kern Jr. 0:03\nGood.\n\nAcme Corp. 0:12\nYes.\n\nAnna 0:22\nBye.',
    ['stamped_text', 'Prof. Bob Kern Jr. 3 Good.', 'Acme Corp. 12 Yes.', 'Anna 22 Bye.'],
  ],
  [
    'five names, each once',
    'Anna [0:03] Good.\nBob [0:12] Yes.\nCarl [0:20] Bye.\nDora Lind [0:22] Yes.\nEmil [0:30] So.',
    ['stamped_text', 'Anna 3 Good.', 'Bob 12 Yes.', 'Carl 20 Bye.', 'Dora Lind 22 Yes.', 'Emil 30 So.'],
  ],
  [
    'colons above and in the talk',
    'Interview: part one\n\nSpeaker 1: 0:03\nHello\n\nSpeaker 2: 0:10\nYes: so it is\n\nSpeaker 1: 0:20\nBye',
    [
      'stamped_text',
      'null 0 Interview: part one',
      'Speaker 1 3 Hello',
      'Speaker 2 10 Yes: so it is',
      'Speaker 1 20 Bye',
      'speakers_unknown 1 line 1',
    ],
  ],
])('%s', (_name, text, expected) => {
  expect(read(text)).toEqual(expected);
});
