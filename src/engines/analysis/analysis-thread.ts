import { parentPort } from 'node:worker_threads';
import type { AnalysisReply, AnalysisRequest } from './analysis-messages.ts';
import { analyseText } from './embedded/analyse.ts';
import { countInto, mostSteps } from './progress.ts';

/** Worker-thread entry: answers each request with its analysis or with what went wrong in it. */
parentPort?.on('message', (request: AnalysisRequest) => {
  parentPort?.postMessage(answer(request));
});

function answer({ id, input, steps }: AnalysisRequest): AnalysisReply {
  try {
    const characters = input.lines.reduce((sum, { text }) => sum + text.length, input.lines.length);
    return { id, result: analyseText(input, countInto(steps, mostSteps(characters))) };
  } catch (error) {
    return { id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
