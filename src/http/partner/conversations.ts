import { extendCard } from '../../domain/conversations/card.ts';
import {
  type ListPage,
  type ListRow,
  listConversations as listRows,
  pageVersion,
} from '../../domain/conversations/list-query.ts';
import { mayHaveRecordings } from '../../domain/tokens/token.ts';
import { type CursorScope, decodeCursor, encodeCursor } from '../cursor.ts';
import { invalidParameter } from '../errors.ts';
import { type Answer, answerOfJson, jsonOf } from './answer.ts';
import type { Call, Handler } from './handler.ts';
import { linkVersion } from './link-version.ts';
import { endUs, startUs } from './moment.ts';
import { recordingMember } from './recording-link.ts';

const windowMs = 30 * 86_400_000;
/** How long links and cursors of a page are given out again; a part of linkVersion's period. */
const renewedAfterMs = 600_000;

interface Wanted {
  scope: CursorScope;
  /** One row more than is shown tells whether there are more. */
  page: ListPage;
}

export const listConversations: Handler = async (call) => {
  const { context, token, now } = call;
  const wanted = wantedBy(call);
  const { scope, page } = wanted;
  const period = Math.floor(now.getTime() / renewedAfterMs);
  const after = page.after === null ? '' : `${page.after.startedUs} ${page.after.id}`;
  const name = `list ${scope.accountId} ${scope.filters} ${after} ${page.limit} ${mayHaveRecordings(token)} ${period}`;
  const kept = context.answers.find(name);
  if (
    kept &&
    (await context.reads.changes.unchangedSince({ accountId: scope.accountId, seenBy: kept.version }))
  )
    return { answer: kept.answer };
  const rows = await listRows(context.pool, page);
  const answer = render(call, wanted, rows);
  const oldest = rows.at(-1);
  // A row that is about to leave the window does so without a change.
  if (oldest && oldest.started_us / 1000 + windowMs > now.getTime() + renewedAfterMs)
    context.answers.keep(name, { version: oldest.seen_by, answer });
  return { answer };
};

/** The parameters are validated; those that are not given are null here. */
function wantedBy(call: Call): Wanted {
  const { context, token, now, parameters } = call;
  const text = (name: string): string | null => {
    const value = parameters[name];
    return typeof value === 'string' ? value : null;
  };
  const cursor = text('cursor');
  const filters = {
    from: text('from'),
    to: text('to'),
    department_id: text('department_id')?.toLowerCase() ?? null,
    user_id: text('user_id')?.toLowerCase() ?? null,
    conversation_type: text('conversation_type'),
  };
  const scope = { key: context.keys.cursor, accountId: token.accountId, filters: JSON.stringify(filters) };
  const page = {
    accountId: token.accountId,
    filters: {
      fromUs: Math.max((now.getTime() - windowMs) * 1000, startUs('from', filters.from) ?? 0),
      toUs: endUs('to', filters.to),
      departmentId: filters.department_id,
      userId: filters.user_id,
      conversationType: filters.conversation_type,
    },
    after: cursor === null ? null : positionOf(scope, cursor, call),
    limit: Number(parameters['limit']) + 1,
  };
  return { scope, page };
}

function render({ context, token, now }: Call, { scope, page }: Wanted, rows: ListRow[]): Answer {
  const limit = page.limit - 1;
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit;
  const position = hasMore && last ? { startedUs: last.started_us, id: last.id } : null;
  const goodUntil = new Date(now.getTime() + renewedAfterMs);
  const cards = shown.map((row) =>
    extendCard(row.partner_card, recordingMember(context, token, row.recording_id, goodUntil)),
  );
  const next = position && encodeCursor(scope, position, now);
  const json = jsonOf({
    conversations: `[${cards.join(',')}]`,
    pagination: JSON.stringify({ next_cursor: next, has_more: hasMore, limit }),
  });
  const isSigned = hasMore || (mayHaveRecordings(token) && shown.some((row) => row.recording_id !== null));
  if (!isSigned) return answerOfJson(json);
  const version = [pageVersion(shown), hasMore, limit, mayHaveRecordings(token), linkVersion(now)];
  return answerOfJson(json, version.join());
}

function positionOf(scope: CursorScope, cursor: string, call: Call): ReturnType<typeof decodeCursor> {
  const position = decodeCursor(scope, cursor, call.now);
  if (position) return position;
  throw invalidParameter('cursor', 'must be the next_cursor of an earlier answer to the same query');
}
