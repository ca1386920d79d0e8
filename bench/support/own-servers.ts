import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** A server of the benchmark itself, in a process of its own. */
export interface OwnServer {
  pid: number;
  ports: number[];
  /** Sends a question and gives the answer. */
  ask(question: unknown): Promise<unknown>;
  end(): Promise<void>;
}

const readySchema = z.object({ ports: z.array(z.number()) });

/** Starts bench/servers/<script>, which gets `settings` as its one argument and says on which ports it listens. */
export async function startOwnServer(script: string, settings: unknown): Promise<OwnServer> {
  const file = fileURLToPath(new URL(`../servers/${script}`, import.meta.url));
  const child = fork(file, [JSON.stringify(settings)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  const exited = once(child, 'exit');
  const { ports } = readySchema.parse(await reply(child, exited, script));
  return {
    pid: child.pid ?? 0,
    ports,
    async ask(question) {
      const answer = reply(child, exited, script);
      child.send(Object(question));
      return answer;
    },
    async end() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function reply(child: ChildProcess, exited: Promise<unknown[]>, script: string): Promise<unknown> {
  const ended = exited.then(([code]) => Promise.reject(new Error(`${script} ended with ${code}`)));
  ended.catch(() => {});
  const [message]: unknown[] = await Promise.race([once(child, 'message'), ended]);
  return message;
}

/** In such a server: tells the parent the ports, answers its questions, and ends with it. */
export function serveParent(ports: number[], answer?: (question: unknown) => unknown): void {
  process.send?.({ ports });
  process.on('disconnect', () => process.exit(0));
  process.on('SIGTERM', () => process.exit(0));
  process.on('message', async (question) => {
    process.send?.(Object(await answer?.(question)));
  });
}
