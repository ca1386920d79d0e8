const units =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

function spoken(word: string): string[] {
  if (!/^\d{1,2}$/.test(word)) return [word];
  const value = Number(word);
  const unit = units[value];
  if (unit !== undefined) return [unit];
  const rest = units[value % 10];
  const ten = tens[Math.floor(value / 10)] ?? word;
  return value % 10 === 0 || rest === undefined ? [ten] : [ten, rest];
}

/** Edits where "key words" and "keywords" are one spelling: a pair of words may stand for their compound. */
export function spellingEdits(reference: readonly string[], heard: readonly string[]): number {
  const compounds = (words: readonly string[], other: readonly string[]): string[] => {
    const known = new Set(other);
    const out: string[] = [];
    for (let i = 0; i < words.length; i += 1) {
      const compound = `${words[i]}${words[i + 1] ?? ''}`;
      if (i + 1 < words.length && known.has(compound)) {
        out.push(compound);
        i += 1;
      } else out.push(words[i] ?? '');
    }
    return out;
  };
  return wordEdits(compounds(reference, heard), compounds(heard, reference));
}

/** Words as they are compared: lower case, no punctuation, figures and "Mr." as spoken. */
export function spokenWords(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9' ]/g, ' ')
    .replaceAll(/\bmr\b/g, 'mister')
    .split(/\s+/)
    .filter(Boolean)
    .flatMap(spoken);
}

/** Fewest substitutions, insertions and deletions between two lists of words. */
export function wordEdits(reference: readonly string[], heard: readonly string[]): number {
  let previous = Array.from({ length: heard.length + 1 }, (_, j) => j);
  for (const [i, word] of reference.entries()) {
    const row = [i + 1];
    for (let j = 1; j <= heard.length; j += 1) {
      const substituted = (previous[j - 1] ?? 0) + (word === heard[j - 1] ? 0 : 1);
      row.push(Math.min(substituted, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[heard.length] ?? 0;
}

export interface SpokenTurn {
  speaker: string;
  start: number;
  end: number;
}

export interface DiarisationScore {
  missed: number;
  falseAlarm: number;
  confused: number;
  reference: number;
  /** Share of the reference time that is wrong; no collar, overlap counted. */
  errorRate: number;
}

const stepSeconds = 0.01;

function activeAt(turns: readonly SpokenTurn[], time: number): Set<string> {
  return new Set(turns.filter((turn) => turn.start <= time && time < turn.end).map((turn) => turn.speaker));
}

function* pairings(from: readonly string[], to: readonly string[]): Generator<Map<string, string>> {
  const [first, ...rest] = from;
  if (first === undefined) return yield new Map();
  for (const name of to) {
    for (const pairing of pairings(
      rest,
      to.filter((other) => other !== name),
    )) {
      yield new Map([[first, name], ...pairing]);
    }
  }
  for (const pairing of pairings(rest, to)) yield pairing;
}

function scorePairing(
  frames: readonly { truth: Set<string>; heard: Set<string> }[],
  names: ReadonlyMap<string, string>,
): DiarisationScore {
  const sum = { missed: 0, falseAlarm: 0, confused: 0, reference: 0 };
  for (const { truth, heard } of frames) {
    const right = [...heard].filter((name) => truth.has(names.get(name) ?? '')).length;
    sum.reference += truth.size * stepSeconds;
    sum.missed += Math.max(0, truth.size - heard.size) * stepSeconds;
    sum.falseAlarm += Math.max(0, heard.size - truth.size) * stepSeconds;
    sum.confused += (Math.min(truth.size, heard.size) - right) * stepSeconds;
  }
  return { ...sum, errorRate: (sum.missed + sum.falseAlarm + sum.confused) / (sum.reference || 1) };
}

/** Diarisation error under the best pairing of names. */
export function diarisationError(
  reference: readonly SpokenTurn[],
  heard: readonly SpokenTurn[],
): DiarisationScore {
  const last = Math.max(0, ...reference.map((turn) => turn.end), ...heard.map((turn) => turn.end));
  const frames = Array.from({ length: Math.ceil(last / stepSeconds) }, (_, i) => ({
    truth: activeAt(reference, (i + 0.5) * stepSeconds),
    heard: activeAt(heard, (i + 0.5) * stepSeconds),
  }));
  const from = [...new Set(heard.map((turn) => turn.speaker))];
  const to = [...new Set(reference.map((turn) => turn.speaker))];
  let best = scorePairing(frames, new Map());
  for (const names of pairings(from, to)) {
    const score = scorePairing(frames, names);
    if (score.errorRate < best.errorRate) best = score;
  }
  return best;
}

/** Turns of a file in NIST's RTTM. */
export function readRttm(text: string): SpokenTurn[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('SPEAKER '))
    .map((line) => {
      const fields = line.split(/\s+/);
      const start = Number(fields[3]);
      return { speaker: fields[7] ?? '', start, end: start + Number(fields[4]) };
    });
}

/** Places of words that answer each other in an alignment with the fewest edits, alike or not. */
export function alignedWords(reference: readonly string[], heard: readonly string[]): [number, number][] {
  const rows = [Array.from({ length: heard.length + 1 }, (_, j) => j)];
  for (const [i, word] of reference.entries()) {
    const previous = rows[i] ?? [];
    const row = [i + 1];
    for (let j = 1; j <= heard.length; j += 1) {
      const substituted = (previous[j - 1] ?? 0) + (word === heard[j - 1] ? 0 : 1);
      row.push(Math.min(substituted, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    rows.push(row);
  }
  const pairs: [number, number][] = [];
  let [i, j] = [reference.length, heard.length];
  while (i > 0 && j > 0) {
    const here = rows[i]?.[j] ?? 0;
    const cost = reference[i - 1] === heard[j - 1] ? 0 : 1;
    if (here === (rows[i - 1]?.[j - 1] ?? 0) + cost) {
      i -= 1;
      j -= 1;
      pairs.push([i, j]);
    } else if (here === (rows[i - 1]?.[j] ?? 0) + 1) i -= 1;
    else j -= 1;
  }
  return pairs.reverse();
}
