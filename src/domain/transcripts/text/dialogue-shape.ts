import { chooseLabels } from '../speaker-labels.ts';

/** Of so few turns each may be somebody else's. */
const fewTurns = 3;
/** The values of a record have at most so many words, on average; sentences have more. */
const mostRecordWords = 1.6;
const leastShare = 0.3;
const leastRecurring = 0.5;

/**
 * Takes the beginning of a text; says how surely it is a talk in lines of the form "Name: text", 0 to 0.4. Names
 * come again, and most paragraphs have one. The keys of a list, a mail or settings do not, or they come again in
 * one order.
 */
export function dialogueConfidence(lines: readonly string[]): number {
  const { labels, texts, bareStarts, filled } = measure(lines);
  const turns = labels.length;
  if (turns === 0) return 0;
  const share = turns / (turns + bareStarts);
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const recurring = labels.filter((label) => (counts.get(label) ?? 0) > 1).length / turns;
  const worded = texts.filter((text) => /\p{L}/u.test(text)).length / turns;
  if (worded < 0.5) return 0;
  if (turns <= fewTurns) {
    const isShort = filled <= 2 * turns + 3 && share >= 0.5;
    const isTalk = turns < fewTurns || recurring > 0 || sentences(texts) >= 0.5;
    return isShort && isTalk && labels.every(isShortName) ? (turns === 1 ? 0.1 : 0.15) : 0;
  }
  if (share < leastShare || recurring < leastRecurring || counts.size > turns * 0.7) return 0;
  const keyed = [...counts.keys()].filter((label) => isKey(label) || /^\d+$/u.test(label));
  if (keyed.length * 2 >= counts.size) return 0;
  // One person alone has no reason to leave paragraphs without the name.
  if (counts.size === 1 && share < 0.8) return 0;
  if (isRecords(labels) && wordsPerText(texts) < mostRecordWords) return 0;
  return 0.25 + 0.15 * Math.min(share, recurring);
}

/** Signs that begin lines of documents and settings; nobody's name does. */
const markup = /^(?:[#*.|>=~\\/<;%$]|--?\s)/u;

interface Measure {
  labels: string[];
  texts: string[];
  /** Paragraphs without a name, after the first name. */
  bareStarts: number;
  filled: number;
}

function measure(lines: readonly string[]): Measure {
  const labelOf = chooseLabels(lines.filter((line) => line.trim() !== '').map((line) => [line.trim()]));
  const result: Measure = { labels: [], texts: [], bareStarts: 0, filled: 0 };
  let isStart = true;
  for (const line of lines) {
    const text = line.trim();
    if (text === '') {
      isStart = true;
      continue;
    }
    result.filled++;
    const found = markup.test(text) ? null : labelOf(text);
    if (found) {
      result.labels.push(found.label);
      result.texts.push(found.rest);
    } else if (result.texts.at(-1) === '') result.texts[result.texts.length - 1] = text;
    else if (isStart && result.labels.length > 0) result.bareStarts++;
    isStart = false;
  }
  return result;
}

function sentences(texts: readonly string[]): number {
  return texts.filter((text) => /[.!?…。！？]["”’)]?$/u.test(text.trim())).length / texts.length;
}

function wordsPerText(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.trim().split(/\s+/u).length, 0) / texts.length;
}

function isShortName(label: string): boolean {
  return label.split(/\s+/u).length <= 4;
}

/** Words that stand before colons in documents, reports and settings; nobody is called so. */
const keys = new Set(
  `action assignee author bug by caution change changed comment commits condition config consequence copyright default default-value depends description
  detail details disclaimer docs documentation error example examples expected actual exception exit fail failed failure feature
  features file files fix fixed homepage how id important input install installation issue key license licence maintainer message
  method name new note notes ok option options output package param parameter parameters params passed path priority problem
  reason removed repository required requirements result results return returns see since skipped source status step summary syntax test
  tip todo type upstream url usage value values version warning what when where why added deprecated security merged`.split(
    /\s+/u,
  ),
);

function isKey(label: string): boolean {
  const key = label.toLowerCase();
  return keys.has(key) || key === 'community impact';
}

/** Three keys or more, each followed by the same one nearly always: records rather than people. */
function isRecords(labels: readonly string[]): boolean {
  const followers = new Map<string, Map<string, number>>();
  for (const [at, label] of labels.entries()) {
    const next = labels[at + 1];
    if (next === undefined) break;
    const known = followers.get(label) ?? new Map<string, number>();
    known.set(next, (known.get(next) ?? 0) + 1);
    followers.set(label, known);
  }
  let most = 0;
  for (const known of followers.values()) most += Math.max(...known.values());
  return followers.size > 2 && most >= (labels.length - 1) * 0.9;
}
