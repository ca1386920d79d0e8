import { type Command, InvalidArgumentError } from 'commander';
import { operator } from '../domain/audit/audit-log.ts';
import { endTokenOverlap, rotateToken, tokenOverlapHours } from '../domain/tokens/rotate-token.ts';
import { printResult } from './output.ts';
import { toTheSecond } from './plain-text.ts';
import { CommandFault, type CommonOptions, withAccount } from './session.ts';
import { shownName, tokenName } from './token-name.ts';

interface RotateOptions extends CommonOptions {
  overlap?: number;
  end?: boolean;
}

export function addRotate(family: Command): void {
  const { least, most } = tokenOverlapHours;
  family
    .command('rotate <token>')
    .description('Give a token a new secret, shown this once; the old one is taken until the overlap ends')
    .option('--overlap <hours>', `${least} to ${most}; without it ${tokenOverlapHours.default}`, hours)
    .option('--end', 'end the overlap now: only the new secret is taken')
    .option('--account <id>', 'which account, by id or name')
    .option('--json', 'print JSON')
    .action(run);
}

function hours(text: string): number {
  const { least, most } = tokenOverlapHours;
  if (!/^\d{1,3}$/.test(text) || Number(text) < least || Number(text) > most)
    throw new InvalidArgumentError(`It must be a whole number of hours from ${least} to ${most}.`);
  return Number(text);
}

function run(named: string, options: RotateOptions): Promise<void> {
  if (options.end && options.overlap !== undefined)
    throw new CommandFault('--end ends an overlap, --overlap begins one: give one of them.');
  return options.end ? endOverlap(named, options) : rotate(named, options);
}

function rotate(named: string, options: RotateOptions): Promise<void> {
  return withAccount(options, async ({ database, account, now }) => {
    const name = tokenName(named);
    const { overlap = tokenOverlapHours.default } = options;
    const wish = name && { name, overlapHours: overlap };
    const result = wish ? await rotateToken(database, account.id, wish, { by: operator, now }) : unknownToken;
    if (result.kind === 'refused') throw refusalOf(named, result.reason);
    const { token, oldSecretUntil } = result;
    const lines = [
      `New token (shown once): ${token}`,
      overlap === 0
        ? 'The old one is taken no more.'
        : `The old one is taken too until ${toTheSecond(oldSecretUntil)}, or until: bin/meetric token rotate ${shownName(named)} --end`,
    ];
    printResult(options, { token, old_secret_until: oldSecretUntil.toISOString() }, lines);
  });
}

function endOverlap(named: string, options: RotateOptions): Promise<void> {
  return withAccount(options, async ({ database, account, now }) => {
    const name = tokenName(named);
    const result = name
      ? await endTokenOverlap(database.pool, account.id, name, { by: operator, now })
      : unknownToken;
    if (result.kind === 'refused') throw refusalOf(named, result.reason);
    printResult(options, { ended: true }, [
      `Only the new secret of ${shownName(named)} is taken from now on.`,
    ]);
  });
}

const unknownToken = { kind: 'refused', reason: 'unknown' } as const;

type Reason = 'unknown' | 'revoked' | 'running_already' | 'overlap_out_of_range' | 'no_overlap';

function refusalOf(named: string, reason: Reason): CommandFault {
  const { least, most } = tokenOverlapHours;
  const shown = shownName(named);
  switch (reason) {
    case 'unknown':
      return new CommandFault(`The account has no token ${shown}; see: bin/meetric token list`);
    case 'revoked':
      return new CommandFault(`Token ${shown} is revoked, for good. Make another: bin/meetric token create`);
    case 'running_already':
      return new CommandFault(
        `Two secrets are taken already. End the old one first: bin/meetric token rotate ${shown} --end`,
      );
    case 'overlap_out_of_range':
      return new CommandFault(`The overlap must be ${least} to ${most} hours.`);
    case 'no_overlap':
      return new CommandFault(
        `Only one secret is taken already. Make a new one: bin/meetric token rotate ${shown} --overlap 24`,
      );
  }
}
