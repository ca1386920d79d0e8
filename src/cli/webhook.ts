import { Command } from 'commander';
import { isUuid } from '../base/uuid.ts';
import { tokenPrefix } from '../domain/tokens/token-format.ts';
import type { WebhookEvent } from '../domain/webhooks/events.ts';
import { listSubscriptions, type SubscriptionForm } from '../domain/webhooks/queries.ts';
import { disable, resume } from '../domain/webhooks/stop-and-resume.ts';
import { subscribe } from '../domain/webhooks/subscribe.ts';
import { systemResolve, TargetPolicy } from '../domain/webhooks/target-policy.ts';
import { eventList, subscriptionForm } from './arguments.ts';
import { printResult, table } from './output.ts';
import { subscribeSentence } from './sentences/subscribe-sentences.ts';
import { CommandFault, type CommonOptions, withAccount } from './session.ts';

interface CreateOptions extends CommonOptions {
  form?: SubscriptionForm;
  token?: string;
  url?: string;
  events?: WebhookEvent[];
}

export function webhookCommand(): Command {
  const command = new Command('webhook').description('Webhook subscriptions of the account');
  const common = (subcommand: Command): Command =>
    subcommand.option('--account <id>', 'which account, by id or name').option('--json', 'print JSON');
  common(
    command
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
      .option('--events <list>', 'of a webhook: which events', eventList),
  ).action(create);
  common(command.command('list').description('List subscriptions')).action(list);
  common(command.command('enable <id>').description('Send to it again')).action(
    (id: string, options: CommonOptions) => setStatus(id, 'active', options),
  );
  common(command.command('disable <id>').description('Send nothing to it any more')).action(
    (id: string, options: CommonOptions) => setStatus(id, 'disabled', options),
  );
  return command;
}

function create(options: CreateOptions): Promise<void> {
  return withAccount(options, async ({ config, database, account, now }) => {
    const context = {
      ...database,
      policy: new TargetPolicy(config.webhookAllow, systemResolve),
      canMail: config.mail !== null,
    };
    const { token, json: _json, account: _account, ...wanted } = options;
    const tokenPrefix = token === undefined ? {} : { tokenPrefix: token };
    const result = await subscribe(context, account.id, { ...wanted, ...tokenPrefix }, now);
    if (result.kind === 'refused') throw new CommandFault(subscribeSentence(result.fault));
    const { id, secret, unresolvedHost: host } = result;
    if (host !== null)
      process.stderr.write(`${host} has no address at the moment; deliveries are tried all the same.\n`);
    printResult(options, { id, secret }, [
      `Subscription: ${id}`,
      ...(secret === null ? [] : [`Secret (shown once): ${secret}`]),
    ]);
  });
}

function list(options: CommonOptions): Promise<void> {
  return withAccount(options, async ({ database, account }) => {
    const subscriptions = (await listSubscriptions(database.pool, account.id)).map((subscription) => ({
      id: subscription.id,
      form: subscription.form,
      events: subscription.events,
      token_prefix: subscription.lookup === null ? null : tokenPrefix(subscription.lookup),
      url: subscription.url,
      status: subscription.status,
      created_at: subscription.createdAt.toISOString(),
    }));
    const rows = subscriptions.map(({ id, form, token_prefix, url, status }) => [
      id,
      form,
      token_prefix ?? '',
      status,
      url ?? '',
    ]);
    printResult(options, subscriptions, table([['ID', 'FORM', 'TOKEN', 'STATUS', 'URL'], ...rows]));
  });
}

function setStatus(id: string, status: 'active' | 'disabled', options: CommonOptions): Promise<void> {
  return withAccount(options, async ({ database, account }) => {
    const change = status === 'active' ? resume : disable;
    const { kind } = isUuid(id) ? await change(database.pool, account.id, id) : { kind: 'unknown' };
    if (kind === 'unknown')
      throw new CommandFault(`The account has no subscription ${id}; see: bin/meetric webhook list`);
    printResult(options, { id, status }, [`Subscription ${id} is ${status}.`]);
  });
}
