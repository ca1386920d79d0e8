import { seededChoice } from './seeded-choice.ts';
import type { ScriptTurn, SpokenScript } from './spoken-script.ts';

interface TimedSentence {
  speaker: string;
  /** Seconds. */
  start: number;
  end: number;
  text: string;
}

const SECONDS_PER_WORD = 60 / 150;

/** Takes a dated script; gives the file that a recorder would have written, and its extension. */
export function renderTranscript(
  script: SpokenScript,
  startedAt: Date,
  seed: number,
): { extension: string; content: string } {
  const sentences = speak(script.turns, seed);
  switch (script.format) {
    case 'vtt-voice':
      return { extension: 'vtt', content: voiceCues(sentences, seed) };
    case 'vtt-zoom':
      return { extension: 'vtt', content: `WEBVTT\n\n${labelCues(sentences, '.')}` };
    case 'srt':
      return { extension: 'srt', content: labelCues(sentences, ',') };
    case 'txt':
      return {
        extension: 'txt',
        content: script.turns.map((turn) => `${turn.speaker.name}: ${turn.text}\n`).join(''),
      };
    case 'json-sentences':
    case 'json-messages':
      return { extension: 'json', content: json(script, startedAt, sentences) };
  }
}

function speak(turns: readonly ScriptTurn[], seed: number): TimedSentence[] {
  const choice = seededChoice(seed);
  const spoken: TimedSentence[] = [];
  let clock = 0.4;
  for (const turn of turns) {
    clock += 0.2 + choice.fraction();
    for (const text of turn.text.split(/(?<=[.?!])\s+(?=[\p{Lu}"])/u)) {
      const start = clock;
      clock += Math.max(0.6, text.split(' ').length * SECONDS_PER_WORD * (0.9 + choice.fraction() * 0.2));
      spoken.push({ speaker: turn.speaker.name, start: milliseconds(start), end: milliseconds(clock), text });
      clock += 0.1 + choice.fraction() * 0.2;
    }
  }
  return spoken;
}

function voiceCues(sentences: readonly TimedSentence[], seed: number): string {
  const session = `${String(seed).padStart(8, '0')}-4c1d-4e6a-9b2f-0a1b2c3d4e5f`;
  const cues = sentences.map(
    (sentence, index) =>
      `${session}/${index}-0\n${timing(sentence, '.')}\n<v ${escaped(sentence.speaker)}>${escaped(sentence.text)}</v>\n`,
  );
  return `WEBVTT\n\n${cues.join('\n')}`;
}

function labelCues(sentences: readonly TimedSentence[], decimal: '.' | ','): string {
  return sentences
    .map(
      (sentence, index) =>
        `${index + 1}\n${timing(sentence, decimal)}\n${sentence.speaker}: ${sentence.text}\n`,
    )
    .join('\n');
}

function json(script: SpokenScript, startedAt: Date, sentences: readonly TimedSentence[]): string {
  const header = {
    title: script.title,
    company: script.company,
    date: startedAt.toISOString(),
    medium: script.medium,
    language: script.language,
    conversation_type: script.conversationType,
    participants: script.speakers,
  };
  const transcript =
    script.format === 'json-sentences'
      ? { sentences: sentences.map(({ speaker, ...sentence }) => ({ speaker_name: speaker, ...sentence })) }
      : { messages: script.turns.map((turn) => ({ speaker_name: turn.speaker.name, text: turn.text })) };
  return `${JSON.stringify({ ...header, ...transcript }, null, 2)}\n`;
}

function timing({ start, end }: TimedSentence, decimal: '.' | ','): string {
  return `${stamp(start, decimal)} --> ${stamp(end, decimal)}`;
}

function stamp(seconds: number, decimal: '.' | ','): string {
  const iso = new Date(Math.round(seconds * 1000)).toISOString();
  return iso.slice(11, 23).replace('.', decimal);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function milliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
