import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Receiver, startReceiver } from '../../testing/receiver.ts';

const bodySchema = z.object({ data: z.object({ conversation: z.object({ id: z.string() }) }) });

export interface Arrival {
  deliveryId: string;
  conversationId: string;
  bytes: string;
  atMs: number;
}

export interface Ledger {
  url: string;
  arrivals: Arrival[];
  close(): Promise<void>;
}

/** A receiver that writes down what came and when. It answers after a moment, so that attempts are under way at any time. */
export async function startLedger(answerAfterMs: number): Promise<Ledger> {
  const receiver: Receiver = await startReceiver();
  const arrivals: Arrival[] = [];
  receiver.reply = (response, { headers, body }) => {
    const { data } = bodySchema.parse(JSON.parse(body.toString()));
    arrivals.push({
      deliveryId: String(headers['x-webhook-delivery-id']),
      conversationId: data.conversation.id,
      bytes: createHash('sha256').update(body).digest('hex'),
      atMs: performance.now(),
    });
    receiver.received.length = 0;
    setTimeout(() => response.writeHead(204).end(), answerAfterMs);
  };
  return { url: receiver.url, arrivals, close: () => receiver.close() };
}

export interface Repeats {
  /** Deliveries that came again, each time that one did. */
  again: { deliveryId: string; afterKillMs: number }[];
  /** Again without a kill between, or with other bytes. */
  unexplained: number;
}

/** From the kill until the next process is ready: meanwhile requests of the dead one may still be read. */
export interface Kill {
  atMs: number;
  readyMs: number;
}

/** Arrivals of deliveries that had come before, held against the kills. */
export function repeatsIn(arrivals: readonly Arrival[], kills: readonly Kill[]): Repeats {
  const last = new Map<string, Arrival>();
  const again: Repeats['again'] = [];
  let unexplained = 0;
  for (const arrival of arrivals) {
    const before = last.get(arrival.deliveryId);
    last.set(arrival.deliveryId, arrival);
    if (!before) continue;
    const kill = kills.find(({ atMs, readyMs }) => readyMs >= before.atMs && atMs <= arrival.atMs);
    if (kill === undefined || before.bytes !== arrival.bytes) unexplained += 1;
    else again.push({ deliveryId: arrival.deliveryId, afterKillMs: arrival.atMs - kill.atMs });
  }
  return { again, unexplained };
}
