import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { operator } from '../../domain/audit/audit-log.ts';
import { deleteSubscription } from '../../domain/webhooks/delete-subscription.ts';
import { replaySubscription } from '../../domain/webhooks/replay.ts';
import { disable, pause, type ResumeResult, resume } from '../../domain/webhooks/stop-and-resume.ts';
import { printResult } from '../output.ts';
import { toTheSecond } from '../plain-text.ts';
import { replayLines, replayRefusalSentence } from '../sentences/webhook-sentences.ts';
import { type AccountSession, CommandFault, type CommonOptions, withAccount } from '../session.ts';
import { presentReplay } from './replay.ts';
import { subscriptionId, unknownSubscription, withCommonOptions } from './subscription-id.ts';

interface ResumeOptions extends CommonOptions {
  replay?: boolean;
}

export function addStates(family: Command): void {
  addStop(family, 'pause', pause);
  addStop(family, 'disable', disable);
  for (const name of ['resume', 'enable'])
    withCommonOptions(
      family
        .command(`${name} <id>`)
        .description(name === 'resume' ? 'Send to it again' : 'The same as resume')
        .option('--replay', 'send what was missed meanwhile, too'),
    ).action(runResume);
  withCommonOptions(
    family
      .command('delete <id>')
      .description('End a subscription for good; its address and secret are erased'),
  ).action(runDelete);
}

function addStop(family: Command, name: 'pause' | 'disable', stop: typeof pause): void {
  const description =
    name === 'pause'
      ? 'Send nothing for a while; what is missed can be replayed'
      : 'The same as pause; the status tells that nothing is to come';
  const run = (text: string, options: CommonOptions): Promise<void> =>
    withAccount(options, async ({ database, account }) => {
      const id = subscriptionId(text);
      const result = await stop(database.pool, account.id, id, operator);
      if (result.kind === 'unknown') throw unknownSubscription(id);
      const ends = name === 'pause' ? 'paused' : 'disabled';
      const status = result.kind === 'stopped_already' ? result.status : ends;
      const already = result.kind === 'stopped_already' ? ' already' : '';
      printResult(options, { id, status }, [
        `Subscription ${id} is ${status}${already}. Go on: bin/meetric webhook resume ${id}`,
      ]);
    });
  withCommonOptions(family.command(`${name} <id>`).description(description)).action(run);
}

function runResume(text: string, options: ResumeOptions): Promise<void> {
  return withAccount(options, async (session) => {
    const id = subscriptionId(text);
    const result = await resume(session.database.pool, session.account.id, id, operator);
    if (result.kind === 'unknown') throw unknownSubscription(id);
    const missed = result.kind === 'resumed' ? result.missed : 0;
    const already = result.kind === 'active_already' ? ' already' : '';
    const replayed = options.replay ? await replayMissed(session, id, result) : null;
    printResult(options, { id, status: 'active', missed, ...(replayed && { replay: replayed.value }) }, [
      `Subscription ${id} is active${already}.`,
      ...(replayed ? replayed.lines : offerLines(id, result)),
    ]);
  });
}

function offerLines(id: string, result: ResumeResult): string[] {
  if (result.kind !== 'resumed' || result.missed === 0 || !result.since) return [];
  return [
    `${result.missed} events were skipped while it was stopped, the first at ${toTheSecond(result.since)}. Send them:`,
    `bin/meetric webhook replay ${id} --failed --since ${result.since.toISOString()}`,
  ];
}

/** Of one that was active already, what is missing of the last 7 days: who repeats the command may have lost the answer. */
async function replayMissed(
  { database, account, now }: AccountSession,
  id: string,
  result: ResumeResult,
): Promise<{ value: object; lines: string[] }> {
  const since = result.kind === 'resumed' ? result.since : null;
  if (result.kind === 'resumed' && since === null) return { value: {}, lines: ['Nothing was missed.'] };
  const request = { key: randomUUID(), by: operator, now, which: 'failed', since, until: null } as const;
  const replayed = await replaySubscription(database.pool, account.id, id, request);
  if (replayed.kind === 'not_found') throw unknownSubscription(id);
  if (replayed.kind !== 'replayed') throw new CommandFault(replayRefusalSentence(replayed));
  return { value: presentReplay(request.key, replayed), lines: replayLines(replayed.counts) };
}

function runDelete(text: string, options: CommonOptions): Promise<void> {
  return withAccount(options, async ({ database, account }) => {
    const id = subscriptionId(text);
    const result = await deleteSubscription(database.pool, account.id, id, operator);
    if (result.kind === 'not_found') throw unknownSubscription(id);
    printResult(options, { id, status: 'deleted', cancelled: result.cancelled }, [
      `Subscription ${id} is deleted. Deliveries cancelled: ${result.cancelled}`,
    ]);
  });
}
