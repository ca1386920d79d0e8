import type { Analysis, AnalysisInput, NotAnalysed } from './analyser.ts';

/** What the server sends to the analysis thread. */
export interface AnalysisRequest {
  id: number;
  input: AnalysisInput;
  /** Where the thread counts its steps (`progress.ts`). */
  steps: SharedArrayBuffer;
}

/** What the analysis thread answers; `message` says what the code in it threw. */
export type AnalysisReply = { id: number; result: Analysis | NotAnalysed } | { id: number; message: string };
