import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { findConversation } from '../conversations/store.ts';
import type { AccountSession } from './session.ts';

export interface WaitedConversation {
  id: string;
  status: string;
  failure: string | null;
}

const pollMs = 50;

/** Waits until each conversation is completed or failed. Where no server does the work, it is done here. */
export async function waitForAll(session: AccountSession, ids: string[]): Promise<WaitedConversation[]> {
  const stopWork = session.database.servedElsewhere ? async () => {} : await startOwnPipeline(session);
  try {
    const settled: WaitedConversation[] = [];
    for (const id of ids) settled.push(await settledConversation(session, id));
    return settled;
  } finally {
    await stopWork();
  }
}

async function settledConversation(session: AccountSession, id: string): Promise<WaitedConversation> {
  for (;;) {
    const conversation = await findConversation(session.database.pool, session.account.id, id);
    if (!conversation) throw new Error(`Conversation ${id} is gone`);
    const { status, failure_code, failure_hint } = conversation;
    if (status !== 'processing')
      return { id, status, failure: failure_code && `${failure_code}: ${failure_hint}` };
    await delay(pollMs);
  }
}

async function startOwnPipeline(session: AccountSession): Promise<() => Promise<void>> {
  const { createPipelineWorker } = await import('../workers.ts');
  const { createThreadedAnalyser } = await import('../analysis/threaded-analyser.ts');
  const analyser = createThreadedAnalyser();
  const worker = createPipelineWorker({
    pool: session.database.pool,
    log: pino({ level: 'silent' }),
    analyser,
    now: () => new Date(),
    onQueued: () => {},
  });
  worker.start();
  return async () => {
    await worker.drain(8_000);
    await analyser.close();
  };
}
