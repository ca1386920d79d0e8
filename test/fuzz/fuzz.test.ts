import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectContract, expectContractError } from '../support/contract.ts';
import { createWorld, type World } from '../support/fixtures.ts';
import { Coverage } from './coverage.ts';
import { type FuzzRequest, type FuzzWorld, fuzzRequest } from './fuzz-request.ts';
import { fuzzWorld } from './fuzz-world.ts';
import { type RawAnswer, RawConnection } from './raw-connection.ts';

/** As npm run test:fuzz sets them; within `npm test` a short run of the same seed. */
const { MEETRIC_FUZZ_REQUESTS = '3000', MEETRIC_FUZZ_SEED = '7', MEETRIC_FUZZ_ONLY } = process.env;
const seed = Number(MEETRIC_FUZZ_SEED);
const only = MEETRIC_FUZZ_ONLY === undefined ? null : Number(MEETRIC_FUZZ_ONLY);
const count = Number(MEETRIC_FUZZ_REQUESTS);
const connections = 8;
const mostShown = 20;

let world: World;
let values: FuzzWorld;
beforeAll(async () => {
  world = await createWorld();
  values = await fuzzWorld(world);
});
afterAll(() => world.close());

function bytesOf({ method, path, headers, body }: FuzzRequest): Buffer {
  const length = body ? [`Content-Length: ${body.length}`] : [];
  const head = [`${method} /api/v1/rest${path} HTTP/1.1`, 'Host: 127.0.0.1', ...headers, ...length, '', ''];
  return Buffer.concat([Buffer.from(head.join('\r\n'), 'latin1'), body ?? Buffer.alloc(0)]);
}

/** Throws where the answer is not one that the contract documents. */
function check({ operation, expected }: FuzzRequest, answer: RawAnswer): void {
  const { status, headers, body } = answer;
  expect(status, 'status').toBeLessThan(status === 503 ? 504 : 500);
  if (expected) expect(expected, 'the status that is certain').toContain(status);
  // Whether a valid token's answer has them is tested elsewhere: here the head may be too odd to be read.
  if (operation) expectContract(operation.id, answer, body, headers.has('ratelimit'));
  else if (status >= 400) expectContractError(answer, body);
}

interface Run {
  coverage: Coverage;
  statuses: Map<number, number>;
  failures: string[];
}

async function tryRequest(connection: RawConnection, n: number, run: Run): Promise<void> {
  const request = fuzzRequest(seed, n, values);
  const bytes = bytesOf(request);
  try {
    const answer = await connection.exchange(bytes, request.method);
    run.statuses.set(answer.status, (run.statuses.get(answer.status) ?? 0) + 1);
    run.coverage.add(request, answer.status);
    if (only !== null)
      process.stdout.write(`${bytes.toString('latin1')}\n\n${answer.status} ${answer.text}\n`);
    check(request, answer);
  } catch (error) {
    const place = `${request.method} ${request.path.slice(0, 200)}`;
    run.failures.push(`${place}: ${error}\n  npm run test:fuzz -- --seed ${seed} --only ${n}`);
  }
}

test('no request is answered by anything that the contract does not document', async () => {
  const run: Run = { coverage: new Coverage(), statuses: new Map(), failures: [] };
  const numbers = only === null ? Array.from({ length: count }, (_, n) => n) : [only];
  const startedMs = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const connection = new RawConnection(world.server.url);
      for (let n = numbers.shift(); n !== undefined; n = numbers.shift())
        await tryRequest(connection, n, run);
      connection.close();
    }),
  );
  const tally = [...run.statuses].sort(([a], [b]) => a - b).map(([status, times]) => `${status}: ${times}`);
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  const lines = [
    `${count} requests of seed ${seed} in ${seconds} s: ${tally.join(', ')}`,
    ...run.coverage.figures(),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  expect(run.failures.slice(0, mostShown), `${run.failures.length} failed`).toEqual([]);
  if (only === null) expect(run.coverage.missing()).toEqual([]);
});
