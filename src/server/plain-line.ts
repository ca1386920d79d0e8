import { z } from 'zod';

const lineSchema = z.looseObject({
  level: z.number(),
  time: z.string(),
  msg: z.string().default(''),
  err: z.looseObject({ message: z.string(), stack: z.string().optional() }).optional(),
});

/** Pino's numbers; what is below is not named. */
const levelNames: [from: number, name: string][] = [
  [60, 'fatal: '],
  [50, 'error: '],
  [40, 'warning: '],
];

/** A line of the JSON log for people: the time of day, the message, then what else it holds. */
export function plainLine(json: string): string {
  const { level, time, msg, err, ...rest } = lineSchema.parse(JSON.parse(json));
  const name = levelNames.find(([from]) => level >= from)?.[1] ?? '';
  const more = Object.entries(rest).map(([key, value]) => `${key} ${textOf(value)}`);
  const head = [`${clockTime(time)} ${name}${msg}`, more.join(', ')].filter(Boolean).join('  ');
  return err === undefined ? head : `${head}\n  ${(err.stack ?? err.message).replaceAll('\n', '\n  ')}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** In the zone of whoever looks at it. */
function clockTime(iso: string): string {
  const at = new Date(iso);
  return [at.getHours(), at.getMinutes(), at.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
