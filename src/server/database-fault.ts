import pg from 'pg';
import { DatabaseUnfit } from '../db/database-unfit.ts';

/** Where DATABASE_URL leads, without the password. */
interface Place {
  at: string;
  socketDir: string | null;
  user: string;
  database: string;
}

type Explain = (place: Place, message: string) => string;

const unreachable = (what: string): string => `database_unreachable: ${what}`;
const noAnswer: Explain = ({ at }, message) =>
  unreachable(
    `PostgreSQL at ${at} gives no answer (${message}). Check DATABASE_URL, the network and firewalls.`,
  );
const unknownHost: Explain = ({ at }, message) =>
  unreachable(
    `the host of ${at} is not found (${message}). Correct it in DATABASE_URL, or the name service.`,
  );
const tlsFailed: Explain = ({ at }, message) =>
  `database_tls: no safe connection to PostgreSQL at ${at} (${message}). Correct sslmode and sslrootcert in DATABASE_URL, or its certificate.`;

/** By the code of a failed connection: Node's. */
const ofConnection: Readonly<Record<string, Explain>> = {
  ECONNREFUSED: ({ at }) =>
    unreachable(`nothing listens at ${at}. Start PostgreSQL there, or correct DATABASE_URL.`),
  ENOENT: ({ socketDir, at }) =>
    unreachable(
      `there is no socket of PostgreSQL in ${socketDir ?? at}. Start it there, or correct DATABASE_URL.`,
    ),
  EACCES: ({ at }) => unreachable(`this user may not connect to ${at}. Allow it, or correct DATABASE_URL.`),
  ENOTFOUND: unknownHost,
  EAI_AGAIN: unknownHost,
  ETIMEDOUT: noAnswer,
  EHOSTUNREACH: noAnswer,
  ENETUNREACH: noAnswer,
  ECONNRESET: noAnswer,
  EPIPE: noAnswer,
};

/** By the code of an error that PostgreSQL sent: its SQLSTATE. */
const ofServer: Readonly<Record<string, Explain>> = {
  '28P01': ({ at, user }) =>
    `database_password_wrong: PostgreSQL at ${at} refused the password of user "${user}". Correct it in DATABASE_URL; ` +
    'there, characters such as @ : / ? # are written %40 %3A %2F %3F %23.',
  '28000': ({ at, user }, message) =>
    `database_access_denied: PostgreSQL at ${at} does not let user "${user}" in (${message}). Allow it there, or correct DATABASE_URL.`,
  '3D000': ({ at, database }) =>
    `database_unknown: PostgreSQL at ${at} has no database "${database}". Make it there, with encoding UTF8, or correct DATABASE_URL.`,
  '42501': ({ user, database }, message) =>
    `database_rights_missing: user "${user}" may not do in database "${database}" what is needed (${message}). ` +
    `Make it the owner, such as by: alter database ${database} owner to ${user}. Or correct DATABASE_URL.`,
  '25006': ({ at, database }) =>
    `database_read_only: database "${database}" at ${at} takes no changes, as of a standby. DATABASE_URL must name the primary.`,
  '53300': ({ at }) =>
    `database_full: PostgreSQL at ${at}, which DATABASE_URL names, has no connection left. Raise max_connections, or end other programs.`,
  '57P03': ({ at }) =>
    unreachable(`PostgreSQL at ${at}, which DATABASE_URL names, is starting or stopping. Try again.`),
};

const tlsCode = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO|EPROTO)/;
const tlsMessage = /SSL connection/;
const noPassword = /password must be a/i;
const brokenOff = /^(timeout expired|Connection terminated)/;

/**
 * The fault of the database at `url`, which DATABASE_URL names, and the way out, in one line without the password.
 * Null for any fault that is neither the database's nor the configuration's.
 */
export function databaseFault(error: unknown, url: string): string | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof DatabaseUnfit) return `${error.message} DATABASE_URL must name another.`;
  const place = placeOf(url);
  if (place === null)
    return 'database_url_invalid: DATABASE_URL can not be read. It is postgresql://USER:PASSWORD@HOST:PORT/DATABASE; in the password, characters such as @ : / ? # are written %40 %3A %2F %3F %23.';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (error instanceof pg.DatabaseError) return ofServer[code]?.(place, error.message) ?? null;
  const explain = ofConnection[code];
  if (explain) return explain(place, code);
  if (tlsCode.test(code) || tlsMessage.test(error.message)) return tlsFailed(place, error.message);
  if (noPassword.test(error.message))
    return `database_password_missing: PostgreSQL at ${place.at} wants a password of user "${place.user}". Put it into DATABASE_URL: postgresql://USER:PASSWORD@HOST:PORT/DATABASE.`;
  return brokenOff.test(error.message) ? noAnswer(place, error.message) : null;
}

/** Null where the URL can not be read, or a part of the password may have been taken for something else. */
function placeOf(url: string): Place | null {
  try {
    const { pathname, search, hash } = new URL(url.replace('@/', '@localhost/'));
    if (/@/.test(pathname + search + hash)) return null;
    const { host, port, user = '', database = '' } = new pg.Client({ connectionString: url });
    const isFolder = host.startsWith('/');
    return {
      at: isFolder ? host : `${host}:${port}`,
      socketDir: isFolder ? host : null,
      user,
      database,
    };
  } catch {
    return null;
  }
}
