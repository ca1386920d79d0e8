const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const month = `(?<month>${months.join('|')})`;
const time = String.raw`(?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d):(?<second>[0-5]\d|60)`;

/** The three forms of an HTTP date: RFC 9110, section 5.6.7. */
const dateForms = [
  String.raw`(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\d\d) ${month} (?<year>\d{4}) ${time} GMT`,
  String.raw`(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\d\d)-${month}-(?<year>\d\d) ${time} GMT`,
  String.raw`(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${month} (?<day>\d\d| \d) ${time} (?<year>\d{4})`,
].map((form) => new RegExp(`^${form}$`));

/** The wait that a Retry-After header asks for, from `now` on: none where its date is over. */
export function retryAfterMs(header: string, now: Date): number | null {
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000;
  const atMs = httpDateMs(header, now);
  return atMs === null ? null : Math.max(0, atMs - now.getTime());
}

function httpDateMs(text: string, now: Date): number | null {
  for (const form of dateForms) {
    const parts = form.exec(text)?.groups;
    if (!parts) continue;
    const { year = '', month: name = '', day, hour, minute, second } = parts;
    const monthIndex = months.indexOf(name);
    const fullYear = year.length === 2 ? yearOf(Number(year), now) : Number(year);
    const midnight = new Date(0);
    midnight.setUTCFullYear(fullYear, monthIndex, Number(day));
    // 30 February is no day.
    if (midnight.getUTCMonth() !== monthIndex || midnight.getUTCDate() !== Number(day)) return null;
    return midnight.getTime() + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1_000;
  }
  return null;
}

/** Two digits that seem more than 50 years ahead mean the century before. */
function yearOf(twoDigits: number, now: Date): number {
  const thisYear = now.getUTCFullYear();
  const year = thisYear - (thisYear % 100) + twoDigits;
  return year > thisYear + 50 ? year - 100 : year;
}
