import { median } from './statistics.ts';

export type Unit = 'ratio' | 'per second' | 'ms' | 'MB' | 'KiB' | 'µs of CPU';
export type Goal = { kind: 'at least'; value: number } | { kind: 'at most'; value: number };

/** One measured value. `rounds` holds what each round gave; the value is their median. */
export interface Figure {
  group: string;
  name: string;
  unit: Unit;
  value: number;
  rounds: number[];
  goal: Goal | null;
  note: string | null;
}

export interface FigureOptions {
  goal?: Goal | undefined;
  note?: string | undefined;
}

export function figure(
  group: string,
  name: string,
  measured: { unit: Unit; rounds: number[] },
  options: FigureOptions = {},
): Figure {
  const { unit, rounds } = measured;
  const { goal = null, note = null } = options;
  return { group, name, unit, rounds, goal, note, value: median(rounds) };
}

export function atLeast(value: number): Goal {
  return { kind: 'at least', value };
}

export function atMost(value: number): Goal {
  return { kind: 'at most', value };
}

/** Whether the goal is reached; null where there is none. */
export function isMet({ goal, value }: Figure): boolean | null {
  if (goal === null) return null;
  return goal.kind === 'at least' ? value >= goal.value : value <= goal.value;
}

/** The figures as lines of a table for people. */
export function renderTable(figures: readonly Figure[]): string {
  const header = ['group', 'figure', 'value', 'unit', 'range', 'goal', ''];
  const rows = figures.map((one) => {
    const met = isMet(one);
    return [
      one.group,
      one.name,
      rounded(one.value),
      one.unit,
      one.rounds.length < 2
        ? ''
        : `${rounded(Math.min(...one.rounds))} to ${rounded(Math.max(...one.rounds))}`,
      one.goal === null ? '' : `${one.goal.kind} ${one.goal.value}`,
      [met === null ? '' : met ? 'met' : 'MISSED', one.note ?? ''].filter(Boolean).join(' '),
    ];
  });
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => width(row, column))));
  return [header, ...rows]
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

function width(row: string[], column: number): number {
  return column === row.length - 1 ? 0 : (row[column]?.length ?? 0);
}

export function rounded(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
