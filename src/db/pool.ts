import pg from 'pg';
import type { DatabasePulse } from './pulse.ts';
import { WatchedPool } from './watched-pool.ts';

/** Anything that runs SQL: the pool, or the client of a transaction. Statements with a name are prepared once. */
export interface Db {
  query<Row extends pg.QueryResultRow>(statement: pg.QueryConfig): Promise<pg.QueryResult<Row>>;
}

export interface Statement {
  name: string;
  text: string;
}

export type Pool = pg.Pool;

const int8 = 20;

/** Above any query's own time; a frozen or unreachable database must not hold requests for ever. */
const answerTimeoutMs = 5_000;
/** A burst on a cold pool, or a disk that stalls for a moment, makes requests wait for their turn, not fail. */
const turnTimeoutMs = 10_000;

/** A pool of at most `connections`; waiting for one fails after ten seconds, a query after five. */
export function createPool(
  url: string,
  connections: number,
  onError: (error: Error) => void,
  /** With it nobody waits that long for a database that gives no answer. */
  pulse: DatabasePulse | null = null,
): Pool {
  const options: pg.PoolConfig = {
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: turnTimeoutMs,
    idleTimeoutMillis: 60_000,
    query_timeout: answerTimeoutMs,
    statement_timeout: answerTimeoutMs,
    application_name: 'meetric',
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === int8 ? Number : pg.types.getTypeParser(oid, format),
    },
  };
  const pool = pulse ? new WatchedPool(options, pulse) : new pg.Pool(options);
  pool.on('error', onError);
  return pool;
}

/** Runs `work` in one transaction; its value is returned after commit, an exception rolls everything back. */
export async function inTransaction<T>(pool: Pool, work: (tx: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // The query under way rejects by itself; without a listener the lost connection would end the process besides.
  const onLost = (error: Error): void => {
    broken = error;
  };
  client.on('error', onLost);
  try {
    await client.query('begin');
    const value = await work(client);
    await client.query('commit');
    return value;
  } catch (error) {
    await client.query('rollback').catch((cause: Error) => (broken = cause));
    throw error;
  } finally {
    client.off('error', onLost);
    client.release(broken);
  }
}

/** The first row, or undefined. */
export async function queryOne<Row extends pg.QueryResultRow>(
  db: Db,
  statement: Statement,
  values: unknown[],
): Promise<Row | undefined> {
  const { rows } = await db.query<Row>({ ...statement, values });
  return rows[0];
}

export async function queryAll<Row extends pg.QueryResultRow>(
  db: Db,
  statement: Statement,
  values: unknown[],
): Promise<Row[]> {
  const { rows } = await db.query<Row>({ ...statement, values });
  return rows;
}

/** Runs a statement and gives the number of rows that it changed. */
export async function execute(db: Db, statement: Statement, values: unknown[]): Promise<number> {
  const { rowCount } = await db.query({ ...statement, values });
  return rowCount ?? 0;
}
