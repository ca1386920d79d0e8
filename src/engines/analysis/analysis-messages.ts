import type { Analysis, AnalysisInput, NotAnalysed } from './analyser.ts';

/** The server's message to the analysis thread. */
export interface AnalysisRequest {
  id: number;
  input: AnalysisInput;
  /** Where the thread counts its steps (`progress.ts`). */
  steps: SharedArrayBuffer;
}

/** The analysis thread's answer; `message` is the text of an error that its code threw. */
export type AnalysisReply = { id: number; result: Analysis | NotAnalysed } | { id: number; message: string };
