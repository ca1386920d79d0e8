import type { Logger } from 'pino';
import { inTransaction, type Pool, queryOne } from '../../db/pool.ts';
import { finishJob, type Job, putOffFailedJob } from '../../jobs/queue.ts';
import type { JobHandler } from '../../jobs/worker.ts';
import { htmlText } from '../mail/html-text.ts';
import type { Mail, Mailer, MailOutcome } from '../mail/mailer.ts';
import type { SubscriptionForm } from './queries.ts';

/** The person who runs the installation, and how to reach them. */
export interface Operator {
  email: string;
  mailer: Mailer;
}

const select = {
  name: 'select-subscription-to-tell',
  text: `select s.form, s.url, a.name as "accountName" from webhook_subscription s join account a on a.id = s.account_id
    where s.account_id = $1 and s.id = $2`,
};

interface ToldSubscription {
  form: SubscriptionForm;
  url: string | null;
  accountName: string;
}

const mostTries = 5;
const laterMs = 300_000;

/** Jobs of kind `health_mail`, which settle.ts queues; without an operator to tell they end. */
export function healthMailHandler(context: {
  pool: Pool;
  log: Logger;
  operator: Operator | null;
  now(): Date;
}): JobHandler<Job<'health_mail'>> {
  const { pool, log, operator } = context;
  const finish = (job: Job): Promise<void> => inTransaction(pool, (tx) => finishJob(tx, job));
  return {
    async run(job, signal) {
      const told = await queryOne<ToldSubscription>(pool, select, [job.accountId, job.subjectId]);
      if (!operator || !told) return finish(job);
      const mail = { ...healthMail(job, told), to: operator.email, id: job.id, date: context.now() };
      const outcome = await operator.mailer(mail, signal);
      if (outcome.kind === 'accepted') return finish(job);
      const tries = job.failures + 1;
      if (mayPass(outcome) && tries < mostTries)
        return putOffFailedJob(pool, job, { delayMs: laterMs * tries });
      log.error({ subscriptionId: job.subjectId, outcome }, 'the operator could not be told by mail');
      await finish(job);
    },
    giveUp: finish,
  };
}

function mayPass(outcome: MailOutcome): boolean {
  return outcome.kind !== 'rejected' || outcome.of === 'login' || outcome.status < 500;
}

const reasons: Readonly<Record<string, string>> = {
  gone: 'Its receiver answered 410: it wants no more.',
  no_success: 'There was no success for five days.',
};

function healthMail(
  job: Job<'health_mail'>,
  told: ToldSubscription,
): Pick<Mail, 'subject' | 'text' | 'html'> {
  const { state, reason, failures } = job.payload;
  // The path of a chat's address is its password.
  const target = told.url === null ? '' : ` to ${new URL(told.url).origin}`;
  const lines = [
    `The subscription ${job.subjectId} (${told.form}${target}) of the account "${told.accountName}" is ${state}.`,
    reasons[reason] ?? `The last ${failures} attempts failed. It is still tried.`,
    ...(state === 'disabled'
      ? ['Nothing is sent to it any more; what is missed is in the log as skipped.']
      : []),
    `See: bin/meetric webhook show ${job.subjectId}`,
  ];
  return {
    subject: `Meetric: a webhook subscription is ${state}`,
    text: `${lines.join('\n')}\n`,
    html: `<pre>${htmlText(lines.join('\n'))}</pre>\n`,
  };
}
