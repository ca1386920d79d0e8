import { once } from 'node:events';
import net from 'node:net';

export interface RefusingPort {
  port: number;
  release(): Promise<void>;
}

/**
 * A port of loopback that refuses connections. Nobody else can begin to listen on it meanwhile, since a connection
 * of this process has it as its own end.
 */
export async function holdRefusingPort(): Promise<RefusingPort> {
  const server = net.createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server listens on no port');
  const accepted = once(server, 'connection');
  const client = net.connect(address.port, '127.0.0.1');
  const [peer] = await Promise.all([accepted, once(client, 'connect')]);
  if (client.localPort === undefined) throw new Error('The connection has no port');
  return {
    port: client.localPort,
    async release() {
      client.destroy();
      peer[0].destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
