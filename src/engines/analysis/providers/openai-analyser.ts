import { z } from 'zod';
import type { AnalyserSettings } from '../../providers/provider-config.ts';
import { failureOf } from '../../providers/provider-failure.ts';
import { type CallTools, callProvider, type ProviderOutcome } from '../../providers/provider-http.ts';
import type { Analyser, Analysis, AnalysisInput, NotAnalysed } from '../analyser.ts';
import { splitConversation } from '../embedded/sentences.ts';
import { countStatistics } from '../embedded/statistics.ts';
import { AnalysisFailure } from '../threaded-analyser.ts';
import { checkClaims } from './check-claims.ts';
import { claimedAnalysisSchema } from './claimed-analysis.ts';
import { type ChatMessage, promptOf, transcriptText, withFaults } from './prompt.ts';

interface ModelWork {
  settings: AnalyserSettings;
  /** Stands in where the model gives nothing that holds. */
  embedded: Analyser;
  tools: CallTools;
  signal: AbortSignal;
}

const mostAnswerBytes = 4_000_000;
const mostAnswers = 2;

const answer = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string().nullish() }) })).min(1),
});

/**
 * An analyser over `POST /chat/completions` as OpenAI documents it. The model's claims are checked against the
 * conversation. Where they do not hold, `embedded` answers and the result carries a notice. Closing it cuts what is
 * running, and leaves `embedded` open.
 */
export function createOpenaiAnalyser(
  settings: AnalyserSettings,
  embedded: Analyser,
  tools: CallTools,
): Analyser {
  const closing = new AbortController();
  const work = { settings, embedded, tools, signal: closing.signal };
  return {
    analyse: (input) => analyse(work, input),
    async close() {
      closing.abort(new AnalysisFailure('analysis_crashed', 'The analyser was closed before it answered'));
    },
  };
}

async function analyse(work: ModelWork, input: AnalysisInput): Promise<Analysis | NotAnalysed> {
  if (input.lines.length === 0) return work.embedded.analyse(input);
  const transcript = transcriptText(input.lines);
  const most = work.settings.mostInputCharacters;
  if (transcript.length > most) {
    const size = `${transcript.length} characters, more than the ${most} that the provider may be sent`;
    return fallBack(work, input, `The transcript has ${size} ("${work.settings.name}").`);
  }
  let messages = promptOf(input, transcript);
  let fault = '';
  for (let answers = 0; answers < mostAnswers; answers += 1) {
    const outcome = await ask(work, messages);
    if (outcome.kind === 'failed') return fallBack(work, input, outcome.message);
    const checked = checkClaims(outcome.value, input);
    if (checked.kind === 'valid') {
      const statistics = countStatistics(input.lines, splitConversation(input.lines));
      return { kind: 'analysed', ...checked.claims, statistics };
    }
    fault = checked.faults[0] ?? '';
    messages = withFaults(messages, outcome.value, checked.faults);
  }
  const what = `gave ${mostAnswers} answers that do not hold (${fault}).`;
  return fallBack(work, input, failureOf(work.settings, 'provider_answer_malformed', what).message);
}

async function ask(work: ModelWork, messages: readonly ChatMessage[]): Promise<ProviderOutcome<string>> {
  const { settings, tools, signal } = work;
  const content = JSON.stringify({
    model: settings.model,
    messages,
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'conversation_analysis', strict: true, schema: claimedAnalysisSchema() },
    },
  });
  const outcome = await callProvider(
    settings,
    {
      method: 'POST',
      path: '/chat/completions',
      keyScheme: 'Bearer',
      answer,
      mostAnswerBytes,
      signal,
      body: () => ({ content, headers: { 'content-type': 'application/json' } }),
    },
    tools,
  );
  if (outcome.kind === 'failed') return outcome;
  // A refusal to answer comes as no content: it has the faults of an empty answer.
  return { kind: 'answered', value: outcome.value.choices[0]?.message.content ?? '' };
}

async function fallBack(
  work: ModelWork,
  input: AnalysisInput,
  reason: string,
): Promise<Analysis | NotAnalysed> {
  const result = await work.embedded.analyse(input);
  const instead =
    result.kind === 'analysed'
      ? 'The embedded analyser was used instead.'
      : 'The embedded analyser, used instead, does not cover the language.';
  const own = result.notice === undefined ? [] : [result.notice];
  return { ...result, notice: [reason, instead, ...own].join(' ') };
}
