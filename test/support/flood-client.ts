/** A process that floods a server with requests whose tokens are bad: each connection asks again as soon as it is answered. */
import { connect } from 'node:net';
import { setInterval } from 'node:timers';
import { makeToken } from '../../src/domain/tokens/token-format.ts';

const [, , url = '', given = '', connections = '64'] = process.argv;
const { hostname, port } = new URL(url);
let answered = 0;

/** `unknown` stands for another well-formed token each time, `none` for no header, all else is sent as it stands. */
function authorization(): string {
  if (given === 'none') return '';
  return `Authorization: Bearer ${given === 'unknown' ? makeToken().token : given}\r\n`;
}

function ask(): void {
  const socket = connect(Number(port), hostname);
  const send = () =>
    socket.write(`GET /api/v1/rest/account HTTP/1.1\r\nHost: ${hostname}\r\n${authorization()}\r\n`);
  socket.on('connect', send);
  socket.on('data', (bytes) => {
    if (!bytes.includes('HTTP/1.1 401')) throw new Error(`No 401: ${bytes.toString()}`);
    answered += 1;
    send();
  });
  socket.on('error', () => {});
}

for (let i = 0; i < Number(connections); i += 1) ask();
// The parent takes it as ready when all have been answered once, and counts by it.
setInterval(() => process.stdout.write(`${answered}\n`), 50);
