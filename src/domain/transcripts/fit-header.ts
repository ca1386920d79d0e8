import type { NoticeTally } from '../../base/notice.ts';
import { oneLine } from './speaker-labels.ts';
import type { HeaderParticipant, TranscriptHeader } from './transcript-header.ts';

const textMax = 1_000;
const emailMax = 320;
const roleMax = 100;
const participantsMax = 1_000;
/** Clocks and time zones differ. */
const mostAheadMs = 86_400_000;

/**
 * Takes what another program's file says of its conversation; gives as much of it as can be stored. Two faults do
 * not refuse a transcript: a title that is too long is cut, and a date ahead of `now` is left out.
 */
export function fitHeader(header: TranscriptHeader, now: Date, notices: NoticeTally): TranscriptHeader {
  const { title, company, date, participants, ...rest } = header;
  const isAhead = date !== undefined && Date.parse(date) > now.getTime() + mostAheadMs;
  if (isAhead) notices.add('date_left_out', null);
  return {
    ...rest,
    ...textMember('title', title),
    ...textMember('company', company),
    ...(date === undefined || isAhead ? {} : { date }),
    ...(participants === undefined ? {} : { participants: fitParticipants(participants) }),
  };
}

function textMember(name: 'title' | 'company', text: string | undefined): TranscriptHeader {
  const fitting = within(text ?? null, textMax);
  return fitting === null ? {} : { [name]: fitting };
}

function fitParticipants(participants: readonly HeaderParticipant[]): HeaderParticipant[] {
  const fitting = participants.map(({ name, email, role }) => ({
    name: within(name, textMax),
    email: email !== null && email.length <= emailMax && /^[^\s@<>]+@[^\s@<>]+$/u.test(email) ? email : null,
    role: within(role, roleMax),
  }));
  return fitting.filter(({ name, email }) => name !== null || email !== null).slice(0, participantsMax);
}

function within(text: string | null, most: number): string | null {
  if (text === null) return null;
  const plain = oneLine(text.replace(/\p{Cc}/gu, ' ').toWellFormed());
  return plain === '' ? null : plain.slice(0, most).toWellFormed();
}
