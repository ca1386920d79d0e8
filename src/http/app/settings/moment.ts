import { invalidParameter } from '../../errors.ts';

/** A date-time of the contract's format: that takes leap seconds, which no Date has. */
export function momentOf(name: string, text: string | undefined): Date | null {
  if (text === undefined) return null;
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) throw invalidParameter(name, 'must be a date-time');
  return moment;
}
