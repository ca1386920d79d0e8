import type { Plant } from './plants.ts';

const pure = ['src/domain/webhooks/'];
const webhooks = [pure, ['test/domain/webhooks/'], ['test/flows/import-to-webhook']];

/** In what is sent to receivers of webhooks. */
export const deliveryPlants: readonly Plant[] = [
  {
    why: 'the signature is over other bytes than the body',
    within: 'src/domain/webhooks',
    find: 'hmacSha256(secret, body)',
    replace: 'hmacSha256(secret, JSON.stringify(String(body)))',
    stages: webhooks,
  },
  {
    why: 'attempts are counted from 0',
    within: 'src/domain/webhooks',
    find: "'x-webhook-attempt': String(delivery.attempts + 1)",
    replace: "'x-webhook-attempt': String(delivery.attempts)",
    stages: webhooks,
  },
  {
    why: 'the retry schedule ends a day early',
    within: 'src/domain/webhooks/schedule.ts',
    find: /\n {2}[^\n]+,\n\];/,
    replace: '\n];',
    stages: webhooks,
  },
  {
    why: 'all receivers are tried again at the same moment',
    within: 'src/domain/webhooks/schedule.ts',
    find: /const jitter = [\d.]+;/,
    replace: 'const jitter = 0;',
    stages: webhooks,
  },
  {
    why: 'a redirect is followed, past every check of the address',
    within: 'src/domain/webhooks',
    find: /import type \{ Dispatcher \}([\s\S]*)else dispatcher\.dispatch\(/,
    replace:
      'import { type Dispatcher, interceptors }$1else dispatcher.compose(interceptors.redirect({ maxRedirections: 2 })).dispatch(',
    stages: webhooks,
  },
  {
    why: 'a redirect counts as delivered',
    within: 'src/domain/webhooks',
    find: 'if (status < 300)',
    replace: 'if (status < 400)',
    stages: webhooks,
  },
  {
    why: 'private addresses are dialled',
    within: 'src/domain/webhooks',
    find: "if (parsed.range() !== 'unicast') return false;",
    replace: '',
    stages: webhooks,
  },
  {
    why: 'of several addresses only the first is checked',
    within: 'src/domain/webhooks',
    find: 'for (const address of addresses) {',
    replace: 'for (const address of addresses.slice(0, 1)) {',
    stages: webhooks,
  },
  {
    why: 'the name is resolved again after the check',
    within: 'src/domain/webhooks',
    find: 'dial({ ...options, hostname: address },',
    replace: 'dial({ ...options },',
    stages: webhooks,
  },
  {
    why: 'a revoked token still gets deliveries',
    within: 'src/domain/webhooks',
    find: 'if (delivery.tokenRevokedAt) return',
    replace: 'if (delivery.attempts < 0) return',
    stages: webhooks,
  },
  {
    why: 'a disabled subscription still gets deliveries',
    within: 'src/domain/webhooks',
    find: "if (delivery.subscriptionStatus !== 'active') {",
    replace: 'if (delivery.attempts < 0) {',
    stages: webhooks,
  },
  {
    why: 'what another worker settled is taken for settled here',
    within: 'src/domain/webhooks',
    find: 'settled.has(job.leaseToken) || new LeaseLost(job)',
    replace: 'settled.has(job.leaseToken) || true',
    stages: webhooks,
  },
  {
    why: 'a slow receiver takes every place',
    within: 'src/domain/webhooks',
    find: ' && (this.#inside.get(key) ?? 0) < this.#mostOfKey',
    replace: '',
    stages: webhooks,
  },
  {
    why: 'the transcript is sent to a token without its scope',
    within: 'src/domain/webhooks',
    find: "if (delivery.scopes.includes('transcripts'))",
    replace: 'if (delivery.scopes)',
    stages: webhooks,
  },
  {
    why: 'a secret is written into the log of an attempt',
    within: 'src/domain/webhooks',
    find: /(deliveryId: delivery\.id,\s+conversationId: )/,
    replace: 'secret: context.secret(delivery), $1',
    stages: webhooks,
  },
  {
    why: 'a deleted conversation is sent after all',
    within: 'src/domain/webhooks',
    find: "if (current === null || current.status === 'cancelled') return;",
    replace: 'if (current === null) return;',
    stages: webhooks,
  },
];
