import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A call that was written by hand, with what a careful reader found in it. The format is told in testing/calls/README.md. */
export interface Call {
  title: string;
  kind: (typeof kinds)[number];
  startedAt: Date;
  people: CallPerson[];
  lines: CallLine[];
  actions: CallAction[];
  /** Places of lines at which a topic begins, and its title. */
  topics: { firstLine: number; title: string }[];
  summary: string;
  /** Facts that a summary cannot leave out, and false ones that it must not claim. */
  must: string[];
  never: string[];
}

interface CallPerson {
  name: string;
  email: string;
  role: string;
}

interface CallLine {
  speakerName: string;
  text: string;
  /** Undefined where the line asks nothing, null where a reader could not say whether it is answered. */
  answered?: boolean | null;
  tracked: TrackedType[];
}

interface CallAction {
  owner: string;
  /** YYYY-MM-DD; null where no day was said. */
  due: string | null;
  title: string;
  lines: number[];
}

const kinds = ['sales', 'support', 'hiring'] as const;
const trackedTypes = ['pricing', 'competitor', 'objection', 'risk', 'next_step'] as const;
type TrackedType = (typeof trackedTypes)[number];
const answers: Record<string, boolean | null> = { true: true, false: false, unknown: null };

/** All calls of a folder, by name. */
export function readCalls(folder: string): { name: string; call: Call }[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.call'))
    .sort()
    .map((file) => ({
      name: path.basename(file, '.call'),
      call: readCall(readFileSync(path.join(folder, file), 'utf8'), file),
    }));
}

/** Reads one; what is not as the format says is an error that names file and line. */
export function readCall(text: string, file: string): Call {
  const rows = text.split('\n').map((row, i) => ({ row: row.trim(), place: `${file}:${i + 1}` }));
  const blank = rows.findIndex(({ row }) => row === '');
  const end = rows.findIndex(({ row }) => row === '--');
  if (blank < 0 || end < blank) throw new Error(`${file}: head, talk or end is missing`);
  const head = fieldsOf(rows.slice(0, blank));
  const tail = fieldsOf(rows.slice(end + 1).filter(({ row }) => row !== ''));
  const kind = kinds.find((one) => one === head.get('kind')?.[0]);
  const startedAt = new Date(head.get('started')?.[0] ?? '');
  if (!kind || Number.isNaN(startedAt.getTime())) throw new Error(`${file}: kind or start is wrong`);
  const people = (head.get('person') ?? []).map((person) => personOf(person, file));
  const talk = readTalk(rows.slice(blank + 1, end), people, startedAt);
  const only = (fields: Map<string, string[]>, name: string) => fields.get(name)?.[0] ?? '';
  return {
    title: only(head, 'title'),
    kind,
    startedAt,
    people,
    ...talk,
    summary: only(tail, 'summary'),
    must: tail.get('must') ?? [],
    never: tail.get('never') ?? [],
  };
}

interface Row {
  row: string;
  place: string;
}

function fieldsOf(rows: readonly Row[]): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const { row, place } of rows) {
    const [, name = '', value = ''] = /^(\w+): (.+)$/.exec(row) ?? [];
    if (name === '') throw new Error(`${place}: not a field`);
    fields.set(name, [...(fields.get(name) ?? []), value]);
  }
  return fields;
}

function personOf(text: string, file: string): CallPerson {
  const [, name = '', email = '', role = ''] = /^(.+) <(\S+@\S+)>; (.+)$/.exec(text) ?? [];
  if (name === '') throw new Error(`${file}: ${text} is no person`);
  return { name, email, role };
}

function readTalk(rows: readonly Row[], people: readonly CallPerson[], startedAt: Date) {
  const lines: CallLine[] = [];
  const topics: Call['topics'] = [];
  const actions = new Map<string, CallAction>();
  for (const { row, place } of rows) {
    if (row === '') continue;
    if (row.startsWith('== ')) {
      topics.push({ firstLine: lines.length, title: row.slice(3) });
      continue;
    }
    const [, speakerName = '', text = '', labels = ''] = /^([^:]+): (.+?)(?:\s+## (.+))?$/.exec(row) ?? [];
    if (!people.some(({ name }) => name === speakerName))
      throw new Error(`${place}: nobody is called ${speakerName}`);
    const line: CallLine = { speakerName, text, tracked: [] };
    for (const label of labels === '' ? [] : labels.split('; '))
      readLabel(label, { line, at: lines.length, actions, people, startedAt, place });
    lines.push(line);
  }
  return { lines, topics, actions: [...actions.values()] };
}

interface Labelling {
  line: CallLine;
  at: number;
  actions: Map<string, CallAction>;
  people: readonly CallPerson[];
  startedAt: Date;
  place: string;
}

function readLabel(label: string, labelling: Labelling): void {
  const { line, place } = labelling;
  const tracked = trackedTypes.find((type) => type === label.trim());
  if (tracked) {
    line.tracked.push(tracked);
    return;
  }
  const [, answer] = /^question (true|false|unknown)$/.exec(label.trim()) ?? [];
  if (answer !== undefined) line.answered = answers[answer] ?? null;
  else if (label.trim().startsWith('action ')) readAction(label.trim(), labelling);
  else throw new Error(`${place}: the label ${label} is unknown`);
}

function readAction(label: string, { at, actions, people, startedAt, place }: Labelling): void {
  const [, id = ''] = /^action (\S+)/.exec(label) ?? [];
  const known = actions.get(id);
  if (known) {
    known.lines.push(at);
    return;
  }
  const [owner, due, title] = [/owner="([^"]+)"/, /due=(\S+)/, /title="([^"]+)"/].map(
    (pattern) => pattern.exec(label)?.[1],
  );
  if (!owner || !title || !people.some(({ name }) => name === owner))
    throw new Error(`${place}: the action ${id} has no title, or its owner is nobody`);
  if (due !== undefined && !(new Date(due) >= new Date(startedAt.toISOString().slice(0, 10))))
    throw new Error(`${place}: ${due} is no day from the call on`);
  actions.set(id, { owner, due: due ?? null, title, lines: [at] });
}
