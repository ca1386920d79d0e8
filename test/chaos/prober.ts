import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { makeToken } from '../../src/domain/tokens/token-format.ts';

const errorSchema = z.strictObject({ statusCode: z.literal(500), message: z.string(), error: z.string() });
const hangsMs = 15_000;
const paceMs = 25;

/** The owner of a token, nobody, or somebody whose token has the right form and was never issued. */
type Caller = 'token' | 'nobody' | 'stranger';

interface Answer {
  caller: Caller;
  /** 0 where none came. */
  status: number;
  atMs: number;
  ms: number;
  isInShape: boolean;
}

export interface Prober {
  answers: Answer[];
  stop(): Promise<void>;
}

/** Asks again and again, as three callers at once, and notes each answer. */
export function startProber(url: () => string, token: string): Prober {
  const answers: Answer[] = [];
  const headers: Record<Caller, Record<string, string>> = {
    token: { authorization: `Bearer ${token}` },
    nobody: {},
    stranger: { authorization: `Bearer ${makeToken().token}` },
  };
  let isOver = false;
  const ask = async (caller: Caller): Promise<void> => {
    while (!isOver) {
      answers.push(await answerOf(url(), caller, headers[caller]));
      await delay(paceMs);
    }
  };
  const asking = Promise.all((['token', 'nobody', 'stranger'] as const).map(ask));
  return {
    answers,
    async stop() {
      isOver = true;
      await asking;
    },
  };
}

async function answerOf(url: string, caller: Caller, headers: Record<string, string>): Promise<Answer> {
  const startedMs = performance.now();
  const told = (status: number, isInShape: boolean): Answer => {
    const atMs = performance.now();
    return { caller, status, isInShape, atMs, ms: atMs - startedMs };
  };
  try {
    const response = await fetch(`${url}/api/v1/rest/conversations?limit=1`, {
      headers,
      signal: AbortSignal.timeout(hangsMs),
    });
    const body: unknown = await response.json();
    return told(response.status, response.status !== 500 || errorSchema.safeParse(body).success);
  } catch {
    return told(0, false);
  }
}

export interface Probed {
  asked: number;
  refused: number;
  slowestMs: number;
  /** Neither served, refused nor 500 in the contract's shape. */
  odd: number;
  letIn: number;
}

export function probed(answers: readonly Answer[]): Probed {
  const expected: Record<Caller, number[]> = { token: [200, 500], nobody: [401], stranger: [401, 500] };
  const strangers = answers.filter(({ caller }) => caller !== 'token');
  return {
    asked: answers.length,
    refused: answers.filter(({ status }) => status === 500).length,
    slowestMs: Math.max(0, ...answers.map(({ ms }) => ms)),
    odd: answers.filter(({ caller, status, isInShape }) => !isInShape || !expected[caller].includes(status))
      .length,
    letIn: strangers.filter(({ status }) => status === 200).length,
  };
}

/** How long after a moment the owner of the token was served again. */
export function servedAgainMs(answers: readonly Answer[], sinceMs: number): number {
  const served = answers.find(
    ({ caller, status, atMs, ms }) => caller === 'token' && status === 200 && atMs - ms > sinceMs,
  );
  return served === undefined ? Number.POSITIVE_INFINITY : served.atMs - sinceMs;
}
