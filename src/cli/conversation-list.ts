import { InvalidArgumentError } from 'commander';
import {
  conversationsForOperator,
  type ListedConversation,
  type ShownStatus,
} from '../domain/conversations/operator-reads.ts';
import { isoDate } from '../domain/transcripts/transcript-header.ts';
import { shortened, toTheSecond } from './plain-text.ts';
import { type CommonOptions, withAccount } from './session.ts';
import { TextOut } from './text-out.ts';

interface ListOptions extends CommonOptions {
  status?: ShownStatus;
  since?: Date;
  limit?: number;
}

const onTerminal = 50;
const widths = { id: 36, date: 20, status: 10, title: 48 };

export function moment(text: string): Date {
  const date = isoDate(text);
  if (date === null)
    throw new InvalidArgumentError('It is no ISO 8601 date or date-time such as 2026-06-03.');
  return new Date(date);
}

/** Prints rows as they come: an account may have more than fit in memory. */
export function runList(options: ListOptions): Promise<void> {
  return withAccount(options, async ({ database, account }) => {
    const { status = null, since = null, json = false } = options;
    const rows = conversationsForOperator(database.pool, { accountId: account.id, status, since });
    const most = options.limit ?? (process.stdout.isTTY && !json ? onTerminal : Number.POSITIVE_INFINITY);
    const out = new TextOut();
    let count = 0;
    let more = false;
    if (!json) await out.add(`${line(['ID', 'DATE', 'STATUS', 'TITLE', 'FAILURE'])}\n`);
    for await (const row of rows) {
      more = count === most;
      if (more || out.isClosed) break;
      await out.add(
        json ? `${count === 0 ? '[' : ','}${JSON.stringify(presented(row))}` : `${lineOf(row)}\n`,
      );
      count += 1;
    }
    if (json) await out.add(count === 0 ? '[]\n' : ']\n');
    await out.flush();
    if (more && !json) process.stderr.write(`${most} are shown, and there are more: --limit shows more.\n`);
  });
}

function presented({ id, status, title, startedAt, failureCode, deletion }: ListedConversation): object {
  return {
    id,
    date: startedAt.toISOString(),
    status,
    title,
    failure_code: failureCode,
    deleted_at: deletion?.deletedAt.toISOString() ?? null,
    erase_at: deletion?.eraseAt.toISOString() ?? null,
  };
}

function lineOf({ id, startedAt, status, title, failureCode, deletion }: ListedConversation): string {
  const last = deletion ? `erased on ${toTheSecond(deletion.eraseAt)}` : (failureCode ?? '');
  return line([id, toTheSecond(startedAt), status, shortened(title, widths.title), last]);
}

function line([id = '', date = '', status = '', title = '', last = '']: string[]): string {
  const { id: ofId, date: ofDate, status: ofStatus, title: ofTitle } = widths;
  const cells = [id.padEnd(ofId), date.padEnd(ofDate), status.padEnd(ofStatus), title.padEnd(ofTitle), last];
  return cells.join('  ').trimEnd();
}
