const names = ['Mara Lind', 'Tobias Reck', 'stork', 'Olga P.', 'Conference Room Berlin'];
const texts = [
  'Shall we start with the roof?',
  'Yes, the tiles come on Friday, and I will send you the list by then.',
  'There are two ways: pay now, or pay later.',
  'Great, thanks.',
  'The invoice of last month is still open, as far as I can see from here.',
];
const cues = 45_000;
const jsonBytes = 15 * 2 ** 20;
const chatLines = 100_000;

/** Large files as people have them, by name. */
export function formatFiles(): Record<string, string> {
  return {
    'zoom.vtt': zoomVtt(),
    'own.json': ownJson(),
    'whisper.json': whisperJson(),
    'lines.txt': labelledText(),
    'many-objects.json': `[${'{},'.repeat(5_000_000)}{}]`,
  };
}

function zoomVtt(): string {
  const blocks = Array.from(
    { length: cues },
    (_, i) => `${i + 1}\n${stamp(i * 2)} --> ${stamp(i * 2 + 1.9)}\n${nameOf(i)}: ${textOf(i)}\n`,
  );
  return `WEBVTT\n\n${blocks.join('\n')}`;
}

function ownJson(): string {
  const sentences: object[] = [];
  for (let i = 0, bytes = 0; bytes < jsonBytes; i += 1) {
    const sentence = { speaker_name: nameOf(i), start: i * 2, end: i * 2 + 1.9, text: textOf(i) };
    bytes += JSON.stringify(sentence).length + 1;
    sentences.push(sentence);
  }
  return JSON.stringify({ title: 'Roof', sentences });
}

function whisperJson(): string {
  const segments: object[] = [];
  for (let i = 0, bytes = 0; bytes < jsonBytes; i += 1) {
    const words = textOf(i)
      .split(' ')
      .map((word, at) => ({
        word: ` ${word}`,
        start: i * 2 + at / 10,
        end: i * 2 + at / 10 + 0.1,
        probability: 0.93,
      }));
    const segment = {
      id: i,
      seek: 0,
      start: i * 2,
      end: i * 2 + 1.9,
      text: ` ${textOf(i)}`,
      temperature: 0,
      avg_logprob: -0.2,
      compression_ratio: 1.1,
      no_speech_prob: 0.01,
      words,
    };
    bytes += JSON.stringify(segment).length + 1;
    segments.push(segment);
  }
  return JSON.stringify({ text: '', segments, language: 'en' });
}

function labelledText(): string {
  return Array.from({ length: chatLines }, (_, i) => `${nameOf(i)}: ${textOf(i)}\n`).join('');
}

function nameOf(i: number): string {
  return names[(i * 7) % names.length] ?? '';
}

function textOf(i: number): string {
  return texts[i % texts.length] ?? '';
}

function stamp(totalSeconds: number): string {
  const at = new Date(totalSeconds * 1000).toISOString();
  const hours = String(Math.floor(totalSeconds / 3600)).padStart(2, '0');
  return `${hours}${at.slice(13, 23)}`;
}
