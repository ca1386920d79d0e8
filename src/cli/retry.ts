import { Command } from 'commander';
import { isUuid } from '../base/uuid.ts';
import { operator } from '../domain/audit/audit-log.ts';
import { presentCard } from '../http/partner/present-conversation.ts';
import { retryConversation } from '../processing/retry.ts';
import { printResult } from './output.ts';
import { CommandFault, type CommonOptions, withAccount } from './session.ts';
import { waitForAll } from './wait.ts';

export function retryCommand(): Command {
  return new Command('retry')
    .description('Send a failed conversation through the pipeline again')
    .argument('<id>', "the conversation's id")
    .option('--wait', 'come back when it is completed')
    .option('--account <id>', 'which account, by id or name')
    .option('--json', 'print JSON')
    .action(run);
}

function run(id: string, options: CommonOptions & { wait?: boolean }): Promise<void> {
  return withAccount(options, async (session) => {
    const wellFormed = isUuid(id);
    const result = wellFormed
      ? await retryConversation(session.database.pool, session.account.id, id, {
          presentCard,
          by: operator,
          now: session.now,
        })
      : 'not_found';
    if (result === 'not_found') throw new CommandFault(`The account has no conversation ${id}.`);
    if (result === 'deleted')
      throw new CommandFault(
        `Conversation ${id} is deleted. Bring it back first: bin/meetric conversation undelete ${id}`,
      );
    if (result === 'not_failed') throw new CommandFault('Only a failed conversation can be tried again.');
    const [settled] = options.wait ? await waitForAll(session, [id]) : [];
    const status = settled?.status ?? 'processing';
    if (settled?.failure) process.stderr.write(`${settled.failure}\n`);
    if (status === 'failed') process.exitCode = 1;
    printResult(options, { id, status }, [`${id}: ${status}`]);
  });
}
