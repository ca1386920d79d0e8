import { once } from 'node:events';
import { type Command, InvalidArgumentError } from 'commander';
import { operator } from '../../domain/audit/audit-log.ts';
import { deleteSubscription } from '../../domain/webhooks/delete-subscription.ts';
import { subscribe } from '../../domain/webhooks/subscribe.ts';
import { systemResolve, TargetPolicy } from '../../domain/webhooks/target-policy.ts';
import { countUpTo } from '../arguments.ts';
import { shortened } from '../plain-text.ts';
import { subscribeSentence } from '../sentences/subscribe-sentences.ts';
import { CommandFault, type CommonOptions, withAccount } from '../session.ts';
import { listenForStop } from '../stop-signals.ts';
import { receiverHost, type SeenDelivery, WebhookReceiver } from './receiver.ts';
import { withCommonOptions } from './subscription-id.ts';

interface ListenOptions extends CommonOptions {
  port: number;
  secret?: string;
  token?: string;
  status: number;
  fail?: number;
}

const longestTitle = 80;
const longestWord = 64;

export function addListen(family: Command): void {
  withCommonOptions(
    family
      .command('listen')
      .description(
        'Receive webhooks on this machine and show each, beside "webhook test" and "webhook replay"',
      )
      .option('--port <n>', 'where to listen on 127.0.0.1; 0 takes any', portNumber, 9_000)
      .option('--secret <whsec>', 'of the subscription that sends here, to check signatures with', secret)
      .option('--token <prefix>', 'subscribe this address with the token until the command ends')
      .option('--status <code>', 'what to answer', statusCode, 200)
      .option('--fail <n>', 'answer the first n calls with 500', countUpTo(1_000_000)),
  ).action(run);
}

function portNumber(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('It must be a port number, 0 to 65535.');
  return Number(text);
}

function statusCode(text: string): number {
  if (!/^[2-5]\d\d$/.test(text)) throw new InvalidArgumentError('It must be a status from 200 to 599.');
  return Number(text);
}

function secret(text: string): string {
  if (!/^whsec_[A-Za-z0-9+/]{20,100}={0,2}$/.test(text))
    throw new InvalidArgumentError('It must be the whsec_… that "webhook create" or "rotate" printed.');
  return text;
}

async function run(options: ListenOptions): Promise<void> {
  if (options.token !== undefined && options.secret !== undefined)
    throw new CommandFault('--token makes a subscription with a secret of its own: leave --secret out.');
  let known = options.secret ?? null;
  const receiver = new WebhookReceiver({
    port: options.port,
    secret: () => known,
    statusFor: (n) => (n <= (options.fail ?? 0) ? 500 : options.status),
    now: () => new Date(),
    onDelivery: (delivery) => print(options, delivery),
  });
  const stop = listenForStop({ first: () => {}, second: () => {} });
  const url = await receiver.listen().catch((error: unknown) => {
    throw portFault(options.port, error);
  });
  try {
    const own = options.token === undefined ? null : await subscribeSelf(options, options.token, url);
    known = own?.secret ?? known;
    tell(options, { listening: url, subscription_id: own?.id ?? null }, [
      `Listening on ${url} (Ctrl-C ends it)`,
      ...(own ? [`Subscription until then: ${own.id}`] : []),
    ]);
    if (!stop.signal.aborted) await once(stop.signal, 'abort');
    if (own) await unsubscribe(options, own.id);
  } finally {
    await receiver.close();
    stop.end();
  }
}

function portFault(port: number, error: unknown): unknown {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (!isTaken) return error;
  return new CommandFault(`Port ${port} is taken. Choose another: --port ${port + 1}, or 0 for any.`);
}

/** The database is left again at once: a server may start meanwhile. */
function subscribeSelf(
  options: ListenOptions,
  tokenPrefix: string,
  url: string,
): Promise<{ id: string; secret: string }> {
  return withAccount(options, async ({ config, database, account, now }) => {
    const policy = new TargetPolicy(config.webhookAllow, systemResolve);
    if ((await policy.check(new URL(url))).kind === 'refused')
      throw new CommandFault(
        `Webhooks may not go to ${receiverHost}. Put this line into .env, or the environment, and start the server again:\n` +
          `WEBHOOK_ALLOW=${[...config.webhookAllow, receiverHost].join(',')}`,
      );
    const result = await subscribe(
      { ...database, policy },
      account.id,
      { tokenPrefix, url },
      { by: operator, now },
    );
    if (result.kind === 'refused') throw new CommandFault(subscribeSentence(result.fault));
    return { id: result.id, secret: result.secret ?? '' };
  });
}

function unsubscribe(options: ListenOptions, id: string): Promise<void> {
  return withAccount(options, async ({ database, account }) => {
    await deleteSubscription(database.pool, account.id, id, operator);
    tell(options, { deleted: id }, [`Subscription ${id} is deleted.`]);
  });
}

/** A line each, so that a program can read them as they come. */
function tell({ json }: ListenOptions, value: object, lines: string[]): void {
  process.stdout.write(`${json ? JSON.stringify(value) : lines.join('\n')}\n`);
}

function print(options: ListenOptions, delivery: SeenDelivery): void {
  const { signatures, title } = delivery;
  const word = (text: string): string => shortened(text, longestWord);
  const value = {
    event: delivery.event,
    delivery_id: delivery.id,
    attempt: delivery.attempt,
    title,
    test: delivery.isTest,
    repeat: delivery.isRepeat,
    signature: signatures.meetric,
    standard_signature: signatures.standard,
    status: delivery.status,
    bytes: delivery.bytes,
  };
  tell(options, value, [
    [
      word(delivery.event) || 'no event',
      word(delivery.id) || 'no id',
      ...(delivery.attempt ? [`attempt ${word(delivery.attempt)}`] : []),
      `${delivery.bytes} bytes`,
      `X-Webhook-Signature ${signatures.meetric}`,
      `webhook-signature ${signatures.standard}`,
      `answered ${delivery.status}`,
      ...(delivery.isTest ? ['test'] : []),
      ...(delivery.isRepeat ? ['repeat'] : []),
      ...(title === null ? [] : [`"${shortened(title, longestTitle)}"`]),
    ].join('  '),
  ]);
}
