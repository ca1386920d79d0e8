import { describe, expect, it } from 'vitest';
import type { Span } from '../pcm-source.ts';
import type { VoiceTurn } from '../speakers/voices.ts';
import { voiceSentences } from './voiced-sentences.ts';

const span = (start: number, end: number): Span => ({ start: start * 16_000, end: end * 16_000 });
const turn = (start: number, end: number, speaker: number): VoiceTurn => ({ ...span(start, end), speaker });
const said = (text: string, pieces: readonly Span[], turns: readonly VoiceTurn[]): [number, string][] =>
  voiceSentences(text, pieces, turns).map(({ voice, text: words }) => [voice, words]);

describe('voiceSentences', () => {
  it('gives each sentence to the voice that speaks during it', () => {
    const pieces = [span(0, 4), span(4.2, 8)];
    const turns = [turn(0, 4, 0), turn(4.2, 8, 1)];
    expect(said('Which colour would you like? The black one, if you please.', pieces, turns)).toEqual([
      [0, 'Which colour would you like?'],
      [1, 'The black one, if you please.'],
    ]);
  });

  it('cuts a sentence at a comma near the change of voice', () => {
    const text = 'regular or express is what I ask you, express for me then thank you';
    expect(said(text, [span(0, 8)], [turn(0, 4.4, 0), turn(4.4, 8, 1)])).toEqual([
      [0, 'regular or express is what I ask you,'],
      [1, 'express for me then thank you'],
    ]);
  });

  it('does not cut off a word or two, and loses none', () => {
    const text = 'one two three four five six seven eight';
    expect(said(text, [span(0, 8)], [turn(0, 7.5, 0), turn(7.5, 8, 1)])).toEqual([[0, text]]);
  });

  it('has one voice where none were told apart', () => {
    expect(said('Hello. Good day.', [span(0, 2)], [])).toEqual([
      [0, 'Hello.'],
      [0, 'Good day.'],
    ]);
  });
});
