import net from 'node:net';
import { type Agent, type buildConnector, request } from 'undici';
import { afterEach, expect, test } from 'vitest';
import { createSafeDispatcher, TargetRefused } from './safe-dispatcher.ts';
import { type Resolve, TargetPolicy } from './target-policy.ts';

interface Dialled {
  hostname: string;
  port: string;
  servername: string | undefined;
}

const agents: Agent[] = [];
const servers: net.Server[] = [];
afterEach(async () => {
  await Promise.all(agents.splice(0).map((agent) => agent.destroy()));
  for (const server of servers.splice(0)) server.close();
});

/** Opens nothing: notes what it was asked to dial, and fails. */
function recorder(): { dial: buildConnector.connector; dialled: Dialled[] } {
  const dialled: Dialled[] = [];
  return {
    dialled,
    dial: ({ hostname, port, servername }, callback) => {
      dialled.push({ hostname, port, servername });
      callback(Object.assign(new Error('not dialled in tests'), { code: 'ECONNREFUSED' }), null);
    },
  };
}

/** Posts to `url`, and gives what was dialled and the error's name. */
async function post(
  url: string,
  resolve: Resolve,
  allow: string[] = [],
): Promise<{ dialled: Dialled[]; error: string }> {
  const { dial, dialled } = recorder();
  const agent = createSafeDispatcher(new TargetPolicy(allow, resolve), dial);
  agents.push(agent);
  const error = await request(url, { dispatcher: agent, method: 'POST', body: '{}' }).then(
    () => 'none',
    (cause: Error) => cause.name,
  );
  return { dialled, error };
}

const answer =
  (...addresses: string[]): Resolve =>
  () =>
    Promise.resolve(addresses);

test('the checked address is dialled, with the name for TLS', async () => {
  const { dialled } = await post('https://hook.example:8443/x', answer('8.8.8.8'));
  expect(dialled).toEqual([{ hostname: '8.8.8.8', port: '8443', servername: 'hook.example' }]);
});

test('each checked address is dialled in turn until one answers', async () => {
  const { dialled } = await post('https://hook.example/', answer('8.8.8.8', '2606:4700::1111'));
  expect(dialled.map(({ hostname }) => hostname)).toEqual(['8.8.8.8', '2606:4700::1111']);
});

const refused: [string, Resolve][] = [
  ['https://hook.example/', answer('127.0.0.1')],
  ['https://hook.example/', answer('8.8.8.8', '169.254.169.254')],
  ['https://hook.example/', answer()],
  ['http://hook.example/', answer('8.8.8.8')],
  ['https://127.0.0.1/', answer('8.8.8.8')],
  ['https://0x7f.1/', answer('8.8.8.8')],
  ['https://2130706433/', answer('8.8.8.8')],
  ['https://[::1]/', answer('8.8.8.8')],
  ['https://[::ffff:7f00:1]/', answer('8.8.8.8')],
  ['https://168.63.129.16/', answer('8.8.8.8')],
];
test.each(refused)('nothing is dialled for %s', async (url, resolve) => {
  expect(await post(url, resolve)).toEqual({ dialled: [], error: 'TargetRefused' });
});

test('a literal public address is dialled as it is, without a name for TLS', async () => {
  const asked: string[] = [];
  const resolve: Resolve = (hostname) => {
    asked.push(hostname);
    return Promise.resolve(['127.0.0.1']);
  };
  const v4 = await post('https://8.8.8.8/', resolve);
  const v6 = await post('https://[2606:4700::1111]:444/', resolve);
  expect(v4.dialled.map(({ hostname, port }) => [hostname, port])).toEqual([['8.8.8.8', '']]);
  expect(v6.dialled.map(({ hostname, port }) => [hostname, port])).toEqual([['2606:4700::1111', '444']]);
  expect(asked).toEqual([]);
});

test.each([1, 2, 3, 4, 5])(
  'a resolver that turns private at its answer %d never gets a private address dialled',
  async (turn) => {
    let answers = 0;
    const flipping: Resolve = () => {
      answers += 1;
      return Promise.resolve([answers < turn ? '8.8.8.8' : '127.0.0.1']);
    };
    const { dial, dialled } = recorder();
    const agent = createSafeDispatcher(new TargetPolicy([], flipping), dial);
    agents.push(agent);
    for (let i = 0; i < 6; i += 1) {
      await expect(request('https://hook.example/', { dispatcher: agent })).rejects.toThrow();
    }
    expect(dialled).toEqual(
      Array.from({ length: turn - 1 }, () => expect.objectContaining({ hostname: '8.8.8.8' })),
    );
    expect(answers).toBe(6);
  },
);

test('the policy is asked for each connection, once', async () => {
  let answers = 0;
  const { dialled } = await post('https://hook.example/', () => {
    answers += 1;
    return Promise.resolve(['8.8.8.8']);
  });
  expect(answers).toBe(1);
  expect(dialled).toHaveLength(1);
});

test('the refusal names the reason', async () => {
  const agent = createSafeDispatcher(new TargetPolicy([], answer('10.0.0.1')), recorder().dial);
  agents.push(agent);
  const error = await request('https://hook.example/', { dispatcher: agent }).catch(
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(TargetRefused);
  expect(error).toMatchObject({ message: expect.stringContaining('10.0.0.1') });
});

test('TLS offers HTTP/1.1 alone and names the host', async () => {
  const hello = Promise.withResolvers<string>();
  const server = net.createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (bytes) => {
      hello.resolve(bytes.toString('latin1'));
      socket.destroy();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const agent = createSafeDispatcher(new TargetPolicy(['hook.example'], answer('127.0.0.1')));
  agents.push(agent);
  await expect(request(`https://hook.example:${port}/`, { dispatcher: agent })).rejects.toThrow();
  const bytes = await hello.promise;
  expect(bytes).toContain('hook.example');
  expect(bytes).toContain('\x08http/1.1');
  expect(bytes).not.toContain('\x02h2');
});
