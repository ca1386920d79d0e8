import { type Notice, type NoticeCode, noticeMeanings } from '../base/notice.ts';
import { shortened } from './plain-text.ts';

const placeWidth = 100;

/** The meanings in the words of the command line. */
export const noticeSentences: Readonly<Record<NoticeCode, string>> = {
  ...noticeMeanings,
  media_format_assumed:
    'The recording has no header; what is in it was taken from its name or from --format.',
};

/** Each notice as a line: what it means, how often, and where first. */
export function noticeLines(notices: readonly Notice[]): string[] {
  return notices.map(({ code, count, firstPlace }) => {
    const first = firstPlace === null ? '' : `, first at ${shortened(firstPlace, placeWidth)}`;
    return `  notice: ${noticeSentences[code]} (${code}: ${count}${first})`;
  });
}
