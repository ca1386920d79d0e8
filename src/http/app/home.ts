import { findAccount } from '../../domain/accounts/queries.ts';
import { countConversations, countWeeks } from '../../domain/home/figures.ts';
import { averageTalk, countInsightTypes, countTopics, newestObjections } from '../../domain/home/findings.ts';
import { type NewsItem, newsSince } from '../../domain/home/news.ts';
import { type OpenItem, openItems } from '../../domain/home/open-items.ts';
import { periodsOf } from '../../domain/home/periods.ts';
import { lastHere, noteVisit } from '../../domain/home/visits.ts';
import { answerOf } from '../api/answer.ts';
import type { Handler } from './handler.ts';

const rowsShown = 5;
const itemsGiven = 50;
/** For those who are here for the first time. */
const newsMs = 7 * 86_400_000;

export const getHome: Handler<'getHome'> = async ({ context: { pool }, caller, parameters, now }) => {
  const { viewer, user } = caller.session;
  const timeZone = (await findAccount(pool, viewer.accountId))?.timeZone ?? 'UTC';
  const span = periodsOf(now, timeZone, parameters.days);
  const here = await lastHere(pool, viewer, now);
  const since = here ?? new Date(now.getTime() - newsMs);
  const news = await newsSince(pool, viewer, { since, limit: rowsShown });
  // One after the other: a start page must not take all connections.
  const counts = await countConversations(pool, viewer, span);
  const objections = await newestObjections(pool, viewer, span, rowsShown);
  const items = await openItems(pool, viewer, user.name);
  const { positive, neutral, negative } = counts;
  return {
    answer: answerOf({
      since: here?.toISOString() ?? null,
      news: news.map(presentNews),
      news_count: news[0]?.all ?? 0,
      action_items: items.slice(0, itemsGiven).map(presentItem),
      action_item_count: items.length,
      period: span.current,
      before: span.previous,
      today: counts.today,
      conversations: counts.conversations,
      sentiment: { positive, neutral, negative },
      talk_ratio: await averageTalk(pool, viewer, span),
      weeks: await countWeeks(pool, viewer, span),
      topics: await countTopics(pool, viewer, span),
      insights: await countInsightTypes(pool, viewer, span),
      objections: objections.map(({ id, title, insight, startSeconds }) => ({
        conversation: { id, title },
        insight,
        start_seconds: startSeconds,
      })),
    }),
  };
};

function presentNews({ id, title, company, startedAt, kind, at }: NewsItem) {
  return { id, title, company, started_at: startedAt.toISOString(), kind, at: at.toISOString() };
}

function presentItem({ conversation, insight }: OpenItem) {
  return {
    conversation,
    insight_id: insight.id,
    text: insight.title,
    due_date: insight.due_date ?? null,
    start_seconds: insight.evidence[0]?.start ?? null,
  };
}

export const addVisit: Handler<'addVisit'> = async ({ context, caller, now }) => {
  await noteVisit(context.pool, caller.session.viewer, now);
  return { status: 204 };
};
