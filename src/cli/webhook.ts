import { Command } from 'commander';
import { isUuid } from '../base/uuid.ts';
import { tokenPrefix } from '../domain/tokens/token-format.ts';
import { listSubscriptions } from '../domain/webhooks/queries.ts';
import { disable, resume } from '../domain/webhooks/stop-and-resume.ts';
import { subscribe } from '../domain/webhooks/subscribe.ts';
import { systemResolve, TargetPolicy } from '../domain/webhooks/target-policy.ts';
import { printResult, table } from './output.ts';
import { CommandFault, type CommonOptions, withAccount } from './session.ts';

interface CreateOptions extends CommonOptions {
  token: string;
  url: string;
}

export function webhookCommand(): Command {
  const command = new Command('webhook').description('Webhook subscriptions of the account');
  const common = (subcommand: Command): Command =>
    subcommand.option('--account <id>', 'which account, by id or name').option('--json', 'print JSON');
  common(
    command
      .command('create')
      .description('Send conversation.completed to a URL; the secret is shown this once')
      .requiredOption('--token <prefix>', 'the token whose scopes decide what is sent, such as mt_ab12cd34')
      .requiredOption('--url <url>', 'where to'),
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
    const context = { ...database, policy: new TargetPolicy(config.webhookAllow, systemResolve) };
    const result = await subscribe(
      context,
      account.id,
      { tokenPrefix: options.token, url: options.url },
      now,
    );
    if (result.kind === 'refused') throw new CommandFault(result.message);
    if (result.notice) process.stderr.write(`${result.notice}\n`);
    printResult(options, { id: result.id, secret: result.secret }, [
      `Subscription: ${result.id}`,
      `Secret (shown once): ${result.secret}`,
    ]);
  });
}

function list(options: CommonOptions): Promise<void> {
  return withAccount(options, async ({ database, account }) => {
    const subscriptions = (await listSubscriptions(database.pool, account.id)).map((subscription) => ({
      id: subscription.id,
      token_prefix: tokenPrefix(subscription.lookup),
      url: subscription.url,
      status: subscription.status,
      created_at: subscription.createdAt.toISOString(),
    }));
    const rows = subscriptions.map(({ id, token_prefix, url, status }) => [id, token_prefix, status, url]);
    printResult(options, subscriptions, table([['ID', 'TOKEN', 'STATUS', 'URL'], ...rows]));
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
