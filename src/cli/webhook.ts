import { Command } from 'commander';
import { addCreate } from './webhook/create.ts';
import { addDeliveries } from './webhook/deliveries.ts';
import { addListen } from './webhook/listen.ts';
import { addReplay } from './webhook/replay.ts';
import { addRotate } from './webhook/rotate.ts';
import { addList, addShow } from './webhook/show.ts';
import { addStates } from './webhook/state.ts';
import { addTest } from './webhook/test-delivery.ts';

/** Each family of subcommands is in a file of its own. */
const families = [
  addCreate,
  addList,
  addShow,
  addStates,
  addTest,
  addReplay,
  addRotate,
  addDeliveries,
  addListen,
] as const;

export function webhookCommand(): Command {
  const command = new Command('webhook').description('Webhook subscriptions of the account');
  for (const add of families) add(command);
  return command;
}
