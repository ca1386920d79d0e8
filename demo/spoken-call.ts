import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { programRoot } from '../src/base/program.ts';
import type { Account } from '../src/domain/accounts/queries.ts';
import { findConversation } from '../src/domain/conversations/store.ts';
import { failureSentence, faultSentence } from '../src/intake/sentences/fault-sentence.ts';
import { takeIn } from '../src/intake/take-in.ts';
import { currentStep } from '../src/jobs/queue.ts';
import type { RunningServer } from '../src/server/start.ts';
import { intakeOf } from './intake.ts';

export const steps: readonly string[] = ['decode', 'recognise', 'speakers', 'analyse'];

/** The step at this position is at `fraction`; those before it are done. */
export type OnStep = (position: number, fraction: number) => void;

const pollMs = 40;

/** Imports the recording that ships with the demo as `bin/meetric import` does, and gives its id when it is completed. */
export async function importSpokenCall(
  server: RunningServer,
  account: Account,
  onStep: OnStep,
): Promise<string> {
  const { pool } = server.context;
  const details = {
    title: 'Renewal call - Acme',
    company: 'Acme',
    conversationType: 'sales',
    medium: 'call',
  };
  const call = { path: path.join(programRoot, 'demo/call/call.ogg') };
  const outcome = await takeIn(intakeOf(server), account, call, { details });
  if (outcome.kind === 'refused') throw new Error(`${outcome.code}: ${faultSentence(outcome)}`);
  let position = 0;
  for (;;) {
    const conversation = await findConversation(pool, account.id, outcome.id);
    if (conversation?.status === 'completed') break;
    if (conversation?.failure) throw new Error(failureSentence(conversation.id, conversation.failure));
    const step = await currentStep(pool, account.id, outcome.id);
    const at = steps.indexOf(step?.kind ?? '');
    if (step && at >= position) {
      position = at;
      onStep(position, step.progress);
    }
    await delay(pollMs);
  }
  onStep(steps.length, 1);
  return outcome.id;
}
