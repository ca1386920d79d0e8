import { Command, Option } from 'commander';
import type { Participant } from '../conversations/conversation.ts';
import type { ImportDetails } from '../processing/describe-import.ts';
import type { ParseOptions } from '../transcripts/parse-transcript.ts';
import { countUpTo, participants } from './arguments.ts';
import { importFile } from './import-file.ts';
import { type Preview, presentPreview, previewFile, previewLines } from './import-preview.ts';
import { printResult, stepPrinter } from './output.ts';
import { type AccountSession, type CommonOptions, makesDatabase, withAccount } from './session.ts';
import { type WaitedConversation, waitForAll } from './wait.ts';

interface ImportOptions extends CommonOptions {
  title?: string;
  company?: string;
  user?: string;
  department?: string;
  type?: string;
  date?: string;
  medium?: string;
  language?: string;
  participants?: Participant[];
  recording?: string;
  speakers?: number;
  format?: string;
  carrySpeakers?: boolean;
  timeUnit?: 's' | 'ms';
  partial?: boolean;
  dryRun?: boolean;
  wait?: boolean;
}

type Outcome =
  | {
      file: string;
      kind: 'accepted';
      id: string;
      status: string;
      failure: string | null;
      notice: string | null;
    }
  | { file: string; kind: 'refused'; code: string; message: string };

export function importCommand(): Command {
  return new Command('import')
    .description(
      'Take in recordings (audio or video) and transcripts: WebVTT, SRT, JSON, or lines of the form "Name: text"',
    )
    .argument('<file...>', 'the files; the options apply to every one')
    .option('--title <text>', "the conversation's title (else the file's own, or its name)")
    .option('--company <name>', 'the company that the conversation was with')
    .option('--user <email>', 'the user whose conversation it is')
    .option('--department <name>', 'the department that it belongs to')
    .option('--type <name>', 'the conversation type, such as sales')
    .option('--date <iso>', 'when it began, a date or date-time (without a zone: UTC)')
    .option('--medium <medium>', 'call, meeting, in_person or upload')
    .option('--language <tag>', "the language spoken (else the account's)")
    .option(
      '--participants <people>',
      '"Name <email>:role", several separated by commas or by repeating the option',
      participants,
    )
    .option('--recording <file>', 'the recording of it, kept and served beside the transcript')
    .option('--speakers <n>', 'how many people speak in a recording, where you know it', countUpTo(100))
    .option(
      '--format <id>',
      'what the file is, where it is not recognised: see docs/formats.md and docs/recordings.md',
    )
    .option('--carry-speakers', 'a line without a speaker gets the one before it')
    .addOption(new Option('--time-unit <unit>', 'of times that are bare numbers').choices(['s', 'ms']))
    .option('--partial', 'take what is there of a recording that is cut off')
    .option('--dry-run', 'show what would be stored: format, speakers, first lines, notices; store nothing')
    .option('--wait', 'come back when the conversations are completed')
    .option('--account <id>', 'which account, by id or name')
    .option('--json', 'print JSON')
    .action(run);
}

async function showOnly(files: string[], options: ImportOptions): Promise<void> {
  const previews: Preview[] = [];
  for (const file of files) previews.push(await previewFile(file, readingOf(options)));
  const values = previews.map(presentPreview);
  printResult(options, values.length === 1 ? values[0] : values, previews.flatMap(previewLines));
  if (previews.some(({ kind }) => kind === 'refused')) process.exitCode = 1;
}

function readingOf({ format, carrySpeakers, timeUnit }: ImportOptions): ParseOptions {
  return { format, carrySpeakers, timeUnit };
}

function run(files: string[], options: ImportOptions): Promise<void> {
  if (options.dryRun) return showOnly(files, options);
  return withAccount(
    options,
    async (session) => {
      const outcomes: Outcome[] = [];
      for (const file of files) outcomes.push(await takeIn(session, file, options));
      if (options.wait) await settle(session, outcomes);
      report(options, outcomes);
      const good = outcomes.every(
        (outcome) => outcome.kind === 'accepted' && (!options.wait || outcome.status === 'completed'),
      );
      if (!good) process.exitCode = 1;
    },
    makesDatabase,
  );
}

async function takeIn(session: AccountSession, file: string, options: ImportOptions): Promise<Outcome> {
  const { recording, speakers, partial } = options;
  const wishes = {
    ...{ details: detailsOf(options), recording, speakers, partial: partial === true },
    reading: readingOf(options),
  };
  const outcome = await importFile(session, file, wishes);
  return outcome.kind === 'refused'
    ? { ...outcome, file }
    : { ...outcome, file, status: 'processing', failure: null, notice: null };
}

function detailsOf(options: ImportOptions): ImportDetails {
  const { title, company, date, medium, language, participants } = options;
  const named = {
    userEmail: options.user,
    departmentName: options.department,
    conversationType: options.type,
  };
  return { title, company, date, medium, language, participants, ...named };
}

async function settle(session: AccountSession, outcomes: Outcome[]): Promise<void> {
  const accepted = outcomes.filter((outcome) => outcome.kind === 'accepted');
  const settled: WaitedConversation[] = await waitForAll(
    session,
    accepted.map(({ id }) => id),
    stepPrinter(new Map(accepted.map(({ id, file }) => [id, file]))),
  );
  for (const outcome of accepted) {
    const end = settled.find(({ id }) => id === outcome.id);
    if (end) Object.assign(outcome, { status: end.status, failure: end.failure, notice: end.notice });
  }
}

function report(options: ImportOptions, outcomes: Outcome[]): void {
  const values = outcomes.map((outcome) => {
    if (outcome.kind === 'accepted') return { id: outcome.id, status: outcome.status };
    return { file: outcome.file, status: 'refused', code: outcome.code, message: outcome.message };
  });
  for (const outcome of outcomes) {
    const fault =
      outcome.kind === 'refused'
        ? `${outcome.code}: ${outcome.message}`
        : (outcome.failure ?? outcome.notice);
    if (fault !== null) process.stderr.write(`${outcome.file}: ${fault}\n`);
  }
  const lines = outcomes.flatMap((outcome) =>
    outcome.kind === 'accepted' ? [`${outcome.file}: ${outcome.status}, id ${outcome.id}`] : [],
  );
  printResult(options, values.length === 1 ? values[0] : values, lines);
}
