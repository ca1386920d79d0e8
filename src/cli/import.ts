import { Command, Option } from 'commander';
import { userFinder } from '../domain/accounts/people.ts';
import type { Account } from '../domain/accounts/queries.ts';
import { appendAudit, operator } from '../domain/audit/audit-log.ts';
import type { Participant } from '../domain/conversations/conversation.ts';
import { openRecordingStorage } from '../domain/recordings/open-storage.ts';
import type { ParseOptions } from '../domain/transcripts/parse-transcript.ts';
import { presentCard } from '../http/partner/present-conversation.ts';
import { acceptTogether } from '../intake/accept.ts';
import type { ImportDetails } from '../intake/describe-import.ts';
import { preview } from '../intake/preview.ts';
import { faultSentence } from '../intake/sentences/fault-sentence.ts';
import { type IntakeContext, takeIn } from '../intake/take-in.ts';
import { countUpTo, participants } from './arguments.ts';
import { importFailure } from './import-failure.ts';
import { type FilePreview, type PreviewOrFailure, presentPreview, previewLines } from './import-preview.ts';
import { type AcceptedFile, type FileOutcome, ImportReport } from './import-report.ts';
import { printResult } from './output.ts';
import { shortened } from './plain-text.ts';
import {
  type AccountSession,
  CommandFault,
  type CommonOptions,
  makesDatabase,
  withAccount,
} from './session.ts';
import { exitCodeOf, listenForStop } from './stop-signals.ts';
import { waitForAll } from './wait.ts';

/** Names and keys of a file stand in what is told of it. */
const sentenceMax = 1_000;

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
  key?: string;
  again?: boolean;
}

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
    .option('--key <key>', 'what a repeated import is known by (else the hash of the content)')
    .option('--again', 'take in also what is here already')
    .option('--wait', 'come back when the conversations are completed')
    .option('--account <id>', 'which account, by id or name')
    .option('--json', 'print JSON')
    .action(run);
}

async function showOnly(files: string[], options: ImportOptions): Promise<void> {
  const previews: FilePreview[] = [];
  for (const file of files) previews.push({ ...(await previewOf(file, options)), file });
  const values = previews.map(presentPreview);
  printResult(options, values.length === 1 ? values[0] : values, previews.flatMap(previewLines));
  if (previews.some(({ kind }) => kind === 'refused' || kind === 'failed')) process.exitCode = 1;
}

async function previewOf(file: string, options: ImportOptions): Promise<PreviewOrFailure> {
  try {
    return await preview(file, readingOf(options));
  } catch (error) {
    return { kind: 'failed', ...importFailure(error) };
  }
}

function readingOf({ format, carrySpeakers, timeUnit }: ImportOptions): ParseOptions {
  return { format, carrySpeakers, timeUnit };
}

async function run(files: string[], options: ImportOptions): Promise<void> {
  if (options.key !== undefined && files.length > 1)
    throw new CommandFault('--key is the key of one file; without it each file is known by its content.');
  if (options.dryRun) return showOnly(files, options);
  const report = new ImportReport({
    json: options.json === true,
    files: files.length,
    waits: options.wait === true,
    out: process.stdout,
    err: process.stderr,
    nowMs: () => performance.now(),
  });
  let hasBegun = false;
  try {
    const work = async (session: AccountSession): Promise<void> => {
      const { database, account } = session;
      const details = { files: files.length };
      const entry = {
        by: operator,
        action: 'account.imported_into',
        subjectId: account.id,
        details,
      } as const;
      await appendAudit(database.pool, account.id, entry);
      hasBegun = true;
      await importAll(session, files, { options, report });
    };
    await withAccount(options, work, makesDatabase);
  } catch (error) {
    if (!hasBegun) tellNotBegun(report, files, error);
    throw error;
  }
}

/** A program that reads the JSON learns of each file that nothing became of it. */
function tellNotBegun(report: ImportReport, files: string[], error: unknown): void {
  const { message } = importFailure(error);
  for (const file of files) report.taken({ file, kind: 'failed', code: 'not_begun', message });
  report.end();
}

