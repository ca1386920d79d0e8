type Told<Fault> = string | ((fault: Fault) => string);

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
): (fault: Fault) => string {
  return (fault) => tell(table, fault.code, fault);
}

export function sentencesByProblem<Fault extends { problem: string }>(
  table: SentenceTable<Fault, 'problem'>,
): (fault: Fault) => string {
  return (fault) => tell(table, fault.problem, fault);
}

function tell<Fault>(table: object, value: string, fault: Fault): string {
  // The entry under a value is made for faults that have that value. A later version may have stored values that
  // the table lacks.
  const told = (table as Readonly<Record<string, Told<Fault>>>)[value] ?? value;
  return typeof told === 'string' ? told : told(fault);
}
