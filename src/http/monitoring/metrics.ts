import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Db } from '../../db/pool.ts';
import { countHealthStates, healthStates } from '../../domain/webhooks/health.ts';
import { lanes } from '../../jobs/kinds.ts';
import { countJobs } from '../../jobs/queue.ts';
import type { KeptAnswers } from '../api/kept-answers.ts';

export interface Metrics {
  registry: Registry;
  observeRequest(operation: string, status: number, seconds: number): void;
  limitRefusals: Counter<'limit'>;
  deliverySeconds: Histogram<'outcome'>;
  jobSeconds: Histogram<'kind'>;
}

/** All figures of one process; the queue's depth is asked of the database when they are read. */
export function createMetrics(db: Db, answers: Pick<KeptAnswers, 'hits' | 'misses' | 'bytes'>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  new Gauge({
    name: 'meetric_jobs',
    help: 'Jobs that wait or run, all processes',
    labelNames: ['lane'],
    registers,
    async collect() {
      this.reset();
      // Without the database the other figures are wanted all the more.
      const jobs = await countJobs(db).catch(() => null);
      if (jobs === null) return;
      for (const lane of lanes) this.set({ lane }, jobs.get(lane) ?? 0);
    },
  });
  registerSubscriptions(registry, db);
  registerKeptAnswers(registry, answers);
  return {
    registry,
    observeRequest: requestObserver(registry),
    limitRefusals: new Counter({
      name: 'meetric_limit_refusals_total',
      help: 'Calls refused by the rate limit (minute) or the quota (day)',
      labelNames: ['limit'],
      registers,
    }),
    deliverySeconds: new Histogram({
      name: 'meetric_delivery_attempt_seconds',
      help: 'Time of one webhook attempt',
      labelNames: ['outcome'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
      registers,
    }),
    jobSeconds: new Histogram({
      name: 'meetric_job_seconds',
      help: 'Time of one run of a background job',
      labelNames: ['kind'],
      buckets: [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 240, 900],
      registers,
    }),
  };
}

function registerSubscriptions(registry: Registry, db: Db): void {
  new Gauge({
    name: 'meetric_webhook_subscriptions',
    help: 'Webhook subscriptions by the state of their receivers, all processes',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset();
      const counted = await countHealthStates(db).catch(() => null);
      if (counted === null) return;
      for (const state of healthStates) this.set({ state }, counted.get(state) ?? 0);
    },
  });
}

function registerKeptAnswers(registry: Registry, answers: Parameters<typeof createMetrics>[1]): void {
  new Counter({
    name: 'meetric_kept_answers_total',
    help: 'Answers looked for in memory: sent from there (hit) or made anew (miss)',
    labelNames: ['result'],
    registers: [registry],
    collect() {
      this.reset();
      this.inc({ result: 'hit' }, answers.hits);
      this.inc({ result: 'miss' }, answers.misses);
    },
  });
  new Gauge({
    name: 'meetric_kept_answers_bytes',
    help: 'Memory that kept answers take, of KEPT_ANSWERS_MB',
    registers: [registry],
    collect() {
      this.set(answers.bytes);
    },
  });
}

/** Finding a histogram by its labels costs more than counting in it: each pair is looked up once. */
function requestObserver(registry: Registry): Metrics['observeRequest'] {
  const histogram = new Histogram({
    name: 'meetric_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['operation', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  const observers = new Map<string, { observe(seconds: number): void }>();
  return (operation, status, seconds) => {
    const name = `${operation} ${status}`;
    let observer = observers.get(name);
    if (!observer) {
      observer = histogram.labels(operation, String(status));
      observers.set(name, observer);
    }
    observer.observe(seconds);
  };
}
