import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { operator } from '../domain/audit/audit-log.ts';
import { type Role, roles } from '../domain/sessions/roles.ts';
import { type Invited, invite } from '../domain/users/invite.ts';
import type { MadeLink } from '../domain/users/links.ts';
import { makeResetLink } from '../domain/users/passwords.ts';
import { canAnybodySignIn } from '../domain/users/queries.ts';
import { theOperator } from '../domain/users/user-rules.ts';
import { configuredUrl } from '../server/configured-url.ts';
import { emailAddress, oneLine } from './arguments.ts';
import { printResult } from './output.ts';
import { CommandFault, type CommonOptions, makesDatabase, withAccount } from './session.ts';

type InviteOptions = CommonOptions & { name?: string; role?: Role };

/** The ways in for people: the links are printed once, and go nowhere else. */
export function addUserLinks(command: Command): void {
  command
    .command('invite <email>')
    .description('Print a link by which a user joins; on a server where nobody signs in, as its owner')
    .option('--name <name>', 'full name; the user may change it', oneLine)
    .option('--role <role>', `one of ${roles.join(', ')}; member by default`, knownRole)
    .option('--account <id>', 'which account, by id or name')
    .option('--json', 'print JSON')
    .action(inviteUser);
  command
    .command('reset <email>')
    .description('End all sessions of a user and print a link to a new password')
    .option('--account <id>', 'which account, by id or name')
    .option('--json', 'print JSON')
    .action(resetUser);
}

function knownRole(text: string): Role {
  const role = roles.find((one) => one === text);
  if (role) return role;
  throw new InvalidArgumentError(`It must be one of ${roles.join(', ')}.`);
}

const inviteFaults: Readonly<Record<Exclude<Invited['kind'], 'invited'>, string>> = {
  taken: 'signs in already, or is deactivated. See: bin/meetric user list, user reset, user activate',
  owner_only: 'is an owner.',
  unknown_department: 'has no such department.',
  unknown_teams: 'has no such teams.',
};

function inviteUser(address: string, { name, role, ...options }: InviteOptions): Promise<void> {
  const email = addressOf(address);
  return withAccount(
    options,
    async ({ database: { pool, keys }, config, account, now }) => {
      const invitation = {
        email,
        name: name ?? email.slice(0, email.lastIndexOf('@')),
        role: role ?? ((await canAnybodySignIn(pool)) ? 'member' : 'owner'),
        departmentId: null,
        teamIds: [],
      };
      const making = { keys, base: configuredUrl(config), now };
      const invited = await invite(pool, account.id, invitation, {
        ...making,
        by: operator,
        changer: theOperator,
      });
      if (invited.kind !== 'invited') throw new CommandFault(`${email} ${inviteFaults[invited.kind]}`);
      tell(options, { email, role: invitation.role }, invited.link);
    },
    makesDatabase,
  );
}

function resetUser(email: string, options: CommonOptions): Promise<void> {
  return withAccount(options, async ({ database: { pool, keys }, config, account, now }) => {
    const making = { keys, base: configuredUrl(config), now };
    const reset = await makeResetLink(
      pool,
      account.id,
      { email },
      {
        ...making,
        by: operator,
        changer: theOperator,
      },
    );
    if (reset.kind === 'inactive')
      throw new CommandFault(`${email} is deactivated; first: bin/meetric user activate ${email}`);
    if (reset.kind !== 'made') throw new CommandFault(`The account has no user ${email}.`);
    tell(options, { email }, reset.link);
  });
}

function addressOf(text: string): string {
  try {
    return emailAddress(text);
  } catch {
    throw new CommandFault(`${text} is no e-mail address.`);
  }
}

function tell(options: CommonOptions, facts: object, { url, expiresAt }: MadeLink): void {
  printResult(options, { ...facts, url, expires_at: expiresAt.toISOString() }, [
    `Open this link once, until ${expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC:`,
    url,
  ]);
}
