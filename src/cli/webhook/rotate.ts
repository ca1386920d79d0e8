import { type Command, InvalidArgumentError } from 'commander';
import { operator } from '../../domain/audit/audit-log.ts';
import { overlapHours, startRotation, switchSecret } from '../../domain/webhooks/rotation.ts';
import { printResult } from '../output.ts';
import { toTheSecond } from '../plain-text.ts';
import { CommandFault, type CommonOptions, withAccount } from '../session.ts';
import { subscriptionId, unknownSubscription, withCommonOptions } from './subscription-id.ts';

interface RotateOptions extends CommonOptions {
  overlap?: number;
  switch?: boolean;
}

export function addRotate(family: Command): void {
  const { least, most } = overlapHours;
  withCommonOptions(
    family
      .command('rotate <id>')
      .description('Give a webhook a new secret, shown this once; both sign until the overlap ends')
      .option('--overlap <hours>', `${least} to ${most}; without it ${overlapHours.default}`, hours)
      .option('--switch', 'end the overlap now: only the new secret signs'),
  ).action(run);
}

function hours(text: string): number {
  const { least, most } = overlapHours;
  if (!/^\d{1,3}$/.test(text) || Number(text) < least || Number(text) > most)
    throw new InvalidArgumentError(`It must be a whole number of hours from ${least} to ${most}.`);
  return Number(text);
}

function run(text: string, options: RotateOptions): Promise<void> {
  if (options.switch && options.overlap !== undefined)
    throw new CommandFault('--switch ends an overlap, --overlap begins one: give one of them.');
  return options.switch ? endOverlap(text, options) : rotate(text, options);
}

function rotate(text: string, options: RotateOptions): Promise<void> {
  return withAccount(options, async ({ database, account, now }) => {
    const id = subscriptionId(text);
    const { overlap = overlapHours.default } = options;
    const wish = { subscriptionId: id, overlapHours: overlap };
    const result = await startRotation(database, account.id, wish, { by: operator, now });
    if (result.kind === 'refused') throw refusalOf(id, result.reason);
    const { secret, switchesAt } = result;
    const lines = [`New secret (shown once): ${secret}`, overlapLine(id, overlap, switchesAt)];
    printResult(options, { id, secret, switches_at: switchesAt.toISOString() }, lines);
  });
}

function overlapLine(id: string, overlap: number, switchesAt: Date): string {
  return overlap === 0
    ? 'Only it signs from now on.'
    : `The old one signs too until ${toTheSecond(switchesAt)}, or until: bin/meetric webhook rotate ${id} --switch`;
}

function endOverlap(text: string, options: RotateOptions): Promise<void> {
  return withAccount(options, async ({ database, account, now }) => {
    const id = subscriptionId(text);
    const result = await switchSecret(database.pool, account.id, id, { by: operator, now });
    if (result.kind === 'refused') throw refusalOf(id, result.reason);
    printResult(options, { id, switched: true }, [`Only the new secret of ${id} signs from now on.`]);
  });
}

type Reason = 'unknown' | 'running_already' | 'not_signed' | 'overlap_out_of_range' | 'no_rotation';

function refusalOf(id: string, reason: Reason): CommandFault {
  const { least, most } = overlapHours;
  switch (reason) {
    case 'unknown':
      return unknownSubscription(id);
    case 'running_already':
      return new CommandFault(
        `A new secret is on its way already. End its overlap first: bin/meetric webhook rotate ${id} --switch`,
      );
    case 'not_signed':
      return new CommandFault('It is a message for people, which no secret signs.');
    case 'overlap_out_of_range':
      return new CommandFault(`The overlap must be ${least} to ${most} hours.`);
    case 'no_rotation':
      return new CommandFault(
        `No new secret is on its way. Make one: bin/meetric webhook rotate ${id} --overlap 24`,
      );
  }
}
