/** A transcript that some program might write: it can be read, and holds values that nobody expects. */
export interface OddFile {
  name: string;
  content: string;
}

/** Written into JSON as it stands, since no number in JavaScript is written so. */
export const rawNumber = (digits: string): string => `@${digits}@`;

export interface Said {
  speaker: unknown;
  text: unknown;
  start: unknown;
  end: unknown;
}

type Write = (items: readonly Said[], about: object) => OddFile;

const json = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/"@([-+.\de]+)@"/g, (_, digits: string) => digits);
const jsonFile = (value: unknown): OddFile => ({ name: 'call.json', content: json(value) });
const plain = (value: unknown): string => String(value ?? '').replaceAll(/[\r\n]/g, ' ');

function clock(value: unknown, mark = '.'): string {
  const seconds = typeof value === 'number' && Math.abs(value) < 1e9 ? value : 3_600_000;
  const two = (count: number): string => String(Math.floor(count)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}${mark}${String(Math.floor((seconds % 1) * 1000)).padStart(3, '0')}`;
}

const csvCell = (value: unknown): string => `"${String(value ?? '').replaceAll('"', '""')}"`;
const wordsOf = ({ text }: Said): string[] =>
  String(text ?? '')
    .split(' ')
    .slice(0, 20);

/** How programs write a conversation, each in the form of a format that is read. */
export const oddWriters: readonly Write[] = [
  (items, about) =>
    jsonFile({
      ...about,
      sentences: items.map(({ speaker, ...item }) => ({ speaker_name: speaker, ...item })),
    }),
  (items, about) =>
    jsonFile({
      ...about,
      messages: items.map(({ speaker, ...item }) => ({ speaker_name: speaker, ...item })),
      uncertain_speakers: items.map(({ speaker }) => String(speaker)),
    }),
  (items, about) => jsonFile({ ...about, segments: items }),
  (items) => jsonFile(items),
  (items) => ({ name: 'call.jsonl', content: items.map(json).join('\n') }),
  (items, about) =>
    jsonFile({
      ...about,
      messages: items.map(({ speaker, text, start }) => ({ sender: speaker, text, timestamp: start })),
    }),
  (items) =>
    jsonFile({
      text: items.map(({ text }) => text).join(' '),
      language: 'en',
      segments: items.map(({ text, start, end }, id) => ({
        id,
        seek: 0,
        start,
        end,
        text,
        tokens: [1],
        temperature: 0,
      })),
    }),
  (items) =>
    jsonFile({
      metadata: { duration: items[0]?.end },
      results: {
        channels: [
          {
            alternatives: [
              {
                transcript: items.map(({ text }) => text).join(' '),
                words: items.flatMap((item) =>
                  wordsOf(item).map((word) => ({
                    word,
                    start: item.start,
                    end: item.end,
                    speaker: item.speaker,
                  })),
                ),
              },
            ],
          },
        ],
      },
    }),
  (items) =>
    jsonFile({
      id: 'a',
      status: 'completed',
      audio_duration: items[0]?.end,
      text: items.map(({ text }) => text).join(' '),
      utterances: items.map((item) => ({ confidence: 1, ...item })),
    }),
  (items, about) =>
    jsonFile({
      vcon: '0.0.1',
      uuid: 'a',
      created_at: '2026-06-03T09:30:00Z',
      subject: Object(about).title,
      parties: [{ name: 'Jane Doe', mailto: 'jane@example.com' }, { name: items[0]?.speaker }],
      dialog: items.map(({ text, start, end }) => ({
        type: 'text',
        start: typeof start === 'string' ? start : '2026-06-03T09:30:00Z',
        duration: end,
        parties: [0],
        mediatype: 'text/plain',
        body: text,
      })),
    }),
  (items) =>
    jsonFile({
      title: 'Call',
      date: items[0]?.start,
      duration: items[0]?.end,
      sentences: items.map(({ speaker, text, start, end }, index) => ({
        index,
        speaker_name: speaker,
        speaker_id: 0,
        text,
        raw_text: text,
        start_time: start,
        end_time: end,
      })),
    }),
  (items) => ({
    name: 'call.vtt',
    content: `WEBVTT\n\n${items.map((item) => `${clock(item.start)} --> ${clock(item.end)}\n<v ${plain(item.speaker)}>${plain(item.text)}</v>`).join('\n\n')}\n`,
  }),
  (items) => ({
    name: 'call.srt',
    content: items
      .map(
        (item, n) =>
          `${n + 1}\n${clock(item.start, ',')} --> ${clock(item.end, ',')}\n${plain(item.speaker)}: ${plain(item.text)}\n`,
      )
      .join('\n'),
  }),
  (items) => ({
    name: 'call.csv',
    content: `speaker,start,end,text\n${items.map((item) => [item.speaker, item.start, item.end, item.text].map(csvCell).join(',')).join('\n')}\n`,
  }),
  (items) => ({
    name: 'call.txt',
    content: items
      .map((item) => `[${clock(item.start)}] ${plain(item.speaker)}: ${plain(item.text)}`)
      .join('\n'),
  }),
  (items) => ({
    name: 'call.txt',
    content: items.map((item) => `${plain(item.speaker)}: ${plain(item.text)}`).join('\n'),
  }),
  (items) => ({
    name: 'call.lrc',
    content: items.map((item) => `[${clock(item.start).slice(3, 8)}.00]${plain(item.text)}`).join('\n'),
  }),
];
