import { z } from 'zod';
import type { Analysis, AnalysisInput, AnalysisLine, Summary, Topic } from '../analyser.ts';
import type { Evidence, Insight } from '../insight.ts';
import { type ClaimedAnalysis, type ClaimedInsight, claimedAnalysis } from './claimed-analysis.ts';
import { namesOf } from './prompt.ts';

export type CheckedClaims =
  | { kind: 'valid'; claims: Omit<Analysis, 'kind' | 'statistics' | 'notices'> }
  | { kind: 'invalid'; faults: readonly string[] };

interface Ground {
  lines: ReadonlyMap<number, AnalysisLine>;
  /** Lower-case name → as it is written in the conversation. */
  names: ReadonlyMap<string, string>;
}

const mostShownCharacters = 60;
const isoDate = z.iso.date();

/** The model's answer against the conversation: what it cites must exist, whom it names must be there. */
export function checkClaims(answer: string, input: AnalysisInput): CheckedClaims {
  const parsed = claimedAnalysis.safeParse(jsonIn(answer));
  if (!parsed.success) {
    return {
      kind: 'invalid',
      faults: parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the answer'}: ${message}`),
    };
  }
  const ground = {
    lines: new Map(input.lines.map((line) => [line.index, line])),
    names: new Map(namesOf(input).map((name) => [nameKey(name), name])),
  };
  const faults = faultsIn(parsed.data, ground);
  return faults.length > 0
    ? { kind: 'invalid', faults }
    : { kind: 'valid', claims: claimsOf(parsed.data, ground) };
}

/** The object in an answer, behind what a model thought aloud and within a code fence. */
function jsonIn(answer: string): unknown {
  const said = answer.slice(answer.lastIndexOf('</think>') + 1);
  try {
    return JSON.parse(said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1));
  } catch {
    return undefined;
  }
}

function faultsIn(claimed: ClaimedAnalysis, ground: Ground): string[] {
  const noSentence = (at: string, index: number): string[] =>
    ground.lines.has(index) ? [] : [`${at}: there is no sentence ${index}`];
  return [
    ...claimed.topics.flatMap((topic, i) => [
      ...noSentence(`topics.${i}.first_sentence`, topic.first_sentence),
      ...noSentence(`topics.${i}.last_sentence`, topic.last_sentence),
      ...(topic.first_sentence > topic.last_sentence ? [`topics.${i}: ends before it begins`] : []),
    ]),
    ...(claimed.summary?.sections ?? []).flatMap(({ points }, i) =>
      points.flatMap(({ evidence }, j) => [
        ...(evidence.length === 0 ? [`summary.sections.${i}.points.${j}.evidence: cites no sentence`] : []),
        ...evidence.flatMap((index) => noSentence(`summary.sections.${i}.points.${j}.evidence`, index)),
      ]),
    ),
    ...claimed.insights.flatMap((insight, i) => [
      ...(insight.evidence.length === 0 ? [`insights.${i}.evidence: cites no sentence`] : []),
      ...insight.evidence.flatMap((index) => noSentence(`insights.${i}.evidence`, index)),
      ...insightFaults(`insights.${i}`, insight, ground),
    ]),
  ];
}

function insightFaults(at: string, insight: ClaimedInsight, { names }: Ground): string[] {
  const unknownName = (field: string, name: string | null): string[] =>
    name === null || names.has(nameKey(name)) ? [] : [`${at}.${field}: nobody is called ${shown(name)}`];
  if (insight.type === 'action_item') {
    const { owner, due_date: day } = insight;
    const wrongDay = day !== null && !isoDate.safeParse(day).success;
    return [
      ...unknownName('owner', owner),
      ...(wrongDay ? [`${at}.due_date: ${shown(day)} is no day as YYYY-MM-DD`] : []),
    ];
  }
  if (insight.type !== 'question') return [];
  return unknownName('asked_by', insight.asked_by);
}

function claimsOf(claimed: ClaimedAnalysis, ground: Ground) {
  return {
    summary: claimed.summary === null ? null : summaryOf(claimed.summary),
    sentiment: claimed.sentiment,
    topics: claimed.topics
      .map((topic): Topic => {
        const { first_sentence: firstSentence, last_sentence: lastSentence } = topic;
        const start = ground.lines.get(firstSentence)?.start ?? null;
        const end = ground.lines.get(lastSentence)?.end ?? null;
        return { name: plain(topic.name), firstSentence, lastSentence, start, end };
      })
      .sort((a, b) => a.firstSentence - b.firstSentence),
    insights: ranked(claimed.insights).map((insight) => insightOf(insight, ground)),
  };
}

function summaryOf({ short, text, sections }: NonNullable<ClaimedAnalysis['summary']>): Summary {
  return {
    short: plain(short),
    text: plain(text),
    sections: sections
      .map(({ kind, points }) => ({
        kind,
        points: points.map((point) => ({ text: plain(point.text), sentences: inOrder(point.evidence) })),
      }))
      .filter(({ points }) => points.length > 0),
  };
}

function inOrder(sentences: readonly number[]): number[] {
  return [...new Set(sentences)].sort((a, b) => a - b);
}

/** Questions get the ranks 1, 2, 3 in the order that the model gave them; those without one come last. */
function ranked(insights: readonly ClaimedInsight[]): ClaimedInsight[] {
  const questions = insights.filter(({ type }) => type === 'question');
  const order = questions.toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0);
  const rankOf = new Map(order.map((question, i) => [question, i + 1]));
  return insights.map((insight) => ({ ...insight, rank: rankOf.get(insight) ?? null }));
}

function insightOf(claimed: ClaimedInsight, { lines, names }: Ground): Insight {
  const base = {
    title: plain(claimed.title),
    text: plain(claimed.text),
    evidence: inOrder(claimed.evidence).flatMap((index) => citationOf(lines.get(index))),
  };
  const known = (name: string | null): string | null => names.get(nameKey(name ?? '')) ?? null;
  if (claimed.type === 'action_item') {
    return { ...base, type: claimed.type, owner: known(claimed.owner), dueDate: claimed.due_date };
  }
  if (claimed.type === 'question') {
    return {
      ...base,
      type: claimed.type,
      askedBy: known(claimed.asked_by),
      answered: claimed.answered,
      rank: claimed.rank ?? 1,
    };
  }
  return { ...base, type: claimed.type };
}

function citationOf(line: AnalysisLine | undefined): Evidence[] {
  if (line === undefined) return [];
  const { index, speakerName, start, end, text } = line;
  return [{ sentenceIndex: index, speakerName, start, end, quote: text.trim() }];
}

function nameKey(name: string): string {
  return name.trim().toLowerCase();
}

/** One line as the database takes it: no control characters, no halves of characters. */
function plain(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .toWellFormed()
    .trim();
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, mostShownCharacters));
}
