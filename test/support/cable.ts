import net from 'node:net';
import { portOf } from '../../testing/receiver.ts';

export interface Cable {
  port: number;
  /** From now on nothing comes through, and no end is told. */
  cut(): void;
  /** New connections work again; those that were cut stay silent for ever. */
  mend(): void;
  close(): Promise<void>;
}

/** A way over loopback to a socket of this machine, which can be cut as a network is. */
export async function startCable(socketPath: string): Promise<Cable> {
  let isCut = false;
  const ends = new Set<net.Socket>();
  const live = new Set<net.Socket>();
  const server = net.createServer((near) => {
    const far = net.connect(socketPath);
    const pairs: [net.Socket, net.Socket][] = [
      [near, far],
      [far, near],
    ];
    for (const [from, to] of pairs) {
      ends.add(from);
      if (!isCut) live.add(from);
      from.on('data', (bytes) => live.has(from) && to.write(bytes));
      from.on('error', () => {});
      from.on('close', () => {
        ends.delete(from);
        if (live.delete(from)) to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: portOf(server.address()),
    cut() {
      isCut = true;
      live.clear();
    },
    mend() {
      isCut = false;
    },
    async close() {
      for (const end of ends) end.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
