import { Command } from 'commander';
import { listDepartments, listTeams, listUsers, type NewPerson } from '../domain/accounts/people.ts';
import {
  addDepartment,
  addTeam,
  addTeamMember,
  addUser,
  type Renaming,
  removeTeamMember,
  setDepartmentEnabled,
} from '../domain/accounts/people-changes.ts';
import { type Doing, operator } from '../domain/audit/audit-log.ts';
import { changeUser, type UserChange } from '../domain/users/change-user.ts';
import { theOperator } from '../domain/users/user-rules.ts';
import { presentCard } from '../http/partner/present-conversation.ts';
import { renameDepartment, renameUser } from '../processing/rename-owners.ts';
import { emailAddress, oneLine } from './arguments.ts';
import { printResult, table } from './output.ts';
import {
  type AccountSession,
  CommandFault,
  type CommonOptions,
  makesDatabase,
  withAccount,
} from './session.ts';
import { addUserLinks } from './user-links.ts';

type NamedOptions = CommonOptions & { name: string };
type MemberOptions = CommonOptions & { team: string; email: string };

/** A subcommand of `parent` with the options that all have. */
function subcommand(parent: Command, usage: string, description: string): Command {
  return parent
    .command(usage)
    .description(description)
    .option('--account <id>', 'which account, by id or name')
    .option('--json', 'print JSON');
}

export function userCommand(): Command {
  const command = new Command('user').description('Users of the account');
  subcommand(command, 'list', 'List users, inactive ones too').action((options: CommonOptions) =>
    withAccount(options, async ({ database, account }) => {
      const users = await listUsers(database.pool, account.id);
      const rows = users.map((user) => [user.id, user.name, user.email, user.active ? 'active' : 'inactive']);
      printResult(options, users, table([['ID', 'NAME', 'E-MAIL', 'STATE'], ...rows]));
    }),
  );
  subcommand(command, 'add', 'Add a user')
    .requiredOption('--name <name>', 'full name', oneLine)
    .requiredOption('--email <address>', 'e-mail address', emailAddress)
    .action((options: NamedOptions & { email: string }) =>
      withAccount(
        options,
        async ({ database, account, now }) => {
          const id = await addUser(database.pool, account.id, options, { by: operator, now });
          if (id === null) throw new CommandFault(`The account has a user ${options.email} already.`);
          const { name, email } = options;
          printResult(options, { id, name, email }, [`User ${name} <${email}> added: ${id}`]);
        },
        makesDatabase,
      ),
    );
  addUserRename(command);
  addUserSwitch(command, 'activate', 'Let a user sign in and be listed again');
  addUserSwitch(command, 'deactivate', 'Keep a user out; all sessions end');
  addUserLinks(command);
  return command;
}

const switchFaults: Readonly<Partial<Record<UserChange['kind'], string>>> = {
  last_owner:
    'is the last owner who can sign in. Make another owner first: bin/meetric user invite --role owner',
};

function addUserSwitch(command: Command, verb: 'activate' | 'deactivate', description: string): void {
  const active = verb === 'activate';
  subcommand(command, `${verb} <email>`, description).action((email: string, options: CommonOptions) =>
    withAccount(options, async ({ database, account, now }) => {
      const wanted = { user: { email }, changes: { active } };
      const doing = { changer: theOperator, by: operator, now };
      const { kind } = await changeUser(database.pool, account.id, wanted, doing);
      if (switchFaults[kind] !== undefined) throw new CommandFault(`${email} ${switchFaults[kind]}`);
      confirm(options, { found: kind === 'changed', missing: `user ${email}`, done: { email, active } });
    }),
  );
}

export function departmentCommand(): Command {
  const command = new Command('department').description('Departments of the account');
  subcommand(command, 'list', 'List departments, disabled ones too').action((options: CommonOptions) =>
    withAccount(options, async ({ database, account }) => {
      const departments = await listDepartments(database.pool, account.id);
      const rows = departments.map(({ id, name, enabled }) => [id, name, enabled ? 'enabled' : 'disabled']);
      printResult(options, departments, table([['ID', 'NAME', 'STATE'], ...rows]));
    }),
  );
  subcommand(command, 'add', 'Add a department')
    .requiredOption('--name <name>', 'its name', oneLine)
    .action((options: NamedOptions) => addNamed(options, 'department', addDepartment));
  addDepartmentRename(command);
  for (const [verb, enabled] of [
    ['enable', true],
    ['disable', false],
  ] as const) {
    subcommand(command, `${verb} <name>`, `${enabled ? 'Enable' : 'Disable'} a department`).action(
      (name: string, options: CommonOptions) =>
        withAccount(options, async (session) => {
          const found = await setDepartmentEnabled(session.database.pool, session.account.id, name, {
            enabled,
            by: operator,
          });
          confirm(options, { found, missing: `department ${name}`, done: { name, enabled } });
        }),
    );
  }
  return command;
}

