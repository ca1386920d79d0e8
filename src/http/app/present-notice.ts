import type { components } from '../../../contract/app.types.ts';
import { noticeMeanings } from '../../base/notice.ts';
import type { StoredNotice } from '../../domain/conversations/notices.ts';

type Notice = components['schemas']['Notice'];

export function presentNotices(notices: readonly StoredNotice[]): Notice[] {
  // A later version may have stored codes that this one lacks.
  const known: Readonly<Record<string, string>> = noticeMeanings;
  return notices.map(({ code, count, first_place }) => ({
    code,
    count,
    first_place,
    meaning: known[code] ?? code,
  }));
}
