import { commandLine, type Wording } from './wording.ts';

type Told<Fault> = string | ((fault: Fault, say: Wording) => string);
/** The sentence about a fault, by default in the words of the command line. */
type Sentence<Fault> = (fault: Fault, say?: Wording) => string;

/** The members of a union whose `key` may be `Value`. */
type Of<Fault, Key extends string, Value> = Fault extends { readonly [K in Key]: infer Values }
  ? Value extends Values
    ? Fault
    : never
  : never;

/** For every value of `key` the sentence about faults that have it. */
type SentenceTable<Fault extends { readonly [K in Key]: string }, Key extends string> = {
  readonly [Value in Fault[Key]]: Told<Of<Fault, Key, Value>>;
};

export function sentencesByCode<Fault extends { code: string }>(
  table: SentenceTable<Fault, 'code'>,
): Sentence<Fault> {
  return (fault, say = commandLine) => tell(table, fault.code, fault, say);
}

export function sentencesByProblem<Fault extends { problem: string }>(
  table: SentenceTable<Fault, 'problem'>,
): Sentence<Fault> {
  return (fault, say = commandLine) => tell(table, fault.problem, fault, say);
}

function tell<Fault>(table: object, value: string, fault: Fault, say: Wording): string {
  // The entry under a value is made for faults that have that value. A later version may have stored values that
  // the table lacks.
  const told = (table as Readonly<Record<string, Told<Fault>>>)[value] ?? value;
  return typeof told === 'string' ? told : told(fault, say);
}
