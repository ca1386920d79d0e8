import type { components, operations } from '../../../../contract/app.types.ts';
import {
  type ListFilters,
  type ListPlace,
  listConversations as listRows,
  type Sort,
} from '../../../domain/search/conversation-list.ts';
import {
  type FoundConversation,
  type SearchPage,
  searchConversations,
  type Try,
} from '../../../domain/search/search-conversations.ts';
import { answerOf } from '../../api/answer.ts';
import { type CursorScope, decodeCursor, encodeCursor } from '../../cursor.ts';
import { invalidParameter } from '../../errors.ts';
import type { Handler } from '../handler.ts';
import { presentRow } from './present-row.ts';

type Query = NonNullable<operations['listConversations']['parameters']['query']>;
type Place = ListPlace & { tried: Try };

export const listConversations: Handler<'listConversations'> = async ({
  context,
  caller,
  parameters,
  now,
}) => {
  const { viewer } = caller.session;
  const { cursor, limit, q, ...rest } = parameters;
  const sort: Sort = rest.sort ?? (q === undefined ? 'newest' : 'relevance');
  // A cursor is of one person's list: the same filters, words and order.
  const asked = JSON.stringify(Object.entries({ ...rest, sort, q }).toSorted());
  const scope = {
    key: context.keys.cursor,
    accountId: viewer.accountId,
    filters: `app ${viewer.userId} ${asked}`,
  };
  const after = cursor === undefined ? null : placeOf(scope, cursor, now);
  const wish = { viewer, filters: filtersOf(rest), sort, after, limit: limit + 1 };
  if (q === undefined) {
    const rows = await listRows(context.pool, { ...wish, search: null });
    const page = pageOf(rows, limit, (last) => encode(scope, { ...last, tried: 'typed' }, now));
    return { answer: answerOf({ ...page, conversations: page.conversations.map((row) => presentRow(row)) }) };
  }
  const found = await searchConversations(context.pool, context.stems, { ...wish, words: q });
  const page = pageOf(found.rows, limit, (last) => encode(scope, { ...last, tried: found.tried }, now));
  const conversations = page.conversations.map((row) => ({ ...presentRow(row), search: presentFound(row) }));
  const search = { second_try: presentTry(found), only_read_for_phrases: found.onlyReadForPhrases };
  return { answer: answerOf({ ...page, conversations, search }) };
};

function filtersOf(query: Query): ListFilters {
  return {
    from: query.from === undefined ? null : new Date(query.from),
    to: query.to === undefined ? null : new Date(query.to),
    userId: query.user_id ?? null,
    teamId: query.team_id ?? null,
    departmentId: query.department_id ?? null,
    conversationType: query.conversation_type ?? null,
    medium: query.medium ?? null,
    sentiment: query.sentiment ?? null,
    status: query.status ?? null,
    topic: query.topic ?? null,
    insightType: query.insight_type ?? null,
    participant: query.participant?.toLowerCase() ?? null,
  };
}

function pageOf<Row extends ListPlace>(
  rows: readonly Row[],
  limit: number,
  encodeLast: (last: Row) => string,
): { conversations: readonly Row[]; next_cursor: string | null } {
  const conversations = rows.slice(0, limit);
  const last = conversations.at(-1);
  return { conversations, next_cursor: last && rows.length > limit ? encodeLast(last) : null };
}

function encode(scope: CursorScope, { place, id, tried }: Place, now: Date): string {
  return encodeCursor(scope, { us: place, id: `${tried} ${id}` }, now);
}

function placeOf(scope: CursorScope, cursor: string, now: Date): Place {
  const position = decodeCursor(scope, cursor, now);
  if (!position)
    throw invalidParameter('cursor', 'must be the next_cursor of an earlier answer to the same query');
  const [tried, id = ''] = position.id.split(' ');
  return { place: position.us, id, tried: tried === 'held' ? 'held' : 'typed' };
}

function presentFound({ found }: FoundConversation): components['schemas']['RowFound'] {
  return {
    title_marks: found.titleMarks,
    company_marks: found.companyMarks,
    hit_count: found.hitCount,
    hits: found.hits.map((hit) => ({
      sentence_index: hit.sentenceIndex,
      start_seconds: hit.startSeconds,
      speaker_name: hit.speakerName,
      text: hit.text,
      marks: hit.marks,
    })),
  };
}

function presentTry({ held }: SearchPage): components['schemas']['SearchTold']['second_try'] {
  return Array.from(held, ([typed, words]) => ({ typed, words: [...words] }));
}
