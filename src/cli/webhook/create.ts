import { type Command, InvalidArgumentError } from 'commander';
import { isWebhookEvent, type WebhookEvent, webhookEvents } from '../../domain/webhooks/events.ts';
import { subscribe } from '../../domain/webhooks/subscribe.ts';
import { systemResolve, TargetPolicy } from '../../domain/webhooks/target-policy.ts';
import { printResult } from '../output.ts';
import { CommandFault, type CommonOptions, withAccount } from '../session.ts';
import { withCommonOptions } from './subscription-id.ts';

interface CreateOptions extends CommonOptions {
  token: string;
  url: string;
  events?: WebhookEvent[];
}

export function addCreate(family: Command): void {
  withCommonOptions(
    family
      .command('create')
      .description('Send events to a URL; the secret is shown this once')
      .requiredOption('--token <prefix>', 'the token whose scopes decide what is sent, such as mt_ab12cd34')
      .requiredOption('--url <url>', 'where to')
      .option('--events <list>', `which of: ${webhookEvents.join(', ')}`, eventList),
  ).action(create);
}

function eventList(text: string): WebhookEvent[] {
  const named = text.split(',').map((event) => event.trim());
  const known = named.filter(isWebhookEvent);
  if (known.length !== named.length)
    throw new InvalidArgumentError(`Events are a list of: ${webhookEvents.join(', ')}.`);
  return known;
}

function create(options: CreateOptions): Promise<void> {
  return withAccount(options, async ({ config, database, account, now }) => {
    const context = { ...database, policy: new TargetPolicy(config.webhookAllow, systemResolve) };
    const { token: tokenPrefix, url } = options;
    const result = await subscribe(context, account.id, { tokenPrefix, url }, now);
    if (result.kind === 'refused') throw new CommandFault(result.message);
    if (result.notice) process.stderr.write(`${result.notice}\n`);
    printResult(options, { id: result.id, secret: result.secret }, [
      `Subscription: ${result.id}`,
      `Secret (shown once): ${result.secret}`,
      `Try it: bin/meetric webhook test ${result.id}`,
    ]);
  });
}
