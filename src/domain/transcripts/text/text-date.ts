import { isoDate } from '../transcript-header.ts';

/** Languages whose names of months are known; those of others are not read. */
const locales = 'en de fr es it pt nl sv nb da fi pl cs ru uk tr'.split(' ');
let months: ReadonlyMap<string, number> | null = null;

/** Made when a date is first looked for: it asks for the months of all the languages. */
function monthNames(): ReadonlyMap<string, number> {
  if (months) return months;
  const names = new Map<string, number>();
  for (const locale of locales) {
    for (const style of ['long', 'short'] as const) {
      const plain = new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' });
      const inDate = new Intl.DateTimeFormat(locale, { day: 'numeric', month: style, timeZone: 'UTC' });
      for (let month = 0; month < 12; month++) {
        const middle = new Date(Date.UTC(2026, month, 15));
        const written = inDate.formatToParts(middle).find(({ type }) => type === 'month')?.value ?? '';
        for (const name of [plain.format(middle), written]) names.set(monthKey(name), month + 1);
      }
    }
  }
  months = names;
  return names;
}

/** Zones that only one region writes so, in hours east of UTC. */
const zones: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  Z: 0,
  WET: 0,
  WEST: 1,
  CET: 1,
  CEST: 2,
  EET: 2,
  EEST: 3,
  SAST: 2,
  MSK: 3,
  JST: 9,
  AEST: 10,
  EST: -5,
  EDT: -4,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
};

const clock = String.raw`(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s?([ap]\.?\s?m\.?)?`;
const between = String.raw`(?:,|\s|\bat\b|\bum\b|à|alle|kl\.?){1,4}\s?`;
const zone = String.raw`(?:\s?\(?(Z|[A-Z]{3,4})?([+-]\d{1,2}(?::?\d{2})?)?\)?)?`;
const tail = `(?:(?:${between}|T)${clock}${zone})?`;
const forms: readonly [RegExp, (parts: readonly string[]) => [string, string, string]][] = [
  [
    new RegExp(String.raw`(?<!\d)(\d{4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})日?(?!\d)${tail}`, 'u'),
    ([y = '', m = '', d = '']) => [y, m, d],
  ],
  [
    new RegExp(
      String.raw`(?<!\d)(\d{1,2})(?:\.|st|nd|rd|th)?\s(?:de\s|of\s)?(\p{L}{3,12})\.?,?\s(?:de\s)?(\d{4})(?!\d)${tail}`,
      'iu',
    ),
    ([d = '', m = '', y = '']) => [y, m, d],
  ],
  [
    new RegExp(
      String.raw`(?<!\p{L})(\p{L}{3,12})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})(?!\d)${tail}`,
      'iu',
    ),
    ([m = '', d = '', y = '']) => [y, m, d],
  ],
];

export interface TextDate {
  /** ISO 8601 as written: without a zone where none is, without a time where none is. */
  local: string;
  /** In UTC; what has no zone is taken as UTC, and of a zone that is not known only the day is taken. */
  iso: string;
  /** The part of the text that is the date. */
  written: string;
}

/** Takes text; gives the first date in it whose day and month can't be mistaken for each other. */
export function readTextDate(text: string): TextDate | null {
  const short = text.slice(0, 300);
  for (const [form, order] of forms) {
    const match = form.exec(short);
    if (!match) continue;
    const [year, month, day] = order(match.slice(1, 4));
    const number = monthNumber(month);
    if (number === null) continue;
    const date = `${year}-${two(number)}-${two(day)}`;
    const [hours, minutes, seconds, half, word, offset] = match.slice(4);
    // Some of the forms ignore case, and a word may follow the time.
    const name = word === word?.toUpperCase() ? word : undefined;
    const local = hours === undefined ? date : `${date}T${readClock({ hours, minutes, seconds, half })}`;
    const iso = isoDate(local.length > 10 ? `${local}${zoneOf(name, offset) ?? ''}` : date);
    const known = name === undefined && offset === undefined ? true : zoneOf(name, offset) !== null;
    const taken = known ? iso : isoDate(date);
    if (taken !== null) return { local, iso: taken, written: match[0] };
  }
  return null;
}

/** Takes the parts of a time of day; gives `10:02` or `10:02:11` of 24 hours. */
export function readClock({
  hours,
  minutes = '00',
  seconds,
  half,
}: {
  hours: string;
  minutes?: string | undefined;
  seconds?: string | undefined;
  half?: string | undefined;
}): string {
  const isAfternoon = /^p|下午|午後|오후/iu.test(half ?? '');
  const isHalved = isAfternoon || /^a|上午|午前|오전/iu.test(half ?? '');
  const hour = isHalved ? (Number(hours) % 12) + (isAfternoon ? 12 : 0) : Number(hours);
  return [two(hour), two(minutes), ...(seconds === undefined ? [] : [two(seconds)])].join(':');
}

export function two(value: string | number): string {
  return String(value).padStart(2, '0');
}

function monthNumber(written: string): number | null {
  return /^\d/u.test(written) ? Number(written) : (monthNames().get(monthKey(written)) ?? null);
}

function monthKey(written: string): string {
  return written.toLowerCase().replace(/\.$/u, '');
}

function zoneOf(name: string | undefined, offset: string | undefined): string | null {
  if (offset !== undefined && (name === undefined || name === 'GMT' || name === 'UTC')) {
    const [, sign = '', hours = '', minutes = '00'] = /^([+-])(\d{1,2}):?(\d{2})?$/u.exec(offset) ?? [];
    return `${sign}${two(hours)}:${minutes}`;
  }
  const hours = zones[name ?? ''];
  if (hours === undefined) return null;
  return `${hours < 0 ? '-' : '+'}${two(Math.abs(hours))}:00`;
}
