import pg from 'pg';
import type { ImportFailureCode } from './import-report.ts';

const again = 'Import the file again: what is stored already is not stored twice.';
/** SQLSTATE classes of a database that stops, or has no room for the connection. */
const goneState = /^(08|53|57)/;
const goneCodes: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
]);
/** As pg says it, which has no codes for its own errors. */
const goneMessage =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/;

/** An error that was thrown while a file was taken in, as that file's failure. */
export function importFailure(error: unknown): { code: ImportFailureCode; message: string } {
  if (!(error instanceof Error)) return { code: 'unexpected_error', message: String(error) };
  if (isGone(error))
    return { code: 'database_gone', message: `The database gives no answer (${error.message}). ${again}` };
  if (error instanceof pg.DatabaseError) {
    const message = `PostgreSQL refused to store it: ${error.message} (SQLSTATE ${error.code ?? 'unknown'}).`;
    return { code: 'database_refused', message };
  }
  return { code: 'unexpected_error', message: error.message };
}

function isGone(error: Error): boolean {
  if (error instanceof pg.DatabaseError) return goneState.test(error.code ?? '');
  const code = 'code' in error ? error.code : null;
  const isSocket = code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect';
  return isSocket || goneCodes.has(code) || goneMessage.test(error.message);
}
