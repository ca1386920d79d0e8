import { jsonArray, jsonObject, jsonText } from '../../base/json-text.ts';
import {
  type ListPage,
  type ListPosition,
  type ListRow,
  listConversations as listRows,
  pageVersion,
} from '../../domain/conversations/list-query.ts';
import { mayHaveRecordings } from '../../domain/tokens/token.ts';
import { type Answer, answerOfJson } from '../api/answer.ts';
import { type CursorScope, decodeCursor, encodeCursor } from '../cursor.ts';
import { invalidParameter } from '../errors.ts';
import type { CallOf, ContentOf, Handler } from './handler.ts';
import { endUs, startUs } from './moment.ts';
import { extendCard } from './present-conversation.ts';
import { linkVersion, type RecordingMember, recordingMember } from './present-recording.ts';

const windowMs = 30 * 86_400_000;
/** How long links and cursors of a page are given out again; a part of linkVersion's period. */
const renewedAfterMs = 600_000;

type Call = CallOf<'listConversations'>;
type Page = Answer<ContentOf<'listConversations'>>;

interface Wanted {
  scope: CursorScope;
  /** One row more than is shown tells whether there are more. */
  page: ListPage;
}

export const listConversations: Handler<'listConversations'> = async (call) => {
  const { context, caller, now } = call;
  const wanted = wantedBy(call);
  const { scope, page } = wanted;
  const { accountId, filters } = scope;
  const period = Math.floor(now.getTime() / renewedAfterMs);
  const after = page.after === null ? '' : `${page.after.startedUs} ${page.after.id}`;
  const name = `list ${accountId} ${filters} ${after} ${page.limit} ${mayHaveRecordings(caller.token)} ${period}`;
  const kept = await context.answers.find<ContentOf<'listConversations'>>(name, (seenBy) =>
    context.reads.changes.unchangedSince({ accountId, seenBy }),
  );
  if (kept) return { answer: kept };
  const rows = await listRows(context.pool, page);
  const answer = render(call, wanted, rows);
  const oldest = rows.at(-1);
  // A row that is about to leave the window does so without a change.
  if (oldest && oldest.startedUs / 1000 + windowMs > now.getTime() + renewedAfterMs)
    context.answers.keep(name, { version: oldest.seenBy, answer });
  return { answer };
};

/** Parameters that are not given are null here. */
function wantedBy(call: Call): Wanted {
  const { context, caller, now, parameters } = call;
  const { accountId } = caller.token;
  const filters = {
    from: parameters.from ?? null,
    to: parameters.to ?? null,
    department_id: parameters.department_id?.toLowerCase() ?? null,
    user_id: parameters.user_id?.toLowerCase() ?? null,
    conversation_type: parameters.conversation_type ?? null,
  };
  const scope = { key: context.keys.cursor, accountId, filters: JSON.stringify(filters) };
  const page = {
    accountId,
    filters: {
      fromUs: Math.max((now.getTime() - windowMs) * 1000, startUs('from', filters.from) ?? 0),
      toUs: endUs('to', filters.to),
      departmentId: filters.department_id,
      userId: filters.user_id,
      conversationType: filters.conversation_type,
    },
    after: parameters.cursor === undefined ? null : positionOf(scope, parameters.cursor, now),
    limit: parameters.limit + 1,
  };
  return { scope, page };
}

function render(call: Call, { scope, page }: Wanted, rows: ListRow[]): Page {
  const { caller, now } = call;
  const limit = page.limit - 1;
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit;
  const position = hasMore && last ? { us: last.startedUs, id: last.id } : null;
  const goodUntil = new Date(now.getTime() + renewedAfterMs);
  const next = position && encodeCursor(scope, position, now);
  const json = jsonObject({
    conversations: jsonArray(
      shown.map((row) =>
        extendCard<RecordingMember>(row.partnerCard, recordingMember(call, row.recordingId, goodUntil)),
      ),
    ),
    pagination: jsonText({ next_cursor: next, has_more: hasMore, limit }),
  });
  const maySee = mayHaveRecordings(caller.token);
  const isSigned = hasMore || (maySee && shown.some((row) => row.recordingId !== null));
  if (!isSigned) return answerOfJson(json);
  return answerOfJson(json, [pageVersion(shown), hasMore, limit, maySee, linkVersion(now)].join());
}

function positionOf(scope: CursorScope, cursor: string, now: Date): ListPosition {
  const position = decodeCursor(scope, cursor, now);
  if (position) return { startedUs: position.us, id: position.id };
  throw invalidParameter('cursor', 'must be the next_cursor of an earlier answer to the same query');
}
