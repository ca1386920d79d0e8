import type { Plant } from './plants.ts';

const jobs = [['test/jobs/'], ['test/domain/webhooks/', 'test/processing/']];
const limits = [['src/domain/limits/', 'test/domain/limits/'], ['test/http/partner/']];

/** In the queue, its workers, and the limits that the database keeps. */
export const jobPlants: readonly Plant[] = [
  {
    why: 'a worker never renews its leases: what takes longer is done twice',
    within: 'src/jobs',
    find: 'setInterval(() => void this.#renew(), ',
    replace: 'setInterval(() => {}, ',
    stages: jobs,
  },
  {
    why: 'a job whose lease is lost goes on',
    within: 'src/jobs',
    find: 'if (!held.has(leaseToken))',
    replace: 'if (!leaseToken)',
    stages: jobs,
  },
  {
    why: 'no fencing: a job is ended by who had it before',
    within: 'src/jobs',
    find: "'delete from job where account_id = $1 and id = $2 and lease_token = $3'",
    replace: "'delete from job where account_id = $1 and id = $2 and $3::uuid is not null'",
    stages: jobs,
  },
  {
    why: 'a failing job is tried again at the same pace',
    within: 'src/jobs',
    find: 'retryMs * job.claims',
    replace: 'retryMs',
    stages: jobs,
  },
  {
    why: 'a failing job is never given up',
    within: 'src/jobs',
    find: /if \(job\.claims > \w+\)/,
    replace: 'if (job.claims < 0)',
    stages: jobs,
  },
  {
    why: 'a drained worker claims on',
    within: 'src/jobs',
    find: 'this.#stopping = true;',
    replace: '',
    stages: jobs,
  },
  {
    why: 'jobs of one subject run side by side without a bound',
    within: 'src/db',
    find: 'room := in_per_subject - ',
    replace: 'room := in_limit + in_per_subject - ',
    stages: jobs,
  },
  {
    why: 'the window of the rate limit is half as long',
    within: 'src/domain/limits',
    find: /(slots\[\(head % \$4\)::int \+ 1\] <= \S+ - \$5)/,
    replace: '$1 / 2',
    stages: limits,
  },
  {
    why: 'one call a minute more than the limit',
    within: 'src/domain/limits',
    find: 'slots: requestsPerMinute, callsPerSlot: 1',
    replace: 'slots: requestsPerMinute + 1, callsPerSlot: 1',
    stages: limits,
  },
  {
    why: 'blocks of calls are granted before the old ones are a minute old',
    within: 'src/db',
    find: 'and ring[((first_entry + entries) % in_slots)::int + 1] <= now_us - in_window_us',
    replace: 'and ring[((first_entry + entries) % in_slots)::int + 1] <= now_us',
    stages: limits,
  },
  {
    why: 'a lease of calls is used after its end',
    within: 'src/domain/limits',
    find: ' && nowMs < lease.endsMs',
    replace: '',
    stages: limits,
  },
  {
    why: 'a refused call is told to come back too soon',
    within: 'src/domain/limits',
    find: 'const freeUs = row.oldestUs + windowMs * 1000;',
    replace: 'const freeUs = row.oldest_us + windowMs * 500;',
    stages: limits,
  },
  {
    why: 'one conversation a day more than the quota',
    within: 'src/db',
    find: 'if before + asked <= in_quota then',
    replace: 'if before + asked <= in_quota + 1 then',
    stages: limits,
  },
  {
    why: 'a day of the quota is that of the process',
    within: 'src/domain/limits/database-clock.ts',
    find: 'this.#own.databaseShiftMs?.() ?? 0',
    replace: 'this.#own.now().getTime() - Date.now()',
    stages: limits,
  },
  {
    why: 'the rest of the day is told as of the day before',
    within: 'src/http',
    find: 'rate.day === utcDay(now) ? rate.usedToday : 0',
    replace: 'rate.usedToday',
    stages: [['test/http/partner/admission'], ['test/http/']],
  },
  {
    why: 'RateLimit names more seconds than the window has',
    within: 'src/http',
    find: 'Math.min(windowMs / 1000, rate.resetSeconds)',
    replace: 'rate.resetSeconds',
    stages: [['test/http/partner/admission'], ['test/http/']],
  },
  {
    why: 'a conversation of yesterday is free today',
    within: 'src/domain/limits/daily-quota.ts',
    find: 'this.#counted.clear();',
    replace: '',
    stages: limits,
  },
];
