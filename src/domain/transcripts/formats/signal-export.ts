import type { TranscriptFormat } from '../format.ts';
import { countDatedHeads, readDatedMessages } from '../text/dated-messages.ts';

/**
 * A chat written by the program signal-export: `[2026-06-03, 10:00] Name: text`, quotes as Markdown, reactions at
 * the end.
 */
export const signalExport: TranscriptFormat = {
  id: 'signal_export',
  name: 'Signal chat, by signal-export',
  source: { url: 'https://github.com/carderne/signal-export', seen: '2026-11-30' },
  takes: ['speakers', 'clock times', 'date'],
  matches: (source) => {
    const share = countDatedHeads(
      source,
      ({ bracketed, date, time }) =>
        bracketed && date.first > 0 && date.separator === '-' && time.length === 5,
    );
    return share === 0 ? 0 : 0.91 + share / 20;
  },
  read: (source, options) => readDatedMessages(source, options, { wordsOf }),
};

const note = /^\s*!?\[[^\]]*\]\([^)]*\)\s*$|^\s*\(- .* -\)\s*$/u;

/** A quote is another's message. */
function wordsOf(written: string): { text: string; leftOut: number } {
  let leftOut = 0;
  const lines = written.split('\n').filter((line) => {
    const isWords = !(note.test(line) || /^\s*>/u.test(line));
    if (!isWords) leftOut++;
    return isWords;
  });
  return { text: lines.join('\n').trim(), leftOut };
}
