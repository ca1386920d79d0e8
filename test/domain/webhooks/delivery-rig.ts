import { randomUUID } from 'node:crypto';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import type { Mailer } from '../../../src/domain/mail/mailer.ts';
import { claimDeliveries, type DeliveryJob } from '../../../src/domain/webhooks/claim.ts';
import { type DeliverHandler, deliverHandler } from '../../../src/domain/webhooks/deliver.ts';
import { EndpointPaces } from '../../../src/domain/webhooks/endpoint-paces.ts';
import { documentedEvent, type WebhookEvent } from '../../../src/domain/webhooks/events.ts';
import { createSafeDispatcher } from '../../../src/domain/webhooks/safe-dispatcher.ts';
import { subscribe } from '../../../src/domain/webhooks/subscribe.ts';
import { TargetPolicy } from '../../../src/domain/webhooks/target-policy.ts';
import type { Analysis } from '../../../src/engines/analysis/analyser.ts';
import { presentCard } from '../../../src/http/partner/present-conversation.ts';
import { acceptConversation } from '../../../src/intake/accept.ts';
import { type Receiver, startReceiver } from '../../../testing/receiver.ts';
import { silent } from '../../jobs/job-rows.ts';
import { completeWith } from '../../support/completion.ts';
import {
  createInstallation,
  type Installation,
  type IssuedToken,
  type SettableClock,
  settableClock,
} from '../limits/installation.ts';

export const transcript = {
  sentences: [
    { speaker_name: 'Erik Lindström', start: 0.84, end: 3.14, text: 'Thanks for joining – 日本語.' },
  ],
};

export const analysis: Analysis = {
  kind: 'analysed',
  summary: { short: 'A price.', text: 'Customer requested pricing follow-up.', sections: [] },
  sentiment: 'positive',
  topics: [],
  insights: [{ type: 'pricing', title: 'Price', text: 'The price was asked for.', evidence: [] }],
  statistics: {
    sentences: 1,
    words: 4,
    questions: 0,
    speakers: [],
    interactivityPerMinute: null,
    sentimentOverTime: [],
  },
};

interface DeliveryRow {
  id: string;
  status: string;
  attempts: number;
  response_status: number | null;
  last_error: string | null;
  delivered_at: Date | null;
}

/** An installation with a receiver on loopback, and deliveries that are made when the test says so. */
export interface DeliveryRig {
  installation: Installation;
  receiver: Receiver;
  clock: SettableClock;
  policy: TargetPolicy;
  handler: DeliverHandler;
  paces: EndpointPaces;
  /** It counts as one that answers. */
  subscribe(
    token: IssuedToken,
    url?: string,
    events?: readonly WebhookEvent[],
  ): Promise<{ id: string; secret: string }>;
  /** A completed conversation and its queued deliveries. */
  complete(options?: { recording?: boolean }): Promise<string>;
  claim(): Promise<DeliveryJob[]>;
  /** Makes the attempts that are due. */
  deliverDue(): Promise<void>;
  /** Time passes for everything that waits. */
  makeDue(): Promise<void>;
  deliveries(): Promise<DeliveryRow[]>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

export async function createDeliveryRig(log = silent, mailer?: Mailer): Promise<DeliveryRig> {
  const installation = await createInstallation();
  const receiver = await startReceiver();
  const clock = settableClock();
  const { pool, keys, accountId, database } = installation;
  const policy = new TargetPolicy(['127.0.0.1'], () => Promise.resolve([]));
  const dispatcher = createSafeDispatcher(policy);
  const paces = new EndpointPaces(clock);
  const handler = deliverHandler({
    pool,
    keys,
    clock,
    log,
    dispatcher,
    paces,
    ...(mailer ? { mailer } : {}),
    random: () => 0.5,
    publicUrl: () => 'https://meetric.example',
    onAttempt: () => {},
  });
  const claim = (): Promise<DeliveryJob[]> =>
    claimDeliveries(
      pool,
      {
        limit: 100,
        leaseMs: 20_000,
        perSubject: 100,
        running: [],
        now: clock.now(),
        publicUrl: 'https://calls.example.com',
      },
      paces,
    );
  return {
    installation,
    receiver,
    clock,
    policy,
    handler,
    paces,
    claim,
    async subscribe(token, url = `${receiver.url}/hook`, events = [documentedEvent]) {
      const wanted = { tokenPrefix: token.tokenPrefix, url, events };
      const result = await subscribe({ pool, keys, policy }, accountId, wanted, {
        by: operator,
        now: clock.now(),
      });
      if (result.kind === 'refused') throw new Error(result.fault.code);
      paces.learn(result.id, { answered: true, timedOut: false });
      return { id: result.id, secret: result.secret ?? '' };
    },
    complete: ({ recording = false } = {}) => completeConversation(installation, clock, recording),
    async deliverDue() {
      for (const job of await claim()) await handler.run(job, new AbortController().signal);
    },
    async makeDue() {
      await database.query('update job set due_at = clock_timestamp(), leased_until = clock_timestamp()');
    },
    deliveries: () =>
      database.query<DeliveryRow>(
        `select id, status, attempts, response_status, last_error, delivered_at from webhook_delivery
         order by created_at, id`,
      ),
    async clear() {
      receiver.received.length = 0;
      await database.query('delete from job');
      await database.query('delete from webhook_content');
      await database.query('delete from webhook_attempt');
      await database.query('delete from webhook_delivery');
      await database.query('delete from webhook_subscription');
    },
    async close() {
      await dispatcher.destroy();
      await receiver.close();
      await installation.close();
    },
  };
}

async function completeConversation(
  { pool, accountId, database }: Installation,
  clock: SettableClock,
  recording: boolean,
): Promise<string> {
  const kind = { extension: 'wav', mediaType: 'audio/wav', container: 'wav', codec: 'pcm-s16' };
  const file = { recordingId: randomUUID(), ...kind, bytes: 44, durationSeconds: 1 };
  const id = await acceptConversation(
    pool,
    accountId,
    {
      title: 'Discovery call – Acme',
      company: 'Acme',
      startedAt: new Date('2026-06-03T09:30:00.000Z'),
      durationSeconds: 1_800,
      medium: 'call',
      conversationType: 'sales',
      language: 'en',
      departmentId: null,
      userId: null,
      transcript,
      importedAs: null,
      notices: [],
      participants: [{ name: 'Jane Doe', email: 'jane@example.com', role: 'customer' }],
      recording: recording ? { ...file, sha256: Buffer.alloc(32) } : null,
    },
    { presentCard, now: clock.now() },
  );
  await database.query('delete from job where subject_id = $1', [id]);
  await completeWith(pool, accountId, id, { analysis, now: clock.now() });
  return id;
}
