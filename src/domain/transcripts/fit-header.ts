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
  const within: Fitting = (text, most) => cutTo(text, most, () => notices.add('details_cut', null));
  return {
    ...rest,
    ...textMember('title', within(title ?? null, textMax)),
    ...textMember('company', within(company ?? null, textMax)),
    ...(date === undefined || isAhead ? {} : { date }),
    ...(participants === undefined ? {} : { participants: fitParticipants(participants, within, notices) }),
  };
}

type Fitting = (text: string | null, most: number) => string | null;

function textMember(name: 'title' | 'company', text: string | null): TranscriptHeader {
  return text === null ? {} : { [name]: text };
}

function fitParticipants(
  participants: readonly HeaderParticipant[],
  within: Fitting,
  notices: NoticeTally,
): HeaderParticipant[] {
  const fitting = participants.map(({ name, email, role }) => ({
    name: within(name, textMax),
    email: email !== null && email.length <= emailMax && /^[^\s@<>]+@[^\s@<>]+$/u.test(email) ? email : null,
    role: within(role, roleMax),
  }));
  const lost = participants.filter(({ email }, at) => email !== (fitting[at]?.email ?? null)).length;
  const people = fitting.filter(({ name, email }) => name !== null || email !== null);
  notices.add('details_cut', null, lost + Math.max(0, people.length - participantsMax));
  return people.slice(0, participantsMax);
}

function cutTo(text: string | null, most: number, onCut: () => void): string | null {
  if (text === null) return null;
  const plain = oneLine(text.replace(/\p{Cc}/gu, ' ').toWellFormed());
  if (plain.length > most) onCut();
  return plain === '' ? null : plain.slice(0, most).toWellFormed();
}
