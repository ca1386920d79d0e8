import type { Command } from 'commander';
import { operator } from '../../domain/audit/audit-log.ts';
import { type WebhookEvent, webhookEvents } from '../../domain/webhooks/events.ts';
import type { SubscriptionForm } from '../../domain/webhooks/queries.ts';
import { subscribe } from '../../domain/webhooks/subscribe.ts';
import { systemResolve, TargetPolicy } from '../../domain/webhooks/target-policy.ts';
import { eventList, subscriptionForm } from '../arguments.ts';
import { printResult } from '../output.ts';
import { subscribeSentence } from '../sentences/subscribe-sentences.ts';
import { CommandFault, type CommonOptions, withAccount } from '../session.ts';
import { withCommonOptions } from './subscription-id.ts';

interface CreateOptions extends CommonOptions {
  form?: SubscriptionForm;
  token?: string;
  url?: string;
  events?: WebhookEvent[];
}

export function addCreate(family: Command): void {
  withCommonOptions(
    family
      .command('create')
      .description(
        'Tell a URL, a chat or the owners of conversations; the secret of a webhook is shown this once',
      )
      .option(
        '--token <prefix>',
        'of a webhook: the token whose scopes decide what is sent, such as mt_ab12cd34',
      )
      .option('--url <url>', 'where to')
      .option('--form <form>', 'webhook, slack, teams or mail', subscriptionForm)
      .option('--events <list>', `of a webhook: which of ${webhookEvents.join(', ')}`, eventList),
  ).action(create);
}

function create(options: CreateOptions): Promise<void> {
  return withAccount(options, async ({ config, database, account, now }) => {
    const policy = new TargetPolicy(config.webhookAllow, systemResolve);
    const context = { ...database, policy, canMail: config.mail !== null };
    const { token, json: _json, account: _account, ...wanted } = options;
    const tokenPrefix = token === undefined ? {} : { tokenPrefix: token };
    const result = await subscribe(context, account.id, { ...wanted, ...tokenPrefix }, { by: operator, now });
    if (result.kind === 'refused') throw new CommandFault(subscribeSentence(result.fault));
    const { id, secret, unresolvedHost: host } = result;
    if (host !== null)
      process.stderr.write(`${host} has no address at the moment; deliveries are tried all the same.\n`);
    printResult(options, { id, secret }, [
      `Subscription: ${id}`,
      ...(secret === null ? [] : [`Secret (shown once): ${secret}`]),
      `Try it: bin/meetric webhook test ${id}`,
    ]);
  });
}
