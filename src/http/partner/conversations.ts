import { z } from 'zod';
import { extendCard } from '../../conversations/card.ts';
import {
  type ListFilters,
  type ListPage,
  type ListRow,
  listConversations as listRows,
  pageVersion,
} from '../../conversations/list-query.ts';
import { mayHaveRecordings } from '../../tokens/token.ts';
import { type CursorScope, decodeCursor, encodeCursor } from '../cursor.ts';
import { invalidParameter } from '../errors.ts';
import { type Answer, answerOfJson, jsonOf } from './answer.ts';
import { linkVersion } from './link-version.ts';
import { endUs, startUs } from './moment.ts';
import type { Call, Handler } from './operations.ts';
import { recordingMember } from './recording-link.ts';

const windowMs = 30 * 86_400_000;
/** How long links and cursors of a page are given out again. */
const renewedAfterMs = 60_000;

const parametersSchema = z.object({
  limit: z.number(),
  cursor: z.string().nullable().default(null),
  from: z.string().nullable().default(null),
  to: z.string().nullable().default(null),
  department_id: z.string().toLowerCase().nullable().default(null),
  user_id: z.string().toLowerCase().nullable().default(null),
  conversation_type: z.string().nullable().default(null),
});

export const listConversations: Handler = async (call) => {
  const { context, token, now } = call;
  const { limit, cursor, ...wanted } = parametersSchema.parse(call.parameters);
  const scope = { key: context.keys.cursor, accountId: token.accountId, filters: JSON.stringify(wanted) };
  const after = cursor === null ? null : positionOf(scope, cursor, call);
  const filters: ListFilters = {
    fromUs: Math.max((now.getTime() - windowMs) * 1000, startUs('from', wanted.from) ?? 0),
    toUs: endUs('to', wanted.to),
    departmentId: wanted.department_id,
    userId: wanted.user_id,
    conversationType: wanted.conversation_type,
  };
  // One more than is shown tells whether there are more.
  const page = { accountId: token.accountId, filters, after, limit: limit + 1 };
  const period = Math.floor(now.getTime() / renewedAfterMs);
  const shown = [
    scope.accountId,
    scope.filters,
    after?.startedUs,
    after?.id,
    limit,
    mayHaveRecordings(token),
    period,
  ];
  const name = `list ${shown.join(' ')}`;
  const kept = context.answers.find(name);
  if (kept && kept.version === (await context.reads.pageVersion(page))) return { answer: kept.answer };
  const rows = await listRows(context.pool, page);
  const answer = render(call, { scope, page, rows });
  context.answers.keep(name, { version: pageVersion(rows), answer });
  return { answer };
};

function render(
  { context, token, now }: Call,
  { scope, page, rows }: { scope: CursorScope; page: ListPage; rows: ListRow[] },
): Answer {
  const limit = page.limit - 1;
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit;
  const position = hasMore && last ? { startedUs: last.started_us, id: last.id } : null;
  const goodUntil = new Date(now.getTime() + renewedAfterMs);
  const cards = shown.map((row) =>
    extendCard(row.card, recordingMember(context, token, row.recording_id, goodUntil)),
  );
  const next = position && encodeCursor(scope, position, now);
  const json = jsonOf({
    conversations: `[${cards.join(',')}]`,
    pagination: JSON.stringify({ next_cursor: next, has_more: hasMore, limit }),
  });
  const version = [pageVersion(shown), hasMore, limit, mayHaveRecordings(token), linkVersion(now)];
  return answerOfJson(json, version.join());
}

function positionOf(scope: CursorScope, cursor: string, call: Call): ReturnType<typeof decodeCursor> {
  const position = decodeCursor(scope, cursor, call.now);
  if (position) return position;
  throw invalidParameter('cursor', 'must be the next_cursor of an earlier answer to the same query');
}
