import { dayOf, type EpochDay, lastOfMonth, partsOf, weekdayAfter, weekdayOf } from './calendar.ts';
import { type Reading, readNumber, readOrdinal, skip, skipOptional, type Talk, yearAt } from './reading.ts';
import { isPlainMonth, monthIn, weekdayIn } from './vocabulary.ts';

/** The days that a phrase may mean: several where day and month may be either way round, none where it names none. */
interface CalendarDays {
  end: number;
  days: EpochDay[];
  sort: 'day' | 'ordinal' | 'holiday';
}

/** A date without a year that was so many days ago is taken for that one, not for the one in a year. */
const RECENT_DAYS = 60;
/** "The 15th" is at most so far ahead. */
const LONGEST_MONTH_DAYS = 31;
const HOLIDAYS: readonly (readonly [names: string, month: number, day: number])[] = [
  ['christmas eve', 12, 24],
  ['christmas|christmas day|xmas', 12, 25],
  ['boxing day', 12, 26],
  ["new year 's eve|new years eve", 12, 31],
  ["new year 's|new year 's day|new years day", 1, 1],
];

/** A calendar day: "7 December", "the 15th of next month", "12/15", "2026-12-07 (Monday)", "Christmas Eve". */
export function readCalendarDay(talk: Talk, at: number): Reading | null {
  const found = readCalendarDays(talk, at);
  if (found === null) return null;
  const weekday = weekdayIn(talk.tokens[skipOptional(talk, found.end, ',|, a|(|, on')]);
  if (weekday === null) return { end: found.end, day: only(found.days), sort: found.sort };
  const end = skipOptional(talk, found.end, ',|, a|(|, on') + 1;
  return { end: skipOptional(talk, end, ')'), day: fitting(found.days, weekday.weekday), sort: 'day' };
}

/** The calendar day that a weekday's name goes on with: null as its day where it is no such weekday. */
export function readDayOfWeekday(talk: Talk, at: number, weekday: number): Reading | null {
  const found = readCalendarDays(talk, at);
  return found && { end: found.end, day: fitting(found.days, weekday), sort: 'day' };
}

function fitting(days: EpochDay[], weekday: number): EpochDay | null {
  return only(days.filter((day) => weekdayOf(day) === weekday));
}

function only([day, ...others]: EpochDay[]): EpochDay | null {
  return day === undefined || others.length > 0 ? null : day;
}

function readCalendarDays(talk: Talk, at: number): CalendarDays | null {
  return (
    readNumeric(talk, at) ??
    readDayThenMonth(talk, at) ??
    readMonthThenDay(talk, at) ??
    readNthWeekday(talk, at) ??
    readHoliday(talk, at) ??
    readOrdinalInMonth(talk, at) ??
    readOrdinalAlone(talk, at)
  );
}

function readDayThenMonth(talk: Talk, at: number): CalendarDays | null {
  const start = skipOptional(talk, at, 'the');
  const day = readOrdinal(talk, start) ?? readNumber(talk, start);
  if (day === null) return null;
  const monthAt = skipOptional(talk, day.end, 'of|day of');
  const month = monthIn(talk.tokens[monthAt]);
  if (month === null) return null;
  return withYear(talk, behindStop(talk, monthAt + 1), { month, day: day.value });
}

function readMonthThenDay(talk: Talk, at: number): CalendarDays | null {
  const month = monthIn(talk.tokens[at]);
  if (month === null) return null;
  const dayAt = skipOptional(talk, behindStop(talk, at + 1), 'the');
  const ordinal = readOrdinal(talk, dayAt);
  const day = ordinal ?? readNumber(talk, dayAt);
  if (day === null || day.value > 31) return null;
  // "We may 5 times" and "may two of us" are no dates.
  const written = isPlainMonth(talk.tokens[at]) && /^\d/.test(talk.tokens[dayAt]?.word ?? '');
  if (ordinal === null && !written) return null;
  if (isRange(talk, day.end)) return { end: day.end, days: [], sort: 'day' };
  return withYear(talk, day.end, { month, day: day.value });
}

/** "December 7-9", "December 7 to 9". */
function isRange(talk: Talk, at: number): boolean {
  const other = skip(talk, at, '-|–|to|and|or|through|thru|until|till');
  return other !== null && (readOrdinal(talk, other) ?? readNumber(talk, other)) !== null;
}

/** An abbreviation's full stop. */
function behindStop({ tokens }: Talk, at: number): number {
  const abbreviated = (tokens[at - 1]?.word.length ?? 9) <= 4;
  return abbreviated && tokens[at]?.word === '.' && tokens[at + 1] !== undefined ? at + 1 : at;
}

function withYear(talk: Talk, at: number, { month, day }: { month: number; day: number }): CalendarDays {
  const yearIs = skipOptional(talk, at, ',|of|in');
  const said = yearAt(talk, yearIs);
  if (said !== null) return { end: yearIs + 1, days: present(dayOf(said, month, day)), sort: 'day' };
  const next = skip(talk, at, 'next year|of next year');
  if (next === null) return { end: at, days: present(nextYearly(talk, month, day)), sort: 'day' };
  return { end: next, days: present(dayOf(partsOf(talk.today).year + 1, month, day)), sort: 'day' };
}

/** The next such day, today included; null where one has just been, since that may be meant. */
function nextYearly(
  { today, recentDays = RECENT_DAYS }: { today: EpochDay; recentDays?: number },
  month: number,
  day: number,
): EpochDay | null {
  const { year } = partsOf(today);
  const thisYear = dayOf(year, month, day);
  if (thisYear !== null && thisYear >= today) return thisYear;
  const last = thisYear ?? dayOf(year - 1, month, day);
  return last !== null && today - last <= recentDays ? null : dayOf(year + 1, month, day);
}

