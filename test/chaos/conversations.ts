import { createPool, type Pool } from '../../src/db/pool.ts';
import { presentCard } from '../../src/http/partner/present-conversation.ts';
import { acceptConversation } from '../../src/intake/accept.ts';

const lines = 24;

/** Accepts conversations as an import does; what is given back was acknowledged. */
export async function acceptMany(
  pool: Pool,
  accountId: string,
  { from, count }: { from: number; count: number },
): Promise<string[]> {
  const accept = (n: number): Promise<string> =>
    acceptConversation(
      pool,
      accountId,
      {
        title: `Call ${n}`,
        company: null,
        startedAt: new Date('2026-06-03T09:30:00.000Z'),
        durationSeconds: null,
        medium: 'call',
        conversationType: null,
        language: 'en',
        departmentId: null,
        userId: null,
        participants: [],
        importedAs: null,
        notices: [],
        recording: null,
        transcript: {
          messages: Array.from({ length: lines }, (_, line) => ({
            speaker_name: line % 2 ? 'Jane' : 'Erik',
            text: `We talk about invoice ${n} and point ${line}, and I will send the price list on Thursday.`,
          })),
        },
      },
      { presentCard, now: new Date() },
    );
  const settled = await Promise.allSettled(Array.from({ length: count }, (_, n) => accept(from + n)));
  return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

/** A pool whose lost connections end nothing. */
export function quietPool(url: string): Pool {
  return createPool(url, 4, () => {});
}

export async function firstAccount(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ id: string }>('select id from account order by created_at limit 1');
  const [account] = rows;
  if (!account) throw new Error('There is no account');
  return account.id;
}
