import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from '../../src/db/pool.ts';
import type { Arrival } from './ledger.ts';

export interface Outcome {
  conversations: Map<string, string>;
  /** The ids of all deliveries, with their conversations. */
  deliveries: Map<string, string>;
  /** Jobs that are left. */
  open: number;
}

async function readOutcome(pool: Pool): Promise<Outcome> {
  const conversations = await pool.query<{ id: string; status: string }>(
    'select id, status from conversation',
  );
  const deliveries = await pool.query<{ id: string; conversation_id: string }>(
    'select id, conversation_id from webhook_delivery',
  );
  const jobs = await pool.query<{ open: number }>('select count(*)::int as open from job');
  return {
    conversations: new Map(conversations.rows.map(({ id, status }) => [id, status])),
    deliveries: new Map(deliveries.rows.map((row) => [row.id, row.conversation_id])),
    open: jobs.rows[0]?.open ?? 0,
  };
}

/** Waits until no job is left, and gives what came of all. Throws where that takes longer than `mostMs`. */
export async function untilDone(pool: Pool, mostMs: number): Promise<Outcome> {
  const endsMs = performance.now() + mostMs;
  for (;;) {
    const outcome = await readOutcome(pool).catch(() => null);
    if (outcome?.open === 0) return outcome;
    if (performance.now() > endsMs) throw new Error(`${outcome?.open ?? 'unknown'} jobs are left`);
    await delay(200);
  }
}

export interface Losses {
  lost: number;
  phantom: number;
  failed: number;
}

/** Conversations that were acknowledged and did not arrive, deliveries that are not there, and conversations that failed. */
export function lossesOf(
  { conversations, deliveries }: Outcome,
  acknowledged: readonly string[],
  arrivals: readonly Arrival[],
): Losses {
  const arrived = new Set(arrivals.map(({ conversationId }) => conversationId));
  const awaited = new Set([...acknowledged, ...conversations.keys()]);
  const phantoms = arrivals.filter(
    ({ deliveryId, conversationId }) =>
      deliveries.get(deliveryId) !== conversationId || conversations.get(conversationId) !== 'completed',
  );
  return {
    lost: [...awaited].filter((id) => !arrived.has(id)).length,
    phantom: new Set(phantoms.map(({ deliveryId }) => deliveryId)).size,
    failed: [...conversations.values()].filter((status) => status === 'failed').length,
  };
}
