import { z } from 'zod';
import type { AnalyserSettings } from '../../providers/provider-config.ts';
import { failureOf, type ProviderFailure, type ProviderFault } from '../../providers/provider-failure.ts';
import { type CallTools, callProvider, type ProviderOutcome } from '../../providers/provider-http.ts';
import type { Analyser, Analysis, AnalysisInput, AnalysisNotice, NotAnalysed } from '../analyser.ts';
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
  const { name: provider, mostInputCharacters: mostCharacters } = work.settings;
  const { length: characters } = transcript;
  if (characters > mostCharacters)
    return fallBack(work, input, { code: 'transcript_too_long', provider, characters, mostCharacters });
  let messages = promptOf(input, transcript);
  let fault = '';
  for (let answers = 0; answers < mostAnswers; answers += 1) {
    const outcome = await ask(work, messages);
    if (outcome.kind === 'failed') return fallBack(work, input, withoutKind(outcome));
    const checked = checkClaims(outcome.value, input);
    if (checked.kind === 'valid') {
      const statistics = countStatistics(input.lines, splitConversation(input.lines));
      return { kind: 'analysed', ...checked.claims, statistics };
    }
    fault = checked.faults[0] ?? '';
    messages = withFaults(messages, outcome.value, checked.faults);
  }
  const claims = { code: 'provider_answer_malformed', problem: 'claims', answers: mostAnswers } as const;
  // A fault may quote the answer, and a server may say the key in it.
  const told = work.settings.key?.hideIn(fault) ?? fault;
  return fallBack(work, input, withoutKind(failureOf(work.settings, { ...claims, fault: told })));
}

function withoutKind({ kind: _, ...fault }: ProviderFailure): ProviderFault {
  return fault;
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
  reason: Extract<AnalysisNotice, { code: 'embedded_instead' }>['reason'],
): Promise<Analysis | NotAnalysed> {
  const result = await work.embedded.analyse(input);
  const isAnalysed = result.kind === 'analysed';
  return {
    ...result,
    notices: [{ code: 'embedded_instead', isAnalysed, reason }, ...(result.notices ?? [])],
  };
}