function readNumeric(talk: Talk, at: number): CalendarDays | null {
  const word = talk.tokens[at]?.word ?? '';
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(word);
  if (iso) {
    const [year = 0, month = 0, day = 0] = iso.slice(1).map(Number);
    return { end: at + 1, days: present(dayOf(year, month, day)), sort: 'day' };
  }
  const short = /^(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{2}|\d{4})?)?$/.exec(word);
  if (!short || word === '24/7') return null;
  const [first, second] = [Number(short[1]), Number(short[3])];
  const year = short[4] === undefined ? null : Number(short[4].padStart(4, '20'));
  // With full stops the day comes first wherever dates are written so.
  const orders = [
    { month: second, day: first },
    ...(short[2] === '.' ? [] : [{ month: first, day: second }]),
  ];
  const days = (recentDays: number) =>
    orders.map(({ month, day }) =>
      year === null ? nextYearly({ today: talk.today, recentDays }, month, day) : dayOf(year, month, day),
    );
  const either = new Set(days(0).flatMap(present));
  return {
    end: at + 1,
    days: either.size > 1 ? [...either] : days(RECENT_DAYS).flatMap(present).slice(0, 1),
    sort: 'day',
  };
}

/** "The first Monday in December", "the last Friday of the month". */
function readNthWeekday(talk: Talk, at: number): CalendarDays | null {
  const start = skipOptional(talk, at, 'the');
  const last = skip(talk, start, 'last');
  const nth = last === null ? readOrdinal(talk, start) : { end: last, value: 0 };
  const named = nth === null ? null : weekdayIn(talk.tokens[nth.end]);
  const monthAt = nth && named && skip(talk, nth.end + 1, 'of|in');
  const month = monthAt === null ? null : readMonth(talk, monthAt);
  if (nth === null || named === null || month === null) return null;
  const first = weekdayAfter(month.last - partsOf(month.last).day, named.weekday);
  const days = [0, 7, 14, 21, 28].map((more) => first + more).filter((day) => day <= month.last);
  return { end: month.end, days: present(days.at(nth.value - 1) ?? null), sort: 'day' };
}

/** A month by its name, or "the month", "next month"; with its last day. */
function readMonth(talk: Talk, at: number): { end: number; last: EpochDay } | null {
  const { year, month } = partsOf(talk.today);
  const current = skip(talk, at, 'the month|this month');
  if (current !== null) return { end: current, last: lastOfMonth(year, month) };
  const next = skip(talk, at, 'next month|the next month');
  if (next !== null) return { end: next, last: lastOfMonth(year, month + 1) };
  const named = monthIn(talk.tokens[at]);
  if (named === null) return null;
  const said = yearAt(talk, at + 1);
  if (said !== null) return { end: at + 2, last: lastOfMonth(said, named) };
  return { end: at + 1, last: lastOfMonth(named < month ? year + 1 : year, named) };
}

function readHoliday(talk: Talk, at: number): CalendarDays | null {
  let best: CalendarDays | null = null;
  for (const [names, month, day] of HOLIDAYS) {
    const end = skip(talk, at, names);
    if (end === null || end <= (best?.end ?? 0)) continue;
    best = { end, days: present(nextYearly(talk, month, day)), sort: 'holiday' };
  }
  return best;
}

/** "The 1st of next month", "the 15th next month", "next month on the 15th". */
function readOrdinalInMonth(talk: Talk, at: number): CalendarDays | null {
  const before = skip(talk, at, 'next month on the|next month , on the|next month the');
  const ordinal = readOrdinal(talk, before ?? skipOptional(talk, at, 'the'));
  if (ordinal === null) return null;
  const month =
    before === null
      ? readMonth(talk, skipOptional(talk, ordinal.end, 'of'))
      : { end: ordinal.end, last: lastOfMonth(partsOf(talk.today).year, partsOf(talk.today).month + 1) };
  // "The 15th of the month" is the next one, as "the 15th".
  const definite = month === null || talk.tokens[month.end - 2]?.word === 'the';
  if (month === null || (definite && before === null)) return null;
  const parts = partsOf(month.last);
  return { end: month.end, days: present(dayOf(parts.year, parts.month, ordinal.value)), sort: 'day' };
}

function readOrdinalAlone(talk: Talk, at: number): CalendarDays | null {
  const start = skipOptional(talk, at, 'the');
  const ordinal = readOrdinal(talk, start);
  if (ordinal === null || ordinal.value > 31) return null;
  const ofMonth = skip(talk, ordinal.end, 'of the month');
  // "The first" and "the second" are mostly no days, nor is "third" without "the".
  if (ofMonth === null && ordinal.spelled && (ordinal.value <= 3 || start === at)) return null;
  return {
    end: ofMonth ?? ordinal.end,
    days: present(nextMonthly(talk.today, ordinal.value)),
    sort: ofMonth === null ? 'ordinal' : 'day',
  };
}

/** The next such day, today included, where one comes within a month. */
function nextMonthly(today: EpochDay, day: number): EpochDay | null {
  const { year, month } = partsOf(today);
  const following = partsOf(lastOfMonth(year, month + 1));
  const days = [dayOf(year, month, day), dayOf(following.year, following.month, day)];
  return (
    days.find((found) => found !== null && found >= today && found - today <= LONGEST_MONTH_DAYS) ?? null
  );
}

function present(day: EpochDay | null): EpochDay[] {
  return day === null ? [] : [day];
}
