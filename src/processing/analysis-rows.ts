import { type Db, queryAll } from '../db/pool.ts';
import { presentAnalysis } from '../domain/conversations/analysis-store.ts';
import { presentCard } from '../domain/conversations/card.ts';
import type { Conversation } from '../domain/conversations/conversation.ts';
import { failureJson } from '../domain/conversations/failure.ts';
import { type CardRow, conversationOf } from '../domain/conversations/store.ts';
import { deliveriesOfCompleted } from '../domain/webhooks/queue-deliveries.ts';
import type { Analysis, NotAnalysed } from '../engines/analysis/analyser.ts';
import { heldBy, type Job } from '../jobs/queue.ts';

/** A conversation as it was when its analysis began. */
export interface ToAnalyse {
  conversation: Conversation;
  language: string;
  deflated: Buffer | null;
  bytes: number | null;
  /** Of its row: another one after every change. */
  version: string;
}

/** What came of one job. */
export interface Analysed {
  job: Job;
  read: ToAnalyse;
  analysis: Analysis | NotAnalysed;
  now: Date;
}

/** `changed`: nothing was written, since the conversation is not what was analysed. */
export type Outcome = 'completed' | 'changed' | 'lease_lost';

interface ToAnalyseRow extends CardRow {
  account_id: string;
  language: string;
  deflated: Buffer | null;
  bytes: number | null;
  version: string;
}

const select = {
  name: 'select-conversations-to-analyse',
  text: `select c.account_id, c.id, c.status, c.title, c.company, c.started_at, c.duration_seconds, c.medium, c.sentiment,
      c.conversation_type, c.summary, c.participants, c.language, c.xmin::text as version, d.id as department_id,
      d.name as department_name, u.id as user_id, u.name as user_name, u.email as user_email, t.deflated, t.bytes
    from unnest($1::uuid[], $2::uuid[]) as wanted (account_id, id)
    join conversation c on c.account_id = wanted.account_id and c.id = wanted.id and c.deleted_at is null
    left join transcript t on t.account_id = c.account_id and t.conversation_id = c.id
    left join department d on d.account_id = c.account_id and d.id = c.department_id
    left join app_user u on u.account_id = c.account_id and u.id = c.user_id`,
};
/** The rows of the jobs $1, $2 whose lease token is still $3, locked, in the order in which all batches lock them. */
const heldJobs = `held as materialized (
  select job.account_id, job.id, job.lease_token
  from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as ours (account_id, id, lease_token)
  join job on job.account_id = ours.account_id and job.id = ours.id and job.lease_token = ours.lease_token
  order by job.account_id, job.id for update of job)`;
// Jobs are locked before conversations, and both in order: two of these never wait for each other.
const complete = {
  name: 'complete-conversations',
  text: `with ${heldJobs},
    ready as materialized (
      select held.account_id, held.id as job_id, held.lease_token, c.id as conversation_id, made.again, made.at, made.card,
        made.insights, made.topics, made.statistics, made.summary, made.sentiment, made.reason, made.language, made.notices
      from unnest($3::uuid[], $4::uuid[], $5::text[], $6::boolean[], $7::timestamptz[], $8::text[], $9::text[],
          $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::jsonb[])
        as made (lease_token, conversation_id, version, again, at, card, insights, topics, statistics, summary, sentiment,
          reason, language, notices)
      join held on held.lease_token = made.lease_token
      join conversation c on c.account_id = held.account_id and c.id = made.conversation_id
        and c.xmin::text = made.version and c.deleted_at is null
      order by c.account_id, c.id for update of c),
    analysed as (
      insert into analysis (account_id, conversation_id, insights, topics, statistics, summary, sentiment,
        not_analysed_reason, not_analysed_language, notices)
      select account_id, conversation_id, insights, topics, statistics, summary, sentiment, reason, language, notices
      from ready
      on conflict (account_id, conversation_id) do update set insights = excluded.insights, topics = excluded.topics,
        statistics = excluded.statistics, summary = excluded.summary, sentiment = excluded.sentiment,
        not_analysed_reason = excluded.not_analysed_reason, not_analysed_language = excluded.not_analysed_language,
        notices = excluded.notices),
    shown as (
      update conversation c set status = 'completed', failure = null, summary = ready.summary,
        sentiment = ready.sentiment, card = ready.card, updated_at = ready.at
      from ready where c.account_id = ready.account_id and c.id = ready.conversation_id),
    completed as (select account_id, conversation_id, at from ready where not again),
    ${deliveriesOfCompleted},
    ended as (
      delete from job using ready where job.account_id = ready.account_id and job.id = ready.job_id)
    select held.lease_token, ready.job_id is not null as ready, exists (select from delivery_job) as deliveries
    from held left join ready on ready.lease_token = held.lease_token`,
};

/** In the order of the jobs; an Error for one whose conversation is not there. */
export async function readToAnalyse(
  db: Db,
  jobs: Pick<Job, 'accountId' | 'subjectId'>[],
): Promise<(ToAnalyse | Error)[]> {
  const values = [jobs.map((job) => job.accountId), jobs.map((job) => job.subjectId)];
  const rows = await queryAll<ToAnalyseRow & Record<string, unknown>>(db, select, values);
  const byKey = new Map(rows.map((row) => [`${row.account_id} ${row.id}`, row]));
  return jobs.map(({ accountId, subjectId }) => {
    const row = byKey.get(`${accountId} ${subjectId}`);
    if (!row) return new Error(`No conversation ${subjectId} to analyse`);
    const { language, deflated, bytes, version } = row;
    return { conversation: conversationOf(row), language, deflated, bytes, version };
  });
}

/**
 * Stores analyses, shows their conversations as completed, queues the webhooks and ends the jobs, all of it for each or
 * nothing. A conversation that was completed before and analysed again sends no second webhook.
 */
export async function completeAnalysed(
  db: Db,
  made: Analysed[],
): Promise<{ outcomes: Outcome[]; deliveries: boolean }> {
  const rows = made.map(({ job, analysis }) => presentAnalysis(job.subjectId, analysis));
  const answers = await queryAll<{ lease_token: string; ready: boolean; deliveries: boolean }>(db, complete, [
    ...heldBy(made.map(({ job }) => job)),
    made.map(({ job }) => job.subjectId),
    made.map(({ read }) => read.version),
    made.map(({ job }) => job.payload['again'] === 'true'),
    made.map(({ now }) => now),
    made.map(({ read }, i) => JSON.stringify(completedCard(read, rows[i]))),
    ...[rows.map((row) => row.insights), rows.map((row) => row.topics), rows.map((row) => row.statistics)],
    ...[rows.map((row) => row.summary), rows.map((row) => row.sentiment)],
    ...[rows.map((row) => row.not_analysed_reason), rows.map((row) => row.not_analysed_language)],
    rows.map((row) => failureJson(row.notices)),
  ]);
  const held = new Map(answers.map((row) => [row.lease_token, row.ready]));
  return {
    outcomes: made.map(({ job }) => {
      const ready = held.get(job.leaseToken);
      if (ready === undefined) return 'lease_lost';
      return ready ? 'completed' : 'changed';
    }),
    deliveries: answers.some((row) => row.deliveries),
  };
}

function completedCard(
  { conversation }: ToAnalyse,
  findings: { summary: string | null; sentiment: string | null } | undefined,
): ReturnType<typeof presentCard> {
  const { summary = null, sentiment = null } = findings ?? {};
  return presentCard({ ...conversation, status: 'completed', summary, sentiment });
}
