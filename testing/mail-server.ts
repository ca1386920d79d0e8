import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { portOf } from './receiver.ts';

interface ReceivedMail {
  from: string;
  to: string[];
  /** As it came, headers and all. */
  message: string;
  user: string | null;
  isSecure: boolean;
}

export interface MailServer {
  port: number;
  received: ReceivedMail[];
  /** Passwords that somebody tried to log in with. */
  passwords: string[];
  /** The code with which the next steps are refused; 0 takes the mail. */
  refusal: { login: number; recipient: number; message: number };
  close(): Promise<void>;
}

/** A mail server on loopback that keeps what it is given. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const refusal = { login: 0, recipient: 0, message: 0 };
  const received: ReceivedMail[] = [];
  const passwords: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    // Connections that are left open do not hold up its end.
    closeTimeout: 100,
    onAuth(auth, _session, done) {
      passwords.push(auth.password ?? '');
      done(refused(refusal.login), { user: auth.username });
    },
    onRcptTo(_address, _session, done) {
      done(refused(refusal.recipient));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          message: Buffer.concat(chunks).toString(),
          user: session.user ?? null,
          isSecure: session.secure,
        });
        done(refused(refusal.message));
      });
    },
    ...options,
  });
  // Clients that hang up, and those that do not trust its certificate.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: portOf(server.server.address()),
    received,
    passwords,
    refusal,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function refused(responseCode: number): Error | null {
  return responseCode === 0 ? null : Object.assign(new Error('not taken'), { responseCode });
}
