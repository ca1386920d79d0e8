import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { leaseTimes } from '../../jobs/lease-times.ts';
import type { MailConfig } from './mail-config.ts';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The same on every try: a reader shows a mail that came twice once. */
  id: string;
  date: Date;
}

/** Nothing that the server wrote is kept, only its code and a class of failure. */
export type MailOutcome =
  | { kind: 'accepted'; status: number }
  /** `of`: this mail, or every mail since the server does not let us in. */
  | { kind: 'rejected'; status: number; of: 'mail' | 'login' }
  | { kind: 'unreachable'; failure: MailFailure };

type MailFailure =
  | 'timeout'
  | 'dns_error'
  | 'connection_refused'
  | 'connection_reset'
  | 'tls_error'
  | 'connection_error';

export interface MailTimes {
  connectMs: number;
  greetingMs: number;
  /** Of the whole attempt. */
  totalMs: number;
}

/** As of a webhook: an attempt must end within its lease. */
export const mailTimes: MailTimes = {
  connectMs: 5_000,
  greetingMs: 5_000,
  totalMs: leaseTimes.longestAttemptMs,
};

/** Sends one mail over a connection of its own. Rejects only where `signal` cut the attempt. */
export type Mailer = (mail: Mail, signal: AbortSignal) => Promise<MailOutcome>;

const accepted = 250;

/** `ca`: certificates to trust beside those of the system, for tests. */
export function createMailer(config: MailConfig, times: MailTimes, ca?: string): Mailer {
  return async (mail, signal) => {
    const message = await compose(config, mail);
    signal.throwIfAborted();
    const connection = connectionTo(config, times, ca);
    const timeout = AbortSignal.timeout(times.totalMs);
    const cut = AbortSignal.any([signal, timeout]);
    const closed = new Promise<never>((_, reject) =>
      cut.addEventListener('abort', () => reject(cut.reason), { once: true }),
    );
    try {
      await Promise.race([closed, send(connection, config, { to: mail.to, message })]);
      connection.quit();
      return { kind: 'accepted', status: accepted };
    } catch (error) {
      connection.close();
      signal.throwIfAborted();
      return timeout.aborted ? { kind: 'unreachable', failure: 'timeout' } : outcomeOf(error);
    }
  };
}

/** Whether the server greets and lets us in. */
export async function tryMailServer(config: MailConfig, times: MailTimes): Promise<MailOutcome> {
  const connection = connectionTo(config, times);
  try {
    await logIn(connection, config);
    connection.quit();
    return { kind: 'accepted', status: accepted };
  } catch (error) {
    connection.close();
    return outcomeOf(error);
  }
}

function compose(config: MailConfig, { to, subject, text, html, id, date }: Mail): Promise<Buffer> {
  const domain = config.from.address.slice(config.from.address.lastIndexOf('@') + 1);
  const composer = new MailComposer({
    from: config.from,
    to: { name: '', address: to },
    subject: oneLine(subject),
    text,
    html,
    date,
    messageId: `<${id}@${domain}>`,
    // RFC 3834: an absent owner's mailbox does not answer.
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** A line break in a header would begin another one. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function connectionTo(config: MailConfig, times: MailTimes, ca?: string): SMTPConnection {
  return new SMTPConnection({
    host: config.host,
    port: config.port,
    secure: config.tls === 'from_start',
    requireTLS: config.tls === 'required',
    connectionTimeout: times.connectMs,
    dnsTimeout: times.connectMs,
    greetingTimeout: times.greetingMs,
    socketTimeout: times.totalMs,
    socketCloseTimeout: 0,
    ...(ca === undefined ? {} : { tls: { ca } }),
  });
}

async function send(
  connection: SMTPConnection,
  config: MailConfig,
  { to, message }: { to: string; message: Buffer },
): Promise<void> {
  await logIn(connection, config);
  const envelope = { from: config.from.address, to: [to] };
  await new Promise<void>((resolve, reject) => {
    connection.send(envelope, message, (error) => (error ? reject(error) : resolve()));
  });
}

async function logIn(connection: SMTPConnection, { login }: MailConfig): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    // Also of errors that come between two commands.
    connection.on('error', reject);
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
  if (login === null) return;
  await new Promise<void>((resolve, reject) => {
    const auth = { user: login.user, pass: login.password };
    connection.login(auth, (error) => (error ? reject(error) : resolve()));
  });
}

const failureByCode: Readonly<Record<string, MailFailure>> = {
  ECONNREFUSED: 'connection_refused',
  ECONNRESET: 'connection_reset',
  EPIPE: 'connection_reset',
  ECONNECTION: 'connection_reset',
  EDNS: 'dns_error',
  ENOTFOUND: 'dns_error',
  ETIMEDOUT: 'timeout',
  ETLS: 'tls_error',
};

function outcomeOf(error: unknown): MailOutcome {
  const code = memberOf(error, 'code');
  const status = memberOf(error, 'responseCode');
  // The server answers a demand for TLS that it does not have like any wrong command.
  if (code === 'ETLS') return { kind: 'unreachable', failure: 'tls_error' };
  if (typeof status === 'number')
    return { kind: 'rejected', status, of: code === 'EAUTH' || code === 'EPROTOCOL' ? 'login' : 'mail' };
  const cause = String(memberOf(error, 'originalCode') ?? code);
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO)/.test(cause))
    return { kind: 'unreachable', failure: 'tls_error' };
  return { kind: 'unreachable', failure: failureByCode[cause] ?? 'connection_error' };
}

function memberOf(error: unknown, name: string): unknown {
  return Object(error)[name];
}
