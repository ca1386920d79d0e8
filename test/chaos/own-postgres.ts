import path from 'node:path';
import { locatePostgres } from '../../src/db/embedded/home.ts';
import { startEmbeddedPostgres } from '../../src/db/embedded/postgres.ts';
import { type Cable, startCable } from '../support/cable.ts';

export interface OwnPostgres {
  /** Past the cable. */
  directUrl: string;
  /** For DATABASE_URL. */
  url: string;
  cable: Cable;
  close(): Promise<void>;
}

/** A PostgreSQL that a part starts for itself, behind a cable. */
export async function startOwnPostgres(folder: string): Promise<OwnPostgres> {
  const postgres = await startEmbeddedPostgres(folder, () => {});
  const cable = await startCable(path.join(locatePostgres(folder).socketDir, '.s.PGSQL.5432'));
  return {
    directUrl: postgres.url,
    url: `postgresql://meetric@127.0.0.1:${cable.port}/meetric`,
    cable,
    async close() {
      await cable.close();
      await postgres.stop();
    },
  };
}
