import { readdirSync, readFileSync } from 'node:fs';
import { demoAccount } from './account.ts';
import { type ScriptSpeaker, type ScriptTurn, type SpokenScript, toFormat } from './spoken-script.ts';

const FOLDER = new URL('./dialogues/', import.meta.url);

/** Gives the hand-written dialogues in the order of their file names. */
export function readDialogues(): SpokenScript[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));
  return names.sort().map((name) => readDialogue(readFileSync(new URL(name, FOLDER), 'utf8')));
}

function readDialogue(source: string): SpokenScript {
  const [head = '', body = ''] = source.split('\n---\n');
  const fields = new Map<string, string>();
  const speakers = new Map<string, ScriptSpeaker>();
  for (const line of head.split('\n')) {
    const person = /^([A-Z]) = (.+) <(.+)>(?: (\w+))?$/u.exec(line);
    const field = /^(\w+): (.+)$/u.exec(line);
    if (person) speakers.set(person[1] ?? '', readSpeaker(person));
    else if (field) fields.set(field[1] ?? '', field[2] ?? '');
  }
  return {
    title: required(fields, 'title'),
    company: required(fields, 'company'),
    departmentName: required(fields, 'department'),
    conversationType: required(fields, 'type'),
    medium: required(fields, 'medium'),
    language: fields.get('language') ?? 'en',
    format: toFormat(required(fields, 'format')),
    speakers: [...speakers.values()],
    turns: readTurns(body, speakers),
  };
}

/** Takes lines such as "E: Hello"; gives turns by the speakers whom the letters stand for. */
export function readTurns(body: string, speakers: ReadonlyMap<string, ScriptSpeaker>): ScriptTurn[] {
  return body
    .trim()
    .split('\n')
    .map((line) => {
      const speaker = speakers.get(line.slice(0, 1));
      if (!speaker || line.slice(1, 3) !== ': ') throw new Error(`Unreadable line in a demo script: ${line}`);
      return { speaker, text: line.slice(3) };
    });
}

function readSpeaker([, , name = '', email = '', role]: RegExpExecArray): ScriptSpeaker {
  if (email !== 'internal') return { name, email, role: role ?? 'customer' };
  const user = demoAccount.users.find((candidate) => candidate.name === name);
  if (!user) throw new Error(`"${name}" in a demo script is no user of the demo account`);
  return { name, email: user.email, role: 'internal' };
}

function required(fields: ReadonlyMap<string, string>, name: string): string {
  const value = fields.get(name);
  if (value === undefined) throw new Error(`A demo script lacks "${name}"`);
  return value;
}
