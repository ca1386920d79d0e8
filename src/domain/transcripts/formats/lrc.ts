import { assemble, type Utterance } from '../assemble.ts';
import type { TranscriptFormat } from '../format.ts';
import { chooseLabels } from '../speaker-labels.ts';
import type { TranscriptHeader } from '../transcript-header.ts';

/** `[01:02.50]`, several where a line is heard again, and `<01:02.70>` before words. */
const STAMP = /\[(\d{1,3}):(\d{2})(?:[.:](\d{1,3}))?\]/gu;
const STAMPED = /^(?:\[\d{1,3}:\d{2}(?:[.:]\d{1,3})?\])+/u;
const TAG = /^\[([a-z#]+):(.*)\]$/iu;
const WORD_STAMP = /<\d{1,3}:\d{2}(?:[.:]\d{1,3})?>/gu;

/** LRC: a time and a line. Its tags give a title. */
export const lrc: TranscriptFormat = {
  id: 'lrc',
  name: 'LRC',
  source: { url: 'https://metacpan.org/pod/Music::Lyrics::LRC', seen: '2026-11-30' },
  writtenBy: ['Whisper front ends', 'recorders'],
  takes: ['speakers', 'starts', 'title'],
  matches({ head, extension }) {
    const filled = head.filter((line) => line.trim() !== '');
    const stamped = filled.filter((line) => /^\[\d{1,3}:\d{2}[.:]\d{1,3}\]/u.test(line)).length;
    const tagged = filled.filter((line) => TAG.test(line.trim()) && !STAMPED.test(line)).length;
    if (stamped === 0) return 0;
    if (extension === 'lrc') return 0.9;
    return stamped + tagged >= filled.length * 0.8 &&
      filled.some((line) => /^\[\d{1,3}:\d{2}\.\d{2}\]\S/u.test(line))
      ? 0.9
      : 0;
  },
  read({ lines }, options) {
    const header: TranscriptHeader = {};
    let earlierSeconds = 0;
    const lineNumbers: number[] = [];
    const utterances: Utterance[] = [];
    for (const [at, line] of lines.entries()) {
      const stamps = STAMPED.exec(line)?.[0] ?? '';
      const [, tag = '', value = ''] = stamps === '' ? (TAG.exec(line.trim()) ?? []) : [];
      if (tag.toLowerCase() === 'ti' && value.trim() !== '') header.title = value.trim();
      // A positive offset, in milliseconds, shows lines earlier.
      if (tag.toLowerCase() === 'offset') earlierSeconds = (Number(value) || 0) / 1000;
      const last = utterances.at(-1);
      const text = line.slice(stamps.length).replace(WORD_STAMP, '').trim();
      for (const [, minutes, seconds, fraction = '0'] of stamps.matchAll(STAMP)) {
        const written = Number(minutes) * 60 + Number(seconds) + Number(`0.${fraction}`);
        const start = Math.max(0, written - earlierSeconds);
        utterances.push({ speaker: null, text, start, end: null });
        lineNumbers.push(at + 1);
      }
      if (stamps === '' && tag === '' && text !== '') {
        if (last) last.text += ` ${text}`;
        else options.notices.add('lines_left_out', `line ${at + 1}`);
      }
    }
    const labelOf = chooseLabels(utterances.map(({ text }) => [text]));
    const named = utterances.map((utterance) => {
      const labelled = labelOf(utterance.text);
      return labelled ? { ...utterance, speaker: labelled.label, text: labelled.rest } : utterance;
    });
    return assemble(named, { options, header, placeOf: (index) => `line ${lineNumbers[index]}` });
  },
};
