export const FORMATS = ['vtt-voice', 'srt', 'json-sentences', 'txt', 'vtt-zoom', 'json-messages'] as const;
export type ScriptFormat = (typeof FORMATS)[number];

export interface ScriptSpeaker {
  name: string;
  email: string;
  /** internal, customer, partner or candidate. */
  role: string;
}

export interface ScriptTurn {
  speaker: ScriptSpeaker;
  text: string;
}

/** A conversation before it has a date: `{day+5}` in a text stands for the working day five days later. */
export interface SpokenScript {
  title: string;
  company: string;
  departmentName: string;
  conversationType: string;
  medium: string;
  language: string;
  format: ScriptFormat;
  /** The first internal one owns the conversation. */
  speakers: ScriptSpeaker[];
  turns: ScriptTurn[];
}

export function toFormat(value: string): ScriptFormat {
  const format = FORMATS.find((candidate) => candidate === value);
  if (!format) throw new Error(`Unknown format "${value}" in a demo script`);
  return format;
}

const MONTHS = `January February March April May June July August September October November December`.split(
  ' ',
);

/** Takes a script and its date; gives it with every `{day+N}` written out, as in "3 December". */
export function dateScript(script: SpokenScript, startedAt: Date): SpokenScript {
  const turns = script.turns.map((turn) => ({
    ...turn,
    text: turn.text.replace(/\{day\+(\d+)\}/gu, (_, days: string) => spokenDay(startedAt, Number(days))),
  }));
  return { ...script, turns };
}

function spokenDay(startedAt: Date, days: number): string {
  const day = new Date(startedAt);
  day.setUTCDate(day.getUTCDate() + days);
  while (day.getUTCDay() % 6 === 0) day.setUTCDate(day.getUTCDate() + 1);
  return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]}`;
}
