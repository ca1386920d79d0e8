import { epochDayOf, isoOf } from './dates/calendar.ts';
import { type DatePhrase, datePhrasesIn } from './dates/date-phrases.ts';

/** When something is due: a day 'YYYY-MM-DD', a time without a certain day ("next week"), or nothing was said. */
export type Due = { kind: 'day'; day: string } | { kind: 'vague' } | { kind: 'none' };

const NONE: Due = { kind: 'none' };

/** The day a sentence names as its deadline or appointment, 'YYYY-MM-DD', never before the conversation; else null. */
export function findDueDate(text: string, startedAt: Date): string | null {
  const due = findDue(text, startedAt);
  return due.kind === 'day' ? due.day : null;
}

/** A deadline goes before an appointment, otherwise what is said first counts. */
export function findDue(text: string, startedAt: Date): Due {
  const dated = datePhrasesIn(text, startedAt).phrases.filter(({ dropped }) => !dropped);
  const chosen = dated.find(({ lead }) => lead.kind === 'deadline') ?? dated[0];
  return chosen === undefined ? NONE : dueOf(chosen);
}

/** Reads a text that is nothing but a date phrase, as before "… I will send it"; `none` for any other text. */
export function findWholeDue(text: string, startedAt: Date): Due {
  const { tokens, phrases } = datePhrasesIn(text, startedAt);
  const [phrase, ...more] = phrases;
  if (phrase === undefined || phrase.dropped || more.length > 0) return NONE;
  const lead = tokens.slice(0, phrase.start).every(({ word }) => LEADS.test(word));
  const rest = tokens.slice(phrase.end).every(({ word }) => /^[,;:-]$/.test(word));
  return lead && rest ? dueOf(phrase) : NONE;
}

/** Whether a text names a day after that of the conversation, also as a beginning: "from Monday". */
export function namesDayAhead(text: string, startedAt: Date): boolean {
  const today = epochDayOf(startedAt);
  return datePhrasesIn(text, startedAt).phrases.some(
    ({ day, dropped, lead }) => day !== null && day > today && (!dropped || BEGINS.test(lead.word)),
  );
}

const BEGINS = /^(?:from|after|starting)$/;
const LEADS =
  /^(?:by|on|before|until|till|no|not|later|than|in|at|the|latest|so|and|then|but|ok|okay|yes|sure|well|hopefully|maybe|,)$/;

function dueOf({ day }: DatePhrase): Due {
  return day === null ? { kind: 'vague' } : { kind: 'day', day: isoOf(day) };
}
