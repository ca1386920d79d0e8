import type { ReactNode } from 'react';
import { partTexts as texts } from './texts.ts';

type Form = 'date' | 'time' | 'date-time' | 'day';

const forms: Record<Form, Intl.DateTimeFormatOptions> = {
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
  'date-time': { day: 'numeric', month: 'short', year: 'numeric', hour: 'numeric', minute: '2-digit' },
  /** Of headings: "Thu 26 Nov". */
  day: { weekday: 'short', day: 'numeric', month: 'short' },
};

interface DateTimeProps {
  /** ISO 8601, as the API gives it. */
  at: string;
  form?: Form;
}

/** A time in the reader's zone, which the hover names. */
export function DateTime({ at, form = 'date-time' }: DateTimeProps): ReactNode {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return texts.unknownTime;
  return (
    <time dateTime={at} title={withZone(date)}>
      {formatDate(date, form)}
    </time>
  );
}

export const formatDate = (date: Date, form: Form): string =>
  new Intl.DateTimeFormat(undefined, forms[form]).format(date);

const withZone = (date: Date): string =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' }).format(date);
