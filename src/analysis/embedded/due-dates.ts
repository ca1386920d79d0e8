import * as chrono from 'chrono-node';

const DAY_MS = 86_400_000;
/** Only phrases that name a day count; "now", "in a second" and "at ten" do not. */
const NAMES_A_DAY =
  /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|tonight|this (?:morning|afternoon|evening)|next (?:week|month|quarter|year)|(?:this|the) (?:week|weekend)|in (?:a|an|one|two|three|four|five|six|\d+) (?:days?|weeks?|months?)|jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec|\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}|\d{1,2}(?:st|nd|rd|th))/i;

/** The day a sentence names as its deadline or appointment, 'YYYY-MM-DD', never before the conversation; else null. */
export function findDueDate(text: string, startedAt: Date): string | null {
  const periodEnd = findPeriodEnd(text, startedAt);
  if (periodEnd !== null) return periodEnd;
  const reference = { instant: startedAt, timezone: 0 };
  const days = chrono.en.casual
    .parse(text, reference, { forwardDate: true })
    .filter((found) => NAMES_A_DAY.test(found.text) && !/\b(?:last|past|ago|yesterday)\b/i.test(found.text))
    .map((found) => isoDay(found.start.get('year'), found.start.get('month'), found.start.get('day')))
    .filter((day) => day >= startedAt.toISOString().slice(0, 10));
  return days[0] ?? null;
}

/** "By the end of the week" is its Friday, "of the month" its last day. */
function findPeriodEnd(text: string, startedAt: Date): string | null {
  const period = /\bend of (?:the |this |next )?(day|week|month)\b/i.exec(text)?.[1]?.toLowerCase();
  if (period === undefined) return null;
  const weeksAhead = /\bend of next week\b/i.test(text) ? 7 : 0;
  const monthsAhead = /\bend of next month\b/i.test(text) ? 1 : 0;
  if (period === 'day') return startedAt.toISOString().slice(0, 10);
  if (period === 'week') {
    const toFriday = ((5 - startedAt.getUTCDay() + 7) % 7) + weeksAhead;
    return new Date(startedAt.getTime() + toFriday * DAY_MS).toISOString().slice(0, 10);
  }
  const lastDay = Date.UTC(startedAt.getUTCFullYear(), startedAt.getUTCMonth() + 1 + monthsAhead, 0);
  return new Date(lastDay).toISOString().slice(0, 10);
}

function isoDay(year: number | null, month: number | null, day: number | null): string {
  const padded = [
    String(year).padStart(4, '0'),
    String(month).padStart(2, '0'),
    String(day).padStart(2, '0'),
  ];
  return padded.join('-');
}
