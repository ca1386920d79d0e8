import { afterAll, beforeAll, expect, test } from 'vitest';
import { shippedFunctions } from '../../src/db/migrate.ts';
import { inTransaction } from '../../src/db/pool.ts';
import {
  awaitedKinds,
  conversationLanes,
  type JobKind,
  jobKinds,
  lanes,
  stepKinds,
} from '../../src/jobs/kinds.ts';
import { countJobs, currentStep, enqueue } from '../../src/jobs/queue.ts';
import { parkJobs, removeJobs, resumeJobs } from '../../src/jobs/subject-jobs.ts';
import { statementTexts } from '../db/statement-texts.ts';
import { createInstallation, type Installation } from '../domain/limits/installation.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.close());

test('steps are of conversations and are awaited; lanes hold them', () => {
  expect(stepKinds).toEqual(['decode', 'recognise', 'speakers', 'peaks', 'analyse']);
  expect(awaitedKinds).toEqual([...stepKinds, 'cards', 'index', 'health_mail', 'deliver']);
  expect(conversationLanes).toEqual(['sound', 'pipeline']);
  expect(new Set(Object.values(jobKinds).map(({ lane }) => lane))).toEqual(new Set(lanes));
});

const subjectId = '00000000-0000-4000-8000-000000000001';

test.each(Object.keys(jobKinds))('a job of kind %s is queued in its lane', async (name) => {
  const { accountId, pool, database } = installation;
  const kind = name as JobKind;
  const payload = kind === 'deliver' ? { deliveryId: subjectId } : {};
  await enqueue(pool, { accountId, kind, subjectId, payload });
  expect(await database.query('delete from job returning lane, kind, subject_id, payload')).toEqual([
    { lane: jobKinds[kind].lane, kind, subject_id: subjectId, payload },
  ]);
});

test('what is erased in a week is neither a step nor counted, and what is parked neither', async () => {
  const { accountId, pool, database } = installation;
  await enqueue(pool, { accountId, kind: 'erase', subjectId, payload: {}, delayMs: 1_000 });
  expect(await currentStep(pool, accountId, subjectId)).toBeUndefined();
  expect(await countJobs(pool)).toEqual(new Map());
  await enqueue(pool, { accountId, kind: 'decode', subjectId, payload: {} });
  await enqueue(pool, { accountId, kind: 'deliver', subjectId, payload: { deliveryId: subjectId } });
  expect(await currentStep(pool, accountId, subjectId)).toEqual({ kind: 'decode', progress: 0 });
  const counted = new Map([
    ['sound', 1],
    ['delivery', 1],
  ]);
  expect(await countJobs(pool)).toEqual(counted);
  await inTransaction(pool, (tx) => parkJobs(tx, accountId, subjectId));
  expect(await currentStep(pool, accountId, subjectId)).toBeUndefined();
  expect(await countJobs(pool)).toEqual(new Map([['delivery', 1]]));
  await inTransaction(pool, (tx) => resumeJobs(tx, accountId, subjectId));
  expect(await countJobs(pool)).toEqual(counted);
  await removeJobs(pool, accountId, subjectId);
  expect(await database.query('select kind from job')).toEqual([{ kind: 'deliver' }]);
});

test('no statement and no function of the database names a kind or a lane: they are given it', () => {
  const named = new RegExp(`'(${[...Object.keys(jobKinds), ...lanes].join('|')})'`);
  const functions = shippedFunctions().map(({ id, sql }) => ({ name: id, text: sql }));
  const naming = [...statementTexts(), ...functions].filter(({ text }) => named.test(text));
  expect(naming.map(({ name }) => name)).toEqual([]);
});
