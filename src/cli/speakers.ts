import { Command } from 'commander';
import { isUuid } from '../base/uuid.ts';
import { operator } from '../domain/audit/audit-log.ts';
import { findAnalysis } from '../domain/conversations/analysis-store.ts';
import { unpackTranscriptJson } from '../domain/conversations/packed-transcript.ts';
import { findTranscript } from '../domain/conversations/store.ts';
import {
  isSentenceTranscript,
  type StoredTranscript,
  transcriptLines,
} from '../domain/transcripts/stored-transcript.ts';
import { presentCard } from '../http/partner/present-conversation.ts';
import { analysisSentences } from '../intake/sentences/fault-sentence.ts';
import { renameSpeakers, type SpeakerRename } from '../processing/rename-speakers.ts';
import { speakerRenames } from './arguments.ts';
import { printResult, table } from './output.ts';
import { type AccountSession, CommandFault, type CommonOptions, withAccount } from './session.ts';
import { waitForSteps } from './wait.ts';

interface SpeakersOptions extends CommonOptions {
  rename?: SpeakerRename[];
}

interface SpeakerShare {
  name: string;
  sentences: number;
  /** Null for a transcript without times. */
  seconds: number | null;
  uncertain: boolean;
}

export function speakersCommand(): Command {
  return new Command('speakers')
    .description('Show who speaks in a conversation; rename speakers, or merge two by giving them one name')
    .argument('<id>', "the conversation's id")
    .option(
      '--rename <"Speaker 1=Jane Doe <jane@acme.test>">',
      'who a speaker really is; several by repeating the option',
      speakerRenames,
    )
    .option('--account <id>', 'which account, by id or name')
    .option('--json', 'print JSON')
    .action(run);
}

function run(id: string, options: SpeakersOptions): Promise<void> {
  return withAccount(options, async (session) => {
    if (!isUuid(id)) throw unknownConversation(id);
    if (options.rename) await rename(session, id, options.rename);
    const shares = await readShares(session, id);
    const rows = shares.map(({ name, sentences, seconds, uncertain }) => [
      name,
      String(sentences),
      seconds === null ? '-' : String(seconds),
      uncertain ? 'uncertain' : '',
    ]);
    printResult(options, { id, speakers: shares }, table([['SPEAKER', 'SENTENCES', 'SECONDS', ''], ...rows]));
  });
}

async function rename(session: AccountSession, id: string, renames: SpeakerRename[]): Promise<void> {
  const key = { accountId: session.account.id, id };
  const result = await renameSpeakers(session.database.pool, key, renames, {
    presentCard,
    by: operator,
    now: session.now,
  });
  if (result.kind === 'not_found') throw unknownConversation(id);
  if (result.kind === 'not_completed')
    throw new CommandFault('Only the speakers of a completed conversation can be renamed.');
  if (result.kind === 'unknown_speaker')
    throw new CommandFault(`Nobody is called "${result.name}" there; speakers: ${result.known.join(', ')}`);
  await waitForSteps(session, id);
  const analysis = await findAnalysis(session.database.pool, session.account.id, id);
  const told = analysis && analysisSentences(analysis.notices);
  if (told) process.stderr.write(`${told}\n`);
}

async function readShares({ database, account }: AccountSession, id: string): Promise<SpeakerShare[]> {
  const packed = await findTranscript(database.pool, account.id, id);
  if (!packed) throw new CommandFault(`The account has no conversation ${id} with a transcript.`);
  const transcript: StoredTranscript = JSON.parse(unpackTranscriptJson(id, packed));
  const marked = isSentenceTranscript(transcript) ? transcript['uncertain_speakers'] : undefined;
  const uncertain = new Set(Array.isArray(marked) ? marked : []);
  const shares = new Map<string, SpeakerShare>();
  for (const { speakerName, start, end } of transcriptLines(transcript)) {
    const name = speakerName ?? '(nobody named)';
    const share = shares.get(name) ?? { name, sentences: 0, seconds: null, uncertain: uncertain.has(name) };
    share.sentences += 1;
    if (start !== null && end !== null)
      share.seconds = Math.round(((share.seconds ?? 0) + end - start) * 10) / 10;
    shares.set(name, share);
  }
  return [...shares.values()];
}

function unknownConversation(id: string): CommandFault {
  return new CommandFault(`The account has no conversation ${id}.`);
}
