import { type Db, queryAll } from '../db/pool.ts';
import { rowArrays } from '../db/row-arrays.ts';
import { storedAnalysis } from '../domain/conversations/analysis-store.ts';
import type { PresentCard } from '../domain/conversations/card.ts';
import { failureJson } from '../domain/conversations/failure.ts';
import type { ToAnalyse } from '../domain/conversations/to-analyse.ts';
import type { SearchEntry } from '../domain/search/search-entry.ts';
import { shownConversation } from '../domain/webhooks/payload.ts';
import type { Analysis, NotAnalysed } from '../engines/analysis/analyser.ts';
import type { EventType } from '../events/event-log.ts';
import { type JobKind, jobKinds } from '../jobs/kinds.ts';
import type { Job } from '../jobs/queue.ts';

/** The outcome of one job. */
export interface Analysed {
  job: Job;
  read: ToAnalyse;
  analysis: Analysis | NotAnalysed;
  search: SearchEntry;
  now: Date;
}

/** `changed`: nothing was written, since the conversation is not what was analysed. */
export type Outcome = 'completed' | 'changed' | 'lease_lost';

const made = rowArrays('made', {
  accountId: 'uuid',
  jobId: 'uuid',
  leaseToken: 'uuid',
  conversationId: 'uuid',
  version: 'text',
  at: 'timestamptz',
  partnerCard: 'text',
  insights: 'text',
  topics: 'text',
  statistics: 'text',
  summary: 'text',
  shortSummary: 'text',
  summarySections: 'text',
  sentiment: 'text',
  notAnalysedReason: 'text',
  notAnalysedLanguage: 'text',
  notices: 'jsonb',
  eventType: 'text',
  webhookEvent: 'text',
  content: 'text',
  searchVector: 'tsvector',
  searchSentences: 'json',
  stemmer: 'text',
});
const [lane, kind] = [`$${made.count + 1}`, `$${made.count + 2}`];
// Jobs are locked before conversations, and both in the order of all batches: two of these never wait for each other. One
// statement, so that the event counters are held for its end and its commit, and for no round trip.
const complete = {
  name: 'complete-conversations',
  text: `with made as materialized (select * from ${made.from}),
    held as materialized (
      select job.account_id, job.id, job.lease_token
      from made
      join job on job.account_id = made.account_id and job.id = made.job_id and job.lease_token = made.lease_token
      order by job.account_id, job.id for update of job),
    ready as materialized (
      select made.*
      from made
      join held on held.lease_token = made.lease_token
      join conversation c on c.account_id = made.account_id and c.id = made.conversation_id
        and c.xmin::text = made.version and c.deleted_at is null
      order by c.account_id, c.id for no key update of c),
    analysed as (
      insert into analysis (account_id, conversation_id, insights, topics, statistics, summary, short_summary,
        summary_sections, sentiment, not_analysed_reason, not_analysed_language, notices)
      select account_id, conversation_id, insights, topics, statistics, summary, short_summary, summary_sections, sentiment,
        not_analysed_reason, not_analysed_language, notices
      from ready
      on conflict (account_id, conversation_id) do update set insights = excluded.insights, topics = excluded.topics,
        statistics = excluded.statistics, summary = excluded.summary, short_summary = excluded.short_summary,
        summary_sections = excluded.summary_sections, sentiment = excluded.sentiment,
        not_analysed_reason = excluded.not_analysed_reason, not_analysed_language = excluded.not_analysed_language,
        notices = excluded.notices),
    shown as (
      update conversation c set status = 'completed', failure = null, summary = ready.summary,
        sentiment = ready.sentiment, partner_card = ready.partner_card, updated_at = ready.at
      from ready where c.account_id = ready.account_id and c.id = ready.conversation_id),
    ended as (
      delete from job using ready where job.account_id = ready.account_id and job.id = ready.job_id),
    found as materialized (
      select index_conversations(array_agg(account_id), array_agg(conversation_id), array_agg(search_vector),
        array_agg(search_sentences), array_agg(stemmer)) as indexed
      from ready having count(*) > 0),
    told as materialized (
      select event.* from (
        select array_agg(account_id) as accounts, array_agg(event_type) as types, array_agg(conversation_id) as subjects
        from ready, found having count(*) > 0) ready,
        append_events(accounts, types, subjects) as event),
    announced as materialized (
      select queue_event_deliveries(array_agg(ready.account_id), array_agg(conversation_id), array_agg(webhook_event),
        array_agg(sequence), array_agg(content), array_agg(insights), array_agg(at), ${lane}, ${kind}) as jobs
      from ready join told on told.account_id = ready.account_id and told.subject_id = ready.conversation_id
      having count(*) > 0)
    select held.lease_token as "leaseToken", ready.job_id is not null as ready, (select count(*) from told) as events,
      exists (select from announced where jobs > 0) as deliveries
    from held left join ready on ready.lease_token = held.lease_token`,
};

/**
 * Stores analyses, shows their conversations as completed, tells of it, queues the webhooks and ends the jobs, all of it for
 * each or nothing. A conversation that was completed before and analysed again is not completed a second time: it is updated.
 */
export async function completeAnalysed(
  db: Db,
  analysed: Analysed[],
  presentCard: PresentCard,
): Promise<{ outcomes: Outcome[]; deliveries: boolean }> {
  const values = [
    ...made.values(analysed.map((one) => present(one, presentCard))),
    jobKinds.deliver.lane,
    'deliver' satisfies JobKind,
  ];
  const answers = await queryAll<{ leaseToken: string; ready: boolean; deliveries: boolean }>(
    db,
    complete,
    values,
  );
  const held = new Map(answers.map((row) => [row.leaseToken, row.ready]));
  const outcomes = analysed.map(({ job }): Outcome => {
    const ready = held.get(job.leaseToken);
    if (ready === undefined) return 'lease_lost';
    return ready ? 'completed' : 'changed';
  });
  return { outcomes, deliveries: answers.some(({ deliveries }) => deliveries) };
}

/** An analysis as a row, and its card. */
function present({ job, read, analysis, search, now }: Analysed, presentCard: PresentCard) {
  const findings = storedAnalysis(job.subjectId, analysis);
  const { summary, sentiment } = findings;
  const card = presentCard({ ...read.conversation, status: 'completed', summary, sentiment });
  const again = 'again' in job.payload;
  const type: EventType = again ? 'conversation.changed' : 'conversation.completed';
  return {
    accountId: job.accountId,
    jobId: job.id,
    leaseToken: job.leaseToken,
    conversationId: job.subjectId,
    version: read.version,
    at: now,
    partnerCard: JSON.stringify(card),
    ...findings,
    notices: failureJson(findings.notices),
    eventType: type,
    webhookEvent: again ? 'conversation.updated' : 'conversation.completed',
    content: shownConversation(card),
    searchVector: search.vector,
    searchSentences: search.sentences,
    stemmer: search.stemmer,
  };
}
