import { jsonText } from '../../base/json-text.ts';
import { type LogPosition, listLoggedDeliveries } from '../../domain/webhooks/delivery-log.ts';
import { loggedMs } from '../../domain/webhooks/queries.ts';
import { answerOfJson } from '../api/answer.ts';
import { type CursorScope, decodeCursor, encodeCursor } from '../cursor.ts';
import { invalidParameter } from '../errors.ts';
import type { Handler } from './handler.ts';
import { presentDelivery } from './present-delivery.ts';
import { linkVersion } from './present-recording.ts';

export const listWebhookDeliveries: Handler<'listWebhookDeliveries'> = async (call) => {
  const { context, caller, parameters, now } = call;
  const { accountId, id: tokenId } = caller.token;
  const { limit, cursor } = parameters;
  const scope = { key: context.keys.cursor, accountId, filters: `deliveries of ${tokenId}` };
  const rows = await listLoggedDeliveries(context.pool, accountId, tokenId, {
    since: new Date(now.getTime() - loggedMs),
    after: cursor === undefined ? null : positionOf(scope, cursor, now),
    // One row more than is shown tells whether there are more.
    limit: limit + 1,
  });
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const next = last ? encodeCursor(scope, { us: last.createdUs, id: last.id }, now) : null;
  const deliveries = shown.map(presentDelivery);
  const json = jsonText({ deliveries, pagination: { next_cursor: next, has_more: next !== null, limit } });
  if (next === null) return { answer: answerOfJson(json) };
  return { answer: answerOfJson(json, [JSON.stringify(deliveries), limit, linkVersion(now)].join()) };
};

function positionOf(scope: CursorScope, cursor: string, now: Date): LogPosition {
  const position = decodeCursor(scope, cursor, now);
  if (!position)
    throw invalidParameter('cursor', 'must be the next_cursor of an earlier answer to the same query');
  return { createdUs: position.us, id: position.id };
}
