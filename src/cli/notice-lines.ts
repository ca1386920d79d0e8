import { type Notice, noticeMeanings } from '../base/notice.ts';
import { shortened } from './plain-text.ts';

const placeWidth = 100;

/** Each notice as a line: what it means, how often, and where first. */
export function noticeLines(notices: readonly Notice[]): string[] {
  return notices.map(({ code, count, firstPlace }) => {
    const first = firstPlace === null ? '' : `, first at ${shortened(firstPlace, placeWidth)}`;
    return `  notice: ${noticeMeanings[code]} (${code}: ${count}${first})`;
  });
}
