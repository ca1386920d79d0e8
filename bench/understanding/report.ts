import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { analyseText } from '../../src/engines/analysis/embedded/analyse.ts';
import type { Insight } from '../../src/engines/analysis/insight.ts';
import { halfOf, readAmiMeetings } from './ami.ts';
import { readLabelledCalls } from './calls.ts';
import type { Labelled } from './labelled.ts';
import { actionPairs, linesOf, pooled, questionMarks, type Rates, scoreLines, share } from './score.ts';

/** An analyser of this tree or of another one; an older one may lack what is newer. */
type AnalyseText = typeof analyseText;

interface Row {
  measured: string;
  precision?: number;
  recall?: number;
  f1?: number;
  /** Of `judged` findings so many of a hundred are right. */
  right?: number;
  judged?: number;
}

/** Prints how far questions, action items and trackers agree with people, of this tree and of the one in `against`. */
export async function printUnderstanding(against?: string): Promise<void> {
  const trees: [string, AnalyseText][] = [['this tree', analyseText]];
  if (against !== undefined) trees.push(['the other', await analyserIn(against)]);
  const rows = sets().flatMap(([of, set]) => [
    ...trees.flatMap(([tree, analyse]) => rowsOf(set, analyse).map((row) => ({ tree, of, ...row }))),
    { tree: 'a bare "?"', of, measured: 'questions', ...rounded(scoreAll(set, questionMarks, questionsOf)) },
  ]);
  console.table(rows.toSorted((a, b) => a.measured.localeCompare(b.measured, 'en')));
}

async function analyserIn(folder: string): Promise<AnalyseText> {
  const file = path.resolve(folder, 'src/engines/analysis/embedded/analyse.ts');
  const module: { analyseText: AnalyseText } = await import(pathToFileURL(file).href);
  return module.analyseText;
}

/** AMI's actions are few: they are measured on all meetings. */
function sets(): [string, Labelled[]][] {
  const meetings = readAmiMeetings();
  if (meetings === null) console.error('The AMI meetings are not there: only the calls are measured.');
  return [
    ...(meetings === null
      ? []
      : ([
          ['AMI, check half', meetings.filter((one) => halfOf(one) === 'check')],
          ['AMI, all 20', meetings],
        ] satisfies [string, Labelled[]][])),
    ...(['en', 'sv'] as const).flatMap((language) =>
      (['develop', 'check'] as const).map((half): [string, Labelled[]] => [
        `${language} calls, ${half}`,
        readLabelledCalls(language, half),
      ]),
    ),
  ].filter(([, set]) => set.length > 0);
}

function rowsOf(set: readonly Labelled[], analyse: AnalyseText): Row[] {
  const analysed = new Map(set.map((one) => [one, insightsOf(one, analyse)]));
  const found = (one: Labelled, type: Insight['type']) =>
    (analysed.get(one) ?? []).filter((insight) => insight.type === type).map(linesOf);
  const rows: Row[] = [
    { measured: 'questions', ...rounded(scoreAll(set, (one) => found(one, 'question'), questionsOf)) },
    {
      measured: 'action items',
      ...rounded(
        scoreAll(
          set,
          (one) => found(one, 'action_item'),
          ({ actions }) => actions.map(({ lines }) => lines),
        ),
      ),
    },
  ];
  if (set.some(({ tracked }) => tracked === null)) return rows;
  return [...rows, ...judgedRows(set, analysed), ...trackerRows(set, found)];
}

function insightsOf(one: Labelled, analyse: AnalyseText): Insight[] {
  const analysis = analyse(one.input);
  return analysis.kind === 'analysed' ? analysis.insights : [];
}

/** Shares of what is right beside the place: owners, days, whether a question was answered. */
function judgedRows(set: readonly Labelled[], analysed: ReadonlyMap<Labelled, readonly Insight[]>): Row[] {
  const pairs = set.flatMap((one) => actionPairs(analysed.get(one) ?? [], one.actions));
  const dated = pairs.filter(({ marked }) => typeof marked.due === 'string');
  const answers = set.flatMap((one) =>
    (analysed.get(one) ?? []).flatMap((insight) => {
      if (insight.type !== 'question') return [];
      const marked = one.questions.find(({ line }) => linesOf(insight).includes(line));
      return marked?.answered === undefined ? [] : [insight.answered === marked.answered];
    }),
  );
  const right = (judged: readonly boolean[]) => ({
    right: round(share(judged.filter(Boolean).length, judged.length)),
    judged: judged.length,
  });
  return [
    {
      measured: 'action items: owner',
      ...right(pairs.map(({ found, marked }) => found.owner === marked.owner)),
    },
    {
      measured: 'action items: due',
      ...right(dated.map(({ found, marked }) => found.dueDate === marked.due)),
    },
    {
      measured: 'action items: no day invented',
      ...right(pairs.filter(({ marked }) => marked.due === null).map(({ found }) => found.dueDate === null)),
    },
    { measured: 'questions: answered', ...right(answers) },
  ];
}

function trackerRows(
  set: readonly Labelled[],
  found: (one: Labelled, type: Insight['type']) => number[][],
): Row[] {
  return (['pricing', 'competitor', 'objection', 'risk', 'next_step'] as const).map((type) => ({
    measured: `tracker: ${type}`,
    ...rounded(
      scoreAll(
        set,
        (one) => found(one, type),
        ({ tracked }) => (tracked ?? []).filter((mark) => mark.type === type).map(({ line }) => [line]),
      ),
    ),
  }));
}

function questionsOf({ questions }: Labelled): number[][] {
  return questions.map(({ line }) => [line]);
}

function scoreAll(
  set: readonly Labelled[],
  found: (one: Labelled) => number[][],
  marked: (one: Labelled) => number[][],
): Rates {
  return pooled(set.map((one) => scoreLines(found(one), marked(one))));
}

function rounded({ precision, recall, f1 }: Rates) {
  return { precision: round(precision), recall: round(recall), f1: round(f1) };
}

function round(figure: number): number {
  return Number(figure.toFixed(1));
}
