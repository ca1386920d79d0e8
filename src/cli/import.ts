import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import type { Participant } from '../conversations/conversation.ts';
import { acceptConversation } from '../processing/accept.ts';
import { type ImportDetails, prepareImport } from '../processing/prepare-import.ts';
import { keepMediaFile, mediaTypes, type StoredFile } from '../recordings/recordings.ts';
import { participants } from './arguments.ts';
import { printResult } from './output.ts';
import { type AccountSession, type CommonOptions, withAccount } from './session.ts';
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
  wait?: boolean;
}

type Outcome =
  | { file: string; kind: 'accepted'; id: string; status: string; failure: string | null }
  | { file: string; kind: 'refused'; code: string; message: string };

/** Beyond the parser's own bound a file is not even read. */
const mostBytes = 32 * 1024 * 1024;

export function importCommand(): Command {
  return new Command('import')
    .description('Take in transcript files: WebVTT, SRT, JSON, or lines of the form "Name: text"')
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
    .option('--wait', 'come back when the conversations are completed')
    .option('--account <id>', 'which account, by id or name')
    .option('--json', 'print JSON')
    .action(run);
}

function run(files: string[], options: ImportOptions): Promise<void> {
  return withAccount(options, async (session) => {
    const outcomes: Outcome[] = [];
    for (const file of files) outcomes.push(await importFile(session, file, options));
    if (options.wait) await settle(session, outcomes);
    report(options, outcomes);
    const good = outcomes.every(
      (outcome) => outcome.kind === 'accepted' && (!options.wait || outcome.status === 'completed'),
    );
    if (!good) process.exitCode = 1;
  });
}

async function importFile(session: AccountSession, file: string, options: ImportOptions): Promise<Outcome> {
  const refuse = (code: string, message: string): Outcome => ({ file, kind: 'refused', code, message });
  const { database, account, config, now } = session;
  const info = await stat(file).catch(() => null);
  if (!info?.isFile()) return refuse('file_missing', 'There is no such file.');
  if (info.size > mostBytes) return refuse('too_large', 'The file is too large for a transcript.');
  if (path.extname(file).slice(1).toLowerCase() in mediaTypes) {
    return refuse(
      'sound_not_supported',
      'Sound is not recognised yet. Import its transcript; --recording FILE keeps the sound.',
    );
  }
  const bytes = await readFile(file);
  const prepared = await prepareImport(
    database.pool,
    account,
    { name: file, bytes, details: detailsOf(options) },
    now,
  );
  if (prepared.kind === 'refused') return refuse(prepared.code, prepared.message);
  let recording: StoredFile | null = null;
  if (options.recording !== undefined) {
    if (!(await stat(options.recording).catch(() => null))?.isFile()) {
      return refuse('recording_missing', `There is no file ${options.recording}.`);
    }
    recording = await keepMediaFile(config.dataDir, account.id, options.recording);
    if (!recording)
      return refuse('recording_unknown', `A recording is one of: ${Object.keys(mediaTypes).join(', ')}.`);
  }
  const id = await acceptConversation(database.pool, account.id, { ...prepared.incoming, recording }, now);
  return { file, kind: 'accepted', id, status: 'processing', failure: null };
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
  );
  for (const outcome of accepted) {
    const end = settled.find(({ id }) => id === outcome.id);
    if (end) Object.assign(outcome, { status: end.status, failure: end.failure });
  }
}

function report(options: ImportOptions, outcomes: Outcome[]): void {
  const values = outcomes.map((outcome) => {
    if (outcome.kind === 'accepted') return { id: outcome.id, status: outcome.status };
    return { file: outcome.file, status: 'refused', code: outcome.code, message: outcome.message };
  });
  for (const outcome of outcomes) {
    const fault = outcome.kind === 'refused' ? `${outcome.code}: ${outcome.message}` : outcome.failure;
    if (fault !== null) process.stderr.write(`${outcome.file}: ${fault}\n`);
  }
  const lines = outcomes.flatMap((outcome) =>
    outcome.kind === 'accepted' ? [`${outcome.file}: ${outcome.status}, id ${outcome.id}`] : [],
  );
  printResult(options, values.length === 1 ? values[0] : values, lines);
}
