import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { findAccountName } from '../domain/accounts/queries.ts';
import { findAnalysis } from '../domain/conversations/analysis-store.ts';
import { findConversation } from '../domain/conversations/store.ts';
import { openRecordingStorage } from '../domain/recordings/open-storage.ts';
import { analysisSentences, failureSentence } from '../intake/sentences/fault-sentence.ts';
import { currentStep } from '../jobs/queue.ts';
import type { AccountSession } from './session.ts';

export interface WaitedConversation {
  id: string;
  status: string;
  failure: string | null;
  /** Something that the account should know although all went well. */
  notice: string | null;
}

export interface Watching {
  onStep?: (id: string, step: { kind: string; progress: number }) => void;
  onSettled?: (conversation: WaitedConversation) => void;
  /** Ends the wait; what is not settled then is not in the result. */
  stop?: AbortSignal;
}

const gone = 'conversation_gone: it was deleted while it was waited for';
const pollMs = 50;
/** Looking at a step costs a query of its own, and nobody reads faster. */
const stepMs = 250;

/** Waits until each conversation is completed, failed or gone. Where no server does the work, it is done here. */
export async function waitForAll(
  session: AccountSession,
  ids: string[],
  watching: Watching = {},
): Promise<WaitedConversation[]> {
  return withPipeline(session, async () => {
    const settled: WaitedConversation[] = [];
    for (const id of ids) {
      const conversation = await settledConversation(session, id, watching);
      if (conversation === null) break;
      settled.push(conversation);
      watching.onSettled?.(conversation);
    }
    return settled;
  });
}

/** Waits until no step of the conversation is left. */
export async function waitForSteps(session: AccountSession, id: string): Promise<void> {
  await withPipeline(session, async () => {
    while (await currentStep(session.database.pool, session.account.id, id)) await delay(pollMs);
  });
}

async function settledConversation(
  session: AccountSession,
  id: string,
  { onStep, stop }: Watching,
): Promise<WaitedConversation | null> {
  const { pool } = session.database;
  let lookedMs = Number.NEGATIVE_INFINITY;
  while (!stop?.aborted) {
    const conversation = await findConversation(pool, session.account.id, id);
    if (!conversation) return { id, status: 'gone', failure: gone, notice: null };
    const { status, failure: fault } = conversation;
    if (status !== 'processing') {
      const analysis = await findAnalysis(pool, session.account.id, id);
      const failure = fault && `${fault.code}: ${failureSentence(id, fault)}`;
      return { id, status, failure, notice: analysis ? analysisSentences(analysis.notices) : null };
    }
    if (onStep && performance.now() - lookedMs >= stepMs) {
      lookedMs = performance.now();
      const step = await currentStep(pool, session.account.id, id);
      if (step) onStep(id, step);
    }
    await delay(pollMs);
  }
  return null;
}

async function withPipeline<T>(session: AccountSession, work: () => Promise<T>): Promise<T> {
  if (session.database.servedElsewhere) return work();
  const [{ createPipelineWorkers }, { createEngines }] = await Promise.all([
    import('../server/workers.ts'),
    import('../engines/engines.ts'),
  ]);
  const { pool } = session.database;
  const log = pino({ level: 'silent' });
  const engines = createEngines((id) => findAccountName(pool, id), session.config, log);
  const { dataDir } = session.config;
  const now = (): Date => new Date();
  const { sound, pipeline } = createPipelineWorkers({
    pool,
    log,
    engines,
    dataDir,
    storage: await openRecordingStorage(session.config),
    now,
    onCompleted: () => {},
  });
  sound.start();
  pipeline.start();
  try {
    return await work();
  } finally {
    await Promise.all([sound.drain(0), pipeline.drain(8_000)]);
    await engines.close();
  }
}
