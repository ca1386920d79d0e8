import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Command, InvalidArgumentError } from 'commander';
import { isUuid } from '../base/uuid.ts';
import { appendAudit, auditActions, operator } from '../domain/audit/audit-log.ts';
import { type ChainState, type KeptHead, verifyChain, verifyEntries } from '../domain/audit/chain.ts';
import { exportLines, parseExportLine } from '../domain/audit/exported.ts';
import type { ChainRow } from '../domain/audit/queries.ts';
import { listAudit, type ShownEntry } from '../domain/audit/read-audit.ts';
import { countUpTo } from './arguments.ts';
import { printResult, table } from './output.ts';
import { shortened } from './plain-text.ts';
import { CommandFault, type CommonOptions, withAccount } from './session.ts';
import { TextOut } from './text-out.ts';

interface ListOptions extends CommonOptions {
  action?: string;
  subject?: string;
  before?: number;
  limit: number;
}

interface VerifyOptions extends CommonOptions {
  head?: KeptHead;
  file?: string;
}

const mostListed = 1_000;
const longestName = 40;

export function auditCommand(): Command {
  const command = new Command('audit').description('Who did what in the account');
  const common = (subcommand: Command): Command =>
    subcommand.option('--account <id>', 'which account, by id or name').option('--json', 'print JSON');
  common(
    command
      .command('list')
      .description('List entries, newest first, with the names of today')
      .option('--action <name>', 'only this, such as token.revoked', knownAction)
      .option('--subject <id>', 'only of this token, user, conversation …')
      .option('--before <sequence>', 'only older ones than this entry', countUpTo(Number.MAX_SAFE_INTEGER))
      .option('--limit <n>', 'how many', countUpTo(mostListed), 50),
  ).action(list);
  common(
    command
      .command('export')
      .description(
        'Write the whole log to standard output, a line of JSON an entry, for audit verify --file',
      ),
  ).action(exportLog);
  common(
    command
      .command('verify')
      .description('Check that no entry was changed or taken away')
      .option('--head <sequence:hash>', 'an earlier head that the log must still hold', keptHead)
      .option('--file <path>', 'check an exported file instead of the database'),
  ).action(verify);
  return command;
}

function knownAction(text: string): string {
  if (Object.hasOwn(auditActions, text)) return text;
  throw new InvalidArgumentError(
    `There is no action ${text}. There are: ${Object.keys(auditActions).join(', ')}`,
  );
}

function keptHead(text: string): KeptHead {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (sequence === undefined || hash === undefined)
    throw new InvalidArgumentError(
      `It is no head; audit verify prints it as a number, a colon and 64 digits.`,
    );
  return { sequence: Number(sequence), hash };
}

function list(options: ListOptions): Promise<void> {
  const { action = null, subject = null, before = null, limit } = options;
  if (subject !== null && !isUuid(subject))
    throw new CommandFault(`${subject} is no id; see: bin/meetric audit list --json`);
  return withAccount(options, async ({ database, account }) => {
    const filter = { action, subjectId: subject?.toLowerCase() ?? null, before, limit };
    const shown = await listAudit(database.pool, account.id, filter);
    const heading = ['#', 'WHEN', 'WHO', 'WHAT', 'OF', 'DETAILS'];
    printResult(options, shown.map(present), table([heading, ...shown.map(toRow)]));
  });
}

function present({ entry, actorName, subjectName }: ShownEntry): Record<string, unknown> {
  return { ...entry, actor_name: actorName, subject_name: subjectName };
}

function toRow({ entry, actorName, subjectName }: ShownEntry): string[] {
  const { actor, details, subject_id } = entry;
  return [
    String(entry.sequence),
    entry.at,
    actorName === null ? actor.kind : `${actor.kind} ${shortened(actorName, longestName)}`,
    entry.action,
    subjectName === null ? subject_id : shortened(subjectName, longestName),
    Object.keys(details).length === 0 ? '' : JSON.stringify(details),
  ];
}

function exportLog(options: CommonOptions): Promise<void> {
  return withAccount(options, async ({ database, account }) => {
    const entry = { by: operator, action: 'audit.exported', subjectId: account.id } as const;
    await appendAudit(database.pool, account.id, entry);
    const out = new TextOut();
    for await (const line of exportLines(database.pool, account.id)) await out.add(line);
    await out.flush();
  });
}

async function verify(options: VerifyOptions): Promise<void> {
  const { head = null, file } = options;
  if (file !== undefined) return tell(options, await verifyEntries(linesOf(file), null, head));
  await withAccount(options, async ({ database, account }) =>
    tell(options, await verifyChain(database.pool, account.id, head)),
  );
}

async function* linesOf(file: string): AsyncGenerator<ChainRow> {
  const input = createReadStream(file);
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  try {
    for await (const line of lines) {
      number += 1;
      const row = parseExportLine(line);
      if (!row) throw new CommandFault(`${file}, line ${number}: not a line that audit export writes.`);
      yield row;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      throw new CommandFault(`${file} can not be read: ${error.message}`);
    throw error;
  }
}

const problems: Record<Extract<ChainState, { kind: 'broken' }>['problem'], string> = {
  changed: 'is not what was written',
  missing: 'is missing',
  cut_off: 'and all after it are missing',
  other_than_kept: 'is another than the one whose hash was kept',
};

function tell(options: CommonOptions, state: ChainState): void {
  if (state.kind === 'broken') process.exitCode = 1;
  const line =
    state.kind === 'whole'
      ? `Whole: ${state.entries} entries. Keep this head elsewhere for the next check: ${state.head}`
      : `Broken: entry ${state.sequence} ${problems[state.problem]}.`;
  printResult(options, state, [line]);
}
