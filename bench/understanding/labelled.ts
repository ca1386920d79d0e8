import type { AnalysisInput } from '../../src/engines/analysis/analyser.ts';
import type { Insight } from '../../src/engines/analysis/insight.ts';

/** A conversation and what people who read it found in it. Numbers are places of lines. */
export interface Labelled {
  name: string;
  input: AnalysisInput;
  questions: LabelledQuestion[];
  actions: LabelledAction[];
  /** Null where nobody looked for them. */
  tracked: { type: Insight['type']; line: number }[] | null;
}

interface LabelledQuestion {
  line: number;
  /** Undefined where nobody judged it, null where a reader could not say. */
  answered?: boolean | null;
}

export interface LabelledAction {
  lines: number[];
  /** Undefined where nobody named it. */
  owner?: string;
  /** Undefined where nobody looked, null where no day was said. */
  due?: string | null;
}

/** Rules are made while looking at one half; the other is only measured. */
export type Half = 'develop' | 'check';
