import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { isUuid } from '../../base/uuid.ts';
import { operator } from '../../domain/audit/audit-log.ts';
import { type ReplayResult, replayDelivery, replaySubscription } from '../../domain/webhooks/replay.ts';
import { findShownSubscription } from '../../domain/webhooks/subscription-reads.ts';
import { oneLine } from '../arguments.ts';
import { printResult } from '../output.ts';
import { replayLines, replayRefusalSentence } from '../sentences/webhook-sentences.ts';
import { type AccountSession, CommandFault, type CommonOptions, withAccount } from '../session.ts';
import { type PointInTime, pointInTime } from './points-in-time.ts';
import { unknownDelivery, unknownSubscription, withCommonOptions } from './subscription-id.ts';

interface ReplayOptions extends CommonOptions {
  failed?: boolean;
  since?: PointInTime;
  until?: PointInTime;
  key?: string;
}

const timeForm = 'such as 2026-06-03T09:00:00Z or 24h';

export function addReplay(family: Command): void {
  withCommonOptions(
    family
      .command('replay <id>')
      .description("Send again: a delivery by its id, or a subscription's with --failed or --since")
      .option('--failed', 'of a subscription: those that were given up or skipped')
      .option('--since <time>', `of a subscription: from then on, at most 7 days, ${timeForm}`, pointInTime)
      .option('--until <time>', 'of a subscription: up to then', pointInTime)
      .option(
        '--key <key>',
        'who repeats the command with its key gets its answer, and sends nothing twice',
        oneLine,
      ),
  ).action(run);
}

function run(text: string, options: ReplayOptions): Promise<void> {
  return withAccount(options, async (session) => {
    const key = options.key ?? randomUUID();
    const result = await replay(session, text, { ...options, key });
    if (result.kind !== 'replayed') throw faultOf(text, options, result);
    const { counts, repeated } = result;
    printResult(options, presentReplay(key, result), [
      ...replayLines(counts),
      repeated ? `Key: ${key} (the answer of its first use)` : `Key: ${key}`,
    ]);
  });
}

async function replay(
  { database: { pool }, account, now }: AccountSession,
  text: string,
  options: ReplayOptions & { key: string },
): Promise<ReplayResult> {
  if (!isUuid(text)) return { kind: 'not_found' };
  const id = text.toLowerCase();
  const { key, failed, since, until } = options;
  if (ofSubscription(options)) {
    const asWritten = `${since?.text ?? ''} ${until?.text ?? ''}`;
    const range = { since: since?.at(now) ?? null, until: until?.at(now) ?? null, asWritten };
    const which = failed ? 'failed' : 'all';
    return replaySubscription(pool, account.id, id, { key, by: operator, now, which, ...range });
  }
  const result = await replayDelivery(pool, account.id, id, { key, by: operator, now });
  if (result.kind === 'not_found' && (await findShownSubscription(pool, account.id, id)))
    throw new CommandFault(`${id} is a subscription: add --failed, or --since with a time.`);
  return result;
}

function ofSubscription({ failed, since, until }: ReplayOptions): boolean {
  return failed === true || since !== undefined || until !== undefined;
}

function faultOf(
  text: string,
  options: ReplayOptions,
  refusal: Exclude<ReplayResult, { kind: 'replayed' }>,
): CommandFault {
  if (refusal.kind === 'not_found')
    return ofSubscription(options) ? unknownSubscription(text) : unknownDelivery(text);
  return new CommandFault(replayRefusalSentence(refusal));
}

/** As --json prints it. */
export function presentReplay(
  key: string,
  { counts, repeated }: Extract<ReplayResult, { kind: 'replayed' }>,
): Record<string, unknown> {
  return {
    key,
    repeated,
    replayed: counts.replayed,
    due_now: counts.dueNow,
    erased: counts.erased,
    deleted: counts.deleted,
    left: counts.beyond,
  };
}
