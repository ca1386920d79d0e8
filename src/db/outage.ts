import pg from 'pg';
import { DatabaseAway } from './pulse.ts';

// SQLSTATE: connection exceptions, out of resources (disk, memory, connections), ended by the operator or by a crash, errors
// of the system.
const away = /^(08|53|57P0|58)/;
const lost =
  /^(Connection terminated|Client has encountered a connection error|Query read timeout|timeout expired|timeout exceeded when trying to connect)/;

/** Whether the error says that the database or the network was away, not that anything is wrong with the work. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof DatabaseAway) return true;
  if (error instanceof pg.DatabaseError) return away.test(error.code ?? '');
  // Node's own errors of a connection: refused, reset, no such socket, no such host.
  const ofConnection = 'syscall' in error && /^(connect|getaddrinfo|read|write)$/.test(String(error.syscall));
  return (ofConnection && !('path' in error)) || lost.test(error.message) || isOutage(error.cause);
}
