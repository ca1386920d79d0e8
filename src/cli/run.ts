import { Command } from 'commander';
import { programVersion } from '../base/program.ts';
import { isOutage } from '../db/outage.ts';

/** Every command and where its code is. */
const commands: Record<string, () => Promise<Command>> = {
  account: async () => (await import('./account.ts')).accountCommand(),
  user: async () => (await import('./people.ts')).userCommand(),
  team: async () => (await import('./people.ts')).teamCommand(),
  department: async () => (await import('./people.ts')).departmentCommand(),
  token: async () => (await import('./token.ts')).tokenCommand(),
  webhook: async () => (await import('./webhook.ts')).webhookCommand(),
  import: async () => (await import('./import.ts')).importCommand(),
  conversation: async () => (await import('./conversation.ts')).conversationCommand(),
  speakers: async () => (await import('./speakers.ts')).speakersCommand(),
  retry: async () => (await import('./retry.ts')).retryCommand(),
  audit: async () => (await import('./audit.ts')).auditCommand(),
  doctor: async () => (await import('./doctor.ts')).doctorCommand(),
};

/** Runs the command that the arguments name; expected faults are one line on stderr and exit code 1. */
export async function runCommandLine(argv: string[]): Promise<void> {
  const program = new Command('meetric')
    .description(
      'Meetric: conversation intelligence on your own machine. Works with and without a running server.',
    )
    .version(programVersion())
    .showHelpAfterError('(add --help for the options)');
  const [, , name = ''] = argv;
  const named = Object.hasOwn(commands, name) ? commands[name] : undefined;
  for (const load of named ? [named] : Object.values(commands)) program.addCommand(await load());
  try {
    await program.parseAsync(argv);
  } catch (error) {
    const expected = error instanceof Error && ['CommandFault', 'StartRefused'].includes(error.name);
    process.stderr.write(`${expected ? error.message : unexpected(error)}\n`);
    process.exitCode = 1;
  }
}

function unexpected(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return isOutage(error)
    ? `database_gone: the database gives no answer any more: ${error.message}`
    : String(error.stack);
}
