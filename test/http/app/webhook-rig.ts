import { expect } from 'vitest';
import { type Receiver, startReceiver, status } from '../../../testing/receiver.ts';
import type { Answer, Init } from '../../support/api-client.ts';
import { appCall, type Session, signInAs } from '../../support/app-client.ts';
import { accept, incoming } from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

export interface Logged {
  id: string;
  conversation_id: string;
  status: string;
  attempts: number;
}

/** A world whose webhooks may go to a receiver on loopback, and an admin who looks after them. */
export interface WebhookRig {
  world: World;
  receiver: Receiver;
  /** Of the token that new webhooks are bound to. */
  tokenId: string;
  app(path: string, init?: Init): Promise<Answer>;
  post(path: string, body?: object): Promise<Answer>;
  remove(path: string): Promise<Answer>;
  subscribe(more?: object): Promise<{ id: string; secret: string }>;
  logOf(webhookId: string, query?: string): Promise<Logged[]>;
  /** A completed conversation, whose first attempt was made. */
  deliver(webhookId: string): Promise<{ conversationId: string; delivery: Logged }>;
  /** Another token, no webhook, and a receiver that takes all. */
  begin(): Promise<void>;
  close(): Promise<void>;
}

export async function createWebhookRig(): Promise<WebhookRig> {
  const world = await createWorld({ WEBHOOK_ALLOW: '127.0.0.1' });
  const receiver = await startReceiver();
  const admin: Session = await signInAs(world.server, { userId: world.people.erik.id, role: 'admin' });
  const app: WebhookRig['app'] = (path, init = {}) => appCall(world.server, admin, path, init);
  const post: WebhookRig['post'] = (path, body) => app(path, { method: 'POST', ...(body && { body }) });
  const rig: WebhookRig = {
    world,
    receiver,
    tokenId: '',
    app,
    post,
    remove: (path) => app(path, { method: 'DELETE' }),
    async subscribe(more = {}) {
      const wanted = { form: 'webhook', url: `${receiver.url}/hook`, token_id: rig.tokenId, ...more };
      const answer = await post('/webhooks', wanted);
      expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
      const { webhook, secret } = Object(answer.body);
      return { id: webhook.id, secret };
    },
    logOf: async (webhookId, query = '') =>
      Object((await app(`/webhooks/${webhookId}/deliveries${query}`)).body).deliveries,
    async deliver(webhookId) {
      const wanted = incoming({ title: 'Renewal <script>alert(1)</script>', startedAt: new Date() });
      const conversationId = await accept(world, world.server.accountId, wanted);
      const isOfIt = (one: Logged): boolean => one.conversation_id === conversationId;
      const find = async (): Promise<Logged | undefined> => (await rig.logOf(webhookId)).find(isOfIt);
      await expect.poll(async () => (await find())?.attempts, { timeout: 20_000 }).toBe(1);
      const delivery = await find();
      if (!delivery) throw new Error('No delivery');
      return { conversationId, delivery };
    },
    async begin() {
      const { webhooks } = Object((await app('/webhooks')).body);
      for (const { id } of webhooks) await rig.remove(`/webhooks/${id}`);
      receiver.reply = status(200);
      receiver.received.length = 0;
      const limits = { requests_per_minute: 60, daily_conversation_quota: 100, expires_at: null };
      const scopes = ['conversations', 'transcripts'];
      const wanted = { name: 'CRM', scopes, include_recordings: false, ...limits };
      rig.tokenId = Object((await post('/tokens', wanted)).body).token.id;
    },
    async close() {
      await receiver.close();
      await world.close();
    },
  };
  return rig;
}
