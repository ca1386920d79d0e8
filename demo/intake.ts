import { userFinder } from '../src/domain/accounts/people.ts';
import { presentCard } from '../src/http/partner/present-conversation.ts';
import { acceptTogether } from '../src/intake/accept.ts';
import type { IntakeContext } from '../src/intake/take-in.ts';
import type { RunningServer } from '../src/server/start.ts';

/** The way into the running server. */
export function intakeOf({ config, context: { pool, clock, storage } }: RunningServer): IntakeContext {
  const { dataDir, providers } = config;
  const accept = acceptTogether(pool);
  return {
    pool,
    findUsersByName: userFinder(pool),
    accept,
    dataDir,
    providers,
    presentCard,
    openStorage: async () => storage,
    now: () => clock.now(),
  };
}