function addUserRename(command: Command): void {
  subcommand(command, 'rename <email>', "Change a user's name or e-mail address")
    .option('--name <name>', 'the new full name', oneLine)
    .option('--email <address>', 'the new e-mail address', emailAddress)
    .action((email: string, { name, email: address, ...options }: CommonOptions & Partial<NewPerson>) =>
      withAccount(options, async ({ database, account, now }) => {
        if (name === undefined && address === undefined)
          throw new CommandFault('Say what is new: --name, --email or both.');
        const change = {
          ...(name !== undefined && { name }),
          ...(address !== undefined && { email: address }),
        };
        const wanted = { email, change };
        const kind = await renameUser(database.pool, account.id, wanted, {
          presentCard,
          now,
          by: operator,
        });
        confirmRename(options, { kind, what: `user ${email}`, wanted });
      }),
    );
}

function addDepartmentRename(command: Command): void {
  subcommand(command, 'rename <name>', "Change a department's name")
    .requiredOption('--name <name>', 'the new name', oneLine)
    .action((name: string, { name: newName, ...options }: NamedOptions) =>
      withAccount(options, async ({ database, account, now }) => {
        const wanted = { name, change: { name: newName } };
        const kind = await renameDepartment(database.pool, account.id, wanted, {
          presentCard,
          now,
          by: operator,
        });
        confirmRename(options, { kind, what: `department ${name}`, wanted });
      }),
    );
}

export function teamCommand(): Command {
  const command = new Command('team').description('Teams of the account and their members');
  subcommand(command, 'list', 'List teams with members').action((options: CommonOptions) =>
    withAccount(options, async ({ database, account }) => {
      const teams = await listTeams(database.pool, account.id);
      const rows = teams.map(({ id, name, members }) => [
        id,
        name,
        members.map((member) => member.email).join(', '),
      ]);
      printResult(options, teams, table([['ID', 'NAME', 'MEMBERS'], ...rows]));
    }),
  );
  subcommand(command, 'add', 'Add a team')
    .requiredOption('--name <name>', 'its name', oneLine)
    .action((options: NamedOptions) => addNamed(options, 'team', addTeam));
  for (const [verb, change] of [
    ['add-member', addTeamMember],
    ['remove-member', removeTeamMember],
  ] as const) {
    subcommand(command, verb, verb === 'add-member' ? 'Put a user into a team' : 'Take a user out of a team')
      .requiredOption('--team <name>', "the team's name", oneLine)
      .requiredOption('--email <address>', "the user's e-mail address", emailAddress)
      .action((options: MemberOptions) =>
        withAccount(options, async ({ database, account }) => {
          const found = await change(database.pool, account.id, options, operator);
          const { team, email } = options;
          confirm(options, {
            found,
            missing: `team ${team} or user ${email} for this`,
            done: { team, email },
          });
        }),
      );
  }
  return command;
}

function addNamed(
  options: NamedOptions,
  noun: string,
  add: (
    db: AccountSession['database']['pool'],
    accountId: string,
    name: string,
    doing: Doing,
  ) => Promise<string | null>,
): Promise<void> {
  return withAccount(
    options,
    async ({ database, account, now }) => {
      const id = await add(database.pool, account.id, options.name, { by: operator, now });
      if (id === null) throw new CommandFault(`The account has a ${noun} ${options.name} already.`);
      printResult(options, { id, name: options.name }, [`Added ${noun} ${options.name}: ${id}`]);
    },
    makesDatabase,
  );
}

function confirmRename(
  options: CommonOptions,
  { kind, what, wanted }: { kind: Renaming['kind']; what: string; wanted: object },
): void {
  if (kind === 'taken') throw new CommandFault(`Another than ${what} is called so already.`);
  confirm(options, { found: kind === 'renamed', missing: what, done: wanted });
}

function confirm(options: CommonOptions, change: { found: boolean; missing: string; done: object }): void {
  if (!change.found) throw new CommandFault(`The account has no ${change.missing}, or it is so already.`);
  printResult(options, change.done, ['Done.']);
}
