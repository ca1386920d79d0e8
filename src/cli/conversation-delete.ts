import { operator } from '../domain/audit/audit-log.ts';
import { openRecordingStorage } from '../domain/recordings/open-storage.ts';
import { deleteConversation, undeleteConversation } from '../processing/delete-conversation.ts';
import { eraseConversation } from '../processing/erase-conversation.ts';
import { isWholeId, namedConversation } from './conversation-id.ts';
import { printResult } from './output.ts';
import { toTheSecond } from './plain-text.ts';
import { type AccountSession, CommandFault, type CommonOptions, withAccount } from './session.ts';

/**
 * The outcome for one id, as printed with --json, and the sentence for people. A fault has nothing but its
 * sentence.
 */
interface Outcome {
  value: { id: string; result: string; erase_at?: string } | null;
  line: string;
}

export function runDelete(ids: string[], options: CommonOptions & { now?: boolean }): Promise<void> {
  const parts = options.now ? ids.filter((id) => !isWholeId(id)) : [];
  if (parts.length > 0)
    throw new CommandFault(`--now can not be undone: give whole ids, not ${parts.join(', ')}.`);
  return withAccount(options, (session) =>
    forEach(session, ids, options, (id) => (options.now ? eraseNow(session, id) : deleteOne(session, id))),
  );
}

export function runUndelete(ids: string[], options: CommonOptions): Promise<void> {
  return withAccount(options, (session) => forEach(session, ids, options, (id) => undeleteOne(session, id)));
}

/** One after the other: what can be done is done, what can not is told, and then the exit code is 1. */
async function forEach(
  session: AccountSession,
  ids: string[],
  options: CommonOptions,
  work: (id: string) => Promise<Outcome>,
): Promise<void> {
  const done: Outcome[] = [];
  for (const text of ids) {
    const named = await namedConversation(session, text);
    const outcome = named.kind === 'found' ? await work(named.id) : { value: null, line: named.message };
    if (outcome.value) done.push(outcome);
    else {
      process.stderr.write(`${outcome.line}\n`);
      process.exitCode = 1;
    }
  }
  const lines = done.map(({ line }) => line);
  printResult(
    options,
    done.map(({ value }) => value),
    lines,
  );
}

async function deleteOne({ database, account, now }: AccountSession, id: string): Promise<Outcome> {
  const result = await deleteConversation(database.pool, account.id, id, { by: operator, now });
  if (result.kind === 'not_found') return gone(id);
  const { eraseAt } = result.deletion;
  const value = { id, result: result.kind, erase_at: eraseAt.toISOString() };
  if (eraseAt <= now) return { value, line: `${id}: deleted already, and is being erased.` };
  const when = `It is erased on ${toTheSecond(eraseAt)}. Bring it back until then: bin/meetric conversation undelete ${id}`;
  return { value, line: `${id}: ${result.kind === 'deleted' ? 'deleted' : 'deleted already'}. ${when}` };
}

async function eraseNow({ config, database, account, now }: AccountSession, id: string): Promise<Outcome> {
  const { pool } = database;
  const result = await deleteConversation(pool, account.id, id, { by: operator, now, erase: true });
  if (result.kind === 'not_found') return gone(id);
  try {
    const storage = await openRecordingStorage(config);
    await eraseConversation({ pool, storage, dataDir: config.dataDir, now: () => now }, account.id, id);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    const later = 'It is hidden already; the server erases the rest, or repeat the command.';
    return { value: null, line: `${id}: could not be erased wholly: ${cause}. ${later}` };
  }
  return { value: { id, result: 'erased' }, line: `${id}: erased.` };
}

async function undeleteOne({ database, account, now }: AccountSession, id: string): Promise<Outcome> {
  const result = await undeleteConversation(database.pool, account.id, id, { by: operator, now });
  if (result === 'not_found') return gone(id);
  if (result === 'too_late')
    return { value: null, line: `${id}: is being erased and can not be brought back.` };
  const line = result === 'undeleted' ? `${id}: is back.` : `${id}: is not deleted.`;
  return { value: { id, result }, line };
}

/** Between being named and its turn. */
function gone(id: string): Outcome {
  return { value: null, line: `The account has no conversation ${id}.` };
}
