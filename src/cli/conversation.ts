import { Command, Option } from 'commander';
import { shownStatuses } from '../domain/conversations/operator-reads.ts';
import { transcriptWriters } from '../domain/transcripts/writers/table.ts';
import { countUpTo } from './arguments.ts';
import { runDelete, runUndelete } from './conversation-delete.ts';
import { runExport } from './conversation-export.ts';
import { moment, runList } from './conversation-list.ts';
import { runShow } from './conversation-show.ts';

const mostListed = 1_000_000;
const idHelp = "the conversation's id, or its first digits, six or more";

export function conversationCommand(): Command {
  const command = new Command('conversation').description('Conversations of the account');
  const subcommand = (usage: string, description: string): Command =>
    command
      .command(usage)
      .description(description)
      .option('--account <id>', 'which account, by id or name')
      .option('--json', 'print JSON');
  subcommand('list', 'List conversations, newest first; deleted ones only with --status deleted')
    .addOption(new Option('--status <status>', 'only those').choices(shownStatuses))
    .option('--since <iso>', 'that began then or later, a date or date-time (without a zone: UTC)', moment)
    .option(
      '--limit <n>',
      'at most so many (else 50 on a terminal, and all elsewhere)',
      countUpTo(mostListed),
    )
    .action(runList);
  subcommand('show', 'Show what is known of a conversation, and the step it is in')
    .argument('<id>', idHelp)
    .action(runShow);
  subcommand('export', 'Write what was said as a file')
    .argument('<id>', idHelp)
    .addOption(new Option('--as <format>', 'how').choices(Object.keys(transcriptWriters)).default('txt'))
    .option('--output <file>', 'where to (else standard output)')
    .action(runExport);
  subcommand('delete', 'Hide conversations from everybody at once, and erase them in a week')
    .argument('<id...>', idHelp)
    .option('--now', 'erase them now; this can not be undone, and takes whole ids')
    .action(runDelete);
  subcommand('undelete', 'Bring deleted conversations back').argument('<id...>', idHelp).action(runUndelete);
  return command;
}
