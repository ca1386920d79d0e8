import type { Command } from 'commander';
import { isUuid } from '../../base/uuid.ts';
import { shortened } from '../plain-text.ts';
import { CommandFault } from '../session.ts';

const longestShown = 80;

/** Adds the options that every command of the family has. */
export function withCommonOptions(command: Command): Command {
  return command.option('--account <id>', 'which account, by id or name').option('--json', 'print JSON');
}

/** As the database has it; a text that is no id names no subscription. */
export function subscriptionId(text: string): string {
  if (!isUuid(text)) throw unknownSubscription(text);
  return text.toLowerCase();
}

export function unknownSubscription(id: string): CommandFault {
  const shown = shortened(id, longestShown);
  return new CommandFault(`The account has no subscription ${shown}; see: bin/meetric webhook list`);
}

/** For commands that take either id. */
export function unknownDelivery(id: string): CommandFault {
  const shown = shortened(id, longestShown);
  return new CommandFault(
    `The account has no delivery and no subscription ${shown}; see: bin/meetric webhook deliveries`,
  );
}