async function importAll(
  session: AccountSession,
  files: string[],
  { options, report }: Pick<Taking, 'options' | 'report'>,
): Promise<void> {
  const outcomes: FileOutcome[] = [];
  const stop = listenForStop({
    first: () => report.say('Stopping; once more stops at once, and leaves what is under way.'),
    // The report has told all that is stored, except perhaps the file that is just being taken in.
    second: () => report.end(),
  });
  try {
    await takeAll(session, files, { options, report, outcomes, stop: stop.signal });
    if (options.wait) await settle(session, outcomes, { report, stop: stop.signal });
  } finally {
    report.end();
    stop.end();
  }
  const isGood = (outcome: FileOutcome): boolean =>
    outcome.kind === 'accepted' && (!options.wait || outcome.status === 'completed');
  if (!outcomes.every(isGood)) process.exitCode = 1;
  if (stop.signal.aborted) process.exitCode = exitCodeOf(stop.signal.reason);
}

interface Taking {
  options: ImportOptions;
  report: ImportReport;
  outcomes: FileOutcome[];
  stop: AbortSignal;
}

/** One file after the other; whatever becomes of one, the others get their turn. */
async function takeAll(session: AccountSession, files: string[], taking: Taking): Promise<void> {
  const { options, report, outcomes, stop } = taking;
  const intake = intakeOf(session);
  for (const [taken, file] of files.entries()) {
    if (stop.aborted) {
      report.say(`Not taken in: ${files.length - taken} of ${files.length} files, from ${file} on.`);
      return;
    }
    const outcome = await importFile(intake, session.account, { file, options });
    outcomes.push(outcome);
    report.taken(outcome);
  }
}

async function importFile(
  intake: IntakeContext,
  account: Account,
  { file, options }: { file: string; options: ImportOptions },
): Promise<FileOutcome> {
  const { recording, speakers, partial = false, key, again } = options;
  const wishes = {
    key,
    again,
    details: detailsOf(options),
    speakers,
    acceptTruncated: partial,
    reading: readingOf(options),
    recording: recording === undefined ? undefined : { path: recording },
  };
  try {
    const outcome = await takeIn(intake, account, { path: file }, wishes);
    if (outcome.kind === 'refused')
      return {
        file,
        kind: 'refused',
        code: outcome.code,
        message: shortened(faultSentence(outcome), sentenceMax),
      };
    const known = { file, kind: 'accepted', id: outcome.id, failure: null, notice: null } as const;
    return outcome.kind === 'accepted'
      ? { ...known, isNew: true, status: 'processing', notices: outcome.notices }
      : { ...known, isNew: false, status: outcome.status, notices: [] };
  } catch (error) {
    return { file, kind: 'failed', ...importFailure(error) };
  }
}

function intakeOf({ config, database: { pool }, now }: AccountSession): IntakeContext {
  const { dataDir, providers } = config;
  const accept = acceptTogether(pool);
  return {
    pool,
    findUsersByName: userFinder(pool),
    accept,
    dataDir,
    providers,
    presentCard,
    openStorage: () => openRecordingStorage(config),
    now: () => now,
  };
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

async function settle(
  session: AccountSession,
  outcomes: FileOutcome[],
  { report, stop }: Pick<Taking, 'report' | 'stop'>,
): Promise<void> {
  const accepted = new Map<string, AcceptedFile>();
  for (const outcome of outcomes) if (outcome.kind === 'accepted') accepted.set(outcome.id, outcome);
  if (accepted.size === 0 || stop.aborted) return;
  report.waitFor(accepted.size);
  await waitForAll(session, [...accepted.keys()], {
    stop,
    onStep: (id, step) => report.step(accepted.get(id)?.file ?? id, step),
    onSettled: ({ id, status, failure, notice }) => {
      const outcome = accepted.get(id);
      if (outcome) report.settled(Object.assign(outcome, { status, failure, notice }));
    },
  });
}
